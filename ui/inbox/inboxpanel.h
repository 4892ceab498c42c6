#pragma once

#include "core/inbox/query.h"
#include "core/routing/rule.h"
#include "ui/inbox/choice.h"
#include "ui/inbox/conversationlist.h"
#include "ui/inbox/inboxservices.h"
#include "ui/inbox/outpostmarks.h"
#include "ui/inbox/streammodel.h"
#include "ui/kit/panel.h"

#include <QTimer>

class QSettings;

namespace wheelhouse {

class Attention;
class BulkDesk;
class ContactCard;
class ConversationView;
class ConversationListView;
class EmptyState;
class LoadingRows;
class FilterKeeper;
class InboxSearch;
class InboxShape;
class Look;
class Notice;
class NothingHere;
class OutpostKeys;
class Pulse;
class SearchBar;
class Shortcuts;
class StreamTree;
class TriageActions;
class TriageSteps;
class ViewBar;

/// The inbox: streams, list, conversation. Wires models, views and verbs; what a person does goes to the engine's lane
/// and comes back as a sentence. Its commands stand in Shortcuts under the scope "inbox", titled Mention.
class InboxPanel : public Panel {
    Q_OBJECT
public:
    InboxPanel(const InboxServices &services, const Look &look, Shortcuts &shortcuts, QSettings &settings,
        QWidget *parent = nullptr);
    InboxPanel(const InboxPanel &) = delete;
    InboxPanel &operator=(const InboxPanel &) = delete;
    ~InboxPanel() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override { return QStringLiteral("inbox"); }
    [[nodiscard]] QString goKey() const override { return QStringLiteral("I"); }
    [[nodiscard]] QString scope() const override;
    void takeFocus() override;

    void showStream(const Stream &stream);
    /// Finds \a query over the whole archive, as if it had been typed into the field; empty: back to the view.
    void search(const QString &query);
    /// What stands in the tree, with its counts.
    [[nodiscard]] const QList<StreamModel::Section> &streams() const { return m_streams.sections(); }
    [[nodiscard]] qint64 current() const; ///< conversation row; 0: none
    /// What the list shows: a view, or what asked() finds.
    [[nodiscard]] const ConversationListModel &list() const { return m_list; }
    [[nodiscard]] Query asked() const; ///< empty: the list shows a view
    [[nodiscard]] QString shownTitle() const; ///< of the view, or the question as it was typed
    void runMacro(RuleId macro); ///< on what is ticked or read
    /// A step was taken back or done again, in whatever room; \a conversations rows, where the selection goes.
    void showStepped(const QList<qint64> &conversations);

signals:
    void undoRequested(); ///< the newest step, whichever room it was taken in
    void acted(const QString &sentence); ///< for the status line, beside Undo
    void told(const QString &sentence); ///< for the status line: nothing to take back
    void choosing(bool several); ///< ticked conversations are what the next act is about, or no longer
    /// A menu over an outpost of the tree; \a channel its row, 0: over their title.
    void outpostMenuRequested(qint64 channel, const QPoint &globalPlace);
    void currentChanged(const QString &name); ///< whom the next act is about; empty: nobody

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void listen();
    void listenToSteps();
    void restore();
    void remember();
    void follow(const QSet<QByteArray> &tables);
    void refreshNow();
    void readNames();
    void readCounts();
    void readFigures(qint64 startOfToday);
    void showOrder(Order order);
    void showWhatThereIs();
    void showLoading();
    void listenToSearch();
    void addSearchCommands();
    void addViewCommands();
    void goBackTo(const QList<qint64> &conversations);
    void toggleFocusView();
    void listenToConversation();

    InboxServices m_services;
    const Look &m_look;
    Shortcuts &m_shortcuts;
    QSettings &m_settings;
    NameBook m_names;
    OutpostMarks m_marks;
    StreamModel m_streams;
    ConversationListModel m_list;
    Stream m_shown;
    QTimer m_minute; ///< the times in the rows go on
    Choice m_choice;
    bool m_namesAreOld = true;

    Pulse *m_pulse; ///< re-reads at most ten times a second
    StreamTree *m_tree;
    SearchBar *m_field;
    FilterKeeper *m_filters;
    ViewBar *m_bar;
    ConversationListView *m_view;
    InboxSearch *m_search;
    EmptyState *m_empty;
    NothingHere *m_nothing;
    LoadingRows *m_loading;
    Notice *m_notice;
    ConversationView *m_conversation;
    ContactCard *m_contact;
    TriageSteps *m_steps;
    TriageActions *m_actions;
    Attention *m_attention;
    BulkDesk *m_bulk;
    OutpostKeys *m_outposts = nullptr;
    InboxShape *m_shape = nullptr;
};

} // namespace wheelhouse
