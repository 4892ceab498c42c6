#pragma once

#include "core/base/walltime.h"
#include "core/networks/limitsbook.h"
#include "core/posts/composing.h"
#include "core/posts/picturereadying.h"
#include "core/store/changes.h"
#include "ui/savedwords/savedreplypicker.h"

#include <functional>

namespace wheelhouse {

/// When a post goes out. All but at() only inside engine.ask(…); each gives a sentence for the status bar.
struct PlanDoor {
    /// On the window's thread. None: it has no date yet; a time that is not valid: any time that day.
    std::function<Result<std::optional<WallTime>>(PostId)> at;
    std::function<Result<QString>(PostId, const std::optional<WallTime> &)> place;
    std::function<Result<QString>(PostId)> schedule; ///< submits it, and puts it in the outbox
    std::function<Result<QString>(PostId)> unschedule; ///< takes it out, and makes it a draft again
    std::function<Result<QString>(PostId, const QString &campaign)> setCampaign; ///< a name; empty: none
};

/// What a forecast says, in sentences; all empty: there is none.
struct ForecastWords {
    QString range; ///< or why there is none
    QString record;
    QStringList more; ///< reasons for more
    QStringList fewer; ///< reasons for fewer
};
/// Answers later, on the window's thread.
using ForecastDoor = std::function<void(
    const ComposedVariant &, const std::optional<WallTime> &, const std::function<void(const ForecastWords &)> &)>;

/// What the composer works with. All of it outlives the panel.
struct ComposerServices {
    Lane &engine;
    Lane &background; ///< of dictionaries and pictures

    // Only inside engine.ask(…):
    Composing &composing;
    PictureReadying &readying;

    // On the window's thread, over the window's own reading connection:
    CompositionReader &reader;
    LimitsBook &limits;
    SavedWordsServices saved;

    // From anywhere:
    Changes &changes; ///< tells on the engine's lane; connected, it comes queued
    const Clock &clock;
    QString workspace; ///< path; its pictures lie beside it
    QString ownWords; ///< path of the file of words that are right

    PlanDoor plan;
    ForecastDoor forecast; ///< none: nothing is foretold
    bool needsApproval = false; ///< nothing goes out that nobody signed
};

} // namespace wheelhouse
