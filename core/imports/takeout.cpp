#include "core/imports/takeout.h"

#include "core/inbox/counters.h"
#include "core/inbox/triagestate.h"

namespace wheelhouse {

namespace {

/// The conversations of the import that nobody else has a part in. Those merged into them go with them.
constexpr const char *gather = R"(
    CREATE TEMP TABLE IF NOT EXISTS taken_out (conversation INTEGER PRIMARY KEY) STRICT;
    DELETE FROM taken_out;
)";

constexpr const char *choose = R"(
    INSERT INTO taken_out (conversation)
    SELECT DISTINCT m.conversation FROM mention m
     WHERE m.import = ?1
       AND NOT EXISTS (SELECT 1 FROM mention o WHERE o.conversation = m.conversation AND o.import IS NOT ?1)
       AND NOT EXISTS (SELECT 1 FROM note n WHERE n.conversation = m.conversation)
       AND NOT EXISTS (SELECT 1 FROM post p WHERE p.conversation = m.conversation)
       AND NOT EXISTS (SELECT 1 FROM act a WHERE a.conversation = m.conversation))";

/// FTS5 forgets a row only when it is told what it held.
constexpr const char *unindex = R"(
    INSERT INTO mention_index (mention_index, rowid, text, tags)
    SELECT 'delete', w.row, w.text, w.tags FROM mention_words w
     WHERE w.row IN (SELECT m.row FROM mention m JOIN taken_out t ON t.conversation = m.conversation) ORDER BY w.row)";

/// Of the people of the import only those go whom nothing else names.
constexpr const char *clearAway = R"(
    DELETE FROM mention WHERE conversation IN (SELECT conversation FROM taken_out);
    DELETE FROM awaited WHERE conversation IN (SELECT conversation FROM taken_out);
    DELETE FROM conversation_label WHERE conversation IN (SELECT conversation FROM taken_out);
    DELETE FROM conversation WHERE merged_into IN (SELECT conversation FROM taken_out);
    DELETE FROM conversation WHERE row IN (SELECT conversation FROM taken_out);
    DELETE FROM taken_people WHERE EXISTS (SELECT 1 FROM mention m WHERE m.identity = taken_people.identity)
        OR EXISTS (SELECT 1 FROM conversation c WHERE c.identity = taken_people.identity);
    INSERT INTO identity_index (identity_index, rowid, folded)
    SELECT 'delete', i.row, i.folded FROM identity i JOIN taken_people t ON t.identity = i.row ORDER BY i.row;
    DELETE FROM identity WHERE row IN (SELECT identity FROM taken_people);
    DELETE FROM contact WHERE row IN (SELECT contact FROM taken_people)
       AND NOT EXISTS (SELECT 1 FROM identity i WHERE i.contact = contact.row);
    DELETE FROM taken_out;
    DELETE FROM taken_people;
)";

constexpr const char *people = R"(
    CREATE TEMP TABLE IF NOT EXISTS taken_people (identity INTEGER PRIMARY KEY, contact INTEGER NOT NULL) STRICT;
    DELETE FROM taken_people;
    INSERT OR IGNORE INTO taken_people (identity, contact)
    SELECT i.row, i.contact FROM mention m JOIN taken_out t ON t.conversation = m.conversation
      JOIN identity i ON i.row = m.identity;
)";

Result<void> uncount(Transaction &transaction)
{
    Database &database = transaction.database();
    Counters counters(database);
    Statement labels(database, "SELECT label FROM conversation_label WHERE conversation = ?1");
    Statement places(database, R"(
        SELECT c.row, c.state, c.channel, coalesce(c.assignee, 0), coalesce(c.department, 0)
          FROM conversation c JOIN taken_out t ON t.conversation = c.row)");
    Result<void> inner;
    auto read = places.each([&](const Row &row) {
        Place place { stateFromWord(row.text(1)).value_or(TriageState::Open), row.number(2), row.number(3),
            row.number(4), {} };
        auto found = labels.all<qint64>([](const Row &label) { return label.number(0); }, row.number(0));
        if (!found)
            inner = tl::unexpected(found.error());
        else
            place.labels = *found;
        counters.leaves(place);
        return inner.has_value();
    });
    if (!read || !inner)
        return read ? inner : read;
    return counters.flush(transaction);
}

} // namespace

Result<TakenOut> takeImportOut(Transaction &transaction, qint64 importRow)
{
    Database &database = transaction.database();
    TakenOut out;
    if (auto made = database.run(gather); !made)
        return tl::unexpected(made.error());
    Statement chosen(database, choose);
    Statement kept(database, R"(
        SELECT count(DISTINCT conversation) FROM mention
         WHERE import = ?1 AND conversation NOT IN (SELECT conversation FROM taken_out))");
    Statement forget(database, unindex);
    if (auto done = chosen.run(importRow); !done)
        return tl::unexpected(done.error());
    auto stay = kept.number(importRow);
    auto go = database.number("SELECT count(*) FROM mention m JOIN taken_out t ON t.conversation = m.conversation");
    if (!stay || !go)
        return tl::unexpected(!stay ? stay.error() : go.error());
    out.kept = stay->value_or(0);
    out.removed = *go;
    for (auto step : { uncount(transaction), forget.run(), database.run(people), database.run(clearAway) })
        if (!step)
            return tl::unexpected(step.error());
    return out;
}

} // namespace wheelhouse
