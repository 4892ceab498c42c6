#include "core/publishing/outgoings.h"
#include "tests/core/publishing/publishingroom.h"

using namespace wheelhouse;
using namespace std::chrono_literals;
using Does = FakeNetwork::Does;
using State = Delivery::State;

namespace {

const QString hello = QStringLiteral("Hello, valley");

qint64 campaignRow(PublishingRoom &room, const QString &name)
{
    Statement find(room.desk.writer(), "SELECT row FROM campaign WHERE name = ?1");
    return TestDesk::must(find.number(name)).value_or(0);
}

} // namespace

class TestOutbox : public QObject {
    Q_OBJECT
private slots:
    void aHoldKeepsBackAndItsReleaseSendsNothing()
    {
        PublishingRoom room;
        const auto soon = room.queue(PublishingRoom::saying({ hello }), room.in(1min));
        const auto later = room.queue(PublishingRoom::saying({ QStringLiteral("Later") }), room.in(3h));
        QCOMPARE(TestDesk::must(room.outbox.coveredBy(0)), 2);
        const Hold hold = TestDesk::must(room.outbox.hold(0, QStringLiteral("Recall")));
        room.wait(5min);
        QCOMPARE(room.network().posts.size(), 0);
        const Delivery held = room.at(soon.first());
        QCOMPARE(held.state, State::Held);
        QVERIFY(held.reason.contains(QStringLiteral("Recall")));
        QCOMPARE(
            TestDesk::must(room.outbox.release(hold.id)), 1); // the later one; the first waits for a person already
        room.wait(4h, 10min);
        QCOMPARE(room.network().posts.size(), 0);
        QCOMPARE(room.at(later.first()).state, State::Held);
        TestDesk::must(room.outbox.decide(later.first(), Decision::Send));
        room.send();
        QCOMPARE(room.network().countOf(QStringLiteral("Later")), 1);
        QVERIFY(!room.outbox.release(hold.id));
    }

    void aCampaignsHoldTouchesNoOther()
    {
        PublishingRoom room;
        const auto ours = room.queue(PublishingRoom::saying({ hello }), room.in(0s), QStringLiteral("Stillwater"));
        const auto other = room.queue(PublishingRoom::saying({ QStringLiteral("Other") }), room.in(0s));
        TestDesk::must(room.outbox.hold(campaignRow(room, QStringLiteral("Stillwater")), QStringLiteral("Rain")));
        QVERIFY(!room.outbox.hold(campaignRow(room, QStringLiteral("Stillwater")), QStringLiteral("Again")));
        QVERIFY(!room.outbox.hold(0, QStringLiteral("  ")));
        room.wait(1min);
        QCOMPARE(room.at(ours.first()).state, State::Held);
        QCOMPARE(room.at(other.first()).state, State::Sent);
    }

    void aHoldBetweenClaimAndFirstByteStillHolds()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        const auto claim = TestDesk::must(room.dispatch->claim(room.at(ids.first()).row));
        TestDesk::must(room.outbox.hold(0, QStringLiteral("Recall")));
        DeliveryPart part = claim->parts.first();
        part.firstTriedAt = room.desk.clock.now();
        QVERIFY(!TestDesk::must(room.dispatch->begin(*claim, part)));
        QCOMPARE(room.at(ids.first()).state, State::Held);
    }

    void aHoldInTheMiddleOfAThreadSaysHowMuchIsOut()
    {
        PublishingRoom room;
        const auto ids = room.queue(
            PublishingRoom::saying({ QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3") }), room.in(0s));
        room.network().onPublish = [&room] {
            if (TestDesk::must(room.holds.standing()).isEmpty())
                TestDesk::must(room.outbox.hold(0, QStringLiteral("Recall")));
        };
        room.wait(1min);
        QCOMPARE(room.network().posts.size(), 1);
        const Delivery held = room.at(ids.first());
        QCOMPARE(held.state, State::Held);
        QVERIFY(stateWords(held, room.desk.clock.now()).contains(QStringLiteral("1 of 3")));
    }

    void anEmbargoIsKept()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s), QStringLiteral("Stillwater"));
        Statement embargo(room.desk.writer(), "UPDATE campaign SET embargo_until = ?1");
        TestDesk::must(embargo.run(room.desk.clock.now().addSecs(3600)));
        room.wait(1min);
        QCOMPARE(room.at(ids.first()).state, State::Held);
        QCOMPARE(room.network().questions, 0);
    }

    void whereSigningIsAskedForNothingUnsignedGoesOut()
    {
        PublishingRoom room;
        PublishingTermsStore terms(room.desk.writer());
        QCOMPARE(TestDesk::must(terms.read()), PublishingTerms());
        auto transaction = Transaction::begin(room.desk.writer());
        TestDesk::must(terms.write(*transaction, { 5min, true }));
        TestDesk::must(transaction->commit());
        QCOMPARE(TestDesk::must(terms.read()), PublishingTerms({ 5min, true }));
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.wait(1min);
        QCOMPARE(room.at(ids.first()).state, State::Held);
        TestDesk::must(room.outbox.decide(ids.first(), Decision::Send)); // whoever presses it
        room.wait(1min);
        QCOMPARE(room.at(ids.first()).state, State::Held);
        QCOMPARE(room.network().questions, 0);
    }

    void aSampleNeverSends()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        TestDesk::must(room.desk.writer().run("UPDATE workspace SET kind = 'sample'"));
        room.wait(1min);
        QCOMPARE(room.at(ids.first()).state, State::Rejected);
        QCOMPARE(room.network().questions, 0);
    }

    void C13_whatIsLeavingCannotBeWithdrawn()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        bool wasRefused = false;
        room.network().onPublish = [&] {
            const auto withdrawn = room.outbox.decide(ids.first(), Decision::Withdraw);
            wasRefused = !withdrawn && withdrawn.error().kind == Error::Kind::Conflict;
            QVERIFY(!room.outbox.move(ids.first(), room.in(1h)));
        };
        room.send();
        QVERIFY(wasRefused);
        QCOMPARE(room.at(ids.first()).state, State::Sent);
        QVERIFY(!room.outbox.decide(ids.first(), Decision::Withdraw));
        QCOMPARE(room.network().posts.size(), 1);
    }

    void queueingIsTakenBackAndDoneAgainAlsoAfterARestart()
    {
        PublishingRoom room(2);
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(1h));
        TestDesk::must(room.desk.undo.back());
        QCOMPARE(room.at(ids.at(0)).state, State::Withdrawn);
        QCOMPARE(room.at(ids.at(1)).state, State::Withdrawn);
        Undo again(room.desk.writer(), room.desk.log);
        Outbox restarted(room.desk.writer(), room.desk.log, again, room.holds, room.desk.clock);
        TestDesk::must(again.again());
        QCOMPARE(room.at(ids.at(0)).state, State::Queued);
        room.wait(61min, 5min);
        QCOMPARE(room.network(0).posts.size(), 1);
        // What is out there stays, and is said to.
        const Undone undone = TestDesk::must(again.back());
        QCOMPARE(undone.kept, 2);
        QCOMPARE(room.at(ids.at(0)).state, State::Sent);
    }

    void movingIsTakenBack()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(1h));
        const PlannedAt to = room.in(26h);
        TestDesk::must(room.outbox.move(ids.first(), to));
        QCOMPARE(room.at(ids.first()).dueAt, to.dueAt);
        QCOMPARE(room.at(ids.first()).wall, wallTimeText(to.meant));
        QVERIFY(!room.outbox.move(ids.first(), room.in(-2h)));
        TestDesk::must(room.desk.undo.back());
        QCOMPARE(room.at(ids.first()).dueAt, room.in(1h).dueAt);
        TestDesk::must(room.desk.undo.again());
        QCOMPARE(room.at(ids.first()).dueAt, to.dueAt);
        room.wait(2h, 10min);
        QCOMPARE(room.network().posts.size(), 0);
    }

    void withdrawingADoubtIsTakenBackAsADoubt()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.network().publishing = { Does::LoseAnswer };
        room.network().listsLate = true;
        room.wait(1min);
        TestDesk::must(room.outbox.decide(ids.first(), Decision::Withdraw));
        room.wait(1h, 5min);
        QCOMPARE(room.at(ids.first()).state, State::Withdrawn);
        room.network().listsLate = false;
        TestDesk::must(room.desk.undo.back());
        QCOMPARE(room.at(ids.first()).state, State::Unconfirmed);
        room.wait(1min);
        QCOMPARE(room.at(ids.first()).state, State::Sent);
        QCOMPARE(room.network().posts.size(), 1);
    }

    void aPersonWhoSawItOutThereEndsTheDoubt()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        QVERIFY(!room.outbox.decide(ids.first(), Decision::IsSent)); // there is no doubt
        room.network().publishing = { Does::LoseAnswer };
        room.network().findsWhole = false;
        room.network().listsLate = true;
        room.wait(10min);
        QCOMPARE(room.at(ids.first()).state, State::Unconfirmed);
        TestDesk::must(room.outbox.decide(ids.first(), Decision::IsSent));
        const int asked = room.network().questions;
        room.wait(1h, 5min);
        QCOMPARE(room.network().questions, asked);
        QCOMPARE(room.at(ids.first()).state, State::Sent);
    }

    void whatIsQueuedTwiceIsOneDelivery()
    {
        PublishingRoom room;
        auto transaction = Transaction::begin(room.desk.writer());
        const PostId post = TestDesk::must(room.posts.begin(
            *transaction, { { { room.channels.first().id, PublishingRoom::saying({ hello }) } }, {}, {} }));
        const Revision revision = TestDesk::must(room.posts.submit(*transaction, post));
        const auto first = TestDesk::must(room.outbox.queue(*transaction, revision, room.in(0s)));
        QVERIFY(!room.outbox.queue(*transaction, revision, room.in(1h)));
        // The next of a series, or again on purpose, is another.
        const auto next =
            TestDesk::must(room.outbox.queue(*transaction, revision, room.in(1h), QStringLiteral("2026-10-19T10:42")));
        const auto again = TestDesk::must(room.outbox.queue(*transaction, revision, room.in(2h), {}, 1));
        QVERIFY(first != next && next != again);
        TestDesk::must(transaction->commit());
        room.wait(3h, 5min);
        QCOMPARE(room.network().countOf(hello), 3);
        QSet<QByteArray> keys;
        for (const auto &each : std::as_const(room.network().posts))
            keys.insert(each.key);
        QCOMPARE(keys.size(), 3);
    }

    void whatWasMeantStaysWhenTheRulesOfAZoneChange()
    {
        PublishingRoom room;
        const PlannedAt at =
            TestDesk::must(plannedAt({ QDate(2026, 11, 30), QTime(9, 0), "Europe/Amsterdam", WallTime::Turn::First }));
        QCOMPARE(at.dueAt, QDateTime(QDate(2026, 11, 30), QTime(8, 0), Qt::UTC));
        const auto ids = room.queue(PublishingRoom::saying({ hello }), at);
        QCOMPARE(TestDesk::must(room.outbox.resolveAnew()), 0);
        // As if it had been reckoned by older tables.
        TestDesk::must(room.desk.writer().run("UPDATE delivery SET due_at = due_at - 3600000"));
        QCOMPARE(TestDesk::must(room.outbox.resolveAnew()), 1);
        QCOMPARE(room.at(ids.first()).dueAt, at.dueAt);
    }

    void aTimeThatIsOverIsRefused()
    {
        PublishingRoom room;
        auto transaction = Transaction::begin(room.desk.writer());
        const PostId post = TestDesk::must(room.posts.begin(
            *transaction, { { { room.channels.first().id, PublishingRoom::saying({ hello }) } }, {}, {} }));
        const Revision revision = TestDesk::must(room.posts.submit(*transaction, post));
        QVERIFY(!room.outbox.queue(*transaction, revision, room.in(-2min)));
        QVERIFY(!room.outbox.queue(*transaction, revision, {}));
    }
};

QTEST_GUILESS_MAIN(TestOutbox)
#include "test_outbox.moc"
