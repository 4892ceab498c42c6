#include "ui/launch/laneview.h"

#include "ui/launch/stepwords.h"

#include <QAccessible>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>

#include <algorithm>

namespace wheelhouse {

LaneView::LaneView(const Look &look, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_look(look)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Lanes of the launch"));
    viewport()->setMouseTracking(true);
    connect(&look, &Look::changed, this, &LaneView::layOut);
}

void LaneView::show(const LaunchSight &sight)
{
    const bool isOther = !m_sight.plan || !sight.plan || m_sight.plan->launch.id != sight.plan->launch.id;
    m_sight = sight;
    if (isOther) {
        m_pose = {};
        m_pose.hasFocus = hasFocus();
        m_wasShown = false;
    }
    if (isCarrying() && !m_isDragging)
        setCarry(m_pose.carry.days, m_pose.carry.lane); // judged anew
    layOut();
    settle();
}

/// What is gone is current and chosen no more; what was waited for is.
void LaneView::settle()
{
    if (!m_sight.plan)
        return;
    const LaunchPlan &plan = *m_sight.plan;
    const auto isGone = [&plan](StepId id) { return !plan.step(id); };
    for (const StepId id : m_pose.chosen.values())
        if (isGone(id))
            m_pose.chosen.remove(id);
    if (std::any_of(m_pose.carry.steps.cbegin(), m_pose.carry.steps.cend(), isGone))
        endCarry();
    if (!m_pose.current.isNull() && isGone(m_pose.current))
        m_pose.current = {};
    if (!plan.lane(m_pose.lane))
        m_pose.lane = plan.lanes.isEmpty() ? LaneId() : plan.lanes.constFirst().id;
    if (!m_wanted.isEmpty() && std::none_of(m_wanted.cbegin(), m_wanted.cend(), isGone)) {
        m_pose.chosen = m_wanted.size() > 1 ? QSet<StepId>(m_wanted.cbegin(), m_wanted.cend()) : QSet<StepId>();
        setCurrent(m_wanted.constFirst(), true);
        m_wanted.clear();
    }
    if (m_pose.current.isNull())
        m_pose.current = nearest(m_pose.lane, m_sight.today);
    announce();
    viewport()->update();
}

void LaneView::layOut()
{
    if (!m_sight.plan)
        return;
    const int head = LanePainter::headWidth(m_look);
    const int header = LanePainter::headerHeight(m_look);
    m_layout = layOutLanes(*m_sight.plan, m_look, m_sight.today, viewport()->width() - head);
    horizontalScrollBar()->setRange(0, qMax(0, m_layout.width() - (viewport()->width() - head)));
    horizontalScrollBar()->setPageStep(viewport()->width() - head);
    horizontalScrollBar()->setSingleStep(m_layout.dayWidth);
    verticalScrollBar()->setRange(0, qMax(0, m_layout.height - (viewport()->height() - header)));
    verticalScrollBar()->setPageStep(viewport()->height() - header);
    verticalScrollBar()->setSingleStep(m_look.scaled(44));
    if (!m_wasShown && viewport()->width() > head) {
        m_wasShown = true; // a launch opens on today, or where its doors are in sight
        const int today = m_layout.xOf(qMin(m_sight.today, m_sight.plan->launch.doors.date));
        horizontalScrollBar()->setValue(qMax(0, today));
    }
    viewport()->update();
}

void LaneView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void LaneView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const QRect bounds = viewport()->rect();
    painter.fillRect(bounds, m_look.theme().base);
    if (!m_sight.plan)
        return;
    Canvas canvas(painter, m_look, layoutDirection(), bounds);
    LanePainter(painter, canvas, m_sight, m_layout, m_pose, bounds,
        { horizontalScrollBar()->value(), verticalScrollBar()->value() })
        .paint();
}

QList<StepId> LaneView::subject() const
{
    QList<StepId> steps;
    if (m_sight.plan)
        for (const LaunchStep &each : m_sight.plan->steps)
            if (m_pose.chosen.contains(each.id))
                steps.append(each.id);
    if (steps.isEmpty() && !m_pose.current.isNull())
        steps.append(m_pose.current);
    return steps;
}

int LaneView::currentDays() const
{
    const LaunchStep *step = m_sight.plan ? m_sight.plan->step(m_pose.current) : nullptr;
    if (!step)
        return 0;
    const StepDays days = daysOf(*step, m_sight.plan->launch);
    return days.isValid() ? int(m_sight.plan->launch.doors.date.daysTo(days.first)) : 0;
}

void LaneView::choose(const QList<StepId> &steps)
{
    m_wanted = steps;
    settle();
}

void LaneView::chooseLane(LaneId lane)
{
    m_pose.lane = lane;
    m_pose.current = {};
    m_pose.chosen.clear();
    settle();
    ensureSeen();
}

QString LaneView::currentSentence() const
{
    if (!m_sight.plan)
        return {};
    if (const LaunchStep *step = m_sight.plan->step(m_pose.current))
        return stepSentence(*step, m_sight);
    const LaunchLane *lane = m_sight.plan->lane(m_pose.lane);
    return lane ? laneSentence(*lane, m_sight) : QString();
}

QList<StepId> LaneView::stepsOf(LaneId lane) const
{
    QList<StepId> steps;
    for (const LaneLayout::Chip &each : m_layout.chips)
        if (each.lane == lane)
            steps.append(each.step);
    return steps;
}

LaneId LaneView::laneBeside(LaneId lane, int by) const
{
    for (qsizetype i = 0; i < m_layout.bands.size(); ++i)
        if (m_layout.bands.at(i).lane == lane)
            return m_layout.bands.value(i + by).lane;
    return {};
}

StepId LaneView::nearest(LaneId lane, QDate day) const
{
    StepId best;
    qint64 least = 0;
    for (const StepId id : stepsOf(lane)) {
        const StepDays days = daysOf(*m_sight.plan->step(id), m_sight.plan->launch);
        const qint64 away = days.isValid() ? qAbs(days.first.daysTo(day)) : 10'000;
        if (best.isNull() || away < least) {
            best = id;
            least = away;
        }
    }
    return best;
}

void LaneView::setCurrent(StepId id, bool extends)
{
    const LaunchStep *step = m_sight.plan->step(id);
    if (!step)
        return;
    if (!extends)
        m_pose.chosen.clear();
    m_pose.current = id;
    m_pose.lane = step->lane;
    announce();
    ensureSeen();
    viewport()->update();
}

void LaneView::step(int across, int down, bool extends)
{
    if (!m_sight.plan)
        return;
    if (isCarrying()) {
        const LaneId from = m_pose.carry.lane.isNull() ? m_pose.lane : m_pose.carry.lane;
        const LaneId to = down == 0 ? m_pose.carry.lane : laneBeside(from, down);
        return setCarry(m_pose.carry.days + across, to.isNull() ? m_pose.carry.lane : to);
    }
    StepId to;
    if (across != 0) {
        const QList<StepId> steps = stepsOf(m_pose.lane);
        const qsizetype at = steps.indexOf(m_pose.current);
        to = at < 0 ? steps.value(0) : steps.value(qBound(qsizetype(0), at + across, steps.size() - 1));
    } else if (const LaneId lane = laneBeside(m_pose.lane, down); !lane.isNull()) {
        const LaunchStep *current = m_sight.plan->step(m_pose.current);
        const QDate day = current ? daysOf(*current, m_sight.plan->launch).first : m_sight.today;
        to = nearest(lane, day.isValid() ? day : m_sight.today);
        if (to.isNull())
            return chooseLane(lane);
    }
    if (to.isNull())
        return;
    if (extends)
        m_pose.chosen << m_pose.current << to;
    setCurrent(to, extends);
}

void LaneView::toEnd(bool last)
{
    const QList<StepId> steps = stepsOf(m_pose.lane);
    if (!steps.isEmpty() && !isCarrying())
        setCurrent(last ? steps.constLast() : steps.constFirst());
}

void LaneView::chooseAll()
{
    if (!m_sight.plan)
        return;
    for (const LaunchStep &each : m_sight.plan->steps)
        m_pose.chosen.insert(each.id);
    announce();
    viewport()->update();
}

void LaneView::setCarry(int days, LaneId lane)
{
    m_pose.carry.days = days;
    m_pose.carry.lane = lane;
    m_pose.carry.landings.clear();
    for (const StepId id : std::as_const(m_pose.carry.steps))
        if (const LaunchStep *step = m_sight.plan->step(id))
            m_pose.carry.landings.append(landingOf(*m_sight.plan, *step, days, m_sight.daysOff, m_sight.now));
    ensureSeen();
    announce();
    viewport()->update();
}

void LaneView::pickUp()
{
    if (isCarrying())
        return drop();
    m_pose.carry = {};
    m_pose.carry.steps = subject();
    if (!isCarrying())
        return;
    setCarry(0, {});
    emit stateChanged();
}

void LaneView::drop()
{
    const LaneCarry carry = m_pose.carry;
    endCarry();
    const bool stays = carry.days == 0
        && (carry.lane.isNull()
            || (carry.steps.size() == 1 && m_sight.plan->step(carry.steps.constFirst())->lane == carry.lane));
    if (!carry.steps.isEmpty() && !stays)
        emit moveRequested(carry.steps, carry.days, carry.lane);
}

void LaneView::endCarry()
{
    m_pose.carry = {};
    m_isDragging = false;
    m_pressed = {};
    viewport()->update();
    emit stateChanged();
}

void LaneView::putBack()
{
    if (isCarrying())
        return endCarry();
    m_pose.linkFrom = {};
    m_pose.chosen.clear();
    announce();
    viewport()->update();
    emit stateChanged();
}

void LaneView::beginLink()
{
    m_pose.linkFrom = m_pose.current;
    viewport()->update();
    emit stateChanged();
}

void LaneView::activate()
{
    if (isCarrying())
        return drop();
    if (isLinking()) {
        const StepId from = std::exchange(m_pose.linkFrom, {});
        const bool isThere = m_sight.plan->needs.contains(LaunchNeed { from, m_pose.current });
        viewport()->update();
        emit stateChanged();
        if (!m_pose.current.isNull() && from != m_pose.current)
            emit linkRequested(from, m_pose.current, !isThere);
        return;
    }
    if (!m_pose.current.isNull())
        emit openRequested(m_pose.current);
    else if (!m_pose.lane.isNull())
        emit laneOpenRequested(m_pose.lane);
}

/// What is current, or where it would land, comes into sight.
void LaneView::ensureSeen()
{
    const LaneLayout::Chip *chip = m_layout.chip(isCarrying() ? m_pose.carry.steps.constFirst() : m_pose.current);
    QRect place = chip ? chip->place : QRect();
    if (const LaneLayout::Band *band = m_layout.band(m_pose.lane); !chip && band)
        place = QRect(horizontalScrollBar()->value(), band->top, 1, band->height);
    if (place.isNull())
        return;
    place.translate(m_pose.carry.days * m_layout.dayWidth, 0);
    const int width = viewport()->width() - LanePainter::headWidth(m_look);
    const int height = viewport()->height() - LanePainter::headerHeight(m_look);
    QScrollBar *across = horizontalScrollBar();
    if (place.left() < across->value())
        across->setValue(place.left() - m_layout.dayWidth / 2);
    else if (place.right() > across->value() + width)
        across->setValue(place.right() - width + m_layout.dayWidth / 2);
    QScrollBar *down = verticalScrollBar();
    if (place.top() < down->value())
        down->setValue(place.top() - m_look.scaled(14));
    else if (place.bottom() > down->value() + height)
        down->setValue(place.bottom() - height + m_look.scaled(14));
}

void LaneView::announce()
{
    setAccessibleDescription(currentSentence());
    emit currentChanged();
}

} // namespace wheelhouse
