#pragma once

#include "core/calendar/calendarbook.h"
#include "core/launch/launch.h"

namespace wheelhouse {

/// A change of a plan, for who works from an older one.
struct LaunchChange {
    int version = 0; ///< of the plan after it
    QString madeBy; ///< name
    QDateTime madeAt; ///< UTC
    QStringList sentences; ///< what changed, a sentence each
    friend bool operator==(const LaunchChange &, const LaunchChange &) = default;
};

/// A layer in which a launch slips: only thought of.
struct SlipLayer {
    qint64 row = 0;
    LayerId id;
    QString name;
    int days = 0;
    friend bool operator==(const SlipLayer &, const SlipLayer &) = default;
};

/// Reads launches; any connection. A launch of some hundred steps takes a few milliseconds: the window asks on the
/// reading lane.
class LaunchBook {
public:
    explicit LaunchBook(Database &database);
    /// Those that are not removed, by when doors open.
    [[nodiscard]] Result<QList<Launch>> launches();
    /// With \a layer (row; 0: none) as it would be by that layer. None: it is not there, or was removed.
    [[nodiscard]] Result<std::optional<LaunchPlan>> plan(LaunchId id, qint64 layer = 0);
    /// The launch of a lane or of a step; a null id: it is not there.
    [[nodiscard]] Result<LaunchId> launchOf(LaneId lane);
    [[nodiscard]] Result<LaunchId> launchOf(StepId step);
    /// What changed of the plan after \a version, oldest first; what was taken back since is none of it.
    [[nodiscard]] Result<QList<LaunchChange>> changesAfter(LaunchId id, int version);
    /// The open layers in which it slips, oldest first.
    [[nodiscard]] Result<QList<SlipLayer>> slipLayers(LaunchId id);
    /// Days off between two days.
    [[nodiscard]] Result<QList<DayOff>> daysOff(QDate from, QDate to);

private:
    [[nodiscard]] Result<void> addSteps(LaunchPlan &plan);
    [[nodiscard]] Result<void> addCards(LaunchPlan &plan);
    [[nodiscard]] Result<void> addSeen(LaunchPlan &plan);
    [[nodiscard]] Result<void> imagine(LaunchPlan &plan, qint64 layer);

    CalendarBook m_calendar;
    Statement m_launches;
    Statement m_launch;
    Statement m_lanes;
    Statement m_steps;
    Statement m_needs;
    Statement m_seen;
    Statement m_ofLane;
    Statement m_ofStep;
    Statement m_changes;
    Statement m_layers;
    Statement m_slip;
    Statement m_moves;
    Statement m_daysOff;
};

} // namespace wheelhouse
