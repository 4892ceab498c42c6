#include "core/connectors/feed/markup.h"

#include "core/base/entitynames.h"

namespace wheelhouse {

namespace {

bool beginsName(QChar c)
{
    return c.isLetter() || c == u'_' || c == u':';
}

bool isInName(QChar c)
{
    return !c.isSpace() && c != u'>' && c != u'/' && c != u'<' && c != u'=' && c != u'"' && c != u'\'';
}

} // namespace

MarkupReader::MarkupReader(QStringView in, Rules rules)
    : m_in(in)
    , m_rules(rules)
{
}

MarkupReader::Token MarkupReader::next()
{
    while (m_at < m_in.size()) {
        if (m_in[m_at] != u'<' || !opensMarkup(m_at))
            return plain(m_at);
        const QChar second = m_in[m_at + 1];
        if (second == u'!') {
            if (const Token met = declaration(); met != Token::Nothing)
                return met;
        } else if (second == u'?') {
            const qsizetype end = find(m_rules == Rules::Xml ? u"?>" : u">", m_at + 2, m_noInstruction);
            if (end < 0)
                return plain(m_at);
            m_at = end;
        } else {
            return tag();
        }
    }
    return Token::Nothing;
}

/// Whether the "<" at \a at begins a tag, a comment or the like; "a < b" does not.
bool MarkupReader::opensMarkup(qsizetype at)
{
    if (at + 1 >= m_in.size())
        return false;
    const QChar second = m_in[at + 1];
    if (second == u'/')
        return at + 2 < m_in.size() && beginsName(m_in[at + 2]);
    if (second == u'!') {
        const QStringView rest = m_in.sliced(at + 2);
        return rest.startsWith(u"--") || (m_rules == Rules::Xml && rest.startsWith(u"[CDATA["))
            || (rest.startsWith(u"doctype", Qt::CaseInsensitive) && find(u">", at, m_noClose) >= 0);
    }
    return second == u'?' || beginsName(second);
}

MarkupReader::Token MarkupReader::plain(qsizetype from)
{
    m_sawBroken = m_sawBroken || m_in[from] == u'<';
    qsizetype end = m_in.indexOf(u'<', from + 1);
    m_at = end < 0 ? m_in.size() : end;
    m_text = m_in.sliced(from, m_at - from);
    return Token::Text;
}

/// Behind the next \a what; -1: there is none any more.
qsizetype MarkupReader::find(QStringView what, qsizetype from, bool &isGone)
{
    if (isGone)
        return -1;
    const qsizetype found = m_in.indexOf(what, from);
    isGone = found < 0;
    m_sawBroken = m_sawBroken || isGone;
    return isGone ? -1 : found + what.size();
}

MarkupReader::Token MarkupReader::declaration()
{
    const QStringView rest = m_in.sliced(m_at + 2);
    if (rest.startsWith(u"--")) {
        const qsizetype end = find(u"-->", m_at + 4, m_noComment);
        if (end >= 0) {
            m_at = end;
        } else if (m_rules == Rules::Xml) { // what stands behind it is the rest of the feed
            m_at += 4;
        } else { // browsers of old ended it there
            const qsizetype early = m_in.indexOf(u'>', m_at);
            m_at = early < 0 ? m_in.size() : early + 1;
        }
        return Token::Nothing;
    }
    if (rest.startsWith(u"[CDATA[")) {
        const qsizetype from = m_at + 9;
        const qsizetype end = find(u"]]>", from, m_noCdata);
        m_at = end < 0 ? m_in.size() : end;
        m_text = m_in.sliced(from, end < 0 ? m_in.size() - from : end - 3 - from);
        return Token::Cdata;
    }
    documentType();
    return Token::Nothing;
}

/// Passes over a document type, whose declarations may hold quotes and brackets of their own.
void MarkupReader::documentType()
{
    qsizetype at = m_at + 2;
    bool isInside = false;
    QChar quote;
    for (; at < m_in.size() && !m_noSubsetEnd; ++at) {
        const QChar c = m_in[at];
        if (!quote.isNull()) {
            quote = c == quote ? QChar() : quote;
        } else if (isInside && (c == u'"' || c == u'\'')) {
            quote = c;
        } else if (c == u'[') {
            m_sawDocumentType = isInside = true;
        } else if (c == u']') {
            isInside = false;
        } else if (c == u'>' && !isInside) {
            break;
        }
    }
    // A subset that never ends would swallow the feed: then only its first line is passed over.
    m_noSubsetEnd = m_noSubsetEnd || at >= m_in.size();
    if (m_noSubsetEnd)
        at = m_in.indexOf(u'>', m_at);
    m_at = at < 0 ? m_in.size() : at + 1;
}

void MarkupReader::passBlanks()
{
    while (m_at < m_in.size() && m_in[m_at].isSpace())
        ++m_at;
}

MarkupReader::Token MarkupReader::tag()
{
    const bool isEnd = m_in[m_at + 1] == u'/';
    m_at += isEnd ? 2 : 1;
    const qsizetype from = m_at;
    while (m_at < m_in.size() && isInName(m_in[m_at]))
        ++m_at;
    m_name = m_in.sliced(from, m_at - from);
    m_attributes.clear();
    m_closesItself = false;
    while (m_at < m_in.size()) {
        passBlanks();
        if (m_at >= m_in.size() || m_in[m_at] == u'<')
            break;
        if (m_in[m_at] == u'>') {
            ++m_at;
            return isEnd ? Token::End : Token::Start;
        }
        if (m_in[m_at] == u'/') {
            m_closesItself = ++m_at < m_in.size() && m_in[m_at] == u'>';
            continue;
        }
        readAttribute();
    }
    m_sawBroken = true;
    return isEnd ? Token::End : Token::Start;
}

void MarkupReader::readAttribute()
{
    const qsizetype from = m_at;
    while (m_at < m_in.size() && isInName(m_in[m_at]))
        ++m_at;
    if (m_at == from) { // a stray quote or "="
        ++m_at;
        m_sawBroken = true;
        return;
    }
    const QStringView name = m_in.sliced(from, m_at - from);
    passBlanks();
    if (m_at >= m_in.size() || m_in[m_at] != u'=') {
        m_attributes.append({ name, name });
        return;
    }
    ++m_at;
    passBlanks();
    QStringView value;
    if (m_at < m_in.size() && (m_in[m_at] == u'"' || m_in[m_at] == u'\'')) {
        value = quoted(m_in[m_at]);
    } else {
        const qsizetype begin = m_at;
        while (m_at < m_in.size() && !m_in[m_at].isSpace() && m_in[m_at] != u'>' && m_in[m_at] != u'<')
            ++m_at;
        if (m_at > begin && m_in[m_at - 1] == u'/' && m_at < m_in.size() && m_in[m_at] == u'>')
            --m_at;
        value = m_in.sliced(begin, m_at - begin);
    }
    m_attributes.append({ name, value });
}

QStringView MarkupReader::quoted(QChar quote)
{
    const qsizetype from = ++m_at;
    const QStringView what(&quote, 1);
    qsizetype end = find(what, from, quote == u'"' ? m_noDouble : m_noSingle);
    if (end < 0) { // it never ends: the tag does
        const qsizetype close = m_in.indexOf(u'>', from);
        m_at = close < 0 ? m_in.size() : close;
        return m_in.sliced(from, m_at - from);
    }
    m_at = end;
    return m_in.sliced(from, end - 1 - from);
}

void MarkupReader::skipTo(QStringView element)
{
    qsizetype at = m_at;
    while ((at = m_in.indexOf(u"</", at)) >= 0) {
        const QStringView rest = m_in.sliced(at + 2);
        if (rest.startsWith(element, Qt::CaseInsensitive)
            && (rest.size() == element.size() || !isInName(rest[element.size()]))) {
            m_at = at;
            return;
        }
        at += 2;
    }
    m_at = m_in.size();
}

QString decodedEntities(QStringView raw)
{
    constexpr qsizetype longest = 12;
    qsizetype at = raw.indexOf(u'&');
    if (at < 0)
        return raw.toString();
    QString out;
    out.reserve(raw.size());
    qsizetype done = 0;
    for (; at >= 0; at = raw.indexOf(u'&', at)) {
        const qsizetype end = raw.sliced(at, qMin(longest, raw.size() - at)).indexOf(u';');
        const QStringView body = end > 1 ? raw.sliced(at + 1, end - 1) : QStringView();
        const bool isNumber = body.size() > 1 && body[0] == u'#';
        const char32_t c = isNumber ? numberedCharacter(body) : namedCharacter(body);
        if (c == 0) {
            ++at;
            continue;
        }
        out += raw.sliced(done, at - done);
        out += QChar::fromUcs4(c);
        at = done = at + end + 1;
    }
    out += raw.sliced(done);
    return out;
}

} // namespace wheelhouse
