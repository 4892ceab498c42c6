#include "core/inbox/merging.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Merging)
};
const QString mergeKind = QStringLiteral("triage.merge");
const QString splitKind = QStringLiteral("triage.split");

Error mergedAlready()
{
    return { Error::Kind::Conflict, Words::tr("One of these conversations was merged already. Select them anew."), {} };
}

} // namespace

QJsonArray Merging::toJson(const Ids &ids)
{
    QJsonArray all;
    for (const auto &id : ids)
        all.append(id.toString());
    return all;
}

Merging::Merging(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_standings(database)
    , m_counters(database)
    , m_mentions(database, "SELECT id FROM mention WHERE conversation = ?1 AND row >= ?2 ORDER BY row")
    , m_notes(database, "SELECT id FROM note WHERE conversation = ?1 AND row >= ?2 ORDER BY row")
    , m_posts(database, "SELECT id FROM post WHERE conversation = ?1 AND row >= ?2 ORDER BY row")
    , m_answers(database, "SELECT id, reply_to FROM post WHERE conversation = ?1")
    , m_ownNotes(database, R"(
        SELECT o.payload FROM act a JOIN operation o ON o.row = a.operation
         WHERE a.conversation = ?1 AND o.kind = 'note.add')")
    , m_move(database, "UPDATE mention SET conversation = ?2 WHERE id = ?1")
    , m_moveNote(database, "UPDATE note SET conversation = ?2 WHERE id = ?1")
    , m_movePost(database, "UPDATE post SET conversation = ?2 WHERE id = ?1")
    , m_heads(database, R"(
        SELECT coalesce(max(row) FILTER (WHERE is_ours = 0 AND is_history = 0), max(row) FILTER (WHERE is_ours = 0), 0), coalesce(max(row) FILTER (WHERE is_ours = 1), 0), min(row)
          FROM mention m WHERE conversation = ?1 AND NOT EXISTS (SELECT 1 FROM mention_copy c WHERE c.row = m.row))")
    , m_rehead(database, R"(
        UPDATE conversation
           SET latest = ?2, answered = ?3,
               since = coalesce((SELECT min(row) FROM mention m WHERE conversation = ?1 AND is_ours = 0 AND row > ?3
                                    AND is_history = (SELECT is_history FROM mention WHERE row = ?2)
                                    AND NOT EXISTS (SELECT 1 FROM mention_copy c WHERE c.row = m.row)),
                                nullif(?2, 0), ?1),
               identity = coalesce((SELECT identity FROM mention m WHERE conversation = ?1 AND is_ours = 0
                                       AND NOT EXISTS (SELECT 1 FROM mention_copy c WHERE c.row = m.row)
                                     ORDER BY is_history, row LIMIT 1), identity)
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

Result<Merging::Ids> Merging::idsOf(Statement &things, qint64 conversation, qint64 from)
{
    return things.all<ThingId>([](const Row &row) { return row.id<ThingId>(0); }, conversation, from);
}

Result<void> Merging::move(Statement &mover, const Ids &things, qint64 to)
{
    for (const auto &id : things)
        if (auto done = mover.run(id, to); !done)
            return done;
    return {};
}

/// After \a mentions: the replies begun to them, and the notes that were added where they go.
Result<void> Merging::follow(const Ids &mentions, qint64 from, qint64 to)
{
    const QSet<ThingId> gone(mentions.begin(), mentions.end());
    Ids answers;
    auto read = m_answers.each(
        [&](const Row &row) {
            if (gone.contains(row.id<ThingId>(1)))
                answers.append(row.id<ThingId>(0));
            return true;
        },
        from);
    auto notes = m_ownNotes.all<ThingId>(
        [](const Row &row) {
            const QJsonObject payload = QJsonDocument::fromJson(row.bytes(0)).object();
            return ThingId::fromString(payload.value(QLatin1String("note")).toString());
        },
        to);
    if (!read || !notes)
        return tl::unexpected(!read ? read.error() : notes.error());
    if (auto moved = move(m_movePost, answers, to); !moved)
        return moved;
    return move(m_moveNote, *notes, to);
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
    auto mentions = idsOf(m_mentions, goes.row);
    auto notes = idsOf(m_notes, goes.row);
    auto posts = idsOf(m_posts, goes.row);
    if (!mentions || !notes || !posts)
        return tl::unexpected(!mentions ? mentions.error() : !notes ? notes.error() : posts.error());
    auto part = m_standings.difference(Standing(), goes.standing);
    if (!part)
        return tl::unexpected(part.error());
    Standing buried = goes.standing;
    buried.state = TriageState::Merged;
    if (auto done = m_standings.write(transaction, m_counters, goes, buried); !done)
        return tl::unexpected(done.error());
    if (auto done = move(m_move, *mentions, into); !done)
        return tl::unexpected(done.error());
    for (Statement *each : { &m_moveNotes, &m_movePosts, &m_bury })
        if (auto done = each->run(goes.row, into); !done)
            return tl::unexpected(done.error());
    return QJsonObject { { QStringLiteral("c"), goes.anchor.toString() },
        { QStringLiteral("mentions"), toJson(*mentions) }, { QStringLiteral("notes"), toJson(*notes) },
        { QStringLiteral("posts"), toJson(*posts) }, { QStringLiteral("was"), *part } };
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

Result<Standing> Merging::unite(
    Transaction &transaction, const Subject &target, const QList<qint64> &rows, QJsonArray &gone)
{
    Standing merged = target.standing;
    if (merged.state == TriageState::Merged)
        return tl::unexpected(mergedAlready());
    for (const qint64 row : rows) {
        auto goes = m_standings.read(row);
        if (!goes)
            return tl::unexpected(goes.error());
        if (goes->standing.state == TriageState::Merged)
            return tl::unexpected(mergedAlready());
        merged = together(merged, goes->standing);
        auto buried = bury(transaction, *goes, target.row);
        if (!buried)
            return tl::unexpected(buried.error());
        gone.append(*buried);
    }
    if (auto done = m_standings.write(transaction, m_counters, target, merged); !done)
        return tl::unexpected(done.error());
    if (auto done = rehead(target.row); !done)
        return tl::unexpected(done.error());
    return merged;
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
    auto target = m_standings.read(rows.first());
    if (!target)
        return tl::unexpected(target.error());
    QJsonArray gone;
    auto merged = unite(*transaction, *target, rows.mid(1), gone);
    if (!merged)
        return tl::unexpected(merged.error());
    auto was = m_standings.difference(*merged, target->standing);
    auto now = m_standings.difference(target->standing, *merged);
    if (!was || !now)
        return tl::unexpected(!was ? was.error() : now.error());
    if (into)
        *into = target->row;
    const QJsonObject payload { { QStringLiteral("into"), target->anchor.toString() },
        { QStringLiteral("seen"), target->seen }, { QStringLiteral("was"), *was }, { QStringLiteral("now"), *now },
        { QStringLiteral("gone"), gone } };
    return finish(*transaction, mergeKind, payload, rows,
        Words::tr("Merged %Ln conversation(s) into %1", nullptr, int(rows.size())).arg(quoted(target->snippet)));
}

/// The mentions that a split at \a from takes out of \a conversation.
Result<Merging::Ids> Merging::leaving(qint64 conversation, qint64 from)
{
    auto all = idsOf(m_mentions, conversation);
    auto later = idsOf(m_mentions, conversation, from);
    if (!all || !later)
        return tl::unexpected(!all ? all.error() : later.error());
    if (all->isEmpty())
        return tl::unexpected(mergedAlready());
    auto first = rowOf(all->constFirst().toString());
    if (!first)
        return tl::unexpected(first.error());
    if (!maySplit(from, *first))
        return fail(Error::Kind::Refused, Words::tr("The first message cannot be split off: nothing would stay."));
    if (later->isEmpty())
        return fail(Error::Kind::Missing, Words::tr("A message of this step is no longer here."));
    return conversation < from ? *later : all->mid(0, all->size() - later->size());
}

Result<Acted> Merging::split(qint64 conversation, qint64 from, qint64 *made)
{
    m_counters.drop();
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto subject = m_standings.read(conversation);
    auto out = leaving(conversation, from);
    if (!subject || !out)
        return tl::unexpected(!subject ? subject.error() : out.error());
    auto row = rowOf(out->constFirst().toString());
    if (!row)
        return tl::unexpected(row.error());
    auto exists = m_exists.number(*row);
    if (!exists)
        return tl::unexpected(exists.error());
    if (!*exists)
        if (auto begun = m_begin.run(*row, ConversationId::fresh()); !begun)
            return tl::unexpected(begun.error());
    const QJsonObject payload { { QStringLiteral("from"), subject->anchor.toString() },
        { QStringLiteral("at"), out->constFirst().toString() }, { QStringLiteral("mentions"), toJson(*out) } };
    if (auto done = partFrom(*transaction, payload, *subject, *row); !done)
        return tl::unexpected(done.error());
    if (made)
        *made = *row;
    return finish(*transaction, splitKind, payload, { conversation, *row },
        Words::tr("Split off: %1").arg(quoted(subject->snippet)));
}

} // namespace wheelhouse
