#pragma once

#include "core/base/json.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace wheelhouse::bluesky {

/// A stretch of a text that is more than letters, as the AT Protocol counts it.
struct Facet {
    enum class Kind { Link, Mention, Tag };
    qsizetype start = 0; ///< bytes of the text in UTF-8
    qsizetype end = 0; ///< the byte behind it
    Kind kind = Kind::Link;
    QString target; ///< Link: the address; Tag: the tag without its first "#"; Mention: a handle when found, a DID when
                    ///< read
    friend bool operator==(const Facet &, const Facet &) = default;
};

/// What of a text that is to be sent are links, mentions and tags, by start. A bare host counts as a link (https)
/// unless its last part is one that files have. A mention's handle is still to be turned into a DID; one that is
/// nobody's stays plain text.
[[nodiscard]] QList<Facet> findFacets(const QString &text);

/// The facets of a record that can be drawn on \a text (UTF-8), by start. Left out are those that lie outside, are
/// empty, split a letter, overlap an earlier one or are of a kind that we do not know; the text stays.
[[nodiscard]] QList<Facet> readFacets(const Json &facets, const QByteArray &text);

/// \a text (UTF-8) as HTML with those facets as anchors: mentions and tags lead to their pages on bsky.app.
[[nodiscard]] QString htmlOf(const QByteArray &text, const QList<Facet> &facets);

} // namespace wheelhouse::bluesky
