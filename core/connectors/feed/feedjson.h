#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/connectors/feed/feed.h"

#include <QByteArrayView>

namespace wheelhouse {

/// JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1). An item that is wrong is left out and said; the others stay. Fails
/// as Malformed where it is no JSON or no feed.
Result<Feed> readJsonFeed(QByteArrayView utf8, const FeedSource &source);

/// The channel of an RSS feed whose elements are written as JSON (github.com/scripting/Scripting-News, rss-in-json).
Feed readRssInJson(const Json &channel, const FeedSource &source);

} // namespace wheelhouse
