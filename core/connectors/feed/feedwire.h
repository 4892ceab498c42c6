#pragma once

#include "core/base/result.h"
#include "core/connectors/feed/feed.h"

#include <QByteArrayView>

namespace wheelhouse {

/// What one feed may cost; what is beyond is left out and said in Feed::problems.
namespace feedbounds {
inline constexpr qsizetype bytes = 16 * 1024 * 1024; ///< of one answer; more is refused
inline constexpr int depth = 200; ///< levels of XML elements; deeper ones are read as if they stood at that level
inline constexpr int entries = 5'000;
inline constexpr qsizetype text = 2 * 1024 * 1024; ///< UTF-16 units of one field
inline constexpr int attachments = 50; ///< of one entry
} // namespace feedbounds

/// Reads RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, CDF and JSON Feed. XML that is broken still gives what it holds; a
/// document type is never obeyed: what it declares is neither read nor fetched. Nothing here knows a network.
/// Fails as Malformed where there is no feed in the bytes, as Refused beyond feedbounds::bytes. Any thread; linear in
/// the bytes.
Result<Feed> parseFeed(QByteArrayView bytes, const FeedSource &source);

/// The entries as they arrive in the inbox. \a feedName names the feed for ever (its address when it was added), so
/// that it stays the same when the feed moves. An entry's name is the feed and its id; without one its link; without
/// both a digest of its title and date, else of its words. Two entries of one name: the later in date counts.
QList<Arrival> toArrivals(const Feed &feed, const QString &feedName);

/// The feed's title on one line without markup; empty: it has none.
QString plainTitle(const Feed &feed);

} // namespace wheelhouse
