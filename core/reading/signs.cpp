#include "core/reading/signs.h"

#include "core/reading/wordfiles.h"

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr char16_t asciiEnd = 0x80;

} // namespace

Signs::Signs()
    : m_emoticons(asciiEnd)
{
    for (const WordRow &row : ownWords()) {
        if (row.kind != WordRow::Kind::Sign)
            continue;
        if (row.pattern[0].unicode() >= asciiEnd) {
            const auto codes = row.pattern.toUcs4();
            m_emoji.insert(codes.first(), row.weight);
            continue;
        }
        m_emoticons[row.pattern[0].unicode()].append(row.pattern);
        m_emoticonWeights.insert(row.pattern, row.weight);
    }
    for (QList<QString> &each : m_emoticons)
        std::stable_sort(
            each.begin(), each.end(), [](const QString &a, const QString &b) { return a.size() > b.size(); });
}

const QList<QString> &Signs::emoticonsFrom(char16_t first) const
{
    static const QList<QString> none;
    return first < asciiEnd ? m_emoticons[first] : none;
}

double Signs::weight(QStringView sign) const
{
    if (sign.isEmpty())
        return 0;
    if (sign[0].unicode() < asciiEnd)
        return sign.size() > 1 ? m_emoticonWeights.value(sign.toString()) : 0;
    const char32_t code = sign[0].isHighSurrogate() && sign.size() > 1 ? QChar::surrogateToUcs4(sign[0], sign[1])
                                                                       : char32_t(sign[0].unicode());
    return m_emoji.value(code);
}

const Signs &signs()
{
    static const Signs all;
    return all;
}

} // namespace wheelhouse
