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
    QString
        remoteId {}; ///< how the network's own interface calls it, for acts and for asking again; empty: nothing does
    QString warning {}; ///< content warning, plain; empty: none
    /// Who may read it there. A reply is never wider than what it answers. Unknown counts as Direct for that.
    enum class Audience { Public, Unlisted, Followers, Direct, Unknown } audience = Audience::Public;
    std::optional<QDateTime>
        editedAt {}; ///< when its author changed it last, as the network tells; none: never, or not told
    /// Where a moderation queue has it ("hold", "approved", "spam", "trash"); empty: the network has none.
    QString moderation {};
    /// Message: somebody said something to us or of us. Context: it stands in a thread that concerns us, and nothing is
    /// owed for it. Notice: the network itself tells something that has no place of its own; the body is our sentence.
    enum class Kind { Message, Context, Notice } kind = Kind::Message;
    friend bool operator==(const Arrival &, const Arrival &) = default;
};

/// How a network calls a message: what is needed to ask for it again or to do something with it.
struct RemoteRef {
    QString globalName; ///< as Arrival has it
    QString remoteId; ///< as Arrival has it
    friend bool operator==(const RemoteRef &, const RemoteRef &) = default;
};

/// Somebody did something that has no words: liked, passed on, followed. Nothing is owed for it.
struct Response {
    enum class Kind { Favourite, Boost, Follow };
    QString globalName; ///< required; the same response twice is one
    Kind kind = Kind::Favourite;
    Author who;
    QString about; ///< global name of the message of ours; empty for a follow
    std::optional<QDateTime> at; ///< none: not told
    friend bool operator==(const Response &, const Response &) = default;
};

/// An item that could not be read, and why: the rest of the page is kept.
struct Refused {
    QString where; ///< path in the answer: "notifications[3].account.id"
    QString why; ///< for a person
    friend bool operator==(const Refused &, const Refused &) = default;
};

/// One answer of a network: what arrived, and where to go on.
struct Page {
    QList<Arrival> arrivals; ///< any order
    QByteArray cursor; ///< opaque to all but the connector; empty: as before
    bool more = false; ///< there is another page at once
    bool asHistory = false; ///< was there before anybody listened: it arrives done, and nothing is owed for it
    /// Of a list (a hashtag, a search) that is listened to since a moment ago on a channel that was asked before: what
    /// is older than a few minutes is history, though it was written since the channel was connected.
    bool isNewList = false;
    QString movedTo = {}; ///< the address under which the channel answers for good from now on; empty: as before
    std::optional<std::chrono::seconds> clockAhead = {}; ///< of the network's clock against ours; none: it tells none
    QList<Response> responses {};
    QStringList gone {}; ///< global names of messages that their authors, or the network, took away
    QList<Refused> refused {};
    /// The network asks to be left alone until then though it answered: its allowance is used up. Null: it does not.
    QDateTime notBefore {};
};

} // namespace wheelhouse
