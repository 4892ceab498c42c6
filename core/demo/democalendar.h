#pragma once

#include "core/base/clock.h"
#include "core/demo/furniture.h"
#include "core/operations/undo.h"

namespace wheelhouse {

class PastClock;

/// What the demo's team planned: a month of posts in four campaigns about \a now, one campaign held since this morning,
/// a layer in which the tour comes later, and six posts that have no date yet. \a clock is set to the hours at which it
/// was done. \a seed as of the scenario: it names the channels.
[[nodiscard]] Result<void> planMonth(Database &database, OperationLog &log, Undo &undo, PastClock &clock,
    const QDateTime &now, const Furniture &furniture, quint64 seed);

} // namespace wheelhouse
