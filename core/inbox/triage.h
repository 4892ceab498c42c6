#pragma once

#include "core/base/clock.h"
#include "core/inbox/standing.h"
#include "core/inbox/triagestate.h"
#include "core/operations/undo.h"

namespace wheelhouse {

/// When a snooze ends, as a person meant it.
struct SnoozeTerm {
    QDateTime until; ///< UTC; null with SnoozeMode::UntilReply
    QString wall; ///< "2026-11-24T09:00 Europe/Oslo"; empty with UntilReply
    SnoozeMode mode = SnoozeMode::TimeOrReply;
};

/// What an act came to, for the status bar.
struct Acted {
    QString sentence; ///< "Done: “Where is the batch code…”"; empty when nothing changed
    int changed = 0;
    int left = 0; ///< conversations the act means nothing to, left as they were
    qint64 operation = 0; ///< row; 0: nothing was written
};

/// What may be done to a conversation next, and doing it: rule, effect, counters and operation in one transaction.
/// Every verb takes any number of conversations (rows) and is one step to undo. Lives on the engine lane.
class Triage {
public:
    Triage(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    using Rows = QList<qint64>;
    [[nodiscard]] Result<Acted> done(const Rows &conversations);
    [[nodiscard]] Result<Acted> reopen(const Rows &conversations);
    [[nodiscard]] Result<Acted> wait(const Rows &conversations);
    [[nodiscard]] Result<Acted> snooze(const Rows &conversations, const SnoozeTerm &term);
    /// Back to the hour that an answer interrupted; those without one are left.
    [[nodiscard]] Result<Acted> snoozeAsBefore(const Rows &conversations);
    [[nodiscard]] Result<Acted> spam(const Rows &conversations);
    [[nodiscard]] Result<Acted> notSpam(const Rows &conversations);
    /// \a member a row of member; 0: nobody.
    [[nodiscard]] Result<Acted> assign(const Rows &conversations, qint64 member);
    /// Hands over to a department, and takes it from whoever had it. 0: to none.
    [[nodiscard]] Result<Acted> handOver(const Rows &conversations, qint64 department);
    [[nodiscard]] Result<Acted> escalate(const Rows &conversations, bool escalated);
    [[nodiscard]] Result<Acted> setUnread(const Rows &conversations, bool unread);
    /// Puts \a add on and takes \a remove off.
    [[nodiscard]] Result<Acted> label(const Rows &conversations, const QList<qint64> &add, const QList<qint64> &remove);

    /// 1 first … 4 last; 0: none.
    [[nodiscard]] Result<Acted> prioritise(const Rows &conversations, int priority);
    /// What an act makes of one conversation; none: it means nothing here.
    using Change = std::function<std::optional<Standing>(const Subject &)>;
    /// Several acts as one step: \a kind in the log with \a also beside what changed, \a sentence with %1 for what it
    /// touched.
    struct Step {
        const char *kind;
        QString sentence;
        QJsonObject also {};
    };
    [[nodiscard]] Result<Acted> apply(const Step &step, const Rows &conversations, const Change &change);

    /// Seen for a while: the dot goes. Kept in the log, but no step of its own to undo (U brings the dot back).
    [[nodiscard]] Result<Acted> seen(qint64 conversation);
    /// "I am on it", for ten minutes, renewed while typing. Refused while another member's claim runs.
    [[nodiscard]] Result<Acted> claim(qint64 conversation);
    [[nodiscard]] Result<Acted> release(qint64 conversation);

    /// Wakes every conversation whose hour has come; gives how many. The clock's act, not a person's: no operation.
    [[nodiscard]] Result<int> wakeDue();
    /// UTC ms of the next waking; none when nothing sleeps by the hour.
    [[nodiscard]] Result<std::optional<qint64>> nextWake();

private:
    struct Verb {
        const char *kind;
        const char *one; ///< sentence with %1 for the snippet
        bool undoable = true;
        bool reads = true; ///< an act says that somebody looked
        Step step {}; ///< in place of kind and one
    };
    [[nodiscard]] Result<Acted> act(const Verb &verb, const Rows &conversations, const Change &change);
    [[nodiscard]] Result<void> actOn(Transaction &transaction, qint64 row, const Verb &verb, const Change &change,
        QJsonArray &on, QList<qint64> &touched, QString &snippet);
    [[nodiscard]] Result<Undone> invert(Transaction &transaction, const Operation &operation, Undo::Way way);
    /// Gives whether all of it could be taken back.
    [[nodiscard]] Result<bool> invertOne(
        Transaction &transaction, const QJsonObject &target, Undo::Way way, Undone &undone);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    Standings m_standings;
    Counters m_counters;
    Statement m_me;
    Statement m_touch;
    Statement m_due;
    Statement m_nextWake;
};

/// A person's words shortened for a sentence on the screen: one line, in quotation marks, at most 40 characters.
QString quoted(const QString &snippet);

} // namespace wheelhouse
