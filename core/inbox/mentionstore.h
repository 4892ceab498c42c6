#pragma once

#include "core/inbox/counters.h"
#include "core/inbox/mention.h"
#include "core/store/statement.h"

#include <map>
#include <memory>

namespace wheelhouse {

class PromiseReader;

/// Which conversations a list shows. key: the row of the channel, member, department or label.
struct View {
    enum class Kind {
        MyTurn,
        Unassigned,
        AllOpen,
        Waiting,
        Snoozed,
        DoneToday,
        Spam,
        Escalated,
        Channel,
        Member,
        Department,
        Label
    };
    Kind kind = Kind::MyTurn;
    qint64 key = 0;
    friend bool operator==(const View &, const View &) = default;
};

/// LongestWaiting: the oldest unanswered message first, so that nobody is forgotten; Newest: the other way round.
/// Soonest: by the promise that is due first, then those without one as LongestWaiting.
/// MostUrgent: as core/inbox/priority.h weighs it.
/// Snoozed always goes by the next waking, DoneToday by the last done.
enum class Order { LongestWaiting, Newest, Soonest, MostUrgent };

/// What people wrote, read a page at a time. Works on any connection; every query here is measured under 2 ms.
class MentionStore {
public:
    explicit MentionStore(Database &database);
    ~MentionStore();
    MentionStore(const MentionStore &) = delete;
    MentionStore &operator=(const MentionStore &) = delete;

    /// At most \a limit conversations of \a view behind \a after (a ConversationItem::place(); none: from the top).
    /// \a since: DoneToday wants the UTC ms at which today began. Way::Back: those before \a after (none: from the
    /// end). Either way they come in the order of the view.
    enum class Way { Onwards, Back };
    [[nodiscard]] Result<QList<ConversationItem>> page(const View &view, Order order, std::optional<ListPlace> after,
        int limit, qint64 since = 0, Way way = Way::Onwards);
    /// These conversations, in the order asked for; those that are gone are left out.
    [[nodiscard]] Result<QList<ConversationItem>> items(const QList<qint64> &conversations);

    /// The newest \a limit messages of a conversation before the mention row \a before (0: from the end), oldest first.
    [[nodiscard]] Result<QList<Mention>> messages(qint64 conversation, qint64 before, int limit);
    [[nodiscard]] Result<QList<Note>> notes(qint64 conversation);
    /// The note that stands half-written there; none: nothing does.
    [[nodiscard]] Result<std::optional<Note>> noteDraft(qint64 conversation);
    /// The newest \a limit steps taken on a conversation, oldest first.
    [[nodiscard]] Result<QList<ActLine>> acts(qint64 conversation, int limit);
    [[nodiscard]] Result<std::optional<Mention>> mention(qint64 row);

    [[nodiscard]] Result<Tallies> tallies();
    /// Done since the UTC ms \a since.
    [[nodiscard]] Result<qint64> doneSince(qint64 since);
    /// Somebody's turn, and promised until \a before (UTC ms), what is over included.
    [[nodiscard]] Result<qint64> dueBefore(qint64 before);
    /// Open and escalated.
    [[nodiscard]] Result<qint64> escalated();
    [[nodiscard]] Result<QList<Channel>> channels(QList<qint64> &rows);
    [[nodiscard]] Result<QList<Label>> labels();
    /// What is promised, over the same connection.
    [[nodiscard]] PromiseReader &promises();

private:
    struct Query;
    [[nodiscard]] Statement &statement(const QByteArray &sql);

    Database &m_database;
    std::map<QByteArray, std::unique_ptr<Statement>> m_statements;
    std::unique_ptr<PromiseReader> m_promises; ///< made when it is asked for
};

} // namespace wheelhouse
