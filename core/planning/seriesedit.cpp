#include "core/planning/seriesedit.h"

#include "core/planning/ruledays.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Recurrence)
};

using Frequency = RecurrenceRule::Frequency;

const QDate lastDay(9999, 12, 31);
constexpr qint64 dayMs = 86'400'000;

/// The wall's reading as if it were UTC: on the wall itself a day has 24 hours always.
QDateTime reading(const WallTime &at)
{
    return { at.date, at.time.isValid() ? at.time : QTime(0, 0), Qt::UTC };
}

QString shifted(const Series &series, const QString &name, qint64 ms)
{
    const QDateTime at = reading(wallTimeOf(series, name)).addMSecs(ms);
    return occurrenceName(at.date(), series.isWholeDays() ? QTime() : at.time());
}

tl::unexpected<Error> noSuch()
{
    return fail(Error::Kind::Missing, Words::tr("This date is no longer one of its series."));
}

/// Whether all weekdays stay together in their week, so that every second week stays every second week.
bool staysInStep(const RecurrenceRule &rule, qint64 days)
{
    const auto week = [&](const RecurrenceRule::Day &day) {
        const qint64 place = (day.weekday - rule.weekStart + 7) % 7 + days;
        return place >= 0 ? place / 7 : (place - 6) / 7;
    };
    return rule.interval == 1 || rule.frequency == Frequency::Daily
        || std::all_of(rule.days.begin(), rule.days.end(),
            [&](const RecurrenceRule::Day &day) { return week(day) == week(rule.days.first()); });
}

/// Daily and weekly rules follow any move by days; none: not one that says more than days of the week.
std::optional<RecurrenceRule> shiftedByWeek(RecurrenceRule rule, qint64 days)
{
    if (!rule.months.isEmpty() || !rule.monthDays.isEmpty() || !staysInStep(rule, days))
        return {};
    for (auto &each : rule.days)
        each.weekday = int(((each.weekday - 1 + days) % 7 + 7) % 7) + 1;
    std::sort(rule.days.begin(), rule.days.end());
    return rule;
}

/// "Each 15th" and "each 3 May" follow a move that means as many days in each month and year; nothing else does.
std::optional<RecurrenceRule> shiftedByMonth(RecurrenceRule rule, QDate from, QDate to)
{
    const bool isYearly = rule.frequency == Frequency::Yearly;
    const bool isSame = isYearly ? from.year() == to.year() && (from.month() <= 2) == (to.month() <= 2)
                                 : from.year() == to.year() && from.month() == to.month();
    const bool isPlain = rule.days.isEmpty() && rule.monthDays.size() <= 1 && rule.months.size() <= (isYearly ? 1 : 0);
    if (!isSame || !isPlain || (!rule.monthDays.isEmpty() && rule.monthDays.first() < 0))
        return {};
    rule.monthDays = { to.day() };
    if (isYearly)
        rule.months = { to.month() };
    return rule;
}

/// The rule for the same occurrences some days later or earlier, the one on \a from being on \a to then; none: there is
/// no such rule.
std::optional<RecurrenceRule> shifted(RecurrenceRule rule, QDate from, QDate to)
{
    const qint64 days = from.daysTo(to);
    if (rule.until.isValid())
        rule.until = std::min(rule.until.addDays(days), lastDay);
    if (days == 0)
        return rule;
    if (!rule.places.isEmpty() || !rule.yearDays.isEmpty() || !rule.weeks.isEmpty())
        return {};
    const bool isByWeek = rule.frequency == Frequency::Daily || rule.frequency == Frequency::Weekly;
    return isByWeek ? shiftedByWeek(rule, days) : shiftedByMonth(rule, from, to);
}

/// Where the shifted \a rule begins: the first day that it names in the period of \a anchor, the first day before.
QDate shiftedStart(const RecurrenceRule &rule, QDate anchor, qint64 days)
{
    const bool isMonthly = rule.frequency == Frequency::Monthly;
    if (days == 0 || (!isMonthly && rule.frequency != Frequency::Yearly))
        return anchor.addDays(days);
    const QDate period(anchor.year(), isMonthly ? anchor.month() : 1, 1);
    const RuleDays first = ruleDays(rule, period, period, lastDay, 1);
    return first.days.isEmpty() ? anchor.addDays(days) : first.days.first();
}

/// Takes out of \a series what was said of names that it no longer names.
void prune(Series &series)
{
    QSet<QString> kept = series.dropped;
    const QList<QString> moved = series.moved.keys();
    kept.unite(QSet<QString>(moved.begin(), moved.end()));
    if (kept.isEmpty())
        return;
    const auto [first, last] = std::minmax_element(kept.begin(), kept.end());
    Series bare { series.start, series.rule, {}, {}, series.added };
    const Occurrences still = occurrences(bare, wallTimeOf(bare, *first).date, wallTimeOf(bare, *last).date, 1'000'000);
    QSet<QString> named;
    for (const Occurrence &each : still.list)
        named.insert(each.name);
    series.dropped.intersect(named);
    for (const QString &name : moved)
        if (!named.contains(name))
            series.moved.remove(name);
}

/// What a person did to single ones of \a series before \a name (or from it on), their names \a ms further.
void takeHandwork(const Series &series, const QString &name, bool isBefore, qint64 ms, Series &into)
{
    const auto mine = [&](const QString &each) { return (each < name) == isBefore; };
    const auto named = [&](const QString &each) { return ms == 0 ? each : shifted(series, each, ms); };
    into.dropped.clear();
    into.added.clear();
    into.moved.clear();
    for (const QString &each : series.dropped)
        if (mine(each))
            into.dropped.insert(named(each));
    for (const QString &each : series.added)
        if (mine(each))
            into.added.insert(named(each));
    for (auto each = series.moved.begin(); each != series.moved.end(); ++each)
        if (mine(each.key()))
            into.moved.insert(named(each.key()), each.value());
}

/// Whether anything of \a series stands before \a name.
bool isFirst(const Series &series, const QString &name)
{
    const QDate day = wallTimeOf(series, name).date;
    const QDate begin = std::min(series.start.date, day);
    const bool addsBefore =
        std::any_of(series.added.begin(), series.added.end(), [&](const QString &each) { return each < name; });
    const bool ruleBefore = series.rule ? !ruleDays(*series.rule, begin, begin, day.addDays(-1), 1).days.isEmpty()
                                        : occurrenceName(series.start.date, series.start.time) < name;
    return !addsBefore && !ruleBefore;
}

/// What of \a series stands before \a name.
Series before(const Series &series, const QString &name)
{
    Series front = series;
    takeHandwork(series, name, true, 0, front);
    if (!front.rule)
        return front;
    const QDate day = wallTimeOf(series, name).date;
    const int number = ruleDaysBefore(*series.rule, series.start.date, day);
    if (number == 0) { // only what was put in by hand stands there
        const QString first = *std::min_element(front.added.begin(), front.added.end());
        front.start = wallTimeOf(series, first);
        front.added.remove(first);
        front.rule.reset();
    } else if (series.rule->count > 0) {
        front.rule->count = number;
    } else {
        front.rule->until = day.addDays(-1);
    }
    return front;
}

/// What of \a series stands at \a name and behind it, as a series of its own that still is where it was.
Series behind(const Series &series, const QString &name)
{
    Series back = series;
    takeHandwork(series, name, false, 0, back);
    back.start = wallTimeOf(series, name);
    if (!series.rule)
        return back;
    const QDate day = back.start.date;
    const RuleDays next = ruleDays(*series.rule, series.start.date, day, lastDay, 1);
    if (next.days.isEmpty()) { // only what was put in by hand is left
        back.rule.reset();
        back.added.remove(name);
        return back;
    }
    back.start.date = next.days.first();
    back.start.time = series.start.time;
    if (series.rule->count > 0)
        back.rule->count -= ruleDaysBefore(*series.rule, series.start.date, day);
    return back;
}

/// \a series with every name \a ms further, \a name being at \a to then.
Result<Series> shiftedWhole(const Series &series, const QString &name, const WallTime &to, qint64 ms)
{
    Series whole = anchored(series);
    const QDate from = wallTimeOf(series, name).date;
    const QDateTime start = reading(whole.start).addMSecs(ms);
    const QDate anchor = whole.start.date;
    whole.start = { start.date(), series.isWholeDays() ? QTime() : start.time(), to.zone, to.turn };
    if (series.rule) {
        whole.rule = shifted(*series.rule, from, to.date);
        if (!whole.rule)
            return fail(Error::Kind::Refused,
                Words::tr("The days of this series do not follow a move of %Ln day(s): choose its days anew.", nullptr,
                    int(from.daysTo(to.date))));
        whole.start.date = shiftedStart(*whole.rule, anchor, from.daysTo(to.date));
    }
    takeHandwork(series, name, false, ms, whole);
    Series early;
    takeHandwork(series, name, true, ms, early);
    whole.dropped.unite(early.dropped);
    whole.added.unite(early.added);
    whole.moved.insert(early.moved);
    whole.moved.remove(shifted(series, name, ms));
    prune(whole);
    return whole;
}

bool isOnce(const Series &series)
{
    return !series.rule && series.added.isEmpty();
}

} // namespace

std::optional<SeriesEdit::Place> SeriesEdit::placeOf(const QString &oldName) const
{
    const bool isAbout = isOne ? oldName == from : oldName >= from;
    const bool isOther = isAbout && (isOne ? other.has_value() : !from.isEmpty());
    const std::optional<Series> &target = isOther ? other : kept;
    if (!target)
        return {};
    QString name = oldName;
    if (isOther && isOne)
        name = occurrenceName(target->start.date, target->start.time);
    else if (isAbout && shiftMs != 0)
        name = shifted(*target, oldName, shiftMs);
    return occurrence(*target, name) ? std::optional<Place>({ isOther, name }) : std::nullopt;
}

Result<SeriesEdit> withMoved(const Series &series, const QString &name, const WallTime &to, EditScope scope)
{
    if (!occurrence(series, name))
        return noSuch();
    if (!to.date.isValid() || to.time.isValid() == series.isWholeDays())
        return fail(Error::Kind::Refused, Words::tr("A date and a time are needed."));
    const WallTime was = wallTimeOf(series, name);
    SeriesEdit edit { series, {}, name, true, 0 };
    if (scope == EditScope::This && !isOnce(series)) {
        if (to == was)
            edit.kept->moved.remove(name);
        else
            edit.kept->moved.insert(name, to);
        return edit;
    }
    edit.isOne = false;
    edit.shiftMs = reading(was).msecsTo(reading(to));
    const bool isWhole = scope != EditScope::Following || isFirst(series, name);
    auto shiftedPart = shiftedWhole(isWhole ? series : behind(series, name), name, to, edit.shiftMs);
    if (!shiftedPart)
        return tl::unexpected(shiftedPart.error());
    if (isWhole) {
        edit.from.clear();
        edit.kept = std::move(*shiftedPart);
    } else {
        edit.kept = before(series, name);
        edit.other = std::move(*shiftedPart);
    }
    return edit;
}

Result<SeriesEdit> withDropped(const Series &series, const QString &name, EditScope scope)
{
    if (!occurrence(series, name))
        return noSuch();
    SeriesEdit edit { series, {}, name, true, 0 };
    if (scope == EditScope::This && !isOnce(series)) {
        edit.kept->dropped.insert(name);
        edit.kept->moved.remove(name);
        return edit;
    }
    edit.isOne = false;
    if (scope == EditScope::Following && !isFirst(series, name)) {
        edit.kept = before(series, name);
        return edit;
    }
    edit.from.clear();
    edit.kept.reset();
    return edit;
}

Result<SeriesEdit> withRule(
    const Series &series, const QString &name, const std::optional<RecurrenceRule> &rule, EditScope scope)
{
    if (!occurrence(series, name))
        return noSuch();
    if (scope == EditScope::This)
        return fail(Error::Kind::Refused, Words::tr("A rule is for all dates of a series, or for those that follow."));
    const bool isWhole = scope == EditScope::All || isFirst(series, name);
    Series changed = isWhole ? series : behind(series, name);
    if (!rule)
        changed = { wallTimeOf(series, name), {}, {}, {}, {} };
    else if (!isWhole)
        changed.start = { wallTimeOf(series, name).date, series.start.time, series.start.zone, series.start.turn };
    changed.rule = rule;
    prune(changed);
    if (isWhole)
        return SeriesEdit { changed, {}, {}, false, 0 };
    return SeriesEdit { before(series, name), changed, name, false, 0 };
}

Result<SeriesEdit> withTakenOut(const Series &series, const QString &name)
{
    const auto found = occurrence(series, name);
    if (!found)
        return noSuch();
    SeriesEdit edit { series, {}, name, true, 0 };
    if (isOnce(series))
        return edit;
    edit.kept->dropped.insert(name);
    edit.kept->moved.remove(name);
    edit.other = Series { found->at, {}, {}, {}, {} };
    return edit;
}

} // namespace wheelhouse
