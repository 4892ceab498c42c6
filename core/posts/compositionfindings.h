#pragma once

#include "core/networks/limits.h"
#include "core/posts/composition.h"
#include "core/posts/validation.h"

#include <QHash>

namespace wheelhouse {

/// A finding with its place in a composition.
struct ComposedFinding {
    ChannelId channel; ///< null: it is about the post as a whole
    int part = 0; ///< of a thread, from 0
    Finding finding;
    friend bool operator==(const ComposedFinding &, const ComposedFinding &) = default;
};

/// How a part of \a content goes out, without what only a delivery knows; pictures without their bytes.
[[nodiscard]] Outgoing outgoingPart(const PostContent &content, int part);

/// All that is to be said about a post before it is planned, what stops first: of the whole that it goes nowhere, or
/// that why it is written was never said; of each variant what findingsOf() says of its parts. Pure; any thread.
[[nodiscard]] QList<ComposedFinding> findingsOf(
    const ComposedWords &words, const Objective &objective, const QHash<ChannelId, Limits> &limits);
[[nodiscard]] bool isStopped(const QList<ComposedFinding> &findings);

/// Where \a text is cut in two so that the first half fits \a limits with \a warning: behind the last sentence that
/// fits, else behind the last word, else behind the last character that fits; in UTF-16 units. -1: it fits whole.
[[nodiscard]] qsizetype splitPoint(const QString &text, const Limits &limits, const QString &warning = {});

} // namespace wheelhouse
