#include "app/engine/engine.h"
#include "core/imports/importdoor.h"
#include "tests/support/shareddata.h"
#include "ui/kit/notice.h"
#include "ui/shell/importdialog.h"
#include "ui/shell/importtable.h"
#include "ui/shell/verdictlist.h"

#include <QClipboard>
#include <QComboBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;

namespace {

/// A desk with the engine over it, and the dialog that imports into it.
struct Open {
    Open()
    {
        if (!Engine::makeDesk(path, QStringLiteral("Desk"), QStringLiteral("Ada"), clock))
            qFatal("no desk to test with");
        engine = std::move(*Engine::open(path, EngineClaim::Role::Window, clock));
        dialog = std::make_unique<ImportDialog>(look, importDoor(engine->lane(), engine->desks().importer));
        dialog->show();
        dialog->activateWindow();
        rows = dialog->findChild<ImportTable *>();
        said = dialog->findChild<VerdictList *>();
        notice = dialog->findChild<Notice *>();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
    }
    ~Open() { dialog.reset(); }
    Open(const Open &) = delete;
    Open &operator=(const Open &) = delete;

    [[nodiscard]] QPushButton *button(const char *text) const
    {
        const auto all = dialog->findChildren<QPushButton *>();
        for (auto *each : all)
            if (each->text() == QLatin1String(text))
                return each;
        return nullptr;
    }
    /// Goes to the box over the column \a name by Tab and says there what it holds, by its first letters.
    void say(const QString &name, const QString &role)
    {
        for (int i = 0; i < 60; ++i) {
            auto *box = qobject_cast<QComboBox *>(QApplication::focusWidget());
            if (box && box->accessibleName().contains(QLatin1Char(' ') + name + QLatin1Char(' ')))
                break;
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        auto *box = qobject_cast<QComboBox *>(QApplication::focusWidget());
        QVERIFY2(box, qPrintable(name));
        const int wanted = box->findText(role);
        QVERIFY(wanted >= 0);
        QTest::keyClick(box, Qt::Key_Home);
        QPointer<QComboBox> still(box); // each choice reads the file again, which makes new boxes
        for (int i = 0; i < wanted && still; ++i)
            QTest::keyClick(still, Qt::Key_Down);
    }
    [[nodiscard]] QString written(const QByteArray &bytes) const
    {
        const QString file = folder.filePath(QStringLiteral("rows.csv"));
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("no room for a test file");
        return file;
    }
    [[nodiscard]] qint64 number(const char *sql) const
    {
        auto reader = Database::open(path, Database::Mode::Read);
        return reader ? (*reader)->number(sql).value_or(-1) : -1;
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("desk.wheelhouse"));
    SystemClock clock;
    Look look;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<ImportDialog> dialog;
    ImportTable *rows = nullptr;
    VerdictList *said = nullptr;
    Notice *notice = nullptr;
};

} // namespace

/// The dialog over the real importer, worked by keys.
class TestImportByKeys : public QObject {
    Q_OBJECT
private slots:
    void aRealFileIsMappedStoppedAndTakenInToTheEnd();
    void aColumnSaidWrongIsSaidRight();
    void badRowsSayWhereAndWhy();
};

void TestImportByKeys::aRealFileIsMappedStoppedAndTakenInToTheEnd()
{
    const QString file = qEnvironmentVariable("WH_SHARED_DATA") + QStringLiteral("/mentions/airline_2015.csv");
    if (!QFileInfo::exists(file))
        QSKIP("the real data is not here");
    Open open;
    QSignalSpy lots(open.dialog.get(), &ImportDialog::imported);
    open.dialog->openFile(file);
    QTRY_COMPARE_WITH_TIMEOUT(open.rows->rowCount(), 101, 20'000); // the boxes and a hundred rows
    QVERIFY(open.rows->cellWidget(0, 1));
    QCOMPARE(open.number("SELECT count(*) FROM mention"), 0); // nothing is written before one says so
    QTRY_VERIFY(open.button("&Import") && open.button("&Import")->isEnabled());
    open.button("&Import")->setFocus();
    QTest::keyClick(open.button("&Import"), Qt::Key_Return);
    QVERIFY(lots.wait(60'000));
    QTest::keyClick(open.dialog.get(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(open.button("&Go on") && open.button("&Go on")->isEnabled(), 60'000);
    QVERIFY(open.dialog->isVisible());
    QVERIFY(open.notice->words().contains(QStringLiteral("Stopped after row")));
    const qint64 sofar = open.number("SELECT count(*) FROM mention");
    QVERIFY2(sofar > 0 && sofar < 6746, qPrintable(QString::number(sofar)));
    QCOMPARE(open.number("SELECT count(*) FROM import WHERE state = 'paused'"), 1);
    open.button("&Go on")->setFocus();
    QTest::keyClick(open.button("&Go on"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(open.notice->words().contains(QStringLiteral("is in")), 120'000);
    QCOMPARE(open.number("SELECT count(*) FROM mention"), 6746);
    QCOMPARE(open.number("SELECT count(*) FROM import WHERE state = 'done'"), 1);
    QCOMPARE(open.number("SELECT count(*) FROM operation WHERE kind = 'import'"), 1);
}

void TestImportByKeys::aColumnSaidWrongIsSaidRight()
{
    Open open;
    open.dialog->openFile(open.written("id,author,text,created_at\n1,ada,Where is it,2026-01-05 08:00 UTC\n"
                                       "2,bo,Thank you,2026-01-05 09:00 UTC\n"));
    QTRY_COMPARE(open.rows->rowCount(), 3);
    open.rows->cellWidget(0, 1)->setFocus();
    open.say(QStringLiteral("text"), QStringLiteral("Left out"));
    QTRY_VERIFY(!open.button("&Import")->isEnabled()); // no text, no import, and it is said
    QTRY_VERIFY(!open.notice->words().isEmpty());
    QTRY_VERIFY(open.rows->cellWidget(0, 1));
    open.rows->cellWidget(0, 1)->setFocus();
    open.say(QStringLiteral("text"), QStringLiteral("Text"));
    QTRY_VERIFY(open.button("&Import")->isEnabled());
    open.button("&Import")->setFocus();
    QTest::keyClick(open.button("&Import"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(open.notice->words().contains(QStringLiteral("is in")), 20'000);
    QCOMPARE(open.number("SELECT count(*) FROM mention WHERE text = 'Thank you'"), 1);
    QVERIFY(!open.said->isVisible()); // nothing to say
}

void TestImportByKeys::badRowsSayWhereAndWhy()
{
    Open open;
    QByteArray bytes("id,author,text,created_at\n");
    for (int i = 1; i <= 3000; ++i)
        bytes += QByteArray::number(i) + ",ada,Row " + QByteArray::number(i) + ','
            + (i == 17 || i == 2500 ? "2026-02-30 08:00 UTC" : "2026-01-05 08:00 UTC") + '\n';
    open.dialog->openFile(open.written(bytes));
    QTRY_COMPARE(open.rows->rowCount(), 101);
    QCOMPARE(open.rows->refused(), 1); // of those shown
    QTRY_VERIFY(open.button("&Import")->isEnabled());
    QTest::keyClick(open.button("&Import"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(open.notice->words().contains(QStringLiteral("2,998 added")), 60'000);
    QVERIFY(open.said->isVisible());
    const QString text = open.said->text(); // rows counted as in the file, where the first holds the titles
    QCOMPARE(text.count(QLatin1Char('\n')), 2);
    QVERIFY2(text.contains(QStringLiteral("Row 18,")) && text.contains(QStringLiteral("created_at")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Row 2501,")), qPrintable(text));
    open.button("Cop&y the list")->setFocus();
    QTest::keyClick(open.button("Cop&y the list"), Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), text);
    const QString saved = open.folder.filePath(QStringLiteral("said.txt"));
    QVERIFY(open.said->saveTo(saved));
    QFile file(saved);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(file.readAll()), text);
    QVERIFY(!open.said->saveTo(QStringLiteral("/nowhere/said.txt")));
}

QTEST_MAIN(TestImportByKeys)
#include "test_importbykeys.moc"
