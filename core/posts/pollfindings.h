#pragma once

#include "core/networks/outgoing.h"
#include "core/posts/validation.h"

namespace wheelhouse {

/// What is to be said about the poll of \a outgoing where \a limits hold; nothing where it has none. Pure; any thread.
[[nodiscard]] QList<Finding> pollFindings(const Outgoing &outgoing, const Limits &limits);

} // namespace wheelhouse
