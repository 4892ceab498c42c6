#include "core/insights/forecast.h"

#include "core/insights/forecastreasons.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Forecast)
};

constexpr int neighbours = 20;
constexpr double halfLife = 90.0 * 24 * 3'600'000; // ms
constexpr qint64 horizon = qint64(forecastHorizonHours) * 3'600'000; // ms
constexpr int fewestToLearn = 10; // posts before the first one whose middle is reckoned
constexpr int fewestErrors = 20;
constexpr int mostErrors = 200;
constexpr int mostAlike = 5;

double level(int replies)
{
    return std::log1p(replies);
}

/// What a level is in replies, not rounded yet.
double replies(double level)
{
    return std::max(0.0, std::expm1(level));
}

/// The whole numbers between the two: rounding would widen the range of a quiet desk to nearly everything.
ForecastRange whole(double low, double middle, double high)
{
    constexpr double speck = 1e-6; // what reckoning adds to a whole number
    ForecastRange range { int(std::ceil(low - speck)), int(std::lround(middle)), int(std::floor(high + speck)) };
    range.p10 = std::min(range.p10, range.p50);
    range.p90 = std::max(range.p90, range.p50);
    return range;
}

/// A past post by how much it weighs for the one that is asked about.
struct Weighed {
    double weight = 0;
    int place = 0;
};

/// The heaviest \a most of the first \a known posts, heaviest first; of equal weight the newer.
QList<Weighed> heaviest(const PostTraits &asked, qint64 at, const QList<PastPost> &posts, int known, int most)
{
    QList<Weighed> all;
    all.reserve(known);
    for (int i = 0; i < known; ++i) {
        const double age = double(std::max<qint64>(0, at - posts.at(i).at.toMSecsSinceEpoch()));
        all.append({ likenessOf(asked, posts.at(i).traits) * std::exp2(-age / halfLife), i });
    }
    const auto end = all.begin() + std::min<qsizetype>(most, all.size());
    std::partial_sort(all.begin(), end, all.end(), [](const Weighed &a, const Weighed &b) {
        return a.weight != b.weight ? a.weight > b.weight : a.place > b.place;
    });
    all.resize(std::distance(all.begin(), end));
    return all;
}

double middle(const PostTraits &asked, qint64 at, const QList<PastPost> &posts, int known)
{
    double sum = 0;
    double weights = 1e-300; // where nothing is alike at all nothing weighs
    for (const Weighed &each : heaviest(asked, at, posts, known, neighbours)) {
        sum += each.weight * level(posts.at(each.place).replies);
        weights += each.weight;
    }
    return sum / weights;
}

/// How many of \a posts were out long enough at \a at for their replies to be known.
int knownAt(const QList<PastPost> &posts, qint64 at)
{
    const auto end = std::upper_bound(posts.cbegin(), posts.cend(), at - horizon,
        [](qint64 then, const PastPost &each) { return then < each.at.toMSecsSinceEpoch(); });
    return int(std::distance(posts.cbegin(), end));
}

/// For each post what was foretold of it from before, and how far that lay off.
struct Errors {
    QList<double> middles;
    QList<double> offs;
    QList<int> known; ///< posts
    explicit Errors(const QList<PastPost> &posts)
    {
        for (const PastPost &each : posts) {
            const qint64 at = each.at.toMSecsSinceEpoch();
            known.append(knownAt(posts, at));
            middles.append(known.last() < fewestToLearn ? 0 : middle(each.traits, at, posts, known.last()));
            offs.append(level(each.replies) - middles.last());
        }
    }
    /// The range about \a middle by what was known from the first \a posts; none: too little.
    [[nodiscard]] std::optional<ForecastRange> about(double middle, int posts) const
    {
        QList<double> errors;
        for (int i = posts - 1; i >= 0 && errors.size() < mostErrors; --i)
            if (known.at(i) >= fewestToLearn)
                errors.append(offs.at(i));
        if (errors.size() < fewestErrors)
            return std::nullopt;
        std::sort(errors.begin(), errors.end());
        const auto ranked = [&errors](double rank) {
            return errors.at(std::clamp<qsizetype>(qsizetype(rank) - 1, 0, errors.size() - 1));
        };
        const double ranks = double(errors.size()) + 1;
        return whole(replies(middle + ranked(std::floor(ranks * 0.1))),
            replies(middle + ranked(std::round(ranks * 0.5))), replies(middle + ranked(std::ceil(ranks * 0.9))));
    }
};

} // namespace

Forecast forecastOf(const PostTraits &asked, const QList<PastPost> &history, const QDateTime &asOf)
{
    const qint64 now = asOf.toMSecsSinceEpoch();
    QList<PastPost> posts = history.first(knownAt(history, now));
    posts = posts.last(std::min<qsizetype>(posts.size(), mostComparable));
    Forecast forecast;
    const int count = int(posts.size());
    forecast.comparable = count;
    for (const Weighed &each : heaviest(asked, now, posts, count, mostAlike))
        forecast.alike.append(posts.at(each.place));
    if (count < fewestComparable)
        return forecast;
    const Errors errors(posts);
    forecast.range = errors.about(middle(asked, now, posts, count), count);
    if (!forecast.range)
        return forecast;
    forecast.reasons = reasonsFor(asked, posts);
    for (int i = 0; i < count; ++i) {
        const auto range = errors.known.at(i) < fewestComparable
            ? std::nullopt
            : errors.about(errors.middles.at(i), errors.known.at(i));
        if (!range)
            continue;
        ++forecast.foretold;
        forecast.inside += posts.at(i).replies >= range->p10 && posts.at(i).replies <= range->p90 ? 1 : 0;
    }
    return forecast;
}

QString forecastWords(const Forecast &forecast)
{
    if (forecast.range && forecast.range->p10 == forecast.range->p90)
        return Words::tr("%n {reply|replies}", nullptr, forecast.range->p90);
    if (forecast.range)
        return Words::tr("%1 to %n {reply|replies}, most likely %2", nullptr, forecast.range->p90)
            .arg(forecast.range->p10)
            .arg(forecast.range->p50);
    if (forecast.comparable < fewestComparable)
        return Words::tr(
            "Not enough history: %n {post|posts} to compare with, and %1 are needed.", nullptr, forecast.comparable)
            .arg(fewestComparable);
    return Words::tr("Not enough history: the posts before it came too fast to learn from.");
}

QString recordWords(const Forecast &forecast)
{
    if (!forecast.range)
        return {};
    if (forecast.foretold == 0)
        return Words::tr("No track record yet.");
    return Words::tr("Of %n past {post|posts}, %1 fell into the range foretold for them.", nullptr, forecast.foretold)
        .arg(forecast.inside);
}

} // namespace wheelhouse
