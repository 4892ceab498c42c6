#include "core/inbox/savedfilters.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QTimeZone>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SavedFilters)
};

const QString filterKey = QStringLiteral("filter");
const QString nameKey = QStringLiteral("name");
const QString queryKey = QStringLiteral("query");
const QString wasKey = QStringLiteral("was");
const QString addKind = QStringLiteral("filter.add");
const QString renameKind = QStringLiteral("filter.rename");
const QString removeKind = QStringLiteral("filter.remove");

/// A filter as it is kept, with what the log needs to name it.
struct Kept {
    qint64 row = 0;
    QString name;
    QByteArray salt;
    bool isRemoved = false;
    [[nodiscard]] QString digest(const QString &words) const { return saltedDigest(salt, words.toUtf8()); }
};

Kept readKept(const Row &row)
{
    return { row.number(0), row.text(1), row.bytes(2), row.flag(3) };
}

Result<Kept> findKept(Statement &find, SavedFilterId id)
{
    auto found = find.one<Kept>(&readKept, id);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Kind::Missing, Words::tr("This filter is not there any more."));
    return **found;
}

} // namespace

SavedFilterList::SavedFilterList(Database &database)
    : m_list(database, "SELECT row, id, name, query FROM saved_filter WHERE removed = 0 ORDER BY position, row")
{
}

Result<QList<SavedFilter>> SavedFilterList::list()
{
    return m_list.all<SavedFilter>([](const Row &row) {
        return SavedFilter { row.number(0), row.id<SavedFilterId>(1), row.text(2), row.text(3) };
    });
}

SavedFilters::SavedFilters(Database &database, OperationLog &log, Undo &undo)
    : m_database(database)
    , m_log(log)
    , m_list(database)
    , m_find(database, "SELECT row, name, salt, removed FROM saved_filter WHERE id = ?1")
    , m_byName(database, "SELECT name FROM saved_filter WHERE removed = 0")
    , m_insert(database, R"(
        INSERT INTO saved_filter (id, name, query, position, salt)
        VALUES (?1, ?2, ?3, (SELECT coalesce(max(position), 0) + 1 FROM saved_filter), ?4))")
    , m_rename(database, "UPDATE saved_filter SET name = ?2 WHERE row = ?1")
    , m_remove(database, "UPDATE saved_filter SET removed = ?2 WHERE row = ?1")
    , m_keepName(database, "INSERT OR IGNORE INTO saved_filter_name (filter, name) VALUES (?1, ?2)")
    , m_names(database, "SELECT name FROM saved_filter_name WHERE filter = ?1")
{
    for (const QString &kind : { addKind, renameKind, removeKind })
        undo.teach(kind, [this](Transaction &transaction, const Operation &operation, Undo::Way way) {
            return invert(transaction, operation, way);
        });
}

Result<void> SavedFilters::nameIsFree(const QString &name)
{
    if (name.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("A saved filter needs a name."));
    bool isTaken = false;
    auto looked = m_byName.each([&](const Row &row) {
        isTaken = row.text(0).compare(name, Qt::CaseInsensitive) == 0;
        return !isTaken;
    });
    if (!looked)
        return looked;
    if (isTaken)
        return fail(Error::Kind::Conflict, Words::tr("There is a filter “%1” already. Choose another name.").arg(name));
    return {};
}

Result<Acted> SavedFilters::write(Transaction &transaction, const OperationLog::Entry &entry, const QString &sentence)
{
    auto operation = m_log.append(transaction, entry);
    if (!operation)
        return tl::unexpected(operation.error());
    if (auto done = transaction.commit(); !done)
        return tl::unexpected(done.error());
    return Acted { sentence, 1, 0, operation->row };
}

Result<Acted> SavedFilters::add(const QString &name, const QString &query)
{
    const QString kept = name.simplified();
    const Query asked = parseQuery(query);
    if (asked.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Type what the filter should find first."));
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto free = nameIsFree(kept); !free)
        return tl::unexpected(free.error());
    const auto id = SavedFilterId::fresh();
    const Kept filter { 0, kept, freshSalt(), false };
    if (auto done = m_insert.run(id, kept, asked.canonical, filter.salt); !done)
        return tl::unexpected(done.error());
    if (auto done = m_keepName.run(qint64(sqlite3_last_insert_rowid(m_database.handle())), kept); !done)
        return tl::unexpected(done.error());
    const QJsonObject payload { { filterKey, id.toString() }, { nameKey, filter.digest(kept) },
        { queryKey, filter.digest(asked.canonical) } };
    return write(*transaction, { addKind, payload, {}, true }, Words::tr("Filter saved: “%1”").arg(kept));
}

Result<Acted> SavedFilters::rename(SavedFilterId id, const QString &name)
{
    const QString wanted = name.simplified();
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto filter = findKept(m_find, id);
    if (!filter)
        return tl::unexpected(filter.error());
    if (filter->name == wanted)
        return Acted {};
    // Only its capitals may change without asking who else bears the name.
    if (filter->name.compare(wanted, Qt::CaseInsensitive) != 0)
        if (auto free = nameIsFree(wanted); !free)
            return tl::unexpected(free.error());
    if (auto done = m_rename.run(filter->row, wanted); !done)
        return tl::unexpected(done.error());
    if (auto done = m_keepName.run(filter->row, wanted); !done)
        return tl::unexpected(done.error());
    const QJsonObject payload { { filterKey, id.toString() }, { wasKey, filter->digest(filter->name) },
        { nameKey, filter->digest(wanted) } };
    return write(*transaction, { renameKind, payload, {}, true },
        Words::tr("Filter “%1” is now called “%2”").arg(filter->name, wanted));
}

Result<Acted> SavedFilters::remove(SavedFilterId id)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto filter = findKept(m_find, id);
    if (!filter)
        return tl::unexpected(filter.error());
    if (filter->isRemoved)
        return Acted {};
    if (auto done = m_remove.run(filter->row, true); !done)
        return tl::unexpected(done.error());
    return write(*transaction, { removeKind, QJsonObject { { filterKey, id.toString() } }, {}, true },
        Words::tr("Filter removed: “%1”").arg(filter->name));
}

Result<Undone> SavedFilters::invert(Transaction &, const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    auto filter = findKept(m_find, SavedFilterId::fromString(payload.value(filterKey).toString()));
    if (!filter)
        return tl::unexpected(filter.error());
    const bool isBack = way == Undo::Way::Back;
    if (operation.kind == renameKind) {
        const QString digest = payload.value(isBack ? wasKey : nameKey).toString();
        QString name;
        auto looked = m_names.each(
            [&](const Row &row) {
                if (filter->digest(row.text(0)) == digest)
                    name = row.text(0);
                return name.isEmpty();
            },
            filter->row);
        if (!looked)
            return tl::unexpected(looked.error());
        if (name.isEmpty() || filter->digest(filter->name) != payload.value(isBack ? nameKey : wasKey).toString())
            return Undone { Words::tr("Left as it is: the filter was renamed since"), 1, {} };
        if (auto done = m_rename.run(filter->row, name); !done)
            return tl::unexpected(done.error());
        return Undone { Words::tr("The filter is called “%1” again").arg(name), 0, {} };
    }
    const bool isRemoved = (operation.kind == removeKind) != isBack;
    if (auto done = m_remove.run(filter->row, isRemoved); !done)
        return tl::unexpected(done.error());
    return Undone { isRemoved ? Words::tr("The filter “%1” is gone again").arg(filter->name)
                              : Words::tr("The filter “%1” is back").arg(filter->name),
        0, {} };
}

std::optional<QDateTime> nextMove(const Query &query, const QDateTime &now)
{
    if (!query.movesWithClock())
        return std::nullopt;
    if (query.movesEachMinute())
        return now.addSecs(60);
    return now.toLocalTime().date().addDays(1).startOfDay().toUTC();
}

} // namespace wheelhouse
