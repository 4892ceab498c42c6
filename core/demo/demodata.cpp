#include "core/demo/demodata.h"

#include "core/connectors/rehearsal/costume.h"
#include "core/demo/democalendar.h"
#include "core/demo/demolaunch.h"
#include "core/demo/demopeople.h"
#include "core/demo/demopromises.h"
#include "core/demo/demorules.h"
#include "core/demo/demosteps.h"
#include "core/intake/admission.h"

#include <QCoreApplication>
namespace wheelhouse {

using namespace rehearsal;

namespace {

/// Takes the plan in and deals with it: one filling, from the first mention to the last step.
class Filling {
public:
    Filling(Database &database, const World &world, const QDateTime &now)
        : m_database(database)
        , m_world(world)
        , m_now(now)
        , m_log(database, m_clock)
        , m_undo(database, m_log)
        , m_promises(database, m_log, m_undo, m_clock)
        , m_triage(database, m_log, m_undo, m_clock)
        , m_notes(database, m_log, m_undo, m_clock)
        , m_admission(database)
        , m_steps(m_triage, m_notes, m_clock, now)
        , m_find(database, "SELECT conversation FROM mention WHERE id = ?1")
    {
        m_clock.at = now.addDays(-40).toMSecsSinceEpoch();
    }
    Result<DemoReport> run();

private:
    Result<void> takeIn(Transaction &transaction, int place, bool history);
    Result<void> admitAll();
    Database &m_database;
    const World &m_world;
    QDateTime m_now;
    PastClock m_clock;
    OperationLog m_log;
    Undo m_undo;
    Promises m_promises;
    Triage m_triage;
    Notes m_notes;
    Admission m_admission;
    DemoSteps m_steps;
    Statement m_find;
    Furniture m_furniture;
    QList<DemoThread> m_threads;
    DemoReport m_report;
};

Result<void> Filling::takeIn(Transaction &transaction, int place, bool history)
{
    const Channel channel = channelOf(place, m_world.scenario().seed);
    auto row = m_admission.channel(transaction, channel);
    if (!row)
        return tl::unexpected(row.error());
    QList<Arrival> arrivals;
    for (const DemoThread &thread : std::as_const(m_threads))
        if (thread.place() == place && (thread.fate == Fate::History) == history)
            for (const Line &line : thread.lines)
                arrivals.append(dressed(line, m_world.cast(), m_world.scenario().seed));
    const qint64 now = m_now.toMSecsSinceEpoch();
    auto report = m_admission.admit(
        transaction, prepareAll(arrivals, channel.network, now), { *row, now, history, std::nullopt });
    if (!report)
        return tl::unexpected(report.error());
    m_report.mentions += report->added;
    Statement move(m_database, "UPDATE channel SET cursor = ?2 WHERE row = ?1");
    return move.run(*row, World::cursorAt(m_now));
}

Result<void> Filling::admitAll()
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    for (int place = 0; place < int(places.size()); ++place)
        for (const bool history : { true, false })
            if (auto done = takeIn(*transaction, place, history); !done)
                return done;
    m_report.conversations = int(m_threads.size());
    return transaction->commit();
}

Result<DemoReport> Filling::run()
{
    auto furniture = furnish(m_database, m_log, m_undo);
    if (!furniture)
        return tl::unexpected(furniture.error());
    m_furniture = *furniture;
    if (auto promised = promise(m_promises, m_furniture, m_now); !promised)
        return tl::unexpected(promised.error());
    if (auto written = writeRules(m_database, m_log, m_undo, m_clock, m_furniture); !written)
        return tl::unexpected(written.error());
    m_threads = demoPlan(m_world, m_now);
    if (auto done = admitAll(); !done)
        return tl::unexpected(done.error());
    Dice dice { m_world.scenario().seed, 0xDE40 };
    for (const DemoThread &thread : std::as_const(m_threads)) {
        if (thread.fate == Fate::History)
            continue;
        const QString name = globalName(m_world.scenario().seed, thread.root());
        auto row = m_find.number(MentionId::fromName("mention", name.toUtf8()));
        if (!row)
            return tl::unexpected(row.error());
        const StagedThread *staged = thread.staged < 0 ? nullptr : &m_world.staged().at(thread.staged);
        m_steps.plan(thread, staged, row->value_or(0), m_furniture, dice);
    }
    if (auto done = m_steps.take(); !done)
        return tl::unexpected(done.error());
    if (auto done = planMonth(m_database, m_log, m_undo, m_clock, m_now, m_furniture, m_world.scenario().seed); !done)
        return tl::unexpected(done.error());
    if (auto done = planLaunch(m_database, m_log, m_undo, m_clock, m_now, m_furniture, m_world.scenario().seed); !done)
        return tl::unexpected(done.error());
    m_clock.at = m_now.toMSecsSinceEpoch();
    if (auto done = acquaint(m_database, m_log, m_undo, m_clock); !done)
        return tl::unexpected(done.error());
    return m_report;
}

} // namespace

Scenario demoScenario(const QDateTime &now, quint64 seed)
{
    Scenario scenario;
    scenario.seed = seed;
    scenario.act = Act::Launch;
    scenario.opens = now.toUTC();
    scenario.curtain = now.toUTC();
    scenario.from = now.toUTC();
    return scenario;
}

DemoData::DemoData(Database &database, const Clock &clock)
    : m_database(database)
    , m_clock(clock)
{
}

Result<DemoReport> DemoData::fill(const Scenario &scenario)
{
    auto mentions = m_database.number("SELECT count(*) FROM mention");
    if (!mentions)
        return tl::unexpected(mentions.error());
    if (*mentions > 0)
        return fail(Error::Kind::Refused,
            QCoreApplication::translate(
                "DemoData", "This workspace has messages already. Make a new one for the demo."));
    const World world(scenario);
    return Filling(m_database, world, m_clock.now()).run();
}

} // namespace wheelhouse
