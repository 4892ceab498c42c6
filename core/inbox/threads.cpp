#include "core/inbox/threads.h"

namespace wheelhouse {

namespace {
constexpr qint64 reopenMs = 7LL * 24 * 3600 * 1000; // workflows 2: later than this, a reply starts a new conversation
}

struct Threads::Head {
    qint64 row = 0;
    qint64 identity = 0;
    qint64 latest = 0;
    qint64 answered = 0;
    qint64 since = 0;
    qint64 channel = 0;
    bool isHistory = false; ///< latest is owed nothing
    Standing standing;
    /// Whether its latest stands before that of \a other: what is owed an answer does, else the later one.
    [[nodiscard]] bool leads(const Head &other) const
    {
        if (latest == 0 || other.latest == 0)
            return other.latest == 0;
        return isHistory == other.isHistory ? latest > other.latest : !isHistory;
    }
    [[nodiscard]] Place place() const
    {
        return { standing.state, channel, standing.assignee, standing.department, standing.labels };
    }
};

Threads::Threads(Database &database, Counters &counters)
    : m_counters(counters)
    , m_of(database, "SELECT conversation FROM mention WHERE id = ?1")
    , m_quiet(database,
          "SELECT row, conversation, identity FROM mention WHERE id = ?1 AND is_history = 1 AND is_ours = 0 "
          "AND import IS NULL AND gone_at IS NULL")
    , m_raise(database, "UPDATE mention SET is_history = 0 WHERE row = ?1")
    , m_awaiting(database, "SELECT conversation FROM awaited WHERE parent = ?1")
    , m_home(database, R"(
        WITH RECURSIVE home (row) AS (
            VALUES (?1)
            UNION SELECT c.merged_into FROM home h JOIN conversation c ON c.row = h.row WHERE c.merged_into IS NOT NULL)
        SELECT h.row FROM home h JOIN conversation c ON c.row = h.row WHERE c.merged_into IS NULL)")
    , m_await(database, "INSERT INTO awaited (parent, conversation) VALUES (?1, ?2)")
    , m_arrived(database, "DELETE FROM awaited WHERE parent = ?1")
    , m_begin(database, R"(
        INSERT INTO conversation (row, id, channel, identity, state, unread, latest, answered, since)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?1))")
    , m_head(database, R"(
        SELECT row, identity, latest, answered, since, channel, state, snooze_mode, snooze_until, snooze_wall,
               previous_until, woke, done_at, unread, escalated, assignee, department, priority,
               coalesce((SELECT is_history FROM mention WHERE row = conversation.latest), 0)
          FROM conversation WHERE row = ?1)")
    , m_labels(database, "SELECT label FROM conversation_label WHERE conversation = ?1 ORDER BY label")
    , m_write(database, R"(
        UPDATE conversation
           SET latest = ?2, answered = ?3, since = ?4, snooze_mode = ?5, snooze_until = nullif(?6, 0),
               snooze_wall = CASE ?6 WHEN 0 THEN '' ELSE snooze_wall END, previous_until = nullif(?7, 0), woke = ?8,
               done_at = nullif(?9, 0), unread = ?10, state = ?11
         WHERE row = ?1)")
    , m_inherit(database,
          "UPDATE conversation SET escalated = ?2, assignee = nullif(?3, 0), department = nullif(?4, 0), "
          "snooze_wall = ?5, priority = ?6 WHERE row = ?1")
    , m_rename(database, "UPDATE conversation SET identity = ?2 WHERE row = ?1")
    , m_oldestAfter(database, R"(
        SELECT min(row) FROM mention m WHERE conversation = ?1 AND is_ours = 0 AND row > ?2 AND is_history <= ?3
           AND NOT EXISTS (SELECT 1 FROM mention_copy c WHERE c.row = m.row))")
    , m_moveMentions(database, "UPDATE mention SET conversation = ?2 WHERE conversation = ?1")
    , m_moveNotes(database, "UPDATE note SET conversation = ?2 WHERE conversation = ?1")
    , m_moveLabels(database, R"(
        INSERT OR IGNORE INTO conversation_label (conversation, label)
        SELECT ?2, label FROM conversation_label WHERE conversation = ?1)")
    , m_dropLabels(database, "DELETE FROM conversation_label WHERE conversation = ?1")
    , m_movePosts(database, "UPDATE post SET conversation = ?2 WHERE conversation = ?1")
    , m_moveAwaited(database, "UPDATE awaited SET conversation = ?2 WHERE conversation = ?1")
    , m_moveActs(database, "UPDATE act SET conversation = ?2 WHERE conversation = ?1")
    , m_moveTrace(database, "UPDATE rule_trace SET conversation = ?2 WHERE conversation = ?1")
    , m_moveHold(database, "UPDATE OR IGNORE held_conversation SET conversation = ?2 WHERE conversation = ?1")
    , m_bury(database, "UPDATE conversation SET state = 'merged', merged_into = ?2, claimed_by = NULL WHERE row = ?1")
    , m_moveBuried(database, "UPDATE conversation SET merged_into = ?2 WHERE merged_into = ?1")
{
}

Result<std::optional<qint64>> Threads::conversationOf(MentionId mention)
{
    auto here = m_of.number(mention);
    if (!here || *here)
        return here;
    return awaiting(mention);
}

Result<std::optional<qint64>> Threads::awaiting(MentionId parent)
{
    auto waits = m_awaiting.number(parent);
    // A merge leaves the awaited where they are, so that undo need not bring them back: where it lives now is asked.
    return waits && *waits ? m_home.number(**waits) : waits;
}

Result<qint64> Threads::place(const Joining &joining)
{
    std::optional<qint64> parent = joining.copyIn == 0 ? std::nullopt : std::optional(joining.copyIn);
    if (!parent && !joining.replyTo.isNull()) {
        auto found = conversationOf(joining.replyTo);
        if (!found)
            return tl::unexpected(found.error());
        parent = *found;
    }
    auto children = awaiting(joining.id);
    if (!children)
        return tl::unexpected(children.error());
    if (*children)
        if (auto arrived = m_arrived.run(joining.id); !arrived)
            return tl::unexpected(arrived.error());
    if (parent && *children && *parent != **children) {
        auto joined = join(*parent, **children);
        if (!joined)
            return joined;
        parent = *joined;
    }
    const std::optional<qint64> found = parent ? parent : *children;
    qint64 conversation = joining.row;
    if (found) {
        auto head = read(*found);
        if (!head)
            return tl::unexpected(head.error());
        const bool tooLate = joining.copyIn == 0 && head->standing.doneAt != 0 && !joining.isOurs
            && joining.writtenAt - head->standing.doneAt > reopenMs;
        conversation = tooLate ? joining.row : *found;
    }
    auto done = conversation == joining.row ? begin(joining).map([](qint64) {}) : extend(conversation, joining);
    if (!done)
        return tl::unexpected(done.error());
    if (!joining.replyTo.isNull() && !parent)
        if (auto awaits = m_await.run(joining.replyTo, conversation); !awaits)
            return tl::unexpected(awaits.error());
    return conversation;
}

Result<std::optional<qint64>> Threads::raise(const Joining &joining)
{
    Joining again = joining;
    qint64 conversation = 0;
    auto quiet = m_quiet.each(
        [&](const Row &row) {
            again.row = row.number(0);
            conversation = row.number(1);
            again.identity = row.number(2);
            return false;
        },
        joining.id);
    if (!quiet || conversation == 0)
        return quiet ? Result<std::optional<qint64>>() : tl::unexpected(quiet.error());
    again.asHistory = false;
    again.copyIn = 0;
    // While it is still marked: the state table asks whether what stands in front is owed nothing.
    if (auto told = extend(conversation, again); !told)
        return tl::unexpected(told.error());
    if (auto raised = m_raise.run(again.row); !raised)
        return tl::unexpected(raised.error());
    return again.row;
}

Result<qint64> Threads::begin(const Joining &joining)
{
    const bool quiet = joining.isOurs || joining.asHistory;
    const Place place { quiet ? TriageState::Done : TriageState::New, joining.channel, 0, 0, {} };
    const auto id = ConversationId::fromName("conversation", joining.id.bytes());
    auto made = m_begin.run(joining.row, id, joining.channel, joining.identity, stateWord(place.state), !quiet,
        joining.isOurs ? qint64(0) : joining.row, joining.isOurs ? joining.row : qint64(0));
    if (!made)
        return tl::unexpected(made.error());
    m_counters.enters(place);
    return joining.row;
}

Result<Threads::Head> Threads::read(qint64 conversation)
{
    auto found = m_head.one<Head>(
        [](const Row &row) {
            Head head { row.number(0), row.number(1), row.number(2), row.number(3), row.number(4), row.number(5),
                row.flag(18), {} };
            Standing &s = head.standing;
            s.state = stateFromWord(row.text(6)).value_or(TriageState::Open);
            s.snoozeMode = snoozeFromWord(row.text(7));
            s.snoozeUntil = row.number(8);
            s.snoozeWall = row.text(9);
            s.previousUntil = row.number(10);
            s.woke = row.text(11);
            s.doneAt = row.number(12);
            s.unread = row.flag(13);
            s.escalated = row.flag(14);
            s.assignee = row.number(15);
            s.department = row.number(16);
            s.priority = int(row.number(17));
            return head;
        },
        conversation);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Kind::Storage, QString(), QStringLiteral("conversation %1 is not here").arg(conversation));
    auto labels = m_labels.all<qint64>([](const Row &row) { return row.number(0); }, conversation);
    if (!labels)
        return tl::unexpected(labels.error());
    (*found)->standing.labels = *labels;
    return **found;
}

Result<void> Threads::write(const Head &before, const Head &after)
{
    m_counters.leaves(before.place());
    m_counters.enters(after.place());
    // Apart, since writing a foreign key opens a statement journal, and that makes FTS5 write out what it gathers.
    if (before.identity != after.identity)
        if (auto named = m_rename.run(after.row, after.identity); !named)
            return named;
    const Standing &s = after.standing;
    return m_write.run(after.row, after.latest, after.answered, after.since, snoozeWord(s.snoozeMode), s.snoozeUntil,
        s.previousUntil, s.woke, s.doneAt, s.unread, stateWord(s.state));
}

/// What only surrounds a message, or was there before anybody listened, never stands before what is owed an answer.
Result<void> Threads::theySpoke(Head &head, const Joining &joining)
{
    const bool first = head.latest == 0;
    if (joining.asHistory && !first && !head.isHistory)
        return {};
    const bool leads = first || (head.isHistory && !joining.asHistory);
    const bool newest = (leads || joining.row > head.latest) && joining.row > head.answered;
    if (leads)
        head.identity = joining.identity;
    if (leads || head.since < head.answered || joining.row < head.since)
        head.since = joining.row > head.answered || first ? joining.row : head.since;
    head.latest = leads ? joining.row : std::max(head.latest, joining.row);
    head.isHistory = joining.asHistory;
    if (joining.asHistory)
        return {};
    if (first) {
        head.standing.state = newest ? TriageState::New : TriageState::Waiting;
        head.standing.unread = newest;
        return {};
    }
    if (!newest)
        return {};
    const auto event = joining.courtesy ? TriageEvent::TheyThanked : TriageEvent::TheyWrote;
    const TriageState was = head.standing.state;
    head.standing.unread = head.standing.unread || raisesDot(was, event, head.standing.snoozeMode);
    head.standing.state = next(was, event, head.standing.snoozeMode).value_or(was);
    if (head.standing.state == was)
        return {};
    if (was == TriageState::Snoozed) {
        head.standing.previousUntil = head.standing.snoozeUntil == untilSomeoneAnswers ? 0 : head.standing.snoozeUntil;
        head.standing.snoozeUntil = 0;
        head.standing.snoozeMode = SnoozeMode::None;
        head.standing.woke = QStringLiteral("reply");
    }
    head.standing.doneAt = 0;
    return {};
}

Result<void> Threads::weSpoke(Head &head, const Joining &joining)
{
    head.answered = std::max(head.answered, joining.row);
    if (head.latest == 0)
        return {};
    if (head.since < head.answered) {
        auto waits = m_oldestAfter.number(head.row, head.answered, head.isHistory);
        if (!waits)
            return tl::unexpected(waits.error());
        head.since = waits->value_or(head.latest);
    }
    if (joining.asHistory || joining.row < head.latest)
        return {};
    const TriageState was = head.standing.state;
    head.standing.state = next(was, TriageEvent::WeAnswered, head.standing.snoozeMode).value_or(was);
    if (head.standing.state != was) {
        head.standing.snoozeUntil = 0;
        head.standing.snoozeMode = SnoozeMode::None;
        head.standing.woke.clear();
    }
    return {};
}

Result<void> Threads::extend(qint64 conversation, const Joining &joining)
{
    if (joining.copyIn != 0)
        return {};
    auto before = read(conversation);
    if (!before)
        return tl::unexpected(before.error());
    Head after = *before;
    if (auto done = joining.isOurs ? weSpoke(after, joining) : theySpoke(after, joining); !done)
        return done;
    return write(*before, after);
}

Result<qint64> Threads::join(qint64 one, qint64 other)
{
    const qint64 stays = std::min(one, other);
    const qint64 goes = std::max(one, other);
    auto head = read(stays);
    auto gone = read(goes);
    if (!head || !gone)
        return tl::unexpected(!head ? head.error() : gone.error());
    for (Statement *move : { &m_moveMentions, &m_moveNotes, &m_moveLabels, &m_movePosts, &m_moveAwaited, &m_moveActs,
             &m_moveTrace, &m_moveHold, &m_moveBuried })
        if (auto done = move->run(goes, stays); !done)
            return tl::unexpected(done.error());
    if (auto done = m_dropLabels.run(goes); !done)
        return tl::unexpected(done.error());
    Head after = *head;
    const bool isTheirs = head->latest == 0 || (head->isHistory && gone->leads(*head));
    after.identity = isTheirs ? gone->identity : head->identity;
    after.latest = head->leads(*gone) ? head->latest : gone->latest;
    after.isHistory = head->leads(*gone) ? head->isHistory : gone->isHistory;
    after.answered = std::max(head->answered, gone->answered);
    // Where only we spoke nothing was owed, so the state of the other side is that of both.
    if (head->latest == 0)
        takeState(after.standing, gone->standing);
    Standing there = gone->standing;
    if (head->latest != 0 && gone->latest == 0)
        takeState(there, head->standing);
    after.standing = together(after.standing, there);
    auto waits = m_oldestAfter.number(stays, after.answered, after.isHistory);
    if (!waits)
        return tl::unexpected(waits.error());
    after.since = waits->value_or(after.latest == 0 ? stays : after.latest);
    // Where the newest word is ours, it is their turn; where it is theirs, ours.
    if (after.latest < after.answered && after.standing.state == TriageState::New)
        after.standing.state = TriageState::Waiting;
    m_counters.leaves(gone->place());
    if (auto buried = m_bury.run(goes, stays); !buried)
        return tl::unexpected(buried.error());
    const Standing &now = after.standing;
    if (auto done = m_inherit.run(stays, now.escalated, now.assignee, now.department, now.snoozeWall, now.priority);
        !done)
        return tl::unexpected(done.error());
    if (auto written = write(*head, after); !written)
        return tl::unexpected(written.error());
    return stays;
}

} // namespace wheelhouse
