#pragma once

#include "core/store/statement.h"

#include <QTimeZone>

#include <array>

namespace wheelhouse {

/// How many messages people wrote to us in one hour of the week, over some weeks.
struct HourUsual {
    double mean = 0.0; ///< messages an hour, >= 0
    int low = 0; ///< a fifth of the weeks had fewer
    int high = 0; ///< a fifth of the weeks had more
    friend bool operator==(const HourUsual &, const HourUsual &) = default;
};

/// What comes in at each hour of the week, counted from what the workspace holds; no forecast.
struct UsualHours {
    static constexpr int leastWeeks = 4; ///< fewer say nothing
    static constexpr int mostWeeks = 8;

    int weeks = 0; ///< that were counted
    std::array<HourUsual, 168> hours {}; ///< from Monday 00:00 on

    [[nodiscard]] bool isKnown() const { return weeks >= leastWeeks; }
    [[nodiscard]] const HourUsual &at(int weekday, int hour) const; ///< 1 Monday .. 7; 0 .. 23
    [[nodiscard]] double most() const; ///< the largest mean
};

/// Counts the messages of others of the last whole weeks before \a now (UTC), among the newest 50,000 of the workspace,
/// by the wall clock of \a zone. Any connection; tens of milliseconds on a large store.
[[nodiscard]] Result<UsualHours> usualHours(Database &database, const QTimeZone &zone, const QDateTime &now);

} // namespace wheelhouse
