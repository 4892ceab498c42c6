#pragma once

#include "core/launch/launch.h"

#include <QRect>

namespace wheelhouse {

class Look;

/// Where everything of a launch lies, as if one read from left to right, from the upper left corner of the first day's
/// column and lane; a plain value.
struct LaneLayout {
    struct Chip {
        StepId step;
        LaneId lane;
        QRect place;
    };
    struct Band {
        LaneId lane;
        int top = 0;
        int height = 0;
    };
    QDate first; ///< the first column
    int days = 0; ///< columns
    int dayWidth = 0;
    QList<Band> bands; ///< by lane
    QList<Chip> chips; ///< in the order of the plan's steps
    int doorsX = 0; ///< where the doors open
    int height = 0; ///< of all bands

    [[nodiscard]] int xOf(QDate day) const { return int(first.daysTo(day)) * dayWidth; }
    [[nodiscard]] int width() const { return days * dayWidth; }
    [[nodiscard]] QDate dayAt(int x) const; ///< of a column, or beyond the ends
    [[nodiscard]] const Chip *chip(StepId step) const;
    [[nodiscard]] const Chip *chipAt(QPoint at) const;
    [[nodiscard]] const Band *bandAt(int y) const; ///< none: below the last
    [[nodiscard]] const Band *band(LaneId lane) const;
};

/// Lays \a plan out; the columns fill \a room px and more.
[[nodiscard]] LaneLayout layOutLanes(const LaunchPlan &plan, const Look &look, QDate today, int room);

} // namespace wheelhouse
