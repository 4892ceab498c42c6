#pragma once

#include "core/base/clock.h"
#include "core/base/lane.h"
#include "core/connectors/feed/feedfinder.h"
#include "core/intake/intake.h"
#include "core/networks/accounts.h"
#include "core/store/changes.h"

namespace wheelhouse {

/// What the screens of the outposts work with. All of it outlives them.
struct OutpostServices {
    Lane &engine;

    // Only inside engine.ask(…):
    Accounts &accounts;
    Intake &intake;
    FeedFinder &feeds;

    // From anywhere:
    Changes &changes; ///< tells on the engine's lane; connected, it comes queued
    const Clock &clock;
    QString desk; ///< its name, which becomes the title of a written list
    bool isSample = false; ///< a sample asks nobody outside
};

} // namespace wheelhouse
