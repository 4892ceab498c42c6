#include "ui/calendar/monthgrid.h"

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int days = 7;
// DESIGN 10, Calendar: px of design/html/calendar-month
constexpr double numbersWidth = 34;
constexpr double headerHeight = 26;
constexpr double leastRow = 104; // two bars, a short card, and how many more
constexpr double dateLine = 26;
constexpr double barTop = 23;
constexpr double barPitch = 19;
constexpr double barHeight = 17;
constexpr double side = 4;
constexpr double gap = 2;
constexpr double tall = 36;
constexpr double low = 21;
constexpr double moreLine = 15;
constexpr int mostLanes = 3;

} // namespace

MonthGrid::MonthGrid(const Look &look, QSize size, QDate day, int firstWeekday, int scrolled)
    : m_look(&look)
    , m_size(size)
    , m_month(day.month())
    , m_numbers(look.scaled(numbersWidth))
    , m_header(look.scaled(headerHeight))
    , m_scrolled(scrolled)
{
    const QDate one(day.year(), day.month(), 1);
    const int before = (one.dayOfWeek() - firstWeekday + days) % days;
    m_first = one.addDays(-before);
    m_weeks = (before + one.daysInMonth() + days - 1) / days;
    m_row = qMax(look.scaled(leastRow), (size.height() - m_header) / m_weeks);
}

QRect MonthGrid::body() const
{
    return { 0, m_header, m_size.width(), m_size.height() - m_header };
}

int MonthGrid::columnLeft(int column) const
{
    return m_numbers + (m_size.width() - m_numbers) * column / days;
}

QRect MonthGrid::name(int column) const
{
    return { columnLeft(column), 0, columnLeft(column + 1) - columnLeft(column), m_header };
}

QRect MonthGrid::weekNumber(int week) const
{
    return { 0, m_header + week * m_row - m_scrolled, m_numbers, m_row };
}

QRect MonthGrid::cell(QDate day) const
{
    const qint64 number = m_first.daysTo(day);
    if (!day.isValid() || number < 0 || number >= m_weeks * days)
        return {};
    const int column = int(number % days);
    const QRect row = weekNumber(int(number / days));
    return { columnLeft(column), row.top(), columnLeft(column + 1) - columnLeft(column), m_row };
}

QDate MonthGrid::dayAt(const QPoint &place) const
{
    if (m_row == 0 || place.x() < m_numbers || place.x() >= m_size.width() || place.y() < m_header)
        return {};
    const int week = (place.y() - m_header + m_scrolled) / m_row;
    if (week >= m_weeks)
        return {};
    for (int column = 0; column < days; ++column)
        if (place.x() < columnLeft(column + 1))
            return m_first.addDays(week * days + column);
    return {};
}

QRect MonthGrid::barRect(int week, int lane, int from, int to) const
{
    const int left = columnLeft(from) + px(2);
    return { left, weekNumber(week).top() + px(barTop) + lane * px(barPitch), columnLeft(to + 1) - px(3) - left,
        px(barHeight) };
}

QList<MonthBar> MonthGrid::bars(const QList<Campaign> &campaigns) const
{
    QList<MonthBar> bars;
    const int room = (m_row - px(dateLine) - px(low)) / px(barPitch);
    for (int week = 0; week < m_weeks; ++week) {
        const QDate monday = m_first.addDays(week * days);
        int lane = 0;
        for (int i = 0; i < campaigns.size() && lane < qMin(mostLanes, room); ++i) {
            const Campaign &each = campaigns.at(i);
            if (!each.firstDay.isValid() || !each.lastDay.isValid() || each.lastDay < monday
                || each.firstDay > monday.addDays(days - 1))
                continue;
            const int from = int(qMax<qint64>(0, monday.daysTo(each.firstDay)));
            const int to = int(qMin<qint64>(days - 1, monday.daysTo(each.lastDay)));
            const bool isFirst =
                std::none_of(bars.begin(), bars.end(), [i](const MonthBar &b) { return b.campaign == i; });
            bars.append({ i, week, barRect(week, lane, from, to), isFirst });
            ++lane;
        }
    }
    return bars;
}

int MonthGrid::lanes(const QList<MonthBar> &bars, int week)
{
    return int(std::count_if(bars.begin(), bars.end(), [week](const MonthBar &bar) { return bar.week == week; }));
}

DayStack MonthGrid::stack(QDate day, int lanes, int count) const
{
    const QRect room = cell(day).adjusted(px(side) + 1, px(dateLine) + lanes * px(barPitch), -px(side), -px(2));
    DayStack stack;
    const auto fitting = [&](int height, int below) {
        return qMax(0, (room.height() - below + px(gap)) / (height + px(gap)));
    };
    const int height = m_look->isTight() || fitting(px(tall), 0) < count ? px(low) : px(tall);
    int shown = fitting(height, 0);
    if (shown < count)
        shown = fitting(height, px(moreLine) + px(gap));
    shown = qMin(shown, count);
    int top = room.top();
    for (int i = 0; i < shown; ++i, top += height + px(gap))
        stack.cards.append(QRect(room.left(), top, room.width(), height));
    stack.hidden = count - shown;
    if (stack.hidden > 0)
        stack.more = QRect(room.left(), qMin(top, room.bottom() + 1 - px(moreLine)), room.width(), px(moreLine));
    return stack;
}

} // namespace wheelhouse
