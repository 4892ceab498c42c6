#include "core/publishing/outgoings.h"
#include "tests/core/publishing/publishingroom.h"

using namespace wheelhouse;
using namespace std::chrono_literals;
using Does = FakeNetwork::Does;
using State = Delivery::State;

namespace {

const QString hello = QStringLiteral("Hello, valley");

} // namespace

class TestPublisher : public QObject {
    Q_OBJECT
private slots:
    void whatIsDueGoesOutOnceAndNotBefore()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(5min));
        room.send();
        QCOMPARE(room.network().posts.size(), 0);
        QCOMPARE(room.at(ids.first()).state, State::Queued);
        room.wait(6min);
        QCOMPARE(room.network().countOf(hello), 1);
        const Delivery sent = room.at(ids.first());
        QCOMPARE(sent.state, State::Sent);
        QVERIFY(sent.endedAt.isValid());
        QCOMPARE(room.published.size(), 1);
        QVERIFY(room.published.first().isWhole);
        QCOMPARE(
            TestDesk::must(room.book.parts(sent.row)).first().ref.globalName, QStringLiteral("https://net.example/1"));
        room.open();
        room.wait(1h);
        QCOMPARE(room.network().posts.size(), 1);
    }

    void C01_aLostAnswerIsLookedForAndNothingIsSaidTwice()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.network().publishing = { Does::LoseAnswer };
        room.send();
        QCOMPARE(room.at(ids.first()).state, State::Unconfirmed);
        QVERIFY(needsPerson(room.at(ids.first())));
        room.wait(10min);
        QCOMPARE(room.network().countOf(hello), 1);
        QCOMPARE(room.at(ids.first()).state, State::Sent);
    }

    void aLostQuestionIsNeverRepeatedWhereThatCouldBeTwo()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.network().publishing = { Does::LoseQuestion };
        room.wait(24h, 10min);
        QCOMPARE(room.network().countOf(hello), 0);
        const Delivery doubted = room.at(ids.first());
        QCOMPARE(doubted.state, State::Unconfirmed);
        QVERIFY(doubted.looks > 3);
        QVERIFY2(doubted.reason.contains(QStringLiteral("@marlowe0")), qPrintable(doubted.reason));
        // A person looked there, and sends it again.
        TestDesk::must(room.outbox.decide(ids.first(), Decision::Send));
        room.send();
        QCOMPARE(room.network().countOf(hello), 1);
        QCOMPARE(room.at(ids.first()).state, State::Sent);
    }

    void twoOfTheSameWordsAreNotTakenForOne()
    {
        PublishingRoom room;
        room.network().findsByWords = true;
        const auto first = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        const auto second = room.queue(PublishingRoom::saying({ hello }), room.in(1s));
        room.network().publishing = { Does::Answer, Does::LoseQuestion };
        room.wait(10min);
        QCOMPARE(room.at(first.first()).state, State::Sent);
        QCOMPARE(room.at(second.first()).state, State::Unconfirmed); // and is not said to be out there
        QCOMPARE(room.network().countOf(hello), 1);
    }

    void whatAPersonSendsAgainIsStillLookedForFirst()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.network().publishing = { Does::LoseAnswer };
        room.network().listsLate = true;
        room.wait(1min);
        QCOMPARE(room.at(ids.first()).state, State::Unconfirmed);
        room.network().listsLate = false;
        TestDesk::must(room.outbox.decide(ids.first(), Decision::Send));
        room.send();
        QCOMPARE(room.network().countOf(hello), 1);
        QCOMPARE(room.at(ids.first()).state, State::Sent);
    }

    void whereTwiceIsOnceALostQuestionIsAskedAgain()
    {
        PublishingRoom room;
        room.network().speech.repeat = Speech::Repeat::Same;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.network().publishing = { Does::LoseQuestion, Does::LoseQuestion };
        room.wait(3min, 5s);
        QCOMPARE(room.network().countOf(hello), 1);
        QCOMPARE(room.at(ids.first()).state, State::Sent);
    }

    void whatNeverLeftGoesWhenTheNetworkIsBackUnlessItIsLate()
    {
        PublishingRoom room;
        const auto soon = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.network().publishing = { Does::NeverSent };
        room.send();
        QCOMPARE(room.at(soon.first()).state, State::Queued);
        QVERIFY(!room.at(soon.first()).reason.isEmpty());
        room.wait(2min);
        QCOMPARE(room.network().countOf(hello), 1);

        const auto late = room.queue(PublishingRoom::saying({ QStringLiteral("Late") }), room.in(0s));
        room.network().publishing = std::deque<Does>(200, Does::NeverSent);
        room.wait(30min);
        QCOMPARE(room.at(late.first()).state, State::Missed);
        room.network().publishing.clear();
        room.wait(1h);
        QCOMPARE(room.network().countOf(QStringLiteral("Late")), 0);
        TestDesk::must(room.outbox.decide(late.first(), Decision::Send));
        room.send();
        QCOMPARE(room.network().countOf(QStringLiteral("Late")), 1);
    }

    void C07_aVerdictIsNotArguedWith()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        const auto next = room.queue(PublishingRoom::saying({ QStringLiteral("The next") }), room.in(1s));
        room.network().publishing = { Does::SayNo };
        room.wait(5min);
        QCOMPARE(room.at(ids.first()).state, State::Rejected);
        QVERIFY(room.at(ids.first()).reason.contains(QStringLiteral("422")));
        QCOMPARE(room.at(next.first()).state, State::Sent); // and holds up nothing
        QCOMPARE(room.network().posts.size(), 1);
    }

    void C06_whoAsksToBeLeftAloneIs()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.network().publishing = { Does::Busy };
        room.send();
        const Delivery waits = room.at(ids.first());
        QCOMPARE(waits.state, State::Queued);
        QVERIFY(room.desk.clock.now().secsTo(waits.notBefore) >= 30);
        QVERIFY(stateWords(waits, room.desk.clock.now()).contains(QStringLiteral("again")));
        const int asked = room.network().questions;
        room.wait(25s, 5s);
        QCOMPARE(room.network().questions, asked);
        room.wait(2min);
        QCOMPARE(room.network().countOf(hello), 1);
    }

    void C17_aQueueGoesOnInOrderWhenSomebodySignedInAgain()
    {
        PublishingRoom room;
        QStringList texts;
        for (int i = 0; i < 20; ++i) {
            texts.append(QStringLiteral("Number %1").arg(i));
            room.queue(PublishingRoom::saying({ texts.last() }), room.in(1s * i));
        }
        room.network().publishing = std::deque<Does>(4, Does::Answer);
        room.network().publishing.insert(room.network().publishing.end(), 3, Does::SignedOut);
        room.wait(8min, 20s);
        QStringList said;
        for (const auto &each : std::as_const(room.network().posts))
            said.append(each.text);
        QCOMPARE(said, texts);
    }

    void C11_aThreadGoesOnWhereItStopped()
    {
        PublishingRoom room;
        const QStringList parts { QStringLiteral("1/5"), QStringLiteral("2/5"), QStringLiteral("3/5"),
            QStringLiteral("4/5"), QStringLiteral("5/5") };
        const auto ids = room.queue(PublishingRoom::saying(parts), room.in(0s));
        room.network().publishing = { Does::Answer, Does::LoseAnswer };
        room.send();
        QCOMPARE(room.network().posts.size(), 2);
        QCOMPARE(room.at(ids.first()).partsOut, 1);
        room.open(); // killed, started again
        room.wait(2min);
        QCOMPARE(room.network().posts.size(), 5);
        for (int i = 0; i < parts.size(); ++i) {
            QCOMPARE(room.network().posts.at(i).text, parts.at(i));
            QCOMPARE(room.network().posts.at(i).replyTo,
                i == 0 ? QString() : QStringLiteral("https://net.example/%1").arg(i));
        }
        QCOMPARE(room.at(ids.first()).state, State::Sent);
    }

    void oneTargetsFailureTouchesNoOther()
    {
        PublishingRoom room(4);
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.network(0).publishing = { Does::SayNo };
        room.network(1).publishing = { Does::LoseQuestion };
        room.network(2).publishing = { Does::Busy };
        room.wait(3min);
        QCOMPARE(room.at(ids.at(0)).state, State::Rejected);
        QCOMPARE(room.at(ids.at(1)).state, State::Unconfirmed);
        QCOMPARE(room.at(ids.at(2)).state, State::Sent);
        QCOMPARE(room.at(ids.at(3)).state, State::Sent);
        // Only the one that failed is tried again.
        TestDesk::must(room.outbox.decide(ids.at(0), Decision::Send));
        room.send();
        QCOMPARE(room.network(0).posts.size(), 1);
        QCOMPARE(room.network(3).posts.size(), 1);
    }

    void picturesAreBroughtOnceAndGoWithTheirWords()
    {
        PublishingRoom room;
        PostContent content = PublishingRoom::saying({ hello });
        content.parts.first().pictures = { room.picture("one", QStringLiteral("A tin")),
            room.picture("two", QStringLiteral("A cup")) };
        const auto ids = room.queue(content, room.in(0s));
        room.network().uploading = { Does::Answer, Does::LoseQuestion };
        room.wait(2min);
        QCOMPARE(room.network().uploads, QList<QByteArray>({ "one", "two" }));
        QCOMPARE(room.network().posts.size(), 1);
        const auto media = room.network().posts.first().media;
        QCOMPARE(media.size(), 2);
        QCOMPARE(media.at(0).handle, QStringLiteral("media-1"));
        QCOMPARE(media.at(1).description, QStringLiteral("A cup"));
        QCOMPARE(room.at(ids.first()).state, State::Sent);
    }

    void whatWasRefusedBringsItsPicturesAnew()
    {
        PublishingRoom room;
        PostContent content = PublishingRoom::saying({ hello });
        content.parts.first().pictures = { room.picture("one", {}) };
        const auto ids = room.queue(content, room.in(0s));
        room.network().publishing = { Does::SayNo }; // it has forgotten the picture, say
        room.send();
        QCOMPARE(room.at(ids.first()).state, State::Rejected);
        TestDesk::must(room.outbox.decide(ids.first(), Decision::Send));
        room.send();
        QCOMPARE(room.network().uploads.size(), 2);
        QCOMPARE(room.network().posts.first().media.first().handle, QStringLiteral("media-2"));
    }

    void G07_aPictureThatIsNotTheOneSubmittedGoesNowhere()
    {
        PublishingRoom room;
        PostContent content = PublishingRoom::saying({ hello });
        content.parts.first().pictures = { room.picture("one", {}) };
        const auto ids = room.queue(content, room.in(0s));
        room.pictures.clear();
        room.wait(1min);
        QCOMPARE(room.at(ids.first()).state, State::Rejected);
        QCOMPARE(room.network().questions, 0);
    }

    void D01_contentChangedByOneByteIsNotSent()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        TestDesk::must(room.desk.writer().run(
            "UPDATE revision_variant SET content = CAST(replace(CAST(content AS TEXT), 'valley', 'Valley') AS BLOB)"));
        room.wait(1min);
        QCOMPARE(room.at(ids.first()).state, State::Rejected);
        QCOMPARE(room.network().questions, 0);
    }

    void D04_anotherVariantInItsPlaceIsNotSent()
    {
        PublishingRoom room(2);
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        TestDesk::must(room.desk.writer().run("UPDATE delivery SET variant = (SELECT max(row) FROM revision_variant),"
                                              " digest = (SELECT digest FROM revision_variant ORDER BY row DESC)"));
        room.wait(1min);
        QCOMPARE(room.at(ids.at(0)).state, State::Rejected); // it is for the other channel
        QCOMPARE(room.network(0).questions, 0);
    }

    void C09_twoProcessesSendOne()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        Dispatch other(room.desk.writer(), room.desk.clock, QStringLiteral("other"));
        const auto first = TestDesk::must(room.dispatch->claim(room.at(ids.first()).row));
        QVERIFY(first);
        QVERIFY(!TestDesk::must(other.claim(first->delivery.row)));
        // The other took over after the first was stopped in mid-air: the first may not begin any more.
        TestDesk::must(other.recover({}));
        const auto second = TestDesk::must(other.claim(first->delivery.row));
        QVERIFY(second);
        DeliveryPart part = first->parts.first();
        part.firstTriedAt = room.desk.clock.now();
        QVERIFY(!TestDesk::must(room.dispatch->begin(*first, part)));
        QVERIFY(TestDesk::must(other.begin(*second, part)));
        // But what it knows to be out there is written down all the same.
        QVERIFY(TestDesk::must(room.dispatch->sent(*first, part, { { QStringLiteral("x"), {} }, {}, {} })));
        QCOMPARE(room.at(ids.first()).state, State::Sent);
        TestDesk::must(other.doubt(*second, QStringLiteral("?"), 0));
        QCOMPARE(room.at(ids.first()).state, State::Sent);
    }

    void aLateAnswerAfterTheEngineWentIsKept()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        room.network().onPublish = [&room] { room.publisher->stop(); };
        room.send();
        QCOMPARE(room.network().posts.size(), 1);
        QCOMPARE(room.at(ids.first()).state, State::Sent);
    }

    void aProcessThatDiedLeavesADoubtThatIsLookedInto_data()
    {
        QTest::addColumn<bool>("arrived");
        QTest::newRow("before the server took it") << false;
        QTest::newRow("after") << true;
    }
    void aProcessThatDiedLeavesADoubtThatIsLookedInto()
    {
        QFETCH(const bool, arrived);
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        const auto claim = TestDesk::must(room.dispatch->claim(room.at(ids.first()).row));
        DeliveryPart part = claim->parts.first();
        part.firstTriedAt = room.desk.clock.now();
        QVERIFY(TestDesk::must(room.dispatch->begin(*claim, part)));
        if (arrived)
            room.network().take(outgoingOf(*claim, 0, {}));
        room.open();
        room.publisher->start();
        room.wait(3min);
        QCOMPARE(room.network().posts.size(), arrived ? 1 : 0);
        QCOMPARE(room.at(ids.first()).state, arrived ? State::Sent : State::Unconfirmed);
    }

    void whatWasOnlyClaimedWhenItDiedGoesOut()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        QVERIFY(TestDesk::must(room.dispatch->claim(room.at(ids.first()).row)));
        room.open();
        room.wait(1min);
        QCOMPARE(room.network().countOf(hello), 1);
    }

    void anAccountThatIsNotAskedSaysSoAndIsMissedWhenItsHourIsPast()
    {
        PublishingRoom room;
        const auto ids = room.queue(PublishingRoom::saying({ hello }), room.in(0s));
        auto speaker = std::move(room.speakers.front());
        room.wait(2min);
        QCOMPARE(room.at(ids.first()).state, State::Queued);
        QVERIFY(room.at(ids.first()).reason.contains(QStringLiteral("@marlowe0")));
        room.wait(15min);
        QCOMPARE(room.at(ids.first()).state, State::Missed);
        room.speakers.front() = std::move(speaker);
        room.wait(5min);
        QCOMPARE(room.network().posts.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestPublisher)
#include "test_publisher.moc"
