#include "core/connectors/feed/opml.h"

#include "core/base/links.h"
#include "core/base/text.h"
#include "core/connectors/feed/feedbytes.h"
#include "core/connectors/feed/markup.h"

#include <QCoreApplication>
#include <QSet>
#include <QXmlStreamWriter>

namespace wheelhouse {

namespace {

constexpr qsizetype mostBytes = 64 * 1024 * 1024;
constexpr int mostOutlines = 200'000;
constexpr int mostFolders = 20; ///< deeper ones are one with that above them
constexpr int longestTitle = 300; ///< characters as a person counts them

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Opml)
};

/// One spelling for what is one feed: the host in small letters, no fragment, no "feed:" before it.
QUrl normal(QString address)
{
    if (address.startsWith(u"feed://", Qt::CaseInsensitive))
        address = QStringLiteral("http://") + address.mid(7);
    else if (address.startsWith(u"feed:", Qt::CaseInsensitive))
        address = address.mid(5);
    QUrl url(address, QUrl::StrictMode);
    url.setFragment({});
    if (url.path().isEmpty() && !url.host().isEmpty())
        url.setPath(QStringLiteral("/"));
    return url;
}

class Reader {
public:
    explicit Reader(QStringView text)
        : m_text(text)
        , m_reader(text, MarkupReader::Rules::Xml)
    {
    }
    Result<SubscriptionList> read()
    {
        using Token = MarkupReader::Token;
        for (Token token = m_reader.next(); token != Token::Nothing && m_outlines <= mostOutlines;
             token = m_reader.next()) {
            const QString name = m_reader.name().toString().toLower();
            if (token == Token::Start)
                start(name);
            else if (token == Token::End)
                end(name);
            else if (m_isInTitle)
                m_list.title += decodedEntities(m_reader.text());
        }
        if (!m_isOpml)
            return fail(Error::Kind::Malformed, Words::tr("This is no list of subscriptions (OPML)."));
        if (m_outlines > mostOutlines)
            m_list.problems +=
                Words::tr("The list holds more than %L1 rows; the others were left out.").arg(mostOutlines);
        if (m_reader.sawBroken() || m_depth != 0)
            m_list.problems += Words::tr("The list is not well-formed; what could be read was.");
        if (m_reader.sawDocumentType())
            m_list.problems += Words::tr("The list declares entities; they were not obeyed.");
        m_list.title = shorten(oneLine(m_list.title), longestTitle);
        return std::move(m_list);
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
        if (name == u"opml")
            m_isOpml = true;
        else if (name == u"title" && m_depth == 0)
            m_isInTitle = !m_reader.closesItself();
        else if (name == u"outline" && m_isOpml)
            outline();
    }
    void end(const QString &name)
    {
        if (name == u"title")
            m_isInTitle = false;
        if (name != u"outline" || m_depth == 0)
            return;
        --m_depth;
        if (m_depth < m_folders.size())
            m_folders.resize(m_depth);
    }
    void outline()
    {
        if (++m_outlines > mostOutlines)
            return;
        const QString address = attribute(u"xmlUrl");
        QString title = attribute(u"text");
        if (title.isEmpty())
            title = attribute(u"title");
        title = shorten(oneLine(title), longestTitle);
        if (!address.isEmpty())
            subscription(title, address);
        if (m_reader.closesItself())
            return;
        if (m_depth == m_folders.size() && m_depth < mostFolders)
            m_folders += title;
        ++m_depth;
    }
    void subscription(const QString &title, const QString &address)
    {
        ++m_row;
        const QUrl url = normal(address);
        if (const QString reason = refusal(url, address); !reason.isEmpty()) {
            m_list.refused += { m_row, line(), title, shorten(oneLine(address), longestTitle), reason };
            return;
        }
        const QString key = url.toString(QUrl::FullyEncoded);
        if (m_known.contains(key)) {
            ++m_list.duplicates;
            return;
        }
        m_known.insert(key);
        const LinkCheck page = checkLink(attribute(u"htmlUrl"), {});
        const bool isWeb = page.openable && page.url.scheme().startsWith(u"http");
        QStringList folders = m_folders;
        folders.removeAll(QString());
        m_list.feeds += { title, url, isWeb ? page.url : QUrl(), folders };
    }
    static QString refusal(const QUrl &url, const QString &address)
    {
        if (!url.isValid() || address.size() > 4096)
            return Words::tr("This is no address.");
        if (url.isRelative())
            return Words::tr("The address does not say where; it should begin with https://.");
        if (url.scheme() != u"http" && url.scheme() != u"https")
            return Words::tr("Only addresses that begin with http:// or https:// are followed.");
        if (const LinkCheck check = checkLink(url.toString(QUrl::FullyEncoded), {}); !check.openable)
            return check.warning;
        return {};
    }
    /// Counted on from the last time it was asked.
    [[nodiscard]] int line()
    {
        const qsizetype at = m_reader.position();
        m_line += int(m_text.sliced(m_counted, at - m_counted).count(u'\n'));
        m_counted = at;
        return m_line;
    }

    QStringView m_text;
    MarkupReader m_reader;
    SubscriptionList m_list;
    QSet<QString> m_known;
    QStringList m_folders;
    int m_depth = 0; ///< outlines that are open
    int m_outlines = 0;
    int m_row = 0;
    int m_line = 1;
    qsizetype m_counted = 0;
    bool m_isOpml = false;
    bool m_isInTitle = false;
};

/// Letters that XML 1.0 allows; the writer would write the others into a file that nobody can read.
QString writable(const QString &text)
{
    QString out = text;
    out.removeIf([](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0xfffe || c.unicode() == 0xffff; });
    return out;
}

void writeFolders(QXmlStreamWriter &xml, QStringList &open, const QStringList &wanted)
{
    qsizetype same = 0;
    while (same < open.size() && same < wanted.size() && open.at(same) == wanted.at(same))
        ++same;
    for (qsizetype i = open.size(); i > same; --i)
        xml.writeEndElement();
    for (qsizetype i = same; i < wanted.size(); ++i) {
        xml.writeStartElement(QStringLiteral("outline"));
        xml.writeAttribute(QStringLiteral("text"), writable(wanted.at(i)));
    }
    open = wanted;
}

} // namespace

Result<SubscriptionList> parseOpml(QByteArrayView bytes)
{
    if (bytes.size() > mostBytes)
        return fail(Error::Kind::Refused,
            Words::tr("The list is longer than %L1 MB; it is not read.").arg(mostBytes / 1024 / 1024));
    const DecodedText decoded = decodedText(bytes, {});
    auto list = Reader(decoded.text).read();
    if (list)
        list->problems = decoded.problems + list->problems;
    return list;
}

QByteArray toOpml(const QString &title, const QList<Subscription> &feeds)
{
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.setAutoFormatting(true);
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("opml"));
    xml.writeAttribute(QStringLiteral("version"), QStringLiteral("2.0"));
    xml.writeStartElement(QStringLiteral("head"));
    xml.writeTextElement(QStringLiteral("title"), writable(title));
    xml.writeEndElement();
    xml.writeStartElement(QStringLiteral("body"));
    QStringList open;
    for (const Subscription &feed : feeds) {
        writeFolders(xml, open, feed.folders);
        xml.writeEmptyElement(QStringLiteral("outline"));
        xml.writeAttribute(QStringLiteral("text"), writable(feed.title));
        xml.writeAttribute(QStringLiteral("type"), QStringLiteral("rss"));
        xml.writeAttribute(QStringLiteral("xmlUrl"), feed.url.toString(QUrl::FullyEncoded));
        if (!feed.page.isEmpty())
            xml.writeAttribute(QStringLiteral("htmlUrl"), feed.page.toString(QUrl::FullyEncoded));
    }
    writeFolders(xml, open, {});
    xml.writeEndDocument();
    return out;
}

} // namespace wheelhouse
