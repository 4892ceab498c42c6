#include "core/store/database.h"

#include "core/store/linefunctions.h"

#include <QCoreApplication>
#include <QUrl>

#include <cerrno>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

QString say(const char *sentence)
{
    return QCoreApplication::translate("Store", sentence);
}

Error::Kind kindOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return Error::Kind::Refused;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Error::Kind::Busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Error::Kind::Malformed;
    case SQLITE_INTERRUPT:
        return Error::Kind::Cancelled;
    default:
        return Error::Kind::Storage;
    }
}

QString wordsFor(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL:
        return say(
            QT_TRANSLATE_NOOP("Store", "The disk is full. Nothing was half saved. Free some space and do it again."));
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return say(QT_TRANSLATE_NOOP("Store",
            "This workspace can only be read. Nothing was changed. Make the file and its folder writable to go on."));
    case SQLITE_CANTOPEN:
        return say(QT_TRANSLATE_NOOP(
            "Store", "The workspace file cannot be opened. Check that it is there and that you may read it."));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return say(QT_TRANSLATE_NOOP(
            "Store", "Another program is writing to this workspace. Nothing was changed; try again in a moment."));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return say(QT_TRANSLATE_NOOP(
            "Store", "The workspace file is damaged. Nothing was changed; restore a backup or save what can be read."));
    case SQLITE_INTERRUPT:
        return say(QT_TRANSLATE_NOOP("Store", "This was broken off."));
    case SQLITE_NOMEM:
        return say(QT_TRANSLATE_NOOP(
            "Store", "There is not enough memory. Nothing was half saved. Close something and do it again."));
    default:
        return say(QT_TRANSLATE_NOOP("Store", "The workspace could not be read or written. Nothing was half saved."));
    }
}

constexpr int writerCacheKib = 16 * 1024;
constexpr int readerCacheKib = 8 * 1024;
constexpr int busyMs = 10'000;

/// What the system said last of a file of the connection; 0: nothing.
int systemErrorOf(sqlite3 *handle, int whichFile)
{
    sqlite3_file *file = nullptr;
    int said = 0;
    sqlite3_file_control(handle, "main", whichFile, &file);
    if (file && file->pMethods)
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &said);
    return said;
}

/// SQLite calls a disk full by ENOSPC of a write alone; to a person a quota that is used up, and a log that cannot be
/// made for want of room, are the same.
bool isDiskFull(sqlite3 *handle, int code)
{
    if (!handle || ((code & 0xff) != SQLITE_IOERR && (code & 0xff) != SQLITE_CANTOPEN))
        return false;
    const auto isFull = [](int why) { return why == ENOSPC || why == EDQUOT || why == EFBIG; };
    return isFull(sqlite3_system_errno(handle)) || isFull(systemErrorOf(handle, SQLITE_FCNTL_FILE_POINTER))
        || isFull(systemErrorOf(handle, SQLITE_FCNTL_JOURNAL_POINTER));
}

} // namespace

Error storageError(sqlite3 *handle, int code, const QString &doing)
{
    const int extended = handle ? sqlite3_extended_errcode(handle) : code;
    if (isDiskFull(handle, code))
        code = SQLITE_FULL;
    const QString detail = QStringLiteral("%1: %2 (%3)")
                               .arg(doing, QString::fromUtf8(handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code)))
                               .arg(extended);
    return Error { kindOf(code), wordsFor(code), detail, std::chrono::seconds { 0 } };
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, Mode mode)
{
    std::unique_ptr<Database> made(new Database(path));
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (mode == Mode::Frozen ? SQLITE_OPEN_URI : 0)
        | (mode == Mode::Write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    const QByteArray name =
        mode == Mode::Frozen ? "file:" + QUrl::toPercentEncoding(path, "/") + "?immutable=1" : path.toUtf8();
    const int code = sqlite3_open_v2(name.constData(), &made->m_handle, flags, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(storageError(made->m_handle, code, QStringLiteral("open")));
    sqlite3_busy_timeout(made->m_handle, busyMs);
    sqlite3_db_config(made->m_handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(made->m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    teachLineFunctions(made->m_handle);
    made->setCache(mode == Mode::Write ? writerCacheKib : readerCacheKib);
    if (auto ready = mode == Mode::Write ? made->prepareToWrite() : made->run("PRAGMA query_only = ON"); !ready)
        return tl::unexpected(ready.error());
    return made;
}

Database::~Database()
{
    sqlite3_finalize(m_begin);
    sqlite3_finalize(m_commit);
    // Statements are members of the stores and die before their connection; _v2 forgives the other order.
    sqlite3_close_v2(m_handle);
}

Result<void> Database::prepareToWrite()
{
    // Checkpoints are the checkpointer's: done by the committing thread they cost it up to 120 ms.
    auto ready = run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
                     "PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;"
                     "PRAGMA secure_delete = ON"); // what is taken out leaves no bytes behind, however SQLite was built
    sqlite3_update_hook(
        m_handle,
        [](void *self, int, const char *, const char *table, sqlite3_int64 row) {
            static_cast<Database *>(self)->touched(table, row);
        },
        this);
    sqlite3_wal_hook(
        m_handle,
        [](void *self, sqlite3 *, const char *, int pages) {
            static_cast<Database *>(self)->m_logPages = pages;
            return SQLITE_OK;
        },
        this);
    return ready;
}

Result<void> Database::run(const char *sql)
{
    const int code = sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(storageError(m_handle, code, QString::fromUtf8(sql).left(200)));
    return {};
}

Result<void> Database::runPrepared(sqlite3_stmt *&statement, const char *sql)
{
    int code =
        statement ? SQLITE_OK : sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code == SQLITE_OK) {
        sqlite3_step(statement);
        code = sqlite3_reset(statement);
    }
    if (code != SQLITE_OK)
        return tl::unexpected(storageError(m_handle, code, QString::fromUtf8(sql)));
    return {};
}

Result<qint64> Database::number(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    int code = sqlite3_prepare_v2(m_handle, sql, -1, &statement, nullptr);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    const qint64 value = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return tl::unexpected(storageError(m_handle, code, QString::fromUtf8(sql)));
    return value;
}

void Database::setCache(int kib)
{
    const QByteArray sql = "PRAGMA cache_size = -" + QByteArray::number(kib);
    sqlite3_exec(m_handle, sql.constData(), nullptr, nullptr, nullptr);
}

void Database::interrupt()
{
    sqlite3_interrupt(m_handle);
}

void Database::follow(const void *who, const QList<QByteArray> &tables, Follower follower)
{
    Following following { who, {}, std::move(follower) };
    for (const QByteArray &table : tables)
        following.tables.append({ table, {} });
    m_following.append(following);
}

void Database::unfollow(const void *who)
{
    m_following.removeIf([who](const Following &each) { return each.who == who; });
}

Result<void> Database::tellFollowers(Transaction &transaction)
{
    for (Following &each : m_following) {
        QList<QSet<qint64>> rows;
        bool isConcerned = false;
        for (Followed &followed : each.tables) {
            rows.append(std::exchange(followed.rows, {}));
            isConcerned = isConcerned || !rows.last().isEmpty();
        }
        if (!isConcerned)
            continue;
        if (auto done = each.tell(transaction, rows); !done)
            return done;
    }
    return {};
}

void Database::forgetRows()
{
    for (Following &each : m_following)
        for (Followed &followed : each.tables)
            followed.rows.clear();
}

void Database::touched(const char *table, qint64 row)
{
    for (Following &each : m_following)
        for (Followed &followed : each.tables)
            if (followed.table == table)
                followed.rows.insert(row);
    // Called once a row: a bulk of one table costs one comparison each.
    if (m_lastTouched == table)
        return;
    m_lastTouched = table;
    m_touched.insert(m_lastTouched);
}

void Database::committed()
{
    const auto tables = std::exchange(m_touched, {});
    m_lastTouched.clear();
    if (m_tell && !tables.isEmpty())
        m_tell(tables);
    if (m_grew)
        m_grew(m_logPages);
}

Result<Transaction> Transaction::begin(Database &database)
{
    if (auto begun = database.runPrepared(database.m_begin, "BEGIN IMMEDIATE"); !begun)
        return tl::unexpected(begun.error());
    return Transaction(database);
}

Transaction::~Transaction()
{
    if (!m_database)
        return;
    // SQLite may have rolled back by itself (disk full); a second ROLLBACK then only says so.
    sqlite3_exec(m_database->m_handle, "ROLLBACK", nullptr, nullptr, nullptr);
    m_database->m_touched.clear();
    m_database->m_lastTouched.clear();
    m_database->forgetRows();
}

Result<void> Transaction::commit()
{
    if (auto followed = m_database->tellFollowers(*this); !followed)
        return followed;
    if (auto done = m_database->runPrepared(m_database->m_commit, "COMMIT"); !done)
        return done;
    m_database->forgetRows();
    std::exchange(m_database, nullptr)->committed();
    return {};
}

} // namespace wheelhouse
