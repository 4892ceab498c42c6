#pragma once

#include "core/base/clock.h"
#include "core/calendar/planstore.h"
#include "core/publishing/outbox.h"

#include <QJsonArray>

#include <functional>

namespace wheelhouse {

/// A delivery of a planned post, and how far it is.
struct Berth {
    qint64 row = 0;
    DeliveryId id;
    qint64 channelRow = 0;
    QString occurrence;
    QString wall;
    QDateTime dueAt; ///< UTC
    Delivery::State state = Delivery::State::Queued;
    QString reason; ///< why it waits for a person; a sentence
    bool hasBegun = false; ///< something of it may be out there, or it goes out now
    bool mayBeOut = false; ///< withdrawn while nobody knew
    bool byPlan = false; ///< withdrawn, and the plan may put it in again
    bool isLatest = false; ///< of what was submitted last

    [[nodiscard]] bool isLive() const { return !hasBegun && state != Delivery::State::Withdrawn; }
};

/// Makes the outbox mean what a plan says: what is submitted and comes within the next weeks is queued where it is
/// planned, what is not planned any more is taken out. What has begun to leave is never touched. Lives on the engine
/// lane; each call is a part of somebody's transaction.
class Berths {
public:
    static constexpr int horizonDays = 35; ///< so far ahead occurrences of a series become deliveries

    Berths(Database &database, Outbox &outbox, const Clock &clock);

    [[nodiscard]] Result<QList<Berth>> of(qint64 post);
    /// Whether a post may become \a to of what it \a was. Conflict where something of it is out, or on its way, and
    /// would stand elsewhere; Refused where a submitted one would have no hour or stand in the past.
    [[nodiscard]] Result<void> mayBecome(const PlannedPost &was, const PlannedPost &to);
    /// As mayBecome(), but the past is no matter: what is taken back may lie there, and waits for a person then.
    [[nodiscard]] Result<bool> mayGoBack(const PlannedPost &was, const PlannedPost &to);
    /// Makes the outbox mean what \a post says. Nothing that a person withdrew comes back.
    [[nodiscard]] Result<void> fit(Transaction &transaction, const PlannedPost &was, const PlannedPost &post);
    /// Queues what of a submitted series comes into the next weeks; gives how many.
    [[nodiscard]] Result<int> extend(Transaction &transaction, const PlannedPost &post);
    /// That a person took \a occurrence out on one channel (row) stays so where an edit gave it this name; elsewhere it
    /// goes out.
    [[nodiscard]] Result<void> keepOut(
        Transaction &transaction, const PlannedPost &post, const QString &occurrence, qint64 channel);
    /// Whether the drafts of a post (row) say what was submitted last; false: somebody wrote on since.
    [[nodiscard]] Result<bool> isAsSubmitted(qint64 post);
    /// What was submitted last; Missing where nothing was.
    [[nodiscard]] Result<Revision> latest(qint64 post);

    /// Words by the name under which they are kept, or the other way round.
    using Naming = std::function<Result<QString>(const QString &)>;
    /// How deliveries stood that stand elsewhere than \a post says, so that a step taken back can put them there again,
    /// for the same reason.
    [[nodiscard]] Result<QJsonArray> strays(const PlannedPost &post, const Naming &keep);
    [[nodiscard]] Result<void> restore(const PlannedPost &post, const QJsonArray &strays, const Naming &kept);

private:
    [[nodiscard]] Result<void> moor(const PlannedPost &was, const PlannedPost &post, const Berth &berth);
    [[nodiscard]] Result<void> putIn(const Berth &berth, const WallTime &at);
    [[nodiscard]] QDateTime slack() const { return m_clock.now().addSecs(-60); }

    Outbox &m_outbox;
    const Clock &m_clock;
    Statement m_of;
    Statement m_takeOut;
    Statement m_set;
    Statement m_latest;
    Statement m_variants;
    Statement m_channels;
    Statement m_isAsSubmitted;
    Statement m_queuedTo;
    Statement m_setQueuedTo;
};

} // namespace wheelhouse
