#include "core/calendar/wallclock.h"

#include "core/base/zones.h"

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr qint64 dayMs = 86'400'000;

/// The wall's reading as if it were UTC, ms.
qint64 reading(const WallTime &at)
{
    return (at.date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * dayMs + at.time.msecsSinceStartOfDay();
}

} // namespace

WallClock::WallClock(QDate from, QDate to)
    : m_from(std::max(from, QDate(1900, 1, 1)).addDays(-3))
    , m_to(std::min(to, QDate(9000, 1, 1)).addDays(3))
{
}

const WallClock::Zone &WallClock::zone(const QByteArray &name)
{
    if (m_last != nullptr && name == m_lastName)
        return *m_last;
    m_lastName = name;
    const auto there = m_zones.constFind(name);
    if (there != m_zones.cend())
        return *(m_last = &*there);
    Zone zone;
    const QTimeZone named = zoneNamed(name);
    zone.isKnown = named.isValid();
    if (zone.isKnown) {
        const QDateTime from = m_from.startOfDay(Qt::UTC);
        zone.offset = qint64(1'000) * named.offsetFromUtc(from);
        const auto changes = named.transitions(from.addMSecs(1), m_to.endOfDay(Qt::UTC));
        for (const auto &each : changes)
            zone.changes.append({ each.atUtc.toMSecsSinceEpoch(), qint64(1'000) * each.offsetFromUtc });
    }
    return *(m_last = &*m_zones.insert(name, zone));
}

bool WallClock::isNearChange(const WallTime &at)
{
    const Zone &known = zone(at.zone);
    const qint64 wall = reading(at);
    return !known.isKnown || at.date <= m_from.addDays(2) || at.date >= m_to.addDays(-2)
        || std::any_of(known.changes.cbegin(), known.changes.cend(),
            [&](const auto &change) { return std::abs(change.first - wall) < 2 * dayMs; });
}

QDateTime WallClock::instant(const WallTime &at)
{
    if (!at.date.isValid() || !at.time.isValid())
        return {};
    if (isNearChange(at)) {
        const auto resolved = resolve(at);
        return resolved ? resolved->utc : QDateTime();
    }
    const Zone &known = zone(at.zone);
    const qint64 wall = reading(at);
    qint64 offset = known.offset;
    for (const auto &[when, after] : known.changes)
        if (when < wall)
            offset = after;
    return QDateTime::fromMSecsSinceEpoch(wall - offset, Qt::UTC);
}

} // namespace wheelhouse
