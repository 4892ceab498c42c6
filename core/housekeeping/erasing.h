#pragma once

#include "core/base/clock.h"
#include "core/inbox/standing.h"
#include "core/operations/operationlog.h"

#include <QHash>

namespace wheelhouse {

/// How far the taking of words is, after a lot.
struct ErasingProgress {
    enum class Step { Listing, Words, Conversations, Index, Settling, Done };
    qint64 row = 0; ///< of erasing
    qint64 retention = 0; ///< row of the rule; 0: a person
    Step step = Step::Listing;
    qint64 mentions = 0; ///< that lost their words so far
    qint64 kept = 0; ///< old enough for the rule, but work goes on there
    qint64 position = 0;
    qint64 until = 0;
    int tookMs = 0; ///< the lot
    QString trouble; ///< why it cannot go on now, for a person; empty: it can
    bool mustWait = false; ///< somebody reads what must go from the log: go on in a moment
    /// How long to leave the store to others before the next lot: SQLite lets a waiting process in only where it
    /// happens to look between two of them.
    [[nodiscard]] int pauseMs() const;
    [[nodiscard]] bool isDone() const { return step == Step::Done; }
    void goOn(); ///< to the step that follows
    /// "Taking words: 1,500 messages so far", for a person.
    [[nodiscard]] QString sentence() const;
};

/// Goes on with what erasure and retention began, in short transactions with other work in between: the words of the
/// mentions, the conversations that nobody can answer any more, the search indexes, the log and the pages. Killed or
/// out of room at any moment it goes on where it was. Lives on the engine lane.
class Erasing {
public:
    Erasing(Database &database, OperationLog &log, const Clock &clock);

    /// The next lot of the oldest one that is not done and can go on; none: nothing is left to do. One that cannot
    /// (its folder cannot be written) waits behind the others and is tried when these are done; fails where none can.
    [[nodiscard]] Result<std::optional<ErasingProgress>> goOn();
    /// What stands unfinished, without going on; with its trouble where it could not go on.
    [[nodiscard]] Result<std::optional<ErasingProgress>> next();
    /// To its end, on the thread that calls; for the command line and for starting, where nobody types meanwhile.
    /// False from \a watch stops, and what is left goes on later.
    [[nodiscard]] Result<void> finish(const std::function<bool(const ErasingProgress &)> &watch = {});
    /// Pages of an index put together, and pages of the file looked at, in one lot.
    static constexpr int mergePages = 64;
    static constexpr int scrubLot = 2000;

private:
    using Step = ErasingProgress::Step;
    [[nodiscard]] Result<void> list(ErasingProgress &job);
    [[nodiscard]] Result<void> takeWordsOf(ErasingProgress &job);
    [[nodiscard]] Result<void> takeOfPerson(Transaction &transaction, ErasingProgress &job);
    [[nodiscard]] Result<QList<qint64>> nextOf(const ErasingProgress &job, Statement &select);
    [[nodiscard]] Result<void> takeByRule(Transaction &transaction, ErasingProgress &job);
    [[nodiscard]] Result<void> endRule(Transaction &transaction, ErasingProgress &job);
    [[nodiscard]] Result<void> closeConversations(ErasingProgress &job);
    [[nodiscard]] Result<void> closeLot(
        Transaction &transaction, const QList<qint64> &conversations, ErasingProgress &job);
    [[nodiscard]] Result<void> closeOne(Transaction &transaction, Counters &counters, qint64 conversation);
    [[nodiscard]] Result<void> mergeIndexes(ErasingProgress &job);
    [[nodiscard]] Result<void> settle(ErasingProgress &job);
    [[nodiscard]] Result<QList<ErasingProgress>> unfinished();
    [[nodiscard]] Result<ErasingProgress> takeLot(ErasingProgress job);
    [[nodiscard]] Result<void> takeStep(ErasingProgress &job);
    [[nodiscard]] Result<bool> isElsewhere(ErasingProgress &job);
    [[nodiscard]] Result<void> write(const ErasingProgress &job);
    [[nodiscard]] Result<void> writeAlone(ErasingProgress &job);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    Standings m_standings;
    Statement m_next;
    Statement m_write;
    Statement m_identities;
    Statement m_ofIdentity;
    Statement m_moveIdentity;
    Statement m_fromFront;
    Statement m_conversations;
    Statement m_answers;
    Statement m_scan;
    Statement m_at;
    ErasingProgress m_before; ///< as the lot found it
    QHash<qint64, QString> m_troubles; ///< by row of erasing: why it could not go on
    quint32 m_page = 1; ///< to be scrubbed next
};

} // namespace wheelhouse
