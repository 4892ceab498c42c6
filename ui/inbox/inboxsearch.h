#pragma once

#include "core/inbox/searchservice.h"
#include "ui/inbox/conversationlistview.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

namespace wheelhouse {

class SearchBar;

/// What stands in the search field, asked over the whole archive and shown in the list: 50 ms after the last letter,
/// page by page. An empty field means no search.
class InboxSearch : public QObject {
    Q_OBJECT
public:
    InboxSearch(SearchService &service, ConversationListModel &list, ConversationListView &view, SearchBar &bar,
        QObject *parent);

    [[nodiscard]] bool isOn() const { return m_isOn; }
    [[nodiscard]] bool isAsking() const { return m_isAsking || m_pause.isActive(); }
    [[nodiscard]] const Query &query() const { return m_query; }
    void askNow(); ///< does not wait for the next letter
    void more(); ///< the page after those shown, if there is one
    /// There is news in the store: asks again, at most once a second. What is current stays so, and in sight.
    void freshen();
    /// The keyboard goes to the list: at once, or as soon as there is an answer. What was read while typing stays in
    /// sight till then; now the first thing found becomes current.
    void goToList();
    /// The list shows \a view again, with the conversation current that was so before the search.
    void backTo(const View &view);
    void forgetPlace() { m_before = 0; }
    [[nodiscard]] QString countWords() const; ///< "12 found", "50+ found"; empty before the first answer

signals:
    void slow(); ///< there is no whole answer yet, and it lets itself be waited for
    void began(); ///< the list still shows the view
    void answered();
    void ended();
    void failed(const wheelhouse::Error &error);

private:
    void follow(const QString &text);
    void ask();
    void leave();
    void take(const SearchPage &page);
    void askAgain();
    void takeFresh(const SearchPage &page);

    SearchService &m_service;
    ConversationListModel &m_list;
    ConversationListView &m_view;
    SearchBar &m_bar;
    QTimer m_pause;
    QTimer m_slow;
    QTimer m_news; ///< until it is asked again
    QElapsedTimer m_sinceAsked;
    Query m_query;
    QList<ConversationListModel::Found> m_pages; ///< of the pages that are whole
    QList<ConversationListModel::Found> m_found; ///< and with the page that comes
    int m_asked = 0;
    qint64 m_next = 0;
    bool m_isOn = false;
    bool m_isAsking = false;
    bool m_isAnswered = false;
    bool m_more = false;
    bool m_isNew = false; ///< no answer to this question stands there yet
    bool m_isFresh = false; ///< what is asked is only asked again
    bool m_goesToList = false; ///< as soon as the answer is here
    QPointer<QWidget> m_goesFrom; ///< had the keyboard then; whoever took it since keeps it
    qint64 m_before = 0; ///< the conversation to come back to
};

} // namespace wheelhouse
