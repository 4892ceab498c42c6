#pragma once

#include "core/inbox/priority.h"
#include "core/people/peopledesk.h"
#include "core/routing/routing.h"

namespace wheelhouse {

/// What is done with whatever comes in through \a admission, by a window, an agent or a command: labels and figures of
/// people, rules, the order by urgency. All of them outlive \a admission.
inline void followArrivals(Admission &admission, PeopleDesk &people, Routing &routing, Urgencies &urgencies)
{
    people.follow(admission);
    // Rules last but one: they may ask for whatever the others found out, and the order goes by what they set.
    admission.follow(
        [&routing](Transaction &arrival, const QList<qint64> &mentions) { return routing.follow(arrival, mentions); });
    admission.follow([&urgencies](Transaction &arrival, const QList<qint64> &mentions) {
        return urgencies.ofMentions(arrival, mentions);
    });
}

} // namespace wheelhouse
