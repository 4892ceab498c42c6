#pragma once

#include "core/connectors/bluesky/blueskycalls.h"
#include "core/networks/gesture.h"

#include <functional>

namespace wheelhouse::bluesky {

using DeedThen = std::function<void(const Result<GestureDone> &)>;

/// Does what a gesture asks for. How things stand is asked first; what makes a record makes it under a key of the wish,
/// so that the same wish writes the same record at every try. A report is the one thing that cannot be repeated: when
/// nobody knows whether it arrived, it is Refused and not Offline. \a calls outlives it.
void makeDeed(BlueskyCalls &calls, const Gesture &gesture, const DeedThen &then);

} // namespace wheelhouse::bluesky
