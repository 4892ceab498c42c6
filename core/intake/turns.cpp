#include "core/intake/turns.h"

#include <QHash>

#include <algorithm>

namespace wheelhouse {

namespace {

/// \a turns of one millisecond, each after its parent where that is among them. Without recursion: a thread may be as
/// long as whoever wrote it liked.
void putParentsFirst(QList<Turn>::iterator begin, QList<Turn>::iterator end)
{
    const auto isAnswer = [](const Turn &turn) { return !turn.mention->replyTo.isNull(); };
    if (end - begin < 2 || std::none_of(begin, end, isAnswer))
        return;
    QHash<MentionId, qsizetype> places;
    for (auto each = begin; each != end; ++each)
        if (!places.contains(each->mention->id))
            places.insert(each->mention->id, each - begin);
    QList<bool> isTaken(end - begin, false);
    QList<qsizetype> ancestors;
    QList<Turn> ordered;
    ordered.reserve(end - begin);
    for (qsizetype i = 0; i < end - begin; ++i) {
        for (qsizetype next = i; next >= 0 && !isTaken.at(next);) {
            isTaken[next] = true;
            ancestors.append(next);
            next = places.value((begin + next)->mention->replyTo, -1);
        }
        while (!ancestors.isEmpty())
            ordered.append(*(begin + ancestors.takeLast()));
    }
    std::copy(ordered.cbegin(), ordered.cend(), begin);
}

} // namespace

void putInOrder(QList<Turn> &turns)
{
    std::stable_sort(turns.begin(), turns.end(),
        [](const Turn &a, const Turn &b) { return a.mention->writtenAt < b.mention->writtenAt; });
    for (auto begin = turns.begin(); begin != turns.end();) {
        const auto end = std::find_if(begin, turns.end(),
            [at = begin->mention->writtenAt](const Turn &turn) { return turn.mention->writtenAt != at; });
        putParentsFirst(begin, end);
        begin = end;
    }
}

Result<std::optional<qint64>> parentAbove(const Prepared &one, Statement &rowOf, Statement &writtenAt)
{
    auto parent = one.replyTo.isNull() ? Result<std::optional<qint64>>() : rowOf.number(one.replyTo);
    if (!parent || !*parent || **parent < one.writtenAt << tieBits)
        return parent ? Result<std::optional<qint64>>() : parent;
    auto at = writtenAt.number(**parent);
    if (!at)
        return at;
    return *at && **at <= one.writtenAt ? parent : Result<std::optional<qint64>>();
}

} // namespace wheelhouse
