#include "app/desktop/stepnames.h"

#include <QCoreApplication>
#include <QHash>

namespace wheelhouse {

namespace {
struct Steps {
    Q_DECLARE_TR_FUNCTIONS(Steps)
};
} // namespace

QString stepName(const QString &kind)
{
    const QHash<QString, QString> names {
        { QStringLiteral("triage.done"), Steps::tr("done") },
        { QStringLiteral("triage.reopen"), Steps::tr("opened again") },
        { QStringLiteral("triage.wait"), Steps::tr("waiting on them") },
        { QStringLiteral("triage.snooze"), Steps::tr("snoozed") },
        { QStringLiteral("triage.spam"), Steps::tr("spam") },
        { QStringLiteral("triage.not-spam"), Steps::tr("not spam") },
        { QStringLiteral("triage.assign"), Steps::tr("assigned") },
        { QStringLiteral("triage.hand-over"), Steps::tr("handed over") },
        { QStringLiteral("triage.escalate"), Steps::tr("escalated") },
        { QStringLiteral("triage.unread"), Steps::tr("unread") },
        { QStringLiteral("triage.label"), Steps::tr("labelled") },
        { QStringLiteral("triage.merge"), Steps::tr("merged") },
        { QStringLiteral("triage.split"), Steps::tr("split") },
        { QStringLiteral("reading.correct"), Steps::tr("reading corrected") },
        { QStringLiteral("note.add"), Steps::tr("note added") },
        { QStringLiteral("note.withdraw"), Steps::tr("note taken away") },
        { QStringLiteral("post.discard"), Steps::tr("draft discarded") },
        { QStringLiteral("compose.begin"), Steps::tr("draft begun") },
        { QStringLiteral("compose.discard"), Steps::tr("draft discarded") },
        { QStringLiteral("compose.channel"), Steps::tr("where a post goes") },
        { QStringLiteral("compose.follow"), Steps::tr("shared text followed again") },
        { QStringLiteral("compose.objective"), Steps::tr("why a post is written") },
        { QStringLiteral("saved.change"), Steps::tr("saved words") },
        { QStringLiteral("filter.add"), Steps::tr("filter kept") },
        { QStringLiteral("filter.rename"), Steps::tr("filter renamed") },
        { QStringLiteral("filter.remove"), Steps::tr("filter removed") },
        { QStringLiteral("promise.policy"), Steps::tr("promise changed") },
        { QStringLiteral("calendar.hours"), Steps::tr("hours of an outpost changed") },
        { QStringLiteral("publishing.terms"), Steps::tr("decision about publishing changed") },
        { QStringLiteral("promise.recompute"), Steps::tr("promises recomputed") },
        { QStringLiteral("triage.priority"), Steps::tr("priority") },
        { QStringLiteral("triage.macro"), Steps::tr("macro") },
        { QStringLiteral("rule.add"), Steps::tr("rule added") },
        { QStringLiteral("rule.edit"), Steps::tr("rule changed") },
        { QStringLiteral("rule.move"), Steps::tr("rule moved") },
        { QStringLiteral("rule.switch"), Steps::tr("rule switched") },
        { QStringLiteral("rule.remove"), Steps::tr("rule removed") },
        { QStringLiteral("account.add"), Steps::tr("followed") },
        { QStringLiteral("account.remove"), Steps::tr("no longer followed") },
        { QStringLiteral("account.pause"), Steps::tr("paused") },
        { QStringLiteral("account.resume"), Steps::tr("asked again") },
        { QStringLiteral("gesture"), Steps::tr("done on a network") },
        { QStringLiteral("people.merge"), Steps::tr("one person") },
        { QStringLiteral("people.split"), Steps::tr("two people") },
        { QStringLiteral("people.refuse"), Steps::tr("two people") },
        { QStringLiteral("people.label"), Steps::tr("person labelled") },
        { QStringLiteral("import"), Steps::tr("import") },
        { QStringLiteral("calendar.place"), Steps::tr("moved in the calendar") },
        { QStringLiteral("calendar.drop"), Steps::tr("taken out of the calendar") },
        { QStringLiteral("calendar.duplicate"), Steps::tr("post duplicated") },
        { QStringLiteral("calendar.begin"), Steps::tr("post begun") },
        { QStringLiteral("calendar.plan"), Steps::tr("post planned") },
        { QStringLiteral("calendar.repeat"), Steps::tr("post repeated") },
        { QStringLiteral("calendar.schedule"), Steps::tr("put in the outbox") },
        { QStringLiteral("calendar.unschedule"), Steps::tr("taken out of the outbox") },
        { QStringLiteral("calendar.name"), Steps::tr("post renamed") },
        { QStringLiteral("calendar.campaign"), Steps::tr("campaign chosen") },
        { QStringLiteral("calendar.put-campaign"), Steps::tr("campaign changed") },
        { QStringLiteral("calendar.days-off"), Steps::tr("days off") },
        { QStringLiteral("calendar.layer-state"), Steps::tr("layer begun or dropped") },
        { QStringLiteral("calendar.layer-moves"), Steps::tr("moved in a layer") },
        { QStringLiteral("calendar.apply"), Steps::tr("layer applied") },
        { QStringLiteral("calendar.import"), Steps::tr("plan imported") },
        { QStringLiteral("launch.make"), Steps::tr("launch made") },
        { QStringLiteral("launch.change"), Steps::tr("launch changed") },
        { QStringLiteral("launch.remove"), Steps::tr("launch removed") },
        { QStringLiteral("launch.lane"), Steps::tr("lane changed") },
        { QStringLiteral("launch.vote"), Steps::tr("go or no-go") },
        { QStringLiteral("launch.step"), Steps::tr("step of a launch changed") },
        { QStringLiteral("launch.move"), Steps::tr("step of a launch moved") },
        { QStringLiteral("launch.state"), Steps::tr("step of a launch done or open") },
        { QStringLiteral("launch.need"), Steps::tr("what waits for what") },
        { QStringLiteral("launch.slip"), Steps::tr("whole launch moved") },
        { QStringLiteral("retention.set"), Steps::tr("rule for what is kept") },
        { QStringLiteral("delivery.queue"), Steps::tr("put into the outbox") },
        { QStringLiteral("delivery.move"), Steps::tr("moved in the outbox") },
        { QStringLiteral("delivery.withdraw"), Steps::tr("withdrawn from the outbox") },
        { QStringLiteral("delivery.is_sent"), Steps::tr("marked as sent") },
        { QStringLiteral("delivery.amend"), Steps::tr("changed or deleted out there") },
        { QStringLiteral("delivery.hold"), Steps::tr("held") },
        { QStringLiteral("delivery.release"), Steps::tr("released") },
        { QStringLiteral("reply.send"), Steps::tr("answer sent") },
        { QStringLiteral("retention.end"), Steps::tr("rule for what is kept removed") },
    };
    return names.value(kind, Steps::tr("a change"));
}

} // namespace wheelhouse
