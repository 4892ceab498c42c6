#include "core/operations/operationlog.h"
#include "core/operations/verify.h"
#include "tests/support/desk.h"

#include <QJsonDocument>

using namespace wheelhouse;
using namespace std::chrono_literals;

namespace {

Operation append(TestDesk &desk, const QString &kind, const QJsonObject &payload = {})
{
    auto transaction = TestDesk::must(Transaction::begin(desk.writer()));
    auto made = TestDesk::must(desk.log.append(transaction, { kind, payload, {}, false }));
    TestDesk::must(transaction.commit());
    return made;
}

/// An operation of another desk, as sync will bring it: written by its own hash and number, with \a hlc.
void bring(TestDesk &desk, qint64 seq, qint64 hlc)
{
    Operation theirs;
    theirs.id = OperationId::fresh();
    theirs.desk = DeskId::fromBytes(QByteArray(16, '\x42'));
    theirs.seq = seq;
    theirs.actor = MemberId::fromBytes(QByteArray(16, '\x43'));
    theirs.hlc = hlc;
    theirs.kind = QStringLiteral("triage.done");
    theirs.payload = "{}";
    Statement last(desk.writer(), "SELECT hash FROM operation WHERE desk = ?1 AND seq = ?2");
    theirs.prev =
        TestDesk::must(last.one<QByteArray>([](const Row &row) { return row.bytes(0); }, theirs.desk, seq - 1))
            .value_or(QByteArray(32, '\0'));
    Statement insert(desk.writer(),
        "INSERT INTO operation (id, desk, seq, actor, hlc, kind, payload, undoes, prev, hash) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8, ?9)");
    TestDesk::must(insert.run(theirs.id, theirs.desk, theirs.seq, theirs.actor, theirs.hlc, theirs.kind,
        Utf8 { theirs.payload }, theirs.prev, hashOf(theirs)));
}

} // namespace

class TestOperationLog : public QObject {
    Q_OBJECT
private slots:
    void numbersCountUpAndEachBearsTheHashBefore()
    {
        TestDesk desk;
        const Operation first = append(desk, QStringLiteral("one"));
        const Operation second = append(desk, QStringLiteral("two"));
        QCOMPARE(first.seq, 1);
        QCOMPARE(first.prev, QByteArray(32, '\0'));
        QCOMPARE(second.seq, 2);
        QCOMPARE(second.prev, first.hash);
        QCOMPARE(second.desk, first.desk);
        QVERIFY(second.id != first.id);
    }
    void whatIsReadIsWhatWasWritten()
    {
        TestDesk desk;
        const Operation made = append(
            desk, QStringLiteral("one"), { { QStringLiteral("z"), 1 }, { QStringLiteral("a"), QStringLiteral("ä") } });
        const auto read = desk.log.read(made.row);
        QVERIFY(read);
        QCOMPARE(canonicalBytes(*read), canonicalBytes(made));
        QCOMPARE(read->hash, hashOf(*read));
        QCOMPARE(read->payload, QByteArray(R"({"a":"ä","z":1})")); // keys sorted
        QCOMPARE(desk.log.read(4711).error().kind, Error::Kind::Missing);
    }
    void whatIsTakenBackWithItsEffectLeavesNoGap()
    {
        TestDesk desk;
        append(desk, QStringLiteral("one"));
        {
            auto transaction = TestDesk::must(Transaction::begin(desk.writer()));
            QVERIFY(desk.log.append(transaction, { QStringLiteral("lost"), {}, {}, true }));
        }
        QCOMPARE(append(desk, QStringLiteral("two")).seq, 2);
        QVERIFY(verifyChain(desk.log)->holds());
    }
    void theClockOfTheLogRisesWhateverTheWallSays_data()
    {
        QTest::addColumn<qint64>("jumpMs");
        QTest::newRow("stands still") << qint64(0);
        QTest::newRow("three hours back") << qint64(-3 * 3600'000);
        QTest::newRow("to 1970") << -QDateTime(QDate(2026, 10, 12), QTime(10, 42), Qt::UTC).toMSecsSinceEpoch();
        QTest::newRow("behind 2038") << qint64(20LL * 366 * 86'400'000);
    }
    void theClockOfTheLogRisesWhateverTheWallSays()
    {
        QFETCH(qint64, jumpMs);
        TestDesk desk;
        const Operation before = append(desk, QStringLiteral("one"));
        QCOMPARE(before.hlc >> 16, desk.clock.nowMs());
        desk.clock.advance(std::chrono::milliseconds(jumpMs));
        qint64 last = before.hlc;
        for (int i = 0; i < 100; ++i) {
            const Operation next = append(desk, QStringLiteral("next"));
            QVERIFY(next.hlc > last);
            last = next.hlc;
        }
        if (jumpMs <= 0)
            QCOMPARE(last, before.hlc + 100); // counted on, so that no time is made up
        desk.clock.set(QDateTime::fromMSecsSinceEpoch((last >> 16) + 5, Qt::UTC));
        QCOMPARE(append(desk, QStringLiteral("later")).hlc, desk.clock.nowMs() << 16);
    }
    void itRisesAlsoAfterARestartWithTheClockSetBack()
    {
        TestDesk desk;
        const Operation before = append(desk, QStringLiteral("one"));
        FakeClock slow;
        slow.set(desk.clock.now().addDays(-400));
        auto again = TestDesk::must(Database::open(desk.database.path(), Database::Mode::Write));
        OperationLog log(*again, slow);
        auto transaction = TestDesk::must(Transaction::begin(*again));
        const auto next = log.append(transaction, { QStringLiteral("two"), {}, {}, false });
        QVERIFY(next && transaction.commit());
        QVERIFY(next->hlc > before.hlc);
        QCOMPARE(next->prev, before.hash);
    }
    void whatAnotherDeskSaidIsBeforeWhatIsDoneHereNext()
    {
        TestDesk desk;
        const qint64 ahead = (desk.clock.nowMs() + 60'000) << 16;
        bring(desk, 1, ahead);
        bring(desk, 2, ahead - 5); // an older one that was longer on its way
        QVERIFY(append(desk, QStringLiteral("first of ours")).hlc > ahead);
        bring(desk, 3, ahead + 50);
        bring(desk, 4, ahead + 20);
        QVERIFY(append(desk, QStringLiteral("second of ours")).hlc > ahead + 50);
        QVERIFY(verifyChain(desk.log)->holds());
        QCOMPARE(verifyChain(desk.log)->desks, 2);
    }
    void withoutAPersonNothingIsWritten()
    {
        TestDatabase database;
        FakeClock clock;
        OperationLog log(database.writer(), clock);
        auto transaction = TestDesk::must(Transaction::begin(database.writer()));
        const auto refused = log.append(transaction, { QStringLiteral("one"), {}, {}, false });
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(!refused.error().message.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestOperationLog)
#include "test_operationlog.moc"
