#include "core/operations/undo.h"
#include "core/operations/verify.h"
#include "core/store/check.h"
#include "tests/support/desk.h"
#include "tests/support/rounds.h"

#include <QRandomGenerator>

using namespace wheelhouse;

namespace {

/// The services of a program that was started anew on the workspace of \a desk.
struct Restarted {
    explicit Restarted(TestDesk &desk)
        : writer(TestDesk::must(Database::open(desk.database.path(), Database::Mode::Write)))
        , log(*writer, desk.clock)
        , undo(*writer, log)
        , triage(*writer, log, undo, desk.clock)
    {
    }
    std::unique_ptr<Database> writer;
    OperationLog log;
    Undo undo;
    Triage triage;
};

qint64 oneQuestion(TestDesk &desk)
{
    desk.receive({ desk.saying(QStringLiteral("q"), QStringLiteral("Where is my parcel?"), 10) });
    return desk.conversationOf(QStringLiteral("q"));
}

/// All that a step may change, a line a conversation.
QStringList standings(Database &database)
{
    Statement all(database,
        "SELECT row || ' ' || state || ' ' || escalated || ' ' || unread || ' ' || coalesce(assignee, 0) || ' ' || "
        "coalesce(department, 0) || ' ' || coalesce(snooze_until, 0) || ' ' || snooze_wall || ' ' || snooze_mode || ' "
        "' "
        "|| coalesce(previous_until, 0) || ' ' || coalesce(done_at, 0) || ' ' || (SELECT group_concat(label) FROM "
        "(SELECT label FROM conversation_label WHERE conversation = conversation.row ORDER BY 1)) FROM conversation "
        "ORDER BY row");
    return TestDesk::must(all.all<QString>([](const Row &row) { return row.text(0); }));
}

/// Another person's change, as sync will bring it: not on this person's stack.
void byAnother(TestDesk &desk, const char *sql)
{
    TestDesk::must(desk.writer().run(sql));
    TestDesk::must(rebuildTallies(desk.writer()));
}

} // namespace

class TestUndo : public QObject {
    Q_OBJECT
private slots:
    void withNothingDoneThereIsNothingToTakeBack()
    {
        TestDesk desk;
        QCOMPARE(desk.undo.back().error().kind, Error::Kind::Missing);
        QCOMPARE(desk.undo.again().error().kind, Error::Kind::Missing);
        QVERIFY(!desk.undo.next(Undo::Way::Back)->has_value());
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation"), 0);
    }
    void takingBackIsAnEntryOfItsOwn()
    {
        TestDesk desk;
        const auto acted = desk.triage.done({ oneQuestion(desk) });
        QVERIFY(desk.undo.back() && desk.undo.again());
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation"), 3);
        const auto step = desk.log.read(acted->operation);
        for (const qint64 row : { acted->operation + 1, acted->operation + 2 }) {
            const auto entry = desk.log.read(row);
            QCOMPARE(entry->kind, QStringLiteral("undo"));
            QCOMPARE(entry->undoes, step->id);
        }
        QVERIFY(desk.log.read(acted->operation + 1)->payload.contains("back"));
        QVERIFY(desk.log.read(acted->operation + 2)->payload.contains("again"));
        QVERIFY(verifyChain(desk.log)->holds());
    }
    void fieldByFieldWhatOthersChangedSinceStays()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QVERIFY(desk.writer().run("INSERT INTO department (id, name) VALUES (randomblob(16), 'Care');"
                                  "INSERT INTO member (id, name) VALUES (randomblob(16), 'Tomasz')"));
        QVERIFY(desk.triage.assign({ row }, desk.me()));
        QVERIFY(desk.triage.handOver({ row }, 1)); // two fields: the department, and nobody's any more
        byAnother(desk, "UPDATE conversation SET assignee = (SELECT row FROM member WHERE name = 'Tomasz')");
        const auto back = desk.undo.back();
        QVERIFY(back);
        QCOMPARE(back->kept, 1);
        QVERIFY2(back->sentence.contains(QStringLiteral("left alone")), qPrintable(back->sentence));
        QCOMPARE(desk.database.number("SELECT count(*) FROM conversation WHERE department IS NULL AND assignee = "
                                      "(SELECT row FROM member WHERE name = 'Tomasz')"),
            1);
        QVERIFY(desk.talliesAreTrue());
        // Done again, it takes the department only: Tomasz' work is not taken from him.
        const auto again = desk.undo.again();
        QVERIFY(again);
        QCOMPARE(again->kept, 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM conversation WHERE department = 1 AND assignee = "
                                      "(SELECT row FROM member WHERE name = 'Tomasz')"),
            1);
        QVERIFY(desk.talliesAreTrue());
    }
    void whatBelongsToAStateGoesWithItOrNotAtAll()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QVERIFY(desk.triage.snooze({ row }, { desk.clock.now().addSecs(3600), {}, SnoozeMode::TimeOrReply }));
        byAnother(desk,
            "UPDATE conversation SET state = 'done', snooze_until = NULL, snooze_wall = '', snooze_mode = '', done_at "
            "= 7");
        const auto back = desk.undo.back();
        QVERIFY(back);
        QCOMPARE(back->kept, 1);
        QCOMPARE(desk.stateOf(row), QStringLiteral("done"));
        QCOMPARE(
            desk.database.number("SELECT count(*) FROM conversation WHERE done_at = 7 AND snooze_until IS NULL"), 1);
    }
    void aStepIsTakenBackAndDoneAgainAfterARestart()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        const auto before = standings(desk.writer());
        QVERIFY(desk.triage.escalate({ row }, true));
        QVERIFY(desk.triage.assign({ row }, desk.me()));
        QVERIFY(desk.triage.snooze({ row }, { desk.clock.now().addSecs(3600), {}, SnoozeMode::UntilTime }));
        const auto after = standings(desk.writer());
        {
            Restarted program(desk);
            for (int i = 0; i < 3; ++i)
                QVERIFY(program.undo.back());
            QCOMPARE(program.undo.back().error().kind, Error::Kind::Missing);
            QCOMPARE(standings(*program.writer), before);
        }
        {
            Restarted program(desk);
            QCOMPARE((*program.undo.next(Undo::Way::Again))->kind, QStringLiteral("triage.escalate"));
            for (int i = 0; i < 3; ++i)
                QVERIFY(program.undo.again());
            QCOMPARE(program.undo.again().error().kind, Error::Kind::Missing);
            QCOMPARE(standings(*program.writer), after);
            QVERIFY(verifyChain(program.log)->holds());
        }
        QVERIFY(desk.talliesAreTrue());
    }
    void aBranchThatWasLeftIsNotDoneAgain()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        QVERIFY(desk.triage.assign({ row }, desk.me()));
        QVERIFY(desk.triage.spam({ row }));
        QVERIFY(desk.undo.back());
        QVERIFY(desk.triage.escalate({ row }, true)); // spam is left behind for good
        QVERIFY(desk.undo.back());
        QVERIFY(desk.undo.again());
        QCOMPARE(desk.stateOf(row), QStringLiteral("open"));
        QCOMPARE(desk.database.number("SELECT escalated FROM conversation"), 1);
        QCOMPARE(desk.undo.again().error().kind, Error::Kind::Missing);
    }
    void whatNobodyTaughtIsRefusedAndStays()
    {
        TestDesk desk;
        auto transaction = TestDesk::must(Transaction::begin(desk.writer()));
        QVERIFY(desk.log.append(transaction, { QStringLiteral("from a newer program"), {}, {}, true }));
        QVERIFY(transaction.commit());
        const auto refused = desk.undo.back();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(!refused.error().message.isEmpty());
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation"), 1);
        QCOMPARE(desk.database.number("SELECT undone FROM undo"), 0);
    }
    void aStepThatFailsHalfwayLeavesNothing()
    {
        TestDesk desk;
        const qint64 row = oneQuestion(desk);
        desk.undo.teach(QStringLiteral("breaks"), [&](Transaction &, const Operation &, Undo::Way) -> Result<Undone> {
            TestDesk::must(desk.writer().run("UPDATE conversation SET escalated = 1"));
            return fail(Error::Kind::Storage, QStringLiteral("The disk is full."));
        });
        auto transaction = TestDesk::must(Transaction::begin(desk.writer()));
        QVERIFY(desk.log.append(transaction, { QStringLiteral("breaks"), {}, {}, true }));
        QVERIFY(transaction.commit());
        QVERIFY(!desk.undo.back());
        QCOMPARE(desk.database.number("SELECT escalated FROM conversation"), 0);
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation"), 1);
        QCOMPARE(desk.stateOf(row), QStringLiteral("new"));
        QVERIFY((*desk.undo.next(Undo::Way::Back)).has_value());
    }
    /// Against the plainest model there is: two stacks of pictures of the whole desk.
    void anyScriptOfStepsAndTheirWaysBackIsExact()
    {
        TestDesk desk;
        QList<Arrival> arrivals;
        for (int i = 0; i < 6; ++i)
            arrivals.append(desk.saying(QString::number(i), QStringLiteral("text %1").arg(i), 60 - i));
        desk.receive(arrivals);
        QVERIFY(desk.writer().run("INSERT INTO label (id, name) VALUES (randomblob(16), 'Refund');"
                                  "INSERT INTO department (id, name) VALUES (randomblob(16), 'Care')"));
        QList<QStringList> done { standings(desk.writer()) };
        QList<QStringList> takenBack;
        QRandomGenerator dice(20261122);
        const int steps = rounds("steps taken, taken back and done again", 400, 20'000);
        for (int i = 0; i < steps; ++i) {
            desk.clock.advance(std::chrono::seconds(1));
            const int what = dice.bounded(3);
            if (what == 0 && desk.undo.back()) {
                takenBack.append(done.takeLast());
            } else if (what == 1 && desk.undo.again()) {
                done.append(takenBack.takeLast());
            } else if (what == 2 && oneAct(desk, dice)) {
                done.append(standings(desk.writer()));
                takenBack.clear();
            }
            QCOMPARE(standings(desk.writer()), done.last());
            QCOMPARE((*desk.undo.next(Undo::Way::Back)).has_value(), done.size() > 1);
            QCOMPARE((*desk.undo.next(Undo::Way::Again)).has_value(), !takenBack.isEmpty());
        }
        QVERIFY(verifyChain(desk.log)->holds());
        QVERIFY(desk.talliesAreTrue());
    }

private:
    /// Gives whether something changed.
    static bool oneAct(TestDesk &desk, QRandomGenerator &dice)
    {
        Statement pick(desk.writer(), "SELECT row FROM conversation ORDER BY row LIMIT 2 OFFSET ?1");
        const auto some =
            TestDesk::must(pick.all<qint64>([](const Row &row) { return row.number(0); }, dice.bounded(5)));
        Triage &t = desk.triage;
        const auto acted = [&]() -> Result<Acted> {
            switch (dice.bounded(8)) {
            case 0:
                return t.done(some);
            case 1:
                return t.reopen(some);
            case 2:
                return t.wait(some);
            case 3:
                return t.snooze(
                    some, { desk.clock.now().addSecs(600), QStringLiteral("soon"), SnoozeMode(1 + dice.bounded(4)) });
            case 4:
                return t.assign(some, dice.bounded(2) * desk.me());
            case 5:
                return t.handOver(some, dice.bounded(2));
            case 6:
                return t.escalate(some, dice.bounded(2) == 1);
            default:
                return t.label(some, dice.bounded(2) == 1 ? QList<qint64> { 1 } : QList<qint64> {},
                    dice.bounded(2) == 1 ? QList<qint64> { 1 } : QList<qint64> {});
            }
        }();
        return TestDesk::must(acted).changed > 0;
    }
};

QTEST_GUILESS_MAIN(TestUndo)
#include "test_undo.moc"
