#pragma once

#include "core/networks/accountbook.h"
#include "core/operations/undo.h"

namespace wheelhouse {

/// A feed that somebody wants to follow.
struct NewAccount {
    QString address; ///< checked by the gate
    QString name;
    QString typed; ///< typedHost() of what a person typed; empty: the address came from a file
    std::chrono::seconds pace = Account::usualPace;
};

/// How a channel fared when it was asked.
struct Fare {
    ChannelId channel;
    std::optional<Error> error; ///< none: it answered
    QDateTime at; ///< UTC
    QDateTime notBefore; ///< UTC; it is not asked before
    int failures = 0;
    int added = 0; ///< mentions that were new
    QString movedTo; ///< see Page
    std::optional<std::chrono::seconds> clockAhead;
};

/// What became of a wish to follow, remove or pause.
struct AccountsChanged {
    QString sentence; ///< for the status bar; empty: nothing changed
    int changed = 0;
    int left = 0; ///< followed already, or not there any more
};

/// Follows, pauses and removes accounts, each an operation that can be taken back; keeps how they fare. The log names
/// them by channel and salted digest, since addresses may bear keys. Lives on the engine lane.
class Accounts {
public:
    Accounts(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    /// All of them in one step to undo. What is followed already, by its address of today or of the day it was added,
    /// is left; what was removed once is taken up where it stopped. Refused in a sample, which reaches nobody.
    [[nodiscard]] Result<AccountsChanged> follow(const QList<NewAccount> &feeds);
    /// Mentions that came stay.
    [[nodiscard]] Result<AccountsChanged> remove(const QList<ChannelId> &channels);
    [[nodiscard]] Result<AccountsChanged> pause(const QList<ChannelId> &channels, bool isPaused);
    [[nodiscard]] Result<QList<Account>> list() { return m_list.list(); }
    /// Keeps how a channel fared; what is no account (a rehearsal) is passed over. The network's act: no operation.
    [[nodiscard]] Result<void> note(const Fare &fare);

private:
    struct Kept {
        qint64 row = 0;
        qint64 channelRow = 0;
        QString name;
        bool isRemoved = false;
        bool isPaused = false;
    };
    [[nodiscard]] static Kept readKept(const Row &row);
    [[nodiscard]] Result<std::optional<Kept>> kept(ChannelId channel);
    [[nodiscard]] Result<QString> followOne(const NewAccount &feed, QJsonArray &on);
    [[nodiscard]] Result<AccountsChanged> change(const QList<ChannelId> &channels, const QString &kind);
    [[nodiscard]] Result<void> set(qint64 row, const QString &kind, bool isForward);
    [[nodiscard]] Result<Undone> invert(Transaction &transaction, const Operation &operation, Undo::Way way);
    [[nodiscard]] Result<void> move(qint64 row, const Fare &fare);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    AccountList m_list;
    Statement m_isSample;
    Statement m_byAddress;
    Statement m_byChannel;
    Statement m_addChannel;
    Statement m_nameChannel;
    Statement m_channelRow;
    Statement m_insert;
    Statement m_again;
    Statement m_setRemoved;
    Statement m_setPaused;
    Statement m_forgetFare;
    Statement m_wasState;
    Statement m_fare;
    Statement m_move;
};

} // namespace wheelhouse
