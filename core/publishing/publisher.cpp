#include "core/publishing/publisher.h"

#include "core/base/failpoint.h"
#include "core/http/verdict.h"
#include "core/publishing/outgoings.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QLoggingCategory>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.publishing")

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Publisher)
};

constexpr std::chrono::seconds firstPause { 5 };
constexpr std::chrono::minutes longestPause { 15 };
constexpr int soonMs = 20; // gathers what changes together
constexpr qint64 absentPauseMs = 60'000; // a channel that is not asked now
constexpr qint64 untidyPauseMs = 5'000; // a store that cannot be written now
constexpr qint64 longestWaitMs = 60'000; // a timer is set for no longer, since clocks move
constexpr qint64 minute = 60'000;
// How long after each look in vain at what is in doubt the next one comes; the last for ever.
constexpr std::array<qint64, 7> lookPauses { 5'000, 20'000, minute, 5 * minute, 15 * minute, 60 * minute,
    360 * minute };
constexpr std::chrono::seconds agreeing { 120 };

qint64 lookPause(int looks)
{
    return lookPauses.at(size_t(std::clamp(looks, 0, int(lookPauses.size()) - 1)));
}

QString cannotGo(const Delivery &delivery)
{
    return Words::tr("%1 is paused, signed out or removed, or nothing can be said there.").arg(delivery.channel.name);
}

} // namespace

/// A delivery that is being sent, or looked for.
struct Publisher::Run {
    Claim claim;
    int part = 0; ///< its place in the claim
    bool isLook = false; ///< it is in doubt: nothing is said, only looked for
    bool isDropped = false; ///< the engine is another's: only what is out there is still kept
    QHash<int, QString> handles; ///< of this part's pictures
    [[nodiscard]] DeliveryPart &current() { return claim.parts[part]; }
    [[nodiscard]] Outgoing outgoing() const { return outgoingOf(claim, part, handles); }
};

Publisher::Publisher(Parts parts)
    : m_parts(std::move(parts))
    , m_pacing(firstPause, longestPause)
    , m_watch(m_parts.clock, m_parts.steady)
{
    m_soon.setInterval(soonMs);
    for (QTimer *each : { &m_timer, &m_soon }) {
        each->setSingleShot(true);
        connect(each, &QTimer::timeout, this, &Publisher::look);
    }
    connect(&m_parts.changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (m_isRunning && (tables.isEmpty() || tables.contains("delivery") || tables.contains("hold")))
            m_soon.start();
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
    settle();
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
        m_soon.start();
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
    m_isAbsent = false;
    const auto doubtful = m_parts.dispatch.doubtful();
    const auto due = doubtful && !m_isUntidy && believesClock() ? m_parts.dispatch.due() : Result<QList<Delivery>>();
    if (!doubtful || !due)
        qCWarning(log, "deliveries could not be read: %s", qPrintable((!due ? due : doubtful).error().detail));
    if (doubtful && !m_isUntidy)
        for (const Delivery &each : *doubtful)
            lookInto(each);
    if (due)
        for (const Delivery &each : *due)
            begin(each);
    settle();
    setTimer();
}

void Publisher::lookInto(const Delivery &doubtful)
{
    if (m_runs.contains(doubtful.channelRow))
        return;
    if (m_parts.find(doubtful.channel.id) == nullptr) {
        m_isAbsent = true;
        return;
    }
    auto claim = m_parts.dispatch.read(doubtful.row);
    auto run = std::make_shared<Run>();
    run->isLook = true;
    if (!claim) { // what cannot be read cannot be looked for: a person has to
        run->claim.delivery = doubtful;
        return doubt(run, claim.error().message);
    }
    run->claim = std::move(*claim);
    m_runs.insert(doubtful.channelRow, run);
    m_isSending = true;
    next(run);
}

void Publisher::begin(const Delivery &due)
{
    if (m_runs.contains(due.channelRow))
        return;
    const Connector *connector = m_parts.find(due.channel.id);
    const bool canGo = connector != nullptr && connector->speech().canPublish;
    m_isAbsent = m_isAbsent || !canGo;
    auto claim = canGo ? m_parts.dispatch.claim(due.row) : m_parts.dispatch.passOver(due.row, cannotGo(due));
    if (!claim) {
        m_isUntidy = true;
        qCWarning(log, "a delivery could not be claimed: %s", qPrintable(claim.error().detail));
        return;
    }
    if (!*claim) { // its state says why; where it waits no more the next of the channel has its turn
        emit stopped(due.id);
        return canGo ? m_soon.start(0) : void();
    }
    auto run = std::make_shared<Run>();
    run->claim = std::move(**claim);
    m_runs.insert(due.channelRow, run);
    m_isSending = true;
    next(run);
}

/// Goes on with the first part that is not out.
void Publisher::next(const RunPtr &run)
{
    auto &parts = run->claim.parts;
    const auto waiting = std::find_if(parts.cbegin(), parts.cend(), [](const DeliveryPart &each) {
        return each.state == DeliveryPart::State::Waiting || each.state == DeliveryPart::State::Intent;
    });
    if (waiting == parts.cend())
        return end(run, {});
    run->part = int(std::distance(parts.cbegin(), waiting));
    auto handles = m_parts.dispatch.uploads(*waiting);
    if (!handles)
        return end(run, tl::unexpected(handles.error()));
    run->handles = std::move(*handles);
    // Whatever may have left before is looked for first, whoever says that it did not.
    if (run->isLook || waiting->tries > 0)
        return seek(run);
    bring(run);
}

template<typename T>
void Publisher::await(const RunPtr &run, QFuture<Result<T>> future, void (Publisher::*take)(RunPtr, const Result<T> &))
{
    auto *watcher = new QFutureWatcher<Result<T>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, run, take] {
        watcher->deleteLater();
        // A connector that is replaced meanwhile takes its promise with it.
        (this->*take)(run,
            watcher->future().resultCount() == 0
                ? Result<T>(fail(Error::Kind::Cancelled, Words::tr("The account was changed meanwhile.")))
                : watcher->result());
    });
    watcher->setFuture(future);
}

/// Where the account is not asked any more the delivery waits for it as it stands.
Connector *Publisher::connectorOf(const RunPtr &run)
{
    Connector *connector = m_parts.find(run->claim.delivery.channel.id);
    if (connector != nullptr)
        return connector;
    m_isAbsent = true;
    if (run->isLook)
        end(run, {});
    else
        end(run, m_parts.dispatch.postpone(run->claim, cannotGo(run->claim.delivery), 0));
    return nullptr;
}

/// Brings the pictures of this part there, one after the other, and then says it.
void Publisher::bring(const RunPtr &run)
{
    const Outgoing outgoing = run->outgoing();
    for (int i = 0; i < outgoing.media.size(); ++i) {
        if (!outgoing.media.at(i).handle.isEmpty())
            continue;
        OutgoingMedia media = outgoing.media.at(i);
        auto bytes = m_parts.media(media.digest);
        if (!bytes)
            return end(run, m_parts.dispatch.reject(run->claim, bytes.error().message));
        media.bytes = std::move(*bytes);
        Connector *connector = connectorOf(run);
        if (auto reached = failpoint("upload.write"); !reached)
            return postpone(run, reached.error());
        return connector != nullptr ? await(run, connector->upload(media), &Publisher::takeHandle) : void();
    }
    say(run);
}

void Publisher::takeHandle(RunPtr run, const Result<QString> &handle)
{
    if (run->isDropped)
        return;
    if (!handle) // nobody sees a picture alone: it may be brought twice
        return isVerdict(handle.error()) ? end(run, m_parts.dispatch.reject(run->claim, handle.error().message))
                                         : postpone(run, handle.error());
    const Outgoing outgoing = run->outgoing();
    const auto missing = std::find_if(outgoing.media.cbegin(), outgoing.media.cend(),
        [](const OutgoingMedia &each) { return each.handle.isEmpty(); });
    const int number = int(std::distance(outgoing.media.cbegin(), missing));
    if (auto kept = m_parts.dispatch.uploaded(run->current(), number, *handle); !kept)
        return postpone(run, kept.error());
    run->handles.insert(number, *handle);
    bring(run);
}

void Publisher::seek(const RunPtr &run)
{
    if (Connector *connector = connectorOf(run))
        await(run, connector->find(run->outgoing()), &Publisher::takeFound);
}

void Publisher::takeFound(RunPtr run, const Result<Found> &found)
{
    if (run->isDropped)
        return;
    if (!found) // nothing is said before it was looked for
        return run->isLook ? doubt(run, found.error().message) : postpone(run, found.error());
    if (!found->receipt)
        return takeAbsence(run, *found);
    const auto others = m_parts.dispatch.isAnothers(run->current(), found->receipt->ref);
    if (others && !*others)
        return keep(run, *found->receipt);
    doubt(run,
        others ? Words::tr("The same words are on %1 already, from another post.").arg(run->claim.delivery.channel.name)
               : others.error().message);
}

void Publisher::takeAbsence(const RunPtr &run, const Found &found)
{
    const Delivery &delivery = run->claim.delivery;
    const Connector *connector = connectorOf(run);
    if (connector == nullptr)
        return;
    const bool mayRepeat = connector->speech().repeat == Speech::Repeat::Same;
    const bool isWished = !run->isLook && delivery.lateAt.isValid(); // a person knows better
    if (!found.isWhole && !isWished)
        return doubt(run, Words::tr("Not all that we said on %1 could be read.").arg(delivery.channel.name));
    if (!run->isLook)
        return bring(run);
    if (mayRepeat) // said again it is the same; whether it is too late for that is asked at the claim
        return end(run, m_parts.dispatch.postpone(run->claim, QString(), 0));
    doubt(run,
        Words::tr("It is not on %1 as far as one can see. Look there; then send it again or leave it.")
            .arg(delivery.channel.name));
}

void Publisher::say(const RunPtr &run)
{
    Connector *connector = connectorOf(run);
    if (connector == nullptr)
        return;
    DeliveryPart &part = run->current();
    if (!part.firstTriedAt.isValid())
        part.firstTriedAt = m_parts.clock.now();
    if (part.reserved.isEmpty())
        part.reserved = connector->reserve(run->outgoing());
    auto mine = m_parts.dispatch.begin(run->claim, part);
    if (!mine) // the disk says no, and nothing left
        return end(run, tl::unexpected(mine.error()));
    if (!*mine) {
        emit stopped(run->claim.delivery.id);
        return end(run, {});
    }
    if (auto reached = failpoint("publish.write"); !reached)
        return end(run, tl::unexpected(reached.error()));
    await(run, connector->publish(run->outgoing()), &Publisher::takeReceipt);
}

void Publisher::takeReceipt(RunPtr run, const Result<Receipt> &receipt)
{
    if (receipt)
        return keep(run, *receipt);
    if (run->isDropped)
        return;
    takeFailure(run, receipt.error());
}

void Publisher::takeFailure(const RunPtr &run, const Error &error)
{
    if (isVerdict(error)) {
        m_failing.remove(run->claim.delivery.channelRow);
        return end(run, m_parts.dispatch.reject(run->claim, error.message));
    }
    if (isSurelyUndone(error))
        return postpone(run, error);
    doubt(run, error.message);
}

/// What is out there is written down, whatever it takes: a store that cannot be written now is tried until it can.
void Publisher::keep(const RunPtr &run, const Receipt &receipt)
{
    const auto write = [this, claim = run->claim, part = run->part, receipt]() -> Result<bool> {
        if (auto reached = failpoint("publish.answered"); !reached)
            return tl::unexpected(reached.error());
        auto whole = m_parts.dispatch.sent(claim, claim.parts.at(part), receipt);
        if (whole)
            emit published({ claim, part, receipt, *whole });
        return whole;
    };
    auto whole = write();
    if (!whole) {
        qCWarning(log, "what is out there could not be written down yet: %s", qPrintable(whole.error().detail));
        m_unkept.append([write] { return write().has_value(); });
        return run->isDropped ? void() : end(run, tl::unexpected(whole.error()));
    }
    if (run->isDropped)
        return;
    m_failing.remove(run->claim.delivery.channelRow);
    DeliveryPart &part = run->current();
    part.state = DeliveryPart::State::Sent;
    part.ref = receipt.ref;
    if (*whole)
        return end(run, {});
    if (!run->isLook)
        return next(run);
    end(run, m_parts.dispatch.postpone(run->claim, QString(), 0)); // the rest has its turn, if it is not too late
}

void Publisher::doubt(const RunPtr &run, const QString &reason)
{
    const qint64 until = m_parts.clock.nowMs() + lookPause(run->isLook ? run->claim.delivery.looks : 0);
    auto kept = m_parts.dispatch.doubt(run->claim, reason, until);
    if (kept && !run->isLook)
        emit stopped(run->claim.delivery.id);
    end(run, kept);
}

void Publisher::postpone(const RunPtr &run, const Error &error)
{
    const std::chrono::milliseconds asked = error.retryAfter;
    const auto rest = std::max(asked, m_pacing.backOff(++m_failing[run->claim.delivery.channelRow]));
    end(run, m_parts.dispatch.postpone(run->claim, error.message, m_parts.clock.nowMs() + qint64(rest.count())));
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
    if (!m_isUntidy)
        return m_soon.start(0);
    settle();
    setTimer();
}

/// What follows from what ended is looked for first.
void Publisher::settle()
{
    if (!m_runs.isEmpty() || m_soon.isActive() || !std::exchange(m_isSending, false))
        return;
    emit settled();
}

void Publisher::setTimer()
{
    if (!m_isRunning)
        return;
    const auto next = m_parts.dispatch.nextInstant();
    if (m_isUntidy || !m_unkept.isEmpty() || !next)
        return m_timer.start(int(untidyPauseMs));
    if (!*next)
        return m_timer.stop();
    const qint64 least = m_isAbsent || m_isDoubted ? absentPauseMs : 1;
    m_timer.start(int(std::clamp<qint64>(**next - m_parts.clock.nowMs(), least, longestWaitMs)));
}

} // namespace wheelhouse
