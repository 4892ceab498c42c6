#include "core/imports/importdoor.h"
#include "tests/support/pseudolocale.h"
#include "translations/language.h"
#include "ui/kit/panel.h"
#include "ui/kit/shortcuts.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/importdialog.h"
#include "ui/shell/keyssheet.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/newdeskdialog.h"
#include "ui/shell/preferences.h"
#include "ui/shell/welcomepanel.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

/// A room of people's own words, as the inbox is to the shell.
class Room : public Panel {
public:
    Room()
    {
        auto *list = new QListWidget(this);
        list->setProperty("pane", true);
        list->setProperty("dataText", true);
        (new QVBoxLayout(this))->addWidget(list);
        setFocusProxy(list);
    }
    QString title() const override { return MainWindow::tr("Next pane"); } // some words that are translated
    QString iconName() const override { return QStringLiteral("inbox"); }
    QString goKey() const override { return QStringLiteral("I"); }
};

struct House {
    QTemporaryDir folder;
    QSettings settings { folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat };
    Look look;
    Shortcuts shortcuts { settings };
    Room *room = new Room;
    MainWindow window { { room }, look, shortcuts, settings };

    explicit House(QSize size, int textScale = 100)
    {
        look.setTextScale(textScale);
        applyLook(*qApp, look);
        window.setAccount(QStringLiteral("Ines Okafor"));
        window.setDuty(QStringLiteral("Tomasz Wilk"), MainWindow::tr("Previous pane"));
        window.setSync(MainWindow::tr("Text as delivered"), SyncState::Fine);
        window.resize(size);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::qWait(30); // the menus are filled when the queue comes round
    }
};

/// Kept where WH_PICTURES says, for eyes.
void picture(QWidget *shown, const QString &name)
{
    const QString folder = qEnvironmentVariable("WH_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(shown->grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name).arg(shown->window()->width())));
}

void hasNothingForgotten(QWidget *shown, const QString &name)
{
    picture(shown, name);
    const QStringList found = untranslated(shown) + clipped(shown);
    QVERIFY2(found.isEmpty(), qPrintable(name + QLatin1String(": ") + found.join(QLatin1Char('\n'))));
}

} // namespace

class TestPseudoShell : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString sheet()
    {
        const QString path = m_dir.filePath(QStringLiteral("rows.csv"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no room for a test file");
        file.write(
            "id,author,text,created_at\n"
            "1,kofi,\"The roast is late again, and this is the third time since the summer\",2026-01-05 08:00 UTC\n"
            "2,ines,\"Thank you for the quick answer\",2026-02-30 08:00 UTC\n");
        return path;
    }
    static void sizes()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("wide") << QSize(1440, 900);
        QTest::newRow("narrow") << QSize(1024, 700);
    }

private slots:
    void initTestCase() { QVERIFY(speak(QStringLiteral("xx"))); }

    void theWindow_data() { sizes(); }
    void theWindow()
    {
        QFETCH(QSize, size);
        House house(size);
        house.window.setUndo(MainWindow::tr("Light or dark like the system"));
        house.window.setStoreFacts(MainWindow::tr("Roomy or tight rows"));
        house.window.setBanner(Tint::Amber, QStringLiteral("dialog-warning"), MainWindow::tr("Larger text"),
            MainWindow::tr("Light or dark like the system"), { { MainWindow::tr("Undo"), [] {} } });
        QTest::qWait(10);
        hasNothingForgotten(&house.window, QStringLiteral("window"));
    }

    void theWelcome_data() { sizes(); }
    void theWelcome()
    {
        QFETCH(QSize, size);
        House house(size);
        house.window.showFront(new WelcomePanel(house.look));
        QTest::qWait(10);
        hasNothingForgotten(&house.window, QStringLiteral("welcome"));
    }

    void thePalette_data() { sizes(); }
    void thePalette()
    {
        QFETCH(QSize, size);
        House house(size);
        for (const char sign : { '@', '#' })
            house.window.palette().addSource(QLatin1Char(sign), [](const QString &, const PaletteDeliver &) {});
        house.window.palette().openWith();
        hasNothingForgotten(&house.window, QStringLiteral("palette"));
    }

    void theKeys_data() { sizes(); }
    void theKeys()
    {
        QFETCH(QSize, size);
        House house(size);
        std::ignore = house.shortcuts.run(QStringLiteral("help.keys"));
        hasNothingForgotten(&house.window, QStringLiteral("keys"));
    }

    void thePreferences_data() { sizes(); }
    void thePreferences()
    {
        QFETCH(QSize, size);
        House house(size);
        Preferences dialog(house.look, house.shortcuts, &house.window);
        dialog.show();
        for (int page = 0; page < 2; ++page) {
            dialog.showPage(page);
            QTest::qWait(10);
            hasNothingForgotten(&dialog, QStringLiteral("preferences%1").arg(page));
        }
    }

    void theNewDesk_data() { sizes(); }
    void theNewDesk()
    {
        QFETCH(QSize, size);
        House house(size);
        for (const bool thenImport : { false, true }) {
            QTimer::singleShot(50, this, [thenImport] {
                auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
                QVERIFY(dialog);
                const auto later = qScopeGuard([dialog] { dialog->reject(); });
                hasNothingForgotten(dialog, QStringLiteral("newdesk%1").arg(int(thenImport)));
            });
            QVERIFY(!NewDeskDialog::ask(&house.window, house.look, thenImport));
        }
    }

    void theImport_data() { sizes(); }
    void theImport()
    {
        QFETCH(QSize, size);
        House house(size);
        ImportDialog dialog(
            house.look, [](auto &, bool, const auto &) -> Result<ImportState> { return ImportState {}; },
            &house.window);
        dialog.show();
        hasNothingForgotten(&dialog, QStringLiteral("import-empty"));
        auto *rows = dialog.findChild<QTableWidget *>();
        dialog.openFile(sheet());
        QTRY_COMPARE(rows->rowCount(), 3);
        QTest::qWait(10);
        hasNothingForgotten(&dialog, QStringLiteral("import"));
        for (int column = 1; column < rows->columnCount(); ++column) // the choice above a column can be read
            QVERIFY(rows->columnWidth(column) >= rows->cellWidget(0, column)->sizeHint().width());
    }

    void theMenusKeepTheirRoom_data()
    {
        QTest::addColumn<int>("scale");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("large") << 160 << Qt::LeftToRight;
        QTest::newRow("large, right to left") << 160 << Qt::RightToLeft;
        QTest::newRow("right to left") << 100 << Qt::RightToLeft;
    }
    void theMenusKeepTheirRoom()
    {
        QFETCH(int, scale);
        QFETCH(Qt::LayoutDirection, direction);
        const auto back = qScopeGuard([] { QApplication::setLayoutDirection(Qt::LeftToRight); });
        House house(QSize(1024, 700));
        QApplication::setLayoutDirection(direction);
        house.look.setTextScale(scale);
        applyLook(*qApp, house.look);
        QTest::qWait(30);
        picture(&house.window, QStringLiteral("menus-%1-%2").arg(scale).arg(int(direction)));
        auto *menus = house.window.findChild<QMenuBar *>();
        QVERIFY(menus->actions().size() >= 5);
        for (QAction *entry : menus->actions())
            QVERIFY2(menus->rect().contains(menus->actionGeometry(entry)) && !menus->actionGeometry(entry).isEmpty(),
                qPrintable(entry->text()));
        QCOMPARE(house.window.width(), 1024);
    }
};

QTEST_MAIN(TestPseudoShell)
#include "test_pseudoshell.moc"
