#pragma once

#include "app/engine/keeping.h"
#include "app/engine/leaving.h"
#include "app/engine/limitsround.h"
#include "app/engine/listening.h"
#include "app/engine/outboxbell.h"
#include "app/engine/secrethouse.h"
#include "app/engine/zonewatch.h"
#include "core/base/lane.h"
#include "core/calendar/calendardesk.h"
#include "core/calendar/channelhours.h"
#include "core/calendar/planintake.h"
#include "core/connecting/connecting.h"
#include "core/connectors/feed/feedfinder.h"
#include "core/connectors/rehearsal/scenario.h"
#include "core/gestures/gesturing.h"
#include "core/housekeeping/erasure.h"
#include "core/housekeeping/retention.h"
#include "core/http/lanehttpclient.h"
#include "core/imports/importer.h"
#include "core/inbox/corrections.h"
#include "core/inbox/labels.h"
#include "core/inbox/merging.h"
#include "core/inbox/notes.h"
#include "core/inbox/priority.h"
#include "core/inbox/promises.h"
#include "core/inbox/savedfilters.h"
#include "core/intake/intake.h"
#include "core/intake/school.h"
#include "core/launch/launchdesk.h"
#include "core/people/peopledesk.h"
#include "core/posts/composing.h"
#include "core/posts/drafting.h"
#include "core/posts/media.h"
#include "core/posts/picturesahead.h"
#include "core/posts/savedwords.h"
#include "core/publishing/amending.h"
#include "core/publishing/outbox.h"
#include "core/publishing/publisher.h"
#include "core/publishing/replies.h"
#include "core/publishing/termsdesk.h"
#include "core/routing/macros.h"
#include "core/routing/routing.h"
#include "core/routing/rulebook.h"
#include "core/store/changes.h"
#include "core/store/checkpointer.h"
#include "core/store/claims.h"
#include "core/store/workspacefile.h"
#include "core/team/roster.h"

namespace wheelhouse {

/// What the engine could not do by itself, for the person at the desk. Lives on the engine lane; heard from anywhere.
class Troubles : public QObject {
    Q_OBJECT
public:
    /// Each is said once while the desk is open.
    void say(const QString &words);
    /// What was said, for who comes to hear later.
    [[nodiscard]] QStringList all() const { return m_all; }

signals:
    void said(const QString &words);

private:
    QStringList m_all;
};

/// The desks over one writing connection, in the order in which they use each other. Made, touched and ended on the
/// engine lane.
class Desks {
public:
    /// \a act: what a sample rehearses.
    Desks(std::unique_ptr<Database> opened, const Workspace &workspace, EngineClaim::Role role, const Clock &clock,
        Act act);
    ~Desks();
    Desks(const Desks &) = delete;
    Desks &operator=(const Desks &) = delete;

    std::unique_ptr<Database> writer;
    Checkpointer checkpointer;
    Changes changes;
    Troubles troubles;
    Roster roster;
    OperationLog log;
    Undo undo;
    Promises promises;
    Triage triage;
    Notes notes;
    Merging merging;
    LabelBook labels;
    SavedFilters filters;
    Corrections corrections;
    RuleBook rules;
    Macros macros;
    Routing routing;
    Urgencies urgencies;
    Drafting drafting;
    PeopleDesk people;
    Admission admission;
    Importer importer;
    Erasure erasure;
    Erasing erasing;
    Retention retention;
    LaneHttpClient http;
    SecretHouse secrets;
    Intake intake;
    School school;
    FeedFinder feeds;
    Accounts accounts;
    Listening listening;
    Leaving leaving;
    Connecting connecting;
    Gestures gestures;
    Gesturing gesturing;
    PostStore posts;
    Holds holds;
    Outbox outbox;
    CalendarDesk calendar;
    LaunchDesk launches;
    PlanIntake plans;
    ChannelHoursDesk hours;
    TermsDesk terms;
    Replies replies;
    MediaStore media;
    LimitsBook allowed;
    PictureReadying readying;
    Composing composing;
    SavedWords savedWords;
    Dispatch dispatch;
    Publisher publisher;
    Amendments amendments;
    Amending amending;
    LimitsRound limits;
    OutboxBell bell;
    EngineClaim claim;

    /// Goes on with words that are to go, a lot at a time, until nothing is left; harmless where nothing is.
    void eraseOn();

private:
    void listen();
    void wake();
    void warn();
    void extendSeries();
    void reckonTimes();
    void takeOutRest();

    const Clock &m_clock;
    ZoneWatch m_zones;
    qint64 m_reckonedAt = 0; ///< UTC ms, when what is planned was reckoned last
    QTimer m_wake;
    QTimer m_erase;
    qint64 m_extendedAt = 0; ///< UTC ms when series were looked at last; 0: not since this process took the claim
    bool m_isListening = false; ///< the intake was started since this process took the claim
};

/// A workspace opened for this process: its file, its lanes, its desks. No widgets.
class Engine {
public:
    /// Opens the workspace at \a path. A workspace that can only be read opens too: every act is then refused with
    /// words. \a act: what a sample rehearses from now on.
    static Result<std::unique_ptr<Engine>> open(
        const QString &path, EngineClaim::Role role, const Clock &clock, Act act = Act::Launch);
    /// The same over a file that was opened elsewhere: bringing an old one up to date takes long.
    static Result<std::unique_ptr<Engine>> open(
        std::unique_ptr<WorkspaceFile> file, EngineClaim::Role role, const Clock &clock, Act act = Act::Launch);
    /// Makes a sample workspace at \a path with the made-up week in it. Conflict where something is there.
    static Result<void> makeSample(const QString &path, const Clock &clock);
    /// Makes an empty desk at \a path for \a person.
    static Result<void> makeDesk(const QString &path, const QString &name, const QString &person, const Clock &clock);
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    [[nodiscard]] const WorkspaceFile &file() const { return *m_file; }
    [[nodiscard]] Lane &lane() { return m_lane; }
    [[nodiscard]] Lane &reader() { return m_reader; }
    /// Only to be touched on lane(); Changes' signals may be heard from anywhere.
    [[nodiscard]] Desks &desks() { return *m_desks; }
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    /// Makes the pictures of drafts on a lane of their own. What is asked of lane() when it is finished finds them
    /// ready. From any thread.
    [[nodiscard]] QFuture<void> makePicturesReady(const QList<PostId> &posts);

private:
    Engine(std::unique_ptr<WorkspaceFile> file, const Clock &clock);
    [[nodiscard]] Result<void> start(EngineClaim::Role role, Act act);

    std::unique_ptr<WorkspaceFile> m_file;
    const Clock &m_clock;
    Lane m_lane { QStringLiteral("engine") };
    Lane m_reader { QStringLiteral("reader") };
    Lane m_maker { QStringLiteral("pictures"), Lane::Pace::Background };
    Lane m_keeper { QStringLiteral("keeper"), Lane::Pace::Background };
    std::unique_ptr<Desks> m_desks;
    std::atomic<bool> m_isClosing = false;
    std::unique_ptr<Keeping> m_keeping; ///< lives on m_keeper
};

} // namespace wheelhouse
