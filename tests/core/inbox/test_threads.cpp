#include "core/inbox/merging.h"
#include "tests/support/desk.h"

#include <algorithm>

using namespace wheelhouse;

class TestThreads : public QObject {
    Q_OBJECT
private slots:
    void theSameArrivalTwiceIsOneMention()
    {
        TestDesk desk;
        QCOMPARE(desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("Where is my parcel?")) }).added, 1);
        const auto again = desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("Where is my parcel?")) });
        QCOMPARE(again.added, 0);
        QCOMPARE(again.known, 1);
        QVERIFY(desk.talliesAreTrue());
    }
    void aThreadIsOneConversationInWhateverOrderItArrives()
    {
        // a <- b <- c <- d and b <- e, one at a time, in every order.
        QList<QPair<QString, QString>> thread { { QStringLiteral("a"), QString() },
            { QStringLiteral("b"), QStringLiteral("a") }, { QStringLiteral("c"), QStringLiteral("b") },
            { QStringLiteral("d"), QStringLiteral("c") }, { QStringLiteral("e"), QStringLiteral("b") } };
        QList<int> order { 0, 1, 2, 3, 4 };
        int orders = 0;
        do {
            TestDesk desk;
            for (const int i : std::as_const(order))
                desk.receive({ desk.saying(thread.at(i).first, QStringLiteral("text"), 10 - i, thread.at(i).second,
                    i == 2 ? QStringLiteral("us") : QStringLiteral("ada")) });
            QCOMPARE(desk.database.number("SELECT count(DISTINCT conversation) FROM mention"), 1);
            QCOMPARE(desk.database.number("SELECT count(*) FROM conversation WHERE state <> 'merged'"), 1);
            QCOMPARE(desk.database.number("SELECT count(*) FROM awaited"), 0);
            const qint64 conversation = desk.conversationOf(QStringLiteral("a"));
            QVERIFY2(desk.stateOf(conversation) == QLatin1String("new")
                    || desk.stateOf(conversation) == QLatin1String("open"),
                qPrintable(desk.stateOf(conversation)));
            // d (the newest) and since: the oldest of theirs after our answer c is d, whatever came when.
            QCOMPARE(desk.database.number("SELECT latest FROM conversation WHERE state <> 'merged'"),
                desk.database.number("SELECT max(row) FROM mention WHERE is_ours = 0"));
            QCOMPARE(desk.database.number("SELECT since FROM conversation WHERE state <> 'merged'"),
                desk.database.number("SELECT min(row) FROM mention WHERE is_ours = 0 AND row > (SELECT max(row) FROM "
                                     "mention WHERE is_ours = 1)"));
            QVERIFY(desk.talliesAreTrue());
            ++orders;
        } while (std::next_permutation(order.begin(), order.end()));
        QCOMPARE(orders, 120);
    }
    void whatOnlySurroundsStandsNeverBeforeWhatIsOwed()
    {
        // Carol began a week ago, Bob names us, Dan and Carol talk on: the answer is owed to Bob, since he asked.
        QList<int> order { 0, 1, 2, 3 };
        do {
            TestDesk desk;
            QList<Arrival> thread { desk.saying(QStringLiteral("a"), QStringLiteral("Nice café"), 10'000, {},
                                        QStringLiteral("carol")),
                desk.saying(QStringLiteral("b"), QStringLiteral("Is it open, @us?"), 30, QStringLiteral("a"),
                    QStringLiteral("bob")),
                desk.saying(
                    QStringLiteral("c"), QStringLiteral("No idea"), 20, QStringLiteral("b"), QStringLiteral("dan")),
                desk.saying(QStringLiteral("d"), QStringLiteral("Look at the door"), 10, QStringLiteral("c"),
                    QStringLiteral("carol")) };
            for (const int around : { 0, 2, 3 })
                thread[around].kind = Arrival::Kind::Context;
            for (const int i : std::as_const(order))
                desk.receive({ thread.at(i) });
            const qint64 asked = desk.database.number("SELECT row FROM mention WHERE text = 'Is it open, @us?'");
            QCOMPARE(desk.database.number("SELECT latest FROM conversation WHERE state <> 'merged'"), asked);
            QCOMPARE(desk.database.number("SELECT since FROM conversation WHERE state <> 'merged'"), asked);
            const qint64 conversation = desk.conversationOf(QStringLiteral("b"));
            const QStringList owed { QStringLiteral("new"), QStringLiteral("open") }; // open: the rest was there first
            QVERIFY(owed.contains(desk.stateOf(conversation)));
            MentionStore store(desk.writer());
            const auto items = TestDesk::must(store.items({ conversation }));
            QCOMPARE(items.first().name, QStringLiteral("bob"));
            QCOMPARE(items.first().snippet, QStringLiteral("Is it open, @us?"));
            QVERIFY(desk.talliesAreTrue());
        } while (std::next_permutation(order.begin(), order.end()));
    }
    void siblingsOfAParentThatNeverComesAreOneConversation()
    {
        TestDesk desk;
        desk.receive({ desk.saying(QStringLiteral("x"), QStringLiteral("one"), 2, QStringLiteral("gone")),
            desk.saying(QStringLiteral("y"), QStringLiteral("two"), 1, QStringLiteral("gone")) });
        QCOMPARE(desk.conversationOf(QStringLiteral("x")), desk.conversationOf(QStringLiteral("y")));
    }
    void whatAMergedConversationWaitedForFindsWhereItLives()
    {
        TestDesk desk;
        Merging merging(desk.writer(), desk.log, desk.undo, desk.clock);
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("My parcel is late"), 30),
            desk.saying(QStringLiteral("b"), QStringLiteral("Mine too"), 20, QStringLiteral("p")) });
        const qint64 a = desk.conversationOf(QStringLiteral("a"));
        const qint64 b = desk.conversationOf(QStringLiteral("b"));
        QVERIFY(merging.merge({ a, b }));
        desk.receive({ desk.saying(
            QStringLiteral("s"), QStringLiteral("And mine"), 10, QStringLiteral("p"), QStringLiteral("bo")) });
        QCOMPARE(desk.conversationOf(QStringLiteral("s")), a);
        QVERIFY(desk.undo.back());
        desk.receive({ desk.saying(
            QStringLiteral("t"), QStringLiteral("Same here"), 5, QStringLiteral("p"), QStringLiteral("cy")) });
        QCOMPARE(desk.conversationOf(QStringLiteral("t")), b);
        QVERIFY(desk.undo.again());
        desk.receive(
            { desk.saying(QStringLiteral("p"), QStringLiteral("Whose is late?"), 40, {}, QStringLiteral("di")) });
        QCOMPARE(desk.conversationOf(QStringLiteral("p")), a);
        QCOMPARE(desk.stateOf(b), QStringLiteral("merged"));
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention m JOIN conversation c ON c.row = m.conversation "
                                      "WHERE c.state = 'merged'"),
            0);
        QVERIFY(desk.talliesAreTrue());
    }
    void anAnswerWithinSevenDaysReopensALaterOneBeginsAnew()
    {
        TestDesk desk;
        desk.receive({ desk.saying(QStringLiteral("q"), QStringLiteral("Is it vegan?"), 60) });
        const qint64 first = desk.conversationOf(QStringLiteral("q"));
        QVERIFY(desk.triage.done({ first }));
        desk.clock.advance(std::chrono::hours(24 * 6));
        desk.receive({ desk.saying(QStringLiteral("r"), QStringLiteral("And the lid?"), 0, QStringLiteral("q")) });
        QCOMPARE(desk.conversationOf(QStringLiteral("r")), first);
        QCOMPARE(desk.stateOf(first), QStringLiteral("open"));
        QVERIFY(desk.triage.done({ first }));
        desk.clock.advance(std::chrono::hours(24 * 8));
        desk.receive({ desk.saying(QStringLiteral("s"), QStringLiteral("Hello again"), 0, QStringLiteral("r")) });
        QVERIFY(desk.conversationOf(QStringLiteral("s")) != first);
        QCOMPARE(desk.stateOf(first), QStringLiteral("done"));
        QVERIFY(desk.talliesAreTrue());
    }
    void aWakingAnswerKeepsTheHourItInterrupted()
    {
        TestDesk desk;
        desk.receive({ desk.saying(QStringLiteral("q"), QStringLiteral("Call me"), 60) });
        const qint64 row = desk.conversationOf(QStringLiteral("q"));
        QVERIFY(desk.triage.snooze({ row }, { desk.clock.now().addDays(3), QString(), SnoozeMode::TimeOrReply }));
        desk.clock.advance(std::chrono::hours(1));
        desk.receive({ desk.saying(QStringLiteral("r"), QStringLiteral("Thanks!"), 0, QStringLiteral("q")) });
        QCOMPARE(desk.stateOf(row), QStringLiteral("snoozed"));
        desk.clock.advance(std::chrono::hours(1));
        desk.receive({ desk.saying(
            QStringLiteral("s"), QStringLiteral("Sorry, one more question: which batch?"), 0, QStringLiteral("r")) });
        QCOMPARE(desk.stateOf(row), QStringLiteral("open"));
        QVERIFY(desk.triage.snoozeAsBefore({ row })->changed == 1);
        QCOMPARE(desk.stateOf(row), QStringLiteral("snoozed"));
        QVERIFY(desk.talliesAreTrue());
    }
    void historyOwesNothing()
    {
        TestDesk desk;
        desk.receive({ desk.saying(QStringLiteral("old"), QStringLiteral("Where?"), 60) }, true);
        QCOMPARE(desk.stateOf(desk.conversationOf(QStringLiteral("old"))), QStringLiteral("done"));
        QCOMPARE(desk.mentions.doneSince(0).value(), 0);
    }
    void aTimeThatCannotBeIsReplacedAndFlagged()
    {
        TestDesk desk;
        auto early = desk.saying(QStringLiteral("1"), QStringLiteral("a"));
        early.writtenAt = QDateTime(QDate(1980, 1, 1), QTime(0, 0), Qt::UTC);
        auto late = desk.saying(QStringLiteral("2"), QStringLiteral("b"));
        late.writtenAt = desk.clock.now().addDays(2);
        auto none = desk.saying(QStringLiteral("3"), QStringLiteral("c"));
        none.writtenAt.reset();
        desk.receive({ early, late, none, desk.saying(QStringLiteral("4"), QStringLiteral("d")) });
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention WHERE time_doubt = 1"), 3);
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention WHERE abs((row >> 12) - written_at) > 1"), 0);
    }
    void fiveThousandMentionsOfOneMillisecondFindTheirPlace()
    {
        TestDesk desk;
        QList<Arrival> all;
        for (int i = 0; i < 5000; ++i)
            all.append(desk.saying(QString::number(i), QStringLiteral("the same day")));
        QCOMPARE(desk.receive(all).added, 5000);
        QVERIFY(desk.database.number("SELECT max(row) - min(row) FROM mention") < (1 << 20));
    }
};

QTEST_GUILESS_MAIN(TestThreads)
#include "test_threads.moc"
