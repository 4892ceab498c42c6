#include "core/reading/taught.h"

#include <algorithm>

namespace wheelhouse {

namespace {

using MoodLearner = Learner<3>;
using NeedLearner = Learner<std::tuple_size_v<NeedScores>>;

std::optional<size_t> classOf(Mood mood)
{
    switch (mood) {
    case Mood::Negative:
        return 0;
    case Mood::Neutral:
        return 1;
    case Mood::Positive:
        return 2;
    default:
        return std::nullopt;
    }
}

std::optional<size_t> classOf(Need need)
{
    return need == Need::Unread ? std::nullopt : std::optional(size_t(need) - size_t(Need::None));
}

/// Lessons in an order of their own, since sums of many numbers depend on the order in which they are added.
QList<Lesson> inOrder(QList<Lesson> lessons)
{
    lessons.removeIf([](const Lesson &each) { return !classOf(each.mood) && !classOf(each.need); });
    std::sort(lessons.begin(), lessons.end(), [](const Lesson &a, const Lesson &b) {
        return a.text != b.text ? a.text < b.text : std::pair(a.mood, a.need) < std::pair(b.mood, b.need);
    });
    return lessons;
}

quint32 hashOf(const QByteArray &text)
{
    quint32 hash = 2'166'136'261U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
    return hash ^ (hash >> 15U);
}

template<size_t classes>
Example<classes> exampleOf(
    const Lesson &lesson, const LearnedFrom &from, const std::array<double, classes> &prior, size_t truth)
{
    constexpr int folds = 5;
    Example<classes> example { prior, from.dense, {}, from.share, truth, int(hashOf(lesson.text) % folds) };
    for (const LearnedFrom::Word &word : from.words)
        example.words.push_back(word.hash);
    std::sort(example.words.begin(), example.words.end());
    return example;
}

struct Lots {
    MoodLearner::Lot mood;
    NeedLearner::Lot need;
};

/// Empty when stopped.
Lots readAll(const QList<Lesson> &lessons, const StopAsked &stop)
{
    Lots lots;
    for (const Lesson &lesson : inOrder(lessons)) {
        if (stop && stop())
            return {};
        const Evidence evidence = gatherEvidence(lesson.text, { lesson.isToUs, {}, {} });
        const LearnedFrom from = learnedFrom(evidence);
        if (const auto truth = classOf(lesson.mood)) {
            MoodScores prior = evidence.scores;
            for (double &score : prior)
                score *= priorScale;
            lots.mood.push_back(exampleOf(lesson, from, prior, *truth));
        }
        if (const auto truth = classOf(lesson.need))
            lots.need.push_back(exampleOf(lesson, from, scoreNeeds(evidence.weighing), *truth));
    }
    return lots;
}

LearningChecks checkAll(const Lots &lots, const StopAsked &stop)
{
    return { MoodLearner::check(lots.mood, stop), NeedLearner::check(lots.need, stop) };
}

std::shared_ptr<const Taught> learnAll(const Lots &lots, const StopAsked &stop)
{
    auto mood = MoodLearner::learn(lots.mood, stop);
    auto need = NeedLearner::learn(lots.need, stop);
    const bool wasStopped = mood.has_value() == lots.mood.empty() || need.has_value() == lots.need.empty();
    if (wasStopped || (!mood && !need))
        return nullptr;
    return std::make_shared<Taught>(std::move(mood), std::move(need));
}

} // namespace

void Taught::addTo(MoodScores &logits, const LearnedFrom &from) const
{
    if (m_mood)
        m_mood->addTo(logits, from);
}

void Taught::addTo(NeedScores &scores, const LearnedFrom &from) const
{
    if (m_need)
        m_need->addTo(scores, from);
}

double Taught::weight(const LearnedFrom::Word &word, double share) const
{
    if (!m_mood)
        return 0;
    const auto found = m_mood->words.find(word.hash);
    return found == m_mood->words.end() ? 0 : share * double(found->second[2] - found->second[0]);
}

std::shared_ptr<const Taught> learn(const QList<Lesson> &lessons, const StopAsked &stop)
{
    return learnAll(readAll(lessons, stop), stop);
}

LearningChecks checkLearning(const QList<Lesson> &lessons, const StopAsked &stop)
{
    return checkAll(readAll(lessons, stop), stop);
}

Schooling learnIfWorthIt(const QList<Lesson> &lessons, const StopAsked &stop)
{
    Lots lots = readAll(lessons, stop);
    Schooling schooling { nullptr, checkAll(lots, stop) };
    if (!schooling.checks.mood || !schooling.checks.mood->isWorthIt())
        lots.mood.clear();
    if (!schooling.checks.need || !schooling.checks.need->isWorthIt())
        lots.need.clear();
    schooling.taught = learnAll(lots, stop);
    return schooling;
}

} // namespace wheelhouse
