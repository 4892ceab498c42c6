#pragma once

#include "core/base/clock.h"

#include <chrono>

namespace wheelhouse {

/// A clock that stands where it was set: noon, 22 November 2026, UTC.
class TestClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return m_now; }
    void advance(std::chrono::milliseconds by) { m_now = m_now.addMSecs(by.count()); }
    void set(const QDateTime &utc) { m_now = utc; }

private:
    QDateTime m_now = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
};

} // namespace wheelhouse
