#pragma once

#include "core/base/walltime.h"

namespace wheelhouse {

// What the parts of CalendarDesk share.

inline constexpr QLatin1String postsKey("posts"); ///< of what a step did, in its operation
inline constexpr int titleShown = 40; ///< letters of a post's name in a sentence

/// "Mon 19 October, 09:00", in the person's language.
[[nodiscard]] QString placeText(const WallTime &at);

} // namespace wheelhouse
