#pragma once

#include "core/base/clock.h"

#include <chrono>

namespace wheelhouse {

/// A clock that is set. Starts on Monday 12 October 2026, 10:42 UTC.
class FakeClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return m_now; }
    void advance(std::chrono::milliseconds by) { m_now = m_now.addMSecs(by.count()); }
    void set(const QDateTime &now) { m_now = now.toUTC(); }

private:
    QDateTime m_now { QDate(2026, 10, 12), QTime(10, 42), Qt::UTC };
};

} // namespace wheelhouse
