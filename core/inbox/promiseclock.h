#pragma once

#include "core/inbox/triagestate.h"
#include "core/inbox/workinghours.h"

#include <QList>

#include <array>
#include <limits>

namespace wheelhouse {

/// Something that happened to a conversation and that a promise depends on. All are known to every desk.
struct PromiseFact {
    enum class Kind { TheyWrote, TheyThanked, WeAnswered, Moved };
    qint64 at = 0; ///< UTC ms
    Kind kind = Kind::TheyWrote;
    qint64 mention = 0; ///< row, of what they wrote
    TriageState state = TriageState::New; ///< of Moved: where a person put it
    SnoozeMode mode = SnoozeMode::None; ///< of Moved to Snoozed
    qint64 snoozeUntil = 0; ///< UTC ms, of Moved to Snoozed
};

/// The end of a run that goes on.
constexpr qint64 stillRuns = std::numeric_limits<qint64>::max();

/// A time in which an answer was owed, [from, to).
struct PromiseRun {
    qint64 from = 0;
    qint64 to = stillRuns;
    bool whileSnoozed = false; ///< counted unless the policy pauses for it
    friend bool operator==(const PromiseRun &, const PromiseRun &) = default;
};

/// An answer owed: a clock as the set of times in which it runs, whatever was promised about it.
struct Owed {
    enum class Kind { First, Next }; ///< our first reply in the conversation, or one more
    Kind kind = Kind::First;
    qint64 mention = 0; ///< row of the message it is owed for
    qint64 beganAt = 0; ///< UTC ms, when that was written
    QList<PromiseRun> runs; ///< in order of time; empty: it never ran
    bool answered = false; ///< ended by our reply, and not by what a person did with it
    [[nodiscard]] bool isRunning() const { return !runs.isEmpty() && runs.last().to == stillRuns; }
    friend bool operator==(const Owed &, const Owed &) = default;
};

/// What \a facts owe: a clock from each message of theirs that waits until our public reply, not running while it is
/// done, waiting on them, or spam; going on where it is opened again. Thanks start none. What they write after we were
/// done, or waited, is owed anew. \a now stands as the conversation does, as of \a nowSince, where replaying the facts
/// comes to something else (a merge, a step taken back in part).
QList<Owed> owedFrom(QList<PromiseFact> facts, TriageState now, qint64 nowSince);

/// Where the conversation stands after \a facts alone, as a Moved fact at the last of them.
PromiseFact replayed(QList<PromiseFact> facts);

/// How long an answer may take, in open time of a calendar.
struct PromiseTerms {
    qint64 targetMs = 0; ///< > 0
    bool pausesWhileSnoozed = false;
};

/// Where a promise stands. Nothing in it depends on the time at which it is asked.
struct Reckoned {
    enum class Standing { Running, Paused, Stopped };
    Standing standing = Standing::Running;
    /// When the promised time is used up, UTC ms; 0: it was not when it stopped, is not known while it is paused, or is
    /// not within ten years.
    qint64 dueAt = 0;
    qint64 stoppedAt = 0; ///< the end of the last run; 0: it runs
    qint64 usedMs = 0; ///< open time used when it stopped; 0 while it runs
    bool kept = false; ///< of Stopped
    qint64 lateMs = 0; ///< of Stopped and not kept: on the clock, since due
    std::array<qint64, 3> warnAt {}; ///< when 50, 80 and 100 % are used; 0: not known
    friend bool operator==(const Reckoned &, const Reckoned &) = default;
};

/// The shares of a promise's time at which somebody is warned, in percent.
constexpr std::array<int, 3> warnShares { 50, 80, 100 };

Reckoned reckon(const Owed &owed, const PromiseTerms &terms, const Openings &openings);

} // namespace wheelhouse
