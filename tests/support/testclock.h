#pragma once

#include "core/base/clock.h"

#include <atomic>
#include <chrono>

namespace wheelhouse {

/// A clock that stands where it was set: noon, 22 November 2026, UTC.
class TestClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(m_now, Qt::UTC); }
    void advance(std::chrono::milliseconds by) { m_now += by.count(); }
    void set(const QDateTime &now) { m_now = now.toMSecsSinceEpoch(); }

private:
    std::atomic<qint64> m_now {
        QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch()
    }; // lanes read it
};

} // namespace wheelhouse
