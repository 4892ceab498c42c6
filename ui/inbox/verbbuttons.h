#pragma once

#include <QObject>

namespace wheelhouse {

class ConversationView;
class Shortcuts;

/// What the conversation's own buttons ask for is what the keys do; and they
/// show these keys as they are now.
class VerbButtons : public QObject {
    Q_OBJECT
public:
    VerbButtons(Shortcuts &shortcuts, ConversationView &conversation);

private:
    void showKeys();

    Shortcuts &m_shortcuts;
    ConversationView &m_conversation;
};

} // namespace wheelhouse
