#pragma once

#include "core/connectors/mastodon/mastodonwire.h"
#include "core/connectors/samewords.h"
#include "core/networks/outgoing.h"

/// Whether a message of ours that stands there is what we said. Pure; any thread.
namespace wheelhouse::mastodon {

/// Perhaps: nobody can tell; servers change what they get, and people what they wrote.
enum class Match { Other, Perhaps, Same };

/// How alike the words are: of what the server tells as typed, where it tells that, else of its HTML.
[[nodiscard]] Likeness likeness(const Outgoing &said, const Status &there);
/// \a words as likeness() says; \a hasSource whether they were compared as typed. \a parent the server's own id of what
/// is answered; empty: it is not known, or it answers nothing.
[[nodiscard]] Match match(
    const Outgoing &said, const Status &there, const QString &parent, Likeness words, bool hasSource);
/// Whether what the server answers to saying it can be that: our words with our pictures under what was answered.
[[nodiscard]] bool isAnswerTo(const Outgoing &said, const Status &there, const QString &parent);
/// Whether what the server answers to a change is the change, and not what stood there \a before.
[[nodiscard]] bool isChangeTo(const Outgoing &said, const Status &there, const Status &before);

} // namespace wheelhouse::mastodon
