#include "app/desktop/workbench.h"

#include "app/desktop/palettesources.h"
#include "app/desktop/stepnames.h"
#include "app/engine/networks.h"
#include "core/imports/importdoor.h"
#include "ui/inbox/rules/rulesdialog.h"
#include "ui/promises/promisespage.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/importdialog.h"

#include <QFileInfo>
#include <QLocale>

namespace wheelhouse {

namespace {
constexpr int factsPauseMs = 500;
constexpr int checkAfterMs = 3000; // after the first paint, so that start pays nothing for it
} // namespace

Result<std::unique_ptr<Workbench>> Workbench::open(std::unique_ptr<Engine> engine, Look &look, QSettings &settings)
{
    auto reader = engine->file().openReader();
    if (!reader)
        return tl::unexpected(reader.error());
    return std::unique_ptr<Workbench>(new Workbench(std::move(engine), std::move(*reader), look, settings));
}

Workbench::Workbench(std::unique_ptr<Engine> engine, std::unique_ptr<Database> reader, Look &look, QSettings &settings)
    : m_engine(std::move(engine))
    , m_reader(std::move(reader))
    , m_look(look)
    , m_settings(settings)
    , m_shortcuts(settings)
    , m_store(*m_reader)
    , m_roster(*m_reader)
    , m_contacts(*m_reader)
    , m_peopleReading(*m_reader)
    , m_drafts(*m_reader)
    , m_filterList(*m_reader)
    , m_accounts(*m_reader)
    , m_versions(*m_reader)
    , m_wishes(*m_reader)
    , m_replyPlans(*m_reader)
    , m_deliveries(*m_reader)
    , m_limits(*m_reader)
    , m_policies(*m_reader)
    , m_bell(settings, m_engine->clock())
    , m_ruleList(*m_reader)
    , m_ruleTrace(*m_reader)
    , m_urgencyPlaces(*m_reader)
    , m_search(std::make_unique<SearchService>(m_engine->reader(), m_engine->file().path(), m_engine->clock()))
{
    build();
    addCommands();
    tie();
    showFacts();
}

Workbench::~Workbench()
{
    m_check.cancel();
    m_checked.reset();
    m_outbox.reset();
    // The window goes before what its panels work with, and what asks the lanes before the lanes.
    m_window.reset();
    m_search.reset();
    m_engine->reader().stop();
}

void Workbench::build()
{
    Desks &desks = m_engine->desks();
    m_routing = std::make_unique<RoutingServices>(RoutingServices {
        desks.rules, desks.macros, m_ruleList, m_ruleTrace, m_urgencyPlaces, m_engine->file().path() });
    m_services = std::make_unique<InboxServices>(
        InboxServices { m_engine->lane(), desks.triage, desks.undo, desks.notes, desks.drafting, desks.labels,
            desks.merging, desks.filters, desks.people, desks.corrections, desks.school, m_store, m_roster, m_contacts,
            m_peopleReading, m_drafts, m_filterList, *m_search, desks.changes, m_engine->clock(), m_routing.get(),
            &m_accounts, &desks.gestures, &gesturesOn, &m_versions, &desks.intake, &m_wishes });
    if (m_engine->file().workspace().kind == Workspace::Kind::Desk && m_engine->file().isWritable()) {
        m_services->replies = &desks.replies;
        m_services->replyPlans = &m_replyPlans;
        m_services->limits = &m_limits;
    }
    m_composing = std::make_unique<ComposingDesk>(*m_engine, *m_reader, m_look, m_shortcuts, m_settings);
    m_services->saved = &m_composing->services().saved;
    m_inbox = new InboxPanel(*m_services, m_look, m_shortcuts, m_settings);
    m_planning = std::make_unique<PlanningDesk>(*m_engine, m_look, m_shortcuts, m_settings);
    // The rooms of the window in the order of the rail: their place is their Alt+digit.
    const QList<Panel *> panels {
        m_inbox,
        &m_planning->calendar(),
        &m_composing->panel(),
    };
    m_window = std::make_unique<MainWindow>(panels, m_look, m_shortcuts, m_settings);
    m_planning->tie(*m_window);
    m_keeping =
        std::make_unique<HousekeepingDesk>(*m_engine, m_store, *m_inbox, *m_window, m_look, m_shortcuts, m_settings);
    m_window->addPreferencesPage(tr("Promises"), [this, &desks] {
        return new PromisesPage(
            { m_engine->lane(), desks.promises, m_policies, m_store, m_roster }, m_look, m_settings);
    });
    m_outposts =
        std::make_unique<OutpostsDesk>(*m_engine, m_accounts, *m_inbox, *m_window, m_look, m_shortcuts, m_settings);
    m_outbox = std::make_unique<OutboxDesk>(*m_engine, *m_window, m_look, m_shortcuts, m_settings);
    connect(&m_planning->calendar(), &CalendarPanel::holdRequested, m_outbox.get(), &OutboxDesk::openHold);
    m_planFiles = std::make_unique<PlanFilesDesk>(*m_engine, *m_window, m_look, m_shortcuts);
    m_planningPage = std::make_unique<PlanningPreferences>(*m_engine, *m_reader, m_store, *m_window, m_look);
    const auto me = m_roster.me();
    m_window->setAccount(me ? me->name : QString());
    const WorkspaceFile &file = m_engine->file();
    m_window->setWindowTitle(tr("%1 – Wheelhouse").arg(file.workspace().name));
    const bool sample = file.workspace().kind == Workspace::Kind::Sample;
    m_window->setSync(sample ? tr("Sample: nothing can be sent") : tr("On this computer only"), SyncState::Fine);
    if (!file.notice().isEmpty())
        m_window->setBanner(Tint::Amber, QStringLiteral("dialog-warning"), file.notice(), QString());
}

void Workbench::addCommands()
{
    m_shortcuts.add({ QStringLiteral("app.new"), tr("New desk…"), Shortcuts::window, {}, QStringLiteral("list-add"),
        [this] { emit newDeskRequested(); }, {}, {}, false });
    m_shortcuts.add(
        { QStringLiteral("app.open"), tr("Open another desk…"), Shortcuts::window, { QStringLiteral("Ctrl+O") },
            QStringLiteral("document-open"), [this] { emit openAnotherRequested(); }, {}, {}, false });
    m_shortcuts.add({ QStringLiteral("app.import"), tr("Import a file…"), Shortcuts::window,
        { QStringLiteral("Ctrl+I") }, QStringLiteral("document-import"), [this] { openImport(); }, {}, {}, false });
    m_shortcuts.add({ QStringLiteral("tools.rules"), tr("Rules…"), Shortcuts::window, {}, QStringLiteral("view-filter"),
        [this] { openRules(Rule::Kind::Rule); }, {}, {}, false });
    m_shortcuts.add({ QStringLiteral("tools.macros"), tr("Macros…"), Shortcuts::window, {},
        QStringLiteral("view-filter"), [this] { openRules(Rule::Kind::Macro); }, {}, {}, false });
}

void Workbench::openImport()
{
    auto *dialog = new ImportDialog(m_look, importDoor(m_engine->lane(), m_engine->desks().importer), m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void Workbench::openRules(Rule::Kind kind)
{
    auto *dialog = new RulesDialog(*m_services, m_look, m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &RulesDialog::acted, this, [this](const QString &sentence) { m_window->setUndo(sentence); });
    dialog->setModal(true);
    dialog->show(kind);
}

void Workbench::tie()
{
    tieSteps();
    connect(m_inbox, &InboxPanel::acted, this, [this](const QString &sentence) { m_window->setUndo(sentence); });
    connect(m_inbox, &InboxPanel::told, this, [this](const QString &sentence) { m_window->setStatus(sentence); });
    ComposerPanel &composer = m_composing->panel();
    connect(&composer, &ComposerPanel::acted, m_window.get(), &MainWindow::setUndo);
    connect(&composer, &ComposerPanel::told, m_window.get(), &MainWindow::setStatus);
    const auto goToComposer = [this] { std::ignore = m_shortcuts.run(QStringLiteral("go.document-edit")); };
    connect(&m_planning->calendar(), &CalendarPanel::openRequested, &composer, [&composer, goToComposer](PostId post) {
        goToComposer();
        composer.open(post);
    });
    connect(&m_planning->calendar(), &CalendarPanel::newRequested, &composer,
        [&composer, goToComposer](const WallTime &at) {
            goToComposer();
            composer.begin(at);
        });
    connect(m_inbox, &InboxPanel::choosing, this, &Workbench::showHints);
    connect(m_inbox, &InboxPanel::currentChanged, this, [this](const QString &name) { m_subject = name; });
    // What is not on the screen is nothing that a command should be about.
    m_window->palette().setSubject([this] { return m_inbox->isVisible() ? m_subject : QString(); });
    const auto ask = [this](const QString &query) {
        std::ignore = m_shortcuts.run(QStringLiteral("go.inbox"));
        m_inbox->search(query);
        m_inbox->takeFocus();
    };
    m_window->palette().addSource(QLatin1Char('@'), peopleSource(*m_search, ask));
    m_window->palette().addSource(QLatin1Char('#'), labelSource(m_store, ask));
    m_window->palette().addSource({}, streamSource(*m_inbox, [this](const Stream &stream) {
        std::ignore = m_shortcuts.run(QStringLiteral("go.inbox"));
        m_inbox->showStream(stream);
        m_inbox->takeFocus();
    }));
    const auto macros = macroSource(m_ruleList, [this](RuleId macro) { m_inbox->runMacro(macro); });
    m_window->palette().addSource({}, [this, macros](const QString &words, const PaletteDeliver &deliver) {
        if (m_inbox->isVisible())
            macros(words, deliver);
        else
            deliver({});
    });
    m_window->palette().addSource({}, messageSource(ask));
    listenToBell();
    listenToTroubles();
    m_facts.setSingleShot(true);
    connect(&m_facts, &QTimer::timeout, this, &Workbench::showFacts);
    connect(&m_engine->desks().changes, &Changes::changed, this, [this] {
        if (!m_facts.isActive())
            m_facts.start(factsPauseMs);
    });
    showUndo();
    QTimer::singleShot(checkAfterMs, this, &Workbench::checkStore);
}

/// The engine is asked once, whichever panel stands in front; all of them re-read by what has changed.
void Workbench::tieSteps()
{
    connect(m_window.get(), &MainWindow::undoRequested, &m_stepBack, [this] {
        if (!m_composing->panel().undoTyping()) // in a field what was typed comes before any step
            m_stepBack.back();
    });
    connect(m_window.get(), &MainWindow::redoRequested, &m_stepBack, &StepBack::again);
    connect(m_inbox, &InboxPanel::undoRequested, &m_stepBack, &StepBack::back);
    connect(&m_stepBack, &StepBack::stepped, m_inbox, &InboxPanel::showStepped);
    connect(&m_stepBack, &StepBack::acted, m_window.get(), &MainWindow::setUndo);
    connect(&m_stepBack, &StepBack::told, m_window.get(), &MainWindow::setStatus);
    connect(&m_stepBack, &StepBack::failed, this, [this](const Error &error) {
        m_window->setBanner(Tint::Red, QStringLiteral("dialog-warning"), tr("That did not work."), error.message,
            { { tr("Close"), [this] { m_window->clearBanner(); } } });
    });
}

void Workbench::listenToTroubles()
{
    Troubles &troubles = m_engine->desks().troubles;
    connect(&troubles, &Troubles::said, m_window.get(), &MainWindow::setStatus);
    m_engine->lane().ask(
        this, [&troubles] { return troubles.all(); },
        [this](const QStringList &said) {
            if (!said.isEmpty())
                m_window->setStatus(said.constLast());
        });
}

void Workbench::listenToBell()
{
    // Told on the engine's lane, and heard here on the window's.
    connect(&m_engine->desks().promises, &Promises::warned, &m_bell, &PromiseBell::hear);
    connect(&m_bell, &PromiseBell::rang, &m_ring, &DesktopRing::ring);
    connect(&m_ring, &DesktopRing::missed, this, [this](const BellNote &note) {
        m_ring.showInTray(note, *m_window, m_look);
        m_window->setStatus(note.title);
    });
}

void Workbench::showHints(bool whileChoosing)
{
    QList<std::pair<QString, QString>> hints;
    if (whileChoosing)
        hints = { { QStringLiteral("inbox.select"), tr("select") },
            { QStringLiteral("inbox.extendDown"), tr("extend") }, { QStringLiteral("inbox.done"), tr("done") },
            { QStringLiteral("inbox.assign"), tr("assign") }, { QStringLiteral("inbox.label"), tr("label") },
            { QStringLiteral("inbox.selectNone"), tr("clear") } };
    m_window->setHintsFor(QStringLiteral("inbox"), hints);
}

void Workbench::showUndo()
{
    m_engine->lane().ask(
        this, [&undo = m_engine->desks().undo] { return undo.next(Undo::Way::Back); },
        [this](const Result<std::optional<Operation>> &step) {
            if (step && *step)
                m_window->setUndo(tr("Your last step: %1").arg(stepName((*step)->kind)));
        });
}

void Workbench::showFacts()
{
    const auto tallies = m_store.tallies();
    if (!tallies)
        return;
    qint64 conversations = 0;
    for (int state = 0; state < int(TriageState::Merged); ++state)
        conversations += tallies->of(QLatin1String("all"), 0, TriageState(state));
    const QLocale locale;
    const QString store = tr("Local store %1 · %Ln conversation(s)", nullptr, int(conversations))
                              .arg(locale.formattedDataSize(QFileInfo(m_engine->file().path()).size(), 1));
    m_window->setStoreFacts(tr("%1 · %2", "what is stored, what is to be sent").arg(store, outboxWords()));
}

QString Workbench::outboxWords()
{
    const auto figures = m_deliveries.figures().value_or(OutboxFigures());
    if (figures.forPerson > 0)
        return tr("Outbox: %Ln {waits|wait} for you", nullptr, figures.forPerson);
    return figures.toSend > 0 ? tr("Outbox: %Ln to send", nullptr, figures.toSend) : tr("Outbox empty");
}

void Workbench::checkStore()
{
    m_checked = std::make_unique<Lane>(QStringLiteral("check"), Lane::Pace::Background);
    m_checked->ask(
        this, [this] { return m_check.run(); },
        [this](const Result<QStringList> &found) {
            if (found && !found->isEmpty())
                m_window->setBanner(Tint::Red, QStringLiteral("dialog-warning"), tr("This workspace is damaged."),
                    tr("Nothing is lost yet: restore the newest good backup, or save what can be read, with "
                       "“wheelhouse-cli restore”."));
        });
}

} // namespace wheelhouse
