#include "ui/inbox/filterkeeper.h"

#include "core/inbox/searchservice.h"
#include "ui/kit/smalllist.h"

#include <QMenu>

#include <algorithm>
#include <limits>

namespace wheelhouse {

namespace {

constexpr int countEveryMs = 2000;

}

FilterKeeper::FilterKeeper(const InboxServices &services, const Look &look, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_look(look)
{
    m_wait.setSingleShot(true);
    m_midnight.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &FilterKeeper::countAll);
    connect(&m_midnight, &QTimer::timeout, this, &FilterKeeper::countAll);
    connect(&m_services.search, &SearchService::counted, this, [this](qint64 row, const BoundedCount &count) {
        const auto found =
            std::find_if(m_streams.begin(), m_streams.end(), [row](const Stream &each) { return each.filter == row; });
        if (found == m_streams.end() || (found->count == count.n && found->isMore == count.more))
            return;
        found->count = count.n;
        found->isMore = count.more;
        emit counted();
    });
}

Result<void> FilterKeeper::read()
{
    auto filters = m_services.filterList.list();
    if (!filters)
        return tl::unexpected(filters.error());
    QList<Stream> streams;
    m_ids.clear();
    bool fresh = false;
    for (const SavedFilter &filter : std::as_const(*filters)) {
        Stream stream;
        const auto old = std::find_if(m_streams.cbegin(), m_streams.cend(),
            [&](const Stream &each) { return each.filter == filter.row && each.query == filter.query; });
        if (old != m_streams.cend())
            stream = *old;
        stream.filter = filter.row;
        stream.query = filter.query;
        stream.name = filter.name;
        stream.icon = QStringLiteral("view-filter");
        stream.tip = filter.query;
        fresh = fresh || old == m_streams.cend();
        streams.append(stream);
        m_ids.insert(filter.row, filter.id);
    }
    m_streams = streams;
    if (fresh)
        countAll();
    return {};
}

void FilterKeeper::follow()
{
    if (m_wait.isActive() || m_streams.isEmpty())
        return;
    const qint64 gone = m_sinceCount.isValid() ? m_sinceCount.elapsed() : countEveryMs;
    m_wait.start(int(qMax<qint64>(0, countEveryMs - gone)));
}

void FilterKeeper::countAll()
{
    m_sinceCount.restart();
    m_wait.stop();
    const QDateTime now = m_services.clock.now();
    std::optional<QDateTime> next;
    for (const Stream &stream : std::as_const(m_streams)) {
        const Query query = parseQuery(stream.query);
        m_services.search.count(stream.filter, query);
        const auto moves = nextMove(query, now);
        if (moves && (!next || *moves < *next))
            next = moves;
    }
    m_midnight.stop();
    if (next)
        m_midnight.start(int(qBound<qint64>(1, now.msecsTo(*next), qint64(std::numeric_limits<int>::max()))));
}

void FilterKeeper::act(const std::function<Result<Acted>()> &work)
{
    m_services.engine.ask(this, work, [this](const Result<Acted> &done) {
        if (!done)
            emit failed(done.error());
        else if (!done->sentence.isEmpty())
            emit acted(done->sentence);
    });
}

void FilterKeeper::askName(const QString &title, const QString &pattern, QWidget *anchor, const QRect &within,
    const std::function<void(const QString &)> &named)
{
    auto *list = new SmallList(m_look, title, anchor);
    connect(list, &SmallList::closed, list, &QObject::deleteLater);
    connect(list, &SmallList::created, this, named);
    list->setCreatePattern(pattern);
    list->openAt(anchor, within);
}

void FilterKeeper::save(const QString &query, QWidget *anchor)
{
    askName(tr("Name of the filter"), tr("Save as “%1”"), anchor, anchor->rect(), [this, query](const QString &name) {
        act([&filters = m_services.filters, name, query] { return filters.add(name, query); });
    });
}

void FilterKeeper::rename(qint64 filter, QWidget *anchor, const QRect &within)
{
    askName(tr("New name of the filter"), tr("Rename to “%1”"), anchor, within,
        [this, id = m_ids.value(filter)](const QString &name) {
            act([&filters = m_services.filters, name, id] { return filters.rename(id, name); });
        });
}

void FilterKeeper::remove(qint64 filter)
{
    act([&filters = m_services.filters, id = m_ids.value(filter)] { return filters.remove(id); });
}

void FilterKeeper::showMenu(const Stream &filter, const QPoint &globalPlace, QWidget *anchor, const QRect &within)
{
    if (!m_ids.contains(filter.filter))
        return;
    auto *menu = new QMenu(anchor);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Rename…")), &QAction::triggered, this,
        [this, row = filter.filter, anchor, within] { rename(row, anchor, within); });
    connect(menu->addAction(tr("Remove")), &QAction::triggered, this, [this, row = filter.filter] { remove(row); });
    menu->popup(globalPlace);
}

} // namespace wheelhouse
