#include "core/publishing/outboxsteps.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Outbox)
};

using namespace outboxsteps;
using State = Delivery::State;

DeliveryId deliveryOf(const QJsonObject &entry)
{
    return DeliveryId::fromString(entry.value(QLatin1String("delivery")).toString());
}

std::optional<State> stateBefore(const QJsonObject &entry)
{
    return deliveryStateFromWord(entry.value(QLatin1String("was")).toString());
}

} // namespace

void Outbox::teach(Undo &undo)
{
    using Way = Undo::Way;
    undo.teach(queueKind, [this](Transaction &, const Operation &step, Way way) { return invertQueue(step, way); });
    undo.teach(moveKind, [this](Transaction &, const Operation &step, Way way) { return invertMove(step, way); });
    undo.teach(withdrawKind,
        [this](Transaction &, const Operation &step, Way way) { return invertDecision(step, way, State::Withdrawn); });
    undo.teach(isSentKind,
        [this](Transaction &, const Operation &step, Way way) { return invertDecision(step, way, State::Sent); });
    undo.teach(holdKind,
        [this](Transaction &change, const Operation &step, Way way) { return invertHold(change, step, way); });
    undo.teach(releaseKind,
        [this](Transaction &change, const Operation &step, Way way) { return invertRelease(change, step, way); });
}

Delivery::State Outbox::queuedOrMissed(const QDateTime &dueAt) const
{
    return dueAt < m_clock.now() ? State::Missed : State::Queued;
}

/// What began to leave stays as it is: it is out there.
Result<Undone> Outbox::invertQueue(const Operation &operation, Undo::Way way)
{
    const bool isBack = way == Undo::Way::Back;
    Undone undone;
    int changed = 0;
    const QJsonArray named = payloadOf(operation).value(QLatin1String("deliveries")).toArray();
    for (const QJsonValue &each : named) {
        auto delivery = known(DeliveryId::fromString(each.toString()));
        if (!delivery)
            return tl::unexpected(delivery.error());
        const bool mayChange = isBack ? delivery->partsOut == 0
                && (delivery->state == State::Queued || delivery->state == State::Held
                    || delivery->state == State::Missed)
                                      : delivery->state == State::Withdrawn;
        auto done = mayChange ? change(*delivery, isBack ? State::Withdrawn : queuedOrMissed(delivery->dueAt), {})
                              : Result<bool>(false);
        if (!done)
            return tl::unexpected(done.error());
        (*done ? changed : undone.kept) += 1;
    }
    undone.sentence = isBack ? Words::tr("Taken out of the outbox: %n {delivery|deliveries}", nullptr, changed)
                             : Words::tr("In the outbox again: %n {delivery|deliveries}", nullptr, changed);
    return undone;
}

/// What waited for a person waits again: nothing goes out because a step was taken back.
Result<bool> Outbox::moveBack(const QJsonObject &entry, Undo::Way way)
{
    const bool isBack = way == Undo::Way::Back;
    const PlannedAt was = timeFrom(entry.value(isBack ? QLatin1String("to") : QLatin1String("from")).toObject());
    const PlannedAt at = timeFrom(entry.value(isBack ? QLatin1String("from") : QLatin1String("to")).toObject());
    auto delivery = known(deliveryOf(entry));
    if (!delivery)
        return tl::unexpected(delivery.error());
    const State before = stateBefore(entry).value_or(State::Queued);
    // Going forth again it may be missed by now, where it was queued.
    const bool isAsLeft = isBack
        ? delivery->state == State::Queued
        : delivery->state == before || (before == State::Queued && delivery->state == State::Missed);
    if (!isAsLeft || delivery->dueAt != was.dueAt)
        return false;
    const State to = isBack ? before : State::Queued;
    if (auto done = setTime(*delivery, at, to == State::Queued ? queuedOrMissed(at.dueAt) : to); !done)
        return tl::unexpected(done.error());
    return true;
}

Result<Undone> Outbox::invertMove(const Operation &operation, Undo::Way way)
{
    const QList<QJsonObject> entries = entriesOf(operation, QLatin1String("moves"));
    Undone undone;
    int moved = 0;
    for (const QJsonObject &each : entries) {
        auto done = moveBack(each, way);
        if (!done)
            return tl::unexpected(done.error());
        (*done ? moved : undone.kept) += 1;
    }
    const QLatin1String place(way == Undo::Way::Back ? "from" : "to");
    const PlannedAt at = timeFrom(entries.constFirst().value(place).toObject());
    undone.sentence = moved == 0 ? Words::tr("It was changed since: it stays where it is")
        : moved == 1             ? Words::tr("Back at %1").arg(wallTimeText(at.meant))
                                 : Words::tr("%n {delivery is|deliveries are} where they were", nullptr, moved);
    return undone;
}

/// What was in doubt is in doubt again, with what may have left.
Result<Undone> Outbox::invertDecision(const Operation &operation, Undo::Way way, State to)
{
    const bool isBack = way == Undo::Way::Back;
    const QList<QJsonObject> entries = entriesOf(operation, QLatin1String("deliveries"));
    Undone undone;
    int changed = 0;
    for (const QJsonObject &each : entries) {
        const auto was = stateBefore(each);
        auto delivery = known(deliveryOf(each));
        if (!delivery)
            return tl::unexpected(delivery.error());
        const bool isAsLeft =
            was && (delivery->state == *was || (*was == State::Queued && delivery->state == State::Missed));
        const bool mayChange = was && (delivery->state == to) == isBack && !isUnderWay(*delivery)
            && (isBack ? to == State::Withdrawn || delivery->partsOut < delivery->parts : isAsLeft);
        const State back = mayChange && *was == State::Queued ? queuedOrMissed(delivery->dueAt) : was.value_or(to);
        auto done = mayChange ? change(*delivery, isBack ? back : to, {}) : Result<bool>(false);
        if (!done)
            return tl::unexpected(done.error());
        (*done ? changed : undone.kept) += 1;
    }
    const QString backWords = to == State::Sent ? Words::tr("In doubt again") : Words::tr("In the outbox again");
    const QString again = to == State::Sent ? Words::tr("Marked as sent again") : Words::tr("Withdrawn again");
    undone.sentence = changed == 0 ? Words::tr("It was changed since: it stays as it is") : isBack ? backWords : again;
    return undone;
}

} // namespace wheelhouse
