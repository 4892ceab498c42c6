#include "core/publishing/deliverybook.h"

#include "core/base/text.h"
#include "core/posts/canonical.h"

namespace wheelhouse {

namespace {

// What a delivery's row says, in the order in which readDelivery() takes it; its words are what costs to read.
const QByteArray head = R"(
    SELECT d.row, d.id, p.id, d.variant, d.channel, c.id, c.network, c.name, c.handle, coalesce(p.campaign, 0),
           d.occurrence, d.round, d.digest, d.wall, d.zone, d.due_at, d.state, d.fence, d.owner, d.tries, d.looks,
           d.not_before, d.late_at, d.reason, d.made_at, d.ended_at,
           (SELECT count(*) FROM delivery_part WHERE delivery = d.row),
           (SELECT count(*) FROM delivery_part WHERE delivery = d.row AND (state = 'sent' OR state = 'removed')),
           EXISTS (SELECT 1 FROM delivery_part WHERE delivery = d.row AND state = 'intent') )";
const QByteArray whence = " FROM delivery d JOIN post p ON p.row = d.post JOIN channel c ON c.row = d.channel ";
const QByteArray plain = head + whence;
const QByteArray columns = head + ", v.content" + whence + "JOIN revision_variant v ON v.row = d.variant ";
const QByteArray turn =
    "SELECT d.row, d.channel, c.id, d.state = 'unconfirmed' FROM delivery d JOIN channel c ON c.row = d.channel ";
constexpr int wordsShown = 80;
constexpr int wordsColumn = 29;

Delivery readPlain(const Row &row)
{
    Delivery d;
    d.row = row.number(0);
    d.id = row.id<DeliveryId>(1);
    d.post = row.id<PostId>(2);
    d.variant = row.number(3);
    d.channelRow = row.number(4);
    d.channel = { row.id<ChannelId>(5), networkFromWord(row.text(6)), row.text(7), row.text(8) };
    d.campaign = row.number(9);
    d.occurrence = row.text(10);
    d.round = int(row.number(11));
    d.digest = row.bytes(12);
    d.wall = row.text(13);
    d.zone = row.text(14);
    d.dueAt = row.time(15);
    d.state = deliveryStateFromWord(row.text(16)).value_or(Delivery::State::Withdrawn);
    d.fence = row.number(17);
    d.owner = row.text(18);
    d.tries = int(row.number(19));
    d.looks = int(row.number(20));
    d.notBefore = row.time(21);
    d.lateAt = row.time(22);
    d.reason = row.text(23);
    d.madeAt = row.time(24);
    d.endedAt = row.time(25);
    d.parts = int(row.number(26));
    d.partsOut = int(row.number(27));
    d.mayBeOut = row.flag(28);
    return d;
}

DeliveryTurn readTurn(const Row &row)
{
    return { row.number(0), row.number(1), row.id<ChannelId>(2), row.flag(3) };
}

Delivery readDelivery(const Row &row)
{
    Delivery d = readPlain(row);
    if (const auto canonical = readCanonical(row.bytes(wordsColumn)))
        d.words = beginningOf(*canonical);
    return d;
}

QByteArray among(const QList<Delivery::State> &states)
{
    QByteArray where;
    for (const Delivery::State each : states)
        where += (where.isEmpty() ? "WHERE d.state = '" : " OR d.state = '") + stateWord(each).toLatin1() + '\'';
    return where;
}

DeliveryPart::State partState(const QString &word)
{
    if (word == QLatin1String("sent"))
        return DeliveryPart::State::Sent;
    if (word == QLatin1String("removed"))
        return DeliveryPart::State::Removed;
    return word == QLatin1String("intent") ? DeliveryPart::State::Intent : DeliveryPart::State::Waiting;
}

} // namespace

QString beginningOf(const Canonical &canonical)
{
    return shorten(oneLine(canonical.content.parts.constFirst().text), wordsShown);
}

DeliveryBook::DeliveryBook(Database &database)
    : m_database(database)
    , m_find(database, columns + "WHERE d.id = ?1")
    , m_at(database, columns + "WHERE d.row = ?1")
    , m_plain(database, plain + "WHERE d.row = ?1")
    , m_parts(database, R"(
        SELECT row, number, key, state, tries, first_tried_at, last_tried_at, reserved, global_name, remote_id, url,
               sent_at FROM delivery_part WHERE delivery = ?1 ORDER BY number)")
    , m_uploads(database, "SELECT number, handle FROM delivery_upload WHERE part = ?1")
    , m_due(database, turn + R"(
         WHERE d.row IN (SELECT (SELECT row FROM delivery WHERE channel = c.row AND state = 'queued' AND due_at <= ?1
                                  ORDER BY due_at, row LIMIT 1) FROM channel c)
           AND d.not_before <= ?1 ORDER BY d.due_at, d.row)")
    , m_doubtful(database, turn + "WHERE d.state = 'unconfirmed' AND d.not_before <= ?1 ORDER BY d.not_before")
    , m_nextOn(database, turn + R"(
         WHERE d.row = coalesce(
                (SELECT row FROM delivery WHERE channel = ?1 AND state = 'unconfirmed' AND not_before <= ?2
                  ORDER BY not_before LIMIT 1),
                (SELECT row FROM delivery WHERE channel = ?1 AND state = 'queued' AND due_at <= ?2
                  ORDER BY due_at, row LIMIT 1))
           AND d.not_before <= ?2)")
    , m_instants(database, R"(
        SELECT c.row, c.id, min(n.at) FROM (
            SELECT channel, max(due_at, not_before) AS at FROM delivery WHERE row IN (
                SELECT (SELECT row FROM delivery WHERE channel = c.row AND state = 'queued' ORDER BY due_at, row LIMIT 1)
                  FROM channel c)
            UNION ALL SELECT channel, min(not_before) FROM delivery WHERE state = 'unconfirmed' GROUP BY channel) n
          JOIN channel c ON c.row = n.channel GROUP BY c.row)")
    , m_figures(database, R"(
        SELECT (SELECT count(*) FROM (SELECT 1 FROM delivery
                 WHERE state = 'queued' OR state = 'claimed' OR state = 'intent' LIMIT ?1)),
               (SELECT count(*) FROM (SELECT 1 FROM delivery
                 WHERE state = 'rejected' OR state = 'unconfirmed' OR state = 'missed' OR state = 'held' LIMIT ?1)))")
{
}

Result<QList<Delivery>> DeliveryBook::list(const QList<Delivery::State> &states, int most)
{
    Statement read(m_database, columns + among(states) + " ORDER BY d.due_at, d.row LIMIT ?1");
    return read.all<Delivery>(&readDelivery, most);
}

/// Which ones is asked of the index alone, before anything of them is read.
Result<QList<Delivery>> DeliveryBook::first(const QList<Delivery::State> &states, int most, bool newestFirst)
{
    const QByteArray order = newestFirst ? " ORDER BY d.due_at DESC, d.row DESC" : " ORDER BY d.due_at, d.row";
    Statement read(m_database,
        columns + "WHERE d.row IN (SELECT d.row FROM delivery d " + among(states) + order + " LIMIT ?1)" + order);
    return read.all<Delivery>(&readDelivery, most);
}

Result<int> DeliveryBook::count(const QList<Delivery::State> &states, int most)
{
    Statement read(m_database, "SELECT count(*) FROM (SELECT 1 FROM delivery d " + among(states) + " LIMIT ?1)");
    auto counted = read.number(most);
    if (!counted)
        return tl::unexpected(counted.error());
    return int(counted->value_or(0));
}

Result<std::optional<Delivery>> DeliveryBook::find(DeliveryId id)
{
    return m_find.one<Delivery>(&readDelivery, id);
}

Result<std::optional<Delivery>> DeliveryBook::at(qint64 row)
{
    return m_at.one<Delivery>(&readDelivery, row);
}

Result<std::optional<Delivery>> DeliveryBook::plainAt(qint64 row)
{
    return m_plain.one<Delivery>(&readPlain, row);
}

Result<QList<DeliveryPart>> DeliveryBook::parts(qint64 delivery)
{
    return m_parts.all<DeliveryPart>(
        [](const Row &row) {
            return DeliveryPart { row.number(0), int(row.number(1)), row.bytes(2), partState(row.text(3)),
                int(row.number(4)), row.time(5), row.time(6), row.text(7), { row.text(8), row.text(9) }, row.text(10),
                row.time(11) };
        },
        delivery);
}

Result<QHash<int, QString>> DeliveryBook::uploads(qint64 part)
{
    QHash<int, QString> handles;
    auto done = m_uploads.each(
        [&handles](const Row &row) {
            handles.insert(int(row.number(0)), row.text(1));
            return true;
        },
        part);
    if (!done)
        return tl::unexpected(done.error());
    return handles;
}

Result<QList<DeliveryTurn>> DeliveryBook::due(qint64 now)
{
    return m_due.all<DeliveryTurn>(&readTurn, now);
}

Result<QList<DeliveryTurn>> DeliveryBook::doubtful(qint64 now)
{
    return m_doubtful.all<DeliveryTurn>(&readTurn, now);
}

Result<std::optional<DeliveryTurn>> DeliveryBook::nextOn(qint64 channel, qint64 now)
{
    return m_nextOn.one<DeliveryTurn>(&readTurn, channel, now);
}

Result<OutboxFigures> DeliveryBook::figures()
{
    auto figures = m_figures.one<OutboxFigures>(
        [](const Row &row) {
            return OutboxFigures { int(row.number(0)), int(row.number(1)) };
        },
        OutboxFigures::most);
    if (!figures)
        return tl::unexpected(figures.error());
    return figures->value_or(OutboxFigures());
}

Result<QList<DeliveryBook::Instant>> DeliveryBook::instants()
{
    return m_instants.all<Instant>([](const Row &row) {
        return Instant { row.number(0), row.id<ChannelId>(1), row.number(2) };
    });
}

} // namespace wheelhouse
