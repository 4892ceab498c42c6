#pragma once

#include "core/connectors/bluesky/lexicons.h"

namespace wheelhouse::bluesky::lexicon {

/// Whether \a value is of the \a type; what it refers to stands in \a lexicons. Malformed with the path. As long as the
/// value is; a value that is nested deeper than any of the network's is refused.
[[nodiscard]] Result<void> check(const Json &value, const Type &type, const Lexicons &lexicons);

} // namespace wheelhouse::bluesky::lexicon
