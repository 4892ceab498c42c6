#pragma once

#include "core/base/clock.h"
#include "core/calendar/calendarbook.h"
#include "core/calendar/looks.h"
#include "core/operations/undo.h"
#include "core/posts/nameless.h"

namespace wheelhouse {

/// Where a card is to go. to: none: to the tray; a time that is not valid: any time that day.
struct Placement {
    CardKey card;
    std::optional<WallTime> to;
};

/// What came of a step.
struct Planned {
    QString sentence; ///< for the status bar: "Moved “Lab results, plainly” to Mon 19 October, 09:00"
    QList<CardKey> cards; ///< where the selection goes
};

/// What people do in the calendar; each is one operation, taken back and done again also after a restart. Lives on the
/// engine lane.
class CalendarDesk {
public:
    CalendarDesk(
        Database &database, OperationLog &log, Undo &undo, PostStore &posts, Outbox &outbox, const Clock &clock);

    /// Gives cards other places, all or none: from the tray, to the tray, to another day or hour. What is in the outbox
    /// moves with them. \a scope is asked where a card is one of a series. Conflict where one of them is out or being
    /// sent; Refused where a submitted post would stand in the past, or go out at no hour.
    [[nodiscard]] Result<Planned> place(const QList<Placement> &placements, EditScope scope = EditScope::This);
    /// Gives cards the next hours at which their outposts usually speak and that nothing stands against, one after the
    /// other, as one step. Missing where nobody said when they speak, or none of those hours is free; then none moves.
    [[nodiscard]] Result<Planned> placeInFreeHours(const QList<CardKey> &cards);
    /// Another rule for the series from this card on, or for all; none: it does not repeat any more.
    [[nodiscard]] Result<Planned> repeat(
        const CardKey &card, const std::optional<RecurrenceRule> &rule, EditScope scope = EditScope::All);
    /// Leaves one, the following or all of a series out; of what does not repeat: discards the post.
    [[nodiscard]] Result<Planned> drop(const QList<CardKey> &cards, EditScope scope = EditScope::This);
    /// The same words once more, as a draft at another place.
    [[nodiscard]] Result<Planned> duplicate(const CardKey &card, const std::optional<WallTime> &to);
    /// Submits the drafts of posts as they stand and queues them where they are planned. Of a series, what is due
    /// within the next weeks; extend() brings the rest.
    [[nodiscard]] Result<Planned> schedule(const QList<PostId> &posts);
    /// Takes out of the outbox what has not begun to leave: the posts are drafts again.
    [[nodiscard]] Result<Planned> unschedule(const QList<PostId> &posts);
    /// Queues the occurrences of submitted series that come into the next weeks. Gives how many; no operation of its
    /// own, since a rule that a person made says so already.
    [[nodiscard]] Result<int> extend();

    /// A new draft at a place, or in the tray: what `Post → New` and a template make.
    [[nodiscard]] Result<Planned> begin(const NewPost &post, const QString &title, const std::optional<WallTime> &at);
    /// The same, and it is queued at once.
    [[nodiscard]] Result<Planned> plan(const NewPost &post, const QString &title, const WallTime &at);
    /// Gives a post another name or campaign (empty: none).
    [[nodiscard]] Result<Planned> name(PostId post, const QString &title);
    [[nodiscard]] Result<Planned> setCampaign(const QList<PostId> &posts, const QString &campaign);

    /// Makes or changes a campaign; row 0: a new one.
    [[nodiscard]] Result<Campaign> put(const Campaign &campaign);
    /// Puts the days off of a source in place of those there were.
    [[nodiscard]] Result<int> putDaysOff(const QString &source, const QList<DayOff> &daysOff);

    /// The same as place() and begin() as a part of somebody else's step (a launch that slips): nothing is logged here.
    /// What is given names no words; the other step keeps it in its operation, and its inverse hands it to turn().
    [[nodiscard]] Result<QJsonObject> placeIn(
        Transaction &transaction, const QList<Placement> &placements, EditScope scope = EditScope::This);
    struct Begun {
        PostId post;
        QJsonObject done;
    };
    [[nodiscard]] Result<Begun> beginIn(
        Transaction &transaction, const NewPost &post, const QString &title, const std::optional<WallTime> &at);
    [[nodiscard]] Result<QJsonObject> nameIn(Transaction &transaction, PostId post, const QString &title);
    /// Takes back, or does again, what these gave; Undone::kept counts what was changed since.
    [[nodiscard]] Result<Undone> turn(Transaction &transaction, const QJsonObject &done, Undo::Way way);

    /// A layer to try moves in; they are stored, and nothing of it goes out.
    [[nodiscard]] Result<Layer> beginLayer(const QString &name);
    [[nodiscard]] Result<Planned> imagine(LayerId layer, const QList<Placement> &placements);
    /// All of its moves as one step. Fails as place() does, and changes nothing then. Refused of a layer in which a
    /// launch slips: core/launch applies that.
    [[nodiscard]] Result<Planned> apply(LayerId layer);
    [[nodiscard]] Result<Planned> dropLayer(LayerId layer);

private:
    /// What is done as one step: its changes, and where the selection goes.
    struct Step {
        QJsonArray done;
        QList<CardKey> cards;
        QString first; ///< what the first of its posts is called
    };
    [[nodiscard]] Result<QList<Placement>> freePlaces(const QList<CardKey> &cards);
    using Act = std::function<Result<void>(Transaction &, Step &)>;
    [[nodiscard]] Result<Planned> take(
        const QString &kind, const Act &act, const std::function<QString(const Step &)> &sentence);
    [[nodiscard]] Result<void> move(Transaction &transaction, const Placement &placement, EditScope scope, Step &step);
    [[nodiscard]] Result<void> dropOne(Transaction &transaction, const CardKey &card, EditScope scope, Step &step);
    [[nodiscard]] Result<void> nameOne(Transaction &transaction, PostId post, const QString &title, Step &step);
    [[nodiscard]] Result<QString> called(const PlannedPost &post);
    [[nodiscard]] Result<void> mayStand(const PlannedPost &post, const WallTime &at) const;
    [[nodiscard]] Result<void> repeatOne(Transaction &transaction, const CardKey &card,
        const std::optional<RecurrenceRule> &rule, EditScope scope, Step &step);
    [[nodiscard]] Result<qint64> campaignNamed(const QString &name);
    void teachCampaigns();
    [[nodiscard]] Result<QString> campaignLook(const QString &id);
    [[nodiscard]] Result<void> putCampaignLook(const QString &id, const QString &look);
    [[nodiscard]] Result<QString> daysOffLook(const QString &source);
    [[nodiscard]] Result<void> putDaysOffLook(const QString &source, const QString &look);
    void teachLayers(Undo &undo);
    [[nodiscard]] Result<qint64> openLayer(LayerId layer);
    [[nodiscard]] Result<void> setLayer(Transaction &transaction, const QString &kind, QJsonObject payload,
        LayerId layer, const QString &was, const QString &now);
    [[nodiscard]] Result<Undone> turnLayer(const QJsonObject &payload, Undo::Way way);
    [[nodiscard]] Result<void> setMove(qint64 layer, const CardKey &card, const QString &wall);
    [[nodiscard]] Result<QString> moveOf(qint64 layer, const CardKey &card);
    [[nodiscard]] Result<Undone> turnMoves(const QJsonObject &payload, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    PostStore &m_posts;
    const Clock &m_clock;
    PlanSteps m_steps;
    Looks m_looks;
    NamelessReader m_nameless;
    Statement m_beginning;
    Statement m_findCampaign;
    Statement m_addCampaign;
    Statement m_toExtend;
    Statement m_campaign;
    Statement m_putCampaign;
    Statement m_removeCampaign;
    Statement m_daysOff;
    Statement m_clearDaysOff;
    Statement m_addDayOff;
    Statement m_addLayer;
    Statement m_openLayer;
    Statement m_setLayer;
    Statement m_findMove;
    Statement m_setMove;
    Statement m_dropMove;
    Statement m_moves;
    Statement m_countSlips;
};

} // namespace wheelhouse
