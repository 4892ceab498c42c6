#include "core/reading/evidence.h"

#include "core/reading/tonguevotes.h"

#include <algorithm>
#include <cmath>

namespace wheelhouse {

namespace {

bool foldsItsOwnWay(Tongue tongue)
{
    return tongue == Tongue::German || tongue == Tongue::French || tongue == Tongue::Italian
        || tongue == Tongue::Turkish;
}

quint32 mixed(quint32 hash, std::u16string_view word)
{
    constexpr quint32 prime = 16'777'619; // FNV-1a: the same on every machine, as a model must be
    for (const char16_t c : word) {
        hash = (hash ^ (c & 0xffU)) * prime;
        hash = (hash ^ (c >> 8U)) * prime;
    }
    return hash;
}

/// Names and figures differ in every text and teach nothing: all handles are one, all digits are one.
std::u16string wordOf(const Tokens &tokens, const Token &token)
{
    using Kind = Token::Kind;
    if (token.kind == Kind::Handle)
        return u"@";
    if (token.kind == Kind::Number) {
        std::u16string digits = tokens.written(token).toString().toStdU16String();
        std::replace_if(
            digits.begin(), digits.end(), [](char16_t c) { return QChar::isDigit(c); }, u'0');
        return digits;
    }
    const bool isSign =
        token.kind == Kind::Emoticon || (token.kind == Kind::Sign && tokens.written(token)[0] > u'\x7f');
    return token.kind == Kind::Word || isSign ? std::u16string(tokens.folded(token)) : std::u16string();
}

} // namespace

Evidence gatherEvidence(QByteArrayView utf8, const ReadingContext &context)
{
    Evidence evidence { Tokens(utf8), Tongue::English, {}, {} };
    if (!context.language.isEmpty())
        evidence.tongue = tongueOf(context.language);
    else
        evidence.tongue = voteTongue(evidence.tokens, context.guess ? *context.guess : guessLanguage(utf8));
    if (foldsItsOwnWay(evidence.tongue))
        evidence.tokens.foldFor(evidence.tongue);
    evidence.weighing = weigh(evidence.tokens, evidence.tongue, context.isToUs);
    evidence.scores = scoreMood(evidence.weighing, evidence.tongue);
    return evidence;
}

LearnedFrom learnedFrom(const Evidence &evidence)
{
    constexpr quint32 start = 2'166'136'261U;
    constexpr size_t most = 2'000;
    LearnedFrom from;
    const Weighing &w = evidence.weighing;
    const auto one = [](bool when) { return when ? 1.0 : 0.0; };
    from.dense = { std::log1p(w.good), std::log1p(w.bad), one(w.asks), std::min(w.exclaims, 3) / 3.0, one(w.hasUrl),
        one(w.negates), std::min(w.words, 300) / 30.0, one(w.cue(WordRow::Kind::Question).found > 0),
        one(w.cue(WordRow::Kind::Help).found + w.cue(WordRow::Kind::Problem).found > 0), 1.0 };
    quint32 before = 0;
    size_t beforeAt = 0;
    for (size_t at = 0; at < evidence.tokens.size() && from.words.size() < most; ++at) {
        const std::u16string word = wordOf(evidence.tokens, evidence.tokens[at]);
        if (word.empty())
            continue;
        const quint32 hash = mixed(start, word);
        from.words.push_back({ hash % LearnedFrom::hashSpace, at, 1 });
        if (before != 0)
            from.words.push_back(
                { mixed(mixed(before, u" "), word) % LearnedFrom::hashSpace, beforeAt, at - beforeAt + 1 });
        before = hash;
        beforeAt = at;
    }
    from.share = from.words.empty() ? 0 : 1 / std::sqrt(double(from.words.size()));
    return from;
}

} // namespace wheelhouse
