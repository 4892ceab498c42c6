#include "ui/connect/connectdialog.h"

#include "ui/connect/connectsteps.h"
#include "ui/connect/letinpage.h"
#include "ui/connect/secretdoor.h"
#include "ui/connect/termspages.h"
#include "ui/connect/wherepage.h"
#include "ui/kit/notice.h"

#include <QDesktopServices>
#include <QJsonObject>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>

namespace wheelhouse {

ConnectDialog::ConnectDialog(const ConnectServices &services, const Look &look, QSettings &settings, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_look(look)
    , m_settings(settings)
    , m_steps(new ConnectSteps(look,
          { tr("Which network"), tr("Where is your account"), tr("Say yes"), tr("What we may do"), tr("How far back") },
          this))
    , m_pages(new QStackedWidget(this))
    , m_where(new WherePage(look, m_pages))
    , m_letIn(new LetInPage(look, m_pages))
    , m_terms(new TermsPage(look, m_pages))
    , m_history(new HistoryPage(look, m_pages))
    , m_notice(new Notice(look, this))
    , m_door(services.secrets ? new SecretDoor(services.engine, *services.secrets, look, this) : nullptr)
    , m_progress(new QProgressBar(this))
    , m_later(new QPushButton(tr("Save for &later"), this))
    , m_back(new QPushButton(tr("&Back"), this))
    , m_next(new QPushButton(this))
{
    setWindowTitle(tr("Connect an account"));
    for (QWidget *page : QWidgetList { m_where, m_letIn, m_terms, m_history })
        m_pages->addWidget(page);
    layOut();
    listen();
    listenToDoor();
    restore();
    go(m_where->network() == NetworkId::Other ? Network : Where);
    if (m_services.isSample)
        m_notice->warn(tr("A sample reaches nobody outside. Begin a desk of your own, and connect there."));
}

void ConnectDialog::listen()
{
    connect(m_where, &WherePage::networkChosen, this, [this] {
        if (m_where->network() == NetworkId::Feed) {
            emit feedWanted();
            return reject();
        }
        startOver();
        go(Where);
    });
    connect(m_where, &WherePage::serverEdited, this, [this] {
        startOver();
        settle();
    });
    connect(m_letIn, &LetInPage::edited, this, &ConnectDialog::settle);
    connect(m_letIn, &LetInPage::browserWanted, this, &ConnectDialog::askBrowser);
    connect(m_letIn, &LetInPage::wayChanged, this, [this] {
        ++m_round;
        m_isBusy = false;
        if (m_letIn->way() == SignIn::Way::Browser)
            askBrowser();
        settle();
    });
    connect(m_later, &QPushButton::clicked, this, [this] {
        remember();
        m_isKept = true;
        reject();
    });
    connect(m_back, &QPushButton::clicked, this, &ConnectDialog::back);
    connect(m_next, &QPushButton::clicked, this, &ConnectDialog::next);
    connect(&m_services.intake, &Intake::fared, this, &ConnectDialog::hear);
}

/// What was found, and asked meanwhile, belongs to another server.
void ConnectDialog::startOver()
{
    ++m_round;
    m_isBusy = false;
    m_ways.clear();
}

template<typename T>
void ConnectDialog::ask(
    std::function<QFuture<Result<T>>(Connecting &)> work, std::function<void(const Result<T> &)> then)
{
    const int round = ++m_round;
    m_isBusy = true;
    m_notice->clear();
    settle();
    m_services.engine.ask(
        this, [work = std::move(work), &connecting = m_services.connecting] { return work(connecting); },
        [this, round, then = std::move(then)](const QFuture<Result<T>> &coming) {
            whenDone(coming, this, [this, round, then](const Result<T> &answer) {
                if (round != m_round)
                    return;
                m_isBusy = false;
                then(answer);
                settle();
            });
        });
}

bool ConnectDialog::mayGoOn() const
{
    if (m_isBusy || m_services.isSample)
        return m_step == Done;
    switch (m_step) {
    case Network:
        return m_where->network() != NetworkId::Other;
    case Where:
        return !m_where->server().isEmpty();
    case LetIn:
        return m_letIn->isWhole();
    case Terms:
    case History:
    case Done:
        break;
    }
    return true;
}

void ConnectDialog::settle()
{
    const bool isBrowser = m_ways.value(0, SignIn::Way::Password) == SignIn::Way::Browser;
    m_next->setText(m_step == Done                  ? tr("Close")
            : m_step == History                     ? tr("Connect")
            : m_step == Where && m_ways.isEmpty()   ? tr("Look there")
            : m_step == Where && isBrowser          ? tr("Open browser")
            : m_step == LetIn && m_letIn->isWhole() ? tr("Sign in")
                                                    : tr("Next"));
    m_next->setEnabled(mayGoOn());
    m_back->setVisible(m_step != Network && m_step != Done);
    m_back->setEnabled(!m_isKeeping);
    m_later->setVisible(!m_renews && (m_step == Network || m_step == Where || m_step == LetIn));
    m_later->setEnabled(m_where->network() != NetworkId::Other);
    m_progress->setVisible(m_isBusy);
    m_steps->setCurrent(m_step);
}

void ConnectDialog::go(Step step)
{
    if (step > Where && step > m_step)
        remember(); // also for a program that does not get to its end
    m_step = step;
    m_pages->setCurrentIndex(step <= Where ? 0 : step == LetIn ? 1 : step == Terms ? 2 : 3);
    settle();
    if (step <= Where)
        m_where->focusFirst();
    else if (step == LetIn)
        m_letIn->focusFirst();
    else if (step == Terms)
        m_terms->focusFirst();
    else
        m_next->setFocus();
}

void ConnectDialog::back()
{
    ++m_round;
    m_isBusy = false;
    m_notice->clear();
    // Who was let in stays let in until something is begun anew; the page before it has nothing left to ask.
    go(m_step == History ? Terms : m_step == Where ? Network : Where);
}

void ConnectDialog::next()
{
    switch (m_step) {
    case Network:
        return go(Where);
    case Where:
        if (m_ways.isEmpty())
            return look();
        go(LetIn);
        return askBrowser();
    case LetIn:
        return enter();
    case Terms:
        return go(History);
    case History:
        return openSecrets([this] { keep(); });
    case Done:
        return accept();
    }
}

void ConnectDialog::look()
{
    m_where->showLooking();
    ask<ServerFacts>([network = m_where->network(), typed = m_where->server()](
                         Connecting &connecting) { return connecting.look(network, typed); },
        [this](const Result<ServerFacts> &facts) {
            if (!facts) {
                m_where->clearFound();
                return say(facts.error());
            }
            m_services.engine.ask(
                this, [&connecting = m_services.connecting] { return connecting.ways(); },
                [this, facts = *facts](const QList<SignIn::Way> &ways) {
                    m_ways = ways;
                    m_where->showFound(facts, ways);
                    m_letIn->begin(m_where->network(), ways);
                    if (m_where->network() == NetworkId::Bluesky && !m_where->server().contains(u':'))
                        m_letIn->setHint(m_where->server());
                    settle();
                    m_next->setFocus();
                });
        });
}

void ConnectDialog::askBrowser()
{
    if (m_letIn->way() != SignIn::Way::Browser)
        return;
    ask<QUrl>([permissions = m_where->permissions()](Connecting &connecting) { return connecting.ask(permissions); },
        [this](const Result<QUrl> &page) {
            if (!page)
                return say(page.error());
            const bool isOpen =
                m_services.openBrowser ? m_services.openBrowser(*page) : QDesktopServices::openUrl(*page);
            m_letIn->setWaiting(*page);
            if (!isOpen)
                m_notice->warn(tr("No browser could be opened. Copy the address, and open it in one yourself."));
            waitForBrowser(m_round);
        });
}

/// Beside everything else: meanwhile a person may go back, or paste a token.
void ConnectDialog::waitForBrowser(int round)
{
    m_services.engine.ask(
        this, [&connecting = m_services.connecting] { return connecting.browserBack(); },
        [this, round](const QFuture<Result<Met>> &coming) {
            whenDone(coming, this, [this, round](const Result<Met> &who) { met(round, who); });
        });
}

void ConnectDialog::enter()
{
    auto secret = std::make_shared<Secret>(m_letIn->takeSecret());
    ask<Met>([secret, user = m_letIn->user()](Connecting &connecting) { return connecting.enter(user, *secret); },
        [this](const Result<Met> &who) { met(m_round, who); });
}

void ConnectDialog::met(int round, const Result<Met> &who)
{
    if (round != m_round)
        return;
    if (!who)
        return say(who.error());
    m_met = *who;
    m_channel = channelOf(who->network, who->globalName);
    if (m_renews && m_renews->channel.id != m_channel)
        return refuseOther(*who);
    m_terms->show(*who);
    if (who->isHereAlready && !m_renews) {
        // The browser was asked for what is ticked; what a pasted token may do nobody tells.
        if (m_letIn->way() != SignIn::Way::Browser)
            m_where->setPermissions(who->terms.permissions);
        m_terms->setListensTo(who->terms.listensTo);
    }
    go(Terms);
    activateWindow(); // the browser is in front
}

/// The browser was signed in as somebody else: that one is neither connected nor renewed behind anybody's back.
void ConnectDialog::refuseOther(const Met &who)
{
    m_services.engine.ask([&connecting = m_services.connecting] { connecting.cancel(); });
    startOver();
    go(Where);
    m_notice->warn(tr("You wanted %1, and were let in as %2. Nothing was changed. Sign out there, and begin again.")
                       .arg(m_renews->channel.handle, who.handle));
}

ConnectWish ConnectDialog::wish() const
{
    ConnectWish wish;
    wish.name = m_terms->name();
    wish.terms = { m_where->permissions(), m_terms->listensTo() };
    wish.newsSince = m_services.clock.now().addDays(-m_history->days());
    return wish;
}

/// What lets in needs a place before it is kept: an open keyring, or a vault.
void ConnectDialog::openSecrets(const std::function<void()> &then)
{
    if (!m_door)
        return then();
    const int round = ++m_round;
    m_isBusy = true;
    settle();
    // Whoever went back or closed meanwhile did not mean it any more.
    m_door->open([this, then, round] {
        if (round != m_round)
            return;
        m_isBusy = false;
        then();
    });
}

void ConnectDialog::listenToDoor()
{
    if (!m_door)
        return;
    connect(m_door, &SecretDoor::warned, m_notice, qOverload<const QString &>(&Notice::warn));
    connect(m_door, &SecretDoor::failed, this, [this](const Error &error) {
        m_isBusy = false;
        say(error);
    });
    connect(m_door, &SecretDoor::leftShut, this, [this] {
        m_isBusy = false;
        settle();
    });
}

void ConnectDialog::keep()
{
    m_isKeeping = true;
    ask<AccountsChanged>([wish = wish()](Connecting &connecting) { return connecting.keep(wish); },
        [this](const Result<AccountsChanged> &done) {
            m_isKeeping = false;
            if (!done)
                return say(done.error());
            fetchFirst(*done);
        });
}

/// The engine hears of the new account by itself and asks it; what that brings is told by hear().
void ConnectDialog::fetchFirst(const AccountsChanged &done)
{
    if (!m_renews)
        m_settings.remove(QStringLiteral("connect"));
    m_history->showFetching();
    m_step = Done;
    m_isBusy = true;
    settle();
    if (done.changed > 0)
        emit connected(done.sentence);
    else
        emit renewed(done.sentence);
}

void ConnectDialog::hear(const Fare &fare)
{
    if (m_step != Done || fare.channel != m_channel)
        return;
    m_isBusy = false;
    const QString came = fare.added == 0 ? tr("✓ It answers. There was nothing new; it is asked again every minute.")
                                         : tr("✓ It answers. %Ln message(s) came in.", nullptr, fare.added);
    m_history->showFetched(fare.error ? fare.error->message : came, !fare.error);
    settle();
}

void ConnectDialog::say(const Error &error)
{
    m_notice->say(Error { error.kind,
        tr("%1 Nothing was connected.", "after a sentence that says what happened").arg(error.message), {}, {} });
    settle();
}

} // namespace wheelhouse
