#pragma once

#include "core/planning/recurrencerule.h"

namespace wheelhouse {

/// Days that a rule names, and whether looking for them had to stop.
struct RuleDays {
    QList<QDate> days; ///< in order
    bool isCut = false; ///< there may be more: as many were found as wanted, or a million days were looked at
};

/// The days from \a from to \a to that \a rule names for a series that begins on \a start, at most \a most. The start
/// is one of them only where the rule names it. Ends for any rule: each day of each period is looked at once, and a
/// rule without COUNT is entered shortly before \a from.
[[nodiscard]] RuleDays ruleDays(const RecurrenceRule &rule, QDate start, QDate from, QDate to, int most);

/// How many days before \a day the rule names; at most a million days are looked at.
[[nodiscard]] int ruleDaysBefore(const RecurrenceRule &rule, QDate start, QDate day);

} // namespace wheelhouse
