#include "core/launch/launchdesk.h"

#include "core/base/zones.h"
#include "core/launch/launchwords.h"
#include "core/launch/readiness.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LaunchDesk)
};

using Table = LaunchEdit::Table;

Result<void> mayBe(const LaunchTerms &terms)
{
    if (terms.name.trimmed().isEmpty() || terms.name.size() > LaunchDesk::longestName)
        return fail(Error::Kind::Refused, Words::tr("A launch needs a name, of 200 letters at most."));
    if (!terms.doors.time.isValid())
        return fail(Error::Kind::Refused, Words::tr("Say the hour when doors open."));
    if (auto at = resolve(terms.doors); !at)
        return tl::unexpected(at.error());
    return {};
}

QJsonObject columnsOf(const LaunchTerms &terms, qint64 campaign)
{
    return { { QStringLiteral("name"), terms.name.trimmed() },
        { QStringLiteral("campaign"), campaign > 0 ? QJsonValue(campaign) : QJsonValue() },
        { QStringLiteral("says"), terms.says.trimmed() }, { QStringLiteral("says_not"), terms.saysNot.trimmed() },
        { QStringLiteral("slips_if"), terms.slipsIf.trimmed() }, { QStringLiteral("removed"), 0 } };
}

QJsonObject columnsOf(const LaneTerms &terms)
{
    const auto rowOrNone = [](qint64 row) { return row > 0 ? QJsonValue(row) : QJsonValue(); };
    return { { QStringLiteral("name"), terms.name.trimmed() },
        { QStringLiteral("department"), rowOrNone(terms.department) },
        { QStringLiteral("owner"), rowOrNone(terms.owner) }, { QStringLiteral("removed"), 0 } };
}

Result<void> mayBe(const LaneTerms &terms)
{
    if (terms.name.trimmed().isEmpty() || terms.name.size() > LaunchDesk::longestName)
        return fail(Error::Kind::Refused, Words::tr("A lane needs a name, of 200 letters at most."));
    return {};
}

} // namespace

LaunchTerms termsOf(const Launch &launch)
{
    const auto opens = resolve(launch.doors);
    return { launch.name, launch.doors, launch.campaignName,
        opens && launch.embargoUntil.isValid() && launch.embargoUntil == opens->utc, launch.says, launch.saysNot,
        launch.slipsIf };
}

LaneTerms termsOf(const LaunchLane &lane)
{
    return { lane.name, lane.department, lane.owner };
}

LaunchDesk::LaunchDesk(Database &database, OperationLog &log, Undo &undo, CalendarDesk &calendar, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_calendar(calendar)
    , m_clock(clock)
    , m_book(database)
    , m_edit(database)
    , m_rows(database, "SELECT row FROM member WHERE is_me = 1")
    , m_postRow(database, "SELECT row FROM post WHERE id = ?1 AND reply_to IS NULL AND state <> 'discarded'")
    , m_findCampaign(database, "SELECT row FROM campaign WHERE name = ?1 AND removed = 0")
    , m_addCampaign(database, "INSERT INTO campaign (id, name) VALUES (?1, ?2) RETURNING row")
    , m_embargo(database, "SELECT embargo_until FROM campaign WHERE row = ?1")
    , m_lastVersion(database, R"(
        SELECT max(version) FROM (SELECT version FROM launch WHERE row = ?1
            UNION ALL SELECT version FROM launch_change WHERE launch = ?1))")
    , m_setVersion(database, "UPDATE launch SET version = ?2 WHERE row = ?1")
    , m_see(database, R"(
        INSERT INTO launch_seen (launch, member, version, seen_at)
        SELECT ?1, row, ?3, ?4 FROM member WHERE (?2 = 0 AND is_me = 1) OR row = ?2
        ON CONFLICT (launch, member) DO UPDATE SET version = excluded.version, seen_at = excluded.seen_at)")
    , m_addChange(database, R"(
        INSERT INTO launch_change (id, launch, version, kind, images, made_by, made_at)
        SELECT ?1, ?2, ?3, ?4, ?5, row, ?6 FROM member WHERE is_me = 1)")
    , m_change(database, "SELECT launch, images FROM launch_change WHERE id = ?1")
    , m_markChange(database, "UPDATE launch_change SET undone = ?2 WHERE id = ?1")
    , m_addSlip(database, R"(
        INSERT INTO plan_layer_slip (layer, launch, days) SELECT row, ?2, ?3 FROM plan_layer WHERE id = ?1)")
{
    for (const char *kind : { "make", "change", "remove", "lane", "vote", "step", "move", "state", "need", "slip" })
        undo.teach(QStringLiteral("launch.") + QLatin1String(kind),
            [this](Transaction &transaction, const Operation &step, Undo::Way way) {
                return invert(transaction, step, way);
            });
}

Result<LaunchPlan> LaunchDesk::known(LaunchId id)
{
    auto plan = m_book.plan(id);
    if (!plan)
        return tl::unexpected(plan.error());
    if (!*plan)
        return fail(Error::Kind::Missing, Words::tr("This launch is not there any more."));
    return **plan;
}

Result<LaunchPlan> LaunchDesk::planWith(LaneId id)
{
    auto launch = m_book.launchOf(id);
    auto plan = launch ? known(*launch) : Result<LaunchPlan>(tl::unexpected(launch.error()));
    if (plan && !plan->lane(id))
        return fail(Error::Kind::Missing, Words::tr("This lane is not there any more."));
    return plan;
}

Result<LaunchDone> LaunchDesk::make(const LaunchTerms &terms)
{
    if (auto may = mayBe(terms); !may)
        return tl::unexpected(may.error());
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    m_edit.begin();
    Launch launch;
    launch.id = LaunchId::fresh();
    auto row = m_edit.make(Table::Launch, launch.id.bytes(), 0);
    auto campaignRow = campaign(terms.campaign.trimmed());
    if (!row || !campaignRow)
        return tl::unexpected(!row ? row.error() : campaignRow.error());
    launch.row = *row;
    QJsonObject columns = columnsOf(terms, *campaignRow);
    columns.insert(QStringLiteral("start"), occurrenceName(terms.doors.date, terms.doors.time));
    columns.insert(QStringLiteral("zone"), QString::fromLatin1(terms.doors.zone));
    columns.insert(QStringLiteral("turn"), terms.doors.turn == WallTime::Turn::Second ? 1 : 0);
    if (auto done = m_edit.set(Table::Launch, launch.row, columns); !done)
        return tl::unexpected(done.error());
    if (auto done = setEmbargo(*campaignRow, {}, terms.doors, terms.isEmbargoed); !done)
        return tl::unexpected(done.error());
    return finish(*transaction, launch, { "launch.make" },
        Words::tr("A launch: %1, doors open %2").arg(quotedName(terms.name.trimmed()), doorsWords(terms.doors)), {});
}

Result<LaunchDone> LaunchDesk::change(LaunchId id, const LaunchTerms &terms)
{
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? known(id) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    if (!plan)
        return tl::unexpected(plan.error());
    LaunchTerms wanted = terms;
    wanted.doors = plan->launch.doors;
    if (auto may = mayBe(wanted); !may)
        return tl::unexpected(may.error());
    m_edit.begin();
    auto campaignRow = campaign(terms.campaign.trimmed());
    if (!campaignRow)
        return tl::unexpected(campaignRow.error());
    if (auto done = m_edit.set(Table::Launch, plan->launch.row, columnsOf(wanted, *campaignRow)); !done)
        return tl::unexpected(done.error());
    if (plan->launch.campaign != *campaignRow)
        if (auto done = setEmbargo(plan->launch.campaign, wanted.doors, wanted.doors, false); !done)
            return tl::unexpected(done.error());
    if (auto done = setEmbargo(*campaignRow, wanted.doors, wanted.doors, wanted.isEmbargoed); !done)
        return tl::unexpected(done.error());
    return finish(*transaction, plan->launch, { "launch.change" },
        Words::tr("Changed: %1").arg(quotedName(wanted.name.trimmed())), {});
}

Result<LaunchDone> LaunchDesk::remove(LaunchId id)
{
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? known(id) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    if (!plan)
        return tl::unexpected(plan.error());
    m_edit.begin();
    if (auto done = m_edit.set(Table::Launch, plan->launch.row, { { QStringLiteral("removed"), 1 } }); !done)
        return tl::unexpected(done.error());
    if (auto done = setEmbargo(plan->launch.campaign, plan->launch.doors, plan->launch.doors, false); !done)
        return tl::unexpected(done.error());
    return finish(*transaction, plan->launch, { "launch.remove" },
        Words::tr("Removed the launch %1; its posts stay in the calendar").arg(quotedName(plan->launch.name)), {});
}

Result<LaunchDone> LaunchDesk::addLane(LaunchId id, const LaneTerms &terms)
{
    if (auto may = mayBe(terms); !may)
        return tl::unexpected(may.error());
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? known(id) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    if (!plan)
        return tl::unexpected(plan.error());
    m_edit.begin();
    auto row = m_edit.make(Table::Lane, LaneId::fresh().bytes(), plan->launch.row);
    if (!row)
        return tl::unexpected(row.error());
    QJsonObject columns = columnsOf(terms);
    columns.insert(QStringLiteral("position"), plan->lanes.isEmpty() ? 0 : plan->lanes.constLast().position + 1);
    if (auto done = m_edit.set(Table::Lane, *row, columns); !done)
        return tl::unexpected(done.error());
    return finish(*transaction, plan->launch, { "launch.lane" },
        Words::tr("A lane for %1").arg(quotedName(terms.name.trimmed())), {});
}

Result<LaunchDone> LaunchDesk::changeLane(LaneId id, const LaneTerms &terms)
{
    if (auto may = mayBe(terms); !may)
        return tl::unexpected(may.error());
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? planWith(id) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    if (!plan)
        return tl::unexpected(plan.error());
    m_edit.begin();
    if (auto done = m_edit.set(Table::Lane, plan->lane(id)->row, columnsOf(terms)); !done)
        return tl::unexpected(done.error());
    return finish(*transaction, plan->launch, { "launch.lane" },
        Words::tr("Changed the lane of %1").arg(quotedName(terms.name.trimmed())), {});
}

Result<LaunchDone> LaunchDesk::moveLane(LaneId id, int by)
{
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? planWith(id) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    if (!plan)
        return tl::unexpected(plan.error());
    m_edit.begin();
    const qsizetype from = plan->lane(id) - plan->lanes.constData();
    plan->lanes.move(from, std::clamp(from + by, qsizetype(0), plan->lanes.size() - 1));
    for (int i = 0; i < int(plan->lanes.size()); ++i)
        if (auto done = m_edit.set(Table::Lane, plan->lanes.at(i).row, { { QStringLiteral("position"), i } }); !done)
            return tl::unexpected(done.error());
    return finish(*transaction, plan->launch, { "launch.lane" },
        Words::tr("Moved the lane of %1").arg(quotedName(plan->lane(id)->name)), {});
}

Result<LaunchDone> LaunchDesk::removeLane(LaneId id)
{
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? planWith(id) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    if (!plan)
        return tl::unexpected(plan.error());
    m_edit.begin();
    for (const LaunchStep &each : std::as_const(plan->steps))
        if (each.lane == id)
            if (auto done = m_edit.set(Table::Step, each.row, { { QStringLiteral("removed"), 1 } }); !done)
                return tl::unexpected(done.error());
    if (auto done = m_edit.set(Table::Lane, plan->lane(id)->row, { { QStringLiteral("removed"), 1 } }); !done)
        return tl::unexpected(done.error());
    return finish(*transaction, plan->launch, { "launch.lane" },
        Words::tr("Took out the lane of %1; its posts stay in the calendar").arg(quotedName(plan->lane(id)->name)), {});
}

Result<LaunchDone> LaunchDesk::vote(LaneId id, Vote vote, const QString &why)
{
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? planWith(id) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    auto me = m_rows.number();
    if (!plan || !me)
        return tl::unexpected(!plan ? plan.error() : me.error());
    const LaunchLane &lane = *plan->lane(id);
    const Readiness ready = readiness(*plan, plan->launch.doors.date);
    const LaneReadiness &own = ready.lanes.at(&lane - plan->lanes.constData());
    if (vote == Vote::Go && !own.isReady()) {
        QStringList names;
        for (const StepId each : own.open)
            names.append(quotedName(plan->step(each)->name));
        return fail(Error::Kind::Refused,
            Words::tr("%1 cannot say go: %n {gate is|gates are} not passed: %2.", nullptr, int(names.size()))
                .arg(quotedName(lane.name), names.join(QStringLiteral(", "))));
    }
    m_edit.begin();
    const bool isNone = vote == Vote::None;
    if (auto done = m_edit.set(Table::Lane, lane.row,
            { { QStringLiteral("vote"), voteWord(vote) },
                { QStringLiteral("voted_by"), isNone ? QJsonValue() : QJsonValue(me->value_or(0)) },
                { QStringLiteral("voted_at"), isNone ? QJsonValue() : QJsonValue(m_clock.nowMs()) },
                { QStringLiteral("why"), isNone ? QString() : why.trimmed() } });
        !done)
        return tl::unexpected(done.error());
    const QString name = quotedName(lane.name);
    return finish(*transaction, plan->launch, { "launch.vote", false },
        vote == Vote::Go         ? Words::tr("%1 says go").arg(name)
            : vote == Vote::NoGo ? Words::tr("%1 says no-go").arg(name)
                                 : Words::tr("%1 took its vote back").arg(name),
        {});
}

Result<void> LaunchDesk::see(LaunchId id, qint64 member)
{
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? known(id) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    if (!plan)
        return tl::unexpected(plan.error());
    if (auto done = m_see.run(plan->launch.row, member, plan->launch.version, m_clock.now()); !done)
        return done;
    // That somebody knows a plan is no step to take back.
    auto logged = m_log.append(*transaction,
        { QStringLiteral("launch.see"),
            { { QStringLiteral("launch"), id.toString() }, { QStringLiteral("version"), plan->launch.version } }, {},
            false });
    if (!logged)
        return tl::unexpected(logged.error());
    return transaction->commit();
}

} // namespace wheelhouse
