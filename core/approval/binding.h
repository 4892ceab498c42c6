#pragma once

#include "core/base/result.h"
#include "core/networks/network.h"
#include "core/posts/post.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace wheelhouse {

/// What goes out on one channel, by the digest of its canonical bytes (core/posts/canonical.h): text, links as they are
/// sent, the hashes of its pictures, alt texts, warning, visibility, language, channel and what it answers.
struct BoundVariant {
    ChannelId channel;
    QByteArray digest; ///< 32 bytes
    friend bool operator==(const BoundVariant &, const BoundVariant &) = default;
};

/// When it may go out, as the wall of a zone shows it: at \c wall, and as far as \c early minutes before and \c late
/// minutes after it. A move inside keeps the signatures.
struct BoundTime {
    QString wall; ///< "2026-10-15 09:30", with " second" for the later of an hour that comes twice; empty: no time set
    QString zone; ///< IANA; empty where wall is
    QString repeats; ///< RRULE of a series (RFC 5545 3.3.10); empty: once
    int early = 0; ///< minutes, not negative
    int late = 0; ///< minutes, not negative
    friend bool operator==(const BoundTime &, const BoundTime &) = default;
};

/// Everything that a sign-off binds. Its digest is what people compare, and what each signature covers.
struct Binding {
    PostId post;
    QByteArray revision; ///< digest of the revision, 32 bytes: core/posts/canonical.h
    QList<BoundVariant> variants; ///< in any order; at least one, each channel once
    QByteArray rules; ///< SHA-256 of rulesBytes(): the gates that it has to pass and who wrote it, 32 bytes
    QByteArray answers; ///< SHA-256 of what is answered, as it stood then, 32 bytes; empty: nothing is answered
    BoundTime time;
    friend bool operator==(const Binding &, const Binding &) = default;
};

/// The bytes that are hashed: "wheelhouse-binding-1" and then, each with its length as 4 bytes big-endian before it:
/// post id (16), revision (32), rules (32), answers (0 or 32), wall, zone, repeats (UTF-8), early and late (4 bytes
/// big-endian each), the number of variants (4 bytes big-endian), and by channel id, lowest first, each one's channel
/// id (16) and digest (32). docs for strangers: resources/formats/sign-off.md. Malformed where a digest has another
/// length, a channel stands twice or none stands there.
[[nodiscard]] Result<QByteArray> bindingBytes(const Binding &binding);
/// Malformed where \a bytes are not exactly what bindingBytes() gives for what they say.
[[nodiscard]] Result<Binding> readBinding(const QByteArray &bytes);
/// SHA-256 of the bytes, 32.
[[nodiscard]] QByteArray bindingDigest(const QByteArray &bindingBytes);
/// What people compare by eye or telephone: the first 48 bits, "7F3A 91C2 0D5E". It tells two revisions apart; what is
/// checked is always the whole digest.
[[nodiscard]] QString fingerprint(const QByteArray &digest);

} // namespace wheelhouse
