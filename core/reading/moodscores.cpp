#include "core/reading/moodscores.h"

#include <algorithm>
#include <cmath>

namespace wheelhouse {

namespace {

/// Found by trying on labelled sets, then rounded; not to be tuned further.
struct Scalars {
    double threshold[2]; ///< negative, positive
    double url;
    double question;
    double badAgainstGood;
};

Scalars scalarsOf(Tongue tongue)
{
    if (tongue == Tongue::English)
        return { { 0.6, 0.5 }, 0.3, 0.25, 0.5 };
    return { { tongue == Tongue::Hindi ? 0.3 : 0.45, 0.4 }, 0.2, 0.1, 0.6 };
}

} // namespace

MoodScores scoreMood(const Weighing &weighing, Tongue tongue)
{
    const Scalars scalar = scalarsOf(tongue);
    const double u = std::log1p(weighing.good);
    const double v = std::log1p(weighing.bad);
    const double exclaims = u > v ? 0.15 * std::min(weighing.exclaims, 3) : 0;
    const double asks = weighing.asks ? 1 : 0;
    const double url = weighing.hasUrl ? 1 : 0;
    const double negates = weighing.negates ? 1 : 0;
    return { v - 0.5 * u - scalar.threshold[0] + 0.1 * negates, scalar.url * url + scalar.question * asks,
        u - scalar.badAgainstGood * v - scalar.threshold[1] + exclaims - 0.2 * asks };
}

MoodScores sharesOf(const MoodScores &logits)
{
    const double top = *std::max_element(logits.begin(), logits.end());
    MoodScores shares {};
    double sum = 0;
    for (size_t each = 0; each < shares.size(); ++each)
        sum += shares[each] = std::exp(logits[each] - top);
    for (double &share : shares)
        share /= sum;
    return shares;
}

MoodVerdict judgeMood(const MoodScores &shares, const Weighing &weighing)
{
    constexpr double tooEven = 0.42; ///< three equal shares have 0.33
    constexpr double likely = 0.5;
    constexpr double sure = 0.7;
    constexpr double clear = 1.5; ///< a plain word each way
    constexpr double notDrowned = 3; ///< neither of the two is three times the other
    static constexpr std::array<Mood, 3> moods { Mood::Negative, Mood::Neutral, Mood::Positive };
    const auto top = std::max_element(shares.begin(), shares.end());
    MoodVerdict verdict;
    verdict.tone = int(std::lround(100 * (shares[2] - shares[0])));
    verdict.sureness = *top >= sure ? Sureness::Sure : *top >= likely ? Sureness::Likely : Sureness::Unsure;
    verdict.mood = *top < tooEven ? Mood::Unsure : moods[size_t(top - shares.begin())];
    const double less = std::min(weighing.good, weighing.bad);
    if (less >= clear && std::max(weighing.good, weighing.bad) < notDrowned * less && *top < sure)
        verdict.mood = Mood::Mixed;
    return verdict;
}

} // namespace wheelhouse
