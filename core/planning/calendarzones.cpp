#include "core/planning/calendarzones.h"

#include "core/base/zones.h"

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr qsizetype longestName = 200;
constexpr qsizetype mostNames = 1'000;

/// The zone that stands at the end of a path: /freeassociation.sourceforge.net/Tzfile/Europe/London.
QByteArray behindPath(const QByteArray &tzid)
{
    for (qsizetype slash = 0; slash >= 0; slash = tzid.indexOf('/', slash + 1))
        if (const QByteArray rest = tzid.mid(slash == 0 && !tzid.startsWith('/') ? 0 : slash + 1);
            rest.contains('/') && isKnownZone(rest))
            return rest;
    return {};
}

/// The zone of the first place in a list as Outlook shows it: "(UTC+01:00) Amsterdam, Berlin, Bern, Rome".
QByteArray byCity(const QByteArray &tzid)
{
    QByteArray places = tzid;
    if (places.startsWith('('))
        places = places.mid(places.indexOf(')') + 1);
    const auto all = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &place : places.split(',')) {
        const QByteArray end = '/' + place.trimmed().replace(' ', '_');
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const QByteArray &each) { return each.endsWith(end); });
        if (end.size() > 1 && found != all.end())
            return *found;
    }
    return {};
}

QByteArray lookedUp(const QByteArray &tzid)
{
    if (isKnownZone(tzid))
        return tzid;
    if (const QByteArray zone = behindPath(tzid); !zone.isEmpty())
        return zone;
    if (const QByteArray zone = QTimeZone::windowsIdToDefaultIanaId(tzid); isKnownZone(zone))
        return zone;
    const QByteArray plain = tzid.toLower();
    return plain == "utc" || plain == "z" || plain == "gmt" ? QByteArray("UTC") : byCity(tzid);
}

} // namespace

void CalendarZones::learn(const QByteArray &tzid, const QByteArray &location)
{
    if (tzid.size() <= longestName && location.size() <= longestName && m_learnt.size() < mostNames)
        m_learnt.insert(tzid.trimmed(), location.trimmed());
}

QByteArray CalendarZones::find(const QByteArray &tzid)
{
    const QByteArray name = tzid.trimmed();
    if (name.isEmpty() || name.size() > longestName)
        return {};
    if (const auto found = m_found.constFind(name); found != m_found.constEnd())
        return found.value();
    if (m_found.size() >= mostNames) // each name costs a look at the disk
        return {};
    const auto learnt = m_learnt.constFind(name);
    QByteArray zone = learnt != m_learnt.constEnd() ? lookedUp(learnt.value()) : QByteArray();
    if (zone.isEmpty())
        zone = lookedUp(name);
    m_found.insert(name, zone);
    return zone;
}

QList<QByteArray> CalendarZones::unknown() const
{
    QList<QByteArray> names;
    for (auto each = m_found.begin(); each != m_found.end(); ++each)
        if (each.value().isEmpty())
            names.append(each.key());
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace wheelhouse
