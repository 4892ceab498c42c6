#pragma once

#include "core/networks/gesture.h"
#include "ui/inbox/triagesteps.h"

namespace wheelhouse {

class ConversationListView;
class Shortcuts;

/// What may be done to conversations on their networks, as commands with keys: T and a letter, for "there". Done to the
/// newest message of somebody else in each; where a network lacks it, it is left.
class GestureActions : public QObject {
    Q_OBJECT
public:
    GestureActions(const InboxServices &services, Shortcuts &shortcuts, TriageSteps &steps, ConversationListView &view);

private:
    [[nodiscard]] QSet<NetworkId> networksWith(Gesture::Kind kind) const;
    [[nodiscard]] bool mayMake(Gesture::Kind kind) const;
    void make(Gesture::Kind kind);

    InboxServices m_services;
    TriageSteps &m_steps;
    ConversationListView &m_view;
};

} // namespace wheelhouse
