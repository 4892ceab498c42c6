#pragma once

#include "core/inbox/mention.h"

#include <QDateTime>
#include <QTimeZone>

#include <chrono>

namespace wheelhouse {

/// How long somebody waits, in the words of a list: "now", "8 min", "1 h 40", "15 h", "2 d", "3 y". Negative: "now".
[[nodiscard]] QString waitWords(std::chrono::seconds wait);

/// What is left of a promise.
struct PromiseLeft {
    bool isPromised = false;
    bool isOver = false;
    bool isSoon = false; ///< at most 30 minutes are left
    double left = 0; ///< the share of its time, 1 all of it, 0 none
    QString words; ///< "6 min", "8 min over"
    friend bool operator==(const PromiseLeft &, const PromiseLeft &) = default;
};
/// Of \a item, where it is somebody's turn; by the clock on the wall from the message to the due instant.
[[nodiscard]] PromiseLeft promiseLeft(const ConversationItem &item, const QDateTime &now);

/// Longer than this, the words are amber.
constexpr std::chrono::hours longWait { 24 };

/// The groups of a list of waiting people, from the longest wait to the shortest.
enum class WaitGroup { OverAWeek, OverADay, Yesterday, ThisMorning, ThisAfternoon, ThisEvening, LastHour };
/// \a zone of the reader, for "this morning" (before noon) and "this evening" (from 18:00).
[[nodiscard]] WaitGroup waitGroup(const QDateTime &since, const QDateTime &now, const QTimeZone &zone);
[[nodiscard]] QString groupTitle(WaitGroup group);

/// A moment as short as its distance allows: "14:00" today, "Tue 09:00" within a week, "24 Dec" beyond.
[[nodiscard]] QString shortMoment(const QDateTime &moment, const QDateTime &now, const QTimeZone &zone);

} // namespace wheelhouse
