#include "tests/support/failingdisk.h"
#include "tests/ui/composer/composerdesk.h"
#include "ui/kit/notice.h"

#include <QMessageBox>

using namespace wheelhouse;

namespace {

const QByteArray queued = "SELECT count(*) FROM delivery WHERE state = 'queued'";
const QString words = QStringLiteral("Blend is back");

/// A post with words that is ready to go out the day after tomorrow. Both accounts have it.
struct Ready {
    Ready()
    {
        desk.begin();
        desk.type(desk.shared(), words);
        QTRY_COMPARE(desk.kept().words.shared.parts.first().text, words);
        desk.place({ desk.clock.now().date().addDays(2), QTime(9, 0), "Europe/Amsterdam" });
        QTRY_COMPARE(desk.panel->obstacle(), QString());
        desk.field(desk.shared()).setFocus();
        QTest::qWait(0);
    }
    /// Ctrl+Enter until \a count are queued: the hour may not have been read yet.
    void putIntoTheOutbox()
    {
        desk.press("Ctrl+Return");
        QTRY_COMPARE(desk.number(queued), 2);
        QTRY_VERIFY(desk.field(desk.shared()).isReadOnly()); // what is in the outbox goes out as it stands
    }
    /// Ctrl+Enter once more, and what is asked then is answered with \a keys.
    void answer(Qt::Key key)
    {
        desk.panel->setFocus();
        desk.press("Ctrl+Return");
        QTRY_VERIFY(qobject_cast<QMessageBox *>(QApplication::activeModalWidget()));
        QCOMPARE(desk.number(queued), 2);
        QWidget *box = QApplication::activeModalWidget();
        QTRY_VERIFY(box->isActiveWindow());
        QTest::keyClick(box->focusWidget() != nullptr ? box->focusWidget() : box, key);
        QTRY_VERIFY(!QApplication::activeModalWidget());
    }
    ComposerDesk desk;
};

} // namespace

/// A post goes into the outbox and out of it by keys, and by nothing that could not be kept.
class TestComposerPlan : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { FailingDisk::arm(0, FailingDisk::How::Once, SQLITE_OK); } // before any store is open

    void controlEnterPutsItIntoTheOutboxAndUndoTakesItOut()
    {
        Ready ready;
        ready.putIntoTheOutbox();
        ComposerDesk &desk = ready.desk;
        QVERIFY(desk.undo());
        QCOMPARE(desk.number(queued), 0);
        QTRY_VERIFY(!desk.field(desk.shared()).isReadOnly());
        QCOMPARE(desk.field(desk.shared()).toPlainText(), words);
    }

    void itIsTakenOutByTheSameKeyOnlyWhereThatIsConfirmedAndUndoPutsItBack()
    {
        Ready ready;
        ready.putIntoTheOutbox();
        ComposerDesk &desk = ready.desk;
        ready.answer(Qt::Key_Escape);
        QTest::qWait(0);
        QCOMPARE(desk.number(queued), 2);
        QVERIFY(desk.field(desk.shared()).isReadOnly());
        ready.answer(Qt::Key_Return);
        QTRY_COMPARE(desk.number(queued), 0);
        QTRY_VERIFY(!desk.field(desk.shared()).isReadOnly());
        QVERIFY(desk.undo());
        QCOMPARE(desk.number(queued), 2);
        QTRY_VERIFY(desk.field(desk.shared()).isReadOnly());
    }

    void aFullDiskKeepsWhatWasTypedOnTheScreenAndWritesItWhenThereIsRoom()
    {
        Ready ready;
        ComposerDesk &desk = ready.desk;
        desk.on([] { FailingDisk::arm(1, FailingDisk::How::ForEver, SQLITE_FULL); });
        desk.type(desk.shared(), QStringLiteral(" again"));
        auto *notice = desk.panel->findChild<Notice *>();
        QTRY_VERIFY(notice->isVisible());
        QCOMPARE(desk.field(desk.shared()).toPlainText(), words + QStringLiteral(" again"));
        QCOMPARE(desk.kept().words.shared.parts.first().text, words);
        desk.press("Ctrl+Return"); // what could not be kept is not what goes out
        QTest::qWait(700);
        QVERIFY(desk.on([] { return FailingDisk::disarm(); }));
        QCOMPARE(desk.number(queued), 0);
        QTRY_COMPARE_WITH_TIMEOUT(
            desk.kept().words.shared.parts.first().text, words + QStringLiteral(" again"), 30'000);
        desk.field(desk.shared()).setFocus();
        ready.putIntoTheOutbox();
        QCOMPARE(
            desk.number("SELECT count(*) FROM revision_variant WHERE CAST(content AS TEXT) LIKE '%back again%'"), 2);
    }
};

QTEST_MAIN(TestComposerPlan)
#include "test_composerplan.moc"
