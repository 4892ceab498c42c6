#include "core/store/searchindex.h"

#include "core/store/statement.h"

#include <QCoreApplication>
#include <QSet>
#include <QtEndian>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

struct Names {
    QByteArray index;
    QByteArray content; ///< the table or view whose words it holds
};

Names namesOf(SearchIndex index)
{
    return index == SearchIndex::Mentions ? Names { "mention_index", "mention_words" }
                                          : Names { "identity_index", "identity" };
}

/// SQLite lets nobody write the tables behind an index unless told.
class ShadowTablesOpen {
public:
    explicit ShadowTablesOpen(Database &database)
        : m_handle(database.handle())
    {
        sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    }
    ~ShadowTablesOpen() { sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr); }
    ShadowTablesOpen(const ShadowTablesOpen &) = delete;
    ShadowTablesOpen &operator=(const ShadowTablesOpen &) = delete;

private:
    sqlite3 *m_handle;
};

/// Makes an index like the workspace's own, without a word in it, in another schema of the connection.
Result<void> makeLike(Database &database, const Names &names, const QByteArray &schema)
{
    Statement asMade(database, "SELECT sql FROM main.sqlite_schema WHERE name = ?1");
    auto sql = asMade.one<QByteArray>([](const Row &row) { return row.bytes(0); }, QString::fromLatin1(names.index));
    if (!sql)
        return tl::unexpected(sql.error());
    const QByteArray how = sql->value_or(QByteArray());
    const auto begin = how.indexOf("USING");
    if (begin < 0)
        return fail(Error::Kind::Malformed,
            QCoreApplication::translate("Store",
                "The workspace file is damaged. Nothing was changed; restore a backup or save what can be read."),
            QString::fromLatin1(names.index));
    return database.run(("CREATE VIRTUAL TABLE " + schema + '.' + names.index + ' ' + how.mid(begin)).constData());
}

/// The leaf pages of the index on which a term begins, as segment << 31 | page. fts5_index.c: a page begins with the
/// offsets of its first rowid and of its footer, two bytes each; one without a footer holds no first term.
Result<QSet<qint64>> leavesWithTerms(Database &database, const Names &names)
{
    constexpr qint64 firstSegment = 1LL << 37;
    QSet<qint64> leaves;
    Statement pages(
        database, "SELECT id, substr(block, 1, 4), length(block) FROM temp." + names.index + "_data WHERE id >= ?1");
    const auto read = pages.each(
        [&](const Row &row) {
            const qint64 id = row.number(0);
            const bool isLeaf = ((id >> 31) & 63) == 0; // neither a doclist index nor above the leaves
            const QByteArray head = row.bytes(1);
            const bool hasTerm = head.size() == 4 && qFromBigEndian<quint16>(head.constData() + 2) < row.number(2);
            if (isLeaf && hasTerm)
                leaves.insert((id >> 37) << 31 | (id & 0x7fffffff));
            return true;
        },
        firstSegment);
    if (!read)
        return tl::unexpected(read.error());
    return leaves;
}

/// Whether every such page can be found by its first term. FTS5's check walks from page to page and would not miss the
/// table by which searches find their page: emptied, every search finds nothing and every check is content.
Result<bool> isEveryLeafFound(Database &database, const Names &names)
{
    auto leaves = leavesWithTerms(database, names);
    if (!leaves)
        return tl::unexpected(leaves.error());
    Statement found(database, "SELECT segid, pgno >> 1 FROM temp." + names.index + "_idx");
    const auto read = found.each([&](const Row &row) {
        leaves->remove(row.number(0) << 31 | row.number(1));
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    return leaves->isEmpty();
}

Result<void> copyIndex(Database &database, const Names &names)
{
    const ShadowTablesOpen open(database);
    // FTS5 reads the words from its own schema: there the view leads back to the workspace's.
    if (auto made = makeLike(database, names, "temp"); !made)
        return made;
    QByteArray sql = "CREATE TEMP VIEW " + names.content + " AS SELECT * FROM main." + names.content + ';';
    for (const char *part : { "_data", "_idx", "_config" })
        sql += "DELETE FROM temp." + names.index + part + "; INSERT INTO temp." + names.index + part
            + " SELECT * FROM main." + names.index + part + ';';
    return database.run(sql.constData());
}

/// Asks the index itself for a word, as a search does: its settings are read only then.
Result<void> askForAWord(Database &database, const Names &names)
{
    const auto answer = database.number(
        ("SELECT count(*) FROM main." + names.index + " WHERE " + names.index + " MATCH '\"a\"'").constData());
    return answer ? Result<void>() : tl::unexpected(answer.error());
}

/// Looks at the copy; rank 1 asks FTS5 to compare it with the words, not only with itself.
Result<bool> isCopyInStep(Database &database, const Names &names)
{
    const auto checked = database.run(
        ("INSERT INTO temp." + names.index + " (" + names.index + ", rank) VALUES ('integrity-check', 1)").constData());
    if (!checked)
        return tl::unexpected(checked.error());
    return isEveryLeafFound(database, names);
}

Result<void> writeIndex(Database &writer, const Names &names)
{
    auto transaction = Transaction::begin(writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const QByteArray sql = "INSERT INTO " + names.index + " (" + names.index + ") VALUES ('rebuild')";
    if (auto done = writer.run(sql.constData()); !done)
        return done;
    return transaction->commit();
}

/// Puts the index's own tables back to what an index without a word has; a fresh one in memory is asked what that is.
Result<void> emptyIndex(Database &writer, const Names &names)
{
    const auto done = [&]() -> Result<void> {
        const ShadowTablesOpen open(writer);
        if (auto attached = writer.run("ATTACH ':memory:' AS pristine"); !attached)
            return attached;
        if (auto made = makeLike(writer, names, "pristine"); !made)
            return made;
        // As resources/sql/store sets it up.
        if (names.index == "mention_index")
            if (auto set = writer.run("INSERT INTO pristine.mention_index (mention_index, rank) VALUES ('automerge', "
                                      "16)");
                !set)
                return set;
        auto transaction = Transaction::begin(writer);
        if (!transaction)
            return tl::unexpected(transaction.error());
        QByteArray sql;
        for (const char *part : { "_data", "_idx", "_config" })
            sql += "DELETE FROM main." + names.index + part + "; INSERT INTO main." + names.index + part
                + " SELECT * FROM pristine." + names.index + part + ';';
        if (auto cleared = writer.run(sql.constData()); !cleared)
            return cleared;
        return transaction->commit();
    }();
    const auto gone = writer.run("DETACH pristine");
    return done ? gone : done;
}

} // namespace

Result<bool> isIndexInStep(Database &reader, SearchIndex index)
{
    const Names names = namesOf(index);
    auto inStep = [&]() -> Result<bool> {
        if (auto answered = askForAWord(reader, names); !answered)
            return tl::unexpected(answered.error());
        if (auto copied = copyIndex(reader, names); !copied)
            return tl::unexpected(copied.error());
        return isCopyInStep(reader, names);
    }();
    const QByteArray away = "DROP VIEW IF EXISTS temp." + names.content + "; DROP TABLE IF EXISTS temp." + names.index;
    const auto cleared = reader.run(away.constData());
    // An index that FTS5 cannot open ("invalid file format") is out of step as well; the file itself was looked at.
    if (!inStep && (inStep.error().kind == Error::Kind::Malformed || inStep.error().kind == Error::Kind::Storage))
        return false;
    if (inStep && !cleared)
        return tl::unexpected(cleared.error());
    return inStep;
}

Result<bool> mergeIndex(Database &writer, SearchIndex index, bool begin, int pages)
{
    const QByteArray name = namesOf(index).index;
    const QByteArray sql = "INSERT INTO " + name + " (" + name + ", rank) VALUES ('merge', "
        + QByteArray::number(begin ? -pages : pages) + ')';
    auto transaction = Transaction::begin(writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const int before = sqlite3_total_changes(writer.handle());
    if (auto done = writer.run(sql.constData()); !done)
        return tl::unexpected(done.error());
    // sqlite.org/fts5.html 6.8: a difference below 2 says that there was nothing to do.
    const bool more = sqlite3_total_changes(writer.handle()) - before >= 2;
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return more;
}

Result<void> rebuildIndex(Database &writer, SearchIndex index)
{
    const Names names = namesOf(index);
    auto done = writeIndex(writer, names);
    if (done || done.error().kind == Error::Kind::Refused)
        return done;
    if (auto emptied = emptyIndex(writer, names); !emptied)
        return emptied;
    return writeIndex(writer, names);
}

} // namespace wheelhouse
