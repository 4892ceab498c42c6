#pragma once

#include "core/inbox/takenwords.h"

namespace wheelhouse {

inline constexpr int erasingLot = 500; ///< mentions in one transaction: the window's own writes wait about 50 ms

/// Takes the name, handle and addresses of the identities in \a rows, and what is kept of them beside what they wrote,
/// which is not touched.
[[nodiscard]] Result<void> takeNames(Transaction &transaction, const QList<qint64> &rows);

/// Takes the drafts that answer what the identities in \a rows wrote, and answers how many there were.
[[nodiscard]] Result<qint64> takeDrafts(Transaction &transaction, const QList<qint64> &rows);

/// \a rows as "1,2,3", to stand in parentheses behind IN.
QByteArray joined(const QList<qint64> &rows);

} // namespace wheelhouse
