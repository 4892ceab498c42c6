#include "core/posture/holds.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Holds)
};

} // namespace

HoldReader::HoldReader(Database &database)
    : m_standing(database, R"(
        SELECT h.row, h.id, coalesce(h.campaign, 0), coalesce(c.name, ''), h.reason, m.name, h.set_at
          FROM hold h JOIN member m ON m.row = h.set_by LEFT JOIN campaign c ON c.row = h.campaign
         WHERE h.released_at IS NULL ORDER BY h.row)")
{
}

Result<QList<Hold>> HoldReader::standing()
{
    return m_standing.all<Hold>([](const Row &row) {
        return Hold { row.number(0), row.id<HoldId>(1), row.number(2), row.text(3), row.text(4), row.text(5),
            row.time(6) };
    });
}

Result<std::optional<Hold>> HoldReader::over(qint64 campaign)
{
    auto all = standing();
    if (!all)
        return tl::unexpected(all.error());
    for (const Hold &each : std::as_const(*all))
        if (each.campaign == 0 || each.campaign == campaign)
            return each;
    return std::nullopt;
}

Holds::Holds(Database &database, OperationLog &log, const Clock &clock)
    : m_log(log)
    , m_clock(clock)
    , m_reader(database)
    , m_insert(database, R"(
        INSERT INTO hold (id, campaign, reason, set_by, set_at)
        VALUES (?1, nullif(?2, 0), ?3, (SELECT row FROM member WHERE is_me = 1), ?4))")
    , m_release(database, "UPDATE hold SET released_at = ?2 WHERE id = ?1")
    , m_again(database, R"(
        UPDATE hold SET released_at = NULL WHERE id = ?1 AND released_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM hold o WHERE o.released_at IS NULL AND o.campaign IS hold.campaign) RETURNING 1)")
{
}

Result<bool> Holds::again(Transaction &transaction, HoldId hold)
{
    auto done = m_again.number(hold);
    if (!done)
        return tl::unexpected(done.error());
    if (!*done)
        return false;
    auto logged = m_log.append(
        transaction, { QStringLiteral("hold.set"), { { QStringLiteral("hold"), hold.toString() } }, {}, false });
    if (!logged)
        return tl::unexpected(logged.error());
    return true;
}

Result<Hold> Holds::set(Transaction &transaction, qint64 campaign, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Say why it is held: everybody sees it beside what waits."));
    auto before = standing();
    if (!before)
        return tl::unexpected(before.error());
    for (const Hold &each : std::as_const(*before))
        if (each.campaign == campaign)
            return fail(Error::Kind::Conflict, Words::tr("%1 holds it already: “%2”.").arg(each.setBy, each.reason));
    const HoldId id = HoldId::fresh();
    if (auto done = m_insert.run(id, campaign, reason.trimmed(), m_clock.now()); !done)
        return tl::unexpected(done.error());
    auto logged = m_log.append(
        transaction, { QStringLiteral("hold.set"), { { QStringLiteral("hold"), id.toString() } }, {}, false });
    if (!logged)
        return tl::unexpected(logged.error());
    auto after = standing();
    if (!after)
        return tl::unexpected(after.error());
    return after->constLast();
}

Result<void> Holds::release(Transaction &transaction, HoldId hold)
{
    auto all = standing();
    if (!all)
        return tl::unexpected(all.error());
    const bool stands = std::any_of(all->cbegin(), all->cend(), [hold](const Hold &each) { return each.id == hold; });
    if (!stands)
        return fail(Error::Kind::Missing, Words::tr("This hold was released already."));
    if (auto done = m_release.run(hold, m_clock.now()); !done)
        return done;
    auto logged = m_log.append(
        transaction, { QStringLiteral("hold.release"), { { QStringLiteral("hold"), hold.toString() } }, {}, false });
    if (!logged)
        return tl::unexpected(logged.error());
    return {};
}

} // namespace wheelhouse
