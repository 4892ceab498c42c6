#include "core/inbox/mentionstore.h"

#include "core/inbox/promisereader.h"
#include "core/inbox/spans.h"
#include "core/inbox/standing.h"
#include "core/inbox/triagestate.h"
#include "core/people/erasednames.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wheelhouse {

namespace {

// %KEY% is the column the view goes by, %INDEX% the index in its order: left to itself SQLite takes the one by state
// and sorts all that is open for every page. The labels are read apart, since most conversations have none.
constexpr const char *itemSelect = R"(
    SELECT c.row, %KEY%, m.row, c.state, c.escalated, c.unread, m.identity, i.name, i.handle, i.followers, c.channel,
           h.network, CASE WHEN m.erased_at IS NULL THEN substr(m.text, 1, 240) END, m.language, m.written_at,
           c.since >> 12, c.assignee, c.department,
           c.snooze_until, c.snooze_mode, c.woke, c.claimed_by, c.claimed_until, c.done_at, m.media IS NOT NULL,
           (SELECT group_concat(label) FROM conversation_label WHERE conversation = c.row), c.due_at, c.promise_began,
           m.need, m.second_need, m.mood, m.tone, m.sureness, m.is_corrected,
           (SELECT influence FROM standing_figure WHERE row = i.contact), c.priority, m.gone_at IS NOT NULL
      FROM conversation c %INDEX%
      JOIN mention m ON m.row = coalesce(nullif(c.latest, 0), c.row)
      JOIN identity i ON i.row = m.identity
      JOIN channel h ON h.row = c.channel
)";

QList<qint64> rowsOf(const QString &joined)
{
    QList<qint64> rows;
    const auto parts = QStringView(joined).split(u',', Qt::SkipEmptyParts);
    for (const auto part : parts)
        rows.append(part.toLongLong());
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// Six columns from \a first on.
ReadingMark readMark(const Row &row, int first)
{
    ReadingMark mark;
    mark.need = needFromWord(row.text(first));
    mark.second = needFromWord(row.text(first + 1));
    if (mark.second == Need::Unread)
        mark.second = Need::None;
    mark.mood = moodFromWord(row.text(first + 2));
    mark.tone = int(row.number(first + 3));
    mark.sureness = surenessFromWord(row.text(first + 4));
    mark.isCorrected = row.flag(first + 5);
    return mark;
}

ConversationItem readItem(const Row &row)
{
    ConversationItem item;
    item.row = row.number(0);
    item.key = row.number(1);
    item.mention = row.number(2);
    item.state = stateFromWord(row.text(3)).value_or(TriageState::Open);
    item.escalated = row.flag(4);
    item.unread = row.flag(5);
    item.identity = row.number(6);
    item.handle = row.text(8);
    item.name = row.text(7);
    if (item.name.isEmpty())
        item.name = item.handle.isEmpty() ? erasedPerson() : item.handle;
    item.followers = row.maybe(9).value_or(-1);
    item.channel = row.number(10);
    item.network = networkFromWord(row.text(11));
    item.snippet = row.isNull(12) ? (row.flag(36) ? goneWords() : erasedWords()) : row.text(12).simplified();
    item.language = row.text(13);
    item.at = row.time(14);
    item.waitingSince = row.time(15);
    item.assignee = row.number(16);
    item.department = row.number(17);
    if (row.number(18) != untilSomeoneAnswers)
        item.snoozeUntil = row.time(18);
    item.snoozeMode = snoozeFromWord(row.text(19));
    item.woke = row.text(20);
    item.claimedBy = row.number(21);
    item.claimedUntil = row.time(22);
    item.doneAt = row.time(23);
    item.hasMedia = row.flag(24);
    item.labels = rowsOf(row.text(25));
    item.promiseDue = row.time(26);
    item.promiseBegan = row.time(27);
    item.reading = readMark(row, 28);
    item.influence = int(row.maybe(34).value_or(-1));
    item.priority = int(row.number(35));
    return item;
}

constexpr const char *mentionSelect = R"(
    SELECT m.row, m.id, m.conversation, m.identity, m.channel, m.is_ours, coalesce(nullif(i.name, ''), i.handle), i.handle,
           m.written_at, m.time_doubt, m.language, m.global_name, m.url, m.title,
           CASE WHEN m.erased_at IS NULL THEN m.text END, m.spans, m.media,
           m.need, m.second_need, m.mood, m.tone, m.sureness, m.is_corrected,
           m.audience, m.is_warned, m.gone_at, m.moderation, m.versions, m.remote_id IS NOT NULL AND m.gone_at IS NULL
      FROM mention m JOIN identity i ON i.row = m.identity
)";

QList<Attachment> readMedia(const QByteArray &json)
{
    QList<Attachment> media;
    const QJsonArray all = QJsonDocument::fromJson(json).array();
    for (const auto &each : all) {
        const QJsonObject one = each.toObject();
        media.append({ one.value(QLatin1String("url")).toString(), one.value(QLatin1String("kind")).toString(),
            one.value(QLatin1String("description")).toString() });
    }
    return media;
}

Mention readMention(const Row &row)
{
    Mention mention;
    mention.row = row.number(0);
    mention.id = row.id<MentionId>(1);
    mention.conversation = row.number(2);
    mention.identity = row.number(3);
    mention.channel = row.number(4);
    mention.isOurs = row.flag(5);
    mention.authorName = row.text(6).isEmpty() ? erasedPerson() : row.text(6);
    mention.authorHandle = row.text(7);
    mention.writtenAt = row.time(8);
    mention.timeDoubt = row.flag(9);
    mention.language = row.text(10);
    mention.globalName = row.text(11);
    mention.url = row.text(12);
    mention.title = row.text(13);
    mention.audience = row.text(23);
    mention.isWarned = row.flag(24);
    mention.goneAt = row.time(25);
    mention.moderation = row.text(26);
    mention.versions = int(row.number(27));
    mention.leadsBack = row.flag(28);
    mention.text = !row.isNull(14) ? row.text(14) : mention.goneAt.isValid() ? goneWords() : erasedWords();
    mention.spans = spansFromJson(row.bytes(15));
    mention.media = readMedia(row.bytes(16));
    mention.reading = readMark(row, 17);
    return mention;
}

} // namespace

/// How a view is asked for: its rows, the column it goes by, and which way.
struct MentionStore::Query {
    QByteArray where;
    QByteArray key;
    bool descending = false;
    QList<QVariant> values;
    QByteArray index {}; ///< empty: SQLite finds it

    static Query of(const View &view, Order order, qint64 since)
    {
        const bool newest = order == Order::Newest;
        const QByteArray key = order == Order::Soonest ? "c.soonest"
            : order == Order::MostUrgent               ? "c.urgent_at"
                                                       : "c.since";
        // The index in the view's order: of those that stand by since, by soonest, by urgency.
        const auto by = [order](const char *what) {
            const char *kind = order == Order::Soonest ? "soon_" : order == Order::MostUrgent ? "urgent_" : "";
            return QByteArray("INDEXED BY conversation_") + kind + what;
        };
        const QByteArray turn = "c.state IN ('new', 'open')";
        const auto byState = [](const char *state) {
            return Query { QByteArray("c.state = '") + state + "'", "c.latest", true, {} };
        };
        switch (view.kind) {
        case View::Kind::MyTurn:
            return { turn + " AND c.assignee = (SELECT row FROM member WHERE is_me = 1)", key, newest, {}, by("turn") };
        case View::Kind::Unassigned:
            return { turn + " AND c.assignee IS NULL", key, newest, {}, by("turn") };
        case View::Kind::AllOpen:
            return { turn, key, newest, {}, by("open") };
        case View::Kind::Waiting:
            return byState("waiting");
        case View::Kind::Snoozed:
            return { "c.state = 'snoozed'", "c.snooze_until", false, {}, "INDEXED BY conversation_wake" };
        case View::Kind::DoneToday:
            return { "c.state = 'done' AND c.done_at >= ?", "c.done_at", true, { since },
                "INDEXED BY conversation_done" };
        case View::Kind::Spam:
            return byState("spam");
        case View::Kind::Escalated:
            return { turn + " AND c.escalated = 1", key, newest, {}, by("escalated") };
        case View::Kind::Channel:
            return { turn + " AND c.channel = ?", key, newest, { view.key }, by("channel") };
        case View::Kind::Member:
            return { turn + " AND c.assignee = ?", key, newest, { view.key }, by("turn") };
        case View::Kind::Department:
            return { turn + " AND c.department = ?", key, newest, { view.key }, by("department") };
        case View::Kind::Label:
            return { turn + " AND c.row IN (SELECT conversation FROM conversation_label WHERE label = ?)", key, newest,
                { view.key } };
        }
        return { turn, key, newest, {}, by("open") };
    }
};

MentionStore::MentionStore(Database &database)
    : m_database(database)
{
}

MentionStore::~MentionStore() = default;

PromiseReader &MentionStore::promises()
{
    if (!m_promises)
        m_promises = std::make_unique<PromiseReader>(m_database);
    return *m_promises;
}

Statement &MentionStore::statement(const QByteArray &sql)
{
    auto &kept = m_statements[sql];
    if (!kept)
        kept = std::make_unique<Statement>(m_database, sql);
    return *kept;
}

Result<QList<ConversationItem>> MentionStore::page(
    const View &view, Order order, std::optional<ListPlace> after, int limit, qint64 since, Way way)
{
    Query query = Query::of(view, order, since);
    QByteArray sql =
        QByteArray(itemSelect).replace("%KEY%", query.key).replace("%INDEX%", query.index) + " WHERE " + query.where;
    const bool descending = query.descending == (way == Way::Onwards);
    if (after) {
        sql += " AND (" + query.key + (descending ? ", c.row) < (?, ?)" : ", c.row) > (?, ?)");
        query.values << after->key << after->row;
    }
    sql += " ORDER BY " + query.key + (descending ? " DESC, c.row DESC LIMIT ?" : ", c.row LIMIT ?");
    query.values.append(limit);
    QList<ConversationItem> items;
    auto done = statement(sql).eachOf(query.values, [&](const Row &row) {
        items.append(readItem(row));
        return true;
    });
    if (!done)
        return tl::unexpected(done.error());
    if (way == Way::Back)
        std::reverse(items.begin(), items.end());
    return items;
}

Result<QList<ConversationItem>> MentionStore::items(const QList<qint64> &conversations)
{
    static const QByteArray sql =
        QByteArray(itemSelect).replace("%KEY%", "c.since").replace("%INDEX%", "") + " WHERE c.row = ?";
    QList<ConversationItem> items;
    for (const qint64 conversation : conversations) {
        auto found = statement(sql).one<ConversationItem>(&readItem, conversation);
        if (!found)
            return tl::unexpected(found.error());
        if (*found)
            items.append(**found);
    }
    return items;
}

Result<QList<Mention>> MentionStore::messages(qint64 conversation, qint64 before, int limit)
{
    static const QByteArray sql = QByteArray(mentionSelect)
        + " WHERE m.conversation = ?1 AND m.row < ?2 AND NOT EXISTS (SELECT 1 FROM mention_copy x WHERE x.row = m.row) "
          "ORDER BY m.row DESC LIMIT ?3";
    auto found = statement(sql).all<Mention>(
        &readMention, conversation, before == 0 ? std::numeric_limits<qint64>::max() : before, limit);
    if (found)
        std::reverse(found->begin(), found->end());
    return found;
}

namespace {
Note readNote(const Row &row)
{
    return { row.id<NoteId>(0), row.number(1), row.number(2), row.text(3), row.time(4) };
}
} // namespace

Result<QList<Note>> MentionStore::notes(qint64 conversation)
{
    return statement("SELECT id, conversation, author, text, written_at FROM note "
                     "WHERE conversation = ?1 AND withdrawn = 0 ORDER BY written_at")
        .all<Note>(&readNote, conversation);
}

Result<std::optional<Note>> MentionStore::noteDraft(qint64 conversation)
{
    return statement("SELECT id, conversation, author, text, written_at FROM note "
                     "WHERE conversation = ?1 AND is_draft = 1 ORDER BY written_at DESC LIMIT 1")
        .one<Note>(&readNote, conversation);
}

Result<QList<ActLine>> MentionStore::acts(qint64 conversation, int limit)
{
    static const QByteArray sql = R"(
        SELECT o.kind, o.actor, o.hlc >> 16, o.payload, (SELECT id FROM mention WHERE row = ?1),
               (SELECT json_extract(u.payload, '$.way') = 'back' FROM operation u
                 WHERE u.undoes = o.id ORDER BY u.row DESC LIMIT 1)
          FROM act a JOIN operation o ON o.row = a.operation
         WHERE a.conversation = ?1 ORDER BY a.operation DESC LIMIT ?2)";
    auto found = statement(sql).all<ActLine>(
        [](const Row &row) {
            ActLine line { row.text(0), row.id<MemberId>(1), row.time(2), {}, {}, row.flag(5) };
            const QString anchor = row.id<MentionId>(4).toString();
            const QJsonArray on = QJsonDocument::fromJson(row.bytes(3)).object().value(QLatin1String("on")).toArray();
            for (const auto &each : on)
                if (on.size() == 1 || each[QLatin1String("c")].toString() == anchor) {
                    line.now = each[QLatin1String("now")].toObject();
                    line.was = each[QLatin1String("was")].toObject();
                }
            return line;
        },
        conversation, limit);
    if (found)
        std::reverse(found->begin(), found->end());
    return found;
}

Result<std::optional<Mention>> MentionStore::mention(qint64 row)
{
    static const QByteArray sql = QByteArray(mentionSelect) + " WHERE m.row = ?1";
    return statement(sql).one<Mention>(&readMention, row);
}

Result<Tallies> MentionStore::tallies()
{
    return Tallies::read(statement(Tallies::sql));
}

Result<qint64> MentionStore::doneSince(qint64 since)
{
    auto found = statement("SELECT count(*) FROM conversation INDEXED BY conversation_done "
                           "WHERE state = 'done' AND done_at >= ?1")
                     .number(since);
    if (!found)
        return tl::unexpected(found.error());
    return found->value_or(0);
}

Result<qint64> MentionStore::dueBefore(qint64 before)
{
    auto found = statement("SELECT count(*) FROM conversation INDEXED BY conversation_due "
                           "WHERE due_at <= ?1 AND state IN ('new', 'open')")
                     .number(before);
    if (!found)
        return tl::unexpected(found.error());
    return found->value_or(0);
}

Result<qint64> MentionStore::escalated()
{
    auto found = statement("SELECT count(*) FROM conversation INDEXED BY conversation_escalated "
                           "WHERE state IN ('new', 'open') AND escalated = 1")
                     .number();
    if (!found)
        return tl::unexpected(found.error());
    return found->value_or(0);
}

Result<QList<Channel>> MentionStore::channels(QList<qint64> &rows)
{
    rows.clear();
    return statement("SELECT row, id, network, name, handle FROM channel ORDER BY row")
        .all<Channel>([&](const Row &row) {
            rows.append(row.number(0));
            return Channel { row.id<ChannelId>(1), networkFromWord(row.text(2)), row.text(3), row.text(4) };
        });
}

Result<QList<Label>> MentionStore::labels()
{
    return statement("SELECT row, id, name, colour FROM label ORDER BY name").all<Label>([](const Row &row) {
        return Label { row.number(0), row.id<LabelId>(1), row.text(2), row.text(3) };
    });
}

} // namespace wheelhouse
