#pragma once

#include "core/inbox/query.h"
#include "core/inbox/triage.h"

namespace wheelhouse {

using SavedFilterId = Id<struct SavedFilter>;

/// A question somebody keeps, with a name.
struct SavedFilter {
    qint64 row = 0;
    SavedFilterId id;
    QString name;
    QString query; ///< canonical text, for parseQuery()
    friend bool operator==(const SavedFilter &, const SavedFilter &) = default;
};

/// Reads the saved filters; any connection.
class SavedFilterList {
public:
    explicit SavedFilterList(Database &database);
    /// In the order of their places.
    [[nodiscard]] Result<QList<SavedFilter>> list();

private:
    Statement m_list;
};

/// Keeps, renames and removes filters, each an operation that can be taken back. Lives on the engine lane.
/// The log names them by id and, as all words of people, their name and question by salted digest only.
class SavedFilters {
public:
    SavedFilters(Database &database, OperationLog &log, Undo &undo);

    /// Refused where the name is empty or the question asks for everything; Conflict where the name is taken.
    [[nodiscard]] Result<Acted> add(const QString &name, const QString &query);
    [[nodiscard]] Result<Acted> rename(SavedFilterId id, const QString &name);
    [[nodiscard]] Result<Acted> remove(SavedFilterId id);
    [[nodiscard]] Result<QList<SavedFilter>> list() { return m_list.list(); }

private:
    [[nodiscard]] Result<Undone> invert(Transaction &transaction, const Operation &operation, Undo::Way way);
    [[nodiscard]] Result<Acted> write(
        Transaction &transaction, const OperationLog::Entry &entry, const QString &sentence);
    [[nodiscard]] Result<void> nameIsFree(const QString &name);

    Database &m_database;
    OperationLog &m_log;
    SavedFilterList m_list;
    Statement m_find;
    Statement m_byName;
    Statement m_insert;
    Statement m_rename;
    Statement m_remove;
    Statement m_keepName;
    Statement m_names;
};

/// The next instant (UTC) at which the count of \a query may move without anything being written: midnight at this
/// desk where it says "today" or "7d", the next minute where it says "due:"; none where only writing moves it.
std::optional<QDateTime> nextMove(const Query &query, const QDateTime &now);

} // namespace wheelhouse
