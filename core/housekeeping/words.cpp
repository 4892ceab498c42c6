#include "core/housekeeping/words.h"

#include <utility>

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
                        " ON c.copy_of = w.row; DELETE FROM mention_place WHERE mention IN (SELECT row FROM wordless)");
}

/// What is kept of a person beside what they wrote: what their profile says, what they made, how they were to us.
/// Each is a table and the condition by which it belongs to an identity.
constexpr std::pair<const char *, const char *> ofPerson[] = {
    { "trait", "identity IN (%1)" },
    { "evidence", "identity IN (%1)" },
    { "author_label", "identity IN (%1)" },
    { "strain_mark", "identity IN (%1)" },
    { "identity_match", "identity IN (%1)" },
    { "identity_refusal", "one IN (%1) OR other IN (%1)" },
    { "standing_figure", "row IN (SELECT contact FROM identity WHERE row IN (%1))" },
};

/// FTS5 forgets a row only when it is told what it held; deletes and inserts apart, each in the order of rows, since it
/// writes out what it gathers whenever rows go back.
constexpr const char *unindex = R"(
    INSERT INTO mention_index (mention_index, rowid, text, tags)
    SELECT 'delete', w.row, w.text, w.tags FROM wordless l JOIN mention_words w ON w.row = l.row ORDER BY l.row)";
constexpr const char *takeThem = R"(
    UPDATE mention
       SET title = '', text = '', spans = NULL, media = NULL, url = '', global_name = '', language = '', salt = x'',
           need = '', second_need = '', mood = '', tone = 0, sureness = '', is_corrected = 0,
           erased_at = ?1
     WHERE row IN (SELECT row FROM wordless))";
constexpr const char *indexAgain = R"(
    INSERT INTO mention_index (rowid, text, tags)
    SELECT w.row, w.text, w.tags FROM wordless l JOIN mention_words w ON w.row = l.row ORDER BY l.row)";

} // namespace

QByteArray joined(const QList<qint64> &rows)
{
    QByteArray all;
    for (const qint64 row : rows)
        all += (all.isEmpty() ? "" : ",") + QByteArray::number(row);
    return all;
}

Result<void> takeWords(Transaction &transaction, const QList<qint64> &rows, qint64 at)
{
    Database &database = transaction.database();
    if (auto chosen = choose(database, rows); !chosen)
        return chosen;
    if (auto done = database.run(unindex); !done)
        return done;
    Statement take(database, takeThem);
    if (auto done = take.run(at); !done)
        return done;
    return database.run(indexAgain);
}

Result<void> takeNames(Transaction &transaction, const QList<qint64> &rows)
{
    const QByteArray these = " WHERE row IN (" + joined(rows) + ") ORDER BY row;";
    const QByteArray sql = "INSERT INTO identity_index (identity_index, rowid, folded)"
                           " SELECT 'delete', row, folded FROM identity"
        + these
        + "UPDATE identity SET global_name = '', handle = '', name = '', folded = '', profile_url = '',"
          " followers = NULL WHERE row IN ("
        + joined(rows) + ");INSERT INTO identity_index (rowid, folded) SELECT row, folded FROM identity" + these;
    for (const auto &[table, whose] : ofPerson) {
        const QByteArray away =
            QByteArray("DELETE FROM ") + table + " WHERE " + QByteArray(whose).replace("%1", joined(rows));
        if (auto done = transaction.database().run(away.constData()); !done)
            return done;
    }
    return transaction.database().run(sql.constData());
}

Result<qint64> takeDrafts(Transaction &transaction, const QList<qint64> &rows)
{
    Database &database = transaction.database();
    const QByteArray posts =
        "(SELECT p.row FROM post p JOIN mention m ON m.id = p.reply_to WHERE m.identity IN (" + joined(rows) + "))";
    auto count = database.number(("SELECT count(*) FROM variant WHERE text <> '' AND post IN " + posts).constData());
    const QByteArray sql = "UPDATE variant SET text = '', salt = x'' WHERE post IN " + posts
        + ";UPDATE post SET state = 'discarded' WHERE row IN " + posts;
    if (auto done = database.run(sql.constData()); !done)
        return tl::unexpected(done.error());
    return count;
}

} // namespace wheelhouse
