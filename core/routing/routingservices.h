#pragma once

#include "core/inbox/priority.h"
#include "core/routing/macros.h"
#include "core/routing/rulebook.h"
#include "core/routing/ruletrace.h"

namespace wheelhouse {

/// What a window works with for rules and urgency. All of it outlives the panels.
struct RoutingServices {
    // Only inside engine.ask(…):
    RuleBook &book;
    Macros &macros;

    // On the window's thread, over its own reading connection:
    RuleList &list;
    RuleTrace &trace;
    UrgencyPlaces &places;

    QString path; ///< of the workspace, for the dry run's own connection
};

} // namespace wheelhouse
