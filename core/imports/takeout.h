#pragma once

#include "core/store/statement.h"

namespace wheelhouse {

/// What taking an import out came to.
struct TakenOut {
    qint64 removed = 0; ///< mentions
    qint64 kept = 0; ///< conversations left as they are, since somebody worked on them or others joined them
};

/// Removes the conversations that the import in \a importRow brought, with their mentions, search rows and counts,
/// and the people and channels of whom nothing is left. A conversation that bears a note, a draft or an act of a
/// person, or a mention from elsewhere, is kept whole.
[[nodiscard]] Result<TakenOut> takeImportOut(Transaction &transaction, qint64 importRow);

} // namespace wheelhouse
