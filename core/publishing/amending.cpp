#include "core/publishing/amending.h"

#include "core/http/verdict.h"
#include "core/publishing/outgoings.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QLoggingCategory>

#include <algorithm>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.publishing")

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Amending)
};

using Kind = Amendment::Kind;
constexpr std::chrono::seconds firstPause { 5 };
constexpr std::chrono::minutes longestPause { 15 };
constexpr qint64 absentPauseMs = 60'000;
constexpr qint64 longestWaitMs = 60'000;

} // namespace

/// A wish and the parts that are still to be done for it.
struct Amending::Run {
    Amendment amendment;
    Claim claim;
    QList<int> parts; ///< places in the claim
    QHash<int, QHash<int, QString>> handles; ///< of the pictures that are there, by part
    quint64 round = 0;
};

Amending::Amending(Amendments &amendments, Find find, Changes &changes, const Clock &clock)
    : m_amendments(amendments)
    , m_find(std::move(find))
    , m_clock(clock)
    , m_pacing(firstPause, longestPause)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Amending::look);
    connect(&changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (m_isRunning && (tables.isEmpty() || tables.contains("amendment") || tables.contains("hold")))
            m_timer.start(0);
    });
}

void Amending::start()
{
    m_isRunning = true;
    look();
}

void Amending::stop()
{
    m_isRunning = false;
    ++m_round;
    m_timer.stop();
    if (std::exchange(m_isAmending, false))
        emit settled();
}

void Amending::amendNow()
{
    look();
}

void Amending::look()
{
    if (m_isAmending)
        return;
    const auto due = m_amendments.due();
    if (!due)
        qCWarning(log, "changes could not be read: %s", qPrintable(due.error().detail));
    for (const Amendment &each : due.value_or(QList<Amendment>())) {
        if (m_find(each.delivery.channel.id) == nullptr)
            continue;
        auto claim = m_amendments.claimOf(each);
        if (!claim) {
            std::ignore = m_amendments.refuse(each, claim.error().message);
            continue;
        }
        auto run = std::make_shared<Run>(Run { each, std::move(*claim), {}, {}, m_round });
        for (int i = 0; i < run->claim.parts.size(); ++i)
            if (run->claim.parts.at(i).state == DeliveryPart::State::Sent) {
                run->parts.append(i);
                run->handles.insert(i, m_amendments.uploads(run->claim.parts.at(i)).value_or(QHash<int, QString>()));
            }
        if (run->parts.isEmpty()) {
            std::ignore = m_amendments.refuse(each, Words::tr("Nothing of it is out there any more."));
            continue;
        }
        if (each.kind == Kind::Remove)
            std::reverse(run->parts.begin(), run->parts.end());
        m_isAmending = true;
        return next(run);
    }
    setTimer();
}

template<typename T> void Amending::await(const RunPtr &run, QFuture<Result<T>> future)
{
    auto *watcher = new QFutureWatcher<Result<T>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, run] {
        watcher->deleteLater();
        if (run->round != m_round)
            return;
        if (watcher->future().resultCount() == 0)
            return takeFailure(run,
                { Error::Kind::Cancelled, Words::tr("The account was changed meanwhile."), {},
                    std::chrono::seconds { 0 } });
        const Result<T> answer = watcher->result();
        if (!answer)
            return takeFailure(run, answer.error());
        if constexpr (std::is_void_v<T>)
            take(run, std::optional<Receipt>());
        else
            take(run, std::optional<Receipt>(*answer));
    });
    watcher->setFuture(future);
}

void Amending::next(const RunPtr &run)
{
    Connector *connector = m_find(run->amendment.delivery.channel.id);
    if (connector == nullptr)
        return takeFailure(run,
            { Error::Kind::Cancelled, Words::tr("The account is paused, signed out or removed."), {},
                std::chrono::seconds { 0 } });
    const Speech speech = connector->speech();
    const bool isRemoval = run->amendment.kind == Kind::Remove;
    if (isRemoval ? !speech.canRemove : !speech.canChange)
        return takeFailure(run,
            { Error::Kind::Refused, Words::tr("This network cannot do that. It stays as it is there."), {},
                std::chrono::seconds { 0 } });
    const auto goes = m_amendments.mayGoOn(run->amendment);
    if (!goes)
        return takeFailure(run, goes.error());
    if (!*goes) // a hold came meanwhile, or it was taken back
        return end(run);
    const int at = run->parts.constFirst();
    const RemoteRef said = run->claim.parts.at(at).ref;
    if (isRemoval)
        await(run, connector->remove(said));
    else
        await(run, connector->change(said, outgoingOf(run->claim, at, run->handles.value(at))));
}

void Amending::take(const RunPtr &run, const Result<std::optional<Receipt>> &done)
{
    const int at = run->parts.takeFirst();
    const auto last = m_amendments.partDone(run->amendment, run->claim.parts.at(at), *done, run->parts.isEmpty());
    if (!last) // it is done again: over there that changes nothing
        return takeFailure(run, last.error());
    if (*last)
        return end(run);
    next(run);
}

void Amending::takeFailure(const RunPtr &run, const Error &error)
{
    const auto kept = isVerdict(error) ? m_amendments.refuse(run->amendment, error.message)
                                       : m_amendments.postpone(run->amendment, error.message,
                                           m_clock.nowMs()
                                               + qint64(std::max(std::chrono::milliseconds(error.retryAfter),
                                                   m_pacing.backOff(run->amendment.tries + 1))
                                                            .count()));
    if (!kept)
        qCWarning(log, "what became of a change could not be kept: %s", qPrintable(kept.error().detail));
    m_isAmending = false;
    setTimer();
    emit settled();
}

void Amending::end(const RunPtr &run)
{
    m_isAmending = false;
    // What a hold stopped in its middle would be offered again at once.
    if (run->parts.isEmpty())
        look(); // the next
    else
        setTimer();
    if (!m_isAmending)
        emit settled();
}

void Amending::setTimer()
{
    const auto next = m_isRunning ? m_amendments.nextInstant() : Result<std::optional<qint64>>();
    if (next && *next)
        m_timer.start(int(std::clamp<qint64>(**next - m_clock.nowMs(), absentPauseMs / 60, longestWaitMs)));
}

} // namespace wheelhouse
