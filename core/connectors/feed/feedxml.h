#pragma once

#include "core/base/result.h"
#include "core/connectors/feed/feed.h"

#include <QStringView>

namespace wheelhouse {

/// The feed in \a xml, broken or not; RSS, RDF, Atom and CDF. Fails as Malformed where no feed begins.
Result<Feed> readXmlFeed(QStringView xml, const FeedSource &source);

} // namespace wheelhouse
