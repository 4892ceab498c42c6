#pragma once

#include "ui/inbox/choice.h"
#include "ui/inbox/conversationlist.h"
#include "ui/inbox/inboxservices.h"
#include "ui/inbox/streammodel.h"
#include "ui/kit/panel.h"

#include <QElapsedTimer>
#include <QTimer>

class QSettings;
class QSplitter;
class QStackedWidget;

namespace wheelhouse {

class BulkBar;
class BulkPane;
class ContactCard;
class ConversationView;
class ConversationListView;
class EmptyState;
class LoadingRows;
class FilterKeeper;
class InboxSearch;
class Look;
class Notice;
class SearchBar;
class Shortcuts;
class StreamTree;
class TriageActions;
class ViewBar;

/// The inbox: streams, list, conversation. Wires models, views and verbs; what a person does goes to the engine's lane
/// and comes back as a sentence. Its commands stand in Shortcuts under the scope "inbox", titled Mention.
class InboxPanel : public Panel {
    Q_OBJECT
public:
    InboxPanel(const InboxServices &services, const Look &look, Shortcuts &shortcuts, QSettings &settings,
        QWidget *parent = nullptr);
    ~InboxPanel() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override { return QStringLiteral("inbox"); }
    [[nodiscard]] QString goKey() const override { return QStringLiteral("I"); }
    void takeFocus() override;

    void showStream(const Stream &stream);
    /// Finds \a query over the whole archive, as if it had been typed into the field; empty: back to the view.
    void search(const QString &query);
    [[nodiscard]] qint64 current() const; ///< conversation row; 0: none
    void undo(); ///< takes the last step back; what it was is told by acted()
    void redo();

signals:
    void acted(const QString &sentence); ///< for the status line, beside Undo
    void currentChanged(const QString &name); ///< whom the next act is about; empty: nobody

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    QWidget *listColumn();
    QWidget *rightSide();
    void listen();
    void restore();
    void remember();
    void follow(const QSet<QByteArray> &tables);
    void refreshNow();
    void readCounts();
    void showOrder(Order order);
    void move(qint64 conversation);
    void showWhatThereIs();
    void showNothing();
    void showLoading();
    void showNothingFound();
    void listenToSearch();
    void addSearchCommands();
    void goToList();
    void backToView();
    void keepListWidth();
    void applyListWidth();
    void showChoice();
    void addViewCommands();
    void showOutpost(int number);
    void goBackTo(const QList<qint64> &conversations);
    void toggleFocusView();
    void toggleContact();
    void listenToConversation();
    void showCurrent();
    void fold();

    InboxServices m_services;
    const Look &m_look;
    Shortcuts &m_shortcuts;
    QSettings &m_settings;
    NameBook m_names;
    StreamModel m_streams;
    ConversationListModel m_list;
    Stream m_shown;
    QTimer m_pulse; ///< re-reads at most ten times a second
    QTimer m_minute; ///< the times in the rows go on
    QTimer m_settle; ///< while J is held down only the list follows
    QTimer m_dwell; ///< looked at for so long, a message counts as read
    QElapsedTimer m_sinceRefresh;
    Choice m_choice;
    Stream m_beforeOutpost; ///< where the key of an outpost leads back to
    bool m_namesAreOld = true;

    QSplitter *m_splitter; ///< streams | the rest
    QSplitter *m_work; ///< list | conversation; the scope of the keys
    StreamTree *m_tree;
    SearchBar *m_field;
    InboxSearch *m_search;
    FilterKeeper *m_filters;
    ViewBar *m_bar;
    ConversationListView *m_view;
    QStackedWidget *m_rows; ///< the list, or why there is none
    EmptyState *m_empty;
    LoadingRows *m_loading;
    QTimer m_slow; ///< runs out when what is searched for lets itself be waited for
    Notice *m_notice;
    QWidget *m_column; ///< of the list
    QStackedWidget *m_right; ///< the conversation, or what is selected
    QWidget *m_thread; ///< conversation and contact card
    ConversationView *m_conversation;
    ContactCard *m_contact;
    bool m_wantsContact = true;
    BulkBar *m_bulkBar;
    BulkPane *m_bulkPane;
    TriageActions *m_actions;
    bool m_isFocusView = false;
    bool m_isNarrow = false;
    bool m_goesToList = false; ///< as soon as the search has answered
    qint64 m_beforeSearch = 0; ///< the conversation to come back to
    int m_listWidth[2] {}; ///< of the list in a wide window and in a narrow one, at 100 % text
    int m_foldedScale = 0; ///< the text scale for which the panes stand
};

} // namespace wheelhouse
