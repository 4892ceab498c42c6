#pragma once

#include "core/inbox/triage.h"

namespace wheelhouse {

/// What the team tells itself about a conversation; never published. Lives on the engine lane.
class Notes {
public:
    Notes(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    /// Adds a note by \a author (a row of member; 0: this desk's person), in place of what was kept half-written. Empty
    /// text is refused. One step to undo.
    [[nodiscard]] Result<Acted> add(qint64 conversation, const QString &text, qint64 author = 0);
    /// Keeps \a text as it is typed, so that it survives a kill; empty: it is kept no more. No operation, and nobody's
    /// note yet. Of two that a merge brought together this is the newest; the other waits. Gives when (UTC).
    [[nodiscard]] Result<QDateTime> keep(qint64 conversation, const QString &text);
    /// Takes a note away; its words stay in the store so that undo can bring it back.
    [[nodiscard]] Result<Acted> withdraw(NoteId note);

private:
    [[nodiscard]] Result<Acted> log(Transaction &transaction, const QString &kind, qint64 conversation, NoteId note,
        const QString &digest, const QString &sentence);
    [[nodiscard]] Result<Undone> show(const Operation &operation, bool shown);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    Statement m_anchor;
    Statement m_insert;
    Statement m_retype;
    Statement m_keep;
    Statement m_drop;
    Statement m_find;
    Statement m_set;
    Statement m_touch;
};

} // namespace wheelhouse
