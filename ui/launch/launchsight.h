#pragma once

#include "core/base/clock.h"
#include "core/base/lane.h"
#include "core/launch/launchbook.h"
#include "core/launch/readiness.h"
#include "core/team/member.h"

#include <memory>

namespace wheelhouse {

/// All that the launch room shows, as it was read at one moment; a plain value that crosses from the reading lane.
struct LaunchSight {
    QList<Launch> launches; ///< by when doors open
    std::optional<LaunchPlan> plan; ///< of the one that is looked at; none: there is no launch
    Readiness ready;
    QList<DayOff> daysOff; ///< a year about the doors
    QList<SlipLayer> layers; ///< what-ifs that stand open
    qint64 layer = 0; ///< row of the one that is looked through; 0: as it is
    QList<LaunchChange> changes; ///< since the oldest plan that somebody still works from
    QList<Channel> outposts; ///< where a post may go
    QList<Card> tray; ///< posts without a date, to be taken into a lane
    QList<Member> members;
    QList<Department> departments;
    QStringList campaigns;
    QDateTime now; ///< UTC
    QDate today; ///< on the wall of the launch

    [[nodiscard]] int oldestSeen() const; ///< the oldest plan that somebody still works from
    [[nodiscard]] QList<LaunchChange> changesAfter(int version) const;
};

struct LaunchRequest {
    LaunchId launch; ///< null: the next one whose doors open
    qint64 layer = 0; ///< row; 0: as it is
};

/// Reads what the launch room shows on the reading lane, over a connection of that lane; the newest question alone is
/// answered. Ends before the lane stops.
class LaunchReading : public QObject {
    Q_OBJECT
public:
    /// \a path of the workspace; \a clock outlives the lane.
    LaunchReading(Lane &reader, const QString &path, const Clock &clock, QObject *parent = nullptr);
    LaunchReading(const LaunchReading &) = delete;
    LaunchReading &operator=(const LaunchReading &) = delete;
    ~LaunchReading() override;

    void ask(const LaunchRequest &request);

signals:
    void read(const wheelhouse::LaunchSight &sight);
    void failed(const wheelhouse::Error &error);

private:
    class Desk;
    Lane &m_lane;
    std::shared_ptr<Desk> m_desk; ///< shared with the work on its way; its insides are the lane's
    int m_asked = 0;
};

} // namespace wheelhouse
