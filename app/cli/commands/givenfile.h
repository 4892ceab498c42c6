#pragma once

#include "core/base/result.h"

namespace wheelhouse {

/// What lies in the file of that name, "-" being standard input. Missing: it cannot be read; Refused: it has more than
/// \a most bytes.
[[nodiscard]] Result<QByteArray> fileBytes(const QString &name, qint64 most);
/// Its words, UTF-8, with the line ends of Unix and without those at the end, which an editor makes. At most 1 MB.
[[nodiscard]] Result<QString> wordsOfFile(const QString &name);

} // namespace wheelhouse
