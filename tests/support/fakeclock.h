#pragma once

#include "core/base/clock.h"

#include <atomic>
#include <chrono>

namespace wheelhouse {

/// A clock that is set. Starts on Monday 12 October 2026, 10:42 UTC.
class FakeClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(m_now, Qt::UTC); }
    void advance(std::chrono::milliseconds by) { m_now += by.count(); }
    void set(const QDateTime &now) { m_now = now.toMSecsSinceEpoch(); }

private:
    std::atomic<qint64> m_now {
        QDateTime(QDate(2026, 10, 12), QTime(10, 42), Qt::UTC).toMSecsSinceEpoch()
    }; // lanes read it
};

} // namespace wheelhouse
