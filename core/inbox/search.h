#pragma once

#include "core/base/clock.h"
#include "core/inbox/mentionstore.h"
#include "core/inbox/searchfunctions.h"

#include <QSet>

#include <functional>

namespace wheelhouse {

/// One thing found.
struct SearchHit {
    ConversationItem item; ///< its mention, at and snippet are those of the mention found
    QList<TextRange> marks; ///< in item.snippet
    friend bool operator==(const SearchHit &, const SearchHit &) = default;
};

/// What a search came to, newest first.
struct SearchPage {
    QList<SearchHit> hits;
    bool isWhole = false; ///< false: this is what there is so far, more is being looked for
    bool more = false; ///< of a whole page: there are older ones
    qint64 next = 0; ///< SearchRequest::before of the page after this one
};

/// What is asked of Search.
struct SearchRequest {
    enum class By { Conversation, Mention };
    Query query;
    By by = By::Conversation; ///< one hit a conversation (its newest mention that fits), or one a mention
    qint64 before = 0; ///< mention row; 0: from the newest
    QSet<qint64> shown {}; ///< by conversation: those of the pages before, which are not given again
    int limit = 50;
};

/// A number that may be larger than was worth counting.
struct BoundedCount {
    int n = 0;
    bool more = false; ///< "1,000+"
    friend bool operator==(const BoundedCount &, const BoundedCount &) = default;
};

/// Finds mentions by words and filters over the whole archive. Synchronous, on one connection of any lane, one for each
/// connection.
/// Of words and filters, the side with fewer rows leads; the other is checked row by row, newest first.
class Search {
public:
    Search(Database &database, const Clock &clock);
    ~Search() = default;
    Q_DISABLE_COPY_MOVE(Search)

    /// Called now and then, from inside find() and count(): true breaks off with Cancelled.
    void setStop(std::function<bool()> isStopped) { m_isStopped = std::move(isStopped); }
    /// \a soFar gets what there is after 50 ms, and every 200 ms after.
    [[nodiscard]] Result<SearchPage> find(
        const SearchRequest &request, const std::function<void(const SearchPage &)> &soFar = {});
    /// How many conversations \a query finds; stops counting at \a most.
    [[nodiscard]] Result<BoundedCount> countUpTo(const Query &query, int most);

private:
    class Run;
    [[nodiscard]] Statement &statement(const QByteArray &sql);

    Database &m_database;
    const Clock &m_clock;
    MentionStore m_store;
    SearchFunctions m_functions;
    std::function<bool()> m_isStopped;
    std::map<QByteArray, std::unique_ptr<Statement>> m_statements;
};

} // namespace wheelhouse
