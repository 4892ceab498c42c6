#pragma once

#include "core/store/statement.h"

namespace wheelhouse {

/// Why words are taken: a person or a rule of ours wants it, or they were taken away where they stood.
enum class Taken { Erased, Gone };

/// Takes the words of the mentions in \a rows, in \a transaction: text, earlier versions, title, links, pictures,
/// language, addresses and search rows, and those of their copies. Ids, times, authors' rows and places in threads
/// stay. \a at UTC ms.
[[nodiscard]] Result<void> takeWords(
    Transaction &transaction, const QList<qint64> &rows, qint64 at, Taken why = Taken::Erased);

} // namespace wheelhouse
