#include "core/publishing/clockwatch.h"

#include <ctime>

namespace wheelhouse {

ClockWatch::ClockWatch(const Clock &clock, Steady steady)
    : m_clock(clock)
    , m_steady(std::move(steady))
{
    believe();
}

void ClockWatch::believe()
{
    m_wall = m_clock.nowMs();
    m_passed = m_steady();
}

qint64 ClockWatch::jump()
{
    const qint64 ahead = (m_clock.nowMs() - m_wall) - (m_steady() - m_passed);
    if (ahead > toleratedMs)
        return ahead;
    if (ahead < 0) // set back, or right again: from here on it is measured anew
        believe();
    return 0;
}

ClockWatch::Steady ClockWatch::systemSteady()
{
    return [] {
        timespec now {};
        ::clock_gettime(CLOCK_BOOTTIME, &now);
        return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
    };
}

} // namespace wheelhouse
