#include "ui/inbox/thread/actwords.h"

#include "core/base/text.h"
#include "ui/inbox/namebook.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ActWords)
};

template<typename List> QString nameOf(const List &list, const QString &id)
{
    const auto found =
        std::find_if(list.cbegin(), list.cend(), [&id](const auto &each) { return each.id.toString() == id; });
    return found == list.cend() ? QString() : found->name;
}

/// Of the person at this desk; empty before they were named. Two people may bear one name.
QString myId(const NameBook &names)
{
    const QList<Member> &members = names.members();
    const auto me = std::find_if(members.cbegin(), members.cend(), [](const Member &each) { return each.isMe; });
    return me == members.cend() ? QString() : me->id.toString();
}

/// A sentence about this desk's person, and one about anybody else (%1).
struct Deed {
    const char *kind;
    const char *mine;
    const char *theirs;
};

constexpr Deed deeds[] = {
    { "reading.correct", QT_TRANSLATE_NOOP("ActWords", "You corrected how this reads"),
        QT_TRANSLATE_NOOP("ActWords", "%1 corrected how this reads") },
    { "triage.done", QT_TRANSLATE_NOOP("ActWords", "You marked this done"),
        QT_TRANSLATE_NOOP("ActWords", "%1 marked this done") },
    { "triage.reopen", QT_TRANSLATE_NOOP("ActWords", "You opened this again"),
        QT_TRANSLATE_NOOP("ActWords", "%1 opened this again") },
    { "triage.wait", QT_TRANSLATE_NOOP("ActWords", "You set this to waiting on them"),
        QT_TRANSLATE_NOOP("ActWords", "%1 set this to waiting on them") },
    { "triage.spam", QT_TRANSLATE_NOOP("ActWords", "You marked this as spam"),
        QT_TRANSLATE_NOOP("ActWords", "%1 marked this as spam") },
    { "triage.not-spam", QT_TRANSLATE_NOOP("ActWords", "You said this is not spam"),
        QT_TRANSLATE_NOOP("ActWords", "%1 said this is not spam") },
    { "people.label", QT_TRANSLATE_NOOP("ActWords", "You labelled this person, and this with them"),
        QT_TRANSLATE_NOOP("ActWords", "%1 labelled this person, and this with them") },
    { "people.unlabel", QT_TRANSLATE_NOOP("ActWords", "You took a label off this person, and off this with them"),
        QT_TRANSLATE_NOOP("ActWords", "%1 took a label off this person, and off this with them") },
    { "triage.macro", QT_TRANSLATE_NOOP("ActWords", "You ran a macro on this"),
        QT_TRANSLATE_NOOP("ActWords", "%1 ran a macro on this") },
    { "triage.merge", QT_TRANSLATE_NOOP("ActWords", "You put another conversation in here"),
        QT_TRANSLATE_NOOP("ActWords", "%1 put another conversation in here") },
    { "triage.split", QT_TRANSLATE_NOOP("ActWords", "You took this conversation apart"),
        QT_TRANSLATE_NOOP("ActWords", "%1 took this conversation apart") },
};

QString assigned(bool byMe, const QString &who, const QString &to, bool toMe, bool toSelf)
{
    if (to.isEmpty())
        return byMe ? Words::tr("You gave this back to everyone") : Words::tr("%1 gave this back to everyone").arg(who);
    if (toSelf)
        return byMe ? Words::tr("You took this") : Words::tr("%1 took this").arg(who);
    if (toMe)
        return Words::tr("%1 gave this to you").arg(who);
    return byMe ? Words::tr("You gave this to %1").arg(to) : Words::tr("%1 gave this to %2").arg(who, to);
}

QString handedOver(bool byMe, const QString &who, const QString &department)
{
    if (department.isEmpty())
        return byMe ? Words::tr("You took this back from the department")
                    : Words::tr("%1 took this back from the department").arg(who);
    return byMe ? Words::tr("You handed this to %1").arg(isolate(department))
                : Words::tr("%1 handed this to %2").arg(who, isolate(department));
}

QString snoozed(bool byMe, const QString &who, const QJsonObject &now)
{
    const qint64 until = qint64(now.value(QLatin1String("snooze")).toDouble());
    const QDateTime hour = QDateTime::fromMSecsSinceEpoch(until, QTimeZone::systemTimeZone());
    if (until == 0 || hour.date().year() >= 9999)
        return byMe ? Words::tr("You snoozed this until they answer")
                    : Words::tr("%1 snoozed this until they answer").arg(who);
    const QString words = QLocale().toString(hour, Words::tr("ddd d MMM HH:mm", "date format: a day and an hour"));
    return byMe ? Words::tr("You snoozed this until %1").arg(words)
                : Words::tr("%1 snoozed this until %2").arg(who, words);
}

QString escalated(bool byMe, const QString &who, bool up)
{
    if (up)
        return byMe ? Words::tr("You escalated this") : Words::tr("%1 escalated this").arg(who);
    return byMe ? Words::tr("You ended the escalation") : Words::tr("%1 ended the escalation").arg(who);
}

QString prioritised(bool byMe, const QString &who, int priority)
{
    if (priority == 0)
        return byMe ? Words::tr("You took the priority off") : Words::tr("%1 took the priority off").arg(who);
    return byMe ? Words::tr("You gave this priority %1").arg(priority)
                : Words::tr("%1 gave this priority %2").arg(who).arg(priority);
}

/// The names of the labels that stand in \a more and not in \a less.
QStringList labelsOnlyIn(const QJsonObject &more, const QJsonObject &less, const NameBook &names)
{
    const QJsonArray others = less.value(QLatin1String("labels")).toArray();
    const QJsonArray all = more.value(QLatin1String("labels")).toArray();
    QStringList only;
    for (const auto &id : all)
        if (const QString name = others.contains(id) ? QString() : nameOf(names.labels(), id.toString());
            !name.isEmpty())
            only.append(isolate(name));
    return only;
}

QString labelled(bool byMe, const QString &who, const ActLine &act, const NameBook &names)
{
    const QString put = labelsOnlyIn(act.now, act.was, names).join(Words::tr(", "));
    const QString taken = labelsOnlyIn(act.was, act.now, names).join(Words::tr(", "));
    if (!put.isEmpty() && taken.isEmpty())
        return byMe ? Words::tr("You labelled this %1").arg(put) : Words::tr("%1 labelled this %2").arg(who, put);
    if (put.isEmpty() && !taken.isEmpty())
        return byMe ? Words::tr("You took off the label %1").arg(taken)
                    : Words::tr("%1 took off the label %2").arg(who, taken);
    return byMe ? Words::tr("You changed the labels") : Words::tr("%1 changed the labels").arg(who);
}

} // namespace

QString actSentence(const ActLine &act, const NameBook &names)
{
    const QString actor = act.actor.toString();
    const QString full = nameOf(names.members(), actor);
    const QString who = full.isEmpty() ? Words::tr("Somebody") : NameBook::firstName(full);
    const QString me = myId(names);
    const bool byMe = !me.isEmpty() && actor == me;
    if (act.kind == QLatin1String("triage.assign")) {
        const QString to = act.now.value(QLatin1String("assignee")).toString();
        const QString name = nameOf(names.members(), to);
        return assigned(byMe, who, name.isEmpty() ? QString() : NameBook::firstName(name), to == me, to == actor);
    }
    if (act.kind == QLatin1String("triage.hand-over"))
        return handedOver(
            byMe, who, nameOf(names.departments(), act.now.value(QLatin1String("department")).toString()));
    if (act.kind == QLatin1String("triage.snooze"))
        return snoozed(byMe, who, act.now);
    if (act.kind == QLatin1String("triage.escalate"))
        return escalated(byMe, who, act.now.value(QLatin1String("escalated")).toInt() != 0);
    if (act.kind == QLatin1String("triage.priority"))
        return prioritised(byMe, who, act.now.value(QLatin1String("priority")).toInt());
    if (act.kind == QLatin1String("triage.rule"))
        return Words::tr("A rule sorted this");
    if (act.kind == QLatin1String("triage.label"))
        return labelled(byMe, who, act, names);
    for (const Deed &deed : deeds)
        if (act.kind == QLatin1String(deed.kind))
            return byMe ? QCoreApplication::translate("ActWords", deed.mine)
                        : QCoreApplication::translate("ActWords", deed.theirs).arg(who);
    return {};
}

} // namespace wheelhouse
