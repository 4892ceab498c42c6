#include "ui/inbox/chiprow.h"

#include "ui/kit/canvas.h"
#include "ui/kit/look.h"

#include <QPainter>
#include <QStringList>

namespace wheelhouse {

ChipRow::ChipRow(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
    connect(&look, &Look::changed, this, [this] { updateGeometry(); });
}

void ChipRow::setChips(const QList<Chip> &chips)
{
    if (chips == m_chips)
        return;
    m_chips = chips;
    QStringList words;
    for (const Chip &chip : chips)
        words.append(chip.words);
    setAccessibleName(tr("Labels: %1").arg(words.join(QStringLiteral(", "))));
    setVisible(!chips.isEmpty());
    updateGeometry();
    update();
}

int ChipRow::lineHeight() const
{
    return m_look.scaled(24);
}

int ChipRow::widthOf(const Chip &chip) const
{
    QPixmap none(1, 1);
    QPainter painter(&none);
    return Canvas(painter, m_look, Qt::LeftToRight, rect()).chipWidth(chip.words);
}

int ChipRow::heightForWidth(int width) const
{
    int lines = 1;
    int used = 0;
    for (const Chip &chip : m_chips) {
        const int wide = std::min(width, widthOf(chip));
        if (used > 0 && used + wide > width) {
            ++lines;
            used = 0;
        }
        used += wide + space::tightGap;
    }
    return m_chips.isEmpty() ? 0 : lines * lineHeight();
}

QSize ChipRow::sizeHint() const
{
    return { m_look.scaled(160), heightForWidth(std::max(width(), m_look.scaled(160))) };
}

void ChipRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    int left = 0;
    int top = 0;
    for (const Chip &chip : std::as_const(m_chips)) {
        const int wide = std::min(width(), canvas.chipWidth(chip.words));
        if (left > 0 && left + wide > width()) {
            left = 0;
            top += lineHeight();
        }
        canvas.chip(QRect(left, top, wide, lineHeight()), chip.words, chip.tint);
        left += wide + space::tightGap;
    }
}

} // namespace wheelhouse
