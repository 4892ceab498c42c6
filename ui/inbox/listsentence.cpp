#include "ui/inbox/listsentence.h"

#include "ui/inbox/namebook.h"
#include "ui/inbox/readingwords.h"
#include "ui/inbox/waiting.h"

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ListSentence)
};

QString standing(const ConversationItem &item, const QDateTime &now, const QTimeZone &zone)
{
    switch (item.state) {
    case TriageState::Snoozed:
        return item.snoozeUntil.isValid() ? Words::tr("snoozed until %1").arg(shortMoment(item.snoozeUntil, now, zone))
                                          : Words::tr("snoozed until someone answers");
    case TriageState::Done:
        return Words::tr("done");
    case TriageState::Spam:
        return Words::tr("spam");
    case TriageState::Waiting:
        return Words::tr("waiting on them");
    default:
        return Words::tr("waiting since %1").arg(shortMoment(item.waitingSince, now, zone));
    }
}

QString owner(const ListLine &line)
{
    if (line.isMine)
        return Words::tr("with you");
    if (!line.assignee.isEmpty())
        return Words::tr("with %1").arg(line.assignee);
    return line.department.isEmpty() ? Words::tr("with nobody") : Words::tr("with %1").arg(line.department);
}

} // namespace

QString listSentence(const ListLine &line, const QDateTime &now, const QTimeZone &zone)
{
    if (line.isGroup)
        return line.count < 0 ? line.title : Words::tr("%1, %Ln conversation(s)", nullptr, line.count).arg(line.title);
    const ConversationItem &item = line.item;
    QStringList facts { Words::tr("%1 on %2").arg(item.name, NameBook::network(item.network)) };
    if (item.unread)
        facts.append(Words::tr("unread"));
    if (item.reading.need != Need::Unread && item.reading.need != Need::None)
        facts.append(ReadingWords::need(item.reading.need));
    if (item.reading.mood != Mood::Unread && item.reading.mood != Mood::Unsure && item.reading.mood != Mood::Neutral)
        facts.append(ReadingWords::mood(item.reading.mood));
    facts.append(standing(item, now, zone));
    if (line.promise.isPromised)
        facts.append(line.promise.isOver ? Words::tr("past its promise, %1").arg(line.promise.words)
                                         : Words::tr("promise due in %1").arg(line.promise.words));
    if (item.escalated)
        facts.append(Words::tr("escalated"));
    if (!item.woke.isEmpty())
        facts.append(item.woke == QLatin1String("reply") ? Words::tr("woken by an answer") : Words::tr("woken"));
    for (const ListLine::Chip &label : line.labels)
        facts.append(Words::tr("label %1").arg(label.name));
    facts.append(owner(line));
    if (!line.claimedBy.isEmpty())
        facts.append(Words::tr("%1 is on it").arg(line.claimedBy));
    return Words::tr("%1. %2", "what is known of a message, then its words")
        .arg(facts.join(Words::tr(", ")), item.snippet);
}

} // namespace wheelhouse
