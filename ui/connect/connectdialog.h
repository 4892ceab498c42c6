#pragma once

#include "core/base/lane.h"
#include "core/connecting/connecting.h"
#include "core/intake/intake.h"
#include "ui/connect/vaultdialog.h"

#include <QDialog>

class QProgressBar;
class QPushButton;
class QSettings;
class QStackedWidget;

namespace wheelhouse {

class ConnectSteps;
class HistoryPage;
class LetInPage;
class Look;
class Notice;
class SecretDoor;
class TermsPage;
class WherePage;

/// What the dialog works with. All of it outlives it.
struct ConnectServices {
    Lane &engine;

    // Only inside engine.ask(…):
    Connecting &connecting;
    Intake &intake;

    // From anywhere:
    const Clock &clock;
    bool isSample = false; ///< a sample asks nobody outside
    std::function<bool(const QUrl &)> openBrowser {}; ///< none: the system's own
    std::optional<SecretServices> secrets {}; ///< none: they are kept where nobody has to open anything
};

/// An account comes in, in five steps: which network, where, a person's yes, what to listen for, since when it counts.
/// Nothing is connected before the last of them. Esc closes; what lets in is kept nowhere until then. The
/// rest outlives a program that was killed, and, if a person says so, the dialog.
class ConnectDialog : public QDialog {
    Q_OBJECT
public:
    ConnectDialog(const ConnectServices &services, const Look &look, QSettings &settings, QWidget *parent = nullptr);
    /// As if chosen and typed.
    void begin(NetworkId network, const QString &server);
    /// Signs in again to that account and no other, with its own terms; what was saved for later stays saved.
    void renew(const Account &account);
    void reject() override;

signals:
    void connected(const QString &sentence); ///< for the status line: it can be taken back
    void renewed(const QString &sentence); ///< for the status line: there is nothing to take back
    void feedWanted(); ///< the person chose a feed, which another dialog follows

private:
    enum Step { Network, Where, LetIn, Terms, History, Done };
    void layOut();
    void listen();
    void listenToDoor();
    void settle();
    void go(Step step);
    void back();
    void next();
    void look();
    void askBrowser();
    void waitForBrowser(int round);
    void enter();
    void startOver();
    void met(int round, const Result<Met> &who);
    void refuseOther(const Met &who);
    void openSecrets(const std::function<void()> &then);
    void keep();
    void fetchFirst(const AccountsChanged &done);
    void hear(const Fare &fare);
    void say(const Error &error);
    void remember();
    void restore();
    [[nodiscard]] bool mayGoOn() const;
    [[nodiscard]] ConnectWish wish() const;
    /// Asks on the engine's lane, and brings the answer of the answer back, unless something was begun anew.
    template<typename T>
    void ask(std::function<QFuture<Result<T>>(Connecting &)> work, std::function<void(const Result<T> &)> then);

    ConnectServices m_services;
    const Look &m_look;
    QSettings &m_settings;
    Step m_step = Network;
    QList<SignIn::Way> m_ways;
    Met m_met;
    ChannelId m_channel;
    int m_round = 0; ///< answers to an earlier question fall to the ground
    bool m_isBusy = false;
    bool m_isKeeping = false; ///< there is no way back from that
    std::optional<Account> m_renews; ///< none: a new one comes in
    bool m_isKept = false; ///< somebody saved it for later: it stays until it is connected

    ConnectSteps *m_steps;
    QStackedWidget *m_pages;
    WherePage *m_where;
    LetInPage *m_letIn;
    TermsPage *m_terms;
    HistoryPage *m_history;
    Notice *m_notice;
    SecretDoor *m_door; ///< nullptr: they are kept where nobody has to open anything
    QProgressBar *m_progress;
    QPushButton *m_later;
    QPushButton *m_back;
    QPushButton *m_next;
};

} // namespace wheelhouse
