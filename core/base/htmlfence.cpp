#include "core/base/htmlfence.h"

#include "core/base/htmltags.h"

#include <QVarLengthArray>

#include <string_view>

namespace wheelhouse {

namespace {

constexpr qsizetype longestInput = 1 << 20; // bytes
constexpr qsizetype longestText = 400'000; // bytes; three for a unit of 100,000, and some spaces
constexpr qsizetype longestValue = 8'192; // bytes of one attribute
constexpr int deepest = 64;
constexpr int mostTags = 20'000;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// One start or end tag as written: its name in lower case and the three attributes that can matter.
struct Written {
    QByteArray name;
    QByteArrayView href;
    QByteArrayView classes;
    QByteArrayView alt;
    bool end = false;
};

class Fence {
public:
    explicit Fence(QByteArrayView in)
        : m_in(in.first(qMin(in.size(), longestInput)))
        , m_shortened(in.size() > longestInput)
    {
        m_out.reserve(m_in.size() + m_in.size() / 8);
    }
    FencedHtml run();

private:
    void text(qsizetype end);
    void markup();
    void comment();
    bool readTag(Written &tag);
    bool readAttribute(Written &tag);
    void start(const Tag &tag, const Written &written);
    void end(const Tag &tag);
    void skipTo(const Tag &tag);
    void closeImplied(Fate fate);
    void closeTo(int level);
    void open(const Tag &tag, const Written &written);
    void attribute(std::string_view name, QByteArrayView value);
    void classes(QByteArrayView value);
    void write(std::string_view bytes) { m_out.append(bytes.data(), static_cast<qsizetype>(bytes.size())); }
    [[nodiscard]] qsizetype find(char c) const
    {
        const qsizetype at = m_in.indexOf(c, m_at);
        return at < 0 ? m_in.size() : at;
    }
    void stop()
    {
        m_at = m_in.size();
        m_shortened = true;
    }

    QByteArrayView m_in;
    qsizetype m_at = 0;
    QByteArray m_out;
    qsizetype m_textBytes = 0;
    int m_tags = 0;
    QVarLengthArray<const Tag *, deepest> m_open;
    QVarLengthArray<const Tag *, 8> m_endless; ///< asked for their end tag in vain: none comes later either
    bool m_shortened = false;
};

FencedHtml Fence::run()
{
    while (m_at < m_in.size()) {
        if (m_in[m_at] == '<')
            markup();
        else
            text(find('<'));
        if (m_textBytes > longestText)
            stop();
    }
    closeTo(0);
    return { std::move(m_out), m_shortened };
}

void Fence::text(qsizetype end)
{
    const qsizetype room = longestText + 1 - m_textBytes;
    const QByteArrayView run = m_in.sliced(m_at, qMin(end - m_at, qMax<qsizetype>(room, 0)));
    for (const char c : run)
        if (c != '\0')
            m_out += c;
    m_textBytes += end - m_at;
    m_at = end;
}

void Fence::markup()
{
    const char next = m_at + 1 < m_in.size() ? m_in[m_at + 1] : ' ';
    const bool ending = next == '/';
    const char first = ending && m_at + 2 < m_in.size() ? m_in[m_at + 2] : next;
    if (next == '!' || next == '?' || (ending && !isLetter(first))) {
        comment();
        return;
    }
    if (!isLetter(first)) {
        write("&lt;");
        ++m_textBytes;
        ++m_at;
        return;
    }
    Written written;
    m_at += ending ? 2 : 1;
    written.end = ending;
    if (!readTag(written)) {
        stop(); // a tag without an end, as at the end of a cut summary
        return;
    }
    const Tag *tag = tagNamed({ written.name.constData(), static_cast<size_t>(written.name.size()) });
    if (tag == nullptr)
        return;
    if (written.end)
        end(*tag);
    else
        start(*tag, written);
}

void Fence::comment()
{
    const bool real = m_in.sliced(m_at).startsWith("<!--");
    m_at += real ? 4 : 2;
    if (!real || m_in.sliced(m_at).startsWith('>') || m_in.sliced(m_at).startsWith("->")) {
        m_at = find('>') + 1;
        m_at = qMin(m_at, m_in.size());
        return;
    }
    for (; m_at < m_in.size(); ++m_at) {
        m_at = m_in.indexOf("--", m_at);
        if (m_at < 0)
            break;
        const QByteArrayView rest = m_in.sliced(m_at);
        if (rest.startsWith("-->") || rest.startsWith("--!>")) {
            m_at += rest.startsWith("-->") ? 3 : 4;
            return;
        }
    }
    stop();
}

bool Fence::readTag(Written &tag)
{
    for (; m_at < m_in.size() && !isSpace(m_in[m_at]) && m_in[m_at] != '/' && m_in[m_at] != '>'; ++m_at)
        if (tag.name.size() < 16)
            tag.name += static_cast<char>(isLetter(m_in[m_at]) ? m_in[m_at] | 0x20 : m_in[m_at]);
    while (m_at < m_in.size()) {
        if (m_in[m_at] == '>') {
            ++m_at;
            return true;
        }
        if (isSpace(m_in[m_at]) || m_in[m_at] == '/')
            ++m_at;
        else if (!readAttribute(tag))
            return false;
    }
    return false;
}

bool Fence::readAttribute(Written &tag)
{
    const auto skipSpaces = [this] {
        while (m_at < m_in.size() && isSpace(m_in[m_at]))
            ++m_at;
    };
    const qsizetype from = m_at++; // the first character is of the name, even "="
    while (m_at < m_in.size() && !isSpace(m_in[m_at]) && m_in[m_at] != '/' && m_in[m_at] != '>' && m_in[m_at] != '=')
        ++m_at;
    const QByteArrayView name = m_in.sliced(from, m_at - from);
    skipSpaces();
    if (m_at >= m_in.size() || m_in[m_at] != '=')
        return m_at < m_in.size();
    ++m_at;
    skipSpaces();
    if (m_at >= m_in.size())
        return false;
    const char quote = m_in[m_at];
    const bool quoted = quote == '"' || quote == '\'';
    const qsizetype begin = quoted ? ++m_at : m_at;
    if (quoted)
        m_at = find(quote);
    else
        while (m_at < m_in.size() && !isSpace(m_in[m_at]) && m_in[m_at] != '>')
            ++m_at;
    if (m_at >= m_in.size())
        return false;
    const QByteArrayView value = m_in.sliced(begin, m_at - begin);
    m_at += quoted ? 1 : 0;
    const auto is = [name](const char *wanted) { return qstrnicmp(name.data(), name.size(), wanted) == 0; };
    // As in the standard, the first of two attributes of one name counts.
    if (tag.href.isNull() && is("href"))
        tag.href = value;
    else if (tag.classes.isNull() && is("class"))
        tag.classes = value;
    else if (tag.alt.isNull() && is("alt"))
        tag.alt = value;
    return true;
}

void Fence::start(const Tag &tag, const Written &written)
{
    if (tag.fate == Fate::Raw || tag.fate == Fate::Skip) {
        skipTo(tag);
        return;
    }
    if (tag.fate == Fate::Unwrap)
        return;
    if (++m_tags > mostTags) {
        m_shortened = true;
        if (tag.fate != Fate::Inline)
            write("\n");
        return;
    }
    closeImplied(tag.fate);
    if (tag.written == "a")
        end(tag); // one link does not stand in another
    open(tag, written);
}

/// Goes on behind the end tag; the end of script and its like is found as the standard does, whatever is before it.
void Fence::skipTo(const Tag &tag)
{
    if (m_endless.contains(&tag))
        return;
    const auto length = static_cast<qsizetype>(tag.name.size());
    for (qsizetype at = m_at; (at = m_in.indexOf("</", at)) >= 0; at += 2) {
        const QByteArrayView rest = m_in.sliced(at + 2);
        if (rest.size() <= length || qstrnicmp(rest.data(), length, tag.name.data(), length) != 0)
            continue;
        if (const char after = rest[length]; isSpace(after) || after == '/' || after == '>') {
            m_at = at;
            m_at = qMin(find('>') + 1, m_in.size());
            return;
        }
    }
    if (tag.fate == Fate::Raw)
        stop();
    else
        m_endless.append(&tag);
}

/// Closes what the start of \a fate ends without saying: a paragraph at any block, an item at the next one.
void Fence::closeImplied(Fate fate)
{
    if (fate == Fate::Inline || fate == Fate::Break || fate == Fate::Picture)
        return;
    for (int i = static_cast<int>(m_open.size()) - 1; i >= 0; --i) {
        const Fate here = m_open[i]->fate;
        if (here == Fate::Inline)
            continue;
        const bool ends = here == Fate::Paragraph || (fate == Fate::Item && here == Fate::Item)
            || (fate == Fate::Cell && here == Fate::Cell)
            || (fate == Fate::Row && (here == Fate::Cell || here == Fate::Row));
        if (!ends)
            return;
        closeTo(i);
    }
}

void Fence::end(const Tag &tag)
{
    if (tag.fate == Fate::Break && tag.written == "br") {
        if (tag.name == "br")
            write("<br>");
        return;
    }
    for (int i = static_cast<int>(m_open.size()) - 1; i >= 0; --i) {
        if (m_open[i]->written == tag.written && m_open[i]->fate == tag.fate) {
            closeTo(i);
            return;
        }
    }
}

void Fence::closeTo(int level)
{
    while (m_open.size() > level) {
        write("</");
        write(m_open.back()->written);
        write(">");
        m_open.removeLast();
    }
}

void Fence::open(const Tag &tag, const Written &written)
{
    const bool holds = tag.fate != Fate::Break && tag.fate != Fate::Picture;
    if (holds && m_open.size() >= deepest) {
        write(tag.fate == Fate::Inline ? "" : "<br>");
        return;
    }
    write("<");
    write(tag.written);
    if (tag.written == "a")
        attribute("href", written.href);
    if (tag.written == "a" || tag.name == "span")
        classes(written.classes);
    if (tag.fate == Fate::Cell)
        write(" class=\"cell\"");
    if (tag.fate == Fate::Picture)
        attribute("alt", written.alt);
    write(">");
    if (holds)
        m_open.append(&tag);
}

void Fence::attribute(std::string_view name, QByteArrayView value)
{
    if (value.isEmpty() || value.size() > longestValue)
        return;
    write(" ");
    write(name);
    write("=\"");
    for (const char c : value) {
        if (c == '"')
            write("&quot;");
        else if (c != '\0')
            m_out += c;
    }
    write("\"");
    m_textBytes += value.size();
}

/// The classes by which Mastodon and its kin say how a link reads.
void Fence::classes(QByteArrayView value)
{
    if (value.isEmpty() || value.size() > longestValue)
        return;
    write(" class=\"");
    const QByteArray padded = ' ' + value.toByteArray().simplified() + ' ';
    for (const std::string_view name : { " invisible ", " ellipsis ", " mention ", " hashtag " })
        if (padded.contains(QByteArrayView(name.data(), static_cast<qsizetype>(name.size()))))
            write(name);
    write("\"");
}

} // namespace

FencedHtml fenced(QByteArrayView html)
{
    return Fence(html).run();
}

} // namespace wheelhouse
