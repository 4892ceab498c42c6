#pragma once

#include "core/connectors/feed/feed.h"
#include "core/http/httpclient.h"
#include "core/networks/connector.h"

#include <QObject>

#include <memory>

namespace wheelhouse {

/// What is known of a feed between two questions; a channel's cursor.
struct FeedMark {
    QByteArray etag;
    QByteArray modified;
    std::chrono::seconds ttl { 0 }; ///< how long the feed asks to be left alone
    QUrl moved; ///< where it says for good that it is now
    int movedTimes = 0; ///< in a row
    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static FeedMark fromBytes(const QByteArray &cursor); ///< what cannot be read is as if never asked
    friend bool operator==(const FeedMark &, const FeedMark &) = default;
};

/// Follows one feed: conditional GETs through the one HTTP gate. What is in it at the first answer is history. A move
/// counts when the feed was found at the same new address twice in a row; whatever is no feed (a login page of the
/// network, half an answer) changes nothing. A feed's further pages are not followed: what is new stands on the first.
/// Publishes nothing. Lives on one lane; reading happens on the pool's threads.
class FeedConnector final : public Connector {
public:
    struct Source {
        Channel channel;
        QUrl address;
        QString name; ///< names what comes from it for ever: the address when it was added
        QString typed; ///< see HttpRequest
        std::chrono::seconds pace { 30 * 60 };
    };
    /// \a client outlives it.
    FeedConnector(Source source, HttpClient &client);

    [[nodiscard]] Channel channel() const override { return m_source.channel; }
    /// Its own pace or what the feed asks for, whichever is longer; a day at most.
    [[nodiscard]] std::chrono::seconds pace() const override;
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &cursor) override;

private:
    struct Turn;
    using TurnPtr = std::shared_ptr<Turn>; // held by what is under way, whichever part of it that is
    void hear(const TurnPtr &turn, const Result<HttpResponse> &answer);
    void notModified(const TurnPtr &turn, const HttpResponse &answer);
    void take(const TurnPtr &turn, const HttpResponse &answer, const Result<Feed> &feed);

    Source m_source;
    HttpClient &m_client;
    std::chrono::seconds m_ttl { 0 };
    QObject m_here; ///< answers that come too late fall to the ground with it
};

/// What a status that is no feed means; the words for a person are those of \a channel's state.
[[nodiscard]] Error feedError(const HttpResponse &answer);
/// The request for a feed or for a page that may name one.
[[nodiscard]] HttpRequest feedRequest(const QUrl &address, const QString &typed);
/// Reads on another thread.
[[nodiscard]] QFuture<Result<Feed>> readFeed(const HttpResponse &answer);

} // namespace wheelhouse
