#include "core/connectors/feed/feedhtml.h"

#include "core/base/entitynames.h"
#include "core/connectors/feed/feedhtmlnames.h"
#include "core/connectors/feed/feedstyle.h"
#include "core/connectors/feed/markup.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

/// Schemes that open something to read or to write to, and start nothing.
constexpr std::array<QStringView, 22> schemes { u"http", u"https", u"mailto", u"ftp", u"ftps", u"sftp", u"news",
    u"nntp", u"tel", u"sms", u"irc", u"ircs", u"xmpp", u"sip", u"sips", u"magnet", u"feed", u"gopher", u"rtsp", u"mms",
    u"geo", u"urn" };

/// The scheme of \a address, lower case; empty: it is relative. Blanks and controls inside do not hide it.
QString schemeOf(const QString &address)
{
    QString scheme;
    for (const QChar c : address) {
        if (c == u':')
            return scheme.toLower();
        if (c.unicode() <= 0x20 || c.category() == QChar::Other_Control)
            continue;
        if (!c.isLetterOrNumber() && c != u'+' && c != u'-' && c != u'.')
            return {};
        scheme += c;
    }
    return {};
}

using Attributes = std::vector<std::pair<QString, QString>>;

class Cleaner {
public:
    Cleaner(QStringView html, const QString &base)
        : m_reader(html, MarkupReader::Rules::Html)
        , m_base(base)
    {
        m_out.reserve(html.size());
    }
    QString clean()
    {
        using Token = MarkupReader::Token;
        for (Token token = m_reader.next(); token != Token::Nothing; token = m_reader.next()) {
            if (token == Token::Start)
                start(m_reader.name().toString().toLower());
            else if (token == Token::End)
                end(m_reader.name().toString().toLower());
            else
                text(m_reader.text());
        }
        return std::exchange(m_out, {}).trimmed();
    }

private:
    enum class Vocabulary { Html, Math, Svg };

    void start(const QString &name)
    {
        if (htmlnames::isDropped(name)) {
            if (!m_reader.closesItself() || name == u"script" || name == u"style")
                m_reader.skipTo(name);
            return;
        }
        if (m_svg == 0 && name == u"svg")
            ++m_svg;
        else if (m_math == 0 && name == u"math")
            ++m_math;
        const auto [written, vocabulary] = spelled(name);
        if (written.isEmpty())
            return;
        m_out += u'<';
        m_out += written;
        for (const auto &[key, value] : kept(name, vocabulary)) {
            m_out += u' ';
            m_out += key;
            m_out += u"=\"";
            m_out += value;
            m_out += u'"';
        }
        if (htmlnames::isVoid(name)) {
            m_out += u" />";
        } else {
            m_out += u'>';
            // HTML knows no "<div/>", but whoever writes it means it.
            if (m_reader.closesItself())
                end(name);
        }
    }
    void end(const QString &name)
    {
        const QString written = spelled(name).first;
        if (written.isEmpty() || htmlnames::isVoid(name))
            return;
        m_out += u"</";
        m_out += written;
        m_out += u'>';
        if (name == u"svg")
            m_svg = 0;
        else if (name == u"math")
            m_math = 0;
    }
    [[nodiscard]] std::pair<QString, Vocabulary> spelled(const QString &name) const
    {
        if (m_math > 0 && htmlnames::isMathElement(name))
            return { name, Vocabulary::Math };
        if (m_svg > 0)
            if (const QString svg = htmlnames::svgElement(name); !svg.isEmpty())
                return { svg, Vocabulary::Svg };
        return { htmlnames::isHarmlessElement(name) ? name : QString(), Vocabulary::Html };
    }
    [[nodiscard]] Attributes kept(const QString &element, Vocabulary vocabulary) const
    {
        Attributes all;
        for (const auto &attribute : m_reader.attributes())
            keep(element, vocabulary, attribute, all);
        addNamespaces(element, vocabulary, all);
        std::stable_sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
        const auto twice = [](const auto &a, const auto &b) { return a.first == b.first; };
        all.erase(std::unique(all.begin(), all.end(), twice), all.end());
        return all;
    }
    static void addNamespaces(const QString &element, Vocabulary vocabulary, Attributes &all)
    {
        if (vocabulary == Vocabulary::Html)
            return;
        const auto begins = [&](QStringView word) {
            return std::any_of(all.begin(), all.end(), [&](const auto &one) { return one.first.startsWith(word); });
        };
        if (begins(u"xlink:") && !begins(u"xmlns:xlink"))
            all.emplace_back(QStringLiteral("xmlns:xlink"), QStringLiteral("http://www.w3.org/1999/xlink"));
        if (element == u"svg" && !begins(u"xmlns"))
            all.emplace_back(QStringLiteral("xmlns"), QStringLiteral("http://www.w3.org/2000/svg"));
        if (element == u"math" && !begins(u"xmlns"))
            all.emplace_back(QStringLiteral("xmlns"), QStringLiteral("http://www.w3.org/1998/Math/MathML"));
    }
    void keep(
        const QString &element, Vocabulary vocabulary, const MarkupReader::Attribute &attribute, Attributes &all) const
    {
        QString name = attribute.name.toString().toLower();
        if (vocabulary == Vocabulary::Svg)
            name = htmlnames::svgAttribute(name);
        else if (vocabulary == Vocabulary::Math ? !htmlnames::isMathAttribute(name)
                                                : !htmlnames::isHarmlessAttribute(name))
            return;
        if (name.isEmpty())
            return;
        if (name == u"style") {
            const QString style = cleanStyle(decodedEntities(attribute.value));
            if (!style.isEmpty())
                all.emplace_back(name, escaped(style));
        } else if (name == u"xlink:href" || htmlnames::isAddress(element, name)) {
            all.emplace_back(name, escaped(address(attribute.value)));
        } else if (name != u"srcset") {
            all.emplace_back(name, escaped(attribute.value));
        }
    }
    /// The address as it was written where nothing had to be mended in it.
    [[nodiscard]] QString address(QStringView written) const
    {
        const QString plain = decodedEntities(written).trimmed();
        const QString whole = wholeAddress(m_base, plain);
        return whole == plain ? written.trimmed().toString() : whole.toHtmlEscaped();
    }
    /// A value between double quotes; entities in it stay.
    static QString escaped(QStringView value)
    {
        QString out;
        out.reserve(value.size());
        for (qsizetype i = 0; i < value.size(); ++i) {
            const QChar c = value[i];
            if (c == u'<')
                out += u"&lt;";
            else if (c == u'>')
                out += u"&gt;";
            else if (c == u'"')
                out += u"&quot;";
            else if (c == u'&' && entityAt(value, i) == 0)
                out += u"&amp;";
            else
                out += c;
        }
        return out;
    }
    /// How long the entity is that begins at \a at, with its ";"; 0: none does.
    static qsizetype entityAt(QStringView in, qsizetype at)
    {
        qsizetype end = at + 1;
        while (end < in.size() && end - at < 32 && (in[end].isLetterOrNumber() || (end == at + 1 && in[end] == u'#')))
            ++end;
        return end > at + 1 && end < in.size() && in[end] == u';' ? end + 1 - at : 0;
    }
    void text(QStringView raw)
    {
        qsizetype done = 0;
        for (qsizetype i = 0; i < raw.size(); ++i) {
            const QChar c = raw[i];
            if (c == u'&') {
                m_out += raw.sliced(done, i - done);
                i = entity(raw, i);
                done = i + 1;
            } else if (c == u'<' && i + 1 < raw.size() && (raw[i + 1] == u'!' || raw[i + 1] == u'/')) {
                m_out += raw.sliced(done, i - done);
                m_out += u"&lt;"; // a browser would read a comment
                done = i + 1;
            }
        }
        m_out += raw.sliced(done);
    }
    /// Writes the entity at \a at as it should stand and answers where it ended.
    qsizetype entity(QStringView raw, qsizetype at)
    {
        const qsizetype length = entityAt(raw, at);
        if (length == 0) {
            qsizetype end = at + 1;
            while (end < raw.size() && end - at < 10 && raw[end].isLetterOrNumber())
                ++end;
            const QStringView name = raw.sliced(at + 1, end - at - 1);
            m_out += name.isEmpty() || known(name) ? QStringLiteral("&") : QStringLiteral("&amp;");
            m_out += name;
            if (known(name))
                m_out += u';'; // "&copy 2004"
            return end - 1;
        }
        const QStringView body = raw.sliced(at + 1, length - 2);
        if (body[0] != u'#' && !known(body))
            m_out += u"&amp;"; // no entity after all
        const char32_t number = body[0] == u'#' && body.size() > 1 ? numberedCharacter(body) : 0;
        if (number == u'\'' || number == u'"')
            m_out += QChar(static_cast<char16_t>(number));
        else if (number != 0 && isControl(body))
            m_out += QStringLiteral("&#x") + QString::number(number, 16) + u';';
        else if (body[0] != u'#' && !known(body))
            m_out += raw.sliced(at + 1, length - 1);
        else if (number != 0 && body[1] == u'X') // which HTML 4 did not know
            m_out += QStringLiteral("&#x") + body.sliced(2).toString() + u';';
        else
            m_out += raw.sliced(at, length);
        return at + length - 1;
    }
    static bool known(QStringView name) { return !name.isEmpty() && namedCharacter(name) != 0; }
    static bool isControl(QStringView body)
    {
        const bool isHex = body[1] == u'x' || body[1] == u'X';
        const uint code = body.sliced(isHex ? 2 : 1).toUInt(nullptr, isHex ? 16 : 10);
        return code >= 0x80 && code < 0xa0;
    }

    MarkupReader m_reader;
    QString m_base;
    QString m_out;
    int m_svg = 0;
    int m_math = 0;
};

} // namespace

QString cleanHtml(QStringView html, const QString &base)
{
    return Cleaner(html, base).clean();
}

bool looksLikeHtml(QStringView words)
{
    bool isLikely = false;
    for (qsizetype at = words.indexOf(u'&'); at >= 0; at = words.indexOf(u'&', at + 1)) {
        qsizetype end = at + 1;
        while (end < words.size() && end - at < 32 && (words[end].isLetterOrNumber() || words[end] == u'#'))
            ++end;
        if (end == at + 1 || end >= words.size() || words[end] != u';')
            continue;
        const QStringView body = words.sliced(at + 1, end - at - 1);
        if (!body.startsWith(u'#') && namedCharacter(body) == 0)
            return false;
        isLikely = true;
    }
    for (qsizetype at = words.indexOf(u'<'); at >= 0; at = words.indexOf(u'<', at + 1)) {
        const bool isEnd = at + 1 < words.size() && words[at + 1] == u'/';
        const qsizetype from = at + (isEnd ? 2 : 1);
        qsizetype end = from;
        while (end < words.size() && end - from < 32 && (words[end].isLetterOrNumber() || words[end] == u'_'))
            ++end;
        if (end > from && !htmlnames::isHarmlessElement(words.sliced(from, end - from).toString().toLower()))
            return false;
        isLikely = isLikely || (isEnd && end > from && end < words.size() && words[end] == u'>');
    }
    return isLikely;
}

QString wholeAddress(const QString &base, const QString &address)
{
    const QString scheme = schemeOf(address);
    if (!scheme.isEmpty()) {
        const bool isHarmless = std::find(schemes.begin(), schemes.end(), scheme) != schemes.end();
        return isHarmless ? address : QString();
    }
    if (base.isEmpty() || address.isEmpty() || address.size() > 8192)
        return address;
    const QUrl whole = QUrl(base).resolved(QUrl(address));
    return whole.isValid() && !whole.isRelative() ? whole.toString(QUrl::FullyEncoded) : address;
}

} // namespace wheelhouse
