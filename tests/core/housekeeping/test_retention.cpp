#include "core/housekeeping/retention.h"
#include "core/operations/verify.h"
#include "tests/support/desk.h"

#include <future>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A desk with four old conversations of which work goes on in three, and a fresh one.
struct OldDesk : TestDesk {
    OldDesk()
    {
        const int year = 400 * 24 * 60;
        receive({ saying(u"done"_s, u"Plumbago was late"_s, year), saying(u"open"_s, u"Open question"_s, year + 1),
            saying(u"raised"_s, u"Raised to press"_s, year + 2), saying(u"held"_s, u"Held as evidence"_s, year + 3),
            saying(u"fresh"_s, u"Fresh words"_s, 60) });
        for (const QString &name : { u"done"_s, u"raised"_s, u"held"_s, u"fresh"_s })
            must(triage.done({ conversationOf(name) }));
        must(triage.escalate({ conversationOf(u"raised"_s) }, true));
        must(writer().run(("INSERT INTO held_conversation (conversation, since) VALUES ("
            + QByteArray::number(conversationOf(u"held"_s)) + ", 0)")
                              .constData()));
    }
    RetentionRule rule(int days = 365) const
    {
        RetentionRule one;
        one.days = days;
        one.reason = u"Our privacy notice says a year"_s;
        one.isOn = true;
        return one;
    }
    QString textOf(const QString &name)
    {
        Statement text(writer(), "SELECT text FROM mention WHERE id = ?1");
        const auto id = MentionId::fromName("mention", (u"https://a.example/"_s + name).toUtf8());
        return must(text.one<QString>([](const Row &row) { return row.text(0); }, id)).value_or(u"-"_s);
    }
    Retention retention { writer(), log, undo, clock };
    Erasing erasing { writer(), log, clock };
};

} // namespace

class TestRetention : public QObject {
    Q_OBJECT
private slots:
    void aRuleWantsAReasonAndADay()
    {
        OldDesk desk;
        RetentionRule rule = desk.rule();
        rule.reason = u"  "_s;
        QCOMPARE(desk.retention.set(rule).error().kind, Error::Kind::Refused);
        rule = desk.rule(0);
        QCOMPARE(desk.retention.set(rule).error().kind, Error::Kind::Refused);
        QVERIFY(TestDesk::must(Retention::list(desk.writer())).isEmpty());
    }
    void aRunThatIsStoppedTakesNoMore()
    {
        OldDesk desk;
        TestDesk::must(desk.retention.set(desk.rule()));
        const RetentionId id = TestDesk::must(Retention::list(desk.writer())).constFirst().id;
        TestDesk::must(desk.retention.begin(id));
        TestDesk::must(desk.retention.stop(id));
        TestDesk::must(desk.erasing.finish());
        QCOMPARE(desk.textOf(u"done"_s), u"Plumbago was late"_s);
        QVERIFY(!TestDesk::must(desk.erasing.next()));
        // It may run again, whole.
        TestDesk::must(desk.retention.begin(id));
        TestDesk::must(desk.erasing.finish());
        QCOMPARE(desk.textOf(u"done"_s), QString());
    }
    void oldWordsGoWhereNoWorkGoesOn()
    {
        OldDesk desk;
        TestDesk::must(desk.retention.set(desk.rule()));
        const auto preview = TestDesk::must(Retention::preview(desk.writer(), desk.rule(), desk.clock));
        QCOMPARE(preview.mentions, 1);
        QCOMPARE(preview.keptConversations, 3);
        QCOMPARE(TestDesk::must(desk.retention.beginDue()), 1);
        TestDesk::must(desk.erasing.finish());
        QCOMPARE(desk.textOf(u"done"_s), QString());
        QCOMPARE(desk.textOf(u"open"_s), u"Open question"_s);
        QCOMPARE(desk.textOf(u"raised"_s), u"Raised to press"_s);
        QCOMPARE(desk.textOf(u"held"_s), u"Held as evidence"_s);
        QCOMPARE(desk.textOf(u"fresh"_s), u"Fresh words"_s);
        QVERIFY(!bytes(desk).contains("Plumbago"));
        QVERIFY(!bytes(desk).contains("plumbago"));
        QVERIFY(bytes(desk).contains("Fresh words"));
        QVERIFY(TestDesk::must(verifyChain(desk.log)).holds());
        // Not twice on one day, and once more the day after.
        QCOMPARE(TestDesk::must(desk.retention.beginDue()), 0);
        TestDesk::must(desk.triage.done({ desk.conversationOf(u"open"_s) }));
        desk.clock.advance(std::chrono::hours(25));
        QCOMPARE(TestDesk::must(desk.retention.beginDue()), 1);
        TestDesk::must(desk.erasing.finish());
        QCOMPARE(desk.textOf(u"open"_s), QString());
    }
    void whatTheFileBringsAgainStaysAway()
    {
        OldDesk desk;
        TestDesk::must(desk.retention.set(desk.rule()));
        TestDesk::must(desk.retention.beginDue());
        TestDesk::must(desk.erasing.finish());
        const auto again = desk.receive({ desk.saying(u"done"_s, u"Plumbago was late"_s, 400 * 24 * 60) });
        QCOMPARE(again.known, 1);
        QCOMPARE(desk.textOf(u"done"_s), QString());
    }
    void aRuleByLabelTakesNothingElse()
    {
        OldDesk desk;
        TestDesk::must(desk.writer().run("INSERT INTO label (row, id, name) VALUES (7, randomblob(16), 'urgent')"));
        RetentionRule rule = desk.rule();
        rule.label = 7;
        TestDesk::must(desk.retention.set(rule));
        TestDesk::must(desk.retention.beginDue());
        TestDesk::must(desk.erasing.finish());
        QCOMPARE(desk.textOf(u"done"_s), u"Plumbago was late"_s);
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE kind = 'retention.run'"), 0);
        TestDesk::must(desk.triage.label({ desk.conversationOf(u"done"_s) }, { 7 }, {}));
        desk.clock.advance(std::chrono::hours(25));
        TestDesk::must(desk.retention.beginDue());
        TestDesk::must(desk.erasing.finish());
        QCOMPARE(desk.textOf(u"done"_s), QString());
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE kind = 'retention.run'"), 1);
    }
    void aChangeOfARuleIsTakenBack()
    {
        OldDesk desk;
        TestDesk::must(desk.retention.set(desk.rule(365)));
        TestDesk::must(desk.retention.set(desk.rule(30)));
        QCOMPARE(TestDesk::must(Retention::list(desk.writer())).size(), 1);
        TestDesk::must(desk.undo.back());
        QCOMPARE(TestDesk::must(Retention::list(desk.writer())).constFirst().days, 365);
        TestDesk::must(desk.undo.back());
        QVERIFY(TestDesk::must(Retention::list(desk.writer())).isEmpty());
        TestDesk::must(desk.undo.again());
        QCOMPARE(TestDesk::must(Retention::list(desk.writer())).constFirst().days, 365);
    }
    void b06_aWrongClockTakesNothingByItself()
    {
        OldDesk desk;
        TestDesk::must(desk.retention.set(desk.rule()));
        const QDateTime right = desk.clock.now();
        desk.clock.advance(std::chrono::hours(24 * 365 * 12));
        const auto refused = desk.retention.beginDue();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY2(refused.error().message.contains(QString::number(desk.clock.now().date().year())),
            qPrintable(refused.error().message));
        const auto preview = TestDesk::must(Retention::preview(desk.writer(), desk.rule(), desk.clock));
        QVERIFY(preview.sentence().contains(refused.error().message));
        // Neither what somebody does nor what comes while the clock is wrong makes it right.
        TestDesk::must(desk.triage.done({ desk.conversationOf(u"open"_s) }));
        Arrival late = desk.saying(u"late"_s, u"Written when it was right"_s);
        late.writtenAt = right.addSecs(60);
        desk.receive({ late });
        desk.clock.advance(std::chrono::hours(48));
        QVERIFY(!desk.retention.beginDue());
        QCOMPARE(desk.textOf(u"fresh"_s), u"Fresh words"_s);
        QCOMPARE(desk.database.number("SELECT count(*) FROM erasing"), 0);
        // Set right, it takes what is old.
        desk.clock.advance(std::chrono::milliseconds(desk.clock.now().msecsTo(right)));
        QCOMPARE(TestDesk::must(desk.retention.beginDue()), 1);
        TestDesk::must(desk.erasing.finish());
        QCOMPARE(desk.textOf(u"done"_s), QString());
        QCOMPARE(desk.textOf(u"fresh"_s), u"Fresh words"_s);
    }
    void aRuleTakenBackStopsItsRun()
    {
        OldDesk desk;
        TestDesk::must(desk.retention.set(desk.rule()));
        QCOMPARE(TestDesk::must(desk.retention.beginDue()), 1);
        TestDesk::must(desk.undo.back());
        TestDesk::must(desk.erasing.finish());
        QCOMPARE(desk.textOf(u"done"_s), u"Plumbago was late"_s);
        QCOMPARE(desk.database.number("SELECT count(*) FROM erasing WHERE step <> 'done'"), 0);
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE kind = 'retention.run'"), 0);
    }
    void oneThatIsStuckHoldsUpNoOther()
    {
        OldDesk desk;
        TestDesk::must(
            desk.writer().run("INSERT INTO erasing (row, id, step, begun_at) VALUES (1, randomblob(16), 'listing', 0);"
                              "INSERT INTO erasing_identity (erasing, identity) SELECT 1, row FROM identity LIMIT 1"));
        QFile inTheWay(desk.database.path() + u".backups"_s);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        TestDesk::must(desk.retention.set(desk.rule()));
        TestDesk::must(desk.retention.beginDue());
        const auto stuck = desk.erasing.finish();
        QVERIFY(!stuck);
        QCOMPARE(desk.database.number("SELECT count(*) FROM erasing WHERE retention IS NOT NULL AND step = 'done'"), 1);
        QCOMPARE(desk.textOf(u"done"_s), QString());
        const auto waits = TestDesk::must(desk.erasing.next());
        QVERIFY(waits && waits->sentence().contains(stuck.error().message));
        QVERIFY(inTheWay.remove());
        TestDesk::must(desk.erasing.finish());
        QVERIFY(!TestDesk::must(desk.erasing.next()));
    }
    void twoProcessesDoNotSetEachOtherBack()
    {
        OldDesk desk;
        TestDesk::must(desk.retention.set(desk.rule()));
        TestDesk::must(desk.retention.beginDue());
        auto transaction = TestDesk::must(Transaction::begin(desk.writer()));
        auto other = TestDesk::must(Database::open(desk.database.path(), Database::Mode::Write));
        OperationLog otherLog(*other, desk.clock);
        Erasing elsewhere(*other, otherLog, desk.clock);
        auto went = std::async(std::launch::async, [&] { return elsewhere.goOn(); });
        // It has read where the run is and waits for this one, which has come further.
        QVERIFY(went.wait_for(std::chrono::milliseconds(500)) == std::future_status::timeout);
        TestDesk::must(desk.writer().run("UPDATE erasing SET step = 'settling', mentions = 1"));
        TestDesk::must(transaction.commit());
        TestDesk::must(went.get());
        QCOMPARE(desk.database.number("SELECT count(*) FROM erasing WHERE step = 'settling'"), 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE kind = 'retention.run'"), 0);
    }
    void theLogHoldsNoReason()
    {
        OldDesk desk;
        TestDesk::must(desk.retention.set(desk.rule()));
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE payload LIKE '%privacy%'"), 0);
    }

private:
    static QByteArray bytes(const OldDesk &desk)
    {
        QByteArray all;
        for (const QString &suffix : { u""_s, u"-wal"_s, u"-shm"_s }) {
            QFile file(desk.database.path() + suffix);
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }
};

QTEST_GUILESS_MAIN(TestRetention)
#include "test_retention.moc"
