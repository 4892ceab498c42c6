#include "core/inbox/promisereader.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Promises)
};

constexpr const char *columns = R"(
    SELECT p.conversation, p.kind, p.mention, p.standing, p.answered, p.began_at, p.due_at, p.stopped_at, p.late_ms,
           p.terms_at, p.policy, coalesce(nullif(i.name, ''), i.handle), substr(m.text, 1, 240)
      FROM promise p
      JOIN mention m ON m.row = p.mention
      JOIN identity i ON i.row = m.identity
)";

PromiseNote readNote(const Row &row)
{
    PromiseNote note;
    note.conversation = row.number(0);
    note.kind = row.text(1) == QLatin1String("first") ? Owed::Kind::First : Owed::Kind::Next;
    note.mention = row.number(2);
    note.standing = row.text(3);
    note.answered = row.flag(4);
    note.beganAt = row.time(5);
    note.dueAt = row.time(6);
    note.stoppedAt = row.time(7);
    note.lateMs = row.number(8);
    note.recomputed = !row.isNull(9);
    note.policy.row = row.number(10);
    note.name = row.text(11);
    note.snippet = row.text(12).simplified();
    return note;
}

} // namespace

PromiseReader::PromiseReader(Database &database)
    : m_policies(database)
    , m_owed(database, QByteArray(columns) + R"(
     WHERE p.standing IN ('running', 'paused') ORDER BY coalesce(p.due_at, 9223372036854775807), p.began_at LIMIT ?1)")
    , m_of(database,
          QByteArray(columns) + " WHERE p.conversation = ?1 AND p.standing <> 'void' ORDER BY p.began_at, p.row")
    , m_ended(database, R"(
        SELECT count(*) FILTER (WHERE standing = 'kept'), count(*)
          FROM promise INDEXED BY promise_stopped WHERE stopped_at >= ?1 AND standing IN ('kept', 'broken'))")
    , m_first(database, R"(
        SELECT stopped_at - began_at FROM promise INDEXED BY promise_stopped
         WHERE stopped_at >= ?1 AND kind = 'first' AND answered = 1 ORDER BY stopped_at - began_at)")
    , m_any(database, "SELECT 1 FROM promise_policy LIMIT 1")
{
}

Result<QList<PromiseNote>> PromiseReader::notes(Statement &statement, qint64 value)
{
    auto found = statement.all<PromiseNote>(&readNote, value);
    auto versions = m_policies.allVersions();
    if (!found || !versions)
        return tl::unexpected(!found ? found.error() : versions.error());
    for (PromiseNote &note : *found)
        for (const PromisePolicy &each : std::as_const(*versions))
            if (each.row == note.policy.row)
                note.policy = each;
    return found;
}

Result<QList<PromiseNote>> PromiseReader::owed(int limit)
{
    return notes(m_owed, limit);
}

Result<QList<PromiseNote>> PromiseReader::of(qint64 conversation)
{
    return notes(m_of, conversation);
}

Result<PromiseFigures> PromiseReader::figures(qint64 since)
{
    PromiseFigures figures;
    auto ended = m_ended.each(
        [&](const Row &row) {
            figures.kept = int(row.number(0));
            figures.ended = int(row.number(1));
            return false;
        },
        since);
    auto first = m_first.all<qint64>([](const Row &row) { return row.number(0); }, since);
    if (!ended || !first)
        return tl::unexpected(!ended ? ended.error() : first.error());
    figures.firstReplies = int(first->size());
    if (!first->isEmpty())
        figures.medianFirstMs = first->at((first->size() - 1) / 2);
    return figures;
}

Result<bool> PromiseReader::hasPolicies()
{
    auto any = m_any.number();
    if (!any)
        return tl::unexpected(any.error());
    return any->has_value();
}

QString conditionsOf(const PromisePolicy &policy, const std::function<QString(const char *table, qint64 row)> &nameOf)
{
    QStringList parts;
    if (policy.label != 0)
        parts.append(Words::tr("label %1").arg(nameOf("label", policy.label)));
    if (!policy.need.isEmpty())
        parts.append(Words::tr("need %1").arg(policy.need));
    if (policy.department != 0)
        parts.append(Words::tr("department %1").arg(nameOf("department", policy.department)));
    if (policy.channel != 0)
        parts.append(Words::tr("channel %1").arg(nameOf("channel", policy.channel)));
    return parts.isEmpty() ? Words::tr("everyone") : QLocale().createSeparatedList(parts);
}

QString whyText(const PromiseNote &note)
{
    const PromisePolicy &policy = note.policy;
    const QString promise = note.kind == Owed::Kind::First
        ? Words::tr("“%1”: a first reply within %2").arg(policy.name, spanToText(policy.firstMs))
        : Words::tr("“%1”: the next reply within %2").arg(policy.name, spanToText(policy.nextMs));
    QStringList lines { promise, policy.reason };
    if (policy.hours.always)
        lines.append(Words::tr("Day and night"));
    else
        lines.append(
            Words::tr("Hours: %1 (%2)")
                .arg(hoursToText(policy.hours),
                    policy.hours.zone.isEmpty() ? QStringLiteral("UTC") : QString::fromUtf8(policy.hours.zone)));
    if (note.recomputed)
        lines.append(Words::tr("Recomputed after it began"));
    return lines.join(QLatin1Char('\n'));
}

} // namespace wheelhouse
