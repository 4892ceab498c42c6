#pragma once

#include "core/base/clock.h"
#include "core/base/lane.h"
#include "core/calendar/calendardesk.h"
#include "core/store/changes.h"

namespace wheelhouse {

/// What the calendar works with. All of it outlives the panel.
struct CalendarServices {
    Lane &engine;
    CalendarDesk &desk; ///< only inside engine.ask(…)
    Lane &reader;
    QString path; ///< of the workspace, for the reading lane's own connection
    QString name; ///< of the workspace, for paper
    Changes &changes; ///< tells on the engine's lane; connected, it comes queued
    const Clock &clock;
    /// Makes the pictures of drafts beside the engine's work, so that queueing them does not hold it up; empty: there.
    std::function<QFuture<void>(const QList<PostId> &)> makeReady {};
};

} // namespace wheelhouse
