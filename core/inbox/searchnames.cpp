#include "core/inbox/searchnames.h"

namespace wheelhouse {

using Field = QueryFilter::Field;

QString inQuotes(const QByteArray &word)
{
    return u'"' + QString::fromUtf8(word).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

bool isUs(const QueryFilter &filter)
{
    return filter.field == Field::From && filter.value.compare(u"us", Qt::CaseInsensitive) == 0;
}

QString SearchNames::peopleWords(const QueryFilter &filter) const
{
    const Phrase phrase = m_marker.phrase(filter.value.toCaseFolded(), true);
    QStringList quoted;
    for (const QByteArray &word : phrase.words)
        quoted.append(inQuotes(word));
    return quoted.isEmpty() ? QStringLiteral("\"\"") : quoted.join(QStringLiteral(" + ")) + u'*';
}

QSet<qint64> SearchNames::people(const QString &words)
{
    QSet<qint64> rows;
    Statement find(m_database, "SELECT rowid FROM identity_index WHERE identity_index MATCH ?1");
    auto done = find.each(
        [&](const Row &row) {
            rows.insert(row.number(0));
            return true;
        },
        words);
    if (!done && !m_failure)
        m_failure = done.error();
    return rows;
}

template<typename Fits> QList<qint64> SearchNames::rowsWhere(const char *sql, Fits fits)
{
    QList<qint64> rows;
    Statement all(m_database, sql);
    auto done = all.each([&](const Row &row) {
        if (fits(row))
            rows.append(row.number(0));
        return true;
    });
    if (!done && !m_failure)
        m_failure = done.error();
    return rows;
}

QList<qint64> SearchNames::channels(const QueryFilter &filter)
{
    const QString wanted = filter.value.toCaseFolded();
    return rowsWhere("SELECT row, network, name, handle FROM channel", [&](const Row &row) {
        if (filter.field == Field::In)
            return row.text(1) == wanted;
        return row.text(2).toCaseFolded().contains(wanted) || row.text(3).toCaseFolded().contains(wanted);
    });
}

QList<qint64> SearchNames::labels(const QueryFilter &filter)
{
    const QString wanted = filter.value.toCaseFolded();
    return rowsWhere(
        "SELECT row, name FROM label", [&](const Row &row) { return row.text(1).toCaseFolded() == wanted; });
}

QList<qint64> SearchNames::members(const QueryFilter &filter)
{
    const QString wanted = filter.value.toCaseFolded();
    return rowsWhere("SELECT row, name, is_me FROM member", [&](const Row &row) {
        return wanted == QLatin1String("me") ? row.flag(2) : row.text(1).toCaseFolded().contains(wanted);
    });
}

} // namespace wheelhouse
