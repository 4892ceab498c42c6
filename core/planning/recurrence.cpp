#include "core/planning/recurrence.h"

#include "core/planning/ruledays.h"

#include <algorithm>
#include <tuple>

namespace wheelhouse {

namespace {

bool isWithin(const WallTime &at, QDate from, QDate to)
{
    return at.date >= from && at.date <= to;
}

/// The names that rule, start and hand give from \a from to \a to; those left out are not among them.
QSet<QString> namesFrom(const Series &series, QDate from, QDate to, int most, bool &isCut)
{
    QSet<QString> names;
    const QTime time = series.start.time;
    if (series.rule) {
        // As many more as may fall out again.
        const auto wanted = qint64(most) + series.dropped.size() + series.moved.size();
        const RuleDays found =
            ruleDays(*series.rule, series.start.date, from, to, int(std::min<qint64>(wanted, 2'000'000)));
        isCut = found.isCut;
        for (const QDate &day : found.days)
            names.insert(occurrenceName(day, time));
    } else if (isWithin(series.start, from, to)) {
        names.insert(occurrenceName(series.start.date, time));
    }
    for (const QString &name : series.added)
        if (isWithin(wallTimeOf(series, name), from, to))
            names.insert(name);
    return names.subtract(series.dropped);
}

} // namespace

Series anchored(const Series &series)
{
    Series same = series;
    const QDate start = series.start.date;
    if (!series.rule || series.added.contains(occurrenceName(start, series.start.time)))
        return same;
    const RuleDays first = ruleDays(*series.rule, start, start, QDate(9999, 12, 31), 1);
    if (!first.days.isEmpty())
        same.start.date = first.days.first();
    return same;
}

QString occurrenceName(QDate date, QTime time)
{
    const QString day = date.toString(Qt::ISODate);
    return time.isValid() ? day + QLatin1Char('T') + time.toString(QStringLiteral("HH:mm:ss")) : day;
}

WallTime wallTimeOf(const Series &series, const QString &name)
{
    WallTime at = series.start;
    at.date = QDate::fromString(name.left(10), Qt::ISODate);
    const QTime time = name.size() == 19 ? QTime::fromString(name.mid(11), QStringLiteral("HH:mm:ss")) : QTime();
    if (time.isValid() == series.isWholeDays() || occurrenceName(at.date, time) != name)
        at.date = QDate();
    at.time = time;
    return at;
}

Occurrences occurrences(const Series &series, QDate from, QDate to, int most)
{
    Occurrences all;
    const QSet<QString> names = namesFrom(series, from, to, most, all.isCut);
    for (const QString &name : names)
        if (!series.moved.contains(name))
            all.list.append({ name, wallTimeOf(series, name), false });
    for (auto each = series.moved.begin(); each != series.moved.end(); ++each)
        if (isWithin(each.value(), from, to) && !series.dropped.contains(each.key()))
            all.list.append({ each.key(), each.value(), true });
    std::sort(all.list.begin(), all.list.end(), [](const Occurrence &one, const Occurrence &other) {
        return std::tie(one.at.date, one.at.time, one.name) < std::tie(other.at.date, other.at.time, other.name);
    });
    if (all.list.size() > most) {
        all.list.resize(most);
        all.isCut = true;
    }
    return all;
}

std::optional<Occurrence> occurrence(const Series &series, const QString &name)
{
    const WallTime at = wallTimeOf(series, name);
    bool isCut = false;
    if (!at.date.isValid() || !namesFrom(series, at.date, at.date, 1, isCut).contains(name))
        return {};
    const auto moved = series.moved.constFind(name);
    if (moved != series.moved.constEnd())
        return Occurrence { name, moved.value(), true };
    return Occurrence { name, at, false };
}

} // namespace wheelhouse
