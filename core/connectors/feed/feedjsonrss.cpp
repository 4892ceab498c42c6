#include "core/connectors/feed/feedjson.h"

#include "core/base/json.h"
#include "core/connectors/feed/feedfiling.h"
#include "core/connectors/feed/feedhtml.h"
#include "core/connectors/feed/feedwire.h"
#include "core/connectors/feed/feedwords.h"

namespace wheelhouse {

namespace {

/// A value with attributes is an object whose text stands under "#value".
QString textOf(const Json &value)
{
    return (value.kind() == Json::Kind::Object ? value["#value"].token() : value.token())
        .left(feedbounds::text)
        .trimmed();
}

class Reader {
public:
    Reader(Feed &feed, const FeedSource &source)
        : m_filing(feed)
        , m_base(wholeAddress({}, source.url.toString(QUrl::FullyEncoded)))
    {
    }
    void read(const Json &channel)
    {
        fileAll(channel, 1);
        const Json list = channel["item"];
        const auto items = list.kind() == Json::Kind::Array ? list.items() : QList<Json> { list };
        for (const Json &item : items) {
            if (item.kind() != Json::Kind::Object)
                continue;
            m_filing.beginEntry({});
            fileAll(item, 2);
            m_filing.endEntry();
        }
    }

private:
    void fileAll(const Json &object, int depth)
    {
        for (const QString &key : object.keys()) {
            const FeedField field = feedField(key.toLower());
            const Json value = object[key.toUtf8().constData()];
            if (field == FeedField::Enclosure)
                m_filing.attachment(wholeAddress(m_base, value["url"].textOr()), value["type"].textOr(), {}, {});
            else if (field == FeedField::Author)
                m_filing.endAuthor(textOf(value), depth);
            else if (field != FeedField::None && !isBracket(field))
                file(field, value, depth);
        }
    }
    void file(FeedField field, const Json &value, int depth)
    {
        if (field == FeedField::Guid)
            m_filing.permalink(value["isPermaLink"].token() != u"false");
        FeedElement element { field, depth, textOf(value), {}, m_base };
        if (bearsWords(field)) {
            FeedWords words(field, {}, {});
            words.text(element.text);
            element.words = words.finished(m_base, {}, true, false);
        }
        m_filing.file(element);
    }

    FeedFiling m_filing;
    QString m_base;
};

} // namespace

Feed readRssInJson(const Json &channel, const FeedSource &source)
{
    Feed feed;
    feed.dialect = Feed::Dialect::Json;
    feed.version = QStringLiteral("rssjson");
    Reader(feed, source).read(channel);
    return feed;
}

} // namespace wheelhouse
