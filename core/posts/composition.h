#pragma once

#include "core/networks/network.h"
#include "core/posts/content.h"
#include "core/posts/post.h"

namespace wheelhouse {

/// Why a post is written, in the team's own words, or that it has no objective and that this was decided.
struct Objective {
    QString words;
    bool isNone = false;
    friend bool operator==(const Objective &, const Objective &) = default;
    [[nodiscard]] bool isDecided() const { return isNone || !words.trimmed().isEmpty(); }
};

/// What is being written for one channel. While it follows, its parts and language are those of the shared text; title,
/// warning and visibility are always its own, since networks differ in having them.
struct ComposedVariant {
    Channel channel;
    bool follows = true;
    PostContent content; ///< as it would go out
    friend bool operator==(const ComposedVariant &, const ComposedVariant &) = default;
};

/// What is typed, and saved as it stands.
struct ComposedWords {
    QString title; ///< what the team calls it; never sent
    PostContent shared;
    QList<ComposedVariant> variants; ///< by channel row
    friend bool operator==(const ComposedWords &, const ComposedWords &) = default;
};

/// A post as its composer shows it.
struct Composition {
    enum class State { Draft, Submitted, Discarded };
    PostId post;
    State state = State::Draft;
    ComposedWords words;
    Objective objective;
    QString campaign; ///< name; empty: none
    QDateTime savedAt; ///< UTC
    friend bool operator==(const Composition &, const Composition &) = default;
};

/// A draft that nobody has put anything into: neither words nor a picture, a poll, a reason or a campaign.
[[nodiscard]] bool isBlank(const Composition &composition);

/// \a shared in the variants that follow it.
void follow(ComposedWords &words);

} // namespace wheelhouse
