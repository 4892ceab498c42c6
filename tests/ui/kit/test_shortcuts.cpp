#include "ui/kit/look.h"
#include "ui/kit/overlay.h"
#include "ui/kit/shortcuts.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtTest>

using namespace wheelhouse;

namespace {

/// A window with a list and a field, and commands that write down that they ran.
struct Desk {
    QTemporaryDir folder;
    QSettings settings { folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat };
    Shortcuts shortcuts { settings };
    QWidget window;
    QWidget *inbox = new QWidget(&window);
    QListWidget *list = new QListWidget(inbox);
    QLineEdit *field = new QLineEdit(inbox);
    QStringList ran;

    Desk()
    {
        (new QVBoxLayout(&window))->addWidget(inbox);
        auto *column = new QVBoxLayout(inbox);
        column->addWidget(list);
        column->addWidget(field);
        shortcuts.addScope(QStringLiteral("inbox"), QStringLiteral("Inbox"), inbox);
        add("inbox.next", "inbox", { QStringLiteral("J") }, true);
        add("inbox.done", "inbox", { QStringLiteral("E") });
        add("go.inbox", "window", { QStringLiteral("G,I") });
        add("go.palette", "window", { QStringLiteral("Ctrl+K") });
        add("edit.undo", "window", { QStringLiteral("Ctrl+Z") });
    }
    void add(const char *id, const char *scope, const QStringList &keys, bool repeats = false)
    {
        const QString name = QString::fromLatin1(id);
        shortcuts.add(
            { name, name, QString::fromLatin1(scope), keys, {}, [this, name] { ran.append(name); }, {}, {}, repeats });
    }
    void show()
    {
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        list->setFocus();
    }
    QStringList press(QWidget *at, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ran.clear();
        QTest::keyClick(at, key, modifiers);
        return ran;
    }
};

} // namespace

class TestShortcuts : public QObject {
    Q_OBJECT
private slots:
    void aSingleLetterWorksOutsideTextAndSleepsInIt()
    {
        Desk desk;
        desk.show();
        QCOMPARE(desk.press(desk.list, Qt::Key_J), QStringList { QStringLiteral("inbox.next") });
        desk.field->setFocus();
        QCOMPARE(desk.press(desk.field, Qt::Key_J), QStringList());
        QCOMPARE(desk.field->text(), QStringLiteral("j"));
    }

    void heldKeysWorkInTextButItsOwnUndoStaysItsOwn()
    {
        Desk desk;
        desk.show();
        desk.field->setFocus();
        QCOMPARE(desk.press(desk.field, Qt::Key_K, Qt::ControlModifier), QStringList { QStringLiteral("go.palette") });
        QCOMPARE(desk.press(desk.field, Qt::Key_Z, Qt::ControlModifier), QStringList());
        desk.list->setFocus();
        QCOMPARE(desk.press(desk.list, Qt::Key_Z, Qt::ControlModifier), QStringList { QStringLiteral("edit.undo") });
    }

    void aChordRunsAndASlipAfterItsFirstKeyDoesNothing()
    {
        Desk desk;
        desk.show();
        desk.press(desk.list, Qt::Key_G);
        QCOMPARE(desk.press(desk.list, Qt::Key_I), QStringList { QStringLiteral("go.inbox") });
        desk.press(desk.list, Qt::Key_G);
        QCOMPARE(desk.press(desk.list, Qt::Key_E), QStringList());
        QCOMPARE(desk.press(desk.list, Qt::Key_E), QStringList { QStringLiteral("inbox.done") });
    }

    void singleKeysCanBeSwitchedOff()
    {
        Desk desk;
        desk.show();
        desk.shortcuts.setSingleKeys(false);
        QCOMPARE(desk.press(desk.list, Qt::Key_E), QStringList());
        desk.press(desk.list, Qt::Key_G);
        QCOMPARE(desk.press(desk.list, Qt::Key_I), QStringList());
        QCOMPARE(desk.press(desk.list, Qt::Key_K, Qt::ControlModifier), QStringList { QStringLiteral("go.palette") });
        const Shortcuts later(desk.settings);
        QVERIFY(!later.singleKeys());
    }

    void aKeyThatIsHeldDownRepeatsOnlyHarmlessSteps()
    {
        Desk desk;
        desk.show();
        const auto held = [&desk](Qt::Key key, const char *text) {
            desk.ran.clear();
            QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier, QString::fromLatin1(text), true);
            QApplication::sendEvent(desk.list, &event);
            return desk.ran;
        };
        QCOMPARE(held(Qt::Key_J, "j"), QStringList { QStringLiteral("inbox.next") });
        QCOMPARE(held(Qt::Key_E, "e"), QStringList());
    }

    void whatLiesUnderAnOverlayDoesNotListen()
    {
        Desk desk;
        desk.show();
        Look look;
        Overlay overlay(look, &desk.window, Overlay::Place::Middle);
        auto *button = new QPushButton(QStringLiteral("Yes"));
        overlay.setContent(button, 200);
        overlay.open(button);
        QCOMPARE(desk.press(button, Qt::Key_E), QStringList());
        QTest::keyClick(button, Qt::Key_Escape);
        QVERIFY(!overlay.isOpen());
        QCOMPARE(QApplication::focusWidget(), desk.list);
        QCOMPARE(desk.press(desk.list, Qt::Key_E), QStringList { QStringLiteral("inbox.done") });
    }

    void aTakenKeyIsRefusedWithWordsAndAFreeOneIsKept()
    {
        Desk desk;
        const auto refused = desk.shortcuts.rebind(QStringLiteral("inbox.done"), { QStringLiteral("J") });
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Conflict);
        QVERIFY(refused.error().message.contains(QStringLiteral("inbox.next")));
        QVERIFY(!desk.shortcuts.rebind(QStringLiteral("inbox.done"), { QStringLiteral("G") })); // begins G, I
        QVERIFY(desk.shortcuts.rebind(QStringLiteral("inbox.done"), { QStringLiteral("D") }));

        Shortcuts later(desk.settings);
        later.add(
            { QStringLiteral("inbox.done"), {}, Shortcuts::window, { QStringLiteral("E") }, {}, {}, {}, {}, false });
        QCOMPARE(later.keys(QStringLiteral("inbox.done")), QStringList { QStringLiteral("D") });
        later.resetAll();
        QCOMPARE(later.keys(QStringLiteral("inbox.done")), QStringList { QStringLiteral("E") });
    }

    void anotherPanelMayUseTheSameKey()
    {
        Desk desk;
        auto *calendar = new QWidget(&desk.window);
        desk.shortcuts.addScope(QStringLiteral("calendar"), QStringLiteral("Calendar"), calendar);
        desk.add("calendar.edit", "calendar", { QStringLiteral("E") });
        QCOMPARE(desk.shortcuts.keys(QStringLiteral("calendar.edit")), QStringList { QStringLiteral("E") });
        const KeyStroke e { Qt::Key_E, QStringLiteral("e"), Qt::NoModifier, 26, 0 };
        QCOMPARE(desk.shortcuts.actionFor(e, { QStringLiteral("calendar") }), QStringLiteral("calendar.edit"));
        QCOMPARE(desk.shortcuts.actionFor(e, { QStringLiteral("inbox") }), QStringLiteral("inbox.done"));
        QCOMPARE(desk.shortcuts.actionFor(e, { QStringLiteral("inbox") }, true), std::nullopt);
    }

    void capsAreCutAsOnTheKeyboard()
    {
        QCOMPARE(Shortcuts::capsOf(QStringLiteral("Ctrl+Shift+H")),
            (QStringList { QStringLiteral("Ctrl"), QStringLiteral("Shift"), QStringLiteral("H") }));
        QCOMPARE(Shortcuts::capsOf(QStringLiteral("Shift+Left")),
            (QStringList { QStringLiteral("Shift"), QStringLiteral("←") }));
        QCOMPARE(Shortcuts::capsOf(QStringLiteral("Return")), QStringList { QStringLiteral("↵") });
        QCOMPARE(Shortcuts::capsOf(QStringLiteral("G,I")), (QStringList { QStringLiteral("G"), QStringLiteral("I") }));
        QCOMPARE(
            Shortcuts::capsOf(QStringLiteral("Ctrl++")), (QStringList { QStringLiteral("Ctrl"), QStringLiteral("+") }));
    }
};

QTEST_MAIN(TestShortcuts)
#include "test_shortcuts.moc"
