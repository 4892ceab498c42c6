#include "core/connectors/mastodon/mastodonconnector.h"
#include "core/http/gate.h"
#include "core/intake/intake.h"
#include "tests/core/connectors/fakemastodon.h"
#include "tests/support/desk.h"
#include "tests/support/rounds.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::fakemastodon;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Server = ScriptedServer;

enum class Down { HangsUp, Half, NoName, NobodyThere, Proxy, Busy, Dice };
constexpr int accounts = 4;

/// A network that is there for a while and away for a while, and a desk that listens to it through the real client.
/// Time is the desk's own.
struct FlappingDesk {
    FlappingDesk(Down kind, quint32 seed)
        : how(kind)
        , dice(seed)
    {
        server.setScript([this](const Server::Asked &asked, QTcpSocket &socket) { answer(asked, socket); });
        fake.newest = 3;
        for (int i = 0; i < accounts; ++i) {
            const QUrl url(u"http://flap%1.test:%2/"_s.arg(i).arg(server.port()));
            const Channel channel { ChannelId::fromName("channel", url.toEncoded()), NetworkId::Mastodon,
                u"@us%1"_s.arg(i), u"@us"_s };
            MastodonConnector::Options options;
            options.readsDirect = false;
            intake.add(
                std::make_unique<MastodonConnector>(MastodonConnector::Source { channel, url, typedHost(url),
                                                        u"https://s.example/users/us"_s, u"id-us"_s, {}, options },
                    Secret("canary"), client));
        }
        QObject::connect(&intake, &Intake::fared, &intake, [this](const Fare &fare) {
            ++(fare.error ? failures : successes);
            if (fare.error)
                failedAt[fare.channel.toString()].append(desk.clock.nowMs());
            fine[fare.channel.toString()] = !fare.error;
        });
    }
    void answer(const Server::Asked &asked, QTcpSocket &socket)
    {
        const Down kind = how == Down::Dice ? Down(dice.bounded(int(Down::Dice))) : how;
        if (isUp)
            return fake.answer(ofServer(asked), socket);
        if (kind == Down::Half) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[{");
            return socket.disconnectFromHost();
        }
        if (kind == Down::Busy)
            return Server::answer(socket, "503 No");
        if (kind == Down::Proxy)
            return Server::answer(socket, "407 Who", "Proxy-Authenticate: Basic realm=\"a\"\r\n");
        socket.abort();
    }
    /// A proxy is asked for whole addresses.
    static Server::Asked ofServer(Server::Asked asked)
    {
        const QUrl url = QUrl::fromEncoded(asked.path());
        asked.line.replace(url.toEncoded(QUrl::RemovePath | QUrl::RemoveQuery), "");
        return asked;
    }
    void lookUp(QObject *asker, const std::function<void(const QHostInfo &)> &found)
    {
        ++requests;
        QHostInfo info;
        if (!isUp && how == Down::NoName)
            info.setError(QHostInfo::HostNotFound);
        else // where nobody is, port and all
            info.setAddresses({ !isUp && how == Down::NobodyThere ? QHostAddress(u"127.0.0.9"_s)
                                                                  : QHostAddress(QHostAddress::LocalHost) });
        QTimer::singleShot(0, asker, [found, info] { found(info); });
    }
    /// Lets \a by pass in steps of two seconds, at whose beginnings the network is as \a up says.
    void pass(std::chrono::seconds by, const std::function<bool(int)> &up)
    {
        for (int step = 0; step < by / 2s; ++step) {
            isUp = up(step);
            intake.start();
            if (!QTest::qWaitFor([&] { return !intake.isAsking(); }, 30'000))
                qFatal("an answer that never came");
            desk.clock.advance(2s);
        }
    }
    [[nodiscard]] bool isAllFine() const
    {
        return fine.size() == accounts && std::all_of(fine.begin(), fine.end(), [](bool each) { return each; });
    }
    Down how;
    QRandomGenerator dice;
    TestDesk desk;
    FakeMastodon fake;
    Server server;
    bool isUp = true;
    int requests = 0; ///< tried, by the names that were looked up
    int failures = 0;
    int successes = 0;
    QHash<QString, QList<qint64>> failedAt;
    QHash<QString, bool> fine;
    QtHttpClient client { desk.clock, { .connect = 2s, .total = 3s },
        [this](const QString &, QObject *asker, const auto &found) { lookUp(asker, found); } };
    Intake intake { desk.writer(), desk.admission, desk.clock };
};

} // namespace

/// A network that comes and goes (E18): few questions, spread, and it goes on by itself.
class TestFlapping : public QObject {
    Q_OBJECT
private slots:
    void e18_aNetworkThatFlapsIsNotStormed_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("it hangs up") << int(Down::HangsUp);
        QTest::newRow("half an answer") << int(Down::Half);
        QTest::newRow("no name is found") << int(Down::NoName);
        QTest::newRow("nobody is there") << int(Down::NobodyThere);
        QTest::newRow("a proxy wants a password") << int(Down::Proxy);
        QTest::newRow("it is busy") << int(Down::Busy);
        QTest::newRow("all of it by dice") << int(Down::Dice);
    }
    void e18_aNetworkThatFlapsIsNotStormed()
    {
        QFETCH(int, how);
        const int minutes = rounds("minutes of a network that flaps every two seconds", 10, 120);
        FlappingDesk flapping { Down(how), 18 };
        const std::unique_ptr<ThroughProxy> proxy(
            Down(how) == Down::Proxy ? std::make_unique<ThroughProxy>(flapping.server) : nullptr);
        const auto flaps = [&](int) { return flapping.dice.bounded(2) == 0; };
        flapping.pass(std::chrono::minutes(minutes), flaps);
        const int atServer = int(flapping.server.asked.size());
        const int times = flapping.failures + flapping.successes;
        qInfo("in %d minutes: %d rounds of %d accounts, %d failed; %d requests heard, %d tried", minutes, times,
            accounts, flapping.failures, atServer, flapping.requests);
        QVERIFY(flapping.failures > 0 && flapping.successes > 0);
        // One that asked each time it could would have come 30 times a minute. Fine: once a minute; failing: after 5
        // seconds at least, then after twice as many.
        QVERIFY2(times <= accounts * (minutes * 2 + 4), qPrintable(QString::number(times)));
        QVERIFY2(atServer <= times * 8, qPrintable(QString::number(atServer)));
        flapping.fake.newest = 5; // written meanwhile
        flapping.pass(6min, [](int) { return true; });
        QVERIFY(flapping.isAllFine());
        QCOMPARE(flapping.desk.database.number("SELECT count(*) FROM mention"), 5);
    }
    void e18_whatIsAwayIsAskedLaterAndLaterAndNotInStep()
    {
        FlappingDesk away { Down::HangsUp, 7 };
        away.pass(2s, [](int) { return true; });
        away.desk.clock.advance(70s);
        const int minutes = rounds("minutes of a network that is away", 30, 600);
        away.pass(std::chrono::minutes(minutes), [](int) { return false; });
        QCOMPARE(away.failedAt.size(), accounts);
        QSet<QList<qint64>> rhythms;
        for (const QList<qint64> &at : std::as_const(away.failedAt)) {
            // 10, 20, 40 … 300 s, by dice between half of it and the whole, seen every 2 s.
            qint64 pause = 10'000;
            QList<qint64> rhythm;
            for (int i = 1; i < at.size(); ++i) {
                const qint64 waited = at.at(i) - at.at(i - 1);
                QVERIFY2(waited >= pause / 2 && waited <= pause + 2'000,
                    qPrintable(u"%1 of %2 ms, the %3rd"_s.arg(waited).arg(pause).arg(i)));
                rhythm.append(waited);
                pause = std::min<qint64>(pause * 2, 300'000);
            }
            QVERIFY2(at.size() <= 6 + minutes * 60 / 150, qPrintable(QString::number(at.size())));
            rhythms.insert(rhythm);
        }
        QVERIFY2(rhythms.size() > 1, "they all return together");
        away.pass(6min, [](int) { return true; });
        QVERIFY(away.isAllFine());
    }

private:
    /// The system's proxy, for as long as it lives.
    class ThroughProxy {
    public:
        explicit ThroughProxy(const Server &proxy) { qputenv("http_proxy", proxy.url().toEncoded()); }
        ~ThroughProxy() { qunsetenv("http_proxy"); }
        Q_DISABLE_COPY_MOVE(ThroughProxy)
    };
};

QTEST_GUILESS_MAIN(TestFlapping)
#include "test_flapping.moc"
