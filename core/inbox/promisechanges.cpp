#include "core/inbox/promiserow.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

// How policies are changed, and what is recomputed by them.
namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Promises)
};

const QString policyKind = QStringLiteral("promise.policy");
const QString recomputeKind = QStringLiteral("promise.recompute");
const QString policyKey = QStringLiteral("policy");
const QString nowKey = QStringLiteral("now");
const QString wasKey = QStringLiteral("was");
const QString atKey = QStringLiteral("at");
const QString fromKey = QStringLiteral("from");
const QString onKey = QStringLiteral("on");

Result<PromisePolicy> checked(PromisePolicy policy)
{
    policy.name = policy.name.simplified();
    policy.reason = policy.reason.trimmed();
    if (policy.name.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("A promise needs a name."));
    if (policy.reason.isEmpty())
        return fail(Error::Kind::Refused,
            Words::tr("Say why this is promised: the reason is shown wherever the promise bites."));
    if (policy.firstMs < 0 || policy.nextMs < 0 || policy.firstMs + policy.nextMs == 0)
        return fail(Error::Kind::Refused, Words::tr("Say how soon we answer: first, and after that."));
    auto hours = policy.hours.checked();
    if (!hours)
        return tl::unexpected(hours.error());
    policy.hours = *hours;
    return policy;
}

QDateTime timeOf(qint64 ms)
{
    return ms == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

} // namespace

Result<Acted> Promises::write(
    Transaction &transaction, const QString &kind, const QJsonObject &payload, const QString &sentence)
{
    auto operation = m_log.append(transaction, { kind, payload, {}, true });
    if (!operation)
        return tl::unexpected(operation.error());
    if (auto done = transaction.commit(); !done)
        return tl::unexpected(done.error());
    return Acted { sentence, 1, 0, operation->row };
}

Result<QByteArray> Promises::insert(const PromisePolicy &policy, qint64 from)
{
    const auto version = PolicyId::fresh();
    const QByteArray hours = QJsonDocument(policy.hours.toJson()).toJson(QJsonDocument::Compact);
    const auto orNull = [](qint64 row) { return row == 0 ? std::nullopt : std::optional(row); };
    if (auto done = m_sql->addCalendar.run(PolicyId::fresh(), Utf8 { hours }); !done)
        return tl::unexpected(done.error());
    auto done = m_sql->addPolicy.run(policy.id, version, policy.name, policy.reason, orNull(policy.channel),
        orNull(policy.department), orNull(policy.label), policy.need, policy.firstMs, policy.nextMs,
        policy.pausesWhileSnoozed, from);
    if (!done)
        return tl::unexpected(done.error());
    return version.bytes();
}

Result<Acted> Promises::setPolicy(const PromisePolicy &policy, const QDateTime &from)
{
    auto wanted = checked(policy);
    if (!wanted)
        return tl::unexpected(wanted.error());
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto standing = m_reader.inForce();
    if (!standing)
        return tl::unexpected(standing.error());
    const qint64 at = from.isValid() ? from.toMSecsSinceEpoch() : m_clock.nowMs();
    QJsonObject payload { { atKey, at } };
    const bool isNew = wanted->id.isNull();
    if (isNew)
        wanted->id = PolicyId::fresh();
    for (const PromisePolicy &each : std::as_const(*standing)) {
        if (each.id == wanted->id) {
            if (auto closed = m_sql->closePolicy.run(each.row, at); !closed)
                return tl::unexpected(closed.error());
            payload.insert(wasKey, true);
        } else if (each.name.compare(wanted->name, Qt::CaseInsensitive) == 0)
            return fail(Error::Kind::Conflict,
                Words::tr("There is a promise “%1” already. Choose another name.").arg(wanted->name));
    }
    auto version = insert(*wanted, at);
    if (!version)
        return tl::unexpected(version.error());
    payload.insert(policyKey, wanted->id.toString());
    payload.insert(nowKey, PolicyId::fromBytes(*version).toString());
    return write(*transaction, policyKind, payload,
        (isNew ? Words::tr("Promised from now on: %1") : Words::tr("Changed for what comes from now on: %1"))
            .arg(wanted->name));
}

Result<Acted> Promises::removePolicy(PolicyId id)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto standing = m_reader.inForce();
    if (!standing)
        return tl::unexpected(standing.error());
    const qint64 at = m_clock.nowMs();
    for (const PromisePolicy &each : std::as_const(*standing)) {
        if (each.id != id)
            continue;
        if (auto closed = m_sql->closePolicy.run(each.row, at); !closed)
            return tl::unexpected(closed.error());
        const QJsonObject payload { { policyKey, id.toString() }, { atKey, at }, { wasKey, true } };
        return write(*transaction, policyKind, payload,
            Words::tr("No longer promised for what comes from now on: %1").arg(each.name));
    }
    return fail(Error::Kind::Missing, Words::tr("This promise is not there any more."));
}

/// The versions of one policy: the one that a step made, and the newest before it, which that step ended.
Result<Undone> Promises::invertPolicy(Transaction &, const Operation &step, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(step.payload).object();
    const qint64 at = payload.value(atKey).toInteger();
    const auto made = PolicyId::fromString(payload.value(nowKey).toString());
    const bool isBack = way == Undo::Way::Back;
    qint64 before = 0;
    qint64 last = 0;
    qint64 madeRow = 0;
    auto looked = m_sql->versions.each(
        [&](const Row &row) {
            last = row.number(0);
            if (row.id<PolicyId>(1) == made)
                madeRow = last;
            else if (madeRow == 0)
                before = last;
            return true;
        },
        PolicyId::fromString(payload.value(policyKey).toString()), made);
    if (!looked)
        return tl::unexpected(looked.error());
    if (last != std::max(madeRow, before))
        return Undone { Words::tr("Left as it is: the promise was changed since"), 1, {}, false, 0 };
    const auto stand = [&](qint64 row, bool stands) {
        return stands ? m_sql->closePolicy.run(row, nullptr) : m_sql->closePolicy.run(row, at);
    };
    if (payload.contains(wasKey) && before != 0)
        if (auto done = stand(before, isBack); !done)
            return tl::unexpected(done.error());
    // Ended as it begins, a version never held.
    if (madeRow != 0)
        if (auto done = stand(madeRow, !isBack); !done)
            return tl::unexpected(done.error());
    return Undone { isBack ? Words::tr("The promises are as they were") : Words::tr("The promise is changed again"), 0,
        {}, false, 0 };
}

Result<QList<qint64>> Promises::openConversations()
{
    return m_sql->open.all<qint64>([](const Row &row) { return row.number(0); });
}

Result<PromiseEffect> Promises::effectOn(const Case &found, const Kept &was, const Kept &now)
{
    const auto nameOf = [this](const Kept &kept) {
        const PromisePolicy *policy = kept.isLive() ? version(kept.policy) : nullptr;
        return policy ? policy->name : QString();
    };
    PromiseEffect effect { found.row, {}, {}, nameOf(was), nameOf(now), timeOf(was.isLive() ? was.dueAt : 0),
        timeOf(now.isLive() ? now.dueAt : 0), false };
    const qint64 at = m_clock.nowMs();
    const bool isOver = was.isLive() && was.dueAt != 0 && was.dueAt <= at;
    effect.breaks = now.isLive() && now.dueAt != 0 && now.dueAt <= at && !isOver;
    auto named = m_sql->who.each(
        [&](const Row &row) {
            effect.name = row.text(0);
            effect.snippet = row.text(1).simplified();
            return false;
        },
        found.row);
    if (!named)
        return tl::unexpected(named.error());
    return effect;
}

/// What changes where the clock that runs in \a conversation gets the policies in force now.
Result<void> Promises::eachEffect(const std::function<Result<void>(const Case &, const Kept &, const Kept &)> &look)
{
    if (auto loaded = loadPolicies(); !loaded || m_policies.isEmpty())
        return loaded;
    auto open = openConversations();
    if (!open)
        return tl::unexpected(open.error());
    const qint64 at = m_clock.nowMs();
    for (const qint64 conversation : std::as_const(*open)) {
        auto found = read(conversation);
        if (!found)
            return tl::unexpected(found.error());
        const QList<Owed> owed = *found ? (*found)->owed() : QList<Owed>();
        if (owed.isEmpty() || !owed.last().isRunning())
            continue;
        auto rows = kept({ owed.last() });
        if (!rows)
            return tl::unexpected(rows.error());
        const Kept was = rows->value(owed.last().mention);
        const Kept now = reckoned(**found, owed.last(), was, at);
        const bool isSame =
            was.isLive() == now.isLive() && (!now.isLive() || (was.policy == now.policy && was.dueAt == now.dueAt));
        if (isSame)
            continue;
        if (auto looked = look(**found, was, now); !looked)
            return looked;
    }
    return {};
}

Result<QList<PromiseEffect>> Promises::effects()
{
    QList<PromiseEffect> all;
    auto looked = eachEffect([&](const Case &found, const Kept &was, const Kept &now) -> Result<void> {
        auto effect = effectOn(found, was, now);
        if (!effect)
            return tl::unexpected(effect.error());
        all.append(*effect);
        return {};
    });
    if (!looked)
        return tl::unexpected(looked.error());
    std::stable_sort(all.begin(), all.end(), [](const PromiseEffect &a, const PromiseEffect &b) {
        return a.dueNow.isValid() && (!b.dueNow.isValid() || a.dueNow < b.dueNow);
    });
    return all;
}

Result<Acted> Promises::recompute()
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const qint64 at = m_clock.nowMs();
    QJsonArray on;
    auto looked = eachEffect([&](const Case &found, const Kept &was, const Kept &now) -> Result<void> {
        auto id =
            m_sql->mentionId.one<QString>([](const Row &row) { return row.id<MentionId>(0).toString(); }, now.mention);
        if (!id)
            return tl::unexpected(id.error());
        on.append(
            QJsonObject { { QStringLiteral("m"), id->value_or(QString()) }, { wasKey, was.termsAt.value_or(0) } });
        return putTerms(found, now, at);
    });
    if (!looked)
        return tl::unexpected(looked.error());
    if (on.isEmpty())
        return Acted {};
    auto acted = write(*transaction, recomputeKind, { { atKey, at }, { onKey, on } },
        Words::tr("%Ln running promise(s) recomputed", nullptr, int(on.size())));
    if (acted)
        acted->changed = int(on.size());
    return acted;
}

Result<Undone> Promises::invertRecompute(Transaction &, const Operation &step, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(step.payload).object();
    const qint64 at = payload.value(atKey).toInteger();
    const QJsonArray on = payload.value(onKey).toArray();
    if (auto loaded = loadPolicies(); !loaded)
        return tl::unexpected(loaded.error());
    Undone undone;
    for (const auto &each : on) {
        qint64 mention = 0;
        qint64 conversation = 0;
        auto looked = m_sql->mentionRow.each(
            [&](const Row &row) {
                mention = row.number(0);
                conversation = row.number(1);
                return false;
            },
            MentionId::fromString(each[QLatin1String("m")].toString()));
        if (!looked)
            return tl::unexpected(looked.error());
        const qint64 was = each[wasKey].toInteger();
        const qint64 terms = way == Undo::Way::Back ? was : at;
        auto done = m_sql->terms.run(mention, terms == 0 ? std::nullopt : std::optional(terms));
        if (done && conversation != 0)
            done = refresh(conversation, {});
        if (!done)
            return tl::unexpected(done.error());
    }
    undone.sentence = way == Undo::Way::Back ? Words::tr("%Ln promise(s) are as they began", nullptr, int(on.size()))
                                             : Words::tr("%Ln running promise(s) recomputed", nullptr, int(on.size()));
    return undone;
}

} // namespace wheelhouse
