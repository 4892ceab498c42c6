#include "core/store/check.h"

#include "core/store/statement.h"

#include <QCoreApplication>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr int workBetweenLooks = 20'000; // SQLite's instructions, a few milliseconds

// As core/inbox counts: what was merged into another is not counted, nobody is a key of its own, no department is not.
#define COUNTED                                                                                                        \
    "WITH counted (kind, key, state, n) AS ("                                                                          \
    "  SELECT 'all', 0, state, count(*) FROM conversation WHERE state <> 'merged' GROUP BY state"                      \
    "  UNION ALL SELECT 'channel', channel, state, count(*) FROM conversation WHERE state <> 'merged' GROUP BY 2, 3"   \
    "  UNION ALL SELECT 'assignee', coalesce(assignee, 0), state, count(*) FROM conversation"                          \
    "    WHERE state <> 'merged' GROUP BY 2, 3"                                                                        \
    "  UNION ALL SELECT 'department', department, state, count(*) FROM conversation"                                   \
    "    WHERE state <> 'merged' AND department IS NOT NULL GROUP BY 2, 3"                                             \
    "  UNION ALL SELECT 'label', l.label, c.state, count(*) FROM conversation_label l"                                 \
    "    JOIN conversation c ON c.row = l.conversation WHERE c.state <> 'merged' GROUP BY 2, 3) "

constexpr char wrongTallies[] = COUNTED
    "SELECT (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT kind, key, state, n FROM tally))"
    "     + (SELECT count(*) FROM (SELECT kind, key, state, n FROM tally WHERE n > 0 EXCEPT SELECT * FROM counted))";
constexpr char countAgain[] = COUNTED "INSERT INTO tally (kind, key, state, n) SELECT * FROM counted";
#undef COUNTED

Result<QStringList> pagesOf(Database &database, const char *pragma)
{
    Statement check(database, pragma);
    auto said = check.all<QString>([](const Row &row) { return row.text(0); });
    if (!said && said.error().kind == Error::Kind::Malformed)
        return QStringList { said.error().detail };
    if (!said)
        return tl::unexpected(said.error());
    if (*said == QStringList { QStringLiteral("ok") })
        return QStringList();
    return QStringList(*said);
}

/// Whether the index and the mentions say the same; rank 1 asks FTS5 to compare them, not only the index with itself.
Result<bool> isIndexInStep(Database &writer)
{
    auto transaction = Transaction::begin(writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto checked = writer.run("INSERT INTO mention_index (mention_index, rank) VALUES ('integrity-check', 1)");
    if (!checked && checked.error().kind != Error::Kind::Malformed)
        return tl::unexpected(checked.error());
    return checked.has_value();
}

Result<void> writeIndex(Database &writer)
{
    auto transaction = Transaction::begin(writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto done = writer.run("INSERT INTO mention_index (mention_index) VALUES ('rebuild')"); !done)
        return done;
    return transaction->commit();
}

/// Puts the index's own tables back to what an index without a word has. They are FTS5's, so a fresh index in memory
/// is asked what that is; SQLite lets nobody write them unless told.
Result<void> emptyIndex(Database &writer)
{
    sqlite3_db_config(writer.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    const auto done = [&]() -> Result<void> {
        if (auto made = writer.run("ATTACH ':memory:' AS pristine;"
                                   "CREATE VIRTUAL TABLE pristine.mention_index USING fts5 (text, tags, "
                                   "content = 'mention_words', content_rowid = 'row', columnsize = 0, prefix = '3', "
                                   "tokenize = 'unicode61 remove_diacritics 2');"
                                   "INSERT INTO pristine.mention_index (mention_index, rank) VALUES ('automerge', 16)");
            !made)
            return made;
        auto transaction = Transaction::begin(writer);
        if (!transaction)
            return tl::unexpected(transaction.error());
        if (auto cleared = writer.run("DELETE FROM main.mention_index_data; DELETE FROM main.mention_index_idx;"
                                      "DELETE FROM main.mention_index_config;"
                                      "INSERT INTO main.mention_index_data SELECT * FROM pristine.mention_index_data;"
                                      "INSERT INTO main.mention_index_config "
                                      "SELECT * FROM pristine.mention_index_config");
            !cleared)
            return cleared;
        return transaction->commit();
    }();
    sqlite3_db_config(writer.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    const auto gone = writer.run("DETACH pristine");
    return done ? gone : done;
}

} // namespace

QStringList CheckReport::sentences() const
{
    QStringList said;
    if (!pages.isEmpty())
        said.append(Words::tr("The file is damaged in %n place(s). Restore a backup, or save what can be read.", nullptr,
            int(pages.size())));
    if (strayKeys > 0)
        said.append(Words::tr("%n row(s) name something that is not there. Restore a backup, or save what can be read.",
            nullptr, int(strayKeys)));
    if (!isIndexInStep)
        said.append(Words::tr("The search index does not say what the mentions say. It can be rebuilt; no mention is "
                              "lost."));
    if (wrongTallies > 0)
        said.append(Words::tr("%n count(s) beside the views are wrong. They can be counted again.", nullptr,
            int(wrongTallies)));
    return said;
}

Result<CheckReport> checkWorkspace(Database &writer, bool thorough)
{
    CheckReport report;
    auto pages = pagesOf(writer, thorough ? "PRAGMA integrity_check" : "PRAGMA quick_check");
    if (!pages)
        return tl::unexpected(pages.error());
    report.pages = *pages;
    if (!report.pages.isEmpty())
        return report; // what a damaged file says of the rest is not to be believed
    auto stray = writer.number("SELECT count(*) FROM pragma_foreign_key_check");
    auto inStep = isIndexInStep(writer);
    auto wrong = writer.number(wrongTallies);
    if (!stray || !inStep || !wrong)
        return tl::unexpected(!stray ? stray.error() : !inStep ? inStep.error() : wrong.error());
    report.strayKeys = *stray;
    report.isIndexInStep = *inStep;
    report.wrongTallies = *wrong;
    return report;
}

Result<void> rebuildIndex(Database &writer)
{
    auto done = writeIndex(writer);
    if (done || done.error().kind == Error::Kind::Refused)
        return done;
    if (auto emptied = emptyIndex(writer); !emptied)
        return emptied;
    return writeIndex(writer);
}

Result<void> rebuildTallies(Database &writer)
{
    auto transaction = Transaction::begin(writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto done = writer.run("DELETE FROM tally"); !done)
        return done;
    if (auto done = writer.run(countAgain); !done)
        return done;
    return transaction->commit();
}

Result<void> repair(Database &writer, const CheckReport &found)
{
    if (!found.isIndexInStep)
        if (auto done = rebuildIndex(writer); !done)
            return done;
    return found.wrongTallies > 0 ? rebuildTallies(writer) : Result<void>();
}

Result<QStringList> BackgroundCheck::run() const
{
    auto reader = Database::open(m_path, Database::Mode::Read);
    if (!reader)
        return tl::unexpected(reader.error());
    sqlite3_progress_handler((*reader)->handle(), workBetweenLooks,
        [](void *flag) { return static_cast<const std::atomic<bool> *>(flag)->load() ? 1 : 0; },
        const_cast<std::atomic<bool> *>(&m_cancelled));
    return pagesOf(**reader, "PRAGMA quick_check");
}

} // namespace wheelhouse
