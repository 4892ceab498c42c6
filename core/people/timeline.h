#pragma once

#include "core/inbox/mention.h"
#include "core/inbox/triage.h"
#include "core/people/pledgewords.h"

namespace wheelhouse {

/// What became of a promise that a reply of ours made.
enum class PledgeState {
    Proposed, ///< found by its words; nobody said yet whether it is one
    Due, ///< confirmed, its time has not come and nothing followed
    Kept, ///< we wrote again in time
    Late, ///< we wrote again, but after its time
    Broken, ///< its time went by and nothing followed
    Refused ///< it was none
};

/// A promise that a reply of ours made to a person.
struct Pledge {
    qint64 mention = 0; ///< row of our reply
    qint64 conversation = 0;
    QString words; ///< the sentence
    QDateTime at; ///< UTC, when we wrote it
    QDateTime due; ///< UTC
    PledgeState state = PledgeState::Proposed;
};
PledgeState pledgeStateOf(std::optional<bool> confirmed, qint64 due, std::optional<qint64> followedAt, qint64 now);

/// How somebody stood to us in a conversation.
enum class Role { Unread, Detractor, Neutral, Advocate };

/// One of the conversations with somebody, with what came of it.
struct TimelineEntry {
    qint64 conversation = 0;
    QDateTime at; ///< UTC, of their first message there
    QString asked; ///< their first words, one line
    TriageState state = TriageState::New;
    bool isAnswered = false;
    Role role = Role::Unread; ///< by the moods of their messages there
};

/// What was asked, promised and kept.
struct TimelineSheet {
    QDateTime firstTouch; ///< UTC, of their oldest message here
    QList<TimelineEntry> entries; ///< newest first
    QList<Pledge> pledges; ///< newest first
    int kept = 0;
    int broken = 0; ///< broken or late
    Role was = Role::Unread; ///< in the oldest of entries that was read
    Role is = Role::Unread; ///< in the newest
};

/// Reads the history with a person: bounded, so that somebody with 100,000 messages costs no more than somebody with a
/// few hundred. Any connection.
class Timeline {
public:
    static constexpr int entryLimit = 60; ///< conversations
    static constexpr int scanLimit = 400; ///< messages of an identity that are looked through for them
    static constexpr int replyLimit = 10; ///< replies of ours in a conversation

    explicit Timeline(Database &database);
    /// Of the contact of \a identity as of \a now.
    [[nodiscard]] Result<TimelineSheet> of(qint64 identity, const QDateTime &now);

private:
    [[nodiscard]] Result<QList<qint64>> conversationsOf(qint64 identity, TimelineSheet &sheet);
    [[nodiscard]] Result<void> readEntry(qint64 conversation, const QList<qint64> &identities, TimelineSheet &sheet);
    [[nodiscard]] Result<void> readPledges(qint64 conversation, qint64 now, TimelineSheet &sheet);
    [[nodiscard]] Result<Role> roleIn(qint64 conversation, const QList<qint64> &identities);

    Statement m_identities;
    Statement m_newest;
    Statement m_first;
    Statement m_entry;
    Statement m_moods;
    Statement m_replies;
    Statement m_next;
};

/// A person says whether what Timeline found is a promise; each an operation that can be taken back. Engine lane.
class Pledges {
public:
    Pledges(Database &database, OperationLog &log, Undo &undo);
    /// It is one, due at \a due.
    [[nodiscard]] Result<Acted> confirm(qint64 mention, const QDateTime &due);
    /// It is none.
    [[nodiscard]] Result<Acted> refuse(qint64 mention);

private:
    struct Answer;
    [[nodiscard]] Result<Acted> say(qint64 mention, const QString &answer, qint64 due, const QString &sentence);
    [[nodiscard]] Result<Undone> invert(const Operation &step, Undo::Way way);
    [[nodiscard]] Result<void> write(qint64 mention, const QJsonArray &answer);

    Database &m_database;
    OperationLog &m_log;
    Statement m_id;
    Statement m_row;
    Statement m_read;
    Statement m_write;
    Statement m_drop;
};

} // namespace wheelhouse
