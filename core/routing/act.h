#pragma once

#include "core/inbox/snoozewords.h"
#include "core/inbox/standing.h"
#include "core/store/statement.h"

#include <QTimeZone>

namespace wheelhouse {

/// One thing that a rule or a macro does to a conversation. Nothing here ever reaches the outside.
struct RuleAct {
    enum class Kind { Label, Unlabel, Assign, HandOver, Prioritise, Snooze, Done, Escalate };
    Kind kind = Kind::Label;
    QUuid thing; ///< the label, member or department; a renamed one stays meant
    int priority = 0; ///< of Prioritise: 1 first … 4 last
    QString words; ///< of Snooze: "tomorrow", "tue 9", as the person says it; meant anew at each run
    friend bool operator==(const RuleAct &, const RuleAct &) = default;
};
using RuleActs = QList<RuleAct>;

/// The field of a conversation that \a kind sets. Two rules that set one for the same message are worth a word.
enum class ActField { Labels, Who, Priority, State, Escalation };
[[nodiscard]] ActField fieldOf(RuleAct::Kind kind);

/// JSON as the store keeps it, and back; what is not known there is left out.
[[nodiscard]] QByteArray actsToJson(const RuleActs &acts);
[[nodiscard]] RuleActs actsFromJson(const QByteArray &json);
/// The word of a kind: "label", "unlabel", "assign", "hand-over", "priority", "snooze", "done", "escalate".
[[nodiscard]] QString actWord(RuleAct::Kind kind);

/// Why an act left a conversation as it was.
enum class Spared {
    Already, ///< it was so
    Person, ///< a person decided on this, and that stands
    TakenUp, ///< somebody works on it, or it is filed away: rules neither close nor hide that
    Writing, ///< somebody has a reply or a note half-written, or claimed it
    Gone, ///< the label, member or department is not there any more
    Words, ///< the words say no moment now
};
[[nodiscard]] QString sparedWord(Spared why);
[[nodiscard]] Spared sparedFromWord(QStringView word);

/// An act with its thing looked up and its words understood, for one run.
struct ReadyAct {
    RuleAct act;
    qint64 row = 0; ///< of the label, member or department
    WallMoment moment {}; ///< of Snooze
    std::optional<Spared> trouble {}; ///< Gone or Words: it cannot run now
};

/// Looks up what acts name. One connection, any lane.
class ActReader {
public:
    explicit ActReader(Database &database);
    /// \a now UTC; a snooze is meant on the wall of \a zone.
    [[nodiscard]] Result<QList<ReadyAct>> ready(const RuleActs &acts, const QDateTime &now, const QTimeZone &zone);

private:
    Statement m_label;
    Statement m_member;
    Statement m_department;
};

/// Who runs acts, on what.
struct ActTerms {
    By by = By::Person;
    qint64 now = 0; ///< UTC ms
    bool isBeingWritten = false; ///< a reply or a note is half-written there, or somebody's claim runs
};

/// What acts made of one conversation.
struct ActOutcome {
    Standing standing;
    QList<int> did; ///< places in the list
    QList<QPair<int, Spared>> spared;
};

/// What \a acts make of \a subject, in their order. A pure function: the same facts give the same outcome. A rule
/// leaves what a person decided, closes and hides only what nobody took up, and what somebody writes in keeps its
/// place.
[[nodiscard]] ActOutcome afterActs(const Subject &subject, const QList<ReadyAct> &acts, const ActTerms &terms);

/// "Label “Refund”" and the like, for lists; \a name of the thing.
[[nodiscard]] QString actSentence(const RuleAct &act, const QString &name);
[[nodiscard]] QString sparedSentence(Spared why);

} // namespace wheelhouse
