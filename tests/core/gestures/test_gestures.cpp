#include "core/gestures/gesturing.h"
#include "core/networks/accounts.h"
#include "tests/support/desk.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using Kind = Gesture::Kind;
using State = WishedGesture::State;

namespace {

/// A network that does what it is told, loses answers, or refuses.
class Doing final : public Connector {
public:
    [[nodiscard]] Channel channel() const override { return {}; }
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &) override { return answered<Page>(Page()); }
    [[nodiscard]] QFuture<Result<GestureDone>> make(const Gesture &gesture) override
    {
        made.append(gesture);
        if (!troubles.isEmpty())
            return answered<GestureDone>(tl::unexpected(troubles.takeFirst()));
        return answered<GestureDone>(GestureDone { false, u"there/1"_s });
    }
    QList<Gesture> made;
    QList<Error> troubles;
};

struct Room {
    Room()
    {
        SignedIn account;
        account.network = NetworkId::Mastodon;
        account.globalName = u"https://coffee.example/users/marlowe"_s;
        account.handle = u"@marlowe@coffee.example"_s;
        account.address = u"https://coffee.example"_s;
        TestDesk::must(accounts.signIn(account).map([](const AccountsChanged &) { return 1; }));
        desk.channel = accounts.list()->first().channelRow;
        for (const char *name : { "a", "b" }) {
            Arrival one = desk.saying(QString::fromLatin1(name), u"is it fair trade?"_s, 5);
            one.remoteId = u"id-"_s + QString::fromLatin1(name);
            desk.receive({ one });
        }
    }
    qint64 mention(const QString &name)
    {
        Statement find(desk.writer(), "SELECT row FROM mention WHERE global_name = ?1");
        return TestDesk::must(find.number(u"https://a.example/"_s + name)).value_or(0);
    }
    QList<State> states(const QString &name)
    {
        QList<State> all;
        for (const WishedGesture &each : TestDesk::must(gestures.of(mention(name))))
            all.append(each.state);
        return all;
    }
    void settle()
    {
        gesturing.makeNow();
        QTRY_VERIFY_WITH_TIMEOUT(!gesturing.isMaking(), 2'000);
        QTest::qWait(120);
    }
    TestDesk desk;
    Changes changes { desk.writer() };
    Accounts accounts { desk.writer(), desk.log, desk.undo, desk.clock };
    Gestures gestures { desk.writer(), desk.log, desk.undo, desk.clock };
    Doing doing;
    Gesturing gesturing { gestures, [this](ChannelId) -> Connector * { return isHere ? &doing : nullptr; }, changes,
        desk.clock };
    bool isHere = true;
};

Error trouble(Error::Kind kind, int retryAfter = 0)
{
    return { kind, u"words"_s, {}, std::chrono::seconds { retryAfter } };
}

} // namespace

/// What we do out there without words.
class TestGestures : public QObject {
    Q_OBJECT
private slots:
    void aWishIsMadeOnceWithItsKey()
    {
        Room room;
        const auto wished = room.gestures.wish(Kind::Favourite, { room.mention(u"a"_s) });
        QVERIFY(wished && wished->changed == 1 && !wished->sentence.isEmpty());
        QCOMPARE(room.gestures.wish(Kind::Favourite, { room.mention(u"a"_s) })->changed, 0);
        room.settle();
        QCOMPARE(room.doing.made.size(), 1);
        QCOMPARE(room.doing.made.first().message.remoteId, u"id-a"_s);
        QCOMPARE(room.doing.made.first().key.size(), 16);
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Done });
    }
    void aConversationIsMeantByItsNewestMessageAndByAllThatWait()
    {
        Room room;
        const qint64 first = room.mention(u"a"_s);
        Statement find(room.desk.writer(), "SELECT conversation FROM mention WHERE row = ?1");
        const qint64 conversation = TestDesk::must(find.number(first)).value_or(0);
        const QSet<NetworkId> here { NetworkId::Mastodon };
        QCOMPARE(*room.gestures.aimedAt(Kind::Favourite, { conversation }, here), QList<qint64> { first });
        QCOMPARE(*room.gestures.aimedAt(Kind::Favourite, { conversation }, { NetworkId::Bluesky }), QList<qint64>());
        const auto reply = [&](const QString &name, int minutes, const QString &moderation) {
            Arrival one = room.desk.saying(name, u"and me?"_s, minutes);
            one.inReplyTo = u"https://a.example/a"_s;
            one.moderation = moderation;
            room.desk.receive({ one });
        };
        reply(u"held"_s, 4, u"hold"_s);
        reply(u"later"_s, 3, {});
        QCOMPARE(*room.gestures.aimedAt(Kind::Favourite, { conversation }, here),
            QList<qint64> { room.mention(u"later"_s) });
        QCOMPARE(
            *room.gestures.aimedAt(Kind::Approve, { conversation }, here), QList<qint64> { room.mention(u"held"_s) });
    }
    void whatFailsForAWhileIsTriedAgainWithTheSameKey()
    {
        Room room;
        room.doing.troubles = { trouble(Error::Kind::Offline), trouble(Error::Kind::Busy, 120) };
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s) }));
        room.settle();
        QCOMPARE(room.doing.made.size(), 1);
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Waiting });
        room.desk.clock.advance(std::chrono::seconds { 30 });
        room.settle();
        QCOMPARE(room.doing.made.size(), 2);
        room.desk.clock.advance(std::chrono::seconds { 60 });
        room.settle();
        QCOMPARE(room.doing.made.size(), 2); // the server asked for two minutes
        room.desk.clock.advance(std::chrono::seconds { 90 });
        room.settle();
        QCOMPARE(room.doing.made.size(), 3);
        QCOMPARE(room.doing.made.at(0).key, room.doing.made.at(2).key);
        QCOMPARE(room.doing.made.at(0).wishedAt, room.doing.made.at(2).wishedAt);
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Done });
    }
    void whatIsRefusedSaysWhyAndHoldsUpNothing()
    {
        Room room;
        room.doing.troubles = { trouble(Error::Kind::Refused) };
        QSignalSpy refused(&room.gesturing, &Gesturing::refused);
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s) }));
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"b"_s) }));
        room.settle();
        QTRY_COMPARE(room.states(u"b"_s), QList<State> { State::Done });
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Refused });
        QCOMPARE(room.gestures.of(room.mention(u"a"_s))->first().reason, u"words"_s);
        QCOMPARE(refused.size(), 1);
    }
    void undoDropsWhatWasNeverTriedAndWishesTheOppositeOfWhatWas()
    {
        Room room;
        QVERIFY(room.gestures.wish(Kind::Favourite, { room.mention(u"a"_s), room.mention(u"b"_s) }));
        QVERIFY(room.desk.undo.back());
        room.settle();
        QCOMPARE(room.doing.made.size(), 0);
        QVERIFY(room.desk.undo.again());
        room.settle();
        QTRY_COMPARE(room.doing.made.size(), 2);
        QVERIFY(room.desk.undo.next(Undo::Way::Back)->has_value());
        QVERIFY(room.gestures.wish(Kind::Block, { room.mention(u"a"_s) }));
        room.settle();
        QVERIFY(room.desk.undo.back());
        room.settle();
        QCOMPARE(room.doing.made.constLast().kind, Kind::Unblock);
    }
    void aKillInTheMiddleMakesItAgainButNeverAReport()
    {
        Room room;
        QVERIFY(room.gestures.wish(Kind::Favourite, { room.mention(u"a"_s) }));
        QVERIFY(room.gestures.begin(room.gestures.of(room.mention(u"a"_s))->first().row));
        room.settle();
        QCOMPARE(room.doing.made.size(), 1);
        QVERIFY(!room.gestures.wish(Kind::Report, { room.mention(u"b"_s) }, u"  "_s));
        QVERIFY(room.gestures.wish(Kind::Report, { room.mention(u"b"_s) }, u"threatens my colleague"_s));
        QVERIFY(room.gestures.begin(room.gestures.of(room.mention(u"b"_s))->first().row));
        room.settle();
        QCOMPARE(room.doing.made.size(), 1);
        QCOMPARE(room.states(u"b"_s), QList<State> { State::Refused });
    }
    void aReportWhoseAnswerGotLostIsLeftToAPerson()
    {
        Room room;
        room.doing.troubles = { trouble(Error::Kind::Offline) };
        QVERIFY(room.gestures.wish(Kind::Report, { room.mention(u"a"_s) }, u"spam"_s));
        room.settle();
        room.desk.clock.advance(std::chrono::hours { 1 });
        room.settle();
        QCOMPARE(room.doing.made.size(), 1);
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Refused });
    }
    void whatLeadsNowhereBackIsRefusedWithWords()
    {
        Room room;
        room.desk.receive({ room.desk.saying(u"import"_s, u"from a file"_s) });
        const auto wished = room.gestures.wish(Kind::Favourite, { room.mention(u"import"_s) });
        QVERIFY(!wished && !wished.error().message.isEmpty());
        QCOMPARE(room.desk.database.number("SELECT count(*) FROM gesture"), 0);
    }
    void aModerationIsSeenAtOnceAndGoesBackToWhereItStood()
    {
        Room room;
        QVERIFY(room.desk.writer().run("UPDATE mention SET moderation = 'hold'"));
        const auto moderation = [&] {
            Statement find(room.desk.writer(), "SELECT moderation FROM mention WHERE row = ?1");
            return TestDesk::must(find.one<QString>([](const Row &row) { return row.text(0); }, room.mention(u"a"_s)))
                .value_or(QString());
        };
        QVERIFY(room.gestures.wish(Kind::Approve, { room.mention(u"a"_s) }));
        QCOMPARE(moderation(), u"approved"_s);
        room.settle();
        QVERIFY(room.desk.undo.back());
        QCOMPARE(moderation(), u"hold"_s);
        room.settle();
        QCOMPARE(room.doing.made.size(), 2);
        QCOMPARE(room.doing.made.constLast().kind, Kind::Hold);
    }
    void aChannelThatIsNotAskedNowKeepsItsWishes()
    {
        Room room;
        room.isHere = false;
        QVERIFY(room.gestures.wish(Kind::Favourite, { room.mention(u"a"_s) }));
        room.settle();
        room.isHere = true;
        room.desk.clock.advance(std::chrono::minutes { 2 });
        room.settle();
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Done });
    }
};

QTEST_GUILESS_MAIN(TestGestures)
#include "test_gestures.moc"
