#include "ui/launch/lanepainter.h"
#include "ui/launch/stepwords.h"

#include <QCoreApplication>
#include <QPainter>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LaunchRoom)
};

constexpr int mostBars = 6; // more would leave no room for their words
constexpr int notePx = 280;
constexpr int mostRemarks = 4;

} // namespace

void LanePainter::paintHeads()
{
    const Theme &theme = m_canvas.theme();
    const Look &look = m_canvas.look();
    const int width = headWidth(look);
    const QRect corner(m_bounds.left(), m_bounds.top(), width, headerHeight(look));
    m_painter.save();
    m_painter.setClipRect(
        m_canvas.placed(QRect(m_bounds.left(), m_grid.top(), width, m_grid.height())), Qt::IntersectClip);
    for (const LaneLayout::Band &band : m_layout.bands) {
        const QRect room(m_bounds.left(), m_grid.top() + band.top - m_offset.y(), width, band.height);
        const LaunchLane *lane = m_sight.plan->lane(band.lane);
        if (lane && room.intersects(m_bounds))
            paintHead(room, *lane);
    }
    m_painter.restore();
    m_canvas.fill(corner, theme.base);
    m_canvas.text(corner.adjusted(look.scaled(14), 0, -4, 0), Words::tr("Department, ready gates"),
        look.font(Type::Tiny, QFont::DemiBold), theme.text3);
    m_canvas.hairline(corner, theme.line);
    m_canvas.fill(QRect(corner.right(), m_bounds.top(), 1, m_bounds.height()), theme.line);
}

void LanePainter::paintHead(const QRect &room, const LaunchLane &lane)
{
    const Theme &theme = m_canvas.theme();
    const Look &look = m_canvas.look();
    const bool isCurrent = lane.id == m_pose.lane;
    m_canvas.fill(room, isCurrent ? (m_pose.hasFocus ? theme.selected : theme.selectedIdle) : theme.base);
    m_canvas.hairline(room, theme.line);
    if (isCurrent)
        m_canvas.selectionBar(room);
    const int side = look.scaled(28);
    const QRect circle(room.left() + look.scaled(14), room.top() + look.scaled(14), side, side);
    if (lane.ownerName.isEmpty())
        m_canvas.emptyAvatar(circle);
    else
        m_canvas.avatar(circle, lane.ownerName);
    const int left = circle.right() + 1 + look.scaled(8);
    const int line = look.scaled(16);
    QRect name(left, room.top() + look.scaled(12), room.right() - left - look.scaled(8), line);
    if (lane.vote != Vote::None) {
        const bool isGo = lane.vote == Vote::Go;
        const QRect chip = m_canvas.chip(name.adjusted(0, -1, 0, 1), isGo ? Words::tr("Go") : Words::tr("No-go"),
            isGo ? Tint::Green : Tint::Red, Canvas::Side::Trailing);
        name.setRight(chip.left() - look.scaled(4));
    }
    m_canvas.text(name, lane.name, look.font(Type::Body, QFont::DemiBold), theme.text);
    m_canvas.text(QRect(left, name.bottom() + 1, room.right() - left - 4, line),
        lane.ownerName.isEmpty() ? Words::tr("nobody yet") : lane.ownerName, look.font(Type::Tiny), theme.text3);
    if (const LaneReadiness *ready = readinessOf(lane.id, m_sight))
        paintGates(QRect(circle.left(), room.top() + look.scaled(51), room.right() - circle.left() - 4, line), *ready);
}

void LanePainter::paintGates(const QRect &row, const LaneReadiness &ready)
{
    const Theme &theme = m_canvas.theme();
    const Look &look = m_canvas.look();
    const QFont font = look.font(Type::Tiny);
    if (ready.gates == 0) {
        m_canvas.text(row, Words::tr("no gates"), font, theme.text3);
        return;
    }
    const int width = look.scaled(18);
    const int height = look.scaled(8);
    int left = row.left();
    for (int i = 0; i < ready.gates && ready.gates <= mostBars; ++i) {
        const QRect bar(left, row.center().y() - height / 2, width, height);
        if (i < ready.passed)
            m_canvas.fill(bar, theme.green.fill, 2);
        else
            m_canvas.frame(bar, theme.outline, 2);
        left += width + 3;
    }
    left += left > row.left() ? look.scaled(6) : 0;
    const QString words = ready.isReady() ? Words::tr("%1 of %2 ✓ ready").arg(ready.passed).arg(ready.gates)
                                          : Words::tr("%1 of %2").arg(ready.passed).arg(ready.gates);
    m_canvas.text(QRect(left, row.top(), row.right() - left, row.height()), words, font, theme.text2);
}

void LanePainter::paintLanding()
{
    if (!m_pose.carry.isOn())
        return;
    QRect last;
    for (const StepId id : m_pose.carry.steps) {
        const LaneLayout::Chip *chip = m_layout.chip(id);
        const LaunchStep *step = m_sight.plan->step(id);
        if (!chip || !step)
            continue;
        QRect place = chip->place.translated(m_pose.carry.days * m_layout.dayWidth, 0);
        const LaneLayout::Band *from = m_layout.band(chip->lane);
        const LaneLayout::Band *to = m_layout.band(m_pose.carry.lane);
        if (from && to)
            place.translate(0, to->top - from->top);
        last = inGrid(place);
        paintChip(last, *step, true, false);
    }
    if (!last.isNull())
        paintNote(last);
}

/// How it will land, said before anybody lets go.
void LanePainter::paintNote(const QRect &beside)
{
    const Theme &theme = m_canvas.theme();
    const Look &look = m_canvas.look();
    QStringList remarks;
    bool forbids = false;
    for (const Landing &each : m_pose.carry.landings) {
        forbids = forbids || each.forbids || each.stays;
        if (each.stays)
            remarks.append(Words::tr("“%1” is out, or has no day: it cannot move.").arg(each.name));
        remarks.append(each.remarks);
    }
    remarks.removeDuplicates();
    if (remarks.size() > mostRemarks)
        remarks = remarks.mid(0, mostRemarks - 1) + QStringList { Words::tr("and more") };
    const QString title = m_pose.carry.days == 0 ? Words::tr("Where it was")
        : m_pose.carry.days < 0                  ? Words::tr("%n {day|days} earlier", nullptr, -m_pose.carry.days)
                                                 : Words::tr("%n {day|days} later", nullptr, m_pose.carry.days);
    const int width = look.scaled(notePx);
    const int inner = width - look.scaled(20);
    int height = look.scaled(14) + look.lineHeight(Type::Small) * 2;
    for (const QString &each : std::as_const(remarks))
        height += Canvas::paragraphHeight(look, each, Type::Small, inner);
    QRect room(beside.left(), beside.bottom() + look.scaled(6), width, height);
    if (room.bottom() > m_grid.bottom())
        room.moveBottom(beside.top() - look.scaled(6));
    room.moveLeft(qBound(m_grid.left() + 4, room.left(), qMax(m_grid.left() + 4, m_grid.right() - width - 4)));
    m_canvas.fill(room, theme.base, space::radius);
    m_canvas.frame(room, forbids ? theme.red.fill : theme.outline, space::radius);
    QRect line = room.adjusted(look.scaled(10), look.scaled(7), -look.scaled(10), 0);
    line.setHeight(look.lineHeight(Type::Small));
    m_canvas.text(line, title, look.font(Type::Small, QFont::DemiBold), theme.text);
    int y = line.bottom() + 1;
    for (const QString &each : std::as_const(remarks))
        y += m_canvas.paragraph(QRect(line.left(), y, inner, room.bottom() - y), each, Type::Small,
            forbids ? theme.red.text : theme.amber.text);
    m_canvas.text(QRect(line.left(), y, inner, look.lineHeight(Type::Small)), Words::tr("Enter drops, Esc puts back"),
        look.font(Type::Small), theme.text3);
}

} // namespace wheelhouse
