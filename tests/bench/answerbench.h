#pragma once

#include "tests/bench/report.h"

namespace wheelhouse {

/// A page of 40 of each network, from the bytes of its answer to committed rows, against the same 40 mentions from JSON
/// Lines; into small stores of its own in \a folder. \a only: networks whose name holds it.
void benchAnswers(Report &report, const QString &folder, const QString &only = {});

} // namespace wheelhouse
