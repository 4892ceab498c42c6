#pragma once

#include "core/calendar/calendardesk.h"
#include "core/launch/launchbook.h"
#include "core/launch/launchedit.h"
#include "core/launch/slip.h"

namespace wheelhouse {

/// What a person says of a launch.
struct LaunchTerms {
    QString name;
    WallTime doors;
    QString campaign; ///< name; made when it is new; empty: none
    bool isEmbargoed = false; ///< nothing of the campaign goes out before the doors open
    QString says;
    QString saysNot;
    QString slipsIf;
    friend bool operator==(const LaunchTerms &, const LaunchTerms &) = default;
};
[[nodiscard]] LaunchTerms termsOf(const Launch &launch);

struct LaneTerms {
    QString name;
    qint64 department = 0; ///< row; 0: none
    qint64 owner = 0; ///< row of a member; 0: nobody
    friend bool operator==(const LaneTerms &, const LaneTerms &) = default;
};
[[nodiscard]] LaneTerms termsOf(const LaunchLane &lane);

struct StepTerms {
    LaunchStep::Kind kind = LaunchStep::Kind::Task;
    QString name;
    int fromDays = 0; ///< from the day when doors open; also of a post, which is planned there
    QTime time; ///< none: any time that day
    int days = 1;
    bool isGate = false;
    QList<ChannelId> channels {}; ///< of a new post
    PostId post {}; ///< one that is there already; null: a post is begun
    friend bool operator==(const StepTerms &, const StepTerms &) = default;
};
/// What would make \a step again, but for the channels of a post.
[[nodiscard]] StepTerms termsOf(const LaunchStep &step, const Launch &launch);

/// What came of a step of a person's.
struct LaunchDone {
    QString sentence; ///< for the status bar; empty: nothing changed
    LaunchId launch;
    QList<StepId> steps; ///< where the selection goes
};

/// What people do with a launch; each is one operation, taken back and done again also after a restart. Posts among its
/// steps are moved through the calendar in the same transaction. Lives on the engine lane.
class LaunchDesk {
public:
    static constexpr int longestName = 200;
    static constexpr int mostDays = 366 * 5; ///< from the doors

    LaunchDesk(Database &database, OperationLog &log, Undo &undo, CalendarDesk &calendar, const Clock &clock);

    /// Refused without a name or a time that can be read.
    [[nodiscard]] Result<LaunchDone> make(const LaunchTerms &terms);
    /// Everything but the time of the doors, which slip() moves: that stays as it is.
    [[nodiscard]] Result<LaunchDone> change(LaunchId id, const LaunchTerms &terms);
    /// Its posts stay in the calendar.
    [[nodiscard]] Result<LaunchDone> remove(LaunchId id);

    [[nodiscard]] Result<LaunchDone> addLane(LaunchId id, const LaneTerms &terms);
    [[nodiscard]] Result<LaunchDone> changeLane(LaneId id, const LaneTerms &terms);
    [[nodiscard]] Result<LaunchDone> moveLane(LaneId id, int by); ///< up: negative
    [[nodiscard]] Result<LaunchDone> removeLane(LaneId id); ///< with its steps; posts stay in the calendar
    /// Refused where the lane says go with gates that are not passed.
    [[nodiscard]] Result<LaunchDone> vote(LaneId id, Vote vote, const QString &why = {});

    [[nodiscard]] Result<LaunchDone> addStep(LaneId lane, const StepTerms &terms);
    [[nodiscard]] Result<LaunchDone> changeStep(StepId id, const StepTerms &terms);
    [[nodiscard]] Result<LaunchDone> removeSteps(const QList<StepId> &ids); ///< posts stay in the calendar
    /// Moves steps of one launch by days, and to another lane where one is named; all or none, as place() does.
    [[nodiscard]] Result<LaunchDone> carry(const QList<StepId> &ids, int days, LaneId to = {});
    [[nodiscard]] Result<LaunchDone> setState(const QList<StepId> &ids, LaunchStep::State state);
    [[nodiscard]] Result<LaunchDone> setGate(const QList<StepId> &ids, bool isGate);
    /// \a step waits for \a needs, or does not any more. Refused where that closes a circle, with the names in it.
    [[nodiscard]] Result<LaunchDone> need(StepId step, StepId needs, bool isNeeded = true);

    /// Moves the doors and everything with them as one block; see slipOf(). Conflict and Refused as place() has them.
    [[nodiscard]] Result<LaunchDone> slip(LaunchId id, const WallTime &to);
    /// The same as a layer that is only thought of.
    [[nodiscard]] Result<SlipLayer> trySlip(LaunchId id, int days);
    /// Does what a layer in which a launch slips thinks of, as one step.
    [[nodiscard]] Result<LaunchDone> apply(LaunchId id, const SlipLayer &layer);

    /// That \a member (row; 0: me) has seen the plan as it stands; no step to take back.
    [[nodiscard]] Result<void> see(LaunchId id, qint64 member = 0);

private:
    using Columns = QJsonObject;
    /// What one step does beside its rows.
    struct Deed {
        const char *kind;
        bool isPlan = true; ///< counts the version up
        QJsonArray calendar {}; ///< what the calendar gave, for its turn()
        QJsonArray posts {}; ///< {"name", "from", "to"}: for who works from an older plan
        int slipped = 0; ///< days
    };
    [[nodiscard]] Result<LaunchPlan> known(LaunchId id);
    [[nodiscard]] Result<LaunchPlan> planWith(LaneId id);
    [[nodiscard]] Result<LaunchPlan> planWith(StepId id);
    /// The plan of \a ids, which must all be of one launch.
    [[nodiscard]] Result<LaunchPlan> planWith(const QList<StepId> &ids);
    [[nodiscard]] Result<LaunchDone> finish(
        Transaction &transaction, const Launch &launch, const Deed &deed, const QString &sentence, QList<StepId> steps);
    [[nodiscard]] Result<void> keep(
        Transaction &transaction, const Launch &launch, const Deed &deed, QJsonObject payload, int version);
    [[nodiscard]] Result<void> setVersion(qint64 launch, int version);
    [[nodiscard]] Result<qint64> campaign(const QString &name);
    [[nodiscard]] Result<void> setEmbargo(qint64 campaign, const WallTime &was, const WallTime &now, bool isWanted);
    [[nodiscard]] Result<void> place(Transaction &transaction, const LaunchStep &step, const WallTime &to, Deed &deed);
    [[nodiscard]] Result<void> placeAll(
        Transaction &transaction, const LaunchPlan &plan, const QList<Landing> &landings, Deed &deed);
    [[nodiscard]] Result<qint64> postFor(
        Transaction &transaction, const LaunchPlan &plan, const StepTerms &terms, Deed &deed);
    [[nodiscard]] Result<LaunchDone> move(
        Transaction &transaction, const LaunchPlan &plan, const Slip &slip, const SlipLayer *layer);
    [[nodiscard]] Result<Slip> slipTo(const LaunchPlan &plan, const WallTime &to);
    [[nodiscard]] Result<LaunchDone> markEach(
        const QList<StepId> &ids, const Columns &columns, const Deed &deed, const char *one, const char *several);
    [[nodiscard]] Result<Undone> invert(Transaction &transaction, const Operation &step, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    CalendarDesk &m_calendar;
    const Clock &m_clock;
    LaunchBook m_book;
    LaunchEdit m_edit;
    Statement m_rows;
    Statement m_postRow;
    Statement m_findCampaign;
    Statement m_addCampaign;
    Statement m_embargo;
    Statement m_lastVersion;
    Statement m_setVersion;
    Statement m_see;
    Statement m_addChange;
    Statement m_change;
    Statement m_markChange;
    Statement m_addSlip;
};

} // namespace wheelhouse
