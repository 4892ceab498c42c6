#include "ui/calendar/weekgrid.h"

#include <algorithm>

namespace wheelhouse {

namespace {

// px of design/html/calendar-week
constexpr double hoursWidth = 50;
constexpr double zoneWidth = 74; // with the name of the place above
constexpr double leastHour = 53.5;
constexpr double nameLine = 28;
constexpr double barPitch = 21;
constexpr double barHeight = 17;
constexpr double leastColumn = 134; // below it five days fill the width, and the last two are scrolled to
constexpr double chip = 21;
constexpr double inset = 17; // beside the bar of best hours
constexpr int mostAnyTime = 3;
constexpr int minutesShown = 55; // a card is taken to last that long

int minutesOf(QTime time)
{
    return time.hour() * 60 + time.minute();
}

} // namespace

WeekGrid::WeekGrid(const Look &look, QSize size, const Terms &terms, QPoint scrolled)
    : m_look(&look)
    , m_size(size)
    , m_terms(terms)
    , m_scrolled(scrolled)
    , m_axis(terms.hasSecondZone ? 2 * look.scaled(zoneWidth) : look.scaled(hoursWidth))
    , m_header(look.scaled(nameLine) + qMax(1, terms.lanes) * look.scaled(barPitch) + look.scaled(3))
    , m_strip(terms.anyTime > 0 ? qMin(terms.anyTime, mostAnyTime) * look.scaled(chip + 2) + look.scaled(4) : 0)
{
    const int room = size.height() - m_header - m_strip;
    m_hour = qMax(look.scaled(leastHour), room / (24 - terms.firstHour));
    const int width = size.width() - m_axis;
    m_column = width / days < look.scaled(leastColumn) ? width / 5 : width / days;
}

QRect WeekGrid::header() const
{
    return { 0, 0, m_size.width(), m_header };
}

QRect WeekGrid::anyTimeStrip() const
{
    return { 0, m_header, m_size.width(), m_strip };
}

QRect WeekGrid::body() const
{
    return { 0, m_header + m_strip, m_size.width(), m_size.height() - m_header - m_strip };
}

QRect WeekGrid::column(int day) const
{
    return { m_axis + day * m_column - m_scrolled.x(), 0, m_column, m_size.height() };
}

int WeekGrid::yOf(QTime time) const
{
    return body().top() - m_scrolled.y() + (minutesOf(time) - m_terms.firstHour * 60) * m_hour / 60;
}

QRect WeekGrid::hour(int day, int hour) const
{
    return { column(day).left(), yOf(QTime(hour, 0)), m_column, m_hour };
}

QRect WeekGrid::axis(int hour) const
{
    return { 0, yOf(QTime(hour, 0)), m_axis, m_hour };
}

QRect WeekGrid::bar(int lane, int fromDay, int toDay) const
{
    const int left = column(fromDay).left() + px(4);
    return { left, px(nameLine) + px(2) + lane * px(barPitch), column(toDay).right() - px(4) - left, px(barHeight) };
}

QRect WeekGrid::cardAt(QDate day, QTime time) const
{
    const qint64 number = m_terms.monday.daysTo(day);
    if (number < 0 || number >= days)
        return {};
    const QRect own = column(int(number));
    if (!time.isValid())
        return { own.left() + px(4), m_header + px(2), own.width() - px(8), px(chip) };
    return { own.left() + px(inset), yOf(time) + 2, own.width() - px(inset) - px(4), m_hour - 4 };
}

WeekPoint WeekGrid::at(const QPoint &place) const
{
    if (m_hour == 0 || place.x() < m_axis || place.y() < 0)
        return {};
    const int day = (place.x() - m_axis + m_scrolled.x()) / m_column;
    if (day >= days)
        return {};
    const QDate date = m_terms.monday.addDays(day);
    if (place.y() < body().top())
        return { date, {} };
    const int minutes = m_terms.firstHour * 60 + (place.y() - body().top() + m_scrolled.y()) * 60 / m_hour;
    if (minutes >= 24 * 60)
        return {};
    return { date, QTime(0, 0).addSecs(minutes / minutesStep * minutesStep * 60) };
}

QList<WeekPlace> WeekGrid::places(const QList<WeekEntry> &entries) const
{
    QList<WeekPlace> places;
    QList<WeekEntry> timed; // of one day
    for (int day = 0; day < days; ++day) {
        timed.clear();
        int untimed = 0;
        for (const WeekEntry &entry : entries) {
            if (entry.day != m_terms.monday.addDays(day))
                continue;
            if (entry.time.isValid()) {
                timed.append(entry);
            } else if (untimed < mostAnyTime) {
                QRect rect = cardAt(entry.day, {});
                rect.translate(0, untimed++ * px(chip + 2));
                places.append({ entry.index, rect, false });
            }
        }
        placeDay(timed, places);
    }
    return places;
}

/// Cards that touch one another, directly or through others, make a group that shares the width of the day.
void WeekGrid::placeDay(QList<WeekEntry> entries, QList<WeekPlace> &places) const
{
    std::stable_sort(entries.begin(), entries.end(), [](auto &a, auto &b) { return a.time < b.time; });
    QList<WeekEntry> group;
    int until = -1;
    for (const WeekEntry &entry : entries) {
        if (!group.isEmpty() && minutesOf(entry.time) >= until) {
            placeGroup(group, places);
            group.clear();
        }
        group.append(entry);
        until = minutesOf(entry.time) + minutesShown;
    }
    if (!group.isEmpty())
        placeGroup(group, places);
}

void WeekGrid::placeGroup(const QList<WeekEntry> &group, QList<WeekPlace> &places) const
{
    QList<int> ends; // of each column, in minutes
    QList<int> columns;
    for (const WeekEntry &entry : group) {
        const int start = minutesOf(entry.time);
        const auto free = std::find_if(ends.begin(), ends.end(), [start](int end) { return end <= start; });
        columns.append(int(free - ends.begin()));
        if (free == ends.end())
            ends.append(start + minutesShown);
        else
            *free = start + minutesShown;
    }
    const int count = int(ends.size());
    for (int i = 0; i < group.size(); ++i) {
        const QRect whole = cardAt(group.at(i).day, group.at(i).time);
        const int left = whole.left() + whole.width() * columns.at(i) / count;
        const int right = whole.left() + whole.width() * (columns.at(i) + 1) / count - (count > 1 ? 2 : 0);
        places.append({ group.at(i).index, QRect(left, whole.top(), right - left, whole.height()), count > 1 });
    }
}

} // namespace wheelhouse
