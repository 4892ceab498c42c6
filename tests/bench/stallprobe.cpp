#include "tests/bench/stallprobe.h"

#include <algorithm>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

namespace wheelhouse {

StallProbe::StallProbe()
    : m_file(::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
}

StallProbe::~StallProbe()
{
    if (m_file >= 0)
        ::close(m_file);
}

void StallProbe::start()
{
    m_spent = spent();
    m_clock.start();
    m_timer.start();
}

void StallProbe::tick()
{
    const double passed = double(m_clock.nsecsElapsed()) / 1e6;
    m_clock.restart();
    const Spent before = std::exchange(m_spent, spent());
    m_all.add(passed);
    m_own.add(std::max(0.0, passed - (m_spent.waited - before.waited)));
    m_work.add(m_spent.onCore - before.onCore);
}

/// Documentation/scheduler/sched-stats.rst: time on the core, time waiting for one (both ns), slices.
StallProbe::Spent StallProbe::spent() const
{
    char figures[96] = {};
    unsigned long long ran = 0;
    unsigned long long waited = 0;
    if (m_file < 0 || ::pread(m_file, figures, sizeof figures - 1, 0) <= 0
        || std::sscanf(figures, "%llu %llu", &ran, &waited) != 2)
        return {};
    return { double(ran) / 1e6, double(waited) / 1e6 };
}

} // namespace wheelhouse
