#include "core/publishing/amendments.h"

#include "core/posts/validation.h"
#include "core/publishing/durable.h"
#include "core/publishing/outgoings.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Amendments)
};

using Kind = Amendment::Kind;
const QString amendKind = QStringLiteral("delivery.amend");

QString kindWord(Kind kind)
{
    return kind == Kind::Change ? QStringLiteral("change") : QStringLiteral("remove");
}

/// A change brings no picture there and takes none away: what is changed are words.
bool hasSamePictures(const PostContent &a, const PostContent &b)
{
    if (a.parts.size() != b.parts.size())
        return false;
    for (int i = 0; i < a.parts.size(); ++i) {
        const auto &one = a.parts.at(i).pictures;
        const auto &other = b.parts.at(i).pictures;
        const bool same = std::equal(one.cbegin(), one.cend(), other.cbegin(), other.cend(),
            [](const PictureRef &x, const PictureRef &y) { return x.digest == y.digest; });
        if (!same)
            return false;
    }
    return true;
}

} // namespace

Amendments::Amendments(Database &database, OperationLog &log, Undo &undo, PostStore &posts, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_posts(posts)
    , m_clock(clock)
    , m_book(database)
    , m_holds(database)
    , m_terms(database)
    , m_limits(database)
    , m_insert(database, R"(
        INSERT INTO amendment (id, delivery, kind, variant, wished_at) VALUES (?1, ?2, ?3, nullif(?4, 0), ?5))")
    , m_waiting(database, "SELECT 1 FROM amendment WHERE delivery = ?1 AND state = 'waiting'")
    , m_due(database, R"(
        SELECT row, id, kind, coalesce(variant, 0), tries, delivery FROM amendment
         WHERE state = 'waiting' AND not_before <= ?1 ORDER BY row)")
    , m_next(database, "SELECT min(not_before) FROM amendment WHERE state = 'waiting'")
    , m_content(database, "SELECT content, digest FROM revision_variant WHERE row = ?1")
    , m_stands(database, "SELECT 1 FROM amendment WHERE row = ?1 AND state = 'waiting'")
    , m_rest(database, R"(
        UPDATE delivery SET state = 'withdrawn', fence = fence + 1, owner = '', ended_at = ?2
         WHERE row = ?1 AND state <> 'sent' AND state <> 'withdrawn' RETURNING 1)")
    , m_restAsks(database, R"(
        UPDATE delivery SET state = 'held', fence = fence + 1, ended_at = NULL, reason = ?2
         WHERE id = ?1 AND state = 'withdrawn' RETURNING 1)")
    , m_state(database, "UPDATE amendment SET state = ?2, reason = ?3, ended_at = ?4 WHERE row = ?1")
    , m_postpone(database, "UPDATE amendment SET tries = tries + 1, reason = ?2, not_before = ?3 WHERE row = ?1")
    , m_partRemoved(database, "UPDATE delivery_part SET state = 'removed' WHERE row = ?1")
    , m_partChanged(database, "UPDATE delivery_part SET global_name = ?2, remote_id = ?3, url = ?4 WHERE row = ?1")
    , m_tell(database, "UPDATE delivery SET reason = ?2 WHERE row = ?1")
    , m_says(database, R"(
        UPDATE delivery SET variant = ?2, reason = '', digest = (SELECT digest FROM revision_variant WHERE row = ?2)
         WHERE row = ?1)")
{
    undo.teach(amendKind, [this](Transaction &, const Operation &step, Undo::Way way) { return invert(step, way); });
}

Result<Delivery> Amendments::outThere(DeliveryId id)
{
    auto delivery = m_book.find(id);
    if (!delivery)
        return tl::unexpected(delivery.error());
    if (!*delivery)
        return fail(Error::Kind::Missing, Words::tr("This delivery is no longer here."));
    if ((*delivery)->partsOut == 0)
        return fail(Error::Kind::Conflict, Words::tr("Nothing of it is out there."));
    auto waits = m_waiting.number((*delivery)->row);
    if (!waits)
        return tl::unexpected(waits.error());
    if (*waits)
        return fail(Error::Kind::Conflict, Words::tr("Another change of it is on its way. Wait until that is done."));
    return **delivery;
}

Result<AmendmentId> Amendments::wish(
    Transaction &transaction, const Delivery &delivery, Kind kind, qint64 variant, bool hasRest)
{
    const AmendmentId id = AmendmentId::fresh();
    if (auto done = m_insert.run(id, delivery.row, kindWord(kind), variant, m_clock.now()); !done)
        return tl::unexpected(done.error());
    auto logged = m_log.append(transaction,
        { amendKind,
            { { QStringLiteral("amendment"), id.toString() }, { QStringLiteral("kind"), kindWord(kind) },
                { QStringLiteral("delivery"), delivery.id.toString() }, { QStringLiteral("rest"), hasRest } },
            {}, true });
    if (!logged)
        return tl::unexpected(logged.error());
    return id;
}

Result<bool> Amendments::withdrawRest(const Delivery &delivery)
{
    if (delivery.state == Delivery::State::Claimed || delivery.state == Delivery::State::Intent)
        return fail(Error::Kind::Conflict,
            Words::tr("It is being sent just now. Wait a moment; then you see what of it is out there."));
    auto changed = m_rest.number(delivery.row, m_clock.now());
    return changed ? Result<bool>(changed->has_value()) : tl::unexpected(changed.error());
}

Result<AmendmentId> Amendments::remove(DeliveryId id)
{
    auto transaction = DurableTransaction::begin(m_database);
    auto delivery = transaction ? outThere(id) : Result<Delivery>(tl::unexpected(transaction.error()));
    // What is taken away is not gone on with: the rest of a thread stays unsent.
    auto rest = delivery ? withdrawRest(*delivery) : Result<bool>(tl::unexpected(delivery.error()));
    auto wished = rest ? wish(transaction->transaction(), *delivery, Kind::Remove, 0, *rest)
                       : Result<AmendmentId>(tl::unexpected(rest.error()));
    if (!wished)
        return wished;
    if (auto committed = transaction->commit("amend"); !committed)
        return tl::unexpected(committed.error());
    return wished;
}

/// The rules that hold for what is sent hold for what it is changed to.
Result<void> Amendments::mayBeSaid(const Claim &claim)
{
    auto terms = m_terms.read();
    auto limits = m_limits.of(claim.delivery.channel.id);
    if (!terms || !limits)
        return tl::unexpected(!terms ? terms.error() : limits.error());
    if (terms->needsApproval)
        return fail(Error::Kind::Refused,
            Words::tr("Nothing is said here that nobody signed, and nobody signed these words. It stays as it is."));
    for (int i = 0; i < claim.parts.size(); ++i)
        if (const auto findings = findingsOf(outgoingOf(claim, i, {}), *limits); isStopped(findings))
            return fail(Error::Kind::Refused, findings.constFirst().sentence);
    return {};
}

Result<AmendmentId> Amendments::change(DeliveryId id, const PostContent &content)
{
    auto transaction = DurableTransaction::begin(m_database);
    auto delivery = transaction ? outThere(id) : Result<Delivery>(tl::unexpected(transaction.error()));
    auto claim =
        delivery ? claimOf({ 0, {}, Kind::Remove, 0, 0, *delivery }) : Result<Claim>(tl::unexpected(delivery.error()));
    if (!claim)
        return tl::unexpected(claim.error());
    if (delivery->partsOut != delivery->parts || !hasSamePictures(claim->canonical.content, content))
        return fail(Error::Kind::Refused,
            Words::tr("Only words can be changed: as many parts, with the pictures that are out there."));
    claim->canonical.content = content;
    if (auto may = mayBeSaid(*claim); !may)
        return tl::unexpected(may.error());
    auto revision = m_posts.revise(transaction->transaction(), delivery->post, { { delivery->channel.id, content } });
    auto wished = revision
        ? wish(transaction->transaction(), *delivery, Kind::Change, revision->variants.constFirst().row, false)
        : Result<AmendmentId>(tl::unexpected(revision.error()));
    if (!wished)
        return wished;
    if (auto committed = transaction->commit("amend"); !committed)
        return tl::unexpected(committed.error());
    return wished;
}

Result<QList<Amendment>> Amendments::due()
{
    QList<qint64> deliveries;
    auto all = m_due.all<Amendment>(
        [&deliveries](const Row &row) {
            deliveries.append(row.number(5));
            return Amendment { row.number(0), row.id<AmendmentId>(1),
                row.text(2) == QLatin1String("change") ? Kind::Change : Kind::Remove, row.number(3), int(row.number(4)),
                {} };
        },
        m_clock.nowMs());
    if (!all)
        return all;
    QList<Amendment> may;
    for (int i = 0; i < all->size(); ++i) {
        auto delivery = m_book.at(deliveries.at(i));
        if (!delivery)
            return tl::unexpected(delivery.error());
        if (!*delivery)
            continue;
        Amendment each = all->at(i);
        each.delivery = **delivery;
        auto goes = mayGoOn(each);
        if (!goes)
            return tl::unexpected(goes.error());
        if (*goes)
            may.append(each);
    }
    return may;
}

/// Asked before each part. A change waits while a hold stands over it, and where signatures are asked since; taking
/// away never does.
Result<bool> Amendments::mayGoOn(const Amendment &amendment)
{
    auto stands = m_stands.number(amendment.row);
    auto hold = m_holds.over(amendment.delivery.campaign);
    auto terms = m_terms.read();
    if (!stands || !hold || !terms)
        return tl::unexpected(!stands ? stands.error() : !hold ? hold.error() : terms.error());
    return stands->has_value() && (amendment.kind == Kind::Remove || (!*hold && !terms->needsApproval));
}

Result<std::optional<qint64>> Amendments::nextInstant()
{
    return m_next.number();
}

Result<Claim> Amendments::claimOf(const Amendment &amendment)
{
    const qint64 variant = amendment.variant != 0 ? amendment.variant : amendment.delivery.variant;
    QByteArray content;
    QByteArray digest;
    auto read = m_content.each(
        [&](const Row &row) {
            content = row.bytes(0);
            digest = row.bytes(1);
            return false;
        },
        variant);
    auto parts = m_book.parts(amendment.delivery.row);
    if (!read || !parts)
        return tl::unexpected(!read ? read.error() : parts.error());
    auto canonical = readCanonical(content);
    if (!canonical)
        return tl::unexpected(canonical.error());
    if (digestOf(content) != digest || canonical->channel != amendment.delivery.channel.id
        || canonical->content.parts.size() != parts->size())
        return fail(Error::Kind::Malformed,
            Words::tr("What stands in the store is not what was submitted. It is not sent. Write the change again."));
    return Claim { amendment.delivery, std::move(*parts), std::move(*canonical) };
}

Result<bool> Amendments::partDone(
    const Amendment &amendment, const DeliveryPart &part, const std::optional<Receipt> &receipt, bool isLast)
{
    auto transaction = DurableTransaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto done = amendment.kind == Kind::Remove ? m_partRemoved.run(part.row)
        : receipt ? m_partChanged.run(part.row, receipt->ref.globalName, receipt->ref.remoteId, receipt->url)
                  : Result<void>();
    if (done && isLast)
        done = m_state.run(amendment.row, QStringLiteral("done"), QString(), m_clock.now());
    if (done && isLast)
        done = amendment.kind == Kind::Change
            ? m_says.run(amendment.delivery.row, amendment.variant)
            : m_tell.run(amendment.delivery.row, Words::tr("It was taken away there."));
    if (!done)
        return tl::unexpected(done.error());
    if (auto committed = transaction->commit("amended"); !committed)
        return tl::unexpected(committed.error());
    return isLast;
}

Result<void> Amendments::postpone(const Amendment &amendment, const QString &reason, qint64 until)
{
    return m_postpone.run(amendment.row, reason, until);
}

Result<void> Amendments::refuse(const Amendment &amendment, const QString &reason)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto done = m_state.run(amendment.row, QStringLiteral("refused"), reason, m_clock.now()); !done)
        return done;
    if (auto done = m_tell.run(amendment.delivery.row, reason); !done)
        return done;
    return transaction->commit();
}

/// The rest of what was to be taken away is not sent because that was taken back: it asks.
Result<Undone> Amendments::restAsks(const QJsonObject &payload)
{
    auto asks = m_restAsks.number(DeliveryId::fromString(payload.value(QLatin1String("delivery")).toString()),
        Words::tr("It was to be taken away; the rest of it waits for you."));
    if (!asks)
        return tl::unexpected(asks.error());
    return Undone { Words::tr("It stays as it is out there; the rest of it waits for you"), 0, {} };
}

Result<Undone> Amendments::restStays(const QJsonObject &payload)
{
    auto delivery = m_book.find(DeliveryId::fromString(payload.value(QLatin1String("delivery")).toString()));
    auto rest = delivery && *delivery ? withdrawRest(**delivery) : Result<bool>(false);
    if (!delivery || !rest)
        return tl::unexpected(!delivery ? delivery.error() : rest.error());
    return Undone { Words::tr("It is taken away after all"), 0, {} };
}

/// Only what still waits, and was never tried, can be taken back: what is out there is changed by another change.
Result<Undone> Amendments::invert(const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    Statement find(m_database, "SELECT row, state, tries FROM amendment WHERE id = ?1");
    struct Kept {
        qint64 row;
        QString state;
        int tries;
    };
    auto found = find.one<Kept>(
        [](const Row &row) {
            return Kept { row.number(0), row.text(1), int(row.number(2)) };
        },
        AmendmentId::fromString(payload.value(QLatin1String("amendment")).toString()));
    if (!found)
        return tl::unexpected(found.error());
    const bool isBack = way == Undo::Way::Back;
    const QString must = isBack ? QStringLiteral("waiting") : QStringLiteral("dropped");
    if (!*found || (*found)->state != must || (*found)->tries > 0)
        return Undone { Words::tr("It has left already: only another change can follow it"), 1, {} };
    if (auto done = m_state.run(
            (*found)->row, isBack ? QStringLiteral("dropped") : QStringLiteral("waiting"), QString(), QDateTime());
        !done)
        return tl::unexpected(done.error());
    if (payload.value(QLatin1String("rest")).toBool())
        return isBack ? restAsks(payload) : restStays(payload);
    return Undone { isBack ? Words::tr("It stays as it is out there") : Words::tr("It is changed after all"), 0, {} };
}

} // namespace wheelhouse
