#pragma once

#include <string_view>

namespace wheelhouse {

/// What the fence makes of a tag.
enum class Fate {
    Unwrap, ///< the tag goes, what is in it stays
    Inline,
    Paragraph,
    Block,
    List,
    Item,
    Table,
    Row,
    Cell,
    Break,
    Picture,
    Raw, ///< the tag and all up to its end tag, which is never markup, goes
    Skip, ///< the same, but without an end tag only the tag goes
};

/// A tag that is known.
struct Tag {
    std::string_view name;
    Fate fate = Fate::Unwrap;
    std::string_view written; ///< the element it becomes
};

/// The tag of this name, in lower case; null: nobody knows it, and it goes.
const Tag *tagNamed(std::string_view name);

} // namespace wheelhouse
