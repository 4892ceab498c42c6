#pragma once

#include <QList>
#include <QString>

namespace wheelhouse {

/// A run of words that both texts have, or only the one before, or only the one after.
struct DiffPiece {
    enum class Kind { Same, Gone, Fresh };
    Kind kind = Kind::Same;
    QString text;
    friend bool operator==(const DiffPiece &, const DiffPiece &) = default;
};

/// What changed from \a before to \a after, word by word: the longest common subsequence of words, spaces and signs.
/// All pieces but the fresh ones put together are \a before, all but those that are gone are \a after. Where the part
/// that differs is longer than 2,000 by 2,000 words it is one change: nobody reads more, and it would take seconds.
[[nodiscard]] QList<DiffPiece> wordDiff(const QString &before, const QString &after);

} // namespace wheelhouse
