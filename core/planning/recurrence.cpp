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

// By hand: a month of series asks for hundreds of them.
QString occurrenceName(QDate date, QTime time)
{
    if (!date.isValid() || date.year() < 1 || date.year() > 9999)
        return {};
    QString name = time.isValid() ? QStringLiteral("0000-00-00T00:00:00") : QStringLiteral("0000-00-00");
    const auto put = [&name](qsizetype last, int number) {
        for (; number > 0; number /= 10)
            name[last--] = QChar(u'0' + number % 10);
    };
    put(3, date.year());
    put(6, date.month());
    put(9, date.day());
    if (time.isValid()) {
        put(12, time.hour());
        put(15, time.minute());
        put(18, time.second());
    }
    return name;
}

WallTime wallTimeOf(const Series &series, const QString &name)
{
    const auto number = [&name](qsizetype from, qsizetype count) {
        int value = 0;
        for (qsizetype i = from; i < from + count && i < name.size(); ++i)
            value = 10 * value + (name.at(i).unicode() - u'0');
        return value;
    };
    // What is no name comes out as another one, or as none.
    WallTime at = series.start;
    at.date = QDate(number(0, 4), number(5, 2), number(8, 2));
    const QTime time = name.size() == 19 ? QTime(number(11, 2), number(14, 2), number(17, 2)) : QTime();
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
        if (series.moved.isEmpty() || !series.moved.contains(name))
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
