#pragma once

#include "core/inbox/searchwords.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// Who and what is meant by the names in a question; looked up each time, so that a renamed label is found at once.
/// A lookup that failed gives no rows, and failure() says so at the end.
class SearchNames {
public:
    SearchNames(Database &database, const Marker &marker)
        : m_database(database)
        , m_marker(marker)
    {
    }

    /// Rows of the channels of `channel:` (part of the name or handle) or `in:` (the network).
    QList<qint64> channels(const QueryFilter &filter);
    QList<qint64> labels(const QueryFilter &filter);
    /// Members by part of their name; `me` is who sits here.
    QList<qint64> members(const QueryFilter &filter);
    /// For identity_index: the words of a name in a row, the last of them as a prefix.
    [[nodiscard]] QString peopleWords(const QueryFilter &filter) const;
    /// Identity rows for what peopleWords() said.
    QSet<qint64> people(const QString &words);

    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

private:
    template<typename Fits> QList<qint64> rowsWhere(const char *sql, Fits fits);

    Database &m_database;
    const Marker &m_marker;
    std::optional<Error> m_failure;
};

/// `from:us`: what the team wrote.
[[nodiscard]] bool isUs(const QueryFilter &filter);

/// An FTS5 string.
[[nodiscard]] QString inQuotes(const QByteArray &word);

} // namespace wheelhouse
