#pragma once

#include "core/connectors/mastodon/mastodonconnector.h"
#include "core/connectors/mastodon/mastodonwalk.h"

#include <QDeadlineTimer>
#include <QPromise>

#include <map>

namespace wheelhouse {

/// What one connector knows while it lives; its questions hold it together. Nothing of it needs to survive.
struct MastodonSelf {
    MastodonSelf(MastodonConnector::Source from, const Secret &token, HttpClient &client);

    MastodonConnector::Source source;
    MastodonCalls calls;
    mastodon::Eyes eyes;
    bool isVerified = false; ///< the server said who we are, and it is who we were
    int rounds = 0; ///< since then
    QHash<QString, QString> names; ///< server's id of a message -> its global name; "": it is not there any more
    QHash<QString, QString> people; ///< global name of a person -> server's id
    QHash<QString, QString> notes; ///< server's id of a message -> id of the notification that told of it
    std::optional<bool> hasMany; ///< many messages can be asked for at once
    QByteArray cursor; ///< to which the walks belong
    std::map<QString, MastodonWalk> walks; ///< by the list's name
    QHash<QString, QDeadlineTimer> lacks; ///< lists that the server has not, and when to try again
    int unnamed = 0; ///< rounds in a row whose parents could not be asked for
    QSet<QString> triedReports; ///< keys of reports of which nobody knows whether they arrived

    void remember(const mastodon::Status &status);
    void note(const mastodon::Status &status, const QString &notification); ///< that told of it
};
using MastodonSelfPtr = std::shared_ptr<MastodonSelf>;

/// A question's answer, given once.
template<typename T> struct MastodonTurn {
    QPromise<Result<T>> promise;
    QFuture<Result<T>> begin()
    {
        promise.start();
        return promise.future();
    }
    void end(const Result<T> &answer)
    {
        promise.addResult(answer);
        promise.finish();
    }
};

/// Asks who we are; Malformed, SignedOut (another account answers, E12) or what the server says.
void verifyMastodon(const MastodonSelfPtr &self, const std::function<void(const Result<void> &)> &then);
/// Finds the names of messages of which only the server's ids are known, into self->names.
void nameMastodonParents(
    const MastodonSelfPtr &self, const QStringList &ids, const std::function<void(const Result<void> &)> &then);
[[nodiscard]] QFuture<Result<Page>> fetchMastodon(const MastodonSelfPtr &self, const QByteArray &cursor);
[[nodiscard]] QFuture<Result<Page>> lookMastodon(const MastodonSelfPtr &self, const QList<RemoteRef> &messages);
[[nodiscard]] QFuture<Result<Page>> threadMastodon(const MastodonSelfPtr &self, const RemoteRef &message);
[[nodiscard]] QFuture<Result<GestureDone>> makeMastodon(const MastodonSelfPtr &self, const Gesture &gesture);

} // namespace wheelhouse
