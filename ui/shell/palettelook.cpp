#include "ui/shell/palettelook.h"

#include "ui/kit/canvas.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTextLayout>

namespace wheelhouse {

namespace {

/// The text with the letters that were typed underlined.
void paintFit(QPainter &painter, const Look &look, const QRect &room, const QModelIndex &index, const QFont &font)
{
    QTextLayout layout(index.data().toString(), font);
    QList<QTextLayout::FormatRange> marks;
    for (const QVariant &place : index.data(PlacesRole).toList()) {
        QTextCharFormat format;
        format.setFontUnderline(true);
        marks.append({ place.toInt(), 1, format });
    }
    layout.setFormats(marks);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(index.data().toString().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(room.width());
    layout.endLayout();
    painter.setPen(look.theme().text);
    layout.draw(&painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2));
}

} // namespace

PaletteRows::PaletteRows(const Look &look, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_look(look)
{
}

QSize PaletteRows::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return { 100, m_look.scaled(index.data(HeaderRole).toBool() ? 28 : 34) };
}

void PaletteRows::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Canvas canvas(*painter, m_look, option.direction, option.rect);
    const QRect room = option.rect.adjusted(space::pane, 0, -space::pane, 0);
    if (index.data(HeaderRole).toBool()) {
        canvas.text(room.adjusted(0, 8, 0, 0), index.data().toString(), m_look.font(Type::Tiny, QFont::DemiBold),
            m_look.theme().text3);
        return;
    }
    canvas.selectionGround(option.rect, option.state.testFlag(QStyle::State_Selected), true);
    paintEntry(*painter, room, option, index);
}

void PaletteRows::paintEntry(
    QPainter &painter, QRect room, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Canvas canvas(painter, m_look, option.direction, option.rect);
    const QString person = index.data(AvatarRole).toString();
    const int side = m_look.scaled(person.isEmpty() ? 16 : 20);
    const QRect glyph(room.left(), room.top() + (room.height() - side) / 2, side, side);
    if (person.isEmpty())
        canvas.icon(glyph, index.data(IconRole).toString(), m_look.theme().text);
    else
        canvas.avatar(glyph, person);
    room.setLeft(room.left() + m_look.scaled(26));
    const QStringList caps = index.data(CapsRole).toStringList();
    if (!caps.isEmpty())
        room.setRight(canvas.keycaps(room, caps, Canvas::Side::Trailing).left() - space::gap);
    const bool current = option.state.testFlag(QStyle::State_Selected);
    const QFont font = m_look.font(Type::Body, current ? QFont::DemiBold : QFont::Normal);
    const int width = qMin(room.width(), Canvas::textWidth(index.data().toString(), font) + 2);
    painter.setClipRect(option.rect);
    paintFit(painter, m_look, canvas.placed(QRect(room.left(), room.top(), width, room.height())), index, font);
    canvas.text(room.adjusted(width + 10, 0, 0, 0), index.data(DetailRole).toString(), m_look.font(Type::Small),
        m_look.theme().text3);
}

PaletteSubject::PaletteSubject(const Look &look)
    : m_look(look)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
}

QSize PaletteSubject::sizeHint() const
{
    return { Canvas::textWidth(accessibleName(), m_look.font(Type::Tiny)) + 2 * m_look.scaled(6) + 2,
        m_look.scaled(18) };
}

void PaletteSubject::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas(painter, m_look, layoutDirection(), rect()).chip(rect(), accessibleName(), Tint::Accent);
}

PaletteStrip::PaletteStrip(const Look &look, bool foot, int height)
    : m_look(look)
    , m_isFoot(foot)
{
    setFixedHeight(look.scaled(height));
    connect(&look, &Look::changed, this, [this, height] { setFixedHeight(m_look.scaled(height)); });
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::pane, 0, space::pane, 0);
    row->setSpacing(m_isFoot ? space::pane : space::gap);
}

void PaletteStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    if (m_isFoot)
        canvas.fill(rect(), m_look.theme().alternate, space::dialogRadius);
    canvas.fill(QRect(0, m_isFoot ? 0 : height() - 1, width(), 1), m_look.theme().line);
}

} // namespace wheelhouse
