#include "tests/bench/madeanswers.h"

#include "core/connectors/feed/feedconnector.h"
#include "core/connectors/wordpress/wordpressconnector.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

// Blogs and feeds.
namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;

const QString blog = u"https://blog.example"_s;

/// developer.wordpress.org/rest-api/reference/comments, as context=edit has it.
QJsonObject commentOf(const Said &said)
{
    const QString id = QString::number(1'000 + said.number);
    const int post = 1 + said.number % 5;
    const QString api = blog + u"/wp-json/wp/v2/"_s;
    const QString time = said.at.toString(u"yyyy-MM-ddTHH:mm:ss"_s);
    const QString html = u"<p>%1</p>\n"_s.arg(said.text.toHtmlEscaped());
    QJsonObject faces;
    for (const auto *size : { "24", "48", "96" })
        faces.insert(QLatin1String(size),
            u"https://secure.gravatar.com/avatar/%1?s=%2&d=mm&r=g"_s.arg(
                QString::number(qHash(said.author), 16), QLatin1String(size)));
    const auto link = [](const QString &href) { return QJsonArray { QJsonObject { { "href"_L1, href } } }; };
    const QJsonObject up { { "embeddable"_L1, true }, { "post_type"_L1, u"post"_s },
        { "href"_L1, api + u"posts/%1"_s.arg(post) } };
    return { { "id"_L1, 1'000 + said.number }, { "post"_L1, post },
        { "parent"_L1, said.parent < 0 ? 0 : 1'000 + said.parent }, { "author"_L1, 0 },
        { "author_name"_L1, u"Person "_s + said.author }, { "author_email"_L1, said.author + u"@mail.example"_s },
        { "author_url"_L1, u"https://%1.example"_s.arg(said.author) }, { "author_ip"_L1, u"192.0.2.7"_s },
        { "author_user_agent"_L1, u"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"_s },
        { "date"_L1, time }, { "date_gmt"_L1, time },
        { "content"_L1, QJsonObject { { "rendered"_L1, html }, { "raw"_L1, said.text } } },
        { "link"_L1, blog + u"/2026/11/post-%1/#comment-%2"_s.arg(post).arg(id) }, { "status"_L1, u"approved"_s },
        { "type"_L1, u"comment"_s }, { "author_avatar_urls"_L1, faces }, { "meta"_L1, QJsonArray() },
        { "_links"_L1,
            QJsonObject { { "self"_L1, link(api + u"comments/"_s + id) },
                { "collection"_L1, link(api + u"comments"_s) }, { "up"_L1, QJsonArray { up } } } } };
}

Spoken counted(const QJsonArray &items)
{
    const QByteArray total = QByteArray::number(items.size());
    return { QJsonDocument(items).toJson(QJsonDocument::Compact),
        { { "Content-Type", "application/json; charset=UTF-8" }, { "X-WP-Total", total },
            { "X-WP-TotalPages", items.isEmpty() ? "0" : "1" } } };
}

QJsonObject postOf(int number)
{
    const auto rendered = [](const QString &html) { return QJsonObject { { "rendered"_L1, html } }; };
    return { { "id"_L1, number }, { "date_gmt"_L1, u"2023-11-01T08:00:00"_s }, { "author"_L1, 2 },
        { "title"_L1, rendered(u"Roast %1"_s.arg(number)) }, { "content"_L1, rendered(u"<p>News of the roast.</p>"_s) },
        { "link"_L1, blog + u"/2026/11/post-%1/"_s.arg(number) }, { "status"_L1, u"publish"_s },
        { "type"_L1, u"post"_s } };
}

/// A feed that was recorded: what stands before its items, the items, and what stands behind.
struct RecordedFeed {
    QByteArray before;
    QList<QByteArray> items;
    QByteArray behind;

    RecordedFeed(const QString &file, const char *tag)
    {
        const QByteArray all = sharedFile(file);
        const QByteArray open = QByteArray("<") + tag;
        const QByteArray close = QByteArray("</") + tag + '>';
        qsizetype at = all.indexOf(open);
        before = all.left(std::max<qsizetype>(at, 0));
        while (at >= 0) {
            const qsizetype end = all.indexOf(close, at) + close.size();
            items.append(all.mid(at, end - at));
            behind = all.mid(end);
            at = all.indexOf(open, end);
        }
    }
};

/// What stands in the elements \a names of an item becomes \a words.
void put(QString &item, const QString &names, const QString &words)
{
    const QRegularExpression element(
        u"(<(%1)\\b[^>]*>).*?(</\\2>)"_s.arg(names), QRegularExpression::DotMatchesEverythingOption);
    item.replace(element, u"\\1"_s + words + u"\\3"_s);
}

/// An item of the feed with another name, address, time and title, and with what was said before its own words.
QString itemOf(const RecordedFeed &feed, const Said &said, bool isAtom)
{
    static const QRegularExpression words(
        u"(<(?:description|summary|content|content:encoded)\\b[^>]*>\\s*(?:<!\\[CDATA\\[)?)"_s);
    static const QRegularExpression link(u"(<link\\b[^>]*href=\")[^\"]*"_s);
    QString item = QString::fromUtf8(feed.items[said.number % feed.items.size()]);
    const QString address = u"https://journal.example/p/%1"_s.arg(said.number);
    put(item, u"guid|id"_s, address);
    put(item, u"pubDate|dc:date|published|updated"_s,
        isAtom ? said.at.toString(Qt::ISODate) : said.at.toString(Qt::RFC2822Date));
    put(item, u"title"_s, said.text.left(60).toHtmlEscaped());
    if (isAtom)
        item.replace(link, u"\\1"_s + address);
    else
        put(item, u"link"_s, address);
    return item.replace(words, u"\\1"_s + said.text.toHtmlEscaped() + u' ');
}

MadeNetwork madeFeed(const QString &name, const QString &file, bool isAtom)
{
    const auto feed = std::make_shared<RecordedFeed>(file, isAtom ? "entry" : "item");
    MadeNetwork network;
    network.name = feed->items.isEmpty() ? QString() : name;
    network.connector = [name](HttpClient &client) {
        const Channel channel { ChannelId::fromName("channel", name.toUtf8()), NetworkId::Feed, name, {} };
        return std::make_unique<FeedConnector>(FeedConnector::Source { channel, QUrl(u"https://journal.example/feed"_s),
                                                   u"https://journal.example/feed"_s, u"journal.example"_s },
            client);
    };
    network.tell = [feed, isAtom](const QList<Said> &page) {
        QByteArray body = feed->before;
        for (auto each = page.crbegin(); each != page.crend(); ++each)
            body += itemOf(*feed, *each, isAtom).toUtf8() + '\n';
        return SpokenPaths { { u"/feed"_s,
            { { body + feed->behind, { { "Content-Type", "text/xml; charset=utf-8" } } } } } };
    };
    return network;
}

} // namespace

std::vector<MadeNetwork> madeWordPress()
{
    MadeNetwork network;
    network.name = u"WordPress, comments"_s;
    network.connector = [](HttpClient &client) {
        const Channel channel { ChannelId::fromName("channel", "blog"), NetworkId::WordPress, u"Blog"_s, {} };
        return std::make_unique<WordPressConnector>(WordPressConnector::Source { channel, QUrl(blog + u"/wp-json/"_s),
                                                        blog, u"Blog"_s, u"blog.example"_s, u"2"_s },
            Secret("robin:canary"), client);
    };
    network.tell = [](const QList<Said> &page) {
        QJsonArray comments;
        for (const Said &said : page)
            comments.append(commentOf(said));
        return SpokenPaths { { u"/wp/v2/comments"_s, { counted(comments) } } };
    };
    QJsonArray posts;
    for (int i = 1; i <= 5; ++i)
        posts.append(postOf(i));
    network.always = { { u"/wp/v2/users/me"_s, { { "{\"id\":2}" } } }, { u"/wp/v2/users"_s, { { "[{\"id\":2}]" } } },
        { u"/wp/v2/posts"_s, { counted(posts) } }, { u"/wp/v2/comments"_s, { counted({}) } } };
    return { network };
}

std::vector<MadeNetwork> madeFeeds()
{
    std::vector<MadeNetwork> all { madeFeed(u"RSS"_s, u"feeds/real_rss-parser/input/guardian.rss"_s, false),
        madeFeed(u"Atom"_s, u"feeds/real_RSParser/DaringFireball.atom"_s, true) };
    std::erase_if(all, [](const MadeNetwork &each) { return each.name.isEmpty(); });
    return all;
}

} // namespace wheelhouse
