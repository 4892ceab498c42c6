#pragma once

#include "core/inbox/mentionstore.h"

namespace wheelhouse {

/// Why a conversation stands where it stands among those that wait.
struct UrgencyReason {
    enum class Kind { Waiting, Priority, Escalated, Promise, Need, Person };
    Kind kind = Kind::Waiting;
    qint64 headStart = 0; ///< ms that it counts as waiting longer (below 0: shorter); 0 of Waiting
    friend bool operator==(const UrgencyReason &, const UrgencyReason &) = default;
};

/// How urgent a conversation is. Everybody waits in one queue, the longest waiting first; what is urgent counts as
/// waiting longer by so many hours. Time passes for all alike, so the order of two changes only when a fact does.
struct Urgency {
    qint64 at = 0; ///< UTC ms since when it counts as waiting; the lowest is first
    QList<UrgencyReason> reasons; ///< waiting first, then what weighs most
};

/// A pure function of what the row shows: priority, escalation, promise, need, person.
[[nodiscard]] Urgency urgencyOf(const ConversationItem &item);

/// The part of the head start that does not stand in the conversation's own row (need, person, promise), in ms:
/// conversation.head_start. The rest, priority and escalation, SQLite adds by itself in conversation.urgent_at.
[[nodiscard]] qint64 headStartOf(const ConversationItem &item);

/// "A complaint: counts as waiting 12 hours longer." \a now UTC.
[[nodiscard]] QString urgencySentence(const UrgencyReason &reason, const ConversationItem &item, const QDateTime &now);

/// Keeps conversation.head_start. One for the writer's connection.
class Urgencies {
public:
    explicit Urgencies(Database &database);
    /// Looks at what is known of \a conversations now. What Admission::follow() gives are mentions: ofMentions().
    [[nodiscard]] Result<void> refresh(Transaction &transaction, const QList<qint64> &conversations);
    [[nodiscard]] Result<void> ofMentions(Transaction &transaction, const QList<qint64> &mentions);
    /// Looks at the next lot of all that wait, round and round: facts move in many places. Gives how many moved.
    [[nodiscard]] Result<int> sweep();

private:
    [[nodiscard]] Result<int> write(const QList<qint64> &conversations);

    Database &m_database;
    MentionStore m_store;
    qint64 m_swept = 0; ///< the row up to which sweep() came
    Statement m_of;
    Statement m_next;
    Statement m_set;
};

/// Where a conversation stands in the order MostUrgent; any connection.
class UrgencyPlaces {
public:
    explicit UrgencyPlaces(Database &database);
    struct Place {
        int place = 0; ///< 1: first; 0: it does not wait
        bool more = false; ///< behind more than 1,000 others
        bool byPerson = false; ///< a person set its priority, not a rule
    };
    /// Among all that is somebody's turn.
    [[nodiscard]] Result<Place> of(qint64 conversation);

private:
    Statement m_own;
    Statement m_before;
};

} // namespace wheelhouse
