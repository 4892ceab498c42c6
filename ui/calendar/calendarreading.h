#pragma once

#include "core/base/clock.h"
#include "core/base/lane.h"
#include "ui/calendar/calendarsight.h"

#include <QTimer>

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
/// answered. What was read is kept until something changes, and what lies next to it is read once nobody waits, so that
/// leafing answers at once. Ends before the lane stops.
class CalendarReading : public QObject {
    Q_OBJECT
public:
    /// \a path of the workspace; \a clock outlives the lane.
    CalendarReading(Lane &reader, const QString &path, const Clock &clock, QObject *parent = nullptr);
    ~CalendarReading() override;
    Q_DISABLE_COPY_MOVE(CalendarReading)

    /// \a next: what may well be asked for next. What is kept is answered before it returns.
    void ask(const SightRequest &request, const QList<SightRequest> &next = {});
    void forget(); ///< something changed: nothing that is kept is true any more
    [[nodiscard]] bool isWaiting() const { return m_answered != m_asked; }
    [[nodiscard]] bool isKept(const SightRequest &request) const { return kept(request) != nullptr; }

signals:
    void read(const wheelhouse::CalendarSight &sight);
    void failed(const wheelhouse::Error &error);

private:
    class Desk;
    struct Kept {
        SightRequest request;
        CalendarSight sight;
    };
    [[nodiscard]] const CalendarSight *kept(const SightRequest &request) const; ///< null: it is to be read
    void keep(int truth, const SightRequest &request, const CalendarSight &sight);
    void readNext();

    Lane &m_lane;
    std::shared_ptr<Desk> m_desk; ///< shared with the work on its way; its insides are the lane's
    int m_asked = 0;
    int m_answered = 0;
    int m_truth = 0; ///< counts how often something changed
    QList<Kept> m_kept; ///< the newest last
    QList<SightRequest> m_next;
    QTimer m_quiet; ///< until what comes next is read
};

} // namespace wheelhouse
