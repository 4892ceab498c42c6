#pragma once

#include "core/networks/poll.h"

#include <QString>
#include <QStringList>
#include <QtGlobal>

namespace wheelhouse {

/// What a network allows in one part of a post, and how it counts. 0: no such limit.
struct Limits {
    /// Graphemes: what a person counts (Bluesky). Fediverse: characters, where each link counts perLink and of a
    /// mention only what stands before the second "@" (Mastodon and what speaks its API). Plain: graphemes, unbounded
    /// in practice (a blog).
    enum class Counting { Graphemes, Fediverse, Plain };
    Counting counting = Counting::Graphemes;
    int characters = 0; ///< in the way of counting
    int bytes = 0; ///< of the text's UTF-8
    int perLink = 0; ///< what a link counts, whatever its length
    int pictures = 4;
    qint64 pictureBytes = 0;
    qint64 picturePixels = 0; ///< width times height
    int description = 0; ///< of a picture, graphemes
    QStringList pictureTypes { QStringLiteral("image/jpeg"), QStringLiteral("image/png") };
    PollLimits polls;
    bool hasWarning = false;
    bool hasVisibility = false;
    bool hasTitle = false;
    friend bool operator==(const Limits &, const Limits &) = default;
};

} // namespace wheelhouse
