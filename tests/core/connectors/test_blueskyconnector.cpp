#include "core/base/clock.h"
#include "core/connectors/bluesky/blueskyconnector.h"
#include "core/connectors/bluesky/blueskytrail.h"
#include "core/http/gate.h"
#include "tests/support/scriptedserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Server = ScriptedServer;
const char ourDid[] = "did:plc:ours";

QByteArray bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray session(const char *did, const char *token)
{
    return bytesOf({ { u"did"_s, QString::fromLatin1(did) }, { u"handle"_s, u"ours.test"_s },
        { u"accessJwt"_s, QString::fromLatin1(token) }, { u"refreshJwt"_s, u"refresh-1"_s } });
}

QString timeOf(int second)
{
    return QDateTime(QDate(2026, 11, 22), QTime(8, 0), Qt::UTC).addSecs(second).toString(Qt::ISODate);
}

/// Somebody's post.
QJsonObject post(const QString &uri, int second = 1)
{
    return { { u"uri"_s, uri }, { u"cid"_s, u"bafyreipost"_s },
        { u"author"_s, QJsonObject { { u"did"_s, u"did:plc:bob"_s }, { u"handle"_s, u"bob.test"_s } } },
        { u"record"_s,
            QJsonObject { { u"$type"_s, u"app.bsky.feed.post"_s }, { u"text"_s, u"Tea?"_s },
                { u"createdAt"_s, timeOf(second) } } },
        { u"indexedAt"_s, timeOf(second) } };
}

QString uriOf(const QString &key)
{
    return u"at://did:plc:bob/app.bsky.feed.post/"_s + key;
}

/// Somebody mentions us; the \a n th.
QJsonObject mention(int n, int second)
{
    QJsonObject told = post(uriOf(u"m%1"_s.arg(n)), second);
    told.insert(u"reason"_s, u"mention"_s);
    told.insert(u"isRead"_s, false);
    return told;
}

/// Somebody follows us; the \a n th.
QJsonObject follow(int n, int second)
{
    return { { u"uri"_s, u"at://did:plc:bob/app.bsky.graph.follow/f%1"_s.arg(n) }, { u"cid"_s, u"bafyreifollow"_s },
        { u"author"_s, QJsonObject { { u"did"_s, u"did:plc:bob"_s }, { u"handle"_s, u"bob.test"_s } } },
        { u"reason"_s, u"follow"_s }, { u"isRead"_s, false }, { u"indexedAt"_s, timeOf(second) },
        { u"record"_s,
            QJsonObject { { u"$type"_s, u"app.bsky.graph.follow"_s }, { u"subject"_s, QLatin1String(ourDid) } } } };
}

} // namespace

/// One account, over a server that lies as a test says.
class TestBlueskyConnector : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_server = std::make_unique<Server>();
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 2s, 2s, 5, 2, 16 });
        m_connector = make({});
        m_answers.clear();
        m_threads.clear();
        m_first = {};
        m_heads.clear();
        m_notifications = QJsonArray();
        m_answers["com.atproto.server.createSession"] = { "200 OK", session(ourDid, "token-1"), {} };
        m_answers["app.bsky.feed.getAuthorFeed"] = { "200 OK", "{\"feed\":[]}", {} };
        m_answers["app.bsky.actor.getProfiles"] = { "200 OK", "{\"profiles\":[]}", {} };
        m_server->setScript([this](const Server::Asked &asked, QTcpSocket &socket) { answer(asked, socket); });
    }
    void cleanup()
    {
        m_connector.reset();
        m_cursor.clear();
        m_asked.clear();
        m_onlyToken.clear();
        m_circle = false;
    }
    void theNewestAreHistoryAndWhatComesLaterIsNot()
    {
        m_notifications = { follow(1, 1) };
        const auto first = fetch();
        QVERIFY2(first, first ? "" : qPrintable(first.error().message + first.error().detail));
        QVERIFY(first->asHistory);
        QCOMPARE(first->responses.size(), 1);
        m_notifications = { follow(2, 2), follow(1, 1) };
        const auto next = fetch();
        QVERIFY(next && !next->asHistory);
        QCOMPARE(next->responses.size(), 1);
        QVERIFY(next->responses[0].globalName.endsWith(u"f2"_s));
        QCOMPARE(count("createSession"), 1);
        // People whom the account does not follow are not left out, whatever the account's setting in the app.
        QVERIFY(std::all_of(m_asked.begin(), m_asked.end(), [](const QByteArray &path) {
            return !path.contains("listNotifications") || path.contains("priority=false");
        }));
    }
    void whatComesLateWithAnEarlierTimeIsNotLost()
    {
        m_notifications = { follow(5, 50) };
        QVERIFY(fetch());
        m_notifications = { follow(5, 50), follow(4, 40) };
        const auto next = fetch();
        QVERIFY(next);
        QCOMPARE(next->responses.size(), 1);
        QVERIFY(next->responses[0].globalName.endsWith(u"f4"_s));
        QVERIFY(fetch()->responses.isEmpty());
    }
    void manyPagesComeOldestFirstThroughKills()
    {
        QVERIFY(fetch());
        for (int i = 250; i > 0; --i)
            m_notifications.append(follow(i, i));
        QStringList met;
        for (int i = 0; i < 10; ++i) {
            m_connector = make({}); // as after a kill
            const auto page = fetch();
            QVERIFY(page);
            for (const Response &each : page->responses)
                met.append(each.globalName.section(u'/', -1));
            if (!page->more)
                break;
        }
        QCOMPARE(met.size(), 250);
        QCOMPARE(met.first(), u"f1"_s);
        QCOMPARE(met.last(), u"f250"_s);
    }
    void e01_pagesThatGoInACircleEnd()
    {
        QVERIFY(fetch());
        m_circle = true;
        for (int i = 100; i > 0; --i)
            m_notifications.append(follow(i, i));
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(page->refused.size(), 1);
        QVERIFY(count("listNotifications") < 10);
        m_circle = false;
    }
    void anOldSessionIsRenewedAndTheQuestionAskedAgain()
    {
        QVERIFY(fetch());
        m_onlyToken = "token-2";
        m_answers["com.atproto.server.refreshSession"] = { "200 OK", session(ourDid, "token-2"), {} };
        QVERIFY(fetch());
        QCOMPARE(count("refreshSession"), 1);
        QCOMPARE(headOf("refreshSession"), "Bearer refresh-1");
        QCOMPARE(count("createSession"), 1);
    }
    void whereRenewingIsRefusedThePasswordIsTriedOnce()
    {
        QVERIFY(fetch());
        m_onlyToken = "token-3";
        m_answers["com.atproto.server.refreshSession"] = { "400 Bad Request", "{\"error\":\"ExpiredToken\"}", {} };
        m_answers["com.atproto.server.createSession"] = { "200 OK", session(ourDid, "token-3"), {} };
        QVERIFY(fetch());
        QCOMPARE(count("createSession"), 2);
        m_onlyToken = "token-nobody-has";
        const auto out = fetch();
        QVERIFY(!out);
        QCOMPARE(out.error().kind, Error::Kind::SignedOut);
        QCOMPARE(count("createSession"), 3);
    }
    void e12_aSessionOfSomebodyElseTakesNothingIn()
    {
        m_answers["com.atproto.server.createSession"] = { "200 OK", session("did:plc:other", "token-1"), {} };
        m_notifications = { follow(1, 1) };
        const auto page = fetch();
        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::SignedOut);
        QCOMPARE(count("listNotifications"), 0);
    }
    void e16_aLoginPageIsNotTheServer()
    {
        const Answer portal { "200 OK", "<!doctype html><p>Room number?", "Content-Type: text/html\r\n" };
        m_answers["com.atproto.server.createSession"] = portal;
        QCOMPARE(fetch().error().kind, Error::Kind::Malformed);
        QVERIFY(fetch().error().message.contains(u"login page"_s));
        m_answers["com.atproto.server.createSession"] = { "200 OK", session(ourDid, "token-1"), {} };
        QVERIFY(fetch());
        const QByteArray before = m_cursor;
        m_answers["app.bsky.notification.listNotifications"] = portal;
        QCOMPARE(fetch().error().kind, Error::Kind::Malformed);
        QCOMPARE(m_cursor, before);
    }
    void anAllowanceThatIsUsedUpIsTold()
    {
        const QByteArray reset = QByteArray::number(QDateTime::currentSecsSinceEpoch() + 120);
        m_answers["app.bsky.actor.getProfiles"] = {};
        m_answers["app.bsky.feed.getAuthorFeed"] = { "200 OK", "{\"feed\":[]}",
            "RateLimit-Limit: 3000\r\nRateLimit-Remaining: 0\r\nRateLimit-Reset: " + reset + "\r\n" };
        const auto page = fetch();
        QVERIFY(page);
        QVERIFY(page->notBefore.isValid());
        QVERIFY(!fetch()->notBefore.isNull());
        m_answers["app.bsky.feed.getAuthorFeed"] = { "429 Too Many Requests", "{\"error\":\"RateLimitExceeded\"}",
            "RateLimit-Remaining: 0\r\nRateLimit-Reset: " + reset + "\r\n" };
        const auto busy = fetch();
        QVERIFY(!busy);
        QCOMPARE(busy.error().kind, Error::Kind::Busy);
        QVERIFY2(busy.error().retryAfter >= 100s && busy.error().retryAfter <= 121s,
            qPrintable(QString::number(busy.error().retryAfter.count())));
    }
    void aLongWalkThatFailsNowAndThenGoesOnWhereItStood()
    {
        QVERIFY(fetch());
        for (int i = 2000; i > 0; --i)
            m_notifications.append(follow(i, i));
        int asked = 0;
        m_first = [&asked](const QByteArray &path, QTcpSocket &socket) {
            if (!path.contains("listNotifications") || ++asked % 7 != 0)
                return false;
            Server::answer(socket, "502 Bad Gateway");
            return true;
        };
        QStringList met;
        int failed = 0;
        for (int i = 0; i < 60 && met.size() < 2000; ++i) {
            const auto page = fetch();
            failed += page ? 0 : 1;
            for (const Response &each : page.value_or(Page {}).responses)
                met.append(each.globalName.section(u'/', -1));
        }
        QCOMPARE(met.size(), 2000);
        QCOMPARE(met.first(), u"f1"_s);
        QCOMPARE(met.last(), u"f2000"_s);
        QCOMPARE(failed, 3);
        QCOMPARE(asked, 20 + failed);
    }
    void aWalkIsKeptThoughItsPostsCannotBeAskedFor()
    {
        QVERIFY(fetch());
        for (int i = 250; i > 0; --i)
            m_notifications.append(mention(i, i));
        m_answers["app.bsky.feed.getPosts"] = { "502 Bad Gateway", {}, {} };
        QVERIFY(!fetch());
        const int asked = count("listNotifications");
        m_answers["app.bsky.feed.getPosts"] = { "200 OK", "{\"posts\":[]}", {} };
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(page->arrivals.size(), 100);
        QVERIFY(page->arrivals[0].globalName.endsWith(u"/m1"_s));
        QCOMPARE(count("listNotifications"), asked);
    }
    void anAllowanceThatEndsInMidWalkIsHeeded()
    {
        QVERIFY(fetch());
        for (int i = 300; i > 0; --i)
            m_notifications.append(follow(i, i));
        const QByteArray reset = QByteArray::number(QDateTime::currentSecsSinceEpoch() + 120);
        const QByteArray before = m_cursor;
        const int asked = static_cast<int>(m_asked.size());
        m_first = [this, reset](const QByteArray &path, QTcpSocket &socket) {
            if (path.contains("listNotifications"))
                Server::answer(socket, "200 OK",
                    "RateLimit-Limit: 3000\r\nRateLimit-Remaining: 0\r\nRateLimit-Reset: " + reset + "\r\n",
                    sheet(path));
            return path.contains("listNotifications");
        };
        const auto page = fetch();
        QVERIFY(page && page->responses.isEmpty() && !page->more);
        QVERIFY(page->notBefore > QDateTime::currentDateTimeUtc().addSecs(100));
        QCOMPARE(m_cursor, before);
        QCOMPARE(m_asked.size(), asked + 1);
        m_first = {};
        QCOMPARE(fetch()->responses.size(), 100);
        QCOMPARE(count("listNotifications"), 1 + 1 + 2); // none of them twice
    }
    void aPersonWhoWantsAMonthGetsAMonth()
    {
        for (int i = 800; i > 0; --i)
            m_notifications.append(follow(i, i));
        const auto readAll = [this] {
            qsizetype came = 0;
            for (bool isMore = true; isMore;) {
                const auto page = fetch();
                isMore = page && page->more;
                came += page.value_or(Page {}).responses.size();
            }
            return came;
        };
        QCOMPARE(readAll(), 300);
        m_cursor.clear();
        m_connector = make({}, QDateTime::fromString(timeOf(300), Qt::ISODate));
        QCOMPARE(readAll(), 600); // a whole sheet behind the last that is wanted
        // A search that joins later is history whatever the person chose.
        const int asked = count("listNotifications");
        m_connector = make({ u"tea"_s }, QDateTime::fromString(timeOf(0), Qt::ISODate));
        m_first = [](const QByteArray &path, QTcpSocket &socket) {
            if (path.contains("searchPosts"))
                Server::answer(socket, "200 OK", {},
                    bytesOf({ { u"posts"_s, QJsonArray { post(uriOf(u"p"_s + QString::number(qHash(path))), 900) } },
                        { u"cursor"_s, QString::number(qHash(path)) } }));
            return path.contains("searchPosts");
        };
        QVERIFY(fetch());
        QCOMPARE(count("searchPosts"), 3);
        QCOMPARE(count("listNotifications"), asked + 1);
    }
    void aCursorThatTheServerForgotIsLeftBehind()
    {
        QVERIFY(fetch());
        for (int i = 300; i > 0; --i)
            m_notifications.append(follow(i, i));
        bool isBroken = false;
        m_first = [&isBroken](const QByteArray &path, QTcpSocket &socket) {
            if (!isBroken || !path.contains("cursor="))
                return false;
            Server::answer(socket, "400 Bad Request", {}, "{\"error\":\"InvalidRequest\"}");
            return true;
        };
        isBroken = true;
        for (int i = 0; i < 3; ++i)
            QVERIFY(!fetch());
        isBroken = false;
        QCOMPARE(fetch()->responses.size(), 100);
        QCOMPARE(count("listNotifications"), 1 + 4 + 3); // from the top
    }
    void aSearchThatFailsHoldsUpNothing_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("not there") << QByteArray("501 Not Implemented") << QByteArray("{}");
        QTest::newRow("refused") << QByteArray("400 Bad Request") << QByteArray("{\"error\":\"InvalidRequest\"}");
        QTest::newRow("in trouble") << QByteArray("502 Bad Gateway") << QByteArray();
        QTest::newRow("half") << QByteArray("200 OK") << QByteArray("{\"posts\":[");
        QTest::newRow("a page") << QByteArray("200 OK") << QByteArray("<!doctype html>");
        QTest::newRow("never") << QByteArray() << QByteArray();
    }
    void aSearchThatFailsHoldsUpNothing()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        m_connector = make({ u"tea"_s });
        m_first = [&](const QByteArray &path, QTcpSocket &socket) {
            if (path.contains("searchPosts") && status.isEmpty())
                socket.abort();
            else if (path.contains("searchPosts"))
                Server::answer(socket, status, {}, body);
            return path.contains("searchPosts");
        };
        m_notifications = { follow(1, 1) };
        const auto page = fetch();
        QVERIFY2(page, page ? "" : qPrintable(page.error().message + page.error().detail));
        QCOMPARE(page->responses.size(), 1);
        QCOMPARE(page->refused.size(), 1);
        QCOMPARE(page->refused[0].where, u"search tea"_s);
    }
    void aSearchThatFailsHalfwayLosesNothing()
    {
        m_connector = make({ u"tea"_s });
        m_answers["app.bsky.feed.searchPosts"] = { "200 OK", "{\"posts\":[]}", {} };
        m_notifications = { follow(1, 1) };
        QVERIFY(fetch());
        bool isBroken = true;
        m_first = [&isBroken](const QByteArray &path, QTcpSocket &socket) {
            if (!path.contains("searchPosts"))
                return false;
            const bool isSecond = path.contains("cursor=");
            if (isSecond && isBroken)
                Server::answer(socket, "502 Bad Gateway");
            else
                Server::answer(socket, "200 OK", {},
                    bytesOf(
                        { { u"posts"_s, QJsonArray { post(uriOf(isSecond ? u"old"_s : u"new"_s), isSecond ? 2 : 3) } },
                            { isSecond ? u"end"_s : u"cursor"_s, u"1"_s } }));
            return true;
        };
        m_notifications = { follow(2, 2), follow(1, 1) };
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(page->responses.size(), 1);
        QVERIFY(page->arrivals.isEmpty());
        isBroken = false;
        const auto next = fetch();
        QVERIFY(next);
        QCOMPARE(next->arrivals.size(), 2);
        QCOMPARE(next->arrivals[0].globalName, uriOf(u"old"_s));
        QVERIFY(fetch()->arrivals.isEmpty());
    }
    void wordsAreListenedForAndASearchThatFailsHoldsUpNothing()
    {
        m_connector = make({ u"#tea & cake"_s });
        m_answers["app.bsky.feed.searchPosts"] = { "501 Not Implemented", "{\"error\":\"MethodNotImplemented\"}", {} };
        m_notifications = { follow(1, 1) };
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(page->responses.size(), 1);
        QCOMPARE(page->refused.size(), 1);
        m_answers["app.bsky.feed.searchPosts"] = { "200 OK", "{\"posts\":[]}", {} };
        QVERIFY(fetch()->refused.isEmpty());
        QVERIFY2(m_asked.last().contains("q=%23tea%20%26%20cake"), m_asked.last().constData());
    }
    void aSearchThatJoinsLaterBringsWhatWasThereAsHistoryAfterTheNews()
    {
        m_notifications = { follow(1, 1) };
        QVERIFY(fetch());
        m_connector = make({ u"#tea"_s });
        m_notifications = { follow(9, 9), follow(1, 1) };
        const auto post = [](int second) {
            const QString at = QDateTime(QDate(2026, 11, 1), QTime(9, 0, second), Qt::UTC).toString(Qt::ISODate);
            return QJsonObject { { u"uri"_s, u"at://did:plc:bob/app.bsky.feed.post/p%1"_s.arg(second) },
                { u"cid"_s, u"bafy"_s }, { u"indexedAt"_s, at },
                { u"author"_s, QJsonObject { { u"did"_s, u"did:plc:bob"_s }, { u"handle"_s, u"bob.test"_s } } },
                { u"record"_s,
                    QJsonObject {
                        { u"$type"_s, u"app.bsky.feed.post"_s }, { u"text"_s, u"#tea"_s }, { u"createdAt"_s, at } } } };
        };
        const auto found = [&](const QJsonArray &posts) {
            m_answers["app.bsky.feed.searchPosts"] = { "200 OK",
                QJsonDocument(QJsonObject { { u"posts"_s, posts } }).toJson(QJsonDocument::Compact), {} };
        };
        found({ post(4), post(3) });
        const auto news = fetch();
        QVERIFY(news && !news->asHistory && !news->isNewList && news->more);
        QCOMPARE(news->responses.size(), 1);
        m_connector = make({ u"#tea"_s }); // a kill between
        const auto before = fetch();
        QVERIFY(before && before->asHistory && before->isNewList && !before->more);
        QCOMPARE(before->arrivals.size(), 2);
        found({ post(5), post(4), post(3) });
        const auto next = fetch();
        QVERIFY(next && !next->asHistory && !next->isNewList);
        QCOMPARE(next->arrivals.size(), 1);
    }
    void aReportIsNotSentTwiceWhereNobodyKnows()
    {
        m_answers["com.atproto.server.getSession"] = { "200 OK", "{}", {} };
        m_answers["com.atproto.moderation.createReport"] = { "500 Oops", "{}", {} };
        const Gesture report { Gesture::Kind::Report, {}, u"did:plc:bob"_s, u"spam"_s, QByteArray(16, 'r'),
            m_clock.now() };
        const auto lost = got(m_connector->make(report));
        QVERIFY(!lost);
        QCOMPARE(lost.error().kind, Error::Kind::Refused);
        m_answers["com.atproto.server.getSession"] = { "503 Oops", "{}", {} };
        QCOMPARE(got(m_connector->make(report)).error().kind, Error::Kind::Busy);
        QCOMPARE(count("createReport"), 1);
        m_answers["com.atproto.server.getSession"] = { "200 OK", "{}", {} };
        m_answers["com.atproto.moderation.createReport"] = { "200 OK", "{\"id\":1}", {} };
        QVERIFY(got(m_connector->make(report)));
    }
    void whatIsNotFromThereCannotBeActedOn()
    {
        const RemoteRef elsewhere { u"https://masto.example/@ada/1"_s, u"1"_s };
        const auto done =
            got(m_connector->make({ Gesture::Kind::Favourite, elsewhere, {}, {}, QByteArray(16, 'x'), {} }));
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Refused);
        QVERIFY(m_asked.isEmpty());
        const auto looked = got(m_connector->look({ elsewhere }));
        QVERIFY(looked && looked->gone.isEmpty());
    }
    void whatABlockHidesIsNotGone()
    {
        // All that getPosts leaves out; asked for alone, each is left out for a reason of its own.
        const auto there = post(uriOf(u"there"_s));
        m_answers["app.bsky.feed.getPosts"] = { "200 OK", bytesOf({ { u"posts"_s, QJsonArray { there } } }), {} };
        const auto hidden = [](const QString &key, const QString &how) {
            return Answer { "200 OK",
                bytesOf({ { u"thread"_s, QJsonObject { { u"uri"_s, uriOf(key) }, { how, true } } } }), {} };
        };
        const QJsonObject late { { u"thread"_s, QJsonObject { { u"post"_s, post(uriOf(u"late"_s)) } } } };
        m_threads = {
            { u"blocked"_s, hidden(u"blocked"_s, u"blocked"_s) },
            { u"taken"_s, hidden(u"taken"_s, u"notFound"_s) },
            { u"deleted"_s, { "400 Bad Request", "{\"error\":\"NotFound\",\"message\":\"Post not found\"}", {} } },
            { u"portal"_s, { "404 Not Found", "<h1>No such page</h1>", "Content-Type: text/html\r\n" } },
            { u"refused"_s, { "400 Bad Request", "{\"error\":\"InvalidRequest\"}", {} } },
            { u"late"_s, { "200 OK", bytesOf(late), {} } },
        };
        QList<RemoteRef> all { { uriOf(u"there"_s), {} } };
        const QStringList keys = m_threads.keys();
        for (const QString &key : keys)
            all.append({ uriOf(key), {} });
        const auto page = got(m_connector->look(all));
        QVERIFY2(page, page ? "" : qPrintable(page.error().message + page.error().detail));
        QStringList gone = page->gone;
        gone.sort();
        QCOMPARE(gone, (QStringList { uriOf(u"deleted"_s), uriOf(u"taken"_s) }));
        QCOMPARE(page->arrivals.size(), 2);
        QCOMPARE(page->arrivals[1].globalName, uriOf(u"late"_s));
        QCOMPARE(page->arrivals[1].kind, Arrival::Kind::Message);
    }
    void aServerInTroubleIsNotAskedForEachPostAndTakesNothingAway()
    {
        m_answers["app.bsky.feed.getPosts"] = { "200 OK", "{\"posts\":[]}", {} };
        m_answers["app.bsky.feed.getPostThread"] = { "502 Bad Gateway", {}, {} };
        const QList<RemoteRef> two { { uriOf(u"a"_s), {} }, { uriOf(u"b"_s), {} } };
        const auto page = got(m_connector->look(two));
        QVERIFY(page && page->gone.isEmpty());
        QCOMPARE(count("getPostThread"), 1);
        m_answers["app.bsky.feed.getPostThread"] = { "429 Too Many Requests", {}, "Retry-After: 60\r\n" };
        QCOMPARE(got(m_connector->look(two)).error().retryAfter, 60s);
    }
    void anAllowanceThatEndsInMidLookIsHeeded()
    {
        m_answers["app.bsky.feed.getPosts"] = { "200 OK", "{\"posts\":[]}", {} };
        const QByteArray reset = QByteArray::number(QDateTime::currentSecsSinceEpoch() + 120);
        m_answers["app.bsky.feed.getPostThread"] = { "200 OK", R"({"thread":{"blocked":true}})",
            "RateLimit-Remaining: 0\r\nRateLimit-Reset: " + reset + "\r\n" };
        const auto page = got(m_connector->look({ { uriOf(u"a"_s), {} }, { uriOf(u"b"_s), {} } }));
        QVERIFY(page && page->gone.isEmpty());
        QVERIFY(page->notBefore > QDateTime::currentDateTimeUtc().addSecs(100));
        QCOMPARE(count("getPostThread"), 1);
    }
    void manyThatABlockHidesDoNotHideOneThatIsGone()
    {
        m_answers["app.bsky.feed.getPosts"] = { "200 OK", "{\"posts\":[]}", {} };
        QList<RemoteRef> all;
        for (int i = 0; i < 50; ++i)
            all.append({ uriOf(u"b%1"_s.arg(i)), {} });
        const QString deleted = all.last().globalName;
        m_answers["app.bsky.feed.getPostThread"] = { "200 OK",
            bytesOf({ { u"thread"_s, QJsonObject { { u"uri"_s, uriOf(u"b"_s) }, { u"blocked"_s, true } } } }), {} };
        m_threads.insert(u"b49"_s, { "400 Bad Request", "{\"error\":\"NotFound\"}", {} });
        int looks = 0;
        auto page = got(m_connector->look(all));
        while (page && page->gone.isEmpty() && ++looks < 3)
            page = got(m_connector->look(all));
        QVERIFY(page);
        QCOMPARE(page->gone, QStringList { deleted });
        QVERIFY(count("getPostThread") <= (looks + 1) * 20);
        // It is believed when it is seen twice: the next look asks for it again.
        QCOMPARE(got(m_connector->look(all)).value_or(Page {}).gone, QStringList { deleted });
    }
    void k01_theSecretStaysOutOfErrorsAndAddresses()
    {
        m_answers["com.atproto.server.createSession"] = { "401 Unauthorized", "{\"error\":\"AuthenticationRequired\"}",
            {} };
        const auto page = fetch();
        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::SignedOut);
        QVERIFY(!(page.error().message + page.error().detail).contains(u"canary"_s));
        for (const QByteArray &each : m_asked)
            QVERIFY(!each.contains("canary"));
    }
    void aConnectorThatGoesWhileItIsAskedLeavesNothing()
    {
        m_server->setScript([](const Server::Asked &, QTcpSocket &) {});
        auto future = m_connector->fetch({});
        QTRY_COMPARE(m_server->asked.size(), 1);
        m_connector.reset();
        QTRY_VERIFY(future.isCanceled());
    }

private:
    struct Answer {
        QByteArray status;
        QByteArray body;
        QByteArray headers;
    };
    std::unique_ptr<BlueskyConnector> make(const QStringList &listens, const QDateTime &newsSince = {})
    {
        const QUrl url = m_server->url();
        return std::make_unique<BlueskyConnector>(
            BlueskyConnector::Source { { ChannelId::fresh(), NetworkId::Bluesky, u"@ours"_s, u"ours.test"_s }, url,
                typedHost(url), QString::fromLatin1(ourDid), listens, 60s, newsSince },
            Secret("{\"password\":\"canary\"}"), *m_client);
    }
    void answer(const Server::Asked &asked, QTcpSocket &socket)
    {
        m_asked.append(asked.path());
        if (m_first && m_first(asked.path(), socket))
            return;
        const QByteArray name = asked.path().mid(6).split('?').first();
        const QByteArray token = asked.header("Authorization");
        m_heads[name] = token;
        const bool isOfServer = name.startsWith("com.atproto.server.") && !name.endsWith("getSession");
        if (!m_onlyToken.isEmpty() && !isOfServer && token != "Bearer " + m_onlyToken)
            return Server::answer(
                socket, "400 Bad Request", "Content-Type: application/json\r\n", "{\"error\":\"ExpiredToken\"}");
        if (name == "app.bsky.notification.listNotifications" && !m_answers.contains(name))
            return Server::answer(socket, "200 OK", {}, sheet(asked.path()));
        const QString key = QUrlQuery(QUrl(QString::fromLatin1(asked.path())).query()).queryItemValue(u"uri"_s);
        const Answer answer = m_threads.value(key.section(u'/', -1), m_answers.value(name));
        Server::answer(socket, answer.status.isEmpty() ? "404 Not Found" : answer.status, answer.headers, answer.body);
    }
    /// A hundred of what there is; the cursor is how many were told before.
    QByteArray sheet(const QByteArray &path) const
    {
        const QUrlQuery query(QUrl(QString::fromLatin1(path)).query());
        const int from = m_circle ? 0 : query.queryItemValue(u"cursor"_s).toInt();
        QJsonArray some;
        for (int i = from; i < m_notifications.size() && i < from + 100; ++i)
            some.append(m_notifications[i]);
        QJsonObject all { { u"notifications"_s, some } };
        if (m_circle || from + 100 < m_notifications.size())
            all.insert(u"cursor"_s, QString::number(from + 100));
        return bytesOf(all);
    }
    int count(const QByteArray &name) const
    {
        return static_cast<int>(std::count_if(
            m_asked.begin(), m_asked.end(), [&](const QByteArray &path) { return path.contains('.' + name); }));
    }
    QByteArray headOf(const QByteArray &name) const { return m_heads.value("com.atproto.server." + name); }
    template<typename T> Result<T> got(QFuture<Result<T>> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            qFatal("no answer");
        return future.result();
    }
    Result<Page> fetch()
    {
        auto page = got(m_connector->fetch(m_cursor));
        if (page && !page->cursor.isEmpty())
            m_cursor = page->cursor;
        return page;
    }
    SystemClock m_clock;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<QtHttpClient> m_client;
    std::unique_ptr<BlueskyConnector> m_connector;
    QHash<QByteArray, Answer> m_answers;
    QMap<QString, Answer> m_threads; ///< by record key
    std::function<bool(const QByteArray &, QTcpSocket &)> m_first; ///< what it answers goes before all else
    QHash<QByteArray, QByteArray> m_heads;
    QByteArrayList m_asked;
    QJsonArray m_notifications;
    QByteArray m_onlyToken;
    QByteArray m_cursor;
    bool m_circle = false;
};

QTEST_GUILESS_MAIN(TestBlueskyConnector)
#include "test_blueskyconnector.moc"
