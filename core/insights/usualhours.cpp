#include "core/insights/usualhours.h"

#include <algorithm>
#include <vector>

namespace wheelhouse {

namespace {

constexpr qint64 hourMs = 3'600'000;
constexpr int weekHours = 168;
constexpr int weekDays = 7;
constexpr qint64 mostRows = 50'000;

using Counts = std::array<std::array<int, UsualHours::mostWeeks>, weekHours>; ///< by hour of the week, then week back

HourUsual usualOf(const std::array<int, UsualHours::mostWeeks> &known, int weeks)
{
    std::vector<int> counts(known.begin(), known.begin() + weeks);
    std::sort(counts.begin(), counts.end());
    HourUsual usual;
    for (int i = 0; i < weeks; ++i)
        usual.mean += double(counts[size_t(i)]) / weeks;
    const int fifth = weeks / 5;
    usual.low = counts[size_t(fifth)];
    usual.high = counts[size_t(weeks - 1 - fifth)];
    return usual;
}

} // namespace

const HourUsual &UsualHours::at(int weekday, int hour) const
{
    return hours.at(size_t((weekday - 1) * 24 + hour));
}

double UsualHours::most() const
{
    return std::max_element(hours.begin(), hours.end(), [](auto &a, auto &b) { return a.mean < b.mean; })->mean;
}

Result<UsualHours> usualHours(Database &database, const QTimeZone &zone, const QDateTime &now)
{
    const QDate today = now.toTimeZone(zone).date();
    const QDateTime since(today.addDays(-weekDays * UsualHours::mostWeeks), QTime(0, 0), zone);
    const QDateTime until(today, QTime(0, 0), zone);
    Statement counted(database, R"(
        SELECT written_at / ?1, count(*)
          FROM (SELECT written_at, is_ours, time_doubt FROM mention ORDER BY row DESC LIMIT ?2)
         WHERE written_at >= ?3 AND written_at < ?4 AND is_ours = 0 AND time_doubt = 0
         GROUP BY 1 ORDER BY 1)");
    Counts counts {};
    std::optional<QDate> first;
    auto read = counted.each(
        [&](const Row &row) {
            const auto at = QDateTime::fromMSecsSinceEpoch(row.number(0) * hourMs, Qt::UTC).toTimeZone(zone);
            const qint64 back = (at.date().daysTo(today) - 1) / weekDays;
            if (!first)
                first = at.date();
            if (back >= 0 && back < UsualHours::mostWeeks)
                counts[size_t((at.date().dayOfWeek() - 1) * 24 + at.time().hour())][size_t(back)] += int(row.number(1));
            return true;
        },
        hourMs, mostRows, since.toMSecsSinceEpoch(), until.toMSecsSinceEpoch());
    if (!read)
        return tl::unexpected(read.error());
    UsualHours usual;
    usual.weeks = first ? int(qMin<qint64>(UsualHours::mostWeeks, first->daysTo(today) / weekDays)) : 0;
    if (usual.isKnown())
        for (size_t hour = 0; hour < weekHours; ++hour)
            usual.hours[hour] = usualOf(counts[hour], usual.weeks);
    return usual;
}

} // namespace wheelhouse
