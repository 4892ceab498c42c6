#pragma once

#include "core/calendar/card.h"
#include "core/operations/operation.h"

namespace wheelhouse {

using LaunchId = Id<struct Launch>;
using LaneId = Id<struct LaunchLane>;
using StepId = Id<struct LaunchStep>;

/// Many departments, one hour.
struct Launch {
    qint64 row = 0;
    LaunchId id;
    QString name;
    WallTime doors; ///< when they open: T0
    qint64 campaign = 0; ///< row; 0: none
    QString campaignName; ///< empty: none
    QDateTime embargoUntil; ///< of its campaign, UTC; null: none
    QString says; ///< what we all say
    QString saysNot; ///< what we do not say
    QString slipsIf; ///< when the whole plan moves, in the team's words
    int version = 1; ///< counts up with every change of the plan
    friend bool operator==(const Launch &, const Launch &) = default;
};

enum class Vote { None, Go, NoGo };

/// The steps of one department.
struct LaunchLane {
    qint64 row = 0;
    LaneId id;
    QString name;
    qint64 department = 0; ///< row; 0: none of those the team has
    qint64 owner = 0; ///< row of a member; 0: nobody
    QString ownerName;
    int position = 0;
    Vote vote = Vote::None;
    QString votedBy; ///< name
    QDateTime votedAt; ///< UTC
    QString why; ///< said with the vote
    friend bool operator==(const LaunchLane &, const LaunchLane &) = default;
};

struct LaunchStep {
    enum class Kind { Post, Task, Document, Knowledge, JobAd, Press };
    enum class State { Open, Review, Done };
    qint64 row = 0;
    StepId id;
    LaneId lane;
    Kind kind = Kind::Task;
    QString name;
    int fromDays = 0; ///< from the day when doors open; before it: negative. Says nothing of a post
    QTime time; ///< on the wall of the launch's zone; none: any time that day. Says nothing of a post
    int days = 1; ///< how many it takes, 1 and more
    bool isGate = false; ///< its lane cannot say go before it is passed
    State state = State::Open;
    PostId post; ///< of a post
    std::optional<Card> card {}; ///< of a post: where and how it stands in the calendar
    friend bool operator==(const LaunchStep &, const LaunchStep &) = default;
};

/// One step waits for another.
struct LaunchNeed {
    StepId step;
    StepId needs;
    friend bool operator==(const LaunchNeed &, const LaunchNeed &) = default;
};

/// Which plan somebody has seen.
struct LaunchSeen {
    qint64 member = 0; ///< row
    QString name;
    int version = 0; ///< 0: none yet
    bool isMe = false;
    friend bool operator==(const LaunchSeen &, const LaunchSeen &) = default;
};

/// All of a launch, as one reads it.
struct LaunchPlan {
    Launch launch;
    QList<LaunchLane> lanes; ///< by position
    QList<LaunchStep> steps; ///< by lane and day
    QList<LaunchNeed> needs;
    QList<LaunchSeen> seen; ///< the owners of its lanes, and me; by name
    friend bool operator==(const LaunchPlan &, const LaunchPlan &) = default;

    [[nodiscard]] const LaunchStep *step(StepId id) const; ///< none: it is not there
    [[nodiscard]] const LaunchLane *lane(LaneId id) const;
};

/// The days of a step on the wall. Not valid: a post without a date.
struct StepDays {
    QDate first;
    QDate last;
    QTime time; ///< none: any time
    [[nodiscard]] bool isValid() const { return first.isValid(); }
    friend bool operator==(const StepDays &, const StepDays &) = default;
};
[[nodiscard]] StepDays daysOf(const LaunchStep &step, const Launch &launch);

/// The words they are stored by: "job-ad", "review", "no-go".
[[nodiscard]] QString kindWord(LaunchStep::Kind kind);
[[nodiscard]] std::optional<LaunchStep::Kind> stepKindFromWord(QStringView word);
[[nodiscard]] QString stepStateWord(LaunchStep::State state);
[[nodiscard]] LaunchStep::State stepStateFromWord(QStringView word); ///< Open where it is none
[[nodiscard]] QString voteWord(Vote vote);
[[nodiscard]] Vote voteFromWord(QStringView word); ///< None where it is none

} // namespace wheelhouse
