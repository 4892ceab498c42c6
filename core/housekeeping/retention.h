#pragma once

#include "core/housekeeping/erasing.h"
#include "core/inbox/triage.h"

namespace wheelhouse {

using RetentionId = Id<struct RetentionRule>;

/// How long words are kept, and why. Off until somebody switches it on.
struct RetentionRule {
    qint64 row = 0;
    RetentionId id;
    qint64 channel = 0; ///< row; 0: every channel
    qint64 label = 0; ///< row; 0: whether labelled or not
    int days = 365;
    QString reason; ///< required: who reads this next year must know why
    bool isOn = false;
    QDateTime ranAt; ///< UTC; null: never
    friend bool operator==(const RetentionRule &, const RetentionRule &) = default;
};

/// What a rule would take now.
struct RetentionPreview {
    qint64 mentions = 0;
    QDateTime oldest; ///< UTC; null: nothing would go
    qint64 keptConversations = 0; ///< old enough, but open, escalated, claimed or evidence
    QString doubt; ///< why no rule runs by itself now; empty: the clock agrees with the store
    [[nodiscard]] QString sentence() const;
};

/// The statement that scans mentions for a rule: row, whether its words go, and whether they stay though they are
/// old enough. Values: rule row, behind this mention
/// row, below that one, how many at most, now (UTC ms). What is open, escalated, claimed or evidence stays.
const char *keptRowsSql();

/// Rules that take old words, each change an operation that can be taken back; a run cannot. Engine lane, but for list
/// and preview.
class Retention {
public:
    Retention(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    [[nodiscard]] static Result<QList<RetentionRule>> list(Database &reader);
    /// Reads every mention that is old enough: seconds for a million; interrupt the connection to break off.
    [[nodiscard]] static Result<RetentionPreview> preview(
        Database &reader, const RetentionRule &rule, const Clock &clock);

    /// Sets the rule for its channel and label, in place of the one there is. Refused without a reason or with less
    /// than a day.
    [[nodiscard]] Result<Acted> set(const RetentionRule &rule);
    [[nodiscard]] Result<Acted> end(RetentionId id);
    /// Begins a run of \a id, which Erasing goes on with and writes into the log; of all that are on and were not run
    /// for a day, beginDue(). A run that goes on already is not begun twice. Where the clock may be wrong beginDue() is
    /// Refused: a person may still begin.
    [[nodiscard]] Result<Acted> begin(RetentionId id);
    [[nodiscard]] Result<int> beginDue();
    /// A run of \a id takes no more words; what it took is wiped to the end, and stays gone.
    [[nodiscard]] Result<void> stop(RetentionId id);

private:
    [[nodiscard]] Result<Undone> invert(const Operation &operation, Undo::Way way);
    [[nodiscard]] Result<Acted> log(
        Transaction &transaction, const QString &kind, const QJsonObject &payload, const QString &sentence);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    Statement m_same;
    Statement m_insert;
    Statement m_setEnded;
    Statement m_begin;
    Statement m_ran;
    Statement m_running;
    Statement m_stop;
};

} // namespace wheelhouse
