#pragma once

#include <QDateTime>

namespace wheelhouse {

/// Who knows what time it is. Everything that depends on the hour asks one of these, so that a test can set it.
class Clock {
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual QDateTime now() const = 0; ///< UTC, to the millisecond
    [[nodiscard]] qint64 nowMs() const { return now().toMSecsSinceEpoch(); } ///< UTC ms since 1970
};

/// The machine's own clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override;
};

} // namespace wheelhouse
