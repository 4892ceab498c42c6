#include "core/publishing/durable.h"
#include "core/publishing/outboxsteps.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Outbox)
};

using namespace outboxsteps;
using State = Delivery::State;

HoldId holdOf(const Operation &operation)
{
    return HoldId::fromString(payloadOf(operation).value(QLatin1String("hold")).toString());
}

QString waits(int count)
{
    return Words::tr("Nothing went out: %n {delivery waits|deliveries wait} for you", nullptr, count);
}

} // namespace

Result<int> Outbox::coveredBy(qint64 campaign)
{
    auto count = m_covered.number(campaign);
    if (!count)
        return tl::unexpected(count.error());
    return int(count->value_or(0));
}

Result<Hold> Outbox::hold(qint64 campaign, const QString &reason)
{
    auto transaction = DurableTransaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto set = m_holds.set(transaction->transaction(), campaign, reason);
    if (!set)
        return set;
    auto logged = m_log.append(
        transaction->transaction(), { holdKind, { { QStringLiteral("hold"), set->id.toString() } }, {}, true });
    if (!logged)
        return tl::unexpected(logged.error());
    if (auto committed = transaction->commit("hold"); !committed)
        return tl::unexpected(committed.error());
    return set;
}

/// What the hold covered is on the list of what waits for a person; gives their ids.
Result<QList<DeliveryId>> Outbox::lift(Transaction &transaction, HoldId hold)
{
    auto standing = m_holds.standing();
    if (!standing)
        return tl::unexpected(standing.error());
    QList<DeliveryId> kept;
    for (const Hold &each : std::as_const(*standing)) {
        if (each.id != hold)
            continue;
        auto done = m_keepBack.all<DeliveryId>([](const Row &row) { return row.id<DeliveryId>(0); }, each.campaign,
            Words::tr("It was held: “%1”.").arg(each.reason));
        if (!done)
            return done;
        kept = std::move(*done);
    }
    if (auto released = m_holds.release(transaction, hold); !released)
        return tl::unexpected(released.error());
    return kept;
}

Result<int> Outbox::release(HoldId hold)
{
    auto transaction = DurableTransaction::begin(m_database);
    auto kept = transaction ? lift(transaction->transaction(), hold)
                            : Result<QList<DeliveryId>>(tl::unexpected(transaction.error()));
    if (!kept)
        return tl::unexpected(kept.error());
    QJsonArray told;
    for (const DeliveryId each : std::as_const(*kept))
        told.append(each.toString());
    auto logged = m_log.append(transaction->transaction(),
        { releaseKind, { { QStringLiteral("hold"), hold.toString() }, { QStringLiteral("deliveries"), told } }, {},
            true });
    if (!logged)
        return tl::unexpected(logged.error());
    if (auto committed = transaction->commit("release"); !committed)
        return tl::unexpected(committed.error());
    return int(kept->size());
}

/// Taking a hold back is releasing it, and nothing goes out by that either.
Result<Undone> Outbox::invertHold(Transaction &transaction, const Operation &operation, Undo::Way way)
{
    if (way == Undo::Way::Again) {
        auto again = m_holds.again(transaction, holdOf(operation));
        if (!again)
            return tl::unexpected(again.error());
        return *again ? Undone { Words::tr("Held again"), 0, {} }
                      : Undone { Words::tr("It was changed since: it stays as it is"), 1, {} };
    }
    auto kept = lift(transaction, holdOf(operation));
    if (!kept && kept.error().kind == Error::Kind::Missing)
        return Undone { Words::tr("It was changed since: it stays as it is"), 1, {} };
    if (!kept)
        return tl::unexpected(kept.error());
    return Undone { Words::tr("No longer held. %1").arg(waits(int(kept->size()))), 0, {} };
}

/// The hold stands again, and over what it covered, as far as nobody decided about that since.
Result<Undone> Outbox::invertRelease(Transaction &transaction, const Operation &operation, Undo::Way way)
{
    if (way == Undo::Way::Again) {
        auto kept = lift(transaction, holdOf(operation));
        if (!kept)
            return tl::unexpected(kept.error());
        return Undone { Words::tr("Released again. %1").arg(waits(int(kept->size()))), 0, {} };
    }
    auto again = m_holds.again(transaction, holdOf(operation));
    if (!again)
        return tl::unexpected(again.error());
    if (!*again)
        return Undone { Words::tr("It was changed since: it stays as it is"), 1, {} };
    Undone undone;
    int covered = 0;
    const QJsonArray named = payloadOf(operation).value(QLatin1String("deliveries")).toArray();
    for (const QJsonValue &each : named) {
        auto delivery = known(DeliveryId::fromString(each.toString()));
        if (!delivery)
            return tl::unexpected(delivery.error());
        auto done = delivery->state == State::Held ? change(*delivery, State::Queued, {}) : Result<bool>(false);
        if (!done)
            return tl::unexpected(done.error());
        (*done ? covered : undone.kept) += 1;
    }
    undone.sentence = Words::tr("Held again: %n {delivery|deliveries}", nullptr, covered);
    return undone;
}

} // namespace wheelhouse
