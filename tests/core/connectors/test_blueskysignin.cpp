#include "core/base/clock.h"
#include "core/connectors/bluesky/blueskylookup.h"
#include "core/connectors/bluesky/blueskysignin.h"
#include "tests/support/scriptedserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Server = ScriptedServer;
const char ada[] = "did:plc:ada";

QByteArray bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray token(const QByteArray &scope)
{
    const QByteArray claims = bytesOf({ { u"scope"_s, QString::fromLatin1(scope) } });
    return "aaa." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ".bbb";
}

QByteArray session(const char *did, const QByteArray &scope)
{
    return bytesOf({ { u"did"_s, QString::fromLatin1(did) }, { u"handle"_s, u"ada.test"_s },
        { u"accessJwt"_s, QString::fromLatin1(token(scope)) }, { u"refreshJwt"_s, u"refresh"_s } });
}

} // namespace

/// Who a person is, found through servers that lie as a test says.
class TestBlueskySignIn : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_server = std::make_unique<Server>();
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 2s, 2s, 5, 2, 16 });
        m_texts.clear();
        m_asked.clear();
        m_answers.clear();
        m_answers["/xrpc/com.atproto.identity.resolveHandle"] = "{\"did\":\"did:plc:ada\"}";
        m_answers["/did:plc:ada"] = document({ u"at://ada.test"_s }, m_server->url({}).toString());
        m_answers["/xrpc/com.atproto.server.describeServer"] = "{\"did\":\"did:web:pds.test\"}";
        m_answers["/xrpc/com.atproto.server.createSession"] = session(ada, "com.atproto.appPass");
        m_answers["/xrpc/app.bsky.actor.getProfile"] = "{\"displayName\":\"Ada\"}";
        m_answers["/xrpc/com.atproto.server.deleteSession"] = "";
        m_server->setScript([this](const Server::Asked &asked, QTcpSocket &socket) {
            const QByteArray path = asked.path().split('?').first();
            m_asked.append(path);
            m_tokens.append(asked.header("Authorization"));
            Server::answer(socket, m_answers.contains(path) ? m_status : "404 Not Found", {}, m_answers.value(path));
        });
        m_status = "200 OK";
        m_signIn = make(true);
    }
    void aHandleLeadsToItsServerAndIn()
    {
        const auto facts = look(u" @Ada.test "_s);
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().message + facts.error().detail));
        QCOMPARE(facts->address.port(), m_server->port());
        QCOMPARE(facts->postCharacters, 300);
        const auto welcome = enter(u""_s, "abcd-efgh");
        QVERIFY2(welcome, welcome ? "" : qPrintable(welcome.error().message));
        QCOMPARE((*welcome)->globalName, QString::fromLatin1(ada));
        QCOMPARE((*welcome)->handle, u"@ada.test"_s);
        QCOMPARE((*welcome)->displayName, u"Ada"_s);
        QCOMPARE((*welcome)->granted, QStringList { u"com.atproto.appPass"_s });
        const QJsonObject secret = QJsonDocument::fromJson((*welcome)->secret.reveal()).object();
        QCOMPARE(secret[u"password"_s].toString(), u"abcd-efgh"_s);
        QCOMPARE(secret[u"did"_s].toString(), QString::fromLatin1(ada));
        QVERIFY(!QJsonDocument((*welcome)->can).toJson().contains("abcd"));
        QCOMPARE(m_asked.last(), "/xrpc/com.atproto.server.deleteSession");
        QCOMPARE(m_tokens.last(), "Bearer refresh");
    }
    void whoDoesNotBearTheHandleIsNotBelieved()
    {
        m_answers["/did:plc:ada"] = document({ u"at://mallory.test"_s }, m_server->url({}).toString());
        const auto facts = look(u"ada.test"_s);
        QVERIFY(!facts);
        QCOMPARE(facts.error().kind, Error::Kind::Refused);
        QVERIFY(!m_asked.contains("/xrpc/com.atproto.server.describeServer"));
        QVERIFY(!enter(u"ada.test"_s, "abcd-efgh"));
    }
    void aDocumentOfSomebodyElseIsNone()
    {
        m_answers["/did:plc:ada"].replace("did:plc:ada", "did:plc:eve");
        QCOMPARE(look(u"ada.test"_s).error().kind, Error::Kind::Malformed);
    }
    void aServerInsideIsNotReachedBecauseADocumentSaysSo()
    {
        Server inside;
        m_answers["/did:plc:ada"] = document({ u"at://ada.test"_s }, inside.url({}).toString());
        m_signIn = make(false);
        m_texts = { "did=did:plc:ada" };
        QVERIFY(!look(u"ada.test"_s));
        QVERIFY(!look(u"did:web:127.0.0.1%3A%1"_s.replace(u"%1"_s, QString::number(inside.port()))));
        QCOMPARE(inside.touched, 0);
        QCOMPARE(m_server->touched, 0);
    }
    void theNameServiceIsAskedWhereNobodyElseKnows()
    {
        m_answers.remove("/xrpc/com.atproto.identity.resolveHandle");
        QCOMPARE(look(u"@ada.test"_s).error().kind, Error::Kind::Missing);
        m_texts = { "v=spf1", "did=did:plc:ada" };
        const auto facts = look(u"@ada.test"_s);
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().message));
        QCOMPARE(m_lookedUp, u"_atproto.ada.test"_s);
    }
    void aServerIsAskedAsItIs()
    {
        const auto facts = look(m_server->url({}).toString());
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().message));
        QCOMPARE(m_asked, QByteArrayList { "/xrpc/com.atproto.server.describeServer" });
        QVERIFY(!enter(u""_s, "abcd-efgh"));
        QVERIFY(enter(u"ada.test"_s, "abcd-efgh"));
        m_answers["/xrpc/com.atproto.server.describeServer"] = "<!doctype html>Log in";
        QCOMPARE(look(m_server->url({}).toString()).error().kind, Error::Kind::Missing);
    }
    void theAccountsOwnPasswordIsRefusedAndItsSessionEnded()
    {
        QVERIFY(look(u"ada.test"_s));
        m_answers["/xrpc/com.atproto.server.createSession"] = session(ada, "com.atproto.access");
        const auto welcome = enter(u""_s, "my own");
        QVERIFY(!welcome);
        QVERIFY(welcome.error().message.contains(u"app password"_s));
        QCOMPARE(m_asked.last(), "/xrpc/com.atproto.server.deleteSession");
    }
    void e12_somebodyElsesSessionIsRefused()
    {
        QVERIFY(look(u"ada.test"_s));
        m_answers["/xrpc/com.atproto.server.createSession"] = session("did:plc:eve", "com.atproto.appPass");
        QCOMPARE(enter(u""_s, "abcd-efgh").error().kind, Error::Kind::Refused);
    }
    void aWrongPasswordIsSaidPlainlyAndNowhereRepeated()
    {
        QVERIFY(look(u"ada.test"_s));
        m_status = "401 Unauthorized";
        m_answers["/xrpc/com.atproto.server.createSession"] = "{\"error\":\"AuthenticationRequired\"}";
        const auto welcome = enter(u""_s, "canary");
        QVERIFY(!welcome);
        QCOMPARE(welcome.error().kind, Error::Kind::SignedOut);
        QVERIFY(!(welcome.error().message + welcome.error().detail).contains(u"canary"_s));
    }
    void leavingEndsTheSession()
    {
        ServerFacts server;
        server.address = m_server->url({});
        server.typed = u"127.0.0.1:%1"_s.arg(m_server->port());
        const Secret secret("{\"did\":\"did:plc:ada\",\"password\":\"abcd\"}");
        QVERIFY(wait(m_signIn->leave(server, secret)));
        QCOMPARE(m_asked.last(), "/xrpc/com.atproto.server.deleteSession");
        m_status = "401 Unauthorized";
        QVERIFY(wait(m_signIn->leave(server, secret)));
        m_server->stop();
        QVERIFY(!wait(m_signIn->leave(server, secret)));
    }
    void whatIsTypedIsUnderstood_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("did");
        QTest::addColumn<QString>("handle");
        QTest::newRow("handle") << u"ada.bsky.social"_s << u""_s << u"ada.bsky.social"_s;
        QTest::newRow("with at") << u" @Ada.Example "_s << u""_s << u"ada.example"_s;
        QTest::newRow("DID") << u"did:plc:ada"_s << u"did:plc:ada"_s << u""_s;
        QTest::newRow("profile") << u"https://bsky.app/profile/ada.example/post/3k"_s << u""_s << u"ada.example"_s;
        QTest::newRow("profile by DID") << u"https://bsky.app/profile/did:plc:ada"_s << u"did:plc:ada"_s << u""_s;
        QTest::newRow("uri") << u"at://ada.example/app.bsky.feed.post/3k"_s << u""_s << u"ada.example"_s;
        QTest::newRow("server") << u"https://pds.example"_s << u""_s << u""_s;
        QTest::newRow("server here") << u"http://localhost:2583"_s << u""_s << u""_s;
        QTest::newRow("nothing") << u""_s << u""_s << u""_s;
    }
    void whatIsTypedIsUnderstood()
    {
        QFETCH(QString, typed);
        QFETCH(QString, did);
        QFETCH(QString, handle);
        const auto name = bluesky::readTyped(typed);
        QCOMPARE(name.did, did);
        QCOMPARE(name.handle, handle);
    }
    void textsOfTheNameServiceAreOneOrNone()
    {
        QCOMPARE(bluesky::didInTexts({ "x", "did=did:plc:a", "did=did:plc:a" }), u"did:plc:a"_s);
        QCOMPARE(bluesky::didInTexts({ "did=did:plc:a", "did=did:plc:b" }), QString());
        QCOMPARE(bluesky::didInTexts({ "did=nobody", "" }), QString());
    }
    void thereIsNoPageForIt()
    {
        QVERIFY(!wait(m_signIn->ask({}, {})));
        QVERIFY(!wait(m_signIn->come({})));
        QCOMPARE(m_signIn->ways(), QList<SignIn::Way> { SignIn::Way::Password });
    }

private:
    static QByteArray document(const QStringList &names, const QString &pds)
    {
        return bytesOf({ { u"id"_s, QLatin1String(ada) }, { u"alsoKnownAs"_s, QJsonArray::fromStringList(names) },
            { u"service"_s,
                QJsonArray { QJsonObject { { u"id"_s, u"#atproto_pds"_s },
                    { u"type"_s, u"AtprotoPersonalDataServer"_s }, { u"serviceEndpoint"_s, pds } } } } });
    }
    std::unique_ptr<BlueskySignIn> make(bool areTyped)
    {
        const TxtLookup texts = [this](const QString &name, QObject *,
                                    const std::function<void(const QList<QByteArray> &)> &found) {
            m_lookedUp = name;
            found(m_texts);
        };
        return std::make_unique<BlueskySignIn>(
            *m_client, BlueskyPlaces { m_server->url({}), m_server->url({}), areTyped }, texts);
    }
    template<typename T> Result<T> wait(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            qFatal("no answer");
        return future.result();
    }
    Result<ServerFacts> look(const QString &typed) { return wait(m_signIn->look(typed)); }
    Result<std::shared_ptr<Welcome>> enter(const QString &name, const QByteArray &password)
    {
        return wait(m_signIn->enter(name, Secret(password)));
    }
    SystemClock m_clock;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<QtHttpClient> m_client;
    std::unique_ptr<BlueskySignIn> m_signIn;
    QHash<QByteArray, QByteArray> m_answers;
    QByteArrayList m_asked, m_tokens;
    QList<QByteArray> m_texts;
    QString m_lookedUp;
    QByteArray m_status;
};

QTEST_GUILESS_MAIN(TestBlueskySignIn)
#include "test_blueskysignin.moc"
