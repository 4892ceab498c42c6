#include "ui/launch/launchsight.h"

#include "core/networks/accountbook.h"
#include "core/team/roster.h"

#include <algorithm>
#include <atomic>

namespace wheelhouse {

namespace {

constexpr int aboutDays = 366; // of days off, on either side of the doors

/// The next whose doors open; where all have, the last that did.
LaunchId next(const QList<Launch> &launches, const QDateTime &now)
{
    for (const Launch &each : launches) {
        const auto opens = resolve(each.doors);
        if (opens && opens->utc >= now)
            return each.id;
    }
    return launches.isEmpty() ? LaunchId() : launches.constLast().id;
}

/// The first error of several answers; none: all are well.
template<typename... Answers> const Error *wrongIn(const Answers &...answers)
{
    const Error *wrong = nullptr;
    ((wrong = wrong || answers ? wrong : &answers.error()), ...);
    return wrong;
}

} // namespace

int LaunchSight::oldestSeen() const
{
    int oldest = plan ? plan->launch.version : 0;
    if (plan)
        for (const LaunchSeen &each : plan->seen)
            oldest = std::min(oldest, each.version);
    return oldest;
}

QList<LaunchChange> LaunchSight::changesAfter(int version) const
{
    QList<LaunchChange> after;
    for (const LaunchChange &each : changes)
        if (each.version > version)
            after.append(each);
    return after;
}

/// The lane's side: connection and readers, made and ended there.
class LaunchReading::Desk {
public:
    Desk(QString path, const Clock &clock)
        : m_path(std::move(path))
        , m_clock(clock)
    {
    }
    std::atomic<int> wanted = 0; ///< the only question worth answering

    Result<LaunchSight> read(int asked, const LaunchRequest &request)
    {
        if (wanted != asked)
            return fail(Error::Kind::Cancelled, {});
        if (auto ready = open(); !ready)
            return tl::unexpected(ready.error());
        LaunchSight sight;
        sight.now = m_clock.now();
        if (auto done = readAround(sight); !done)
            return tl::unexpected(done.error());
        const auto asksFor = [&](const Launch &each) { return each.id == request.launch; };
        const bool isThere = std::any_of(sight.launches.cbegin(), sight.launches.cend(), asksFor);
        const LaunchId id = isThere ? request.launch : next(sight.launches, sight.now);
        if (!id.isNull())
            if (auto done = readPlan(sight, id, request.layer); !done)
                return tl::unexpected(done.error());
        return sight;
    }
    void close() { m_room.reset(); }

private:
    struct Room {
        explicit Room(std::unique_ptr<Database> opened)
            : database(std::move(opened))
        {
        }
        std::unique_ptr<Database> database;
        LaunchBook book { *database };
        CalendarBook calendar { *database };
        AccountList accounts { *database };
        Roster roster { *database };
    };

    Result<void> open()
    {
        if (m_room)
            return {};
        auto opened = Database::open(m_path, Database::Mode::Read);
        if (!opened)
            return tl::unexpected(opened.error());
        m_room = std::make_unique<Room>(std::move(*opened));
        return {};
    }

    Result<void> readAround(LaunchSight &sight)
    {
        auto launches = m_room->book.launches();
        auto tray = m_room->calendar.tray();
        auto campaigns = m_room->calendar.campaigns();
        auto accounts = m_room->accounts.list();
        auto members = m_room->roster.members();
        auto departments = m_room->roster.departments();
        if (const Error *wrong = wrongIn(launches, tray, campaigns, accounts, members, departments))
            return tl::unexpected(*wrong);
        sight.launches = std::move(*launches);
        sight.tray = std::move(*tray);
        for (const Campaign &each : std::as_const(*campaigns))
            sight.campaigns.append(each.name);
        for (const Account &each : std::as_const(*accounts))
            if (each.signsIn() || !each.channel.handle.isEmpty())
                sight.outposts.append(each.channel);
        sight.members = std::move(*members);
        sight.departments = std::move(*departments);
        return {};
    }

    Result<void> readPlan(LaunchSight &sight, LaunchId id, qint64 layer)
    {
        auto layers = m_room->book.slipLayers(id);
        if (!layers)
            return tl::unexpected(layers.error());
        sight.layers = std::move(*layers);
        for (const SlipLayer &each : std::as_const(sight.layers))
            if (each.row == layer)
                sight.layer = layer;
        auto plan = m_room->book.plan(id, sight.layer);
        if (!plan || !*plan)
            return plan ? Result<void>() : tl::unexpected(plan.error());
        sight.plan = std::move(**plan);
        const Launch &launch = sight.plan->launch;
        const auto today = wallTimeAt(sight.now, launch.doors.zone);
        sight.today = today ? today->date : sight.now.date();
        auto daysOff =
            m_room->book.daysOff(launch.doors.date.addDays(-aboutDays), launch.doors.date.addDays(aboutDays));
        auto changes = m_room->book.changesAfter(id, sight.oldestSeen());
        if (const Error *wrong = wrongIn(daysOff, changes))
            return tl::unexpected(*wrong);
        sight.daysOff = std::move(*daysOff);
        sight.changes = std::move(*changes);
        sight.ready = readiness(*sight.plan, sight.today);
        return {};
    }

    QString m_path;
    const Clock &m_clock;
    std::unique_ptr<Room> m_room;
};

LaunchReading::LaunchReading(Lane &reader, const QString &path, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_lane(reader)
    , m_desk(std::make_shared<Desk>(path, clock))
{
}

LaunchReading::~LaunchReading()
{
    m_desk->wanted = -1;
    std::ignore = m_lane.ask([desk = m_desk] { desk->close(); });
}

void LaunchReading::ask(const LaunchRequest &request)
{
    const int asked = ++m_asked;
    m_desk->wanted = asked;
    m_lane.ask(
        this, [desk = m_desk, asked, request] { return desk->read(asked, request); },
        [this, asked](const Result<LaunchSight> &sight) {
            if (asked != m_asked)
                return; // a newer question is on its way
            if (sight)
                emit read(*sight);
            else
                emit failed(sight.error());
        });
}

} // namespace wheelhouse
