#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QTimeZone>

namespace wheelhouse {

/// Whether \a zone is a name of the IANA tz database that this machine has: links such as US/Eastern are, neither
/// "UTC+1" nor "Amsterdam" nor what Qt takes for a rule of POSIX.
[[nodiscard]] bool isKnownZone(const QByteArray &zone);
/// The zone of that name; not valid where it is not known.
[[nodiscard]] QTimeZone zoneNamed(const QByteArray &zone);
/// At most three known names that somebody who wrote \a zone may have meant: "New York" means America/New_York.
[[nodiscard]] QList<QByteArray> zonesLike(const QString &zone);
/// "New York" of America/New_York, for sentences.
[[nodiscard]] QString placeOf(const QByteArray &zone);

} // namespace wheelhouse
