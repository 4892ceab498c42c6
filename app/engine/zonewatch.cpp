#include "app/engine/zonewatch.h"

#include <QFileInfo>
#include <QTimeZone>

namespace wheelhouse {

ZoneWatch::ZoneWatch(std::function<Here()> look)
    : m_look(std::move(look))
    , m_before(m_look())
{
}

ZoneWatch::Change ZoneWatch::look()
{
    const Here now = m_look();
    const Here before = std::exchange(m_before, now);
    if (now.tablesAt != before.tablesAt)
        return Change::Tables;
    return now.zone != before.zone ? Change::Zone : Change::None;
}

/// A package renews all of its tables together; this one lists them.
ZoneWatch::Here ZoneWatch::here()
{
    return { QTimeZone::systemTimeZoneId(), QFileInfo(QStringLiteral("/usr/share/zoneinfo/tzdata.zi")).lastModified() };
}

} // namespace wheelhouse
