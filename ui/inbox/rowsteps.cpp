#include "ui/inbox/rowsteps.h"

#include <QHash>

#include <algorithm>

namespace wheelhouse {

namespace {

/// The longest run of \a places that goes up, as marks: what keeps its place when rows are put in a new order.
QList<bool> rising(const QList<qsizetype> &places)
{
    QList<qsizetype> best; // best.at(n): where in places the lowest end of a run of n + 1 stands
    QList<qsizetype> before(places.size(), -1);
    for (qsizetype i = 0; i < places.size(); ++i) {
        const auto at = std::lower_bound(best.cbegin(), best.cend(), places.at(i),
            [&](qsizetype run, qsizetype place) { return places.at(run) < place; });
        const qsizetype length = at - best.cbegin();
        before[i] = length > 0 ? best.at(length - 1) : -1;
        if (length == best.size())
            best.append(i);
        else
            best[length] = i;
    }
    QList<bool> keeps(places.size(), false);
    for (qsizetype i = best.isEmpty() ? -1 : best.last(); i >= 0; i = before.at(i))
        keeps[i] = true;
    return keeps;
}

/// Which of \a old remain.
QList<bool> remaining(const QList<qint64> &old, const QList<qint64> &wanted)
{
    QHash<qint64, qsizetype> placeOf;
    for (qsizetype i = 0; i < wanted.size(); ++i)
        placeOf.insert(wanted.at(i), i);
    QList<qsizetype> places; // of those still wanted
    QList<qsizetype> rows; // their old rows
    for (qsizetype i = 0; i < old.size(); ++i)
        if (const auto found = placeOf.constFind(old.at(i)); found != placeOf.cend()) {
            places.append(*found);
            rows.append(i);
        }
    const QList<bool> keeps = rising(places);
    QList<bool> remains(old.size(), false);
    for (qsizetype i = 0; i < rows.size(); ++i)
        remains[rows.at(i)] = keeps.at(i);
    return remains;
}

} // namespace

QList<std::pair<qsizetype, qsizetype>> runsToGiveUp(const QList<qint64> &old, const QList<qint64> &wanted)
{
    const QList<bool> remains = remaining(old, wanted);
    QList<std::pair<qsizetype, qsizetype>> runs;
    for (qsizetype last = old.size() - 1; last >= 0; --last) {
        if (remains.at(last))
            continue;
        qsizetype first = last;
        while (first > 0 && !remains.at(first - 1))
            --first;
        runs.append({ first, last });
        last = first;
    }
    return runs;
}

} // namespace wheelhouse
