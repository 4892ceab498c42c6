#pragma once

#include "core/connectors/bluesky/blueskyrecords.h"
#include "core/networks/traffic.h"

#include <QByteArray>
#include <QList>
#include <QString>

/// Answers of the AppView as the port's values. Pure; any thread. A whole answer that is none fails as Malformed; one
/// item that cannot be read stands in `refused` with its path, and the rest is kept. \a ours is our DID.
namespace wheelhouse::bluesky {

/// How acts name a post: its at:// URI and, behind a space, the fingerprint of the state in which we saw it.
[[nodiscard]] QString remoteIdOf(const StrongRef &post);
[[nodiscard]] StrongRef readRemoteId(const QString &remoteId); ///< empty URI: it is none
/// The page of a post for people; by DID, so that a rename leaves it as it is. Empty: \a uri is no record's.
[[nodiscard]] QString pageOf(const QString &uri);

/// Our own ties to a post or a person: at:// URIs of our records; empty: there is none.
struct Ties {
    QString like;
    QString repost;
    QString follow;
    QString block;
    bool isMuted = false;
    friend bool operator==(const Ties &, const Ties &) = default;
};
[[nodiscard]] Ties readTies(const Json &viewer);

struct PostView {
    Arrival arrival;
    Ties ties;
    QString quoted; ///< at:// URI; empty: none
    friend bool operator==(const PostView &, const PostView &) = default;
};

struct PostPage {
    QList<PostView> posts;
    QList<Refused> refused;
    QString cursor; ///< empty: it is the last page
};

/// app.bsky.actor.defs#profileView, Basic or Detailed. Required: did, handle.
[[nodiscard]] Result<Author> readAuthor(const Json &profile, const QString &ours);
/// app.bsky.feed.defs#postView.
[[nodiscard]] Result<PostView> readPost(const Json &view, const QString &ours);
/// What a label says to a reader before they read: "sexual", "graphic media"; empty: nothing.
[[nodiscard]] QString warningOf(const Json &labels);
/// Pictures, films, cards and quotes of a view; what we do not know is kept as a line that says so.
[[nodiscard]] QList<Attachment> readEmbed(const Json &view);

/// getPosts, searchPosts, getQuotes.
[[nodiscard]] Result<PostPage> readPosts(const QByteArray &body, const QString &ours);
/// getAuthorFeed, getListFeed and the like; what somebody only passed on is left out, and what is pinned comes once.
[[nodiscard]] Result<PostPage> readFeed(const QByteArray &body, const QString &ours);
/// getPostThread: parents first. Posts that are blocked are in `refused`, by `gone` those that are not there.
struct ThreadPage {
    QList<PostView> posts;
    QList<Refused> refused;
    QStringList gone;
};
[[nodiscard]] Result<ThreadPage> readThread(const QByteArray &body, const QString &ours);
/// getProfile.
struct Profile {
    Author author;
    Ties ties;
};
[[nodiscard]] Result<Profile> readProfile(const QByteArray &body, const QString &ours);
/// getProfiles; those that cannot be read are left out.
[[nodiscard]] Result<QList<Author>> readProfiles(const QByteArray &body, const QString &ours);

/// One line of listNotifications: what it brings is an arrival or a response, never both.
struct Heard {
    QDateTime at; ///< when the network heard of it; UTC
    QString uri;
    bool isPost = false; ///< the arrival is a post, of which getPosts knows more
    std::optional<Arrival> arrival;
    std::optional<Response> response;
};
struct HeardPage {
    QList<Heard> heard; ///< newest first, as it came
    QList<Refused> refused;
    QString cursor; ///< empty: it is the last page
};
[[nodiscard]] Result<HeardPage> readNotifications(const QByteArray &body, const QString &ours);

} // namespace wheelhouse::bluesky
