#include "core/intake/intake.h"
#include "tests/support/desk.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A network that can be asked again and that pushes; a test says what it answers.
class Talking final : public Connector {
public:
    [[nodiscard]] Channel channel() const override
    {
        return { ChannelId::fromName("channel", "talking"), NetworkId::Mastodon, u"@talking"_s, u"@talking"_s };
    }
    [[nodiscard]] std::chrono::seconds pace() const override { return std::chrono::minutes { 5 }; }
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &) override
    {
        ++fetched;
        if (fails)
            return answered<Page>(wheelhouse::fail(Error::Kind::Busy, u"busy"_s));
        return answered<Page>(std::exchange(next, {}));
    }
    [[nodiscard]] bool hasLook() const override { return true; }
    [[nodiscard]] QFuture<Result<Page>> look(const QList<RemoteRef> &messages) override
    {
        looked += messages;
        return answered<Page>(lookAnswer);
    }
    [[nodiscard]] QFuture<Result<Page>> thread(const RemoteRef &message) override
    {
        threads.append(message);
        return answered<Page>(threadAnswer);
    }
    void listen(const std::function<void(const Nudge &)> &told) override { push = told; }

    Page next;
    Page lookAnswer;
    Page threadAnswer;
    int fetched = 0;
    bool fails = false;
    QList<RemoteRef> looked;
    QList<RemoteRef> threads;
    std::function<void(const Nudge &)> push;
};

struct Room {
    /// \a since how long ago it counts; none: always
    explicit Room(std::optional<std::chrono::hours> since = {})
    {
        auto made = std::make_unique<Talking>();
        talking = made.get();
        Intake::Start start;
        if (since)
            start.newsSince = desk.clock.nowMs() - std::chrono::milliseconds(*since).count();
        intake.add(std::move(made), start);
    }
    Arrival saying(
        const QString &name, const QString &text, const QString &replyTo = {}, const QString &author = u"ada"_s)
    {
        Arrival one = desk.saying(name, text, 5, replyTo, author);
        one.remoteId = u"id-"_s + name;
        return one;
    }
    TestDesk desk;
    Intake intake { desk.writer(), desk.admission, desk.clock };
    Talking *talking = nullptr;
};

} // namespace

/// What is asked beside what is new: threads, messages as they stand, and at once what a network pushes.
class TestBeside : public QObject {
    Q_OBJECT
private slots:
    void whatAnswersSomethingUnknownBringsItsThread()
    {
        Room room;
        room.talking->next.arrivals = { room.saying(u"b"_s, u"and I?"_s, u"a"_s), room.saying(u"c"_s, u"alone?"_s) };
        Arrival parent = room.saying(u"a"_s, u"the beginning"_s, {}, u"cleo"_s);
        parent.kind = Arrival::Kind::Context;
        room.talking->threadAnswer.arrivals = { parent };
        QSignalSpy settled(&room.intake, &Intake::settled);
        room.intake.fetchNow();
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(room.talking->threads.size(), 1);
        QCOMPARE(room.talking->threads.first().remoteId, u"id-b"_s);
        QCOMPARE(room.desk.conversationOf(u"a"_s), room.desk.conversationOf(u"b"_s));
        QVERIFY(room.desk.conversationOf(u"c"_s) != room.desk.conversationOf(u"b"_s));
        QCOMPARE(room.desk.database.number("SELECT count(*) FROM mention WHERE is_history = 1"), 1);
        room.intake.fetchNow();
        QTest::qWait(50);
        QCOMPARE(room.talking->threads.size(), 1);
    }
    void whatOthersSaidSinceComesWhenSomebodyReads()
    {
        Room room;
        room.talking->next.arrivals = { room.saying(u"a"_s, u"is it open?"_s) };
        room.intake.fetchNow();
        QTRY_COMPARE(room.desk.database.number("SELECT count(*) FROM mention"), 1);
        QTRY_VERIFY(!room.intake.isAsking());
        QVERIFY(room.talking->threads.isEmpty()); // it answers nothing that is not here
        Arrival answer = room.saying(u"b"_s, u"yes, until six"_s, u"a"_s, u"cleo"_s);
        answer.kind = Arrival::Kind::Context;
        room.talking->threadAnswer.arrivals = { answer };
        const qint64 conversation = room.desk.conversationOf(u"a"_s);
        room.intake.lookInto(conversation);
        QTRY_COMPARE(room.desk.database.number("SELECT count(*) FROM mention"), 2);
        QCOMPARE(room.desk.conversationOf(u"b"_s), conversation);
        QCOMPARE(room.desk.database.number("SELECT count(*) FROM conversation WHERE state = 'new'"), 1);
        room.intake.lookInto(conversation); // to and fro between two conversations is no reason to ask
        QTest::qWait(50);
        QCOMPARE(room.talking->threads.size(), 1);
        room.desk.clock.advance(std::chrono::minutes { 4 });
        room.intake.lookInto(conversation);
        QTRY_COMPARE(room.talking->threads.size(), 2);
    }
    void whatWasTakenForSurroundingsIsNewsWhenItIsSaidToUs()
    {
        Room room(24h);
        const auto news = [&] {
            return room.desk.database.number("SELECT count(*) FROM conversation WHERE state = 'new'");
        };
        Arrival early = room.saying(u"b"_s, u"@us what now?"_s, u"a"_s, u"cleo"_s);
        early.kind = Arrival::Kind::Context;
        Arrival root = room.saying(u"a"_s, u"among themselves"_s, u"of old"_s);
        root.kind = Arrival::Kind::Context;
        room.talking->next.arrivals = { root };
        room.talking->threadAnswer.arrivals = { root, early };
        QSignalSpy admitted(&room.intake, &Intake::admitted);
        room.intake.fetchNow();
        QTRY_COMPARE(room.desk.database.number("SELECT count(*) FROM mention"), 1);
        room.intake.lookInto(room.desk.conversationOf(u"a"_s));
        QTRY_COMPARE(room.desk.database.number("SELECT count(*) FROM mention WHERE is_history = 1"), 2);
        QCOMPARE(news(), 0);
        // How it stands now does not make it news; that the network tells of it does.
        room.talking->lookAnswer.arrivals = { room.saying(u"b"_s, u"@us what now?"_s, u"a"_s, u"cleo"_s) };
        room.intake.lookAgain(room.talking->channel().id, { { u"https://a.example/b"_s, u"id-b"_s } });
        QTRY_COMPARE(room.talking->looked.size(), 1);
        QTRY_VERIFY(!room.intake.isAsking());
        QCOMPARE(admitted.size(), 0);
        room.talking->next.arrivals = room.talking->lookAnswer.arrivals;
        room.intake.fetchNow();
        QTRY_COMPARE(admitted.size(), 1);
        QCOMPARE(room.desk.database.number("SELECT count(*) FROM mention"), 2);
        QCOMPARE(room.desk.database.number("SELECT is_history FROM mention WHERE global_name LIKE '%/b'"), 0);
        QCOMPARE(room.desk.database.number("SELECT count(*) FROM conversation WHERE state IN ('new', 'open')"), 1);
        QCOMPARE(
            room.desk.database.number("SELECT count(*) FROM conversation c JOIN mention m ON m.row = c.latest WHERE "
                                      "c.unread = 1 AND m.global_name LIKE '%/b'"),
            1);
        room.talking->next.arrivals = room.talking->lookAnswer.arrivals;
        room.intake.fetchNow(); // and once only
        QTRY_VERIFY(!room.intake.isAsking());
        QCOMPARE(admitted.size(), 1);
    }
    void afterAFailureNothingIsAskedBesideAndNothingIsBelievedToBeGone()
    {
        Room room;
        room.talking->next.arrivals = { room.saying(u"a"_s, u"hello?"_s) };
        room.intake.fetchNow();
        QTRY_COMPARE(room.desk.database.number("SELECT count(*) FROM mention"), 1);
        room.talking->fails = true;
        room.intake.fetchNow();
        QTRY_COMPARE(room.talking->fetched, 2);
        QTRY_VERIFY(!room.intake.isAsking());
        room.talking->lookAnswer.gone = { u"https://a.example/a"_s };
        for (int i = 0; i < 3; ++i) {
            room.desk.clock.advance(std::chrono::minutes { 2 });
            room.intake.lookAgain(room.talking->channel().id, { { u"https://a.example/a"_s, u"id-a"_s } });
            QTRY_COMPARE(room.talking->looked.size(), i + 1);
            QTRY_VERIFY(!room.intake.isAsking());
        }
        QCOMPARE(room.desk.database.number("SELECT count(*) FROM mention WHERE gone_at IS NOT NULL"), 0);
    }
    void aClockAheadOfTheirsMakesNoHistoryOfNews()
    {
        Room room(0h);
        room.desk.clock.advance(std::chrono::minutes { 1 });
        Arrival late = room.saying(u"a"_s, u"just now"_s); // five minutes ago by our clock
        room.talking->next.arrivals = { late };
        room.talking->next.clockAhead = std::chrono::minutes { -10 };
        room.intake.fetchNow();
        QTRY_COMPARE(room.desk.database.number("SELECT count(*) FROM conversation WHERE state = 'new'"), 1);
    }
    void b06_aClockSetBackByAnHourSilencesNobodyForAnHour()
    {
        Room room;
        room.intake.start();
        QTRY_COMPARE(room.talking->fetched, 1);
        room.intake.stop();
        room.desk.clock.advance(-std::chrono::hours { 1 });
        room.intake.start();
        QTRY_COMPARE(room.talking->fetched, 2);
        QTRY_VERIFY(room.talking->push);
        room.talking->push({ true, {} }); // nor are pushes unheard
        QTRY_COMPARE_WITH_TIMEOUT(room.talking->fetched, 3, 5'000);
        room.intake.stop();
    }
    void aStormOfPushesAsksLessAndLess()
    {
        Room room;
        room.intake.start();
        QTRY_COMPARE(room.talking->fetched, 1);
        QTRY_VERIFY(room.talking->push);
        QList<int> seconds; // at which it was asked
        for (int second = 0; second < 60; ++second) {
            const int before = room.talking->fetched;
            room.talking->push({ true, {} });
            room.desk.clock.advance(std::chrono::seconds { 1 });
            QMetaObject::invokeMethod(&room.intake, [&] { room.intake.start(); }); // its timers run by another clock
            QTest::qWait(5);
            if (room.talking->fetched > before)
                seconds.append(second);
        }
        QVERIFY2(seconds.size() >= 4 && seconds.size() <= 10, qPrintable(QString::number(seconds.size())));
        room.intake.stop();
    }
    void aPushIsFollowedWhateverThePace()
    {
        Room room;
        room.intake.start();
        QTRY_COMPARE(room.talking->fetched, 1);
        room.talking->next.arrivals = { room.saying(u"a"_s, u"now!"_s) };
        QTRY_VERIFY(room.talking->push);
        QElapsedTimer timer;
        timer.start();
        room.talking->push({ true, {} });
        QTRY_COMPARE_WITH_TIMEOUT(room.desk.database.number("SELECT count(*) FROM mention"), 1, 2'000);
        QVERIFY2(timer.elapsed() < 2'000, "the push was not followed at once");
        // A flood of pushes is one question a second.
        const int before = room.talking->fetched;
        for (int i = 0; i < 100; ++i)
            room.talking->push({ true, {} });
        QTest::qWait(300);
        QVERIFY(room.talking->fetched <= before + 1);
        room.intake.stop();
    }
    void aPushThatSomethingChangedAsksForIt()
    {
        Room room;
        room.intake.start();
        room.talking->next.arrivals = { room.saying(u"a"_s, u"where is it?"_s) };
        room.talking->push({ true, {} });
        QTRY_COMPARE(room.desk.database.number("SELECT count(*) FROM mention"), 1);
        room.talking->lookAnswer.gone = { u"https://a.example/a"_s };
        room.talking->push({ false, { { {}, u"id-a"_s }, { {}, u"id-of-a-stranger"_s } } });
        QTRY_COMPARE(room.talking->looked.size(), 1);
        // Said once, it may be a login page that speaks; said again a minute later, it is believed.
        QTest::qWait(100);
        QCOMPARE(room.desk.database.number("SELECT count(*) FROM mention WHERE gone_at IS NOT NULL"), 0);
        room.desk.clock.advance(std::chrono::seconds { 61 });
        QTRY_COMPARE_WITH_TIMEOUT(
            room.desk.database.number("SELECT count(*) FROM mention WHERE gone_at IS NOT NULL"), 1, 30'000);
        QCOMPARE(room.talking->looked.first().globalName, u"https://a.example/a"_s);
        room.intake.stop();
    }
    void whatIsOpenIsAskedForAgainInTurns()
    {
        Room room;
        room.talking->next.arrivals = { room.saying(u"a"_s, u"where?"_s), room.saying(u"b"_s, u"when?"_s) };
        room.intake.start();
        QTRY_COMPARE(room.desk.database.number("SELECT count(*) FROM mention"), 2);
        QTRY_VERIFY(!room.intake.isAsking());
        QVERIFY(room.talking->looked.isEmpty());
        room.desk.clock.advance(std::chrono::minutes { 11 });
        QTRY_COMPARE_WITH_TIMEOUT(room.talking->looked.size(), 2, 30'000);
        room.intake.stop();
    }
    void whatAnAnswerCouldNotReadIsToldWithHowItFared()
    {
        Room room;
        room.talking->next.refused = { { u"notifications[3].account"_s, u"missing"_s } };
        QList<Refused> told;
        QObject::connect(&room.intake, &Intake::fared, &room.intake, [&](const Fare &fare) { told = fare.refused; });
        room.intake.fetchNow();
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told.first().where, u"notifications[3].account"_s);
    }
    void aServerWhoseAllowanceIsUsedUpIsLeftAlone()
    {
        Room room;
        room.talking->next.notBefore = room.desk.clock.now().addSecs(1'800);
        QSignalSpy settled(&room.intake, &Intake::settled);
        room.intake.fetchNow();
        QTRY_COMPARE(settled.size(), 1);
        QCOMPARE(room.intake.fetchNow(), 0);
        room.desk.clock.advance(std::chrono::minutes { 31 });
        QCOMPARE(room.intake.fetchNow(), 1);
    }
};

QTEST_GUILESS_MAIN(TestBeside)
#include "test_beside.moc"
