#include "core/operations/verify.h"
#include "tests/support/desk.h"
#include "tests/support/rounds.h"

#include <QRandomGenerator>

using namespace wheelhouse;

class TestTriage : public QObject {
    Q_OBJECT
private slots:
    void anActIsWrittenWithItsEffectAndTakenBack()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        const auto acted = desk.triage.done({ row });
        QVERIFY(acted);
        QCOMPARE(acted->changed, 1);
        QVERIFY(acted->sentence.contains(QStringLiteral("Where is my parcel?")));
        QCOMPARE(desk.stateOf(row), QStringLiteral("done"));
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation"), 1);
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.stateOf(row), QStringLiteral("new"));
        QCOMPARE(desk.database.number("SELECT unread FROM conversation"), 1);
        QVERIFY(desk.undo.again());
        QCOMPARE(desk.stateOf(row), QStringLiteral("done"));
        QCOMPARE(desk.undo.again().error().kind, Error::Kind::Missing);
        QVERIFY(desk.talliesAreTrue());
        QVERIFY(verifyChain(desk.log)->holds());
    }
    void aStepThatWasTakenBackStaysSoInTheThread()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QVERIFY(desk.triage.done({ row }));
        QVERIFY(desk.undo.back());
        QVERIFY(desk.triage.assign({ row }, desk.me())); // the branch ends: done can no longer be done again
        const auto acts = TestDesk::must(desk.mentions.acts(row, 10));
        QCOMPARE(acts.size(), 2);
        QVERIFY(acts.first().isTakenBack);
        QVERIFY(!acts.last().isTakenBack);
    }
    void manyDoneAtOnceAreAllFoundPageByPage()
    {
        TestDesk desk;
        QList<Arrival> arrivals;
        for (int i = 0; i < 250; ++i)
            arrivals.append(desk.saying(QStringLiteral("m%1").arg(i), QStringLiteral("hello"), 300 - i));
        desk.receive(arrivals);
        QList<qint64> all;
        for (int i = 0; i < 250; ++i)
            all.append(desk.conversationOf(QStringLiteral("m%1").arg(i)));
        TestDesk::must(desk.triage.done(all));
        for (const auto way : { MentionStore::Way::Onwards, MentionStore::Way::Back }) {
            QSet<qint64> found;
            std::optional<ListPlace> place;
            for (int page = 0; page < 9; ++page) {
                const auto items =
                    TestDesk::must(desk.mentions.page({ View::Kind::DoneToday, 0 }, Order::Newest, place, 40, 0, way));
                for (const ConversationItem &item : items)
                    found.insert(item.row);
                if (!items.isEmpty())
                    place = way == MentionStore::Way::Onwards ? items.last().place() : items.first().place();
            }
            QCOMPARE(found.size(), 250);
        }
    }
    void noOperationBearsAWordThatSomebodyWrote()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QVERIFY(desk.triage.done({ row }));
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE payload LIKE '%parcel%'"), 0);
    }
    void anActThatMeansNothingWritesNothing()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        const auto acted = desk.triage.notSpam({ row });
        QVERIFY(acted);
        QCOMPARE(acted->changed, 0);
        QCOMPARE(acted->left, 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation"), 0);
    }
    void whatSomebodyChangedSinceIsLeftAlone()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QVERIFY(desk.triage.assign({ row }, desk.me()));
        // Another desk's act, as sync will bring it: not on this person's stack.
        QVERIFY(desk.writer().run("UPDATE conversation SET assignee = NULL"));
        QVERIFY(desk.writer().run("UPDATE tally SET n = n - 1 WHERE kind = 'assignee' AND key <> 0"));
        QVERIFY(desk.writer().run("INSERT INTO tally (kind, key, state, n) VALUES ('assignee', 0, 'open', 1)"
                                  " ON CONFLICT DO UPDATE SET n = n + 1"));
        const auto undone = desk.undo.back();
        QVERIFY(undone);
        QCOMPARE(undone->kept, 1);
        QCOMPARE(desk.stateOf(row), QStringLiteral("new"));
        QCOMPARE(desk.database.number("SELECT assignee IS NULL FROM conversation"), 1);
        QVERIFY(desk.talliesAreTrue());
    }
    void somethingNewEndsRedo()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QVERIFY(desk.triage.escalate({ row }, true));
        QVERIFY(desk.undo.back());
        QVERIFY(desk.triage.wait({ row }));
        QCOMPARE(desk.undo.again().error().kind, Error::Kind::Missing);
    }
    void aPastHourIsRefusedAndSoIsASnoozeWithoutEnd()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QCOMPARE(
            desk.triage.snooze({ row }, { desk.clock.now().addSecs(-1), {}, SnoozeMode::TimeOrReply }).error().kind,
            Error::Kind::Refused);
        QCOMPARE(desk.triage.snooze({ row }, { {}, {}, SnoozeMode::None }).error().kind, Error::Kind::Refused);
    }
    void whatSleptWakesAtItsHourAndSaysWhenItWasLate()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QVERIFY(desk.triage.snooze({ row }, { desk.clock.now().addSecs(3600), {}, SnoozeMode::TimeOrReply }));
        QCOMPARE(desk.triage.wakeDue().value(), 0);
        desk.clock.advance(std::chrono::hours(4));
        QCOMPARE(desk.triage.wakeDue().value(), 1);
        QCOMPARE(desk.stateOf(row), QStringLiteral("open"));
        QCOMPARE(desk.database.number("SELECT woke = 'late' FROM conversation"), 1);
        QVERIFY(desk.talliesAreTrue());
    }
    void anotherMembersClaimIsRespectedUntilItRunsOut()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        auto transaction = Transaction::begin(desk.writer());
        const auto other =
            TestDesk::must(desk.roster.add(*transaction, desk.log, { 0, {}, QStringLiteral("Tomasz"), 0, {}, false }));
        QVERIFY(transaction->commit());
        QVERIFY(desk.writer().run(("UPDATE conversation SET claimed_by = " + QByteArray::number(other.row)
            + ", claimed_until = " + QByteArray::number(desk.clock.nowMs() + 60'000))
                                      .constData()));
        QCOMPARE(desk.triage.claim(row).error().kind, Error::Kind::Conflict);
        desk.clock.advance(std::chrono::minutes(2));
        QVERIFY(desk.triage.claim(row));
    }
    void countsEqualCountingAfterAnyScriptOfActs()
    {
        TestDesk desk;
        QList<Arrival> arrivals;
        for (int i = 0; i < 60; ++i)
            arrivals.append(desk.saying(QString::number(i), QStringLiteral("text %1").arg(i), 60 - i,
                i % 4 == 3 ? QString::number(i - 1) : QString()));
        desk.receive(arrivals);
        QVERIFY(desk.writer().run(
            "INSERT INTO label (id, name) VALUES (randomblob(16), 'Refund'), (randomblob(16), 'Press')"));
        QVERIFY(desk.writer().run("INSERT INTO department (id, name) VALUES (randomblob(16), 'Care')"));
        QRandomGenerator dice(20261012);
        const int steps = rounds("random acts of triage", 1'500, 20'000);
        for (int step = 0; step < steps; ++step) {
            QVERIFY(oneAct(desk, dice));
            if (step % 50 == 0)
                QVERIFY(desk.talliesAreTrue());
        }
        QVERIFY(desk.talliesAreTrue());
        QVERIFY(verifyChain(desk.log)->holds());
        while (desk.undo.back()) { }
        QCOMPARE(
            desk.database.number("SELECT count(*) FROM conversation WHERE assignee IS NOT NULL OR escalated = 1"), 0);
        QVERIFY(desk.talliesAreTrue());
    }

private:
    static qint64 oneQuestion(TestDesk &desk)
    {
        desk.receive({ desk.saying(QStringLiteral("q"), QStringLiteral("Where is my parcel?"), 10) });
        return desk.conversationOf(QStringLiteral("q"));
    }
    static bool oneAct(TestDesk &desk, QRandomGenerator &dice)
    {
        QList<qint64> some;
        Statement pick(
            desk.writer(), "SELECT row FROM conversation WHERE state <> 'merged' ORDER BY row LIMIT 3 OFFSET ?1");
        some = TestDesk::must(pick.all<qint64>([](const Row &row) { return row.number(0); }, dice.bounded(40)));
        Triage &t = desk.triage;
        desk.clock.advance(std::chrono::seconds(dice.bounded(300)));
        switch (dice.bounded(15)) {
        case 0:
            return bool(t.done(some));
        case 1:
            return bool(t.reopen(some));
        case 2:
            return bool(t.wait(some));
        case 3:
            return bool(t.snooze(some, { desk.clock.now().addSecs(600), {}, SnoozeMode(1 + dice.bounded(4)) }));
        case 4:
            return bool(t.spam(some));
        case 5:
            return bool(t.notSpam(some));
        case 6:
            return bool(t.assign(some, dice.bounded(2) * desk.me()));
        case 7:
            return bool(t.handOver(some, dice.bounded(2)));
        case 8:
            return bool(t.escalate(some, dice.bounded(2) == 1));
        case 9:
            return bool(t.label(some, { 1 + dice.bounded(2) }, { 1 + dice.bounded(2) }));
        case 10:
            return bool(t.snoozeAsBefore(some));
        case 11:
            return desk.undo.back() || desk.undo.back().error().kind == Error::Kind::Missing;
        case 12:
            return desk.undo.again() || desk.undo.again().error().kind == Error::Kind::Missing;
        case 13:
            return bool(t.wakeDue());
        default:
            desk.receive({ desk.saying(QStringLiteral("n%1").arg(dice.generate()), QStringLiteral("again"), 0,
                QString::number(dice.bounded(60)),
                dice.bounded(3) == 0 ? QStringLiteral("us") : QStringLiteral("ada")) });
            return true;
        }
    }
};

QTEST_GUILESS_MAIN(TestTriage)
#include "test_triage.moc"
