#pragma once

#include "core/networks/accountbook.h"
#include "ui/kit/theme.h"

namespace wheelhouse {

/// How an outpost's standing is drawn: a glyph and its tint. Words say the same beside it, always.
struct StandingLook {
    QString icon; ///< a name Icons knows
    Tint tint = Tint::Plain;
    bool isWorthSaying = false; ///< it is not simply fine
};
[[nodiscard]] StandingLook lookOf(const Account &account);

} // namespace wheelhouse
