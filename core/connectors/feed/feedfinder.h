#pragma once

#include "core/connectors/feed/feed.h"
#include "core/http/httpclient.h"

#include <QObject>

namespace wheelhouse {

/// A feed that was found and read, before anybody follows it.
struct FeedPreview {
    QUrl address; ///< where it is to be asked
    QString typed; ///< lastingTyped() of what the person typed; for the account
    QString title; ///< empty: it has none
    int entries = 0;
    struct Entry {
        QString title; ///< a line; empty: it has no words
        std::optional<QDateTime> at; ///< UTC
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    QList<Entry> newest; ///< three at most, newest first
    bool isEnded = false; ///< it says that nothing will come any more
    friend bool operator==(const FeedPreview &, const FeedPreview &) = default;
};

/// Finds the feeds at what a person typed: the feed itself, or those that the page there names. Nothing is kept.
/// Lives on one lane, with an event loop; what is under way when it ends is dropped.
class FeedFinder : public QObject {
    Q_OBJECT
public:
    /// \a client outlives it.
    explicit FeedFinder(HttpClient &client, QObject *parent = nullptr);

    /// At least one; Missing where there is no feed, Refused where the address is none to ask.
    [[nodiscard]] QFuture<Result<QList<FeedPreview>>> look(const QString &typed);

private:
    struct Search;
    using SearchPtr = std::shared_ptr<Search>; // held by the answers on their way
    void ask(const SearchPtr &search, const QUrl &url);
    void hear(const SearchPtr &search, const QUrl &url, const Result<HttpResponse> &answer);
    void askNamed(const SearchPtr &search, const HttpResponse &page);
    void hearNamed(const SearchPtr &search, int place, const Result<HttpResponse> &answer);

    HttpClient &m_client;
};

/// What \a feed, found at \a address, looks like.
[[nodiscard]] FeedPreview previewOf(const Feed &feed, const QUrl &address, const QString &typed);

} // namespace wheelhouse
