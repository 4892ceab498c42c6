#include "core/networks/limitsbook.h"
#include "tests/core/publishing/publishingroom.h"

using namespace wheelhouse;
using namespace std::chrono_literals;
using State = Delivery::State;

namespace {

const QString hello = QStringLiteral("Hello, valley");

} // namespace

/// What changes between a decision and the moment that something leaves.
class TestPublishingEdges : public QObject {
    Q_OBJECT
private slots:
    /// What was claimed is what leaves, and whoever wishes something else meanwhile is told so.
    void C14_anEditAfterTheClaimComesTooLateAndSaysSo()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello, QStringLiteral("And more") }), room.in(0s));
        int refused = 0;
        room.network().onPublish = [&] {
            refused += room.outbox.move(ids.first(), room.in(1h)) ? 0 : 1;
            refused += room.outbox.decide(ids.first(), Decision::Withdraw) ? 0 : 1;
            // Whoever writes past all doors changes nothing of what was claimed.
            TestDesk::must(room.desk.writer().run("UPDATE revision_variant SET content = "
                                                  "CAST(replace(CAST(content AS TEXT), 'more', 'less') AS BLOB)"));
        };
        room.send();
        QCOMPARE(refused, 4); // at each of its two parts
        QCOMPARE(room.network().posts.size(), 2);
        QCOMPARE(room.network().countOf(hello), 1);
        QCOMPARE(room.network().countOf(QStringLiteral("And more")), 1);
        QCOMPARE(room.at(ids.first()).state, State::Sent);
    }

    /// A thread that is claimed anew is judged anew: its second half is not what was submitted any more.
    void C14_whatWasChangedBetweenTwoPartsGoesNoFurther()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello, QStringLiteral("And more") }), room.in(0s));
        room.network().publishing = { FakeNetwork::Does::Answer, FakeNetwork::Does::Busy };
        room.send();
        QCOMPARE(room.at(ids.first()).partsOut, 1);
        TestDesk::must(room.desk.writer().run(
            "UPDATE revision_variant SET content = CAST(replace(CAST(content AS TEXT), 'more', 'less') AS BLOB)"));
        room.wait(3min);
        QCOMPARE(room.network().posts.size(), 1);
        QCOMPARE(room.at(ids.first()).state, State::Rejected);
        QVERIFY(needsPerson(room.at(ids.first())));
    }

    /// What is read while the one before it is under way is what was submitted, and all else is asked at the claim.
    void C14_whatWasReadBeforehandGoesOutOnlyAsWhatIsQueuedThen()
    {
        PublishingRoom room;
        const auto first = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.queue(PublishingRoom::saying({ QStringLiteral("Something else") }), room.in(1h));
        Dispatch &dispatch = *room.dispatch;
        const Delivery delivery = room.at(first.first());
        const auto claimed = [&] { return TestDesk::must(dispatch.claim(delivery.row)); };

        QVERIFY(dispatch.foresee(delivery.channelRow));
        TestDesk::must(room.desk.writer().run(
            "UPDATE delivery SET (variant, digest) = (SELECT variant, digest FROM delivery ORDER BY row DESC)"));
        const auto anothers = claimed();
        QVERIFY(anothers);
        QCOMPARE(anothers->canonical.content.parts.constFirst().text, QStringLiteral("Something else"));

        QVERIFY(dispatch.postpone(*anothers, {}, 0, true) && dispatch.foresee(delivery.channelRow));
        TestDesk::must(room.desk.writer().run("UPDATE delivery SET digest = zeroblob(32)"));
        QVERIFY(!claimed());
        QCOMPARE(room.at(first.first()).state, State::Rejected);
    }

    /// Nor does it outlive the turn for which it was read.
    void C14_whatWasReadBeforehandIsForgotten()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        QVERIFY(room.dispatch->foresee(room.at(ids.first()).channelRow));
        TestDesk::must(room.desk.writer().run(
            "UPDATE revision_variant SET content = CAST(replace(CAST(content AS TEXT), 'valley', 'Valley') AS BLOB)"));
        room.send();
        QCOMPARE(room.at(ids.first()).state, State::Rejected);
        QVERIFY(room.network().posts.isEmpty());
    }

    /// What fitted when it was planned may not fit any more; only where it does not is it stopped.
    void limitsThatAServerLoweredMeanwhileStopWhatIsTooLong()
    {
        PublishingRoom room(2);
        const auto ids = room.queue(PublishingRoom::saying({ hello, QStringLiteral("More") }), room.in(5min));
        LimitsBook book(room.desk.writer());
        Limits limits = usualLimits(NetworkId::Mastodon);
        limits.characters = int(hello.size()) - 1;
        TestDesk::must(book.keep(room.channels.first().id, limits, room.desk.clock.now()));
        room.wait(6min);
        QCOMPARE(room.network(0).posts.size(), 0); // not the part that fits either
        QCOMPARE(room.at(ids.first()).state, State::Rejected);
        QVERIFY(needsPerson(room.at(ids.first())));
        QCOMPARE(room.network(1).posts.size(), 2);
        QCOMPARE(room.at(ids.last()).state, State::Sent);
        limits.characters = int(hello.size());
        TestDesk::must(book.keep(room.channels.first().id, limits, room.desk.clock.now()));
        TestDesk::must(room.outbox.decide(ids.first(), Decision::Send));
        room.send();
        QCOMPARE(room.network(0).posts.size(), 2);
    }

    /// It may have left once, and not all that we said there could be read: nobody says it again by himself.
    void whereNotAllCanBeReadNothingIsSaidAgain()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.network().publishing = { FakeNetwork::Does::Busy };
        room.network().findsWhole = false;
        room.send();
        QCOMPARE(room.at(ids.first()).state, State::Queued);
        room.wait(3min);
        QCOMPARE(room.network().posts.size(), 0);
        QCOMPARE(room.at(ids.first()).state, State::Unconfirmed);
        QVERIFY(needsPerson(room.at(ids.first())));
        TestDesk::must(room.outbox.decide(ids.first(), Decision::Send)); // a person looked
        room.send();
        QCOMPARE(room.network().countOf(hello), 1);
    }

    /// On servers that show the latest messages only (snac: 256) a busy day is never read whole; what never left us
    /// need not be looked for there.
    void whatNeverLeftGoesAlsoWhereNotAllCanBeRead()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.network().publishing = { FakeNetwork::Does::NeverSent, FakeNetwork::Does::NeverSent };
        room.network().findsWhole = false;
        room.send();
        QCOMPARE(room.at(ids.first()).state, State::Queued);
        QVERIFY(!room.at(ids.first()).mayBeOut);
        room.wait(3min);
        QCOMPARE(room.at(ids.first()).state, State::Sent);
        QCOMPARE(room.network().countOf(hello), 1);
    }
    /// That the last try left nothing here says nothing of the one before.
    void aTryThatNeverLeftClearsNoEarlierOne()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.network().publishing = { FakeNetwork::Does::LoseAnswer, FakeNetwork::Does::NeverSent };
        room.network().findsWhole = false;
        room.network().listsLate = true;
        room.send();
        QCOMPARE(room.at(ids.first()).state, State::Unconfirmed);
        TestDesk::must(room.outbox.decide(ids.first(), Decision::Send));
        room.send();
        QCOMPARE(room.at(ids.first()).state, State::Queued);
        QVERIFY(room.at(ids.first()).mayBeOut);
        room.network().listsLate = false;
        room.wait(3min);
        QCOMPARE(room.at(ids.first()).state, State::Sent);
        QCOMPARE(room.network().countOf(hello), 1);
    }

    void B06_aClockThatJumpsAheadSendsNothingUntilAServerAgrees()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(3h));
        room.send();
        QSignalSpy doubted(room.publisher.get(), &Publisher::clockDoubted);
        room.desk.clock.advance(3h);
        room.steadyOff -= std::chrono::milliseconds(3h).count();
        room.send();
        QCOMPARE(doubted.size(), 1);
        QCOMPARE(room.at(ids.first()).state, State::Queued);
        room.publisher->hearTime(-3h); // it is ours that is wrong
        room.send();
        QCOMPARE(room.network().posts.size(), 0);
        room.publisher->hearTime(2s); // it was wrong before, and is right now
        room.send();
        QCOMPARE(room.network().posts.size(), 1);
    }

    void B08_asleepOverThreeDuePostsMissesThemAndSendsNoBurst()
    {
        PublishingRoom room;
        QList<DeliveryId> ids;
        for (int i = 1; i < 4; ++i)
            ids += room.queue(PublishingRoom::saying({ QStringLiteral("Post %1").arg(i) }), room.in(2h * i));
        room.send();
        room.desk.clock.advance(9h); // the time passed: asleep
        room.send();
        QCOMPARE(room.network().posts.size(), 0);
        for (const DeliveryId each : std::as_const(ids))
            QCOMPARE(room.at(each).state, State::Missed);
    }

    /// A server whose clock is ten minutes off is no witness of a clock that jumped, and decides nothing about the
    /// hour.
    void B12_aServerTenMinutesOffDecidesNothing()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(5min));
        room.publisher->hearTime(10min); // by its clock it is due
        room.send();
        QCOMPARE(room.network().posts.size(), 0);
        room.desk.clock.advance(2h); // ours jumped
        room.steadyOff -= std::chrono::milliseconds(2h).count();
        room.publisher->hearTime(10min);
        room.publisher->hearTime(-10min);
        room.send();
        QCOMPARE(room.network().posts.size(), 0);
        QCOMPARE(room.at(ids.first()).state, State::Queued);
    }

    /// Set back, to 1970, and far ahead: nothing early, nothing twice, and it goes on when the clock is right again.
    void B06_aClockThatIsSetAnywhereSendsNothingEarlyOrTwice_data()
    {
        QTest::addColumn<qint64>("hours");
        QTest::newRow("three hours back") << qint64(-3);
        QTest::newRow("to 1970") << qint64(-56 * 365 * 24);
        QTest::newRow("to after 2038") << qint64(20 * 365 * 24);
    }
    void B06_aClockThatIsSetAnywhereSendsNothingEarlyOrTwice()
    {
        QFETCH(const qint64, hours);
        PublishingRoom room;
        const auto early = room.queue(PublishingRoom::saying({ QStringLiteral("Out already") }), room.in(0s));
        room.send();
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(5min));
        const QDateTime right = room.desk.clock.now();
        const auto by = std::chrono::milliseconds(std::chrono::hours(hours));
        room.desk.clock.set(right.addMSecs(by.count()));
        room.steadyOff -= by.count();
        room.send();
        room.send();
        QCOMPARE(room.network().posts.size(), 1);
        room.desk.clock.set(right.addSecs(6 * 60)); // somebody set it right; six minutes really passed
        room.steadyOff = 0;
        room.publisher->hearTime(0s); // and a server agrees
        room.send();
        QCOMPARE(room.network().countOf(hello), 1);
        QCOMPARE(room.network().countOf(QStringLiteral("Out already")), 1);
        QCOMPARE(room.at(ids.first()).state, State::Sent);
        QCOMPARE(room.at(early.first()).state, State::Sent);
    }
};

QTEST_GUILESS_MAIN(TestPublishingEdges)
#include "test_publishingedges.moc"
