#include "core/launch/launchbook.h"

#include "core/launch/launchwords.h"

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr const char *launchSql = R"(
    SELECT l.row, l.id, l.name, l.start, l.zone, l.turn, coalesce(l.campaign, 0), coalesce(c.name, ''),
           c.embargo_until, l.says, l.says_not, l.slips_if, l.version
      FROM launch l LEFT JOIN campaign c ON c.row = l.campaign
     WHERE l.removed = 0 )";

Launch readLaunch(const Row &row)
{
    const QDateTime start = QDateTime::fromString(row.text(3), Qt::ISODate);
    return { row.number(0), row.id<LaunchId>(1), row.text(2),
        { start.date(), start.time(), row.bytes(4), row.flag(5) ? WallTime::Turn::Second : WallTime::Turn::First },
        row.number(6), row.text(7), row.time(8), row.text(9), row.text(10), row.text(11), int(row.number(12)) };
}

LaunchLane readLane(const Row &row)
{
    return { row.number(0), row.id<LaneId>(1), row.text(2), row.number(3), row.number(4), row.text(5),
        int(row.number(6)), voteFromWord(row.text(7)), row.text(8), row.time(9), row.text(10) };
}

LaunchStep readStep(const Row &row)
{
    return { row.number(0), row.id<StepId>(1), row.id<LaneId>(2),
        stepKindFromWord(row.text(3)).value_or(LaunchStep::Kind::Task), row.text(4), int(row.number(5)),
        QTime::fromString(row.text(6), QStringLiteral("HH:mm")), int(row.number(7)), row.flag(8),
        stepStateFromWord(row.text(9)), row.id<PostId>(10), {} };
}

} // namespace

LaunchBook::LaunchBook(Database &database)
    : m_calendar(database)
    , m_launches(database, QByteArray(launchSql) + "ORDER BY l.start, l.name")
    , m_launch(database, QByteArray(launchSql) + "AND l.id = ?1")
    , m_lanes(database, R"(
        SELECT a.row, a.id, a.name, coalesce(a.department, 0), coalesce(a.owner, 0), coalesce(o.name, ''), a.position,
               a.vote, coalesce(v.name, ''), a.voted_at, a.why
          FROM launch_lane a LEFT JOIN member o ON o.row = a.owner LEFT JOIN member v ON v.row = a.voted_by
         WHERE a.launch = ?1 AND a.removed = 0 ORDER BY a.position, a.row)")
    , m_steps(database, R"(
        SELECT s.row, s.id, a.id, s.kind, s.name, s.from_days, s.time, s.days, s.is_gate, s.state, p.id
          FROM launch_step s JOIN launch_lane a ON a.row = s.lane LEFT JOIN post p ON p.row = s.post
         WHERE a.launch = ?1 AND a.removed = 0 AND s.removed = 0
           AND (p.row IS NULL OR p.state <> 'discarded') ORDER BY a.position, a.row, s.row)")
    , m_needs(database, R"(
        SELECT s.id, n.id FROM launch_need d JOIN launch_step s ON s.row = d.step JOIN launch_step n ON n.row = d.needs
          JOIN launch_lane a ON a.row = s.lane
         WHERE a.launch = ?1 AND s.removed = 0 AND n.removed = 0 ORDER BY d.row)")
    , m_seen(database, R"(
        SELECT m.row, m.name, coalesce(s.version, 0), m.is_me
          FROM member m LEFT JOIN launch_seen s ON s.member = m.row AND s.launch = ?1
         WHERE m.is_me = 1 OR m.row IN (SELECT owner FROM launch_lane WHERE launch = ?1 AND removed = 0)
         ORDER BY m.name, m.row)")
    , m_ofLane(database, "SELECT l.id FROM launch_lane a JOIN launch l ON l.row = a.launch WHERE a.id = ?1")
    , m_ofStep(database, R"(
        SELECT l.id FROM launch_step s JOIN launch_lane a ON a.row = s.lane JOIN launch l ON l.row = a.launch
         WHERE s.id = ?1)")
    , m_changes(database, R"(
        SELECT c.version, m.name, c.made_at, c.kind, c.images
          FROM launch_change c JOIN launch l ON l.row = c.launch JOIN member m ON m.row = c.made_by
         WHERE l.id = ?1 AND c.version > ?2 AND c.undone = 0 ORDER BY c.row)")
    , m_layers(database, R"(
        SELECT y.row, y.id, y.name, s.days FROM plan_layer_slip s
          JOIN plan_layer y ON y.row = s.layer JOIN launch l ON l.row = s.launch
         WHERE l.id = ?1 AND y.state = 'open' ORDER BY y.row)")
    , m_slip(database, "SELECT days FROM plan_layer_slip WHERE layer = ?1 AND launch = ?2")
    , m_moves(database, R"(
        SELECT p.id, m.occurrence, m.wall FROM plan_layer_move m JOIN post p ON p.row = m.post WHERE m.layer = ?1)")
    , m_daysOff(database, R"(
        SELECT first_day, last_day, name, source FROM holiday WHERE first_day <= ?2 AND last_day >= ?1
         ORDER BY first_day, name)")
{
}

Result<QList<Launch>> LaunchBook::launches()
{
    return m_launches.all<Launch>(&readLaunch);
}

Result<std::optional<LaunchPlan>> LaunchBook::plan(LaunchId id, qint64 layer)
{
    auto launch = m_launch.one<Launch>(&readLaunch, id);
    if (!launch)
        return tl::unexpected(launch.error());
    if (!*launch)
        return std::optional<LaunchPlan>();
    LaunchPlan plan;
    plan.launch = **launch;
    auto lanes = m_lanes.all<LaunchLane>(&readLane, plan.launch.row);
    if (!lanes)
        return tl::unexpected(lanes.error());
    plan.lanes = *lanes;
    if (auto done = addSteps(plan); !done)
        return tl::unexpected(done.error());
    if (auto done = addSeen(plan); !done)
        return tl::unexpected(done.error());
    if (layer > 0)
        if (auto done = imagine(plan, layer); !done)
            return tl::unexpected(done.error());
    QHash<LaneId, qsizetype> order;
    for (const LaunchLane &each : std::as_const(plan.lanes))
        order.insert(each.id, order.size());
    std::stable_sort(plan.steps.begin(), plan.steps.end(), [&](const LaunchStep &a, const LaunchStep &b) {
        if (a.lane != b.lane)
            return order.value(a.lane) < order.value(b.lane);
        const StepDays first = daysOf(a, plan.launch);
        const StepDays second = daysOf(b, plan.launch);
        return std::pair(first.first, first.time) < std::pair(second.first, second.time);
    });
    return std::optional<LaunchPlan>(plan);
}

Result<void> LaunchBook::addSteps(LaunchPlan &plan)
{
    auto steps = m_steps.all<LaunchStep>(&readStep, plan.launch.row);
    auto needs = m_needs.all<LaunchNeed>(
        [](const Row &row) {
            return LaunchNeed { row.id<StepId>(0), row.id<StepId>(1) };
        },
        plan.launch.row);
    if (!steps || !needs)
        return tl::unexpected(!steps ? steps.error() : needs.error());
    plan.steps = *steps;
    plan.needs = *needs;
    return addCards(plan);
}

/// A series stands where the first of it does.
Result<void> LaunchBook::addCards(LaunchPlan &plan)
{
    for (LaunchStep &each : plan.steps) {
        if (each.post.isNull())
            continue;
        auto series = m_calendar.series(each.post);
        if (!series)
            return tl::unexpected(series.error());
        QString name;
        if (*series && ((*series)->rule || !(*series)->added.isEmpty())) {
            const QDate from = (*series)->start.date;
            const Occurrences first = occurrences(**series, from, from.addYears(1), 1);
            name = first.list.isEmpty() ? QString() : first.list.constFirst().name;
        }
        auto card = m_calendar.card({ each.post, name });
        if (!card)
            return tl::unexpected(card.error());
        each.card = *card;
        if (each.card && !each.card->title.isEmpty())
            each.name = each.card->title;
    }
    return {};
}

Result<void> LaunchBook::addSeen(LaunchPlan &plan)
{
    auto seen = m_seen.all<LaunchSeen>(
        [](const Row &row) {
            return LaunchSeen { row.number(0), row.text(1), int(row.number(2)), row.flag(3) };
        },
        plan.launch.row);
    if (!seen)
        return tl::unexpected(seen.error());
    plan.seen = *seen;
    return {};
}

Result<void> LaunchBook::imagine(LaunchPlan &plan, qint64 layer)
{
    auto days = m_slip.number(layer, plan.launch.row);
    if (!days)
        return tl::unexpected(days.error());
    plan.launch.doors.date = plan.launch.doors.date.addDays(days->value_or(0));
    return m_moves.each(
        [&plan](const Row &row) {
            const auto post = row.id<PostId>(0);
            for (LaunchStep &each : plan.steps) {
                if (each.post != post || !each.card || !each.card->at || each.card->occurrence != row.text(1))
                    continue;
                WallTime &at = *each.card->at;
                const auto to = readWallTime(row.text(2), at.zone);
                if (to)
                    at = *to;
                else
                    at.date = QDate::fromString(row.text(2).left(10), Qt::ISODate);
                each.card->isImagined = true;
            }
            return true;
        },
        layer);
}

Result<LaunchId> LaunchBook::launchOf(LaneId lane)
{
    auto id = m_ofLane.one<LaunchId>([](const Row &row) { return row.id<LaunchId>(0); }, lane);
    return id ? Result<LaunchId>(id->value_or(LaunchId())) : tl::unexpected(id.error());
}

Result<LaunchId> LaunchBook::launchOf(StepId step)
{
    auto id = m_ofStep.one<LaunchId>([](const Row &row) { return row.id<LaunchId>(0); }, step);
    return id ? Result<LaunchId>(id->value_or(LaunchId())) : tl::unexpected(id.error());
}

Result<QList<LaunchChange>> LaunchBook::changesAfter(LaunchId id, int version)
{
    return m_changes.all<LaunchChange>(
        [](const Row &row) {
            return LaunchChange { int(row.number(0)), row.text(1), row.time(2),
                changeSentences(row.text(3), row.bytes(4)) };
        },
        id, version);
}

Result<QList<SlipLayer>> LaunchBook::slipLayers(LaunchId id)
{
    return m_layers.all<SlipLayer>(
        [](const Row &row) {
            return SlipLayer { row.number(0), row.id<LayerId>(1), row.text(2), int(row.number(3)) };
        },
        id);
}

Result<QList<DayOff>> LaunchBook::daysOff(QDate from, QDate to)
{
    return m_daysOff.all<DayOff>(
        [](const Row &row) {
            return DayOff { QDate::fromJulianDay(row.number(0)), QDate::fromJulianDay(row.number(1)), row.text(2),
                row.text(3) };
        },
        from.toJulianDay(), to.toJulianDay());
}

} // namespace wheelhouse
