#pragma once

#include "core/inbox/standing.h"
#include "core/inbox/triagestate.h"

namespace wheelhouse {

/// A mention on its way into a conversation.
struct Joining {
    qint64 row = 0;
    MentionId id;
    MentionId replyTo; ///< null: starts a conversation
    qint64 identity = 0;
    qint64 channel = 0;
    bool isOurs = false;
    bool courtesy = false;
    bool asHistory = false;
    qint64 writtenAt = 0; ///< UTC ms
    qint64 copyIn = 0; ///< the conversation that has the same words from elsewhere: it goes there and asks nothing
};

/// Which conversation a mention belongs to, by reply ids, in whatever order they arrive: a parent that is not here yet
/// is awaited, and when it comes the conversations that waited for it become one.
class Threads {
public:
    Threads(Database &database, Counters &counters);

    /// The conversation for \a joining, made or changed as its arrival asks for (state table, latest, since, dot).
    [[nodiscard]] Result<qint64> place(const Joining &joining);
    /// What came first as mere surroundings of a thread, or as history, comes again as something said to us: from now
    /// on an answer is owed for it. Its row; none: it was news all along, is ours, gone or from an archive.
    [[nodiscard]] Result<std::optional<qint64>> raise(const Joining &joining);

private:
    struct Head; ///< what arrivals change of a conversation
    [[nodiscard]] Result<std::optional<qint64>> conversationOf(MentionId mention);
    /// The conversation in which a reply to \a parent, not here yet, lives now.
    [[nodiscard]] Result<std::optional<qint64>> awaiting(MentionId parent);
    [[nodiscard]] Result<qint64> begin(const Joining &joining);
    [[nodiscard]] Result<void> extend(qint64 conversation, const Joining &joining);
    [[nodiscard]] Result<Head> read(qint64 conversation);
    [[nodiscard]] Result<void> write(const Head &before, const Head &after);
    [[nodiscard]] Result<void> theySpoke(Head &head, const Joining &joining);
    [[nodiscard]] Result<void> weSpoke(Head &head, const Joining &joining);
    [[nodiscard]] Result<qint64> join(qint64 one, qint64 other);

    Counters &m_counters;
    Statement m_of;
    Statement m_quiet;
    Statement m_raise;
    Statement m_awaiting;
    Statement m_home;
    Statement m_await;
    Statement m_arrived;
    Statement m_begin;
    Statement m_head;
    Statement m_labels;
    Statement m_write;
    Statement m_inherit;
    Statement m_rename;
    Statement m_oldestAfter;
    Statement m_moveMentions;
    Statement m_moveNotes;
    Statement m_moveLabels;
    Statement m_dropLabels;
    Statement m_movePosts;
    Statement m_moveAwaited;
    Statement m_moveActs;
    Statement m_moveTrace;
    Statement m_moveHold;
    Statement m_bury;
    Statement m_moveBuried;
};

} // namespace wheelhouse
