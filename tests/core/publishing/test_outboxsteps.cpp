#include "core/publishing/outboxbook.h"
#include "tests/core/publishing/publishingroom.h"

#include <QTimeZone>

#include <ctime>

using namespace wheelhouse;
using namespace std::chrono_literals;
using Does = FakeNetwork::Does;
using State = Delivery::State;

namespace {

const QString hello = QStringLiteral("Hello, valley");
const QString recall = QStringLiteral("Recall");

Undone back(PublishingRoom &room)
{
    return TestDesk::must(room.desk.undo.back());
}

Undone again(PublishingRoom &room)
{
    return TestDesk::must(room.desk.undo.again());
}

/// A delivery of which nobody knows whether it is out there.
DeliveryId doubtful(PublishingRoom &room)
{
    room.network().publishing = { Does::LoseAnswer };
    room.network().finding = { Does::LoseQuestion };
    const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
    room.send();
    if (room.at(ids.first()).state != State::Unconfirmed)
        qFatal("there is no doubt");
    return ids.first();
}

} // namespace

/// What a person does to several at once, and what taking it back does.
class TestOutboxSteps : public QObject {
    Q_OBJECT
private slots:
    void whoWithdrawsADoubtIsToldThatItMayBeOutThere()
    {
        PublishingRoom room;
        const auto id = doubtful(room);
        const auto decided = TestDesk::must(room.outbox.decide(id, Decision::Withdraw));
        QVERIFY(decided.sentence.contains(QStringLiteral("may be out there")));
        QVERIFY(decided.delivery.mayBeOut);
        const QString words = stateWords(room.at(id), room.desk.clock.now());
        QVERIFY(words.contains(QStringLiteral("may be out there")));
        QVERIFY(!words.contains(QStringLiteral("not sent")));
        // What never left is not sent, and that is what is said.
        const auto other = room.queue(PublishingRoom::saying({ hello }), room.in(1h));
        const auto plain = TestDesk::must(room.outbox.decide(other.first(), Decision::Withdraw));
        QVERIFY(plain.sentence.contains(QStringLiteral("not sent")));
        QVERIFY(!plain.delivery.mayBeOut);
    }

    void sawItOutThereCanBeTakenBack()
    {
        PublishingRoom room;
        const auto id = doubtful(room);
        TestDesk::must(room.outbox.decide(id, Decision::IsSent));
        QCOMPARE(room.at(id).state, State::Sent);
        back(room);
        QCOMPARE(room.at(id).state, State::Unconfirmed);
        again(room);
        QCOMPARE(room.at(id).state, State::Sent);
    }

    void severalAreWithdrawnAsOneStep()
    {
        PublishingRoom room;
        const auto one = room.queue(PublishingRoom::saying({ QStringLiteral("1") }), room.in(0s));
        room.send();
        const auto two = room.queue(PublishingRoom::saying({ QStringLiteral("2") }), room.in(1h));
        const auto three = room.queue(PublishingRoom::saying({ QStringLiteral("3") }), room.in(2h));
        const auto done =
            TestDesk::must(room.outbox.decideAll({ one.first(), two.first(), three.first() }, Decision::Withdraw));
        QCOMPARE(done.deliveries.size(), 2);
        QCOMPARE(done.kept, 1); // it is out there
        QVERIFY(done.why && done.why->message.contains(QStringLiteral("out there")));
        QCOMPARE(room.at(one.first()).state, State::Sent);
        back(room);
        QCOMPARE(room.at(two.first()).state, State::Queued);
        QCOMPARE(room.at(three.first()).state, State::Queued);
        const auto none = room.outbox.decideAll({ one.first() }, Decision::Withdraw);
        QVERIFY(!none && none.error().kind == Error::Kind::Conflict);
    }

    void severalMoveAsOneStepOrNone()
    {
        PublishingRoom room;
        const auto one = room.queue(PublishingRoom::saying({ QStringLiteral("1") }), room.in(1h));
        const auto two = room.queue(PublishingRoom::saying({ QStringLiteral("2") }), room.in(2h));
        const QDateTime before = room.at(two.first()).dueAt;
        QVERIFY(!room.outbox.moveAll({ { one.first(), room.in(5h) }, { two.first(), room.in(-2h) } }));
        QCOMPARE(room.at(one.first()).dueAt, room.in(1h).dueAt);
        TestDesk::must(room.outbox.moveAll({ { one.first(), room.in(5h) }, { two.first(), room.in(6h) } }));
        QCOMPARE(room.at(two.first()).dueAt, room.in(6h).dueAt);
        back(room);
        QCOMPARE(room.at(two.first()).dueAt, before);
        again(room);
        QCOMPARE(room.at(one.first()).dueAt, room.in(5h).dueAt);
    }

    /// It waited for a person, and a step taken back must not send it.
    void movingWhatWasHeldIsTakenBackToHeld()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(1h));
        const Hold hold = TestDesk::must(room.outbox.hold(0, recall));
        TestDesk::must(room.outbox.release(hold.id));
        QCOMPARE(room.at(ids.first()).state, State::Held);
        TestDesk::must(room.outbox.move(ids.first(), room.in(3h)));
        QCOMPARE(room.at(ids.first()).state, State::Queued);
        back(room);
        QCOMPARE(room.at(ids.first()).state, State::Held);
        room.wait(2h, 10min);
        QCOMPARE(room.network().posts.size(), 0);
    }

    void takingAHoldBackSendsNothing()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(1min));
        TestDesk::must(room.outbox.hold(0, recall));
        const QString said = back(room).sentence;
        QVERIFY2(said.contains(QStringLiteral("Nothing went out")), qPrintable(said));
        QVERIFY(said.contains(QLatin1Char('1')));
        QVERIFY(TestDesk::must(room.holds.standing()).isEmpty());
        room.wait(1h, 1min);
        QCOMPARE(room.network().posts.size(), 0);
        QCOMPARE(room.at(ids.first()).state, State::Held);
        again(room);
        QCOMPARE(TestDesk::must(room.holds.standing()).first().reason, recall);
    }

    void takingAReleaseBackHoldsAgain()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(1h));
        const auto decided = room.queue(PublishingRoom::saying({ QStringLiteral("Other") }), room.in(2h));
        const Hold hold = TestDesk::must(room.outbox.hold(0, recall));
        TestDesk::must(room.outbox.release(hold.id));
        auto transaction = Transaction::begin(room.desk.writer());
        TestDesk::must(transaction->commit());
        TestDesk::must(room.outbox.decide(decided.first(), Decision::Withdraw));
        back(room); // of the withdrawal
        TestDesk::must(room.outbox.decide(decided.first(), Decision::Send)); // not to be taken back
        room.send();
        QCOMPARE(room.network().countOf(QStringLiteral("Other")), 1);
        back(room);
        QCOMPARE(TestDesk::must(room.holds.standing()).size(), 1);
        QCOMPARE(room.at(ids.first()).state, State::Queued); // and the hold stands over it
        room.wait(2h, 10min);
        QCOMPARE(room.network().countOf(hello), 0);
        QCOMPARE(room.at(ids.first()).state, State::Held);
    }

    void theOutboxIsReadInGroupsAndNoMoreThanAsked()
    {
        PublishingRoom room;
        const auto sent = room.queue(PublishingRoom::saying({ QStringLiteral("Out") }), room.in(0s));
        room.send();
        doubtful(room);
        for (int i = 0; i < 5; ++i)
            room.queue(
                PublishingRoom::saying({ QStringLiteral("Later %1").arg(i) }), room.in(std::chrono::hours(9 - i)));
        const auto late = room.queue(PublishingRoom::saying({ QStringLiteral("Held") }), room.in(1h));
        TestDesk::must(room.outbox.decide(late.first(), Decision::Withdraw));
        OutboxBook book(room.desk.writer());
        const auto page = TestDesk::must(book.page({ 3, 3, 3, 3 }));
        const auto &planned = page.rows.at(size_t(OutboxGroup::OnItsWay));
        QCOMPARE(planned.size(), 3);
        QCOMPARE(page.counts.at(size_t(OutboxGroup::OnItsWay)), 5);
        QCOMPARE(planned.first().delivery.words, QStringLiteral("Later 4")); // soonest first
        QCOMPARE(page.counts.at(size_t(OutboxGroup::InDoubt)), 1);
        const auto &lately = page.rows.at(size_t(OutboxGroup::Lately));
        QCOMPARE(lately.size(), 2);
        QCOMPARE(lately.first().delivery.state, State::Withdrawn); // newest first
        QCOMPARE(lately.last().delivery.id, sent.first());
        QVERIFY(!lately.last().url.isEmpty());
        QCOMPARE(TestDesk::must(book.waiting(10)).size(), 1);
    }

    void whatAHoldWouldKeepBackIsCounted()
    {
        PublishingRoom room;
        room.queue(PublishingRoom::saying({ hello }), room.in(1h), QStringLiteral("Stillwater"));
        room.queue(PublishingRoom::saying({ hello }), room.in(2h), QStringLiteral("Stillwater"));
        room.queue(PublishingRoom::saying({ hello }), room.in(3h));
        OutboxBook book(room.desk.writer());
        auto figures = TestDesk::must(book.holds());
        QCOMPARE(figures.toSend, 3);
        QCOMPARE(figures.held, 0);
        QCOMPARE(figures.campaigns.size(), 1);
        QCOMPARE(figures.campaigns.first().toSend, 2);
        TestDesk::must(room.outbox.hold(figures.campaigns.first().row, recall));
        QCOMPARE(TestDesk::must(book.holds()).held, 2);
        room.wait(90min, 10min);
        QCOMPARE(TestDesk::must(book.holds()).held, 2); // one of them at its hour
    }

    /// The laptop goes to Lisbon: what was meant in Amsterdam stays at that instant.
    void B09_anotherZoneOfThisMachineMovesNothing()
    {
        PublishingRoom room;
        const WallTime meant = TestDesk::must(readWallTime(u"2026-10-25 02:30 Europe/Amsterdam second"));
        const PlannedAt at = TestDesk::must(plannedAt(meant));
        const auto ids = room.queue(PublishingRoom::saying({ hello }), at);
        const QByteArray before = qgetenv("TZ");
        for (const char *zone : { "Europe/Lisbon", "Asia/Kathmandu", "America/St_Johns" }) {
            qputenv("TZ", zone);
            tzset();
            QCOMPARE(TestDesk::must(room.outbox.resolveAnew()), 0);
            QCOMPARE(room.at(ids.first()).dueAt, QDateTime(QDate(2026, 10, 25), QTime(1, 30), Qt::UTC));
            QCOMPARE(readWallTime(room.at(ids.first()).wall).value_or(WallTime()), meant);
        }
        qputenv("TZ", before);
        tzset();
    }
};

QTEST_GUILESS_MAIN(TestOutboxSteps)
#include "test_outboxsteps.moc"
