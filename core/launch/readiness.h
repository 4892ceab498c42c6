#pragma once

#include "core/launch/launch.h"

#include <QHash>
#include <QSet>

namespace wheelhouse {

struct LaneReadiness {
    LaneId lane;
    int gates = 0;
    int passed = 0;
    QList<StepId> open; ///< its gates that are not passed, by day
    [[nodiscard]] bool isReady() const { return passed == gates; }
    friend bool operator==(const LaneReadiness &, const LaneReadiness &) = default;
};

/// How far a launch is, reckoned from its plan alone.
struct Readiness {
    int gates = 0;
    int passed = 0;
    QList<LaneReadiness> lanes; ///< in the order of the plan's
    QList<StepId> inTheWay; ///< not done though others wait for it, or its day is over; by day
    QList<StepId> criticalPath; ///< the chain of what is not done that takes most days, first to last
    QList<LaunchNeed> tooLate; ///< what is needed ends on a day after that on which its step begins
    bool isGo = false; ///< every lane is ready and said go
    QString whyNot; ///< one sentence; empty: it is go
    friend bool operator==(const Readiness &, const Readiness &) = default;
};

/// Whether it is over and done: a task that is done, a post that is out, or stands approved to go out.
[[nodiscard]] bool isPassed(const LaunchStep &step);

/// \a today the day on the wall of the launch.
[[nodiscard]] Readiness readiness(const LaunchPlan &plan, QDate today);

/// The way round that \a need would close among \a needs, from its step back to its step; empty: none.
[[nodiscard]] QList<StepId> circleWith(const QList<LaunchNeed> &needs, const LaunchNeed &need);

} // namespace wheelhouse
