#pragma once

#include "core/inbox/triage.h"

namespace wheelhouse {

/// Putting conversations together that belong together, and taking them apart. Both are operations; a merge keeps the
/// id of what went in, and undo brings each back exactly as it stood. Lives on the engine lane.
class Merging {
public:
    Merging(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    /// Into the oldest of them; gives its row in \a into. Fewer than two: refused.
    [[nodiscard]] Result<Acted> merge(const QList<qint64> &conversations, qint64 *into = nullptr);
    /// The mention row \a from and all later messages become a conversation of their own. The first message of a
    /// conversation is refused: nothing would stay.
    [[nodiscard]] Result<Acted> split(qint64 conversation, qint64 from, qint64 *made = nullptr);

private:
    using Ids = QList<MentionId>;
    [[nodiscard]] Result<Ids> mentionsOf(qint64 conversation, qint64 from);
    [[nodiscard]] Result<void> move(const Ids &mentions, qint64 to);
    [[nodiscard]] Result<void> rehead(qint64 conversation);
    [[nodiscard]] Result<QJsonObject> bury(Transaction &transaction, const Subject &goes, qint64 into);
    [[nodiscard]] Result<void> revive(Transaction &transaction, qint64 row, const QJsonObject &part);
    [[nodiscard]] Result<void> reviveAs(Transaction &transaction, qint64 row, const Standing &standing);
    [[nodiscard]] Result<Acted> finish(Transaction &transaction, const QString &kind, const QJsonObject &payload,
        const QList<qint64> &touched, const QString &sentence);
    [[nodiscard]] Result<Undone> undoMerge(Transaction &transaction, const Operation &step, Undo::Way way);
    [[nodiscard]] Result<Undone> undoSplit(Transaction &transaction, const Operation &step, Undo::Way way);
    [[nodiscard]] Result<qint64> rowOf(const QString &anchor);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    Standings m_standings;
    Counters m_counters;
    Statement m_mentions;
    Statement m_move;
    Statement m_heads;
    Statement m_rehead;
    Statement m_bury;
    Statement m_unbury;
    Statement m_exists;
    Statement m_begin;
    Statement m_moveNotes;
    Statement m_movePosts;
    Statement m_mentionRow;
    Statement m_touch;
};

} // namespace wheelhouse
