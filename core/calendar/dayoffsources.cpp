#include "core/calendar/dayoffsources.h"

namespace wheelhouse {

DayOffSources::DayOffSources(Database &database)
    : m_all(database, R"(
        SELECT source, sum(last_day - first_day + 1), min(CASE WHEN last_day >= ?1 THEN max(first_day, ?1) END)
          FROM holiday GROUP BY source ORDER BY source)")
{
}

Result<QList<DayOffSource>> DayOffSources::all(QDate today)
{
    QList<DayOffSource> found;
    auto read = m_all.each(
        [&found](const Row &row) {
            const qint64 next = row.number(2);
            found.append({ row.text(0), int(row.number(1)), next > 0 ? QDate::fromJulianDay(next) : QDate() });
            return true;
        },
        today.toJulianDay());
    if (!read)
        return tl::unexpected(read.error());
    return found;
}

} // namespace wheelhouse
