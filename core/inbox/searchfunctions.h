#pragma once

#include "core/inbox/searchplan.h"

namespace wheelhouse {

/// What the conditions of a plan ask SQLite to call: wh_holds(place, title, text), whether a mention holds the words at
/// that place of the plan, and wh_from(place, identity), whether that is one of its people. One for a connection.
class SearchFunctions {
public:
    explicit SearchFunctions(Database &database);
    SearchFunctions(const SearchFunctions &) = delete;
    SearchFunctions &operator=(const SearchFunctions &) = delete;
    ~SearchFunctions();

    /// What is asked for from now on.
    void take(const QList<Phrase> &phrases, const QList<QSet<qint64>> &people);
    [[nodiscard]] const Marker &cutter() const { return m_cutter; }

private:
    Database &m_database;
    Marker m_cutter;
    QList<Phrase> m_phrases;
    QList<QSet<qint64>> m_people;
};

} // namespace wheelhouse
