#include "core/inbox/counters.h"

#include "core/inbox/triagestate.h"

#include <sqlite3.h>

namespace wheelhouse {

namespace {

QString kindWord(char kind)
{
    switch (kind) {
    case 'c':
        return QStringLiteral("channel");
    case 'm':
        return QStringLiteral("assignee");
    case 'd':
        return QStringLiteral("department");
    case 'l':
        return QStringLiteral("label");
    default:
        return QStringLiteral("all");
    }
}

char kindLetter(QStringView word)
{
    for (const char kind : { 'a', 'c', 'm', 'd', 'l' })
        if (kindWord(kind) == word)
            return kind;
    return 'a';
}

} // namespace

Counters::Counters(Database &database)
    : m_database(database)
    , m_update(database, "UPDATE tally SET n = n + ?4 WHERE kind = ?1 AND key = ?2 AND state = ?3")
    , m_insert(database, "INSERT INTO tally (kind, key, state, n) VALUES (?1, ?2, ?3, ?4)")
{
}

void Counters::move(const Place &place, int by)
{
    if (place.state == TriageState::Merged)
        return;
    m_deltas[{ 'a', 0, place.state }] += by;
    m_deltas[{ 'c', place.channel, place.state }] += by;
    m_deltas[{ 'm', place.assignee, place.state }] += by;
    if (place.department != 0)
        m_deltas[{ 'd', place.department, place.state }] += by;
    for (const qint64 label : place.labels)
        m_deltas[{ 'l', label, place.state }] += by;
}

Result<void> Counters::flush(Transaction &)
{
    const auto deltas = std::exchange(m_deltas, {});
    for (auto delta = deltas.cbegin(); delta != deltas.cend(); ++delta) {
        if (delta.value() == 0)
            continue;
        const QString kind = kindWord(delta.key().kind);
        const QString state = stateWord(delta.key().state);
        if (auto done = m_update.run(kind, delta.key().key, state, delta.value()); !done)
            return done;
        if (sqlite3_changes(m_database.handle()) == 0)
            if (auto done = m_insert.run(kind, delta.key().key, state, delta.value()); !done)
                return done;
    }
    return {};
}

Result<Tallies> Tallies::read(Statement &statement)
{
    Tallies tallies;
    auto done = statement.each([&](const Row &row) {
        const auto state = stateFromWord(row.text(2)).value_or(TriageState::Done);
        tallies.m_counts[{ kindLetter(row.text(0)), row.number(1) }].insert(int(state), row.number(3));
        return true;
    });
    if (!done)
        return tl::unexpected(done.error());
    return tallies;
}

qint64 Tallies::of(QLatin1String kind, qint64 key, TriageState state) const
{
    return m_counts.value({ kindLetter(QString(kind)), key }).value(int(state));
}

} // namespace wheelhouse
