#include "core/connectors/bluesky/blueskyconnector.h"

#include "core/connectors/bluesky/blueskydeeds.h"
#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/blueskywire.h"

namespace wheelhouse {

using namespace bluesky;

namespace {

constexpr int perCall = 25; // app.bsky.feed.getPosts

/// What lets us in. A secret that cannot be read lets nobody in, and the server says so.
BlueskyCalls::Account accountOf(const BlueskyConnector::Source &source, const Secret &secret)
{
    const auto json = Json::parse(secret.reveal());
    const QString password = json ? (*json)["password"].textOr() : QString();
    return { source.did, source.address, source.typed, Secret(password.toUtf8()) };
}

/// A promise that is kept once, by whoever holds it last.
template<typename T> auto promised()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

template<typename T> void keepPromise(QPromise<Result<T>> &promise, const Result<T> &answer)
{
    promise.addResult(answer);
    promise.finish();
}

} // namespace

BlueskyConnector::BlueskyConnector(Source source, const Secret &secret, HttpClient &client)
    : m_source(std::move(source))
    , m_calls(accountOf(m_source, secret), client)
    , m_round(m_calls, m_source.listens)
{
}

QFuture<Result<Page>> BlueskyConnector::fetch(const QByteArray &cursor)
{
    auto promise = promised<Page>();
    m_round.fetch(cursor, [promise](const Result<Page> &page) { keepPromise(*promise, page); });
    return promise->future();
}

struct BlueskyConnector::Looking {
    std::shared_ptr<QPromise<Result<Page>>> promise = promised<Page>();
    QStringList names;
    qsizetype asked = 0;
    Page page;
};

QFuture<Result<Page>> BlueskyConnector::look(const QList<RemoteRef> &messages)
{
    auto looking = std::make_shared<Looking>();
    for (const RemoteRef &each : messages)
        if (isRecordUri(each.globalName) && !looking->names.contains(each.globalName))
            looking->names.append(each.globalName);
    auto future = looking->promise->future();
    lookOn(looking);
    return future;
}

void BlueskyConnector::lookOn(const std::shared_ptr<Looking> &looking)
{
    if (looking->asked >= looking->names.size())
        return keepPromise<Page>(*looking->promise, looking->page);
    const QStringList some = looking->names.mid(looking->asked, perCall);
    looking->asked += perCall;
    BlueskyCalls::Call call { QStringLiteral("app.bsky.feed.getPosts") };
    for (const QString &uri : some)
        call.query.addQueryItem(QStringLiteral("uris"), uri);
    m_calls.ask(call, [this, looking, some](const Result<HttpResponse> &answer) {
        auto posts = answer ? readPosts(answer->body, m_source.did) : tl::unexpected(answer.error());
        if (!posts)
            return keepPromise<Page>(*looking->promise, tl::unexpected(posts.error()));
        QStringList there;
        for (PostView &each : posts->posts) {
            there.append(each.arrival.globalName);
            looking->page.arrivals.append(std::move(each.arrival));
        }
        // One that came and could not be read may be any of those that are missing.
        looking->page.refused.append(posts->refused);
        if (posts->refused.isEmpty())
            for (const QString &uri : some)
                if (!there.contains(uri))
                    looking->page.gone.append(uri);
        lookOn(looking);
    });
}

QFuture<Result<Page>> BlueskyConnector::thread(const RemoteRef &message)
{
    auto promise = promised<Page>();
    BlueskyCalls::Call call { QStringLiteral("app.bsky.feed.getPostThread") };
    call.query.addQueryItem(QStringLiteral("uri"), message.globalName);
    call.query.addQueryItem(QStringLiteral("depth"), QStringLiteral("100"));
    call.query.addQueryItem(QStringLiteral("parentHeight"), QStringLiteral("200"));
    m_calls.ask(call, [this, promise, message](const Result<HttpResponse> &answer) {
        Page page;
        if (!answer && answer.error().kind == Error::Kind::Missing) {
            page.gone.append(message.globalName);
            return keepPromise<Page>(*promise, page);
        }
        auto thread = answer ? readThread(answer->body, m_source.did) : tl::unexpected(answer.error());
        if (!thread)
            return keepPromise<Page>(*promise, tl::unexpected(thread.error()));
        for (PostView &each : thread->posts)
            page.arrivals.append(std::move(each.arrival));
        page.gone = thread->gone;
        page.refused = thread->refused;
        keepPromise<Page>(*promise, page);
    });
    return promise->future();
}

QSet<Gesture::Kind> BlueskyConnector::gestures() const
{
    using Kind = Gesture::Kind;
    return { Kind::Favourite, Kind::Unfavourite, Kind::Boost, Kind::Unboost, Kind::Follow, Kind::Unfollow, Kind::Mute,
        Kind::Unmute, Kind::Block, Kind::Unblock, Kind::Report, Kind::MarkRead };
}

QFuture<Result<GestureDone>> BlueskyConnector::make(const Gesture &gesture)
{
    if (!gestures().contains(gesture.kind))
        return Connector::make(gesture);
    auto promise = promised<GestureDone>();
    makeDeed(m_calls, gesture, [promise](const Result<GestureDone> &done) { keepPromise(*promise, done); });
    return promise->future();
}

} // namespace wheelhouse
