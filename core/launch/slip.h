#pragma once

#include "core/launch/launch.h"

namespace wheelhouse {

/// Where one step of a launch lands when the whole plan moves.
struct Landing {
    StepId step;
    QString name;
    bool isPost = false;
    bool stays = false; ///< a post that is out, is being sent, or has no date: it does not move
    bool forbids = false; ///< the slip is refused while it would land there
    StepDays from;
    StepDays to;
    QStringList remarks; ///< sentences: a weekend, a day off, the past, clocks
    friend bool operator==(const Landing &, const Landing &) = default;
};

/// A launch that moves as one block, before it does.
struct Slip {
    int days = 0;
    WallTime from; ///< when doors would have opened
    WallTime to;
    QString clocks; ///< a sentence where clocks change on the way, or at that hour; empty: they do not
    QList<Landing> landings; ///< by day
    int posts = 0; ///< that move
    int steps = 0; ///< that move and are no posts
    int stays = 0; ///< posts that are out, or have no date
    int weekends = 0;
    int daysOff = 0;
    int past = 0;
    QString refusal; ///< why it may not be; empty: it may
    friend bool operator==(const Slip &, const Slip &) = default;
};

/// Moves \a plan to \a to, everything in it by as many whole days as the day of the doors moves; hours stay on the
/// wall. An hour of \a to that is none: that of the launch. \a daysOff those about it; \a now UTC.
[[nodiscard]] Slip slipOf(
    const LaunchPlan &plan, const WallTime &to, const QList<DayOff> &daysOff, const QDateTime &now);
/// The same by days.
[[nodiscard]] Slip slipOf(const LaunchPlan &plan, int days, const QList<DayOff> &daysOff, const QDateTime &now);

/// Where one step would land by \a days; what a drop note says of it.
[[nodiscard]] Landing landingOf(
    const LaunchPlan &plan, const LaunchStep &step, int days, const QList<DayOff> &daysOff, const QDateTime &now);

} // namespace wheelhouse
