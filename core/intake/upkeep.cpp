#include "core/intake/upkeep.h"

#include "core/inbox/mention.h"

#include <limits>

namespace wheelhouse {

Upkeep::Upkeep(Database &database)
    : m_called(database, "SELECT global_name, remote_id FROM mention WHERE id = ?1 AND remote_id IS NOT NULL")
    , m_orphan(database, R"(
        SELECT global_name, coalesce(remote_id, '') FROM mention m
         WHERE row = ?1 AND is_ours = 0 AND remote_id IS NOT NULL AND reply_to IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM mention p WHERE p.id = m.reply_to))")
    , m_open(database, R"(
        SELECT c.since, m.global_name, m.remote_id
          FROM conversation c JOIN mention m ON m.row = c.latest
         WHERE c.channel = ?1 AND c.state IN ('new', 'open') AND m.remote_id IS NOT NULL AND m.gone_at IS NULL
           AND m.erased_at IS NULL AND c.since < ?2
         ORDER BY c.since DESC LIMIT ?3)")
    , m_named(database, "SELECT global_name, remote_id FROM mention WHERE channel = ?1 AND remote_id = ?2 LIMIT 1")
    , m_newest(database, R"(
        SELECT h.id, m.global_name, m.remote_id FROM mention m JOIN channel h ON h.row = m.channel
         WHERE m.conversation = ?1 AND m.remote_id IS NOT NULL AND m.gone_at IS NULL ORDER BY m.row DESC LIMIT 1)")
{
}

Result<QList<RemoteRef>> Upkeep::withoutParent(const QList<qint64> &news)
{
    QList<RemoteRef> found;
    for (const qint64 row : news) {
        auto one = m_orphan.one<RemoteRef>([](const Row &r) { return RemoteRef { r.text(0), r.text(1) }; }, row);
        if (!one)
            return tl::unexpected(one.error());
        if (*one)
            found.append(**one);
    }
    return found;
}

Result<Upkeep::Open> Upkeep::open(qint64 channel, qint64 before, int limit)
{
    Open found;
    auto read = m_open.each(
        [&](const Row &row) {
            found.last = row.number(0);
            found.messages.append({ row.text(1), row.text(2) });
            return true;
        },
        channel, before == 0 ? std::numeric_limits<qint64>::max() : before, limit);
    if (!read)
        return tl::unexpected(read.error());
    if (found.messages.size() < limit)
        found.last = 0;
    return found;
}

Result<std::optional<RemoteRef>> Upkeep::called(const QString &globalName)
{
    return m_called.one<RemoteRef>(
        [](const Row &row) {
            return RemoteRef { row.text(0), row.text(1) };
        },
        MentionId::fromName("mention", globalName.toUtf8()));
}

Result<std::optional<Upkeep::Place>> Upkeep::newestOf(qint64 conversation)
{
    return m_newest.one<Place>(
        [](const Row &row) {
            return Place { row.id<ChannelId>(0), { row.text(1), row.text(2) } };
        },
        conversation);
}

Result<std::optional<RemoteRef>> Upkeep::named(qint64 channel, const QString &remoteId)
{
    return m_named.one<RemoteRef>(
        [](const Row &row) {
            return RemoteRef { row.text(0), row.text(1) };
        },
        channel, remoteId);
}

} // namespace wheelhouse
