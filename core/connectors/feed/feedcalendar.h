#pragma once

#include <QString>

namespace wheelhouse {

/// A word of a date as it is compared: without case, accents and the stops behind it. Of Windows-1252 and the like
/// nothing is left then.
[[nodiscard]] QString dateWord(QStringView word);

/// The month (1 to 12) and the day of the week (1 Monday) that a dateWord() names in one of the languages that feeds
/// are written in; 0: none.
[[nodiscard]] int monthCalled(const QString &name);
[[nodiscard]] int weekdayCalled(const QString &name);

} // namespace wheelhouse
