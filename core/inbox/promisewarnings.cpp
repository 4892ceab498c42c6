#include "core/inbox/promiserow.h"

namespace wheelhouse {

namespace {

constexpr qint64 lateMs = 2 * 60'000; // told later than this after its instant, a warning says so

} // namespace

struct Promises::Due {
    qint64 row = 0; ///< of promise
    qint64 conversation = 0;
    qint64 policy = 0;
    qint64 dueAt = 0;
    qint64 warnAt = 0;
    int warned = 0; ///< the share that was told
    qint64 nextAt = 0; ///< of the share after those told now; 0: none is left
};

Result<int> Promises::warnDue()
{
    if (auto loaded = loadPolicies(); !loaded)
        return tl::unexpected(loaded.error());
    auto due = m_sql->warnings.all<Due>(
        [](const Row &row) {
            return Due { row.number(0), row.number(1), row.number(2), row.number(3), row.number(4), int(row.number(5)),
                0 };
        },
        m_clock.nowMs());
    if (!due)
        return tl::unexpected(due.error());
    if (due->isEmpty())
        return 0;
    QList<PromiseWarning> told;
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    for (const Due &each : std::as_const(*due)) {
        auto warning = warn(each);
        if (!warning)
            return tl::unexpected(warning.error());
        if (*warning)
            told.append(**warning);
    }
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    for (const PromiseWarning &each : std::as_const(told))
        emit warned(each);
    return int(told.size());
}

/// Writes down which share of \a due is told by now; none: what was stored was not right any more, and is.
Result<std::optional<PromiseWarning>> Promises::warn(const Due &due)
{
    auto now = dueNow(due);
    if (!now)
        return tl::unexpected(now.error());
    if (auto done =
            m_sql->warned.run(due.row, now->warned, now->nextAt == 0 ? std::nullopt : std::optional(now->nextAt));
        !done)
        return tl::unexpected(done.error());
    const PromisePolicy *policy = version(due.policy);
    if (now->warned == due.warned || !policy)
        return std::optional<PromiseWarning>();
    PromiseWarning warning { due.conversation, now->warned, m_clock.nowMs() - now->warnAt > lateMs,
        QDateTime::fromMSecsSinceEpoch(due.dueAt, Qt::UTC), policy->name, {}, {} };
    auto named = m_sql->who.each(
        [&](const Row &row) {
            warning.name = row.text(0);
            warning.snippet = row.text(1).simplified();
            return false;
        },
        due.conversation);
    if (!named)
        return tl::unexpected(named.error());
    return std::optional(warning);
}

/// \a due with the last share that is used up by now, its instant, and when the next one is.
Result<Promises::Due> Promises::dueNow(Due due)
{
    auto found = read(due.conversation);
    if (!found)
        return tl::unexpected(found.error());
    const PromisePolicy *policy = version(due.policy);
    Reckoned reckoning;
    if (*found && policy)
        for (const Owed &owed : (*found)->owed())
            if (owed.isRunning())
                reckoning =
                    reckon(owed, { policy->targetMs(owed.kind), policy->pausesWhileSnoozed }, openingsOf(*policy));
    const int told = due.warned;
    for (size_t i = 0; i < warnShares.size(); ++i) {
        const qint64 instant = reckoning.warnAt.at(i);
        if (instant == 0 || warnShares.at(i) <= told)
            continue;
        if (instant <= m_clock.nowMs()) {
            due.warned = warnShares.at(i);
            due.warnAt = instant;
        } else if (due.nextAt == 0)
            due.nextAt = instant;
    }
    return due;
}

Result<std::optional<qint64>> Promises::nextWarning()
{
    return m_sql->nextWarning.number();
}

} // namespace wheelhouse
