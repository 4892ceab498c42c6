#include "core/demo/demopeople.h"

#include "core/people/peopledesk.h"

namespace wheelhouse {

namespace {

Result<qint64> identityCalled(Database &database, const QString &handle)
{
    Statement find(database, "SELECT row FROM identity WHERE handle = ?1 ORDER BY row LIMIT 1");
    auto row = find.number(handle);
    if (!row)
        return tl::unexpected(row.error());
    return row->value_or(0);
}

Result<void> putTogether(Database &database, Contacts &contacts, const QString &one, const QString &other)
{
    auto first = identityCalled(database, one);
    auto second = identityCalled(database, other);
    if (!first || !second)
        return tl::unexpected(!first ? first.error() : second.error());
    if (*first == 0 || *second == 0)
        return {}; // not everybody speaks in every scenario
    return contacts.merge(*first, *second, MatchReason::Said).map([](const Acted &) {});
}

Result<void> refreshAll(Database &database, Figures &figures)
{
    Statement all(database, "SELECT DISTINCT contact FROM identity WHERE is_us = 0");
    auto contacts = all.all<qint64>([](const Row &row) { return row.number(0); });
    auto transaction = Transaction::begin(database);
    if (!contacts || !transaction)
        return tl::unexpected(!contacts ? contacts.error() : transaction.error());
    for (const qint64 contact : std::as_const(*contacts))
        if (auto done = figures.refresh(*transaction, contact); !done)
            return done;
    return transaction->commit();
}

} // namespace

Result<void> acquaint(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
{
    PeopleDesk people(database, log, undo, clock);
    if (auto done = putTogether(database, people.contacts, QStringLiteral("kofi.danquah.bsky.social"),
            QStringLiteral("@kofi@mapstodon.space"));
        !done)
        return done;
    auto sceptic = identityCalled(database, QStringLiteral("@sceptic@coffee.social"));
    if (!sceptic)
        return tl::unexpected(sceptic.error());
    for (const StrainKind kind : { StrainKind::Time, StrainKind::Abuse, StrainKind::Time })
        if (*sceptic != 0)
            if (auto done = people.judgements.markStrain(*sceptic, kind); !done)
                return tl::unexpected(done.error());
    return refreshAll(database, people.figures);
}

} // namespace wheelhouse
