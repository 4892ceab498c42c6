#include "ui/kit/notice.h"
#include "ui/kit/shortcuts.h"
#include "ui/shell/keyssheet.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QtTest>

using namespace wheelhouse;

namespace {

struct Sheet {
    QTemporaryDir folder;
    QSettings settings { folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat };
    Look look;
    Shortcuts shortcuts { settings };
    KeysView view { look, shortcuts };
    QListView *list = view.findChild<QListView *>();
    Notice *notice = view.findChild<Notice *>();

    Sheet()
    {
        const auto add = [this](const char *id, const QString &text, const QString &key) {
            shortcuts.add({ QString::fromLatin1(id), text, Shortcuts::window, { key }, {}, [] {}, {}, {}, false });
        };
        add("test.done", QStringLiteral("Done"), QStringLiteral("E"));
        add("test.reply", QStringLiteral("Reply"), QStringLiteral("R"));
        add("test.go", QStringLiteral("Go to Inbox"), QStringLiteral("G,I"));
        view.resize(600, 400);
        view.show();
        choose(QStringLiteral("Done"));
    }
    void choose(const QString &text)
    {
        const QAbstractItemModel *model = list->model();
        for (int row = 0; row < model->rowCount(); ++row)
            if (model->index(row, 0).data().toString() == text)
                list->setCurrentIndex(model->index(row, 0));
        QCOMPARE(list->currentIndex().data().toString(), text);
    }
    QStringList keys(const char *id) const { return shortcuts.keys(QString::fromLatin1(id)); }
};

} // namespace

class TestKeysView : public QObject {
    Q_OBJECT
private slots:
    void enterListensAndTheNextKeyIsTheNewOne()
    {
        Sheet sheet;
        QTest::keyClick(sheet.list, Qt::Key_Return);
        QTest::keyClick(sheet.list, Qt::Key_D);
        QCOMPARE(sheet.keys("test.done"), QStringList { QStringLiteral("D") });
        QVERIFY(sheet.notice->words().isEmpty());
        const QString spoken = sheet.list->currentIndex().data(Qt::AccessibleTextRole).toString();
        QCOMPARE(spoken, QStringLiteral("Done: D"));
    }

    void aKeyThatIsTakenIsRefusedAndSaid()
    {
        Sheet sheet;
        QTest::keyClick(sheet.list, Qt::Key_Return);
        QTest::keyClick(sheet.list, Qt::Key_R);
        QCOMPARE(sheet.keys("test.done"), QStringList { QStringLiteral("E") });
        QVERIFY(sheet.notice->words().contains(QStringLiteral("Reply")));
    }

    void escapeLeavesItAndBackspaceTakesItAway()
    {
        Sheet sheet;
        QTest::keyClick(sheet.list, Qt::Key_Return);
        QTest::keyClick(sheet.list, Qt::Key_Escape);
        QCOMPARE(sheet.keys("test.done"), QStringList { QStringLiteral("E") });
        QTest::keyClick(sheet.list, Qt::Key_Return);
        QTest::keyClick(sheet.list, Qt::Key_Backspace);
        QVERIFY(sheet.keys("test.done").isEmpty());
        QCOMPARE(sheet.list->currentIndex().data(Qt::AccessibleTextRole).toString(), QStringLiteral("Done, no key"));
    }

    void whatIsTypedNarrowsTheRows()
    {
        Sheet sheet;
        const auto shown = [&sheet] {
            QStringList rows;
            for (int row = 0; row < sheet.list->model()->rowCount(); ++row)
                if (sheet.list->model()->index(row, 0).flags().testFlag(Qt::ItemIsSelectable))
                    rows.append(sheet.list->model()->index(row, 0).data().toString());
            return rows;
        };
        QCOMPARE(shown().size(), 3);
        QTest::keyClicks(sheet.list, QStringLiteral("inb"));
        QCOMPARE(shown(), QStringList { QStringLiteral("Go to Inbox") });
        QCOMPARE(sheet.list->currentIndex().data().toString(), QStringLiteral("Go to Inbox"));
        QTest::keyClick(sheet.list, Qt::Key_Backspace);
        QTest::keyClicks(sheet.list, QStringLiteral("xyz"));
        QVERIFY(shown().isEmpty());
        QTest::keyClick(sheet.list, Qt::Key_Escape);
        QCOMPARE(shown().size(), 3);
        auto *words = sheet.view.findChild<QLineEdit *>();
        QTest::keyClicks(words, QStringLiteral("G I")); // by its key
        QCOMPARE(shown(), QStringList { QStringLiteral("Go to Inbox") });
        QTest::keyClick(words, Qt::Key_Return);
        QTest::keyClick(sheet.list, Qt::Key_Return); // and changed
        QTest::keyClick(sheet.list, Qt::Key_Q);
        QCOMPARE(sheet.keys("test.go"), QStringList { QStringLiteral("Q") });
    }

    void theCommandOfTheKeyThatWasTypedIsTheOneThatOneIsOn()
    {
        Sheet sheet;
        sheet.choose(QStringLiteral("Done"));
        QTest::keyClicks(sheet.list, QStringLiteral("r"));
        QCOMPARE(sheet.list->currentIndex().data().toString(), QStringLiteral("Reply"));
        QTest::keyClick(sheet.list, Qt::Key_Escape);
        sheet.choose(QStringLiteral("Reply"));
        QTest::keyClicks(sheet.list, QStringLiteral("e")); // in "Reply" too
        QCOMPARE(sheet.list->currentIndex().data().toString(), QStringLiteral("Done"));
    }

    void whatWorksWhereOneIsComesFirst()
    {
        Sheet sheet;
        QWidget room;
        sheet.shortcuts.addScope(QStringLiteral("room"), QStringLiteral("Room"), &room);
        sheet.shortcuts.add({ QStringLiteral("room.hold"), QStringLiteral("Hold"), QStringLiteral("room"),
            { QStringLiteral("H") }, {}, [] {}, {}, {}, false });
        QTest::keyClicks(sheet.list, QStringLiteral("re"));
        sheet.view.begin({ QStringLiteral("room") });
        QCOMPARE(sheet.list->model()->index(0, 0).data().toString(), QStringLiteral("Room"));
        QCOMPARE(sheet.list->currentIndex().data().toString(), QStringLiteral("Hold"));
        QCOMPARE(sheet.list->model()->rowCount(), 6); // four commands, two titles: nothing narrows them any more
    }

    void aKeyThatOpensAChordWaitsForItsSecond()
    {
        Sheet sheet;
        QTest::keyClick(sheet.list, Qt::Key_Return);
        QTest::keyClick(sheet.list, Qt::Key_G);
        QCOMPARE(sheet.keys("test.done"), QStringList { QStringLiteral("E") });
        QTest::keyClick(sheet.list, Qt::Key_D);
        QCOMPARE(sheet.keys("test.done"), QStringList { QStringLiteral("G,D") });
    }

    void allKeysComeBackAndWhatWasChangedIsKept()
    {
        Sheet sheet;
        QTest::keyClick(sheet.list, Qt::Key_Return);
        QTest::keyClick(sheet.list, Qt::Key_D);
        Shortcuts after(sheet.settings); // the next start
        after.add({ QStringLiteral("test.done"), QStringLiteral("Done"), Shortcuts::window, { QStringLiteral("E") }, {},
            [] {}, {}, {}, false });
        QCOMPARE(after.keys(QStringLiteral("test.done")), QStringList { QStringLiteral("D") });
        sheet.view.findChild<QPushButton *>()->click();
        QCOMPARE(sheet.keys("test.done"), QStringList { QStringLiteral("E") });
    }

    void singleLettersCanBeSwitchedOff()
    {
        Sheet sheet;
        auto *box = sheet.view.findChild<QCheckBox *>();
        QVERIFY(box->isChecked() && sheet.shortcuts.singleKeys());
        box->click();
        QVERIFY(!sheet.shortcuts.singleKeys());
    }
};

QTEST_MAIN(TestKeysView)
#include "test_keysview.moc"
