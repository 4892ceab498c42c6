#pragma once

#include "core/networks/limits.h"
#include "core/networks/traffic.h"

#include <QByteArray>
#include <QSize>

namespace wheelhouse {

/// Who may read what we say there.
enum class Visibility { Public, Unlisted, Followers, Direct };

/// The word it is stored and hashed by: "public", "unlisted", "followers", "direct".
[[nodiscard]] QString visibilityWord(Visibility visibility);
[[nodiscard]] std::optional<Visibility> visibilityFromWord(QStringView word);
/// Whether \a a is read by people by whom \a b is not.
[[nodiscard]] bool isWider(Visibility a, Visibility b);
/// The widest with which something of that audience may be answered. Unknown counts as Direct.
[[nodiscard]] Visibility widestFor(Arrival::Audience audience);

/// A picture that goes out: the very bytes that were made when the post was submitted.
struct OutgoingMedia {
    QByteArray digest; ///< SHA-256 of the bytes, 32 bytes
    QString type; ///< "image/jpeg"
    QSize size; ///< pixels
    QString description; ///< alt text; empty: none given
    QByteArray bytes; ///< may be left out once there is a handle
    QString handle; ///< what upload() gave; empty: not uploaded
    friend bool operator==(const OutgoingMedia &, const OutgoingMedia &) = default;
};

/// One part of what we say from one account: a whole post, or one of a thread; in no network's dialect.
struct Outgoing {
    QByteArray key; ///< 32 bytes, of this part of this delivery and its content; the same at every try
    QString title; ///< of blogs; else empty
    QString text; ///< as typed
    QString warning; ///< content warning; empty: none
    Visibility visibility = Visibility::Public;
    QString language; ///< BCP 47; empty: not told
    QList<OutgoingMedia> media;
    std::optional<Poll> poll {};
    RemoteRef replyTo; ///< globalName empty: it begins a conversation
    QDateTime firstTriedAt; ///< UTC; the same at every try; find() looks no further back
    QString reserved; ///< what reserve() gave; the same at every try
    friend bool operator==(const Outgoing &, const Outgoing &) = default;
};

/// That it is out there, and how it is called.
struct Receipt {
    RemoteRef ref;
    QString url; ///< where a person can read it; empty: nowhere
    QDateTime at; ///< UTC, as the network tells; null: it tells none
    friend bool operator==(const Receipt &, const Receipt &) = default;
};

/// Whether something that we may have said is out there.
struct Found {
    std::optional<Receipt> receipt; ///< none: it was not seen
    /// All that we said since Outgoing::firstTriedAt was read: what was not seen is not there now.
    bool isWhole = false;
    friend bool operator==(const Found &, const Found &) = default;
};

/// What a network lets us say.
struct Speech {
    /// What happens when the same Outgoing is published twice. Doubles: perhaps two posts, so that whoever is in doubt
    /// asks by find(), and a person decides. Same: certainly one.
    enum class Repeat { Doubles, Same };
    bool canPublish = false;
    bool canReply = false;
    bool canChange = false;
    bool canRemove = false;
    Repeat repeat = Repeat::Doubles;
    friend bool operator==(const Speech &, const Speech &) = default;
};

} // namespace wheelhouse
