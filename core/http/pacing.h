#pragma once

#include "core/http/message.h"

#include <chrono>
#include <functional>

namespace wheelhouse {

/// When a server may be asked again: what it says itself, and how long to wait where it only fails. Pure but for the
/// dice.
class Pacing {
public:
    static constexpr std::chrono::seconds longestWish { 24 * 3600 }; ///< a server cannot silence us for longer

    /// \a dice gives 0 <= n < 1; a test sets it.
    explicit Pacing(
        std::chrono::milliseconds first, std::chrono::milliseconds ceiling, std::function<double()> dice = {});

    /// How long to wait after \a failures in a row (from 1): twice as long each time, at most the ceiling, and by dice
    /// between half of it and the whole, so that many who failed together do not return together.
    [[nodiscard]] std::chrono::milliseconds backOff(int failures) const;
    [[nodiscard]] std::chrono::milliseconds backOff(int failures, std::chrono::milliseconds ceiling) const;
    /// \a pace and up to a tenth more.
    [[nodiscard]] std::chrono::milliseconds spread(std::chrono::milliseconds pace) const;

    /// What `Retry-After` asks for, in seconds or as a date; a date is counted from the server's own Date where it
    /// tells one, since its clock may be off. None: it asks for nothing, or for nothing that can be read. A second at
    /// least.
    [[nodiscard]] static std::optional<std::chrono::seconds> retryAfter(const HttpResponse &response);
    /// By how much the server's clock is ahead of ours (< 0: behind); none: it tells no time.
    [[nodiscard]] static std::optional<std::chrono::seconds> clockAhead(const HttpResponse &response);

private:
    std::chrono::milliseconds m_first;
    std::chrono::milliseconds m_ceiling;
    std::function<double()> m_dice;
};

} // namespace wheelhouse
