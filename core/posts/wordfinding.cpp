#include "core/posts/wordfinding.h"

#include "core/base/plaintext.h"
#include "core/posts/savedreplies.h"

#include <algorithm>

namespace wheelhouse {

namespace {

struct Letter {
    char32_t code = 0;
    qsizetype units = 1;
};

Letter letterAt(QStringView text, qsizetype at)
{
    if (text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
        return { QChar::surrogateToUcs4(text[at], text[at + 1]), 2 };
    return { text[at].unicode(), 1 };
}

bool isOfWord(char32_t c)
{
    return QChar::isLetterOrNumber(c) || QChar::isMark(c) || c == U'_' || c == QChar::SoftHyphen;
}

/// Belongs to a word where another letter follows.
bool joins(char32_t c)
{
    return c == U'\'' || c == 0x2019 || c == U'-' || c == 0x2010 || c == 0x2011;
}

bool isWrittenWithoutSpaces(char32_t c)
{
    switch (QChar::script(c)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
    case QChar::Script_Tibetan:
        return true;
    default:
        return false;
    }
}

/// The end of the stretch without white space that begins at \a at.
qsizetype runEnd(QStringView text, qsizetype at)
{
    while (at < text.size() && !text[at].isSpace())
        ++at;
    return at;
}

/// An e-mail address, a host or a file: something stands on both sides of an "@" or ".".
bool isAddress(QStringView run)
{
    for (qsizetype i = 1; i + 1 < run.size(); ++i)
        if ((run[i] == u'@' || run[i] == u'.') && (run[i - 1].isLetterOrNumber() || run[i - 1].isSurrogate())
            && (run[i + 1].isLetterOrNumber() || run[i + 1].isSurrogate()))
            return true;
    return run.contains(u"://");
}

/// What is known of a word when its end is reached.
struct Word {
    qsizetype end = 0;
    int letters = 0;
    int capitals = 0;
    bool isOdd = false; ///< digits, "_", letters without spaces between words

    [[nodiscard]] bool mayBeJudged() const { return letters > 1 && !isOdd && capitals < letters; }
};

Word wordAt(QStringView text, qsizetype start, qsizetype end)
{
    Word word { start, 0, 0, false };
    while (word.end < end) {
        const Letter letter = letterAt(text, word.end);
        if (!isOfWord(letter.code)) {
            const bool goesOn = word.end > start && joins(letter.code) && word.end + letter.units < end
                && QChar::isLetter(letterAt(text, word.end + letter.units).code);
            if (!goesOn)
                break;
        }
        word.letters += QChar::isLetter(letter.code) ? 1 : 0;
        word.capitals += QChar::isUpper(letter.code) ? 1 : 0;
        word.isOdd =
            word.isOdd || QChar::isNumber(letter.code) || letter.code == U'_' || isWrittenWithoutSpaces(letter.code);
        word.end += letter.units;
    }
    return word;
}

void findIn(QStringView text, qsizetype from, qsizetype to, QList<Stretch> &words)
{
    for (qsizetype at = from; at < to;) {
        const Letter letter = letterAt(text, at);
        if (!isOfWord(letter.code)) {
            at += letter.units;
            continue;
        }
        const Word word = wordAt(text, at, to);
        if (word.mayBeJudged())
            words.append({ at, word.end - at });
        at = std::max(word.end, at + letter.units);
    }
}

/// "{name}" is filled before anybody reads it.
QList<Stretch> outside(const QList<Placeholder> &placeholders, const QList<Stretch> &words)
{
    QList<Stretch> kept;
    auto next = placeholders.cbegin();
    for (const Stretch &word : words) {
        while (next != placeholders.cend() && next->where.start + next->where.length <= word.start)
            ++next;
        if (next == placeholders.cend() || word.start + word.length <= next->where.start)
            kept.append(word);
    }
    return kept;
}

} // namespace

QList<Stretch> wordsToJudge(QStringView text)
{
    const QList<Span> spans = findSpans(text);
    auto span = spans.cbegin();
    QList<Stretch> words;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = runEnd(text, at);
        const bool isWhole = isAddress(text.sliced(at, end - at));
        for (; at < end && !isWhole && span != spans.cend() && span->start < end; ++span) {
            findIn(text, at, span->start, words);
            at = std::max<qsizetype>(at, qsizetype(span->start) + span->length);
        }
        while (span != spans.cend() && span->start < end)
            ++span;
        if (!isWhole && at < end)
            findIn(text, at, end, words);
        at = std::max(at, end) + 1;
    }
    return outside(placeholdersIn(text), words);
}

} // namespace wheelhouse
