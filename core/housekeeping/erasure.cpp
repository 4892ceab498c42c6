#include "core/housekeeping/erasure.h"

#include "core/base/failpoint.h"
#include "core/housekeeping/erasedlist.h"
#include "core/housekeeping/words.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Housekeeping)
};

const QString kind = QStringLiteral("person.erase");

qint64 firstNumber(const Row &row)
{
    return row.number(0);
}

} // namespace

Erasure::Erasure(Database &database, OperationLog &log, Admission &admission, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_admission(admission)
    , m_clock(clock)
    , m_begin(database, "INSERT INTO erasing (id, step, begun_at) VALUES (?1, 'listing', ?2)")
    , m_leave(database, "INSERT INTO erasing_identity (erasing, identity) VALUES (?1, ?2)")
    , m_known(database, R"(
        SELECT row FROM identity WHERE id = ?1 AND (global_name <> '' OR handle <> '' OR name <> ''))")
    , m_forget(database, "INSERT OR IGNORE INTO erased_identity (id, erased_at) VALUES (?1, ?2)")
{
}

Result<QList<qint64>> Erasure::personOf(Database &reader, qint64 identity)
{
    Statement all(reader, R"(
        SELECT row FROM identity WHERE contact = (SELECT contact FROM identity WHERE row = ?1) ORDER BY row)");
    return all.all<qint64>(&firstNumber, identity);
}

Result<QList<qint64>> Erasure::find(Database &reader, const QString &words)
{
    const QString asked = words.trimmed();
    Statement exact(reader, R"(
        SELECT min(row), contact, CASE name WHEN '' THEN handle ELSE name || ', ' || handle END FROM identity
         WHERE handle = ?1 COLLATE NOCASE OR handle = '@' || ?1 COLLATE NOCASE OR global_name = ?1 OR profile_url = ?1
            OR id = ?2 OR name = ?1
         GROUP BY contact)");
    QList<qint64> rows;
    QStringList people;
    auto found = exact.each(
        [&](const Row &row) {
            rows.append(row.number(0));
            people.append(row.text(2));
            return true;
        },
        asked, IdentityId::fromString(asked));
    if (!found)
        return tl::unexpected(found.error());
    if (rows.isEmpty() || asked.isEmpty())
        return fail(Error::Kind::Missing, Words::tr("Nobody here is called “%1”. Nothing was done.").arg(asked));
    if (rows.size() > 1)
        return fail(Error::Kind::Conflict,
            Words::tr("Several people are called “%1”: %2. Say which by handle or profile address. Nothing was done.")
                .arg(asked, people.join(QStringLiteral("; "))));
    return personOf(reader, rows.constFirst());
}

Result<void> Erasure::takeNotes(Transaction &transaction, const QList<Note> &notes)
{
    Statement take(transaction.database(), "UPDATE note SET text = '', salt = x'', withdrawn = 1 WHERE id = ?1");
    for (const Note &note : notes)
        if (auto done = take.run(note.id); !done)
            return done;
    return {};
}

Result<Operation> Erasure::write(Transaction &transaction, const ErasurePreview &gone, const Asked &asked, bool isAgain)
{
    const QByteArray these = " FROM identity WHERE row IN (" + joined(gone.identities) + ')';
    Statement ids(m_database, "SELECT id" + these);
    QJsonArray named;
    auto read = ids.each([&](const Row &row) {
        named.append(row.id<IdentityId>(0).toString());
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    QJsonObject payload { { QStringLiteral("identities"), named }, { QStringLiteral("mentions"), gone.mentions },
        { QStringLiteral("answers"), gone.answers }, { QStringLiteral("drafts"), gone.drafts },
        { QStringLiteral("notes"), asked.notes ? gone.notes.size() : 0 },
        { QStringLiteral("with_notes"), asked.notes } };
    if (isAgain)
        payload.insert(QStringLiteral("restored"), true);
    return m_log.append(transaction, { kind, payload, {}, false });
}

Result<void> Erasure::remember(Transaction &, const QList<qint64> &identities)
{
    if (auto begun = m_begin.run(freshUuid().toRfc4122(), m_clock.nowMs()); !begun)
        return begun;
    const qint64 job = sqlite3_last_insert_rowid(m_database.handle());
    Statement id(m_database, "SELECT id FROM identity WHERE row = ?1");
    for (const qint64 identity : identities) {
        auto named = id.one<IdentityId>([](const Row &row) { return row.id<IdentityId>(0); }, identity);
        if (!named)
            return tl::unexpected(named.error());
        if (auto forgotten = m_forget.run(named->value_or(IdentityId()), m_clock.nowMs()); !forgotten)
            return forgotten;
        if (auto left = m_leave.run(job, identity); !left)
            return left;
    }
    return {};
}

Result<Acted> Erasure::begin(const QList<qint64> &identities, Asked asked)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto gone = touched(m_database, identities);
    if (!gone)
        return tl::unexpected(gone.error());
    if (gone->evidence > 0 && !asked.evidence)
        return fail(Error::Kind::Refused,
            Words::tr("An incident keeps %n conversation(s) with them as evidence. Nothing was erased. End the "
                      "incident first, or say that the evidence may go.",
                nullptr, int(gone->evidence)));
    auto operation = write(*transaction, *gone, asked, false);
    auto done = operation ? remember(*transaction, gone->identities) : tl::unexpected(operation.error());
    if (done && asked.notes)
        done = takeNotes(*transaction, gone->notes);
    if (done)
        done = takeDrafts(*transaction, gone->identities).map([](qint64) {});
    if (done)
        done = takeNames(*transaction, gone->identities);
    if (done)
        done = failpoint("erasure.begin");
    if (done)
        done = transaction->commit();
    if (!done)
        return tl::unexpected(done.error());
    m_admission.forget();
    return Acted { Words::tr("Erasing a person: the words of %1 messages go").arg(QLocale().toString(gone->mentions)),
        int(gone->mentions), 0, operation->row };
}

/// Takes what \a back has here again, in the transaction of the caller.
Result<void> Erasure::takeAgain(Transaction &transaction, const QList<qint64> &back, const Asked &asked)
{
    if (back.isEmpty())
        return {};
    auto gone = touched(m_database, back);
    auto operation = gone ? write(transaction, *gone, asked, true) : tl::unexpected(gone.error());
    auto done = operation ? remember(transaction, gone->identities) : tl::unexpected(operation.error());
    if (done && asked.notes)
        done = takeNotes(transaction, gone->notes);
    if (done)
        done = takeDrafts(transaction, gone->identities).map([](qint64) {});
    return done ? takeNames(transaction, gone->identities) : done;
}

Result<int> Erasure::beginListed()
{
    auto listed = ErasedList::read(m_database.path());
    if (!listed || listed->isEmpty())
        return listed ? Result<int>(0) : tl::unexpected(listed.error());
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    QList<qint64> back;
    QList<qint64> withNotes;
    for (const ErasedOne &one : std::as_const(*listed)) {
        auto row = m_known.number(one.id);
        auto kept = m_forget.run(one.id, m_clock.nowMs());
        if (!row || !kept)
            return tl::unexpected(!row ? row.error() : kept.error());
        if (*row)
            (one.withNotes ? withNotes : back).append(**row);
    }
    auto done = takeAgain(*transaction, back, {});
    if (done)
        done = takeAgain(*transaction, withNotes, { true, true });
    if (done)
        done = transaction->commit();
    if (!done)
        return tl::unexpected(done.error());
    m_admission.forget();
    return int(back.size() + withNotes.size());
}

} // namespace wheelhouse
