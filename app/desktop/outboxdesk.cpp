#include "app/desktop/outboxdesk.h"

#include "ui/kit/pulse.h"
#include "ui/kit/shortcuts.h"
#include "ui/outbox/holdask.h"
#include "ui/outbox/holdwords.h"
#include "ui/outbox/outboxwindow.h"
#include "ui/promises/bellsettings.h"

#include <QApplication>

namespace wheelhouse {

namespace {

constexpr int pulseMs = 500;
constexpr int quietLookMs = 60'000;

} // namespace

OutboxDesk::OutboxDesk(
    Engine &engine, MainWindow &window, const Look &look, Shortcuts &shortcuts, const QSettings &settings)
    : m_services { engine.lane(), engine.reader(), engine.file().path(), engine.desks().outbox,
        engine.desks().amendments, engine.desks().changes, engine.clock(),
        engine.file().workspace().kind == Workspace::Kind::Sample }
    , m_reader(engine.reader(), engine.file().path())
    , m_window(window)
    , m_outbox(new OutboxWindow(m_services, look, shortcuts, &window))
    , m_ask(new HoldAsk(m_services, m_reader, look, &window))
    , m_askThere(new HoldAsk(m_services, m_reader, look, m_outbox))
    , m_pulse(new Pulse(this))
    , m_settings(settings)
{
    addCommands(shortcuts);
    connect(m_outbox, &OutboxWindow::acted, &m_window, &MainWindow::setUndo);
    connect(m_outbox, &OutboxWindow::told, &m_window, &MainWindow::setStatus);
    connect(m_outbox, &OutboxWindow::holdsRequested, this, [this] { m_askThere->open(0); });
    connect(&m_window, &MainWindow::heldRequested, this, [this] { openHold(0); });
    listenTo(m_ask);
    listenTo(m_askThere);
    connect(m_pulse, &Pulse::beat, this, &OutboxDesk::look);
    connect(&m_services.changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (tables.isEmpty() || tables.contains("hold") || tables.contains("delivery"))
            m_pulse->ask(pulseMs);
    });
    listenToBell(engine.desks().bell);
    m_pulse->ask(pulseMs);
}

/// The windows go first: what they ask the reading lane is dropped with them.
OutboxDesk::~OutboxDesk()
{
    delete m_ask;
    delete m_outbox;
}

void OutboxDesk::addCommands(Shortcuts &shortcuts)
{
    shortcuts.add({ QStringLiteral("go.outbox"), tr("Outbox"), Shortcuts::window, { QStringLiteral("Ctrl+Shift+O") },
        QStringLiteral("post-published"), [this] { openOutbox(); }, {}, {}, false });
    shortcuts.add({ QStringLiteral("tools.hold"), tr("Hold outgoing posts…"), Shortcuts::window,
        { QStringLiteral("Ctrl+Shift+H") }, QStringLiteral("post-held"), [this] { openHold(0); }, {}, {}, false });
}

void OutboxDesk::listenTo(HoldAsk *ask)
{
    connect(ask, &HoldAsk::held, &m_window, &MainWindow::setUndo);
    connect(ask, &HoldAsk::released, this, [this](const QString &sentence, int waiting) {
        m_window.setUndo(sentence);
        if (waiting > 0)
            m_outbox->review(sentence + QLatin1Char('.'));
    });
}

void OutboxDesk::openOutbox(const QString &words)
{
    m_outbox->open(words);
}

/// Over what the person looks at.
void OutboxDesk::openHold(qint64 campaign)
{
    (m_outbox->isActiveWindow() ? m_askThere : m_ask)->open(campaign);
}

void OutboxDesk::listenToBell(OutboxBell &bell)
{
    connect(&bell, &OutboxBell::rang, this, &OutboxDesk::hear);
    connect(&m_notes, &DesktopNotes::opened, this, [this] { openOutbox(); });
    connect(&m_notes, &DesktopNotes::missed, this, [this](const DesktopNote &note) {
        QApplication::alert(&m_window);
        m_window.setStatus(note.title);
    });
    m_quiet.setInterval(quietLookMs);
    connect(&m_quiet, &QTimer::timeout, this, [this] {
        if (BellSettings::read(m_settings).isQuietAt(m_services.clock.now().toLocalTime().time()))
            return;
        m_quiet.stop();
        if (const auto note = std::exchange(m_kept, std::nullopt))
            hear(*note);
    });
}

/// In quiet hours the window says it, and the desktop afterwards.
void OutboxDesk::hear(const DesktopNote &note)
{
    const BellSettings wanted = BellSettings::read(m_settings);
    m_window.setStatus(note.title);
    if (!wanted.isOn)
        return;
    if (!wanted.isQuietAt(m_services.clock.now().toLocalTime().time()))
        return m_notes.show(note);
    m_kept = note;
    m_quiet.start();
}

void OutboxDesk::look()
{
    m_reader.ask<HoldFigures>(
        this, [](OutboxBook &book) { return book.holds(); },
        [this](const Result<HoldFigures> &figures) {
            if (figures)
                m_window.setHeld(holdwords::inShort(*figures));
        });
}

} // namespace wheelhouse
