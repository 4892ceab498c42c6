#include "core/reading/needscores.h"

#include <algorithm>
#include <cmath>

namespace wheelhouse {

namespace {

using Kind = WordRow::Kind;

/// Two words of a trade, or one phrase of it, say it; one word alone may be anything.
double rare(int weight)
{
    return weight >= 2 ? 1.0 + 0.8 * (weight - 2) : 0;
}

struct Scorer {
    explicit Scorer(const Weighing &weighing)
        : w(weighing)
        , u(std::log1p(weighing.good))
        , v(std::log1p(weighing.bad))
        , s(std::log1p(weighing.strongBad))
        , exclaims(std::min(weighing.exclaims, 3))
        , farUrl(weighing.hasUrl && !weighing.isFirstPerson ? 1 : 0)
    {
    }
    const Weighing &w;
    double u;
    double v;
    double s;
    double exclaims;
    double farUrl; ///< a link, and nobody speaks of himself: news

    [[nodiscard]] double at0(bool when) const { return w.startsWithHandle && when ? 1 : 0; }
    [[nodiscard]] double help() const
    {
        const double cues = std::min(w.cue(Kind::Help).weight, 6);
        const bool any = cues > 0;
        return 1.1
            * (0.40 * cues + 0.35 * (w.asks && any ? 1 : 0) + 0.25 * at0(any) + 0.15 * (w.isFirstPerson ? 1 : 0)
                + 0.35 * (v > 0.7 && any ? 1 : 0))
            - 0.15 * u - 0.15 * s;
    }
    [[nodiscard]] double question() const
    {
        const double words = 0.25 * std::min(w.cue(Kind::Question).found, 2);
        return (w.asks ? 0.75 + words : words / 2) + 0.15 * at0(w.asks) - 0.15 * v - 0.35 * s;
    }
    [[nodiscard]] double complaint() const
    {
        return 0.6 * v + 0.5 * s - 0.4 * u + 0.2 * at0(v > 0.3) + 0.1 * (v > u ? exclaims : 0) - 0.25 * farUrl;
    }
    [[nodiscard]] double praise() const
    {
        return u - 0.5 * v + 0.1 * (u > v ? exclaims : 0) - 0.3 * (w.asks ? 1 : 0) - 0.2 * farUrl;
    }
    [[nodiscard]] double spam() const
    {
        const double cues = rare(w.cue(Kind::Spam).weight);
        if (cues == 0)
            return 0;
        return cues * (w.startsWithHandle && !w.hasUrl ? 0.6 : 1.0) + (w.hasUrl ? 0.5 : 0);
    }
    [[nodiscard]] double none() const
    {
        return 0.55 + 0.3 * (w.hasUrl && !w.startsWithHandle ? 1 : 0) + 0.2 * (w.isRetweet ? 1 : 0)
            + 0.3 * (w.words < 3 && !w.asks ? 1 : 0);
    }
};

} // namespace

NeedScores scoreNeeds(const Weighing &weighing)
{
    const Scorer score(weighing);
    return { score.none(), score.help(), score.complaint(), score.praise(), score.question(),
        rare(weighing.cue(Kind::Idea).weight), rare(weighing.cue(Kind::Press).weight),
        rare(weighing.cue(Kind::Recruiting).weight), rare(weighing.cue(Kind::Partner).weight), score.spam() };
}

} // namespace wheelhouse
