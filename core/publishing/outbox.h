#pragma once

#include "core/base/walltime.h"
#include "core/operations/undo.h"
#include "core/posts/poststore.h"
#include "core/posture/holds.h"
#include "core/publishing/deliverybook.h"

namespace wheelhouse {

/// When something goes out: what was meant, and the instant reckoned from it.
struct PlannedAt {
    WallTime meant;
    QDateTime dueAt; ///< UTC
    friend bool operator==(const PlannedAt &, const PlannedAt &) = default;
};
/// Fails as resolve() does.
[[nodiscard]] Result<PlannedAt> plannedAt(const WallTime &meant);

/// What a person decides about a delivery that waits for one.
enum class Decision {
    Send, ///< now, late as it is; one in doubt is looked for once more before
    Withdraw, ///< it is not to be sent any more
    IsSent, ///< a person saw it out there
    AsPlanned ///< what was held goes out at its own hour, which is still to come
};
/// "send", "withdraw", "is-sent", "as-planned"
[[nodiscard]] std::optional<Decision> decisionFromWord(QStringView word);

/// What came of it.
struct Decided {
    QString sentence; ///< for the status bar
    Delivery delivery;
};

/// The same of several. What could not be decided stays as it was.
struct DecidedAll {
    QString sentence; ///< for the status bar
    QList<Delivery> deliveries; ///< those that changed, as they are now
    int kept = 0; ///< that stayed as they were
    std::optional<Error> why {}; ///< of the last of them
};

/// What people do with what is to go out: queue, move, withdraw, decide, hold, release. Each is an operation. Lives on
/// the engine lane.
class Outbox {
public:
    Outbox(Database &database, OperationLog &log, Undo &undo, Holds &holds, const Clock &clock);

    /// Queues what was submitted, a delivery for each variant; one step to undo. Refused where the time is over by more
    /// than a minute. \a occurrence as in Delivery. \a round likewise; none: the first that nobody
    /// used, and Conflict where it is in the outbox already and was not withdrawn.
    [[nodiscard]] Result<QList<DeliveryId>> queue(Transaction &transaction, const Revision &revision,
        const PlannedAt &at, const QString &occurrence = {}, std::optional<int> round = {});
    /// Whether what is late already is refused, or is queued and asks as whatever is late does.
    enum class Late { Refused, Asks };
    /// The same without a step of its own, for what is more than that.
    [[nodiscard]] Result<QList<DeliveryId>> add(Transaction &transaction, const Revision &revision, const PlannedAt &at,
        const QString &occurrence = {}, std::optional<int> round = {}, Late late = Late::Refused);
    /// Another time for what has not begun to leave; one step to undo. Conflict where it is being sent.
    [[nodiscard]] Result<Decided> move(DeliveryId id, const PlannedAt &at);
    struct Move {
        DeliveryId delivery;
        PlannedAt at;
    };
    /// Several as one step to undo, all or none.
    [[nodiscard]] Result<DecidedAll> moveAll(const QList<Move> &moves);
    /// Conflict where it is being sent just now, or is out there. One step to undo, but for what is sent.
    [[nodiscard]] Result<Decided> decide(DeliveryId id, Decision decision);
    /// Several as one step; those of which it cannot be stay as they are. Fails where it can be of none.
    [[nodiscard]] Result<DecidedAll> decideAll(const QList<DeliveryId> &ids, Decision decision);

    /// Reckons the instants of what is planned anew, since the rules of a zone may have changed with this machine's
    /// tables: what was meant is what stays. Gives how many moved.
    [[nodiscard]] Result<int> resolveAnew();

    /// How many deliveries a hold of \a campaign (row; 0: of everything) would keep back.
    [[nodiscard]] Result<int> coveredBy(qint64 campaign);
    /// One step to undo; taken back it is a release.
    [[nodiscard]] Result<Hold> hold(qint64 campaign, const QString &reason);
    /// What the hold covered waits for a person then, each: nothing goes out by a release. Gives how many. One step to
    /// undo: the hold stands again.
    [[nodiscard]] Result<int> release(HoldId hold);

private:
    void teach(Undo &undo);
    [[nodiscard]] Result<Delivery> movable(const Move &move);
    [[nodiscard]] Result<void> setTime(const Delivery &delivery, const PlannedAt &at, Delivery::State state);
    [[nodiscard]] Result<void> mayGoAsPlanned(const Delivery &delivery);
    [[nodiscard]] Result<DecidedAll> goAsPlanned(const QList<DeliveryId> &ids);
    [[nodiscard]] Result<void> decideOne(const Delivery &delivery, Decision decision);
    [[nodiscard]] Result<int> freeRound(qint64 post, qint64 channel, const QString &occurrence);
    [[nodiscard]] Result<void> put(const Revision &revision, const RevisionVariant &variant, DeliveryId id,
        const PlannedAt &at, const QString &occurrence, int round);
    [[nodiscard]] Result<Undone> invertQueue(const Operation &operation, Undo::Way way);
    [[nodiscard]] Result<Undone> invertMove(const Operation &operation, Undo::Way way);
    /// Queued where its hour is still to come, else missed: nothing goes out because a step was taken back.
    [[nodiscard]] Delivery::State queuedOrMissed(const QDateTime &dueAt) const;
    [[nodiscard]] Result<bool> moveBack(const QJsonObject &entry, Undo::Way way);
    [[nodiscard]] Result<Undone> invertDecision(const Operation &operation, Undo::Way way, Delivery::State to);
    [[nodiscard]] Result<Undone> invertHold(Transaction &transaction, const Operation &operation, Undo::Way way);
    [[nodiscard]] Result<Undone> invertRelease(Transaction &transaction, const Operation &operation, Undo::Way way);
    [[nodiscard]] Result<QList<DeliveryId>> lift(Transaction &transaction, HoldId hold);
    [[nodiscard]] Result<Delivery> known(DeliveryId id);
    [[nodiscard]] Result<bool> change(const Delivery &delivery, Delivery::State to, const QDateTime &lateAt);

    Database &m_database;
    OperationLog &m_log;
    Holds &m_holds;
    const Clock &m_clock;
    DeliveryBook m_book;
    Statement m_post;
    Statement m_rounds;
    Statement m_insert;
    Statement m_insertPart;
    Statement m_change;
    Statement m_setTime;
    Statement m_planned;
    Statement m_setDue;
    Statement m_covered;
    Statement m_keepBack;
};

} // namespace wheelhouse
