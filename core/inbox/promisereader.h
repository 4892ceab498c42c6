#pragma once

#include "core/inbox/promisepolicy.h"

namespace wheelhouse {

/// A promise as a person asks about it: what it is, and why it is so.
struct PromiseNote {
    qint64 conversation = 0;
    Owed::Kind kind = Owed::Kind::First;
    qint64 mention = 0;
    QString standing; ///< "running" "paused" "kept" "broken"
    bool answered = false; ///< ended by our reply
    QDateTime beganAt; ///< UTC
    QDateTime dueAt; ///< UTC; null: not used up, or not known while it is paused
    QDateTime stoppedAt; ///< UTC; null: it runs
    qint64 lateMs = 0;
    bool recomputed = false; ///< its policy was chosen anew after it began
    PromisePolicy policy;
    QString name; ///< who waits
    QString snippet;
    friend bool operator==(const PromiseNote &, const PromiseNote &) = default;
};

/// How we did since some instant.
struct PromiseFigures {
    int kept = 0;
    int ended = 0; ///< kept or broken
    int firstReplies = 0;
    qint64 medianFirstMs = 0; ///< on the clock, from their message to our reply; of an even number the lower middle
    friend bool operator==(const PromiseFigures &, const PromiseFigures &) = default;
};

/// Reads what is owed; any connection.
class PromiseReader {
public:
    explicit PromiseReader(Database &database);
    /// What is owed now, soonest first, at most \a limit; those that are paused with no hour are last.
    [[nodiscard]] Result<QList<PromiseNote>> owed(int limit);
    /// Every promise of a conversation, in order of time.
    [[nodiscard]] Result<QList<PromiseNote>> of(qint64 conversation);
    /// Of what ended since the UTC ms \a since.
    [[nodiscard]] Result<PromiseFigures> figures(qint64 since);
    /// Whether anything is or was ever promised.
    [[nodiscard]] Result<bool> hasPolicies();

private:
    [[nodiscard]] Result<QList<PromiseNote>> notes(Statement &statement, qint64 value);
    PolicyReader m_policies;
    Statement m_owed;
    Statement m_of;
    Statement m_ended;
    Statement m_first;
    Statement m_any;
};

/// Which conditions made \a policy the one that holds: "label Refund, channel @marlowe"; "everyone" where it has none.
/// \a nameOf gives the name of a row of that table.
QString conditionsOf(const PromisePolicy &policy, const std::function<QString(const char *table, qint64 row)> &nameOf);
/// Why a promise is due when it is, in a few lines for a person: the policy, its reason, its hours and zone.
QString whyText(const PromiseNote &note);

} // namespace wheelhouse
