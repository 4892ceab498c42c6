#include "core/inbox/searchservice.h"

#include <atomic>

namespace wheelhouse {

/// The lane's side: connection and search, made and ended there.
class SearchService::Desk : public QObject {
    Q_OBJECT
public:
    Desk(QString path, const Clock &clock)
        : m_path(std::move(path))
        , m_clock(clock)
    {
    }
    std::atomic<int> wanted = 0; ///< the only search worth going on with

    Result<SearchPage> find(int asked, const SearchRequest &request)
    {
        if (wanted != asked)
            return fail(Error::Kind::Cancelled, {});
        if (auto ready = open(asked); !ready)
            return tl::unexpected(ready.error());
        return m_search->find(request, [&](const SearchPage &page) { emit soFar(asked, page); });
    }
    Result<BoundedCount> count(int during, const Query &query)
    {
        if (auto ready = open(during); !ready)
            return tl::unexpected(ready.error());
        return m_search->countUpTo(query, mostCounted);
    }
    std::atomic<int> wantedPeople = 0; ///< the only people worth looking for
    Result<QList<FoundPerson>> people(int asked, int during, const QString &words, int limit)
    {
        if (wantedPeople != asked)
            return fail(Error::Kind::Cancelled, {});
        if (auto ready = open(during); !ready)
            return tl::unexpected(ready.error());
        if (!m_people)
            m_people = std::make_unique<PeopleFinder>(*m_database);
        return m_people->find(words, limit);
    }
    void close()
    {
        m_people.reset();
        m_search.reset();
        m_database.reset();
    }

signals:
    void soFar(int asked, const wheelhouse::SearchPage &page);

private:
    Result<void> open(int asked)
    {
        if (!m_search) {
            auto opened = Database::open(m_path, Database::Mode::Read);
            if (!opened)
                return tl::unexpected(opened.error());
            m_database = std::move(*opened);
            m_search = std::make_unique<Search>(*m_database, m_clock);
        }
        m_search->setStop([this, asked] { return wanted != asked; });
        return {};
    }

    QString m_path;
    const Clock &m_clock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Search> m_search;
    std::unique_ptr<PeopleFinder> m_people;
};

SearchService::SearchService(Lane &reader, const QString &path, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_lane(reader)
    , m_desk(std::make_shared<Desk>(path, clock))
{
    connect(
        m_desk.get(), &Desk::soFar, this,
        [this](int asked, const SearchPage &page) {
            if (asked == m_asked)
                emit found(asked, page);
        },
        Qt::QueuedConnection);
}

SearchService::~SearchService()
{
    stop();
    // Connection and statements end on the lane that made them.
    m_lane.ask([desk = m_desk] { desk->close(); });
}

int SearchService::find(const SearchRequest &request)
{
    const int asked = ++m_asked;
    m_desk->wanted = asked;
    m_lane.ask(
        this, [desk = m_desk, asked, request] { return desk->find(asked, request); },
        [this, asked](const Result<SearchPage> &page) {
            if (asked != m_asked)
                return;
            if (page)
                emit found(asked, *page);
            else
                emit failed(asked, page.error());
        });
    return asked;
}

void SearchService::stop()
{
    m_desk->wanted = ++m_asked;
}

int SearchService::findPeople(const QString &words, int limit)
{
    const int asked = ++m_askedPeople;
    m_desk->wantedPeople = asked;
    m_lane.ask(
        this,
        [desk = m_desk, asked, during = m_asked, words, limit] { return desk->people(asked, during, words, limit); },
        [this, asked](const Result<QList<FoundPerson>> &people) {
            if (people && asked == m_askedPeople)
                emit foundPeople(asked, *people);
        });
    return asked;
}

void SearchService::count(qint64 key, const Query &query)
{
    m_toCount.removeIf([key](const auto &waiting) { return waiting.first == key; });
    m_toCount.append({ key, query });
    countNext();
}

void SearchService::countNext()
{
    if (m_isCounting || m_toCount.isEmpty())
        return;
    m_isCounting = true;
    const auto next = m_toCount.takeFirst();
    m_lane.ask(
        this, [desk = m_desk, during = m_asked, query = next.second] { return desk->count(during, query); },
        [this, next](const Result<BoundedCount> &count) {
            m_isCounting = false;
            const bool isAskedAgain = std::any_of(
                m_toCount.cbegin(), m_toCount.cend(), [&](const auto &each) { return each.first == next.first; });
            if (count)
                emit counted(next.first, *count);
            else if (count.error().kind == Error::Kind::Cancelled && !isAskedAgain)
                m_toCount.prepend(next);
            countNext();
        });
}

} // namespace wheelhouse

#include "searchservice.moc"
