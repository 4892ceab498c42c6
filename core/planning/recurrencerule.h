#pragma once

#include "core/base/walltime.h"

#include <QDate>
#include <QList>

#include <utility>

namespace wheelhouse {

/// How a post comes again: what a calendar of days needs of RFC 5545's RRULE. Once a day at most, at the time of its
/// series; lists are sorted and hold nothing twice.
struct RecurrenceRule {
    enum class Frequency { Daily, Weekly, Monthly, Yearly };
    /// BYDAY. The 2nd Tuesday of a month or year is { 2, 2 }, the last Friday { -1, 5 }, every Monday { 0, 1 }.
    struct Day {
        int nth = 0;
        int weekday = 1; ///< 1 Monday .. 7 Sunday, as Qt::DayOfWeek
        friend bool operator==(const Day &, const Day &) = default;
        friend bool operator<(const Day &one, const Day &other)
        {
            return std::pair(one.nth, one.weekday) < std::pair(other.nth, other.weekday);
        }
    };

    Frequency frequency = Frequency::Weekly;
    int interval = 1; ///< 1..10,000
    int count = 0; ///< how many in all, those left out by hand included; 0: no such end
    QDate until; ///< the last day on which one may be, on the wall of the series; none: no such end
    QList<Day> days; ///< BYDAY
    QList<int> monthDays; ///< BYMONTHDAY, -31..-1 and 1..31
    QList<int> months; ///< BYMONTH, 1..12
    QList<int> yearDays; ///< BYYEARDAY, -366..-1 and 1..366; yearly only
    QList<int> weeks; ///< BYWEEKNO, -53..-1 and 1..53; yearly only
    QList<int> places; ///< BYSETPOS: which ones of each day, week, month or year; negative: from its end
    int weekStart = 1; ///< WKST, as Day::weekday
    friend bool operator==(const RecurrenceRule &, const RecurrenceRule &) = default;
};

/// Reads the value of an RRULE ("FREQ=WEEKLY;BYDAY=MO,FR;COUNT=10") of a series that begins at \a start, whose time may
/// be none: whole days. Fails as Malformed where the text breaks the grammar, as Refused where it means what no post
/// needs (more than once a day, another calendar); the words name the part.
[[nodiscard]] Result<RecurrenceRule> readRule(const QByteArray &text, const WallTime &start);
/// The value of an RRULE for a series that begins at \a start; readRule() reads it back equal.
[[nodiscard]] QByteArray ruleText(const RecurrenceRule &rule, const WallTime &start);

} // namespace wheelhouse
