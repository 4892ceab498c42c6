#pragma once

#include "core/demo/furniture.h"
#include "core/inbox/promises.h"

namespace wheelhouse {

/// What the demo's team promises, and why: in force for some hours at \a now.
Result<void> promise(Promises &promises, const Furniture &furniture, const QDateTime &now);

} // namespace wheelhouse
