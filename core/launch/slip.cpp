#include "core/launch/slip.h"

#include "core/base/zones.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Slip)
};

constexpr int saturday = 6;

QString dayName(QDate date)
{
    return QLocale().toString(date, QStringLiteral("dddd d MMMM"));
}

/// What the clocks do to a launch that goes from one hour to another.
QString clockWords(const WallTime &from, const WallTime &to)
{
    if (const QString atDoors = clockSentence(to); !atDoors.isEmpty())
        return atDoors;
    const auto before = resolve(from);
    const auto after = resolve(to);
    if (!before || !after || before->offset == after->offset || from.zone != to.zone)
        return {};
    return Words::tr("Clocks change on the way: hours stay as they are on the wall in %1.").arg(placeOf(to.zone));
}

class Judgement {
public:
    Judgement(const LaunchPlan &plan, const QList<DayOff> &daysOff, const QDateTime &now, Slip &slip)
        : m_plan(plan)
        , m_daysOff(daysOff)
        , m_now(now)
        , m_slip(slip)
    {
    }
    Landing landing(const LaunchStep &step)
    {
        const bool isPost = step.kind == LaunchStep::Kind::Post;
        Landing at { step.id, step.name, isPost, false, false, daysOf(step, m_plan.launch), {}, {} };
        if (isPost && (!at.from.isValid() || !step.card->isMovable())) {
            at.stays = true;
            at.to = at.from;
            ++m_slip.stays;
            return at;
        }
        ++(isPost ? m_slip.posts : m_slip.steps);
        at.to = { at.from.first.addDays(m_slip.days), at.from.last.addDays(m_slip.days), at.from.time };
        remark(at, step);
        return at;
    }

private:
    void remark(Landing &at, const LaunchStep &step)
    {
        if (at.to.first.dayOfWeek() >= saturday) {
            ++m_slip.weekends;
            at.remarks.append(Words::tr("It lands on %1.").arg(dayName(at.to.first)));
        }
        for (const DayOff &each : m_daysOff)
            if (each.firstDay <= at.to.first && at.to.first <= each.lastDay) {
                ++m_slip.daysOff;
                at.remarks.append(Words::tr("%1 is %2.").arg(dayName(at.to.first), each.name));
                break;
            }
        WallTime wall { at.to.first, at.to.time, m_slip.to.zone, WallTime::Turn::First };
        if (step.card && step.card->at)
            wall = { at.to.first, at.to.time, step.card->at->zone, step.card->at->turn };
        if (isPast(wall)) {
            ++m_slip.past;
            at.forbids = step.card && step.card->state != CardState::Draft;
            at.remarks.append(Words::tr("%1 is over.").arg(dayName(at.to.first)));
        }
        if (const QString words = wall.time.isValid() ? clockSentence(wall) : QString(); !words.isEmpty())
            at.remarks.append(words);
    }
    [[nodiscard]] bool isPast(const WallTime &wall) const
    {
        if (wall.time.isValid()) {
            const auto at = resolve(wall);
            return at && at->utc < m_now;
        }
        const auto today = wallTimeAt(m_now, wall.zone);
        return today && wall.date < today->date;
    }

    const LaunchPlan &m_plan;
    const QList<DayOff> &m_daysOff;
    const QDateTime &m_now;
    Slip &m_slip;
};

QString refusalOf(const Slip &slip)
{
    if (slip.days == 0 && slip.from == slip.to)
        return Words::tr("It stands there already.");
    const auto first =
        std::find_if(slip.landings.cbegin(), slip.landings.cend(), [](const Landing &each) { return each.forbids; });
    if (first == slip.landings.cend())
        return {};
    return Words::tr("“%1” is to go out, and would land on %2, which is over. Move it on its own first.")
        .arg(first->name, dayName(first->to.first));
}

} // namespace

Slip slipOf(const LaunchPlan &plan, const WallTime &to, const QList<DayOff> &daysOff, const QDateTime &now)
{
    Slip slip;
    slip.from = plan.launch.doors;
    slip.to = to;
    if (!slip.to.time.isValid())
        slip.to.time = slip.from.time;
    if (slip.to.zone.isEmpty())
        slip.to.zone = slip.from.zone;
    slip.days = int(slip.from.date.daysTo(slip.to.date));
    slip.clocks = clockWords(slip.from, slip.to);
    Judgement judgement(plan, daysOff, now, slip);
    for (const LaunchStep &each : plan.steps)
        slip.landings.append(judgement.landing(each));
    std::stable_sort(slip.landings.begin(), slip.landings.end(),
        [](const Landing &a, const Landing &b) { return a.to.first < b.to.first; });
    slip.refusal = refusalOf(slip);
    return slip;
}

Slip slipOf(const LaunchPlan &plan, int days, const QList<DayOff> &daysOff, const QDateTime &now)
{
    WallTime to = plan.launch.doors;
    to.date = to.date.addDays(days);
    return slipOf(plan, to, daysOff, now);
}

Landing landingOf(
    const LaunchPlan &plan, const LaunchStep &step, int days, const QList<DayOff> &daysOff, const QDateTime &now)
{
    Slip slip;
    slip.days = days;
    slip.to = plan.launch.doors;
    return Judgement(plan, daysOff, now, slip).landing(step);
}

} // namespace wheelhouse
