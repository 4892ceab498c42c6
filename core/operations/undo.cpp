#include "core/operations/undo.h"

#include <QCoreApplication>
#include <QJsonObject>

namespace wheelhouse {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Undo)
};
} // namespace

Undo::Undo(Database &database, OperationLog &log)
    : m_database(database)
    , m_log(log)
    , m_nextBack(database, R"(
        SELECT operation FROM undo
         WHERE actor = (SELECT id FROM member WHERE is_me = 1) AND undone = 0
         ORDER BY operation DESC LIMIT 1)")
    , m_nextAgain(database, R"(
        SELECT operation FROM undo
         WHERE actor = (SELECT id FROM member WHERE is_me = 1) AND undone = 1
           AND operation > (SELECT coalesce(max(operation), 0) FROM undo
                             WHERE actor = (SELECT id FROM member WHERE is_me = 1) AND undone = 0)
         ORDER BY operation LIMIT 1)")
    , m_mark(database, "UPDATE undo SET undone = ?2 WHERE operation = ?1")
    , m_stands(database, "SELECT undone FROM undo WHERE operation = ?1")
{
}

Result<std::optional<Operation>> Undo::next(Way way)
{
    auto row = (way == Way::Back ? m_nextBack : m_nextAgain).number();
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return std::optional<Operation>();
    auto found = m_log.read(**row);
    if (!found)
        return tl::unexpected(found.error());
    return std::optional<Operation>(*found);
}

tl::unexpected<Error> Undo::nothing(Way way)
{
    return fail(Error::Kind::Missing, way == Way::Back ? Words::tr("Nothing to undo.") : Words::tr("Nothing to redo."));
}

Result<Undone> Undo::go(Way way)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto found = next(way);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return nothing(way);
    return take(*transaction, **found, way);
}

Result<Undone> Undo::goOn(qint64 operation, Way way)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto undone = m_stands.number(operation);
    if (!undone)
        return tl::unexpected(undone.error());
    if (!*undone || (**undone != 0) == (way == Way::Back))
        return nothing(way);
    auto step = m_log.read(operation);
    if (!step)
        return tl::unexpected(step.error());
    return take(*transaction, *step, way);
}

Result<Undone> Undo::take(Transaction &transaction, const Operation &step, Way way)
{
    const auto inverse = m_inverses.constFind(step.kind);
    if (inverse == m_inverses.cend())
        return fail(Error::Kind::Refused, Words::tr("This step cannot be taken back."), step.kind);
    auto done = (*inverse)(transaction, step, way);
    if (!done)
        return done;
    done->operation = step.row;
    if (done->isPart) {
        if (auto committed = transaction.commit(); !committed)
            return tl::unexpected(committed.error());
        return done;
    }
    const QJsonObject payload { { QStringLiteral("way"),
                                    way == Way::Back ? QStringLiteral("back") : QStringLiteral("again") },
        { QStringLiteral("kept"), done->kept } };
    auto written = m_log.append(transaction, { QStringLiteral("undo"), payload, step.id, false });
    if (!written)
        return tl::unexpected(written.error());
    if (auto marked = m_mark.run(step.row, way == Way::Back); !marked)
        return tl::unexpected(marked.error());
    if (auto committed = transaction.commit(); !committed)
        return tl::unexpected(committed.error());
    return done;
}

} // namespace wheelhouse
