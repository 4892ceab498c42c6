#include "core/inbox/searchscan.h"

#include <sqlite3.h>

namespace wheelhouse {

namespace {

constexpr int opsBetweenLooks = 4'000; // of SQLite's machine: about 0.1 ms
constexpr size_t mostStatements = 256;

QByteArray joined(const QByteArray &check)
{
    return check.contains("c.") ? " CROSS JOIN conversation c ON c.row = m.conversation" : "";
}

/// SQLite asks \a isStopped while this lives.
class StopWatch {
public:
    StopWatch(Database &database, std::function<bool()> &isStopped)
        : m_database(database)
    {
        if (isStopped)
            sqlite3_progress_handler(
                database.handle(), opsBetweenLooks,
                [](void *asked) { return int((*static_cast<std::function<bool()> *>(asked))()); }, &isStopped);
    }
    StopWatch(const StopWatch &) = delete;
    StopWatch &operator=(const StopWatch &) = delete;
    ~StopWatch() { sqlite3_progress_handler(m_database.handle(), 0, nullptr, nullptr); }

private:
    Database &m_database;
};

} // namespace

SearchScan::SearchScan(Database &database, const Clock &clock)
    : m_database(database)
    , m_clock(clock)
    , m_functions(database)
{
}

Statement &SearchScan::statement(const QByteArray &sql)
{
    auto &kept = m_statements[sql];
    if (!kept)
        kept = std::make_unique<Statement>(m_database, sql);
    return *kept;
}

Result<void> SearchScan::prepare(const QList<Query> &questions)
{
    if (m_statements.size() > mostStatements)
        m_statements.clear();
    auto plan = planScan(m_database, m_functions.cutter(), questions, m_clock.now().toLocalTime());
    if (!plan)
        return tl::unexpected(plan.error());
    m_functions.take(plan->phrases, plan->people);
    m_questions.clear();
    for (const ScanPlan::One &one : std::as_const(plan->questions))
        m_questions.append({ one.check, one.byWords });
    return {};
}

Result<QList<FoundMention>> SearchScan::among(int place, const QList<qint64> &mentions)
{
    QByteArray rows = "[";
    for (const qint64 mention : mentions)
        rows += QByteArray::number(mention) + ',';
    rows.back() = ']';
    if (mentions.isEmpty())
        return QList<FoundMention>();
    const BoundSql &check = m_questions.at(place).check;
    const StopWatch watch(m_database, m_isStopped);
    QList<FoundMention> found;
    auto done = statement("SELECT m.row, m.conversation FROM json_each(?) j CROSS JOIN mention m ON m.row = j.value"
        + joined(check.sql) + " WHERE m.is_ours = 0" + (check.isEmpty() ? QByteArray() : " AND " + check.sql))
                    .eachOf(QList<QVariant> { QString::fromLatin1(rows) } + check.values, [&](const Row &row) {
                        found.append({ row.number(0), row.number(1) });
                        return true;
                    });
    if (!done)
        return tl::unexpected(done.error());
    return found;
}

Result<void> SearchScan::range(qint64 from, qint64 until, const Look &look)
{
    const StopWatch watch(m_database, m_isStopped);
    for (int place = 0; place < m_questions.size(); ++place)
        if (!m_questions.at(place).byWords.words.isEmpty())
            if (auto done = walkWords(place, from, until, look); !done)
                return done;
    return walkRows(from, until, look);
}

Result<void> SearchScan::walkWords(int place, qint64 from, qint64 until, const Look &look)
{
    const SearchLead &lead = m_questions.at(place).byWords;
    const QByteArray sql = "SELECT m.row, m.conversation FROM mention_index f CROSS JOIN mention m ON m.row = f.rowid"
        + joined(lead.check.sql) + " WHERE mention_index MATCH ? AND f.rowid >= ? AND f.rowid < ? AND m.is_ours = 0"
        + (lead.check.isEmpty() ? QByteArray() : " AND " + lead.check.sql);
    return statement(sql).eachOf(QList<QVariant> { lead.words, from, until } + lead.check.values, [&](const Row &row) {
        look({ row.number(0), row.number(1) }, place);
        return true;
    });
}

Result<void> SearchScan::walkRows(qint64 from, qint64 until, const Look &look)
{
    QByteArray columns;
    QList<QVariant> values;
    QList<int> places;
    for (int place = 0; place < m_questions.size(); ++place) {
        const Question &question = m_questions.at(place);
        if (!question.byWords.words.isEmpty())
            continue;
        columns += ", " + (question.check.isEmpty() ? QByteArray("1") : question.check.sql);
        values += question.check.values;
        places.append(place);
    }
    if (places.isEmpty())
        return {};
    const QByteArray sql = "SELECT m.row, m.conversation" + columns + " FROM mention m" + joined(columns)
        + " WHERE m.row >= ? AND m.row < ? AND m.is_ours = 0";
    return statement(sql).eachOf(values + QList<QVariant> { from, until }, [&](const Row &row) {
        for (int i = 0; i < places.size(); ++i)
            if (row.flag(i + 2))
                look({ row.number(0), row.number(1) }, places.at(i));
        return true;
    });
}

} // namespace wheelhouse
