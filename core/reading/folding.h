#pragma once

#include "core/reading/tongue.h"

#include <QStringView>

#include <string>
#include <string_view>

namespace wheelhouse {

/// Appends \a word to \a to as words are compared when their weight is looked up: lower case, straight apostrophes;
/// German ä ö ü ß as ae oe ue ss (else "schön" would be "schon"); Arabic without marks and tatweel, its forms of alef,
/// ya, ta marbuta and hamza made one; Devanagari composed and without nukta; of every other script no accents.
void foldWord(QStringView word, Tongue tongue, std::u16string &to);

/// Where the word behind a French or Italian l', d', qu', dell' begins; 0: there is no such thing before it.
size_t behindArticle(std::u16string_view folded);

} // namespace wheelhouse
