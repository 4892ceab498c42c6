#include "ui/kit/canvas.h"

#include "ui/kit/calmfont.h"
#include "ui/kit/icons.h"
#include "ui/kit/textfit.h"

#include <QCryptographicHash>
#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QTextBoundaryFinder>
#include <QTextLayout>

#include <algorithm>
#include <array>

namespace wheelhouse {
namespace {

constexpr int longestDrawn = 600; // letters; a row is never wider, and shaping a whole essay is slow
constexpr int unbounded = 1 << 20; // px; QFixed holds no more than 2^25

QColor avatarInk(const Theme &theme, Tint tint)
{
    return tint == Tint::Plain ? theme.text2 : theme.hue(tint).text;
}

QColor avatarGround(const Theme &theme, Tint tint)
{
    return tint == Tint::Plain ? theme.selectedIdle : theme.hue(tint).ground;
}

QRect atSide(const QRect &room, int width, int height, Canvas::Side side)
{
    const int w = qMin(width, room.width());
    const int x = side == Canvas::Side::Leading ? room.left() : room.right() - w + 1;
    return { x, room.top() + (room.height() - height) / 2, w, height };
}

/// 11 px in the rows' 30, more in the contact card's 40, never under 9.5 (DESIGN 3).
double initialsSize(double circle)
{
    return circle >= 36 ? 13 : circle >= 28 ? 11 : circle >= 20 ? 10.5 : 9.5;
}

/// Lays \a words out in lines of \a width; the lines stand at multiples of the type's line height.
int layLines(QTextLayout &layout, const QString &words, int width, int lineHeight, Qt::Alignment side = Qt::AlignLeft)
{
    QTextOption option(side | Qt::AlignAbsolute);
    option.setTextDirection(words.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    int lines = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, lines * lineHeight + (lineHeight - line.height()) / 2));
        ++lines;
    }
    layout.endLayout();
    return qMax(1, lines) * lineHeight;
}

/// \a words without what would begin another line, or jump.
QString oneLine(QString words)
{
    const auto breaks = [](QChar c) {
        return c == u'\n' || c == u'\r' || c == u'\t' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
    };
    if (std::any_of(words.cbegin(), words.cend(), breaks))
        std::replace_if(words.begin(), words.end(), breaks, u' ');
    return words;
}

int capWidth(const QString &cap, const QFont &font, const Look &look)
{
    return qMax(look.scaled(17), Canvas::textWidth(cap, font) + look.scaled(10));
}

} // namespace

Canvas::Canvas(QPainter &painter, const Look &look, Qt::LayoutDirection direction, const QRect &bounds)
    : m_painter(painter)
    , m_look(look)
    , m_direction(direction)
    , m_bounds(bounds)
{
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
}

Canvas::~Canvas()
{
    m_painter.restore();
}

QRect Canvas::placed(const QRect &rect) const
{
    return QStyle::visualRect(m_direction, m_bounds, rect);
}

void Canvas::fill(const QRect &rect, const QColor &colour, int radius)
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    if (radius == 0)
        m_painter.fillRect(placed(rect), colour);
    else
        m_painter.drawRoundedRect(placed(rect), radius, radius);
}

void Canvas::frame(const QRect &rect, const QColor &colour, int radius, Qt::PenStyle style)
{
    m_painter.setPen(QPen(colour, 1, style));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRoundedRect(QRectF(placed(rect)).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void Canvas::hairline(const QRect &rect, const QColor &colour)
{
    QPen pen(colour, 1);
    pen.setCosmetic(true);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(pen);
    const QRect r = placed(rect);
    m_painter.drawLine(r.bottomLeft(), r.bottomRight());
    m_painter.setRenderHint(QPainter::Antialiasing);
}

void Canvas::selectionBar(const QRect &row)
{
    fill(QRect(row.left(), row.top(), 3, row.height()), theme().bar);
}

void Canvas::selectionGround(const QRect &row, bool selected, bool paneHasFocus)
{
    if (!selected)
        return;
    fill(row, paneHasFocus ? theme().selected : theme().selectedIdle);
    selectionBar(row);
}

void Canvas::unreadDot(const QPoint &centre)
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(theme().bar);
    m_painter.drawEllipse(QRectF(placed(QRect(centre.x() - 3, centre.y() - 3, 6, 6))));
}

void Canvas::focusRing(const QRect &rect, int radius)
{
    m_painter.setPen(QPen(theme().accent.text, 2));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRoundedRect(QRectF(placed(rect)).adjusted(-1, -1, 1, 1), radius, radius);
}

int Canvas::textWidth(const QString &words, const QFont &font)
{
    return fitText(words.left(longestDrawn), font, unbounded).width();
}

int Canvas::text(const QRect &rect, const QString &words, const QFont &font, const QColor &colour, Side side)
{
    if (rect.width() <= 0 || words.isEmpty())
        return 0;
    const FittedText &fitted = fitText(oneLine(words.left(longestDrawn)), font, rect.width());
    m_painter.setPen(colour);
    fitted.draw(m_painter, placed(rect), (side == Side::Leading) == (m_direction == Qt::LeftToRight));
    return fitted.width();
}

int Canvas::paragraphHeight(const Look &look, const QString &words, Type type, int width)
{
    QTextLayout layout(words, calmFont(look.font(type), words));
    return layLines(layout, words, qMax(1, width), look.lineHeight(type));
}

int Canvas::paragraph(const QRect &rect, const QString &words, Type type, const QColor &colour)
{
    QTextLayout layout(words, calmFont(m_look.font(type), words));
    const Qt::Alignment side = m_direction == Qt::LeftToRight ? Qt::AlignLeft : Qt::AlignRight;
    const int height = layLines(layout, words, qMax(1, rect.width()), m_look.lineHeight(type), side);
    m_painter.setPen(colour);
    layout.draw(&m_painter, QPointF(placed(rect).topLeft()));
    return height;
}

int Canvas::digitsWidth(const QString &figures, const QFont &font)
{
    const QFontMetrics metrics(font);
    const int zero = metrics.horizontalAdvance(QLatin1Char('0'));
    int width = 0;
    for (const QChar c : figures)
        width += c.isDigit() ? zero : metrics.horizontalAdvance(c);
    return width;
}

int Canvas::digits(const QRect &rect, const QString &figures, const QFont &font, const QColor &colour)
{
    const QFontMetrics metrics(font);
    const int zero = metrics.horizontalAdvance(QLatin1Char('0'));
    const int width = digitsWidth(figures, font);
    const QRect room = placed(atSide(rect, width, rect.height(), Side::Trailing));
    const int baseline = room.top() + (room.height() + metrics.ascent() - metrics.descent()) / 2;
    m_painter.setFont(font);
    m_painter.setPen(colour);
    m_painter.setLayoutDirection(Qt::LeftToRight);
    int x = room.left(); // figures are read from the left in every script we serve
    for (const QChar c : figures) {
        const int own = metrics.horizontalAdvance(c);
        const int advance = c.isDigit() ? zero : own;
        m_painter.drawText(QPointF(x + (advance - own) / 2.0, baseline), QString(c));
        x += advance;
    }
    return width;
}

void Canvas::icon(const QRect &rect, const QString &name, const QColor &colour)
{
    const int side = qMin(rect.width(), rect.height());
    const QPixmap picture = Icons::pixmap(name, colour, side, m_painter.device()->devicePixelRatioF(), m_direction);
    const QRect r = placed(rect);
    m_painter.drawPixmap(QPoint(r.left() + (r.width() - side) / 2, r.top() + (r.height() - side) / 2), picture);
}

int Canvas::chipWidth(const QString &words) const
{
    return textWidth(words, m_look.font(Type::Tiny, QFont::Medium)) + 2 * m_look.scaled(6) + 2;
}

QRect Canvas::chip(const QRect &room, const QString &words, Tint tint, Side side)
{
    const QRect rect = atSide(room, chipWidth(words), m_look.scaled(18), side);
    const Hue hue = theme().hue(tint);
    fill(rect, hue.ground, 3);
    if (tint == Tint::Plain)
        frame(rect, theme().line, 3);
    const int padding = m_look.scaled(6);
    text(rect.adjusted(padding, 0, -padding, 0), words, m_look.font(Type::Tiny, QFont::Medium), hue.text);
    return rect;
}

int Canvas::keycapsWidth(const QStringList &caps) const
{
    const QFont font = m_look.font(Type::Tiny, QFont::Medium);
    int width = 0;
    for (const QString &cap : caps)
        width += capWidth(cap, font, m_look) + (width > 0 ? space::grid : 0);
    return width;
}

QRect Canvas::keycaps(const QRect &room, const QStringList &caps, Side side)
{
    const QFont font = m_look.font(Type::Tiny, QFont::Medium);
    const QRect all = atSide(room, keycapsWidth(caps), m_look.scaled(17), side);
    int x = all.left();
    for (const QString &cap : caps) {
        const QRect rect(x, all.top(), capWidth(cap, font, m_look), all.height());
        fill(rect, theme().base, 3);
        frame(rect, theme().line, 3);
        hairline(rect.adjusted(2, 0, -2, 0), theme().outline);
        const int inset = (rect.width() - textWidth(cap, font)) / 2;
        text(rect.adjusted(inset, 0, 0, 0), cap, font, theme().text2);
        x += rect.width() + space::grid;
    }
    return all;
}

void Canvas::avatar(const QRect &circle, const QString &name, const QString &badgeIcon)
{
    const Tint tint = tintOf(name);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(avatarGround(theme(), tint));
    m_painter.drawEllipse(placed(circle));
    const int side = m_look.scaled(17);
    const QRect badge(
        circle.right() + 1 + m_look.scaled(5) - side, circle.bottom() + 1 + m_look.scaled(4) - side, side, side);
    QFont font = m_look.font(Type::Tiny, QFont::DemiBold);
    font.setPixelSize(qMax(7, m_look.scaled(initialsSize(circle.height() * 100.0 / m_look.scaled(100)))));
    m_painter.setFont(font);
    m_painter.setPen(avatarInk(theme(), tint));
    // Drawn by the height of its capitals, and lifted clear of the badge: "GL" would lose the foot of its L.
    const QFontMetrics metrics(font);
    int baseline = circle.top() + (circle.height() + metrics.capHeight()) / 2;
    if (!badgeIcon.isEmpty())
        baseline = qMin(baseline, badge.top());
    const QRect middle = placed(circle);
    const QString letters = initials(name);
    m_painter.drawText(
        QPointF(middle.left() + (middle.width() - metrics.horizontalAdvance(letters)) / 2.0, baseline), letters);
    if (badgeIcon.isEmpty())
        return;
    fill(badge, theme().base, 4);
    frame(badge, theme().line, 4);
    icon(badge.adjusted(2, 2, -2, -2), badgeIcon, theme().text2);
}

void Canvas::emptyAvatar(const QRect &circle)
{
    m_painter.setPen(QPen(theme().outline, 1, Qt::DashLine));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawEllipse(QRectF(placed(circle)).adjusted(0.5, 0.5, -0.5, -0.5));
}

void Canvas::checkBox(const QRect &room, bool checked)
{
    const int side = m_look.scaled(15);
    const QRect box(room.left() + (room.width() - side) / 2, room.top() + (room.height() - side) / 2, side, side);
    fill(box, checked ? theme().accent.fill : theme().base, 3);
    frame(box, checked ? theme().accent.fill : theme().outline, 3);
    if (!checked)
        return;
    const QRectF r = placed(box); // a tick is not mirrored
    m_painter.setPen(QPen(theme().onFill, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.drawPolyline(QPolygonF { r.topLeft() + QPointF(0.24, 0.52) * side,
        r.topLeft() + QPointF(0.44, 0.72) * side, r.topLeft() + QPointF(0.78, 0.30) * side });
}

void Canvas::influence(const QRect &room, int of4)
{
    const double unit = m_look.scaled(12) / 12.0;
    const QRectF r = placed(atSide(room, qRound(15 * unit), qRound(12 * unit), Side::Leading));
    for (int bar = 0; bar < 4; ++bar) {
        const double height = 3 * (bar + 1) * unit;
        const int slot = m_direction == Qt::RightToLeft ? 3 - bar : bar;
        const QRectF rect(r.left() + 4 * slot * unit, r.bottom() - height, 3 * unit, height);
        if (bar < of4) {
            m_painter.fillRect(rect, theme().text2);
        } else {
            m_painter.setPen(QPen(theme().outline, 0.6));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRect(rect.adjusted(0.3, 0.3, -0.3, -0.3));
        }
    }
}

void Canvas::promise(const QRect &circle, double left, const QColor &colour)
{
    const QRectF r = placed(circle); // a clock is not mirrored
    const double unit = r.width() / 16.0;
    m_painter.setPen(QPen(colour, 1.4 * unit));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawEllipse(r.center(), 6.2 * unit, 6.2 * unit);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(colour);
    const QRectF pie(r.center() - QPointF(5, 5) * unit, QSizeF(10, 10) * unit);
    m_painter.drawPie(pie, 90 * 16, -qRound(qBound(0.0, left, 1.0) * 360 * 16));
}

QString initials(const QString &name)
{
    QString letters;
    const QStringList words = name.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        QString bare = word;
        while (!bare.isEmpty() && !bare.at(0).isLetterOrNumber() && !bare.at(0).isSurrogate())
            bare.remove(0, 1);
        QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, bare);
        const auto end = finder.toNextBoundary();
        if (end <= 0)
            continue;
        const QString first = bare.left(end).toUpper();
        if (letters.isEmpty() || &word == &words.constLast())
            letters += first;
    }
    return letters.isEmpty() ? QStringLiteral("?") : letters;
}

Tint tintOf(const QString &name)
{
    constexpr std::array tints { Tint::Accent, Tint::Violet, Tint::Amber, Tint::Green, Tint::Blue, Tint::Plain };
    const QByteArray digest = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Md5);
    return tints.at(static_cast<unsigned char>(digest.at(0)) % tints.size());
}

} // namespace wheelhouse
