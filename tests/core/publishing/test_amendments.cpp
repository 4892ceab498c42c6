#include "core/publishing/amending.h"
#include "tests/core/publishing/publishingroom.h"

using namespace wheelhouse;
using namespace std::chrono_literals;
using Does = FakeNetwork::Does;
using State = Delivery::State;

namespace {

struct Room : PublishingRoom {
    Amendments amendments { desk.writer(), desk.log, desk.undo, posts, desk.clock };
    Amending amending { amendments, [this](ChannelId) -> Connector * { return speakers.front().get(); }, changes,
        desk.clock };

    /// Something that is out there.
    DeliveryId out(const PostContent &content)
    {
        const auto ids = queue(content, in(0s));
        send();
        return ids.first();
    }
    void amend(std::chrono::seconds later = 0s)
    {
        desk.clock.advance(later);
        amending.amendNow();
        for (int quiet = 0; quiet < 5; ++quiet) {
            QCoreApplication::processEvents();
            if (amending.isAmending())
                quiet = 0;
        }
    }
    QString stateOf(AmendmentId id)
    {
        Statement find(desk.writer(), "SELECT state FROM amendment WHERE id = ?1");
        return *TestDesk::must(find.one<QString>([](const Row &row) { return row.text(0); }, id));
    }
};

} // namespace

class TestAmendments : public QObject {
    Q_OBJECT
private slots:
    void aThreadIsTakenAwayFromItsEnd()
    {
        Room room;
        const DeliveryId id =
            room.out(PublishingRoom::saying({ QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("3") }));
        const AmendmentId wish = TestDesk::must(room.amendments.remove(id));
        QVERIFY(!room.amendments.remove(id)); // it waits already
        room.network().amending = { Does::Answer, Does::LoseAnswer };
        room.amend();
        QCOMPARE(room.stateOf(wish), QStringLiteral("waiting")); // whether the second went, nobody knows
        room.amend(1min);
        QCOMPARE(room.stateOf(wish), QStringLiteral("done"));
        QVERIFY(room.network().posts.isEmpty());
        QCOMPARE(room.network().amended.first(), QStringLiteral("https://net.example/3"));
        QCOMPARE(room.network().amended.last(), QStringLiteral("https://net.example/1"));
        room.wait(1h, 10min);
        QVERIFY(room.network().posts.isEmpty()); // nothing of it is said again
    }

    void aChangeKeepsPicturesAndMayBeNamedAnew()
    {
        Room room;
        PostContent content = PublishingRoom::saying({ QStringLiteral("Tpyo") });
        content.parts.first().pictures = { room.picture("one", QStringLiteral("A tin")) };
        const DeliveryId id = room.out(content);
        room.network().renames = true;
        content.parts.first().text = QStringLiteral("Typo");
        const AmendmentId wish = TestDesk::must(room.amendments.change(id, content));
        room.amend();
        QCOMPARE(room.stateOf(wish), QStringLiteral("done"));
        QCOMPARE(room.network().posts.size(), 1);
        QCOMPARE(room.network().posts.first().text, QStringLiteral("Typo"));
        QCOMPARE(room.network().posts.first().media.first().handle, QStringLiteral("media-1"));
        const Delivery now = room.at(id);
        QCOMPARE(now.words, QStringLiteral("Typo"));
        QCOMPARE(TestDesk::must(room.book.parts(now.row)).first().ref.globalName,
            QStringLiteral("https://net.example/1-again"));
        // What is taken away then is what is there now.
        TestDesk::must(room.amendments.remove(id));
        room.amend();
        QVERIFY(room.network().posts.isEmpty());
    }

    void onlyWordsAreChanged()
    {
        Room room;
        PostContent content = PublishingRoom::saying({ QStringLiteral("Words") });
        const DeliveryId id = room.out(content);
        content.parts.first().pictures = { room.picture("one", {}) };
        QVERIFY(!room.amendments.change(id, content));
        QVERIFY(!room.amendments.change(id, PublishingRoom::saying({ QStringLiteral("1"), QStringLiteral("2") })));
        const auto planned = room.queue(PublishingRoom::saying({ QStringLiteral("Later") }), room.in(1h));
        QVERIFY(!room.amendments.remove(planned.first())); // nothing of it is out there
    }

    void aVerdictEndsItAndSaysWhy()
    {
        Room room;
        const DeliveryId id = room.out(PublishingRoom::saying({ QStringLiteral("Words") }));
        room.network().amending = { Does::SayNo };
        const AmendmentId wish = TestDesk::must(room.amendments.remove(id));
        room.amend();
        QCOMPARE(room.stateOf(wish), QStringLiteral("refused"));
        QVERIFY(stateWords(room.at(id), room.desk.clock.now()).contains(QStringLiteral("422")));
        QCOMPARE(room.network().posts.size(), 1);
        room.network().speech.canRemove = false;
        const AmendmentId again = TestDesk::must(room.amendments.remove(id));
        room.amend();
        QCOMPARE(room.stateOf(again), QStringLiteral("refused"));
    }

    void whatStillWaitsIsTakenBack()
    {
        Room room;
        const DeliveryId id = room.out(PublishingRoom::saying({ QStringLiteral("Words") }));
        const AmendmentId wish = TestDesk::must(room.amendments.remove(id));
        TestDesk::must(room.desk.undo.back());
        QCOMPARE(room.stateOf(wish), QStringLiteral("dropped"));
        room.amend();
        QCOMPARE(room.network().posts.size(), 1);
        TestDesk::must(room.desk.undo.again());
        room.amend();
        QVERIFY(room.network().posts.isEmpty());
        QCOMPARE(TestDesk::must(room.desk.undo.back()).kept, 1);
    }

    void aHoldKeepsAChangeBackAndNoRemoval()
    {
        Room room;
        PostContent content = PublishingRoom::saying({ QStringLiteral("Words") });
        const DeliveryId id = room.out(content);
        const DeliveryId other = room.out(PublishingRoom::saying({ QStringLiteral("Others") }));
        const Hold hold = TestDesk::must(room.outbox.hold(0, QStringLiteral("Recall")));
        content.parts.first().text = QStringLiteral("Other words");
        const AmendmentId change = TestDesk::must(room.amendments.change(id, content));
        TestDesk::must(room.amendments.remove(other));
        room.amend();
        QCOMPARE(room.network().posts.size(), 1);
        QCOMPARE(room.stateOf(change), QStringLiteral("waiting"));
        TestDesk::must(room.outbox.release(hold.id));
        room.amend();
        QCOMPARE(room.stateOf(change), QStringLiteral("done"));
    }
};

QTEST_GUILESS_MAIN(TestAmendments)
#include "test_amendments.moc"
