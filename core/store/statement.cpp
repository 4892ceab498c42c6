#include "core/store/statement.h"

#include <QVariant>

#include <sqlite3.h>

#ifdef WH_STRICT_WINDOW
#include <QSet>

#include <ctime>
#endif

namespace wheelhouse {

namespace {

thread_local bool guarded = false;

#ifdef WH_STRICT_WINDOW
// Processor time, not the clock on the wall: a busy machine is not the statement's fault.
qint64 threadNs()
{
    timespec now {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}
constexpr qint64 windowLimitNs = 5'000'000;
constexpr int fewSteps = 2'000; // of SQLite's machine: far below the limit, unless one of our functions is slow

/// AddressSanitizer empties its quarantine inside whatever frees next, which may take 20 ms of anybody's time: a
/// statement of few steps is at fault when it is slow twice.
bool isAtFault(sqlite3_stmt *statement, const char *sql)
{
    if (sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0) > fewSteps)
        return true;
    thread_local QSet<QByteArray> slowOnce;
    const bool again = slowOnce.contains(sql);
    slowOnce.insert(sql);
    return again;
}
#endif

} // namespace

void guardThisThread()
{
    guarded = true;
}

qint64 Row::number(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QString Row::text(int column) const
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return QString::fromUtf8(utf8, sqlite3_column_bytes(m_statement, column));
}

QByteArray Row::bytes(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return { data, sqlite3_column_bytes(m_statement, column) };
}

bool Row::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

QDateTime Row::time(int column) const
{
    return isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(number(column), Qt::UTC);
}

std::optional<qint64> Row::maybe(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return number(column);
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

Result<void> Statement::prepare()
{
    if (m_statement)
        return {};
    const int code =
        sqlite3_prepare_v3(m_database.handle(), m_sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(storageError(m_database.handle(), code, QString::fromUtf8(m_sql).simplified()));
    return {};
}

Result<bool> Statement::step()
{
#ifdef WH_STRICT_WINDOW
    const qint64 before = guarded ? threadNs() : 0;
#endif
    const int code = m_bound == SQLITE_OK ? sqlite3_step(m_statement) : m_bound;
#ifdef WH_STRICT_WINDOW
    if (guarded && (m_spent += threadNs() - before) > windowLimitNs) {
        if (isAtFault(m_statement, m_sql))
            qFatal("%.1f ms of SQL on the window's thread: %s", double(m_spent) / 1e6, m_sql);
        m_spent = 0;
    }
#endif
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return tl::unexpected(storageError(m_database.handle(), code, QString::fromUtf8(m_sql).simplified()));
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
    m_bound = SQLITE_OK;
    m_spent = 0;
#ifdef WH_STRICT_WINDOW
    sqlite3_stmt_status(m_statement, SQLITE_STMTSTATUS_VM_STEP, 1);
#endif
}

void Statement::bind(int place, qint64 value)
{
    keep(sqlite3_bind_int64(m_statement, place, value));
}

void Statement::bind(int place, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    keep(sqlite3_bind_text(m_statement, place, utf8.constData(), int(utf8.size()), SQLITE_TRANSIENT));
}

void Statement::bind(int place, const QByteArray &value)
{
    keep(sqlite3_bind_blob(m_statement, place, value.constData(), int(value.size()), SQLITE_TRANSIENT));
}

void Statement::bind(int place, const Utf8 &value)
{
    // A null pointer would bind NULL where the text is only empty.
    const char *data = value.bytes.isEmpty() ? "" : value.bytes.data();
    keep(sqlite3_bind_text(m_statement, place, data, int(value.bytes.size()), SQLITE_STATIC));
}

void Statement::bind(int place, std::nullptr_t)
{
    keep(sqlite3_bind_null(m_statement, place));
}

void Statement::bind(int place, const QDateTime &value)
{
    if (value.isValid())
        bind(place, value.toMSecsSinceEpoch());
    else
        bind(place, nullptr);
}

void Statement::bindVariant(int place, const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QString:
        return bind(place, value.toString());
    case QMetaType::QByteArray:
        return bind(place, value.toByteArray());
    case QMetaType::UnknownType:
        return bind(place, nullptr);
    default:
        return bind(place, value.toLongLong());
    }
}

} // namespace wheelhouse
