#include "core/reading/learner.h"

#include "core/reading/lbfgs.h"

#include <algorithm>
#include <cmath>

namespace wheelhouse {

namespace {

constexpr int steps = 60;
constexpr int folds = 5;
constexpr double wordsHeld = 0.5; ///< L2 on the weights of words
/// L2 on those of the figures. A looser one spoils small teams: at 50 lessons Spanish fell from 58.5 to 53.0 F1.
constexpr double figuresHeld = 10;

template<size_t classes> size_t largest(const std::array<double, classes> &scores)
{
    return size_t(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

/// The weights while they are learned: some for each word that occurs, then those of the figures; each has one for
/// each class that occurs.
template<size_t classes> class Weights {
public:
    using Examples = std::vector<const Example<classes> *>;
    using Scores = std::array<double, classes>;

    explicit Weights(const Examples &examples)
        : m_examples(examples)
    {
        for (const auto *example : examples)
            m_words.insert(m_words.end(), example->words.begin(), example->words.end());
        std::sort(m_words.begin(), m_words.end());
        m_words.erase(std::unique(m_words.begin(), m_words.end()), m_words.end());
        for (const auto *example : examples)
            for (const quint32 word : example->words)
                m_places.push_back(quint32(place(word)));
        weighClasses();
        m_figures = m_live.size() * m_words.size();
        m_numbers.resize(m_figures + m_live.size() * denseCount);
    }
    bool learn(const StopAsked &stop)
    {
        return walkDown([this](const auto &x, auto &slope) { return loss(x, slope); }, m_numbers, steps, stop);
    }
    [[nodiscard]] LearnedWeights<classes> learned() const
    {
        LearnedWeights<classes> out;
        out.words.reserve(m_words.size());
        out.known.resize(LearnedFrom::hashSpace);
        for (size_t word = 0; word < m_words.size(); ++word) {
            out.known[m_words[word]] = true;
            auto &weights = out.words[m_words[word]];
            for (size_t live = 0; live < m_live.size(); ++live)
                weights[m_live[live]] = float(m_numbers[m_live.size() * word + live]);
        }
        for (size_t figure = 0; figure < denseCount; ++figure)
            for (size_t live = 0; live < m_live.size(); ++live)
                out.figures[m_live[live]][figure] = m_numbers[m_figures + m_live.size() * figure + live];
        return out;
    }
    /// What these weights make of a lesson that may have words they never saw.
    [[nodiscard]] Scores logits(const Example<classes> &example) const
    {
        Scores logits = example.prior;
        for (const quint32 word : example.words) {
            const size_t at = place(word);
            if (at < m_words.size() && m_words[at] == word)
                add(m_numbers, m_live.size() * at, example.share, logits);
        }
        for (size_t figure = 0; figure < denseCount; ++figure)
            add(m_numbers, m_figures + m_live.size() * figure, example.dense[figure], logits);
        return logits;
    }

private:
    [[nodiscard]] size_t place(quint32 word) const
    {
        return size_t(std::lower_bound(m_words.begin(), m_words.end(), word) - m_words.begin());
    }
    void add(const std::vector<double> &x, size_t from, double share, Scores &logits) const
    {
        for (size_t live = 0; live < m_live.size(); ++live)
            logits[m_live[live]] += share * x[from + live];
    }
    void weighClasses();
    [[nodiscard]] double hold(const std::vector<double> &x, std::vector<double> &slope) const;
    [[nodiscard]] double loss(const std::vector<double> &x, std::vector<double> &slope) const;
    double compare(const Example<classes> &example, const Scores &logits, Scores &error) const;

    const Examples &m_examples;
    std::vector<quint32> m_words;
    std::vector<quint32> m_places; ///< of all words of all examples, one after the other
    std::vector<size_t> m_live; ///< the classes that occur
    std::array<double, classes> m_classWeights {};
    size_t m_figures = 0; ///< where those of the figures begin
    std::vector<double> m_numbers;
};

/// What is seldom counts more, by the root: else nearly everything would be a complaint.
template<size_t classes> void Weights<classes>::weighClasses()
{
    std::array<int, classes> count {};
    for (const auto *example : m_examples)
        ++count[example->truth];
    for (size_t each = 0; each < classes; ++each)
        if (count[each] > 0)
            m_live.push_back(each);
    for (const size_t each : m_live)
        m_classWeights[each] = std::sqrt(double(m_examples.size()) / (double(m_live.size()) * count[each]));
}

/// Large weights cost; the slope begins with theirs.
template<size_t classes> double Weights<classes>::hold(const std::vector<double> &x, std::vector<double> &slope) const
{
    double value = 0;
    for (size_t each = 0; each < x.size(); ++each) {
        const double held = each < m_figures ? wordsHeld : figuresHeld;
        value += held / 2 * x[each] * x[each];
        slope[each] = held * x[each];
    }
    return value;
}

/// The loss of one example; \a error is by how much the shares of the classes that occur are wrong.
template<size_t classes>
double Weights<classes>::compare(const Example<classes> &example, const Scores &logits, Scores &error) const
{
    const double weight = m_classWeights[example.truth];
    double sum = 0;
    for (const size_t each : m_live)
        sum += error[each] = std::exp(logits[each] - logits[example.truth]);
    for (const size_t each : m_live)
        error[each] = weight * (error[each] / sum - (each == example.truth ? 1 : 0));
    return weight * std::log(sum);
}

template<size_t classes> double Weights<classes>::loss(const std::vector<double> &x, std::vector<double> &slope) const
{
    double value = hold(x, slope);
    const size_t width = m_live.size();
    const quint32 *place = m_places.data();
    for (const auto *example : m_examples) {
        Scores logits = example->prior;
        for (size_t each = 0; each < example->words.size(); ++each)
            add(x, width * place[each], example->share, logits);
        for (size_t figure = 0; figure < denseCount; ++figure)
            add(x, m_figures + width * figure, example->dense[figure], logits);
        Scores error {};
        value += compare(*example, logits, error);
        const auto pull = [&](size_t from, double share) {
            for (size_t live = 0; live < width; ++live)
                slope[from + live] += share * error[m_live[live]];
        };
        for (size_t each = 0; each < example->words.size(); ++each)
            pull(width * place[each], example->share);
        for (size_t figure = 0; figure < denseCount; ++figure)
            pull(m_figures + width * figure, example->dense[figure]);
        place += example->words.size();
    }
    return value;
}

template<size_t classes>
std::vector<const Example<classes> *> allBut(const std::vector<Example<classes>> &lot, int fold)
{
    std::vector<const Example<classes> *> others;
    for (const auto &each : lot)
        if (each.fold != fold)
            others.push_back(&each);
    return others;
}

} // namespace

template<size_t classes>
std::optional<LearnedWeights<classes>> Learner<classes>::learn(const Lot &lot, const StopAsked &stop)
{
    if (lot.empty())
        return std::nullopt;
    const auto all = allBut(lot, -1);
    Weights<classes> weights(all);
    return weights.learn(stop) ? std::optional(weights.learned()) : std::nullopt;
}

template<size_t classes> std::optional<LearningCheck> Learner<classes>::check(const Lot &lot, const StopAsked &stop)
{
    if (lot.size() < fewestLessons)
        return std::nullopt;
    QList<int> truth;
    QList<int> untaught;
    QList<int> taught;
    for (int fold = 0; fold < folds; ++fold) {
        const auto others = allBut(lot, fold);
        if (others.empty())
            return std::nullopt;
        Weights<classes> weights(others);
        if (!weights.learn(stop))
            return std::nullopt;
        for (const auto &each : lot) {
            if (each.fold != fold)
                continue;
            truth.append(int(each.truth));
            untaught.append(int(largest(each.prior)));
            taught.append(int(largest(weights.logits(each))));
        }
    }
    return LearningCheck { macroF1(truth, untaught, int(classes)), macroF1(truth, taught, int(classes)),
        int(lot.size()) };
}

template class Learner<3>;
template class Learner<std::tuple_size_v<NeedScores>>;

double macroF1(const QList<int> &truth, const QList<int> &said, int classes)
{
    double sum = 0;
    int occurring = 0;
    for (int each = 0; each < classes; ++each) {
        int both = 0;
        int either = 0;
        for (qsizetype at = 0; at < truth.size(); ++at) {
            both += truth[at] == each && said[at] == each ? 1 : 0;
            either += (truth[at] == each ? 1 : 0) + (said[at] == each ? 1 : 0);
        }
        const bool occurs = truth.contains(each);
        occurring += occurs ? 1 : 0;
        sum += occurs ? 2.0 * both / either : 0;
    }
    return occurring == 0 ? 0 : sum / occurring;
}

} // namespace wheelhouse
