#pragma once

#include <QRect>

namespace wheelhouse {

/// Where a small window of \a size that belongs to \a anchor opens: \a gap px below it where there is room, else above
/// it, and always within \a screen as far as it is no larger than that. All in px of the screen. \a alignRight: their
/// right edges meet, not their left ones.
[[nodiscard]] QPoint popupPlace(
    const QRect &anchor, const QSize &size, const QRect &screen, int gap, bool alignRight = false);

} // namespace wheelhouse
