#pragma once

#include "ui/inbox/choice.h"
#include "ui/inbox/conversationlistview.h"

namespace wheelhouse {

class BulkBar;
class BulkPane;
class Look;
class Shortcuts;
class TriageSteps;

/// Several conversations at once: the bar with what may be done to them, the pane with whom it touches, and the
/// question before a large step.
class BulkDesk : public QObject {
    Q_OBJECT
public:
    BulkDesk(MentionStore &store, const Look &look, Shortcuts &shortcuts, ConversationListModel &list,
        ConversationListView &view, Choice &choice, TriageSteps &steps, QWidget *parent);

    [[nodiscard]] BulkBar *bar() const { return m_bar; }
    [[nodiscard]] BulkPane *pane() const { return m_pane; }
    void setShown(qint64 count) { m_shown = count; } ///< in the view that is shown
    /// Leaves the question unanswered.
    void drop();

signals:
    void chosen(bool any);
    void listRequested();

private:
    void show();
    void listen(Shortcuts &shortcuts);

    MentionStore &m_store;
    ConversationListModel &m_list;
    ConversationListView &m_view;
    Choice &m_choice;
    TriageSteps &m_steps;
    BulkBar *m_bar;
    BulkPane *m_pane;
    qint64 m_shown = -1;
};

} // namespace wheelhouse
