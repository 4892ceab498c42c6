#pragma once

#include "ui/outposts/outpostservices.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QPushButton;
class QStackedWidget;
class QTreeWidget;

namespace wheelhouse {

class EmptyState;
class Look;
class Notice;
class OutpostSteps;
class TextLabel;

/// "Outposts" in the preferences: everything that is followed, how it fares in words, when it was and will be asked;
/// and what may be done about it. Several may be chosen at once.
class OutpostsPage : public QWidget {
    Q_OBJECT
public:
    OutpostsPage(const OutpostServices &services, const Look &look, QWidget *parent = nullptr);
    void choose(const QString &address); ///< shows the outpost that is asked there, as soon as it is known

signals:
    void connectRequested();
    void signInRequested(const wheelhouse::Account &account);
    void followRequested();
    void importRequested();
    void acted(const QString &sentence); ///< for the status line: it can be taken back

private:
    void layOut();
    void listen();
    void read();
    void present(const QList<Account> &accounts);
    void hear(const CatchUp &catchUp);
    [[nodiscard]] QString stateOf(const Account &account, const QDateTime &now) const;
    void settle();
    [[nodiscard]] QList<Account> chosen() const;
    [[nodiscard]] QString details(const Account &account) const;

    OutpostServices m_services;
    const Look &m_look;
    QList<Account> m_accounts;
    OutpostSteps *m_steps;
    QTimer m_pulse; ///< gathers changes into one reading
    QHash<ChannelId, CatchUp> m_behind; ///< those that are being caught up
    QString m_wanted; ///< an address that is to be shown
    bool m_hasRead = false;

    QStackedWidget *m_room;
    EmptyState *m_nothing;
    QTreeWidget *m_list;
    TextLabel *m_details;
    Notice *m_notice;
    QPushButton *m_ask;
    QPushButton *m_pause;
    QPushButton *m_remove;
    QPushButton *m_again; ///< only where an account is chosen that signs in
    QPushButton *m_follow;
    QPushButton *m_connect;
    QPushButton *m_feedList;
    QAction *m_import;
    QAction *m_export;
};

} // namespace wheelhouse
