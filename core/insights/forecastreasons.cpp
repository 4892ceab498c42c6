#include "core/insights/forecastreasons.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <functional>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Forecast)
};

constexpr int fewestOfAKind = 8; // posts on either side
constexpr double leastWeight = 1.5; // |t|
constexpr int mostReasons = 3;
constexpr double nearHours = 2.0;
constexpr double alikeLength = 1.6; // times as long

/// Mean and spread of log(1 + replies) of some posts.
struct Level {
    int count = 0;
    double sum = 0;
    double squares = 0;
    void add(int replies)
    {
        const double level = std::log1p(replies);
        ++count;
        sum += level;
        squares += level * level;
    }
    [[nodiscard]] double mean() const { return sum / count; }
    /// Squared standard error of the mean.
    [[nodiscard]] double error() const { return std::max(0.0, squares / count - mean() * mean()) / (count - 1); }
    [[nodiscard]] int replies() const { return int(std::lround(std::expm1(mean()))); }
};

using Shares = std::function<bool(const PostTraits &)>;

/// One trait that \a asked has, which past posts share it, and how it is said with the replies of both.
struct Trait {
    Shares shares;
    QString words;
};

QList<Trait> timeTraits(const PostTraits &asked)
{
    if (!asked.hour)
        return {};
    const double hour = *asked.hour;
    return { { [hour](const PostTraits &each) { return each.hour && hoursApart(*each.hour, hour) <= nearHours; },
                 Words::tr("At this time of day: about %1 here, else %2.") },
        { [end = asked.isWeekend()](const PostTraits &each) { return each.isWeekend() == end; },
            asked.isWeekend() ? Words::tr("On a weekend: about %1 here, on other days %2.")
                              : Words::tr("On a day of the week: about %1 here, on weekends %2.") },
        { [weekday = asked.weekday](const PostTraits &each) { return each.weekday == weekday; },
            Words::tr("On this weekday: about %1 here, on others %2.") } };
}

QList<Trait> makeTraits(const PostTraits &asked)
{
    const bool hasPictures = asked.pictures > 0;
    const double letters = asked.letters + 1.0;
    return { { [hasPictures](const PostTraits &each) { return (each.pictures > 0) == hasPictures; },
                 hasPictures ? Words::tr("With a picture: about %1 here, without one %2.")
                             : Words::tr("Without a picture: about %1 here, with one %2.") },
        { [asks = asked.isAsking](const PostTraits &each) { return each.isAsking == asks; },
            asked.isAsking ? Words::tr("It asks something: about %1 here, else %2.")
                           : Words::tr("It asks nothing: about %1 here, questions %2.") },
        { [thread = asked.parts > 1](const PostTraits &each) { return (each.parts > 1) == thread; },
            asked.parts > 1 ? Words::tr("A thread: about %1 here, single posts %2.")
                            : Words::tr("A single post: about %1 here, threads %2.") },
        { [link = asked.hasLink](const PostTraits &each) { return each.hasLink == link; },
            asked.hasLink ? Words::tr("With a link: about %1 here, without one %2.")
                          : Words::tr("Without a link: about %1 here, with one %2.") },
        { [letters](const PostTraits &each) {
             const double ratio = (each.letters + 1.0) / letters;
             return ratio < alikeLength && ratio > 1 / alikeLength;
         },
            Words::tr("About this long: about %1 here, else %2.") } };
}

} // namespace

QList<ForecastReason> reasonsFor(const PostTraits &asked, const QList<PastPost> &comparable)
{
    struct Weighed {
        ForecastReason reason;
        double weight = 0;
    };
    QList<Weighed> found;
    const auto traits = timeTraits(asked) + makeTraits(asked);
    for (const Trait &trait : traits) {
        Level with;
        Level without;
        for (const PastPost &post : comparable)
            (trait.shares(post.traits) ? with : without).add(post.replies);
        if (std::min(with.count, without.count) < fewestOfAKind || with.replies() == without.replies())
            continue;
        const double error = std::sqrt(with.error() + without.error());
        const double apart = with.mean() - without.mean();
        const double weight = error > 0 ? std::abs(apart) / error : 1 / leastWeight + std::abs(apart) * fewestOfAKind;
        if (weight >= leastWeight)
            found.append({ { apart > 0, trait.words.arg(with.replies()).arg(without.replies()) }, weight });
    }
    std::stable_sort(
        found.begin(), found.end(), [](const Weighed &a, const Weighed &b) { return a.weight > b.weight; });
    QList<ForecastReason> reasons;
    for (const Weighed &each : std::as_const(found).first(std::min<qsizetype>(mostReasons, found.size())))
        reasons.append(each.reason);
    return reasons;
}

} // namespace wheelhouse
