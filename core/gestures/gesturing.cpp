#include "core/gestures/gesturing.h"

#include "core/base/lane.h"
#include "core/gestures/gesturewords.h"

#include <QFutureWatcher>
#include <QLoggingCategory>

#include <algorithm>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.gestures")

constexpr std::chrono::seconds firstPause { 5 };
constexpr std::chrono::minutes longestPause { 15 };
constexpr int soonMs = 50; // gathers what is wished together
constexpr qint64 absentPauseMs = 60'000; // a channel that is not asked now
constexpr qint64 longestWaitMs = 3'600'000; // a timer is set for no longer, since clocks move

/// Whether trying again may help.
bool passes(const Error &error)
{
    using Kind = Error::Kind;
    return error.kind == Kind::Offline || error.kind == Kind::Busy || error.kind == Kind::SignedOut
        || error.kind == Kind::Storage || error.kind == Kind::Cancelled || error.retryAfter.count() > 0;
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

Result<void> Gesturing::keep(const WishedGesture &wished, const Result<GestureDone> &done)
{
    if (done)
        return m_gestures.succeed(wished, *done);
    const Error &error = done.error();
    if (!passes(error))
        return m_gestures.refuse(wished.row, error.message);
    const bool mayHaveLeft =
        error.kind == Error::Kind::Offline || error.kind == Error::Kind::Busy || error.kind == Error::Kind::Cancelled;
    if (wished.gesture.kind == Gesture::Kind::Report && mayHaveLeft && error.retryAfter.count() == 0)
        return m_gestures.refuse(wished.row, gesturewords::reportUnsure());
    const qint64 now = m_clock.nowMs();
    const qint64 wish = now + qint64(error.retryAfter.count()) * 1000;
    return m_gestures.postpone(
        wished.row, error.message, std::max(now + qint64(m_pacing.backOff(wished.tries + 1).count()), wish));
}

void Gesturing::take(const WishedGesture &wished, const Result<GestureDone> &done)
{
    m_making.remove(wished.channel);
    if (auto kept = keep(wished, done); !kept)
        qCWarning(log, "what became of a gesture could not be kept: %s", qPrintable(kept.error().detail));
    else if (!done && !passes(done.error())) {
        WishedGesture told = wished;
        told.state = WishedGesture::State::Refused;
        told.reason = done.error().message;
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
