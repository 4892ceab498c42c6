#pragma once

#include "core/reading/language.h"
#include "core/reading/tokens.h"

namespace wheelhouse {

/// In which of our languages \a tokens are written: by script where that tells, else by votes, one for each very common
/// word of a language and three for \a guess (one where that is not sure). Other: a language that we have no words for.
/// Nothing votes: English, since short cries ("great!!") are mostly English ones.
Tongue voteTongue(const Tokens &tokens, const LanguageGuess &guess);

} // namespace wheelhouse
