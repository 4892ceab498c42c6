#pragma once

#include "core/base/clock.h"

#include <functional>

namespace wheelhouse {

/// Sees when the clock on the wall jumps against the time that really passed, sleep included: what is due by a clock
/// that was set wrong would go out hours early. A jump back is none: then things wait.
class ClockWatch {
public:
    /// Milliseconds of a clock that nobody sets and that runs while the machine sleeps (CLOCK_BOOTTIME).
    using Steady = std::function<qint64()>;
    static constexpr qint64 toleratedMs = 90'000;

    explicit ClockWatch(const Clock &clock, Steady steady = systemSteady());
    /// By how many ms the clock is ahead of the time that passed since it was believed last; 0: it is believed.
    [[nodiscard]] qint64 jump();
    /// Somebody who knows says that the clock is right as it stands.
    void believe();
    [[nodiscard]] static Steady systemSteady();

private:
    const Clock &m_clock;
    Steady m_steady;
    qint64 m_wall = 0;
    qint64 m_passed = 0;
};

} // namespace wheelhouse
