#include "ui/kit/leadlabel.h"

#include <QPainter>
#include <QTextLayout>
#include <QtMath>

namespace wheelhouse {

void LeadLabel::setWords(const QString &lead, const QString &words)
{
    m_lead = int(lead.size());
    setText(lead.isEmpty() ? words : lead + QLatin1Char(' ') + words);
}

/// Gives the height, px.
int LeadLabel::layOut(QTextLayout &layout, int width) const
{
    QTextOption option;
    option.setTextDirection(layoutDirection());
    option.setAlignment(layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    layout.setTextOption(option);
    QTextLayout::FormatRange lead;
    lead.start = 0; // Qt leaves it to chance
    lead.length = m_lead;
    lead.format.setFontWeight(QFont::DemiBold);
    layout.setFormats({ lead });
    double height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(qMax(1, width));
        line.setPosition({ 0, height });
        height += line.height();
    }
    layout.endLayout();
    return qCeil(height);
}

int LeadLabel::heightForWidth(int width) const
{
    if (m_lead == 0)
        return TextLabel::heightForWidth(width);
    QTextLayout layout(text(), font());
    return layOut(layout, width);
}

void LeadLabel::paintEvent(QPaintEvent *event)
{
    if (m_lead == 0)
        return TextLabel::paintEvent(event);
    QTextLayout layout(text(), font());
    const int height = layOut(layout, width());
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    layout.draw(&painter, QPointF(0, qMax(0, (this->height() - height) / 2)));
}

} // namespace wheelhouse
