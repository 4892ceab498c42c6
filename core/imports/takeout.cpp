#include "core/imports/takeout.h"

#include "core/inbox/counters.h"
#include "core/inbox/triagestate.h"

#include <functional>

namespace wheelhouse {

namespace {

/// The conversations of the lot that nobody else has a part in; to have looked at one is no part, nor is a label that
/// its author bore before it came. Those merged into
/// them go with them.
constexpr const char *gather = R"(
    CREATE TEMP TABLE IF NOT EXISTS taken_out (conversation INTEGER PRIMARY KEY) STRICT;
    DELETE FROM taken_out;
)";

constexpr const char *choose = R"(
    INSERT INTO taken_out (conversation)
    SELECT ?1
     WHERE NOT EXISTS (SELECT 1 FROM mention o WHERE o.conversation = ?1 AND o.import IS NOT ?2)
       AND NOT EXISTS (SELECT 1 FROM note n WHERE n.conversation = ?1)
       AND NOT EXISTS (SELECT 1 FROM post p WHERE p.conversation = ?1)
       AND NOT EXISTS (SELECT 1 FROM act a JOIN operation o ON o.row = a.operation
                        WHERE a.conversation = ?1 AND o.kind NOT IN ('triage.seen', 'triage.rule')
                          AND (o.kind <> 'people.label' OR EXISTS (SELECT 1 FROM mention m
                              WHERE m.conversation = ?1 AND m.received_at <= o.hlc >> 16))))";

/// Rows looked at in one lot, whosever they are: in a large archive those of one import may stand far apart.
constexpr int scannedRows = 20'000;

/// FTS5 forgets a row only when it is told what it held.
constexpr const char *unindex = R"(
    INSERT INTO mention_index (mention_index, rowid, text, tags)
    SELECT 'delete', w.row, w.text, w.tags FROM mention_words w
     WHERE w.row IN (SELECT m.row FROM mention m JOIN taken_out t ON t.conversation = m.conversation) ORDER BY w.row)";

/// Of the people of the import only those go whom nothing else names.
constexpr const char *clearAway = R"(
    DELETE FROM mention WHERE conversation IN (SELECT conversation FROM taken_out);
    DELETE FROM act WHERE conversation IN (SELECT conversation FROM taken_out);
    DELETE FROM rule_trace WHERE conversation IN (SELECT conversation FROM taken_out);
    DELETE FROM awaited WHERE conversation IN (SELECT conversation FROM taken_out);
    DELETE FROM conversation_label WHERE conversation IN (SELECT conversation FROM taken_out);
    DELETE FROM conversation WHERE merged_into IN (SELECT conversation FROM taken_out);
    DELETE FROM conversation WHERE row IN (SELECT conversation FROM taken_out);
    DELETE FROM taken_people WHERE EXISTS (SELECT 1 FROM mention m WHERE m.identity = taken_people.identity)
        OR EXISTS (SELECT 1 FROM conversation c WHERE c.identity = taken_people.identity)
        OR EXISTS (SELECT 1 FROM author_label l WHERE l.identity = taken_people.identity)
        OR EXISTS (SELECT 1 FROM response r WHERE r.identity = taken_people.identity)
        OR EXISTS (SELECT 1 FROM gesture g WHERE g.identity = taken_people.identity);
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

/// The mentions of the import behind \a state.after, as many as a lot has: each by its conversation.
Result<QList<qint64>> nextMentions(Database &database, qint64 importRow, TakingOut &state)
{
    Statement scan(database, "SELECT row, conversation, import FROM mention WHERE row > ?1 ORDER BY row LIMIT ?2");
    QList<qint64> conversations;
    int seen = 0;
    auto done = scan.each(
        [&](const Row &row) {
            ++seen;
            state.after = row.number(0);
            if (row.number(2) == importRow)
                conversations.append(row.number(1));
            return conversations.size() < takeOutRows;
        },
        state.after, scannedRows);
    if (!done)
        return tl::unexpected(done.error());
    state.isWhole = seen < scannedRows && conversations.size() < takeOutRows;
    return conversations;
}

/// Puts those that may go into taken_out, each once.
Result<void> chooseFrom(Database &database, const QList<qint64> &conversations, qint64 importRow, TakingOut &state)
{
    Statement chosen(database, choose);
    QSet<qint64> going;
    for (const qint64 each : conversations) {
        if (going.contains(each))
            continue;
        if (!state.kept.contains(each)) {
            if (auto done = chosen.run(each, importRow); !done)
                return done;
            auto changes = database.number("SELECT changes()");
            if (!changes)
                return tl::unexpected(changes.error());
            (*changes > 0 ? going : state.kept).insert(each);
        }
        if (state.kept.contains(each))
            ++state.staying;
    }
    return {};
}

} // namespace

Result<TakingOut> takeLotOut(Transaction &transaction, qint64 importRow, TakingOut state)
{
    Database &database = transaction.database();
    if (auto made = database.run(gather); !made)
        return tl::unexpected(made.error());
    auto conversations = nextMentions(database, importRow, state);
    if (!conversations)
        return tl::unexpected(conversations.error());
    if (auto done = chooseFrom(database, *conversations, importRow, state); !done)
        return tl::unexpected(done.error());
    auto going = database.number("SELECT count(*) FROM mention m JOIN taken_out t ON t.conversation = m.conversation");
    if (!going)
        return tl::unexpected(going.error());
    state.removed += *going;
    Statement forget(database, unindex);
    for (const auto &step : { std::function<Result<void>()>([&] { return uncount(transaction); }),
             std::function<Result<void>()>([&] { return forget.run(); }),
             std::function<Result<void>()>([&] { return database.run(people); }),
             std::function<Result<void>()>([&] { return database.run(clearAway); }) })
        if (auto done = step(); !done)
            return tl::unexpected(done.error());
    return state;
}

} // namespace wheelhouse
