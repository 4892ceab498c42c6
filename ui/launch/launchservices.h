#pragma once

#include "core/base/clock.h"
#include "core/base/lane.h"
#include "core/calendar/calendardesk.h"
#include "core/launch/launchdesk.h"
#include "core/store/changes.h"

namespace wheelhouse {

/// What the launch room works with; all of it outlives the room.
struct LaunchServices {
    Lane &engine;
    Lane &reader;
    LaunchDesk &launches; ///< on the engine lane
    CalendarDesk &calendar; ///< on the engine lane
    Changes &changes; ///< heard from anywhere
    QString path; ///< of the workspace
    const Clock &clock;
    bool isWritable = true;
};

} // namespace wheelhouse
