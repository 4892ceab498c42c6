#pragma once

#include "core/inbox/searchservice.h"
#include "ui/inbox/conversationlist.h"

#include <QTimer>

namespace wheelhouse {

class SearchBar;

/// What stands in the search field, asked over the whole archive and shown in the list: 50 ms after the last letter,
/// page by page. An empty field means no search.
class InboxSearch : public QObject {
    Q_OBJECT
public:
    InboxSearch(SearchService &service, ConversationListModel &list, SearchBar &bar, QObject *parent);

    [[nodiscard]] bool isOn() const { return m_isOn; }
    [[nodiscard]] bool isAsking() const { return m_isAsking || m_pause.isActive(); }
    [[nodiscard]] const Query &query() const { return m_query; }
    void askNow(); ///< does not wait for the next letter
    void more(); ///< the page after those shown, if there is one
    [[nodiscard]] QString countWords() const; ///< "12 found", "50+ found"; empty before the first answer

signals:
    void began(); ///< the list still shows the view
    void answered(bool whole);
    void ended();
    void failed(const wheelhouse::Error &error);

private:
    void follow(const QString &text);
    void ask();
    void leave();
    void take(const SearchPage &page);

    SearchService &m_service;
    ConversationListModel &m_list;
    SearchBar &m_bar;
    QTimer m_pause;
    Query m_query;
    QList<ConversationListModel::Found> m_before; ///< of the pages that are whole
    QList<ConversationListModel::Found> m_found; ///< and with the page that comes
    int m_asked = 0;
    qint64 m_next = 0;
    bool m_isOn = false;
    bool m_isAsking = false;
    bool m_isAnswered = false;
    bool m_more = false;
};

} // namespace wheelhouse
