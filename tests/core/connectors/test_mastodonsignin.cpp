#include "core/base/lane.h"
#include "core/connectors/mastodon/mastodonconnector.h"
#include "core/connectors/mastodon/mastodonsignin.h"
#include "core/connectors/oauth/loopbackdoor.h"
#include "core/connectors/oauth/pkce.h"
#include "core/http/gate.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/served.h"
#include "tests/support/testclock.h"

#include <QCryptographicHash>
#include <QUrlQuery>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Server = ScriptedServer;

namespace {

const QByteArray json = "Content-Type: application/json\r\n";

/// A server that lets people in. What it was told is kept.
struct Gatehouse {
    bool hasMetadata = true;
    bool isOld = false; ///< version 1 of the instance only
    bool refusesNarrow = false;
    QByteArray metadata; ///< instead of its own
    QByteArray tokenAnswer = "{\"access_token\":\"t0ken\",\"token_type\":\"Bearer\",\"scope\":\"read write\"}";
    QStringList registered; ///< scopes
    QUrlQuery exchanged;
    QUrlQuery revoked;

    void answer(const Server &server, const Server::Asked &asked, QTcpSocket &socket, const QByteArray &body)
    {
        const QString path = QUrl(QString::fromLatin1(asked.path())).path();
        const QUrlQuery form(QString::fromUtf8(body));
        const QByteArray host = "127.0.0.1:" + QByteArray::number(server.port());
        if (path == u"/api/v2/instance"_s && !isOld)
            return say(socket,
                "{\"domain\":\"coffee.example\",\"version\":\"4.5.1\",\"configuration\":{\"statuses\":{\"max_"
                "characters\":500},\"urls\":{\"streaming\":\"wss://coffee.example\"}}}");
        if (path == u"/api/v1/instance"_s)
            return say(socket, "{\"uri\":\"coffee.example\",\"version\":\"2.7.2 (compatible; Pleroma 2.5.0)\"}");
        if (path == u"/.well-known/oauth-authorization-server"_s && hasMetadata)
            return say(socket,
                metadata.isEmpty()
                    ? QByteArray("{\"authorization_endpoint\":\"http://" + host + "/yes\",\"token_endpoint\":\"http://"
                        + host + "/give\",\"code_challenge_methods_supported\":[\"S256\"]}")
                    : metadata);
        if (path == u"/api/v1/apps"_s)
            return enrol(form, socket);
        if (path == u"/give"_s || path == u"/oauth/token"_s) {
            exchanged = form;
            return say(socket, tokenAnswer);
        }
        if (path == u"/oauth/revoke"_s) {
            revoked = form;
            return say(socket, "{}");
        }
        if (path == u"/api/v1/accounts/verify_credentials"_s && asked.header("Authorization") == "Bearer t0ken")
            return say(socket,
                "{\"id\":\"7\",\"acct\":\"marlowe\",\"display_name\":\"Marlowe\",\"url\":\"https://coffee.example/"
                "@marlowe\",\"uri\":\"https://coffee.example/users/marlowe\"}");
        if (path == u"/api/v1/accounts/verify_credentials"_s)
            return Server::answer(socket, "401 No", json, "{\"error\":\"The access token is invalid\"}");
        Server::answer(socket, "404 Nothing", json, "{\"error\":\"Not found\"}");
    }
    void enrol(const QUrlQuery &form, QTcpSocket &socket)
    {
        const QString scopes = form.queryItemValue(u"scopes"_s, QUrl::FullyDecoded);
        registered.append(scopes);
        if (refusesNarrow && scopes.contains(u':'))
            return Server::answer(
                socket, "422 No", json, "{\"error\":\"scopes doesn't match configured on the server.\"}");
        say(socket, "{\"client_id\":\"cl+ient\",\"client_secret\":\"s&cret\"}");
    }
    static void say(QTcpSocket &socket, const QByteArray &body) { Server::answer(socket, "200 OK", json, body); }
};

} // namespace

/// Coming in at a server of Mastodon's kind: found, asked, let in, and out again.
class TestMastodonSignIn : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_gatehouse = {};
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 2s, 4s, 5, 2, 16 });
        m_bodies = std::make_unique<Bodies>(*m_client);
        m_server = std::make_unique<Server>([this](const Server::Asked &asked, QTcpSocket &socket) {
            m_gatehouse.answer(*m_server, asked, socket, m_bodies->last);
        });
        m_signIn = std::make_unique<MastodonSignIn>(*m_bodies);
    }
    void cleanup()
    {
        m_signIn.reset();
        m_bodies.reset();
        m_client.reset();
    }
    void aServerIsFoundAndSaysWhatItCan()
    {
        QCOMPARE(m_signIn->ways(), QList<SignIn::Way> { SignIn::Way::Token });
        const auto facts = look();
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().message));
        QCOMPARE(facts->address.authority(), m_server->url().authority());
        QCOMPARE(facts->typed, typedHost(m_server->url()));
        QCOMPARE(facts->software, u"Mastodon 4.5.1"_s);
        QCOMPARE(facts->postCharacters, 500);
        QVERIFY(facts->pushes);
        QCOMPARE(m_signIn->ways().first(), SignIn::Way::Browser);
        m_gatehouse.isOld = true;
        const auto old = look();
        QVERIFY(old);
        QCOMPARE(old->software, u"Pleroma 2.5.0"_s);
        QVERIFY(!old->pushes);
    }
    void aHostThatIsNoServerIsSaid_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::newRow("a page") << QByteArray("200 OK") << QByteArray("<html>hello</html>")
                                << int(Error::Kind::Missing);
        QTest::newRow("nothing") << QByteArray("404 No") << QByteArray() << int(Error::Kind::Missing);
        QTest::newRow("another interface") << QByteArray("200 OK") << QByteArray("{}") << int(Error::Kind::Missing);
        QTest::newRow("down") << QByteArray("503 No") << QByteArray() << int(Error::Kind::Busy);
    }
    void aHostThatIsNoServerIsSaid()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        m_server->setScript(Server::always(status, {}, body));
        const auto facts = look();
        QVERIFY(!facts);
        QCOMPARE(int(facts.error().kind), kind);
        QVERIFY(!facts.error().message.isEmpty());
        QCOMPARE(m_signIn->ways(), QList<SignIn::Way> { SignIn::Way::Token });
    }
    void aHandlesHostLeadsToTheServer_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("WebFinger") << u"@marlowe@coffee.example"_s
                                   << QByteArray("/.well-known/webfinger?resource=acct:marlowe@coffee.example")
                                   << QByteArray(
                                          "{'links':[{'rel':'x','href':'https://no.example'},{'rel':'self','href':"
                                          "'https://social.coffee.example/users/m'}]}");
        QTest::newRow("NodeInfo") << u"coffee.example"_s << QByteArray("/.well-known/nodeinfo")
                                  << QByteArray(
                                         "{'links':[{'rel':'http://nodeinfo.diaspora.software/ns/schema/2.0','href':"
                                         "'https://social.coffee.example/nodeinfo/2.0'}]}");
    }
    void aHandlesHostLeadsToTheServer()
    {
        QFETCH(QString, typed);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        Server host([&](const Server::Asked &asked, QTcpSocket &socket) {
            if (asked.path() == path)
                return Gatehouse::say(socket, QByteArray(body).replace('\'', '"'));
            Server::answer(socket, "404 No", json);
        });
        m_bodies->places = { { u"coffee.example"_s, host.port() }, { u"social.coffee.example"_s, m_server->port() } };
        const auto facts = answerOf(m_signIn->look(typed));
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().message));
        QCOMPARE(facts->address, QUrl(u"https://social.coffee.example"_s));
        QCOMPARE(facts->software, u"Mastodon 4.5.1"_s);
    }
    void aStrangersWordOpensNoDoorOfThisNetwork()
    {
        Server host([this](const Server::Asked &asked, QTcpSocket &socket) {
            if (asked.path().startsWith("/.well-known/webfinger"))
                return Gatehouse::say(socket,
                    "{\"links\":[{\"rel\":\"self\",\"href\":\"" + m_server->url().toString().toLatin1()
                        + "users/m\"}]}");
            Server::answer(socket, "404 No", json);
        });
        QVERIFY(!answerOf(m_signIn->look(u"http://127.0.0.1:%1/@marlowe"_s.arg(host.port()))));
        QVERIFY(host.asked.size() >= 3);
        QCOMPARE(m_server->asked.size(), 0);
    }
    void aPersonSaysYesInTheirBrowser_data()
    {
        QTest::addColumn<bool>("hasMetadata");
        QTest::newRow("with PKCE") << true;
        QTest::newRow("without") << false;
    }
    void aPersonSaysYesInTheirBrowser()
    {
        QFETCH(bool, hasMetadata);
        m_gatehouse.hasMetadata = hasMetadata;
        QVERIFY(look());
        const auto page = ask();
        QVERIFY2(page, page ? "" : qPrintable(page.error().message));
        QCOMPARE(page->path(), hasMetadata ? u"/yes"_s : u"/oauth/authorize"_s);
        const QUrlQuery query(*page);
        QCOMPARE(query.queryItemValue(u"client_id"_s, QUrl::FullyDecoded), u"cl+ient"_s);
        QVERIFY(page->toEncoded().contains("cl%2Bient"));
        QCOMPARE(query.queryItemValue(u"response_type"_s), u"code"_s);
        QVERIFY(query.queryItemValue(u"scope"_s, QUrl::FullyDecoded).contains(u"read:notifications"_s));
        QVERIFY(!page->toString().contains(u"cret"_s));
        const QString challenge = query.queryItemValue(u"code_challenge"_s);
        QCOMPARE(challenge.isEmpty(), !hasMetadata);
        const QString state = query.queryItemValue(u"state"_s);
        QVERIFY(state.size() >= 43);

        const auto in = answerOf(m_signIn->come(QUrl(u"http://127.0.0.1:9/back?code=c%2B0de&state="_s + state)));
        QVERIFY2(in, in ? "" : qPrintable(in.error().message));
        QCOMPARE((*in)->globalName, u"https://coffee.example/users/marlowe"_s);
        QCOMPARE((*in)->handle, u"@marlowe@coffee.example"_s);
        QCOMPARE((*in)->remoteId, u"7"_s);
        QCOMPARE((*in)->granted, (QStringList { u"read"_s, u"write"_s }));
        const auto given = [&](const QString &name) {
            return m_gatehouse.exchanged.queryItemValue(name, QUrl::FullyDecoded);
        };
        QCOMPARE(given(u"code"_s), u"c+0de"_s);
        QCOMPARE(given(u"client_secret"_s), u"s&cret"_s);
        QCOMPARE(given(u"redirect_uri"_s), u"http://127.0.0.1:9/back"_s);
        // RFC 7636: what was promised by its digest is shown now.
        const QByteArray verifier = given(u"code_verifier"_s).toLatin1();
        if (hasMetadata)
            QCOMPARE(QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
                         .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
                challenge.toLatin1());
        else
            QVERIFY(verifier.isEmpty());

        const auto kept = MastodonToken::read((*in)->secret);
        QCOMPARE(kept.token.reveal(), "t0ken");
        QCOMPARE(kept.clientId, u"cl+ient"_s);
        // And out again.
        ServerFacts server;
        server.address = (*in)->address;
        server.typed = (*in)->typed;
        server.can = (*in)->can;
        QVERIFY(answerOf(m_signIn->leave(server, (*in)->secret)));
        QCOMPARE(m_gatehouse.revoked.queryItemValue(u"token"_s), u"t0ken"_s);
        QCOMPARE(m_gatehouse.revoked.queryItemValue(u"client_secret"_s, QUrl::FullyDecoded), u"s&cret"_s);
    }
    void aForeignStateIsRefusedAndAYesCountsOnce()
    {
        QVERIFY(look());
        const auto page = ask();
        const QString state = QUrlQuery(*page).queryItemValue(u"state"_s);
        for (const QString &bad : { u"?code=x"_s, u"?code=x&state="_s, u"?code=x&state=guess"_s })
            QCOMPARE(
                answerOf(m_signIn->come(QUrl(u"http://127.0.0.1:9/back"_s + bad))).error().kind, Error::Kind::Refused);
        QVERIFY(m_gatehouse.exchanged.isEmpty());
        const QUrl good(u"http://127.0.0.1:9/back?code=c&state="_s + state);
        QVERIFY(answerOf(m_signIn->come(good)));
        QCOMPARE(answerOf(m_signIn->come(good)).error().kind, Error::Kind::Refused);
        // A person who says no.
        const QString second = QUrlQuery(*ask()).queryItemValue(u"state"_s);
        QVERIFY(second != state);
        const auto no =
            answerOf(m_signIn->come(QUrl(u"http://127.0.0.1:9/back?error=access_denied&state="_s + second)));
        QCOMPARE(no.error().kind, Error::Kind::Refused);
    }
    void aServerWithBroadScopesOnlyIsAskedForThose()
    {
        m_gatehouse.refusesNarrow = true;
        QVERIFY(look());
        QVERIFY(ask());
        QCOMPARE(m_gatehouse.registered.size(), 2);
        QCOMPARE(m_gatehouse.registered.last(), u"read write follow"_s);
        QCOMPARE(mastodonScopes({ Permission::ReadMentions }, true).filter(u"write"_s), QStringList());
        QVERIFY(!mastodonScopes({ Permission::ReadMentions, Permission::Post }, true).contains(u"write:media"_s));
    }
    void doorsOfAnotherHostAreNotUsed()
    {
        m_gatehouse.metadata = "{\"authorization_endpoint\":\"https://evil.example/yes\",\"token_endpoint\":\"https://"
                               "evil.example/give\",\"revocation_endpoint\":7}";
        QVERIFY(look());
        const auto page = ask();
        QVERIFY(page);
        QCOMPARE(page->authority(), m_server->url().authority());
        const QString state = QUrlQuery(*page).queryItemValue(u"state"_s);
        QVERIFY(answerOf(m_signIn->come(QUrl(u"http://127.0.0.1:9/back?code=c&state="_s + state))));
        QCOMPARE(m_gatehouse.exchanged.queryItemValue(u"code"_s), u"c"_s);
    }
    void aPastedTokenLetsInOrDoesNot()
    {
        QCOMPARE(answerOf(m_signIn->enter({}, Secret("t0ken"))).error().kind, Error::Kind::Refused); // look() first
        QVERIFY(look());
        const auto in = answerOf(m_signIn->enter({}, Secret(" t0ken\n")));
        QVERIFY(in);
        QCOMPARE((*in)->secret.reveal(), "t0ken");
        const auto wrong = answerOf(m_signIn->enter({}, Secret("wr0ng")));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().kind, Error::Kind::SignedOut);
        QVERIFY(!wrong.error().message.contains(u"wr0ng"_s) && !wrong.error().detail.contains(u"wr0ng"_s));
        QCOMPARE(answerOf(m_signIn->enter({}, Secret("two words\r\nX-Evil: 1"))).error().kind, Error::Kind::Refused);
    }
    void aYesWithoutATokenIsNone()
    {
        m_gatehouse.tokenAnswer = "{\"access_token\":null}";
        QVERIFY(look());
        const QString state = QUrlQuery(*ask()).queryItemValue(u"state"_s);
        const auto in = answerOf(m_signIn->come(QUrl(u"http://127.0.0.1:9/back?code=c&state="_s + state)));
        QCOMPARE(in.error().kind, Error::Kind::Malformed);
    }
    void theDoorTakesWhatItWaitsForAndCloses()
    {
        LoopbackDoor door;
        const auto back = door.open();
        QVERIFY(back);
        QCOMPARE(back->host(), u"127.0.0.1"_s);
        auto came = door.wait(u"st-4te"_s, 20s);
        QVERIFY(browse(*back, "/favicon.ico").startsWith("HTTP/1.1 404"));
        QVERIFY(browse(*back, "/back?code=x&state=foreign").startsWith("HTTP/1.1 403"));
        QVERIFY(browse(*back, "/back?code=x").startsWith("HTTP/1.1 403"));
        QVERIFY(browse(*back, "//evil.example/back?code=x&state=st-4te").startsWith("HTTP/1.1 404"));
        QVERIFY(!came.isFinished());
        QVERIFY(browse(*back, "/" + QByteArray(40'000, 'x')).isEmpty()); // a flood is cut off
        const QByteArray page = browse(*back, "/back?code=c0de&state=st-4te");
        QVERIFY(page.startsWith("HTTP/1.1 200") && page.contains("Wheelhouse") && page.contains("no-store"));
        QVERIFY(!page.contains("c0de"));
        const auto query = answerOf(came);
        QVERIFY(query);
        QCOMPARE(QUrlQuery(*query).queryItemValue(u"code"_s), u"c0de"_s);
        QVERIFY(browse(*back, "/back?code=c0de&state=st-4te").isEmpty()); // nobody is there any more
    }
    void k10_theDoorHearsNoHostileCall_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("answer"); ///< how it begins; empty: hung up on
        QTest::newRow("no state") << QByteArray("/back?code=x") << QByteArray("HTTP/1.1 403");
        QTest::newRow("an empty state") << QByteArray("/back?code=x&state=") << QByteArray("HTTP/1.1 403");
        QTest::newRow("a foreign state") << QByteArray("/back?code=x&state=guess") << QByteArray("HTTP/1.1 403");
        QTest::newRow("half of the state") << QByteArray("/back?code=x&state=st-4") << QByteArray("HTTP/1.1 403");
        QTest::newRow("two states, ours first")
            << QByteArray("/back?code=x&state=st-4te&state=guess") << QByteArray("HTTP/1.1 403");
        QTest::newRow("two states, ours last")
            << QByteArray("/back?code=x&state=guess&state=st-4te") << QByteArray("HTTP/1.1 403");
        QTest::newRow("two codes") << QByteArray("/back?code=x&code=y&state=st-4te") << QByteArray("HTTP/1.1 403");
        QTest::newRow("a huge query") << "/back?state=st-4te&code=" + QByteArray(20'000, 'x') << QByteArray();
        QTest::newRow("a huge query of many") << "/back?" + QByteArray("state=&").repeated(5'000) << QByteArray();
        QTest::newRow("bytes that are none") << QByteArray("/back?code=%00%ff%zz&state=%") << QByteArray("HTTP/1.1 40");
        QTest::newRow("markup") << QByteArray("/back?code=x&state=<script>alert(1)</script>")
                                << QByteArray("HTTP/1.1 40");
        QTest::newRow("another page of ours")
            << QByteArray("/back/../x?code=x&state=st-4te") << QByteArray("HTTP/1.1 404");
        QTest::newRow("another machine") << QByteArray("http://evil.example/back?code=x&state=st-4te")
                                         << QByteArray("HTTP/1.1 404");
        QTest::newRow("another scheme") << QByteArray("file:///back?code=x&state=st-4te") << QByteArray("HTTP/1.1 404");
    }
    void k10_theDoorHearsNoHostileCall()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, answer);
        LoopbackDoor door;
        const auto back = door.open();
        QVERIFY(back);
        auto came = door.wait(u"st-4te"_s, 20s);
        const QByteArray page = browse(*back, path);
        QVERIFY2(answer.isEmpty() ? page.isEmpty() : page.startsWith(answer), page.left(100).constData());
        QVERIFY(!page.contains("<script") && !page.contains("st-4te"));
        QVERIFY(!came.isFinished());
        QVERIFY(browse(*back, "/back?code=c0de&state=st-4te").startsWith("HTTP/1.1 200")); // the person's own comes
        const auto query = answerOf(came);
        QVERIFY(query);
        QCOMPARE(QUrlQuery(*query).queryItemValue(u"code"_s), u"c0de"_s);
    }
    void theDoorLosesPatience()
    {
        LoopbackDoor door;
        QVERIFY(!answerOf(door.wait(u"s"_s, 1s))); // it was not opened
        QVERIFY(door.open());
        const auto nobody = answerOf(door.wait(u"s"_s, 20ms));
        QVERIFY(!nobody);
        QCOMPARE(nobody.error().kind, Error::Kind::Cancelled);
    }
    void wholeSignInAtARealServer()
    {
        Served snac(u"snac"_s);
        QVERIFY(snac.isUp());
        const auto facts = answerOf(m_signIn->look(QString::fromLatin1(snac.value("SNAC_URL"))));
        QVERIFY2(facts, facts ? "" : qPrintable(facts.error().message));
        QVERIFY(facts->software.startsWith(u"Snac 2."_s));
        QVERIFY(!facts->pushes && facts->can.value(u"snac"_s).toBool());
        LoopbackDoor door;
        const auto back = door.open();
        QVERIFY(back);
        const auto page =
            answerOf(m_signIn->ask({ Permission::ReadMentions, Permission::Post, Permission::ReadDirect }, *back));
        QVERIFY2(page, page ? "" : qPrintable(page.error().message));
        auto came = door.wait(QUrlQuery(*page).queryItemValue(u"state"_s), 20s);
        // The person's browser: the page with its form, the form sent, the redirect followed to the door.
        const auto form = send({ *page });
        QVERIFY(form && form->status == 200 && form->body.contains("x-snac-login"));
        HttpRequest yes { QUrl(QString::fromLatin1(snac.value("SNAC_URL")) + u"/oauth/x-snac-login"_s), "POST",
            { qMakePair(QByteArray("Content-Type"), QByteArray("application/x-www-form-urlencoded")) } };
        yes.body = "login=alice&passwd=" + snac.value("SNAC_ALICE_PASSWORD").toPercentEncoding();
        for (const char *field : { "redir", "cid", "state" })
            yes.body += '&' + QByteArray(field) + '=' + hidden(form->body, field).toPercentEncoding();
        const QByteArray location = redirectOf(yes);
        QVERIFY(location.startsWith(back->toEncoded() + "?"));
        QVERIFY(browse(*back, location.mid(back->toEncoded(QUrl::RemovePath).size())).startsWith("HTTP/1.1 200"));
        const auto query = answerOf(came);
        QVERIFY(query);
        const auto in = answerOf(m_signIn->come(*query));
        QVERIFY2(in, in ? "" : qPrintable(in.error().message));
        QCOMPARE((*in)->globalName, QString::fromLatin1(snac.value("SNAC_URL")) + u"/alice"_s);
        QCOMPARE((*in)->handle, u"@alice@localhost:"_s + QString::fromLatin1(snac.value("SNAC_PORT")));
        // With it the account is followed.
        MastodonConnector connector({ { ChannelId::fromName("channel", "a"), NetworkId::Mastodon, u"a"_s, {} },
                                        (*in)->address, (*in)->typed, (*in)->globalName, (*in)->remoteId, {}, {} },
            (*in)->secret, *m_client);
        QVERIFY(answerOf(connector.fetch({})));
        // And what was let in is put out.
        QVERIFY(answerOf(m_signIn->leave(*facts, (*in)->secret)));
        MastodonConnector after({ { ChannelId::fromName("channel", "a"), NetworkId::Mastodon, u"a"_s, {} },
                                    (*in)->address, (*in)->typed, (*in)->globalName, (*in)->remoteId, {}, {} },
            (*in)->secret, *m_client);
        QCOMPARE(answerOf(after.fetch({})).error().kind, Error::Kind::SignedOut);
        // A token that somebody pastes.
        const auto pasted = answerOf(m_signIn->enter({}, Secret(snac.value("SNAC_BOB_TOKEN"))));
        QVERIFY(pasted);
        QVERIFY((*pasted)->globalName.endsWith(u"/bob"_s));
    }

private:
    /// Keeps the body that was sent last, since the scripted server does not read bodies; leads public names to here.
    class Bodies final : public HttpClient {
    public:
        explicit Bodies(HttpClient &client)
            : m_client(client)
        {
        }
        [[nodiscard]] QFuture<Result<HttpResponse>> send(const HttpRequest &request) override
        {
            last = request.body;
            const int port = places.value(request.url.host());
            if (port == 0)
                return m_client.send(request);
            HttpRequest there = request;
            there.url = QUrl(u"http://127.0.0.1:%1%2"_s.arg(port).arg(
                request.url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::FullyEncoded)));
            there.typed = typedHost(there.url);
            auto promise = std::make_shared<QPromise<Result<HttpResponse>>>();
            promise->start();
            whenDone(m_client.send(there), &m_here, [promise, asked = request.url](Result<HttpResponse> answer) {
                if (answer)
                    answer->url = asked;
                promise->addResult(answer);
                promise->finish();
            });
            return promise->future();
        }
        QByteArray last;
        QHash<QString, int> places; ///< hosts of the world outside, and the port here that stands for each

    private:
        HttpClient &m_client;
        QObject m_here;
    };

    template<typename T> static T answerOf(QFuture<T> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60'000))
            qFatal("no answer");
        return future.result();
    }
    Result<ServerFacts> look() { return answerOf(m_signIn->look(m_server->url().toString())); }
    Result<QUrl> ask()
    {
        return answerOf(
            m_signIn->ask({ Permission::ReadMentions, Permission::Post }, QUrl(u"http://127.0.0.1:9/back"_s)));
    }
    Result<HttpResponse> send(HttpRequest request)
    {
        request.typed = typedHost(request.url);
        return answerOf(m_client->send(request));
    }
    /// Whatever comes back for one call, as a browser makes it.
    static QByteArray browse(const QUrl &door, const QByteArray &path)
    {
        return call(door.port(), "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }
    static QByteArray call(int port, const QByteArray &request)
    {
        QTcpSocket socket;
        QByteArray heard;
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { heard += socket.readAll(); });
        socket.connectToHost(QHostAddress::LocalHost, quint16(port));
        socket.write(request);
        (void)QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, 10'000);
        return heard;
    }
    static QByteArray hidden(const QByteArray &page, const QByteArray &name)
    {
        const QByteArray before = "name=\"" + name + "\" value=\"";
        const auto from = page.indexOf(before) + before.size();
        return page.mid(from, page.indexOf('"', from) - from);
    }
    static QByteArray redirectOf(const HttpRequest &request)
    {
        const QByteArray answer = call(request.url.port(),
            "POST " + request.url.path().toLatin1() + " HTTP/1.1\r\nHost: " + request.url.authority().toLatin1()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nContent-Length: "
                + QByteArray::number(request.body.size()) + "\r\n\r\n" + request.body);
        for (const QByteArray &line : answer.split('\n'))
            if (line.toLower().startsWith("location:"))
                return line.mid(9).trimmed();
        return {};
    }

    TestClock m_clock;
    Gatehouse m_gatehouse;
    std::unique_ptr<QtHttpClient> m_client;
    std::unique_ptr<Bodies> m_bodies;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<MastodonSignIn> m_signIn;
};

QTEST_GUILESS_MAIN(TestMastodonSignIn)
#include "test_mastodonsignin.moc"
