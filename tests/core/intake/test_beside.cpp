#include "core/intake/intake.h"
#include "tests/support/desk.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

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
    QList<RemoteRef> looked;
    QList<RemoteRef> threads;
    std::function<void(const Nudge &)> push;
};

struct Room {
    Room()
    {
        auto made = std::make_unique<Talking>();
        talking = made.get();
        intake.add(std::move(made));
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
    void aPushIsFollowedWhateverThePace()
    {
        Room room;
        room.intake.start();
        QTRY_COMPARE(room.talking->fetched, 1);
        room.talking->next.arrivals = { room.saying(u"a"_s, u"now!"_s) };
        QVERIFY(room.talking->push);
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
