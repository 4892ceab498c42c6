#include "ui/inbox/inboxsearch.h"

#include "ui/inbox/loadingrows.h"
#include "ui/inbox/searchbar.h"

#include <QApplication>
#include <QLocale>
#include <QScrollBar>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int pauseMs = 50;
constexpr int newsMs = 1000;
constexpr int mostAskedAgain = ConversationListModel::largest;

QList<ConversationListModel::Found> foundOn(const SearchPage &page)
{
    QList<ConversationListModel::Found> found;
    for (const SearchHit &hit : page.hits) {
        QList<ListLine::Match> matches;
        for (const TextRange &mark : hit.marks)
            matches.append({ mark.start, mark.length });
        found.append({ hit.item.row, hit.item.snippet, matches });
    }
    return found;
}

} // namespace

InboxSearch::InboxSearch(
    SearchService &service, ConversationListModel &list, ConversationListView &view, SearchBar &bar, QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_list(list)
    , m_view(view)
    , m_bar(bar)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    m_news.setSingleShot(true);
    m_slow.setSingleShot(true);
    m_slow.setInterval(LoadingRows::afterMs);
    connect(&m_slow, &QTimer::timeout, this, &InboxSearch::slow);
    connect(&m_pause, &QTimer::timeout, this, &InboxSearch::ask);
    connect(&m_news, &QTimer::timeout, this, &InboxSearch::askAgain);
    connect(&bar, &SearchBar::changed, this, &InboxSearch::follow);
    connect(view.verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value + m_view.viewport()->height() >= m_view.verticalScrollBar()->maximum())
            more();
    });
    connect(&service, &SearchService::found, this, [this](int asked, const SearchPage &page) {
        if (asked == m_asked && m_isOn)
            take(page);
    });
    connect(&service, &SearchService::failed, this, [this](int asked, const Error &error) {
        if (asked != m_asked || !m_isOn)
            return;
        m_isAsking = false;
        m_isFresh = false;
        m_goesToList = false;
        m_slow.stop();
        if (error.kind != Error::Kind::Cancelled)
            emit failed(error);
    });
}

void InboxSearch::follow(const QString &text)
{
    m_goesToList = false; // who types on stays in the field
    if (text.trimmed().isEmpty()) {
        leave();
        return;
    }
    if (!m_isOn) {
        m_isOn = true;
        m_isAnswered = false;
        m_before = m_view.current();
        emit began();
    }
    m_pause.start();
    m_slow.start();
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
    m_pages.clear();
    m_more = false;
    m_isAsking = true;
    m_isNew = true;
    m_isFresh = false;
    m_sinceAsked.start();
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
    m_pages = m_found;
    m_isAsking = true;
    if (std::exchange(m_isFresh, false))
        m_news.start(newsMs); // the older page goes first
    m_asked = m_service.find(request);
}

void InboxSearch::freshen()
{
    if (!m_isOn || m_news.isActive())
        return;
    const qint64 gone = m_sinceAsked.isValid() ? m_sinceAsked.elapsed() : newsMs;
    m_news.start(int(qMax<qint64>(0, newsMs - gone)));
}

void InboxSearch::askAgain()
{
    if (!m_isOn)
        return;
    if (isAsking() || m_isFresh) {
        m_news.start(newsMs);
        return;
    }
    SearchRequest request { m_query };
    request.limit = qBound(request.limit, int(m_found.size()), mostAskedAgain);
    m_isFresh = true;
    m_sinceAsked.start();
    m_asked = m_service.find(request);
}

/// What the question no longer finds goes, but for the conversation that somebody is looking at; pages further down
/// than was asked again stay as they were.
void InboxSearch::takeFresh(const SearchPage &page)
{
    if (!page.isWhole)
        return;
    m_isFresh = false;
    const qint64 current = m_view.current();
    const auto isCurrent = [current](const auto &each) { return each.conversation == current; };
    const auto old = std::find_if(m_found.cbegin(), m_found.cend(), isCurrent);
    QList<ConversationListModel::Found> found = foundOn(page);
    QSet<qint64> known;
    for (const auto &each : std::as_const(found))
        known.insert(each.conversation);
    const bool reachesEnd = m_found.size() <= mostAskedAgain;
    for (const auto &each : m_found.mid(mostAskedAgain))
        if (!known.contains(each.conversation))
            found.append(each);
    if (old != m_found.cend() && std::none_of(found.cbegin(), found.cend(), isCurrent))
        found.insert(qMin(found.size(), qsizetype(old - m_found.cbegin())), *old);
    if (reachesEnd) {
        m_more = page.more;
        m_next = page.next;
    }
    m_found = found;
    m_pages.clear();
    m_list.showFound(m_found);
    emit answered();
}

void InboxSearch::leave()
{
    m_pause.stop();
    m_slow.stop();
    m_news.stop();
    m_goesToList = false;
    if (!m_isOn)
        return;
    m_service.stop();
    m_isFresh = false;
    m_isOn = false;
    m_isAsking = false;
    m_query = {};
    m_pages.clear();
    m_found.clear();
    m_more = false;
    emit ended();
}

void InboxSearch::take(const SearchPage &page)
{
    if (m_isFresh)
        return takeFresh(page);
    // Nothing so far is no news: what stands there stays until there is something, or surely nothing.
    if (!page.isWhole && page.hits.isEmpty())
        return;
    m_found = m_pages + foundOn(page);
    m_isAnswered = true;
    m_more = page.isWhole ? page.more : true;
    m_isAsking = !page.isWhole;
    m_slow.stop(); // something stands there
    m_next = page.next;
    m_list.showFound(m_found);
    if (m_pages.isEmpty() && std::exchange(m_isNew, false))
        m_view.scrollToTop(); // where the list before stood says nothing about this one
    emit answered();
    if (page.isWhole && std::exchange(m_goesToList, false) && m_goesFrom == QApplication::focusWidget())
        goToList();
}

void InboxSearch::goToList()
{
    askNow();
    m_goesToList = isAsking();
    m_goesFrom = QApplication::focusWidget();
    if (m_goesToList)
        return;
    if (m_isOn && m_list.conversations() == 0) {
        m_bar.setFocus();
        return;
    }
    m_view.setFocus();
    if (m_view.current() == 0)
        m_view.setCurrent(m_list.first());
}

void InboxSearch::backTo(const View &view)
{
    const qint64 before = std::exchange(m_before, 0);
    m_list.showView(view, m_list.order());
    while (!m_list.indexOf(before).isValid() && before != 0 && m_list.canFetchMore({})
        && m_list.conversations() < ConversationListModel::largest)
        m_list.fetchMore({});
    m_view.setCurrent(m_list.indexOf(before).isValid() ? before : m_list.first());
    m_view.scrollTo(m_view.currentIndex());
}

QString InboxSearch::countWords() const
{
    if (!m_isAnswered)
        return {};
    const QString count = QLocale().toString(m_found.size());
    return m_more ? tr("%1+ found").arg(count) : tr("%1 found").arg(count);
}

} // namespace wheelhouse
