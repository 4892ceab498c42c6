#pragma once

#include "core/reading/evidence.h"

#include <QList>

#include <atomic>
#include <functional>
#include <memory>
#include <unordered_map>

namespace wheelhouse {

/// What a person said of a text.
struct Lesson {
    QByteArray text; ///< UTF-8
    Mood mood = Mood::Neutral; ///< Negative, Neutral or Positive; the others teach nothing
    bool isToUs = false; ///< as ReadingContext has it
};

/// What was learned from lessons: weights beside those of the word lists. Never changed once made; any thread.
class TaughtMood {
public:
    [[nodiscard]] MoodScores logits(const Evidence &evidence, const LearnedFrom &from) const;
    /// What a word or pair of words adds to positive, less what it adds to negative.
    [[nodiscard]] double weight(const LearnedFrom::Word &word, double share) const;
    [[nodiscard]] size_t bytes() const { return m_words.size() * sizeof(decltype(m_words)::value_type); }

private:
    friend class MoodLearner;
    std::unordered_map<quint32, std::array<float, 3>> m_words;
    std::array<DenseFeatures, 3> m_dense {};
};

using StopAsked = std::function<bool()>;

/// Learns from \a lessons, always from nothing: the same lessons in any order give the same weights, and a lesson that
/// is taken back is as if it had never been. nullptr: \a stop said so, or no lesson teaches anything.
std::shared_ptr<const TaughtMood> learnMood(const QList<Lesson> &lessons, const StopAsked &stop = {});

/// How well \a taught and the word lists alone do on texts that they have not seen.
struct LearningCheck {
    double untaught = 0; ///< macro-F1 on the lessons, 0..1
    double taught = 0; ///< the same by five models, each judged on the fifth that it has not seen
    [[nodiscard]] bool isWorthIt() const { return taught >= untaught; }
};
/// nullopt: stopped, or fewer than \a fewestLessons.
std::optional<LearningCheck> checkLearning(const QList<Lesson> &lessons, const StopAsked &stop = {});
inline constexpr int fewestLessons = 10;

/// The mean over negative, neutral and positive of F1, each being an index 0..2.
double macroF1(const QList<int> &truth, const QList<int> &said);

} // namespace wheelhouse
