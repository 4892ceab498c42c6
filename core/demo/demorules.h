#pragma once

#include "core/demo/furniture.h"

namespace wheelhouse {

class Clock;

/// The rules and macros of the demo's team: for what arrives from now on, nothing that is there already is touched.
[[nodiscard]] Result<void> writeRules(
    Database &database, OperationLog &log, Undo &undo, const Clock &clock, const Furniture &furniture);

} // namespace wheelhouse
