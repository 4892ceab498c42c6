#pragma once

#include "core/base/result.h"
#include "core/networks/gesture.h"

#include <QString>

namespace wheelhouse::gesturewords {

/// The verb alone, for a sentence that goes on.
[[nodiscard]] QString verb(Gesture::Kind kind);
/// "Liked: %1", what is said when it is wished; of several with their number.
[[nodiscard]] QString wished(Gesture::Kind kind, const QString &snippet, int count);
[[nodiscard]] QString takenBack(Gesture::Kind kind, int count);
/// Why nothing was wished.
[[nodiscard]] Error notThere();
[[nodiscard]] Error needsWords();
/// Why a report was not sent again.
[[nodiscard]] QString reportUnsure();
/// Why it is not tried any more. \a reason what the last try said.
[[nodiscard]] QString givenUp(const QString &reason);

} // namespace wheelhouse::gesturewords
