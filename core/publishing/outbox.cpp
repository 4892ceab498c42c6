#include "core/publishing/outbox.h"

#include "core/publishing/durable.h"
#include "core/publishing/outboxsteps.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Outbox)
};

using namespace outboxsteps;
using State = Delivery::State;
constexpr qint64 slackMs = 60'000; // between reading the clock and pressing the key

tl::unexpected<Error> leaves()
{
    return fail(Error::Kind::Conflict,
        Words::tr("It is being sent just now. Wait a moment; then you see whether it is out there."));
}

Result<void> mayDecide(const Delivery &delivery, Decision decision)
{
    if (isUnderWay(delivery))
        return leaves();
    if (delivery.state == State::Sent)
        return fail(Error::Kind::Conflict, Words::tr("It is out there. It can only be changed or deleted there."));
    if (decision == Decision::IsSent && delivery.state != State::Unconfirmed)
        return fail(Error::Kind::Conflict, Words::tr("There is no doubt about it: it is not out there."));
    if (decision == Decision::IsSent && delivery.parts - delivery.partsOut > 1)
        return fail(Error::Kind::Conflict,
            Words::tr("Part %1 of %2 is in doubt, and what follows it is not out there. Send looks for it and goes on "
                      "behind it; Withdraw leaves the rest unsent.")
                .arg(delivery.partsOut + 1)
                .arg(delivery.parts));
    return {};
}

QString manyWords(int count, Decision decision)
{
    switch (decision) {
    case Decision::Send:
        return Words::tr("%n {goes|go} out now", nullptr, count);
    case Decision::Withdraw:
        return Words::tr("%n withdrawn", nullptr, count);
    case Decision::IsSent:
        return Words::tr("%n marked as sent; Wheelhouse asks no more", nullptr, count);
    case Decision::AsPlanned: // a move, with a sentence of its own
        break;
    }
    return {};
}

QString oneWords(const Delivery &delivery, Decision decision)
{
    if (decision == Decision::Send)
        return Words::tr("It goes out now");
    if (decision == Decision::IsSent)
        return Words::tr("Marked as sent; Wheelhouse asks no more");
    if (delivery.mayBeOut)
        return Words::tr("Withdrawn; it may be out there, and Wheelhouse looks no more");
    return delivery.partsOut > 0 ? Words::tr("Withdrawn; the rest of it is not sent")
                                 : Words::tr("Withdrawn; it is not sent");
}

QString decisionWords(const DecidedAll &all, Decision decision)
{
    const int count = int(all.deliveries.size());
    const QString said = count == 1 ? oneWords(all.deliveries.constFirst(), decision) : manyWords(count, decision);
    const int doubtful = int(std::count_if(
        all.deliveries.cbegin(), all.deliveries.cend(), [](const Delivery &each) { return each.mayBeOut; }));
    if (all.kept > 0)
        return Words::tr("%1; %2").arg(said, Words::tr("%n stayed as it was", nullptr, all.kept));
    if (count > 1 && doubtful > 0 && decision == Decision::Withdraw)
        return Words::tr("%1; %2").arg(said, Words::tr("%n of them may be out there", nullptr, doubtful));
    return said;
}

QString decisionKind(Decision decision)
{
    return decision == Decision::Withdraw ? withdrawKind
        : decision == Decision::Send      ? QStringLiteral("delivery.send")
                                          : isSentKind;
}

struct Planned {
    qint64 row;
    QString wall;
    QDateTime dueAt;
};

} // namespace

std::optional<Decision> decisionFromWord(QStringView word)
{
    if (word == QLatin1String("send"))
        return Decision::Send;
    if (word == QLatin1String("withdraw"))
        return Decision::Withdraw;
    if (word == QLatin1String("is-sent"))
        return Decision::IsSent;
    if (word == QLatin1String("as-planned"))
        return Decision::AsPlanned;
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
        UPDATE delivery SET wall = ?3, zone = ?4, due_at = ?5, state = ?6, fence = fence + 1, reason = '',
               not_before = 0, late_at = NULL WHERE row = ?1 AND fence = ?2 RETURNING 1)")
    , m_planned(
          database, "SELECT row, wall, due_at FROM delivery WHERE state = 'queued' AND due_at > ?1 AND late_at IS NULL")
    , m_setDue(database, "UPDATE delivery SET due_at = ?2 WHERE row = ?1")
    , m_covered(database, R"(
        SELECT count(*) FROM delivery d JOIN post p ON p.row = d.post
         WHERE d.state = 'queued' AND (?1 = 0 OR p.campaign = ?1))")
    , m_keepBack(database, R"(
        UPDATE delivery SET state = 'held', fence = fence + 1, reason = ?2
         WHERE state = 'queued' AND (?1 = 0 OR post IN (SELECT row FROM post WHERE campaign = ?1)) RETURNING id)")
{
    teach(undo);
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
    return changed->has_value();
}

Result<Decided> Outbox::move(DeliveryId id, const PlannedAt &at)
{
    auto moved = moveAll({ { id, at } });
    if (!moved)
        return tl::unexpected(moved.error());
    return Decided { moved->sentence, moved->deliveries.constFirst() };
}

Result<Delivery> Outbox::movable(const Move &move)
{
    if (!move.at.dueAt.isValid() || move.at.dueAt.toMSecsSinceEpoch() < m_clock.nowMs() - slackMs)
        return fail(Error::Kind::Refused, Words::tr("This time is over. It stays where it was."));
    auto delivery = known(move.delivery);
    if (!delivery)
        return delivery;
    if (isUnderWay(*delivery))
        return leaves();
    if (delivery->state != State::Queued && delivery->state != State::Missed && delivery->state != State::Held)
        return fail(
            Error::Kind::Conflict, Words::tr("It cannot be moved: %1").arg(stateWords(*delivery, m_clock.now())));
    return delivery;
}

Result<DecidedAll> Outbox::moveAll(const QList<Move> &moves)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    DecidedAll all;
    QJsonArray told;
    for (const Move &each : moves) {
        auto delivery = movable(each);
        if (!delivery)
            return tl::unexpected(delivery.error());
        const PlannedAt was { readWallTime(delivery->wall).value_or(WallTime()), delivery->dueAt };
        told.append(QJsonObject { { QStringLiteral("delivery"), each.delivery.toString() },
            { QStringLiteral("from"), timeJson(was) }, { QStringLiteral("to"), timeJson(each.at) },
            { QStringLiteral("was"), stateWord(delivery->state) } });
        if (auto set = setTime(*delivery, each.at, State::Queued); !set)
            return tl::unexpected(set.error());
        auto now = known(each.delivery);
        if (!now)
            return tl::unexpected(now.error());
        all.deliveries.append(*now);
    }
    if (all.deliveries.isEmpty())
        return fail(Error::Kind::Missing, Words::tr("Nothing was chosen."));
    auto logged = m_log.append(*transaction, { moveKind, { { QStringLiteral("moves"), told } }, {}, true });
    if (!logged)
        return tl::unexpected(logged.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    const int count = int(moves.size());
    all.sentence = count == 1 ? Words::tr("Moved to %1").arg(wallTimeText(moves.constFirst().at.meant))
                              : Words::tr("Moved %n {delivery|deliveries}", nullptr, count);
    return all;
}

Result<void> Outbox::setTime(const Delivery &delivery, const PlannedAt &at, State state)
{
    auto done = m_setTime.number(delivery.row, delivery.fence, wallTimeText(at.meant),
        QString::fromLatin1(at.meant.zone), at.dueAt, stateWord(state));
    if (!done)
        return tl::unexpected(done.error());
    return {};
}

Result<Decided> Outbox::decide(DeliveryId id, Decision decision)
{
    auto all = decideAll({ id }, decision);
    if (!all)
        return tl::unexpected(all.error());
    return Decided { all->sentence, all->deliveries.constFirst() };
}

Result<void> Outbox::decideOne(const Delivery &delivery, Decision decision)
{
    if (auto may = mayDecide(delivery, decision); !may)
        return may;
    const bool isQueued = decision == Decision::Send;
    const State to = isQueued ? State::Queued : decision == Decision::Withdraw ? State::Withdrawn : State::Sent;
    auto done = change(delivery, to, isQueued ? m_clock.now() : QDateTime());
    if (!done)
        return tl::unexpected(done.error());
    if (isQueued && delivery.dueAt > m_clock.now())
        return m_setDue.run(delivery.row, m_clock.now());
    return {};
}

Result<DecidedAll> Outbox::decideAll(const QList<DeliveryId> &ids, Decision decision)
{
    if (decision == Decision::AsPlanned)
        return goAsPlanned(ids);
    auto transaction = DurableTransaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    DecidedAll all;
    QJsonArray told;
    for (const DeliveryId id : ids) {
        auto delivery = known(id);
        auto done = delivery ? decideOne(*delivery, decision) : Result<void>(tl::unexpected(delivery.error()));
        if (!done && done.error().kind == Error::Kind::Storage)
            return tl::unexpected(done.error());
        if (!done) {
            ++all.kept;
            all.why = done.error();
            continue;
        }
        auto now = known(id);
        if (!now)
            return tl::unexpected(now.error());
        told.append(QJsonObject {
            { QStringLiteral("delivery"), id.toString() }, { QStringLiteral("was"), stateWord(delivery->state) } });
        all.deliveries.append(*now);
    }
    if (all.deliveries.isEmpty())
        return all.why ? Result<DecidedAll>(tl::unexpected(*all.why))
                       : fail(Error::Kind::Missing, Words::tr("Nothing was chosen."));
    auto logged = m_log.append(transaction->transaction(),
        { decisionKind(decision), { { QStringLiteral("deliveries"), told } }, {}, decision != Decision::Send });
    if (!logged)
        return tl::unexpected(logged.error());
    if (auto committed = transaction->commit("decide"); !committed)
        return tl::unexpected(committed.error());
    all.sentence = decisionWords(all, decision);
    return all;
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

} // namespace wheelhouse
