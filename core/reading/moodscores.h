#pragma once

#include "core/reading/reading.h"
#include "core/reading/weighing.h"

#include <array>

namespace wheelhouse {

/// In the order negative, neutral, positive.
using MoodScores = std::array<double, 3>;

inline constexpr double priorScale = 1.2; ///< what the scores are multiplied with before they become shares

/// How much a text is each of the three, by its words alone.
MoodScores scoreMood(const Weighing &weighing, Tongue tongue);
/// Scores as shares of 1.
MoodScores sharesOf(const MoodScores &logits);

/// What is said of \a shares in one word, and how far to trust it.
struct MoodVerdict {
    Mood mood = Mood::Unsure;
    Sureness sureness = Sureness::Unsure;
    int tone = 0; ///< -100..100
};
MoodVerdict judgeMood(const MoodScores &shares, const Weighing &weighing);

} // namespace wheelhouse
