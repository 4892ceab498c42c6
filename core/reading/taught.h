#pragma once

#include "core/reading/learner.h"

namespace wheelhouse {

/// What a person said of a text.
struct Lesson {
    QByteArray text; ///< UTF-8
    Mood mood = Mood::Unread; ///< Negative, Neutral or Positive; the others teach nothing
    bool isToUs = false; ///< as ReadingContext has it
    Need need = Need::Unread; ///< Unread: nothing was said of it
};

/// What was learned from lessons: weights beside those of the word lists. Never changed once made; any thread.
class Taught {
public:
    using MoodWeights = LearnedWeights<3>;
    using NeedWeights = LearnedWeights<std::tuple_size_v<NeedScores>>;
    Taught(std::optional<MoodWeights> mood, std::optional<NeedWeights> need)
        : m_mood(std::move(mood))
        , m_need(std::move(need))
    {
    }
    [[nodiscard]] bool knowsMood() const { return m_mood.has_value(); }
    [[nodiscard]] bool knowsNeed() const { return m_need.has_value(); }
    /// Adds what was learned to \a logits, if anything was.
    void addTo(MoodScores &logits, const LearnedFrom &from) const;
    void addTo(NeedScores &scores, const LearnedFrom &from) const;
    /// What a word or pair of words adds to positive, less what it adds to negative.
    [[nodiscard]] double weight(const LearnedFrom::Word &word, double share) const;

private:
    std::optional<MoodWeights> m_mood;
    std::optional<NeedWeights> m_need;
};

/// Learns from \a lessons, always from nothing: the same lessons in any order give the same weights, and a lesson that
/// is taken back is as if it had never been. nullptr: \a stop said so, or no lesson teaches anything.
std::shared_ptr<const Taught> learn(const QList<Lesson> &lessons, const StopAsked &stop = {});

/// Whether what is learned is any better than the word lists, of each thing by itself. nullopt: stopped, or fewer
/// than fewestLessons speak of it.
struct LearningChecks {
    std::optional<LearningCheck> mood;
    std::optional<LearningCheck> need;
};
LearningChecks checkLearning(const QList<Lesson> &lessons, const StopAsked &stop = {});

/// What of \a lessons does no worse than the word lists on texts it has not seen.
struct Schooling {
    std::shared_ptr<const Taught> taught; ///< nullptr: nothing does, or stopped
    LearningChecks checks;
};
Schooling learnIfWorthIt(const QList<Lesson> &lessons, const StopAsked &stop = {});

} // namespace wheelhouse
