#include "core/store/mend.h"

#include "core/store/statement.h"

#include <sqlite3.h>

namespace wheelhouse {

namespace {

// In this order: a conversation that is made anew names a channel and a person.
constexpr const char *madeAnew[] = {
    R"(INSERT INTO channel (row, id, network, name)
       SELECT channel, randomblob(16), 'unknown', '?' FROM
              (SELECT channel FROM mention UNION SELECT channel FROM conversation)
        WHERE channel NOT IN (SELECT row FROM channel))",
    R"(INSERT INTO identity (row, id, contact, network, global_name, handle, name, folded, first_at)
       SELECT m.identity, randomblob(16), 1000000000000000 + m.identity, 'unknown', 'lost:' || m.identity, '?', '', '?',
              min(m.written_at)
         FROM mention m WHERE m.identity NOT IN (SELECT row FROM identity) GROUP BY m.identity)",
    R"(INSERT INTO contact (row, id)
       SELECT DISTINCT contact, randomblob(16) FROM identity WHERE contact NOT IN (SELECT row FROM contact))",
    R"(INSERT INTO conversation (row, id, channel, identity, state, latest, since)
       SELECT m.conversation, randomblob(16), m.channel, m.identity, 'open', max(m.row), min(m.row)
         FROM mention m WHERE m.conversation NOT IN (SELECT row FROM conversation) GROUP BY m.conversation)",
};

struct Stray {
    QByteArray table;
    qint64 row = 0;
    QByteArray column;
    bool mustBe = false;
};

Result<QList<Stray>> strays(Database &target)
{
    Statement select(target, R"(
        SELECT c."table", c.rowid, l."from", i."notnull"
          FROM pragma_foreign_key_check AS c
          JOIN pragma_foreign_key_list(c."table") AS l ON l.id = c.fkid
          JOIN pragma_table_info(c."table") AS i ON i.name = l."from")");
    return select.all<Stray>([](const Row &row) {
        return Stray { row.bytes(0), row.number(1), row.bytes(2), row.flag(3) };
    });
}

Result<void> mend(Database &target, const Stray &stray)
{
    // An operation is the row itself of what is derived from it, and cannot be emptied.
    const bool isKey = stray.table == "undo";
    Statement change(target,
        stray.mustBe || isKey ? "DELETE FROM " + stray.table + " WHERE rowid = ?1"
                              : "UPDATE " + stray.table + " SET " + stray.column + " = NULL WHERE rowid = ?1");
    return change.run(stray.row);
}

} // namespace

Result<qint64> mendReferences(Database &target)
{
    auto transaction = Transaction::begin(target);
    if (!transaction)
        return tl::unexpected(transaction.error());
    qint64 mended = 0;
    for (const char *sql : madeAnew) {
        if (auto done = target.run(sql); !done)
            return tl::unexpected(done.error());
        mended += sqlite3_changes(target.handle());
    }
    // A row left out may have been named by another: again, until nothing is stray.
    for (auto found = strays(target); !found || !found->isEmpty(); found = strays(target)) {
        if (!found)
            return tl::unexpected(found.error());
        for (const Stray &stray : std::as_const(*found))
            if (auto done = mend(target, stray); !done)
                return tl::unexpected(done.error());
        mended += found->size();
    }
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return mended;
}

} // namespace wheelhouse
