#include "core/posts/savedwords.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SavedWords)
};

const QString changeKind = QStringLiteral("saved.change");
const QString kindKey = QStringLiteral("kind");
const QString goneKey = QStringLiteral("gone");
const QString cameKey = QStringLiteral("came");

tl::unexpected<Error> notThere()
{
    return fail(Error::Kind::Missing, Words::tr("It is not there any more."));
}

QUuid idIn(const QJsonObject &payload, const QString &key)
{
    return QUuid::fromString(payload.value(key).toString());
}

} // namespace

/// Which of the two tables, and what it is called in the log.
struct SavedWords::Kind {
    QString word;
    Statement *show;
    Statement *named;
};

SavedWordsReader::SavedWordsReader(Database &database)
    : m_replies(database, R"(
        SELECT id, name, text, language, used FROM saved_reply WHERE removed = 0
         ORDER BY used DESC, name COLLATE NOCASE)")
    , m_templates(
          database, "SELECT id, name, content FROM post_template WHERE removed = 0 ORDER BY name COLLATE NOCASE")
{
}

Result<QList<SavedReply>> SavedWordsReader::replies()
{
    return m_replies.all<SavedReply>([](const Row &row) {
        return SavedReply { row.id<SavedReplyId>(0), row.text(1), row.text(2), row.text(3), int(row.number(4)) };
    });
}

Result<QList<PostTemplate>> SavedWordsReader::templates()
{
    QList<PostTemplate> all;
    std::optional<Error> wrong;
    auto done = m_templates.each([&](const Row &row) {
        auto content = contentFromJson(QJsonDocument::fromJson(row.bytes(2)).object());
        if (content)
            all.append({ row.id<TemplateId>(0), row.text(1), std::move(*content) });
        else
            wrong = content.error();
        return !wrong;
    });
    if (!done)
        return tl::unexpected(done.error());
    if (wrong)
        return tl::unexpected(*wrong);
    return all;
}

SavedWords::SavedWords(Database &database, OperationLog &log, Undo &undo)
    : m_database(database)
    , m_log(log)
    , m_reader(database)
    , m_addReply(database, R"(
        INSERT INTO saved_reply (id, name, text, language, used)
        VALUES (?1, ?2, ?3, ?4, coalesce((SELECT used FROM saved_reply WHERE id = ?5), 0)))")
    , m_addTemplate(database, "INSERT INTO post_template (id, name, content) VALUES (?1, ?2, ?3)")
    , m_showReply(database, "UPDATE saved_reply SET removed = ?2 WHERE id = ?1 AND removed <> ?2 RETURNING row")
    , m_showTemplate(database, "UPDATE post_template SET removed = ?2 WHERE id = ?1 AND removed <> ?2 RETURNING row")
    , m_replyNamed(database, R"(
        SELECT 1 FROM saved_reply WHERE name = ?1 COLLATE NOCASE AND removed = 0 AND id IS NOT ?2)")
    , m_templateNamed(database, R"(
        SELECT 1 FROM post_template WHERE name = ?1 COLLATE NOCASE AND removed = 0 AND id IS NOT ?2)")
    , m_use(database, "UPDATE saved_reply SET used = used + 1 WHERE id = ?1")
{
    undo.teach(changeKind, [this](Transaction &, const Operation &step, Undo::Way way) { return invert(step, way); });
}

Result<void> SavedWords::nameIsFree(const Kind &kind, const QString &name, const QUuid &but)
{
    if (name.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Give it a name."));
    auto taken = kind.named->number(name, Id<void>(but));
    if (!taken)
        return tl::unexpected(taken.error());
    if (*taken)
        return fail(Error::Kind::Conflict, Words::tr("“%1” is there already. Choose another name.").arg(name));
    return {};
}

Result<void> SavedWords::show(const Kind &kind, const QUuid &id, bool shown)
{
    if (id.isNull())
        return {};
    auto done = kind.show->number(Id<void>(id), !shown);
    if (!done)
        return tl::unexpected(done.error());
    if (!*done)
        return notThere();
    return {};
}

Result<QString> SavedWords::swap(
    Transaction &transaction, const Kind &kind, const QUuid &gone, const QUuid &came, const QString &sentence)
{
    if (auto hidden = show(kind, gone, false); !hidden)
        return tl::unexpected(hidden.error());
    auto logged = m_log.append(transaction,
        { changeKind,
            { { kindKey, kind.word }, { goneKey, gone.toString(QUuid::WithoutBraces) },
                { cameKey, came.toString(QUuid::WithoutBraces) } },
            {}, true });
    if (!logged)
        return tl::unexpected(logged.error());
    if (auto done = transaction.commit(); !done)
        return tl::unexpected(done.error());
    return sentence;
}

Result<QString> SavedWords::put(const SavedReply &reply)
{
    const Kind kind { QStringLiteral("reply"), &m_showReply, &m_replyNamed };
    const QString name = reply.name.simplified();
    if (reply.text.trimmed().isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Write what it says."));
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto free = nameIsFree(kind, name, reply.id.uuid());
    const auto id = SavedReplyId::fresh();
    auto done = free ? m_addReply.run(id, name, reply.text, reply.language, reply.id) : free;
    if (!done)
        return tl::unexpected(done.error());
    return swap(*transaction, kind, reply.id.uuid(), id.uuid(),
        (reply.id.isNull() ? Words::tr("Saved reply kept: “%1”") : Words::tr("Saved reply changed: “%1”")).arg(name));
}

Result<QString> SavedWords::put(const PostTemplate &made)
{
    const Kind kind { QStringLiteral("template"), &m_showTemplate, &m_templateNamed };
    const QString name = made.name.simplified();
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto free = nameIsFree(kind, name, made.id.uuid());
    const auto id = TemplateId::fresh();
    const QByteArray content = QJsonDocument(toJson(made.content)).toJson(QJsonDocument::Compact);
    auto done = free ? m_addTemplate.run(id, name, Utf8 { content }) : free;
    if (!done)
        return tl::unexpected(done.error());
    return swap(*transaction, kind, made.id.uuid(), id.uuid(),
        (made.id.isNull() ? Words::tr("Template kept: “%1”") : Words::tr("Template changed: “%1”")).arg(name));
}

Result<QString> SavedWords::remove(SavedReplyId id)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    return swap(*transaction, { QStringLiteral("reply"), &m_showReply, &m_replyNamed }, id.uuid(), {},
        Words::tr("Saved reply removed"));
}

Result<QString> SavedWords::remove(TemplateId id)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    return swap(*transaction, { QStringLiteral("template"), &m_showTemplate, &m_templateNamed }, id.uuid(), {},
        Words::tr("Template removed"));
}

Result<void> SavedWords::use(SavedReplyId id)
{
    return m_use.run(id);
}

Result<Undone> SavedWords::invert(const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    const bool isReply = payload.value(kindKey).toString() == QLatin1String("reply");
    const Kind kind { {}, isReply ? &m_showReply : &m_showTemplate, isReply ? &m_replyNamed : &m_templateNamed };
    const QUuid comes = idIn(payload, way == Undo::Way::Back ? goneKey : cameKey);
    const QUuid goes = idIn(payload, way == Undo::Way::Back ? cameKey : goneKey);
    auto done = show(kind, goes, false);
    if (done)
        done = show(kind, comes, true);
    if (!done)
        return done.error().kind == Error::Kind::Missing
            ? Result<Undone>(Undone { Words::tr("It was changed since: it stays as it is"), 1, {} })
            : tl::unexpected(done.error());
    return Undone { isReply ? Words::tr("The saved replies are as before") : Words::tr("The templates are as before"),
        0, {} };
}

} // namespace wheelhouse
