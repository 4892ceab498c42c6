#include "core/approval/recordcheck.h"
#include "tests/core/approval/signingroom.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A desk with a record of some length, signed as it grew by whoever sits there.
class RecordRoom : public SigningRoom {
public:
    RecordRoom()
    {
        Roster roster(desk.writer());
        TestDesk::must(approvals.bind(TestDesk::must(roster.me()).id, mine->publicKey()));
        desk.clock.advance(1min);
        heads.use(mine);
        desk.log.setWitness([this](Transaction &transaction, const Operation &operation) {
            return heads.written(transaction, operation);
        });
        for (int i = 0; i < 3; ++i) {
            plans.append(plan(u"Batch %1"_s.arg(i)));
            sign(plans.constLast());
            desk.clock.advance(1min);
            TestDesk::must(heads.signNow());
        }
    }
    [[nodiscard]] RecordReport report(const Anchors &anchors = {})
    {
        return TestDesk::must(checkRecord(desk.writer(), desk.log, anchors));
    }

    std::shared_ptr<const Signer> mine = TestDesk::must(Signer::fresh());
    QList<Plan> plans;
    HeadSigning heads { desk.writer(), desk.clock };
};

/// What the verifier says that has nothing of ours: its exit code.
int stranger(RecordRoom &room, const QByteArray &anchors, QByteArray *said = nullptr)
{
    TestDesk::must(room.desk.writer().run("PRAGMA wal_checkpoint(TRUNCATE)"));
    QTemporaryDir folder;
    const QString lines = folder.filePath(u"heads"_s);
    QFile file(lines);
    if (!file.open(QIODevice::WriteOnly) || file.write(anchors) != anchors.size())
        return -1;
    file.close();
    QProcess python; // the system's own, for which the signature package is installed
    python.start(u"/usr/bin/python3"_s, { QStringLiteral(WH_VERIFIER), room.desk.database.path(), lines });
    python.waitForFinished(60'000);
    if (said)
        *said = python.readAllStandardOutput() + python.readAllStandardError();
    return python.exitCode();
}

} // namespace

/// The record shows what was done to it: to us, and to a verifier with nothing of ours.
class TestRecordCheck : public QObject {
    Q_OBJECT
private slots:
    void aGoodRecordHolds()
    {
        RecordRoom room;
        const Anchors anchors = TestDesk::must(anchorsOf(room.desk.writer()));
        const RecordReport report = room.report(anchors);
        QCOMPARE(report.troubles, QStringList());
        QVERIFY(report.entries > 20 && report.heads > 9 && report.signOffs == 9 && report.anchors == 1);
        QByteArray said;
        QVERIFY2(stranger(room, anchorsToLines(anchors), &said) == 0, said.constData());
        QCOMPARE(TestDesk::must(anchorsFromLines(anchorsToLines(anchors))).size(), anchors.size());
    }
    void whatWasDoneToItShows_data()
    {
        QTest::addColumn<QStringList>("statements");
        const auto row = [](const char *name, const QStringList &statements) { QTest::newRow(name) << statements; };
        row("an edited entry", { u"UPDATE operation SET payload = replace(payload, 'a', 'b') WHERE row = 5"_s });
        row("a deleted entry", { u"DELETE FROM undo"_s, u"DELETE FROM operation WHERE row = 7"_s });
        row("a swapped pair",
            { u"UPDATE operation SET seq = 1000 WHERE row = 8"_s, u"UPDATE operation SET seq = 8 WHERE row = 9"_s,
                u"UPDATE operation SET seq = 9 WHERE row = 8"_s });
        row("an entry put in",
            { u"INSERT INTO operation (id, desk, seq, actor, hlc, kind, payload, undoes, prev, hash) SELECT "
              u"randomblob(16), desk, seq + 1, actor, hlc + 1, 'triage', '{}', NULL, hash, randomblob(32) "
              u"FROM operation ORDER BY row DESC LIMIT 1"_s });
        row("a cut tail",
            { u"DELETE FROM undo"_s, u"DELETE FROM log_head WHERE seq > (SELECT max(seq) - 3 FROM operation)"_s,
                u"DELETE FROM operation WHERE seq > (SELECT max(seq) - 3 FROM operation)"_s });
        row("a forged sign-off", { u"UPDATE sign_off SET signature = randomblob(64) WHERE row = 2"_s });
        row("a forged head", { u"UPDATE log_head SET signature = randomblob(64) WHERE row = 2"_s });
        row("a sign-off hung on something else",
            { u"UPDATE sign_off SET submission = (SELECT max(row) FROM submission) WHERE row = 1"_s });
        row("a changed binding", { u"UPDATE submission SET binding = CAST(binding || x'00' AS BLOB) WHERE row = 1"_s });
        row("a head taken away", { u"DELETE FROM log_head WHERE row = 5"_s });
    }
    void whatWasDoneToItShows()
    {
        QFETCH(QStringList, statements);
        RecordRoom room;
        const Anchors anchors = TestDesk::must(anchorsOf(room.desk.writer()));
        TestDesk::must(room.desk.writer().run("PRAGMA foreign_keys = OFF"));
        for (const QString &statement : statements)
            TestDesk::must(room.desk.writer().run(statement.toUtf8().constData()));
        QVERIFY(!room.report(anchors).holds());
        QByteArray said;
        QVERIFY2(stranger(room, anchorsToLines(anchors), &said) == 1, said.constData());
    }
    /// Everything written anew, without a gap and with good hashes: only what is known outside shows it.
    void aFullRewriteShowsByAnchors()
    {
        RecordRoom room;
        const Anchors anchors = TestDesk::must(anchorsOf(room.desk.writer()));
        QList<Operation> all;
        TestDesk::must(room.desk.log.each(0, [&all](const Operation &operation) {
            all.append(operation);
            return true;
        }));
        TestDesk::must(room.desk.writer().run("DELETE FROM log_head"));
        Statement write(room.desk.writer(), "UPDATE operation SET payload = ?2, prev = ?3, hash = ?4 WHERE row = ?1");
        QByteArray prev(32, '\0');
        for (Operation &operation : all) {
            operation.payload.replace("approval", "agreement");
            if (operation.seq == 3)
                operation.payload = "{}";
            operation.prev = prev;
            operation.hash = hashOf(operation);
            prev = operation.hash;
            TestDesk::must(write.run(operation.row, Utf8 { operation.payload }, operation.prev, operation.hash));
        }
        QVERIFY(room.report().holds());
        QCOMPARE(stranger(room, {}), 0);
        QVERIFY(!room.report(anchors).holds());
        QCOMPARE(stranger(room, anchorsToLines(anchors)), 1);
    }
    void whatProtectsIsSignedByItself()
    {
        RecordRoom room;
        Statement count(room.desk.writer(), R"(
            SELECT count(*) FROM operation o WHERE o.kind LIKE 'approval.%' AND NOT EXISTS (
                SELECT 1 FROM log_head h WHERE h.desk = o.desk AND h.seq = o.seq))");
        QCOMPARE(TestDesk::must(count.number()).value_or(-1), 0);
        // Locked: what has to be signed is refused, and a hold is not.
        room.heads.use(nullptr);
        QVERIFY(!room.approvals.recall(room.plans.constLast().submission));
        TestDesk::must(room.outbox.hold(0, u"Stop"_s));
        QCOMPARE(room.report().troubles, QStringList());
        room.heads.use(room.mine);
        TestDesk::must(room.approvals.recall(room.plans.constLast().submission));
        QCOMPARE(room.report().troubles, QStringList());
    }
    /// Whoever gives themselves a right in the file, with a good hash, is seen, and no head vouches for it.
    void anEntryForgedBeforeTheNextHeadIsSeen()
    {
        RecordRoom room;
        room.desk.log.setWitness({});
        TestDesk::must(room.approvals.setRights(room.people.at(0).id, { u"legal"_s }, 6));
        room.desk.clock.advance(1min);
        QVERIFY(!room.heads.signNow()); // a head over it would vouch for it
        QVERIFY(!room.report().holds());
        QCOMPARE(stranger(room, {}), 1);
    }
    void anchorsThatCannotBeReadAreRefused()
    {
        QVERIFY(!anchorsFromLines("{\"desk\":\"x\"}\n"));
        QVERIFY(!anchorsFromLines("not JSON\n"));
        QCOMPARE(TestDesk::must(anchorsFromLines("\n\n")).size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestRecordCheck)
#include "test_recordcheck.moc"
