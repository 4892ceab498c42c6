#include "app/desktop/tour.h"

#include "translations/language.h"
#include "ui/inbox/searchbar.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/importdialog.h"
#include "ui/shell/newdeskdialog.h"
#include "ui/shell/preferences.h"
#include "ui/shell/welcomepanel.h"

#include <QDialog>
#include <QDir>
#include <QKeyEvent>
#include <QPainter>

#include <cstdio>
#include <thread>

#include <array>

namespace wheelhouse {

namespace {
constexpr int settleMs = 500; // what is asked of the lanes has been answered and painted
constexpr QSize wide(1440, 900);
constexpr QSize narrow(1024, 700);
} // namespace

Tour::Tour(QApplication &app, Look &look, QString folder)
    : m_app(app)
    , m_look(look)
    , m_folder(std::move(folder))
    , m_settings(std::make_unique<QSettings>(m_home.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat))
{
    m_look.setReducedMotion(true);
    connect(&m_look, &Look::changed, this, [this] { applyLook(m_app, m_look); });
}

int Tour::run()
{
    auto opened = QDir().mkpath(m_folder) ? open() : fail(Error::Kind::Refused, tr("%1 cannot be made.").arg(m_folder));
    if (!opened) {
        std::fprintf(stderr, "%s\n", qPrintable(opened.error().message));
        return 1;
    }
    plan();
    QTimer::singleShot(settleMs, this, &Tour::next);
    QApplication::exec();
    m_bench.reset();
    return m_failures == 0 ? 0 : 1;
}

Result<void> Tour::open()
{
    m_frontKeys = std::make_unique<Shortcuts>(*m_settings);
    m_front = std::make_unique<MainWindow>(QList<Panel *> {}, m_look, *m_frontKeys, *m_settings);
    m_front->showFront(new WelcomePanel(m_look));
    m_front->setStatus(tr("No desk open yet"));
    const QString path = m_home.filePath(QStringLiteral("tour.wheelhouse"));
    if (auto made = Engine::makeSample(path, m_clock); !made)
        return made;
    if (auto made = makeOutposts(); !made)
        return made;
    if (auto made = makeDeeds(); !made)
        return made;
    return openBench(QStringLiteral("tour.wheelhouse"));
}

Result<void> Tour::openBench(const QString &name)
{
    m_bench.reset();
    auto engine = Engine::open(m_home.filePath(name), EngineClaim::Role::Window, m_clock);
    if (!engine)
        return tl::unexpected(engine.error());
    auto bench = Workbench::open(std::move(*engine), m_look, *m_settings);
    if (!bench)
        return tl::unexpected(bench.error());
    m_bench = std::move(*bench);
    return {};
}

void Tour::command(const char *id)
{
    if (!m_bench->run(QString::fromLatin1(id)))
        complain(tr("The command %1 is missing, or did not run.").arg(QLatin1String(id)));
}

void Tour::complain(const QString &words)
{
    ++m_failures;
    std::fprintf(stderr, "%s: %s\n", qPrintable(m_now), qPrintable(words));
}

/// A small file to import: rows that come in, one that does not.
QString Tour::sheet()
{
    const QString path = m_home.filePath(QStringLiteral("mentions.csv"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)
        || file.write("id,author,text,created_at\n"
                      "1,kofi,The roast is late again and the tracking page shows nothing,2026-01-05 08:00 UTC\n"
                      "2,lotte,Thank you for the quick answer,2026-02-30 08:00 UTC\n"
                      "3,bas,Where can I buy the decaf pods,2026-01-05 09:30 UTC\n")
            < 0)
        complain(tr("%1 could not be written.").arg(path));
    return path;
}

void Tour::escape()
{
    const std::array<QWidget *, 2> heard { QApplication::focusWidget(), &window() };
    for (QWidget *to : heard) {
        if (!to)
            continue;
        QKeyEvent press(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QApplication::sendEvent(to, &press);
    }
}

void Tour::planDesk(const QString &suffix)
{
    const auto stop = [this, &suffix](const char *name, std::function<void()> arrange, std::function<void()> leave) {
        m_stops.push_back({ QString::fromLatin1(name) + suffix, std::move(arrange), std::move(leave) });
    };
    const auto nothing = [] {};
    const auto back = [this] { escape(); };
    stop(
        "inbox", [this] { m_bench->inbox().takeFocus(); }, nothing);
    stop(
        "inbox-bulk",
        [this] {
            for (int i = 0; i < 3; ++i) {
                command("inbox.select");
                command("inbox.next");
            }
        },
        back);
    stop(
        "command-palette", [this] { window().palette().openWith(QStringLiteral("sn")); }, back);
    stop(
        "keys", [this] { command("help.keys"); }, back);
    stop(
        "inbox-snooze", [this] { command("inbox.snooze"); }, [this] { closePopup(); });
    stop(
        "inbox-label", [this] { command("inbox.label"); }, [this] { closePopup(); });
    stop(
        "inbox-focus", [this] { command("inbox.focus"); }, [this] { command("inbox.focus"); });
    stop(
        "inbox-reply", [this] { command("inbox.reply"); }, back);
    stop(
        "inbox-note", [this] { command("inbox.note"); }, back);
    stop(
        "inbox-offline",
        [this] {
            window().setBanner(Tint::Amber, QStringLiteral("network-disconnect"), tr("You are working offline."),
                tr("Everything is on this computer. What you do is kept and goes out, in order, when the network is "
                   "back."));
        },
        [this] { window().clearBanner(); });
}

/// What is found, what is not, and the wait between: the reader is held back so that there is one.
void Tour::planSearch(const QString &suffix)
{
    const auto stop = [this, &suffix](const char *name, const QString &query, std::chrono::milliseconds wait) {
        m_stops.push_back({ QString::fromLatin1(name) + suffix,
            [this, query, wait] {
                if (wait.count() > 0)
                    std::ignore = m_bench->engine().reader().ask([wait] { std::this_thread::sleep_for(wait); });
                if (auto *field = window().findChild<SearchBar *>())
                    field->setText(query);
            },
            [this] {
                if (auto *field = window().findChild<SearchBar *>())
                    field->setText({});
            } });
    };
    stop("inbox-found", QStringLiteral("hazelnut label:allergen"), {});
    stop("inbox-not-found", QStringLiteral("zeppelin has:link"), {});
    stop("inbox-loading", QStringLiteral("oat"), std::chrono::milliseconds { 1000 });
}

void Tour::closePopup()
{
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    else
        complain(tr("No list is open."));
}

/// The dialogs are closed as by Esc; what stands over the window is painted into its picture.
void Tour::planDialogs(const QString &suffix)
{
    const auto leave = [this] { closeDialog(); };
    const auto stop = [this, &suffix, &leave](const char *name, std::function<void()> arrange) {
        m_stops.push_back({ QString::fromLatin1(name) + suffix, std::move(arrange), leave });
    };
    stop("preferences", [this] { command("app.preferences"); });
    const auto page = [this](int number) {
        command("app.preferences");
        if (auto *dialog = window().findChild<Preferences *>())
            dialog->showPage(number);
    };
    stop("what-is-kept", [page] { page(2); });
    stop("what-is-kept-run", [this] { showRunNow(); });
    stop("preferences-promises", [page] { page(3); });
    stop("preferences-planning", [page] { page(5); });
    stop("erase", [this] { command("app.erase"); });
    stop("export", [this] { command("app.export"); });
    stop("print", [this] { command("app.print"); });
    stop("support-bundle", [this] { command("help.bundle"); });
    stop("rules", [this] { command("tools.rules"); });
    stop("macros", [this] { command("tools.macros"); });
    planSamePerson(suffix);
    stop("import", [this] {
        command("app.import");
        if (auto *dialog = window().findChild<ImportDialog *>())
            dialog->openFile(sheet());
    });
    stop("new-desk", [this] {
        QTimer::singleShot(0, this, [this] { std::ignore = NewDeskDialog::ask(&window(), m_look, false); });
    });
}

/// Last, since a window speaks the language in which it was made.
void Tour::planPseudo()
{
    m_stops.push_back({ QStringLiteral("inbox-pseudo"),
        [this] {
            if (!speak(QStringLiteral("xx")))
                complain(tr("The pseudo-locale is missing."));
            m_look.setMode(Look::Mode::Light);
            if (const auto opened = openBench(QStringLiteral("tour.wheelhouse")); !opened)
                return complain(opened.error().message);
            window().resize(wide);
            window().show();
            m_bench->inbox().takeFocus();
        },
        [] {} });
    planCalendar(QStringLiteral("-pseudo"));
    planComposer(QStringLiteral("-pseudo"), Look::Mode::Light);
    m_stops.push_back(
        { QStringLiteral("deeds-open-pseudo"), [this] { openDesk("deeds.wheelhouse"); }, [this] { lookAtOthers(); } });
    planDeeds(QStringLiteral("-pseudo"));
    m_stops.push_back({ QStringLiteral("outbox-open-pseudo"), [this] { openOutbox(); }, [] {} });
    planOutbox(QStringLiteral("-pseudo"));
    m_stops.push_back({ QStringLiteral("outposts-pseudo"), [this] { openDesk("outposts.wheelhouse"); }, [] {} });
    planOutpostDialogs(QStringLiteral("-pseudo"));
}

void Tour::plan()
{
    const auto dress = [this](Look::Mode mode, QSize size) {
        m_look.setMode(mode);
        m_front->resize(size);
        window().resize(size);
    };
    for (const auto mode : { Look::Mode::Light, Look::Mode::Dark }) {
        const QString theme = mode == Look::Mode::Light ? QStringLiteral("-light") : QStringLiteral("-dark");
        m_stops.push_back({ QStringLiteral("welcome") + theme,
            [this, dress, mode] {
                dress(mode, wide);
                window().hide();
                m_front->show();
            },
            [this] {
                m_front->hide();
                window().show();
            } });
        planDesk(theme);
        planSearch(theme);
        planDialogs(theme);
        m_stops.push_back({ QStringLiteral("inbox-tight") + theme, [this] { m_look.setDensity(Look::Density::Tight); },
            [this] { m_look.setDensity(Look::Density::Roomy); } });
        m_stops.push_back({ QStringLiteral("inbox-1024x700") + theme, [dress, mode] { dress(mode, narrow); },
            [dress, mode] { dress(mode, wide); } });
        m_stops.push_back({ QStringLiteral("inbox-rtl") + theme, [this] { m_app.setLayoutDirection(Qt::RightToLeft); },
            [this] { m_app.setLayoutDirection(Qt::LeftToRight); } });
        m_stops.push_back({ QStringLiteral("inbox-160") + theme, [this] { m_look.setTextScale(160); },
            [this] { m_look.setTextScale(100); } });
        m_stops.push_back({ QStringLiteral("inbox-1024x700-160") + theme,
            [this, dress, mode] {
                dress(mode, narrow);
                m_look.setTextScale(160);
            },
            [this, dress, mode] {
                m_look.setTextScale(100);
                dress(mode, wide);
            } });
        planCalendar(theme);
        planCalendarSizes(theme, mode);
        planComposer(theme, mode);
        planDeedsDesk(theme);
        planOutboxDesk(theme);
        planOutposts(theme);
    }
    planPseudo();
}

void Tour::next()
{
    if (m_stops.empty())
        return QApplication::quit();
    m_now = m_stops.front().name;
    m_stops.front().arrange();
    QTimer::singleShot(settleMs, this, [this] {
        const Stop stop = std::move(m_stops.front());
        m_stops.pop_front();
        keep(stop.name, m_front->isVisible() ? m_front.get() : &window());
        stop.leave();
        QTimer::singleShot(settleMs / 5, this, &Tour::next);
    });
}

void Tour::keep(const QString &name, QWidget *shown)
{
    const QString path = QDir(m_folder).filePath(name + QStringLiteral(".png"));
    QPixmap picture = shown->grab();
    QPainter painter(&picture);
    QWidgetList all { QApplication::activeModalWidget() };
    for (QWidget *each : QApplication::topLevelWidgets()) // a menu and the one that it opened
        if (each->windowType() == Qt::Popup && each->isVisible())
            all.append(each);
        else if (qobject_cast<QDialog *>(each) && !all.contains(each) && each->isVisible())
            all.prepend(each);
    for (QWidget *over : std::as_const(all)) {
        if (!over || over == shown)
            continue;
        const QPoint at = over->mapToGlobal(QPoint()) - shown->mapToGlobal(QPoint());
        painter.drawPixmap(at, over->grab());
        painter.setPen(m_look.theme().outline); // the edge that a window manager would draw
        painter.drawRect(QRect(at, over->size()).adjusted(-1, -1, 0, 0));
    }
    painter.end();
    if (!picture.save(path))
        complain(tr("%1 could not be written.").arg(path));
}

} // namespace wheelhouse
