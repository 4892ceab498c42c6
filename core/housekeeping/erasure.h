#pragma once

#include "core/housekeeping/erasing.h"
#include "core/inbox/triage.h"
#include "core/intake/admission.h"

namespace wheelhouse {

/// What erasing a person would take, and what stays: all that is said before it is done.
struct ErasurePreview {
    QList<qint64> identities; ///< rows, with the bridges' copies of them
    QStringList people; ///< "Ada Moreno, @ada@example.social", one an identity
    qint64 mentions = 0; ///< theirs
    qint64 answers = 0; ///< ours, in their conversations
    qint64 openConversations = 0; ///< that will be done
    qint64 drafts = 0;
    QList<Note> notes; ///< the team's words about their conversations, or naming them: kept unless asked
    QStringList filters; ///< saved filters that name them, by name: not changed
    QStringList rules; ///< rules of which any version names them, by name: not changed
    QStringList feeds; ///< followed, where nobody else writes: their names and addresses stay until they are unfollowed
    qint64 namedElsewhere = 0; ///< messages of other people that name a handle: not changed
    qint64 evidence = 0; ///< conversations that an incident keeps
    int copies = 0; ///< backups and damaged copies made before
    QDateTime copiesUntil; ///< UTC, when the last of them is replaced
    [[nodiscard]] QStringList goes() const; ///< sentences for a person
    [[nodiscard]] QStringList stays() const;
};

/// Erases a person: whoever they are on any network. It cannot be undone and says so; the log keeps that it was done,
/// with ids and counts. Nothing of theirs is taken in afterwards. Lives on the engine lane.
class Erasure {
public:
    struct Asked {
        bool notes = false; ///< the notes of the preview go too
        bool evidence = false; ///< also what an incident keeps
    };

    Erasure(Database &database, OperationLog &log, Admission &admission, const Clock &clock);

    /// The identities of the person called \a words: a handle with or without @, a display name, a profile's address
    /// or an identity's id. Missing where nobody is; Conflict where several people are, naming them.
    [[nodiscard]] static Result<QList<qint64>> find(Database &reader, const QString &words);
    /// The identities of the person to whom \a identity belongs.
    [[nodiscard]] static Result<QList<qint64>> personOf(Database &reader, qint64 identity);
    /// Reads only; on any connection. Refused where one of them is one of our own accounts.
    [[nodiscard]] static Result<ErasurePreview> preview(
        Database &reader, const QList<qint64> &identities, const Clock &clock);

    /// Takes the names, the drafts and the notes asked for, and begins the rest, which Erasing goes on with.
    [[nodiscard]] Result<Acted> begin(const QList<qint64> &identities, Asked asked);
    /// Begins again for whoever stands in the list beside the backups and is here with a name: a backup was restored.
    /// Answers how many.
    [[nodiscard]] Result<int> beginListed();

private:
    /// As much of the preview as is needed to act: what goes and its counts. Short, since others wait meanwhile.
    [[nodiscard]] static Result<ErasurePreview> touched(Database &reader, const QList<qint64> &identities);
    [[nodiscard]] Result<void> takeAgain(Transaction &transaction, const QList<qint64> &back, const Asked &asked);
    [[nodiscard]] Result<Operation> write(
        Transaction &transaction, const ErasurePreview &gone, const Asked &asked, bool isAgain);
    [[nodiscard]] Result<void> takeNotes(Transaction &transaction, const QList<Note> &notes);
    [[nodiscard]] Result<void> remember(Transaction &transaction, const QList<qint64> &identities);

    Database &m_database;
    OperationLog &m_log;
    Admission &m_admission;
    const Clock &m_clock;
    Statement m_begin;
    Statement m_leave;
    Statement m_known;
    Statement m_forget;
};

} // namespace wheelhouse
