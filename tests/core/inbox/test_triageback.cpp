#include "tests/support/desk.h"

using namespace wheelhouse;

/// Taking a step back, or doing it again, when somebody wrote in between.
class TestTriageBack : public QObject {
    Q_OBJECT
private slots:
    void whatCameInAfterAReopenIsNotFiledAsDone()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QVERIFY(desk.triage.done({ row }));
        QVERIFY(desk.triage.reopen({ row }));
        answer(desk);
        const auto undone = desk.undo.back();
        QVERIFY(undone);
        QCOMPARE(undone->kept, 1);
        QCOMPARE(desk.stateOf(row), QStringLiteral("open"));
        QCOMPARE(desk.database.number("SELECT done_at IS NULL AND unread FROM conversation"), 1);
        QVERIFY(desk.talliesAreTrue());
    }
    void aReopenThatNobodyAnsweredIsTakenBackWhole()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QVERIFY(desk.triage.done({ row }));
        QVERIFY(desk.triage.reopen({ row }));
        // Our own word is no news.
        desk.receive({ desk.saying(QStringLiteral("o"), QStringLiteral("On its way"), 5, QStringLiteral("q"),
                         QStringLiteral("us")) },
            true);
        QCOMPARE(desk.undo.back()->kept, 0);
        QCOMPARE(desk.stateOf(row), QStringLiteral("done"));
        QCOMPARE(desk.database.number("SELECT done_at IS NOT NULL FROM conversation"), 1);
    }
    void doneIsNotDoneAgainOverANewMessage()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QVERIFY(desk.triage.done({ row }));
        QVERIFY(desk.undo.back());
        answer(desk);
        QCOMPARE(desk.undo.again()->kept, 1);
        QCOMPARE(desk.stateOf(row), QStringLiteral("new"));
        QCOMPARE(desk.database.number("SELECT unread FROM conversation"), 1);
        QVERIFY(desk.talliesAreTrue());
    }
    void anAnswerInBetweenDoesNotKeepAnAssignmentFromBeingTakenBack()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QVERIFY(desk.triage.assign({ row }, desk.me()));
        answer(desk);
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.database.number("SELECT assignee IS NULL FROM conversation"), 1);
        answer(desk, QStringLiteral("s"));
        QVERIFY(desk.undo.again());
        QCOMPARE(desk.database.number("SELECT assignee FROM conversation"), desk.me());
        QCOMPARE(desk.stateOf(row), QStringLiteral("open"));
        // Nobody has read what came in.
        QCOMPARE(desk.database.number("SELECT unread FROM conversation"), 1);
        QVERIFY(desk.talliesAreTrue());
    }

private:
    static qint64 oneQuestion(TestDesk &desk)
    {
        desk.receive({ desk.saying(QStringLiteral("q"), QStringLiteral("Where is my parcel?"), 10) });
        return desk.conversationOf(QStringLiteral("q"));
    }
    static void answer(TestDesk &desk, const QString &name = QStringLiteral("r"))
    {
        desk.clock.advance(std::chrono::minutes(5));
        desk.receive({ desk.saying(name, QStringLiteral("It is still not here"), 0, QStringLiteral("q")) });
    }
};

QTEST_GUILESS_MAIN(TestTriageBack)
#include "test_triageback.moc"
