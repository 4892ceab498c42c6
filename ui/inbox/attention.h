#pragma once

#include "ui/inbox/conversationlistview.h"

#include <QTimer>

namespace wheelhouse {

class ContactCard;
class ConversationView;
class TriageSteps;

/// What follows the selection: the conversation and its contact as soon as the keys rest, and "read" once somebody has
/// looked for a while. Moving alone changes nothing in the store.
class Attention : public QObject {
    Q_OBJECT
public:
    Attention(ConversationListModel &list, ConversationListView &view, ConversationView &conversation,
        ContactCard &contact, TriageSteps &steps, QObject *parent);

    /// Another conversation than the list's, to be read and worked on until the list moves on.
    void showAside(qint64 conversation);
    /// Another person than the one who is to be answered, on the card, until the list moves on. \a identity a row; 0:
    /// the one who is to be answered.
    void showPerson(qint64 identity);
    /// Back to what is current in the list, where another one is read.
    void comeBack();

signals:
    void currentChanged(const QString &name); ///< empty: nobody

private:
    void move(qint64 conversation);
    void follow();
    void show();
    void followPerson();
    void see();

    ConversationListModel &m_list;
    ConversationListView &m_view;
    ConversationView &m_conversation;
    ContactCard &m_contact;
    TriageSteps &m_steps;
    qint64 m_person = 0; ///< identity of whoever the card was opened for
    QTimer m_settle; ///< while J is held down only the list follows
    QTimer m_dwell; ///< looked at for so long, a message counts as read
};

} // namespace wheelhouse
