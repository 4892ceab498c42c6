#include "core/connectors/feed/feedwire.h"

#include "core/base/html.h"
#include "core/base/text.h"
#include "core/connectors/feed/feedbytes.h"
#include "core/connectors/feed/feedjson.h"
#include "core/connectors/feed/feedxml.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Feed)
};

Result<Feed> readText(const DecodedText &decoded, const FeedSource &source)
{
    const QStringView text = QStringView(decoded.text).trimmed();
    if (text.isEmpty())
        return fail(Error::Kind::Malformed, Words::tr("There is nothing in the feed."));
    if (text.front() == u'{' || text.front() == u'[')
        return readJsonFeed(text.toUtf8(), source);
    return readXmlFeed(text, source);
}

} // namespace

Result<Feed> parseFeed(QByteArrayView bytes, const FeedSource &source)
{
    if (bytes.size() > feedbounds::bytes)
        return fail(Error::Kind::Refused,
            Words::tr("The feed is longer than %L1 MB; it is not read.").arg(feedbounds::bytes / 1024 / 1024));
    const DecodedText decoded = decodedText(bytes, source.contentType);
    auto feed = readText(decoded, source);
    if (!feed)
        return feed;
    feed->encoding = decoded.encoding;
    feed->problems = decoded.problems + feed->problems;
    for (FeedEntry &entry : feed->entries)
        if (entry.language.isNull())
            entry.language = feed->language;
    return feed;
}

QString plainTitle(const Feed &feed)
{
    return oneLine(feed.title.isHtml ? plainFromHtml(feed.title.value).text : plainFromText(feed.title.value).text);
}

} // namespace wheelhouse
