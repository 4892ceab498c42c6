#include "ui/inbox/verbbuttons.h"

#include "ui/inbox/conversationview.h"
#include "ui/kit/shortcuts.h"

namespace wheelhouse {

namespace {

struct Button {
    void (ConversationView::*asked)();
    QLatin1String command;
};

/// In the order of the keys in ConversationView::setVerbKeys().
constexpr Button buttons[] = {
    { &ConversationView::doneRequested, QLatin1String("inbox.done") },
    { &ConversationView::assignRequested, QLatin1String("inbox.assign") },
    { &ConversationView::labelRequested, QLatin1String("inbox.label") },
    { &ConversationView::snoozeRequested, QLatin1String("inbox.snooze") },
    { &ConversationView::escalateRequested, QLatin1String("inbox.escalate") },
    { &ConversationView::reopenRequested, QLatin1String("inbox.reopen") },
};

} // namespace

VerbButtons::VerbButtons(Shortcuts &shortcuts, ConversationView &conversation)
    : QObject(&conversation)
    , m_shortcuts(shortcuts)
    , m_conversation(conversation)
{
    for (const Button &each : buttons)
        connect(&conversation, each.asked, this,
            [this, command = each.command] { std::ignore = m_shortcuts.run(command); });
    connect(&shortcuts, &Shortcuts::changed, this, &VerbButtons::showKeys);
    showKeys();
}

void VerbButtons::showKeys()
{
    QStringList keys;
    for (const Button &each : buttons)
        keys.append(m_shortcuts.caps(each.command).join(QLatin1Char('+')));
    m_conversation.setVerbKeys(keys);
}

} // namespace wheelhouse
