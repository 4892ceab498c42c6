#include "ui/shell/statusmark.h"

#include "ui/kit/canvas.h"
#include "ui/kit/label.h"

#include <QPainter>

namespace wheelhouse {

StatusMark::StatusMark(const Look &look, const QString &icon, Tint tint, QWidget *parent)
    : QAbstractButton(parent)
    , m_look(look)
    , m_icon(icon)
    , m_tint(tint)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    connect(&look, &Look::changed, this, [this] { updateGeometry(); });
    hide();
}

void StatusMark::setWords(const QString &words)
{
    if (words == text())
        return;
    setText(words);
    setAccessibleName(words);
    setToolTip(plainTip(words));
    setVisible(!words.isEmpty());
    updateGeometry();
}

int StatusMark::glyph() const
{
    return m_look.scaled(16);
}

QSize StatusMark::sizeHint() const
{
    return { glyph() + space::grid + Canvas::textWidth(text(), m_look.font(Type::Tiny, QFont::DemiBold)) + 2,
        m_look.scaled(24) };
}

QSize StatusMark::minimumSizeHint() const
{
    return { std::min(sizeHint().width(), m_look.scaled(120)), sizeHint().height() };
}

void StatusMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const QColor ink = m_look.theme().hue(m_tint).text;
    canvas.icon(QRect(0, (height() - glyph()) / 2, glyph(), glyph()), m_icon, ink);
    canvas.text(rect().adjusted(glyph() + space::grid, 0, 0, 0), text(), m_look.font(Type::Tiny, QFont::DemiBold), ink);
}

} // namespace wheelhouse
