#include "core/reading/tonguevotes.h"

#include "core/reading/lexicon.h"

#include <QFile>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

constexpr int votesOfSureGuess = 3;
constexpr int votesOfGuess = 1;
constexpr size_t enoughWords = 80;

using Bits = quint32; // one for each Tongue

WordMap<Bits> readCommonWords()
{
    WordMap<Bits> words;
    QFile file(QStringLiteral(":/lexicon/common.tsv"));
    if (!file.open(QIODevice::ReadOnly))
        return words;
    for (const QByteArray &line : file.readAll().split('\n')) {
        const qsizetype tab = line.indexOf('\t');
        const Tongue tongue = tab < 0 ? Tongue::Other : tongueOf(QString::fromLatin1(line.first(tab)));
        if (tongue == Tongue::Other)
            continue;
        for (const QByteArray &word : line.mid(tab + 1).split(' '))
            words[QString::fromUtf8(word).toStdU16String()] |= Bits(1) << int(tongue);
    }
    return words;
}

const WordMap<Bits> &commonWords()
{
    static const WordMap<Bits> words = readCommonWords();
    return words;
}

struct Letters {
    int arabic = 0;
    int devanagari = 0;
    int latin = 0;
    int other = 0;
};

Letters lettersOf(const Tokens &tokens)
{
    Letters letters;
    size_t seen = 0;
    for (const Token &token : tokens) {
        if (token.kind != Token::Kind::Word || seen++ > enoughWords)
            continue;
        const char16_t c = tokens.written(token)[0].unicode();
        if (c < 0x0370)
            letters.latin += 1;
        else if (c >= 0x0600 && c <= 0x06ff)
            letters.arabic += 1;
        else if (c >= 0x0900 && c <= 0x097f)
            letters.devanagari += 1;
        else
            letters.other += 1;
    }
    return letters;
}

using Votes = std::array<int, tongueCount>;

Votes countWords(const Tokens &tokens)
{
    const WordMap<Bits> &common = commonWords();
    Votes votes {};
    size_t seen = 0;
    for (const Token &token : tokens) {
        if (token.kind != Token::Kind::Word || seen++ > enoughWords)
            continue;
        const auto found = common.find(tokens.folded(token));
        if (found == common.end())
            continue;
        for (size_t tongue = 1; tongue < votes.size(); ++tongue)
            votes[tongue] += int((found->second >> tongue) & 1U);
    }
    return votes;
}

/// Persian and Urdu are written with Arabic letters, Marathi and Nepali with those of Hindi.
Tongue byScript(Tongue tongue, const LanguageGuess &guess)
{
    return guess.sure && tongueOf(guess.code) != tongue ? Tongue::Other : tongue;
}

} // namespace

Tongue voteTongue(const Tokens &tokens, const LanguageGuess &guess)
{
    const Letters letters = lettersOf(tokens);
    const int all = letters.arabic + letters.devanagari + letters.latin + letters.other;
    if (2 * letters.arabic > all)
        return byScript(Tongue::Arabic, guess);
    if (2 * letters.devanagari > all)
        return byScript(Tongue::Hindi, guess);
    if (2 * letters.other > all)
        return Tongue::Other;
    Votes votes = countWords(tokens);
    // cld2 does not know Hindi in Latin letters, and is sure of any other language then.
    const bool mayBeHindi = votes[size_t(Tongue::Hindi)] >= 2;
    if (!guess.code.isEmpty())
        votes[size_t(tongueOf(guess.code))] += guess.sure && !mayBeHindi ? votesOfSureGuess : votesOfGuess;
    const auto most = std::max_element(votes.begin(), votes.end());
    return *most == 0 ? Tongue::English : static_cast<Tongue>(most - votes.begin());
}

} // namespace wheelhouse
