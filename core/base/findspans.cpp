#include "core/base/plaintext.h"

namespace wheelhouse {

namespace {

bool isAsciiWord(char16_t c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_';
}

/// A letter, digit or mark of any script.
bool isWord(char16_t c)
{
    return c < 0x80 ? isAsciiWord(c) : QChar::isSurrogate(c) || QChar::isLetterOrNumber(c) || QChar::isMark(c);
}

/// Nothing of a word stands before \a at, so that mail addresses and paths are left alone.
bool beginsThere(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const char16_t before = text[at - 1].unicode();
    return !isAsciiWord(before) && before != u'@' && before != u'#' && before != u'/' && before != u'&'
        && before != u'.' && before != u'=';
}

bool endsAddress(char16_t c)
{
    return c <= 0x20 || c == u'<' || c == u'>' || c == u'"' || c == u'`' || c == u'{' || c == u'}' || c == u'|'
        || c == u'\\' || c == u'^' || (c >= 0x7f && c <= 0xa0) || (c >= 0x2000 && c <= 0x206f)
        || (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff20) || c == QChar::ReplacementCharacter;
}

/// Full stops, commas and an unmatched bracket after an address belong to the sentence.
qsizetype withoutTrailingMarks(QStringView text, qsizetype start, qsizetype end)
{
    constexpr QStringView marks = u".,;:!?'*_~";
    while (end > start) {
        const QChar last = text[end - 1];
        const QStringView soFar = text.sliced(start, end - start);
        const bool open = (last == u')' && soFar.count(u'(') < soFar.count(u')'))
            || (last == u']' && soFar.count(u'[') < soFar.count(u']'));
        if (!open && !marks.contains(last))
            break;
        --end;
    }
    return end;
}

/// How far back from the colon "http" or "https" begins, in any case; 0: it is another word.
int schemeBefore(QStringView text, qsizetype colon)
{
    for (const QStringView scheme : { QStringView(u"https"), QStringView(u"http") }) {
        const auto length = scheme.size();
        if (colon >= length && text.sliced(colon - length, length).compare(scheme, Qt::CaseInsensitive) == 0
            && (colon == length || !isAsciiWord(text[colon - length - 1].unicode())))
            return static_cast<int>(length);
    }
    return 0;
}

/// The address around the colon at \a colon, or nothing.
Span addressAt(QStringView text, qsizetype colon)
{
    constexpr qsizetype longest = 4096;
    const int scheme = text.sliced(colon).startsWith(u"://") ? schemeBefore(text, colon) : 0;
    if (scheme == 0)
        return {};
    qsizetype end = colon + 3;
    bool inHost = true;
    bool hasDot = false;
    for (; end < text.size() && end - colon < longest; ++end) {
        const char16_t c = text[end].unicode();
        if (endsAddress(c) || (inHost && c == u'@') || (!inHost && c >= 0x2e80 && c < 0xd800))
            break;
        inHost = inHost && c != u'/' && c != u'?' && c != u'#';
        hasDot = hasDot || (inHost && c == u'.' && end > colon + 3);
    }
    if (inHost && end < text.size() && text[end] == u'@')
        return {}; // a user name before the host is how a host is hidden
    const qsizetype start = colon - scheme;
    end = withoutTrailingMarks(text, colon + 3, end);
    if (!hasDot || end <= colon + 4)
        return {};
    const QStringView found = text.sliced(start, end - start);
    return { static_cast<int>(start), static_cast<int>(found.size()), Span::Kind::Link, found.toString() };
}

qsizetype handleEnd(QStringView text, qsizetype at)
{
    qsizetype end = at;
    while (end < text.size() && end - at < 255
        && (isAsciiWord(text[end].unicode()) || text[end] == u'.' || text[end] == u'-'))
        ++end;
    while (end > at && (text[end - 1] == u'.' || text[end - 1] == u'-'))
        --end;
    return end;
}

/// @name, @name@host, @name.host
Span handleAt(QStringView text, qsizetype at)
{
    qsizetype end = handleEnd(text, at + 1);
    if (end == at + 1)
        return {};
    if (end + 1 < text.size() && text[end] == u'@')
        if (const qsizetype host = handleEnd(text, end + 1); host > end + 1)
            end = host;
    const QStringView found = text.sliced(at, end - at);
    return { static_cast<int>(at), static_cast<int>(found.size()), Span::Kind::Mention, found.toString() };
}

/// #tag of any script, with something in it that is no digit
Span tagAt(QStringView text, qsizetype at)
{
    qsizetype end = at + 1;
    bool letters = false;
    for (; end < text.size() && end - at < 255 && isWord(text[end].unicode()); ++end)
        letters = letters || !text[end].isDigit();
    // A pair is taken whole or not at all.
    if (end > at + 1 && end < text.size() && text[end - 1].isHighSurrogate())
        --end;
    if (!letters || end == at + 1)
        return {};
    const QStringView found = text.sliced(at, end - at);
    return { static_cast<int>(at), static_cast<int>(found.size()), Span::Kind::Hashtag, found.toString() };
}

} // namespace

QList<Span> findSpans(QStringView text)
{
    QList<Span> spans;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c != u'@' && c != u'#' && c != u':')
            continue;
        Span found;
        if (c == u':')
            found = addressAt(text, i);
        else if (beginsThere(text, i))
            found = c == u'@' ? handleAt(text, i) : tagAt(text, i);
        if (found.length == 0)
            continue;
        i = found.start + found.length - 1;
        spans.append(std::move(found));
    }
    return spans;
}

} // namespace wheelhouse
