#include "core/base/graphemes.h"

#include "core/base/text.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

template<std::size_t n> bool isIn(const std::array<Range, n> &ranges, char32_t c)
{
    return std::any_of(
        ranges.begin(), ranges.end(), [c](const Range &each) { return c >= each.first && c <= each.last; });
}

/// Marks with a width of their own that begin a character all the same, by GraphemeBreakProperty.txt.
constexpr std::array<Range, 13> standing { { { 0x102b, 0x102c }, { 0x1038, 0x1038 }, { 0x1062, 0x1064 },
    { 0x1067, 0x106d }, { 0x1083, 0x1083 }, { 0x1087, 0x108c }, { 0x108f, 0x108f }, { 0x109a, 0x109c },
    { 0x1a61, 0x1a61 }, { 0x1a63, 0x1a64 }, { 0xaa7b, 0xaa7b }, { 0xaa7d, 0xaa7d }, { 0x11720, 0x11721 } } };

/// Formatting characters that take the next letter with them (GCB=Prepend), or nothing away (tags).
constexpr std::array<Range, 8> leading { { { 0x600, 0x605 }, { 0x6dd, 0x6dd }, { 0x70f, 0x70f }, { 0x890, 0x891 },
    { 0x8e2, 0x8e2 }, { 0x110bd, 0x110bd }, { 0x110cd, 0x110cd }, { 0xe0020, 0xe007f } } };

/// Consonants that a virama before them binds (InCB=Consonant of DerivedCoreProperties.txt).
constexpr std::array<Range, 26> consonants { { { 0x915, 0x939 }, { 0x958, 0x95f }, { 0x978, 0x97f }, { 0x995, 0x9a8 },
    { 0x9aa, 0x9b0 }, { 0x9b2, 0x9b2 }, { 0x9b6, 0x9b9 }, { 0x9dc, 0x9dd }, { 0x9df, 0x9df }, { 0x9f0, 0x9f1 },
    { 0xa95, 0xaa8 }, { 0xaaa, 0xab0 }, { 0xab2, 0xab3 }, { 0xab5, 0xab9 }, { 0xaf9, 0xaf9 }, { 0xb15, 0xb28 },
    { 0xb2a, 0xb30 }, { 0xb32, 0xb33 }, { 0xb35, 0xb39 }, { 0xb5c, 0xb5d }, { 0xb5f, 0xb5f }, { 0xb71, 0xb71 },
    { 0xc15, 0xc28 }, { 0xc2a, 0xc39 }, { 0xc58, 0xc5a }, { 0xd15, 0xd3a } } };

bool isVirama(char32_t c)
{
    return c == 0x94d || c == 0x9cd || c == 0xacd || c == 0xb4d || c == 0xc4d || c == 0xd4d;
}

/// Half a flag.
bool isRegional(char32_t c)
{
    return c >= 0x1f1e6 && c <= 0x1f1ff;
}

/// What belongs to the letter before it (GB9, GB9a).
bool extends(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
        return true;
    case QChar::Mark_SpacingCombining:
        return !isIn(standing, c);
    default:
        return c == 0x200c || c == 0x200d || c == 0xe33 || c == 0xeb3;
    }
}

/// What nothing belongs to (GB4).
bool isControl(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        return c != 0x200c && c != 0x200d && !isIn(leading, c);
    default:
        return false;
    }
}

/// Corrects what Qt 6.4 says where it goes by syllables and not by UAX 29: in the scripts of South and Southeast Asia
/// it lets marks stand alone, and binds letters that Unicode does not. And it takes a flag behind a picture apart.
class Walk {
public:
    bool startsAt(char32_t c, bool qtSays)
    {
        const bool starts = m_isFirst || decide(c, qtSays);
        if (isIn(consonants, c) || starts || !extends(c)) {
            m_hasConsonant = isIn(consonants, c);
            m_isBound = false;
        } else if (m_hasConsonant && isVirama(c)) {
            m_isBound = true;
        } else if (c == 0x200c) {
            m_hasConsonant = false;
            m_isBound = false;
        }
        m_hasHalfFlag = isRegional(c) && starts;
        m_before = c;
        m_isFirst = false;
        return starts;
    }

private:
    [[nodiscard]] bool decide(char32_t c, bool qtSays) const
    {
        if (extends(c))
            return isControl(m_before);
        if (m_isBound && isIn(consonants, c))
            return false; // GB9c
        if (isRegional(c) && isRegional(m_before))
            return !m_hasHalfFlag; // GB12, GB13
        return qtSays || isIn(standing, c) || (QChar::isLetter(c) && extends(m_before));
    }

    char32_t m_before = 0;
    bool m_isFirst = true;
    bool m_hasConsonant = false; ///< this character's last letter is one
    bool m_isBound = false; ///< and a virama follows it
    bool m_hasHalfFlag = false;
};

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

/// Calls \a start with each place where a character begins.
template<typename Start> void walk(QStringView text, Start start)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text.data(), text.size());
    Walk walk;
    for (qsizetype at = 0; at < text.size();) {
        const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(text[at], text[at + 1]) : text[at].unicode();
        finder.setPosition(at);
        if (walk.startsAt(c, finder.isAtBoundary()))
            start(at);
        at += isPair ? 2 : 1;
    }
}

} // namespace

int graphemeCount(QStringView text)
{
    if (isAscii(text))
        return static_cast<int>(text.size() - text.count(QStringLiteral("\r\n")));
    int count = 0;
    walk(text, [&count](qsizetype) { ++count; });
    return count;
}

QList<qsizetype> graphemeStarts(QStringView text)
{
    QList<qsizetype> starts;
    walk(text, [&starts](qsizetype at) { starts.append(at); });
    return starts;
}

} // namespace wheelhouse
