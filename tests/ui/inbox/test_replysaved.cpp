#include "tests/ui/inbox/answering.h"

#include <QApplication>
#include <QLineEdit>

using namespace wheelhouse;

/// An answer begins with words that were saved, and goes out as it stands on the screen or not at all.
class TestReplySaved : public QObject {
    Q_OBJECT
private slots:
    void aSemicolonBringsSavedWordsThatAreFilledBeforeTheyGo()
    {
        Asked asked(QStringLiteral("{name}, your order {order} is in {place}."));
        Shown &shown = *asked.shown;
        shown.view.reply();
        QTest::keyClicks(shown.field(), QStringLiteral(";"));
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClick(QApplication::activePopupWidget()->findChild<QLineEdit *>(), Qt::Key_Return);
        // Whom one answers is known; the rest is asked for, one after the other.
        QTRY_COMPARE(shown.field()->toPlainText(), QStringLiteral("ada, your order {order} is in {place}."));
        QCOMPARE(shown.field()->textCursor().selectedText(), QStringLiteral("{order}"));
        QTRY_VERIFY(!shown.button(QStringLiteral("Send"))->isEnabled());
        QVERIFY(shown.says(QStringLiteral("{order}")));
        QTest::keyClicks(shown.field(), QStringLiteral("4711"));
        QTest::keyClick(shown.field(), Qt::Key_Tab);
        QCOMPARE(shown.field()->textCursor().selectedText(), QStringLiteral("{place}"));
        shown.press(Qt::ControlModifier);
        QVERIFY(shown.deliveries().isEmpty());
        QTest::keyClicks(shown.field(), QStringLiteral("Lille"));
        QTRY_VERIFY(shown.button(QStringLiteral("Send"))->isEnabled());
        shown.press(Qt::ControlModifier);
        QTRY_COMPARE(shown.deliveries().size(), 1);
        QCOMPARE(shown.deliveries().first().words, QStringLiteral("@ada@a.example ada, your order 4711 is in Lille."));
    }

    void behindAWordASemicolonIsOnlyASemicolon()
    {
        Asked asked(QStringLiteral("Thanks"));
        Shown &shown = *asked.shown;
        shown.view.reply();
        QTest::keyClicks(shown.field(), QStringLiteral("Well;"));
        QVERIFY(!QApplication::activePopupWidget());
        QTest::keyClicks(shown.field(), QStringLiteral(" ;"));
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!QApplication::activePopupWidget());
        QCOMPARE(shown.field()->toPlainText(), QStringLiteral("Well; ;"));
    }

    /// What is in the store is not what stands on the screen: neither goes.
    void whatTheStoreDoesNotTakeDoesNotGoOut()
    {
        Asked asked;
        Shown &shown = *asked.shown;
        QSignalSpy failed(&shown.view, &ConversationView::failed);
        shown.write(QStringLiteral("It is"));
        asked.desk.on([&] {
            TestDesk::must(asked.desk.desk().writer().run(
                "CREATE TRIGGER full BEFORE UPDATE OF text ON variant BEGIN SELECT raise(ABORT, 'full'); END"));
        });
        QTest::keyClicks(shown.field(), QStringLiteral(" not"));
        shown.press(withShift);
        QTRY_VERIFY(!failed.isEmpty());
        QTest::qWait(0);
        QVERIFY(shown.deliveries().isEmpty());
        QVERIFY(asked.desk.on([&] { return asked.desk.desk().stateOf(shown.conversation); }) != QStringLiteral("done"));
        QCOMPARE(shown.field()->toPlainText(), QStringLiteral("It is not"));
        asked.desk.on([&] { TestDesk::must(asked.desk.desk().writer().run("DROP TRIGGER full")); });
        QTRY_COMPARE_WITH_TIMEOUT(asked.desk.draftOf(shown.conversation), QStringLiteral("It is not"), 15'000);
        QTRY_VERIFY(shown.button(QStringLiteral("Send"))->isEnabled());
        shown.press(withShift);
        QTRY_COMPARE(shown.deliveries().size(), 1);
        QCOMPARE(shown.deliveries().first().words, QStringLiteral("@ada@a.example It is not"));
    }

private:
    static constexpr Qt::KeyboardModifiers withShift { Qt::ControlModifier | Qt::ShiftModifier };
};

QTEST_MAIN(TestReplySaved)
#include "test_replysaved.moc"
