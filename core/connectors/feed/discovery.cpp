#include "core/connectors/feed/discovery.h"

#include "core/base/links.h"
#include "core/base/text.h"
#include "core/connectors/feed/feedbytes.h"
#include "core/connectors/feed/feedhtml.h"
#include "core/connectors/feed/markup.h"

#include <array>

namespace wheelhouse {

namespace {

constexpr qsizetype mostBytes = 4 * 1024 * 1024; ///< of a page; its links stand at its beginning
constexpr qsizetype mostFeeds = 50;
constexpr int longestTitle = 300;

constexpr std::array<QStringView, 8> feedTypes { u"application/rss+xml", u"application/atom+xml",
    u"application/feed+json", u"application/rdf+xml", u"application/rss", u"application/atom", u"text/rss+xml",
    u"text/atom+xml" };
/// Said by some of feeds, and by others of something else; then the words of the link must say that it is one.
constexpr std::array<QStringView, 3> vagueTypes { u"application/json", u"application/xml", u"text/xml" };

bool looksLikeFeed(const QUrl &url)
{
    static constexpr std::array<QStringView, 8> endings { u".rss", u".atom", u".rdf", u".xml", u"/rss", u"/atom",
        u"/feed", u"feed.json" };
    QString path = url.path().toLower();
    while (path.endsWith(u'/'))
        path.chop(1);
    const bool isOne =
        std::any_of(endings.begin(), endings.end(), [&](QStringView ending) { return path.endsWith(ending); });
    return isOne && !path.endsWith(u"sitemap.xml") && !path.endsWith(u"opml.xml");
}

/// No tree is built: what is asked stands in three tags, and a page may be of any size and shape.
class Page {
public:
    Page(QStringView html, const QUrl &url)
        : m_reader(html, MarkupReader::Rules::Html)
        , m_base(wholeAddress({}, url.toString(QUrl::FullyEncoded)))
    {
    }
    QList<FoundFeed> feeds()
    {
        using Token = MarkupReader::Token;
        for (Token token = m_reader.next(); token != Token::Nothing; token = m_reader.next())
            if (token == Token::Start)
                start(m_reader.name().toString().toLower());
        for (const FoundFeed &guess : std::as_const(m_guesses))
            add(m_found, guess);
        return m_found.mid(0, mostFeeds);
    }

private:
    [[nodiscard]] QString attribute(QStringView name) const
    {
        for (const auto &each : m_reader.attributes())
            if (each.name.compare(name, Qt::CaseInsensitive) == 0)
                return decodedEntities(each.value).trimmed();
        return {};
    }
    void start(const QString &name)
    {
        if (name == u"script" || name == u"style" || name == u"template" || name == u"noscript")
            m_reader.skipTo(name);
        else if (name == u"base")
            rebase();
        else if (name == u"link")
            named();
        else if (name == u"a")
            guessed();
    }
    /// The first base counts (html.spec.whatwg.org/#the-base-element).
    void rebase()
    {
        const QString href = attribute(u"href");
        if (!m_isRebased && !href.isEmpty()) {
            m_base = wholeAddress(m_base, href);
            m_isRebased = true;
        }
    }
    [[nodiscard]] QUrl address() const
    {
        QString href = attribute(u"href");
        if (href.startsWith(u"feed:", Qt::CaseInsensitive))
            href = href.mid(5);
        if (href.startsWith(u"//") && m_base.isEmpty())
            href.prepend(QStringLiteral("https:"));
        const LinkCheck check = checkLink(href.isEmpty() ? QString() : wholeAddress(m_base, href), {});
        return check.openable && check.url.scheme().startsWith(u"http") ? check.url : QUrl();
    }
    void named()
    {
        const QStringList relations = attribute(u"rel").toLower().simplified().split(u' ');
        const QString type = attribute(u"type").toLower().section(u';', 0, 0).trimmed();
        const QString title = shorten(oneLine(attribute(u"title")), longestTitle);
        const bool isAlternate =
            relations.contains(QStringLiteral("alternate")) || relations.contains(QStringLiteral("feed"));
        const bool isFeed = std::find(feedTypes.begin(), feedTypes.end(), type) != feedTypes.end();
        const bool isVague = std::find(vagueTypes.begin(), vagueTypes.end(), type) != vagueTypes.end();
        const QUrl url = address();
        if (!isAlternate || url.isEmpty())
            return;
        const bool saysSo = relations.contains(QStringLiteral("feed")) || looksLikeFeed(url)
            || title.contains(u"feed", Qt::CaseInsensitive) || title.contains(u"rss", Qt::CaseInsensitive);
        if (isFeed || ((isVague || type.isEmpty()) && saysSo))
            add(m_found, { url, title, type, false });
    }
    void guessed()
    {
        if (const QUrl url = address(); !url.isEmpty() && looksLikeFeed(url))
            add(m_guesses, { url, shorten(oneLine(attribute(u"title")), longestTitle), {}, true });
    }
    static void add(QList<FoundFeed> &list, const FoundFeed &feed)
    {
        const auto isSame = [&](const FoundFeed &known) { return known.url == feed.url; };
        if (list.size() < mostFeeds && std::none_of(list.begin(), list.end(), isSame))
            list += feed;
    }

    MarkupReader m_reader;
    QString m_base;
    QList<FoundFeed> m_found;
    QList<FoundFeed> m_guesses;
    bool m_isRebased = false;
};

} // namespace

QList<FoundFeed> discoverFeeds(QByteArrayView page, const QByteArray &contentType, const QUrl &pageUrl)
{
    const DecodedText decoded = decodedText(page.first(qMin(page.size(), mostBytes)), contentType);
    return Page(decoded.text, pageUrl).feeds();
}

} // namespace wheelhouse
