#pragma once

#include "core/base/result.h"

#include <QString>

namespace wheelhouse {

/// An id as a spreadsheet may have left it. "3.0" is 3 again and "1.25E+2" is 125, since nothing of them was lost;
/// "5.70306E+17" has lost its last digits and is refused (Malformed), since guessing would join strangers' posts.
/// Everything else stays letter for letter, without the blanks around it.
Result<QString> mendedId(const QString &cell);

} // namespace wheelhouse
