#include "core/http/gate.h"
#include "core/http/lanehttpclient.h"
#include "tests/support/scriptedserver.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

/// The network on a thread of its own.
class TestLaneHttpClient : public QObject {
    Q_OBJECT
private slots:
    void manyAnswersComeEachToItsQuestion()
    {
        const ScriptedServer server([](const ScriptedServer::Asked &asked, QTcpSocket &socket) {
            ScriptedServer::answer(socket, "200 OK", {}, asked.path() + asked.body);
        });
        const SystemClock clock;
        LaneHttpClient http(clock);
        QHash<QByteArray, QByteArray> got;
        for (int i = 0; i < 40; ++i) {
            HttpRequest request = to(server, u"/%1"_s.arg(i));
            request.method = i % 2 == 0 ? "GET" : "POST";
            request.body = i % 2 == 0 ? QByteArray() : "b";
            whenDone(http.send(request), this, [&got, request, this](const Result<HttpResponse> &answer) {
                QCOMPARE(QThread::currentThread(), thread());
                got.insert(request.url.path().toUtf8() + request.body, answer ? answer->body : "no answer");
            });
        }
        QTRY_COMPARE(got.size(), 40);
        for (auto it = got.cbegin(); it != got.cend(); ++it)
            QCOMPARE(it.value(), it.key());
    }
    void whatIsUnderWayWhenItEndsIsCancelled()
    {
        const ScriptedServer server([](const ScriptedServer::Asked &, QTcpSocket &) {}); // it never answers
        const SystemClock clock;
        auto http = std::make_unique<LaneHttpClient>(clock);
        QList<QFuture<Result<HttpResponse>>> futures;
        for (int i = 0; i < 20; ++i)
            futures.append(http->send(to(server, u"/%1"_s.arg(i))));
        QTRY_VERIFY(!server.asked.isEmpty());
        futures.append(http->send(to(server, u"/last"_s))); // not begun on its thread yet, perhaps
        http.reset();
        for (const auto &each : std::as_const(futures)) {
            QTRY_VERIFY(each.isCanceled());
            QCOMPARE(each.resultCount(), 0);
        }
    }
    void whoeverAskedMayBeGone()
    {
        const ScriptedServer server(ScriptedServer::always("200 OK", {}, "hello"));
        const SystemClock clock;
        LaneHttpClient http(clock);
        bool isTold = false;
        auto asker = std::make_unique<QObject>();
        const auto future = http.send(to(server, u"/"_s));
        whenDone(future, asker.get(), [&isTold](const Result<HttpResponse> &) { isTold = true; });
        asker.reset();
        QTRY_VERIFY(future.isFinished());
        QCoreApplication::processEvents();
        QVERIFY(!isTold);
    }

private:
    static HttpRequest to(const ScriptedServer &server, const QString &path)
    {
        HttpRequest request;
        request.url = server.url(path);
        request.typed = typedHost(request.url);
        return request;
    }
};

QTEST_GUILESS_MAIN(TestLaneHttpClient)
#include "test_lanehttpclient.moc"
