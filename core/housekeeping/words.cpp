#include "core/housekeeping/words.h"

#include <utility>

namespace wheelhouse {

namespace {

/// What is kept of a person beside what they wrote: what their profile says, what they made, how they were to us.
/// Each is a table and the condition by which it belongs to an identity.
constexpr std::pair<const char *, const char *> ofPerson[] = {
    { "trait", "identity IN (%1)" },
    { "evidence", "identity IN (%1)" },
    { "author_label", "identity IN (%1)" },
    { "strain_mark", "identity IN (%1)" },
    { "identity_match", "identity IN (%1)" },
    { "response", "identity IN (%1)" },
    { "gesture", "identity IN (%1)" },
    { "identity_refusal", "one IN (%1) OR other IN (%1)" },
    { "standing_figure", "row IN (SELECT contact FROM identity WHERE row IN (%1))" },
};

} // namespace

QByteArray joined(const QList<qint64> &rows)
{
    QByteArray all;
    for (const qint64 row : rows)
        all += (all.isEmpty() ? "" : ",") + QByteArray::number(row);
    return all;
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
    // What was submitted bears their name too. What waits to go out is not sent: nobody is there to read it.
    const QByteArray revisions = "(SELECT row FROM revision WHERE post IN " + posts + ")";
    const QByteArray deliveries = "(SELECT row FROM delivery WHERE post IN " + posts + ")";
    const QByteArray sql = "UPDATE variant SET text = '', more = '{}', salt = x'' WHERE post IN " + posts
        + ";UPDATE revision_variant SET content = x'', digest = zeroblob(32) WHERE revision IN " + revisions
        + ";UPDATE revision SET digest = zeroblob(32) WHERE row IN " + revisions
        + ";UPDATE amendment SET reason = '', state = CASE state WHEN 'waiting' THEN 'dropped' ELSE state END"
          " WHERE delivery IN "
        + deliveries
        + ";UPDATE delivery SET digest = zeroblob(32), reason = '', state = 'withdrawn', fence = fence + 1"
          " WHERE row IN "
        + deliveries + " AND state <> 'sent';UPDATE delivery SET digest = zeroblob(32), reason = '' WHERE row IN "
        + deliveries + ";UPDATE post SET state = 'discarded', title = '', shared = '' WHERE row IN " + posts;
    if (auto done = database.run(sql.constData()); !done)
        return tl::unexpected(done.error());
    return count;
}

} // namespace wheelhouse
