#pragma once

#include "core/networks/gesture.h"
#include "ui/inbox/triagesteps.h"

namespace wheelhouse {

class ConversationView;
class Shortcuts;

/// What may be done to conversations on their networks, as commands with keys: T and a letter, for "there": done to the
/// message that is read where the keyboard is in the thread, else as Gestures::aimedAt() says.
class GestureActions : public QObject {
    Q_OBJECT
public:
    GestureActions(const InboxServices &services, Shortcuts &shortcuts, TriageSteps &steps, ConversationView &view);

private:
    [[nodiscard]] QSet<NetworkId> networksWith(Gesture::Kind kind) const;
    [[nodiscard]] bool mayMake(Gesture::Kind kind) const;
    void make(Gesture::Kind kind);

    InboxServices m_services;
    TriageSteps &m_steps;
    ConversationView &m_view;
};

} // namespace wheelhouse
