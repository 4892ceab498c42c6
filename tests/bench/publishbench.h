#pragma once

#include "tests/bench/report.h"

namespace wheelhouse {

/// \a posts that are due, on one account and on ten, sent to a scripted server as the engine sends them, against a bare
/// loop of the same requests through the same HTTP client; in stores of its own in \a folder.
void benchPublishing(Report &report, const QString &folder, int posts);

} // namespace wheelhouse
