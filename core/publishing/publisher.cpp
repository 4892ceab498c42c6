#include "core/publishing/publisherrun.h"

#include <QLoggingCategory>

#include <algorithm>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.publishing")

constexpr std::chrono::seconds firstPause { 5 };
constexpr std::chrono::minutes longestPause { 15 };
constexpr int soonMs = 20; // gathers what changes together
constexpr qint64 absentPauseMs = 60'000; // a channel that is not asked now
constexpr qint64 untidyPauseMs = 5'000; // a store that cannot be written now
constexpr qint64 longestWaitMs = 60'000; // a timer is set for no longer, since clocks move
constexpr std::chrono::seconds agreeing { 120 };

} // namespace

Publisher::Publisher(Parts parts)
    : m_parts(std::move(parts))
    , m_pacing(firstPause, longestPause)
    , m_watch(m_parts.clock, m_parts.steady)
{
    for (QTimer *each : { &m_timer, &m_soon }) {
        each->setSingleShot(true);
        connect(each, &QTimer::timeout, this, &Publisher::look);
    }
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, &Publisher::goOn);
    connect(&m_parts.changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (m_isRunning && (tables.isEmpty() || tables.contains("delivery") || tables.contains("hold")))
            soon(soonMs);
    });
}

Publisher::~Publisher() = default;

void Publisher::start()
{
    m_isRunning = true;
    m_isUntidy = true;
    look();
}

void Publisher::stop()
{
    m_isRunning = false;
    for (const RunPtr &run : std::as_const(m_runs))
        run->isDropped = true;
    m_runs.clear();
    m_timer.stop();
    m_soon.stop();
    m_turn.stop();
    m_freed.clear();
    settle();
}

/// A look that is to come sooner is not put off.
void Publisher::soon(int ms)
{
    if (!m_soon.isActive() || m_soon.remainingTime() > ms)
        m_soon.start(ms);
}

void Publisher::sendNow()
{
    look();
}

void Publisher::hearTime(std::chrono::seconds ahead)
{
    if (std::chrono::abs(ahead) > agreeing || m_watch.jump() == 0)
        return;
    m_watch.believe();
    m_isDoubted = false;
    if (m_isRunning)
        soon(soonMs);
}

bool Publisher::believesClock()
{
    const qint64 jump = m_watch.jump();
    if (jump != 0 && !m_isDoubted) {
        qCWarning(log, "the clock jumped by %lld s: nothing goes out until a server agrees with it", jump / 1000);
        emit clockDoubted(jump);
    }
    m_isDoubted = jump != 0;
    return jump == 0;
}

void Publisher::look()
{
    m_parts.dispatch.forgetForeseen();
    m_unkept.erase(
        std::remove_if(m_unkept.begin(), m_unkept.end(), [](const auto &tried) { return tried(); }), m_unkept.end());
    if (m_isUntidy && m_unkept.isEmpty()) {
        QSet<qint64> atWork;
        for (const RunPtr &run : std::as_const(m_runs))
            atWork.insert(run->claim.delivery.row);
        const auto tidy = m_parts.dispatch.recover(atWork);
        m_isUntidy = !tidy;
        if (!tidy)
            qCWarning(log, "what was left half done could not be read: %s", qPrintable(tidy.error().detail));
    }
    const auto doubtful = m_parts.dispatch.doubtful();
    const auto due =
        doubtful && !m_isUntidy && believesClock() ? m_parts.dispatch.due() : Result<QList<DeliveryTurn>>();
    if (!doubtful || !due)
        qCWarning(log, "deliveries could not be read: %s", qPrintable((!due ? due : doubtful).error().detail));
    if (doubtful && !m_isUntidy)
        for (const DeliveryTurn &each : *doubtful)
            lookInto(each);
    if (due)
        for (const DeliveryTurn &each : *due)
            begin(each);
    settle();
    setTimer();
}

/// Where something ended the next of that channel has its turn. Who has thousands to send is not looked over as a whole
/// after each of them.
void Publisher::goOn()
{
    const QList<qint64> freed = std::exchange(m_freed, {});
    bool isQuiet = m_isUntidy || !m_unkept.isEmpty() || !believesClock();
    for (qint64 channel : freed) {
        if (isQuiet)
            break;
        const auto next = m_parts.dispatch.nextOn(channel);
        if (next && *next)
            (*next)->isDoubtful ? lookInto(**next) : begin(**next);
        isQuiet = !m_runs.contains(channel);
    }
    if (isQuiet)
        look();
}

void Publisher::lookInto(const DeliveryTurn &doubtful)
{
    if (m_runs.contains(doubtful.channelRow))
        return;
    if (m_parts.find(doubtful.channel) == nullptr)
        return;
    auto claim = m_parts.dispatch.read(doubtful.row);
    auto run = std::make_shared<Run>();
    run->isLook = true;
    if (!claim) { // what cannot be read cannot be looked for: a person has to
        if (const auto delivery = m_parts.dispatch.at(doubtful.row); delivery && *delivery) {
            run->claim.delivery = **delivery;
            doubt(run, claim.error().message);
        }
        return;
    }
    run->claim = std::move(*claim);
    m_runs.insert(doubtful.channelRow, run);
    m_isSending = true;
    next(run);
}

/// An account that cannot be asked now.
void Publisher::passOver(const DeliveryTurn &due)
{
    const auto delivery = m_parts.dispatch.at(due.row);
    auto passed = delivery && *delivery ? m_parts.dispatch.passOver(due.row, cannotGo(**delivery)) : Result<void>();
    if (!passed)
        return unreadable(passed.error());
    tellStopped(due.row);
}

void Publisher::tellStopped(qint64 row)
{
    if (const auto delivery = m_parts.dispatch.at(row); delivery && *delivery)
        emit stopped((*delivery)->id);
}

void Publisher::unreadable(const Error &error)
{
    m_isUntidy = true;
    qCWarning(log, "a delivery could not be claimed: %s", qPrintable(error.detail));
}

void Publisher::begin(const DeliveryTurn &due)
{
    if (m_runs.contains(due.channelRow))
        return;
    Connector *connector = m_parts.find(due.channel);
    if (connector == nullptr || !connector->speech().canPublish)
        return passOver(due);
    auto claim = m_parts.dispatch.depart(
        due.row, [connector](const Outgoing &outgoing) { return connector->reserve(outgoing); });
    if (!claim)
        return unreadable(claim.error());
    if (!*claim) { // its state says why; where it waits no more the next of the channel has its turn
        tellStopped(due.row);
        return soon(0);
    }
    auto run = std::make_shared<Run>();
    run->claim = std::move(**claim);
    setOut(run);
}

void Publisher::end(const RunPtr &run, const Result<void> &kept)
{
    if (!kept) {
        m_isUntidy = true;
        qCWarning(log, "what became of a delivery could not be kept: %s", qPrintable(kept.error().detail));
    }
    const qint64 channel = run->claim.delivery.channelRow;
    if (m_runs.value(channel) == run)
        m_runs.remove(channel);
    if (!m_isUntidy) {
        m_freed.append(channel);
        return m_turn.start(0);
    }
    settle();
    setTimer();
}

/// What follows from what ended is looked for first.
void Publisher::settle()
{
    if (!m_runs.isEmpty() || m_soon.isActive() || m_turn.isActive() || !std::exchange(m_isSending, false))
        return;
    emit settled();
}

void Publisher::setTimer()
{
    if (!m_isRunning)
        return;
    const auto waiting = m_parts.dispatch.instants();
    if (m_isUntidy || !m_unkept.isEmpty() || !waiting)
        return m_timer.start(int(untidyPauseMs));
    if (waiting->isEmpty())
        return m_timer.stop();
    // A channel that is not asked now is looked at now and then, and makes no other late. One that is at work has its
    // next turn when that ends.
    const qint64 now = m_parts.clock.nowMs();
    qint64 pause = longestWaitMs;
    for (const DeliveryBook::Instant &each : *waiting) {
        if (m_runs.contains(each.channelRow))
            continue;
        const Connector *connector = m_parts.find(each.channel);
        const bool isAsked = connector != nullptr && connector->speech().canPublish && !m_isDoubted;
        pause = std::min(pause, std::max(each.at - now, isAsked ? 1 : absentPauseMs));
    }
    m_timer.start(int(pause));
}

} // namespace wheelhouse
