#include "core/inbox/merging.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Merging)
};
const QString mergeKind = QStringLiteral("triage.merge");
const QString splitKind = QStringLiteral("triage.split");

QJsonArray toJson(const QList<MentionId> &ids)
{
    QJsonArray all;
    for (const MentionId &id : ids)
        all.append(id.toString());
    return all;
}

QList<MentionId> fromJson(const QJsonValue &ids)
{
    QList<MentionId> all;
    const QJsonArray array = ids.toArray();
    for (const auto &each : array)
        all.append(MentionId::fromString(each.toString()));
    return all;
}

} // namespace

Merging::Merging(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_standings(database)
    , m_counters(database)
    , m_mentions(database, "SELECT id FROM mention WHERE conversation = ?1 AND row >= ?2 ORDER BY row")
    , m_move(database, "UPDATE mention SET conversation = ?2 WHERE id = ?1")
    , m_heads(database, R"(
        SELECT coalesce(max(row) FILTER (WHERE is_ours = 0), 0), coalesce(max(row) FILTER (WHERE is_ours = 1), 0), min(row)
          FROM mention WHERE conversation = ?1)")
    , m_rehead(database, R"(
        UPDATE conversation
           SET latest = ?2, answered = ?3,
               since = coalesce((SELECT min(row) FROM mention WHERE conversation = ?1 AND is_ours = 0 AND row > ?3),
                                nullif(?2, 0), ?1),
               identity = coalesce((SELECT identity FROM mention WHERE conversation = ?1 AND is_ours = 0 ORDER BY row LIMIT 1),
                                   identity)
         WHERE row = ?1)")
    , m_bury(database, "UPDATE conversation SET state = 'merged', merged_into = ?2 WHERE row = ?1")
    , m_unbury(database, "UPDATE conversation SET merged_into = NULL WHERE row = ?1")
    , m_exists(database, "SELECT 1 FROM conversation WHERE row = ?1")
    , m_begin(database, R"(
        INSERT INTO conversation (row, id, channel, identity, state, unread, latest, answered, since, merged_into)
        SELECT ?1, ?2, m.channel, m.identity, 'merged', 0, 0, 0, ?1, NULL FROM mention m WHERE m.row = ?1)")
    , m_moveNotes(database, "UPDATE note SET conversation = ?2 WHERE conversation = ?1")
    , m_movePosts(database, "UPDATE post SET conversation = ?2 WHERE conversation = ?1")
    , m_mentionRow(database, "SELECT row FROM mention WHERE id = ?1")
    , m_touch(database, "INSERT INTO act (conversation, operation) VALUES (?1, ?2)")
{
    undo.teach(
        mergeKind, [this](Transaction &t, const Operation &step, Undo::Way way) { return undoMerge(t, step, way); });
    undo.teach(
        splitKind, [this](Transaction &t, const Operation &step, Undo::Way way) { return undoSplit(t, step, way); });
}

Result<Merging::Ids> Merging::mentionsOf(qint64 conversation, qint64 from)
{
    return m_mentions.all<MentionId>([](const Row &row) { return row.id<MentionId>(0); }, conversation, from);
}

Result<void> Merging::move(const Ids &mentions, qint64 to)
{
    for (const MentionId &id : mentions)
        if (auto done = m_move.run(id, to); !done)
            return done;
    return {};
}

Result<void> Merging::rehead(qint64 conversation)
{
    qint64 latest = 0;
    qint64 answered = 0;
    auto read = m_heads.each(
        [&](const Row &row) {
            latest = row.number(0);
            answered = row.number(1);
            return false;
        },
        conversation);
    if (!read)
        return read;
    return m_rehead.run(conversation, latest, answered);
}

Result<qint64> Merging::rowOf(const QString &anchor)
{
    auto row = m_mentionRow.number(MentionId::fromString(anchor));
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return fail(Error::Kind::Missing, Words::tr("A message of this step is no longer here."));
    return **row;
}

Result<QJsonObject> Merging::bury(Transaction &transaction, const Subject &goes, qint64 into)
{
    auto mentions = mentionsOf(goes.row, 0);
    if (!mentions)
        return tl::unexpected(mentions.error());
    auto part = m_standings.difference(Standing(), goes.standing);
    if (!part)
        return tl::unexpected(part.error());
    Standing buried = goes.standing;
    buried.state = TriageState::Merged;
    if (auto done = m_standings.write(transaction, m_counters, goes, buried); !done)
        return tl::unexpected(done.error());
    if (auto done = move(*mentions, into); !done)
        return tl::unexpected(done.error());
    for (Statement *each : { &m_moveNotes, &m_movePosts, &m_bury })
        if (auto done = each->run(goes.row, into); !done)
            return tl::unexpected(done.error());
    return QJsonObject { { QStringLiteral("c"), goes.anchor.toString() },
        { QStringLiteral("mentions"), toJson(*mentions) }, { QStringLiteral("was"), *part } };
}

Result<void> Merging::reviveAs(Transaction &transaction, qint64 row, const Standing &standing)
{
    if (auto done = m_unbury.run(row); !done)
        return done;
    if (auto done = rehead(row); !done)
        return done;
    auto subject = m_standings.read(row);
    if (!subject)
        return tl::unexpected(subject.error());
    return m_standings.write(transaction, m_counters, *subject, standing);
}

Result<void> Merging::revive(Transaction &transaction, qint64 row, const QJsonObject &part)
{
    auto standing = m_standings.with(Standing(), part);
    if (!standing)
        return tl::unexpected(standing.error());
    return reviveAs(transaction, row, *standing);
}

Result<Acted> Merging::finish(Transaction &transaction, const QString &kind, const QJsonObject &payload,
    const QList<qint64> &touched, const QString &sentence)
{
    auto written = m_log.append(transaction, { kind, payload, {}, true });
    if (!written)
        return tl::unexpected(written.error());
    for (const qint64 row : touched)
        if (auto done = m_touch.run(row, written->row); !done)
            return tl::unexpected(done.error());
    if (auto counted = m_counters.flush(transaction); !counted)
        return tl::unexpected(counted.error());
    if (auto committed = transaction.commit(); !committed)
        return tl::unexpected(committed.error());
    return Acted { sentence, int(touched.size()), 0, written->row };
}

Result<Acted> Merging::merge(const QList<qint64> &conversations, qint64 *into)
{
    QList<qint64> rows = conversations;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    if (rows.size() < 2)
        return fail(Error::Kind::Refused, Words::tr("Select two conversations or more to merge them."));
    m_counters.drop();
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const qint64 stays = rows.first();
    auto target = m_standings.read(stays);
    if (!target)
        return tl::unexpected(target.error());
    Standing merged = target->standing;
    QJsonArray gone;
    for (const qint64 row : std::as_const(rows)) {
        if (row == stays)
            continue;
        auto goes = m_standings.read(row);
        if (!goes)
            return tl::unexpected(goes.error());
        merged = together(merged, goes->standing);
        auto buried = bury(*transaction, *goes, stays);
        if (!buried)
            return tl::unexpected(buried.error());
        gone.append(*buried);
    }
    auto was = m_standings.difference(merged, target->standing);
    auto now = m_standings.difference(target->standing, merged);
    if (!was || !now)
        return tl::unexpected(!was ? was.error() : now.error());
    if (auto done = m_standings.write(*transaction, m_counters, *target, merged); !done)
        return tl::unexpected(done.error());
    if (auto done = rehead(stays); !done)
        return tl::unexpected(done.error());
    if (into)
        *into = stays;
    const QJsonObject payload { { QStringLiteral("into"), target->anchor.toString() }, { QStringLiteral("was"), *was },
        { QStringLiteral("now"), *now }, { QStringLiteral("gone"), gone } };
    return finish(*transaction, mergeKind, payload, rows,
        Words::tr("Merged %Ln conversation(s) into %1", nullptr, int(rows.size())).arg(quoted(target->snippet)));
}

Result<Undone> Merging::undoMerge(Transaction &transaction, const Operation &step, Undo::Way way)
{
    m_counters.drop();
    const QJsonObject payload = QJsonDocument::fromJson(step.payload).object();
    auto stays = rowOf(payload.value(QLatin1String("into")).toString());
    if (!stays)
        return tl::unexpected(stays.error());
    const QJsonArray gone = payload.value(QLatin1String("gone")).toArray();
    Undone undone;
    for (const auto &each : gone) {
        auto row = rowOf(each[QLatin1String("c")].toString());
        if (!row)
            return tl::unexpected(row.error());
        if (way == Undo::Way::Back) {
            if (auto done = move(fromJson(each[QLatin1String("mentions")]), *row); !done)
                return tl::unexpected(done.error());
            if (auto done = revive(transaction, *row, each[QLatin1String("was")].toObject()); !done)
                return tl::unexpected(done.error());
        } else {
            auto goes = m_standings.read(*row);
            if (!goes)
                return tl::unexpected(goes.error());
            if (auto done = bury(transaction, *goes, *stays); !done)
                return tl::unexpected(done.error());
        }
        undone.conversations.append(*row);
    }
    auto subject = m_standings.read(*stays);
    if (!subject)
        return tl::unexpected(subject.error());
    auto standing = m_standings.with(subject->standing,
        payload.value(way == Undo::Way::Back ? QLatin1String("was") : QLatin1String("now")).toObject());
    if (!standing)
        return tl::unexpected(standing.error());
    if (auto done = m_standings.write(transaction, m_counters, *subject, *standing); !done)
        return tl::unexpected(done.error());
    if (auto done = rehead(*stays); !done)
        return tl::unexpected(done.error());
    if (auto counted = m_counters.flush(transaction); !counted)
        return tl::unexpected(counted.error());
    undone.conversations.prepend(*stays);
    undone.sentence = way == Undo::Way::Back ? Words::tr("Taken apart again: %1").arg(quoted(subject->snippet))
                                             : Words::tr("Merged again: %1").arg(quoted(subject->snippet));
    return undone;
}

Result<Acted> Merging::split(qint64 conversation, qint64 from, qint64 *made)
{
    m_counters.drop();
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto subject = m_standings.read(conversation);
    auto all = mentionsOf(conversation, 0);
    auto moving = mentionsOf(conversation, from);
    if (!subject || !all || !moving)
        return tl::unexpected(!subject ? subject.error() : !all ? all.error() : moving.error());
    if (moving->isEmpty() || moving->size() == all->size() || from == conversation)
        return fail(Error::Kind::Refused, Words::tr("The first message cannot be split off: nothing would stay."));
    auto exists = m_exists.number(from);
    if (!exists)
        return tl::unexpected(exists.error());
    if (!*exists)
        if (auto begun = m_begin.run(from, ConversationId::fresh()); !begun)
            return tl::unexpected(begun.error());
    if (auto done = move(*moving, from); !done)
        return tl::unexpected(done.error());
    Standing standing = subject->standing;
    standing.claimedBy = standing.claimedUntil = 0;
    if (auto done = reviveAs(*transaction, from, standing); !done)
        return tl::unexpected(done.error());
    if (auto done = rehead(conversation); !done)
        return tl::unexpected(done.error());
    if (made)
        *made = from;
    const QJsonObject payload { { QStringLiteral("from"), subject->anchor.toString() },
        { QStringLiteral("at"), moving->first().toString() }, { QStringLiteral("mentions"), toJson(*moving) } };
    return finish(*transaction, splitKind, payload, { conversation, from },
        Words::tr("Split off: %1").arg(quoted(subject->snippet)));
}

Result<Undone> Merging::undoSplit(Transaction &transaction, const Operation &step, Undo::Way way)
{
    m_counters.drop();
    const QJsonObject payload = QJsonDocument::fromJson(step.payload).object();
    auto origin = rowOf(payload.value(QLatin1String("from")).toString());
    auto part = rowOf(payload.value(QLatin1String("at")).toString());
    if (!origin || !part)
        return tl::unexpected(!origin ? origin.error() : part.error());
    auto subject = m_standings.read(way == Undo::Way::Back ? *part : *origin);
    if (!subject)
        return tl::unexpected(subject.error());
    if (way == Undo::Way::Back) {
        if (auto done = bury(transaction, *subject, *origin); !done)
            return tl::unexpected(done.error());
    } else {
        if (auto done = move(fromJson(payload.value(QLatin1String("mentions"))), *part); !done)
            return tl::unexpected(done.error());
        if (auto done = reviveAs(transaction, *part, subject->standing); !done)
            return tl::unexpected(done.error());
    }
    if (auto done = rehead(*origin); !done)
        return tl::unexpected(done.error());
    if (auto counted = m_counters.flush(transaction); !counted)
        return tl::unexpected(counted.error());
    Undone undone;
    undone.conversations = { *origin };
    undone.sentence = way == Undo::Way::Back ? Words::tr("Together again: %1").arg(quoted(subject->snippet))
                                             : Words::tr("Split off again: %1").arg(quoted(subject->snippet));
    return undone;
}

} // namespace wheelhouse
