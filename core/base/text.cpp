#include "core/base/text.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr char16_t firstStrongIsolate = 0x2068;
constexpr char16_t popIsolate = 0x2069;

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

bool isAccent(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= 0x300 && u <= 0x36f) || (u >= 0x1ab0 && u <= 0x1aff) || (u >= 0x1dc0 && u <= 0x1dff)
        || (u >= 0x20d0 && u <= 0x20ff) || (u >= 0xfe20 && u <= 0xfe2f);
}

bool opensIsolate(char32_t c)
{
    return c >= 0x2066 && c <= 0x2068;
}

/// Where the cluster after the first \a count ends, or -1 when there are not more of them.
qsizetype endOfGraphemes(QStringView text, int count)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text.data(), text.size());
    qsizetype at = 0;
    for (int i = 0; i < count; ++i) {
        at = finder.toNextBoundary();
        if (at < 0 || at >= text.size())
            return -1;
    }
    return at;
}

} // namespace

QString fold(QStringView text)
{
    if (isAscii(text))
        return text.toString().toLower();
    QString parts = text.toString().normalized(QString::NormalizationForm_KD).toCaseFolded();
    parts.replace(QChar(0xdf), QStringLiteral("ss"));
    parts.removeIf(isAccent);
    return parts.normalized(QString::NormalizationForm_KC);
}

Qt::LayoutDirection firstStrongDirection(QStringView text)
{
    int isolated = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
        else if (text[i].isSurrogate())
            continue; // the second half of a pair, or a stray
        if (opensIsolate(c))
            ++isolated;
        else if (c == popIsolate)
            isolated = std::max(0, isolated - 1);
        if (isolated > 0)
            continue;
        const QChar::Direction direction = QChar::direction(c);
        if (direction == QChar::DirL)
            return Qt::LeftToRight;
        if (direction == QChar::DirR || direction == QChar::DirAL)
            return Qt::RightToLeft;
    }
    return Qt::LayoutDirectionAuto;
}

QString isolate(QStringView text)
{
    QString out(1, QChar(firstStrongIsolate));
    out.reserve(text.size() + 2);
    int open = 0;
    for (const QChar c : text) {
        if (c.unicode() == popIsolate && open == 0)
            continue;
        open += opensIsolate(c.unicode()) ? 1 : (c.unicode() == popIsolate ? -1 : 0);
        out += c;
    }
    out += QString(open + 1, QChar(popIsolate));
    return out;
}

QString shorten(QStringView text, int graphemes)
{
    if (text.size() <= graphemes || endOfGraphemes(text, graphemes) < 0)
        return text.toString();
    const qsizetype keep = graphemes > 1 ? endOfGraphemes(text, graphemes - 1) : 0;
    return text.first(keep).toString() + QChar(0x2026);
}

QString oneLine(QStringView text)
{
    return text.toString().simplified();
}

} // namespace wheelhouse
