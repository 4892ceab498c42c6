#include "core/operations/verify.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

namespace {

constexpr int entries = 8;

/// A desk with entries 1 to 8 in its log, in rows 1 to 8.
struct Chain {
    Chain()
    {
        desk.receive({ desk.saying(QStringLiteral("q"), QStringLiteral("Where is my parcel?"), 10) });
        const qint64 row = desk.conversationOf(QStringLiteral("q"));
        for (int i = 0; i < entries; ++i)
            TestDesk::must(desk.triage.escalate({ row }, i % 2 == 0));
        TestDesk::must(desk.writer().run("PRAGMA foreign_keys = OFF")); // as sqlite3 opens the file
    }
    OperationId idOf(qint64 row) { return TestDesk::must(desk.log.read(row)).id; }
    /// Writes the hash of \a row anew, as somebody who knows the rule would.
    void hashAnew(qint64 row)
    {
        Statement write(desk.writer(), "UPDATE operation SET hash = ?2 WHERE row = ?1");
        TestDesk::must(write.run(row, hashOf(TestDesk::must(desk.log.read(row)))));
    }
    void run(const char *sql) { TestDesk::must(desk.writer().run(sql)); }
    ChainReport report() { return TestDesk::must(verifyChain(desk.log)); }

    TestDesk desk;
};

} // namespace

class TestVerify : public QObject {
    Q_OBJECT
private slots:
    void aChainThatNobodyTouchedHolds()
    {
        Chain chain;
        const auto report = chain.report();
        QVERIFY2(report.holds(), qPrintable(report.trouble));
        QCOMPARE(report.operations, entries);
        QCOMPARE(report.desks, 1);
    }
    void d08AnEditedEntryIsNamed_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::newRow("payload") << QByteArray("payload = replace(payload, 'escalated', 'unescaped')");
        QTest::newRow("one letter") << QByteArray("payload = payload || ' '");
        QTest::newRow("kind") << QByteArray("kind = 'triage.done'");
        QTest::newRow("actor") << QByteArray("actor = randomblob(16)");
        QTest::newRow("time") << QByteArray("hlc = hlc - 1");
        QTest::newRow("what it undoes") << QByteArray("undoes = randomblob(16)");
        QTest::newRow("id") << QByteArray("id = randomblob(16)");
        QTest::newRow("its own hash") << QByteArray("hash = randomblob(32)");
    }
    void d08AnEditedEntryIsNamed()
    {
        QFETCH(QByteArray, change);
        Chain chain;
        chain.run(("UPDATE operation SET " + change + " WHERE row = 5").constData());
        const auto report = chain.report();
        QVERIFY(!report.holds());
        QCOMPARE(report.firstBad, chain.idOf(5));
        QVERIFY2(report.trouble.contains(QStringLiteral("5")), qPrintable(report.trouble));
        QCOMPARE(report.operations, 4); // those before it still hold
    }
    void d08AnEditWithItsHashWrittenAnewBreaksTheNext()
    {
        Chain chain;
        chain.run("UPDATE operation SET kind = 'triage.done' WHERE row = 5");
        chain.hashAnew(5);
        QCOMPARE(chain.report().firstBad, chain.idOf(6));
    }
    void d08ARemovedEntryIsMissed_data()
    {
        QTest::addColumn<int>("row");
        QTest::newRow("the first") << 1;
        QTest::newRow("one in the middle") << 5;
    }
    void d08ARemovedEntryIsMissed()
    {
        QFETCH(int, row);
        Chain chain;
        chain.run(("DELETE FROM operation WHERE row = " + QByteArray::number(row)).constData());
        const auto report = chain.report();
        QCOMPARE(report.firstBad, chain.idOf(row + 1));
        QVERIFY(report.trouble.contains(QString::number(row + 1)));
    }
    void d08ARemovedEntryWithTheRestNumberedAnewIsMissed()
    {
        Chain chain;
        chain.run("DELETE FROM operation WHERE row = 5; UPDATE operation SET seq = seq - 1 WHERE seq > 5");
        QCOMPARE(chain.report().firstBad, chain.idOf(6));
    }
    void d08AnInsertedEntryIsNamed()
    {
        Chain chain;
        // Put between 4 and 5, with all that can be computed computed: the one behind it does not follow.
        chain.run("UPDATE operation SET row = -row - 1, seq = seq + 100 WHERE row > 4;"
                  "UPDATE operation SET row = -row, seq = seq - 99 WHERE row < 0;"
                  "INSERT INTO operation (row, id, desk, seq, actor, hlc, kind, payload, prev, hash) "
                  "SELECT 5, randomblob(16), desk, 5, actor, hlc, 'triage.spam', payload, hash, hash "
                  "FROM operation WHERE row = 4");
        chain.hashAnew(5);
        const auto report = chain.report();
        QCOMPARE(report.operations, 5);
        QCOMPARE(report.firstBad, chain.idOf(6));
    }
    void d08ReorderedEntriesAreNamed()
    {
        Chain chain;
        chain.run("UPDATE operation SET row = 100 WHERE row = 4; UPDATE operation SET row = 4 WHERE row = 6;"
                  "UPDATE operation SET row = 6 WHERE row = 100");
        const auto report = chain.report();
        QCOMPARE(report.firstBad, chain.idOf(4));
        QCOMPARE(report.operations, 3);
    }
    void d08NumbersExchangedAreNamed()
    {
        Chain chain;
        chain.run("UPDATE operation SET seq = 100 WHERE row = 4; UPDATE operation SET seq = 4 WHERE row = 6;"
                  "UPDATE operation SET seq = 6 WHERE row = 4");
        QCOMPARE(chain.report().firstBad, chain.idOf(4));
    }
};

QTEST_GUILESS_MAIN(TestVerify)
#include "test_verify.moc"
