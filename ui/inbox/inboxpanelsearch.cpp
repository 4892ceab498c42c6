#include "ui/inbox/inboxpanel.h"

#include "ui/inbox/filterkeeper.h"
#include "ui/inbox/inboxsearch.h"
#include "ui/inbox/inboxshape.h"
#include "ui/inbox/loadingrows.h"
#include "ui/inbox/searchbar.h"
#include "ui/inbox/streamtree.h"
#include "ui/inbox/triageactions.h"
#include "ui/inbox/viewbar.h"
#include "ui/kit/notice.h"
#include "ui/kit/shortcuts.h"

// What the panel does while something is searched for, and with the filters that are kept of it.
namespace wheelhouse {

Query InboxPanel::asked() const
{
    return m_search->isOn() ? m_search->query() : Query();
}

QString InboxPanel::shownTitle() const
{
    return m_search->isOn() ? m_field->text() : m_shown.name;
}

void InboxPanel::search(const QString &query)
{
    m_field->setText(query);
    m_search->askNow();
}

void InboxPanel::addSearchCommands()
{
    m_shortcuts.add({ QStringLiteral("inbox.search"), tr("Search"), TriageActions::scope, { QStringLiteral("/") },
        QStringLiteral("edit-find"),
        [this] {
            if (m_shape->isFocusView())
                m_shape->toggleFocusView(); // it hides the field
            m_field->take();
        },
        [this] { return isVisible(); }, {}, false });
    m_shortcuts.add({ QStringLiteral("inbox.saveFilter"), tr("Save as filter…"), TriageActions::scope, {},
        QStringLiteral("view-filter"), [this] { m_filters->save(m_field->text().trimmed(), m_bar->saveButton()); },
        [this] { return m_search->isOn() && m_field->isVisible(); }, {}, false });
}

void InboxPanel::listenToSearch()
{
    connect(m_field, &SearchBar::listRequested, m_search, &InboxSearch::goToList);
    connect(m_search, &InboxSearch::slow, this, &InboxPanel::showLoading);
    connect(m_search, &InboxSearch::began, this, [this] {
        m_choice.clear();
        m_bar->setSearch({});
    });
    connect(m_search, &InboxSearch::answered, this, [this] { m_bar->setSearch(m_search->countWords()); });
    connect(m_search, &InboxSearch::ended, this, [this] {
        m_bar->stopSearching();
        m_tree->setStream(m_shown);
        m_search->backTo(m_shown.view);
    });
    connect(m_search, &InboxSearch::failed, this, [this](const Error &error) {
        m_notice->say(error);
        showWhatThereIs(); // instead of the rows that said to wait
    });
    connect(m_filters, &FilterKeeper::counted, this, &InboxPanel::readCounts);
    connect(m_filters, &FilterKeeper::acted, this, [this](const QString &sentence) {
        readCounts();
        emit acted(sentence);
    });
    connect(m_filters, &FilterKeeper::failed, m_notice, qOverload<const Error &>(&Notice::say));
    connect(
        m_tree, &StreamTree::menuRequested, this, [this](const Stream &stream, const QPoint &place, const QRect &row) {
            m_filters->showMenu(stream, place, m_tree->viewport(), row);
            if (stream.filter == 0 && stream.view.kind == View::Kind::Channel)
                emit outpostMenuRequested(stream.view.key, place);
        });
    connect(m_tree, &StreamTree::addRequested, this,
        [this] { std::ignore = m_shortcuts.run(QStringLiteral("app.follow")); });
    connect(m_tree, &StreamTree::sectionMenuRequested, this,
        [this](const QPoint &place) { emit outpostMenuRequested(0, place); });
}

/// Only a search can take so long: the pages of a view come by key.
void InboxPanel::showLoading()
{
    m_loading->lookThrough(m_services.store);
    m_shape->showLoading();
}

} // namespace wheelhouse
