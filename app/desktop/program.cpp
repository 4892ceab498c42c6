#include "app/desktop/program.h"

#include "app/desktop/patience.h"
#include "app/desktop/tour.h"
#include "core/base/log.h"
#include "core/store/statement.h"
#include "translations/language.h"
#include "ui/shell/newdeskdialog.h"
#include "ui/shell/welcomepanel.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QScreen>
#include <QStyle>

#include <cstdio>

namespace wheelhouse {

namespace {

const QString lastKey = QStringLiteral("workspace/last");

/// Resident memory of this process that counts only for it (PSS), in MiB; 0 where the kernel does not say.
double pssMib()
{
    QFile rollup(QStringLiteral("/proc/self/smaps_rollup"));
    if (!rollup.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = rollup.readAll().split('\n');
    for (const QByteArray &line : lines)
        if (line.startsWith("Pss:"))
            return line.mid(4).trimmed().split(' ').constFirst().toDouble() / 1024;
    return 0;
}

/// Larger than its screen it would hide its last line, which says what was done and how to take it back.
void showWhole(QWidget &window)
{
    const QSize room = window.screen()->availableSize()
        - QSize(0, window.style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, &window));
    const bool fits = window.width() <= room.width() && window.height() <= room.height();
    if (fits || window.windowState().testFlag(Qt::WindowMaximized))
        return window.show();
    window.resize(window.size().boundedTo(room));
    window.showMaximized();
}

} // namespace

Program::Program(QApplication &app)
    : m_app(app)
    , m_asked(readSettings(QCoreApplication::arguments()))
    , m_settings(std::make_unique<QSettings>())
    , m_appearance(m_look)
{
    m_sinceStart.start();
    guardThisThread();
    m_look.restore(*m_settings);
    connect(&m_look, &Look::changed, this, [this] { applyLook(m_app, m_look); });
    applyGround(m_app, m_look);
}

Program::~Program()
{
    m_next = {};
    m_desk = {};
    m_front.reset();
    m_frontKeys.reset();
    stopLog();
}

int Program::run()
{
    if (m_asked.help) {
        std::fputs(qPrintable(m_asked.helpText), stdout);
        return 0;
    }
    if (!m_asked.wrong.isEmpty()) {
        std::fprintf(stderr, "%s\n", qPrintable(m_asked.wrong));
        return 2;
    }
    if (!speak(m_asked.pseudo ? QStringLiteral("xx") : QStringLiteral("en")))
        std::fputs("the program's own language is missing\n", stderr);
    if (!m_asked.tour.isEmpty())
        return Tour(m_app, m_look, m_asked.tour).run();
    return begin();
}

int Program::begin()
{
    startLog(logFolder());
    QString path = m_asked.demo ? samplePath() : m_asked.workspace;
    if (path.isEmpty())
        path = m_settings->value(lastKey).toString();
    const bool missing = path.isEmpty() || !QFileInfo::exists(workspacePath(path));
    if (m_asked.demo)
        attempt(openSample());
    else if (missing && m_asked.workspace.isEmpty())
        welcome();
    else
        attempt(openDesk(path));
    return QApplication::exec();
}

void Program::attempt(const Result<void> &result)
{
    if (!result)
        tellTrouble(result.error());
}

/// Where a desk stands open it stays so, with what was wrong above it.
void Program::tellTrouble(const Error &error)
{
    if (!m_desk.bench) {
        welcome(error);
        return;
    }
    MainWindow &window = m_desk.bench->window();
    window.setBanner(Tint::Red, QStringLiteral("dialog-warning"), tr("The desk could not be opened."), error.message,
        { { tr("Close"), [&window] { window.clearBanner(); } } });
}

QWidget *Program::window() const
{
    return m_desk.bench ? static_cast<QWidget *>(&m_desk.bench->window()) : m_front.get();
}

/// Work of many statements, off the window's thread, which waits for it without freezing.
template<typename Work> auto Program::elsewhere(Work work, const QString &words)
{
    Lane lane(QStringLiteral("opening"));
    auto asked = lane.ask(std::move(work));
    waitPatiently(QFuture<void>(asked), words, window());
    return asked.takeResult();
}

Result<void> Program::openSample()
{
    const QString path = samplePath();
    if (!QFileInfo::exists(path))
        if (auto made = elsewhere([&] { return Engine::makeSample(path, m_clock); }, tr("Making the sample desk…"));
            !made)
            return made;
    return openDesk(path);
}

Result<void> Program::openDesk(const QString &path)
{
    auto file = elsewhere([&] { return WorkspaceFile::open(path, m_clock); },
        tr("Opening the desk. One from an older Wheelhouse is brought up to date; a backup of it is made first."));
    if (!file)
        return tl::unexpected(file.error());
    auto engine = Engine::open(std::move(*file), EngineClaim::Role::Window, m_clock, m_asked.rehearse);
    if (!engine)
        return tl::unexpected(engine.error());
    const QString opened = (*engine)->file().path();
    auto bench = Workbench::open(std::move(*engine), m_look, *m_settings);
    if (!bench)
        return tl::unexpected(bench.error());
    // The desk that is open stays until the other one is surely ours.
    m_next.path = opened;
    m_next.bench = *std::move(bench);
    m_next.single = std::make_unique<SingleWindow>(opened);
    connect(m_next.single.get(), &SingleWindow::first, this, &Program::changeDesks);
    connect(
        m_next.single.get(), &SingleWindow::answered, this,
        [this] {
            m_next = {};
            if (!m_desk.bench)
                QCoreApplication::quit();
        },
        Qt::QueuedConnection); // it must not end inside its own signal
    connect(m_next.single.get(), &SingleWindow::unanswered, this, &Program::giveUpNext, Qt::QueuedConnection);
    m_next.single->start();
    return {};
}

void Program::giveUpNext()
{
    m_next = {};
    const QString words = tr("This desk is open in another window, which does not answer. End it first.");
    if (m_desk.bench) {
        tellTrouble({ Error::Kind::Conflict, words, {}, {} });
        return;
    }
    std::fputs(qPrintable(words + u'\n'), stderr);
    QCoreApplication::exit(1);
}

void Program::changeDesks()
{
    m_desk = {}; // bench before lock, as they stand in Desk
    m_desk = std::exchange(m_next, {});
    m_settings->setValue(lastKey, m_desk.path);
    connect(
        m_desk.bench.get(), &Workbench::newDeskRequested, this, [this] { newDesk(false); }, Qt::QueuedConnection);
    connect(m_desk.bench.get(), &Workbench::openAnotherRequested, this, &Program::openFile, Qt::QueuedConnection);
    connect(m_desk.single.get(), &SingleWindow::raiseRequested, this, [this] {
        QWidget &window = m_desk.bench->window();
        window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
        window.show();
        window.raise();
        window.activateWindow();
    });
    applyLook(m_app, m_look);
    showWhole(m_desk.bench->window());
    m_desk.bench->inbox().takeFocus();
    m_front.reset();
    m_frontKeys.reset(); // its commands speak of the window that is gone
    if (std::exchange(m_thenImport, false))
        m_desk.bench->run(QStringLiteral("app.import"));
    if (std::exchange(m_asked.outbox, false))
        m_desk.bench->run(QStringLiteral("go.outbox"));
    tellFirstPaint();
}

void Program::tellFirstPaint()
{
    if (!m_asked.firstPaint)
        return;
    // The paint event of the shown window is behind us when the queue comes round.
    QTimer::singleShot(0, this, [this] {
        m_desk.bench->window().repaint();
        std::printf("first-paint-ms %lld pss-mib %.1f\n", static_cast<long long>(m_sinceStart.elapsed()), pssMib());
        std::fflush(stdout);
        QCoreApplication::quit();
    });
}

void Program::welcome(const std::optional<Error> &why)
{
    m_front.reset();
    m_frontKeys = std::make_unique<Shortcuts>(*m_settings);
    m_front = std::make_unique<MainWindow>(QList<Panel *> {}, m_look, *m_frontKeys, *m_settings);
    auto *page = new WelcomePanel(m_look);
    connect(
        page, &WelcomePanel::newDeskRequested, this, [this] { newDesk(false); }, Qt::QueuedConnection);
    connect(
        page, &WelcomePanel::takeOverRequested, this, [this] { newDesk(true); }, Qt::QueuedConnection);
    connect(
        page, &WelcomePanel::sampleDataRequested, this, [this] { attempt(openSample()); }, Qt::QueuedConnection);
    connect(page, &WelcomePanel::whereIsMyDataRequested, this, [this] {
        QMessageBox::information(m_front.get(), tr("Where is my data?"),
            tr("Every desk is one file on this computer, in the folder\n%1\nIts backups lie beside it. "
               "Nothing leaves this computer until you connect an account.")
                .arg(QFileInfo(samplePath()).absolutePath()));
    });
    applyLook(m_app, m_look);
    m_front->showFront(page);
    m_front->setStatus(tr("No desk open yet"));
    if (why)
        m_front->setBanner(Tint::Red, QStringLiteral("dialog-warning"), tr("The desk could not be opened."),
            why->message, { { tr("Open another…"), [this] {
                                 QMetaObject::invokeMethod(this, &Program::openFile, Qt::QueuedConnection);
                             } } });
    showWhole(*m_front);
    page->setFocus();
}

void Program::newDesk(bool thenImport)
{
    const auto wanted = NewDeskDialog::ask(window(), m_look, thenImport);
    if (!wanted)
        return;
    const QString path = newDeskPath(wanted->desk);
    auto made = Engine::makeDesk(path, wanted->desk, wanted->person, m_clock);
    m_thenImport = made && thenImport;
    if (made)
        made = openDesk(path);
    attempt(made);
}

void Program::openFile()
{
    const QString path = QFileDialog::getOpenFileName(
        window(), tr("Open a desk"), QFileInfo(samplePath()).absolutePath(), tr("Wheelhouse desks (*.wheelhouse)"));
    if (!path.isEmpty())
        attempt(openDesk(path));
}

} // namespace wheelhouse
