#include "ui/connect/connectdialog.h"

#include "ui/connect/connectsteps.h"
#include "ui/connect/letinpage.h"
#include "ui/connect/termspages.h"
#include "ui/connect/wherepage.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"

#include <QDesktopServices>
#include <QFrame>
#include <QJsonObject>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int stepsWidth = 204; // px
constexpr int mostStepsWidth = 280; // in longer languages
const QString networkKey = QStringLiteral("connect/network");
const QString serverKey = QStringLiteral("connect/server");
const QString termsKey = QStringLiteral("connect/terms");

QFrame *hairline(QFrame::Shape shape, QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(shape);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

} // namespace

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
    , m_progress(new QProgressBar(this))
    , m_later(new QPushButton(tr("&Save for later"), this))
    , m_back(new QPushButton(tr("&Back"), this))
    , m_next(new QPushButton(this))
{
    setWindowTitle(tr("Connect an account"));
    for (QWidget *page : { static_cast<QWidget *>(m_where), static_cast<QWidget *>(m_letIn),
             static_cast<QWidget *>(m_terms), static_cast<QWidget *>(m_history) })
        m_pages->addWidget(page);
    layOut();
    listen();
    restore();
    go(m_where->network() == NetworkId::Other ? Network : Where);
    if (m_services.isSample)
        m_notice->warn(tr("A sample reaches nobody outside. Begin a desk of your own, and connect there."));
}

void ConnectDialog::layOut()
{
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Asking"));
    m_next->setProperty("kind", QStringLiteral("primary"));
    m_next->setDefault(true);
    m_next->setObjectName(QStringLiteral("next"));
    for (QPushButton *each : { m_later, m_back })
        each->setAutoDefault(false);
    m_later->setToolTip(plainTip(tr("Keeps the network, the server and your ticks; never a password.")));

    auto *side = new QFrame(this);
    side->setObjectName(QStringLiteral("dialogSide"));
    side->setAutoFillBackground(true);
    side->setBackgroundRole(QPalette::Window);
    auto *safe = new TextLabel(m_look, Type::Small, Ink::Second,
        tr("Keys are kept in the keyring of this computer, or in a sealed vault, never in the shared desk."), side);
    safe->setWordWrap(true);
    auto *line = hairline(QFrame::HLine, side);
    auto *left = new QVBoxLayout(side);
    left->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    left->setSpacing(space::card);
    left->addWidget(m_steps);
    left->addWidget(line);
    left->addWidget(safe);
    left->addStretch();
    side->setFixedWidth(std::clamp(
        m_steps->sizeHint().width() + 2 * space::pane, m_look.scaled(stepsWidth), m_look.scaled(mostStepsWidth)));

    auto *page = new QFrame(this);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *right = new QVBoxLayout(page);
    right->setContentsMargins(24, 18, 24, 18);
    right->setSpacing(space::gap);
    right->addWidget(m_pages, 1);
    right->addWidget(m_notice);

    auto *across = new QHBoxLayout;
    across->setSpacing(0);
    across->addWidget(side);
    across->addWidget(hairline(QFrame::VLine, this));
    across->addWidget(page, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(space::pane, space::card, space::pane, space::card);
    buttons->setSpacing(space::gap);
    buttons->addWidget(m_later);
    buttons->addWidget(m_progress, 1);
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addLayout(across, 1);
    whole->addWidget(hairline(QFrame::HLine, this));
    whole->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1024, 700);
    resize(QSize(m_look.scaled(778), m_look.scaled(472)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

void ConnectDialog::listen()
{
    connect(m_where, &WherePage::networkChosen, this, [this] {
        if (m_where->network() == NetworkId::Feed) {
            emit feedWanted();
            return QDialog::reject();
        }
        go(Where);
    });
    connect(m_where, &WherePage::serverEdited, this, [this] {
        ++m_round;
        m_isBusy = false;
        m_ways.clear();
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
    m_later->setVisible(m_step == Network || m_step == Where || m_step == LetIn);
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
    m_terms->show(*who);
    if (who->isHereAlready) {
        m_where->setPermissions(who->terms.permissions);
        m_terms->setListensTo(who->terms.listensTo);
    }
    go(Terms);
    activateWindow(); // the browser is in front
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
    if (!m_services.secrets)
        return then();
    const int round = ++m_round;
    m_isBusy = true;
    settle();
    // Whoever went back or closed meanwhile did not mean it any more.
    const auto goOn = [this, then, round] {
        if (round != m_round)
            return;
        m_isBusy = false;
        then();
    };
    m_services.engine.ask(
        this, [&store = m_services.secrets->store] { return store.standing(); },
        [this, goOn](const QFuture<SecretStore::Standing> &coming) {
            whenDone(coming, this, [this, goOn](const SecretStore::Standing &standing) { askOpen(standing, goOn); });
        });
}

void ConnectDialog::askOpen(const SecretStore::Standing &standing, const std::function<void()> &then)
{
    if (standing.state == Secrets::State::Open)
        return then();
    const bool isVault = standing.keeper == SecretStore::Keeper::Vault;
    if (!isVault && standing.state == Secrets::State::Locked) {
        m_notice->warn(standing.words);
        m_services.engine.ask(
            this, [services = *m_services.secrets] { return services.openKeyring(); },
            [this, then](const QFuture<Result<void>> &coming) {
                whenDone(coming, this, [this, then](const Result<void> &opened) {
                    m_isBusy = false;
                    if (!opened)
                        return say(opened.error());
                    m_notice->clear();
                    then();
                });
            });
        return;
    }
    const auto wish =
        isVault && standing.state == Secrets::State::Locked ? VaultDialog::Wish::Open : VaultDialog::Wish::Make;
    auto *dialog = new VaultDialog(*m_services.secrets, wish, m_look, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, then);
    connect(dialog, &QDialog::rejected, this, [this] {
        m_isBusy = false;
        settle();
    });
    dialog->open();
}

void ConnectDialog::keep()
{
    ask<AccountsChanged>([wish = wish()](Connecting &connecting) { return connecting.keep(wish); },
        [this](const Result<AccountsChanged> &done) {
            if (!done)
                return say(done.error());
            fetchFirst(*done);
        });
}

/// The engine hears of the new account by itself and asks it; what that brings is told by hear().
void ConnectDialog::fetchFirst(const AccountsChanged &done)
{
    m_settings.remove(QStringLiteral("connect"));
    m_history->showFetching();
    m_step = Done;
    m_isBusy = true;
    settle();
    emit connected(done.sentence);
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

void ConnectDialog::begin(NetworkId network, const QString &server)
{
    m_where->choose(network);
    m_where->setServer(server);
    m_ways.clear();
    go(Where);
}

void ConnectDialog::remember()
{
    m_settings.setValue(networkKey, networkWord(m_where->network()));
    m_settings.setValue(serverKey, m_where->server());
    m_settings.setValue(
        termsKey, AccountTerms { m_where->permissions(), m_terms->listensTo() }.toJson().toVariantMap());
}

void ConnectDialog::restore()
{
    const NetworkId network = networkFromWord(m_settings.value(networkKey).toString());
    if (network == NetworkId::Other)
        return;
    m_isKept = true;
    m_where->choose(network);
    m_where->setServer(m_settings.value(serverKey).toString());
    const auto terms = AccountTerms::fromJson(QJsonObject::fromVariantMap(m_settings.value(termsKey).toMap()));
    m_where->setPermissions(terms.permissions);
    m_terms->setListensTo(terms.listensTo);
}

void ConnectDialog::reject()
{
    ++m_round;
    m_services.engine.ask([&connecting = m_services.connecting] { connecting.cancel(); });
    if (!m_isKept)
        m_settings.remove(QStringLiteral("connect"));
    QDialog::reject();
}

} // namespace wheelhouse
