#include "core/connectors/bluesky/blueskysheets.h"

#include "core/connectors/bluesky/blueskywire.h"

namespace wheelhouse::bluesky {

namespace {

constexpr QLatin1String notifications("notifications");
constexpr QLatin1String ourPosts("ours");
constexpr QLatin1String searchPrefix("search ");

Result<Sheet> readHeard(const QByteArray &body, const QString &ours)
{
    auto page = readNotifications(body, ours);
    if (!page)
        return tl::unexpected(page.error());
    Sheet sheet { {}, page->refused, page->cursor };
    for (Heard &each : page->heard)
        sheet.items.append({ notifications, each.uri, each.at.toMSecsSinceEpoch(), each.isPost, std::move(each.arrival),
            std::move(each.response) });
    return sheet;
}

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

QStringList listsOf(const QStringList &listens)
{
    QStringList lists { notifications, ourPosts };
    for (const QString &words : listens)
        lists.append(searchPrefix + words);
    return lists;
}

bool isSearch(const QString &list)
{
    return list.startsWith(searchPrefix);
}

BlueskyCalls::Call callOf(const QString &list, const QString &cursor, const QString &ours)
{
    BlueskyCalls::Call call;
    call.query.addQueryItem(QStringLiteral("limit"), QStringLiteral("100"));
    if (list == notifications) {
        call.name = QStringLiteral("app.bsky.notification.listNotifications");
        // Without it an account's setting in the app can hide everybody whom it does not follow.
        call.query.addQueryItem(QStringLiteral("priority"), QStringLiteral("false"));
    } else if (list == ourPosts) {
        call.name = QStringLiteral("app.bsky.feed.getAuthorFeed");
        call.query.addQueryItem(QStringLiteral("actor"), ours);
        call.query.addQueryItem(QStringLiteral("filter"), QStringLiteral("posts_with_replies"));
    } else {
        call.name = QStringLiteral("app.bsky.feed.searchPosts");
        call.query.addQueryItem(QStringLiteral("sort"), QStringLiteral("latest"));
        call.query.addQueryItem(QStringLiteral("q"), encoded(list.mid(searchPrefix.size())));
    }
    if (!cursor.isEmpty())
        call.query.addQueryItem(QStringLiteral("cursor"), encoded(cursor));
    return call;
}

Result<Sheet> readSheet(const QString &list, const QByteArray &body, const QString &ours)
{
    if (list == notifications)
        return readHeard(body, ours);
    auto posts = list == ourPosts ? readFeed(body, ours) : readPosts(body, ours);
    if (!posts)
        return tl::unexpected(posts.error());
    Sheet sheet { {}, posts->refused, posts->cursor };
    for (PostView &each : posts->posts) {
        const Arrival &post = each.arrival;
        const qint64 at = post.writtenAt ? post.writtenAt->toMSecsSinceEpoch() : 0;
        if (list != ourPosts || post.author.isUs)
            sheet.items.append({ list, post.globalName, at, false, std::move(each.arrival) });
    }
    return sheet;
}

} // namespace wheelhouse::bluesky
