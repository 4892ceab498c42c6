#include "core/reading/language.h"

#include <QByteArray>
#include <QVarLengthArray>

#include <algorithm>
#include <cstring>

#include <cld2/public/compact_lang_det.h>

namespace wheelhouse {

namespace {

constexpr qsizetype enough = 1'024; // bytes of words; more do not make the guess better, only slower
constexpr int fewest = 12;

using Words = QVarLengthArray<char, enough + 1>;

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool saysNothing(QByteArrayView word)
{
    return word.front() == '@' || word.front() == '#' || word.startsWith("http://") || word.startsWith("https://");
}

/// The words of a text, a space between two.
void gather(QByteArrayView utf8, Words &words)
{
    const char *at = utf8.begin();
    const char *const end = utf8.end();
    while (at != end) {
        if (isSpace(*at)) {
            ++at;
            continue;
        }
        const char *const stop = std::find_if(at, end, isSpace);
        const QByteArrayView word(at, stop - at);
        at = stop;
        if (saysNothing(word))
            continue;
        qsizetype take = std::min(word.size(), enough - words.size());
        while (take > 0 && take < word.size() && (word[take] & 0xc0) == 0x80)
            --take; // a character is taken whole
        words.append(word.data(), take);
        if (take < word.size() || words.size() >= enough)
            return;
        words.append(' ');
    }
}

/// cld2's codes where they are older than BCP 47's.
QString modern(CLD2::Language language)
{
    const char *code = CLD2::LanguageCode(language);
    if (std::strcmp(code, "iw") == 0)
        return QStringLiteral("he");
    if (std::strcmp(code, "jw") == 0)
        return QStringLiteral("jv");
    return QString::fromLatin1(code);
}

/// cld2 takes some 150 KB for each call and gives it back. Until a program has freed its first big block, glibc
/// returns that to the kernel every time (22 us a call instead of 6): mallopt(3), "dynamic mmap threshold".
bool freeOneBigBlock()
{
    constexpr qsizetype big = 1 << 20;
    const QByteArray block(big, '\0');
    return block.size() == big;
}

} // namespace

LanguageGuess guessLanguage(QByteArrayView utf8)
{
    [[maybe_unused]] static const bool heapIsKept = freeOneBigBlock();
    Words words;
    gather(utf8, words);
    if (words.size() < fewest)
        return {};
    CLD2::Language languages[3];
    int percents[3];
    double scores[3];
    int textBytes = 0;
    bool reliable = false;
    const auto ask = [&](int bytes, int &valid) {
        return CLD2::ExtDetectLanguageSummaryCheckUTF8(
            words.data(), bytes, true, nullptr, 0, languages, percents, scores, nullptr, &textBytes, &reliable, &valid);
    };
    const auto all = static_cast<int>(words.size());
    int valid = 0;
    CLD2::Language best = ask(all, valid);
    if (valid >= fewest && valid < all)
        best = ask(valid, valid);
    if (best == CLD2::UNKNOWN_LANGUAGE || best == CLD2::TG_UNKNOWN_LANGUAGE || languages[0] == CLD2::UNKNOWN_LANGUAGE)
        return {};
    return { modern(languages[0]), percents[0], reliable };
}

} // namespace wheelhouse
