#include "core/inbox/priority.h"
#include "tests/support/desk.h"

#include <QRandomGenerator>

using namespace wheelhouse;

namespace {

using Kind = UrgencyReason::Kind;

ConversationItem waiting(const QDateTime &since)
{
    ConversationItem item;
    item.row = since.toMSecsSinceEpoch() << 12;
    item.waitingSince = since;
    item.state = TriageState::New;
    return item;
}

QList<Kind> kinds(const ConversationItem &item)
{
    QList<Kind> all;
    const auto reasons = urgencyOf(item).reasons;
    for (const UrgencyReason &reason : reasons)
        all.append(reason.kind);
    return all;
}

} // namespace

class TestPriority : public QObject {
    Q_OBJECT
private slots:
    void theLongestWaitingIsFirstAndWhatIsUrgentCountsAsWaitingLonger()
    {
        const QDateTime noon(QDate(2026, 10, 12), QTime(12, 0), Qt::UTC);
        ConversationItem old = waiting(noon.addSecs(-3600 * 10));
        ConversationItem fresh = waiting(noon.addSecs(-3600));
        QVERIFY(urgencyOf(old).at < urgencyOf(fresh).at);
        fresh.reading.need = Need::Complaint;
        QVERIFY(urgencyOf(fresh).at < urgencyOf(old).at);
        old.priority = 2;
        QVERIFY(urgencyOf(old).at < urgencyOf(fresh).at);
        fresh.priority = 1;
        QVERIFY(urgencyOf(fresh).at < urgencyOf(old).at);
        QCOMPARE(kinds(fresh), (QList<Kind> { Kind::Waiting, Kind::Priority, Kind::Need }));
    }
    void whatWasGuessedNeverOutweighsWhatAPersonSet()
    {
        const QDateTime noon(QDate(2026, 10, 12), QTime(12, 0), Qt::UTC);
        ConversationItem loud = waiting(noon);
        loud.reading.need = Need::Complaint;
        loud.influence = 100;
        loud.promiseDue = noon;
        ConversationItem chosen = waiting(noon);
        chosen.priority = 2;
        QVERIFY(urgencyOf(chosen).at < urgencyOf(loud).at);
        // And moods are not asked at all.
        ConversationItem angry = waiting(noon);
        angry.reading.mood = Mood::Negative;
        angry.reading.tone = -100;
        QCOMPARE(urgencyOf(angry).at, urgencyOf(waiting(noon)).at);
    }
    void reasonsAreSentences()
    {
        const QDateTime noon(QDate(2026, 10, 12), QTime(12, 0), Qt::UTC);
        ConversationItem item = waiting(noon.addSecs(-3600 * 26));
        item.reading.need = Need::Praise;
        item.priority = 1;
        QStringList all;
        const auto reasons = urgencyOf(item).reasons;
        for (const UrgencyReason &reason : reasons)
            all.append(urgencySentence(reason, item, noon));
        QCOMPARE(all,
            (QStringList { QStringLiteral("Waiting for 26 hour(s)."),
                QStringLiteral("Priority 1: counts as waiting 14 day(s) longer."),
                QStringLiteral("Praise: may wait 8 hour(s) more.") }));
    }
    void theStoreKeepsTheOrderOfThePureFunction()
    {
        TestDesk desk;
        Urgencies urgencies(desk.writer());
        QList<Arrival> all;
        for (int i = 0; i < 200; ++i)
            all.append(desk.saying(QString::number(i), QStringLiteral("Words %1").arg(i), i * 37));
        desk.receive(all);
        QRandomGenerator random(5);
        for (int i = 0; i < 200; ++i) {
            const QList<qint64> row { desk.conversationOf(QString::number(i)) };
            QVERIFY(desk.triage.prioritise(row, int(random.bounded(5))));
            if (random.bounded(4) == 0)
                QVERIFY(desk.triage.escalate(row, true));
        }
        QVERIFY(urgencies.sweep());
        QList<ConversationItem> kept;
        std::optional<ListPlace> after;
        while (true) { // a page at a time, as the list does
            const auto page =
                TestDesk::must(desk.mentions.page({ View::Kind::AllOpen, 0 }, Order::MostUrgent, after, 17));
            if (page.isEmpty())
                break;
            kept += page;
            after = page.last().place();
        }
        QCOMPARE(kept.size(), 200);
        for (const ConversationItem &item : std::as_const(kept))
            QCOMPARE(item.key, urgencyOf(item).at);
        QVERIFY(std::is_sorted(kept.begin(), kept.end(),
            [](const ConversationItem &a, const ConversationItem &b) { return a.place() < b.place(); }));
        UrgencyPlaces places(desk.writer());
        QCOMPARE(TestDesk::must(places.of(kept.at(2).row)).place, 3);
        QVERIFY(TestDesk::must(places.of(kept.at(2).row)).byPerson);
        // And backwards, the same.
        const auto last = TestDesk::must(
            desk.mentions.page({ View::Kind::AllOpen, 0 }, Order::MostUrgent, {}, 3, 0, MentionStore::Way::Back));
        QCOMPARE(last, kept.mid(197));
    }
    void everyViewOfWhatWaitsHasTheOrder()
    {
        TestDesk desk;
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("first"), 20),
            desk.saying(QStringLiteral("2"), QStringLiteral("second"), 10) });
        const QList<qint64> second { desk.conversationOf(QStringLiteral("2")) };
        const QList<qint64> both { desk.conversationOf(QStringLiteral("1")), second.first() };
        QVERIFY(desk.triage.prioritise(second, 1));
        QVERIFY(desk.triage.escalate(both, true));
        QVERIFY(desk.triage.assign(both, desk.me()));
        for (const View &view :
            { View { View::Kind::AllOpen, 0 }, View { View::Kind::MyTurn, 0 }, View { View::Kind::Escalated, 0 },
                View { View::Kind::Channel, desk.channel }, View { View::Kind::Member, desk.me() } }) {
            const auto page = TestDesk::must(desk.mentions.page(view, Order::MostUrgent, {}, 10));
            QCOMPARE(page.size(), 2);
            QCOMPARE(page.first().row, second.first());
            QCOMPARE(TestDesk::must(desk.mentions.page(view, Order::LongestWaiting, {}, 10)).first().row, both.first());
        }
    }
    void priorityIsAStepThatIsTakenBack()
    {
        TestDesk desk;
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("first"), 20) });
        const QList<qint64> row { desk.conversationOf(QStringLiteral("1")) };
        const auto acted = desk.triage.prioritise(row, 2);
        QVERIFY(acted->sentence.startsWith(QStringLiteral("Priority 2: ")));
        QCOMPARE(TestDesk::must(desk.mentions.items(row)).first().priority, 2);
        QCOMPARE(desk.triage.prioritise(row, 2)->changed, 0);
        QVERIFY(desk.triage.prioritise(row, 0));
        QVERIFY(desk.undo.back());
        QCOMPARE(TestDesk::must(desk.mentions.items(row)).first().priority, 2);
        QVERIFY(desk.undo.back());
        QCOMPARE(TestDesk::must(desk.mentions.items(row)).first().priority, 0);
        QVERIFY(desk.undo.again());
        QCOMPARE(TestDesk::must(desk.mentions.items(row)).first().priority, 2);
        QCOMPARE(desk.triage.prioritise(row, 5).error().kind, Error::Kind::Refused);
    }
    void aMergeKeepsWhatIsMoreUrgent()
    {
        Standing here;
        Standing there;
        there.priority = 3;
        QCOMPARE(together(here, there).priority, 3);
        here.priority = 1;
        QCOMPARE(together(here, there).priority, 1);
        QCOMPARE(together(there, here).priority, 1);
    }
};

QTEST_GUILESS_MAIN(TestPriority)
#include "test_priority.moc"
