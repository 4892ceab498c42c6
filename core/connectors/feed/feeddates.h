#pragma once

#include "core/connectors/feed/feed.h"

#include <QStringView>

namespace wheelhouse {

/// Reads a moment as feeds really write it: RFC 822 and its successors with zones by name, years of two digits, full
/// and foreign names of months, weekdays wrong or missing; W3C-DTF and ISO 8601 with parts left out; asctime; 24:00 and
/// the 60th second; Korean, Japanese, Greek and Hungarian forms. A missing zone is UTC. Where something had to be
/// guessed it is doubtful; what cannot be read is no moment at all, never "now".
FeedDate readFeedDate(QStringView written);

} // namespace wheelhouse
