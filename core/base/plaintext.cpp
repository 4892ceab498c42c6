#include "core/base/plaintext.h"

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr char16_t zeroWidthSpace = 0x200b;

bool isControl(char16_t c)
{
    return (c < 0x20 && c != u'\n' && c != u'\t') || (c >= 0x7f && c <= 0x9f);
}

/// Where a line may break, so that layout need not look further. Ideographs and kana break anywhere.
bool isBreak(char32_t c)
{
    return c == U' ' || c == U'\n' || c == U'\t' || c == zeroWidthSpace || c == 0x2028 || c == 0x2029
        || (c >= 0x2e80 && c <= 0x9fff);
}

/// What the fast scan learns in one look at each unit.
struct Look {
    bool sound = true; ///< nothing to mend: the text may be copied as it is
    bool hasSigns = false; ///< an @, # or : that may begin a span
};

/// True when the unit at \a i of surrogates begins a pair that needs no mending; moves \a i to its second half.
bool isPlainPair(QStringView in, qsizetype &i)
{
    if (!in[i].isHighSurrogate() || i + 1 == in.size() || !in[i + 1].isLowSurrogate())
        return false;
    const char32_t c = QChar::surrogateToUcs4(in[i], in[i + 1]);
    ++i;
    return c >= 0x1f000 && c < 0x20000; // emoji; rarer planes take the careful way
}

Look look(QStringView in)
{
    if (in.size() > textbounds::run)
        return { .sound = false, .hasSigns = true };
    Look seen;
    int marks = 0;
    for (qsizetype i = 0; i < in.size(); ++i) {
        const char16_t c = in[i].unicode();
        if (c < 0x300) {
            seen.hasSigns |= c == u'@' || c == u'#' || c == u':';
            if (isControl(c))
                seen.sound = false;
        } else if (QChar::isSurrogate(c)) {
            if (!isPlainPair(in, i))
                seen.sound = false;
        } else if (QChar::isMark(c) && ++marks > textbounds::marks) {
            seen.sound = false;
        }
    }
    return seen;
}

} // namespace

void BoundedText::reserve(qsizetype units)
{
    m_text.reserve(qMin<qsizetype>(units, textbounds::characters));
}

bool BoundedText::makeRoom(int units)
{
    m_full = m_full || m_text.size() + units > textbounds::characters;
    m_shortened = m_shortened || m_full;
    return !m_full;
}

void BoundedText::put(char32_t c)
{
    const bool mark = QChar::isMark(c);
    if (mark && ++m_marks > textbounds::marks) {
        m_shortened = true;
        return;
    }
    // A joiner or another format character keeps the cluster going, so it does not begin the count anew.
    if (!mark && QChar::category(c) != QChar::Other_Format)
        m_marks = 0;
    if (isBreak(c)) {
        m_run = 0;
    } else if (m_run >= textbounds::run && !mark && makeRoom(1)) {
        m_text += QChar(zeroWidthSpace);
        m_run = 0;
    }
    const bool pair = QChar::requiresSurrogates(c);
    if (!makeRoom(pair ? 2 : 1))
        return;
    if (!isBreak(c))
        m_run += pair ? 2 : 1;
    m_text += QChar::fromUcs4(c);
}

/// Writes the letters at the beginning of \a in that bear no marks and need no mending, and tells how many.
qsizetype BoundedText::appendPlain(QStringView in)
{
    constexpr char16_t softHyphen = 0xad;
    const qsizetype room = std::min<qsizetype>(in.size(), textbounds::characters - m_text.size());
    qsizetype i = 0;
    int run = m_run;
    for (; i < room; ++i) {
        const char16_t c = in[i].unicode();
        if (c >= 0x300 || isControl(c) || c == softHyphen || run >= textbounds::run)
            break;
        run = isBreak(c) ? 0 : run + 1;
    }
    if (i > 0) {
        m_text += in.first(i);
        m_run = run;
        m_marks = 0;
    }
    return i;
}

void BoundedText::append(QStringView in)
{
    for (qsizetype i = appendPlain(in); i < in.size() && !m_full; ++i) {
        const QChar c = in[i];
        if (c == u'\r') {
            if (i + 1 == in.size() || in[i + 1] != u'\n')
                put(U'\n');
        } else if (c.isHighSurrogate() && i + 1 < in.size() && in[i + 1].isLowSurrogate()) {
            put(QChar::surrogateToUcs4(c, in[i + 1]));
            ++i;
        } else if (c.isSurrogate()) {
            put(QChar::ReplacementCharacter);
        } else if (!isControl(c.unicode())) {
            put(c.unicode());
        }
        i += appendPlain(in.sliced(i + 1));
    }
}

PlainText plainFromText(QStringView in)
{
    const Look seen = look(in);
    PlainText out;
    if (seen.sound) {
        out.text = in.toString();
    } else {
        BoundedText bounded;
        bounded.reserve(in.size());
        bounded.append(in);
        out.shortened = bounded.isShortened();
        out.text = bounded.take();
    }
    if (seen.hasSigns)
        out.spans = findSpans(out.text);
    return out;
}

} // namespace wheelhouse
