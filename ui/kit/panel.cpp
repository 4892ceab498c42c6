#include "ui/kit/panel.h"

namespace wheelhouse {

void Panel::setBadge(int count)
{
    if (count == m_badge)
        return;
    m_badge = count;
    emit badgeChanged(count);
}

} // namespace wheelhouse
