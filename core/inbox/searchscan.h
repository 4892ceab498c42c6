#pragma once

#include "core/base/clock.h"
#include "core/inbox/searchfunctions.h"

#include <functional>
#include <map>
#include <memory>

namespace wheelhouse {

/// A mention that a question fits, with its conversation.
struct FoundMention {
    qint64 mention = 0;
    qint64 conversation = 0;
    friend bool operator==(const FoundMention &, const FoundMention &) = default;
};

/// Asks questions of given mentions, or of all of them in a range, with the conditions of the search itself. Only of
/// what others wrote. One on a connection that has no Search; any lane.
class SearchScan {
public:
    SearchScan(Database &database, const Clock &clock);

    /// Called now and then while SQLite works: true breaks off with Cancelled.
    void setStop(std::function<bool()> isStopped) { m_isStopped = std::move(isStopped); }
    /// Looks up the names in \a questions, which from now on go by their places.
    [[nodiscard]] Result<void> prepare(const QList<Query> &questions);
    /// Those of \a mentions that the question at \a place fits, in the order of their rows.
    [[nodiscard]] Result<QList<FoundMention>> among(int place, const QList<qint64> &mentions);
    /// Calls \a look with every mention from row \a from up to and without \a until that a question fits, and with the
    /// question's place. A question that names words is led by the index, the others are asked together row by row.
    using Look = std::function<void(const FoundMention &, int place)>;
    [[nodiscard]] Result<void> range(qint64 from, qint64 until, const Look &look);

private:
    struct Question {
        BoundSql check; ///< all of it, on m and c; empty: everything fits
        SearchLead byWords; ///< words and what is left to check; no words: nothing to be led by
    };
    [[nodiscard]] Statement &statement(const QByteArray &sql);
    [[nodiscard]] Result<void> walkWords(int place, qint64 from, qint64 until, const Look &look);
    [[nodiscard]] Result<void> walkRows(qint64 from, qint64 until, const Look &look);

    Database &m_database;
    const Clock &m_clock;
    SearchFunctions m_functions;
    QList<Question> m_questions;
    std::function<bool()> m_isStopped;
    std::map<QByteArray, std::unique_ptr<Statement>> m_statements;
};

} // namespace wheelhouse
