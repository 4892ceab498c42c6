#pragma once

#include "core/launch/slip.h"
#include "ui/kit/canvas.h"
#include "ui/launch/lanelayout.h"
#include "ui/launch/launchsight.h"

#include <QSet>

namespace wheelhouse {

/// What is carried, and where it would land.
struct LaneCarry {
    QList<StepId> steps;
    int days = 0;
    LaneId lane; ///< null: each stays in its own
    QList<Landing> landings; ///< of the steps, in their order
    [[nodiscard]] bool isOn() const { return !steps.isEmpty(); }
};

/// How the lanes stand just now.
struct LanePose {
    LaneId lane; ///< of the cursor
    StepId current; ///< null: none
    QSet<StepId> chosen;
    StepId linkFrom; ///< a link is being drawn from it; null: none
    LaneCarry carry;
    bool hasFocus = false;
};

/// Draws lanes, days, steps, needs and doors; on the screen and on paper.
class LanePainter {
public:
    /// \a offset how far it is scrolled; \a bounds the whole room, within which it is mirrored.
    LanePainter(QPainter &painter, Canvas &canvas, const LaunchSight &sight, const LaneLayout &layout,
        const LanePose &pose, const QRect &bounds, QPoint offset);

    void paint();
    [[nodiscard]] static int headWidth(const Look &look);
    [[nodiscard]] static int headerHeight(const Look &look);

private:
    [[nodiscard]] QRect inGrid(const QRect &place) const; ///< from the layout's place to the room's
    [[nodiscard]] QPointF point(int x, int y) const; ///< on the screen
    void paintDays();
    void paintHeader();
    void paintNeeds();
    void paintNeed(const LaunchNeed &need);
    void paintChips();
    void paintChip(const QRect &rect, const LaunchStep &step, bool isLanding, bool isFaded);
    void paintMarks(QRect &line, const LaunchStep &step);
    void paintDoors();
    void paintHeads();
    void paintHead(const QRect &room, const LaunchLane &lane);
    void paintGates(const QRect &row, const LaneReadiness &ready);
    void paintLanding();
    void paintNote(const QRect &beside);

    QPainter &m_painter;
    Canvas &m_canvas;
    const LaunchSight &m_sight;
    const LaneLayout &m_layout;
    const LanePose &m_pose;
    QRect m_bounds;
    QRect m_grid; ///< where days are, in the room's coordinates
    QPoint m_offset;
};

} // namespace wheelhouse
