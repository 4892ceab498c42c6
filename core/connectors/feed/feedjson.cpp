#include "core/connectors/feed/feedjson.h"

#include "core/base/json.h"
#include "core/connectors/feed/feeddates.h"
#include "core/connectors/feed/feedhtml.h"
#include "core/connectors/feed/feedjsonmend.h"
#include "core/connectors/feed/feedwire.h"
#include "core/connectors/feed/feedwords.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Feed)
};

FeedText plain(const Json &value, const QString &language)
{
    return { withoutControls(value.textOr().left(feedbounds::text)).trimmed(), false, language };
}

/// The people of \a owner: a list in version 1.1, one in version 1.
Json firstAuthor(const Json &owner)
{
    const auto all = owner["authors"].items();
    return all.isEmpty() ? owner["author"] : all.first();
}

class Reader {
public:
    Reader(const Json &root, const QList<Json> &items, const FeedSource &source)
        : m_root(root)
        , m_items(items)
        , m_base(source.url.toString(QUrl::FullyEncoded))
    {
    }
    Result<Feed> read()
    {
        const QString version = m_root["version"].textOr();
        const bool isFeed = version.contains(u"jsonfeed.org/version/") || m_root["items"].kind() == Json::Kind::Array;
        if (m_root.kind() != Json::Kind::Object || !isFeed)
            return fail(Error::Kind::Malformed, Words::tr("There is no feed in what came."), m_root.path());
        m_feed.dialect = Feed::Dialect::Json;
        m_feed.version =
            QStringLiteral("json") + version.section(QLatin1Char('/'), -1).remove(QLatin1Char('.')).left(8);
        readFeed();
        int wrong = 0;
        for (const Json &item : m_items) {
            if (m_feed.entries.size() == feedbounds::entries) {
                m_feed.problems += Words::tr("The feed holds more than %L1 entries; the others were left out.")
                                       .arg(feedbounds::entries);
                break;
            }
            if (item.kind() == Json::Kind::Object)
                m_feed.entries += entry(item);
            else
                ++wrong;
        }
        if (wrong > 0)
            m_feed.problems += Words::tr("%n entries of the feed are none; they were left out.", nullptr, wrong);
        return std::move(m_feed);
    }

private:
    void readFeed()
    {
        m_feed.language = m_root["language"].textOr().left(40);
        m_feed.title = plain(m_root["title"], m_feed.language);
        m_feed.description = plain(m_root["description"], m_feed.language);
        m_feed.link = address(m_root["home_page_url"]);
        m_feed.selfUrl = address(m_root["feed_url"]);
        m_feed.nextPage = address(m_root["next_url"]);
        m_feed.author = firstAuthor(m_root)["name"].textOr().trimmed();
        m_feed.expired = m_root["expired"].truth().value_or(false);
        for (const Json &hub : m_root["hubs"].items().mid(0, 10))
            if (const QString url = address(hub["url"]); !url.isEmpty())
                m_feed.hubs += url;
    }
    FeedEntry entry(const Json &item) const
    {
        FeedEntry entry;
        entry.id = item["id"].token().trimmed(); // a number is wrong, but is what it is
        entry.language = item["language"].textOr().left(40);
        const QString language = entry.language.isEmpty() ? m_feed.language : entry.language;
        entry.title = plain(item["title"], language);
        entry.link = address(item["url"]);
        if (entry.link.isEmpty())
            entry.link = address(item["external_url"]);
        entry.author = firstAuthor(item)["name"].textOr().trimmed();
        entry.authorUrl = address(firstAuthor(item)["url"]);
        entry.published = readFeedDate(item["date_published"].textOr());
        entry.updated = readFeedDate(item["date_modified"].textOr());
        entry.summary = plain(item["summary"], language);
        entry.content = content(item, language);
        for (const Json &tag : item["tags"].items().mid(0, 100))
            if (!tag.textOr().isEmpty())
                entry.categories += tag.textOr();
        attach(item, entry);
        return entry;
    }
    FeedText content(const Json &item, const QString &language) const
    {
        if (!item["content_html"].textOr().isEmpty()) {
            const QString html = withoutControls(item["content_html"].textOr().left(feedbounds::text));
            return { cleanHtml(html, m_base), true, language };
        }
        return plain(item["content_text"], language);
    }
    void attach(const Json &item, FeedEntry &entry) const
    {
        if (const QString image = address(item["image"]); !image.isEmpty())
            entry.attachments += { image, QStringLiteral("image"), {} };
        for (const Json &each : item["attachments"].items().mid(0, feedbounds::attachments)) {
            const QString kind = each["mime_type"].textOr().section(QLatin1Char('/'), 0, 0);
            const bool isKnown = kind == u"image" || kind == u"video" || kind == u"audio";
            if (const QString url = address(each["url"]); !url.isEmpty())
                entry.attachments += { url, isKnown ? kind : QStringLiteral("other"), each["title"].textOr() };
        }
    }
    [[nodiscard]] QString address(const Json &value) const
    {
        const QString written = value.textOr().trimmed();
        return written.isEmpty() ? QString() : wholeAddress(m_base, written);
    }

    const Json &m_root;
    const QList<Json> &m_items;
    QString m_base;
    Feed m_feed;
};

} // namespace

namespace {

/// One item that is no JSON does not take the others with it.
Result<Feed> readPieces(QByteArrayView utf8, const FeedSource &source, const Error &why)
{
    const JsonPieces pieces = jsonPieces(utf8);
    const auto head = Json::parse(pieces.head);
    if (!head)
        return fail(Error::Kind::Malformed, Words::tr("The feed is no readable JSON."), why.detail);
    QList<Json> items;
    for (const QByteArray &piece : pieces.items) {
        if (items.size() > feedbounds::entries)
            break;
        if (const auto item = Json::parse(piece))
            items += *item;
    }
    auto feed = Reader(*head, items, source).read();
    if (feed)
        feed->problems += Words::tr("The feed is not well-formed; what could be read was.");
    return feed;
}

} // namespace

Result<Feed> readJsonFeed(QByteArrayView utf8, const FeedSource &source)
{
    const auto root = Json::parse(utf8);
    if (root && (*root)["rss"]["channel"].kind() == Json::Kind::Object)
        return readRssInJson((*root)["rss"]["channel"], source);
    return root ? Reader(*root, (*root)["items"].items(), source).read() : readPieces(utf8, source, root.error());
}

} // namespace wheelhouse
