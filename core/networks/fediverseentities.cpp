#include "core/networks/counting.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

bool isAsciiAlnum(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9');
}

bool isAsciiLetter(QChar c)
{
    return isAsciiAlnum(c) && !c.isDigit();
}

bool isLatinLetter(QChar c)
{
    return c.isLetter() && c.script() == QChar::Script_Latin;
}

/// Marks that only say in which direction the text around them runs.
bool isDirection(QChar c)
{
    const char16_t u = c.unicode();
    return u == 0x61c || u == 0x200e || u == 0x200f || (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069);
}

bool isNoCharacter(QChar c)
{
    return c.unicode() == 0xfffe || c.unicode() == 0xfeff || c.unicode() == 0xffff;
}

/// Whether a link may begin behind \a before.
bool mayPrecedeLink(QChar before)
{
    return !isAsciiAlnum(before) && !QStringView(u"@\uff20$#\uff03").contains(before) && !isNoCharacter(before);
}

/// A letter of a host's part; of ASCII those that hosts have, of all others nearly any.
bool isOfHost(QChar c)
{
    if (c.unicode() < 0x80)
        return isAsciiAlnum(c) || c == u'-' || c == u'_';
    return !c.isSpace() && c.category() != QChar::Other_Control && !isDirection(c) && !isNoCharacter(c);
}

/// A part of a host; \a mayUnderline: it is one of those before the name that somebody bought.
bool isHostPart(QStringView part, bool mayUnderline)
{
    const auto isEdge = [](QChar c) { return c != u'-' && c != u'_'; };
    const bool isAscii = std::all_of(part.begin(), part.end(), [](QChar c) { return c.unicode() < 0x80; });
    return !part.isEmpty() && part.size() <= 63 && isEdge(part.front()) && isEdge(part.back())
        && (mayUnderline || !part.contains(u'_')) && (isAscii || !part.startsWith(u"xn--", Qt::CaseInsensitive));
}

/// Top-level names that are nobody's on the internet, so that no server takes them for a link.
bool isReserved(QStringView name)
{
    constexpr std::array<QStringView, 7> reserved { u"test", u"example", u"invalid", u"localhost", u"local",
        u"internal", u"alt" };
    return std::any_of(reserved.begin(), reserved.end(),
        [name](QStringView each) { return name.compare(each, Qt::CaseInsensitive) == 0; });
}

/// How much of the beginning of \a part is the last name of a host; 0: none.
qsizetype topLevelIn(QStringView part)
{
    const auto run = [part](auto is) { return std::find_if_not(part.begin(), part.end(), is) - part.begin(); };
    if (part.startsWith(u"xn--", Qt::CaseInsensitive)) {
        const qsizetype end = run([](QChar c) { return isAsciiAlnum(c) || c == u'-'; });
        return end == part.size() && end > 4 ? end : 0;
    }
    const bool isAscii = !part.isEmpty() && isAsciiLetter(part.front());
    const qsizetype end = isAscii
        ? run(isLatinLetter)
        : run([](QChar c) { return c.unicode() >= 0x80 && (c.isLetter() || c.isMark() || c.isSurrogate()); });
    const bool goesOn = end < part.size() && (isAsciiAlnum(part[end]) || part[end] == u'-' || part[end] == u'_');
    return end < 2 || goesOn || isReserved(part.first(end)) ? 0 : end;
}

/// Where the host that begins at \a from ends: as far to the right as one can; \a from: there is none.
qsizetype hostEnd(QStringView text, qsizetype from)
{
    qsizetype end = from;
    while (end < text.size() && (isOfHost(text[end]) || text[end] == u'.'))
        ++end;
    if (end < text.size() && (text[end] == u'@' || text[end] == u'+'))
        return from;
    const QList<QStringView> parts = text.sliced(from, end - from).split(u'.');
    for (qsizetype last = parts.size() - 1; last > 0; --last) {
        const qsizetype top = topLevelIn(parts[last]);
        const bool areParts = std::all_of(parts.begin(), parts.begin() + last,
            [&](QStringView part) { return isHostPart(part, part.data() != parts[last - 1].data()); });
        if (top > 0 && areParts)
            return parts[last].data() - text.data() + top;
    }
    return from;
}

bool isOfPath(QChar c)
{
    return !c.isSpace() && !QStringView(u"<>()?").contains(c);
}

bool mayEndPath(QChar c)
{
    return isOfPath(c) && !QStringView(u"!*\"'\u300c\u300d;:=,.$%[]~&|@").contains(c);
}

/// Behind a bracket at \a at and its partner, with at most one pair inside it; \a at: it has none.
qsizetype behindBrackets(QStringView text, qsizetype at, int depth = 0)
{
    qsizetype end = at + 1;
    while (end < text.size() && text[end] != u')') {
        if (text[end] == u'(' && depth == 0) {
            const qsizetype inner = behindBrackets(text, end, 1);
            if (inner == end)
                return at;
            end = inner;
        } else if (isOfPath(text[end])) {
            ++end;
        } else {
            return at;
        }
    }
    return end < text.size() && end > at + 1 ? end + 1 : at;
}

qsizetype pathEnd(QStringView text, qsizetype at)
{
    qsizetype end = at + 1; // the slash
    for (qsizetype i = end; i < text.size();) {
        const qsizetype behind = text[i] == u'(' ? behindBrackets(text, i) : i;
        if (behind == i && !isOfPath(text[i]))
            break;
        const bool mayEnd = behind > i || mayEndPath(text[i]);
        i = std::max(behind, i + 1);
        if (mayEnd)
            end = i;
    }
    return end;
}

qsizetype queryEnd(QStringView text, qsizetype at)
{
    qsizetype end = at;
    for (qsizetype i = at + 1; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool isLetter = isAsciiAlnum(c) || (c.unicode() >= 0xa0 && !c.isNonCharacter());
        if (!isLetter && !QStringView(u"!?*'();:&=+$/%#[]-_.,~|@^").contains(c))
            break;
        if (isLetter || QStringView(u"_&=#/-").contains(c))
            end = i + 1;
    }
    return end;
}

/// How far back from "://" at \a colon a scheme begins that the Fediverse makes links of; \a colon: none does.
qsizetype schemeStart(QStringView text, qsizetype colon)
{
    constexpr std::array<QStringView, 9> schemes { u"https", u"http", u"dat", u"dweb", u"ipfs", u"ipns", u"ssb",
        u"gopher", u"gemini" };
    for (const QStringView each : schemes) {
        const qsizetype start = colon - each.size();
        if (start >= 0 && text.sliced(start, each.size()).compare(each, Qt::CaseInsensitive) == 0
            && (start == 0 || mayPrecedeLink(text[start - 1])))
            return start;
    }
    return colon;
}

std::optional<Entity> linkAt(QStringView text, qsizetype colon)
{
    const qsizetype start = text.sliced(colon).startsWith(u"://") ? schemeStart(text, colon) : colon;
    if (start == colon)
        return std::nullopt;
    qsizetype end = hostEnd(text, colon + 3);
    if (end == colon + 3)
        return std::nullopt;
    const qsizetype port = std::find_if_not(text.begin() + std::min(end + 1, text.size()), text.end(), [](QChar c) {
        return c >= u'0' && c <= u'9';
    }) - text.begin();
    if (end < text.size() && text[end] == u':' && port > end + 1)
        end = port;
    if (end < text.size() && text[end] == u'/')
        end = pathEnd(text, end);
    if (end < text.size() && text[end] == u'?')
        end = queryEnd(text, end);
    return Entity { Entity::Kind::Link, start, end - start, 0 };
}

/// A letter, digit or mark of any script, or what joins two.
bool isWord(QChar c)
{
    return c.isLetter() || c.isMark() || c.category() == QChar::Number_DecimalDigit || c.isSurrogate()
        || c.category() == QChar::Punctuation_Connector;
}

/// The end of words that dots and hyphens join, from \a at; \a at: there is no word.
template<typename Is> qsizetype wordsEnd(QStringView text, qsizetype at, Is isLetter)
{
    qsizetype end = at;
    for (qsizetype i = at; i < text.size(); ++i) {
        if (isLetter(text[i]))
            end = i + 1;
        else if (end == at || (text[i] != u'.' && text[i] != u'-'))
            break;
    }
    return end;
}

/// Latin letters with an accent, behind which "@name" is a word of a language and nobody's name.
bool isAccented(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0xc0 && u <= 0x24f && u != 0xd7 && u != 0xf7) || (u >= 0x300 && u <= 0x36f)
        || (u >= 0x1e00 && u <= 0x1eff);
}

std::optional<Entity> mentionAt(QStringView text, qsizetype at)
{
    if (at > 0 && (isWord(text[at - 1]) || text[at - 1] == u'=' || text[at - 1] == u'/'))
        return std::nullopt;
    const qsizetype name = wordsEnd(text, at + 1, [](QChar c) { return isAsciiAlnum(c) || c == u'_'; });
    if (name == at + 1)
        return std::nullopt;
    const bool hasHost = name < text.size() && text[name] == u'@';
    const qsizetype host = hasHost ? wordsEnd(text, name + 1, isWord) : name;
    const qsizetype end = host > name + 1 ? host : name;
    const QStringView behind = text.sliced(end);
    if (!behind.isEmpty()
        && (behind.front() == u'@' || behind.front() == QChar(0xff20) || isAccented(behind.front())
            || behind.startsWith(u"://")))
        return std::nullopt;
    return Entity { Entity::Kind::Mention, at, end - at, name - at };
}

} // namespace

QList<Entity> fediverseEntities(QStringView text)
{
    QList<Entity> all;
    const auto free = [&all] { return all.isEmpty() ? 0 : all.last().start + all.last().length; };
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i < free() || (text[i] != u':' && text[i] != u'@'))
            continue;
        const auto found = text[i] == u':' ? linkAt(text, i) : mentionAt(text, i);
        if (found && found->start >= free())
            all.append(*found);
    }
    return all;
}

} // namespace wheelhouse
