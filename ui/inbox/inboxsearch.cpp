#include "ui/inbox/inboxsearch.h"

#include "ui/inbox/searchbar.h"

#include <QLocale>

namespace wheelhouse {

namespace {

constexpr int pauseMs = 50;

}

InboxSearch::InboxSearch(SearchService &service, ConversationListModel &list, SearchBar &bar, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_list(list)
    , m_bar(bar)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &InboxSearch::ask);
    connect(&bar, &SearchBar::changed, this, &InboxSearch::follow);
    connect(&service, &SearchService::found, this, [this](int asked, const SearchPage &page) {
        if (asked == m_asked && m_isOn)
            take(page);
    });
    connect(&service, &SearchService::failed, this, [this](int asked, const Error &error) {
        if (asked != m_asked || !m_isOn)
            return;
        m_isAsking = false;
        if (error.kind != Error::Kind::Cancelled)
            emit failed(error);
    });
}

void InboxSearch::follow(const QString &text)
{
    if (text.trimmed().isEmpty()) {
        leave();
        return;
    }
    if (!m_isOn) {
        m_isOn = true;
        m_isAnswered = false;
        emit began();
    }
    m_pause.start();
}

void InboxSearch::askNow()
{
    if (m_pause.isActive())
        ask();
}

void InboxSearch::ask()
{
    m_pause.stop();
    m_query = parseQuery(m_bar.text(), Typing::GoesOn);
    m_before.clear();
    m_more = false;
    m_isAsking = true;
    m_asked = m_service.find({ m_query });
}

void InboxSearch::more()
{
    if (!m_isOn || !m_more || isAsking())
        return;
    SearchRequest request { m_query };
    request.before = m_next;
    for (const auto &each : std::as_const(m_found))
        request.shown.insert(each.conversation);
    m_before = m_found;
    m_isAsking = true;
    m_asked = m_service.find(request);
}

void InboxSearch::leave()
{
    m_pause.stop();
    if (!m_isOn)
        return;
    m_service.stop();
    m_isOn = false;
    m_isAsking = false;
    m_query = {};
    m_before.clear();
    m_found.clear();
    m_more = false;
    emit ended();
}

void InboxSearch::take(const SearchPage &page)
{
    // Nothing so far is no news: what stands there stays until there is something, or surely nothing.
    if (!page.isWhole && page.hits.isEmpty())
        return;
    m_found = m_before;
    for (const SearchHit &hit : page.hits) {
        QList<ListLine::Match> matches;
        for (const TextRange &mark : hit.marks)
            matches.append({ mark.start, mark.length });
        m_found.append({ hit.item.row, hit.item.snippet, matches });
    }
    m_isAnswered = true;
    m_more = page.isWhole ? page.more : true;
    m_isAsking = !page.isWhole;
    m_next = page.next;
    m_list.showFound(m_found);
    emit answered(page.isWhole);
}

QString InboxSearch::countWords() const
{
    if (!m_isAnswered)
        return {};
    const QString count = QLocale().toString(m_found.size());
    return m_more ? tr("%1+ found").arg(count) : tr("%1 found").arg(count);
}

} // namespace wheelhouse
