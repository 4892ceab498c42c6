#include "core/store/check.h"

#include "core/store/backup.h"
#include "core/store/searchindex.h"
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

constexpr char wrongPlanLines[] =
    "SELECT (SELECT count(*) FROM (SELECT * FROM plan_line EXCEPT SELECT * FROM plan_line_now))"
    "     + (SELECT count(*) FROM (SELECT * FROM plan_line_now EXCEPT SELECT * FROM plan_line))";

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

} // namespace

QStringList CheckReport::sentences() const
{
    QStringList said;
    if (!pages.isEmpty())
        said.append(Words::tr("The file is damaged in %Ln place(s). Restore a backup, or save what can be read.",
            nullptr, int(pages.size())));
    if (strayKeys > 0)
        said.append(
            Words::tr("%Ln row(s) name something that is not there. Restore a backup, or save what can be read.",
                nullptr, int(strayKeys)));
    if (!isIndexInStep)
        said.append(Words::tr("The search index does not say what the mentions say. It can be rebuilt; no mention is "
                              "lost."));
    if (!arePeopleInStep)
        said.append(Words::tr("The index of people's names does not say what their names are. It can be rebuilt; "
                              "nobody is lost."));
    if (wrongTallies > 0)
        said.append(Words::tr(
            "%Ln count(s) beside the views are wrong. They can be counted again.", nullptr, int(wrongTallies)));
    if (wrongPlanLines > 0)
        said.append(
            Words::tr("%Ln {line of the calendar says|lines of the calendar say} something else than the posts. "
                      "The calendar can be written anew; no post is lost.",
                nullptr, int(wrongPlanLines)));
    return said + lostSentences(lostPictures);
}

Result<CheckReport> checkWorkspace(std::unique_ptr<Database> reader, bool thorough)
{
    // One moment of the workspace, however long it takes; others go on writing. What is written here is temporary.
    if (auto begun = reader->run("PRAGMA query_only = OFF; BEGIN; SELECT count(*) FROM sqlite_schema"); !begun)
        return tl::unexpected(begun.error());
    CheckReport report;
    auto pages = pagesOf(*reader, thorough ? "PRAGMA integrity_check" : "PRAGMA quick_check");
    if (!pages)
        return tl::unexpected(pages.error());
    report.pages = *pages;
    if (!report.pages.isEmpty())
        return report; // what a damaged file says of the rest is not to be believed
    auto stray = reader->number("SELECT count(*) FROM pragma_foreign_key_check");
    auto mentions = isIndexInStep(*reader, SearchIndex::Mentions);
    auto people = isIndexInStep(*reader, SearchIndex::People);
    auto wrong = reader->number(wrongTallies);
    auto lines = reader->number(wrongPlanLines);
    if (!mentions || !people)
        return tl::unexpected(!mentions ? mentions.error() : people.error());
    if (!stray || !wrong || !lines)
        return tl::unexpected(!stray ? stray.error() : !wrong ? wrong.error() : lines.error());
    const std::atomic<bool> isNeverCancelled = false;
    auto lost = PictureCopies(isNeverCancelled).lost(*reader, MediaStore(reader->path()));
    if (!lost)
        return tl::unexpected(lost.error());
    report.lostPictures = std::move(*lost);
    report.strayKeys = *stray;
    report.isIndexInStep = *mentions;
    report.arePeopleInStep = *people;
    report.wrongTallies = *wrong;
    report.wrongPlanLines = *lines;
    return report;
}

Result<void> rebuildIndexes(Database &writer)
{
    for (const SearchIndex index : searchIndexes)
        if (auto done = rebuildIndex(writer, index); !done)
            return done;
    return {};
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

Result<void> rebuildPlanLines(Database &writer)
{
    auto transaction = Transaction::begin(writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto done = writer.run("DELETE FROM plan_line; INSERT INTO plan_line SELECT * FROM plan_line_now"); !done)
        return done;
    return transaction->commit();
}

/// From the backups. What is in none of them stays lost, as the next look says.
Result<void> bringPictures(Database &writer)
{
    const std::atomic<bool> isNeverCancelled = false;
    MediaStore beside(writer.path());
    auto lost = PictureCopies(isNeverCancelled).carry(writer, Backups(writer.path(), SystemClock()).pictures(), beside);
    return lost.map([](const auto &) {});
}

Result<void> repair(Database &writer, const CheckReport &found)
{
    if (!found.isIndexInStep)
        if (auto done = rebuildIndex(writer, SearchIndex::Mentions); !done)
            return done;
    if (!found.arePeopleInStep)
        if (auto done = rebuildIndex(writer, SearchIndex::People); !done)
            return done;
    if (found.wrongTallies > 0)
        if (auto done = rebuildTallies(writer); !done)
            return done;
    if (found.wrongPlanLines > 0)
        if (auto done = rebuildPlanLines(writer); !done)
            return done;
    return found.lostPictures.isEmpty() ? Result<void>() : bringPictures(writer);
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
