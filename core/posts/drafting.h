#pragma once

#include "core/base/clock.h"
#include "core/operations/undo.h"
#include "core/posts/post.h"

namespace wheelhouse {

/// The draft of a reply as it is kept; works on any connection.
class DraftReader {
public:
    explicit DraftReader(Database &database);
    [[nodiscard]] Result<std::optional<ReplyDraft>> reply(qint64 conversation);

private:
    Statement m_read;
};

/// Writing a reply. What is typed is saved as it stands, so that it survives a kill; making the draft and throwing it
/// away are operations, the typing in between is not. Lives on the engine lane.
class Drafting {
public:
    Drafting(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    /// Saves \a text as the reply to the newest message of theirs in \a conversation; makes the draft when new.
    [[nodiscard]] Result<ReplyDraft> save(qint64 conversation, const QString &text);
    /// Throws the draft away; one step to undo, which leaves in front what was begun since. Gives whether there was
    /// one.
    [[nodiscard]] Result<bool> discard(qint64 conversation);

private:
    [[nodiscard]] Result<ReplyDraft> make(Transaction &transaction, qint64 conversation, const QString &text);
    [[nodiscard]] Result<Undone> setState(const Operation &operation, bool draft);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    DraftReader m_reader;
    Statement m_target;
    Statement m_addPost;
    Statement m_addVariant;
    Statement m_update;
    Statement m_state;
    Statement m_isEmpty;
    Statement m_behind;
};

} // namespace wheelhouse
