#pragma once

#include "ui/kit/look.h"
#include "ui/launch/launchsight.h"

namespace wheelhouse {

/// How a step is drawn: glyph and border say its state without colour (DESIGN 4).
struct StepLook {
    enum class Border { Dashed, Line, Tinted, Hatched, None, Alarm };
    QString icon;
    Tint tint = Tint::Plain;
    Border border = Border::Line;
    QString word; ///< "In review"
};
[[nodiscard]] StepLook lookOf(const LaunchStep &step);
/// One of each, for the legend.
[[nodiscard]] QList<StepLook> allLooks();

/// "Sat 17 October".
[[nodiscard]] QString shortDay(QDate day);
/// "Tue 13 to Thu 15 October, 18:00"; "no day yet".
[[nodiscard]] QString spanWords(const StepDays &days);
/// "In review. Lab retest, task of Product. Sat 17 to Sun 18 October. Gate. Final clearance waits for it."
[[nodiscard]] QString stepSentence(const LaunchStep &step, const LaunchSight &sight);
/// The lines of a tooltip, with the keys that do something.
[[nodiscard]] QString stepTip(const LaunchStep &step, const LaunchSight &sight);
/// "Product, Sam Adeyemi. 3 of 4 gates passed. Says go."
[[nodiscard]] QString laneSentence(const LaunchLane &lane, const LaunchSight &sight);
[[nodiscard]] const LaneReadiness *readinessOf(LaneId lane, const LaunchSight &sight);

} // namespace wheelhouse
