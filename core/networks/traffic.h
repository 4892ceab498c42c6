#pragma once

#include "core/networks/network.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace wheelhouse {

/// A picture, film or sound that came with a mention. Nothing is fetched until a person asks.
struct Attachment {
    QString url;
    QString kind; ///< "image", "video", "audio", "other"
    QString description; ///< alt text as the author gave it; empty: none given
    friend bool operator==(const Attachment &, const Attachment &) = default;
};

/// What a profile says of the person's other places.
struct ProfileClaim {
    enum class Kind { Email, Link };
    Kind kind = Kind::Link;
    QString value; ///< an address; a URL
    bool isVerified = false; ///< the network tested it: a link that leads back (rel=me), an address that was written to
    friend bool operator==(const ProfileClaim &, const ProfileClaim &) = default;
};

/// Who wrote it, as the network tells it. \c name identifies the person globally and never changes with a rename
/// where the network can say (actor URI, DID); else handle@host.
struct Author {
    QString globalName; ///< required
    QString handle; ///< "@ada@example.social"; shown beside the name
    QString displayName; ///< empty: the handle is shown
    QString profileUrl;
    std::optional<qint64> followers; ///< none: not told
    bool isUs = false; ///< one of our own channels wrote it
    QList<ProfileClaim> claims {}; ///< of the profile, where the network told it with the message
    friend bool operator==(const Author &, const Author &) = default;
};

/// Something that came in, in no network's dialect. It is what connectors and imports give to Admission.
struct Arrival {
    QString globalName; ///< required; the network's global name for it: ActivityPub uri, at:// URI, feed and guid,
                        ///< import source and row id
    QString inReplyTo; ///< the parent's global name; empty: it starts a conversation
    Author author;
    QString body; ///< as it came
    enum class Form { Plain, Html } form = Form::Plain;
    QString title; ///< feeds and blogs; empty: none
    QString url; ///< where a person can read it; empty: nowhere
    std::optional<QDateTime> writtenAt; ///< none: not told, or not readable
    QString language; ///< BCP 47 as the network says; empty: to be found out
    QList<Attachment> attachments;
    QString copyOf {}; ///< URL or global name of the original, as the bridge that made this copy states it; else empty
    friend bool operator==(const Arrival &, const Arrival &) = default;
};

/// One answer of a network: what arrived, and where to go on.
struct Page {
    QList<Arrival> arrivals; ///< any order
    QByteArray cursor; ///< opaque to all but the connector; empty: as before
    bool more = false; ///< there is another page at once
    bool asHistory = false; ///< was there before anybody listened: it arrives done, and nothing is owed for it
    QString movedTo = {}; ///< the address under which the channel answers for good from now on; empty: as before
    std::optional<std::chrono::seconds> clockAhead = {}; ///< of the network's clock against ours; none: it tells none
};

} // namespace wheelhouse
