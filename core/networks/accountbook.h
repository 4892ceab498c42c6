#pragma once

#include "core/networks/network.h"
#include "core/networks/signin.h"
#include "core/store/statement.h"

#include <chrono>

namespace wheelhouse {

/// How an account fares.
struct AccountStanding {
    /// New: not asked yet. Waiting: the server asked to be left alone. Gone: it said that it is no more. SignedOut: it
    /// does not let us in, or what lets us in is not on this computer; a person must sign in again.
    enum class State { New, Fine, Waiting, Failing, Gone, SignedOut };
    State state = State::New;
    QDateTime since; ///< UTC, as all here; null while New
    QDateTime askedAt;
    QDateTime fineAt; ///< null: never yet
    QDateTime notBefore;
    int failures = 0; ///< in a row
    QString reason; ///< a sentence; empty while New and Fine
    std::optional<std::chrono::seconds> clockAhead; ///< of the server's clock
    int refused = 0; ///< items of its answers that could not be read, in all
    QString refusedWhy; ///< the last of them: where in the answer, and why
    friend bool operator==(const AccountStanding &, const AccountStanding &) = default;
};

/// What a person allowed an account, and wants to hear beside what is addressed to us.
struct AccountTerms {
    QSet<Permission> permissions;
    QStringList listensTo; ///< hashtags with their #, and words; at most 20
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static AccountTerms fromJson(const QJsonObject &json);
    friend bool operator==(const AccountTerms &, const AccountTerms &) = default;
};

/// A channel that is asked over the network: what a person decided, and how it fares.
struct Account {
    static constexpr std::chrono::seconds usualPace { 30 * 60 };
    static constexpr std::chrono::seconds leastPace { 5 * 60 }; ///< of a feed
    static constexpr std::chrono::seconds signedInPace { 60 }; ///< where people wait for an answer

    qint64 row = 0;
    qint64 channelRow = 0;
    Channel channel;
    QString address; ///< where it is asked now
    QString firstAddress; ///< as it was added
    QString typed; ///< typedHost() of what a person typed; empty: it came from a file
    std::chrono::seconds pace = usualPace;
    bool isPaused = false;
    QDateTime addedAt; ///< UTC
    QString globalName; ///< ours there, never changing; empty: nobody signs in (a feed)
    QString remoteId; ///< ours in the network's interface
    QJsonObject can; ///< the connector's notes on the server
    AccountTerms terms;
    QDateTime signedInAt; ///< UTC, when what lets us in was last renewed
    QDateTime newsSince; ///< UTC; what was written before is history; null: as the network's page says
    AccountStanding standing;
    [[nodiscard]] bool signsIn() const { return !globalName.isEmpty(); }
    friend bool operator==(const Account &, const Account &) = default;
};

/// Whether a server's clock is so far off that its times should not be believed to the minute.
[[nodiscard]] bool isClockOff(const AccountStanding &standing);
/// How the account fares, in one sentence: what happened, and what will happen by itself.
[[nodiscard]] QString standingWords(const Account &account, const QDateTime &now);
/// What a person may do about it, in one sentence; empty: nothing needs doing.
[[nodiscard]] QString adviceWords(const Account &account);
/// "fine", "waiting", …, "paused"; for files and scripts.
[[nodiscard]] QString standingWord(const Account &account);

/// Reads the accounts that were not removed; any connection.
class AccountList {
public:
    explicit AccountList(Database &database);
    /// By name, then in the order added.
    [[nodiscard]] Result<QList<Account>> list();
    /// Those that were removed, and could not yet be made worthless over there.
    [[nodiscard]] Result<QList<Account>> leaving();

private:
    Statement m_list;
    Statement m_leaving;
};

} // namespace wheelhouse
