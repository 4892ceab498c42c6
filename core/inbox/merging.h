#pragma once

#include "core/inbox/triage.h"

namespace wheelhouse {

/// Whether a conversation of its own may begin at the mention row \a from; \a first: the first by time. Anywhere behind
/// that, since before it nothing would stay.
constexpr bool maySplit(qint64 from, qint64 first)
{
    return from > first;
}

/// Putting conversations together that belong together, and taking them apart. Both are operations; a merge keeps the
/// id of what went in, and undo brings each back exactly as it stood, but for what came in since: that stays in sight.
/// Lives on the engine lane.
class Merging {
public:
    Merging(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    /// Into the oldest of them; gives its row in \a into. Fewer than two: refused. One that was merged already: a
    /// conflict.
    [[nodiscard]] Result<Acted> merge(const QList<qint64> &conversations, qint64 *into = nullptr);
    /// The mention row \a from and all later ones part from those before. What steps name \a conversation by stays in
    /// it, so that where its first message came late, those before go out; gives the row of what went out in \a made.
    /// The first message by time is refused: nothing would stay. A half-written reply goes with what it answers.
    [[nodiscard]] Result<Acted> split(qint64 conversation, qint64 from, qint64 *made = nullptr);

private:
    using ThingId = Id<struct Thing>; ///< of a mention, a note or a post, which are only moved here
    using Ids = QList<ThingId>;
    static QJsonArray toJson(const Ids &ids);
    static Ids fromJson(const QJsonValue &ids);
    [[nodiscard]] Result<Ids> idsOf(Statement &things, qint64 conversation, qint64 from = 0);
    [[nodiscard]] Result<Ids> leaving(qint64 conversation, qint64 from);
    [[nodiscard]] Result<void> move(Statement &mover, const Ids &things, qint64 to);
    [[nodiscard]] Result<void> follow(const Ids &mentions, qint64 from, qint64 to);
    [[nodiscard]] Result<void> rehead(qint64 conversation);
    [[nodiscard]] Result<Standing> unite(
        Transaction &transaction, const Subject &target, const QList<qint64> &rows, QJsonArray &gone);
    [[nodiscard]] Result<QJsonObject> bury(Transaction &transaction, const Subject &goes, qint64 into);
    [[nodiscard]] Result<void> revive(Transaction &transaction, qint64 row, const QJsonObject &part);
    [[nodiscard]] Result<void> reviveAs(Transaction &transaction, qint64 row, const Standing &standing);
    [[nodiscard]] Result<Acted> finish(Transaction &transaction, const QString &kind, const QJsonObject &payload,
        const QList<qint64> &touched, const QString &sentence);
    [[nodiscard]] Result<Undone> undoMerge(Transaction &transaction, const Operation &step, Undo::Way way);
    [[nodiscard]] Result<void> takeApart(
        Transaction &transaction, const QJsonObject &payload, qint64 stays, Undone &undone);
    [[nodiscard]] Result<void> mergeAgain(
        Transaction &transaction, const QJsonObject &payload, qint64 stays, Undone &undone);
    [[nodiscard]] Result<Undone> undoSplit(Transaction &transaction, const Operation &step, Undo::Way way);
    [[nodiscard]] Result<void> putTogether(Transaction &transaction, const Subject &origin, qint64 part);
    [[nodiscard]] Result<void> partFrom(
        Transaction &transaction, const QJsonObject &payload, const Subject &origin, qint64 part);
    [[nodiscard]] Result<qint64> rowOf(const QString &anchor);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    Standings m_standings;
    Counters m_counters;
    Statement m_mentions;
    Statement m_notes;
    Statement m_posts;
    Statement m_answers;
    Statement m_ownNotes;
    Statement m_move;
    Statement m_moveNote;
    Statement m_movePost;
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
