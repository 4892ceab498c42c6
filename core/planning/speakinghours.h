#pragma once

#include "core/base/result.h"

#include <QList>
#include <QTime>

#include <utility>

namespace wheelhouse {

/// An hour of the week at which an outpost usually speaks.
struct SpeakingHour {
    int weekday = 1; ///< 1 Monday to 7, as QDate::dayOfWeek()
    QTime time;
    friend bool operator==(const SpeakingHour &, const SpeakingHour &) = default;
    friend bool operator<(const SpeakingHour &one, const SpeakingHour &other)
    {
        return std::pair(one.weekday, one.time) < std::pair(other.weekday, other.time);
    }
};

/// "Mon-Fri 09:00 15:30; Sat 11:00" as a person types it: by day and hour, each once. English day names, as the text
/// is kept. Refused, in words, where a part of it is not understood; empty: none.
[[nodiscard]] Result<QList<SpeakingHour>> speakingHoursFromText(const QString &text);
/// The same text; days with the same hours that follow each other stand together.
[[nodiscard]] QString speakingHoursText(const QList<SpeakingHour> &hours);

} // namespace wheelhouse
