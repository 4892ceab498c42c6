#include "core/launch/readiness.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Readiness)
};

/// The longest chain of what is not done, by the days it takes. Needs hold no circle, since none is let in; one that
/// came in otherwise is cut where it closes.
class Chains {
public:
    explicit Chains(const LaunchPlan &plan)
        : m_plan(plan)
    {
        for (const LaunchNeed &each : plan.needs)
            m_needs[each.step].append(each.needs);
    }
    QList<StepId> longest()
    {
        StepId last;
        for (const LaunchStep &each : m_plan.steps)
            if (const Reach own = isPassed(each) ? Reach() : reach(each.id); // one alone is no path
                !own.before.isNull() && (last.isNull() || own.days > reach(last).days))
                last = each.id;
        QList<StepId> path;
        for (StepId at = last; !at.isNull(); at = reach(at).before)
            path.prepend(at);
        return path;
    }

private:
    struct Reach {
        int days = 0;
        StepId before;
    };
    Reach reach(StepId id)
    {
        const auto known = m_reach.constFind(id);
        if (known != m_reach.cend())
            return *known;
        m_reach.insert(id, {}); // what comes back here has closed a circle
        const LaunchStep *step = m_plan.step(id);
        Reach longest;
        const QList<StepId> needs = m_needs.value(id);
        for (const StepId each : needs) {
            const LaunchStep *needed = m_plan.step(each);
            if (!needed || isPassed(*needed))
                continue;
            if (const Reach before = reach(each); before.days > longest.days)
                longest = { before.days, each };
        }
        longest.days += step ? step->days : 0;
        m_reach.insert(id, longest);
        return longest;
    }

    const LaunchPlan &m_plan;
    QHash<StepId, QList<StepId>> m_needs;
    QHash<StepId, Reach> m_reach;
};

void byDay(QList<StepId> &ids, const LaunchPlan &plan)
{
    std::stable_sort(ids.begin(), ids.end(), [&plan](StepId a, StepId b) {
        return daysOf(*plan.step(a), plan.launch).last < daysOf(*plan.step(b), plan.launch).last;
    });
}

LaneReadiness readinessOf(const LaunchLane &lane, const LaunchPlan &plan)
{
    LaneReadiness ready { lane.id, 0, 0, {} };
    for (const LaunchStep &each : plan.steps) {
        if (each.lane != lane.id || !each.isGate)
            continue;
        ++ready.gates;
        if (isPassed(each))
            ++ready.passed;
        else
            ready.open.append(each.id);
    }
    byDay(ready.open, plan);
    return ready;
}

bool isInTheWay(const LaunchStep &step, const LaunchPlan &plan, QDate today)
{
    if (isPassed(step))
        return false;
    const StepDays days = daysOf(step, plan.launch);
    if (days.isValid() && days.last < today)
        return true;
    return std::any_of(plan.needs.cbegin(), plan.needs.cend(), [&](const LaunchNeed &each) {
        const LaunchStep *waits = each.needs == step.id ? plan.step(each.step) : nullptr;
        return waits && !isPassed(*waits);
    });
}

/// What a lane says against GO; empty: nothing.
QString objection(const LaunchLane &lane, const LaneReadiness &ready)
{
    if (!ready.isReady())
        return Words::tr("%1 still has %n open {gate|gates}.", nullptr, ready.gates - ready.passed).arg(lane.name);
    if (lane.vote == Vote::NoGo)
        return lane.why.isEmpty() ? Words::tr("%1 says no-go.").arg(lane.name)
                                  : Words::tr("%1 says no-go: “%2”.").arg(lane.name, lane.why);
    return lane.vote == Vote::Go ? QString() : Words::tr("%1 has not said go yet.").arg(lane.name);
}

} // namespace

bool isPassed(const LaunchStep &step)
{
    if (step.kind != LaunchStep::Kind::Post)
        return step.state == LaunchStep::State::Done;
    const auto is = [&step](CardState state) { return step.card && step.card->state == state; };
    if (is(CardState::Held) || is(CardState::Failed) || is(CardState::Missed) || is(CardState::Unconfirmed))
        return false;
    return step.state == LaunchStep::State::Done || is(CardState::Approved) || is(CardState::Sending)
        || is(CardState::Published);
}

Readiness readiness(const LaunchPlan &plan, QDate today)
{
    Readiness all;
    for (const LaunchLane &lane : plan.lanes) {
        const LaneReadiness ready = readinessOf(lane, plan);
        all.gates += ready.gates;
        all.passed += ready.passed;
        if (all.whyNot.isEmpty())
            all.whyNot = objection(lane, ready);
        all.lanes.append(ready);
    }
    if (plan.lanes.isEmpty())
        all.whyNot = Words::tr("It has no department yet.");
    all.isGo = all.whyNot.isEmpty();
    for (const LaunchStep &each : plan.steps)
        if (isInTheWay(each, plan, today))
            all.inTheWay.append(each.id);
    byDay(all.inTheWay, plan);
    all.criticalPath = Chains(plan).longest();
    for (const LaunchNeed &each : plan.needs) {
        const LaunchStep *step = plan.step(each.step);
        const LaunchStep *needed = plan.step(each.needs);
        if (!step || !needed || isPassed(*needed))
            continue;
        const StepDays before = daysOf(*needed, plan.launch);
        const StepDays after = daysOf(*step, plan.launch);
        if (before.isValid() && after.isValid() && before.last > after.first)
            all.tooLate.append(each);
    }
    return all;
}

QList<StepId> circleWith(const QList<LaunchNeed> &needs, const LaunchNeed &need)
{
    if (need.step == need.needs)
        return { need.step, need.step };
    // Outwards from what is needed: does any of it need the step?
    QHash<StepId, StepId> cameFrom { { need.needs, need.step } };
    QList<StepId> open { need.needs };
    while (!open.isEmpty()) {
        const StepId at = open.takeFirst();
        for (const LaunchNeed &each : needs) {
            if (each.step != at || cameFrom.contains(each.needs))
                continue;
            cameFrom.insert(each.needs, at);
            open.append(each.needs);
        }
    }
    if (!cameFrom.contains(need.step))
        return {};
    QList<StepId> circle { need.step };
    for (StepId at = cameFrom.value(need.step); at != need.step; at = cameFrom.value(at))
        circle.prepend(at);
    circle.prepend(need.step);
    return circle;
}

} // namespace wheelhouse
