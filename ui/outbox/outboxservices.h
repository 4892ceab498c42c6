#pragma once

#include "core/base/clock.h"
#include "core/base/lane.h"
#include "core/publishing/amendments.h"
#include "core/publishing/outbox.h"
#include "core/store/changes.h"

namespace wheelhouse {

/// What the outbox works with. All of it outlives its window.
struct OutboxServices {
    Lane &engine;
    Lane &reader;
    QString path; ///< of the workspace, which the reading lane opens for itself
    Outbox &outbox; ///< only inside engine.ask(…), as what follows
    Amendments &amendments;
    Changes &changes; ///< tells on the engine's lane
    const Clock &clock;
    bool isSample = false; ///< nothing ever goes out from here
};

} // namespace wheelhouse
