#pragma once

#include "core/base/lane.h"
#include "core/calendar/calendardesk.h"
#include "core/calendar/channelhours.h"
#include "core/calendar/dayoffsources.h"
#include "core/inbox/mentionstore.h"
#include "core/publishing/termsdesk.h"

namespace wheelhouse {

/// What the pages about planning work with. All of it outlives them.
struct PlanningServices {
    Lane &engine;
    CalendarDesk &calendar; ///< only inside engine.ask(…), as the next two
    ChannelHoursDesk &hours;
    TermsDesk &terms;
    CalendarBook &book; ///< on the window's thread, as what follows: a few rows each
    DayOffSources &daysOff;
    ChannelHoursReader &hoursRead;
    PublishingTermsStore &termsRead;
    MentionStore &store;
};

} // namespace wheelhouse
