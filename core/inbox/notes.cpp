#include "core/inbox/notes.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace wheelhouse {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Notes)
};
const QString addKind = QStringLiteral("note.add");
const QString withdrawKind = QStringLiteral("note.withdraw");
} // namespace

Notes::Notes(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_anchor(database, "SELECT m.id FROM conversation c JOIN mention m ON m.row = c.row WHERE c.row = ?1")
    , m_insert(database, R"(
        INSERT INTO note (id, conversation, author, text, salt, written_at)
        SELECT ?1, ?2, coalesce(nullif(?6, 0), (SELECT row FROM member WHERE is_me = 1)), ?3, ?4, ?5
         WHERE EXISTS (SELECT 1 FROM conversation WHERE row = ?2))")
    // A merge may leave two half-written ones: what is typed is the one that MentionStore::noteDraft() shows.
    , m_retype(database, R"(
        UPDATE note SET text = ?2, written_at = ?3
         WHERE id = (SELECT id FROM note WHERE conversation = ?1 AND is_draft = 1 ORDER BY written_at DESC LIMIT 1))")
    , m_keep(database, R"(
        INSERT INTO note (id, conversation, author, text, salt, written_at, withdrawn, is_draft)
        SELECT ?1, ?2, (SELECT row FROM member WHERE is_me = 1), ?3, ?4, ?5, 1, 1
         WHERE EXISTS (SELECT 1 FROM conversation WHERE row = ?2))")
    , m_drop(database, R"(
        DELETE FROM note
         WHERE id = (SELECT id FROM note WHERE conversation = ?1 AND is_draft = 1 ORDER BY written_at DESC LIMIT 1))")
    , m_find(database, "SELECT conversation, salt, text FROM note WHERE id = ?1 AND withdrawn = 0")
    , m_set(database, "UPDATE note SET withdrawn = ?2 WHERE id = ?1")
    , m_touch(database, "INSERT INTO act (conversation, operation) VALUES (?1, ?2)")
{
    undo.teach(addKind,
        [this](Transaction &, const Operation &step, Undo::Way way) { return show(step, way == Undo::Way::Again); });
    undo.teach(withdrawKind,
        [this](Transaction &, const Operation &step, Undo::Way way) { return show(step, way == Undo::Way::Back); });
}

Result<Acted> Notes::log(Transaction &transaction, const QString &kind, qint64 conversation, NoteId note,
    const QString &digest, const QString &sentence)
{
    auto anchor = m_anchor.one<MentionId>([](const Row &row) { return row.id<MentionId>(0); }, conversation);
    if (!anchor)
        return tl::unexpected(anchor.error());
    if (!*anchor)
        return fail(Error::Kind::Missing, Words::tr("This conversation is no longer here."));
    auto written = m_log.append(transaction,
        { kind,
            { { QStringLiteral("c"), (*anchor)->toString() }, { QStringLiteral("note"), note.toString() },
                { QStringLiteral("digest"), digest } },
            {}, true });
    if (!written)
        return tl::unexpected(written.error());
    if (auto touched = m_touch.run(conversation, written->row); !touched)
        return tl::unexpected(touched.error());
    if (auto committed = transaction.commit(); !committed)
        return tl::unexpected(committed.error());
    return Acted { sentence, 1, 0, written->row };
}

Result<Acted> Notes::add(qint64 conversation, const QString &text, qint64 author)
{
    const QString words = plainFromText(text.trimmed()).text;
    if (words.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("An empty note says nothing. Write something first."));
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto id = NoteId::fresh();
    const QByteArray salt = freshSalt();
    if (auto kept = m_insert.run(id, conversation, words, salt, m_clock.nowMs(), author); !kept)
        return tl::unexpected(kept.error());
    if (m_database.number("SELECT changes()").value_or(0) == 0)
        return fail(
            Error::Kind::Missing, Words::tr("This conversation is no longer here. Copy your text before you leave."));
    if (auto dropped = m_drop.run(conversation); !dropped)
        return tl::unexpected(dropped.error());
    return log(*transaction, addKind, conversation, id, saltedDigest(salt, words.toUtf8()), Words::tr("Note added"));
}

Result<QDateTime> Notes::keep(qint64 conversation, const QString &text)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const QDateTime now = m_clock.now();
    auto done = text.isEmpty() ? m_drop.run(conversation) : m_retype.run(conversation, text, now);
    if (done && !text.isEmpty() && m_database.number("SELECT changes()").value_or(0) == 0) {
        done = m_keep.run(NoteId::fresh(), conversation, text, freshSalt(), now);
        if (done && m_database.number("SELECT changes()").value_or(0) == 0)
            return fail(Error::Kind::Missing,
                Words::tr("This conversation is no longer here. Copy your text before you leave."));
    }
    if (!done)
        return tl::unexpected(done.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return now;
}

Result<Acted> Notes::withdraw(NoteId note)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    qint64 conversation = 0;
    QString digest;
    auto found = m_find.each(
        [&](const Row &row) {
            conversation = row.number(0);
            digest = saltedDigest(row.bytes(1), row.bytes(2));
            return false;
        },
        note);
    if (!found)
        return tl::unexpected(found.error());
    if (conversation == 0)
        return fail(Error::Kind::Missing, Words::tr("This note is no longer here."));
    if (auto set = m_set.run(note, true); !set)
        return tl::unexpected(set.error());
    return log(*transaction, withdrawKind, conversation, note, digest, Words::tr("Note taken away"));
}

Result<Undone> Notes::show(const Operation &operation, bool shown)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    const auto note = NoteId::fromString(payload.value(QLatin1String("note")).toString());
    if (auto set = m_set.run(note, !shown); !set)
        return tl::unexpected(set.error());
    Undone undone;
    undone.sentence = shown ? Words::tr("The note is back") : Words::tr("The note is gone again");
    return undone;
}

} // namespace wheelhouse
