#include "core/posts/drafting.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Drafting)
};
const QString discardKind = QStringLiteral("post.discard");

struct Target {
    QByteArray mention;
    qint64 channel = 0;
};

} // namespace

DraftReader::DraftReader(Database &database)
    : m_read(database, R"(
        SELECT p.id, v.channel, v.text, v.saved_at FROM post p JOIN variant v ON v.post = p.row
         WHERE p.conversation = ?1 AND p.state = 'draft' ORDER BY p.row DESC LIMIT 1)")
{
}

Result<std::optional<ReplyDraft>> DraftReader::reply(qint64 conversation)
{
    return m_read.one<ReplyDraft>(
        [conversation](const Row &row) {
            return ReplyDraft { row.id<PostId>(0), conversation, row.number(1), row.text(2), row.time(3) };
        },
        conversation);
}

Drafting::Drafting(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_reader(database)
    , m_target(database, R"(
        SELECT m.id, c.channel FROM conversation c JOIN mention m ON m.row = coalesce(nullif(c.latest, 0), c.row)
         WHERE c.row = ?1)")
    , m_addPost(database, R"(
        INSERT INTO post (id, author, state, reply_to, conversation, made_at)
        VALUES (?1, (SELECT row FROM member WHERE is_me = 1), 'draft', ?2, ?3, ?4))")
    , m_addVariant(database, R"(
        INSERT INTO variant (id, post, channel, text, salt, saved_at) VALUES (?1, last_insert_rowid(), ?2, ?3, ?4, ?5))")
    , m_update(
          database, "UPDATE variant SET text = ?2, saved_at = ?3 WHERE post = (SELECT row FROM post WHERE id = ?1)")
    , m_state(database, "UPDATE post SET state = ?2 WHERE id = ?1")
    , m_isEmpty(database, R"(
        SELECT NOT EXISTS (SELECT 1 FROM variant v WHERE v.post = p.row AND (v.text <> '' OR v.salt <> x''))
          FROM post p WHERE p.id = ?1)")
    , m_behind(database, R"(
        SELECT EXISTS (SELECT 1 FROM post o WHERE o.conversation = p.conversation AND o.state = 'draft' AND o.row > p.row)
          FROM post p WHERE p.id = ?1)")
{
    undo.teach(discardKind,
        [this](Transaction &, const Operation &step, Undo::Way way) { return setState(step, way == Undo::Way::Back); });
}

Result<ReplyDraft> Drafting::make(Transaction &transaction, qint64 conversation, const QString &text)
{
    auto target = m_target.one<Target>(
        [](const Row &row) {
            return Target { row.bytes(0), row.number(1) };
        },
        conversation);
    if (!target)
        return tl::unexpected(target.error());
    if (!*target)
        return fail(
            Error::Kind::Missing, Words::tr("This conversation is no longer here. Copy your text before you leave."));
    const ReplyDraft draft { PostId::fresh(), conversation, (*target)->channel, text, m_clock.now() };
    if (auto made = m_addPost.run(draft.post, (*target)->mention, conversation, draft.savedAt); !made)
        return tl::unexpected(made.error());
    if (auto made = m_addVariant.run(VariantId::fresh(), draft.channel, text, freshSalt(), draft.savedAt); !made)
        return tl::unexpected(made.error());
    auto logged = m_log.append(transaction,
        { QStringLiteral("post.draft"), { { QStringLiteral("post"), draft.post.toString() } }, {}, false });
    if (!logged)
        return tl::unexpected(logged.error());
    return draft;
}

Result<ReplyDraft> Drafting::save(qint64 conversation, const QString &text)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto kept = m_reader.reply(conversation);
    if (!kept)
        return tl::unexpected(kept.error());
    Result<ReplyDraft> draft = kept->value_or(ReplyDraft());
    if (*kept) {
        draft->text = text;
        draft->savedAt = m_clock.now();
        if (auto done = m_update.run(draft->post, text, draft->savedAt); !done)
            return tl::unexpected(done.error());
    } else {
        draft = make(*transaction, conversation, text);
    }
    if (!draft)
        return draft;
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return draft;
}

Result<bool> Drafting::discard(qint64 conversation)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto kept = m_reader.reply(conversation);
    if (!kept)
        return tl::unexpected(kept.error());
    if (!*kept)
        return false;
    if (auto done = m_state.run((*kept)->post, QStringLiteral("discarded")); !done)
        return tl::unexpected(done.error());
    auto logged =
        m_log.append(*transaction, { discardKind, { { QStringLiteral("post"), (*kept)->post.toString() } }, {}, true });
    if (!logged)
        return tl::unexpected(logged.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return true;
}

Result<Undone> Drafting::setState(const Operation &operation, bool draft)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    const auto post = PostId::fromString(payload.value(QLatin1String("post")).toString());
    auto empty = m_isEmpty.number(post);
    if (!empty)
        return tl::unexpected(empty.error());
    if (draft && empty->value_or(0) != 0) // whom it answered was erased since, and the words with them
        return Undone { Words::tr("The words of this draft are gone: it is left as it is"), 1, {} };
    if (auto done = m_state.run(post, draft ? QStringLiteral("draft") : QStringLiteral("discarded")); !done)
        return tl::unexpected(done.error());
    Undone undone;
    undone.sentence = draft ? Words::tr("The draft is back") : Words::tr("The draft is gone again");
    auto behind = draft ? m_behind.number(post) : Result<std::optional<qint64>>();
    if (!behind)
        return tl::unexpected(behind.error());
    // Nobody's words are put in place of others: it waits until the one on the screen is gone.
    if (behind->value_or(0) != 0) {
        undone.kept = 1;
        undone.sentence = Words::tr("The draft is back, behind the one being written: it shows when that one is gone");
    }
    return undone;
}

} // namespace wheelhouse
