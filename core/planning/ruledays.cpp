#include "core/planning/ruledays.h"

#include <algorithm>
#include <array>
#include <limits>

namespace wheelhouse {

namespace {

using Frequency = RecurrenceRule::Frequency;

constexpr qint64 mostLookedAt = 1'000'000; // days: more than 2,700 years
const QDate lastDay(9999, 12, 31);

/// Whether \a list names the \a number th of \a all, counted from either end; an empty list names each.
bool names(const QList<int> &list, int number, int all)
{
    return list.isEmpty() || list.contains(number) || list.contains(number - all - 1);
}

/// The first day of week 1 of \a year: the week with at least four days in it.
QDate firstWeek(int year, int weekStart)
{
    const QDate fourth(year, 1, 4);
    return fourth.addDays(-((fourth.dayOfWeek() - weekStart + 7) % 7));
}

int weekYear(QDate day, int weekStart)
{
    const int year = day.year();
    if (day < firstWeek(year, weekStart))
        return year - 1;
    return day < firstWeek(year + 1, weekStart) ? year : year + 1;
}

/// A day, week, month or year of a rule: the days from \c first to before \c end.
struct Period {
    QDate first;
    QDate end;
};

/// Goes through a rule period by period.
class Walk {
public:
    Walk(const RecurrenceRule &rule, QDate start)
        : m_rule(rule)
        , m_start(start)
        , m_year(start.year())
    {
        // A year of weeks begins up to three days early: 2 January 2010 is in week 53 of 2009.
        if (rule.weeks.isEmpty())
            return;
        m_year = weekYear(start, rule.weekStart);
        if (const QList<QDate> days = chosen(period(0));
            m_year < start.year() && (days.isEmpty() || days.last() < start))
            m_year = start.year();
    }

    /// Calls \a found with each day until it says false, or the days are over, or have passed \a to.
    template<typename Found> bool each(QDate from, QDate to, Found found)
    {
        int number = 0;
        for (qint64 at = m_rule.count > 0 ? 0 : before(from); m_lookedAt <= mostLookedAt; ++at) {
            const Period next = period(at);
            if (!next.first.isValid() || next.first > to || next.first > lastDay)
                return true;
            for (const QDate &day : chosen(next)) {
                if (day < m_start)
                    continue;
                if (day > to || (m_rule.until.isValid() && day > m_rule.until)
                    || (m_rule.count > 0 && ++number > m_rule.count) || (day >= from && !found(day)))
                    return true;
            }
        }
        return false;
    }

private:
    [[nodiscard]] Period period(qint64 at) const
    {
        const qint64 steps = at * m_rule.interval;
        switch (m_rule.frequency) {
        case Frequency::Daily: {
            const QDate day = m_start.addDays(steps);
            return { day, day.addDays(1) };
        }
        case Frequency::Weekly: {
            const QDate week = m_start.addDays(-((m_start.dayOfWeek() - m_rule.weekStart + 7) % 7) + 7 * steps);
            return { week, week.addDays(7) };
        }
        case Frequency::Monthly: {
            const qint64 months = m_start.year() * 12LL + m_start.month() - 1 + steps;
            const QDate month(int(std::min<qint64>(months / 12, 10'000)), int(months % 12) + 1, 1);
            return { month, month.addMonths(1) };
        }
        case Frequency::Yearly:
            break;
        }
        const int year = int(std::min<qint64>(m_year + steps, 10'000));
        if (!m_rule.weeks.isEmpty())
            return { firstWeek(year, m_rule.weekStart), firstWeek(year + 1, m_rule.weekStart) };
        return { QDate(year, 1, 1), QDate(year + 1, 1, 1) };
    }
    /// The number of a period that surely begins before \a from.
    [[nodiscard]] qint64 before(QDate from) const
    {
        static constexpr std::array<int, 4> longest { 1, 7, 31, 371 };
        const qint64 days = m_start.daysTo(from);
        return std::max<qint64>(0, days / (qint64(longest.at(size_t(m_rule.frequency))) * m_rule.interval) - 1);
    }
    [[nodiscard]] QList<QDate> chosen(const Period &period)
    {
        QList<QDate> days;
        for (QDate day = period.first; day < period.end; day = day.addDays(1))
            if (isNamed(day, period))
                days.append(day);
        m_lookedAt += period.first.daysTo(period.end);
        if (m_rule.places.isEmpty())
            return days;
        QList<QDate> placed;
        for (qsizetype i = 0; i < days.size(); ++i)
            if (names(m_rule.places, int(i) + 1, int(days.size())))
                placed.append(days.at(i));
        return placed;
    }
    [[nodiscard]] bool isNamed(QDate day, const Period &period) const
    {
        if (!names(m_rule.months, day.month(), 12) || !names(m_rule.monthDays, day.day(), day.daysInMonth())
            || !names(m_rule.yearDays, day.dayOfYear(), day.daysInYear()))
            return false;
        if (!m_rule.weeks.isEmpty()
            && !names(m_rule.weeks, int(period.first.daysTo(day) / 7) + 1, int(period.first.daysTo(period.end) / 7)))
            return false;
        return m_rule.days.isEmpty() ? isLikeTheStart(day) : isNamedDay(day);
    }
    /// What the rule leaves open, the start says: which day of the week, of the month, which month.
    [[nodiscard]] bool isLikeTheStart(QDate day) const
    {
        const bool isFree = m_rule.monthDays.isEmpty() && m_rule.yearDays.isEmpty();
        switch (m_rule.frequency) {
        case Frequency::Daily:
            return true;
        case Frequency::Weekly:
            return day.dayOfWeek() == m_start.dayOfWeek();
        case Frequency::Monthly:
            return !isFree || day.day() == m_start.day();
        case Frequency::Yearly:
            break;
        }
        if (!m_rule.weeks.isEmpty())
            return !isFree || day.dayOfWeek() == m_start.dayOfWeek();
        return !m_rule.yearDays.isEmpty()
            || ((!m_rule.monthDays.isEmpty() || day.day() == m_start.day())
                && (!m_rule.months.isEmpty() || day.month() == m_start.month()));
    }
    [[nodiscard]] bool isNamedDay(QDate day) const
    {
        const bool inMonth = m_rule.frequency == Frequency::Monthly || !m_rule.months.isEmpty();
        const int place = inMonth ? day.day() : day.dayOfYear();
        const int all = inMonth ? day.daysInMonth() : day.daysInYear();
        return std::any_of(m_rule.days.begin(), m_rule.days.end(), [&](const RecurrenceRule::Day &each) {
            return each.weekday == day.dayOfWeek()
                && (each.nth == 0 || each.nth == (place - 1) / 7 + 1 || each.nth == -((all - place) / 7 + 1));
        });
    }

    const RecurrenceRule m_rule;
    const QDate m_start;
    int m_year;
    qint64 m_lookedAt = 0;
};

} // namespace

RuleDays ruleDays(const RecurrenceRule &rule, QDate start, QDate from, QDate to, int most)
{
    RuleDays found;
    if (!start.isValid() || !from.isValid() || !to.isValid() || rule.interval < 1 || start.year() < 1)
        return found;
    const bool isWhole = Walk(rule, start).each(from, to, [&](QDate day) {
        found.isCut = found.days.size() >= most;
        if (!found.isCut)
            found.days.append(day);
        return !found.isCut;
    });
    found.isCut = found.isCut || !isWhole;
    return found;
}

int ruleDaysBefore(const RecurrenceRule &rule, QDate start, QDate day)
{
    return int(ruleDays(rule, start, start, day.addDays(-1), std::numeric_limits<int>::max()).days.size());
}

} // namespace wheelhouse
