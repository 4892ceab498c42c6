#pragma once

#include "core/inbox/counters.h"
#include "core/inbox/mention.h"
#include "core/inbox/triagestate.h"
#include "core/store/statement.h"

#include <QJsonObject>

namespace wheelhouse {

/// Everything about a conversation that a person may change. Rows are this desk's; the log names things by id.
struct Standing {
    TriageState state = TriageState::New;
    bool escalated = false;
    bool unread = false;
    qint64 assignee = 0; ///< 0: nobody
    qint64 department = 0; ///< 0: none
    qint64 snoozeUntil = 0; ///< UTC ms; 0: not snoozed
    QString snoozeWall; ///< as the person meant it, "2026-11-24T09:00 Europe/Oslo"
    SnoozeMode snoozeMode = SnoozeMode::None;
    qint64 previousUntil = 0; ///< UTC ms of the snooze that an answer interrupted
    QString woke; ///< "", "time", "late", "reply"
    qint64 doneAt = 0; ///< UTC ms; 0: open, or history
    qint64 claimedBy = 0;
    qint64 claimedUntil = 0; ///< UTC ms
    int priority = 0; ///< 1 first … 4 last; 0: not set
    QList<qint64> labels; ///< sorted
    friend bool operator==(const Standing &, const Standing &) = default;
};

/// The fields that a person decided on, as bits: a rule leaves them alone ever after.
enum class Hand { Who = 1, Priority = 2, State = 4, TookLabelOff = 8, PutLabelOn = 16, Escalation = 32 };
using Hands = int;
inline bool has(Hands hands, Hand hand)
{
    return (hands & int(hand)) != 0;
}
/// What of a standing somebody touched who made \a now of \a was.
Hands handsBetween(const Standing &was, const Standing &now);
/// Who changes a standing.
enum class By { Person, Rule, Clock };

/// The standing after \a event at \a now (UTC ms), with the fields that go with the new state; none where the event
/// means nothing to it.
std::optional<Standing> moved(Standing standing, TriageEvent event, qint64 now);

/// Gives \a to the state of \a from with all that belongs to it: hour and mode of a snooze, what woke it, since when
/// done.
void takeState(Standing &to, const Standing &from);
/// What one conversation made of two stands at: the less final state with what belongs to it, so that nobody is
/// forgotten; whatever either has of labels and escalation, and who \a there is with where \a here is with nobody.
Standing together(Standing here, const Standing &there);

/// The snooze that no hour ends: the last millisecond of year 9999, so that it sorts behind every hour.
constexpr qint64 untilSomeoneAnswers = 253'402'300'799'999;

/// A conversation with what an operation needs to name it.
struct Subject {
    qint64 row = 0;
    qint64 channel = 0;
    MentionId anchor; ///< its first mention, by which every desk finds the conversation
    QString seen; ///< salted digest of the message that was on the screen
    QString snippet; ///< for the sentence on the screen; never for the log
    Hands byPerson = 0;
    Standing standing;
    /// Whether somebody wrote since \a digest was on the screen; no digest tells nothing.
    [[nodiscard]] bool hasNewsSince(const QString &digest) const { return !digest.isEmpty() && digest != seen; }
    [[nodiscard]] Place place() const
    {
        return { standing.state, channel, standing.assignee, standing.department, standing.labels };
    }
};

/// Reads and writes standings, and says in ids what changed. One for the writer's connection.
class Standings {
public:
    explicit Standings(Database &database);

    [[nodiscard]] Result<Subject> read(qint64 conversation);
    /// Writes \a now over what \a subject was, and moves \a counters. What a person changes is kept as theirs.
    [[nodiscard]] Result<void> write(
        Transaction &transaction, Counters &counters, const Subject &subject, const Standing &now, By by = By::Person);
    /// The conversation in which a mention lives now; none when the mention is not here.
    [[nodiscard]] Result<std::optional<qint64>> find(MentionId mention);

    /// The fields in which \a now differs from \a was, as \a now has them: ids for things, ms for times.
    [[nodiscard]] Result<QJsonObject> difference(const Standing &was, const Standing &now);
    /// \a standing with the fields of \a part put in.
    [[nodiscard]] Result<Standing> with(Standing standing, const QJsonObject &part);
    /// Of the fields that a step left as \a expected, those that still stand so, as \a wanted has them. With \a news
    /// those are left out that would file away, or mark as read, what came in since.
    [[nodiscard]] Result<QJsonObject> stillStanding(
        const Standing &current, const QJsonObject &expected, const QJsonObject &wanted, bool news);

private:
    [[nodiscard]] Result<QString> idOf(Statement &statement, qint64 row);
    [[nodiscard]] Result<qint64> rowOf(Statement &statement, const QString &id);
    [[nodiscard]] Result<void> writeLabels(qint64 conversation, const QList<qint64> &was, const QList<qint64> &now);

    Statement m_read;
    Statement m_labels;
    Statement m_write;
    Statement m_addLabel;
    Statement m_dropLabel;
    Statement m_find;
    Statement m_memberId;
    Statement m_memberRow;
    Statement m_departmentId;
    Statement m_departmentRow;
    Statement m_labelId;
    Statement m_labelRow;
};

} // namespace wheelhouse
