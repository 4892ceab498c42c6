#include "core/http/gate.h"
#include "core/http/httpclient.h"
#include "core/http/verdict.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testclock.h"

#include <QSslKey>
#include <QSslServer>
#include <QtTest>

#include <sys/resource.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Answer = Result<HttpResponse>;

/// A name server of our own: what it says of each name, in turn; the last answer stays.
class Names {
public:
    QHash<QString, QList<QList<QHostAddress>>> book;
    int asked = 0;
    [[nodiscard]] Lookup lookup()
    {
        return [this](const QString &host, QObject *asker, const std::function<void(const QHostInfo &)> &found) {
            ++asked;
            QHostInfo info;
            auto &turns = book[host];
            if (turns.isEmpty()) {
                info.setError(QHostInfo::HostNotFound);
            } else {
                info.setAddresses(turns.first());
                if (turns.size() > 1)
                    turns.removeFirst();
            }
            QTimer::singleShot(0, asker, [found, info] { found(info); });
        };
    }
};

const QHostAddress here { QHostAddress::LocalHost };
const QHostAddress abroad { u"1.1.1.1"_s };

qint64 memoryKb()
{
    rusage used {};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;
}

QByteArray gzippedNothing(int megabytes)
{
    QProcess gzip;
    gzip.start(u"sh"_s, { u"-c"_s, u"head -c %1M /dev/zero | gzip -9"_s.arg(megabytes) });
    gzip.waitForFinished();
    return gzip.readAllStandardOutput();
}

/// The system's proxy, for as long as it lives.
class ThroughProxy {
public:
    explicit ThroughProxy(const ScriptedServer &proxy) { qputenv("http_proxy", proxy.url().toEncoded()); }
    ~ThroughProxy() { qunsetenv("http_proxy"); }
    Q_DISABLE_COPY_MOVE(ThroughProxy)
};

} // namespace

/// The one way out: gate, redirects, budgets. Servers are scripted, names are the test's own.
class TestHttpClient : public QObject {
    Q_OBJECT
private slots:
    void init() { m_names = Names(); }
    void anAnswerComesWhole()
    {
        const ScriptedServer server(ScriptedServer::always("200 OK", "ETag: \"a\"\r\n", "hello"));
        const Answer got = ask(server.url(u"/x?y=1"_s));
        QVERIFY(got);
        QCOMPARE(got->status, 200);
        QCOMPARE(got->body, "hello");
        QCOMPARE(got->header("etag"), "\"a\"");
        QCOMPARE(server.asked.first().path(), "/x?y=1");
        QVERIFY(server.asked.first().header("User-Agent").startsWith("Wheelhouse/"));
        QVERIFY(server.asked.first().line.endsWith("HTTP/1.1"));
    }
    void theNameTravelsThoughTheCheckedAddressIsAsked()
    {
        // No name server but ours knows the name: whoever looked it up again would not find it.
        const ScriptedServer server(ScriptedServer::always("200 OK", {}, "hello"));
        m_names.book[u"feeds.invalid"_s] = { { here } };
        const Answer got = ask(server.url(u"/"_s, u"feeds.invalid"_s));
        QVERIFY2(got, got ? "" : qPrintable(got.error().message));
        QCOMPARE(server.asked.first().header("Host"), "feeds.invalid:" + QByteArray::number(server.port()));
        QCOMPARE(got->url.host(), u"feeds.invalid"_s);
    }
    void e04ANameThatTurnsInwardIsRefused()
    {
        ScriptedServer canary(ScriptedServer::always("200 OK", {}, "secret"));
        m_names.book[u"rebind.test"_s] = { { abroad, here }, { here } };
        for (int i = 0; i < 2; ++i) {
            HttpRequest request { .url = canary.url(u"/"_s, u"rebind.test"_s) };
            const Answer got = send(request);
            QVERIFY(!got);
            QCOMPARE(got.error().kind, Error::Kind::Refused);
            QVERIFY(!isVerdict(got.error()) && isSurelyUndone(got.error()));
        }
        QCOMPARE(canary.touched, 0);
        QCOMPARE(m_names.asked, 2); // once each: what was checked is what is used
    }
    void e04RedirectsInwardTouchNothing_data()
    {
        QTest::addColumn<QString>("to");
        QTest::newRow("loopback") << u"http://127.0.0.1:%1/"_s;
        QTest::newRow("localhost") << u"http://localhost:%1/"_s;
        QTest::newRow("decimal") << u"http://2130706433:%1/"_s;
        QTest::newRow("octal") << u"http://0177.0.0.1:%1/"_s;
        QTest::newRow("hexadecimal") << u"http://0x7f.0.0.1:%1/"_s;
        QTest::newRow("short") << u"http://127.1:%1/"_s;
        QTest::newRow("mapped") << u"http://[::ffff:127.0.0.1]:%1/"_s;
        QTest::newRow("a name that leads here") << u"http://inward.test:%1/"_s;
        QTest::newRow("the same name, another port") << u"http://public.test:%1/"_s;
        QTest::newRow("file") << u"file:///etc/hostname"_s;
        QTest::newRow("data") << u"data:text/plain,a"_s;
        QTest::newRow("ftp") << u"ftp://127.0.0.1:%1/"_s;
        QTest::newRow("smb") << u"smb://127.0.0.1:%1/"_s;
    }
    void e04RedirectsInwardTouchNothing()
    {
        QFETCH(QString, to);
        ScriptedServer canary(ScriptedServer::always("200 OK", {}, "secret"));
        to = to.contains(u"%1"_s) ? to.arg(canary.port()) : to;
        ScriptedServer server(ScriptedServer::always("302 Found", "Location: " + to.toLatin1() + "\r\n"));
        m_names.book[u"public.test"_s] = { { here } };
        m_names.book[u"inward.test"_s] = { { here } };
        m_names.book[u"localhost"_s] = { { here } };
        const Answer got = ask(server.url(u"/"_s, u"public.test"_s));
        QVERIFY(!got);
        QCOMPARE(got.error().kind, Error::Kind::Refused);
        QVERIFY(!isVerdict(got.error()) && !isSurelyUndone(got.error())); // whoever sent us on was asked
        QCOMPARE(server.asked.size(), 1);
        QCOMPARE(canary.touched, 0);
    }
    /// The first hop's second address was checked for its own name, not for the next one.
    void e04AnAddressLeftOverIsNotAskedForTheNextName()
    {
        ScriptedServer canary(ScriptedServer::always("200 OK", {}, "secret"));
        const ScriptedServer server(ScriptedServer::always(
            "302 Found", "Location: " + canary.url(u"/"_s, u"slow.test"_s).toEncoded() + "\r\n"));
        QtHttpClient client(m_clock, { .connect = 300ms, .total = 5s },
            [&](const QString &host, QObject *asker, const std::function<void(const QHostInfo &)> &found) {
                QHostInfo info;
                info.setAddresses({ here, here });
                QTimer::singleShot(host == u"slow.test"_s ? 1'500 : 0, asker, [found, info] { found(info); });
            });
        const QUrl asked = server.url(u"/"_s, u"first.test"_s);
        auto future = client.send({ .url = asked, .typed = typedHost(asked) });
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 10'000);
        QVERIFY(!future.result());
        QCOMPARE(canary.touched, 0);
    }
    void h14ManyOfOneHostTakeTurnsAndHoldUpNoOther()
    {
        ScriptedServer server(ScriptedServer::always("200 OK", {}, "x"));
        m_names.book[u"other.test"_s] = { { here } };
        QList<QFuture<Answer>> all;
        QtHttpClient client(m_clock, {}, m_names.lookup());
        for (int i = 0; i < 1'000; ++i)
            all.append(client.send({ .url = server.url(), .typed = typedHost(server.url()) }));
        const QUrl other = server.url(u"/other"_s, u"other.test"_s);
        auto quick = client.send({ .url = other, .typed = typedHost(other) });
        QTRY_VERIFY_WITH_TIMEOUT(quick.isFinished(), 60'000);
        QVERIFY(quick.result());
        QVERIFY2(server.asked.size() < 200, "it waited for all that were asked before");
        QTRY_VERIFY_WITH_TIMEOUT(all.last().isFinished(), 120'000);
        QVERIFY(server.mostOpen <= 4);
    }
    void e04WhatWasTypedLastsOnlyForMachinesInside()
    {
        const ScriptedServer server(ScriptedServer::always("200 OK", {}, "x"));
        const QUrl inside = server.url();
        const Answer got = send({ .url = inside, .typed = typedHost(inside) });
        QVERIFY(got && got->isInside);
        QCOMPARE(lastingTyped(typedHost(inside), *got), typedHost(inside));
        QCOMPARE(lastingTyped(u"blog.example:443"_s, HttpResponse {}), QString());
        QCOMPARE(lastingTyped(u"blog.example:6379"_s, HttpResponse {}), u"blog.example:6379"_s);
    }
    /// A network that wants a login first, or worse, answers in the server's place.
    void e16WhoCannotProveItsNameIsToldNothing()
    {
        QTemporaryDir folder;
        const QString key = folder.filePath(u"key.pem"_s);
        const QString certificate = folder.filePath(u"certificate.pem"_s);
        QProcess made;
        made.start(u"openssl"_s,
            { u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                u"/CN=portal.test"_s, u"-keyout"_s, key, u"-out"_s, certificate });
        QVERIFY(made.waitForFinished() && made.exitCode() == 0);
        QFile keyFile(key);
        QVERIFY(keyFile.open(QIODevice::ReadOnly));
        QSslConfiguration portal = QSslConfiguration::defaultConfiguration();
        portal.setLocalCertificate(QSslCertificate::fromPath(certificate).value(0));
        portal.setPrivateKey(QSslKey(&keyFile, QSsl::Rsa));
        QSslServer server;
        server.setSslConfiguration(portal);
        QByteArray heard;
        int touched = 0;
        connect(&server, &QSslServer::startedEncryptionHandshake, this, [&](QSslSocket *socket) {
            ++touched;
            connect(socket, &QSslSocket::readyRead, this, [&heard, socket] { heard += socket->readAll(); });
        });
        QVERIFY(server.listen(QHostAddress::LocalHost));
        m_names.book[u"bank.test"_s] = { { here } };
        HttpRequest request { .url = QUrl(u"https://bank.test:%1/feed"_s.arg(server.serverPort())) };
        request.headers = { { "Authorization", "Bearer canary-token" } };
        request.typed = typedHost(request.url);
        const Answer got = send(request);
        QVERIFY(!got);
        QCOMPARE(got.error().kind, Error::Kind::Refused);
        QVERIFY(!isVerdict(got.error()) && isSurelyUndone(got.error()));
        QVERIFY(got.error().message.contains(u"bank.test"_s));
        QVERIFY(touched > 0);
        QVERIFY2(heard.isEmpty(), heard.constData());
    }
    void e04ARedirectToItselfEndsAfterFive()
    {
        ScriptedServer server(ScriptedServer::always("301 Moved", "Location: /again\r\n"));
        const Answer got = ask(server.url());
        QVERIFY(!got);
        QCOMPARE(got.error().kind, Error::Kind::Malformed);
        QCOMPARE(server.asked.size(), 6);
    }
    void redirectsAreFollowedAndToldOneByOne()
    {
        ScriptedServer server([](const ScriptedServer::Asked &asked, QTcpSocket &socket) {
            if (asked.path() == "/a")
                ScriptedServer::answer(socket, "301 Moved", "Location: b\r\n");
            else if (asked.path() == "/b")
                ScriptedServer::answer(socket, "308 Moved", "Location: /c\r\n");
            else if (asked.path() == "/c")
                ScriptedServer::answer(socket, "302 Found", "Location: /d\r\n");
            else
                ScriptedServer::answer(socket, "200 OK", {}, "there");
        });
        const Answer got = ask(server.url(u"/a"_s));
        QVERIFY(got);
        QCOMPARE(got->body, "there");
        QCOMPARE(got->url.path(), u"/d"_s);
        QCOMPARE(got->hops.size(), 3);
        QCOMPARE(got->movedTo().path(), u"/c"_s); // the last step was for now only
    }
    void e06CredentialsStayAtTheirOrigin()
    {
        // A proxy plays both servers, so that both may be asked.
        ScriptedServer proxy([](const ScriptedServer::Asked &asked, QTcpSocket &socket) {
            if (asked.path() == "http://one.test/a")
                ScriptedServer::answer(socket, "302 Found", "Location: /b\r\n");
            else if (asked.path() == "http://one.test/b")
                ScriptedServer::answer(socket, "302 Found", "Location: http://other.test/c\r\n");
            else
                ScriptedServer::answer(socket, "200 OK", {}, "landed");
        });
        const ThroughProxy through(proxy);
        HttpRequest request { .url = QUrl(u"http://one.test/a"_s), .typed = u"one.test:80"_s };
        request.headers = { { "Authorization", "Bearer canary-token" }, { "Cookie", "canary=1" },
            { "X-Api-Key", "canary" }, { "Accept", "text/xml" } };
        const Answer got = send(request);
        QVERIFY2(got && got->body == "landed", got ? got->body.constData() : qPrintable(got.error().message));
        QCOMPARE(proxy.asked.size(), 3);
        QVERIFY(proxy.asked[1].head.contains("canary-token") && proxy.asked[1].head.contains("X-Api-Key"));
        QVERIFY2(!proxy.asked[2].head.contains("canary"), proxy.asked[2].head.constData());
        QCOMPARE(proxy.asked[2].header("Accept"), "text/xml");
        QCOMPARE(m_names.asked, 0); // behind a proxy names are its own
        // A body that would travel is kept, and what begins as a post does not end as one.
        request = { .url = QUrl(u"http://one.test/b"_s), .method = "POST", .body = "words", .typed = u"one.test:80"_s };
        QVERIFY(send(request));
        QVERIFY(proxy.asked.last().line.startsWith("GET http://other.test/c"));
        proxy.setScript(ScriptedServer::always("307 Go", "Location: http://other.test/c\r\n"));
        QCOMPARE(send(request).error().kind, Error::Kind::Refused);
    }
    void e04BehindAProxyNumbersAreStillChecked()
    {
        const ScriptedServer proxy(ScriptedServer::always("200 OK", {}, "x"));
        const ThroughProxy through(proxy);
        QCOMPARE(send({ .url = QUrl(u"http://169.254.169.254/latest"_s) }).error().kind, Error::Kind::Refused);
        QCOMPARE(proxy.touched, 0);
    }
    void e18AProxyThatWantsAPasswordIsSaid()
    {
        const ScriptedServer proxy(
            ScriptedServer::always("407 Who", "Proxy-Authenticate: Basic realm=\"a\"\r\n", "<h1>no</h1>"));
        const ThroughProxy through(proxy);
        const Answer got = send({ .url = QUrl(u"http://one.test/a"_s) });
        QVERIFY(!got);
        QCOMPARE(got.error().kind, Error::Kind::Offline);
        QVERIFY2(got.error().message.contains(u"proxy"_s), qPrintable(got.error().message));
        QCOMPARE(proxy.asked.size(), 1);
    }
    void e02WhatIsTooLargeIsStopped()
    {
        ScriptedServer server([](const ScriptedServer::Asked &, QTcpSocket &socket) {
            socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            ScriptedServer::drip(socket, 1, [](QTcpSocket &s) {
                if (s.bytesToWrite() < 4'000'000)
                    s.write("100000\r\n" + QByteArray(0x100000, 'x') + "\r\n");
            });
        });
        const qint64 before = memoryKb();
        const Answer got = ask(server.url());
        QVERIFY(!got);
        QCOMPARE(got.error().kind, Error::Kind::Malformed);
        QVERIFY2(memoryKb() - before < 300'000, qPrintable(QString::number(memoryKb() - before)));
        server.setScript([](const ScriptedServer::Asked &, QTcpSocket &socket) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\nx");
        });
        QVERIFY(!ask(server.url()));
    }
    void e02ABombDoesNotGoOff()
    {
        const QByteArray bomb = gzippedNothing(200);
        QVERIFY(!bomb.isEmpty() && bomb.size() < 1'000'000);
        ScriptedServer server(ScriptedServer::always("200 OK", "Content-Encoding: gzip\r\n", bomb));
        const qint64 before = memoryKb();
        const Answer got = ask(server.url());
        QVERIFY(!got);
        QCOMPARE(got.error().kind, Error::Kind::Malformed);
        QVERIFY2(memoryKb() - before < 300'000, qPrintable(QString::number(memoryKb() - before)));
    }
    void e03SlowServersMeetADeadline_data()
    {
        QTest::addColumn<QByteArray>("start");
        QTest::newRow("a letter at a time for ever") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        QTest::newRow("headers that never end") << QByteArray("HTTP/1.1 200 OK\r\nX-A: ");
        QTest::newRow("silence") << QByteArray();
    }
    void e03SlowServersMeetADeadline()
    {
        QFETCH(QByteArray, start);
        m_budget.total = 700ms;
        ScriptedServer slow([start](const ScriptedServer::Asked &, QTcpSocket &socket) {
            socket.write(start);
            if (!start.isEmpty())
                ScriptedServer::drip(socket, 20, [](QTcpSocket &s) { s.write("a"); });
        });
        const ScriptedServer quick(ScriptedServer::always("200 OK", {}, "quick"));
        QtHttpClient client(m_clock, m_budget, m_names.lookup());
        QElapsedTimer time;
        time.start();
        auto late = client.send({ .url = slow.url(), .typed = typedHost(slow.url()) });
        auto fast = client.send({ .url = quick.url(), .typed = typedHost(quick.url()) });
        QTRY_VERIFY(fast.isFinished());
        QVERIFY(fast.result() && !late.isFinished());
        QTRY_VERIFY_WITH_TIMEOUT(late.isFinished(), 10'000);
        QVERIFY(!late.result());
        QCOMPARE(late.result().error().kind, Error::Kind::Offline);
        QVERIFY(time.elapsed() >= 650);
        m_budget = {};
    }
    void aLongBodyHasTimeOfItsOwn()
    {
        m_budget.total = 300ms;
        const ScriptedServer slow([](const ScriptedServer::Asked &, QTcpSocket &socket) {
            QTimer::singleShot(900, &socket, [&socket] { ScriptedServer::answer(socket, "200 OK", {}, "took it"); });
        });
        QtHttpClient client(m_clock, m_budget, m_names.lookup());
        HttpRequest request { .url = slow.url(), .method = "POST", .body = "short", .typed = typedHost(slow.url()) };
        auto shortOne = client.send(request);
        request.body = QByteArray(1'000'000, 'x');
        auto longOne = client.send(request);
        QTRY_VERIFY_WITH_TIMEOUT(shortOne.isFinished() && longOne.isFinished(), 30'000);
        QVERIFY(!shortOne.result());
        QVERIFY(longOne.result());
        QCOMPARE(longOne.result()->body, QByteArray("took it"));
        m_budget = {};
    }
    void whatDoesNotConnectMeetsItsOwnDeadline()
    {
        m_budget.connect = 300ms;
        m_names.book[u"nowhere.test"_s] = { { here } };
        // A name server that never answers.
        QtHttpClient client(m_clock, m_budget, [](const QString &, QObject *, const auto &) {});
        auto future = client.send({ .url = QUrl(u"http://nowhere.test/"_s) });
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 5'000);
        QCOMPARE(future.result().error().kind, Error::Kind::Offline);
        m_budget = {};
    }
    void e18NoNameAndNobodyThereAreOffline()
    {
        QCOMPARE(send({ .url = QUrl(u"http://not-there.test/"_s) }).error().kind, Error::Kind::Offline);
        ScriptedServer gone;
        const QUrl url = gone.url();
        gone.stop();
        QCOMPARE(ask(url).error().kind, Error::Kind::Offline);
        ScriptedServer hangsUp([](const ScriptedServer::Asked &, QTcpSocket &socket) { socket.abort(); });
        QCOMPARE(ask(hangsUp.url()).error().kind, Error::Kind::Offline);
        ScriptedServer garbage([](const ScriptedServer::Asked &, QTcpSocket &socket) {
            socket.write("220 mail.example ESMTP\r\n");
            socket.disconnectFromHost();
        });
        QVERIFY(!ask(garbage.url()));
    }
    /// Who hangs up may have heard it: whether it is said again is the asker's to decide, not the library's.
    void c01_whatChangesSomethingIsSentOnce_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isKept"); // a line is open that was used before
        for (const char *method : { "POST", "PUT", "PATCH", "DELETE" })
            for (const char *body : { "", "words" })
                for (const bool isKept : { false, true })
                    QTest::addRow("%s, %s, %s", method, *body ? "a body" : "none", isKept ? "kept" : "fresh")
                        << QByteArray(method) << QByteArray(body) << isKept;
        QTest::newRow("more than one piece, kept") << QByteArray("POST") << QByteArray(1'000'000, 'x') << true;
    }
    void c01_whatChangesSomethingIsSentOnce()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        QFETCH(bool, isKept);
        ScriptedServer server([](const ScriptedServer::Asked &asked, QTcpSocket &socket) {
            if (asked.path() == "/write")
                QTimer::singleShot(20, &socket, [&socket] { socket.abort(); });
            else // and the line stays open for the next
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        QtHttpClient client(m_clock, m_budget, m_names.lookup());
        if (isKept)
            QVERIFY(sendBy(client, server.url(u"/first"_s)));
        QCOMPARE(server.asked.size(), int(isKept));
        server.asked.clear();
        const Answer got = sendBy(client, server.url(u"/write"_s), method, body);
        QVERIFY(!got);
        QCOMPARE(got.error().kind, Error::Kind::Offline);
        QTest::qWait(100); // a second one would come now
        QCOMPARE(server.asked.size(), 1);
        QCOMPARE(server.asked.first().line, method + " /write HTTP/1.1");
        QCOMPARE(server.asked.first().header("Content-Length"), QByteArray::number(body.size()));
    }
    void c01_theNextAddressIsNotToldWhatTheFirstHeard()
    {
        ScriptedServer first([](const ScriptedServer::Asked &, QTcpSocket &socket) { socket.abort(); });
        QTcpServer second;
        QVERIFY(second.listen(QHostAddress(u"127.0.0.2"_s), quint16(first.port())));
        m_names.book[u"two.test"_s] = { { here, QHostAddress(u"127.0.0.2"_s) } };
        for (const char *body : { "", "words" }) {
            QtHttpClient client(m_clock, m_budget, m_names.lookup());
            QVERIFY(!sendBy(client, first.url(u"/"_s, u"two.test"_s), "POST", body));
        }
        QCOMPARE(first.asked.size(), 2);
        QVERIFY(!second.hasPendingConnections());
        // Nor where it is slow: it was connected to in time.
        first.setScript([](const ScriptedServer::Asked &, QTcpSocket &) {});
        for (const char *method : { "GET", "POST" }) {
            QtHttpClient client(m_clock, { .connect = 200ms, .total = 700ms }, m_names.lookup());
            QVERIFY(!sendBy(client, first.url(u"/"_s, u"two.test"_s), method));
        }
        QCOMPARE(first.asked.size(), 4);
        QVERIFY(!second.hasPendingConnections());
        // Where nobody was, there is nobody who heard it.
        first.stop();
        ScriptedServer other(ScriptedServer::always("200 OK"));
        m_names.book[u"two.test"_s] = { { QHostAddress(u"127.0.0.2"_s), here } };
        for (const char *body : { "", "words" }) {
            QtHttpClient client(m_clock, m_budget, m_names.lookup());
            QVERIFY(sendBy(client, other.url(u"/"_s, u"two.test"_s), "POST", body));
        }
    }
    /// Many servers hang up after each answer, without a word; who uses that line again finds it dead.
    void e18AServerThatHangsUpAfterEachAnswerIsWrittenToAllTheSame()
    {
        ScriptedServer server([](const ScriptedServer::Asked &, QTcpSocket &socket) {
            const bool wasUsed = socket.property("used").toBool();
            socket.setProperty("used", true);
            if (wasUsed)
                return socket.abort();
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        QtHttpClient client(m_clock, m_budget, m_names.lookup());
        for (const char *method : { "GET", "POST", "DELETE", "PUT", "POST" })
            QVERIFY2(sendBy(client, server.url(), method), method);
        QCOMPARE(server.asked.size(), 5);
        // A question may be asked again, and is.
        server.asked.clear();
        QVERIFY(sendBy(client, server.url()));
        QVERIFY(sendBy(client, server.url()));
        QVERIFY2(server.asked.size() > 2, "the kept line was not used, so that nothing was seen");
    }
    void aBodyIsSentOnWithinItsOrigin()
    {
        ScriptedServer server([](const ScriptedServer::Asked &asked, QTcpSocket &socket) {
            if (asked.path() == "/a")
                ScriptedServer::answer(socket, "307 Go", "Location: /b\r\n");
            else if (asked.path() == "/b")
                ScriptedServer::answer(socket, "308 Go", "Location: /c\r\n");
            else
                ScriptedServer::answer(socket, "200 OK", {}, "landed");
        });
        for (const char *body : { "", "words" }) {
            server.asked.clear();
            QtHttpClient client(m_clock, m_budget, m_names.lookup());
            const Answer got = sendBy(client, server.url(u"/a"_s), "POST", body);
            QVERIFY2(got && got->body == "landed", got ? "" : qPrintable(got.error().message));
            QCOMPARE(server.asked.size(), 3);
            QCOMPARE(server.asked.last().line, "POST /c HTTP/1.1");
            QCOMPARE(server.asked.last().header("Content-Length"), QByteArray::number(qstrlen(body)));
        }
    }
    void c01_whatWasHeardIsNotSentBackToWhereItWas()
    {
        ScriptedServer server([](const ScriptedServer::Asked &asked, QTcpSocket &socket) {
            ScriptedServer::answer(socket, asked.path() == "/a" ? "308 Go" : "307 Back",
                asked.path() == "/b" ? "Location: /a\r\n" : "Location: /b\r\n");
        });
        QtHttpClient client(m_clock, m_budget, m_names.lookup());
        const Answer got = sendBy(client, server.url(u"/a"_s), "POST", "words");
        QVERIFY(!got && got.error().detail.startsWith(noAnswer));
        QCOMPARE(server.asked.size(), 2); // each place once
    }
    void halfAnAnswerIsNone()
    {
        ScriptedServer half([](const ScriptedServer::Asked &, QTcpSocket &socket) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>");
            socket.disconnectFromHost();
        });
        const Answer got = ask(half.url());
        QVERIFY(!got);
        QCOMPARE(got.error().kind, Error::Kind::Offline);
    }
    void e14ErrorBodiesAreAFewLinesOfPlainText()
    {
        const QByteArray html = "<html><head><title>x</title><script>alert(1)</script></head><body><h1>Down \x1b[31mred"
                                "</h1><p>for a while</p>"
            + QByteArray(10'000'000, 'z');
        ScriptedServer server(ScriptedServer::always("500 Oops", "Content-Type: text/html\r\n", html));
        const Answer got = ask(server.url());
        QVERIFY(got);
        QCOMPARE(got->status, 500);
        QVERIFY2(got->body.startsWith("Down"), got->body.left(100).constData());
        QVERIFY(got->body.size() < 2'000);
        QVERIFY(!got->body.contains('<') && !got->body.contains('\x1b') && !got->body.contains("alert"));
    }
    void perHostOnlyTwoAtATime()
    {
        ScriptedServer server([](const ScriptedServer::Asked &, QTcpSocket &socket) {
            QTimer::singleShot(60, &socket, [&socket] { ScriptedServer::answer(socket, "200 OK", {}, "x"); });
        });
        QtHttpClient client(m_clock, m_budget, m_names.lookup());
        QList<QFuture<Answer>> futures;
        for (int i = 0; i < 7; ++i)
            futures.append(client.send({ .url = server.url(), .typed = typedHost(server.url()) }));
        for (const auto &each : std::as_const(futures)) {
            QTRY_VERIFY(each.isFinished());
            QVERIFY(each.result());
        }
        QCOMPARE(server.asked.size(), 7);
        QVERIFY2(server.mostOpen <= 2, qPrintable(QString::number(server.mostOpen)));
    }
    void whatIsUnderWayEndsWithTheClient()
    {
        ScriptedServer silent([](const ScriptedServer::Asked &, QTcpSocket &) {});
        QFuture<Answer> future;
        {
            QtHttpClient client(m_clock, m_budget, m_names.lookup());
            future = client.send({ .url = silent.url(), .typed = typedHost(silent.url()) });
            QTRY_COMPARE(silent.asked.size(), 1);
        }
        QVERIFY(future.isCanceled());
    }
    void k02TheLogKeepsNoSecret()
    {
        static QStringList lines;
        lines.clear();
        QLoggingCategory::setFilterRules(u"wh.*=true\nqt.network*=false"_s);
        const auto before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &line) { lines.append(line); });
        ScriptedServer server(ScriptedServer::always("302 Found", "Location: file:///canary\r\n"));
        HttpRequest request { .url = server.url(u"/private/canary?token=canary"_s) };
        request.headers = { { "Authorization", "Bearer canary" }, { "Cookie", "canary" } };
        request.typed = typedHost(request.url);
        QVERIFY(!send(request));
        server.setScript(ScriptedServer::always("401 No", {}, "canary"));
        QVERIFY(send(request));
        qInstallMessageHandler(before);
        QLoggingCategory::setFilterRules({});
        QVERIFY(!lines.isEmpty());
        for (const QString &line : std::as_const(lines))
            QVERIFY2(!line.contains(u"canary"_s), qPrintable(line));
    }

private:
    Answer send(const HttpRequest &request)
    {
        QtHttpClient client(m_clock, m_budget, m_names.lookup());
        auto future = client.send(request);
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            qFatal("no answer, and no refusal");
        return future.result();
    }
    static Answer sendBy(
        QtHttpClient &client, const QUrl &url, const QByteArray &method = "GET", const QByteArray &body = {})
    {
        auto future = client.send({ .url = url, .method = method, .body = body, .typed = typedHost(url) });
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            qFatal("no answer, and no refusal");
        return future.result();
    }
    Answer ask(const QUrl &url) { return send({ .url = url, .typed = typedHost(url) }); }

    TestClock m_clock;
    HttpBudget m_budget;
    Names m_names;
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "test_httpclient.moc"
