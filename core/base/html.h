#pragma once

#include "core/base/plaintext.h"

#include <QByteArrayView>

namespace wheelhouse {

/// HTML from strangers as text and spans; nothing active survives, since nothing but text survives.
/// Kept of it: bold, italic, code, quotes, links that checkLink() would open, mentions and hashtags; paragraphs and
/// lists as lines ("• ", "1. "), tables as lines and tabs, a picture as its alt text in brackets. Links read as on
/// Mastodon: spans of class "invisible" are left out, "ellipsis" ends in "…".
/// Contents of script, style, template, noscript, svg, math, iframe and title are dropped.
/// Bounds: 1 MiB, 64 levels, 20,000 tags, then those of textbounds; what is beyond is cut and `shortened` set. Links
/// beyond 2,000 are plain text.
/// UTF-8; wrong bytes become U+FFFD. Any thread.
PlainText plainFromHtml(QByteArrayView html);
PlainText plainFromHtml(QStringView html);

} // namespace wheelhouse
