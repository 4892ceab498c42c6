#include "core/reading/reader.h"

#include "core/reading/evidence.h"
#include "core/reading/taught.h"

#include <algorithm>
#include <cmath>

namespace wheelhouse {

namespace {

constexpr std::array<Mood, 3> moods { Mood::Negative, Mood::Neutral, Mood::Positive };

struct Judged {
    MoodScores shares {};
    MoodVerdict verdict;
    NeedScores needs {};
    Need need = Need::None;
    Need runnerUp = Need::None;
    Need second = Need::None;
};

void judgeNeeds(Judged &judged)
{
    constexpr double saysSomething = 0.3; ///< of a need that comes second; below, nothing spoke for it
    size_t first = 0;
    for (size_t each = 1; each < judged.needs.size(); ++each)
        if (judged.needs[each] > judged.needs[first])
            first = each;
    size_t second = first == 0 ? 1 : 0;
    for (size_t each = 1; each < judged.needs.size(); ++each)
        if (each != first && judged.needs[each] > judged.needs[second])
            second = each;
    judged.need = needAt(first);
    judged.runnerUp = needAt(second);
    judged.second = judged.needs[second] >= saysSomething ? judged.runnerUp : Need::None;
}

Judged judge(const Evidence &evidence, const LearnedFrom *from, const Taught *taught)
{
    Judged judged;
    MoodScores logits = evidence.scores;
    for (double &score : logits)
        score *= priorScale;
    judged.needs = scoreNeeds(evidence.weighing);
    if (taught) {
        taught->addTo(logits, *from);
        taught->addTo(judged.needs, *from);
    }
    judged.shares = sharesOf(logits);
    judged.verdict = judgeMood(judged.shares, evidence.weighing);
    judgeNeeds(judged);
    const bool isTaught = taught && taught->knowsMood();
    const bool hasWords = evidence.tongue != Tongue::Other || !evidence.weighing.hits.isEmpty() || isTaught;
    if (!hasWords)
        judged.verdict = {}; // a language that nobody gave us words for: not neutral, unknown
    return judged;
}

ReadingMark markOf(const Judged &judged)
{
    return { judged.need, judged.second, judged.verdict.mood, judged.verdict.tone, judged.verdict.sureness, false };
}

QString written(const Tokens &tokens, size_t first, size_t count)
{
    const Token &last = tokens[first + count - 1];
    const qsizetype from = tokens[first].at;
    return tokens.text().mid(from, last.at + last.length - from);
}

QList<WeighedWord> wordsOf(const Evidence &evidence, const LearnedFrom &from, const Taught *taught)
{
    constexpr double tooLittle = 0.05;
    QList<WeighedWord> words;
    const auto add = [&](size_t token, size_t tokens, double weight, bool learned) {
        const QString word = written(evidence.tokens, token, tokens);
        words.append({ word, weight, evidence.tokens[token].at, word.size(), learned });
    };
    for (const Hit &hit : evidence.weighing.hits)
        add(hit.token, hit.tokens, hit.weight, false);
    for (const LearnedFrom::Word &word : from.words) {
        const double weight = taught ? taught->weight(word, from.share) : 0;
        if (std::abs(weight) >= tooLittle)
            add(word.token, word.tokens, weight, true);
    }
    std::stable_sort(words.begin(), words.end(),
        [](const WeighedWord &a, const WeighedWord &b) { return std::abs(a.weight) > std::abs(b.weight); });
    return words;
}

} // namespace

Reader::Reader(std::shared_ptr<const Taught> taught)
    : m_taught(std::move(taught))
{
}

Reading Reader::read(QByteArrayView utf8, const ReadingContext &context) const
{
    const Evidence evidence = gatherEvidence(utf8, context);
    const LearnedFrom from = m_taught ? learnedFrom(evidence) : LearnedFrom {};
    const Judged judged = judge(evidence, &from, m_taught.get());
    Reading reading;
    reading.language = codeOf(evidence.tongue);
    reading.mark = markOf(judged);
    reading.shares = judged.shares;
    const auto top = std::max_element(judged.shares.begin(), judged.shares.end());
    reading.closest = moods[size_t(top - judged.shares.begin())];
    reading.confidence = *top;
    reading.needs = judged.needs;
    reading.runnerUp = judged.runnerUp;
    reading.words = wordsOf(evidence, from, m_taught.get());
    return reading;
}

ReadingMark Reader::mark(QByteArrayView utf8, const ReadingContext &context) const
{
    const Evidence evidence = gatherEvidence(utf8, context);
    const LearnedFrom from = m_taught ? learnedFrom(evidence) : LearnedFrom {};
    return markOf(judge(evidence, &from, m_taught.get()));
}

} // namespace wheelhouse
