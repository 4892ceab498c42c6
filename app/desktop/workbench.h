#pragma once

#include "app/desktop/composingdesk.h"
#include "app/desktop/desktopring.h"
#include "app/desktop/housekeepingdesk.h"
#include "app/desktop/outboxdesk.h"
#include "app/desktop/outpostsdesk.h"
#include "app/desktop/planfilesdesk.h"
#include "app/desktop/planningdesk.h"
#include "app/desktop/planningpreferences.h"
#include "app/desktop/promisebell.h"
#include "app/engine/engine.h"
#include "core/gestures/gesturelist.h"
#include "core/inbox/savedfilters.h"
#include "core/inbox/search.h"
#include "core/inbox/searchservice.h"
#include "core/intake/alterations.h"
#include "core/networks/limitsbook.h"
#include "core/operations/stepback.h"
#include "core/people/contactbook.h"
#include "core/people/peopledesk.h"
#include "core/posts/drafting.h"
#include "core/publishing/replies.h"
#include "core/routing/routingservices.h"
#include "core/store/check.h"
#include "ui/inbox/inboxpanel.h"
#include "ui/kit/look.h"
#include "ui/kit/shortcuts.h"
#include "ui/shell/mainwindow.h"

#include <QSettings>

namespace wheelhouse {

/// A desk on the screen: the window over an open engine, with its panels and the ties between them. The window's own
/// reading connection lives here.
class Workbench : public QObject {
    Q_OBJECT
public:
    /// Refused or Storage where the window cannot read the workspace.
    static Result<std::unique_ptr<Workbench>> open(std::unique_ptr<Engine> engine, Look &look, QSettings &settings);
    Workbench(const Workbench &) = delete;
    Workbench &operator=(const Workbench &) = delete;
    ~Workbench() override;

    [[nodiscard]] MainWindow &window() { return *m_window; }
    [[nodiscard]] InboxPanel &inbox() { return *m_inbox; }
    [[nodiscard]] ComposerPanel &composer() { return m_composing->panel(); }
    [[nodiscard]] CalendarPanel &calendar() { return m_planning->calendar(); }
    [[nodiscard]] Engine &engine() { return *m_engine; }
    /// Runs a command by its id, as its key would.
    /// False where there is no such command, or it may not run now.
    bool run(const QString &command) { return m_shortcuts.run(command); }

signals:
    void openAnotherRequested();
    void newDeskRequested();

private:
    Workbench(std::unique_ptr<Engine> engine, std::unique_ptr<Database> reader, Look &look, QSettings &settings);
    void build();
    void addCommands();
    void tie();
    void tieSteps();
    void showHints(bool whileChoosing);
    void showUndo();
    void showFacts();
    [[nodiscard]] QString outboxWords();
    void checkStore();
    void openImport();
    void openRules(Rule::Kind kind);
    void listenToBell();
    void listenToTroubles();

    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<Database> m_reader;
    Look &m_look;
    QSettings &m_settings;
    Shortcuts m_shortcuts;
    QString m_subject; ///< whom the inbox stands at
    MentionStore m_store;
    Roster m_roster;
    ContactBook m_contacts;
    PeopleReading m_peopleReading;
    DraftReader m_drafts;
    SavedFilterList m_filterList;
    AccountList m_accounts;
    VersionList m_versions;
    GestureList m_wishes;
    ReplyReader m_replyPlans;
    DeliveryBook m_deliveries;
    LimitsBook m_limits;
    PolicyReader m_policies;
    PromiseBell m_bell;
    StepBack m_stepBack { m_engine->lane(), m_engine->desks().undo };
    DesktopRing m_ring;
    RuleList m_ruleList;
    RuleTrace m_ruleTrace;
    UrgencyPlaces m_urgencyPlaces;
    std::unique_ptr<RoutingServices> m_routing;
    std::unique_ptr<SearchService> m_search;
    BackgroundCheck m_check { m_engine->file().path() };
    std::unique_ptr<Lane> m_checked; ///< made when the check begins
    std::unique_ptr<InboxServices> m_services;
    std::unique_ptr<ComposingDesk> m_composing;
    InboxPanel *m_inbox = nullptr; ///< owned by the window
    std::unique_ptr<PlanningDesk> m_planning;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<HousekeepingDesk> m_keeping;
    std::unique_ptr<OutpostsDesk> m_outposts;
    std::unique_ptr<OutboxDesk> m_outbox;
    std::unique_ptr<PlanFilesDesk> m_planFiles;
    std::unique_ptr<PlanningPreferences> m_planningPage;
    QTimer m_facts; ///< gathers changes into one look at the store's facts
};

} // namespace wheelhouse
