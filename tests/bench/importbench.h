#pragma once

#include "tests/bench/report.h"

namespace wheelhouse {

/// Imports \a windows times 100,000 mentions into the workspaces \a ours and \a limit, window by window turn about:
/// rows a second, size, and how the cost of a row grows.
void benchImport(Report &report, const QString &ours, const QString &limit, int windows);
/// One answer of a network after the other, 40 mentions each, into small stores of its own in \a folder.
void benchPages(Report &report, const QString &folder);
/// Instructions a row, counted by valgrind over a run of \a program with benchBare().
void countInstructions(Report &report, const QString &program, const QString &folder);
/// The import of 10,000 alone, to be counted; \a who: "ours" or "limit".
void benchBare(const QString &folder, const QString &who);

} // namespace wheelhouse
