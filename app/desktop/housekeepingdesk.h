#pragma once

#include "app/engine/engine.h"
#include "ui/inbox/inboxpanel.h"
#include "ui/shell/mainwindow.h"

class QSettings;

namespace wheelhouse {

class Look;
class Shortcuts;

/// The commands of housekeeping on the window: export this view, print, erase this person, the support bundle, and the
/// page "What is kept". Gives each dialog its doors to the engine. All references outlive it.
class HousekeepingDesk : public QObject {
    Q_OBJECT
public:
    HousekeepingDesk(Engine &engine, MentionStore &store, InboxPanel &inbox, MainWindow &window, const Look &look,
        Shortcuts &shortcuts, const QSettings &settings);

private:
    void addCommands(Shortcuts &shortcuts);
    void exportView();
    void print();
    void erase();
    void showBundle();
    [[nodiscard]] QWidget *retentionPage();
    [[nodiscard]] std::optional<ConversationItem> current() const;

    Engine &m_engine;
    MentionStore &m_store;
    InboxPanel &m_inbox;
    MainWindow &m_window;
    const Look &m_look;
    const QSettings &m_settings;
};

} // namespace wheelhouse
