#pragma once

#include "tests/bench/report.h"

#include <QElapsedTimer>
#include <QTimer>

namespace wheelhouse {

/// How long the event loop of the thread it is made on does not come round: asked a thousand times a second. The time
/// in which the thread would have run but had no core (the kernel counts it) is told apart, since on a machine that
/// others use it says nothing of us.
class StallProbe {
public:
    StallProbe();
    ~StallProbe();
    StallProbe(const StallProbe &) = delete;
    StallProbe &operator=(const StallProbe &) = delete;

    void start();
    void stop() { m_timer.stop(); }
    [[nodiscard]] const Samples &all() const { return m_all; } ///< ms
    [[nodiscard]] const Samples &own() const { return m_own; } ///< ms, less the wait for a core
    [[nodiscard]] const Samples &work() const { return m_work; } ///< ms on the core: what of it was our own doing

private:
    void tick();
    struct Spent {
        double onCore = 0; ///< ms, of this thread since it began
        double waited = 0; ///< ms, for a core
    };
    [[nodiscard]] Spent spent() const;

    QTimer m_timer;
    QElapsedTimer m_clock;
    Spent m_spent;
    int m_file = -1; ///< the kernel's figures of this thread
    Samples m_all;
    Samples m_own;
    Samples m_work;
};

} // namespace wheelhouse
