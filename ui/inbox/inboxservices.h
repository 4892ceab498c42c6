#pragma once

#include "core/base/clock.h"
#include "core/base/lane.h"
#include "core/inbox/mentionstore.h"
#include "core/inbox/triage.h"
#include "core/networks/gesture.h"
#include "core/operations/undo.h"
#include "core/store/changes.h"
#include "core/team/roster.h"

#include <QSet>

#include <functional>

namespace wheelhouse {

class AccountList;
class ContactBook;
class Corrections;
class Drafting;
class DraftReader;
class GestureList;
class Gestures;
class Intake;
class LabelBook;
class LimitsBook;
class Merging;
class Notes;
struct PeopleDesk;
struct PeopleReading;
class Replies;
class ReplyReader;
class SavedFilterList;
class SavedFilters;
class School;
class VersionList;
class SearchService;
struct RoutingServices;
struct SavedWordsServices;

/// What the inbox works with, in three groups by the lane on which each may be touched. All of it outlives the panels.
struct InboxServices {
    Lane &engine;

    // Only inside engine.ask(…):
    Triage &triage;
    Undo &undo;
    Notes &notes;
    Drafting &drafts;
    LabelBook &labels;
    Merging &merging;
    SavedFilters &filters;
    PeopleDesk &people;
    Corrections &corrections;
    School &school;

    // On the window's thread, over the window's own reading connection:
    MentionStore &store;
    Roster &roster;
    ContactBook &contacts;
    PeopleReading &peopleReading;
    DraftReader &draftReader;
    SavedFilterList &filterList;
    SearchService &search; ///< answers by signals

    // From anywhere:
    Changes &changes; ///< tells on the engine's lane; connected, it comes queued
    const Clock &clock;

    /// Rules, macros and why something is urgent, as their own header says; none: the desk has no rules.
    RoutingServices *routing = nullptr;
    /// How what is followed fares; on the window's thread. None: nobody is asked over the network here.
    AccountList *accounts = nullptr;
    /// What is done on the networks themselves; only inside engine.ask(…). None: nothing can be.
    Gestures *gestures = nullptr;
    /// What a network has of it; from anywhere.
    std::function<QSet<Gesture::Kind>(NetworkId)> gesturesOn {};
    /// What messages said before; on the window's thread.
    VersionList *versions = nullptr;
    /// Asks for what was said around a conversation that is read; only inside engine.ask(…). None: nobody is asked.
    Intake *intake = nullptr;
    /// What was done there, or waits, or failed; on the window's thread. None: it is not shown.
    GestureList *wishes = nullptr;
    /// Sends answers; only inside engine.ask(…). None: nothing is ever sent from here (a sample).
    Replies *replies = nullptr;
    /// What an answer would be, and what its network allows; on the window's thread.
    ReplyReader *replyPlans = nullptr;
    LimitsBook *limits = nullptr;
    /// Saved replies and templates, as their own header says; none: nothing is offered.
    const SavedWordsServices *saved = nullptr;
};

} // namespace wheelhouse
