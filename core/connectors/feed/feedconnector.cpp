#include "core/connectors/feed/feedconnector.h"

#include "core/base/lane.h"
#include "core/base/links.h"
#include "core/connectors/feed/feedwire.h"
#include "core/http/pacing.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPromise>
#include <QThreadPool>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr std::chrono::hours longestTtl { 24 };
constexpr qsizetype longestTag = 1024; // an ETag or a date; longer ones are not sent back
constexpr int movedFor = 2; // so many answers in a row make a move one

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FeedConnector)
};

/// A header's value that may be sent back as it came.
QByteArray echoable(const QByteArray &value)
{
    const bool isPlain = std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    return isPlain && value.size() <= longestTag ? value : QByteArray();
}

bool isPage(const HttpResponse &answer)
{
    const QByteArray start = answer.body.left(1024).trimmed().toLower();
    return answer.header("Content-Type").toLower().contains("html") || start.startsWith("<!doctype html")
        || start.startsWith("<html");
}

Error said(Error::Kind kind, const QString &message, const HttpResponse &answer)
{
    return { kind, message, QStringLiteral("status %1").arg(answer.status),
        Pacing::retryAfter(answer).value_or(std::chrono::seconds { 0 }) };
}

Error noFeed(const HttpResponse &answer, const Error &why)
{
    if (isPage(answer))
        return { Error::Kind::Malformed,
            Words::tr(
                "There is a page where the feed was, perhaps the login page of this network. Nothing was changed."),
            QStringLiteral("html: ") + why.detail, std::chrono::seconds { 0 } };
    return { Error::Kind::Malformed, Words::tr("What came is not a feed, or only a piece of one. Nothing was changed."),
        why.detail, std::chrono::seconds { 0 } };
}

} // namespace

struct FeedConnector::Turn {
    QPromise<Result<Page>> promise;
    FeedMark mark;
    bool isFirst = false;
    void end(const Result<Page> &page)
    {
        promise.addResult(page);
        promise.finish();
    }
};

QByteArray FeedMark::toBytes() const
{
    QJsonObject json;
    if (!etag.isEmpty())
        json.insert(QStringLiteral("etag"), QString::fromLatin1(etag));
    if (!modified.isEmpty())
        json.insert(QStringLiteral("modified"), QString::fromLatin1(modified));
    if (ttl.count() > 0)
        json.insert(QStringLiteral("ttl"), qint64(ttl.count()));
    if (movedTimes > 0) {
        json.insert(QStringLiteral("moved"), moved.toString(QUrl::FullyEncoded));
        json.insert(QStringLiteral("times"), movedTimes);
    }
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

FeedMark FeedMark::fromBytes(const QByteArray &cursor)
{
    const QJsonObject json = QJsonDocument::fromJson(cursor).object();
    const auto text = [&](const char *key) { return json.value(QLatin1String(key)).toString(); };
    FeedMark mark;
    mark.etag = text("etag").toLatin1();
    mark.modified = text("modified").toLatin1();
    mark.ttl = std::chrono::seconds { json.value(QLatin1String("ttl")).toInteger() };
    mark.moved = QUrl(text("moved"));
    mark.movedTimes = json.value(QLatin1String("times")).toInt();
    return mark;
}

HttpRequest feedRequest(const QUrl &address, const QString &typed)
{
    HttpRequest request;
    request.url = address;
    request.typed = typed;
    request.limit = feedbounds::bytes;
    request.headers = { { "Accept",
        "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
        "application/json;q=0.8, text/html;q=0.5, */*;q=0.1" } };
    return request;
}

Error feedError(const HttpResponse &answer)
{
    const QString host = hostForPeople(answer.url);
    switch (answer.status) {
    case 401:
    case 403:
        return said(Error::Kind::Refused,
            Words::tr("“%1” does not let us read this feed. Look whether it wants to be read by members only.")
                .arg(host),
            answer);
    case 404:
        return said(Error::Kind::Missing, Words::tr("“%1” has nothing at this address (404).").arg(host), answer);
    case 410:
        return { Error::Kind::Expired,
            Words::tr(
                "“%1” says that this feed is gone for good. It is not asked any more; what came stays. Remove it, or "
                "follow its new address if it has one.")
                .arg(host),
            QStringLiteral("status 410"), std::chrono::seconds { 0 } };
    case 429:
        return said(Error::Kind::Busy, Words::tr("“%1” is asked too often, by us or by others.").arg(host), answer);
    default:
        break;
    }
    if (answer.status >= 500)
        return said(
            Error::Kind::Busy, Words::tr("“%1” has trouble of its own (%2).").arg(host).arg(answer.status), answer);
    return said(Error::Kind::Refused,
        Words::tr("“%1” answered with something that is no feed (%2).").arg(host).arg(answer.status), answer);
}

QFuture<Result<Feed>> readFeed(const HttpResponse &answer)
{
    auto promise = std::make_shared<QPromise<Result<Feed>>>();
    auto future = promise->future();
    promise->start();
    // A pool of its own: on the program's the window paints, and would wait behind a long feed.
    static QThreadPool readers;
    readers.setMaxThreadCount(1);
    readers.start([promise, answer] {
        promise->addResult(
            parseFeed(answer.body, { answer.header("Content-Type"), answer.url, answer.header("Content-Language") }));
        promise->finish();
    });
    return future;
}

FeedConnector::FeedConnector(Source source, HttpClient &client)
    : m_source(std::move(source))
    , m_client(client)
{
}

std::chrono::seconds FeedConnector::pace() const
{
    return std::max(m_source.pace, m_ttl);
}

QFuture<Result<Page>> FeedConnector::fetch(const QByteArray &cursor)
{
    auto turn = std::make_shared<Turn>();
    turn->promise.start();
    turn->mark = FeedMark::fromBytes(cursor);
    turn->isFirst = cursor.isEmpty();
    m_ttl = turn->mark.ttl;
    HttpRequest request = feedRequest(m_source.address, m_source.typed);
    if (!turn->mark.etag.isEmpty())
        request.headers.append({ "If-None-Match", turn->mark.etag });
    if (!turn->mark.modified.isEmpty())
        request.headers.append({ "If-Modified-Since", turn->mark.modified });
    auto future = turn->promise.future();
    whenDone(m_client.send(request), &m_here, [this, turn](const Result<HttpResponse> &answer) { hear(turn, answer); });
    return future;
}

void FeedConnector::hear(const TurnPtr &turn, const Result<HttpResponse> &answer)
{
    if (!answer)
        return turn->end(tl::unexpected(answer.error()));
    if (answer->status == 304 && !turn->isFirst)
        return notModified(turn, *answer);
    if (answer->status != 200)
        return turn->end(tl::unexpected(feedError(*answer)));
    whenDone(readFeed(*answer), &m_here,
        [this, turn, answer = *answer](const Result<Feed> &feed) { take(turn, answer, feed); });
}

namespace {

/// The mark after an answer in which the feed was: counts how often it was found at one new address.
void countMove(FeedMark &mark, const HttpResponse &answer)
{
    const QUrl moved = answer.movedTo();
    mark.movedTimes = moved.isEmpty() ? 0 : mark.moved == moved ? mark.movedTimes + 1 : 1;
    mark.moved = moved;
}

Page pageOf(const FeedMark &mark, const HttpResponse &answer)
{
    Page page;
    page.cursor = mark.toBytes();
    page.clockAhead = Pacing::clockAhead(answer);
    if (mark.movedTimes >= movedFor)
        page.movedTo = mark.moved.toString(QUrl::FullyEncoded);
    return page;
}

} // namespace

void FeedConnector::notModified(const TurnPtr &turn, const HttpResponse &answer)
{
    FeedMark mark = turn->mark;
    countMove(mark, answer);
    turn->end(pageOf(mark, answer));
}

void FeedConnector::take(const TurnPtr &turn, const HttpResponse &answer, const Result<Feed> &feed)
{
    if (!feed)
        return turn->end(tl::unexpected(noFeed(answer, feed.error())));
    FeedMark mark = turn->mark;
    countMove(mark, answer);
    mark.etag = echoable(answer.header("ETag"));
    mark.modified = echoable(answer.header("Last-Modified"));
    mark.ttl = std::min<std::chrono::seconds>(feed->ttl.value_or(std::chrono::minutes { 0 }), longestTtl);
    m_ttl = mark.ttl;
    Page page = pageOf(mark, answer);
    page.arrivals = toArrivals(*feed, m_source.name);
    page.asHistory = turn->isFirst;
    turn->end(page);
}

} // namespace wheelhouse
