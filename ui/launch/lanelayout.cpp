#include "ui/launch/lanelayout.h"

#include "ui/kit/look.h"

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int dayPx = 65;
constexpr int chipPx = 32;
constexpr int rowPx = 44;
constexpr int abovePx = 14;
constexpr int leastRows = 2; // a lane without anything keeps its height
constexpr int gapPx = 3; // between a chip and the line of its day
constexpr int leastChipDays = 2; // narrower than this no name can be read
constexpr int marginDays = 4; // behind the last step
constexpr int longest = 400; // columns

/// Steps of a lane in rows, so that none lies on another.
class Rows {
public:
    int rowFor(int left, int right)
    {
        for (int i = 0; i < int(m_ends.size()); ++i)
            if (m_ends.at(i) <= left) {
                m_ends[i] = right;
                return i;
            }
        m_ends.append(right);
        return int(m_ends.size()) - 1;
    }
    [[nodiscard]] int count() const { return int(m_ends.size()); }

private:
    QList<int> m_ends;
};

void findDays(LaneLayout &layout, const LaunchPlan &plan, QDate today)
{
    const QDate doors = plan.launch.doors.date;
    QDate first = today < doors && today.daysTo(doors) < longest / 4 ? today : doors.addDays(-marginDays);
    QDate last = doors;
    for (const LaunchStep &each : plan.steps) {
        const StepDays days = daysOf(each, plan.launch);
        if (!days.isValid() || qAbs(days.first.daysTo(doors)) > longest / 2)
            continue;
        first = std::min(first, days.first);
        last = std::max(last, days.last);
    }
    layout.first = first;
    layout.days = std::min(longest, int(first.daysTo(last)) + 1 + marginDays);
}

} // namespace

QDate LaneLayout::dayAt(int x) const
{
    return first.addDays(x >= 0 ? x / dayWidth : (x - dayWidth + 1) / dayWidth);
}

const LaneLayout::Chip *LaneLayout::chip(StepId step) const
{
    const auto found =
        std::find_if(chips.cbegin(), chips.cend(), [step](const Chip &each) { return each.step == step; });
    return found == chips.cend() ? nullptr : &*found;
}

const LaneLayout::Chip *LaneLayout::chipAt(QPoint at) const
{
    const auto found =
        std::find_if(chips.cbegin(), chips.cend(), [at](const Chip &each) { return each.place.contains(at); });
    return found == chips.cend() ? nullptr : &*found;
}

const LaneLayout::Band *LaneLayout::bandAt(int y) const
{
    const auto found = std::find_if(
        bands.cbegin(), bands.cend(), [y](const Band &each) { return y >= each.top && y < each.top + each.height; });
    return found == bands.cend() ? nullptr : &*found;
}

const LaneLayout::Band *LaneLayout::band(LaneId lane) const
{
    const auto found =
        std::find_if(bands.cbegin(), bands.cend(), [lane](const Band &each) { return each.lane == lane; });
    return found == bands.cend() ? nullptr : &*found;
}

LaneLayout layOutLanes(const LaunchPlan &plan, const Look &look, QDate today, int room)
{
    LaneLayout layout;
    findDays(layout, plan, today);
    layout.dayWidth = look.scaled(dayPx);
    layout.days = std::max(layout.days, room / layout.dayWidth + 1);
    const QTime opens = plan.launch.doors.time;
    layout.doorsX =
        layout.xOf(plan.launch.doors.date) + int(qint64(layout.dayWidth) * opens.msecsSinceStartOfDay() / 86'400'000);
    const int row = look.scaled(rowPx);
    const int above = look.scaled(abovePx);
    for (const LaunchLane &lane : plan.lanes) {
        Rows rows;
        for (const LaunchStep &step : plan.steps) {
            if (step.lane != lane.id)
                continue;
            StepDays days = daysOf(step, plan.launch);
            if (!days.isValid())
                days = { plan.launch.doors.date, plan.launch.doors.date, {} };
            const int left = layout.xOf(days.first);
            const int span = std::max(leastChipDays, int(days.first.daysTo(days.last)) + 1);
            const int right = left + span * layout.dayWidth;
            layout.chips.append({ step.id, lane.id,
                QRect(left + gapPx, layout.height + above + rows.rowFor(left, right) * row, right - left - 2 * gapPx,
                    look.scaled(chipPx)) });
        }
        const int height = above * 2 + row * std::max(leastRows, rows.count()) - (row - look.scaled(chipPx)) + 8;
        layout.bands.append({ lane.id, layout.height, height });
        layout.height += height;
    }
    return layout;
}

} // namespace wheelhouse
