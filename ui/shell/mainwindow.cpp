#include "ui/shell/mainwindow.h"

#include "ui/kit/panel.h"
#include "ui/kit/shortcuts.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/keyssheet.h"
#include "ui/shell/menus.h"
#include "ui/shell/preferences.h"
#include "ui/shell/rail.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVersionNumber>

#include <algorithm>

namespace wheelhouse {
namespace {

constexpr int narrowBelow = 1200; // px
constexpr int wideAbove = 1920; // px
constexpr int textStep = 10; // percent

} // namespace

MainWindow::MainWindow(const QList<Panel *> &panels, Look &look, Shortcuts &shortcuts, QSettings &settings)
    : m_look(look)
    , m_shortcuts(shortcuts)
    , m_settings(settings)
    , m_panels(panels)
    , m_top(new TopBar(look, this))
    , m_rail(new Rail(look, panels, this))
    , m_banner(new Banner(look, this))
    , m_pages(new QStackedWidget(this))
    , m_status(new StatusLine(look, this))
    , m_palette(nullptr)
    , m_keys(nullptr)
{
    setWindowTitle(tr("Wheelhouse"));
    setMinimumSize(960, 640);
    layOut(panels);
    m_palette = new CommandPalette(look, shortcuts, this);
    m_keys = new KeysSheet(look, shortcuts, this);
    addCommands();
    connect(m_rail, &Rail::chosen, this, &MainWindow::showPanel);
    connect(m_rail, &Rail::settingsRequested, this, &MainWindow::openPreferences);
    connect(m_top->field(), &CommandField::clicked, this, [this] { m_palette->openWith(); });
    connect(m_status, &StatusLine::undoRequested, this, &MainWindow::undoRequested);
    connect(m_status, &StatusLine::heldRequested, this, &MainWindow::heldRequested);
    connect(&look, &Look::changed, this, [this] {
        m_look.remember(m_settings);
        takeShape();
    });
    m_menus.setSingleShot(true);
    connect(&m_menus, &QTimer::timeout, this, [this] {
        fillMenus(*m_top->menus(), m_shortcuts);
        m_top->field()->setCaps(m_shortcuts.caps(QStringLiteral("go.palette")));
        m_top->settle();
        if (!m_hintScope.isEmpty())
            setHintsFor(m_hintScope, m_hintsInstead);
    });
    connect(&shortcuts, &Shortcuts::changed, &m_menus, qOverload<>(&QTimer::start));
    m_menus.start();
    shortcuts.setReveal([this](const QWidget *root) { reveal(root); });
    restore();
    showPanel(0);
}

void MainWindow::layOut(const QList<Panel *> &panels)
{
    setMenuWidget(m_top);
    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_rail);
    row->addWidget(m_pages, 1);
    column->addWidget(m_banner);
    column->addLayout(row, 1);
    column->addWidget(m_status);
    setCentralWidget(centre);
    for (Panel *panel : panels)
        m_pages->addWidget(panel);
}

void MainWindow::addCommands()
{
    const auto add = [this](const char *id, const QString &text, const QStringList &keys, const char *icon,
                         std::function<void()> run) {
        m_shortcuts.add({ QString::fromLatin1(id), text, Shortcuts::window, keys, QString::fromLatin1(icon),
            std::move(run), {}, {}, false });
    };
    add("app.preferences", tr("Preferences…"), {}, "configure", [this] { openPreferences(); });
    add("app.quit", tr("Quit"), { QStringLiteral("Ctrl+Q") }, "window-close", [this] { close(); });
    add("edit.undo", tr("Undo"), { QStringLiteral("Ctrl+Z") }, "edit-undo", [this] { emit undoRequested(); });
    add("edit.redo", tr("Redo"), { QStringLiteral("Ctrl+Shift+Z") }, "edit-redo", [this] { emit redoRequested(); });
    add("help.keys", tr("All keys"), { QStringLiteral("?"), QStringLiteral("F1") }, "input-keyboard",
        [this] { m_keys->openSheet(); });
    addGoCommands();
    addViewCommands();
}

void MainWindow::addGoCommands()
{
    const auto add = [this](const QString &id, const QString &text, const QStringList &keys, const QString &icon,
                         std::function<void()> run) {
        m_shortcuts.add({ id, text, Shortcuts::window, keys, icon, std::move(run), {}, {}, false });
    };
    add(QStringLiteral("go.palette"), tr("Go to, find or run…"), { QStringLiteral("Ctrl+K") },
        QStringLiteral("edit-find"), [this] { m_palette->openWith(); });
    for (int i = 0; i < m_panels.size(); ++i) {
        const Panel *panel = m_panels.at(i);
        QStringList keys { QStringLiteral("Alt+%1").arg(i + 1) };
        if (!panel->goKey().isEmpty())
            keys.prepend(QLatin1String("G,") + panel->goKey());
        add(QLatin1String("go.") + panel->iconName(), tr("Go to %1").arg(panel->title()), keys, panel->iconName(),
            [this, i] { showPanel(i); });
    }
    add(QStringLiteral("go.nextPane"), tr("Next pane"), { QStringLiteral("F6") }, {}, [this] { nextPane(1); });
    add(QStringLiteral("go.previousPane"), tr("Previous pane"), { QStringLiteral("Shift+F6") }, {},
        [this] { nextPane(-1); });
}

void MainWindow::addViewCommands()
{
    const auto add = [this](const char *id, const QString &text, const QStringList &keys, std::function<void()> run) {
        m_shortcuts.add({ QString::fromLatin1(id), text, Shortcuts::window, keys, {}, std::move(run), {}, {}, false });
    };
    add("view.density", tr("Roomy or tight rows"), { QStringLiteral("Ctrl+D") }, [this] { m_look.toggleDensity(); });
    add("view.larger", tr("Larger text"), { QStringLiteral("Ctrl++"), QStringLiteral("Ctrl+=") },
        [this] { m_look.setTextScale(m_look.textScale() + textStep); });
    add("view.smaller", tr("Smaller text"), { QStringLiteral("Ctrl+-") },
        [this] { m_look.setTextScale(m_look.textScale() - textStep); });
    add("view.usual", tr("Text as delivered"), { QStringLiteral("Ctrl+0") }, [this] { m_look.setTextScale(100); });
    add("view.system", tr("Light or dark like the system"), {}, [this] { m_look.setMode(Look::Mode::LikeSystem); });
    add("view.light", tr("Light"), {}, [this] { m_look.setMode(Look::Mode::Light); });
    add("view.dark", tr("Dark"), {}, [this] { m_look.setMode(Look::Mode::Dark); });
}

void MainWindow::showFront(QWidget *page)
{
    m_front = page;
    m_pages->addWidget(page);
    m_pages->setCurrentWidget(page);
    m_rail->setDeskOpen(false);
    m_rail->setCurrent(-1);
    const auto version = QVersionNumber::fromString(QCoreApplication::applicationVersion()).normalized();
    m_status->setVersion(version.isNull() ? QString() : tr("Version %1").arg(version.toString()));
    page->setFocus();
}

void MainWindow::showPanel(int index)
{
    if (m_front || index < 0 || index >= m_panels.size())
        return;
    m_pages->setCurrentWidget(m_panels.at(index));
    m_rail->setCurrent(index);
    setHintsFor(m_panels.at(index)->scope());
    m_panels.at(index)->takeFocus();
}

/// What has a window of its own comes by itself.
void MainWindow::reveal(const QWidget *root)
{
    for (int i = 0; i < m_panels.size(); ++i)
        if (m_panels.at(i) == root || m_panels.at(i)->isAncestorOf(root))
            return showPanel(i);
}

void MainWindow::setUndo(const QString &deed)
{
    m_status->setUndo(deed, m_shortcuts.caps(QStringLiteral("edit.undo")));
}

void MainWindow::setStatus(const QString &words)
{
    m_status->setWords(words);
}

void MainWindow::setStoreFacts(const QString &words)
{
    m_status->setFacts(words);
}

void MainWindow::setProgress(const QString &words)
{
    m_status->setProgress(words);
}

void MainWindow::setHeld(const QString &words)
{
    m_status->setHeld(words);
}

void MainWindow::setSync(const QString &words, SyncState state)
{
    m_top->setSync(words, state);
}

void MainWindow::setDuty(const QString &person, const QString &words)
{
    m_top->setDuty(person, words);
}

void MainWindow::setAccount(const QString &person)
{
    m_top->setAccount(person);
}

void MainWindow::setBanner(
    Tint tint, const QString &icon, const QString &fact, const QString &detail, const QList<Banner::Action> &actions)
{
    m_banner->say(tint, icon, fact, detail, actions);
}

void MainWindow::clearBanner()
{
    m_banner->clear();
}

void MainWindow::setHints(const QList<KeyHint> &hints)
{
    m_status->setHints(hints);
}

void MainWindow::setHintsFor(const QString &scope, const QList<std::pair<QString, QString>> &instead)
{
    m_hintScope = scope;
    m_hintsInstead = instead;
    QList<KeyHint> hints;
    const auto add = [&](const QString &command, const QString &word) {
        if (!word.isEmpty() && !m_shortcuts.caps(command).isEmpty())
            hints.append({ m_shortcuts.caps(command), word });
    };
    for (const auto &[command, word] : instead)
        add(command, word);
    if (instead.isEmpty())
        for (const Command &command : m_shortcuts.commands())
            if (command.scope == scope)
                add(command.id, command.hint);
    add(QStringLiteral("help.keys"), tr("all keys"));
    setHints(hints);
}

void MainWindow::addPreferencesPage(const QString &title, std::function<QWidget *()> make)
{
    m_preferencePages.append({ title, std::move(make) });
}

void MainWindow::openPreferences()
{
    auto *dialog = new Preferences(m_look, m_shortcuts, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    for (const auto &[title, make] : std::as_const(m_preferencePages))
        dialog->addPage(title, make());
    dialog->open();
}

/// Panes are what calls itself one by the property "pane", from the rail to the status line, in the order of the eye:
/// from the leading edge on, and downwards.
void MainWindow::nextPane(int by)
{
    QList<QWidget *> panes { m_rail };
    for (QWidget *pane : m_pages->currentWidget()->findChildren<QWidget *>())
        if (pane->property("pane").toBool() && pane->isVisible())
            panes.append(pane);
    const auto place = [this](const QWidget *pane) {
        const QRect rect(pane->mapTo(this, QPoint()), pane->size());
        return std::pair(isRightToLeft() ? width() - rect.right() : rect.left(), rect.top());
    };
    std::sort(panes.begin() + 1, panes.end(), [&place](auto *a, auto *b) { return place(a) < place(b); });
    panes.append(m_status);
    const QWidget *focus = QApplication::focusWidget();
    int at = 0;
    for (int i = 0; i < panes.size(); ++i)
        if (focus && (panes.at(i) == focus || panes.at(i)->isAncestorOf(focus)))
            at = i;
    // One with nothing in it that takes the keyboard just now is passed by.
    const int count = static_cast<int>(panes.size());
    for (int step = 1; step < count; ++step) {
        QWidget *pane = panes.at((at + by * step + step * count) % count);
        pane->setFocus(by > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        const QWidget *now = QApplication::focusWidget();
        if (now && now != focus && (pane == now || pane->isAncestorOf(now)))
            return;
    }
}

QString MainWindow::widthClass() const
{
    return width() < m_look.scaled(narrowBelow) ? QStringLiteral("narrow") // large text needs a large window's room
        : width() <= wideAbove                  ? QStringLiteral("usual")
                                                : QStringLiteral("wide");
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    takeShape();
}

void MainWindow::takeShape()
{
    if (m_shownClass == widthClass())
        return;
    if (!m_shownClass.isEmpty())
        rememberShape();
    m_shownClass = widthClass();
    const bool narrow = m_shownClass == QLatin1String("narrow");
    m_rail->setNarrow(narrow);
    m_top->setNarrow(narrow);
    m_status->setNarrow(narrow);
    for (auto *splitter : m_pages->findChildren<QSplitter *>())
        if (!splitter->objectName().isEmpty())
            splitter->restoreState(
                m_settings.value(QStringLiteral("shape/%1/%2").arg(m_shownClass, splitter->objectName()))
                    .toByteArray());
}

void MainWindow::rememberShape()
{
    for (const auto *splitter : m_pages->findChildren<QSplitter *>())
        if (!splitter->objectName().isEmpty())
            m_settings.setValue(
                QStringLiteral("shape/%1/%2").arg(m_shownClass, splitter->objectName()), splitter->saveState());
}

void MainWindow::restore()
{
    resize(1440, 900);
    restoreGeometry(m_settings.value(QStringLiteral("shape/window")).toByteArray());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setValue(QStringLiteral("shape/window"), saveGeometry());
    rememberShape();
    QMainWindow::closeEvent(event);
}

} // namespace wheelhouse
