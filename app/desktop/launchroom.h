#pragma once

#include "app/engine/engine.h"
#include "ui/calendar/calendarpanel.h"
#include "ui/launch/launchroom.h"
#include "ui/shell/mainwindow.h"

namespace wheelhouse {

/// The launch room over an open engine, for the calendar to take.
[[nodiscard]] LaunchRoom *makeLaunchRoom(Engine &engine, const Look &look, Shortcuts &shortcuts);

/// Its keys, which lie within the calendar's, and what it wishes of the window: undo, status, printing, a hold.
void tieLaunchRoom(LaunchRoom &room, CalendarPanel &calendar, const Look &look, MainWindow &window);

} // namespace wheelhouse
