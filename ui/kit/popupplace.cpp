#include "ui/kit/popupplace.h"

#include <algorithm>

namespace wheelhouse {

QPoint popupPlace(const QRect &anchor, const QSize &size, const QRect &screen, int gap, bool alignRight)
{
    const int wanted = alignRight ? anchor.right() + 1 - size.width() : anchor.left();
    const int x = std::max(screen.left(), std::min(wanted, screen.right() + 1 - size.width()));
    const int below = anchor.bottom() + 1 + gap;
    const int above = anchor.top() - gap - size.height();
    const int lowest = screen.bottom() + 1 - size.height();
    const int y = below <= lowest ? below : above >= screen.top() ? std::min(above, lowest) : lowest;
    return { x, std::max(screen.top(), y) };
}

} // namespace wheelhouse
