#include "core/inbox/peoplefinder.h"

#include <algorithm>

namespace wheelhouse {

namespace {

FoundPerson readPerson(const Row &row)
{
    FoundPerson person;
    person.identity = row.number(0);
    person.handle = row.text(2);
    person.name = row.text(1).isEmpty() ? person.handle : row.text(1);
    person.network = networkFromWord(row.text(3));
    return person;
}

/// Every word as a beginning; "^" before the first: there the name begins.
QString matchOf(const QList<QByteArray> &words, bool atStart)
{
    QStringList parts;
    for (const QByteArray &word : words) {
        const QString quoted =
            u'"' + QString::fromUtf8(word).replace(u'"', QStringLiteral("\"\"")) + QStringLiteral("\"*");
        parts.append(atStart && parts.isEmpty() ? u"^ "_qs + quoted : quoted);
    }
    return parts.join(QStringLiteral(" AND "));
}

} // namespace

PeopleFinder::PeopleFinder(Database &database)
    : m_matching(database, R"(
        SELECT i.row, i.name, i.handle, i.network
          FROM identity_index x JOIN identity i ON i.row = x.rowid
         WHERE x.identity_index MATCH ?1 AND i.is_us = 0 ORDER BY x.rowid DESC LIMIT ?2)")
    , m_newest(database,
          "SELECT row, name, handle, network FROM identity WHERE is_us = 0 AND handle || name <> '' AND ?1 = '' "
          "ORDER BY row DESC LIMIT ?2")
    , m_counts(database, R"(
        SELECT count(DISTINCT conversation), count(*)
          FROM (SELECT conversation FROM mention WHERE identity = ?1 ORDER BY row DESC LIMIT ?2))")
{
}

Result<void> PeopleFinder::gather(Statement &statement, const QString &match, int limit)
{
    return statement.each(
        [&](const Row &row) {
            const FoundPerson person = readPerson(row);
            const bool known = std::any_of(m_found.cbegin(), m_found.cend(),
                [&person](const FoundPerson &each) { return each.identity == person.identity; });
            if (!known)
                m_found.append(person);
            return m_found.size() < limit;
        },
        match, limit);
}

Result<void> PeopleFinder::count(FoundPerson &person)
{
    return m_counts.each(
        [&person](const Row &row) {
            person.conversations = int(row.number(0));
            person.isMore = row.number(1) >= countLimit;
            return false;
        },
        person.identity, countLimit);
}

Result<QList<FoundPerson>> PeopleFinder::find(const QString &words, int limit)
{
    m_found.clear();
    const QList<QByteArray> cut = m_tokenizer.words(words);
    Result<void> done;
    if (!cut.isEmpty()) {
        done = gather(m_matching, matchOf(cut, true), limit);
        if (done && m_found.size() < limit)
            done = gather(m_matching, matchOf(cut, false), limit);
    } else if (words.trimmed().isEmpty()) {
        done = gather(m_newest, {}, limit);
    }
    for (FoundPerson &person : m_found)
        if (done)
            done = count(person);
    if (!done)
        return tl::unexpected(done.error());
    return m_found;
}

QString queryFor(const FoundPerson &person)
{
    QueryNode node;
    node.kind = QueryNode::Kind::Filter;
    node.filter.field = QueryFilter::Field::From;
    node.filter.value = person.handle.isEmpty() ? person.name : person.handle;
    return parseQuery(queryText(node)).canonical;
}

} // namespace wheelhouse
