#include "core/base/htmltags.h"

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

// In the order of their names, by which they are looked up.
constexpr std::array<Tag, 67> known { {
    { "a", Fate::Inline, "a" },
    { "address", Fate::Block, "div" },
    { "article", Fate::Block, "div" },
    { "aside", Fate::Block, "div" },
    { "b", Fate::Inline, "b" },
    { "blockquote", Fate::Block, "blockquote" },
    { "body", Fate::Unwrap, {} },
    { "br", Fate::Break, "br" },
    { "caption", Fate::Row, "div" },
    { "center", Fate::Block, "div" },
    { "code", Fate::Inline, "code" },
    { "dd", Fate::Paragraph, "div" },
    { "details", Fate::Block, "div" },
    { "dir", Fate::List, "ul" },
    { "div", Fate::Block, "div" },
    { "dl", Fate::Block, "div" },
    { "dt", Fate::Paragraph, "div" },
    { "em", Fate::Inline, "i" },
    { "fieldset", Fate::Block, "div" },
    { "figcaption", Fate::Block, "div" },
    { "figure", Fate::Block, "div" },
    { "footer", Fate::Block, "div" },
    { "form", Fate::Block, "div" },
    { "h1", Fate::Paragraph, "p" },
    { "h2", Fate::Paragraph, "p" },
    { "h3", Fate::Paragraph, "p" },
    { "h4", Fate::Paragraph, "p" },
    { "h5", Fate::Paragraph, "p" },
    { "h6", Fate::Paragraph, "p" },
    { "header", Fate::Block, "div" },
    { "hr", Fate::Break, "br" },
    { "i", Fate::Inline, "i" },
    { "iframe", Fate::Raw, {} },
    { "image", Fate::Picture, "img" },
    { "img", Fate::Picture, "img" },
    { "kbd", Fate::Inline, "code" },
    { "li", Fate::Item, "li" },
    { "listing", Fate::Block, "pre" },
    { "main", Fate::Block, "div" },
    { "math", Fate::Skip, {} },
    { "menu", Fate::List, "ul" },
    { "nav", Fate::Block, "div" },
    { "noembed", Fate::Raw, {} },
    { "noframes", Fate::Raw, {} },
    { "noscript", Fate::Skip, {} },
    { "ol", Fate::List, "ol" },
    { "option", Fate::Paragraph, "div" },
    { "p", Fate::Paragraph, "p" },
    { "pre", Fate::Block, "pre" },
    { "samp", Fate::Inline, "code" },
    { "script", Fate::Raw, {} },
    { "section", Fate::Block, "div" },
    { "span", Fate::Inline, "span" },
    { "strong", Fate::Inline, "b" },
    { "style", Fate::Raw, {} },
    { "summary", Fate::Paragraph, "div" },
    { "svg", Fate::Skip, {} },
    { "table", Fate::Table, "div" },
    { "td", Fate::Cell, "span" },
    { "template", Fate::Skip, {} },
    { "th", Fate::Cell, "span" },
    { "title", Fate::Raw, {} },
    { "tr", Fate::Row, "div" },
    { "tt", Fate::Inline, "code" },
    { "ul", Fate::List, "ul" },
    { "var", Fate::Inline, "i" },
    { "xmp", Fate::Block, "pre" },
} };

} // namespace

const Tag *tagNamed(std::string_view name)
{
    const auto *found = std::lower_bound(
        known.begin(), known.end(), name, [](const Tag &tag, std::string_view wanted) { return tag.name < wanted; });
    return found != known.end() && found->name == name ? found : nullptr;
}

} // namespace wheelhouse
