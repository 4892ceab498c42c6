#include "ui/inbox/attention.h"

#include "ui/inbox/contactcard.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/triagesteps.h"

namespace wheelhouse {

namespace {

constexpr int settleMs = 60;
constexpr int dwellMs = 1500;

} // namespace

Attention::Attention(ConversationListModel &list, ConversationListView &view, ConversationView &conversation,
    ContactCard &contact, TriageSteps &steps, QObject *parent)
    : QObject(parent)
    , m_list(list)
    , m_view(view)
    , m_conversation(conversation)
    , m_contact(contact)
    , m_steps(steps)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    m_dwell.setSingleShot(true);
    m_dwell.setInterval(dwellMs);
    connect(&view, &ConversationListView::currentMoved, this, &Attention::move);
    connect(&view, &ConversationListView::currentLost, this, &Attention::follow);
    connect(&view, &ConversationListView::opened, this, &Attention::comeBack);
    connect(&view, &QAbstractItemView::pressed, this, &Attention::comeBack);
    connect(&steps, &TriageSteps::leftAside, this, &Attention::comeBack);
    connect(&list, &QAbstractItemModel::dataChanged, this, &Attention::followPerson);
    connect(&list, &QAbstractItemModel::rowsInserted, this, &Attention::followPerson);
    connect(&m_settle, &QTimer::timeout, this, &Attention::show);
    connect(&m_dwell, &QTimer::timeout, this, &Attention::see);
}

void Attention::showAside(qint64 conversation)
{
    m_settle.stop();
    m_dwell.stop();
    m_steps.setAside(conversation == m_view.current() ? 0 : conversation);
    m_conversation.showConversation(conversation);
    m_contact.markOpen(conversation);
    emit currentChanged(m_steps.subjectName());
}

void Attention::showPerson(qint64 identity)
{
    m_contact.showIdentity(identity != 0 ? identity : m_person, m_conversation.conversation());
}

void Attention::comeBack()
{
    if (m_steps.subject() != m_view.current())
        move(m_view.current());
}

/// Something left the list by itself: the next letter of whoever writes must not fall into somebody else's answer.
void Attention::follow()
{
    const qint64 written = m_conversation.isWriting() ? m_conversation.conversation() : 0;
    if (written == 0 || written == m_view.current()) {
        move(m_view.current());
        return;
    }
    m_settle.stop();
    m_dwell.stop();
    m_steps.setAside(written);
}

void Attention::move(qint64 conversation)
{
    m_steps.setAside(0);
    const ConversationItem *item = m_list.item(conversation);
    const QString name = item ? item->name : QString(); // the item goes elsewhere when the list is trimmed
    if (item && item->unread)
        m_dwell.start();
    else
        m_dwell.stop();
    m_list.trim(conversation);
    m_settle.start();
    emit currentChanged(name);
}

void Attention::show()
{
    const ConversationItem *item = m_list.item(m_view.current());
    if (!item) {
        m_conversation.clear();
        m_contact.clear();
        return;
    }
    m_conversation.showConversation(item->row);
    m_person = item->identity;
    m_contact.showIdentity(m_person, item->row);
}

/// Somebody else writes into the conversation that is read: the answer is to them, and so is the card.
void Attention::followPerson()
{
    const ConversationItem *item = m_list.item(m_view.current());
    if (item && item->row == m_conversation.conversation() && item->identity != m_person && !m_settle.isActive())
        show();
}

void Attention::see()
{
    const ConversationItem *item = m_list.item(m_view.current());
    if (!item || !m_conversation.isVisible())
        return;
    m_steps.lookInto(item->row);
    if (item->unread)
        m_steps.markSeen(item->row);
}

} // namespace wheelhouse
