#include "core/intake/intake.h"
#include "tests/support/desk.h"

#include <QtTest>

#include <QPromise>

#include <sqlite3.h>

using namespace wheelhouse;

namespace {

/// A network that says everything at once, and then nothing more.
class Flood final : public Connector {
public:
    explicit Flood(QList<Arrival> arrivals)
        : m_arrivals(std::move(arrivals))
    {
    }
    [[nodiscard]] Channel channel() const override
    {
        return { ChannelId::fromName("channel", "flood"), NetworkId::Mastodon, QStringLiteral("@flood"),
            QStringLiteral("@flood") };
    }
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &cursor) override
    {
        asked.append(cursor);
        Page page;
        if (cursor.isEmpty())
            page = { m_arrivals, QByteArrayLiteral("all of it"), true };
        return QtFuture::makeReadyFuture(Result<Page>(page));
    }
    QList<QByteArray> asked;

private:
    QList<Arrival> m_arrivals;
};

/// A network that a test plays: it answers when told, and what it is told.
class Played final : public Connector {
public:
    using Play = std::function<Result<Page>(const QByteArray &cursor)>;
    Played(const char *name, Play play, std::chrono::seconds pace = std::chrono::seconds { 0 })
        : m_channel { ChannelId::fromName("channel", name), NetworkId::Feed, QString::fromLatin1(name), {} }
        , m_play(std::move(play))
        , m_pace(pace)
    {
    }
    [[nodiscard]] Channel channel() const override { return m_channel; }
    [[nodiscard]] std::chrono::seconds pace() const override { return m_pace; }
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &cursor) override
    {
        return QtFuture::makeReadyFuture(m_play(cursor));
    }

private:
    Channel m_channel;
    Play m_play;
    std::chrono::seconds m_pace;
};

/// A network that never answers.
class Silent final : public Connector {
public:
    [[nodiscard]] Channel channel() const override
    {
        return { ChannelId::fromName("channel", "silent"), NetworkId::Feed, QStringLiteral("silent"), {} };
    }
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &) override
    {
        auto promise = std::make_shared<QPromise<Result<Page>>>();
        promise->start();
        m_promises.append(promise);
        return promise->future();
    }

private:
    QList<std::shared_ptr<QPromise<Result<Page>>>> m_promises;
};

} // namespace

/// What goes in between a network and the store.
class TestIntake : public QObject {
    Q_OBJECT
private slots:
    void aPageOfAnyLengthGoesInAndIsAskedForOnce()
    {
        TestDesk desk;
        QList<Arrival> arrivals;
        for (int i = 0; i < 12'001; ++i)
            arrivals.append(desk.saying(QStringLiteral("m%1").arg(i), QStringLiteral("word"), i % 1'000));
        Intake intake(desk.writer(), desk.admission, desk.clock);
        auto made = std::make_unique<Flood>(arrivals);
        const Flood &flood = *made;
        intake.add(std::move(made));
        QSignalSpy admitted(&intake, &Intake::admitted);
        intake.start();
        QTRY_COMPARE_WITH_TIMEOUT(flood.asked.size(), 2, 60'000);
        intake.stop();
        QCOMPARE(flood.asked, QList<QByteArray>({ QByteArray(), QByteArrayLiteral("all of it") }));
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention"), 12'001);
        QCOMPARE(admitted.size(), 1);
        QCOMPARE(admitted.first().first().value<QList<qint64>>().size(), 12'001);
        QVERIFY(desk.talliesAreTrue());
    }
    /// A clock that stood wrong for one answer: what was set by it lies years ahead.
    void b06_aClockThatWasWrongOnceSilencesNobody()
    {
        TestDesk desk;
        int asked = 0;
        const auto play = [&asked](const QByteArray &) -> Result<Page> {
            ++asked;
            return Page { {}, QByteArrayLiteral("x"), false };
        };
        Intake intake(desk.writer(), desk.admission, desk.clock);
        desk.clock.advance(std::chrono::hours(24 * 365 * 12));
        intake.add(std::make_unique<Played>("paced", play, std::chrono::seconds { 1800 }));
        intake.start();
        QTRY_VERIFY(!intake.isAsking());
        QCOMPARE(asked, 1);
        intake.stop();
        desk.clock.advance(-std::chrono::hours(24 * 365 * 12));
        intake.start();
        QTRY_VERIFY(!intake.isAsking());
        QCOMPARE(asked, 2);
        intake.stop();
        intake.start(); // and now its pace holds again
        QCOMPARE(asked, 2);
    }
    void h14_manyFeedsAreTakenUpAndGivenUpAtOnce()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        int asked = 0;
        intake.start();
        constexpr int many = 3'000;
        for (int i = 0; i < many; ++i)
            intake.add(std::make_unique<Played>(
                QByteArray::number(i).constData(),
                [&asked](const QByteArray &) -> Result<Page> {
                    ++asked;
                    return Page {};
                },
                std::chrono::seconds { 1800 }));
        QTRY_COMPARE_WITH_TIMEOUT(asked, many, 120'000);
        for (int i = 0; i < many; ++i)
            intake.remove(ChannelId::fromName("channel", QByteArray::number(i)));
        QCOMPARE(intake.fetchNow(), 0);
        QVERIFY(!intake.isAsking());
    }
    void aChannelThatCouldNotBeKeptIsMadeAnew()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        auto made = std::make_unique<Flood>(QList<Arrival> { desk.saying(QStringLiteral("a"), QStringLiteral("hi")) });
        intake.add(std::move(made));
        // The commit of the first try fails, as on a full disk; the second goes through.
        bool fails = true;
        sqlite3_commit_hook(
            desk.writer().handle(),
            [](void *asked) { return std::exchange(*static_cast<bool *>(asked), false) ? 1 : 0; }, &fails);
        QSignalSpy failed(&intake, &Intake::failed);
        intake.start();
        QCOMPARE(failed.size(), 1);
        desk.clock.advance(std::chrono::minutes { 10 });
        intake.start();
        QTRY_COMPARE(desk.database.number("SELECT count(*) FROM mention"), 1);
        sqlite3_commit_hook(desk.writer().handle(), nullptr, nullptr);
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention m JOIN channel c ON c.row = m.channel "
                                      "WHERE c.name = '@flood'"),
            1);
    }
    void e01PagesWithoutEndAreStoppedAndSaid_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("the same cursor for ever") << 0;
        QTest::newRow("cursors in a circle, nothing new") << 1;
        QTest::newRow("something new on each page") << 2;
    }
    void e01PagesWithoutEndAreStoppedAndSaid()
    {
        QFETCH(int, kind);
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        int asked = 0;
        intake.add(std::make_unique<Played>("liar", [&](const QByteArray &) -> Result<Page> {
            ++asked;
            Page page;
            page.arrivals = { desk.saying(
                kind == 2 ? QStringLiteral("n%1").arg(asked) : QStringLiteral("same"), QStringLiteral("word")) };
            page.cursor = kind == 0 ? QByteArrayLiteral("here") : QByteArray::number(kind == 1 ? asked % 2 : asked);
            page.more = true;
            return page;
        }));
        QSignalSpy failed(&intake, &Intake::failed);
        QSignalSpy settled(&intake, &Intake::settled);
        intake.start();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60'000);
        QCOMPARE(settled.size(), 1);
        QVERIFY2(asked <= (kind == 2 ? 500 : 12), qPrintable(QString::number(asked)));
        QVERIFY(!failed.first().at(1).value<Error>().message.isEmpty());
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention"), kind == 2 ? asked : 1);
    }
    void eachIsAskedAtItsOwnPace()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        int asked = 0;
        intake.add(std::make_unique<Played>(
            "slow",
            [&](const QByteArray &) -> Result<Page> {
                ++asked;
                return Page();
            },
            std::chrono::minutes { 30 }));
        const auto turn = [&] {
            intake.start(); // looks at once
            QCoreApplication::processEvents();
        };
        turn();
        QTRY_COMPARE(asked, 1);
        desk.clock.advance(std::chrono::minutes { 29 });
        turn();
        QCOMPARE(asked, 1);
        desk.clock.advance(std::chrono::minutes { 5 }); // the pace and the tenth that dice may add
        turn();
        QTRY_COMPARE(asked, 2);
        QCOMPARE(intake.fetchNow(), 1); // a person asks whenever they like
        QTRY_COMPARE(asked, 3);
    }
    void aServersWishIsKeptEvenWhenAPersonAsks()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        int asked = 0;
        intake.add(std::make_unique<Played>("busy", [&](const QByteArray &) -> Result<Page> {
            ++asked;
            return tl::unexpected(
                Error { Error::Kind::Busy, QStringLiteral("Too often."), {}, std::chrono::minutes { 20 } });
        }));
        QSignalSpy fared(&intake, &Intake::fared);
        intake.start();
        QTRY_COMPARE(fared.size(), 1);
        QCOMPARE(fared.first().first().value<Fare>().notBefore, desk.clock.now().addSecs(20 * 60));
        QCOMPARE(intake.fetchNow(), 0);
        desk.clock.advance(std::chrono::minutes { 19 });
        intake.start();
        QCoreApplication::processEvents();
        QCOMPARE(asked, 1);
        desk.clock.advance(std::chrono::minutes { 2 });
        intake.start();
        QTRY_COMPARE(asked, 2);
    }
    void e18FlappingForTenMinutesMakesNoStorm()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        int asked = 0;
        bool isUp = false;
        intake.add(std::make_unique<Played>("flaps", [&](const QByteArray &) -> Result<Page> {
            ++asked;
            if (!isUp)
                return wheelhouse::fail(Error::Kind::Offline, QStringLiteral("It broke."));
            return Page();
        }));
        for (int second = 0; second < 600; second += 2) {
            intake.start();
            QCoreApplication::processEvents();
            desk.clock.advance(std::chrono::seconds { 2 });
        }
        QVERIFY2(asked >= 4 && asked <= 12, qPrintable(QString::number(asked)));
        isUp = true;
        QSignalSpy fared(&intake, &Intake::fared);
        for (int i = 0; i < 200 && fared.isEmpty(); ++i) {
            desk.clock.advance(std::chrono::seconds { 2 });
            intake.start();
            QCoreApplication::processEvents();
        }
        QCOMPARE(fared.size(), 1); // it came back by itself
        QVERIFY(!fared.first().first().value<Fare>().error);
    }
    void whatIsGoneIsNotAskedAgain()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        int asked = 0;
        intake.add(std::make_unique<Played>("gone", [&](const QByteArray &) -> Result<Page> {
            ++asked;
            return wheelhouse::fail(Error::Kind::Expired, QStringLiteral("Gone."));
        }));
        intake.start();
        QTRY_COMPARE(asked, 1);
        QCoreApplication::processEvents();
        desk.clock.advance(std::chrono::hours { 24 * 365 });
        intake.start();
        QCoreApplication::processEvents();
        QCOMPARE(intake.fetchNow(), 0);
        QCOMPARE(asked, 1);
    }
    void e03_oneThatIsSilentHoldsUpNobodyAndCanBeTakenAway()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        intake.add(std::make_unique<Silent>());
        intake.start();
        QVERIFY(intake.isAsking());
        int asked = 0;
        intake.add(std::make_unique<Played>("late", [&](const QByteArray &) -> Result<Page> {
            ++asked;
            Page page;
            page.arrivals = { desk.saying(QStringLiteral("new"), QStringLiteral("word")) };
            return page;
        }));
        QTRY_COMPARE(asked, 1); // added while it runs
        QTRY_COMPARE(desk.database.number("SELECT count(*) FROM mention"), 1);
        QSignalSpy settled(&intake, &Intake::settled);
        const ChannelId silent = ChannelId::fromName("channel", "silent");
        QVERIFY(intake.has(silent));
        intake.remove(silent); // while it is being asked
        QVERIFY(!intake.has(silent) && !intake.isAsking());
        QCOMPARE(settled.size(), 1);
        QCoreApplication::processEvents();
    }
    void historyIsOwedNothing()
    {
        TestDesk desk;
        int followed = 0;
        desk.admission.follow([&](Transaction &, const QList<qint64> &) {
            ++followed;
            return Result<void>();
        });
        Intake intake(desk.writer(), desk.admission, desk.clock);
        intake.add(std::make_unique<Played>("feed", [&](const QByteArray &cursor) -> Result<Page> {
            Page page;
            page.arrivals = { desk.saying(
                QString::fromLatin1("after ") + QString::fromLatin1(cursor), QStringLiteral("word")) };
            page.cursor = cursor + 'x';
            page.asHistory = cursor.isEmpty();
            return page;
        }));
        QSignalSpy admitted(&intake, &Intake::admitted);
        intake.start();
        QTRY_COMPARE(desk.database.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 1);
        QCOMPARE(followed, 0);
        QCOMPARE(admitted.size(), 0);
        intake.fetchNow();
        QTRY_COMPARE(admitted.size(), 1);
        QCOMPARE(followed, 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM conversation WHERE state = 'new'"), 1);
    }
    void whatAHashtagHeldBeforeItWasListenedToIsHistoryThoughTheChannelIsOld()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        const auto play = [&](const QByteArray &) -> Result<Page> {
            Page page;
            page.arrivals = { desk.saying(QStringLiteral("before"), QStringLiteral("tea"), 60),
                desk.saying(QStringLiteral("now"), QStringLiteral("tea"), 2) };
            page.cursor = "x";
            page.asHistory = page.isNewList = true;
            return page;
        };
        Intake::Start connectedYesterday;
        connectedYesterday.newsSince = desk.clock.nowMs() - qint64(24) * 3600 * 1000;
        intake.add(std::make_unique<Played>("network", play), connectedYesterday);
        intake.start();
        QTRY_COMPARE(desk.database.number("SELECT count(*) FROM conversation"), 2);
        QCOMPARE(desk.database.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention WHERE global_name LIKE '%now' AND conversation IN "
                                      "(SELECT row FROM conversation WHERE state = 'new')"),
            1);
    }
};

QTEST_GUILESS_MAIN(TestIntake)
#include "test_intake.moc"
