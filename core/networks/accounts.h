#pragma once

#include "core/networks/accountbook.h"
#include "core/networks/traffic.h"
#include "core/operations/undo.h"

namespace wheelhouse {

/// A feed that somebody wants to follow.
struct NewAccount {
    QString address; ///< checked by the gate
    QString name;
    QString typed; ///< typedHost() of what a person typed; empty: the address came from a file
    std::chrono::seconds pace = Account::usualPace;
};

/// An account on which somebody was let in. What lets us in stays with Secrets, never here.
struct SignedIn {
    NetworkId network = NetworkId::Other;
    QString globalName;
    QString remoteId;
    QString handle;
    QString name; ///< what people call it; empty: the handle
    QString address;
    QString typed;
    QJsonObject can;
    AccountTerms terms;
    QDateTime newsSince; ///< UTC; null: from now on
    std::chrono::seconds pace = Account::signedInPace;
};

/// The channel of an account: two desks that sign in at one account have one channel.
[[nodiscard]] ChannelId channelOf(NetworkId network, const QString &globalName);
/// By which name Secrets keeps what lets us in.
[[nodiscard]] QString secretName(const QByteArray &workspace, ChannelId channel);

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
    QList<Refused> refused {}; ///< items that could not be read
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
    /// One account, as a step to undo. Where it is there already its server, terms and name are renewed, which is no
    /// step, and it is asked at once; what was removed once is taken up where it stopped. Refused in a sample.
    [[nodiscard]] Result<AccountsChanged> signIn(const SignedIn &account);
    /// Mentions that came stay.
    [[nodiscard]] Result<AccountsChanged> remove(const QList<ChannelId> &channels);
    [[nodiscard]] Result<AccountsChanged> pause(const QList<ChannelId> &channels, bool isPaused);
    [[nodiscard]] Result<QList<Account>> list() { return m_list.list(); }
    [[nodiscard]] Result<QList<Account>> leaving() { return m_list.leaving(); }
    /// What let us in there is worthless now, or was never ours to take back: it is not tried again.
    [[nodiscard]] Result<void> hasLeft(ChannelId channel);
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
    [[nodiscard]] Result<void> refuseSample();
    [[nodiscard]] Result<void> putSignedIn(
        const SignedIn &account, ChannelId channel, const std::optional<Kept> &known);
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
    Statement m_insertSignedIn;
    Statement m_signInAgain;
    Statement m_nameSignedIn;
    Statement m_left;
};

} // namespace wheelhouse
