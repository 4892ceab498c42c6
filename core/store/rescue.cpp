#include "core/store/rescue.h"

#include "core/store/statement.h"

#include <limits>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

struct Finalize {
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

Prepared prepare(Database &database, const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(database.handle(), sql.constData(), int(sql.size()), &statement, nullptr);
    return Prepared(statement);
}

QList<QByteArray> columnsOf(Database &database, const QByteArray &table)
{
    Statement columns(database, "SELECT name FROM pragma_table_info('" + table + "')");
    return columns.all<QByteArray>([](const Row &row) { return row.bytes(0); }).value_or(QList<QByteArray>());
}

/// Reads forward from row to row and, where a page cannot be read, looks for the next row behind it: by steps that grow
/// by an eighth, then by halving. What stands between two damaged pages is found unless it is far smaller than they.
class Rescue {
public:
    Rescue(Database &source, Database &target, const QByteArray &table, const QList<QByteArray> &columns)
        : m_target(target)
        , m_read(prepare(
              source, "SELECT rowid, " + columns.join(", ") + " FROM " + table + " WHERE rowid >= ?1 ORDER BY rowid"))
        , m_probe(prepare(source, "SELECT rowid FROM " + table + " WHERE rowid >= ?1 ORDER BY rowid LIMIT 1"))
        , m_write(prepare(target,
              "INSERT OR REPLACE INTO " + table + " (" + columns.join(", ") + ") VALUES ("
                  + QByteArray("?, ").repeated(columns.size() - 1) + "?)"))
    {
    }

    Result<qint64> run()
    {
        if (!m_read || !m_probe || !m_write)
            return qint64(0);
        auto transaction = Transaction::begin(m_target);
        if (!transaction)
            return tl::unexpected(transaction.error());
        qint64 from = std::numeric_limits<qint64>::min();
        while (true) {
            const int code = readFrom(from);
            if (m_refused != SQLITE_OK)
                return tl::unexpected(storageError(m_target.handle(), m_refused, QStringLiteral("salvage")));
            const auto next = code == SQLITE_DONE ? std::nullopt : behind(m_next);
            if (!next)
                break;
            from = *next;
        }
        if (auto done = transaction->commit(); !done)
            return tl::unexpected(done.error());
        return m_saved;
    }

private:
    /// Reads until the end or an error; m_next is then behind the last row that was read.
    int readFrom(qint64 from)
    {
        m_next = from;
        sqlite3_bind_int64(m_read.get(), 1, from);
        int code = SQLITE_OK;
        while ((code = sqlite3_step(m_read.get())) == SQLITE_ROW && m_refused == SQLITE_OK) {
            m_next = sqlite3_column_int64(m_read.get(), 0) + 1;
            keep();
        }
        sqlite3_reset(m_read.get());
        return code;
    }

    void keep()
    {
        const int columns = sqlite3_bind_parameter_count(m_write.get());
        for (int i = 0; i < columns; ++i)
            sqlite3_bind_value(m_write.get(), i + 1, sqlite3_column_value(m_read.get(), i + 1));
        sqlite3_step(m_write.get());
        const int code = sqlite3_reset(m_write.get());
        if (code == SQLITE_OK)
            ++m_saved;
        else if ((code & 0xff) != SQLITE_CONSTRAINT && (code & 0xff) != SQLITE_MISMATCH)
            m_refused = code; // a row the tables do not allow is damage; anything else is the new file's own trouble
    }

    /// The first row number at or behind \a from that can be found; none: no more.
    std::optional<qint64> found(qint64 from, bool &isDamaged)
    {
        sqlite3_bind_int64(m_probe.get(), 1, from);
        const int code = sqlite3_step(m_probe.get());
        const auto row =
            code == SQLITE_ROW ? std::optional<qint64>(sqlite3_column_int64(m_probe.get(), 0)) : std::nullopt;
        sqlite3_reset(m_probe.get());
        isDamaged = code != SQLITE_ROW && code != SQLITE_DONE;
        return row;
    }

    /// Where to read on when the row at or behind \a stuck could not be read.
    std::optional<qint64> behind(qint64 stuck)
    {
        bool isDamaged = false;
        if (const auto row = found(stuck, isDamaged); row || !isDamaged)
            return row ? std::optional<qint64>(*row + 1) : std::nullopt; // found, but its text lies on a damaged page
        constexpr qint64 last = std::numeric_limits<qint64>::max() / 4;
        qint64 bad = std::max<qint64>(stuck, 0);
        qint64 good = bad;
        for (qint64 step = 1; isDamaged; step += std::max<qint64>(1, step / 8)) {
            bad = good;
            if (good > last)
                return std::nullopt;
            good += step;
            (void)found(good, isDamaged);
        }
        while (good - bad > 1) {
            const qint64 middle = bad + (good - bad) / 2;
            (void)found(middle, isDamaged);
            (isDamaged ? bad : good) = middle;
        }
        return good;
    }

    Database &m_target;
    Prepared m_read;
    Prepared m_probe;
    Prepared m_write;
    qint64 m_next = 0;
    qint64 m_saved = 0;
    int m_refused = SQLITE_OK;
};

} // namespace

Result<qint64> rescueTable(Database &source, Database &target, const QByteArray &table)
{
    const auto theirs = columnsOf(source, table);
    QList<QByteArray> columns;
    const auto ours = columnsOf(target, table);
    for (const QByteArray &column : ours)
        if (theirs.contains(column))
            columns.append(column);
    if (columns.isEmpty())
        return qint64(0);
    return Rescue(source, target, table, columns).run();
}

} // namespace wheelhouse
