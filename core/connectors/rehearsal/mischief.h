#pragma once

#include "core/base/result.h"
#include "core/networks/traffic.h"

#include <chrono>

namespace wheelhouse {

/// What may go wrong with a rehearsed network, each for itself. All shares are 0 (never) to 1 (always).
struct Faults {
    std::chrono::milliseconds slow { 0 }; ///< every answer comes so much later
    double refuse = 0; ///< share of calls answered as by 429 (Busy, with a time to wait) or 503 (Offline)
    double repeat = 0; ///< share of arrivals that come twice, the second time under another number of the server
    double lie = 0; ///< share of pages with half items, hostile HTML and a cursor that goes back
};

namespace rehearsal {

/// The refusal of call number \a call, counted from 1; none: it is answered.
std::optional<Error> refusal(const Faults &faults, quint64 seed, int call);

/// Doubles and spoils what the faults ask for. \a before is the cursor that the reader came with.
void meddle(Page &page, const Faults &faults, quint64 seed, int call, const QByteArray &before);

} // namespace rehearsal
} // namespace wheelhouse
