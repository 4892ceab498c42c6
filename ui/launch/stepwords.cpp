#include "ui/launch/stepwords.h"

#include "core/launch/launchwords.h"
#include "ui/kit/label.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LaunchRoom)
};

using Border = StepLook::Border;

StepLook draft()
{
    return { QStringLiteral("post-draft"), Tint::Plain, Border::Dashed, Words::tr("Draft") };
}
StepLook review()
{
    return { QStringLiteral("post-review"), Tint::Blue, Border::Line, Words::tr("In review") };
}
StepLook approved()
{
    return { QStringLiteral("post-approved"), Tint::Green, Border::Tinted, Words::tr("Approved") };
}
StepLook held()
{
    return { QStringLiteral("post-held"), Tint::Violet, Border::Hatched, Words::tr("Held") };
}
StepLook published()
{
    return { QStringLiteral("post-published"), Tint::Plain, Border::None, Words::tr("Published") };
}
StepLook failed(const QString &word)
{
    return { QStringLiteral("post-failed"), Tint::Red, Border::Alarm, word };
}

StepLook lookOfPost(CardState state)
{
    switch (state) {
    case CardState::Draft:
        return draft();
    case CardState::InReview:
        return review();
    case CardState::Approved:
        return approved();
    case CardState::Held:
        return held();
    case CardState::Sending:
    case CardState::Published:
        return published();
    case CardState::Missed:
        return failed(Words::tr("Missed"));
    case CardState::Failed:
        return failed(Words::tr("Failed"));
    case CardState::Unconfirmed:
        return failed(Words::tr("In doubt"));
    }
    return draft();
}

/// Names of what waits for \a step, or of what it waits for.
QStringList linked(const LaunchStep &step, const LaunchPlan &plan, bool isWaitingForIt)
{
    QStringList names;
    for (const LaunchNeed &each : plan.needs) {
        const LaunchStep *other = isWaitingForIt ? (each.needs == step.id ? plan.step(each.step) : nullptr)
                                                 : (each.step == step.id ? plan.step(each.needs) : nullptr);
        if (other)
            names.append(other->name);
    }
    return names;
}

} // namespace

StepLook lookOf(const LaunchStep &step)
{
    if (step.kind == LaunchStep::Kind::Post && step.card && step.card->state != CardState::Draft)
        return lookOfPost(step.card->state);
    switch (step.state) {
    case LaunchStep::State::Open:
        return draft();
    case LaunchStep::State::Review:
        return review();
    case LaunchStep::State::Done: {
        StepLook look = approved();
        look.word = Words::tr("Done");
        return look;
    }
    }
    return draft();
}

QList<StepLook> allLooks()
{
    return { draft(), review(), approved(), held(), published(),
        { QStringLiteral("post-clash"), Tint::Red, Border::Alarm, Words::tr("In the way") } };
}

QString shortDay(QDate day)
{
    return QLocale().toString(day, Words::tr("ddd d MMMM", "a day, as QLocale writes it"));
}

QString spanWords(const StepDays &days)
{
    if (!days.isValid())
        return Words::tr("no day yet");
    const QString span = days.first == days.last ? shortDay(days.first)
                                                 : Words::tr("%1 to %2").arg(shortDay(days.first), shortDay(days.last));
    return days.time.isValid()
        ? Words::tr("%1, %2", "days, hour").arg(span, QLocale().toString(days.time, QStringLiteral("HH:mm")))
        : span;
}

QString stepSentence(const LaunchStep &step, const LaunchSight &sight)
{
    const LaunchPlan &plan = *sight.plan;
    const LaunchLane *lane = plan.lane(step.lane);
    QStringList parts { Words::tr("%1. %2, %3 of %4. %5.")
                            .arg(lookOf(step).word, step.name, kindName(step.kind), lane ? lane->name : QString(),
                                spanWords(daysOf(step, plan.launch))) };
    if (step.isGate)
        parts.append(isPassed(step) ? Words::tr("Gate, passed.") : Words::tr("Gate, not passed."));
    if (const QStringList names = linked(step, plan, false); !names.isEmpty())
        parts.append(Words::tr("Waits for %1.").arg(names.join(QStringLiteral(", "))));
    if (const QStringList names = linked(step, plan, true); !names.isEmpty())
        parts.append(Words::tr("For it waits %1.").arg(names.join(QStringLiteral(", "))));
    if (step.card && !step.card->reason.isEmpty())
        parts.append(step.card->reason);
    return parts.join(QLatin1Char(' '));
}

QString stepTip(const LaunchStep &step, const LaunchSight &sight)
{
    QStringList lines { step.name, stepSentence(step, sight) };
    lines.append(Words::tr("Enter opens, Space picks up, Shift+G passes the gate"));
    return plainTip(lines.join(QLatin1Char('\n')));
}

const LaneReadiness *readinessOf(LaneId lane, const LaunchSight &sight)
{
    for (const LaneReadiness &each : sight.ready.lanes)
        if (each.lane == lane)
            return &each;
    return nullptr;
}

QString laneSentence(const LaunchLane &lane, const LaunchSight &sight)
{
    QStringList parts { lane.ownerName.isEmpty() ? Words::tr("%1, nobody has it.").arg(lane.name)
                                                 : Words::tr("%1, %2.").arg(lane.name, lane.ownerName) };
    if (const LaneReadiness *ready = readinessOf(lane.id, sight); ready && ready->gates > 0)
        parts.append(Words::tr("%1 of %n {gate|gates} passed.", nullptr, ready->gates).arg(ready->passed));
    if (lane.vote == Vote::Go)
        parts.append(Words::tr("Says go (%1).").arg(lane.votedBy));
    if (lane.vote == Vote::NoGo)
        parts.append(lane.why.isEmpty() ? Words::tr("Says no-go (%1).").arg(lane.votedBy)
                                        : Words::tr("Says no-go (%1): %2").arg(lane.votedBy, lane.why));
    return parts.join(QLatin1Char(' '));
}

} // namespace wheelhouse
