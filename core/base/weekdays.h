#pragma once

#include <QList>
#include <QString>

namespace wheelhouse {

/// Days of the week as people type them in lists of hours: English short names, Monday 0 to Sunday 6.

/// "Mon", "Tue", …
[[nodiscard]] QString weekdayWord(int day);
/// "Mon" or "Mon-Fri".
[[nodiscard]] QString weekdaysWord(int first, int last);
/// The days of "Mon", "Monday", "Mon-Fri", "Fri-Mon" or "Sat,Sun", in that order; none where that is no day.
[[nodiscard]] QList<int> weekdaysOf(const QString &text);
/// Minutes since midnight of "9", "9:00" or "09:00", 24:00 included; -1: no time of day.
[[nodiscard]] int minuteOfDay(const QString &text);
/// "09:00".
[[nodiscard]] QString minuteText(int minute);

} // namespace wheelhouse
