#include "core/inbox/merging.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

/// What a conversation keeps of where it stood when two become one, by hand or since the parent came late.
class TestStanding : public QObject {
    Q_OBJECT
private slots:
    void doneAndSnoozedTogetherWakeAtTheHour()
    {
        TestDesk desk;
        const auto [a, b] = two(desk);
        QVERIFY(desk.triage.done({ a }));
        QVERIFY(desk.triage.snooze({ b }, { desk.clock.now().addSecs(3600), wall, SnoozeMode::TimeOrReply }));
        const QString before = standing(desk, a);
        QVERIFY(merge(desk, { a, b }));
        QCOMPARE(desk.stateOf(a), QStringLiteral("snoozed"));
        QVERIFY2(standing(desk, a).contains(wall), qPrintable(standing(desk, a)));
        QVERIFY(desk.undo.back());
        QCOMPARE(standing(desk, a), before);
        QVERIFY(desk.undo.again());
        desk.clock.advance(std::chrono::hours(2));
        QCOMPARE(desk.triage.wakeDue().value(), 1);
        QCOMPARE(desk.stateOf(a), QStringLiteral("open"));
        QVERIFY(desk.talliesAreTrue());
    }
    void doneAndSnoozedTogetherWakeByAReply()
    {
        TestDesk desk;
        const auto [a, b] = two(desk);
        QVERIFY(desk.triage.done({ a }));
        QVERIFY(desk.triage.snooze({ b }, { {}, {}, SnoozeMode::UntilReply }));
        QVERIFY(merge(desk, { a, b }));
        desk.clock.advance(std::chrono::hours(1));
        desk.receive({ desk.saying(QStringLiteral("c"), QStringLiteral("Anyone there?"), 0, QStringLiteral("b")) });
        QCOMPARE(desk.conversationOf(QStringLiteral("c")), a);
        QCOMPARE(desk.stateOf(a), QStringLiteral("open"));
    }
    void doneAndNewTogetherAreDoneNoMore()
    {
        TestDesk desk;
        const auto [a, b] = two(desk);
        QVERIFY(desk.triage.done({ a }));
        QVERIFY(merge(desk, { a, b }));
        QCOMPARE(desk.stateOf(a), QStringLiteral("new"));
        QCOMPARE(desk.database.number("SELECT unread FROM conversation WHERE state = 'new'"), 1);
        desk.clock.advance(std::chrono::hours(24 * 8));
        desk.receive({ desk.saying(QStringLiteral("c"), QStringLiteral("Anyone there?"), 0, QStringLiteral("b")) });
        QCOMPARE(desk.conversationOf(QStringLiteral("c")), a);
    }
    void twoThatAreDoneWereDoneWithTheLater()
    {
        TestDesk desk;
        const auto [a, b] = two(desk);
        QVERIFY(desk.triage.done({ a }));
        desk.clock.advance(std::chrono::hours(24 * 6));
        QVERIFY(desk.triage.done({ b }));
        QVERIFY(merge(desk, { a, b }));
        desk.clock.advance(std::chrono::hours(24 * 6));
        desk.receive({ desk.saying(QStringLiteral("c"), QStringLiteral("Broken again"), 0, QStringLiteral("b")) });
        QCOMPARE(desk.conversationOf(QStringLiteral("c")), a);
        QCOMPARE(desk.stateOf(a), QStringLiteral("open"));
    }
    void aMergeKeepsWhoHasIt()
    {
        TestDesk desk;
        const auto [a, b] = two(desk);
        give(desk, b);
        QVERIFY(merge(desk, { a, b }));
        QCOMPARE(owners(desk, a), owned);
        QVERIFY(desk.undo.back());
        QCOMPARE(owners(desk, a), QStringLiteral("0 0 0"));
        QCOMPARE(owners(desk, b), owned);
    }
    void aParentThatComesLateKeepsWhoHasIt()
    {
        TestDesk desk;
        const auto [a, c] = apart(desk);
        give(desk, c);
        QVERIFY(desk.triage.done({ a }));
        QVERIFY(desk.triage.snooze({ c }, { desk.clock.now().addSecs(3600), wall, SnoozeMode::UntilTime }));
        joinThem(desk);
        QCOMPARE(desk.conversationOf(QStringLiteral("c")), a);
        QCOMPARE(owners(desk, a), owned);
        QCOMPARE(desk.stateOf(a), QStringLiteral("snoozed"));
        QVERIFY2(standing(desk, a).contains(wall), qPrintable(standing(desk, a)));
        desk.clock.advance(std::chrono::hours(2));
        QCOMPARE(desk.triage.wakeDue().value(), 1);
        QVERIFY(desk.talliesAreTrue());
    }
    void aParentThatComesLateLeavesWhatWasGivenAlready()
    {
        TestDesk desk;
        const auto [a, c] = apart(desk);
        give(desk, a);
        QVERIFY(desk.triage.snooze({ a }, { desk.clock.now().addSecs(3600), wall, SnoozeMode::UntilTime }));
        QVERIFY(desk.triage.done({ c }));
        joinThem(desk);
        QCOMPARE(owners(desk, a), owned);
        QCOMPARE(desk.stateOf(a), QStringLiteral("snoozed"));
        QVERIFY2(standing(desk, a).contains(wall), qPrintable(standing(desk, a)));
        QVERIFY(desk.talliesAreTrue());
    }

private:
    const QString wall = QStringLiteral("2026-11-24T09:00 Europe/Oslo");
    const QString owned = QStringLiteral("1 1 1");
    std::unique_ptr<Merging> merging;

    Result<Acted> merge(TestDesk &desk, const QList<qint64> &rows)
    {
        merging = std::make_unique<Merging>(desk.writer(), desk.log, desk.undo, desk.clock);
        return merging->merge(rows);
    }
    static std::pair<qint64, qint64> two(TestDesk &desk)
    {
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("My parcel is late"), 30),
            desk.saying(QStringLiteral("b"), QStringLiteral("Still no parcel"), 20) });
        return { desk.conversationOf(QStringLiteral("a")), desk.conversationOf(QStringLiteral("b")) };
    }
    /// Two conversations that are one as soon as b comes.
    static std::pair<qint64, qint64> apart(TestDesk &desk)
    {
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("My parcel is late"), 30),
            desk.saying(QStringLiteral("c"), QStringLiteral("Any news?"), 10, QStringLiteral("b")) });
        return { desk.conversationOf(QStringLiteral("a")), desk.conversationOf(QStringLiteral("c")) };
    }
    static void joinThem(TestDesk &desk)
    {
        desk.receive({ desk.saying(QStringLiteral("b"), QStringLiteral("Still no parcel"), 20, QStringLiteral("a")) });
    }
    static void give(TestDesk &desk, qint64 row)
    {
        QVERIFY(desk.writer().run("INSERT INTO department (id, name) VALUES (randomblob(16), 'Care')"));
        QVERIFY(desk.triage.escalate({ row }, true));
        QVERIFY(desk.triage.handOver({ row }, desk.database.number("SELECT max(row) FROM department")));
        QVERIFY(desk.triage.assign({ row }, desk.me()));
    }
    static QString cells(TestDesk &desk, qint64 row, const char *sql, int count)
    {
        Statement read(desk.writer(), sql);
        QStringList all;
        TestDesk::must(read.each(
            [&](const Row &found) {
                for (int i = 0; i < count; ++i)
                    all.append(found.text(i));
                return false;
            },
            row));
        return all.join(QLatin1Char(' '));
    }
    static QString owners(TestDesk &desk, qint64 row)
    {
        return cells(desk, row,
            "SELECT escalated, assignee IS NOT NULL, department IS NOT NULL FROM conversation WHERE row = ?1", 3);
    }
    static QString standing(TestDesk &desk, qint64 row)
    {
        return cells(desk, row,
            "SELECT state, snooze_until, snooze_wall, snooze_mode, previous_until, woke, done_at, unread "
            "FROM conversation WHERE row = ?1",
            8);
    }
};

QTEST_GUILESS_MAIN(TestStanding)
#include "test_standing.moc"
