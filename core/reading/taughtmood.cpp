#include "core/reading/taughtmood.h"

#include "core/reading/lbfgs.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace wheelhouse {

namespace {

constexpr int steps = 60;
constexpr int folds = 5;
constexpr double wordsHeld = 0.5; ///< L2 on the weights of words
/// L2 on those of the figures. A looser one spoils small teams: at 50 lessons Spanish fell from 58.5 to 53.0 F1.
constexpr double figuresHeld = 10;

int classOf(Mood mood)
{
    switch (mood) {
    case Mood::Negative:
        return 0;
    case Mood::Neutral:
        return 1;
    case Mood::Positive:
        return 2;
    default:
        return -1;
    }
}

/// A lesson, read.
struct Example {
    MoodScores prior {};
    DenseFeatures dense {};
    std::vector<quint32> words; ///< places among the weights, sorted
    double share = 0;
    int truth = 0;
    int untaught = 0; ///< what the word lists say
    int fold = 0;
};

int largest(const MoodScores &scores)
{
    return int(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

/// Lessons in an order of their own, since sums of many numbers depend on the order in which they are added.
QList<Lesson> inOrder(QList<Lesson> lessons)
{
    lessons.removeIf([](const Lesson &each) { return classOf(each.mood) < 0; });
    std::sort(lessons.begin(), lessons.end(), [](const Lesson &a, const Lesson &b) {
        return a.text != b.text ? a.text < b.text : classOf(a.mood) < classOf(b.mood);
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

std::vector<Example> readAll(const QList<Lesson> &lessons, const StopAsked &stop)
{
    std::vector<Example> examples;
    examples.reserve(size_t(lessons.size()));
    for (const Lesson &lesson : lessons) {
        if (stop && stop())
            return {};
        const Evidence evidence = gatherEvidence(lesson.text, { lesson.isToUs, {}, {} });
        const LearnedFrom from = learnedFrom(evidence);
        Example example { evidence.scores, from.dense, {}, from.share, classOf(lesson.mood), largest(evidence.scores),
            int(hashOf(lesson.text) % folds) };
        for (double &score : example.prior)
            score *= priorScale;
        for (const LearnedFrom::Word &word : from.words)
            example.words.push_back(word.hash);
        std::sort(example.words.begin(), example.words.end());
        examples.push_back(std::move(example));
    }
    return examples;
}

/// The weights while they are learned: three for each word that occurs, then those of the figures.
class Weights {
public:
    explicit Weights(const std::vector<const Example *> &examples)
        : m_examples(examples)
    {
        for (const Example *example : examples)
            m_words.insert(m_words.end(), example->words.begin(), example->words.end());
        std::sort(m_words.begin(), m_words.end());
        m_words.erase(std::unique(m_words.begin(), m_words.end()), m_words.end());
        for (const Example *example : examples)
            for (const quint32 word : example->words)
                m_places.push_back(quint32(place(word)));
        m_numbers.resize(3 * m_words.size() + 3 * denseCount);
        weighClasses();
    }
    bool learn(const StopAsked &stop)
    {
        return walkDown([this](const auto &x, auto &slope) { return loss(x, slope); }, m_numbers, steps, stop);
    }
    /// What a model of these weights makes of a lesson that may have words it never saw.
    [[nodiscard]] MoodScores logits(const Example &example) const;
    [[nodiscard]] const std::vector<quint32> &words() const { return m_words; }
    [[nodiscard]] double ofWord(size_t word, size_t mood) const { return m_numbers[3 * word + mood]; }
    [[nodiscard]] double ofFigure(size_t figure, size_t mood) const
    {
        return m_numbers[3 * m_words.size() + 3 * figure + mood];
    }

private:
    [[nodiscard]] size_t place(quint32 word) const
    {
        return size_t(std::lower_bound(m_words.begin(), m_words.end(), word) - m_words.begin());
    }
    void weighClasses();
    [[nodiscard]] double loss(const std::vector<double> &x, std::vector<double> &slope) const;
    [[nodiscard]] double hold(const std::vector<double> &x, std::vector<double> &slope) const;

    const std::vector<const Example *> &m_examples;
    std::vector<quint32> m_words;
    std::vector<quint32> m_places; ///< of all words of all examples, one after the other
    std::array<double, 3> m_classWeights {};
    std::vector<double> m_numbers;
};

/// What is seldom counts more, by the root: else nearly everything would be a complaint.
void Weights::weighClasses()
{
    std::array<int, 3> count {};
    for (const Example *example : m_examples)
        ++count[size_t(example->truth)];
    for (size_t each = 0; each < 3; ++each)
        m_classWeights[each] = count[each] == 0 ? 0 : std::sqrt(double(m_examples.size()) / (3.0 * count[each]));
}

/// Large weights cost; the slope begins with theirs.
double Weights::hold(const std::vector<double> &x, std::vector<double> &slope) const
{
    double value = 0;
    const size_t figures = 3 * m_words.size();
    for (size_t each = 0; each < x.size(); ++each) {
        const double held = each < figures ? wordsHeld : figuresHeld;
        value += held / 2 * x[each] * x[each];
        slope[each] = held * x[each];
    }
    return value;
}

double Weights::loss(const std::vector<double> &x, std::vector<double> &slope) const
{
    double value = hold(x, slope);
    const size_t figures = 3 * m_words.size();
    const quint32 *place = m_places.data();
    for (const Example *example : m_examples) {
        MoodScores logits = example->prior;
        for (size_t each = 0; each < example->words.size(); ++each)
            for (size_t mood = 0; mood < 3; ++mood)
                logits[mood] += example->share * x[3 * place[each] + mood];
        for (size_t figure = 0; figure < denseCount; ++figure)
            for (size_t mood = 0; mood < 3; ++mood)
                logits[mood] += example->dense[figure] * x[figures + 3 * figure + mood];
        const MoodScores shares = sharesOf(logits);
        const auto truth = size_t(example->truth);
        const double weight = m_classWeights[truth];
        value -= weight * std::log(std::max(shares[truth], 1e-300));
        MoodScores error {};
        for (size_t mood = 0; mood < 3; ++mood)
            error[mood] = weight * (shares[mood] - (mood == truth ? 1 : 0));
        for (size_t each = 0; each < example->words.size(); ++each)
            for (size_t mood = 0; mood < 3; ++mood)
                slope[3 * place[each] + mood] += example->share * error[mood];
        for (size_t figure = 0; figure < denseCount; ++figure)
            for (size_t mood = 0; mood < 3; ++mood)
                slope[figures + 3 * figure + mood] += example->dense[figure] * error[mood];
        place += example->words.size();
    }
    return value;
}

MoodScores Weights::logits(const Example &example) const
{
    MoodScores logits = example.prior;
    for (const quint32 word : example.words) {
        const size_t at = place(word);
        for (size_t mood = 0; mood < 3 && at < m_words.size() && m_words[at] == word; ++mood)
            logits[mood] += example.share * ofWord(at, mood);
    }
    for (size_t figure = 0; figure < denseCount; ++figure)
        for (size_t mood = 0; mood < 3; ++mood)
            logits[mood] += example.dense[figure] * ofFigure(figure, mood);
    return logits;
}

} // namespace

class MoodLearner {
public:
    static std::shared_ptr<const TaughtMood> taught(const Weights &weights)
    {
        auto taught = std::make_shared<TaughtMood>();
        taught->m_words.reserve(weights.words().size());
        for (size_t word = 0; word < weights.words().size(); ++word)
            taught->m_words[weights.words()[word]] = { float(weights.ofWord(word, 0)), float(weights.ofWord(word, 1)),
                float(weights.ofWord(word, 2)) };
        for (size_t figure = 0; figure < denseCount; ++figure)
            for (size_t mood = 0; mood < 3; ++mood)
                taught->m_dense[mood][figure] = weights.ofFigure(figure, mood);
        return taught;
    }
};

MoodScores TaughtMood::logits(const Evidence &evidence, const LearnedFrom &from) const
{
    MoodScores logits {};
    for (size_t mood = 0; mood < 3; ++mood) {
        logits[mood] = priorScale * evidence.scores[mood];
        for (size_t figure = 0; figure < denseCount; ++figure)
            logits[mood] += from.dense[figure] * m_dense[mood][figure];
    }
    for (const LearnedFrom::Word &word : from.words)
        if (const auto found = m_words.find(word.hash); found != m_words.end())
            for (size_t mood = 0; mood < 3; ++mood)
                logits[mood] += from.share * double(found->second[mood]);
    return logits;
}

double TaughtMood::weight(const LearnedFrom::Word &word, double share) const
{
    const auto found = m_words.find(word.hash);
    return found == m_words.end() ? 0 : share * double(found->second[2] - found->second[0]);
}

std::shared_ptr<const TaughtMood> learnMood(const QList<Lesson> &lessons, const StopAsked &stop)
{
    const std::vector<Example> examples = readAll(inOrder(lessons), stop);
    if (examples.empty())
        return nullptr;
    std::vector<const Example *> all;
    for (const Example &each : examples)
        all.push_back(&each);
    Weights weights(all);
    return weights.learn(stop) ? MoodLearner::taught(weights) : nullptr;
}

std::optional<LearningCheck> checkLearning(const QList<Lesson> &lessons, const StopAsked &stop)
{
    const std::vector<Example> examples = readAll(inOrder(lessons), stop);
    if (examples.size() < fewestLessons)
        return std::nullopt;
    QList<int> truth;
    QList<int> untaught;
    QList<int> taught;
    for (int fold = 0; fold < folds; ++fold) {
        std::vector<const Example *> others;
        for (const Example &each : examples)
            if (each.fold != fold)
                others.push_back(&each);
        if (others.empty())
            return std::nullopt;
        Weights weights(others);
        if (!weights.learn(stop))
            return std::nullopt;
        for (const Example &each : examples) {
            if (each.fold != fold)
                continue;
            truth.append(each.truth);
            untaught.append(each.untaught);
            taught.append(largest(weights.logits(each)));
        }
    }
    return LearningCheck { macroF1(truth, untaught), macroF1(truth, taught) };
}

double macroF1(const QList<int> &truth, const QList<int> &said)
{
    double sum = 0;
    for (int mood = 0; mood < 3; ++mood) {
        int both = 0;
        int either = 0;
        for (qsizetype each = 0; each < truth.size(); ++each) {
            both += truth[each] == mood && said[each] == mood ? 1 : 0;
            either += (truth[each] == mood ? 1 : 0) + (said[each] == mood ? 1 : 0);
        }
        sum += either == 0 ? 0 : 2.0 * both / either;
    }
    return sum / 3;
}

} // namespace wheelhouse
