#pragma once

#include "core/intake/prepared.h"
#include "core/store/checkpointer.h"

#include <QMap>

#include <unordered_map>

struct sqlite3_stmt;

namespace wheelhouse {

/// A statement of SQLite's C interface with nothing around it.
class RawStatement {
public:
    RawStatement(Database &database, const char *sql);
    ~RawStatement();
    RawStatement(const RawStatement &) = delete;
    RawStatement &operator=(const RawStatement &) = delete;

    RawStatement &number(int place, qint64 value);
    RawStatement &text(int place, const QByteArray &utf8); ///< not copied; null where empty() is null
    RawStatement &blob(int place, const QByteArray &bytes); ///< not copied; a null array binds NULL
    void run();
    /// The first column of the first row; \a otherwise where there is none.
    qint64 first(qint64 otherwise);
    /// Reads every column of every row as SQLite stores it; gives how many rows.
    int readAll();

private:
    sqlite3_stmt *m_statement = nullptr;
};

/// A mention with everything computed that can be computed away from the store.
struct RawRow {
    qint64 row = 0;
    int channel = 0;
    qint64 writtenAt = 0;
    qint64 followers = 0;
    bool ours = false;
    QByteArray id, replyTo, conversation, identity, contact, language, globalName, url, title, text, spans, media, salt,
        indexed, tags, authorGlobalName, authorHandle, authorName, authorFolded, authorUrl;
};

/// Makes \a prepared of \a channel (0, 1, …) ready.
RawRow rawRow(const Prepared &prepared, int channel);

/// The floor under an import: the same rows of the same tables, indexes, counters and search index of the very same
/// schema and connection settings, a transaction a lot; no parsing, no errors told, no log, no state table.
class RawLimit {
public:
    explicit RawLimit(const QString &path); ///< a workspace made before, open nowhere else
    RawLimit(const RawLimit &) = delete;
    RawLimit &operator=(const RawLimit &) = delete;
    ~RawLimit();

    /// One transaction; \a lot oldest first.
    void admit(const std::vector<RawRow> &lot, bool asHistory);

private:
    struct Sql;
    struct Talk {
        char state = 'n';
        int channel = 0;
    };
    qint64 identityOf(const RawRow &one);
    qint64 conversationOf(const RawRow &one, qint64 identity, bool asHistory);
    void count(const Talk &talk, int by);
    void flushCounts();

    std::unique_ptr<Database> m_database;
    Checkpointer m_checkpointer;
    std::unique_ptr<Sql> m_sql;
    std::unordered_map<std::string, qint64> m_identities;
    std::unordered_map<qint64, Talk> m_talks;
    std::vector<qint64> m_channels;
    QMap<std::pair<int, char>, int> m_counts;
};

} // namespace wheelhouse
