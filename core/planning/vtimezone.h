#pragma once

#include <QByteArray>

namespace wheelhouse {

/// The VTIMEZONE of \a zone: each change of its clocks in the years from \a fromYear to \a toYear, so that a program
/// without the IANA database still finds the instants. Empty for UTC and for a zone that is not known.
[[nodiscard]] QByteArray vtimezone(const QByteArray &zone, int fromYear, int toYear);

} // namespace wheelhouse
