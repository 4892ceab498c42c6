#include "core/people/judgements.h"

#include "core/base/links.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Judgements)
};

const QString evidenceKind = QStringLiteral("people.evidence");
const QString strainKind = QStringLiteral("people.strain");
const QString toleranceKind = QStringLiteral("people.tolerance");
const QString thingKey = QStringLiteral("id");
const QString whoKey = QStringLiteral("i");

QJsonArray pointsJson(const ToleranceCurve &curve)
{
    QJsonArray points;
    for (const TolerancePoint &each : curve.points)
        points.append(QJsonArray { each.influence, each.strain });
    return points;
}

QList<TolerancePoint> pointsFrom(const QByteArray &json)
{
    QList<TolerancePoint> points;
    const QJsonArray all = QJsonDocument::fromJson(json).array();
    for (const auto &each : all)
        points.append({ each[0].toInt(), each[1].toInt() });
    return points;
}

} // namespace

JudgementReader::JudgementReader(Database &database)
    : m_agreement(database,
        "SELECT row, points, ceiling, floor, why, agreed_at FROM tolerance WHERE removed = 0 ORDER BY row DESC LIMIT 1")
    , m_evidence(database, R"(
        SELECT e.row, e.id, e.url, e.kind, e.verified_by FROM identity i JOIN evidence e ON e.identity = i.row
         WHERE i.contact = (SELECT contact FROM identity WHERE row = ?1) AND e.removed = 0
         ORDER BY e.row DESC LIMIT 50)")
{
}

Result<Agreement> JudgementReader::agreement()
{
    auto found = m_agreement.one<Agreement>([](const Row &row) {
        return Agreement { row.number(0), { pointsFrom(row.bytes(1)), int(row.number(2)), int(row.number(3)) },
            row.text(4), row.time(5) };
    });
    if (!found)
        return tl::unexpected(found.error());
    // What a newer program wrote may follow rules that this one does not know.
    return *found && check((*found)->curve) ? **found : Agreement();
}

Result<QList<PersonsWork>> JudgementReader::evidence(qint64 identity)
{
    return m_evidence.all<PersonsWork>(
        [](const Row &row) {
            return PersonsWork { row.number(0), row.id<PersonsWorkId>(1), row.text(2), row.text(3), row.number(4) };
        },
        identity);
}

Judgements::Judgements(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_figures(database, clock)
    , m_identity(database, "SELECT id FROM identity WHERE row = ?1 AND is_us = 0")
    , m_contact(database, "SELECT contact FROM identity WHERE row = ?1")
    , m_addEvidence(database, R"(
        INSERT INTO evidence (id, identity, url, kind, verified_by, salt, added_at)
        VALUES (?1, ?2, ?3, ?4, (SELECT row FROM member WHERE is_me = 1), ?5, ?6))")
    , m_addMark(database, "INSERT INTO strain_mark (id, identity, kind, marked_at) VALUES (?1, ?2, ?3, ?4)")
    , m_addCurve(database, R"(
        INSERT INTO tolerance (id, points, ceiling, floor, why, salt, agreed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))")
    , m_removeEvidence(database, "UPDATE evidence SET removed = ?2 WHERE id = ?1")
    , m_removeMark(database, "UPDATE strain_mark SET removed = ?2 WHERE id = ?1")
    , m_removeCurve(database, "UPDATE tolerance SET removed = ?2 WHERE id = ?1")
    , m_ofEvidence(database, "SELECT identity FROM evidence WHERE id = ?1")
    , m_ofMark(database, "SELECT identity FROM strain_mark WHERE id = ?1")
{
    for (const QString &kind : { evidenceKind, strainKind, toleranceKind })
        undo.teach(kind, [this](Transaction &transaction, const Operation &step, Undo::Way way) {
            return invert(transaction, step, way);
        });
}

Result<QString> Judgements::idOf(qint64 identity)
{
    auto found = m_identity.one<IdentityId>([](const Row &row) { return row.id<IdentityId>(0); }, identity);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Kind::Missing, Words::tr("This person is no longer here."));
    return (*found)->toString();
}

Result<void> Judgements::refresh(Transaction &transaction, qint64 identity)
{
    auto contact = m_contact.number(identity);
    if (!contact)
        return tl::unexpected(contact.error());
    return *contact ? m_figures.refresh(transaction, **contact) : Result<void>();
}

Result<Acted> Judgements::finish(
    Transaction &transaction, const QString &kind, const QJsonObject &payload, qint64 identity, const QString &sentence)
{
    auto written = m_log.append(transaction, { kind, payload, {}, true });
    if (!written)
        return tl::unexpected(written.error());
    if (auto done = refresh(transaction, identity); !done)
        return tl::unexpected(done.error());
    if (auto committed = transaction.commit(); !committed)
        return tl::unexpected(committed.error());
    return Acted { sentence, 1, 0, written->row };
}

Result<Acted> Judgements::addEvidence(qint64 identity, const QString &url, const QString &kind)
{
    const LinkCheck link = checkLink(url.trimmed(), {});
    if (!link.openable || !link.url.scheme().startsWith(QLatin1String("http")))
        return fail(Error::Kind::Refused, Words::tr("Give the web address of the work, so that others can look."));
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto who = idOf(identity);
    if (!who)
        return tl::unexpected(who.error());
    const auto id = PersonsWorkId::fresh();
    const QByteArray salt = freshSalt();
    const QString address = link.url.toString(QUrl::FullyEncoded);
    if (auto done = m_addEvidence.run(id, identity, address, kind, salt, m_clock.nowMs()); !done)
        return tl::unexpected(done.error());
    return finish(*transaction, evidenceKind,
        { { thingKey, id.toString() }, { whoKey, *who }, { QStringLiteral("kind"), kind },
            { QStringLiteral("url"), saltedDigest(salt, address.toUtf8()) } },
        identity, Words::tr("Work added: %1").arg(link.shownHost));
}

Result<Acted> Judgements::markStrain(qint64 identity, StrainKind kind)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto who = idOf(identity);
    if (!who)
        return tl::unexpected(who.error());
    const auto id = StrainMarkId::fresh();
    if (auto done = m_addMark.run(id, identity, strainWord(kind), m_clock.nowMs()); !done)
        return tl::unexpected(done.error());
    const QString sentence = kind == StrainKind::Threat ? Words::tr("Marked: a threat")
        : kind == StrainKind::Abuse                     ? Words::tr("Marked: abusive")
                                                        : Words::tr("Marked: took our time");
    return finish(*transaction, strainKind,
        { { thingKey, id.toString() }, { whoKey, *who }, { QStringLiteral("kind"), strainWord(kind) } }, identity,
        sentence);
}

Result<Acted> Judgements::agree(const ToleranceCurve &curve, const QString &why)
{
    const QString reason = why.simplified();
    if (reason.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Say why, so that the team knows what it agreed on."));
    if (auto sound = check(curve); !sound)
        return tl::unexpected(sound.error());
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto id = ToleranceId::fresh();
    const QByteArray salt = freshSalt();
    const QJsonArray points = pointsJson(curve);
    if (auto done = m_addCurve.run(id, QString::fromUtf8(QJsonDocument(points).toJson(QJsonDocument::Compact)),
            curve.ceiling, curve.floor, reason, salt, m_clock.nowMs());
        !done)
        return tl::unexpected(done.error());
    return finish(*transaction, toleranceKind,
        { { thingKey, id.toString() }, { QStringLiteral("points"), points },
            { QStringLiteral("ceiling"), curve.ceiling }, { QStringLiteral("floor"), curve.floor },
            { QStringLiteral("why"), saltedDigest(salt, reason.toUtf8()) } },
        0, Words::tr("Agreed: how much we bear"));
}

Result<Undone> Judgements::invert(Transaction &transaction, const Operation &step, Undo::Way way)
{
    const QString id = QJsonDocument::fromJson(step.payload).object().value(thingKey).toString();
    const auto thing = PersonsWorkId::fromString(id);
    const bool isRemoved = way == Undo::Way::Back;
    if (step.kind == toleranceKind) {
        if (auto done = m_removeCurve.run(thing, isRemoved); !done)
            return tl::unexpected(done.error());
        return Undone { isRemoved ? Words::tr("What was agreed on before holds again")
                                  : Words::tr("The new agreement holds again"),
            0, {} };
    }
    const bool isEvidence = step.kind == evidenceKind;
    auto identity = (isEvidence ? m_ofEvidence : m_ofMark).number(thing);
    if (!identity)
        return tl::unexpected(identity.error());
    if (!*identity)
        return Undone { Words::tr("Left as it is: the person is no longer here"), 1, {} };
    if (auto done = (isEvidence ? m_removeEvidence : m_removeMark).run(thing, isRemoved); !done)
        return tl::unexpected(done.error());
    if (auto done = refresh(transaction, **identity); !done)
        return tl::unexpected(done.error());
    return Undone { isEvidence ? (isRemoved ? Words::tr("The work is off again") : Words::tr("The work is back"))
                               : (isRemoved ? Words::tr("The mark is off again") : Words::tr("The mark is back")),
        0, {} };
}

} // namespace wheelhouse
