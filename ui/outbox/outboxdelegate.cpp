#include "ui/outbox/outboxdelegate.h"

#include "ui/kit/icons.h"
#include "ui/outbox/outboxwords.h"

#include <QLocale>

namespace wheelhouse {

namespace {

constexpr int edge = 14; // px, as in the inbox
constexpr int titleHeight = 26;
constexpr int glyphSide = 16;

} // namespace

OutboxDelegate::OutboxDelegate(const OutboxModel &model, const Look &look, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_look(look)
{
}

QSize OutboxDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool isRow = m_model.row(index) != nullptr;
    const int twoLines = m_look.lineHeight(Type::Body) + m_look.lineHeight(Type::Small) + 2 * space::gap;
    return { 100, isRow ? (m_look.isTight() ? twoLines - space::gap : twoLines) : m_look.scaled(titleHeight) };
}

void OutboxDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Canvas canvas(*painter, m_look, option.direction, option.rect);
    const QRect &place = option.rect;
    if (index.data(OutboxModel::LineRole).toInt() == int(OutboxModel::Line::Title))
        return paintTitle(canvas, place, index);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    canvas.selectionGround(place, isSelected, option.widget && option.widget->hasFocus());
    canvas.hairline(place, m_look.theme().rowLine);
    const OutboxRow *row = m_model.row(index);
    if (row == nullptr)
        paintMore(canvas, place, index.data(Qt::DisplayRole).toString());
    else
        paintRow(canvas, place, *row);
    if (option.state.testFlag(QStyle::State_HasFocus) && !isSelected)
        canvas.focusRing(place.adjusted(3, 3, -3, -3));
}

void OutboxDelegate::paintTitle(Canvas &canvas, const QRect &place, const QModelIndex &index) const
{
    const Theme &theme = m_look.theme();
    canvas.fill(place, theme.alternate);
    canvas.hairline(place, theme.line);
    QRect room = place.adjusted(edge, 0, -edge, 0);
    room.setLeft(room.left()
        + canvas.text(
            room, index.data(Qt::DisplayRole).toString(), m_look.font(Type::Small, QFont::DemiBold), theme.text)
        + space::gap);
    const auto group = OutboxGroup(index.data(OutboxModel::GroupRole).toInt());
    if (group != OutboxGroup::Lately)
        canvas.text(room, QLocale().toString(index.data(OutboxModel::CountRole).toInt()), m_look.font(Type::Small),
            theme.text3);
}

void OutboxDelegate::paintMore(Canvas &canvas, const QRect &place, const QString &words) const
{
    const QRect room = place.adjusted(edge + m_look.scaled(glyphSide) + space::gap, 0, -edge, 0);
    canvas.text(room, words, m_look.font(Type::Small, QFont::Medium), m_look.theme().accent.text);
}

void OutboxDelegate::paintRow(Canvas &canvas, const QRect &place, const OutboxRow &row) const
{
    const int side = m_look.scaled(glyphSide);
    const auto mark = outboxwords::markOf(row);
    QRect room = place.adjusted(edge, 0, -edge, 0);
    const int upper = m_look.lineHeight(Type::Body);
    const int lower = m_look.lineHeight(Type::Small);
    const int top = place.top() + (place.height() - upper - lower) / 2;
    const QColor ink = mark.tint == Tint::Plain ? m_look.theme().text3 : m_look.theme().hue(mark.tint).text;
    canvas.icon(QRect(room.left(), top + (upper - side) / 2, side, side), mark.icon, ink);
    room.setLeft(room.left() + side + space::gap);
    paintUpper(canvas, QRect(room.left(), top, room.width(), upper), row);
    paintLower(canvas, QRect(room.left(), top + upper, room.width(), lower), row);
}

void OutboxDelegate::paintUpper(Canvas &canvas, QRect line, const OutboxRow &row) const
{
    const Theme &theme = m_look.theme();
    const int side = m_look.scaled(glyphSide);
    const int due =
        canvas.text(line, outboxwords::dueWords(row), m_look.font(Type::Small), theme.text2, Canvas::Side::Trailing);
    line.setRight(line.right() - due - space::card);
    canvas.icon(QRect(line.left(), line.center().y() - side / 2, side, side),
        Icons::networkName(networkWord(row.delivery.channel.network)), theme.text2);
    line.setLeft(line.left() + side + space::tightGap);
    const QString words =
        row.delivery.words.isEmpty() ? OutboxModel::tr("No words, pictures only") : row.delivery.words;
    canvas.text(line, words, m_look.font(Type::Body, QFont::DemiBold), theme.text);
}

void OutboxDelegate::paintLower(Canvas &canvas, QRect line, const OutboxRow &row) const
{
    const Theme &theme = m_look.theme();
    const QDateTime now = m_model.now();
    const QFont font = m_look.font(Type::Small);
    const QString next = outboxwords::tellTime(row, now);
    const int used = canvas.text(line, next, font, theme.text2, Canvas::Side::Trailing);
    line.setRight(line.right() - used - space::card);
    const QRect third(
        line.left(), line.top(), line.width() / 3, line.height()); // a long name leaves room for the state
    const int name = canvas.text(third, row.delivery.channel.name, font, theme.text3);
    line.setLeft(line.left() + name + space::gap);
    const auto mark = outboxwords::markOf(row);
    const bool isQuiet = mark.tint == Tint::Plain || mark.tint == Tint::Green;
    canvas.text(line, outboxwords::stands(row, now), font, isQuiet ? theme.text2 : theme.hue(mark.tint).text);
}

} // namespace wheelhouse
