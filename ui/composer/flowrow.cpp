#include "ui/composer/flowrow.h"

#include <QStyle>
#include <QWidget>

namespace wheelhouse {

FlowRow::FlowRow(int gap)
    : m_gap(gap)
{
}

FlowRow::~FlowRow()
{
    qDeleteAll(m_items);
}

QLayoutItem *FlowRow::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QSize FlowRow::sizeHint() const
{
    QSize size;
    for (const QLayoutItem *each : m_items) {
        size.setHeight(qMax(size.height(), each->sizeHint().height()));
        size.rwidth() += each->sizeHint().width() + m_gap;
    }
    return size;
}

QSize FlowRow::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *each : m_items)
        size = size.expandedTo(each->minimumSize());
    return size;
}

void FlowRow::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    place(rect, true);
}

int FlowRow::place(const QRect &rect, bool isReal) const
{
    int x = 0;
    int y = 0;
    int line = 0;
    const auto direction = parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    for (QLayoutItem *each : m_items) {
        const QSize size(qMin(each->sizeHint().width(), rect.width()), each->sizeHint().height());
        if (x > 0 && x + size.width() > rect.width()) {
            x = 0;
            y += line + m_gap;
            line = 0;
        }
        if (isReal)
            each->setGeometry(QStyle::visualRect(direction, rect, QRect(rect.topLeft() + QPoint(x, y), size)));
        x += size.width() + m_gap;
        line = qMax(line, size.height());
    }
    return y + line;
}

} // namespace wheelhouse
