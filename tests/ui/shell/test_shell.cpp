#include "ui/kit/label.h"
#include "ui/kit/panel.h"
#include "ui/kit/shortcuts.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/fuzzy.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/rail.h"
#include "ui/shell/welcomepanel.h"

#include <QAccessible>
#include <QListView>
#include <QListWidget>
#include <QScrollArea>
#include <QVBoxLayout>
#include <QtTest>

using namespace wheelhouse;

namespace {

class Room : public Panel {
public:
    explicit Room(const QString &title)
        : m_title(title)
    {
        auto *list = new QListWidget(this);
        list->setProperty("pane", true);
        list->setAccessibleName(QStringLiteral("List"));
        (new QVBoxLayout(this))->addWidget(list);
        setFocusProxy(list);
    }
    QString title() const override { return m_title; }
    QString iconName() const override { return QStringLiteral("inbox"); }
    QString goKey() const override { return QStringLiteral("I"); }
    using Panel::setBadge;

private:
    QString m_title;
};

struct House {
    QTemporaryDir folder;
    QSettings settings { folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat };
    Look look;
    Shortcuts shortcuts { settings };
    Room *room = new Room(QStringLiteral("Inbox"));
    MainWindow window { { room }, look, shortcuts, settings };

    House()
    {
        applyLook(*qApp, look);
        window.resize(1440, 900);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
    }
};

} // namespace

class TestShell : public QObject {
    Q_OBJECT
private slots:
    void wholeWordsFitBetterThanScatteredLetters()
    {
        const auto start = fit(QStringLiteral("hold"), QStringLiteral("Hold all posts"));
        const auto word = fit(QStringLiteral("hold"), QStringLiteral("Luuk Holder"));
        const auto inside = fit(QStringLiteral("hold"), QStringLiteral("Threshold"));
        const auto scattered = fit(QStringLiteral("hold"), QStringLiteral("Have one last door"));
        QVERIFY(start && word && inside && scattered);
        QVERIFY(start->score > word->score && word->score > inside->score && inside->score > scattered->score);
        QCOMPARE(word->places, (QList<int> { 5, 6, 7, 8 }));
        QCOMPARE(scattered->places, (QList<int> { 0, 5, 9, 14 }));
    }

    void lettersMustOccurInTheirOrder()
    {
        QVERIFY(!fit(QStringLiteral("dloh"), QStringLiteral("Hold all posts")));
        QVERIFY(fit(QStringLiteral("ab"), QStringLiteral("xab y a"))); // looking ahead must not lose what fits
        QVERIFY(fit(QString(), QStringLiteral("anything")));
    }

    void theSettingsRestInTheRailAndOnlyRoomsThatExistAreShown()
    {
        House house;
        const auto buttons = house.window.findChildren<RailButton *>();
        QCOMPARE(buttons.size(), 2);
        QCOMPARE(buttons.first()->accessibleName(), QStringLiteral("Inbox"));
        house.room->setBadge(3);
        QVERIFY(buttons.first()->accessibleName().contains(QLatin1Char('3')));
    }

    void aNarrowWindowHasANarrowRail()
    {
        House house;
        auto *rail = house.window.findChild<Rail *>();
        QCOMPARE(rail->width(), 72);
        house.window.resize(1024, 700);
        QTRY_COMPARE(rail->width(), 48);
    }

    /// Its keyboard would else be where nobody sees it.
    void aCommandOfARoomThatIsNotShownBringsTheRoom()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        Look look;
        Shortcuts shortcuts(settings);
        auto *inbox = new Room(QStringLiteral("Inbox"));
        auto *composer = new Room(QStringLiteral("Compose"));
        MainWindow window({ inbox, composer }, look, shortcuts, settings);
        window.show();
        shortcuts.addScope(QStringLiteral("composer"), QStringLiteral("Compose"), composer);
        bool wasSeen = false;
        shortcuts.add({ QStringLiteral("composer.new"), QStringLiteral("Write a post"), QStringLiteral("composer"), {},
            {}, [&] { wasSeen = composer->isVisible(); }, {}, {}, false });
        QVERIFY(inbox->isVisible() && !composer->isVisible());
        QVERIFY(shortcuts.run(QStringLiteral("composer.new")));
        QVERIFY(wasSeen);
    }

    void thePaletteFindsCommandsAndRunsThem()
    {
        House house;
        bool ran = false;
        house.shortcuts.add({ QStringLiteral("test.hold"), QStringLiteral("Hold all posts"), Shortcuts::window, {}, {},
            [&ran] { ran = true; }, {}, {}, false });
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_K, Qt::ControlModifier);
        CommandPalette &palette = house.window.palette();
        QVERIFY(palette.isOpen());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(">hoap"));
        QCOMPARE(palette.shown().value(1), QStringLiteral("Hold all posts"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(ran && !palette.isOpen());
        QVERIFY(house.room->isAncestorOf(QApplication::focusWidget()));
    }

    void aLateAnswerToAnOldQuestionIsDropped()
    {
        House house;
        QList<std::pair<QString, PaletteDeliver>> asked;
        CommandPalette &palette = house.window.palette();
        palette.addSource(QLatin1Char('@'), [&asked](const QString &words, const PaletteDeliver &deliver) {
            asked.append({ words, deliver });
        });
        palette.openWith(QStringLiteral("@k"));
        palette.openWith(QStringLiteral("@ko"));
        const PaletteEntry kim { QStringLiteral("People"), QStringLiteral("Kim Koe"), {}, {}, QStringLiteral("Kim Koe"),
            {}, [] {} };
        const PaletteEntry kofi { QStringLiteral("People"), QStringLiteral("Kofi"), {}, {}, QStringLiteral("Kofi"), {},
            [] {} };
        asked.constFirst().second({ kim });
        QVERIFY(palette.shown().isEmpty());
        asked.constLast().second({ kofi });
        QCOMPARE(palette.shown(), (QStringList { QStringLiteral("People"), QStringLiteral("Kofi") }));
    }

    void whatWasChosenStaysChosenWhenAnAnswerComesLate()
    {
        House house;
        PaletteDeliver late;
        CommandPalette &palette = house.window.palette();
        for (const char *name : { "Pour over", "Pour under", "Pour beside" })
            house.shortcuts.add(
                { QLatin1String(name), QLatin1String(name), Shortcuts::window, {}, {}, [] {}, {}, {}, false });
        palette.addSource(
            QLatin1Char('@'), [&late](const QString &, const PaletteDeliver &deliver) { late = deliver; });
        palette.openWith(QStringLiteral("pour"));
        auto *rows = palette.findChild<QListView *>();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        const QString chosen = rows->currentIndex().data().toString();
        QVERIFY(chosen.startsWith(QLatin1String("Pour")));
        late({ { QStringLiteral("People"), QStringLiteral("Pour"), {}, {}, QStringLiteral("Pour"), {}, [] {} } });
        QCOMPARE(palette.shown().value(1), QStringLiteral("Pour")); // it fits best
        QCOMPARE(rows->currentIndex().data().toString(), chosen);
    }

    void lettersBelongToTheMenuBarWhileItHasTheKeyboard()
    {
        House house;
        int ran = 0;
        house.shortcuts.add({ QStringLiteral("test.x"), QStringLiteral("Close"), Shortcuts::window,
            { QStringLiteral("X") }, {}, [&ran] { ++ran; }, {}, {}, false });
        auto *menus = house.window.findChild<QMenuBar *>();
        menus->setFocus();
        QTest::keyClick(menus, Qt::Key_X);
        QCOMPARE(ran, 0);
        house.room->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_X);
        QCOMPARE(ran, 1);
    }

    void tabStaysInsideThePalette()
    {
        House house;
        CommandPalette &palette = house.window.palette();
        palette.openWith();
        for (int i = 0; i < 5; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(palette.isAncestorOf(QApplication::focusWidget()));
        }
    }

    void undoIsOfferedByNameAndAskedForByAKeyOrALink()
    {
        House house;
        QSignalSpy undo(&house.window, &MainWindow::undoRequested);
        auto *link = house.window.findChild<Link *>();
        QVERIFY(!link->isVisible());
        house.window.setUndo(QStringLiteral("Snoozed “Lid”"));
        QVERIFY(link->isVisible());
        QVERIFY(link->accessibleName().contains(QStringLiteral("Lid")));
        QTest::mouseClick(link, Qt::LeftButton);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(undo.count(), 2);
    }

    void f6WalksThePanes()
    {
        House house;
        house.room->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, Qt::ShiftModifier);
        QVERIFY(house.window.findChild<Rail *>()->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        QVERIFY(house.room->isAncestorOf(QApplication::focusWidget()));
    }

    void theWelcomeTakesKeysAndDoesNotPretend()
    {
        House house;
        auto *welcome = new WelcomePanel(house.look);
        house.window.showFront(welcome);
        QSignalSpy sample(welcome, &WelcomePanel::sampleDataRequested);
        QSignalSpy start(welcome, &WelcomePanel::newDeskRequested);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_4);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_2);
        QCOMPARE(sample.count(), 1);
        QCOMPARE(start.count(), 0);
    }

    void namesThatLookLikeHtmlStayNames()
    {
        const Look look;
        const TextLabel label(look, Type::Body, Ink::First, QStringLiteral("<b>Bobby</b>"));
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QVERIFY(!plainTip(QStringLiteral("<img src=x>")).contains(QStringLiteral("<img")));
        QCOMPARE(plainTip(QStringLiteral("Kofi & Co")), QStringLiteral("Kofi & Co"));
    }

    void everyControlHasAName()
    {
        House house;
        auto *welcome = new WelcomePanel(house.look);
        house.window.showFront(welcome);
        house.window.palette().openWith();
        for (const QWidget *widget : house.window.findChildren<QWidget *>()) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus)
                || qobject_cast<const QScrollArea *>(widget))
                continue;
            QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
            QVERIFY2(spoken && !spoken->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        }
    }
};

QTEST_MAIN(TestShell)
#include "test_shell.moc"
