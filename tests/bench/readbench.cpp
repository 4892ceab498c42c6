#include "tests/bench/readbench.h"

#include "tests/bench/desk.h"
#include "tests/bench/rawlimit.h"

#include "core/inbox/mentionstore.h"
#include "core/people/contactbook.h"

namespace wheelhouse {

namespace {

constexpr int times = 300;
constexpr int pageRows = 50;

constexpr const char *itemColumns = R"(
    SELECT c.row, %1, m.row, c.state, c.escalated, c.unread, c.identity, i.name, i.handle, i.followers, c.channel, h.network,
           substr(m.text, 1, 240), m.language, m.written_at, c.since >> 12, c.assignee, c.department, c.snooze_until,
           c.snooze_mode, c.woke, c.claimed_by, c.claimed_until, c.done_at, m.media IS NOT NULL,
           (SELECT group_concat(label) FROM conversation_label WHERE conversation = c.row)
      FROM conversation c INDEXED BY %3 JOIN mention m ON m.row = coalesce(nullif(c.latest, 0), c.row)
      JOIN identity i ON i.row = c.identity JOIN channel h ON h.row = c.channel WHERE %2)";

QByteArray itemSql(const char *key, const char *index, const char *where)
{
    return QByteArray(itemColumns).replace("%1", key).replace("%2", where).replace("%3", index);
}

/// Some numbers of the store, taken at even distances.
QList<qint64> spread(Database &database, const QByteArray &sql, int count)
{
    Statement statement(database, sql);
    return must(statement.all<qint64>([](const Row &row) { return row.number(0); }, count));
}

/// What is read, ours and bare, over one store.
class ReadSide {
public:
    explicit ReadSide(const QString &path)
        : m_desk(path)
        , m_ours(m_desk.reader())
        , m_bare(m_desk.reader())
        , m_store(*m_ours)
        , m_people(*m_ours)
    {
        const qint64 last = must(m_bare->number("SELECT max(since) FROM conversation WHERE state IN ('new', 'open')"));
        const qint64 first = must(m_bare->number("SELECT min(since) FROM conversation WHERE state IN ('new', 'open')"));
        m_middle = first + (last - first) / 2;
        m_conversations = spread(*m_bare, "SELECT row FROM conversation WHERE state <> 'merged' LIMIT ?1", times);
        m_identities = spread(*m_bare,
            "SELECT identity FROM (SELECT identity FROM mention GROUP BY identity HAVING count(*) BETWEEN 5 AND 20) "
            "LIMIT ?1", // alike in a small store and a large one; m_heaviest are those who write most
            times);
        m_heaviest =
            spread(*m_bare, "SELECT identity FROM mention GROUP BY identity ORDER BY count(*) DESC LIMIT ?1", 20);
    }

    Pair firstPage() { return page({ View::Kind::AllOpen }, {}, "conversation_open", "c.state IN ('new', 'open')"); }
    Pair deepPage()
    {
        return page(
            { View::Kind::AllOpen }, m_middle, "conversation_open", "c.state IN ('new', 'open') AND c.since < ?1");
    }
    Pair filteredPage()
    {
        return page({ View::Kind::Channel, 1 }, m_middle, "conversation_channel",
            "c.state IN ('new', 'open') AND c.channel = 1 AND c.since < ?1");
    }

    Pair conversation()
    {
        RawStatement bare(*m_bare, R"(
            SELECT m.row, m.id, m.conversation, m.identity, m.channel, m.is_ours, coalesce(nullif(i.name, ''), i.handle),
                   i.handle, m.written_at, m.time_doubt, m.language, m.global_name, m.url, m.title, m.text, m.spans, m.media
              FROM mention m JOIN identity i ON i.row = m.identity
             WHERE m.conversation = ?1 ORDER BY m.row DESC LIMIT 100)");
        const auto at = [this](int i) { return m_conversations.at(i % m_conversations.size()); };
        return turnAbout(
            times, [&](int i) { must(m_store.messages(at(i), 0, 100)); },
            [&](int i) { bare.number(1, at(i)).readAll(); });
    }

    Pair person() { return cards(m_identities); }
    Pair heaviest() { return cards(m_heaviest); }
    Pair cards(const QList<qint64> &of)
    {
        RawStatement identities(*m_bare, R"(
            SELECT row, network, name, handle, profile_url, followers, first_at, contact FROM identity
             WHERE contact = (SELECT contact FROM identity WHERE row = ?1) ORDER BY row)");
        RawStatement history(*m_bare, R"(
            SELECT m.conversation, m.written_at, substr(m.text, 1, 160), c.state, m.language
              FROM mention m JOIN conversation c ON c.row = m.conversation
             WHERE m.identity = ?1 ORDER BY m.row DESC LIMIT ?2)");
        RawStatement first(*m_bare, "SELECT written_at FROM mention WHERE identity = ?1 ORDER BY row LIMIT 1");
        const auto at = [&of](int i) { return of.at(i % of.size()); };
        return turnAbout(
            times, [&](int i) { must(m_people.sheet(at(i), 5)); },
            [&](int i) {
                identities.number(1, at(i)).readAll();
                history.number(1, at(i)).number(2, ContactBook::countLimit).readAll();
                first.number(1, at(i)).readAll();
            });
    }

    Pair counts()
    {
        RawStatement bare(*m_bare, "SELECT kind, key, state, n FROM tally");
        return turnAbout(
            times, [&](int) { must(m_store.tallies()); }, [&](int) { bare.readAll(); });
    }

    /// How many counters differ from counting.
    qint64 wrongCounts()
    {
        return must(m_bare->number(R"(
            SELECT count(*) FROM (
                SELECT 'all' AS kind, 0 AS key, state, count(*) AS n FROM conversation WHERE state <> 'merged' GROUP BY state
                UNION ALL
                SELECT 'channel', channel, state, count(*) FROM conversation WHERE state <> 'merged' GROUP BY channel, state
                UNION ALL
                SELECT 'assignee', coalesce(assignee, 0), state, count(*) FROM conversation
                 WHERE state <> 'merged' GROUP BY 2, state) counted
              LEFT JOIN tally ON tally.kind = counted.kind AND tally.key = counted.key AND tally.state = counted.state
             WHERE tally.n IS NOT counted.n)"));
    }

private:
    Pair page(const View &view, std::optional<qint64> after, const char *index, const char *where)
    {
        const QByteArray sql = itemSql("c.since", index, where) + " ORDER BY c.since DESC LIMIT 50";
        RawStatement bare(*m_bare, sql.constData());
        if (after)
            bare.number(1, *after);
        const auto place = after ? std::optional(ListPlace { *after, 0 }) : std::nullopt;
        return turnAbout(
            times, [&](int) { must(m_store.page(view, Order::Newest, place, pageRows)); },
            [&](int) { bare.readAll(); });
    }

    Desk m_desk;
    std::unique_ptr<Database> m_ours;
    std::unique_ptr<Database> m_bare;
    MentionStore m_store;
    ContactBook m_people;
    qint64 m_middle = 0;
    QList<qint64> m_conversations;
    QList<qint64> m_identities;
    QList<qint64> m_heaviest;
};

void sayPair(Report &report, const QString &what, const Pair &large, const Pair &small, bool isPage)
{
    constexpr double us = 1000;
    report.say({ what + QStringLiteral(", p50"), large.ours.median() * us, large.baseline.median() * us,
        QStringLiteral("us"), ratioAtMost(2) });
    report.say({ what + QStringLiteral(", p99"), large.ours.p99() * us, large.baseline.p99() * us, QStringLiteral("us"),
        ratioAtMost(2) });
    if (isPage)
        report.say(
            { what + QStringLiteral(", p99 alone"), large.ours.p99() * us, {}, QStringLiteral("us"), atMost(2'000) });
    report.say({ what + QStringLiteral(", p50 against the small store"), large.ours.median() * us,
        small.ours.median() * us, QStringLiteral("us"), ratioAtMost(1.15) });
}

} // namespace

void benchReads(Report &report, const QString &large, const QString &small)
{
    ReadSide big(large);
    ReadSide little(small);
    const auto measure = [&](const char *what, Pair (ReadSide::*read)(), bool isPage) {
        sayPair(report, QString::fromLatin1(what), (big.*read)(), (little.*read)(), isPage);
    };
    measure("inbox, first page of 50", &ReadSide::firstPage, true);
    measure("inbox, deep page of 50", &ReadSide::deepPage, true);
    measure("inbox, deep page of one channel", &ReadSide::filteredPage, true);
    measure("a conversation", &ReadSide::conversation, false);
    measure("a person's card and history", &ReadSide::person, false);
    const Pair heaviest = big.heaviest();
    report.say({ QStringLiteral("the card of those who wrote most, p50"), heaviest.ours.median() * 1000,
        heaviest.baseline.median() * 1000, QStringLiteral("us"), atMost(2'000) });
    const Pair counts = big.counts();
    report.say({ QStringLiteral("counts of the built-in views, p50"), counts.ours.median() * 1000,
        counts.baseline.median() * 1000, QStringLiteral("us"), atMost(100) });
    report.say(
        { QStringLiteral("counts that differ from COUNT(*)"), double(big.wrongCounts()), {}, QString(), atMost(0) });
}

} // namespace wheelhouse
