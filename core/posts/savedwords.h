#pragma once

#include "core/operations/undo.h"
#include "core/posts/content.h"

namespace wheelhouse {

using SavedReplyId = Id<struct SavedReply>;
using TemplateId = Id<struct PostTemplate>;

/// Words that answer what is often asked, with placeholders (savedreplies.h).
struct SavedReply {
    SavedReplyId id;
    QString name;
    QString text;
    QString language; ///< BCP 47; empty: any
    int used = 0; ///< how often it was taken
    friend bool operator==(const SavedReply &, const SavedReply &) = default;
};

/// What posts of one kind begin with.
struct PostTemplate {
    TemplateId id;
    QString name;
    PostContent content;
    friend bool operator==(const PostTemplate &, const PostTemplate &) = default;
};

/// Reads both; any connection.
class SavedWordsReader {
public:
    explicit SavedWordsReader(Database &database);
    /// The one used most first.
    [[nodiscard]] Result<QList<SavedReply>> replies();
    /// By name.
    [[nodiscard]] Result<QList<PostTemplate>> templates();

private:
    Statement m_replies;
    Statement m_templates;
};

/// Makes, changes and removes them; each is one step to undo. What is changed is a new row, and the old one stays for
/// undo, so that the log names no words. Refused without a name or words; Conflict where the name is taken. Lives on
/// the engine lane.
class SavedWords {
public:
    SavedWords(Database &database, OperationLog &log, Undo &undo);

    /// A null id makes a new one. Gives the sentence for the status bar, empty where nothing changed.
    [[nodiscard]] Result<QString> put(const SavedReply &reply);
    [[nodiscard]] Result<QString> put(const PostTemplate &made);
    [[nodiscard]] Result<QString> remove(SavedReplyId id);
    [[nodiscard]] Result<QString> remove(TemplateId id);
    /// Counts that it was taken; no step of its own.
    [[nodiscard]] Result<void> use(SavedReplyId id);

private:
    struct Kind;
    [[nodiscard]] Result<void> nameIsFree(const Kind &kind, const QString &name, const QUuid &but);
    [[nodiscard]] Result<QString> swap(
        Transaction &transaction, const Kind &kind, const QUuid &gone, const QUuid &came, const QString &sentence);
    [[nodiscard]] Result<void> show(const Kind &kind, const QUuid &id, bool shown);
    [[nodiscard]] Result<Undone> invert(const Operation &operation, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    SavedWordsReader m_reader;
    Statement m_addReply;
    Statement m_addTemplate;
    Statement m_showReply;
    Statement m_showTemplate;
    Statement m_replyNamed;
    Statement m_templateNamed;
    Statement m_use;
};

} // namespace wheelhouse
