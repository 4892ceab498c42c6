#include "app/engine/engine.h"

#include "app/engine/arrivals.h"
#include "app/engine/networks.h"
#include "app/engine/spoken.h"
#include "core/connectors/rehearsal/rehearsal.h"
#include "core/demo/demodata.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

constexpr int wakeEveryMs = 10'000; // a snooze ends at most so much after its hour
constexpr qint64 minuteMs = 60'000;
constexpr qint64 dayMs = 24 * 60 * minuteMs;
constexpr qint64 extendEveryMs = 60 * minuteMs;

/// The connectors of a workspace. A sample plays its made-up world and reaches nobody else.
void connectNetworks(Intake &intake, const Workspace &workspace, const Clock &clock, Act act)
{
    if (workspace.kind != Workspace::Kind::Sample)
        return;
    // The curtain stays where it rose; the act begins now, so that the sample lives whenever it is opened.
    Scenario scenario = demoScenario(workspace.madeAt);
    scenario.act = act;
    scenario.opens = clock.now();
    auto places = rehearse(scenario, clock);
    for (auto &place : places)
        intake.add(std::move(place));
}

/// A test's clock stands for both; the machine's own has one beside it that nobody sets.
ClockWatch::Steady steadyOf(const Clock &clock)
{
    if (dynamic_cast<const SystemClock *>(&clock) != nullptr)
        return ClockWatch::systemSteady();
    return [&clock] { return clock.nowMs(); };
}

Publisher::Find connectorsOf(Intake &intake)
{
    return [&intake](ChannelId channel) { return intake.connector(channel); };
}

Publisher::Parts partsOf(
    Dispatch &dispatch, Intake &intake, const MediaStore &media, Changes &changes, const Clock &clock)
{
    const auto read = [&media](const QByteArray &digest) { return media.read(digest); };
    return { dispatch, connectorsOf(intake), read, changes, clock, steadyOf(clock) };
}

void hearClock(Publisher &publisher, Intake &intake, Troubles &troubles)
{
    QObject::connect(&publisher, &Publisher::clockDoubted, &publisher, [&troubles](qint64 aheadMs) {
        const int minutes = int(aheadMs / minuteMs); // a digit separator in what is translated keeps lupdate for ever
        troubles.say(QCoreApplication::translate("Engine",
            "This computer's clock jumped ahead by %n minute(s). Nothing planned goes out until a server's clock "
            "agrees "
            "with it.",
            nullptr, minutes));
    });
    QObject::connect(&intake, &Intake::fared, &publisher, [&publisher](const Fare &fare) {
        if (fare.clockAhead)
            publisher.hearTime(*fare.clockAhead);
    });
}

} // namespace

void Troubles::say(const QString &words)
{
    if (m_all.contains(words))
        return;
    m_all.append(words);
    emit said(words);
}

Desks::Desks(
    std::unique_ptr<Database> opened, const Workspace &workspace, EngineClaim::Role role, const Clock &clock, Act act)
    : writer(std::move(opened))
    , checkpointer(*writer)
    , changes(*writer)
    , roster(*writer)
    , log(*writer, clock)
    , undo(*writer, log)
    , promises(*writer, log, undo, clock)
    , triage(*writer, log, undo, clock)
    , notes(*writer, log, undo, clock)
    , merging(*writer, log, undo, clock)
    , labels(*writer, log)
    , filters(*writer, log, undo)
    , corrections(*writer, log, undo, clock)
    , rules(*writer, log, undo, clock)
    , macros(*writer, triage, clock)
    , routing(*writer, log, clock)
    , urgencies(*writer)
    , drafting(*writer, log, undo, clock)
    , people(*writer, log, undo, clock)
    , admission(*writer)
    , importer(*writer, admission, log, clock)
    , erasure(*writer, log, admission, clock)
    , erasing(*writer, log, clock)
    , retention(*writer, log, undo, clock)
    , http(clock)
    , intake(*writer, admission, clock)
    , school(*writer, corrections, admission)
    , feeds(http)
    , accounts(*writer, log, undo, clock)
    , listening({ accounts, intake, http, secrets.store, changes, clock, workspace.id.bytes() })
    , leaving(accounts, http, secrets.store, changes, workspace.id.bytes(), {})
    , connecting({ accounts, secrets.store, workspace.id.bytes(),
          [this](NetworkId network) { return makeSignIn(network, http); }, &makeReturnDoor })
    , gestures(*writer, log, undo, clock)
    , gesturing(
          gestures, [this](ChannelId channel) { return intake.connector(channel); }, changes, clock)
    , posts(*writer, log, clock)
    , holds(*writer, log, clock)
    , outbox(*writer, log, undo, holds, clock)
    , calendar(*writer, log, undo, posts, outbox, clock)
    , launches(*writer, log, undo, calendar, clock)
    , plans(*writer, log, undo, posts, outbox, clock)
    , hours(*writer, log, undo)
    , terms(*writer, log, undo)
    , replies(*writer, log, undo, posts, outbox, clock)
    , media(writer->path())
    , allowed(*writer)
    , readying(media)
    , composing(*writer, log, undo, clock)
    , savedWords(*writer, log, undo)
    , dispatch(*writer, clock, QStringLiteral("%1").arg(QCoreApplication::applicationPid()))
    , publisher(partsOf(dispatch, intake, media, changes, clock))
    , amendments(*writer, log, undo, posts, clock)
    , amending(amendments, connectorsOf(intake), changes, clock)
    , limits(intake, *writer, clock)
    , bell(*writer, changes, clock, {})
    , claim(*writer, role)
    , m_clock(clock)
{
    importer.teach(undo);
    posts.setMakeReady(makePicturesReady(readying, allowed));
    followSpoken(publisher, admission, *writer, clock);
    hearClock(publisher, intake, troubles);
    QObject::connect(&listening, &Listening::locked, &bell, &OutboxBell::hearLocked);
    QObject::connect(&listening, &Listening::ready, &gesturing, [this] {
        if (!m_isListening)
            return;
        gesturing.makeNow();
        publisher.sendNow();
        amending.amendNow();
        limits.look();
    });
    followArrivals(admission, people, routing, urgencies);
    connectNetworks(intake, workspace, clock, act);
    QObject::connect(&m_wake, &QTimer::timeout, &m_wake, [this] { wake(); });
    m_erase.setSingleShot(true);
    QObject::connect(&m_erase, &QTimer::timeout, &m_erase, [this] { eraseOn(); });
    QObject::connect(&claim, &EngineClaim::gained, &m_wake, [this] {
        m_wake.start(wakeEveryMs);
        m_isListening = false;
        listen(); // first of all, also before a script that asks at once
        // Soon, not now: the window that waits for the engine to open must not wait for all that fell due meanwhile.
        QTimer::singleShot(0, &m_wake, [this] {
            if (m_wake.isActive())
                wake();
        });
        takeOutRest();
        school.learnSoon();
    });
    QObject::connect(&claim, &EngineClaim::yielding, &m_wake, [this] {
        m_wake.stop();
        m_erase.stop();
        m_isListening = false;
        intake.stop();
        publisher.stop();
        bell.stop();
        amending.stop();
        limits.stop();
        gesturing.stop();
        leaving.stop();
    });
}

Desks::~Desks() = default;

/// A backup that was restored forgets again before anything of those who were erased is taken in; until it could,
/// nothing comes in, and every turn tries anew.
void Desks::listen()
{
    if (m_isListening)
        return;
    if (const auto again = erasure.beginListed(); !again) {
        qWarning("wh.engine: nothing is taken in: the list of the erased: %s", qPrintable(again.error().detail));
        return troubles.say(QCoreApplication::translate(
            "Engine", "Nothing new comes in: who was erased could not be read beside the backups. %1")
                                .arg(again.error().message));
    }
    m_isListening = true;
    intake.start();
    gesturing.start();
    bell.start();
    reckonTimes();
    publisher.start();
    amending.start();
    limits.start();
    leaving.start();
}

void Desks::wake()
{
    listen();
    if (const auto change = m_zones.look();
        change != ZoneWatch::Change::None || m_clock.nowMs() - m_reckonedAt > dayMs) {
        reckonTimes();
        if (change == ZoneWatch::Change::Tables) // Qt keeps the rules it read for as long as the process lives
            troubles.say(QCoreApplication::translate("Engine",
                "This computer's rules of time zones were renewed. Start Wheelhouse anew, so that what is planned goes "
                "by them."));
    }
    // A store that cannot be written now is asked again at the next turn; acts say why to the person who tries.
    if (const auto woken = triage.wakeDue(); !woken)
        qWarning("wh.engine: snoozes could not be ended: %s", qPrintable(woken.error().detail));
    if (const auto moved = urgencies.sweep(); !moved)
        qWarning("wh.engine: the order by urgency could not be kept: %s", qPrintable(moved.error().detail));
    if (const auto begun = retention.beginDue(); !begun) {
        troubles.say(begun.error().message);
        qWarning("wh.engine: old words could not be taken: %s", qPrintable(begun.error().detail));
    }
    warn();
    extendSeries();
    eraseOn();
}

void Desks::eraseOn()
{
    const auto now = erasing.goOn();
    if (!now) {
        troubles.say(now.error().message);
        qWarning("wh.engine: erasing waits: %s", qPrintable(now.error().detail)); // and goes on at the next turn
    } else if (*now) {
        if ((*now)->isDone()) // what was taught knew their words
            school.learnSoon();
        m_erase.start((*now)->pauseMs());
    }
}

/// What series name for the next weeks is queued when the engine starts, and every hour from then on.
void Desks::extendSeries()
{
    const qint64 now = m_clock.nowMs();
    if (m_extendedAt != 0 && now >= m_extendedAt && now - m_extendedAt < extendEveryMs)
        return;
    if (const auto queued = calendar.extend(); queued) {
        m_extendedAt = now;
        if (*queued > 0)
            publisher.sendNow();
    } else {
        qWarning(
            "wh.engine: series were not queued: %s", qPrintable(queued.error().detail)); // and are at the next turn
    }
}

/// Rules of zones change, and what was meant is what stays.
void Desks::reckonTimes()
{
    m_reckonedAt = m_clock.nowMs();
    if (const auto moved = outbox.resolveAnew(); !moved)
        qWarning("wh.engine: planned times could not be reckoned: %s", qPrintable(moved.error().detail));
    else if (*moved > 0)
        qInfo("wh.engine: %d planned times were reckoned anew", *moved);
}

void Desks::warn()
{
    if (const auto warned = promises.warnDue(); !warned)
        qWarning("wh.engine: nobody could be warned of promises: %s", qPrintable(warned.error().detail));
}

/// What an earlier run was taking back when it ended goes on, a lot at a time, with other work in between.
void Desks::takeOutRest()
{
    const auto half = importer.halfTakenOut();
    if (!half || half->isEmpty() || !m_wake.isActive())
        return;
    if (const auto done = undo.goOn(half->constFirst(), Undo::Way::Back))
        QTimer::singleShot(0, &m_wake, [this] { takeOutRest(); });
    else
        qWarning("wh.engine: an import could not be taken out: %s", qPrintable(done.error().detail));
}

Engine::Engine(std::unique_ptr<WorkspaceFile> file, const Clock &clock)
    : m_file(std::move(file))
    , m_clock(clock)
{
}

Engine::~Engine()
{
    m_isClosing = true;
    m_maker.stop(); // the picture it is at; what it tells the engine's lane is taken there before the desks go
    m_keeper.ask([this] { m_keeping.reset(); });
    m_keeper.stop();
    m_reader.stop();
    m_lane.ask([this] { m_desks.reset(); });
    m_lane.stop();
}

QFuture<void> Engine::makePicturesReady(const QList<PostId> &posts)
{
    return m_maker.ask([this, posts] {
        auto made = PicturesAhead(m_file->path(), m_isClosing).make(posts);
        if (!made)
            return; // whoever submits is told why
        std::ignore = m_lane.ask([this, all = std::move(*made)] {
            for (const MadePicture &each : all)
                m_desks->readying.remember(each);
        });
    });
}

Result<std::unique_ptr<Engine>> Engine::open(const QString &path, EngineClaim::Role role, const Clock &clock, Act act)
{
    auto file = WorkspaceFile::open(path, clock);
    return file ? open(std::move(*file), role, clock, act) : tl::unexpected(file.error());
}

Result<std::unique_ptr<Engine>> Engine::open(
    std::unique_ptr<WorkspaceFile> file, EngineClaim::Role role, const Clock &clock, Act act)
{
    std::unique_ptr<Engine> engine(new Engine(std::move(file), clock));
    if (auto started = engine->start(role, act); !started)
        return tl::unexpected(started.error());
    return engine;
}

Result<void> Engine::start(EngineClaim::Role role, Act act)
{
    auto started = m_lane.ask([this, role, act]() -> Result<void> {
        auto writer = m_file->isWritable() ? m_file->openWriter() : m_file->openReader();
        if (!writer)
            return tl::unexpected(writer.error());
        m_desks = std::make_unique<Desks>(std::move(*writer), m_file->workspace(), role, m_clock, act);
        if (!m_file->isWritable())
            return {};
        return m_desks->claim.start();
    });
    started.waitForFinished();
    if (auto result = started.result(); !result)
        return result;
    if (m_file->isWritable())
        m_keeper.ask([this] { m_keeping = std::make_unique<Keeping>(*m_file, m_clock); });
    return {};
}

Result<void> Engine::makeDesk(const QString &path, const QString &name, const QString &person, const Clock &clock)
{
    auto file = WorkspaceFile::create(path, name, Workspace::Kind::Desk, clock);
    if (!file)
        return tl::unexpected(file.error());
    auto writer = (*file)->openWriter();
    if (!writer)
        return tl::unexpected(writer.error());
    Roster roster(**writer);
    auto transaction = Transaction::begin(**writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto named = roster.beginAs(*transaction, person); !named)
        return tl::unexpected(named.error());
    return transaction->commit();
}

namespace {

Result<void> fillSample(const QString &path, const Clock &clock)
{
    auto file = WorkspaceFile::create(
        path, QCoreApplication::translate("Engine", "Marlowe Coffee (sample)"), Workspace::Kind::Sample, clock);
    if (!file)
        return tl::unexpected(file.error());
    auto writer = (*file)->openWriter();
    if (!writer)
        return tl::unexpected(writer.error());
    DemoData demo(**writer, clock);
    if (auto filled = demo.fill(demoScenario((*file)->workspace().madeAt)); !filled)
        return tl::unexpected(filled.error());
    // What the made-up team did is history: the first Ctrl+Z takes back a person's own first step.
    return (*writer)->run("DELETE FROM undo");
}

} // namespace

/// Weeks of a made-up team's work are written at once, which no thread of a window may do.
Result<void> Engine::makeSample(const QString &path, const Clock &clock)
{
    Lane lane(QStringLiteral("sample"));
    return lane.ask([&path, &clock] { return fillSample(path, clock); }).result();
}

} // namespace wheelhouse
