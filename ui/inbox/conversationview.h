#pragma once

#include "ui/inbox/inboxservices.h"
#include "ui/inbox/namebook.h"

#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <functional>

class QFrame;
class QHBoxLayout;
class QStackedWidget;

namespace wheelhouse {

class ConversationHeader;
class EmptyState;
class LinkGate;
class Look;
class MessageListModel;
class Notice;
class ReplyEditor;
class ThreadView;
struct GestureRoom;
struct ThreadRow;

/// One conversation: what it is about and what may be done with it, what was said, and where the answer is written.
/// Shows and listens; what a person wants done with the conversation as a whole is told by signals.
class ConversationView : public QWidget {
    Q_OBJECT
public:
    ConversationView(InboxServices &services, const Look &look, QWidget *parent = nullptr);
    ConversationView(const ConversationView &) = delete;
    ConversationView &operator=(const ConversationView &) = delete;
    ~ConversationView() override;

    /// \a conversation its row. What was typed for the one before is kept first.
    void showConversation(qint64 conversation);
    void clear();
    /// Puts the cursor into the field for a reply, or for a note.
    void reply();
    void note();
    /// Puts the keyboard into the thread.
    void read();
    [[nodiscard]] qint64 conversation() const { return m_conversation; }
    /// Says why the conversation stands where it stands, and which rules ran.
    void showWhy();
    /// Whether the keyboard is where an answer is written, or will be when the window is active again.
    [[nodiscard]] bool isWriting() const;
    /// The message that is read by keyboard, its row; 0: the keyboard is elsewhere.
    [[nodiscard]] qint64 messageAtHand() const;

    /// Puts \a card beside the thread, under the header; the view owns it from here, its owner shows and hides it.
    void setCard(QWidget *card);

    /// The keys of the verbs as they are now, for the tooltips: done, assign, label, snooze, escalate, open again.
    void setVerbKeys(const QStringList &keys);
    /// What opens addresses; QDesktopServices::openUrl where none is set. Gives whether it could.
    void setOpener(std::function<bool(const QUrl &)> open);

signals:
    void doneRequested();
    void assignRequested();
    void labelRequested();
    void snoozeRequested();
    void escalateRequested();
    void reopenRequested();
    void contactRequested(qint64 identity); ///< row, of whoever wrote the message that was asked about
    void splitRequested(qint64 mentionRow);
    void readingRequested(qint64 mentionRow);
    void acted(const QString &sentence);
    void told(const QString &sentence); ///< nothing to take back
    void failed(const wheelhouse::Error &error);
    void leftEditor(); ///< Esc: the list wants the keyboard

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void listen();
    void follow(const QSet<QByteArray> &tables);
    void refresh();
    void showTrace();
    void takeBack(qint64 operation);
    void showVersions(qint64 mention);
    void gesture(qint64 mention, Gesture::Kind kind);
    [[nodiscard]] GestureRoom roomFor(const ThreadRow &row) const;
    void say(const Error &error);

    InboxServices &m_services;
    const Look &m_look;
    NameBook m_names;
    MessageListModel *m_model;
    ConversationHeader *m_header;
    ThreadView *m_thread;
    LinkGate *m_gate;
    Notice *m_notice;
    ReplyEditor *m_editor;
    EmptyState *m_empty;
    QStackedWidget *m_stack;
    QHBoxLayout *m_beside = nullptr; ///< thread and card
    QFrame *m_cardLine = nullptr;
    QTimer m_pulse; ///< re-reads at most ten times a second
    qint64 m_conversation = 0;
    bool m_namesAreOld = true;
};

} // namespace wheelhouse
