#include "core/publishing/dispatch.h"

#include "core/base/failpoint.h"
#include "core/publishing/durable.h"
#include "core/publishing/outgoings.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Dispatch)
};

using State = Delivery::State;

tl::unexpected<Error> goneDelivery()
{
    return fail(Error::Kind::Missing, Words::tr("This delivery is no longer here."));
}

} // namespace

Dispatch::Dispatch(Database &database, const Clock &clock, QString owner)
    : m_database(database)
    , m_clock(clock)
    , m_owner(std::move(owner))
    , m_book(database)
    , m_holds(database)
    , m_terms(database)
    , m_goAhead(database)
    , m_limits(database)
    , m_next(database, R"(
        SELECT d.variant, d.digest, v.content, v.digest FROM delivery d JOIN revision_variant v ON v.row = d.variant
         WHERE d.row = (SELECT row FROM delivery WHERE channel = ?1 AND state = 'queued' AND due_at <= ?2
                         ORDER BY due_at, row LIMIT 1))")
    , m_content(database, "SELECT content, digest FROM revision_variant WHERE row = ?1")
    , m_isSample(database, "SELECT kind = 'sample' FROM workspace")
    , m_embargo(database, "SELECT embargo_until FROM campaign WHERE row = ?1")
    , m_isAnswerGone(database, "SELECT gone_at IS NOT NULL FROM mention WHERE id = ?1")
    , m_halfDone(database, "SELECT row FROM delivery WHERE state = 'claimed' OR state = 'intent'")
    , m_claim(database, R"(
        UPDATE delivery SET state = 'claimed', owner = ?2, fence = fence + 1, reason = '' WHERE row = ?1
        RETURNING fence)")
    , m_depart(database, R"(
        UPDATE delivery SET state = 'intent', owner = ?2, fence = fence + 1, tries = tries + 1, reason = ''
         WHERE row = ?1 RETURNING fence)")
    , m_wait(database, "UPDATE delivery SET reason = ?2 WHERE row = ?1 AND reason <> ?2")
    , m_move(database, R"(
        UPDATE delivery SET state = ?3, reason = ?4, not_before = ?5, fence = fence + 1, owner = '',
               looks = CASE WHEN ?3 = 'unconfirmed' THEN looks + 1 ELSE 0 END,
               ended_at = CASE WHEN ?3 = 'rejected' OR ?3 = 'sent' THEN ?6 END
         WHERE row = ?1 AND fence = ?2 RETURNING 1)")
    , m_intent(database, R"(
        UPDATE delivery SET state = 'intent', tries = tries + 1
         WHERE row = ?1 AND fence = ?2 AND (state = 'claimed' OR state = 'intent') RETURNING 1)")
    , m_partIntent(database, R"(
        UPDATE delivery_part SET state = 'intent', tries = tries + 1, first_tried_at = coalesce(first_tried_at, ?2),
               last_tried_at = ?3, reserved = ?4 WHERE row = ?1)")
    , m_partSent(database, R"(
        UPDATE delivery_part SET state = 'sent', global_name = ?2, remote_id = ?3, url = ?4, sent_at = ?5
         WHERE row = ?1 AND state <> 'sent')")
    , m_partWaits(database, "UPDATE delivery_part SET state = 'waiting' WHERE delivery = ?1 AND state = 'intent'")
    , m_partNeverLeft(database, R"(
        UPDATE delivery_part SET state = 'waiting', tries = tries - 1 WHERE delivery = ?1 AND state = 'intent')")
    , m_others(database, "SELECT count(*) FROM delivery_part WHERE global_name = ?2 AND row <> ?1")
    , m_left(database, R"(
        SELECT (SELECT count(*) FROM delivery_part WHERE delivery = ?1 AND state <> 'sent' AND state <> 'removed'),
               coalesce((SELECT fence FROM delivery WHERE row = ?1), -1))")
    , m_forgetUploads(database, R"(
        DELETE FROM delivery_upload
         WHERE part IN (SELECT row FROM delivery_part WHERE delivery = ?1 AND state = 'waiting'))")
    , m_uploaded(database, R"(
        INSERT INTO delivery_upload (part, number, handle, uploaded_at) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (part, number) DO UPDATE SET handle = ?3, uploaded_at = ?4)")
    , m_outThere(database, R"(
        UPDATE delivery SET state = ?2, reason = '', fence = fence + ?4, owner = '', ended_at = ?3, looks = 0
         WHERE row = ?1)")
{
}

Result<void> Dispatch::recover(const QSet<qint64> &atWork)
{
    auto half = m_halfDone.all<qint64>([](const Row &row) { return row.number(0); });
    if (!half)
        return tl::unexpected(half.error());
    for (const qint64 row : std::as_const(*half)) {
        if (atWork.contains(row))
            continue;
        auto delivery = m_book.plainAt(row);
        if (!delivery)
            return tl::unexpected(delivery.error());
        const bool mayBeOut = *delivery && (*delivery)->state == State::Intent;
        auto transaction = DurableTransaction::begin(m_database);
        if (!transaction)
            return tl::unexpected(transaction.error());
        auto done = move(**delivery, mayBeOut ? State::Unconfirmed : State::Queued,
            mayBeOut ? Words::tr("Wheelhouse ended while it was being sent.") : QString(), m_clock.nowMs());
        if (!done)
            return tl::unexpected(done.error());
        if (auto committed = transaction->commit("recover"); !committed)
            return committed;
    }
    return {};
}

Result<void> Dispatch::foresee(qint64 channel)
{
    m_foreseen.remove(channel);
    return m_next.each(
        [this, channel](const Row &row) {
            const QByteArray digest = row.bytes(1);
            const QByteArray content = row.bytes(2);
            if (digestOf(content) == digest && row.bytes(3) == digest)
                if (auto canonical = readCanonical(content))
                    m_foreseen.insert(channel, { row.number(0), digest, std::move(*canonical) });
            return false;
        },
        channel, m_clock.nowMs());
}

Result<Canonical> Dispatch::contentOf(const Delivery &delivery)
{
    Foreseen foreseen = m_foreseen.take(delivery.channelRow);
    if (foreseen.variant == delivery.variant && foreseen.digest == delivery.digest)
        return std::move(foreseen.canonical);
    QByteArray content;
    QByteArray kept;
    auto read = m_content.each(
        [&](const Row &row) {
            content = row.bytes(0);
            kept = row.bytes(1);
            return false;
        },
        delivery.variant);
    if (!read)
        return tl::unexpected(read.error());
    if (digestOf(content) != delivery.digest || kept != delivery.digest)
        return fail(Error::Kind::Malformed,
            Words::tr("What stands in the store is not what was submitted. It is not sent. Submit it again."),
            QStringLiteral("digest differs"));
    return readCanonical(content);
}

Result<Claim> Dispatch::claimOf(const Delivery &delivery)
{
    auto canonical = contentOf(delivery);
    auto parts = m_book.parts(delivery.row);
    if (!canonical || !parts)
        return tl::unexpected(!parts ? parts.error() : canonical.error());
    Claim claim { delivery, std::move(*parts), std::move(*canonical) };
    claim.delivery.words = beginningOf(claim.canonical);
    if (claim.canonical.channel != delivery.channel.id || claim.canonical.content.parts.size() != claim.parts.size())
        return fail(Error::Kind::Malformed, Words::tr("This delivery is not for what was submitted. It is not sent."),
            QStringLiteral("channel or parts differ"));
    return claim;
}

Result<Claim> Dispatch::read(qint64 row)
{
    auto delivery = m_book.plainAt(row);
    if (!delivery)
        return tl::unexpected(delivery.error());
    if (!*delivery)
        return goneDelivery();
    return claimOf(**delivery);
}

/// Asks everything that may stand against a queued delivery, and notes it; else lets it \a go, in one transaction.
Result<std::optional<Claim>> Dispatch::judge(qint64 row, const Go &go)
{
    auto transaction = DurableTransaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto delivery = m_book.plainAt(row);
    if (!delivery)
        return tl::unexpected(delivery.error());
    if (!*delivery || (*delivery)->state != State::Queued)
        return std::nullopt;
    auto claim = claimOf(**delivery);
    if (!claim && claim.error().kind != Error::Kind::Malformed)
        return tl::unexpected(claim.error());
    auto why =
        claim ? against(*claim) : Result<std::optional<Against>>(Against { State::Rejected, claim.error().message });
    if (!why)
        return tl::unexpected(why.error());
    auto moved = *why ? move(**delivery, (*why)->state, (*why)->reason, 0) : Result<bool>(false);
    auto gone = *why ? Result<void>() : go(*claim);
    if (!moved || !gone)
        return tl::unexpected(!moved ? moved.error() : gone.error());
    if (auto committed = transaction->commit(claim && claim->leaves ? "intent" : "claim"); !committed)
        return tl::unexpected(committed.error());
    return *why ? std::nullopt : std::optional(std::move(*claim));
}

Result<void> Dispatch::take(Claim &claim, Delivery::State state)
{
    auto fence = (state == State::Intent ? m_depart : m_claim).number(claim.delivery.row, m_owner);
    if (!fence)
        return tl::unexpected(fence.error());
    claim.delivery.fence = fence->value_or(0);
    claim.delivery.state = state;
    return {};
}

Result<std::optional<Claim>> Dispatch::claim(qint64 row)
{
    return judge(row, [this](Claim &claim) { return take(claim, State::Claimed); });
}

bool Dispatch::leavesAtOnce(const Claim &claim)
{
    const DeliveryPart &part = claim.parts.constFirst();
    return part.state == DeliveryPart::State::Waiting && part.tries == 0
        && claim.canonical.content.parts.constFirst().pictures.isEmpty();
}

Result<void> Dispatch::leave(Claim &claim, const Reserve &reserve)
{
    if (auto taken = take(claim, State::Intent); !taken)
        return taken;
    DeliveryPart &part = claim.parts.first();
    part.firstTriedAt = m_clock.now();
    if (part.reserved.isEmpty())
        part.reserved = reserve(outgoingOf(claim, 0, {}));
    claim.leaves = true;
    return m_partIntent.run(part.row, part.firstTriedAt, part.firstTriedAt, part.reserved);
}

Result<std::optional<Claim>> Dispatch::depart(qint64 row, const Reserve &reserve)
{
    return judge(row, [this, &reserve](Claim &claim) {
        return leavesAtOnce(claim) ? leave(claim, reserve) : take(claim, State::Claimed);
    });
}

Result<void> Dispatch::passOver(qint64 row, const QString &why)
{
    auto judged = judge(row, [this, row, &why](Claim &) { return m_wait.run(row, why); });
    return judged ? Result<void>() : tl::unexpected(judged.error());
}

Result<bool> Dispatch::begin(const Claim &claim, const DeliveryPart &part)
{
    auto transaction = DurableTransaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto why = againstGoing(claim);
    if (!why)
        return tl::unexpected(why.error());
    auto mine = *why ? Result<std::optional<qint64>>() : m_intent.number(claim.delivery.row, claim.delivery.fence);
    if (!mine)
        return tl::unexpected(mine.error());
    if (*why)
        if (auto done = move(claim.delivery, (*why)->state, (*why)->reason, 0); !done)
            return tl::unexpected(done.error());
    if (*mine)
        if (auto done = m_partIntent.run(part.row, part.firstTriedAt, m_clock.now(), part.reserved); !done)
            return tl::unexpected(done.error());
    if (auto committed = transaction->commit("intent"); !committed)
        return tl::unexpected(committed.error());
    return mine->has_value();
}

Result<void> Dispatch::uploaded(const DeliveryPart &part, int number, const QString &handle)
{
    auto transaction = DurableTransaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto done = m_uploaded.run(part.row, number, handle, m_clock.now()); !done)
        return done;
    return transaction->commit("upload");
}

Result<bool> Dispatch::isAnothers(const DeliveryPart &part, const RemoteRef &ref)
{
    auto others = m_others.number(part.row, ref.globalName);
    if (!others)
        return tl::unexpected(others.error());
    return others->value_or(0) > 0;
}

/// False where the claim is another's by now: nothing changed then.
Result<bool> Dispatch::move(const Delivery &delivery, Delivery::State to, const QString &reason, qint64 until)
{
    auto moved = m_move.number(delivery.row, delivery.fence, stateWord(to), reason, until, m_clock.now());
    if (!moved)
        return tl::unexpected(moved.error());
    return moved->has_value();
}

/// \a settle what may have left (none: it stays in doubt).
Result<void> Dispatch::moved(
    const Claim &claim, Delivery::State to, const QString &reason, qint64 until, Statement *settle, const char *place)
{
    auto transaction = DurableTransaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto mine = move(claim.delivery, to, reason, until);
    if (!mine)
        return tl::unexpected(mine.error());
    if (*mine && settle != nullptr)
        if (auto done = settle->run(claim.delivery.row); !done)
            return done;
    if (*mine && to == State::Rejected) // it may be a picture that the network does not have any more
        if (auto done = m_forgetUploads.run(claim.delivery.row); !done)
            return done;
    return transaction->commit(place);
}

Result<void> Dispatch::reject(const Claim &claim, const QString &reason, bool isAbsent)
{
    return moved(claim, State::Rejected, reason, 0, isAbsent ? &m_partWaits : nullptr, "reject");
}

Result<void> Dispatch::postpone(const Claim &claim, const QString &reason, qint64 until, bool isAbsent)
{
    return moved(claim, State::Queued, reason, until, isAbsent ? &m_partWaits : nullptr, "postpone");
}

Result<void> Dispatch::neverLeft(const Claim &claim, const QString &reason, qint64 until)
{
    return moved(claim, State::Queued, reason, until, &m_partNeverLeft, "postpone");
}

Result<void> Dispatch::doubt(const Claim &claim, const QString &reason, qint64 until)
{
    return moved(claim, State::Unconfirmed, reason, until, nullptr, "doubt");
}

} // namespace wheelhouse
