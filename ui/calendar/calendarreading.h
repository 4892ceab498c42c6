#pragma once

#include "core/base/clock.h"
#include "core/base/lane.h"
#include "ui/calendar/calendarsight.h"

#include <memory>

namespace wheelhouse {

/// Which days are asked for, and by which layer.
struct SightRequest {
    QDate from;
    QDate to;
    qint64 layer = 0; ///< row; 0: as it is
    friend bool operator==(const SightRequest &, const SightRequest &) = default;
};

/// Reads what the calendar shows on the reading lane, over a connection of that lane; the newest question alone is
/// answered. Ends before the lane stops.
class CalendarReading : public QObject {
    Q_OBJECT
public:
    /// \a path of the workspace; \a clock outlives the lane.
    CalendarReading(Lane &reader, const QString &path, const Clock &clock, QObject *parent = nullptr);
    ~CalendarReading() override;

    void ask(const SightRequest &request);
    [[nodiscard]] bool isWaiting() const { return m_answered != m_asked; }

signals:
    void read(const wheelhouse::CalendarSight &sight);
    void failed(const wheelhouse::Error &error);

private:
    class Desk;

    Lane &m_lane;
    std::shared_ptr<Desk> m_desk; ///< shared with the work on its way; its insides are the lane's
    int m_asked = 0;
    int m_answered = 0;
};

} // namespace wheelhouse
