#include "tests/support/windowperson.h"

#include "translations/language.h"
#include "ui/connect/connectsteps.h"
#include "ui/inbox/contactcard.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/inbox/listline.h"
#include "ui/inbox/thread/messagelist.h"
#include "ui/inbox/thread/threadview.h"
#include "ui/shell/commandpalette.h"

#include <QLineEdit>
#include <QMenu>

namespace wheelhouse {

namespace {

constexpr int settleMs = 200; // the window follows what changed at most ten times a second

QString pictures()
{
    return qEnvironmentVariable("WH_PICTURES");
}

QWidget *dialog()
{
    return QApplication::activeModalWidget();
}

bool isAskedForWords()
{
    return dialog() && qobject_cast<QLineEdit *>(QApplication::focusWidget());
}

bool isAtStep(int step)
{
    const auto *steps = dialog() ? dialog()->findChild<ConnectSteps *>() : nullptr;
    return steps && steps->accessibleName().contains(QStringLiteral("Step %1 ").arg(step));
}

ListLine lineOf(const QModelIndex &row)
{
    return row.data(ConversationListModel::LineRole).value<ListLine>();
}

ThreadRow messageAt(const QModelIndex &row)
{
    return row.data(MessageListModel::RowRole).value<ThreadRow>();
}

} // namespace

void WindowPerson::leaveHome()
{
    // Not the cache: the servers of the tests keep there what they once fetched.
    for (const auto &[name, folder] : { std::pair("XDG_STATE_HOME", "state"), std::pair("XDG_DATA_HOME", "data"),
             std::pair("XDG_CONFIG_HOME", "config") })
        qputenv(name, (home() + QLatin1Char('/') + QLatin1String(folder)).toLocal8Bit());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
}

QString WindowPerson::home()
{
    static const QTemporaryDir folder;
    return folder.path();
}

WindowPerson::WindowPerson()
{
    QFile::remove(SecretHouse::usualVaultPath());
    const QString path = m_folder.filePath(QStringLiteral("desk.wheelhouse"));
    if (!Engine::makeDesk(path, QStringLiteral("Roastery"), QStringLiteral("Ada"), m_clock))
        qFatal("no desk to test with");
    if (!speak(QStringLiteral("en")))
        qFatal("no English");
    m_look.setReducedMotion(true);
    m_look.setMode(pictures().contains(QLatin1String("dark")) ? Look::Mode::Dark : Look::Mode::Light);
    applyLook(*qApp, m_look);
    open();
}

WindowPerson::~WindowPerson()
{
    close();
}

void WindowPerson::open()
{
    auto engine =
        Engine::open(m_folder.filePath(QStringLiteral("desk.wheelhouse")), EngineClaim::Role::Window, m_clock);
    if (!engine)
        qFatal("no engine: %s", qPrintable(engine.error().message));
    auto bench = Workbench::open(std::move(*engine), m_look, m_settings);
    if (!bench)
        qFatal("no window: %s", qPrintable(bench.error().message));
    m_bench = std::move(*bench);
    window().resize(1440, 900);
    window().show();
    window().activateWindow();
    if (!QTest::qWaitForWindowActive(&window()))
        qFatal("the window does not come");
    inbox().takeFocus();
}

void WindowPerson::close()
{
    m_bench.reset();
}

qint64 WindowPerson::number(const char *sql) const
{
    auto reader = Database::open(m_folder.filePath(QStringLiteral("desk.wheelhouse")), Database::Mode::Read);
    return reader ? (*reader)->number(sql).value_or(-1) : -1;
}

void WindowPerson::strike(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *to = QApplication::activePopupWidget();
    if (!to)
        to = QApplication::focusWidget() ? QApplication::focusWidget() : QApplication::activeWindow();
    if (to)
        QTest::keyClick(to, key, modifiers);
}

void WindowPerson::type(const QString &words)
{
    if (QApplication::focusWidget())
        QTest::keyClicks(QApplication::focusWidget(), words);
}

bool WindowPerson::isOn(const QString &words)
{
    const auto *button = qobject_cast<QAbstractButton *>(QApplication::focusWidget());
    return button && button->text().remove(QLatin1Char('&')).startsWith(words) && button->isEnabled();
}

bool WindowPerson::goTo(const QString &words, Qt::Key key)
{
    for (int i = 0; i < 40 && !isOn(words); ++i)
        strike(key);
    return isOn(words);
}

QString WindowPerson::where()
{
    const QWidget *at = QApplication::focusWidget();
    const auto *button = qobject_cast<const QAbstractButton *>(at);
    QString words = at ? QString::fromLatin1(at->metaObject()->className()) : QStringLiteral("nowhere");
    words += QLatin1Char(' ') + (button ? button->text() : at ? at->accessibleName() : QString());
    const QWidget *top = QApplication::activeWindow();
    return top ? words + QStringLiteral(" in ") + top->windowTitle() + QLatin1Char('\n') + shown(top) : words;
}

QString WindowPerson::shown(const QWidget *part)
{
    QStringList words;
    const auto labels = part->findChildren<QLabel *>();
    for (const QLabel *each : labels)
        if (each->isVisible() && !each->text().isEmpty())
            words.append(each->text());
    return words.join(QLatin1Char('\n'));
}

bool WindowPerson::openVault()
{
    const auto vault = [] { return qobject_cast<VaultDialog *>(dialog()); };
    if (!until([&] { return vault() && isAskedForWords(); }))
        return false;
    const bool isNew = shown(vault()).contains(QLatin1String("The same"));
    type(passphrase);
    if (isNew) {
        strike(Qt::Key_Tab);
        type(passphrase);
    }
    strike(Qt::Key_Return);
    return until([&] { return !vault(); }) && comeBack();
}

/// Where there is no window manager, nobody gives the keyboard back when a window closes.
bool WindowPerson::comeBack()
{
    QWidget *front = dialog() ? dialog() : &window();
    front->activateWindow();
    return until([front] { return QApplication::activeWindow() == front; });
}

bool WindowPerson::sayWho(const Way &way, const QString &picture)
{
    strike(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    if (!until([] { return dialog() && QApplication::focusWidget() && isAtStep(1); }))
        return false;
    keep(picture + QStringLiteral("-1"));
    if (!goTo(way.network, Qt::Key_Right))
        return false;
    strike(Qt::Key_Space);
    if (!until(&isAskedForWords))
        return false;
    type(way.server);
    strike(Qt::Key_Return);
    if (!until([] { return isOn(QStringLiteral("Next")) || isOn(QStringLiteral("Open browser")); }))
        return false;
    keep(picture + QStringLiteral("-2"));
    const bool isToken = isOn(QStringLiteral("Open browser"));
    strike(Qt::Key_Return);
    if (isToken) {
        const auto isInBrowser = [] { return shown(dialog()).contains(QLatin1String("Your browser shows a page")); };
        if (!until(isInBrowser) || !goTo(QStringLiteral("Paste a token instead")))
            return false;
        strike(Qt::Key_Space);
    }
    if (!until(&isAskedForWords))
        return false;
    type(way.user);
    if (!way.user.isEmpty())
        strike(Qt::Key_Tab);
    type(way.secret);
    keep(picture + QStringLiteral("-3"));
    strike(Qt::Key_Return);
    return until([] { return isAtStep(4); });
}

bool WindowPerson::sayTerms(const QString &picture)
{
    keep(picture + QStringLiteral("-4"));
    strike(Qt::Key_Return);
    if (!until([] { return isAtStep(5); }))
        return false;
    keep(picture + QStringLiteral("-5"));
    strike(Qt::Key_Return);
    if (!openVault() || !until([] { return shown(dialog()).contains(QLatin1String("It answers")); }))
        return false;
    keep(picture + QStringLiteral("-6"));
    strike(Qt::Key_Return);
    return until([] { return !dialog(); }) && comeBack();
}

bool WindowPerson::connectTo(const Way &way, const QString &picture)
{
    return sayWho(way, picture) && sayTerms(picture);
}

bool WindowPerson::showView(const QString &name)
{
    strike(Qt::Key_K, Qt::ControlModifier);
    CommandPalette &palette = window().palette();
    type(name);
    if (!until([&] { return palette.isOpen() && palette.shown().contains(name); }))
        return false;
    strike(Qt::Key_Return);
    auto *list = window().findChild<ConversationListView *>();
    return until([&] { return inbox().shownTitle() == name && (list->hasFocus() || list->model()->rowCount() == 0); });
}

bool WindowPerson::askOnce()
{
    strike(Qt::Key_F5);
    return until([this] { return isSaid(QStringLiteral(" answered: ")); });
}

bool WindowPerson::undo()
{
    strike(Qt::Key_Z, Qt::ControlModifier);
    return until([this] { return isSaid(QStringLiteral("Taken back")); });
}

bool WindowPerson::isSaid(const QString &words)
{
    return shown(window().findChild<StatusLine *>()).contains(words);
}

QModelIndex WindowPerson::row(const QString &words)
{
    const auto *model = window().findChild<ConversationListView *>()->model();
    for (int i = 0; i < model->rowCount(); ++i)
        if (lineOf(model->index(i, 0)).item.snippet.contains(words))
            return model->index(i, 0);
    return {};
}

bool WindowPerson::openRow(const QString &words)
{
    auto *list = window().findChild<ConversationListView *>();
    if (!until([&] { return row(words).isValid(); }))
        return false;
    const qint64 conversation = lineOf(row(words)).item.row;
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row(words)).center());
    return until([&] { return inbox().current() == conversation && message(words).mention != 0 && card(); });
}

QList<ThreadRow> WindowPerson::thread()
{
    QList<ThreadRow> messages;
    const auto *model = window().findChild<ThreadView *>()->model();
    for (int i = 0; i < model->rowCount(); ++i)
        if (const ThreadRow each = messageAt(model->index(i, 0)); each.kind == ThreadRow::Kind::Message)
            messages.append(each);
    return messages;
}

ThreadRow WindowPerson::message(const QString &words)
{
    const auto all = thread();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const ThreadRow &each) { return each.text.contains(words); });
    return found == all.end() ? ThreadRow() : *found;
}

ContactCard *WindowPerson::card()
{
    auto *found = window().findChild<ContactCard *>();
    return found && found->isVisible() ? found : nullptr;
}

bool WindowPerson::walk(const QStringList &entries, const QString &picture)
{
    for (const QString &entry : entries) {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return false;
        const auto isOnIt = [&] { return menu->activeAction() && menu->activeAction()->text() == entry; };
        for (int i = 0; i < 40 && !isOnIt(); ++i)
            strike(Qt::Key_Down);
        if (!isOnIt())
            return false;
        if (!pictures().isEmpty() && !picture.isEmpty() && !menu->activeAction()->menu())
            menu->grab().save(pictures() + QLatin1Char('/') + picture + QStringLiteral(".png"));
        const bool goesOn = menu->activeAction()->menu() != nullptr;
        strike(goesOn ? Qt::Key_Right : Qt::Key_Return);
        if (goesOn && !until([&] { return QApplication::activePopupWidget() != menu; }))
            return false;
    }
    return until([] { return !QApplication::activePopupWidget(); }) && comeBack();
}

bool WindowPerson::choose(const QString &words, const QStringList &entries, const QString &picture)
{
    auto *view = window().findChild<ThreadView *>();
    for (int i = 0; i < 12 && !view->hasFocus(); ++i)
        strike(Qt::Key_F6);
    strike(Qt::Key_Home);
    for (int i = 0; i < 20 && !messageAt(view->currentIndex()).text.contains(words); ++i)
        strike(Qt::Key_Down);
    if (!view->hasFocus() || !messageAt(view->currentIndex()).text.contains(words))
        return false;
    strike(Qt::Key_Return);
    return walk(entries, picture);
}

void WindowPerson::keep(const QString &name)
{
    QTest::qWait(settleMs);
    QWidget *front = dialog() ? dialog() : &window();
    if (!pictures().isEmpty())
        front->grab().save(pictures() + QLatin1Char('/') + name + QStringLiteral(".png"));
}

} // namespace wheelhouse
