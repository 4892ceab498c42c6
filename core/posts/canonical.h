#pragma once

#include "core/networks/network.h"
#include "core/posts/content.h"

namespace wheelhouse {

/// What is answered: its mention's id, and how its network calls it.
struct AnswerTo {
    QByteArray mention; ///< id, 16 bytes; empty: nothing is answered
    RemoteRef ref;
    friend bool operator==(const AnswerTo &, const AnswerTo &) = default;
};

/// All that goes out on one channel, and nothing besides: what is shown, signed and sent is read from its bytes.
struct Canonical {
    ChannelId channel;
    PostContent content;
    AnswerTo answerTo;
    QByteArray salt; ///< makes the digest of a short text nobody's guess
    friend bool operator==(const Canonical &, const Canonical &) = default;
};

/// The exact bytes: compact JSON, keys sorted by code unit (as QJsonDocument::Compact writes a QJsonObject), UTF-8,
/// with "format": 1. Text as typed, never normalised. Refused where a text is no Unicode (half of a surrogate pair):
/// what is written could not be what is read.
[[nodiscard]] Result<QByteArray> canonicalBytes(const Canonical &canonical);
/// Malformed where \a bytes are not exactly what canonicalBytes() gives for what they say.
[[nodiscard]] Result<Canonical> readCanonical(const QByteArray &bytes);
/// SHA-256, 32 bytes.
[[nodiscard]] QByteArray digestOf(const QByteArray &canonical);
/// Of a revision: SHA-256 of "wheelhouse-revision-1" and then, by channel id, each variant's channel id (16) and
/// digest (32).
[[nodiscard]] QByteArray revisionDigest(const QList<Canonical> &variants, const QList<QByteArray> &digests);

} // namespace wheelhouse
