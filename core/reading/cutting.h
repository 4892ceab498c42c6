#pragma once

#include "core/reading/tokens.h"

namespace wheelhouse {

/// Cuts \a text into tokens, in order; what is between them is white space.
void cutTokens(QStringView text, std::vector<Token> &into);

} // namespace wheelhouse
