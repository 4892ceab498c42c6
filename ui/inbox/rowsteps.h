#pragma once

#include <QList>

namespace wheelhouse {

/// The runs [first, last] of \a old that a list must give up so that the rest stands in the order of \a wanted: ids
/// that are no longer wanted and, as few as can be, those whose order changed. From the end to the start, so that each
/// can be removed as it is named. Ids are unique in each list.
[[nodiscard]] QList<std::pair<qsizetype, qsizetype>> runsToGiveUp(
    const QList<qint64> &old, const QList<qint64> &wanted);

} // namespace wheelhouse
