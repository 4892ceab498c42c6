#include "ui/promises/bellsettings.h"

#include <QSettings>

namespace wheelhouse {

namespace {
constexpr QLatin1String onKey { "promises/warn" };
constexpr QLatin1String fromKey { "promises/quietFrom" };
constexpr QLatin1String toKey { "promises/quietTo" };
const QString clockFormat = QStringLiteral("HH:mm");
} // namespace

BellSettings BellSettings::read(const QSettings &settings)
{
    return { settings.value(onKey, true).toBool(), QTime::fromString(settings.value(fromKey).toString(), clockFormat),
        QTime::fromString(settings.value(toKey).toString(), clockFormat) };
}

void BellSettings::write(QSettings &settings) const
{
    settings.setValue(onKey, isOn);
    settings.setValue(fromKey, quietFrom.toString(clockFormat));
    settings.setValue(toKey, quietTo.toString(clockFormat));
}

bool BellSettings::isQuietAt(QTime time) const
{
    if (!quietFrom.isValid() || !quietTo.isValid() || quietFrom == quietTo)
        return false;
    return quietFrom < quietTo ? time >= quietFrom && time < quietTo : time >= quietFrom || time < quietTo;
}

} // namespace wheelhouse
