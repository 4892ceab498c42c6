#pragma once

#include "core/reading/evidence.h"

#include <QList>

#include <functional>
#include <memory>
#include <unordered_map>

namespace wheelhouse {

using StopAsked = std::function<bool()>;

/// What was learned of one thing that texts are: a weight of each word and figure for each of \a classes.
template<size_t classes> struct LearnedWeights {
    using Scores = std::array<double, classes>;
    std::unordered_map<quint32, std::array<float, classes>> words;
    std::vector<bool> known; ///< by hash, whether \c words has it: most pairs of words are new, and cost a bit then
    std::array<DenseFeatures, classes> figures {};

    void addTo(Scores &logits, const LearnedFrom &from) const
    {
        for (size_t each = 0; each < classes; ++each)
            for (size_t figure = 0; figure < denseCount; ++figure)
                logits[each] += from.dense[figure] * figures[each][figure];
        for (const LearnedFrom::Word &word : from.words)
            if (known[word.hash])
                for (size_t each = 0; each < classes; ++each)
                    logits[each] += from.share * double(words.at(word.hash)[each]);
    }
};

/// A lesson, read.
template<size_t classes> struct Example {
    std::array<double, classes> prior {}; ///< logits without anything learned
    DenseFeatures dense {};
    std::vector<quint32> words; ///< hashes, sorted; later places among the weights
    double share = 0;
    size_t truth = 0;
    int fold = 0; ///< 0..4, by its text: the same text is never learned from and asked about
};

/// How well what was taught and the word lists alone do on texts that they have not seen.
struct LearningCheck {
    double untaught = 0; ///< macro-F1 on the lessons, 0..1
    double taught = 0; ///< the same by five models, each judged on the fifth that it has not seen
    int lessons = 0;
    [[nodiscard]] bool isWorthIt() const { return taught >= untaught; }
};
inline constexpr int fewestLessons = 10;

/// The mean of F1 over the classes that occur in \a truth, each being an index below \a classes.
double macroF1(const QList<int> &truth, const QList<int> &said, int classes = 3);

/// Learns, always from nothing. Of classes that no example has nothing is learned: what a team never spoke of keeps
/// the scores of the word lists. Their sum over the others does not change either, so that none of them rises by it.
template<size_t classes> class Learner {
public:
    using Lot = std::vector<Example<classes>>;
    /// nullopt: stopped, or nothing to learn from.
    static std::optional<LearnedWeights<classes>> learn(const Lot &lot, const StopAsked &stop);
    /// nullopt: stopped, or fewer than fewestLessons.
    static std::optional<LearningCheck> check(const Lot &lot, const StopAsked &stop);
};

extern template class Learner<3>;
extern template class Learner<std::tuple_size_v<NeedScores>>;

} // namespace wheelhouse
