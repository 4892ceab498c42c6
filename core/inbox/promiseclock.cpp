#include "core/inbox/promiseclock.h"

#include <algorithm>

namespace wheelhouse {

namespace {

using Kind = PromiseFact::Kind;

/// Whether an answer is owed in \a state, once something waits for one.
bool owes(TriageState state)
{
    return state == TriageState::New || state == TriageState::Open || state == TriageState::Snoozed;
}

/// Plays the facts in the order of time.
class Replay {
public:
    void take(const PromiseFact &fact)
    {
        wakeBefore(fact.at);
        m_last = std::max(m_last, fact.at);
        switch (fact.kind) {
        case Kind::TheyWrote:
            return theyWrote(fact);
        case Kind::TheyThanked:
            m_theySpoke = true;
            return go(TriageEvent::TheyThanked, fact.at);
        case Kind::WeAnswered:
            return weAnswered(fact.at);
        case Kind::Moved:
            m_mode = fact.mode;
            m_until = fact.snoozeUntil;
            return turn(fact.state, fact.at);
        }
    }
    /// The hour of a snooze came before \a at, though nobody may have been awake to see it.
    void wakeBefore(qint64 at)
    {
        const bool byHour = m_mode != SnoozeMode::UntilReply && m_until > 0;
        if (m_state == TriageState::Snoozed && byHour && m_until <= at)
            turn(TriageState::Open, m_until);
    }
    [[nodiscard]] PromiseFact end() const { return { m_last, Kind::Moved, 0, m_state, m_mode, m_until }; }
    QList<Owed> finish(TriageState now, qint64 nowSince)
    {
        if (m_state != now)
            turn(now, std::max(nowSince, m_last));
        close();
        return m_all;
    }

private:
    void theyWrote(const PromiseFact &fact)
    {
        m_theySpoke = true;
        // What was done with, or waits for them, is over when they write: this is owed for what they write now.
        if (m_open && !owes(m_state) && m_state != TriageState::Spam)
            close();
        const auto state = next(m_state, TriageEvent::TheyWrote, m_mode).value_or(m_state);
        if (!m_open) {
            m_open = Owed { m_answered ? Owed::Kind::Next : Owed::Kind::First, fact.mention, fact.at, {}, false };
            m_state = state;
            run(fact.at);
            return;
        }
        turn(state, fact.at);
    }
    void weAnswered(qint64 at)
    {
        if (m_open) {
            m_open->answered = m_open->isRunning();
            stop(at);
            close();
        }
        m_answered = m_answered || m_theySpoke;
        go(TriageEvent::WeAnswered, at);
    }
    void go(TriageEvent event, qint64 at) { turn(next(m_state, event, m_mode).value_or(m_state), at); }
    void turn(TriageState state, qint64 at)
    {
        m_last = std::max(m_last, at);
        if (state == m_state)
            return;
        stop(at);
        m_state = state;
        run(at);
    }
    void run(qint64 at)
    {
        m_last = std::max(m_last, at);
        if (m_open && owes(m_state))
            m_open->runs.append({ at, stillRuns, m_state == TriageState::Snoozed });
    }
    void stop(qint64 at)
    {
        if (!m_open || !m_open->isRunning())
            return;
        m_open->runs.last().to = at;
    }
    void close()
    {
        if (m_open)
            m_all.append(*m_open);
        m_open.reset();
    }

    TriageState m_state = TriageState::New;
    SnoozeMode m_mode = SnoozeMode::None;
    qint64 m_until = 0;
    qint64 m_last = 0;
    bool m_theySpoke = false;
    bool m_answered = false; ///< what we said before them was a post of ours, no reply
    std::optional<Owed> m_open;
    QList<Owed> m_all;
};

/// Facts of one instant: what they wrote comes before what we did with it.
bool isEarlier(const PromiseFact &a, const PromiseFact &b)
{
    return a.at != b.at ? a.at < b.at : a.kind < b.kind;
}

Replay played(QList<PromiseFact> facts)
{
    std::stable_sort(facts.begin(), facts.end(), &isEarlier);
    Replay replay;
    for (const PromiseFact &fact : std::as_const(facts))
        replay.take(fact);
    return replay;
}

/// When \a share ms of open time are used up over the runs that count; 0: never, or not yet known.
qint64 usedUpAt(const QList<PromiseRun> &runs, qint64 share, const Openings &openings)
{
    for (const PromiseRun &run : runs) {
        const auto at = openings.add(run.from, share);
        if (at && *at <= run.to)
            return *at;
        if (run.to == stillRuns)
            return 0;
        share -= openings.between(run.from, run.to);
    }
    return 0;
}

} // namespace

PromiseFact replayed(QList<PromiseFact> facts)
{
    return played(std::move(facts)).end();
}

QList<Owed> owedFrom(QList<PromiseFact> facts, TriageState now, qint64 nowSince)
{
    Replay replay = played(std::move(facts));
    if (now != TriageState::Snoozed)
        replay.wakeBefore(nowSince);
    return replay.finish(now, nowSince);
}

Reckoned reckon(const Owed &owed, const PromiseTerms &terms, const Openings &openings)
{
    QList<PromiseRun> runs = owed.runs;
    const bool isLive = owed.isRunning();
    const bool sleeps = isLive && terms.pausesWhileSnoozed && runs.last().whileSnoozed;
    if (terms.pausesWhileSnoozed)
        runs.removeIf([](const PromiseRun &run) { return run.whileSnoozed; });
    Reckoned found;
    found.standing = sleeps ? Reckoned::Standing::Paused
        : isLive            ? Reckoned::Standing::Running
                            : Reckoned::Standing::Stopped;
    for (size_t i = 0; i < warnShares.size(); ++i)
        found.warnAt.at(i) = usedUpAt(runs, terms.targetMs * warnShares.at(i) / 100, openings);
    found.dueAt = found.warnAt.back();
    if (found.standing != Reckoned::Standing::Stopped)
        return found;
    found.stoppedAt = owed.runs.isEmpty() ? owed.beganAt : owed.runs.last().to;
    for (const PromiseRun &run : std::as_const(runs))
        found.usedMs += openings.between(run.from, run.to);
    // By the instant that was shown, not by open time: what is due at closing is late in the evening.
    found.kept = found.dueAt == 0 || found.stoppedAt <= found.dueAt;
    if (!found.kept)
        found.lateMs = found.stoppedAt - found.dueAt;
    return found;
}

} // namespace wheelhouse
