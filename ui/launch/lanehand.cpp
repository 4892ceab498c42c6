#include "ui/launch/laneview.h"

#include "ui/kit/label.h"
#include "ui/launch/stepwords.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QScrollBar>
#include <QStyle>
#include <QToolTip>

namespace wheelhouse {

/// From the screen to the layout, turned round where one reads from right to left.
QPoint LaneView::inLayout(QPoint onScreen) const
{
    const QRect bounds = viewport()->rect();
    const QPoint logical = QStyle::visualPos(layoutDirection(), bounds, onScreen);
    return logical - QPoint(LanePainter::headWidth(m_look), LanePainter::headerHeight(m_look))
        + QPoint(horizontalScrollBar()->value(), verticalScrollBar()->value());
}

bool LaneView::isHead(QPoint onScreen) const
{
    return QStyle::visualPos(layoutDirection(), viewport()->rect(), onScreen).x() < LanePainter::headWidth(m_look);
}

void LaneView::pressHead(const QPoint &at)
{
    const LaneLayout::Band *band = m_layout.bandAt(at.y());
    if (band && !isCarrying())
        chooseLane(band->lane);
}

void LaneView::mousePressEvent(QMouseEvent *event)
{
    if (!m_sight.plan || event->button() == Qt::MiddleButton)
        return;
    setFocus(Qt::MouseFocusReason);
    const QPoint at = inLayout(event->position().toPoint());
    if (isHead(event->position().toPoint()))
        return pressHead(at);
    const LaneLayout::Chip *chip = m_layout.chipAt(at);
    if (!chip) {
        const LaneLayout::Band *band = m_layout.bandAt(at.y());
        if (band && !isCarrying())
            chooseLane(band->lane);
        return;
    }
    if (isLinking()) {
        setCurrent(chip->step, true);
        return activate();
    }
    const bool adds = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    if (adds && event->button() == Qt::LeftButton) {
        m_pose.chosen.insert(m_pose.current);
        if (chip->step != m_pose.current && m_pose.chosen.contains(chip->step))
            m_pose.chosen.remove(chip->step);
        else
            m_pose.chosen.insert(chip->step);
    }
    setCurrent(chip->step, adds || m_pose.chosen.contains(chip->step));
    if (event->button() == Qt::LeftButton) {
        m_pressed = chip->step;
        m_pressedAt = at;
    }
}

void LaneView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressed.isNull() || !(event->buttons() & Qt::LeftButton))
        return;
    const QPoint at = inLayout(event->position().toPoint());
    if (!m_isDragging && (at - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    if (!m_isDragging) {
        m_isDragging = true;
        m_pose.carry = {};
        m_pose.carry.steps = subject();
        emit stateChanged();
    }
    const int days = int(qRound(double(at.x() - m_pressedAt.x()) / m_layout.dayWidth));
    const LaneLayout::Band *band = m_layout.bandAt(at.y());
    const LaunchStep *step = m_sight.plan->step(m_pressed);
    const bool isOther = band && step && band->lane != step->lane;
    const LaneId lane = isOther ? band->lane : LaneId();
    if (days != m_pose.carry.days || lane != m_pose.carry.lane || m_pose.carry.landings.isEmpty())
        setCarry(days, lane);
}

void LaneView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (m_isDragging && isCarrying())
        drop();
    m_pressed = {};
    m_isDragging = false;
}

void LaneView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!m_sight.plan || event->button() != Qt::LeftButton)
        return;
    const QPoint at = inLayout(event->position().toPoint());
    const LaneLayout::Band *band = m_layout.bandAt(at.y());
    if (isHead(event->position().toPoint())) {
        if (band)
            emit laneOpenRequested(band->lane);
    } else if (const LaneLayout::Chip *chip = m_layout.chipAt(at)) {
        emit openRequested(chip->step);
    } else if (band) {
        emit newRequested(band->lane, int(m_sight.plan->launch.doors.date.daysTo(m_layout.dayAt(at.x()))));
    }
}

void LaneView::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint place = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const LaneLayout::Chip *chip = m_layout.chip(m_pose.current);
        const QPoint head(LanePainter::headWidth(m_look) - horizontalScrollBar()->value(),
            LanePainter::headerHeight(m_look) - verticalScrollBar()->value());
        const QRect at = chip ? chip->place.translated(head) : QRect(0, 0, 1, 1);
        place = viewport()->mapToGlobal(QStyle::visualRect(layoutDirection(), viewport()->rect(), at).center());
    }
    emit menuRequested(place);
}

bool LaneView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !m_sight.plan)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QPoint at = inLayout(help->pos());
    const LaneLayout::Chip *chip = isHead(help->pos()) ? nullptr : m_layout.chipAt(at);
    const LaneLayout::Band *band = isHead(help->pos()) ? m_layout.bandAt(at.y()) : nullptr;
    const LaunchStep *step = chip ? m_sight.plan->step(chip->step) : nullptr;
    const LaunchLane *lane = band ? m_sight.plan->lane(band->lane) : nullptr;
    QToolTip::showText(help->globalPos(),
        step       ? stepTip(*step, m_sight)
            : lane ? plainTip(laneSentence(*lane, m_sight))
                   : QString(),
        viewport());
    return true;
}

void LaneView::focusInEvent(QFocusEvent *event)
{
    m_pose.hasFocus = true;
    viewport()->update();
    QAbstractScrollArea::focusInEvent(event);
}

void LaneView::focusOutEvent(QFocusEvent *event)
{
    m_pose.hasFocus = false;
    viewport()->update();
    QAbstractScrollArea::focusOutEvent(event);
}

bool LaneView::focusNextPrevChild(bool next)
{
    if (!hasFocus() || !m_sight.plan || isCarrying())
        return QAbstractScrollArea::focusNextPrevChild(next);
    const LaneId lane = laneBeside(m_pose.lane, next ? 1 : -1);
    if (lane.isNull())
        return QAbstractScrollArea::focusNextPrevChild(next);
    chooseLane(lane);
    return true;
}

} // namespace wheelhouse
