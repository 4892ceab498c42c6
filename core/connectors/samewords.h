#pragma once

#include "core/base/plaintext.h"

namespace wheelhouse {

/// How much the words that stand somewhere are those that we said. Networks change white space, make links and mentions
/// of what they know, and some read asterisks and the like as markup.
enum class Likeness {
    Other, ///< they say something else
    Similar, ///< most of the words are the same: cut, or written anew
    Letters, ///< the same letters, digits, signs and links in the same order; marks and white space differ
    Exact, ///< but for white space, and how links and mentions are shown
};

/// Pure; any thread. A link counts as where it leads, without its scheme; a mention as what stands before its second
/// "@". Of words that have no letters (":)") Letters proves nothing, and is not given.
[[nodiscard]] Likeness likeness(const PlainText &said, const PlainText &there);

} // namespace wheelhouse
