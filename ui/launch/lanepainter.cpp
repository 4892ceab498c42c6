#include "ui/launch/lanepainter.h"

#include "ui/kit/icons.h"
#include "ui/launch/stepwords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LaunchRoom)
};

constexpr int headPx = 208;
constexpr int headerPx = 30;
constexpr double faded = 0.4;
constexpr double hatchPitch = 12.7; // 9 px across the stripes, at 45 degrees
constexpr int saturday = 6;
constexpr int mostMarks = 3;

QColor groundOf(const Theme &theme, const StepLook &look)
{
    const bool isTinted = look.border == StepLook::Border::Tinted || look.border == StepLook::Border::Alarm;
    return isTinted                             ? theme.hue(look.tint).ground
        : look.border == StepLook::Border::None ? theme.alternate
                                                : theme.base;
}

QColor edgeOf(const Theme &theme, const StepLook &look)
{
    if (look.border == StepLook::Border::None)
        return Qt::transparent;
    if (look.border == StepLook::Border::Line && look.tint != Tint::Plain)
        return theme.hue(look.tint).text;
    return look.tint == Tint::Plain ? theme.outline : theme.hue(look.tint).fill;
}

} // namespace

LanePainter::LanePainter(QPainter &painter, Canvas &canvas, const LaunchSight &sight, const LaneLayout &layout,
    const LanePose &pose, const QRect &bounds, QPoint offset)
    : m_painter(painter)
    , m_canvas(canvas)
    , m_sight(sight)
    , m_layout(layout)
    , m_pose(pose)
    , m_bounds(bounds)
    , m_grid(bounds.adjusted(headWidth(canvas.look()), headerHeight(canvas.look()), 0, 0))
    , m_offset(offset)
{
}

int LanePainter::headWidth(const Look &look)
{
    return look.scaled(headPx);
}

int LanePainter::headerHeight(const Look &look)
{
    return look.scaled(headerPx);
}

QRect LanePainter::inGrid(const QRect &place) const
{
    return place.translated(m_grid.topLeft() - m_offset);
}

QPointF LanePainter::point(int x, int y) const
{
    const QRect at = m_canvas.placed(inGrid(QRect(x, y, 1, 1)));
    return QPointF(at.x() + 0.5, at.y() + 0.5);
}

void LanePainter::paint()
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.save();
    m_painter.setClipRect(
        m_canvas.placed(m_bounds.adjusted(m_grid.left() - m_bounds.left(), 0, 0, 0)), Qt::IntersectClip);
    paintDays();
    m_painter.save();
    m_painter.setClipRect(m_canvas.placed(m_grid), Qt::IntersectClip);
    paintNeeds();
    paintDoors();
    paintChips();
    paintLanding();
    if (m_layout.bands.isEmpty())
        m_canvas.text(m_grid.adjusted(m_canvas.look().scaled(14), m_canvas.look().scaled(14), 0, 0),
            Words::tr("No department yet: Shift+L adds a lane, N its first step."), m_canvas.look().font(Type::Body),
            m_canvas.theme().text2);
    m_painter.restore();
    paintHeader();
    m_painter.restore();
    paintHeads();
}

void LanePainter::paintDays()
{
    const Theme &theme = m_canvas.theme();
    for (int i = 0; i < m_layout.days; ++i) {
        const QDate day = m_layout.first.addDays(i);
        const QRect column(
            m_grid.left() - m_offset.x() + i * m_layout.dayWidth, m_bounds.top(), m_layout.dayWidth, m_bounds.height());
        bool isOff = day.dayOfWeek() >= saturday;
        for (const DayOff &each : m_sight.daysOff)
            isOff = isOff || (each.firstDay <= day && day <= each.lastDay);
        if (isOff)
            m_canvas.fill(column.adjusted(0, m_grid.top() - m_bounds.top(), 0, 0), theme.off);
        m_canvas.fill(QRect(column.left(), column.top(), 1, column.height()), theme.rowLine);
    }
    for (const LaneLayout::Band &band : m_layout.bands) {
        const QRect row = inGrid(QRect(m_offset.x(), band.top, m_grid.width(), band.height));
        if (band.lane == m_pose.lane && m_pose.current.isNull() && m_pose.hasFocus)
            m_canvas.fill(QRect(row.left(), row.top(), row.width(), 2), theme.bar);
        m_canvas.hairline(row, theme.line);
    }
}

void LanePainter::paintHeader()
{
    const Theme &theme = m_canvas.theme();
    const Look &look = m_canvas.look();
    for (int i = 0; i < m_layout.days; ++i) {
        const QDate day = m_layout.first.addDays(i);
        const QRect cell(m_grid.left() - m_offset.x() + i * m_layout.dayWidth, m_bounds.top(), m_layout.dayWidth,
            headerHeight(look));
        const bool isToday = day == m_sight.today;
        const bool isDoors = day == m_sight.plan->launch.doors.date;
        m_canvas.fill(cell.adjusted(1, 0, 0, 0), theme.base);
        const QString words = QLocale().toString(day, Words::tr("ddd d", "a column's day, as QLocale writes it"));
        m_canvas.text(cell.adjusted(look.scaled(6), 0, -2, 0), words,
            look.font(Type::Tiny, isToday || isDoors ? QFont::DemiBold : QFont::Medium),
            isToday       ? theme.accent.text
                : isDoors ? theme.text
                          : theme.text2);
    }
    m_canvas.hairline(QRect(m_bounds.left(), m_bounds.top(), m_bounds.width(), headerHeight(look)), theme.line);
}

/// From the end of what is needed to the beginning of what waits; red where it stands in the way.
void LanePainter::paintNeed(const LaunchNeed &need)
{
    const LaneLayout::Chip *from = m_layout.chip(need.needs);
    const LaneLayout::Chip *to = m_layout.chip(need.step);
    if (!from || !to)
        return;
    const Theme &theme = m_canvas.theme();
    const bool isOpen = m_sight.ready.inTheWay.contains(need.needs);
    const QColor ink = isOpen ? theme.red.fill : theme.outline;
    constexpr int bend = 42;
    const QPoint start(from->place.right() + 1, from->place.center().y());
    const QPoint end(to->place.left() - 1, to->place.center().y());
    QPainterPath path(point(start.x(), start.y()));
    path.cubicTo(point(start.x() + bend, start.y()), point(end.x() - bend + 6, end.y()), point(end.x() - 6, end.y()));
    m_painter.setPen(QPen(ink, 1.6, isOpen ? Qt::DashLine : Qt::SolidLine));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(path);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(ink);
    m_painter.drawPolygon(
        QPolygonF({ point(end.x() - 7, end.y() - 4), point(end.x(), end.y()), point(end.x() - 7, end.y() + 4) }));
    m_painter.setBrush(Qt::NoBrush);
}

void LanePainter::paintNeeds()
{
    for (const LaunchNeed &each : m_sight.plan->needs)
        paintNeed(each);
}

void LanePainter::paintChips()
{
    for (const LaneLayout::Chip &each : m_layout.chips) {
        const QRect rect = inGrid(each.place);
        const LaunchStep *step = m_sight.plan->step(each.step);
        if (step && rect.intersects(m_grid))
            paintChip(rect, *step, false, m_pose.carry.steps.contains(each.step));
    }
}

void LanePainter::paintMarks(QRect &line, const LaunchStep &step)
{
    if (!step.card)
        return;
    const int side = m_canvas.look().scaled(12);
    QStringList drawn;
    for (const CardTarget &target : step.card->targets) {
        const QString name = Icons::networkName(networkWord(target.channel.network));
        if (drawn.contains(name) || drawn.size() == mostMarks)
            continue;
        drawn.append(name);
        m_canvas.icon(QRect(line.right() + 1 - side, line.top(), side, line.height()), name, m_canvas.theme().text2);
        line.setRight(line.right() - side - m_canvas.look().scaled(4));
    }
}

void LanePainter::paintChip(const QRect &rect, const LaunchStep &step, bool isLanding, bool isFaded)
{
    const Theme &theme = m_canvas.theme();
    const Look &look = m_canvas.look();
    const StepLook own = lookOf(step);
    const bool isChosen = m_pose.chosen.contains(step.id) || m_pose.linkFrom == step.id;
    m_painter.save();
    if (isFaded || (step.card && step.card->isImagined))
        m_painter.setOpacity(isFaded ? faded : 0.8);
    m_canvas.fill(rect, isLanding ? theme.accent.ground : groundOf(theme, own), 3);
    if (own.border == StepLook::Border::Hatched && !isLanding) {
        m_painter.save();
        QPainterPath path;
        path.addRoundedRect(m_canvas.placed(rect), 3, 3);
        m_painter.setClipPath(path, Qt::IntersectClip);
        m_painter.setPen(QPen(theme.violet.ground, 5));
        const QRectF room = m_canvas.placed(rect);
        for (double x = room.left() - room.height(); x < room.right() + 5; x += hatchPitch)
            m_painter.drawLine(QPointF(x, room.bottom() + 1), QPointF(x + room.height() + 1, room.top()));
        m_painter.restore();
    }
    if (isChosen || isLanding) {
        m_painter.setPen(QPen(theme.accent.text, 2));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(QRectF(m_canvas.placed(rect)).adjusted(1, 1, -1, -1), 3, 3);
    } else {
        m_canvas.frame(
            rect, edgeOf(theme, own), 3, own.border == StepLook::Border::Dashed ? Qt::DashLine : Qt::SolidLine);
    }
    if (m_pose.current == step.id && m_pose.hasFocus && !isLanding)
        m_canvas.focusRing(rect.adjusted(-1, -1, 1, 1), 4);
    const int side = look.scaled(14);
    QRect line = rect.adjusted(look.scaled(8), 0, -look.scaled(7), 0);
    m_canvas.icon(QRect(line.left(), line.top(), side, line.height()), own.icon,
        own.tint == Tint::Plain ? theme.text3 : theme.hue(own.tint).text);
    line.setLeft(line.left() + side + look.scaled(5));
    if (m_sight.ready.inTheWay.contains(step.id)) {
        m_canvas.icon(QRect(line.right() + 1 - side, line.top(), side, line.height()), QStringLiteral("post-clash"),
            theme.red.text);
        line.setRight(line.right() - side - look.scaled(4));
    }
    paintMarks(line, step);
    const bool isQuiet = own.border == StepLook::Border::Dashed || own.border == StepLook::Border::None;
    const bool hasDay = daysOf(step, m_sight.plan->launch).isValid();
    m_canvas.text(line, hasDay ? step.name : Words::tr("No day: %1").arg(step.name),
        look.font(Type::Small, QFont::Medium), isQuiet ? theme.text2 : theme.text);
    m_painter.restore();
}

void LanePainter::paintDoors()
{
    const Theme &theme = m_canvas.theme();
    const Look &look = m_canvas.look();
    const int x = m_grid.left() - m_offset.x() + m_layout.doorsX;
    m_canvas.fill(QRect(x, m_grid.top() - 4, 2, m_grid.height() + 4), theme.accent.fill);
    const QFont font = look.font(Type::Tiny, QFont::DemiBold);
    const QString words =
        Words::tr("%1 doors").arg(QLocale().toString(m_sight.plan->launch.doors.time, QStringLiteral("HH:mm")));
    const int width = Canvas::textWidth(words, font) + look.scaled(16);
    const int height = look.scaled(24);
    const QRect tag(x + 2, m_grid.bottom() - height, width, height);
    m_canvas.fill(tag, theme.accent.fill, 3);
    m_canvas.text(tag.adjusted(look.scaled(8), 0, -2, 0), words, font, theme.onFill);
}

} // namespace wheelhouse
