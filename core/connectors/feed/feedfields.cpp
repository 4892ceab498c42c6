#include "core/connectors/feed/feedfields.h"

#include <QHash>

namespace wheelhouse {

namespace {

using Field = FeedField;

const QHash<QString, FeedField> &fields()
{
    static const QHash<QString, FeedField> all {
        { QStringLiteral("channel"), Field::Channel },
        { QStringLiteral("feed"), Field::Channel },
        { QStringLiteral("item"), Field::Entry },
        { QStringLiteral("entry"), Field::Entry },
        { QStringLiteral("product"), Field::Entry },
        { QStringLiteral("source"), Field::Skipped },
        { QStringLiteral("image"), Field::Skipped },
        { QStringLiteral("textinput"), Field::Skipped },
        { QStringLiteral("contributor"), Field::Skipped },
        { QStringLiteral("dc:contributor"), Field::Skipped },
        { QStringLiteral("itunes:owner"), Field::Skipped },
        { QStringLiteral("cloud"), Field::Skipped },
        { QStringLiteral("skiphours"), Field::Skipped },
        { QStringLiteral("skipdays"), Field::Skipped },
        { QStringLiteral("media:group"), Field::Group },
        { QStringLiteral("title"), Field::Title },
        { QStringLiteral("dc:title"), Field::Title },
        { QStringLiteral("media:title"), Field::MediaTitle },
        { QStringLiteral("description"), Field::Description },
        { QStringLiteral("dc:description"), Field::Description },
        { QStringLiteral("abstract"), Field::Abstract },
        { QStringLiteral("summary"), Field::Summary },
        { QStringLiteral("itunes:summary"), Field::Summary },
        { QStringLiteral("media:description"), Field::MediaDescription },
        { QStringLiteral("media:text"), Field::Skipped },
        { QStringLiteral("subtitle"), Field::Subtitle },
        { QStringLiteral("tagline"), Field::Subtitle },
        { QStringLiteral("info"), Field::Subtitle },
        { QStringLiteral("itunes:subtitle"), Field::Subtitle },
        { QStringLiteral("content"), Field::Content },
        { QStringLiteral("content:encoded"), Field::Encoded },
        { QStringLiteral("fullitem"), Field::Encoded },
        { QStringLiteral("body"), Field::Body },
        { QStringLiteral("xhtml:body"), Field::Body },
        { QStringLiteral("id"), Field::Id },
        { QStringLiteral("guid"), Field::Guid },
        { QStringLiteral("link"), Field::Link },
        { QStringLiteral("author"), Field::Author },
        { QStringLiteral("dc:creator"), Field::Author },
        { QStringLiteral("dc:author"), Field::Author },
        { QStringLiteral("itunes:author"), Field::Author },
        { QStringLiteral("managingeditor"), Field::Author },
        { QStringLiteral("name"), Field::Name },
        { QStringLiteral("foaf:name"), Field::Name },
        { QStringLiteral("email"), Field::Email },
        { QStringLiteral("url"), Field::Url },
        { QStringLiteral("uri"), Field::Url },
        { QStringLiteral("homepage"), Field::Url },
        { QStringLiteral("pubdate"), Field::Published },
        { QStringLiteral("published"), Field::Published },
        { QStringLiteral("issued"), Field::Published },
        { QStringLiteral("dcterms:issued"), Field::Published },
        { QStringLiteral("updated"), Field::Updated },
        { QStringLiteral("modified"), Field::Updated },
        { QStringLiteral("dcterms:modified"), Field::Updated },
        { QStringLiteral("dc:date"), Field::Updated },
        { QStringLiteral("lastbuilddate"), Field::Updated },
        { QStringLiteral("created"), Field::Created },
        { QStringLiteral("dcterms:created"), Field::Created },
        { QStringLiteral("language"), Field::Language },
        { QStringLiteral("dc:language"), Field::Language },
        { QStringLiteral("category"), Field::Category },
        { QStringLiteral("dc:subject"), Field::Category },
        { QStringLiteral("itunes:category"), Field::Category },
        { QStringLiteral("comments"), Field::Comments },
        { QStringLiteral("enclosure"), Field::Enclosure },
        { QStringLiteral("media:content"), Field::MediaContent },
        { QStringLiteral("ttl"), Field::Ttl },
        { QStringLiteral("sy:updateperiod"), Field::UpdatePeriod },
        { QStringLiteral("sy:updatefrequency"), Field::UpdateFrequency },
        { QStringLiteral("newlocation"), Field::NewUrl },
        { QStringLiteral("itunes:new-feed-url"), Field::NewUrl },
        { QStringLiteral("thr:in-reply-to"), Field::InReplyTo },
    };
    return all;
}

const QHash<QString, QString> &prefixes()
{
    static const QHash<QString, QString> all = [] {
        struct Uri {
            const char *uri;
            const char *prefix;
        };
        static constexpr Uri uris[] = {
            { "http://backend.userland.com/rss", "" },
            { "http://backend.userland.com/rss2", "" },
            { "http://blogs.law.harvard.edu/tech/rss", "" },
            { "http://purl.org/rss/1.0/", "" },
            { "http://my.netscape.com/rdf/simple/0.9/", "" },
            { "http://channel.netscape.com/rdf/simple/0.9/", "" },
            { "http://example.com/newformat#", "" },
            { "http://example.com/necho", "" },
            { "http://purl.org/echo/", "" },
            { "uri/of/echo/namespace#", "" },
            { "http://purl.org/pie/", "" },
            { "http://purl.org/atom/ns#", "" },
            { "http://www.w3.org/2005/atom", "" },
            { "https://www.w3.org/2005/atom", "" },
            { "http://purl.org/rss/1.0/modules/rss091#", "" },
            { "http://purl.org/rss/1.0/modules/content/", "content" },
            { "http://purl.org/dc/elements/1.1/", "dc" },
            { "http://purl.org/dc/elements/1.0/", "dc" },
            { "http://purl.org/dc/terms/", "dcterms" },
            { "http://xmlns.com/foaf/0.1/", "foaf" },
            { "http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes" },
            { "http://example.com/dtds/podcast-1.0.dtd", "itunes" },
            { "http://search.yahoo.com/mrss", "media" },
            { "http://search.yahoo.com/mrss/", "media" },
            { "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf" },
            { "http://purl.org/rss/1.0/modules/syndication/", "sy" },
            { "http://purl.org/syndication/thread/1.0", "thr" },
            { "http://www.w3.org/1999/xhtml", "xhtml" },
            { "http://www.w3.org/2000/svg", "svg" },
            { "http://www.w3.org/1998/math/mathml", "math" },
            { "http://www.w3.org/xml/1998/namespace", "xml" },
        };
        QHash<QString, QString> made;
        for (const Uri &each : uris)
            made.insert(QString::fromLatin1(each.uri), QString::fromLatin1(each.prefix));
        return made;
    }();
    return all;
}

} // namespace

FeedField feedField(QStringView canonical)
{
    return fields().value(canonical.toString(), FeedField::None);
}

QString knownPrefix(QStringView uri)
{
    const auto found = prefixes().constFind(uri.trimmed().toString().toLower());
    return found == prefixes().constEnd() ? QString() : found->isEmpty() ? QStringLiteral("") : *found;
}

bool bearsWords(FeedField field)
{
    return field == FeedField::Title || field == FeedField::MediaTitle
        || (field >= FeedField::Description && field <= FeedField::Body);
}

bool isBracket(FeedField field)
{
    return field == FeedField::Channel || field == FeedField::Entry || field == FeedField::Skipped
        || field == FeedField::Group || field == FeedField::Author;
}

} // namespace wheelhouse
