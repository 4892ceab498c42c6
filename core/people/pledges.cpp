#include "core/people/timeline.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Pledges)
};

const QString pledgeKind = QStringLiteral("people.pledge");
const QString mentionKey = QStringLiteral("m");
const QString wasKey = QStringLiteral("was");
const QString nowKey = QStringLiteral("now");

} // namespace

Pledges::Pledges(Database &database, OperationLog &log, Undo &undo)
    : m_database(database)
    , m_log(log)
    , m_id(database, "SELECT id FROM mention WHERE row = ?1 AND is_ours = 1")
    , m_row(database, "SELECT row FROM mention WHERE id = ?1")
    , m_read(database, "SELECT answer, due_at FROM pledge WHERE mention = ?1")
    , m_write(database, R"(
        INSERT INTO pledge (mention, answer, due_at) VALUES (?1, ?2, ?3)
        ON CONFLICT (mention) DO UPDATE SET answer = excluded.answer, due_at = excluded.due_at)")
    , m_drop(database, "DELETE FROM pledge WHERE mention = ?1")
{
    undo.teach(pledgeKind, [this](Transaction &, const Operation &step, Undo::Way way) { return invert(step, way); });
}

Result<Acted> Pledges::confirm(qint64 mention, const QDateTime &due)
{
    if (!due.isValid())
        return fail(Error::Kind::Refused, Words::tr("Say by when it was promised."));
    return say(mention, QStringLiteral("confirmed"), due.toMSecsSinceEpoch(), Words::tr("Promise noted"));
}

Result<Acted> Pledges::refuse(qint64 mention)
{
    return say(mention, QStringLiteral("refused"), 0, Words::tr("Not a promise"));
}

Result<void> Pledges::write(qint64 mention, const QJsonArray &answer)
{
    return answer.isEmpty() ? m_drop.run(mention)
                            : m_write.run(mention, answer.at(0).toString(), answer.at(1).toInteger());
}

Result<Acted> Pledges::say(qint64 mention, const QString &answer, qint64 due, const QString &sentence)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto id = m_id.one<MentionId>([](const Row &row) { return row.id<MentionId>(0); }, mention);
    auto was = m_read.one<QJsonArray>(
        [](const Row &row) {
            return QJsonArray { row.text(0), row.number(1) };
        },
        mention);
    if (!id || !was)
        return tl::unexpected(!id ? id.error() : was.error());
    if (!*id)
        return fail(Error::Kind::Missing, Words::tr("This reply is no longer here."));
    const QJsonArray now { answer, due };
    if (*was == now)
        return Acted {};
    if (auto done = write(mention, now); !done)
        return tl::unexpected(done.error());
    auto written = m_log.append(*transaction,
        { pledgeKind, { { mentionKey, (*id)->toString() }, { wasKey, was->value_or(QJsonArray()) }, { nowKey, now } },
            {}, true });
    if (!written)
        return tl::unexpected(written.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return Acted { sentence, 1, 0, written->row };
}

Result<Undone> Pledges::invert(const Operation &step, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(step.payload).object();
    auto row = m_row.number(MentionId::fromString(payload.value(mentionKey).toString()));
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return Undone { Words::tr("Left as it is: the reply is no longer here"), 1, {} };
    auto done = write(**row, payload.value(way == Undo::Way::Back ? wasKey : nowKey).toArray());
    if (!done)
        return tl::unexpected(done.error());
    return Undone { way == Undo::Way::Back ? Words::tr("The promise stands as before")
                                           : Words::tr("The promise was noted again"),
        0, {} };
}

} // namespace wheelhouse
