#include "core/connectors/mastodon/mastodonconnector.h"
#include "core/connectors/mastodon/mastodonstream.h"
#include "core/http/gate.h"
#include "tests/core/connectors/fakemastodon.h"
#include "tests/support/privateca.h"
#include "tests/support/testclock.h"

#include <QElapsedTimer>
#include <QWebSocketServer>
#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::fakemastodon;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A server that pushes what a test says, and keeps who came.
class Pusher {
public:
    explicit Pusher(const QHostAddress &at = QHostAddress::LocalHost)
        : Pusher(at, QWebSocketServer::NonSecureMode, {})
    {
    }
    Pusher(const QHostAddress &at, const QSslConfiguration &tls)
        : Pusher(at, QWebSocketServer::SecureMode, tls)
    {
    }
    void listen(quint16 port)
    {
        if (!m_server.listen(m_at, port))
            qFatal("no server to test with");
    }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QUrl url(const QString &host = u"127.0.0.1"_s) const
    {
        const bool isSecure = m_server.secureMode() == QWebSocketServer::SecureMode;
        return QUrl(u"%1://%2:%3"_s.arg(isSecure ? u"wss"_s : u"ws"_s, host).arg(port()));
    }
    void close() { m_server.close(); }
    void push(const QByteArray &frame) { sockets.last()->sendTextMessage(QString::fromUtf8(frame)); }
    void push(const QString &kind, const QString &payload)
    {
        push(bytes(QJsonObject { { u"event"_s, kind }, { u"payload"_s, payload } }));
    }
    QList<QWebSocket *> sockets;
    QList<QNetworkRequest> requests;
    QList<qint64> ages; ///< ms since the one before
    std::function<void(QWebSocket &)> greets;

private:
    Pusher(const QHostAddress &at, QWebSocketServer::SslMode mode, const QSslConfiguration &tls)
        : m_at(at)
        , m_server(u"pusher"_s, mode)
    {
        if (mode == QWebSocketServer::SecureMode)
            m_server.setSslConfiguration(tls);
        listen(0);
        QObject::connect(&m_server, &QWebSocketServer::newConnection, &m_server, [this] {
            while (QWebSocket *socket = m_server.nextPendingConnection()) {
                socket->setParent(&m_server);
                sockets.append(socket);
                requests.append(socket->request());
                ages.append(m_age.isValid() ? m_age.restart() : (m_age.start(), 0));
                if (greets)
                    greets(*socket);
            }
        });
    }
    QHostAddress m_at;
    QWebSocketServer m_server;
    QElapsedTimer m_age;
};

/// The system's proxy, for as long as it lives, which carries every line to \a port of this machine.
class Proxy {
public:
    explicit Proxy(quint16 port)
        : server([port](const ScriptedServer::Asked &, QTcpSocket &socket) {
            auto *there = new QTcpSocket(&socket);
            QObject::disconnect(&socket, &QTcpSocket::readyRead, nullptr, nullptr);
            QObject::connect(
                &socket, &QTcpSocket::readyRead, there, [&socket, there] { there->write(socket.readAll()); });
            QObject::connect(
                there, &QTcpSocket::readyRead, &socket, [&socket, there] { socket.write(there->readAll()); });
            QObject::connect(there, &QTcpSocket::disconnected, &socket, &QTcpSocket::disconnectFromHost);
            there->connectToHost(QHostAddress::LocalHost, port);
            socket.write("HTTP/1.1 200 Through\r\n\r\n");
        })
    {
        for (const char *each : { "http_proxy", "https_proxy" })
            qputenv(each, server.url().toEncoded());
    }
    ~Proxy()
    {
        for (const char *each : { "http_proxy", "https_proxy" })
            qunsetenv(each);
    }
    Q_DISABLE_COPY_MOVE(Proxy)
    ScriptedServer server;
};

} // namespace

/// What a server pushes, and what it does wrong in pushing.
class TestMastodonStream : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_ca.sign(u"good"_s);
        m_ca.sign(u"other"_s, u"other.test"_s);
        qputenv("SSL_CERT_FILE", QFile::encodeName(m_ca.store()));
    }
    void init()
    {
        m_pusher = std::make_unique<Pusher>();
        m_nudges.clear();
        m_addresses = { { QHostAddress::LocalHost } };
        m_asked = 0;
        m_habits = {};
        m_habits.gather = 5ms;
        m_habits.pacing = Pacing(20ms, 300ms, [] { return 1.0; });
    }
    void cleanup()
    {
        m_stream.reset();
        m_pusher.reset();
    }
    void theTokenTravelsInAHeaderAlone()
    {
        QVERIFY(open());
        QCOMPARE(m_pusher->requests.first().rawHeader("Authorization"), "Bearer s3cret");
        QCOMPARE(m_pusher->requests.first().url().path(), u"/api/v1/streaming"_s);
        QVERIFY(!m_pusher->requests.first().url().toString().contains(u"s3cret"_s));
        QVERIFY(m_nudges.first().isNew); // what came while nobody listened
    }
    void eventsBecomeNudges()
    {
        QVERIFY(open());
        m_nudges.clear();
        m_pusher->push(u"notification"_s, u"{}"_s);
        QTRY_COMPARE(m_nudges.size(), 1);
        QVERIFY(m_nudges.first().isNew && m_nudges.first().changed.isEmpty());
        m_pusher->push(u"delete"_s, u"41"_s);
        m_pusher->push(u"status.update"_s, u"{\"id\":\"42\"}"_s);
        m_pusher->push(u"delete"_s, u"41"_s); // repeated
        QTRY_COMPARE(changed(), (QStringList { u"41"_s, u"42"_s }));
        QVERIFY(!m_nudges.last().isNew);
    }
    void onlyOurOwnOfTheTimelineIsNews()
    {
        QVERIFY(open());
        m_nudges.clear();
        m_pusher->push(u"update"_s, u"{\"id\":\"1\",\"account\":{\"id\":\"stranger\"}}"_s);
        m_pusher->push(u"filters_changed"_s, {});
        m_pusher->push(u"something.new"_s, u"{}"_s);
        m_pusher->push("   ");
        QTest::qWait(80);
        QVERIFY(m_nudges.isEmpty());
        m_pusher->push(u"update"_s, u"{\"id\":\"1\",\"account\":{\"id\":\"id-us\"}}"_s);
        QTRY_COMPARE(m_nudges.size(), 1);
        QVERIFY(m_nudges.first().isNew);
    }
    void aTornFrameMeansAsking_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::newRow("half") << QByteArray("{\"event\":\"notifi");
        QTest::newRow("no event") << QByteArray("{\"payload\":\"{}\"}");
        QTest::newRow("an update whose payload is torn")
            << QByteArray("{\"event\":\"status.update\",\"payload\":\"{\\\"id\\\":\"}");
        QTest::newRow("no JSON") << QByteArray("\x01\x02");
        QTest::newRow("deep") << QByteArray(100'000, '[');
    }
    void aTornFrameMeansAsking()
    {
        QFETCH(QByteArray, frame);
        QVERIFY(open());
        m_nudges.clear();
        m_pusher->push(frame);
        QTRY_COMPARE(m_nudges.size(), 1);
        QVERIFY(m_nudges.first().isNew);
        m_pusher->push(u"delete"_s, u"9"_s); // and it goes on
        QTRY_COMPARE(changed(), QStringList { u"9"_s });
        QCOMPARE(m_pusher->sockets.size(), 1);
    }
    void aFloodIsOneNudgeWithABound()
    {
        m_habits.gather = 300ms;
        QVERIFY(open());
        m_nudges.clear();
        for (int each = 0; each < 5'000; ++each)
            m_pusher->push(u"delete"_s, QString::number(each));
        QTRY_VERIFY(!m_nudges.isEmpty());
        QVERIFY(m_nudges.first().changed.size() <= 200 && m_nudges.first().isNew);
        QTest::qWait(700);
        QVERIFY2(m_nudges.size() < 10, qPrintable(QString::number(m_nudges.size())));
    }
    void aHugeFrameEndsTheLineAndItIsTakenUpAgain()
    {
        QVERIFY(open());
        m_pusher->push(QByteArray(4 * 1024 * 1024, 'x'));
        QTRY_COMPARE(m_pusher->sockets.size(), 2);
        QTRY_VERIFY(m_nudges.size() >= 2 && m_nudges.last().isNew); // the gap is asked for
    }
    void silenceIsTakenForDead()
    {
        m_habits.ping = 20ms;
        m_habits.silence = 120ms;
        QVERIFY(open());
        // Pings are answered: it lives, though nothing is said.
        QTest::qWait(400);
        QCOMPARE(m_pusher->sockets.size(), 1);
        // A line that answers nothing: what a dead network looks like.
        m_habits.ping = 10min;
        QVERIFY(open());
        const auto before = m_pusher->sockets.size();
        QTRY_VERIFY(m_pusher->sockets.size() > before);
    }
    void e18ItComesBackLaterAndLater()
    {
        m_pusher->greets = [](QWebSocket &socket) { socket.abort(); };
        m_habits.steady = 10s;
        start();
        QTRY_VERIFY_WITH_TIMEOUT(m_pusher->sockets.size() >= 6, 10'000);
        // 20, 40, 80, 160, 300 ms, and 300 from then on.
        for (int each = 2; each < 5; ++each)
            QVERIFY2(m_pusher->ages.at(each + 1) > m_pusher->ages.at(each - 1),
                qPrintable(u"%1 %2"_s.arg(m_pusher->ages.at(each + 1)).arg(m_pusher->ages.at(each - 1))));
        const auto before = m_pusher->sockets.size();
        QTest::qWait(1'000);
        QVERIFY2(m_pusher->sockets.size() - before <= 4, "it storms");
    }
    void aServerThatComesBackIsFound()
    {
        QVERIFY(open());
        const quint16 port = quint16(m_pusher->url().port());
        m_pusher->close();
        m_pusher->sockets.last()->abort();
        QTest::qWait(150);
        m_nudges.clear();
        m_pusher->listen(port);
        QTRY_VERIFY(!m_nudges.isEmpty());
        QVERIFY(m_nudges.first().isNew);
    }
    void aServerThatHoldsTheLineWithoutAWordIsLeft()
    {
        // It takes the connection and never answers the handshake.
        QTcpServer mute;
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        int came = 0;
        connect(&mute, &QTcpServer::newConnection, this, [&] { ++came; });
        m_habits.connect = 60ms;
        start(QUrl(u"ws://127.0.0.1:%1"_s.arg(mute.serverPort())));
        QTRY_VERIFY(came >= 3);
        QVERIFY(m_nudges.isEmpty());
    }
    void whereTheGateLetsNobodyTheStreamGoesNeither_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("server");
        QTest::newRow("a private number") << u"ws://127.0.0.1:%1"_s << u"http://coffee.example"_s;
        QTest::newRow("a name that leads inside") << u"ws://inside.example:%1"_s << u"http://coffee.example"_s;
        QTest::newRow("an open line for a private one") << u"ws://inside.example:%1"_s << u"https://coffee.example"_s;
        QTest::newRow("another scheme") << u"http://inside.example:%1"_s << u"http://coffee.example"_s;
        QTest::newRow("with a name in it") << u"ws://a:b@inside.example:%1"_s << u"http://coffee.example"_s;
    }
    void whereTheGateLetsNobodyTheStreamGoesNeither()
    {
        QFETCH(QString, address);
        QFETCH(QString, server);
        QTcpServer door;
        QVERIFY(door.listen(QHostAddress::LocalHost, 0));
        m_source = { QUrl(address.arg(door.serverPort())), QUrl(server), {}, {} };
        m_stream = std::make_unique<MastodonStream>(
            m_source, Secret("s3cret"), [this](const Nudge &nudge) { m_nudges.append(nudge); }, m_habits, inside);
        QTest::qWait(150);
        QVERIFY(!door.hasPendingConnections());
    }
    /// The system says of "localhost" something else than whoever was asked first, as a name server may that was
    /// bought.
    void e04_theLineGoesToTheAddressThatWasChecked_data() { openAndSecure(); }
    void e04_theLineGoesToTheAddressThatWasChecked()
    {
        serveAt(u"127.0.0.2"_s, u"good"_s);
        QTcpServer canary;
        QVERIFY(canary.listen(QHostAddress::LocalHost, m_pusher->port()));
        m_addresses = { { QHostAddress(u"127.0.0.2"_s) } };
        start(m_pusher->url(u"localhost"_s));
        QTRY_COMPARE(m_pusher->sockets.size(), 1);
        QVERIFY(!canary.hasPendingConnections());
        QCOMPARE(m_asked, 1);
        QCOMPARE(m_pusher->requests.first().rawHeader("Host"), "localhost:" + QByteArray::number(m_pusher->port()));
        QCOMPARE(m_pusher->requests.first().rawHeader("Authorization"), "Bearer s3cret");
        m_pusher->push(u"delete"_s, u"41"_s); // and it is a line like any other
        QTRY_COMPARE(changed(), QStringList { u"41"_s });
    }
    void e16_whoCannotProveItsNameGetsNoToken()
    {
        for (const QString &name : { u"localhost"_s, u"other.test"_s }) {
            m_pusher = std::make_unique<Pusher>(QHostAddress(u"127.0.0.2"_s), m_ca.tls(u"other"_s));
            m_addresses = { { QHostAddress(u"127.0.0.2"_s) } };
            m_asked = 0;
            start(m_pusher->url(name));
            if (name == u"other.test"_s) // the certificate's own: so it is the name that decides
                QTRY_COMPARE(m_pusher->sockets.size(), 1);
            else
                QTRY_VERIFY(m_asked >= 3);
            QCOMPARE(m_pusher->requests.size(), name == u"other.test"_s ? 1 : 0);
            m_stream.reset();
        }
    }
    void e04_aNameThatTurnsAwayGetsNoToken()
    {
        m_pusher->greets = [](QWebSocket &socket) { socket.abort(); };
        m_addresses = { { QHostAddress::LocalHost }, { QHostAddress(u"93.184.216.34"_s), QHostAddress::LocalHost } };
        start(m_pusher->url(u"turning.test"_s));
        QTRY_VERIFY(m_asked >= 4);
        QCOMPARE(m_pusher->requests.size(), 1);
    }
    void e18_whereNobodyIsTheNextAddressIsTaken()
    {
        m_addresses = { { QHostAddress(u"127.0.0.3"_s), QHostAddress::LocalHost } };
        start(m_pusher->url(u"two.test"_s));
        QTRY_COMPARE(m_pusher->sockets.size(), 1);
        QCOMPARE(m_asked, 2);
    }
    void e18_theSystemsProxyIsUsed_data() { openAndSecure(); }
    void e18_theSystemsProxyIsUsed()
    {
        serveAt(u"127.0.0.1"_s, u"other"_s);
        const Proxy proxy(m_pusher->port());
        start(m_pusher->url(u"other.test"_s));
        QTRY_COMPARE(m_pusher->sockets.size(), 1);
        QCOMPARE(proxy.server.asked.size(), 1);
        QCOMPARE(proxy.server.asked.first().line,
            "CONNECT other.test:" + QByteArray::number(m_pusher->port()) + " HTTP/1.1");
        QVERIFY(!proxy.server.asked.first().head.contains("s3cret"));
        QCOMPARE(m_asked, 0); // behind a proxy names are its own
        QCOMPARE(m_pusher->requests.first().rawHeader("Authorization"), "Bearer s3cret");
        m_pusher->push(u"delete"_s, u"41"_s);
        QTRY_COMPARE(changed(), QStringList { u"41"_s });
    }
    void k06_noTokenGoesThroughAProxyInClear()
    {
        const Proxy proxy(m_pusher->port());
        // A name that nobody typed, and a number of this network.
        for (const QString &host : { u"stream.test"_s, u"127.0.0.1"_s }) {
            const QUrl url = m_pusher->url(host);
            m_source = { url, withScheme(url), {}, {} };
            m_stream = std::make_unique<MastodonStream>(
                m_source, Secret("s3cret"), [](const Nudge &) {}, m_habits, inside);
            QTest::qWait(150);
        }
        QCOMPARE(proxy.server.touched, 0);
        QVERIFY(m_pusher->sockets.isEmpty());
    }
    void aNameThatIsFoundTooLateIsNotCalled()
    {
        std::function<void(const QHostInfo &)> late;
        const QUrl url = m_pusher->url();
        m_source = { url, withScheme(url), typedHost(withScheme(url)), {} };
        m_stream = std::make_unique<MastodonStream>(
            m_source, Secret("s3cret"), [](const Nudge &) {}, m_habits,
            [&](const QString &, QObject *, const auto &found) { late = found; });
        QTRY_VERIFY(late);
        m_stream->stop();
        QHostInfo info;
        info.setAddresses({ QHostAddress(QHostAddress::LocalHost) });
        late(info);
        QTest::qWait(100);
        QVERIFY(m_pusher->sockets.isEmpty());
    }
    void aConnectorHearsOfNewsWithinTwoSeconds()
    {
        FakeMastodon fake;
        ScriptedServer server([&](const auto &asked, QTcpSocket &socket) { fake.answer(asked, socket); });
        TestClock clock;
        QtHttpClient client(clock, HttpBudget { 2s, 4s, 5, 2, 16 });
        MastodonConnector::Options options;
        options.stream = m_pusher->url();
        MastodonConnector connector(
            { { ChannelId::fromName("channel", "x"), NetworkId::Mastodon, u"x"_s, {} }, server.url(),
                typedHost(withScheme(m_pusher->url())), u"https://s.example/users/us"_s, u"id-us"_s, {}, options },
            Secret("s3cret"), client);
        QElapsedTimer since;
        qint64 after = -1;
        connector.listen([&](const Nudge &nudge) {
            if (nudge.isNew && since.isValid()) {
                after = since.elapsed();
                connector.listen({}); // from inside, as the owner may
            }
        });
        QTRY_COMPARE(m_pusher->sockets.size(), 1);
        QTest::qWait(400); // what is told of the gap
        since.start();
        m_pusher->push(u"notification"_s, u"{}"_s);
        QTRY_VERIFY(after >= 0);
        QVERIFY(after < 2'000);
        QTRY_COMPARE(m_pusher->sockets.last()->state(), QAbstractSocket::UnconnectedState);
        QTest::qWait(100);
        QCOMPARE(m_pusher->sockets.size(), 1);
    }

private:
    static QUrl withScheme(QUrl url)
    {
        url.setScheme(url.scheme() == u"wss"_s ? u"https"_s : u"http"_s);
        return url;
    }
    static void inside(const QString &, QObject *, const std::function<void(const QHostInfo &)> &found)
    {
        QHostInfo info;
        info.setAddresses({ QHostAddress(u"93.184.216.34"_s), QHostAddress(QHostAddress::LocalHost) });
        found(info);
    }
    void start(QUrl url = {})
    {
        if (url.isEmpty())
            url = m_pusher->url();
        m_source = { url, withScheme(url), typedHost(withScheme(url)), u"id-us"_s };
        m_stream = std::make_unique<MastodonStream>(
            m_source, Secret("s3cret"), [this](const Nudge &nudge) { m_nudges.append(nudge); }, m_habits,
            [this](const QString &, QObject *, const std::function<void(const QHostInfo &)> &found) {
                ++m_asked;
                QHostInfo info;
                info.setAddresses(m_addresses.first());
                if (m_addresses.size() > 1)
                    m_addresses.removeFirst();
                found(info);
            });
    }
    static void openAndSecure()
    {
        QTest::addColumn<bool>("isSecure");
        QTest::newRow("open") << false;
        QTest::newRow("over TLS") << true;
    }
    void serveAt(const QString &address, const QString &certificate)
    {
        QFETCH(bool, isSecure);
        m_pusher = isSecure ? std::make_unique<Pusher>(QHostAddress(address), m_ca.tls(certificate))
                            : std::make_unique<Pusher>(QHostAddress(address));
    }
    bool open()
    {
        m_nudges.clear();
        start();
        return QTest::qWaitFor([this] { return !m_nudges.isEmpty(); }, 10'000);
    }
    QStringList changed() const
    {
        QStringList all;
        for (const Nudge &nudge : m_nudges)
            for (const RemoteRef &each : nudge.changed)
                if (!all.contains(each.remoteId))
                    all.append(each.remoteId);
        return all;
    }

    PrivateCa m_ca;
    QList<QList<QHostAddress>> m_addresses; ///< what the name is, in turn; the last stays
    int m_asked = 0;
    std::unique_ptr<Pusher> m_pusher;
    MastodonStream::Source m_source;
    MastodonStream::Habits m_habits;
    std::unique_ptr<MastodonStream> m_stream;
    QList<Nudge> m_nudges;
};

QTEST_GUILESS_MAIN(TestMastodonStream)
#include "test_mastodonstream.moc"
