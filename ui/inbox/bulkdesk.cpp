#include "ui/inbox/bulkdesk.h"

#include "ui/inbox/bulkbar.h"
#include "ui/inbox/bulkpane.h"
#include "ui/inbox/triagesteps.h"
#include "ui/kit/shortcuts.h"

namespace wheelhouse {

BulkDesk::BulkDesk(MentionStore &store, const Look &look, Shortcuts &shortcuts, ConversationListModel &list,
    ConversationListView &view, Choice &choice, TriageSteps &steps, QWidget *parent)
    : QObject(parent)
    , m_store(store)
    , m_list(list)
    , m_view(view)
    , m_choice(choice)
    , m_steps(steps)
    , m_bar(new BulkBar(look, shortcuts, parent))
    , m_pane(new BulkPane(look, parent))
{
    listen(shortcuts);
}

void BulkDesk::listen(Shortcuts &shortcuts)
{
    connect(&m_choice, &Choice::changed, this, &BulkDesk::show);
    connect(&m_view, &ConversationListView::checkToggled, &m_choice, &Choice::toggle);
    connect(m_pane, &BulkPane::leaveOutRequested, this, [this](qint64 row) { m_choice.leaveOut({ row }); });
    connect(m_pane, &BulkPane::mergeRequested, &shortcuts,
        [&shortcuts] { std::ignore = shortcuts.run(QStringLiteral("inbox.merge")); });
    connect(&m_steps, &TriageSteps::confirmationWanted, m_bar, &BulkBar::ask);
    connect(m_bar, &BulkBar::confirmed, this, [this] {
        m_bar->stopAsking();
        emit listRequested();
        m_steps.confirm();
    });
    connect(m_bar, &BulkBar::cancelled, this, &BulkDesk::drop);
}

void BulkDesk::drop()
{
    m_bar->stopAsking();
    m_steps.cancel();
    emit listRequested();
}

void BulkDesk::show()
{
    if (m_steps.isAsking())
        drop(); // it was asked about others
    const QList<qint64> &rows = m_choice.rows();
    m_view.setChecked(m_choice.set(), !rows.isEmpty());
    emit chosen(!rows.isEmpty());
    if (rows.isEmpty())
        return;
    QList<ListLine> lines;
    QSet<NetworkId> networks;
    const auto items = m_store.items(rows.mid(0, BulkPane::most));
    for (const ConversationItem &item : items.value_or(QList<ConversationItem>())) {
        lines.append(m_list.line(item));
        networks.insert(item.network);
    }
    m_pane->setLines(lines, int(rows.size()));
    m_bar->setCounts(int(rows.size()), m_list.isSearch() ? -1 : m_shown, int(networks.size()));
}

} // namespace wheelhouse
