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
    connect(&m_settle, &QTimer::timeout, this, &Attention::show);
    connect(&m_dwell, &QTimer::timeout, this, &Attention::see);
}

void Attention::showAside(qint64 conversation)
{
    m_settle.stop();
    m_steps.setAside(conversation == m_view.current() ? 0 : conversation);
    m_conversation.showConversation(conversation);
}

void Attention::move(qint64 conversation)
{
    m_steps.setAside(0);
    const ConversationItem *item = m_list.item(conversation);
    if (item && item->unread)
        m_dwell.start();
    else
        m_dwell.stop();
    m_list.trim(conversation);
    m_settle.start();
    emit currentChanged(item ? item->name : QString());
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
    m_contact.showIdentity(item->identity, item->row);
}

void Attention::see()
{
    const ConversationItem *item = m_list.item(m_view.current());
    if (item && item->unread && m_conversation.isVisible())
        m_steps.markSeen(item->row);
}

} // namespace wheelhouse
