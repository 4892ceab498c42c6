#include "core/inbox/takenwords.h"

namespace wheelhouse {

namespace {

Result<void> choose(Database &database, const QList<qint64> &rows)
{
    auto made = database.run("CREATE TEMP TABLE IF NOT EXISTS wordless (row INTEGER PRIMARY KEY) STRICT;"
                             "DELETE FROM wordless");
    if (!made)
        return made;
    Statement add(database, "INSERT OR IGNORE INTO wordless (row) VALUES (?1)");
    for (const qint64 row : rows)
        if (auto done = add.run(row); !done)
            return done;
    // The same words under another account, which a bridge brought.
    return database.run("INSERT OR IGNORE INTO wordless (row) SELECT c.row FROM wordless w JOIN mention_copy c"
                        " ON c.copy_of = w.row; DELETE FROM mention_place WHERE mention IN (SELECT row FROM wordless);"
                        "DELETE FROM mention_version WHERE mention IN (SELECT row FROM wordless)");
}

/// FTS5 forgets a row only when it is told what it held; deletes and inserts apart, each in the order of rows, since it
/// writes out what it gathers whenever rows go back.
constexpr const char *unindex = R"(
    INSERT INTO mention_index (mention_index, rowid, text, tags)
    SELECT 'delete', w.row, w.text, w.tags FROM wordless l JOIN mention_words w ON w.row = l.row ORDER BY l.row)";
constexpr const char *takeThem = R"(
    UPDATE mention
       SET title = '', text = '', spans = NULL, media = NULL, url = '', global_name = '', language = '', salt = x'',
           need = '', second_need = '', mood = '', tone = 0, sureness = '', is_corrected = 0,
           is_warned = 0, versions = 0, audience = 'unknown', moderation = '', remote_id = CASE WHEN ?2 IS NULL THEN NULL ELSE remote_id END,
           erased_at = ?1, gone_at = ?2
     WHERE row IN (SELECT row FROM wordless))";
constexpr const char *indexAgain = R"(
    INSERT INTO mention_index (rowid, text, tags)
    SELECT w.row, w.text, w.tags FROM wordless l JOIN mention_words w ON w.row = l.row ORDER BY l.row)";

} // namespace

Result<void> takeWords(Transaction &transaction, const QList<qint64> &rows, qint64 at, Taken why)
{
    Database &database = transaction.database();
    if (auto chosen = choose(database, rows); !chosen)
        return chosen;
    if (auto done = database.run(unindex); !done)
        return done;
    Statement take(database, takeThem);
    if (auto done = take.run(at, why == Taken::Gone ? std::optional(at) : std::nullopt); !done)
        return done;
    return database.run(indexAgain);
}

} // namespace wheelhouse
