#pragma once

#include "core/base/clock.h"
#include "core/operations/undo.h"

namespace wheelhouse {

/// What the team knows of the people who write: what four of them really ask, one told us of a second account, one took
/// our time more than once, and how far each is heard. As of \a clock.
[[nodiscard]] Result<void> acquaint(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

} // namespace wheelhouse
