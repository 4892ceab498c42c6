#pragma once

#include "core/insights/posttraits.h"

#include <QList>
#include <QStringList>

namespace wheelhouse {

/// A post of ours that is out there, and the replies that came within forecastHorizonHours.
struct PastPost {
    QDateTime at; ///< UTC
    PostTraits traits;
    int replies = 0;
    QString words; ///< its beginning, for a person
    friend bool operator==(const PastPost &, const PastPost &) = default;
};

struct ForecastReason {
    bool isMore = true; ///< it speaks for more replies; else for fewer
    QString words; ///< "With a picture: about 12 here, without one 7."
    friend bool operator==(const ForecastReason &, const ForecastReason &) = default;
};

/// Of ten posts like this one, eight may be expected between p10 and p90.
struct ForecastRange {
    int p10 = 0; ///< replies
    int p50 = 0;
    int p90 = 0;
    friend bool operator==(const ForecastRange &, const ForecastRange &) = default;
};

/// What a post may bring, for a person to read. Nothing acts on it.
struct Forecast {
    int comparable = 0; ///< posts it may be compared with
    std::optional<ForecastRange> range; ///< none: too little history for a number
    QList<ForecastReason> reasons; ///< three at most, the weightiest first
    QList<PastPost> alike; ///< five at most, the likest first
    int foretold = 0; ///< past posts whose range was reckoned from what was known before each of them
    int inside = 0; ///< of those, how many fell into it
    friend bool operator==(const Forecast &, const Forecast &) = default;
};

inline constexpr int fewestComparable = 40;
inline constexpr int forecastHorizonHours = 72;
inline constexpr int mostComparable = 400; ///< the newest

/// What \a asked may bring as of \a asOf (UTC), by \a history of its channel, oldest first. Pure.
///
/// The middle is the weighted mean of log(1 + replies) of the 20 posts that weigh most: likeness times a weight that
/// halves with every 90 days of age (Nadaraya 1964, "On estimating regression", Theory Probab. Appl. 9, over the
/// nearest neighbours). How far it lies off is read from how far it lay off for each past post when only what was known
/// before that post was asked; the range lies between the 10th and 90th percentile of the last 200 such errors, by
/// ranks of n + 1 (split conformal prediction: Lei et al. 2018, "Distribution-free predictive inference for
/// regression", JASA 113; over time as in Xu & Xie 2021, "Conformal prediction interval for dynamic time-series",
/// ICML).
[[nodiscard]] Forecast forecastOf(const PostTraits &asked, const QList<PastPost> &history, const QDateTime &asOf);

/// The range, or why there is none: "9 to 31 replies, most likely 17".
[[nodiscard]] QString forecastWords(const Forecast &forecast);
/// How often it was right; empty where there is no range.
[[nodiscard]] QString recordWords(const Forecast &forecast);

} // namespace wheelhouse
