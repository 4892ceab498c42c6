#include "core/connectors/feed/feedfinder.h"

#include "core/base/html.h"
#include "core/base/lane.h"
#include "core/base/links.h"
#include "core/connectors/feed/discovery.h"
#include "core/connectors/feed/feedconnector.h"
#include "core/connectors/feed/feedwire.h"
#include "core/http/gate.h"

#include <QCoreApplication>
#include <QPromise>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr qsizetype mostNamed = 8; // of the feeds a page names, so many are looked at
constexpr qsizetype shownEntries = 3;
constexpr qsizetype titleLength = 200;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FeedFinder)
};

QString lineOf(const FeedText &text)
{
    const QString plain = text.isHtml ? plainFromHtml(text.value).text : text.value;
    return plain.simplified().left(titleLength);
}

FeedPreview::Entry shownEntry(const FeedEntry &entry)
{
    QString title = lineOf(entry.title);
    if (title.isEmpty())
        title = lineOf(entry.summary.isEmpty() ? entry.content : entry.summary);
    return { title, entry.published.at ? entry.published.at : entry.updated.at };
}

QUrl lastingAddress(const QUrl &asked, const HttpResponse &answer)
{
    const QUrl moved = answer.movedTo();
    return moved.isEmpty() ? asked : moved;
}

} // namespace

FeedPreview previewOf(const Feed &feed, const QUrl &address, const QString &typed)
{
    FeedPreview preview { address, typed, plainTitle(feed), int(feed.entries.size()), {}, feed.expired };
    for (const FeedEntry &entry : feed.entries)
        preview.newest.append(shownEntry(entry));
    std::stable_sort(preview.newest.begin(), preview.newest.end(), [](const auto &a, const auto &b) {
        return a.at.value_or(QDateTime::fromMSecsSinceEpoch(0)) > b.at.value_or(QDateTime::fromMSecsSinceEpoch(0));
    });
    preview.newest = preview.newest.mid(0, shownEntries);
    return preview;
}

struct FeedFinder::Search {
    QPromise<Result<QList<FeedPreview>>> promise;
    QString typed;
    bool mayTryHttp = false;
    QList<FoundFeed> named;
    QList<std::optional<FeedPreview>> found; ///< by the place of its name on the page
    std::optional<Error> lastError;
    qsizetype waiting = 0;
    void end(const Result<QList<FeedPreview>> &result)
    {
        promise.addResult(result);
        promise.finish();
    }
    void endWithNamed()
    {
        QList<FeedPreview> all;
        for (const auto &each : std::as_const(found))
            if (each)
                all.append(*each);
        if (all.isEmpty() && lastError)
            return end(tl::unexpected(*lastError));
        end(all);
    }
};

FeedFinder::FeedFinder(HttpClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

QFuture<Result<QList<FeedPreview>>> FeedFinder::look(const QString &typed)
{
    auto search = std::make_shared<Search>();
    search->promise.start();
    auto future = search->promise.future();
    const auto url = readAddress(typed);
    if (!url) {
        search->end(tl::unexpected(url.error()));
        return future;
    }
    search->mayTryHttp = !namesScheme(typed);
    ask(search, *url);
    return future;
}

void FeedFinder::ask(const SearchPtr &search, const QUrl &url)
{
    search->typed = typedHost(url);
    whenDone(m_client.send(feedRequest(url, search->typed)), this,
        [this, search, url](const Result<HttpResponse> &answer) { hear(search, url, answer); });
}

void FeedFinder::hear(const SearchPtr &search, const QUrl &url, const Result<HttpResponse> &answer)
{
    // Where a person named no scheme and nobody speaks https there, http may be what they meant. A certificate that is
    // wrong is Refused, and stays so.
    const bool isOffline = !answer && answer.error().kind == Error::Kind::Offline;
    if (isOffline && std::exchange(search->mayTryHttp, false)) {
        QUrl plain = url;
        plain.setScheme(QStringLiteral("http"));
        return ask(search, plain);
    }
    if (!answer)
        return search->end(tl::unexpected(answer.error()));
    if (answer->status != 200)
        return search->end(tl::unexpected(feedError(*answer)));
    whenDone(readFeed(*answer), this, [this, search, url, answer = *answer](const Result<Feed> &feed) {
        if (feed)
            return search->end(QList<FeedPreview> {
                previewOf(*feed, lastingAddress(url, answer), lastingTyped(search->typed, answer)) });
        askNamed(search, answer);
    });
}

void FeedFinder::askNamed(const SearchPtr &search, const HttpResponse &page)
{
    search->named = discoverFeeds(page.body, page.header("Content-Type"), page.url).mid(0, mostNamed);
    if (search->named.isEmpty())
        return search->end(fail(Error::Kind::Missing,
            Words::tr(
                "“%1” is no feed, and names none. Look on the page for a link called RSS, Atom or Feed, and type its "
                "address.")
                .arg(hostForPeople(page.url))));
    search->waiting = search->named.size();
    search->found.resize(search->waiting);
    for (int place = 0; place < search->named.size(); ++place)
        whenDone(m_client.send(feedRequest(search->named.at(place).url, search->typed)), this,
            [this, search, place](const Result<HttpResponse> &answer) { hearNamed(search, place, answer); });
}

void FeedFinder::hearNamed(const SearchPtr &search, int place, const Result<HttpResponse> &answer)
{
    const auto finish = [search] {
        if (--search->waiting == 0)
            search->endWithNamed();
    };
    if (!answer || answer->status != 200) {
        search->lastError = answer ? feedError(*answer) : answer.error();
        return finish();
    }
    whenDone(readFeed(*answer), this, [search, place, finish, answer = *answer](const Result<Feed> &feed) {
        const FoundFeed &named = search->named.at(place);
        if (feed) {
            search->found[place] =
                previewOf(*feed, lastingAddress(named.url, answer), lastingTyped(search->typed, answer));
            if (search->found[place]->title.isEmpty())
                search->found[place]->title = named.title;
        } else {
            search->lastError = feed.error();
        }
        finish();
    });
}

} // namespace wheelhouse
