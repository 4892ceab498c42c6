#pragma once

#include "core/inbox/mention.h"

#include <optional>

namespace wheelhouse {

/// What can happen to a conversation. The first four come from outside, the clock or a merge; the rest a person does.
enum class TriageEvent {
    TheyWrote, ///< a new message from outside
    TheyThanked, ///< a new message that only says thank you
    WeAnswered, ///< our public reply, from here or from the network's own app
    TimeCame, ///< a snooze ran out
    TakeUp, ///< assigned, claimed or begun
    Wait, ///< it is their turn
    Snooze,
    Done,
    Reopen,
    Spam,
    NotSpam,
    Merge, ///< it goes into another one
};

/// The word a state or mode is stored and searched by.
QString stateWord(TriageState state);
std::optional<TriageState> stateFromWord(QStringView word);
QString snoozeWord(SnoozeMode mode);
SnoozeMode snoozeFromWord(QStringView word);

/// Where \a event leads from \a state; none where it means nothing or may not be. \a mode counts while snoozed.
std::optional<TriageState> next(TriageState state, TriageEvent event, SnoozeMode mode = SnoozeMode::None);

/// Whether \a event raises the unread dot although the state stays (thanks, an answer to a snooze by the hour).
bool raisesDot(TriageState state, TriageEvent event, SnoozeMode mode = SnoozeMode::None);

/// Two desks did opposite things without knowing: the less final state wins, so that nobody is forgotten; a message
/// from outside that is later than both acts on that state as on any desk. Workflows 2.
TriageState settle(TriageState here, TriageState there, bool theyWroteLater);

/// A short text that only says thanks ("ok, thanks!", "👍"), which must not wake a snooze.
bool isCourtesy(QStringView text);

} // namespace wheelhouse
