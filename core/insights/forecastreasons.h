#pragma once

#include "core/insights/forecast.h"

namespace wheelhouse {

/// What sets \a asked apart from others of \a comparable, where it made a difference here: three at most, the
/// weightiest first (by Welch's t of log(1 + replies); below 1.5 it is taken for chance and not said).
[[nodiscard]] QList<ForecastReason> reasonsFor(const PostTraits &asked, const QList<PastPost> &comparable);

} // namespace wheelhouse
