#include "app/desktop/outpostsdesk.h"

#include "core/gestures/gesturewords.h"
#include "ui/kit/look.h"
#include "ui/kit/shortcuts.h"
#include "ui/outposts/catchups.h"
#include "ui/outposts/feedlistdialog.h"
#include "ui/outposts/followdialog.h"
#include "ui/outposts/outpostspage.h"
#include "ui/outposts/outpoststeps.h"
#include "ui/shell/preferences.h"

#include <QMenu>

#include <algorithm>

namespace wheelhouse {

namespace {

SecretServices secretsOf(Engine &engine)
{
    SecretHouse &house = engine.desks().secrets;
    return { engine.lane(), house.store, house.vault,
        [&house, &listening = engine.desks().listening](SecretStore::Keeper keeper) {
            house.choose(keeper);
            listening.follow();
        },
        [&house] { return house.keychain.open(); } };
}

} // namespace

OutpostsDesk::OutpostsDesk(Engine &engine, AccountList &accounts, InboxPanel &inbox, MainWindow &window,
    const Look &look, Shortcuts &shortcuts, QSettings &settings)
    : m_services { engine.lane(), engine.desks().accounts, engine.desks().intake, engine.desks().feeds,
        engine.desks().changes, engine.clock(), engine.file().workspace().name,
        engine.file().workspace().kind == Workspace::Kind::Sample }
    , m_connect { engine.lane(), engine.desks().connecting, engine.desks().intake, engine.clock(), m_services.isSample,
        {}, secretsOf(engine) }
    , m_settings(settings)
    , m_accounts(accounts)
    , m_window(window)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_steps(new OutpostSteps(m_services, &window))
{
    addCommands();
    m_window.addPreferencesPage(tr("Outposts"), [this] { return page(); });
    connect(&inbox, &InboxPanel::outpostMenuRequested, this, &OutpostsDesk::showMenu);
    connect(&engine.desks().gesturing, &Gesturing::refused, this, &OutpostsDesk::sayRefused);
    auto *catchUps = new CatchUps(engine.clock(), this);
    connect(&engine.desks().intake, &Intake::catchingUp, catchUps, &CatchUps::hear);
    connect(catchUps, &CatchUps::said, &m_window, &MainWindow::setProgress);
    lookAtSecrets();
    connect(m_steps, &OutpostSteps::acted, &m_window, &MainWindow::setUndo);
    connect(m_steps, &OutpostSteps::told, &m_window, &MainWindow::setStatus);
    connect(m_steps, &OutpostSteps::failed, this, &OutpostsDesk::say);
}

/// Accounts that wait for somebody to open a vault say so at once, not only in the list of outposts.
void OutpostsDesk::lookAtSecrets()
{
    const auto accounts = m_accounts.list();
    const bool needs =
        accounts && std::any_of(accounts->begin(), accounts->end(), [](const Account &each) { return each.signsIn(); });
    if (!needs)
        return;
    m_connect.engine.ask(
        this, [store = &m_connect.secrets->store] { return store->standing(); },
        [this](const QFuture<SecretStore::Standing> &coming) {
            whenDone(coming, this, [this](const SecretStore::Standing &standing) {
                if (standing.state == Secrets::State::Locked)
                    offerToOpen(standing);
            });
        });
}

void OutpostsDesk::openSecrets(SecretStore::Keeper keeper)
{
    m_window.clearBanner();
    if (keeper != SecretStore::Keeper::Vault) {
        m_connect.engine.ask(
            this, [services = *m_connect.secrets] { return services.openKeyring(); },
            [this](const QFuture<Result<void>> &coming) {
                whenDone(coming, this, [this](const Result<void> &opened) { hearOpened(opened); });
            });
        return;
    }
    auto *dialog = new VaultDialog(*m_connect.secrets, VaultDialog::Wish::Open, m_look, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] { m_locked.reset(); });
    connect(dialog, &QDialog::rejected, this, &OutpostsDesk::lookAtSecrets);
    dialog->open();
}

/// Where it stayed locked the way to open it is offered again.
void OutpostsDesk::hearOpened(const Result<void> &opened)
{
    if (opened) {
        m_locked.reset();
        return;
    }
    m_window.setStatus(opened.error().message);
    lookAtSecrets();
}

void OutpostsDesk::offerToOpen(const SecretStore::Standing &standing)
{
    m_locked = standing.keeper;
    const QString key = m_shortcuts.keys(QStringLiteral("app.unlock")).value(0);
    m_window.setBanner(Tint::Amber, QStringLiteral("object-locked"), tr("Your accounts wait."), standing.words,
        { { key.isEmpty() ? tr("Open…") : tr("Open…  %1", "with its key").arg(key),
              [this, keeper = standing.keeper] { openSecrets(keeper); } },
            { tr("Later"), [this] { m_window.clearBanner(); } } });
}

void OutpostsDesk::addCommands()
{
    const auto add = [this](const char *id, const QString &text, const QStringList &keys, const char *icon,
                         const std::function<void()> &run) {
        m_shortcuts.add(
            { QString::fromLatin1(id), text, Shortcuts::window, keys, QString::fromLatin1(icon), run, {}, {}, false });
    };
    add("app.connect", tr("Connect an account…"), { QStringLiteral("Ctrl+Shift+A") }, "network-connect",
        [this] { openConnect(&m_window); });
    m_shortcuts.add({ QStringLiteral("app.unlock"), tr("Open what the passwords are kept in…"), Shortcuts::window,
        { QStringLiteral("Ctrl+Shift+U") }, QStringLiteral("object-locked"), [this] { openSecrets(*m_locked); },
        [this] { return m_locked.has_value(); }, {}, false });
    add("app.follow", tr("Follow a feed…"), { QStringLiteral("Ctrl+Shift+F") }, "network-feed",
        [this] { openFollow(&m_window); });
    add("app.importFeeds", tr("Import a list of feeds…"), {}, "document-import", [this] { openImport(&m_window); });
    add("app.exportFeeds", tr("Export the list of feeds…"), {}, "document-export", [this] { m_steps->writeList(); });
    add("tools.outposts", tr("Outposts…"), {}, "configure", [this] { openPage({}); });
    add("tools.askAll", tr("Ask all outposts now"), { QStringLiteral("F5") }, "view-refresh", [this] {
        const auto accounts = m_accounts.list();
        if (!accounts)
            say(accounts.error());
        else if (accounts->isEmpty())
            m_window.setStatus(tr("Nothing is followed yet."));
        else
            m_steps->askNow(*accounts);
    });
}

void OutpostsDesk::say(const Error &error)
{
    m_window.setBanner(Tint::Red, QStringLiteral("dialog-warning"), tr("That did not work."), error.message,
        { { tr("Close"), [this] { m_window.clearBanner(); } } });
}

/// Long after it was wished, perhaps: it says what was.
void OutpostsDesk::sayRefused(const WishedGesture &gesture)
{
    m_window.setBanner(Tint::Red, QStringLiteral("dialog-warning"),
        tr("Not done there: %1.", "a gesture, such as Liked").arg(gesturewords::verb(gesture.gesture.kind)),
        gesture.reason, { { tr("Close"), [this] { m_window.clearBanner(); } } });
}

void OutpostsDesk::openFollow(QWidget *above)
{
    auto *dialog = new FollowDialog(m_services, m_look, above);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &FollowDialog::followed, &m_window, &MainWindow::setUndo);
    dialog->open();
}

ConnectDialog *OutpostsDesk::openConnect(QWidget *above)
{
    auto *dialog = new ConnectDialog(m_connect, m_look, m_settings, above);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectDialog::connected, &m_window, &MainWindow::setUndo);
    connect(dialog, &ConnectDialog::renewed, &m_window, &MainWindow::setStatus);
    connect(dialog, &ConnectDialog::feedWanted, this, [this, above] { openFollow(above); });
    dialog->open();
    return dialog;
}

void OutpostsDesk::signInAgain(const Account &account, QWidget *above)
{
    openConnect(above)->renew(account);
}

void OutpostsDesk::openImport(QWidget *above)
{
    auto *dialog = new FeedListDialog(m_services, m_look, above);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &FeedListDialog::followed, &m_window, &MainWindow::setUndo);
    dialog->open();
}

QWidget *OutpostsDesk::page()
{
    auto *page = new OutpostsPage(m_services, m_look);
    connect(page, &OutpostsPage::followRequested, this, [this, page] { openFollow(page->window()); });
    connect(page, &OutpostsPage::connectRequested, this, [this, page] { openConnect(page->window()); });
    connect(page, &OutpostsPage::signInRequested, this,
        [this, page](const Account &account) { signInAgain(account, page->window()); });
    connect(page, &OutpostsPage::importRequested, this, [this, page] { openImport(page->window()); });
    connect(page, &OutpostsPage::acted, &m_window, &MainWindow::setUndo);
    return page;
}

void OutpostsDesk::openPage(const QString &address)
{
    if (!m_shortcuts.run(QStringLiteral("app.preferences")))
        return;
    const auto all = m_window.findChildren<Preferences *>();
    if (all.isEmpty())
        return;
    all.constLast()->showPage(tr("Outposts"));
    if (auto *shown = all.constLast()->findChild<OutpostsPage *>())
        shown->choose(address);
}

void OutpostsDesk::addCommand(QMenu &menu, const char *id)
{
    const QString name = QString::fromLatin1(id);
    if (const Command *command = m_shortcuts.find(name))
        connect(menu.addAction(command->text + QLatin1Char('\t') + m_shortcuts.keys(name).value(0)),
            &QAction::triggered, this, [this, name] { std::ignore = m_shortcuts.run(name); });
}

void OutpostsDesk::fillMenu(QMenu &menu, const Account &account)
{
    const auto add = [&](const QString &text, const std::function<void()> &run) {
        QAction *entry = menu.addAction(text);
        connect(entry, &QAction::triggered, this, run);
        return entry;
    };
    add(tr("Ask now"), [this, account] { m_steps->askNow({ account }); })->setEnabled(!account.isPaused);
    add(account.isPaused ? tr("Go on") : tr("Pause"),
        [this, account] { m_steps->pause({ account }, !account.isPaused); });
    add(tr("How it fares…"), [this, account] { openPage(account.address); });
    if (account.signsIn())
        add(tr("Sign in again…"), [this, account] { signInAgain(account, &m_window); });
    add(account.signsIn() ? tr("Disconnect…") : tr("Stop following…"),
        [this, account] { m_steps->remove({ account }); });
    menu.addSeparator();
}

void OutpostsDesk::showMenu(qint64 channel, const QPoint &place)
{
    const auto accounts = m_accounts.list();
    if (!accounts)
        return say(accounts.error());
    auto *menu = new QMenu(&m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto found = std::find_if(
        accounts->begin(), accounts->end(), [channel](const Account &each) { return each.channelRow == channel; });
    if (found != accounts->end())
        fillMenu(*menu, *found);
    for (const char *id : { "app.connect", "app.follow", "app.importFeeds", "app.exportFeeds", "tools.outposts" })
        addCommand(*menu, id);
    menu->popup(place);
}

} // namespace wheelhouse
