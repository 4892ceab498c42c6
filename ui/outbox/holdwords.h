#pragma once

#include "core/publishing/outboxbook.h"

/// What is said of holds.
namespace wheelhouse::holdwords {

/// "Everything is held since Mon 12 Oct, 10:20 by Ines Okafor: “Recall”."
[[nodiscard]] QString stands(const Hold &hold);
/// How many wait under it.
[[nodiscard]] QString waiting(int held);
/// For the status line: "5 posts held for Stillwater"; empty: nothing is held.
[[nodiscard]] QString inShort(const HoldFigures &figures);

} // namespace wheelhouse::holdwords
