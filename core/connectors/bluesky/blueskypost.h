#pragma once

#include "core/connectors/bluesky/blueskyrecords.h"
#include "core/networks/outgoing.h"

#include <QHash>
#include <QJsonObject>

#include <optional>

/// What we say, as the record that it becomes. Pure; any thread.
namespace wheelhouse::bluesky {

inline const QString postCollection = QStringLiteral("app.bsky.feed.post");

/// What had to be asked for before a post can be written.
struct PostContext {
    QHash<QString, QString> people; ///< DIDs by handle in lower case; whoever is not in it stays plain text
    StrongRef root; ///< of the conversation; empty URI: it begins one
    StrongRef parent; ///< what it answers
};

/// Whom \a text mentions, by handle in lower case, each once; at most \c mostMentions.
[[nodiscard]] QStringList handlesIn(const QString &text);
inline constexpr qsizetype mostMentions = 20;

/// The record of \a outgoing: always the same for the same two. Refused with a reason where it would not be what was
/// said: not for everybody, behind a warning, with half a letter, with a picture that is not there.
[[nodiscard]] Result<QJsonObject> postRecord(const Outgoing &outgoing, const PostContext &context);

/// A post as it stands in a repository.
struct StandingPost {
    StrongRef ref;
    std::optional<QDateTime> createdAt; ///< UTC
    StrongRef root; ///< of its conversation; its own where it begins one
};
/// com.atproto.repo.getRecord. Malformed where it is not the record at \a uri.
[[nodiscard]] Result<StandingPost> readStanding(const QByteArray &body, const QString &uri);
/// app.bsky.feed.getPosts, of \a uri; Missing: the AppView does not show it to us.
[[nodiscard]] Result<StandingPost> readShown(const QByteArray &body, const QString &uri);
/// com.atproto.repo.putRecord, under \a uri.
[[nodiscard]] Result<StrongRef> readPut(const QByteArray &body, const QString &uri);

/// What publishing gives; \a at is what the record says of itself.
[[nodiscard]] Receipt receiptOf(const StrongRef &ref, const QDateTime &at);
/// The receipt of what stands under the key of \a outgoing. Conflict, and nobody knows whether it is out there, where
/// it is not of the same time: another post has met its key.
[[nodiscard]] Result<Receipt> receiptOf(const StandingPost &standing, const Outgoing &outgoing);

/// How the network calls a file by its SHA-256 (32 bytes): CID version 1 of raw bytes in base32.
/// Source: atproto.com/specs/data-model, "blob"; github.com/multiformats/cid.
[[nodiscard]] QString fileCid(const QByteArray &sha256);
/// com.atproto.repo.uploadBlob of \a media: how a record names it, as compact JSON. Malformed where the server keeps
/// something else than we sent.
[[nodiscard]] Result<QString> readUploaded(const QByteArray &body, const OutgoingMedia &media);

} // namespace wheelhouse::bluesky
