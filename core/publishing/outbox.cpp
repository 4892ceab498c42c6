#include "core/publishing/outbox.h"

#include "core/publishing/durable.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Outbox)
};

using State = Delivery::State;
const QString queueKind = QStringLiteral("delivery.queue");
const QString moveKind = QStringLiteral("delivery.move");
const QString withdrawKind = QStringLiteral("delivery.withdraw");
constexpr qint64 slackMs = 60'000; // between reading the clock and pressing the key

tl::unexpected<Error> leaves()
{
    return fail(Error::Kind::Conflict,
        Words::tr("It is being sent just now. Wait a moment; then you see whether it is out there."));
}

QJsonObject timeJson(const PlannedAt &at)
{
    return { { QStringLiteral("meant"), wallTimeText(at.meant) },
        { QStringLiteral("due"), QString::number(at.dueAt.toMSecsSinceEpoch()) } };
}

PlannedAt timeFrom(const QJsonObject &json)
{
    return { readWallTime(json.value(QLatin1String("meant")).toString()).value_or(WallTime()),
        QDateTime::fromMSecsSinceEpoch(json.value(QLatin1String("due")).toString().toLongLong(), Qt::UTC) };
}

QJsonObject payloadOf(const Operation &operation)
{
    return QJsonDocument::fromJson(operation.payload).object();
}

Result<void> mayDecide(const Delivery &delivery, Decision decision)
{
    if (delivery.state == State::Claimed || delivery.state == State::Intent)
        return leaves();
    if (delivery.state == State::Sent)
        return fail(Error::Kind::Conflict, Words::tr("It is out there. It can only be changed or deleted there."));
    if (decision == Decision::IsSent && delivery.state != State::Unconfirmed)
        return fail(Error::Kind::Conflict, Words::tr("There is no doubt about it: it is not out there."));
    return {};
}

struct Planned {
    qint64 row;
    QString wall;
    QDateTime dueAt;
};

bool isUnderWay(const Delivery &delivery)
{
    return delivery.state == State::Claimed || delivery.state == State::Intent;
}

} // namespace

std::optional<Decision> decisionFromWord(QStringView word)
{
    if (word == QLatin1String("send"))
        return Decision::Send;
    if (word == QLatin1String("withdraw"))
        return Decision::Withdraw;
    if (word == QLatin1String("is-sent"))
        return Decision::IsSent;
    return std::nullopt;
}

Result<PlannedAt> plannedAt(const WallTime &meant)
{
    auto resolved = resolve(meant);
    if (!resolved)
        return tl::unexpected(resolved.error());
    return PlannedAt { meant, resolved->utc };
}

Outbox::Outbox(Database &database, OperationLog &log, Undo &undo, Holds &holds, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_holds(holds)
    , m_clock(clock)
    , m_book(database)
    , m_post(database, "SELECT id FROM post WHERE row = ?1")
    , m_rounds(database, "SELECT round, state FROM delivery WHERE post = ?1 AND channel = ?2 AND occurrence = ?3")
    , m_insert(database, R"(
        INSERT INTO delivery (id, post, variant, channel, occurrence, round, digest, wall, zone, due_at, state, made_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'queued', ?11) RETURNING row)")
    , m_insertPart(database, "INSERT INTO delivery_part (delivery, number, key) VALUES (?1, ?2, ?3)")
    , m_change(database, R"(
        UPDATE delivery SET state = ?3, fence = fence + 1, owner = '', reason = '', not_before = 0, looks = 0,
               late_at = ?4, by_plan = 0, ended_at = CASE WHEN ?3 = 'withdrawn' OR ?3 = 'sent' THEN ?5 END
         WHERE row = ?1 AND fence = ?2 RETURNING 1)")
    , m_setTime(database, R"(
        UPDATE delivery SET wall = ?3, zone = ?4, due_at = ?5, state = 'queued', fence = fence + 1, reason = '',
               not_before = 0, late_at = NULL WHERE row = ?1 AND fence = ?2 RETURNING 1)")
    , m_planned(
          database, "SELECT row, wall, due_at FROM delivery WHERE state = 'queued' AND due_at > ?1 AND late_at IS NULL")
    , m_setDue(database, "UPDATE delivery SET due_at = ?2 WHERE row = ?1")
    , m_partsWait(database, "UPDATE delivery_part SET state = 'waiting' WHERE delivery = ?1 AND state = 'intent'")
    , m_covered(database, R"(
        SELECT count(*) FROM delivery d JOIN post p ON p.row = d.post
         WHERE d.state = 'queued' AND (?1 = 0 OR p.campaign = ?1))")
    , m_keepBack(database, R"(
        UPDATE delivery SET state = 'held', fence = fence + 1, reason = ?2
         WHERE state = 'queued' AND (?1 = 0 OR post IN (SELECT row FROM post WHERE campaign = ?1)))")
{
    undo.teach(
        queueKind, [this](Transaction &, const Operation &step, Undo::Way way) { return invertQueue(step, way); });
    undo.teach(moveKind, [this](Transaction &, const Operation &step, Undo::Way way) { return invertMove(step, way); });
    undo.teach(withdrawKind,
        [this](Transaction &, const Operation &step, Undo::Way way) { return invertWithdraw(step, way); });
}

Result<void> Outbox::put(const Revision &revision, const RevisionVariant &variant, DeliveryId id, const PlannedAt &at,
    const QString &occurrence, int round)
{
    auto row = m_insert.number(id, revision.post, variant.row, variant.channelRow, occurrence, round, variant.digest,
        wallTimeText(at.meant), QString::fromLatin1(at.meant.zone), at.dueAt, m_clock.now());
    if (!row)
        return tl::unexpected(row.error());
    for (int i = 0; i < variant.canonical.content.parts.size(); ++i)
        if (auto done = m_insertPart.run(row->value_or(0), i, partKey(id, variant.digest, i)); !done)
            return done;
    return {};
}

Result<int> Outbox::freeRound(qint64 post, qint64 channel, const QString &occurrence)
{
    int next = 0;
    bool isThere = false;
    auto read = m_rounds.each(
        [&](const Row &row) {
            next = std::max(next, int(row.number(0)) + 1);
            isThere = isThere || row.text(1) != stateWord(State::Withdrawn);
            return true;
        },
        post, channel, occurrence);
    if (!read)
        return tl::unexpected(read.error());
    if (isThere)
        return fail(Error::Kind::Conflict, Words::tr("It is in the outbox already."));
    return next;
}

Result<QList<DeliveryId>> Outbox::add(Transaction &, const Revision &revision, const PlannedAt &at,
    const QString &occurrence, std::optional<int> round, Late late)
{
    const bool isOver = at.dueAt.toMSecsSinceEpoch() < m_clock.nowMs() - slackMs;
    if (!at.dueAt.isValid() || (isOver && late == Late::Refused))
        return fail(Error::Kind::Refused, Words::tr("This time is over. Nothing was queued."));
    auto post = m_post.one<PostId>([](const Row &row) { return row.id<PostId>(0); }, revision.post);
    if (!post)
        return tl::unexpected(post.error());
    QList<DeliveryId> made;
    for (const RevisionVariant &each : revision.variants) {
        auto turn = round ? Result<int>(*round) : freeRound(revision.post, each.channelRow, occurrence);
        if (!turn)
            return tl::unexpected(turn.error());
        const DeliveryId id = deliveryId(post->value_or(PostId()), each.canonical.channel, occurrence, *turn);
        if (auto done = put(revision, each, id, at, occurrence, *turn); !done)
            return tl::unexpected(done.error());
        made.append(id);
    }
    return made;
}

Result<QList<DeliveryId>> Outbox::queue(Transaction &transaction, const Revision &revision, const PlannedAt &at,
    const QString &occurrence, std::optional<int> round)
{
    auto made = add(transaction, revision, at, occurrence, round);
    if (!made)
        return made;
    QJsonArray named;
    for (const DeliveryId each : std::as_const(*made))
        named.append(each.toString());
    auto logged = m_log.append(transaction,
        { queueKind, { { QStringLiteral("deliveries"), named }, { QStringLiteral("at"), timeJson(at) } }, {}, true });
    if (!logged)
        return tl::unexpected(logged.error());
    return made;
}

Result<Delivery> Outbox::known(DeliveryId id)
{
    auto delivery = m_book.find(id);
    if (!delivery)
        return tl::unexpected(delivery.error());
    if (!*delivery)
        return fail(Error::Kind::Missing, Words::tr("This delivery is no longer here."));
    return **delivery;
}

Result<bool> Outbox::change(const Delivery &delivery, State to, const QDateTime &lateAt)
{
    auto changed = m_change.number(delivery.row, delivery.fence, stateWord(to), lateAt, m_clock.now());
    if (!changed)
        return tl::unexpected(changed.error());
    if (to == State::Queued)
        if (auto done = m_partsWait.run(delivery.row); !done)
            return tl::unexpected(done.error());
    return changed->has_value();
}

Result<Decided> Outbox::move(DeliveryId id, const PlannedAt &at)
{
    if (!at.dueAt.isValid() || at.dueAt.toMSecsSinceEpoch() < m_clock.nowMs() - slackMs)
        return fail(Error::Kind::Refused, Words::tr("This time is over. It stays where it was."));
    auto transaction = Transaction::begin(m_database);
    auto delivery = transaction ? known(id) : Result<Delivery>(tl::unexpected(transaction.error()));
    if (!delivery)
        return tl::unexpected(delivery.error());
    if (isUnderWay(*delivery))
        return leaves();
    if (delivery->state != State::Queued && delivery->state != State::Missed && delivery->state != State::Held)
        return fail(
            Error::Kind::Conflict, Words::tr("It cannot be moved: %1").arg(stateWords(*delivery, m_clock.now())));
    const PlannedAt was { readWallTime(delivery->wall).value_or(WallTime()), delivery->dueAt };
    if (auto done = m_setTime.number(
            delivery->row, delivery->fence, wallTimeText(at.meant), QString::fromLatin1(at.meant.zone), at.dueAt);
        !done)
        return tl::unexpected(done.error());
    auto logged = m_log.append(*transaction,
        { moveKind,
            { { QStringLiteral("delivery"), id.toString() }, { QStringLiteral("from"), timeJson(was) },
                { QStringLiteral("to"), timeJson(at) } },
            {}, true });
    if (!logged)
        return tl::unexpected(logged.error());
    auto now = known(id);
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    if (!now)
        return tl::unexpected(now.error());
    return Decided { Words::tr("Moved to %1").arg(wallTimeText(at.meant)), *now };
}

Result<Decided> Outbox::decide(DeliveryId id, Decision decision)
{
    auto transaction = DurableTransaction::begin(m_database);
    auto delivery = transaction ? known(id) : Result<Delivery>(tl::unexpected(transaction.error()));
    if (!delivery)
        return tl::unexpected(delivery.error());
    if (auto may = mayDecide(*delivery, decision); !may)
        return tl::unexpected(may.error());
    const bool isQueued = decision == Decision::Send;
    const State to = isQueued ? State::Queued : decision == Decision::Withdraw ? State::Withdrawn : State::Sent;
    auto done = change(*delivery, to, isQueued ? m_clock.now() : QDateTime());
    if (!done)
        return tl::unexpected(done.error());
    if (isQueued && delivery->dueAt > m_clock.now())
        if (auto set = m_setDue.run(delivery->row, m_clock.now()); !set)
            return tl::unexpected(set.error());
    const QString was = stateWord(delivery->state);
    const QString kind = decision == Decision::Withdraw ? withdrawKind
        : isQueued                                      ? QStringLiteral("delivery.send")
                                                        : QStringLiteral("delivery.is_sent");
    auto logged = m_log.append(transaction->transaction(),
        { kind, { { QStringLiteral("delivery"), id.toString() }, { QStringLiteral("was"), was } }, {},
            decision == Decision::Withdraw });
    auto now = known(id);
    if (!logged || !now)
        return tl::unexpected(!logged ? logged.error() : now.error());
    if (auto committed = transaction->commit("decide"); !committed)
        return tl::unexpected(committed.error());
    return Decided { isQueued                ? Words::tr("It goes out now")
            : decision == Decision::Withdraw ? Words::tr("Withdrawn; it is not sent")
                                             : Words::tr("Marked as sent; Wheelhouse asks no more"),
        *now };
}

Result<int> Outbox::resolveAnew()
{
    auto transaction = Transaction::begin(m_database);
    auto queued = transaction ? m_planned.all<Planned>(
                      [](const Row &row) {
                          return Planned { row.number(0), row.text(1), row.time(2) };
                      },
                      m_clock.now())
                              : Result<QList<Planned>>(tl::unexpected(transaction.error()));
    if (!queued)
        return tl::unexpected(queued.error());
    int moved = 0;
    for (const Planned &each : std::as_const(*queued)) {
        const auto meant = readWallTime(each.wall);
        const auto resolved = meant ? resolve(*meant) : Result<ResolvedTime>(tl::unexpected(meant.error()));
        if (!resolved || resolved->utc == each.dueAt) // what cannot be read any more stays at its instant
            continue;
        if (auto done = m_setDue.run(each.row, resolved->utc); !done)
            return tl::unexpected(done.error());
        ++moved;
    }
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return moved;
}

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
    if (auto committed = transaction->commit("hold"); !committed)
        return tl::unexpected(committed.error());
    return set;
}

Result<int> Outbox::release(HoldId hold)
{
    auto transaction = DurableTransaction::begin(m_database);
    auto standing = transaction ? m_holds.standing() : Result<QList<Hold>>(tl::unexpected(transaction.error()));
    if (!standing)
        return tl::unexpected(standing.error());
    int covered = 0;
    for (const Hold &each : std::as_const(*standing)) {
        if (each.id != hold)
            continue;
        auto count = coveredBy(each.campaign);
        auto done = m_keepBack.run(each.campaign, Words::tr("It was held: “%1”.").arg(each.reason));
        if (!count || !done)
            return tl::unexpected(!count ? count.error() : done.error());
        covered = *count;
    }
    if (auto released = m_holds.release(transaction->transaction(), hold); !released)
        return tl::unexpected(released.error());
    if (auto committed = transaction->commit("release"); !committed)
        return tl::unexpected(committed.error());
    return covered;
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
        auto done = mayChange ? change(*delivery, isBack ? State::Withdrawn : State::Queued, {}) : Result<bool>(false);
        if (!done)
            return tl::unexpected(done.error());
        (*done ? changed : undone.kept) += 1;
    }
    undone.sentence = isBack ? Words::tr("Taken out of the outbox: %n {delivery|deliveries}", nullptr, changed)
                             : Words::tr("In the outbox again: %n {delivery|deliveries}", nullptr, changed);
    return undone;
}

Result<Undone> Outbox::invertMove(const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = payloadOf(operation);
    const QLatin1String from(way == Undo::Way::Back ? "to" : "from");
    const QLatin1String to(way == Undo::Way::Back ? "from" : "to");
    const PlannedAt was = timeFrom(payload.value(from).toObject());
    const PlannedAt at = timeFrom(payload.value(to).toObject());
    auto delivery = known(DeliveryId::fromString(payload.value(QLatin1String("delivery")).toString()));
    if (!delivery)
        return tl::unexpected(delivery.error());
    if (delivery->state != State::Queued || delivery->dueAt != was.dueAt)
        return Undone { Words::tr("It was changed since: it stays where it is"), 1, {} };
    if (auto done = m_setTime.number(
            delivery->row, delivery->fence, wallTimeText(at.meant), QString::fromLatin1(at.meant.zone), at.dueAt);
        !done)
        return tl::unexpected(done.error());
    return Undone { Words::tr("Back at %1").arg(wallTimeText(at.meant)), 0, {} };
}

Result<Undone> Outbox::invertWithdraw(const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = payloadOf(operation);
    const auto was = deliveryStateFromWord(payload.value(QLatin1String("was")).toString());
    auto delivery = known(DeliveryId::fromString(payload.value(QLatin1String("delivery")).toString()));
    if (!delivery)
        return tl::unexpected(delivery.error());
    const bool isBack = way == Undo::Way::Back;
    if (!was || (delivery->state == State::Withdrawn) != isBack || isUnderWay(*delivery))
        return Undone { Words::tr("It was changed since: it stays as it is"), 1, {} };
    // What was in doubt is in doubt again, with what may have left.
    if (auto done = change(*delivery, isBack ? *was : State::Withdrawn, {}); !done)
        return tl::unexpected(done.error());
    return Undone { isBack ? Words::tr("In the outbox again") : Words::tr("Withdrawn again"), 0, {} };
}

} // namespace wheelhouse
