#include "core/demo/demopeople.h"

#include "core/inbox/corrections.h"
#include "core/people/peopledesk.h"

#include <array>

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

/// What somebody wrote last asks and sounds otherwise than its words let expect: a person here said so.
struct Said {
    const char *handle;
    Need need;
    Mood mood;
};
constexpr std::array said {
    Said { "kofi.danquah.bsky.social", Need::Question, Mood::Neutral },
    Said { "yusufhamdan", Need::Praise, Mood::Positive },
    Said { "@sadie@tea.example", Need::Complaint, Mood::Negative },
    Said { "@hanas@lipa.example", Need::Help, Mood::Negative },
};

Result<void> correct(Database &database, Corrections &corrections, const Said &each)
{
    Statement find(database, R"(
        SELECT m.row FROM mention m JOIN identity i ON i.row = m.identity
         WHERE i.handle = ?1 ORDER BY m.written_at DESC LIMIT 1)");
    auto last = find.number(QString::fromLatin1(each.handle));
    if (!last)
        return tl::unexpected(last.error());
    if (!*last)
        return {}; // not everybody speaks in every scenario
    return corrections.correct({ **last }, { each.need, each.mood }).map([](const Acted &) {});
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
    Corrections corrections(database, log, undo, clock);
    for (const Said &each : said)
        if (auto done = correct(database, corrections, each); !done)
            return done;
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
