#include "core/people/contacts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Contacts)
};

const QString mergeKind = QStringLiteral("people.merge");
const QString splitKind = QStringLiteral("people.split");
const QString refuseKind = QStringLiteral("people.refuse");

const QString movesKey = QStringLiteral("moves");
const QString matchesKey = QStringLiteral("matches");
const QString refusalsKey = QStringLiteral("refusals");
const QString whoKey = QStringLiteral("i");
const QString otherKey = QStringLiteral("o");
const QString wasKey = QStringLiteral("was");
const QString nowKey = QStringLiteral("now");

QJsonObject change(IdentityId who, const QJsonValue &was, const QJsonValue &now)
{
    return { { whoKey, who.toString() }, { wasKey, was }, { nowKey, now } };
}

/// A match as the log tells it: its word and when; null: none.
QJsonValue matchValue(const QString &reason, qint64 at)
{
    return reason.isEmpty() ? QJsonValue() : QJsonValue(QJsonArray { reason, at });
}

} // namespace

struct Contacts::Face {
    qint64 row = 0;
    IdentityId id;
    ContactId contact;
    QString name;
    bool isUs = false;
    QString match;
    qint64 matchedAt = 0;
    /// The contact that begins with this identity, as admission makes it.
    [[nodiscard]] ContactId home() const { return ContactId::fromName("contact", id.bytes()); }
};

struct Contacts::Plan {
    QJsonArray moves;
    QJsonArray matches;
    QJsonArray refusals;

    void move(const Face &face, ContactId to)
    {
        if (!(face.contact == to))
            moves.append(change(face.id, face.contact.toString(), to.toString()));
    }
    void match(const Face &face, const QString &reason, qint64 at)
    {
        if (face.match != reason || face.matchedAt != at)
            matches.append(change(face.id, matchValue(face.match, face.matchedAt), matchValue(reason, at)));
    }
    void refuse(const Face &one, const Face &other, bool was, bool now)
    {
        QJsonObject refusal = change(one.id, was, now);
        refusal.insert(otherKey, other.id.toString());
        if (was != now)
            refusals.append(refusal);
    }
    [[nodiscard]] QJsonObject payload() const
    {
        QJsonObject all;
        for (const auto &[key, changes] :
            { std::pair(movesKey, moves), std::pair(matchesKey, matches), std::pair(refusalsKey, refusals) })
            if (!changes.isEmpty())
                all.insert(key, changes);
        return all;
    }
};

Contacts::Contacts(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_figures(database, clock)
    , m_group(database, R"(
        SELECT i.row, i.id, c.id, coalesce(nullif(i.name, ''), i.handle), i.is_us, coalesce(x.reason, ''),
               coalesce(x.matched_at, 0)
          FROM identity i JOIN contact c ON c.row = i.contact LEFT JOIN identity_match x ON x.identity = i.row
         WHERE i.contact = (SELECT contact FROM identity WHERE row = ?1) ORDER BY i.row LIMIT ?2)")
    , m_identity(database, "SELECT row, contact FROM identity WHERE id = ?1")
    , m_contact(database, "SELECT row FROM contact WHERE id = ?1")
    , m_makeContact(database, "INSERT OR IGNORE INTO contact (id) VALUES (?1)")
    , m_move(database, "UPDATE identity SET contact = ?2 WHERE row = ?1")
    , m_match(database, R"(
        INSERT INTO identity_match (identity, reason, matched_at) VALUES (?1, ?2, ?3)
        ON CONFLICT (identity) DO UPDATE SET reason = excluded.reason, matched_at = excluded.matched_at)")
    , m_unmatch(database, "DELETE FROM identity_match WHERE identity = ?1")
    , m_readMatch(database, "SELECT reason, matched_at FROM identity_match WHERE identity = ?1")
    , m_isRefused(database, "SELECT 1 FROM identity_refusal WHERE one = min(?1, ?2) AND other = max(?1, ?2)")
    , m_refuse(database, "INSERT OR IGNORE INTO identity_refusal (one, other) VALUES (min(?1, ?2), max(?1, ?2))")
    , m_unrefuse(database, "DELETE FROM identity_refusal WHERE one = min(?1, ?2) AND other = max(?1, ?2)")
{
    for (const QString &kind : { mergeKind, splitKind, refuseKind })
        undo.teach(kind, [this](Transaction &transaction, const Operation &step, Undo::Way way) {
            return invert(transaction, step, way);
        });
}

Result<QList<Contacts::Face>> Contacts::group(qint64 identity)
{
    auto faces = m_group.all<Face>(
        [](const Row &row) {
            return Face { row.number(0), row.id<IdentityId>(1), row.id<ContactId>(2), row.text(3), row.flag(4),
                row.text(5), row.number(6) };
        },
        identity, largestContact);
    if (faces && faces->isEmpty())
        return fail(Error::Kind::Missing, Words::tr("This person is no longer here."));
    return faces;
}

Result<void> Contacts::setApart(Plan &plan, const QList<Face> &here, const QList<Face> &there, bool apart)
{
    for (const Face &one : here)
        for (const Face &other : there) {
            auto was = m_isRefused.number(one.row, other.row);
            if (!was)
                return tl::unexpected(was.error());
            plan.refuse(one, other, was->has_value(), apart);
        }
    return {};
}

Result<Acted> Contacts::merge(qint64 one, qint64 other, MatchReason reason)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto here = group(one);
    auto there = group(other);
    if (!here || !there)
        return tl::unexpected(!here ? here.error() : there.error());
    if (here->constFirst().contact == there->constFirst().contact)
        return Acted {};
    if (here->size() + there->size() > largestContact)
        return fail(Error::Kind::Refused, Words::tr("So many identities are not one person."));
    for (const Face &face : *here + *there)
        if (face.isUs)
            return fail(Error::Kind::Refused, Words::tr("One of these is an account of ours."));
    const bool hereIsOlder = here->constFirst().row < there->constFirst().row;
    const QList<Face> &stays = hereIsOlder ? *here : *there;
    const QList<Face> &comes = hereIsOlder ? *there : *here;
    Plan plan;
    for (const Face &face : *here + *there)
        plan.move(face, stays.constFirst().home());
    // The one that was asked about bears the reason; what stands first bears none, the contact began with it.
    const qint64 asked = hereIsOlder ? other : one;
    for (const Face &face : comes)
        if (face.row == asked || face.match.isEmpty())
            plan.match(face, matchWord(face.row == asked ? reason : MatchReason::ByHand), m_clock.nowMs());
    if (auto done = setApart(plan, *here, *there, false); !done)
        return tl::unexpected(done.error());
    return finish(*transaction, mergeKind, plan,
        Words::tr("One person now: %1 and %2").arg(quoted(stays.constFirst().name), quoted(comes.constFirst().name)));
}

Result<Acted> Contacts::split(qint64 identity)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto all = group(identity);
    if (!all)
        return tl::unexpected(all.error());
    if (all->size() < 2)
        return fail(
            Error::Kind::Refused, Words::tr("There is nothing to split off: this person has one identity here."));
    QList<Face> goes;
    QList<Face> stay;
    for (const Face &face : std::as_const(*all))
        (face.row == identity ? goes : stay).append(face);
    Plan plan;
    plan.move(goes.constFirst(), goes.constFirst().home());
    plan.match(goes.constFirst(), {}, 0);
    for (const Face &face : std::as_const(stay))
        plan.move(face, stay.constFirst().home());
    plan.match(stay.constFirst(), {}, 0);
    if (auto done = setApart(plan, goes, stay, true); !done)
        return tl::unexpected(done.error());
    return finish(*transaction, splitKind, plan,
        Words::tr("Two people now: %1 was split off").arg(quoted(goes.constFirst().name)));
}

Result<Acted> Contacts::refuse(qint64 one, qint64 other)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto here = group(one);
    auto there = group(other);
    if (!here || !there)
        return tl::unexpected(!here ? here.error() : there.error());
    if (here->constFirst().contact == there->constFirst().contact)
        return fail(Error::Kind::Refused, Words::tr("They are one person already. Split one off instead."));
    Plan plan;
    if (auto done = setApart(plan, *here, *there, true); !done)
        return tl::unexpected(done.error());
    return finish(*transaction, refuseKind, plan,
        Words::tr("Two people: %1 is not proposed again").arg(quoted(there->constFirst().name)));
}

Result<Acted> Contacts::finish(Transaction &transaction, const QString &kind, const Plan &plan, const QString &sentence)
{
    const QJsonObject payload = plan.payload();
    if (payload.isEmpty())
        return Acted {};
    if (auto applied = apply(transaction, payload, Undo::Way::Again); !applied)
        return tl::unexpected(applied.error());
    auto written = m_log.append(transaction, { kind, payload, {}, true });
    if (!written)
        return tl::unexpected(written.error());
    if (auto committed = transaction.commit(); !committed)
        return tl::unexpected(committed.error());
    return Acted { sentence, int(plan.moves.size() + plan.refusals.size()), 0, written->row };
}

Result<bool> Contacts::moveOne(const QJsonObject &move, Undo::Way way)
{
    const bool isBack = way == Undo::Way::Back;
    const auto from = ContactId::fromString(move.value(isBack ? nowKey : wasKey).toString());
    const auto to = ContactId::fromString(move.value(isBack ? wasKey : nowKey).toString());
    qint64 row = 0;
    qint64 stands = 0;
    auto read = m_identity.each(
        [&](const Row &found) {
            row = found.number(0);
            stands = found.number(1);
            return false;
        },
        IdentityId::fromString(move.value(whoKey).toString()));
    auto expected = m_contact.number(from);
    if (!read || !expected)
        return tl::unexpected(!read ? read.error() : expected.error());
    if (row == 0 || stands != expected->value_or(0))
        return false;
    if (auto made = m_makeContact.run(to); !made)
        return tl::unexpected(made.error());
    auto contact = m_contact.number(to);
    if (!contact)
        return tl::unexpected(contact.error());
    return m_move.run(row, contact->value_or(0)).map([] { return true; });
}

Result<bool> Contacts::matchOne(const QJsonObject &match, Undo::Way way)
{
    auto row = m_identity.number(IdentityId::fromString(match.value(whoKey).toString()));
    if (!row || !*row)
        return row ? Result<bool>(false) : tl::unexpected(row.error());
    auto stands =
        m_readMatch.one<QJsonValue>([](const Row &found) { return matchValue(found.text(0), found.number(1)); }, **row);
    if (!stands)
        return tl::unexpected(stands.error());
    const bool isBack = way == Undo::Way::Back;
    if (stands->value_or(QJsonValue()) != match.value(isBack ? nowKey : wasKey))
        return false;
    const QJsonArray wanted = match.value(isBack ? wasKey : nowKey).toArray();
    auto done =
        wanted.isEmpty() ? m_unmatch.run(**row) : m_match.run(**row, wanted.at(0).toString(), wanted.at(1).toInteger());
    return done.map([] { return true; });
}

Result<void> Contacts::refuseOne(const QJsonObject &refusal, Undo::Way way)
{
    auto one = m_identity.number(IdentityId::fromString(refusal.value(whoKey).toString()));
    auto other = m_identity.number(IdentityId::fromString(refusal.value(otherKey).toString()));
    if (!one || !other)
        return tl::unexpected(!one ? one.error() : other.error());
    if (!*one || !*other)
        return {};
    const bool isRefused = refusal.value(way == Undo::Way::Back ? wasKey : nowKey).toBool();
    return isRefused ? m_refuse.run(**one, **other) : m_unrefuse.run(**one, **other);
}

/// Influence and strain follow the identities to whom they belong now.
Result<void> Contacts::refreshFigures(Transaction &transaction, const QJsonObject &payload)
{
    QSet<qint64> contacts;
    const QJsonArray moves = payload.value(movesKey).toArray();
    for (const auto &move : moves)
        for (const QString &key : { wasKey, nowKey }) {
            auto contact = m_contact.number(ContactId::fromString(move.toObject().value(key).toString()));
            if (!contact)
                return tl::unexpected(contact.error());
            if (*contact)
                contacts.insert(**contact);
        }
    for (const qint64 contact : std::as_const(contacts))
        if (auto done = m_figures.refresh(transaction, contact); !done)
            return done;
    return {};
}

Result<int> Contacts::apply(Transaction &transaction, const QJsonObject &payload, Undo::Way way)
{
    int kept = 0;
    for (const auto &[key, act] :
        { std::pair(movesKey, &Contacts::moveOne), std::pair(matchesKey, &Contacts::matchOne) }) {
        const QJsonArray changes = payload.value(key).toArray();
        for (const auto &each : changes) {
            auto done = (this->*act)(each.toObject(), way);
            if (!done)
                return tl::unexpected(done.error());
            kept += *done ? 0 : 1;
        }
    }
    const QJsonArray refusals = payload.value(refusalsKey).toArray();
    for (const auto &each : refusals)
        if (auto done = refuseOne(each.toObject(), way); !done)
            return tl::unexpected(done.error());
    if (auto done = refreshFigures(transaction, payload); !done)
        return tl::unexpected(done.error());
    return kept;
}

Result<Undone> Contacts::invert(Transaction &transaction, const Operation &step, Undo::Way way)
{
    auto kept = apply(transaction, QJsonDocument::fromJson(step.payload).object(), way);
    if (!kept)
        return tl::unexpected(kept.error());
    if (*kept > 0)
        return Undone { Words::tr("Left in part: somebody changed these people since"), *kept, {} };
    const bool isMerged = (step.kind == mergeKind) == (way == Undo::Way::Again);
    if (step.kind == refuseKind)
        return Undone { way == Undo::Way::Back ? Words::tr("The proposal may come again")
                                               : Words::tr("They are two people again"),
            0, {} };
    return Undone { isMerged ? Words::tr("They are one person again") : Words::tr("They are two people again"), 0, {} };
}

} // namespace wheelhouse
