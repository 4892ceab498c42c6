#pragma once

#include "core/base/id.h"
#include "core/store/database.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <optional>

struct sqlite3_stmt;

namespace wheelhouse {

/// UTF-8 bytes that outlive the execution they are bound to: bound without a copy, on the import's hot path.
struct Utf8 {
    QByteArrayView bytes;
};

/// The row a statement stands on. Valid until the next step.
class Row {
public:
    explicit Row(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }
    [[nodiscard]] qint64 number(int column) const;
    [[nodiscard]] bool flag(int column) const { return number(column) != 0; }
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const; ///< a BLOB, or the UTF-8 of a TEXT
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] QDateTime time(int column) const; ///< UTC; null where the column is
    [[nodiscard]] std::optional<qint64> maybe(int column) const;
    template<typename I> [[nodiscard]] I id(int column) const
    {
        return isNull(column) ? I() : I::fromBytes(bytes(column));
    }

private:
    sqlite3_stmt *m_statement;
};

/// A prepared statement: made at its first use, kept, reset as soon as its rows are read.
/// `run` for what gives no rows, `one` for at most one, `all` for a list, `each` to look at row after row.
class Statement {
public:
    Statement(Database &database, const char *sql)
        : m_database(database)
        , m_sql(sql)
    {
    }
    Statement(Database &database, QByteArray sql)
        : m_database(database)
        , m_own(std::move(sql))
        , m_sql(m_own.constData())
    {
    }
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    template<typename... Values> [[nodiscard]] Result<void> run(const Values &...values)
    {
        return each([](const Row &) { return true; }, values...);
    }

    /// Calls \a look with each row until it answers false.
    template<typename Look, typename... Values> [[nodiscard]] Result<void> each(Look look, const Values &...values)
    {
        if (auto ready = prepare(); !ready)
            return ready;
        bindAll(values...);
        return walk(look);
    }

    /// As each(), with the values from a list, for queries put together at run time.
    template<typename Look> [[nodiscard]] Result<void> eachOf(const QList<QVariant> &values, Look look)
    {
        if (auto ready = prepare(); !ready)
            return ready;
        for (int i = 0; i < values.size(); ++i)
            bindVariant(i + 1, values.at(i));
        return walk(look);
    }

    template<typename T, typename Read, typename... Values>
    [[nodiscard]] Result<QList<T>> all(Read read, const Values &...values)
    {
        QList<T> rows;
        auto done = each(
            [&](const Row &row) {
                rows.append(read(row));
                return true;
            },
            values...);
        if (!done)
            return tl::unexpected(done.error());
        return rows;
    }

    template<typename T, typename Read, typename... Values>
    [[nodiscard]] Result<std::optional<T>> one(Read read, const Values &...values)
    {
        std::optional<T> found;
        auto done = each(
            [&](const Row &row) {
                found = read(row);
                return false;
            },
            values...);
        if (!done)
            return tl::unexpected(done.error());
        return found;
    }

    /// The first column of the first row; none where there is no row or it is null.
    template<typename... Values> [[nodiscard]] Result<std::optional<qint64>> number(const Values &...values)
    {
        std::optional<qint64> found;
        auto done = each(
            [&](const Row &row) {
                found = row.maybe(0);
                return false;
            },
            values...);
        if (!done)
            return tl::unexpected(done.error());
        return found;
    }

private:
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<bool> step();
    template<typename Look> [[nodiscard]] Result<void> walk(Look &look)
    {
        while (true) {
            auto more = step();
            if (!more || !*more || !look(Row(m_statement))) {
                reset();
                if (!more)
                    return tl::unexpected(more.error());
                return {};
            }
        }
    }
    void reset();
    /// A value that could not be bound (no memory, over a gigabyte) must not be taken for NULL: step() then fails.
    void keep(int code) { m_bound = m_bound == 0 ? code : m_bound; }

    template<typename... Values> void bindAll(const Values &...values)
    {
        int place = 0;
        (bind(++place, values), ...);
    }
    void bind(int place, qint64 value);
    void bind(int place, int value) { bind(place, qint64(value)); }
    void bind(int place, bool value) { bind(place, qint64(value)); }
    void bind(int place, const QString &value);
    void bind(int place, const QByteArray &value); ///< as a BLOB
    void bind(int place, const Utf8 &value);
    void bind(int place, std::nullptr_t);
    void bind(int place, const QDateTime &value); ///< UTC ms; null where not valid
    void bindVariant(int place, const QVariant &value);
    template<typename Of> void bind(int place, const Id<Of> &value)
    {
        if (value.isNull())
            bind(place, nullptr);
        else
            bind(place, value.bytes());
    }
    template<typename T> void bind(int place, const std::optional<T> &value)
    {
        if (value)
            bind(place, *value);
        else
            bind(place, nullptr);
    }

    Database &m_database;
    QByteArray m_own;
    const char *m_sql;
    sqlite3_stmt *m_statement = nullptr;
    int m_bound = 0; ///< SQLite's first complaint about the values; 0: all are there
    qint64 m_spent = 0; ///< ns of this thread's processor time in the running execution; only in strict builds
};

} // namespace wheelhouse
