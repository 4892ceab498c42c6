#pragma once

#include "tests/bench/report.h"

namespace wheelhouse {

/// From the start of the program in \a wheelhouse to its first painted inbox over \a large and \a empty, against the
/// empty Qt window of \a emptyWindow; and the memory it then takes.
void benchStart(
    Report &report, const QString &wheelhouse, const QString &emptyWindow, const QString &large, const QString &empty);
/// A wheel's step and a key in the inbox's list over \a large, painted, while an import of 100,000 runs into it.
void benchScroll(Report &report, const QString &large);

} // namespace wheelhouse
