#pragma once

#include "tests/bench/report.h"

namespace wheelhouse {

/// The whole window over an account that was off line for a week: \a mentions come in page by page from a server of
/// ours, oldest first, while somebody scrolls, walks the list and deals with conversations. How long the window's
/// thread stood still, how fast it went, and what memory it took. In \a folder.
void benchCatchUp(Report &report, const QString &folder, int mentions);

} // namespace wheelhouse
