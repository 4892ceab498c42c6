#pragma once

#include "core/store/statement.h"

#include <QSet>

namespace wheelhouse {

/// How far the taking out of an import is. Begun anew, as after a restart, it looks again at what was kept and ends
/// the same; only \c removed then counts from there.
struct TakingOut {
    qint64 after = 0; ///< mention row: all before it were looked at
    qint64 removed = 0; ///< mentions
    qint64 staying = 0; ///< mentions of the import that stay
    QSet<qint64> kept {}; ///< conversations left as they are, since somebody worked on them or others joined them
    bool isWhole = false;
};

inline constexpr int takeOutRows = 500; // mentions a lot: the window's own writes wait about 50 ms

/// Goes on removing the conversations that the import in \a importRow brought, with their mentions, search rows and
/// counts, and the people of whom nothing is left: about takeOutRows mentions in \a transaction. A conversation that
/// bears a note, a draft or an act of a person, or a mention from elsewhere, is kept whole.
[[nodiscard]] Result<TakingOut> takeLotOut(Transaction &transaction, qint64 importRow, TakingOut state);

} // namespace wheelhouse
