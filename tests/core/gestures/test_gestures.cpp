#include "core/gestures/gesturing.h"
#include "core/http/errorwords.h"
#include "core/http/gate.h"
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
        if (holds) {
            held = std::make_shared<QPromise<Result<GestureDone>>>();
            held->start();
            return held->future();
        }
        if (always || (!poison.isEmpty() && gesture.message.remoteId == poison))
            return answered<GestureDone>(
                tl::unexpected(always.value_or(Error { Error::Kind::Busy, u"words"_s, {}, {} })));
        if (!troubles.isEmpty())
            return answered<GestureDone>(tl::unexpected(troubles.takeFirst()));
        return answered<GestureDone>(GestureDone { isSoAlready, u"there/1"_s });
    }
    void answer(const Error &error)
    {
        held->addResult(Result<GestureDone>(tl::unexpected(error)));
        held->finish();
        holds = false;
    }
    bool isSoAlready = false;
    bool holds = false; ///< does not answer before it is told what
    std::shared_ptr<QPromise<Result<GestureDone>>> held;
    QString poison; ///< at this message the server fails, whatever is done to it
    std::optional<Error> always;
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
    QString moderation(const QString &name)
    {
        Statement find(desk.writer(), "SELECT moderation FROM mention WHERE row = ?1");
        return TestDesk::must(find.one<QString>([](const Row &row) { return row.text(0); }, mention(name)))
            .value_or(QString());
    }
    void settle()
    {
        gesturing.makeNow();
        QTRY_VERIFY_WITH_TIMEOUT(!gesturing.isMaking(), 2'000);
        QTest::qWait(120);
    }
    /// Makes what may be made now, and lets time go by.
    void spend(std::chrono::milliseconds time)
    {
        gesturing.makeNow();
        QTRY_VERIFY_WITH_TIMEOUT(!gesturing.isMaking(), 2'000);
        desk.clock.advance(time);
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
    void e16WhatStandsOnTheWayIsNoAnswerToAWish_data()
    {
        const QUrl url(u"https://coffee.example/wp-json"_s);
        QTest::addColumn<Error>("way");
        QTest::newRow("a certificate of somebody else") << httpwords::failed(
            QNetworkReply::SslHandshakeFailedError, url, { u"its certificate is for another name"_s }, u"error 6"_s);
        QTest::newRow("no private line") << httpwords::failed(
            QNetworkReply::SslHandshakeFailedError, url, {}, u"error 6"_s);
        QTest::newRow("a name that leads inward") << checkAddresses(url, { QHostAddress(u"10.0.0.1"_s) }, {}).error();
        QTest::newRow("sent on with what was written") << httpwords::bodyWouldTravel(url);
        QTest::newRow("sent on to an open line") << checkRedirect(url, "http://coffee.example/", QString()).error();
        QTest::newRow("a login page") << Error { Error::Kind::Malformed, u"a page"_s, u"html"_s, {} };
        QTest::newRow("no answer of a server")
            << httpwords::failed(QNetworkReply::ProtocolFailure, url, {}, u"error 399"_s);
        QTest::newRow("too slow for the server") << Error { Error::Kind::Refused, u"slow"_s, u"status 408"_s, {} };
    }
    /// Twenty approvals queued off line, and then a train's Wi-Fi.
    void e16WhatStandsOnTheWayIsNoAnswerToAWish()
    {
        QFETCH(Error, way);
        Room room;
        QVERIFY(room.desk.writer().run("UPDATE mention SET moderation = 'hold'"));
        QSignalSpy refused(&room.gesturing, &Gesturing::refused);
        for (int i = 0; i < 10; ++i)
            room.doing.troubles.append(way);
        QVERIFY(room.gestures.wish(Kind::Approve, { room.mention(u"a"_s), room.mention(u"b"_s) }));
        for (int i = 0; i < 10; ++i)
            room.spend(std::chrono::seconds { 1 });
        QVERIFY2(room.doing.made.size() < 5, "it asks again and again");
        QCOMPARE(refused.size(), 0);
        for (const char *name : { "a", "b" }) {
            QCOMPARE(room.states(QString::fromLatin1(name)), QList<State> { State::Waiting });
            QCOMPARE(room.moderation(QString::fromLatin1(name)), u"approved"_s);
        }
        QVERIFY(!room.gestures.of(room.mention(u"a"_s))->first().reason.isEmpty());
        room.doing.troubles.clear();
        for (int i = 0; i < 3; ++i) {
            room.desk.clock.advance(std::chrono::hours { 1 });
            room.settle();
        }
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Done });
        QCOMPARE(room.states(u"b"_s), QList<State> { State::Done });
    }
    void whatTheNetworkItselfSaysIsAnAnswer_data()
    {
        QTest::addColumn<Error>("no");
        QTest::newRow("not allowed") << Error { Error::Kind::Refused, u"words"_s, u"status 403"_s, {} };
        QTest::newRow("not there") << Error { Error::Kind::Missing, u"words"_s, u"status 404 NotFound"_s, {} };
        QTest::newRow("as it stood") << Error { Error::Kind::Conflict, u"words"_s, u"wordpress: status unchanged"_s,
            {} };
        QTest::newRow("gone") << Error { Error::Kind::Missing, u"words"_s, u"bluesky: gone"_s, {} };
    }
    void whatTheNetworkItselfSaysIsAnAnswer()
    {
        QFETCH(Error, no);
        Room room;
        room.doing.troubles = { no };
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s) }));
        room.settle();
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Refused });
    }
    void aReportThatWasNeverSentIsSentLater()
    {
        Room room;
        room.doing.troubles = { httpwords::notFound(QUrl(u"https://coffee.example/"_s), {}) };
        QVERIFY(room.gestures.wish(Kind::Report, { room.mention(u"a"_s) }, u"spam"_s));
        room.settle();
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Waiting });
        room.desk.clock.advance(std::chrono::hours { 1 });
        room.settle();
        QCOMPARE(room.doing.made.size(), 2);
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Done });
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
    void whatStoodSoBeforeIsNotTakenBack()
    {
        Room room;
        room.doing.isSoAlready = true;
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s) }));
        room.settle();
        QVERIFY(room.desk.undo.back());
        room.settle();
        QCOMPARE(room.doing.made.size(), 1);
    }
    /// The second try sees what the first one did.
    void whatWeMadeIsTakenBackThoughItsAnswerGotLost()
    {
        Room room;
        room.doing.troubles = { trouble(Error::Kind::Offline) };
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s) }));
        room.settle();
        room.doing.isSoAlready = true;
        room.desk.clock.advance(std::chrono::hours { 1 });
        room.settle();
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Done });
        QVERIFY(room.desk.undo.back());
        room.settle();
        QCOMPARE(room.doing.made.constLast().kind, Kind::Unboost);
    }
    void whatWeMadeIsTakenBackThoughWeWereKilledMeanwhile()
    {
        Room room;
        QVERIFY(room.gestures.wish(Kind::Block, { room.mention(u"a"_s) }));
        QVERIFY(room.gestures.begin(room.gestures.of(room.mention(u"a"_s))->first().row));
        room.doing.isSoAlready = true;
        room.settle();
        QVERIFY(room.desk.undo.back());
        room.settle();
        QCOMPARE(room.doing.made.constLast().kind, Kind::Unblock);
    }
    void oneAtWhichTheServerFailsHoldsUpNoOther()
    {
        Room room;
        room.doing.poison = u"id-a"_s;
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s) }));
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"b"_s) }));
        QVERIFY(room.gestures.wish(Kind::Block, { room.mention(u"b"_s) }));
        for (int i = 0; i < 4; ++i) // as a script does that asks once a minute
            room.spend(std::chrono::minutes { 1 });
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Waiting });
        QCOMPARE(room.states(u"b"_s), (QList<State> { State::Done, State::Done }));
    }
    void whatIsDoneToOneMessageKeepsItsOrder()
    {
        Room room;
        room.doing.troubles = { trouble(Error::Kind::Busy) };
        QVERIFY(room.gestures.wish(Kind::Favourite, { room.mention(u"a"_s) }));
        QVERIFY(room.gestures.wish(Kind::Unfavourite, { room.mention(u"a"_s) }));
        for (int i = 0; i < 4; ++i) {
            room.settle();
            room.desk.clock.advance(std::chrono::seconds { 10 });
        }
        QCOMPARE(room.doing.made.size(), 3);
        QCOMPARE(room.doing.made.at(1).kind, Kind::Favourite);
        QCOMPARE(room.doing.made.at(2).kind, Kind::Unfavourite);
    }
    void aServerThatAsksForRestIsAskedNothingMeanwhile()
    {
        Room room;
        room.doing.troubles = { trouble(Error::Kind::Busy, 600) };
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s), room.mention(u"b"_s) }));
        room.settle();
        QVERIFY(room.gestures.wish(Kind::Block, { room.mention(u"b"_s) }));
        for (int i = 0; i < 9; ++i) {
            room.desk.clock.advance(std::chrono::minutes { 1 });
            room.settle();
        }
        QCOMPARE(room.doing.made.size(), 1);
        room.desk.clock.advance(std::chrono::minutes { 2 });
        for (int i = 0; i < 3; ++i)
            room.settle();
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Done });
        QCOMPARE(room.states(u"b"_s), (QList<State> { State::Done, State::Done }));
    }
    void e18AServerInTroubleIsNotStormedByAQueue()
    {
        Room room;
        room.doing.always = trouble(Error::Kind::Busy);
        QList<qint64> all;
        for (int i = 0; i < 30; ++i) {
            Arrival one = room.desk.saying(u"many-%1"_s.arg(i), u"me too"_s, 4);
            one.remoteId = u"id-%1"_s.arg(i);
            room.desk.receive({ one });
            all.append(room.mention(u"many-%1"_s.arg(i)));
        }
        QCOMPARE(room.gestures.wish(Kind::Boost, all)->changed, 30);
        for (int i = 0; i < 60; ++i)
            room.spend(std::chrono::seconds { 10 }); // ten minutes
        QVERIFY2(room.doing.made.size() <= 12, qPrintable(QString::number(room.doing.made.size())));
        QVERIFY(room.doing.made.size() >= 5);
    }
    void whatFailsForADayIsGivenUpWithItsReason()
    {
        Room room;
        room.doing.always = trouble(Error::Kind::Busy);
        QSignalSpy refused(&room.gesturing, &Gesturing::refused);
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s) }));
        const auto hours = [&room](int count) {
            for (int i = 0; i < count; ++i)
                room.spend(std::chrono::hours { 1 });
        };
        hours(24);
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Waiting });
        hours(2);
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Refused });
        QCOMPARE(refused.size(), 1);
        QVERIFY(room.gestures.of(room.mention(u"a"_s))->first().reason.contains(u"words"_s));
        QVERIFY(room.gestures.of(room.mention(u"a"_s))->first().reason != u"words"_s);
        // Who was closed for a day after one failure has tried once.
        room.doing.made.clear();
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"b"_s) }));
        hours(1);
        room.desk.clock.advance(std::chrono::hours { 48 });
        hours(1);
        QCOMPARE(room.states(u"b"_s), QList<State> { State::Waiting });
    }
    void e18BeingOffLineForDaysEndsNothing()
    {
        Room room;
        room.doing.always = trouble(Error::Kind::Offline);
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s) }));
        for (int i = 0; i < 100; ++i)
            room.spend(std::chrono::hours { 1 });
        room.doing.always.reset();
        room.settle();
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Done });
    }
    /// It may be there: so it is taken back there, and not tried again.
    void undoEndsWhatWasTriedInVain()
    {
        Room room;
        room.doing.troubles = { trouble(Error::Kind::Busy) };
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s) }));
        room.settle();
        QVERIFY(room.desk.undo.back());
        room.desk.clock.advance(std::chrono::hours { 1 });
        room.settle();
        QCOMPARE(room.doing.made.size(), 2);
        QCOMPARE(room.doing.made.constLast().kind, Kind::Unboost);
        // And forth again, and back.
        QVERIFY(room.desk.undo.again());
        room.settle();
        QCOMPARE(room.doing.made.constLast().kind, Kind::Boost);
        QVERIFY(room.desk.undo.back());
        room.settle();
        QCOMPARE(room.doing.made.constLast().kind, Kind::Unboost);
    }
    void undoDropsWhatNeverLeft()
    {
        Room room;
        QVERIFY(room.desk.writer().run("UPDATE mention SET moderation = 'hold'"));
        room.doing.always = httpwords::notFound(QUrl(u"https://coffee.example/"_s), {});
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s) }));
        QVERIFY(room.gestures.wish(Kind::Approve, { room.mention(u"b"_s) }));
        for (int i = 0; i < 4; ++i) {
            room.settle();
            room.desk.clock.advance(std::chrono::hours { 1 });
        }
        QVERIFY(room.desk.undo.back());
        QVERIFY(room.desk.undo.back());
        QCOMPARE(room.moderation(u"b"_s), u"hold"_s);
        room.doing.always.reset();
        room.doing.made.clear();
        room.settle();
        QCOMPARE(room.doing.made.size(), 0);
        QCOMPARE(room.states(u"a"_s), QList<State>());
        QCOMPARE(room.states(u"b"_s), QList<State>());
    }
    void whatIsTakenBackWhileItIsMadeIsNotMadeAgain()
    {
        Room room;
        room.doing.holds = true;
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s) }));
        room.gesturing.makeNow();
        QVERIFY(room.gesturing.isMaking());
        QVERIFY(room.desk.undo.back());
        room.doing.answer(trouble(Error::Kind::Busy));
        QTRY_VERIFY(!room.gesturing.isMaking());
        room.desk.clock.advance(std::chrono::hours { 1 });
        room.settle();
        QCOMPARE(room.doing.made.size(), 2);
        QCOMPARE(room.doing.made.constLast().kind, Kind::Unboost);
    }
    /// What stood so before a try that never left is not ours to take back.
    void whatNeverLeftDidNotMakeIt()
    {
        Room room;
        room.doing.troubles = { httpwords::notFound(QUrl(u"https://coffee.example/"_s), {}) };
        QVERIFY(room.gestures.wish(Kind::Boost, { room.mention(u"a"_s) }));
        room.settle();
        room.doing.isSoAlready = true;
        room.desk.clock.advance(std::chrono::hours { 1 });
        room.settle();
        QCOMPARE(room.states(u"a"_s), QList<State> { State::Done });
        QVERIFY(room.desk.undo.back());
        room.settle();
        QCOMPARE(room.doing.made.size(), 2);
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
        QSignalSpy refused(&room.gesturing, &Gesturing::refused);
        room.doing.troubles = { trouble(Error::Kind::Offline) };
        QVERIFY(room.gestures.wish(Kind::Report, { room.mention(u"a"_s) }, u"spam"_s));
        room.settle();
        QCOMPARE(refused.size(), 1);
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
        QVERIFY(room.gestures.wish(Kind::Approve, { room.mention(u"a"_s) }));
        QCOMPARE(room.moderation(u"a"_s), u"approved"_s);
        room.settle();
        QVERIFY(room.desk.undo.back());
        QCOMPARE(room.moderation(u"a"_s), u"hold"_s);
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
