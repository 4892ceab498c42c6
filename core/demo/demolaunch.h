#pragma once

#include "core/demo/furniture.h"

#include <QDateTime>

namespace wheelhouse {

class PastClock;

/// The made-up team's launch room: "Stillwater relaunch", six departments, whose doors open on Thursday of next week.
/// Takes in posts that planMonth() planned. \a seed as of the scenario: it names the channels.
[[nodiscard]] Result<void> planLaunch(Database &database, OperationLog &log, Undo &undo, PastClock &clock,
    const QDateTime &now, const Furniture &furniture, quint64 seed);

} // namespace wheelhouse
