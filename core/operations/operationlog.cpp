#include "core/operations/operationlog.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

Operation readOperation(const Row &row)
{
    Operation operation;
    operation.row = row.number(0);
    operation.id = row.id<OperationId>(1);
    operation.desk = row.id<DeskId>(2);
    operation.seq = row.number(3);
    operation.actor = row.id<MemberId>(4);
    operation.hlc = row.number(5);
    operation.kind = row.text(6);
    operation.payload = row.bytes(7);
    operation.undoes = row.id<OperationId>(8);
    operation.prev = row.bytes(9);
    operation.hash = row.bytes(10);
    return operation;
}

/// Where this desk stands: its newest entry, and the highest clock that it wrote or was told of since. What it wrote
/// lies above all that came before, so only what came after is looked at.
struct Last {
    qint64 seq = 0;
    QByteArray hash = QByteArray(32, '\0');
    qint64 hlc = 0;
};

} // namespace

OperationLog::OperationLog(Database &database, const Clock &clock)
    : m_database(database)
    , m_clock(clock)
    , m_whoAmI(database, "SELECT w.desk, m.id FROM workspace w LEFT JOIN member m ON m.is_me = 1")
    , m_last(database, R"(
        SELECT mine.seq, mine.hash, (SELECT max(hlc) FROM operation WHERE row >= coalesce(mine.row, 0))
          FROM (SELECT 1)
          LEFT JOIN (SELECT row, seq, hash FROM operation WHERE desk = ?1 ORDER BY seq DESC LIMIT 1) AS mine)")
    , m_insert(database, R"(
        INSERT INTO operation (id, desk, seq, actor, hlc, kind, payload, undoes, prev, hash)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10))")
    , m_undoable(database, "INSERT INTO undo (operation, actor) VALUES (?1, ?2)")
    , m_branchEnds(database, "DELETE FROM undo WHERE actor = ?1 AND undone = 1")
    , m_read(database, R"(
        SELECT row, id, desk, seq, actor, hlc, kind, payload, undoes, prev, hash FROM operation WHERE row = ?1)")
    , m_each(database, R"(
        SELECT row, id, desk, seq, actor, hlc, kind, payload, undoes, prev, hash FROM operation WHERE row > ?1 ORDER BY row)")
{
}

Result<void> OperationLog::readDesk()
{
    if (!m_desk.isNull() && !m_me.isNull())
        return {};
    auto read = m_whoAmI.each([this](const Row &row) {
        m_desk = row.id<DeskId>(0);
        m_me = row.id<MemberId>(1);
        return false;
    });
    if (read && (m_desk.isNull() || m_me.isNull()))
        return fail(Error::Kind::Refused,
            QCoreApplication::translate("Operations", "This workspace does not know yet who you are."));
    return read;
}

qint64 OperationLog::tick(qint64 last) const
{
    // Kulkarni and others 2014, "Logical physical clocks": the clock on the wall where it is ahead, else count on.
    return std::max(m_clock.nowMs() << 16, last + 1);
}

Result<void> OperationLog::offerUndo(const Operation &made)
{
    // Something new was done: what was taken back before it can never be done again.
    auto kept = m_undoable.run(made.row, made.actor);
    return kept ? m_branchEnds.run(made.actor) : kept;
}

Result<Operation> OperationLog::append(Transaction &transaction, const Entry &entry)
{
    if (auto known = readDesk(); !known)
        return tl::unexpected(known.error());
    auto last = m_last.one<Last>(
        [](const Row &row) {
            return Last { row.number(0), row.isNull(1) ? Last().hash : row.bytes(1), row.number(2) };
        },
        m_desk);
    if (!last)
        return tl::unexpected(last.error());
    const Last before = last->value_or(Last());
    Operation made;
    made.id = OperationId::fresh();
    made.desk = m_desk;
    made.seq = before.seq + 1;
    made.actor = entry.actor.isNull() ? m_me : entry.actor;
    made.hlc = tick(before.hlc);
    made.kind = entry.kind;
    made.payload = QJsonDocument(entry.payload).toJson(QJsonDocument::Compact);
    made.undoes = entry.undoes;
    made.prev = before.hash;
    made.hash = hashOf(made);
    auto written = m_insert.run(made.id, made.desk, made.seq, made.actor, made.hlc, made.kind, Utf8 { made.payload },
        made.undoes, made.prev, made.hash);
    if (!written)
        return tl::unexpected(written.error());
    made.row = sqlite3_last_insert_rowid(m_database.handle());
    if (entry.undoable)
        if (auto kept = offerUndo(made); !kept)
            return tl::unexpected(kept.error());
    if (m_witness)
        if (auto seen = m_witness(transaction, made); !seen)
            return tl::unexpected(seen.error());
    return made;
}

Result<Operation> OperationLog::read(qint64 row)
{
    auto found = m_read.one<Operation>(&readOperation, row);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Kind::Missing, QCoreApplication::translate("Operations", "This step is not in the log."));
    return **found;
}

Result<void> OperationLog::each(qint64 afterRow, const std::function<bool(const Operation &)> &look)
{
    return m_each.each([&](const Row &row) { return look(readOperation(row)); }, afterRow);
}

} // namespace wheelhouse
