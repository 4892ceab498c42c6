#include "core/connectors/rehearsal/tides.h"

#include <array>
#include <cmath>

namespace wheelhouse::rehearsal {

namespace {

// Shares of a day by local hour; drawn by hand after the best-hour bars of the calendar, not measured. Adds up to 1.
constexpr std::array<double, 24> hourShare { 0.014, 0.010, 0.008, 0.008, 0.010, 0.016, 0.030, 0.054, 0.066, 0.064,
    0.058, 0.054, 0.056, 0.052, 0.048, 0.046, 0.048, 0.052, 0.060, 0.066, 0.064, 0.054, 0.038, 0.024 };
// Monday to Sunday, mean 1.
constexpr std::array<double, 7> dayFactor { 1.12, 1.06, 1.02, 1.00, 1.05, 0.93, 0.82 };
constexpr double quietDay = 41.0;

double rhythm(const QDateTime &at)
{
    const QDateTime local = at.toUTC().addSecs(3600);
    const size_t hour = size_t(local.time().hour());
    const double part = local.time().minute() / 60.0;
    const double share = hourShare[hour] * (1 - part) + hourShare[(hour + 1) % 24] * part;
    return share * 24 * dayFactor[size_t(local.date().dayOfWeek() - 1)];
}

} // namespace

double quietTide(const QDateTime &at)
{
    return quietDay / 24 * rhythm(at);
}

double actTide(Act act, double hours, const QDateTime &at)
{
    switch (act) {
    case Act::Quiet:
        return 0;
    case Act::Launch:
        // A floor under the night, so that a launch shown at three in the morning is still one.
        return hours > 72 ? 0 : (6 + 6 * rhythm(at)) * std::exp(-hours / 60);
    case Act::Storm:
        return hours > 12 ? 0 : 420 * (1 - std::exp(-hours * 60 / 6)) * std::exp(-hours / 2.2);
    }
    return 0;
}

} // namespace wheelhouse::rehearsal
