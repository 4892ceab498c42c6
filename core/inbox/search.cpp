#include "core/inbox/search.h"

#include <QElapsedTimer>

#include <sqlite3.h>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int opsBetweenLooks = 4'000; // of SQLite's machine: about 0.1 ms
constexpr qint64 firstSayMs = 50;
constexpr qint64 nextSayMs = 200;
constexpr int rareRows = 3'000; // a side with at most so many rows may lead
constexpr int mostGathered = 20'000;
constexpr int wideLook = 2'000; // candidates that are tried before all words of a prefix are gathered
constexpr size_t mostStatements = 64;
constexpr int snippetLength = 240;
constexpr int beforeMark = 60;

/// The part of a text around its first mark, with an ellipsis where something was cut off.
QString snippetOf(const QString &text, const Marker &marker)
{
    const auto marks = marker.marks(text);
    int from =
        marks.isEmpty() || marks.first().start < snippetLength - beforeMark ? 0 : marks.first().start - beforeMark;
    while (from > 0 && !text.at(from - 1).isSpace() && marks.first().start - from < 2 * beforeMark)
        --from;
    const QString part = text.mid(from, snippetLength).simplified();
    return from > 0 ? QStringLiteral("… ") + part : part;
}

} // namespace

/// One question on its way.
class Search::Run {
public:
    Run(Search &search, const SearchRequest &request, const std::function<void(const SearchPage &)> &soFar)
        : m_search(search)
        , m_request(request)
        , m_soFar(soFar)
        , m_marker(request.query)
        , m_most(request.limit)
    {
        m_seen = request.shown;
        m_since.start();
        sqlite3_progress_handler(
            search.m_database.handle(), opsBetweenLooks, [](void *run) { return int(static_cast<Run *>(run)->look()); },
            this);
    }
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;
    ~Run() { sqlite3_progress_handler(m_search.m_database.handle(), 0, nullptr, nullptr); }

    Result<SearchPage> find()
    {
        if (auto done = go(); !done)
            return tl::unexpected(done.error());
        m_page.isWhole = true;
        return m_page;
    }
    Result<BoundedCount> count()
    {
        m_countsOnly = true;
        if (auto done = go(); !done)
            return tl::unexpected(done.error());
        return BoundedCount { m_taken, m_page.more };
    }

private:
    /// Asked by SQLite now and then, while a statement runs. True breaks it off.
    bool look()
    {
        if (m_search.m_isStopped && m_search.m_isStopped())
            return true;
        const qint64 now = m_since.elapsed();
        if (m_soFar && now >= m_nextSay && m_page.hits.size() > m_said) {
            m_nextSay = now + nextSayMs;
            m_said = m_page.hits.size();
            m_soFar(m_page);
        }
        return false;
    }
    Result<void> go()
    {
        auto plan = planSearch(
            m_search.m_database, m_search.m_functions.cutter(), m_request.query, m_search.m_clock.now().toLocalTime());
        if (!plan)
            return tl::unexpected(plan.error());
        m_plan = *plan;
        m_search.m_functions.take(m_plan.phrases, m_plan.people);
        if (m_request.before > 0)
            m_plan.until = std::min(m_plan.until, m_request.before);
        if (m_plan.from >= m_plan.until)
            return {};
        if (auto led = ledBySide(); !led || *led)
            return led ? Result<void>() : tl::unexpected(led.error());
        if (auto skipped = skipToNewest(); !skipped || m_plan.from >= m_plan.until)
            return skipped;
        return m_plan.narrow.words.isEmpty() ? walk(m_plan.none, 0) : ledByWords();
    }
    /// Goes on below the newest mention that can fit.
    Result<void> skipToNewest()
    {
        if (m_plan.newest.isEmpty())
            return {};
        auto newest = number(m_plan.newest);
        if (!newest)
            return tl::unexpected(newest.error());
        m_plan.until = std::min(m_plan.until, *newest + 1);
        return {};
    }

    // --- the side with fewer rows
    Result<bool> ledBySide()
    {
        if (m_plan.sides.isEmpty())
            return false;
        qint64 fewest = rareRows + 1;
        if (!m_plan.wide.words.isEmpty()) {
            auto hits = countWords(m_plan.wide, rareRows + 1);
            if (!hits)
                return tl::unexpected(hits.error());
            fewest = std::min(fewest, *hits);
        }
        const SearchSide *best = nullptr;
        for (const SearchSide &side : m_plan.sides) {
            auto rows = number(side.estimate);
            if (!rows)
                return tl::unexpected(rows.error());
            if (*rows < fewest) {
                fewest = *rows;
                best = &side;
            }
        }
        return best ? gather(*best) : Result<bool>(false);
    }
    Result<bool> gather(const SearchSide &side)
    {
        QList<qint64> rows;
        QList<QVariant> values = side.rows.values;
        values.append(mostGathered + 1);
        auto done = m_search.statement(side.rows.sql + " LIMIT ?").eachOf(values, [&](const Row &row) {
            const qint64 mention = row.number(0);
            if (mention >= m_plan.from && mention < m_plan.until)
                rows.append(mention);
            return true;
        });
        if (!done)
            return tl::unexpected(done.error());
        if (rows.size() > mostGathered)
            return false; // few conversations, but endless ones
        std::sort(rows.begin(), rows.end(), std::greater<>());
        const SearchLead &lead = m_plan.none;
        Statement &check = m_search.statement("SELECT m.row, m.conversation FROM mention m CROSS JOIN conversation c "
                                              "ON c.row = m.conversation WHERE m.row = ?"
            + (lead.check.isEmpty() ? QByteArray() : " AND " + lead.check.sql));
        for (const qint64 row : std::as_const(rows)) {
            if (auto checked = each(check, QList<QVariant> { row } + lead.check.values); !checked)
                return tl::unexpected(checked.error());
            if (isFull())
                break;
        }
        return true;
    }

    // --- words
    Result<void> ledByWords()
    {
        if (m_plan.wide.words == m_plan.narrow.words)
            return walk(m_plan.narrow, 0);
        qint64 candidates = wideLook + 1;
        if (!m_plan.wide.words.isEmpty()) {
            auto hits = countWords(m_plan.wide, wideLook + 1);
            if (!hits)
                return tl::unexpected(hits.error());
            candidates = *hits;
        }
        const SearchLead &first = m_plan.wide.words.isEmpty() ? m_plan.none : m_plan.wide;
        if (auto done = walk(first, wideLook); !done || isFull() || candidates <= wideLook)
            return done;
        // Few of the newest go on as the prefix says: gathering all that do is cheap.
        m_page = {};
        m_said = 0;
        m_taken = 0;
        m_seen = m_request.shown;
        return walk(m_plan.narrow, 0);
    }
    /// Newest first. \a most: how many candidates are looked at; 0: all.
    Result<void> walk(const SearchLead &lead, int most)
    {
        const bool hasWords = !lead.words.isEmpty();
        QByteArray fits = hasWords ? "mention_index MATCH ? AND rowid < ? AND rowid >= ?" : "row < ? AND row >= ?";
        QByteArray sql = "SELECT m.row, m.conversation FROM ";
        const QByteArray conversation =
            lead.needsConversation() ? " CROSS JOIN conversation c ON c.row = m.conversation" : "";
        QList<QVariant> values;
        if (hasWords)
            values.append(lead.words);
        values += QList<QVariant> { m_plan.until, m_plan.from };
        if (most > 0) {
            const QByteArray source = hasWords ? "SELECT rowid AS row FROM mention_index" : "SELECT row FROM mention";
            sql += '(' + source + " WHERE " + fits
                + " ORDER BY row DESC LIMIT ?) f CROSS JOIN mention m ON m.row = f.row" + conversation + " WHERE 1";
            values.append(most);
        } else {
            // An ORDER BY inside, without a LIMIT, is one that SQLite drops.
            sql += hasWords ? "mention_index f CROSS JOIN mention m ON m.row = f.rowid" : "mention m";
            sql += conversation + " WHERE "
                + (hasWords ? fits.replace("rowid", "f.rowid") : fits.replace("row ", "m.row "));
        }
        if (!lead.check.isEmpty())
            sql += " AND " + lead.check.sql;
        if (most == 0)
            sql += hasWords ? " ORDER BY f.rowid DESC" : " ORDER BY m.row DESC";
        return each(m_search.statement(sql), values + lead.check.values);
    }
    Result<qint64> countWords(const SearchLead &lead, int most)
    {
        return number(
            { "SELECT count(*) FROM (SELECT 1 FROM mention_index WHERE mention_index MATCH ? AND rowid < ? AND "
              "rowid >= ? LIMIT ?)",
                { lead.words, m_plan.until, m_plan.from, most } });
    }

    // --- what was found
    Result<void> each(Statement &statement, const QList<QVariant> &values)
    {
        Result<void> taken;
        auto done = statement.eachOf(values, [&](const Row &row) {
            taken = take(row.number(0), row.number(1));
            return taken && !isFull();
        });
        return done ? taken : done;
    }
    [[nodiscard]] bool isFull() const { return m_page.more; }
    Result<void> take(qint64 mention, qint64 conversation)
    {
        if (m_countsOnly || m_request.by == SearchRequest::By::Conversation) {
            if (m_seen.contains(conversation))
                return {};
            m_seen.insert(conversation);
        }
        if (m_taken >= m_most) {
            m_page.more = true;
            return {};
        }
        ++m_taken;
        return m_countsOnly ? Result<void>() : load(mention, conversation);
    }
    Result<void> load(qint64 row, qint64 conversation)
    {
        auto items = m_search.m_store.items({ conversation });
        auto mention = m_search.m_store.mention(row);
        if (!items || !mention)
            return tl::unexpected(!items ? items.error() : mention.error());
        if (items->isEmpty() || !*mention)
            return {};
        SearchHit hit { items->first(), {} };
        hit.item.mention = row;
        hit.item.at = (*mention)->writtenAt;
        hit.item.language = (*mention)->language;
        hit.item.hasMedia = !(*mention)->media.isEmpty();
        if (m_request.by == SearchRequest::By::Mention) {
            hit.item.identity = (*mention)->identity;
            hit.item.name = (*mention)->authorName;
            hit.item.handle = (*mention)->authorHandle;
        }
        const QString &title = (*mention)->title;
        hit.item.snippet =
            snippetOf(title.isEmpty() ? (*mention)->text : title + QLatin1Char('\n') + (*mention)->text, m_marker);
        hit.marks = m_marker.marks(hit.item.snippet);
        m_page.next = row;
        m_page.hits.append(hit);
        return {};
    }
    Result<qint64> number(const BoundSql &sql)
    {
        qint64 found = 0;
        auto done = m_search.statement(sql.sql).eachOf(sql.values, [&](const Row &row) {
            found = row.number(0);
            return false;
        });
        if (!done)
            return tl::unexpected(done.error());
        return found;
    }

    Search &m_search;
    const SearchRequest &m_request;
    const std::function<void(const SearchPage &)> &m_soFar;
    Marker m_marker;
    SearchPlan m_plan;
    SearchPage m_page;
    QSet<qint64> m_seen;
    int m_most;
    int m_taken = 0;
    bool m_countsOnly = false;
    QElapsedTimer m_since;
    qint64 m_nextSay = firstSayMs;
    qsizetype m_said = 0;
};

Search::Search(Database &database, const Clock &clock)
    : m_database(database)
    , m_clock(clock)
    , m_store(database)
    , m_functions(database)
{
}

Statement &Search::statement(const QByteArray &sql)
{
    auto &kept = m_statements[sql];
    if (!kept)
        kept = std::make_unique<Statement>(m_database, sql);
    return *kept;
}

Result<SearchPage> Search::find(const SearchRequest &request, const std::function<void(const SearchPage &)> &soFar)
{
    if (m_statements.size() > mostStatements)
        m_statements.clear();
    return Run(*this, request, soFar).find();
}

Result<BoundedCount> Search::countUpTo(const Query &query, int most)
{
    if (m_statements.size() > mostStatements)
        m_statements.clear();
    const SearchRequest request { query, SearchRequest::By::Conversation, 0, {}, most };
    return Run(*this, request, {}).count();
}

} // namespace wheelhouse
