#include "core/connectors/bluesky/blueskydeeds.h"

#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/blueskywire.h"
#include "core/connectors/bluesky/lexiconwriting.h"
#include "core/http/verdict.h"

#include <QCoreApplication>

#include <memory>

namespace wheelhouse::bluesky {

namespace {

using Kind = Gesture::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyDeeds)
};

/// One gesture on its way. Held by what is being asked for it.
struct Deed {
    BlueskyCalls &calls;
    Gesture gesture;
    DeedThen then;
};
using DeedPtr = std::shared_ptr<Deed>;

QString timeText(const QDateTime &at)
{
    return at.toUTC().toString(Qt::ISODateWithMs);
}

bool isOfPost(Kind kind)
{
    return kind == Kind::Favourite || kind == Kind::Unfavourite || kind == Kind::Boost || kind == Kind::Unboost
        || kind == Kind::MarkRead;
}

QString collectionOf(Kind kind)
{
    switch (kind) {
    case Kind::Favourite:
    case Kind::Unfavourite:
        return QStringLiteral("app.bsky.feed.like");
    case Kind::Boost:
    case Kind::Unboost:
        return QStringLiteral("app.bsky.feed.repost");
    case Kind::Follow:
    case Kind::Unfollow:
        return QStringLiteral("app.bsky.graph.follow");
    default:
        return QStringLiteral("app.bsky.graph.block");
    }
}

QString tieOf(const Ties &ties, Kind kind)
{
    const QString collection = collectionOf(kind);
    if (collection == QLatin1String("app.bsky.feed.like"))
        return ties.like;
    if (collection == QLatin1String("app.bsky.feed.repost"))
        return ties.repost;
    return collection == QLatin1String("app.bsky.graph.follow") ? ties.follow : ties.block;
}

BlueskyCalls::Call question(const char *name, const char *field, const QString &value)
{
    BlueskyCalls::Call call { QString::fromLatin1(name) };
    call.query.addQueryItem(QString::fromLatin1(field), value);
    return call;
}

/// Asks, and ends with the error where there is one.
void ask(const DeedPtr &deed, const BlueskyCalls::Call &call, const std::function<void(const HttpResponse &)> &then)
{
    deed->calls.ask(call, [deed, then](const Result<HttpResponse> &answer) {
        if (!answer)
            return deed->then(tl::unexpected(answer.error()));
        then(*answer);
    });
}

/// Writes our record of the gesture, if it is one by the network's rules. The same wish has the same key and the same
/// words, so that a second time changes nothing.
void putRecord(const DeedPtr &deed, const QJsonValue &subject)
{
    const QString collection = collectionOf(deed->gesture.kind);
    const QString key = tidOf(deed->gesture.key, deed->gesture.wishedAt);
    const QJsonObject record { { QStringLiteral("$type"), collection }, { QStringLiteral("subject"), subject },
        { QStringLiteral("createdAt"), timeText(deed->gesture.wishedAt) } };
    if (const auto may = mayWrite(collection, key, record); !may)
        return deed->then(tl::unexpected(may.error()));
    const BlueskyCalls::Call call { QStringLiteral("com.atproto.repo.putRecord"), {},
        QJsonObject { { QStringLiteral("repo"), deed->calls.did() }, { QStringLiteral("collection"), collection },
            { QStringLiteral("rkey"), key }, { QStringLiteral("record"), record } } };
    const QString uri = AtUri { deed->calls.did(), collection, key }.toString();
    ask(deed, call, [deed, uri](const HttpResponse &) { deed->then(GestureDone { false, uri }); });
}

void deleteRecord(const DeedPtr &deed, const QString &uri)
{
    const auto at = readAtUri(uri);
    if (!at || at->authority != deed->calls.did() || at->collection != collectionOf(deed->gesture.kind))
        return deed->then(fail(Error::Kind::Malformed, Words::tr("The server names a record of somebody else as ours."),
            QStringLiteral("bluesky: not ours: %1").arg(uri)));
    const BlueskyCalls::Call call { QStringLiteral("com.atproto.repo.deleteRecord"), {},
        QJsonObject { { QStringLiteral("repo"), at->authority }, { QStringLiteral("collection"), at->collection },
            { QStringLiteral("rkey"), at->key } } };
    ask(deed, call, [deed](const HttpResponse &) { deed->then(GestureDone {}); });
}

/// The AppView hears of our records a little later than our repository: what was made just now stands there alone.
void deleteFromRepository(const DeedPtr &deed, const QString &subject)
{
    auto call = question("com.atproto.repo.listRecords", "repo", deed->calls.did());
    call.query.addQueryItem(QStringLiteral("collection"), collectionOf(deed->gesture.kind));
    call.query.addQueryItem(QStringLiteral("limit"), QStringLiteral("100"));
    ask(deed, call, [deed, subject](const HttpResponse &answer) {
        const auto json = Json::parse(answer.body);
        if (!json)
            return deed->then(tl::unexpected(json.error()));
        for (const Json &each : (*json)["records"].items()) {
            const Json about = each["value"]["subject"];
            if (about.textOr(about["uri"].textOr()) == subject)
                return deleteRecord(deed, each["uri"].textOr());
        }
        deed->then(GestureDone { true, {} });
    });
}

/// Whether \a kind makes a record; else it takes one away.
bool makes(Kind kind)
{
    return kind == Kind::Favourite || kind == Kind::Boost || kind == Kind::Follow || kind == Kind::Block;
}

void setTie(const DeedPtr &deed, const Ties &ties, const QJsonValue &subject, const QString &about)
{
    const QString tie = tieOf(ties, deed->gesture.kind);
    const bool isMaking = makes(deed->gesture.kind);
    if (isMaking && !tie.isEmpty())
        return deed->then(GestureDone { true, tie });
    if (isMaking)
        return putRecord(deed, subject);
    if (!tie.isEmpty())
        return deleteRecord(deed, tie);
    deleteFromRepository(deed, about);
}

void mute(const DeedPtr &deed, const Ties &ties)
{
    const bool wants = deed->gesture.kind == Kind::Mute;
    if (ties.isMuted == wants)
        return deed->then(GestureDone { true, {} });
    const BlueskyCalls::Call call { wants ? QStringLiteral("app.bsky.graph.muteActor")
                                          : QStringLiteral("app.bsky.graph.unmuteActor"),
        {}, QJsonObject { { QStringLiteral("actor"), deed->gesture.person } } };
    ask(deed, call, [deed](const HttpResponse &) { deed->then(GestureDone {}); });
}

/// Until when all was seen there. A server to which nobody ever said so tells the present; then something older than
/// that is unread. None: never.
std::optional<QDateTime> seenUntil(const QByteArray &body)
{
    const auto json = Json::parse(body);
    const auto seen = json ? readDatetime((*json)["seenAt"].textOr()) : std::nullopt;
    const Json newest = json ? (*json)["notifications"].items().value(0) : Json();
    const auto at = readDatetime(newest["indexedAt"].textOr());
    const bool isUnread = !newest["isRead"].truth().value_or(true);
    return seen && at && isUnread && *at <= *seen ? std::nullopt : seen;
}

/// What was seen there already stays seen: the network would take a lesser time too.
void markRead(const DeedPtr &deed, const QDateTime &until)
{
    auto call = question("app.bsky.notification.listNotifications", "limit", QStringLiteral("1"));
    call.query.addQueryItem(QStringLiteral("priority"), QStringLiteral("false"));
    ask(deed, call, [deed, until](const HttpResponse &answer) {
        const auto seen = seenUntil(answer.body);
        if (seen && *seen >= until)
            return deed->then(GestureDone { true, {} });
        const BlueskyCalls::Call update { QStringLiteral("app.bsky.notification.updateSeen"), {},
            QJsonObject { { QStringLiteral("seenAt"), timeText(until) } } };
        ask(deed, update, [deed](const HttpResponse &) { deed->then(GestureDone {}); });
    });
}

void actOnPost(const DeedPtr &deed, const PostView &post)
{
    if (deed->gesture.kind == Kind::MarkRead)
        return markRead(deed, post.arrival.writtenAt.value_or(deed->gesture.wishedAt).addMSecs(1));
    const StrongRef ref = readRemoteId(post.arrival.remoteId);
    const QJsonObject subject { { QStringLiteral("uri"), ref.uri }, { QStringLiteral("cid"), ref.cid } };
    if (ref.uri.isEmpty())
        return deed->then(fail(Error::Kind::Malformed,
            Words::tr("The server does not say which state this post is in."), QStringLiteral("bluesky: no cid")));
    setTie(deed, post.ties, subject, ref.uri);
}

void findPost(const DeedPtr &deed)
{
    const QString uri = deed->gesture.message.globalName;
    ask(deed, question("app.bsky.feed.getPosts", "uris", uri), [deed, uri](const HttpResponse &answer) {
        const auto posts = readPosts(answer.body, deed->calls.did());
        if (!posts)
            return deed->then(tl::unexpected(posts.error()));
        for (const PostView &each : posts->posts)
            if (each.arrival.globalName == uri)
                return actOnPost(deed, each);
        // Read is also what went away meanwhile; its key tells when it was written.
        if (deed->gesture.kind == Kind::MarkRead)
            return markRead(deed, timeOfTid(readAtUri(uri)->key).value_or(deed->gesture.wishedAt).addMSecs(1));
        deed->then(
            fail(Error::Kind::Missing, Words::tr("This post is not there any more."), QStringLiteral("bluesky: gone")));
    });
}

void findPerson(const DeedPtr &deed)
{
    const QString did = deed->gesture.person;
    ask(deed, question("app.bsky.actor.getProfile", "actor", did), [deed, did](const HttpResponse &answer) {
        const auto profile = readProfile(answer.body, deed->calls.did());
        if (!profile)
            return deed->then(tl::unexpected(profile.error()));
        if (deed->gesture.kind == Kind::Mute || deed->gesture.kind == Kind::Unmute)
            return mute(deed, profile->ties);
        setTie(deed, profile->ties, did, did);
    });
}

void sendReport(const DeedPtr &deed)
{
    const StrongRef post = readRemoteId(deed->gesture.message.remoteId);
    const QJsonObject about = post.uri.isEmpty()
        ? QJsonObject { { QStringLiteral("$type"), QStringLiteral("com.atproto.admin.defs#repoRef") },
              { QStringLiteral("did"), deed->gesture.person } }
        : QJsonObject { { QStringLiteral("$type"), QStringLiteral("com.atproto.repo.strongRef") },
              { QStringLiteral("uri"), post.uri }, { QStringLiteral("cid"), post.cid } };
    const BlueskyCalls::Call call { QStringLiteral("com.atproto.moderation.createReport"), {},
        QJsonObject { { QStringLiteral("reasonType"), QStringLiteral("com.atproto.moderation.defs#reasonOther") },
            { QStringLiteral("reason"), deed->gesture.words }, { QStringLiteral("subject"), about } } };
    deed->calls.ask(call, [deed](const Result<HttpResponse> &answer) {
        if (answer)
            return deed->then(GestureDone {});
        Error error = answer.error();
        if (!isSurelyUndone(error) && error.retryAfter.count() == 0) {
            error.kind = Error::Kind::Refused;
            error.message =
                Words::tr("Nobody knows whether the report arrived. It is not sent again by itself, so that the "
                          "moderators do not get it twice.");
        }
        deed->then(tl::unexpected(error));
    });
}

/// Whether the server can be reached is found out by a question, so that a report is not lost to a cable.
void report(const DeedPtr &deed)
{
    ask(deed, BlueskyCalls::Call { QStringLiteral("com.atproto.server.getSession") },
        [deed](const HttpResponse &) { sendReport(deed); });
}

} // namespace

void makeDeed(BlueskyCalls &calls, const Gesture &gesture, const DeedThen &then)
{
    const auto deed = std::make_shared<Deed>(Deed { calls, gesture, then });
    const bool hasPost = isRecordUri(gesture.message.globalName);
    const bool hasPerson = isDid(gesture.person);
    if (isOfPost(gesture.kind) ? !hasPost : !(hasPerson || (gesture.kind == Kind::Report && hasPost)))
        return then(fail(Error::Kind::Refused, Words::tr("This cannot be done to it on Bluesky: it is not from there."),
            QStringLiteral("bluesky: no such name")));
    if (gesture.kind == Kind::Report)
        return report(deed);
    if (isOfPost(gesture.kind))
        return findPost(deed);
    findPerson(deed);
}

} // namespace wheelhouse::bluesky
