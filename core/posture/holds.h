#pragma once

#include "core/base/clock.h"
#include "core/operations/operationlog.h"

namespace wheelhouse {

using HoldId = Id<struct Hold>;

/// That nothing planned goes out, of a campaign or at all, until somebody releases it.
struct Hold {
    qint64 row = 0;
    HoldId id;
    qint64 campaign = 0; ///< row; 0: everything
    QString campaignName; ///< empty: everything
    QString reason;
    QString setBy; ///< name
    QDateTime setAt; ///< UTC
    friend bool operator==(const Hold &, const Hold &) = default;
};

/// The holds that stand; any connection.
class HoldReader {
public:
    explicit HoldReader(Database &database);
    /// Oldest first.
    [[nodiscard]] Result<QList<Hold>> standing();
    /// The one that keeps a post of \a campaign (row; 0: of none) back; none: nothing does.
    [[nodiscard]] Result<std::optional<Hold>> over(qint64 campaign);

private:
    Statement m_standing;
};

/// Sets and releases holds, each an operation. That nothing goes out by a release is kept by publishing, through which
/// a hold is released. Lives on the engine lane.
class Holds {
public:
    Holds(Database &database, OperationLog &log, const Clock &clock);

    /// Of \a campaign (row), or of everything (0). Refused without a reason; Conflict where it stands already.
    [[nodiscard]] Result<Hold> set(Transaction &transaction, qint64 campaign, const QString &reason);
    /// Missing where it does not stand.
    [[nodiscard]] Result<void> release(Transaction &transaction, HoldId hold);
    /// Lets one that was released stand again. False where it stands, or another of the same campaign does.
    [[nodiscard]] Result<bool> again(Transaction &transaction, HoldId hold);
    [[nodiscard]] Result<QList<Hold>> standing() { return m_reader.standing(); }
    [[nodiscard]] Result<std::optional<Hold>> over(qint64 campaign) { return m_reader.over(campaign); }

private:
    OperationLog &m_log;
    const Clock &m_clock;
    HoldReader m_reader;
    Statement m_insert;
    Statement m_release;
    Statement m_again;
};

} // namespace wheelhouse
