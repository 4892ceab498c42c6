#pragma once

#include <QtGlobal>

namespace wheelhouse {

/// How often a soak or a crash matrix goes round: \a usual, or \a full under `tools/test --long`.
/// Says so, and tools/test tells at its end what was shortened: `rounds: kills while importing: 20 of 200`.
inline int rounds(const char *what, int usual, int full)
{
    const int now = qEnvironmentVariableIntValue("WH_LONG") ? full : usual;
    qInfo("rounds: %s: %d of %d", what, now, full);
    return now;
}

} // namespace wheelhouse
