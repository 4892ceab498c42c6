#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace wheelhouse {

/// HTML that a parser may be given: balanced, no deeper than 64, only tags and attributes of a short list.
struct FencedHtml {
    QByteArray html;
    bool shortened = false;
};

/// One linear pass over HTML from strangers before gumbo sees it.
/// gumbo 0.10 recurses when it frees a tree (a deep one overflows the stack), walks all open elements for every start
/// tag, and copies unclosed formatting into every paragraph (a tree of quadratic size). Here every element is closed
/// where it must be, so none of that is reached, and a new tag of a new HTML is unknown before it is dangerous.
/// Tags are read as the HTML standard's tokeniser does; a "<" that begins no tag is text.
/// Written: p div br blockquote pre ul ol li a b i code img span; tables as div and span.cell.
FencedHtml fenced(QByteArrayView html);

} // namespace wheelhouse
