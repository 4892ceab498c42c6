#include "core/connectors/bluesky/blueskyconnector.h"

#include "core/connectors/bluesky/blueskydeeds.h"
#include "core/connectors/bluesky/blueskywire.h"

namespace wheelhouse {

using namespace bluesky;

namespace {

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
    , m_round(m_calls, m_source.listens, m_source.newsSince)
    , m_look(m_calls)
    , m_speaking(m_calls)
{
}

QFuture<Result<Page>> BlueskyConnector::fetch(const QByteArray &cursor)
{
    auto promise = promised<Page>();
    m_round.fetch(cursor, [promise](const Result<Page> &page) { keepPromise(*promise, page); });
    return promise->future();
}

QFuture<Result<Page>> BlueskyConnector::look(const QList<RemoteRef> &messages)
{
    auto promise = promised<Page>();
    m_look.look(messages, [promise](const Result<Page> &page) { keepPromise(*promise, page); });
    return promise->future();
}

QFuture<Result<Page>> BlueskyConnector::thread(const RemoteRef &message)
{
    auto promise = promised<Page>();
    m_calls.ask(threadCall(message.globalName, 100, 200), [this, promise, message](const Result<HttpResponse> &answer) {
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

Speech BlueskyConnector::speech() const
{
    Speech speech;
    speech.canPublish = true;
    speech.canReply = true;
    speech.canRemove = true;
    speech.repeat = Speech::Repeat::Same;
    return speech;
}

QFuture<Result<Limits>> BlueskyConnector::limits()
{
    return answered<Limits>(limitsOfPosts());
}

QString BlueskyConnector::reserve(const Outgoing &outgoing) const
{
    return keyOfPost(outgoing);
}

QFuture<Result<QString>> BlueskyConnector::upload(const OutgoingMedia &media)
{
    auto promise = promised<QString>();
    m_speaking.upload(media, [promise](const Result<QString> &handle) { keepPromise(*promise, handle); });
    return promise->future();
}

QFuture<Result<Receipt>> BlueskyConnector::publish(const Outgoing &outgoing)
{
    auto promise = promised<Receipt>();
    m_speaking.publish(outgoing, [promise](const Result<Receipt> &receipt) { keepPromise(*promise, receipt); });
    return promise->future();
}

QFuture<Result<Found>> BlueskyConnector::find(const Outgoing &outgoing)
{
    auto promise = promised<Found>();
    m_speaking.find(outgoing, [promise](const Result<Found> &found) { keepPromise(*promise, found); });
    return promise->future();
}

QFuture<Result<void>> BlueskyConnector::remove(const RemoteRef &said)
{
    auto promise = promised<void>();
    m_speaking.remove(said, [promise](const Result<void> &done) { keepPromise(*promise, done); });
    return promise->future();
}

} // namespace wheelhouse
