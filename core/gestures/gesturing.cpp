#include "core/gestures/gesturing.h"

#include "core/base/lane.h"
#include "core/gestures/gesturewords.h"
#include "core/http/verdict.h"

#include <QFutureWatcher>
#include <QLoggingCategory>

#include <algorithm>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.gestures")

constexpr std::chrono::seconds firstPause { 5 };
constexpr std::chrono::minutes longestPause { 15 };
// Of one at which its server fails and fails: both, so that neither a bad hour nor a closed laptop ends it.
constexpr int mostFailures = 12;
constexpr std::chrono::hours longestFailing { 24 };
constexpr qint64 othersFirstMs = 1'000; // after one that failed
constexpr int soonMs = 50; // gathers what is wished together
constexpr qint64 absentPauseMs = 60'000; // a channel that is not asked now
constexpr qint64 longestWaitMs = 3'600'000; // a timer is set for no longer, since clocks move

/// That the other side was reached and could not do it, or said something that cannot be read.
bool isServersFault(const Error &error)
{
    return (error.kind == Error::Kind::Busy && error.retryAfter.count() == 0) || error.kind == Error::Kind::Malformed;
}

} // namespace

Gesturing::Gesturing(Gestures &gestures, Find find, Changes &changes, const Clock &clock)
    : m_gestures(gestures)
    , m_find(std::move(find))
    , m_clock(clock)
    , m_pacing(firstPause, longestPause)
{
    m_soon.setInterval(soonMs);
    for (QTimer *each : { &m_timer, &m_soon }) {
        each->setSingleShot(true);
        connect(each, &QTimer::timeout, this, &Gesturing::look);
    }
    connect(&changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (m_isRunning && (tables.isEmpty() || tables.contains("gesture") || tables.contains("account")))
            m_soon.start();
    });
}

void Gesturing::start()
{
    m_isRunning = true;
    look();
}

void Gesturing::stop()
{
    const bool wasMaking = isMaking();
    m_isRunning = false;
    ++m_round;
    m_making.clear();
    m_timer.stop();
    m_soon.stop();
    if (wasMaking)
        emit settled();
}

void Gesturing::makeNow()
{
    look();
}

void Gesturing::look()
{
    auto due = m_gestures.due();
    if (!due) {
        qCWarning(log, "gestures could not be read: %s", qPrintable(due.error().detail));
        return;
    }
    m_isAbsent = false;
    for (const WishedGesture &each : std::as_const(*due))
        if (!m_making.contains(each.channel))
            make(each);
    setTimer();
}

void Gesturing::make(const WishedGesture &wished)
{
    // A kill after the report left: nobody knows, and asking twice is a second report.
    if (wished.state == WishedGesture::State::Trying && wished.gesture.kind == Gesture::Kind::Report)
        return take(wished, fail(Error::Kind::Refused, gesturewords::reportUnsure()));
    Connector *connector = m_find(wished.channelId);
    if (connector == nullptr) {
        m_isAbsent = true;
        return;
    }
    if (auto begun = m_gestures.begin(wished.row); !begun) {
        qCWarning(log, "a gesture could not be begun: %s", qPrintable(begun.error().detail));
        return;
    }
    m_making.insert(wished.channel);
    // A connector that is replaced meanwhile takes its promise with it: then nobody knows, and it is made again.
    auto *watcher = new QFutureWatcher<Result<GestureDone>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, wished, round = m_round] {
        watcher->deleteLater();
        if (round == m_round)
            take(wished,
                watcher->isCanceled() ? Result<GestureDone>(fail(Error::Kind::Cancelled, QString()))
                                      : watcher->result());
    });
    watcher->setFuture(connector->make(wished.gesture));
}

/// Why it is not tried again, for a person; none: it waits. What stood on the way there is no answer to it.
std::optional<QString> Gesturing::refusal(const WishedGesture &wished, const Error &error) const
{
    if (isVerdict(error))
        return error.message;
    if (wished.gesture.kind == Gesture::Kind::Report && !isSurelyUndone(error) && error.retryAfter.count() == 0)
        return gesturewords::reportUnsure();
    const bool isOld = wished.failingSince.isValid()
        && m_clock.nowMs() - wished.failingSince.toMSecsSinceEpoch()
            >= std::chrono::milliseconds(longestFailing).count();
    if (isServersFault(error) && wished.failures + 1 >= mostFailures && isOld)
        return gesturewords::givenUp(error.message);
    return std::nullopt;
}

/// The whole channel rests, since it may be the server that has trouble; the gesture itself longer and longer, so that
/// the others have their turn, since it may be this one alone.
Result<void> Gesturing::postpone(const WishedGesture &wished, const Error &error)
{
    const std::chrono::milliseconds asked = error.retryAfter;
    const auto rest = std::max(asked, m_pacing.backOff(++m_failing[wished.channel]));
    const qint64 now = m_clock.nowMs();
    const qint64 channelUntil = now + qint64(rest.count());
    // What never left was not looked at, so that it is not its fault.
    const qint64 own = error.detail.startsWith(notSent) ? 0 : qint64(m_pacing.backOff(wished.tries + 1).count());
    return m_gestures.postpone(wished,
        { error.message, std::max(channelUntil + othersFirstMs, now + own), channelUntil, !isSurelyUndone(error),
            isServersFault(error) });
}

void Gesturing::take(const WishedGesture &wished, const Result<GestureDone> &done)
{
    m_making.remove(wished.channel);
    const auto why = done ? std::nullopt : refusal(wished, done.error());
    if (done || why)
        m_failing.remove(wished.channel);
    const auto kept = done ? m_gestures.succeed(wished, *done)
        : why              ? m_gestures.refuse(wished.row, *why)
                           : postpone(wished, done.error());
    if (!kept)
        qCWarning(log, "what became of a gesture could not be kept: %s", qPrintable(kept.error().detail));
    else if (why) {
        WishedGesture told = wished;
        told.state = WishedGesture::State::Refused;
        told.reason = *why;
        emit refused(told);
    }
    m_soon.start();
    if (!isMaking())
        emit settled();
}

void Gesturing::setTimer()
{
    const auto next = m_isRunning ? m_gestures.nextDue() : Result<std::optional<qint64>>();
    if (!next || !*next)
        return;
    // A channel that is not asked now says by makeNow() when it is again; the timer only makes sure.
    const qint64 least = m_isAbsent ? absentPauseMs : 1'000;
    m_timer.start(int(std::clamp<qint64>(**next - m_clock.nowMs(), least, longestWaitMs)));
}

} // namespace wheelhouse
