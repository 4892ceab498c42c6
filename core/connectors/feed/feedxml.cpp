#include "core/connectors/feed/feedxml.h"

#include "core/connectors/feed/feedfields.h"
#include "core/connectors/feed/feedfiling.h"
#include "core/connectors/feed/feedhtml.h"
#include "core/connectors/feed/feednames.h"
#include "core/connectors/feed/feedwire.h"
#include "core/connectors/feed/feedwords.h"
#include "core/connectors/feed/markup.h"

#include <QCoreApplication>

#include <vector>

namespace wheelhouse {

namespace {

constexpr qsizetype longestLanguage = 40;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Feed)
};

struct Open {
    QString written; ///< as in the file, for finding its end
    QString name; ///< with the prefix that we know, lower case
    FeedField field = FeedField::None;
    QString base;
    QString language;
    size_t namespaces = 0; ///< bound when it began
    FeedWords words; ///< what it holds
    int wordsDepth = 0; ///< > 0: inside of the words of an element, so many levels below
};

class Reader {
public:
    Reader(QStringView xml, const FeedSource &source)
        : m_reader(xml, MarkupReader::Rules::Xml)
        , m_filing(m_feed)
        , m_base(wholeAddress({}, source.url.toString(QUrl::FullyEncoded)))
        , m_language(QString::fromLatin1(source.contentLanguage.left(longestLanguage)).section(u',', 0, 0).trimmed())
    {
        m_feed.language = m_language;
    }

    Result<Feed> read()
    {
        using Token = MarkupReader::Token;
        for (Token token = m_reader.next(); token != Token::Nothing; token = m_reader.next()) {
            if (token == Token::Start)
                start();
            else if (token == Token::End)
                end(m_reader.name().toString());
            else if (!m_open.empty() && m_beyond == 0)
                text(token == Token::Cdata ? m_reader.text().toString() : decodedEntities(m_reader.text()));
        }
        const bool wasClosed = m_open.empty();
        closeDownTo(0);
        if (!m_isFeed)
            return noFeed();
        if (m_reader.sawDocumentType())
            m_feed.problems += Words::tr("The feed declares entities; they were not obeyed.");
        if (m_reader.sawBroken() || !wasClosed || m_isCrossed)
            m_feed.problems += Words::tr("The feed is not well-formed; what could be read was.");
        if (m_isCut)
            m_feed.problems += Words::tr("Some texts of the feed are too long; they were cut.");
        if (m_isTooDeep)
            m_feed.problems += Words::tr("Elements of the feed stand too deep in each other.");
        return std::move(m_feed);
    }

private:
    // --- names

    [[nodiscard]] QString attribute(QStringView name) const
    {
        for (const auto &each : m_reader.attributes())
            if (each.name.compare(name, Qt::CaseInsensitive) == 0)
                return decodedEntities(each.value).trimmed();
        return {};
    }
    [[nodiscard]] bool has(QStringView name) const
    {
        const auto &all = m_reader.attributes();
        return std::any_of(all.begin(), all.end(),
            [&](const auto &each) { return each.name.compare(name, Qt::CaseInsensitive) == 0; });
    }

    // --- elements

    void start()
    {
        if (m_beyond > 0 || m_open.size() >= size_t(feedbounds::depth)) {
            m_isTooDeep = true;
            m_beyond += m_reader.closesItself() ? 0 : 1;
            return;
        }
        Open open;
        open.namespaces = m_names.bound();
        m_names.bind(m_reader.attributes());
        open.written = m_reader.name().toString();
        open.name = m_names.canonical(open.written);
        open.field = feedField(open.name);
        closeForgotten(open.field);
        scope(open);
        if (!m_isFeed)
            beginDocument(open);
        m_open.push_back(std::move(open));
        begin(m_open.back());
        if (m_reader.closesItself())
            closeDownTo(m_open.size() - 1);
    }
    /// An entry cannot stand in an entry, nor a field in a short one: somebody forgot an end tag.
    void closeForgotten(FeedField field)
    {
        if (field == FeedField::None || m_open.empty())
            return;
        if (field == FeedField::Entry && m_filing.isInEntry()) {
            size_t at = m_open.size();
            while (at > 0 && m_open[at - 1].field != FeedField::Entry)
                --at;
            // In the source of an Atom entry, or in words that are XHTML, it is no entry of ours.
            if (at > 0 && !isSkipping())
                cross(at - 1);
            return;
        }
        const Open &top = m_open.back();
        if (top.field != FeedField::None && !isBracket(top.field) && !bearsWords(top.field) && top.wordsDepth == 0)
            cross(m_open.size() - 1);
    }
    void cross(size_t size)
    {
        m_isCrossed = true;
        closeDownTo(size);
    }
    [[nodiscard]] bool isSkipping() const { return m_skipped > 0; }

    void scope(Open &open) const
    {
        open.base = m_open.empty() ? m_base : m_open.back().base;
        open.language = m_open.empty() ? m_language : m_open.back().language;
        if (const QString base = attribute(u"xml:base"); !base.isEmpty())
            if (const QString whole = wholeAddress(open.base, base); !whole.isEmpty())
                open.base = whole;
        const QStringView name = has(u"xml:lang") ? u"xml:lang" : u"lang";
        if (has(name)) {
            open.language = attribute(name).left(longestLanguage).replace(QLatin1Char('_'), QLatin1Char('-'));
            if (open.language.isEmpty())
                open.language = QLatin1String(""); // it says "none", which is not saying nothing
        }
        if (!m_open.empty() && (m_open.back().wordsDepth > 0 || bearsWords(m_open.back().field)))
            open.wordsDepth = m_open.back().wordsDepth + 1;
    }
    /// Some servers put a page around the feed; then it begins further in, by a name that no page knows.
    void beginDocument(const Open &root)
    {
        const bool isOutermost = m_open.empty();
        if (isOutermost && m_rootName.isEmpty())
            m_rootName = root.name;
        const QString version = attribute(u"version").remove(QLatin1Char('.'));
        const QString uri = m_names.uriOf({}).toLower();
        m_isFeed = true;
        if (root.name == u"rss" || root.name == u"rdf:rss") {
            m_feed.version = QStringLiteral("rss") + version;
        } else if (root.name == u"rdf:rdf" || root.name == u"rdf") {
            m_feed.dialect = Feed::Dialect::Rdf;
            m_feed.version = uri.contains(u"netscape") ? QStringLiteral("rss090") : QStringLiteral("rss10");
        } else if (root.name == u"feed"
            || (isOutermost && (root.field == FeedField::Channel || root.field == FeedField::Entry))) {
            const bool isCdf = root.name == u"channel";
            m_feed.dialect = isCdf     ? Feed::Dialect::Cdf
                : root.name == u"item" ? Feed::Dialect::Rss
                                       : Feed::Dialect::Atom;
            m_feed.version = isCdf ? QStringLiteral("cdf") : QStringLiteral("atom") + atomVersion(version);
        } else {
            m_isFeed = false;
        }
        if (m_isFeed && !root.language.isEmpty())
            m_feed.language = root.language;
    }
    [[nodiscard]] QString atomVersion(const QString &version) const
    {
        return version.isEmpty() ? QStringLiteral("10") : version;
    }
    [[nodiscard]] bool guesses() const { return m_feed.dialect != Feed::Dialect::Atom; }

    void begin(Open &open)
    {
        if (!m_isFeed) {
            open.field = FeedField::None;
            return;
        }
        if (open.wordsDepth > 0) {
            wordsHolder().words.opens(localName(open), markup(open), open.wordsDepth, false);
            return;
        }
        if (isSkipping()) {
            m_skipped += open.field == FeedField::Skipped;
            open.field = open.field == FeedField::Skipped ? open.field : FeedField::None;
            return;
        }
        open.words = FeedWords(open.field, attribute(u"type"), attribute(u"mode"));
        beginField(open);
    }
    void beginField(Open &open)
    {
        switch (open.field) {
        case FeedField::Skipped:
            ++m_skipped;
            break;
        case FeedField::Entry:
            m_filing.beginEntry(attribute(u"rdf:about"));
            cdf(open);
            break;
        case FeedField::Channel:
            cdf(open);
            break;
        case FeedField::Author:
            m_filing.beginAuthor();
            break;
        case FeedField::Guid:
        case FeedField::Id:
            m_filing.permalink(attribute(u"isPermaLink").toLower() != u"false");
            break;
        default:
            beginWithAttributes(open);
        }
    }
    void cdf(const Open &open)
    {
        if (m_feed.dialect != Feed::Dialect::Cdf)
            return;
        if (has(u"href"))
            m_filing.link(wholeAddress(open.base, attribute(u"href")), {}, {});
        if (has(u"lastmod"))
            m_filing.lastModified(attribute(u"lastmod"));
    }
    void beginWithAttributes(Open &open)
    {
        const auto address = [&](QStringView name) { return wholeAddress(open.base, attribute(name)); };
        switch (open.field) {
        case FeedField::Link:
            if (has(u"href"))
                m_filing.link(address(u"href"), attribute(u"rel"), attribute(u"type"));
            break;
        case FeedField::Enclosure:
            m_filing.attachment(address(has(u"url") ? u"url" : u"href"), attribute(u"type"), {}, {});
            break;
        case FeedField::MediaContent:
            m_filing.attachment(address(u"url"), attribute(u"type"), attribute(u"medium"), {});
            break;
        case FeedField::Category:
            m_filing.category(has(u"label") && !attribute(u"label").isEmpty() ? attribute(u"label")
                    : has(u"term")                                            ? attribute(u"term")
                                                                              : attribute(u"text"));
            break;
        case FeedField::InReplyTo:
            m_filing.answers(attribute(u"ref"));
            break;
        default:
            break;
        }
    }

    // --- words with markup in them

    [[nodiscard]] Open &wordsHolder() { return m_open[m_open.size() - 1 - size_t(m_open.back().wordsDepth)]; }
    static QString localName(const Open &open) { return open.written.section(QLatin1Char(':'), -1); }
    /// The tag as HTML has it: without prefixes, which the words' place in a file would lose.
    [[nodiscard]] QString markup(const Open &open) const
    {
        QString tag = localName(open);
        for (const auto &each : m_reader.attributes()) {
            if (each.name.startsWith(u"xmlns"))
                continue;
            QString value = each.value.toString();
            value.replace(QLatin1Char('"'), QStringLiteral("&quot;"));
            tag += u' ' + each.name.toString() + QStringLiteral("=\"") + value + u'"';
        }
        return tag;
    }

    // --- letters and ends

    void text(const QString &letters)
    {
        if (isSkipping())
            return;
        Open &top = m_open.back();
        Open &holder = top.wordsDepth > 0 ? wordsHolder() : top;
        if (holder.field == FeedField::None || (isBracket(holder.field) && holder.field != FeedField::Author))
            return;
        holder.words.text(letters);
        m_isCut = m_isCut || holder.words.isFull();
    }
    void end(const QString &written)
    {
        if (m_beyond > 0) {
            --m_beyond;
            return;
        }
        size_t at = m_open.size();
        while (at > 0 && m_open[at - 1].written != written)
            --at;
        if (at == 0) { // once more, for those who do not mind capitals
            at = m_open.size();
            while (at > 0 && m_open[at - 1].written.compare(written, Qt::CaseInsensitive) != 0)
                --at;
        }
        m_isCrossed = m_isCrossed || at != m_open.size();
        if (at > 0)
            closeDownTo(at - 1);
    }
    void closeDownTo(size_t size)
    {
        while (m_open.size() > size) {
            close(m_open.back());
            m_names.unbind(m_open.back().namespaces);
            m_open.pop_back();
        }
    }
    void close(Open &open)
    {
        if (open.wordsDepth > 0) {
            wordsHolder().words.closes(localName(open), open.wordsDepth);
            return;
        }
        if (open.field == FeedField::Skipped && m_skipped > 0)
            --m_skipped;
        if (isSkipping() || open.field == FeedField::None || open.field == FeedField::Skipped)
            return;
        const int depth = int(m_open.size());
        if (open.field == FeedField::Entry)
            m_filing.endEntry();
        else if (open.field == FeedField::Author)
            m_filing.endAuthor(withoutControls(open.words.plain()), depth);
        else
            m_filing.file({ open.field, depth, withoutControls(open.words.plain()), finishedWords(open), open.base });
    }
    [[nodiscard]] FeedText finishedWords(Open &open) const
    {
        if (!bearsWords(open.field))
            return {};
        const bool unwraps = m_feed.version == u"atom10";
        return open.words.finished(open.base, open.language, guesses(), unwraps);
    }

    tl::unexpected<Error> noFeed() const
    {
        if (m_rootName == u"html" || m_rootName == u"xhtml:html")
            return fail(Error::Kind::Malformed,
                Words::tr("This is a web page, not a feed. The page may name one: look for feeds in it."), m_rootName);
        return fail(Error::Kind::Malformed, Words::tr("There is no feed in what came."), m_rootName.left(40));
    }

    MarkupReader m_reader;
    Feed m_feed;
    FeedFiling m_filing;
    QString m_base;
    QString m_language;
    std::vector<Open> m_open;
    FeedNames m_names;
    QString m_rootName;
    int m_beyond = 0; ///< levels too deep
    int m_skipped = 0;
    bool m_isFeed = false;
    bool m_isCut = false;
    bool m_isCrossed = false;
    bool m_isTooDeep = false;
};

} // namespace

Result<Feed> readXmlFeed(QStringView xml, const FeedSource &source)
{
    return Reader(xml, source).read();
}

} // namespace wheelhouse
