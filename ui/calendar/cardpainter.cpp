#include "ui/calendar/cardpainter.h"

#include "ui/calendar/cardground.h"
#include "ui/kit/icons.h"

#include <QPainter>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr double glyph = 13;
constexpr double lineHeight = 15;
constexpr double faded = 0.45;
constexpr int groundRadius = 3;
constexpr int mostMarks = 3; // networks; more have no room beside the hour

QColor groundOf(const Theme &theme, const CardLook &look)
{
    switch (look.border) {
    case CardLook::Border::Tinted:
    case CardLook::Border::Alarm:
        return theme.hue(look.tint).ground;
    case CardLook::Border::None:
        return theme.alternate;
    default:
        return theme.base;
    }
}

QColor edgeOf(const Theme &theme, const CardLook &look)
{
    if (look.border == CardLook::Border::None)
        return Qt::transparent;
    if (look.border == CardLook::Border::Line && look.tint != Tint::Plain)
        return theme.hue(look.tint).text;
    return look.tint == Tint::Plain ? theme.outline : theme.hue(look.tint).fill;
}

void paintGround(Canvas &canvas, QPainter &painter, const QRect &rect, const CardLook &look, const CardPose &pose)
{
    const Theme &theme = canvas.theme();
    const QRect room = canvas.placed(rect);
    if (pose.isChosen || pose.isLanding) {
        canvas.fill(rect, pose.isLanding ? theme.accent.ground : groundOf(theme, look), groundRadius);
        if (look.border == CardLook::Border::Hatched && !pose.isLanding)
            paintStripes(painter, room, theme.violet.ground);
        painter.setPen(QPen(theme.accent.text, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(room).adjusted(1, 1, -1, -1), groundRadius, groundRadius);
    } else {
        paintCardGround(painter, room,
            { groundOf(theme, look).rgba(), edgeOf(theme, look).rgba(),
                look.border == CardLook::Border::Hatched ? theme.violet.ground.rgba() : QRgb(0),
                look.border == CardLook::Border::Dashed ? Qt::DashLine : Qt::SolidLine });
    }
    if (pose.isCurrent)
        canvas.focusRing(rect.adjusted(-1, -1, 1, 1), 4);
}

/// Networks, campaign and triangle from the trailing end, as far as they leave room down to \a leastLeft; gives where
/// they begin. The triangle comes before all else: it is drawn even where the title then gives way.
int paintMarks(Canvas &canvas, const QRect &line, const Card &card, const CalendarSight &sight, int leastLeft)
{
    const Look &look = canvas.look();
    const int side = look.scaled(glyph);
    const auto mark = sight.marks.constFind(keyOf(card));
    const bool isMarked = mark != sight.marks.cend();
    const Campaign *campaign = sight.campaign(card.campaign);
    const int gap = look.scaled(3);
    const int forClash = isMarked ? side + gap : 0;
    const int forCampaign = campaign ? look.scaled(14) + gap : 0;
    int right = line.right() + 1;
    const auto take = [&](int width) {
        right -= width;
        return QRect(right, line.top(), width, line.height());
    };
    QStringList drawn;
    for (auto target = card.targets.rbegin(); target != card.targets.rend() && drawn.size() < mostMarks; ++target) {
        const QString name = Icons::networkName(networkWord(target->channel.network));
        if (drawn.contains(name) || right - side - gap - forClash - forCampaign < leastLeft)
            continue;
        drawn.append(name);
        canvas.icon(take(side), name, canvas.theme().text2);
        right -= gap;
    }
    if (campaign && right - forCampaign - forClash >= leastLeft) {
        paintCampaign(canvas, take(look.scaled(14)), *campaign, Canvas::Side::Leading);
        right -= gap;
    }
    if (isMarked) {
        const bool mild = *mark == ClashMark::Mild;
        canvas.icon(take(side), mild ? QStringLiteral("data-warning") : QStringLiteral("post-clash"),
            mild ? canvas.theme().amber.text : canvas.theme().red.text);
        right -= gap;
    }
    return right;
}

/// The hour is whole or not there: "1…" would say another one, and where a card is as narrow its place tells the hour.
/// Only of the place behind it something may be cut off.
int widthOfHour(const Card &card, const QString &hour, const QFont &font, int room)
{
    const int whole = Canvas::textWidth(hour, font) + 2;
    if (whole <= room)
        return whole;
    const QString alone = card.hasHour() ? hourWords(card.at->time) : hour;
    return alone != hour && Canvas::textWidth(alone + QChar(0x2026), font) + 2 <= room ? room : 0;
}

QColor inkOfName(const Theme &theme, const Card &card)
{
    if (!card.hasName())
        return theme.text3;
    return card.state == CardState::Draft || card.state == CardState::Published ? theme.text2 : theme.text;
}

} // namespace

int paintCampaign(Canvas &canvas, const QRect &room, const Campaign &campaign, Canvas::Side side)
{
    const int width = canvas.look().scaled(14);
    const int left = side == Canvas::Side::Leading ? room.left() : room.right() + 1 - width;
    const QRect box(left, room.top() + (room.height() - width) / 2, width, width);
    const Hue hue = canvas.theme().hue(campaignTint(campaign.tint));
    canvas.fill(box, hue.ground, 2);
    QFont font = canvas.look().font(Type::Tiny, QFont::Bold);
    font.setPixelSize(canvas.look().scaled(9.5));
    const int inset = (width - Canvas::textWidth(campaign.letter, font)) / 2;
    canvas.text(box.adjusted(qMax(0, inset), 0, 2, 0), campaign.letter, font, hue.text);
    return width;
}

void paintCard(Canvas &canvas, QPainter &painter, const QRect &rect, const Card &card, const CalendarSight &sight,
    const CardPose &pose)
{
    const Look &look = canvas.look();
    const Theme &theme = canvas.theme();
    const CardLook own = cardLook(card.state);
    painter.save();
    if (pose.isFaded || (card.isImagined && !pose.isLanding))
        painter.setOpacity(pose.isFaded ? faded : 0.8);
    paintGround(canvas, painter, rect, own, pose);
    const QRect inner = rect.adjusted(look.scaled(5), look.scaled(2) + 1, -look.scaled(5), -1);
    const int line = look.scaled(lineHeight);
    const QRect first = pose.lines == 1 ? QRect(inner.left(), rect.top(), inner.width(), rect.height())
                                        : QRect(inner.left(), inner.top(), inner.width(), line);
    const int side = look.scaled(glyph);
    const QColor ink = own.tint == Tint::Plain ? theme.text3 : theme.hue(own.tint).text;
    canvas.icon(QRect(first.left(), first.top(), side, first.height()),
        card.isImagined ? QStringLiteral("bulb") : own.icon, card.isImagined ? theme.amber.text : ink);
    const QString hour = hourWords(card, sight.zone);
    const int left = first.left() + side + look.scaled(4);
    const QFont tiny = look.font(Type::Tiny);
    const int forClash = sight.marks.contains(keyOf(card)) ? side + look.scaled(3) : 0; // which is drawn in any case
    const int hourWidth = widthOfHour(card, hour, tiny, first.right() - left - forClash);
    const int titleRoom =
        pose.lines == 1 ? look.scaled(70) : 0; // of a short card its title matters more than its marks
    const int right = paintMarks(canvas, first, card, sight, left + hourWidth + titleRoom + look.scaled(3));
    canvas.text(QRect(left, first.top(), hourWidth, first.height()), hour, tiny,
        own.border == CardLook::Border::Dashed || own.border == CardLook::Border::None ? theme.text3 : theme.text2);
    const QFont strong = look.font(Type::Tiny, pose.lines > 2 ? QFont::DemiBold : QFont::Medium);
    const QColor words = inkOfName(theme, card);
    if (pose.lines == 1) {
        const int from = left + hourWidth + look.scaled(5);
        canvas.text(QRect(from, first.top(), right - from, first.height()), card.name(), strong, words);
    } else {
        canvas.text(QRect(inner.left(), first.bottom() + 1, inner.width(), line), card.name(), strong, words);
    }
    if (pose.lines > 2)
        canvas.text(
            QRect(inner.left(), first.bottom() + 1 + line, inner.width(), line), cardDetail(card), tiny, theme.text2);
    painter.restore();
}

} // namespace wheelhouse
