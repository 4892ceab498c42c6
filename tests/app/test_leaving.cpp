#include "app/engine/leaving.h"
#include "core/http/errorwords.h"
#include "core/http/gate.h"
#include "tests/support/desk.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

template<typename T> QFuture<T> already(T &&answer)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::forward<T>(answer));
    promise.finish();
    return promise.future();
}

using Answer = Result<HttpResponse>;

/// What is on the way to the network; the last answer stays.
class Line final : public HttpClient {
public:
    [[nodiscard]] QFuture<Answer> send(const HttpRequest &) override
    {
        ++asked;
        Answer answer = answers.isEmpty() ? said(200, "{}") : answers.first();
        if (answers.size() > 1)
            answers.removeFirst();
        return already(std::move(answer));
    }
    static Answer said(int status, const QByteArray &body, const QByteArray &type = "application/json")
    {
        HttpResponse one;
        one.status = status;
        one.headers = { { "Content-Type", type } };
        one.body = body;
        return one;
    }
    QList<Answer> answers;
    int asked = 0;
};

/// Holds what lets us in.
class Drawer final : public Secrets {
public:
    [[nodiscard]] QFuture<State> state() override { return already(State::Open); }
    [[nodiscard]] QFuture<Result<std::shared_ptr<Secret>>> read(const QString &name) override
    {
        using Read = Result<std::shared_ptr<Secret>>;
        return already(kept.contains(name) ? Read(std::make_shared<Secret>(kept.value(name)))
                                           : Read(fail(Error::Kind::Missing, u"none"_s)));
    }
    [[nodiscard]] QFuture<Result<void>> write(const QString &name, const Secret &secret) override
    {
        kept.insert(name, secret.reveal());
        return already(Result<void>());
    }
    [[nodiscard]] QFuture<Result<void>> remove(const QString &name) override
    {
        kept.remove(name);
        return already(Result<void>());
    }
    [[nodiscard]] QString words() const override { return u"a drawer"_s; }
    QHash<QString, QByteArray> kept;
};

/// A desk at which an account was signed in and removed again.
struct Room {
    Room()
    {
        SignedIn account;
        account.network = NetworkId::Mastodon;
        account.globalName = u"https://coffee.example/users/marlowe"_s;
        account.handle = u"@marlowe@coffee.example"_s;
        account.address = u"https://coffee.example"_s;
        TestDesk::must(accounts.signIn(account).map([](const AccountsChanged &) { return 1; }));
        const ChannelId channel = accounts.list()->first().channel.id;
        drawer.kept.insert(secretName("here", channel), "t0ken");
        TestDesk::must(accounts.remove({ channel }).map([](const AccountsChanged &) { return 1; }));
    }
    [[nodiscard]] bool hasLeft() { return accounts.leaving()->isEmpty(); }
    TestDesk desk;
    Changes changes { desk.writer() };
    Accounts accounts { desk.writer(), desk.log, desk.undo, desk.clock };
    Line line;
    Drawer drawer;
    Leaving leaving { accounts, line, drawer, changes, "here", { 20ms, 200ms, 400ms } };
};

/// What a test's row is about; an answer alone cannot be compared, as a row's columns must be.
struct Way {
    Answer answer;
};

Way onTheWay(const Error &error)
{
    return { tl::unexpected(error) };
}

Way said(int status, const QByteArray &body, const QByteArray &type)
{
    return { Line::said(status, body, type) };
}

} // namespace

/// Whoever is removed leaves over there too, and not only here.
class TestLeaving : public QObject {
    Q_OBJECT
private slots:
    void whatLetsUsInIsTakenBackAndForgotten()
    {
        Room room;
        room.leaving.start();
        QTRY_VERIFY(room.hasLeft());
        QCOMPARE(room.line.asked, 1);
        QVERIFY(room.drawer.kept.isEmpty());
    }
    void e16WhatStandsOnTheWayForgetsNothing_data()
    {
        const QUrl url(u"https://coffee.example/oauth/revoke"_s);
        QTest::addColumn<Way>("way");
        QTest::newRow("a certificate of somebody else") << onTheWay(httpwords::failed(
            QNetworkReply::SslHandshakeFailedError, url, { u"its certificate is for another name"_s }, u"error 6"_s));
        QTest::newRow("no private line") << onTheWay(
            httpwords::failed(QNetworkReply::SslHandshakeFailedError, url, {}, u"error 6"_s));
        QTest::newRow("a name that leads inward")
            << onTheWay(checkAddresses(url, { QHostAddress(u"10.0.0.1"_s) }, {}).error());
        QTest::newRow("sent on with what was written") << onTheWay(httpwords::bodyWouldTravel(url));
        QTest::newRow("a login page") << said(200, "<html>Welcome on board</html>", "text/html");
        QTest::newRow("a login page, found") << said(302, {}, "text/html");
        QTest::newRow("what is no answer of a server")
            << onTheWay(httpwords::failed(QNetworkReply::ProtocolFailure, url, {}, u"error 399"_s));
        QTest::newRow("nobody there") << onTheWay(httpwords::notFound(url, {}));
        QTest::newRow("a server in trouble") << said(503, {}, "text/plain");
    }
    void e16WhatStandsOnTheWayForgetsNothing()
    {
        QFETCH(Way, way);
        Room room;
        room.line.answers = { way.answer };
        room.leaving.start();
        QTRY_COMPARE(room.line.asked, 1);
        QTest::qWait(60); // less than the first pause
        QCOMPARE(room.line.asked, 1);
        QVERIFY(!room.hasLeft());
        QCOMPARE(room.drawer.kept.size(), 1);
        // In the next station the line is the server's own again.
        room.line.answers = { Line::said(200, "{}") };
        QTRY_VERIFY(room.hasLeft());
        QCOMPARE(room.line.asked, 2);
        QVERIFY(room.drawer.kept.isEmpty());
    }
    void aServerThatItselfSaysNoIsNotAskedAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("it does not know the program any more") << 401;
        QTest::newRow("it does not allow it") << 403;
        QTest::newRow("it has no such door") << 404;
    }
    void aServerThatItselfSaysNoIsNotAskedAgain()
    {
        QFETCH(int, status);
        Room room;
        room.line.answers = { Line::said(status, "{\"error\":\"no\"}") };
        room.leaving.start();
        QTRY_VERIFY(room.hasLeft());
        QCOMPARE(room.line.asked, 1);
        QVERIFY(room.drawer.kept.isEmpty());
    }
    void whoeverIsTakenBackMeanwhileStays()
    {
        Room room;
        room.line.answers = { Line::said(503, {}) };
        room.leaving.start();
        QTRY_COMPARE(room.line.asked, 1);
        room.line.answers = { Line::said(200, "{}") };
        QVERIFY(room.desk.undo.back());
        QTest::qWait(500);
        QCOMPARE(room.line.asked, 1);
        QCOMPARE(room.drawer.kept.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestLeaving)
#include "test_leaving.moc"
