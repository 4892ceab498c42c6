#pragma once

#include "core/networks/network.h"
#include "core/store/statement.h"

#include <chrono>

namespace wheelhouse {

/// How an account fares.
struct AccountStanding {
    /// New: not asked yet. Waiting: the server asked to be left alone. Gone: it said that it is no more.
    enum class State { New, Fine, Waiting, Failing, Gone };
    State state = State::New;
    QDateTime since; ///< UTC, as all here; null while New
    QDateTime askedAt;
    QDateTime fineAt; ///< null: never yet
    QDateTime notBefore;
    int failures = 0; ///< in a row
    QString reason; ///< a sentence; empty while New and Fine
    std::optional<std::chrono::seconds> clockAhead; ///< of the server's clock
    friend bool operator==(const AccountStanding &, const AccountStanding &) = default;
};

/// A channel that is asked over the network: what a person decided, and how it fares.
struct Account {
    static constexpr std::chrono::seconds usualPace { 30 * 60 };
    static constexpr std::chrono::seconds leastPace { 5 * 60 };

    qint64 row = 0;
    qint64 channelRow = 0;
    Channel channel;
    QString address; ///< where it is asked now
    QString firstAddress; ///< as it was added
    QString typed; ///< typedHost() of what a person typed; empty: it came from a file
    std::chrono::seconds pace = usualPace;
    bool isPaused = false;
    QDateTime addedAt; ///< UTC
    AccountStanding standing;
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

private:
    Statement m_list;
};

} // namespace wheelhouse
