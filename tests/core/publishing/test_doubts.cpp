#include "core/publishing/amending.h"
#include "core/publishing/termsdesk.h"
#include "tests/core/publishing/publishingroom.h"

#include <QtTest>

using namespace wheelhouse;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using Does = FakeNetwork::Does;
using State = Delivery::State;

namespace {

struct Room : PublishingRoom {
    using PublishingRoom::PublishingRoom;
    Amendments amendments { desk.writer(), desk.log, desk.undo, posts, desk.clock };
    TermsDesk terms { desk.writer(), desk.log, desk.undo };

    /// One of which the answer was lost, on a network that doubles what is said twice.
    DeliveryId doubtful(const QStringList &texts = { u"Once"_s })
    {
        const auto ids = queue(saying(texts), in(0s));
        network().publishing = { Does::LoseAnswer };
        network().finding = { Does::LoseQuestion, Does::LoseQuestion, Does::LoseQuestion, Does::LoseQuestion };
        send();
        return ids.constFirst();
    }
};

} // namespace

/// What nobody knows stays unknown until somebody does; and what is late, or taken back, publishes nothing by itself.
class TestDoubts : public QObject {
    Q_OBJECT
private slots:
    void aWishToSendClearsNoDoubt()
    {
        Room room;
        const DeliveryId id = room.doubtful();
        QCOMPARE(room.at(id).state, State::Unconfirmed);
        TestDesk::must(room.outbox.decide(id, Decision::Send));
        QVERIFY(room.at(id).mayBeOut);
        room.send(); // the network does not answer the look either
        QCOMPARE(room.at(id).state, State::Queued);
        QVERIFY(room.at(id).mayBeOut);
        const Decided withdrawn = TestDesk::must(room.outbox.decide(id, Decision::Withdraw));
        QVERIFY2(withdrawn.sentence.contains(u"may be out there"_s), qPrintable(withdrawn.sentence));
        QVERIFY(room.at(id).mayBeOut);
        QCOMPARE(room.network().countOf(u"Once"_s), 1);
    }
    void whatWasLookedForInVainIsInDoubtNoMore()
    {
        Room room;
        const auto ids = room.queue(PublishingRoom::saying({ u"Never arrived"_s }), room.in(0s));
        room.network().publishing = { Does::LoseQuestion };
        room.send();
        QCOMPARE(room.at(ids.constFirst()).state, State::Unconfirmed);
        room.desk.clock.advance(61s); // sooner it may be on its way still
        TestDesk::must(room.outbox.decide(ids.constFirst(), Decision::Send));
        room.network().publishing = { Does::SayNo };
        room.send();
        QCOMPARE(room.at(ids.constFirst()).state, State::Rejected);
        QVERIFY(!room.at(ids.constFirst()).mayBeOut);
    }
    void aThreadIsNotSentBecauseOnePartWasSeen()
    {
        Room room;
        const auto ids = room.queue(PublishingRoom::saying({ u"1"_s, u"2"_s, u"3"_s }), room.in(0s));
        room.network().publishing = { Does::Answer, Does::LoseAnswer };
        room.network().finding = { Does::LoseQuestion, Does::LoseQuestion };
        room.send();
        const DeliveryId id = ids.constFirst();
        QCOMPARE(room.at(id).state, State::Unconfirmed);
        const auto seen = room.outbox.decide(id, Decision::IsSent);
        QVERIFY(!seen);
        QVERIFY2(seen.error().message.contains(u"Part 2 of 3"_s), qPrintable(seen.error().message));
        TestDesk::must(room.outbox.decide(id, Decision::Send));
        room.network().finding.clear();
        room.wait(2min);
        QCOMPARE(room.at(id).state, State::Sent);
        QCOMPARE(room.network().posts.size(), 3);
    }
    void lateAsItIsEndsToo()
    {
        Room room;
        const auto ids = room.queue(PublishingRoom::saying({ u"Friday"_s }), room.in(1min));
        room.desk.clock.advance(2h);
        room.send();
        QCOMPARE(room.at(ids.constFirst()).state, State::Missed);
        room.network().publishing = { Does::NeverSent };
        TestDesk::must(room.outbox.decide(ids.constFirst(), Decision::Send));
        room.send();
        QCOMPARE(room.at(ids.constFirst()).state, State::Queued);
        room.desk.clock.advance(48h); // the laptop was closed
        room.open();
        room.send();
        QCOMPARE(room.at(ids.constFirst()).state, State::Missed);
        QCOMPARE(room.network().posts.size(), 0);
    }
    void noGraceIsAMinuteSinceTimersAreLate()
    {
        Room room;
        TestDesk::must(room.terms.set({ 0min, false, 0min }));
        room.queue(PublishingRoom::saying({ u"On time"_s }), room.in(1min));
        room.desk.clock.advance(60s + 40ms);
        room.send();
        QCOMPARE(room.network().posts.size(), 1);
        const auto ids = room.queue(PublishingRoom::saying({ u"Late"_s }), room.in(1min));
        room.desk.clock.advance(2min + 1s);
        room.send();
        QCOMPARE(room.at(ids.constFirst()).state, State::Missed);
    }
    void aMoveTakenBackAfterItsHourSendsNothing()
    {
        Room room;
        const auto ids = room.queue(PublishingRoom::saying({ u"Moved"_s }), room.in(5min));
        TestDesk::must(room.outbox.move(ids.constFirst(), room.in(3h)));
        room.desk.clock.advance(7min);
        TestDesk::must(room.desk.undo.back());
        room.send();
        QCOMPARE(room.at(ids.constFirst()).state, State::Missed);
        QCOMPARE(room.network().posts.size(), 0);
        TestDesk::must(room.desk.undo.again());
        QCOMPARE(room.at(ids.constFirst()).state, State::Queued);
    }
    void aWithdrawalTakenBackAfterItsHourSendsNothing()
    {
        Room room;
        const auto ids = room.queue(PublishingRoom::saying({ u"Withdrawn"_s }), room.in(5min));
        TestDesk::must(room.outbox.decide(ids.constFirst(), Decision::Withdraw));
        room.desk.clock.advance(7min);
        TestDesk::must(room.desk.undo.back());
        room.send();
        QCOMPARE(room.at(ids.constFirst()).state, State::Missed);
        QCOMPARE(room.network().posts.size(), 0);
    }
    void queueingDoneAgainAfterItsHourSendsNothing()
    {
        Room room;
        const auto ids = room.queue(PublishingRoom::saying({ u"Queued"_s }), room.in(5min));
        TestDesk::must(room.desk.undo.back());
        room.desk.clock.advance(7min);
        TestDesk::must(room.desk.undo.again());
        room.send();
        QCOMPARE(room.at(ids.constFirst()).state, State::Missed);
        QCOMPARE(room.network().posts.size(), 0);
    }
    void whatIsTakenAwayIsNotGoneOnWith()
    {
        Room room;
        const auto ids = room.queue(PublishingRoom::saying({ u"1"_s, u"2"_s, u"3"_s }), room.in(0s));
        room.network().publishing = { Does::Answer, Does::Busy };
        room.send();
        const DeliveryId id = ids.constFirst();
        QCOMPARE(room.at(id).state, State::Queued);
        TestDesk::must(room.amendments.remove(id));
        QCOMPARE(room.at(id).state, State::Withdrawn);
        room.wait(5min);
        QCOMPARE(room.network().posts.size(), 1);
        TestDesk::must(room.desk.undo.back());
        QCOMPARE(room.at(id).state, State::Held); // it asks
        room.wait(5min);
        QCOMPARE(room.network().posts.size(), 1);
        TestDesk::must(room.desk.undo.again());
        QCOMPARE(room.at(id).state, State::Withdrawn);
    }
    void whatIsBeingSentIsNotTakenAway()
    {
        Room room;
        Result<AmendmentId> meanwhile;
        const auto ids = room.queue(PublishingRoom::saying({ u"1"_s, u"2"_s }), room.in(0s));
        room.network().onPublish = [&] {
            if (room.network().posts.size() == 1)
                meanwhile = room.amendments.remove(ids.constFirst());
        };
        room.send();
        QVERIFY(!meanwhile);
        QCOMPARE(meanwhile.error().kind, Error::Kind::Conflict);
        QCOMPARE(room.network().posts.size(), 2);
    }
    void aChangeObeysTheRulesOfWhatIsSent()
    {
        Room room;
        const auto ids = room.queue(PublishingRoom::saying({ u"Said"_s }), room.in(0s));
        room.send();
        const auto change = [&](const QString &text) {
            return room.amendments.change(ids.constFirst(), PublishingRoom::saying({ text }));
        };
        QVERIFY(!change(u"Dear {name}"_s));
        QVERIFY(!change(QString(2'000, u'x')));
        TestDesk::must(room.terms.set({ 10min, true, 0min }));
        const auto unsignedChange = change(u"Said otherwise"_s);
        QVERIFY(!unsignedChange);
        QVERIFY2(unsignedChange.error().message.contains(u"signed"_s), qPrintable(unsignedChange.error().message));
        TestDesk::must(room.terms.set({ 10min, false, 0min }));
        TestDesk::must(change(u"Said otherwise"_s));
        // Where signing is asked for since, it waits; and a byte that was changed in the store is not said.
        TestDesk::must(room.terms.set({ 10min, true, 0min }));
        QCOMPARE(TestDesk::must(room.amendments.due()).size(), 0);
        TestDesk::must(room.terms.set({ 10min, false, 0min }));
        TestDesk::must(
            room.desk.writer().run("UPDATE revision_variant SET content = CAST(replace(CAST(content AS TEXT), "
                                   "'otherwise', 'elsewhere') AS BLOB)"));
        const auto due = TestDesk::must(room.amendments.due());
        QCOMPARE(due.size(), 1);
        const auto claim = room.amendments.claimOf(due.constFirst());
        QVERIFY(!claim);
        QCOMPARE(claim.error().kind, Error::Kind::Malformed);
    }
    /// A channel that is not asked makes no other late.
    void anAbsentAccountDelaysNobody()
    {
        Room room(2);
        room.queue(PublishingRoom::saying({ u"Both"_s }), room.in(2s));
        room.speakers.front().reset();
        room.publisher->start();
        room.desk.clock.advance(2s);
        QTRY_COMPARE_WITH_TIMEOUT(room.network(1).posts.size(), 1, 20'000);
        QCOMPARE(room.network(0).posts.size(), 0);
        room.publisher->stop();
    }
};

QTEST_GUILESS_MAIN(TestDoubts)
#include "test_doubts.moc"
