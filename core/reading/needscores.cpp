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

double one(bool when)
{
    return when ? 1 : 0;
}

/// Of a text with several, each takes from the others what it explains better: a request is polite, so its thanks are
/// no praise; a question that reproaches asks nothing; what went wrong is help wanted from us, and a complaint to
/// others.
struct Scorer {
    explicit Scorer(const Weighing &weighing)
        : w(weighing)
        , u(std::log1p(weighing.good))
        , v(std::log1p(weighing.bad))
        , s(std::log1p(weighing.strongBad))
        , exclaims(std::min(weighing.exclaims, 3))
        , farUrl(one(weighing.hasUrl && !weighing.isFirstPerson))
        , requests(std::min(weighing.cue(Kind::Help).weight, 6))
        , problems(std::min(weighing.cue(Kind::Problem).weight, 3))
        , blame(std::min(weighing.cue(Kind::Blame).weight, 4))
    {
    }
    const Weighing &w;
    double u;
    double v;
    double s;
    double exclaims;
    double farUrl; ///< a link, and nobody speaks of himself: news
    double requests;
    double problems;
    double blame;

    [[nodiscard]] double toUs(bool when) const { return one(w.isToUs && when); }
    /// What is passed on, or is said to nobody by nobody, asks nothing of us.
    [[nodiscard]] double elsewhere() const { return 0.3 * one(w.isRetweet) + 0.3 * one(!w.isToUs && !w.isFirstPerson); }
    /// Whoever writes for a paper, a job or a partnership asks too, but not as a customer.
    [[nodiscard]] bool isTrade() const
    {
        return w.cue(Kind::Press).weight >= 2 || w.cue(Kind::Recruiting).weight >= 2
            || w.cue(Kind::Partner).weight >= 2;
    }
    [[nodiscard]] bool asksSomebody() const
    {
        return w.asks || w.opensAsking || requests + problems + w.cue(Kind::Asking).weight > 0;
    }
    [[nodiscard]] double help() const
    {
        const bool asked = requests > 0;
        const bool any = asked || problems > 0;
        return 1.1
            * (0.40 * requests + 0.25 * problems + 0.35 * one(w.asks && asked) + 0.25 * toUs(any)
                + 0.15 * one(w.isFirstPerson) + 0.35 * one(v > 0.7 && asked))
            - 0.15 * u - 0.15 * s - (any ? elsewhere() : 0);
    }
    [[nodiscard]] double question() const
    {
        const double words = 0.25 * std::min(w.cue(Kind::Question).found, 2);
        const bool asking = w.cue(Kind::Asking).weight > 0;
        const double unmarked = asking ? 0.75 + words : w.opensAsking ? 0.5 + words : words / 2;
        const double asks = w.asks || asking ? 1 : 0;
        return (w.asks ? 0.75 + words + 0.2 * one(asking) : unmarked) + 0.15 * toUs(asks > 0) - 0.15 * v - 0.35 * s
            - 0.25 * std::min(blame, 2.0) - 0.3 * one(isTrade()) - 0.35 * asks * farUrl * one(!w.isToUs)
            - 0.3 * one(w.isRetweet);
    }
    [[nodiscard]] double complaint() const
    {
        return 0.6 * v + 0.5 * s - 0.4 * u + 0.2 * toUs(v > 0.3) + 0.3 * blame + 0.1 * problems * one(!w.isToUs)
            + 0.1 * (v > u ? exclaims : 0) - 0.25 * farUrl - 0.35 * toUs(requests + problems > 0 && blame == 0);
    }
    [[nodiscard]] double praise() const
    {
        return u - 0.5 * v + 0.1 * (u > v ? exclaims : 0) - 0.3 * one(w.asks) - 0.2 * farUrl
            - 0.25 * std::min(requests, 2.0) - 0.5 * one(w.cue(Kind::Idea).weight >= 2)
            - 0.15 * std::min(problems + blame, 2.0);
    }
    /// "You should be ashamed" proposes nothing.
    [[nodiscard]] double idea() const
    {
        const double cues = rare(w.cue(Kind::Idea).weight);
        return cues == 0 ? 0 : cues - 0.4 * s - 0.3 * blame;
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
        return 0.55 + 0.3 * one(w.hasUrl && !w.startsWithHandle) + 0.2 * one(w.isRetweet)
            + 0.3 * one(!w.isToUs && !asksSomebody()) + 0.3 * one(w.words < 3 && !w.asks);
    }
};

} // namespace

NeedScores scoreNeeds(const Weighing &weighing)
{
    const Scorer score(weighing);
    return { score.none(), score.help(), score.complaint(), score.praise(), score.question(), score.idea(),
        rare(weighing.cue(Kind::Press).weight), rare(weighing.cue(Kind::Recruiting).weight),
        rare(weighing.cue(Kind::Partner).weight), score.spam() };
}

} // namespace wheelhouse
