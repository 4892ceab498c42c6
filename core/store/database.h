#pragma once

#include "core/base/result.h"

#include <QList>
#include <QSet>
#include <QString>

#include <functional>

struct sqlite3;
struct sqlite3_stmt;

namespace wheelhouse {

class Transaction;

/// What a person must know about the kind of trouble SQLite reports: full disk, read-only file, busy, damaged, …
/// \a doing names the act in a few words for the log ("commit", "open").
Error storageError(sqlite3 *handle, int code, const QString &doing);

/// Marks the calling thread as the window's. A build with WH_STRICT_WINDOW then aborts when one execution of an SQL
/// statement takes more than 5 ms of this thread's processor time.
void guardThisThread();

/// One SQLite connection, used on the thread that opened it: the process's only one to write, or one to read.
class Database {
public:
    enum class Mode { Write, Read, Frozen };

    /// Opens \a path (":memory:" is allowed for tests). To write: makes the file when missing, sets WAL, foreign keys,
    /// synchronous=NORMAL and a bounded cache; to read: query only, small cache. Frozen: a file that nobody can write
    /// while it is open (a read-only folder, a backup): nothing is locked and nothing made beside it.
    static Result<std::unique_ptr<Database>> open(const QString &path, Mode mode);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    [[nodiscard]] sqlite3 *handle() const { return m_handle; }
    [[nodiscard]] const QString &path() const { return m_path; }
    /// Runs SQL text that takes no values, all statements of it.
    [[nodiscard]] Result<void> run(const char *sql);
    /// One number of a statement that takes no values, such as a PRAGMA.
    [[nodiscard]] Result<qint64> number(const char *sql);

    /// Pages the writer keeps in memory, in KiB; large only while back-filling.
    void setCache(int kib);
    /// Called after each commit of this connection with the tables it touched.
    void whenCommitted(std::function<void(const QSet<QByteArray> &tables)> tell) { m_tell = std::move(tell); }
    /// Called inside each transaction of this connection that wrote rows of \a tables, before it is committed, with the
    /// rows, table for table; what it fails with takes the transaction back. What follows from a change whoever makes
    /// it; what a follower writes itself is followed by nobody.
    using Follower = std::function<Result<void>(Transaction &, const QList<QSet<qint64>> &rows)>;
    void follow(const void *who, const QList<QByteArray> &tables, Follower follower);
    void unfollow(const void *who); ///< before \a who ends
    /// Called after each commit with the pages now in the write-ahead log; wakes the checkpointer.
    void whenLogGrew(std::function<void(int pages)> tell) { m_grew = std::move(tell); }
    /// Breaks off what this connection is doing; may be called from any thread.
    void interrupt();

private:
    friend class Transaction;
    explicit Database(QString path)
        : m_path(std::move(path))
    {
    }
    Result<void> prepareToWrite();
    void touched(const char *table, qint64 row);
    [[nodiscard]] Result<void> tellFollowers(Transaction &transaction);
    void forgetRows();
    void committed();
    /// Runs \a sql, which is said again and again, as the prepared \a statement.
    [[nodiscard]] Result<void> runPrepared(sqlite3_stmt *&statement, const char *sql);

    QString m_path;
    sqlite3 *m_handle = nullptr;
    sqlite3_stmt *m_begin = nullptr;
    sqlite3_stmt *m_commit = nullptr;
    QSet<QByteArray> m_touched;
    QByteArray m_lastTouched;
    struct Followed {
        QByteArray table;
        QSet<qint64> rows;
    };
    struct Following {
        const void *who;
        QList<Followed> tables;
        Follower tell;
    };
    QList<Following> m_following;
    std::function<void(const QSet<QByteArray> &)> m_tell;
    std::function<void(int)> m_grew;
    int m_logPages = 0;
};

/// A short write: begun at once (BEGIN IMMEDIATE), rolled back unless committed. Whoever must be inside one takes it as
/// a parameter, so that the compiler keeps effect and operation together.
class Transaction {
public:
    static Result<Transaction> begin(Database &database);
    Transaction(Transaction &&other) noexcept
        : m_database(std::exchange(other.m_database, nullptr))
    {
    }
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    [[nodiscard]] Result<void> commit();
    [[nodiscard]] Database &database() const { return *m_database; }

private:
    explicit Transaction(Database &database)
        : m_database(&database)
    {
    }
    Database *m_database;
};

} // namespace wheelhouse
