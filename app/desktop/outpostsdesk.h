#pragma once

#include "app/engine/engine.h"
#include "ui/connect/connectdialog.h"
#include "ui/inbox/inboxpanel.h"
#include "ui/outposts/outpostservices.h"
#include "ui/shell/mainwindow.h"

namespace wheelhouse {

class Look;
class OutpostSteps;
class Shortcuts;

/// What is followed, on the window: the commands, the menu of the inbox's tree, the page "Outposts", and the dialogs
/// that follow a feed or a list of them. All references outlive it.
class OutpostsDesk : public QObject {
    Q_OBJECT
public:
    OutpostsDesk(Engine &engine, AccountList &accounts, InboxPanel &inbox, MainWindow &window, const Look &look,
        Shortcuts &shortcuts, QSettings &settings);

private:
    void addCommands();
    void lookAtSecrets();
    void offerToOpen(const SecretStore::Standing &standing);
    void openFollow(QWidget *above);
    ConnectDialog *openConnect(QWidget *above);
    void hearOpened(const Result<void> &opened);
    void openSecrets(SecretStore::Keeper keeper);
    void signInAgain(const Account &account, QWidget *above);
    void openImport(QWidget *above);
    void openPage(const QString &address);
    [[nodiscard]] QWidget *page();
    void showMenu(qint64 channel, const QPoint &place);
    void fillMenu(QMenu &menu, const Account &account);
    void addCommand(QMenu &menu, const char *id);
    void say(const Error &error);
    void sayRefused(const WishedGesture &gesture);

    OutpostServices m_services;
    ConnectServices m_connect;
    QSettings &m_settings;
    AccountList &m_accounts;
    MainWindow &m_window;
    const Look &m_look;
    Shortcuts &m_shortcuts;
    OutpostSteps *m_steps; ///< owned by the window
    std::optional<SecretStore::Keeper> m_locked; ///< what keeps the secrets and was found locked
};

} // namespace wheelhouse
