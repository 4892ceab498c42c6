#include "core/connectors/feed/feedconnector.h"
#include "core/connectors/feed/feedfinder.h"
#include "core/connectors/feed/feedlists.h"
#include "core/http/gate.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testclock.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray rss(const QByteArrayList &titles, const QByteArray &more = {})
{
    QByteArray items;
    for (const QByteArray &title : titles)
        items += "<item><title>" + title + "</title><guid isPermaLink=\"false\">" + title
            + "</guid><pubDate>Sun, 22 Nov 2026 08:00:00 GMT</pubDate></item>";
    return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Grind</title>" + more + items
        + "</channel></rss>";
}

using Server = ScriptedServer;

} // namespace

/// One feed, followed over the network; the servers lie as a test says.
class TestFeedConnector : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_server = std::make_unique<Server>();
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 2s, 2s, 5, 2, 16 });
        m_connector = make(m_server->url(u"/feed"_s));
        m_cursor.clear();
    }
    void theFirstAnswerIsHistoryAndTheNextIsNot()
    {
        m_server->setScript(Server::always("200 OK", {}, rss({ "one", "two" })));
        const auto first = fetch();
        QVERIFY2(first, first ? "" : qPrintable(first.error().message));
        QCOMPARE(first->arrivals.size(), 2);
        QVERIFY(first->asHistory && !first->more && !first->cursor.isEmpty());
        m_server->setScript(Server::always("200 OK", {}, rss({ "three", "one", "two" })));
        const auto next = fetch();
        QVERIFY(next && !next->asHistory);
        QCOMPARE(next->arrivals.size(), 3);
        QVERIFY(next->arrivals.first().globalName != next->arrivals.last().globalName);
    }
    void whatWasSaidOfTheLastAnswerIsAskedAgainst()
    {
        m_server->setScript(Server::always(
            "200 OK", "ETag: W/\"x1\"\r\nLast-Modified: Sun, 22 Nov 2026 08:00:00 GMT\r\n", rss({ "one" })));
        QVERIFY(fetch());
        QVERIFY(m_server->asked.first().header("If-None-Match").isEmpty());
        m_server->setScript(Server::always("304 Not Modified"));
        const QByteArray before = m_cursor;
        const auto same = fetch();
        QVERIFY(same && same->arrivals.isEmpty());
        QCOMPARE(m_server->asked.last().header("If-None-Match"), "W/\"x1\"");
        QCOMPARE(m_server->asked.last().header("If-Modified-Since"), "Sun, 22 Nov 2026 08:00:00 GMT");
        QCOMPARE(m_cursor, before);
    }
    void tagsThatCannotBeSentBackAreNot()
    {
        m_server->setScript(Server::always(
            "200 OK", "ETag: \"" + QByteArray(5'000, 'x') + "\"\r\nLast-Modified: a\x01\x62\r\n", rss({ "one" })));
        QVERIFY(fetch());
        QVERIFY(fetch());
        QVERIFY(m_server->asked.last().header("If-None-Match").isEmpty());
        QVERIFY(m_server->asked.last().header("If-Modified-Since").isEmpty());
    }
    void aMoveCountsWhenItWasSaidTwice()
    {
        m_server->setScript([](const Server::Asked &asked, QTcpSocket &socket) {
            if (asked.path() == "/feed")
                Server::answer(socket, "301 Moved", "Location: /new\r\n");
            else
                Server::answer(socket, "200 OK", {}, rss({ "one" }));
        });
        const auto once = fetch();
        QVERIFY(once && once->movedTo.isEmpty());
        const auto twice = fetch();
        QVERIFY(twice);
        QCOMPARE(QUrl(twice->movedTo), m_server->url(u"/new"_s));
    }
    void aMoveForNowOrElsewhereEachTimeIsNone()
    {
        int turn = 0;
        const auto answerMove = [](QTcpSocket &socket, int time) {
            const QByteArray to = "Location: /new" + QByteArray::number(time) + "\r\n";
            Server::answer(socket, time < 3 ? "302 Found" : "308 Moved", to);
        };
        m_server->setScript([&turn, answerMove](const Server::Asked &asked, QTcpSocket &socket) {
            if (asked.path() == "/feed")
                answerMove(socket, ++turn);
            else
                Server::answer(socket, "200 OK", {}, rss({ "one" }));
        });
        for (int i = 0; i < 5; ++i) {
            const auto page = fetch();
            QVERIFY(page && page->movedTo.isEmpty());
        }
    }
    void e16APageWhereTheFeedWasChangesNothing()
    {
        m_server->setScript(Server::always("200 OK", "ETag: \"good\"\r\n", rss({ "one" })));
        QVERIFY(fetch());
        const QByteArray before = m_cursor;
        m_server->setScript(Server::always(
            "200 OK", "Content-Type: text/html\r\nETag: \"portal\"\r\n", "<!doctype html><title>Hotel</title>Log in"));
        const auto portal = fetch();
        QVERIFY(!portal);
        QCOMPARE(portal.error().kind, Error::Kind::Malformed);
        QVERIFY2(portal.error().message.contains(u"login"_s), qPrintable(portal.error().message));
        QCOMPARE(m_cursor, before);
        // A portal that redirects for good, twice, is no move either: there is no feed.
        m_server->setScript([](const Server::Asked &asked, QTcpSocket &socket) {
            if (asked.path() == "/feed")
                Server::answer(socket, "301 Moved", "Location: /portal\r\n");
            else
                Server::answer(socket, "200 OK", "Content-Type: text/html\r\n", "<html>Log in</html>");
        });
        QVERIFY(!fetch() && !fetch() && !fetch());
        m_server->setScript(Server::always("304 Not Modified"));
        const auto back = fetch();
        QVERIFY(back && back->movedTo.isEmpty());
        QCOMPARE(m_server->asked.last().header("If-None-Match"), "\"good\"");
    }
    void eachRefusalHasItsKindAndItsWords_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("wait");
        const auto kind = [](Error::Kind k) { return int(k); };
        QTest::newRow("401") << QByteArray("401 No") << QByteArray() << kind(Error::Kind::Refused) << 0;
        QTest::newRow("403") << QByteArray("403 No") << QByteArray() << kind(Error::Kind::Refused) << 0;
        QTest::newRow("404") << QByteArray("404 No") << QByteArray() << kind(Error::Kind::Missing) << 0;
        QTest::newRow("410") << QByteArray("410 Gone") << QByteArray() << kind(Error::Kind::Expired) << 0;
        QTest::newRow("429") << QByteArray("429 Slow") << QByteArray("Retry-After: 90\r\n") << kind(Error::Kind::Busy)
                             << 90;
        QTest::newRow("429 without") << QByteArray("429 Slow") << QByteArray() << kind(Error::Kind::Busy) << 0;
        QTest::newRow("503") << QByteArray("503 Down") << QByteArray("Retry-After: 7\r\n") << kind(Error::Kind::Busy)
                             << 7;
        QTest::newRow("500") << QByteArray("500 Oops") << QByteArray() << kind(Error::Kind::Busy) << 0;
        QTest::newRow("304 unasked") << QByteArray("304 Same") << QByteArray() << kind(Error::Kind::Refused) << 0;
        QTest::newRow("204") << QByteArray("204 Nothing") << QByteArray() << kind(Error::Kind::Refused) << 0;
        QTest::newRow("empty") << QByteArray("200 OK") << QByteArray() << kind(Error::Kind::Malformed) << 0;
    }
    void eachRefusalHasItsKindAndItsWords()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, headers);
        QFETCH(int, kind);
        QFETCH(int, wait);
        m_server->setScript(Server::always(status, headers));
        const auto page = fetch();
        QVERIFY(!page);
        QCOMPARE(int(page.error().kind), kind);
        QCOMPARE(int(page.error().retryAfter.count()), wait);
        QVERIFY(!page.error().message.isEmpty());
    }
    void e14WhatAnErrorSaysIsNotShownAsItCame()
    {
        m_server->setScript(Server::always(
            "500 Oops", "Content-Type: text/html\r\n", "<h1>\x1b[31mCANARY</h1>" + QByteArray(1'000'000, 'z')));
        const auto page = fetch();
        QVERIFY(!page);
        QVERIFY(!page.error().message.contains(u"CANARY"_s) && page.error().message.size() < 400);
    }
    void b12AClockThatIsOffIsTold()
    {
        m_server->setScript(
            Server::always("200 OK", "Date: Sun, 22 Nov 2026 11:50:00 GMT\r\n", rss({ "one" }))); // ours: noon
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(page->clockAhead, std::optional(std::chrono::seconds { -600 }));
        m_server->setScript(Server::always(
            "503 Down", "Date: Sun, 22 Nov 2026 11:50:00 GMT\r\nRetry-After: Sun, 22 Nov 2026 11:52:00 GMT\r\n"));
        QCOMPARE(fetch().error().retryAfter, std::chrono::seconds { 120 });
    }
    void e01FurtherPagesAreNotFollowed()
    {
        m_server->setScript(Server::always("200 OK", {},
            rss({ "one" },
                "<atom:link xmlns:atom=\"http://www.w3.org/2005/Atom\" rel=\"next\" href=\"/feed?page=2\"/>")));
        const auto page = fetch();
        QVERIFY(page && !page->more);
        QTest::qWait(50);
        QCOMPARE(m_server->asked.size(), 1);
    }
    void aFeedSaysHowOftenItWantsToBeAsked()
    {
        QCOMPARE(m_connector->pace(), std::chrono::seconds { 30min });
        m_server->setScript(Server::always("200 OK", {}, rss({ "one" }, "<ttl>90</ttl>")));
        QVERIFY(fetch());
        QCOMPARE(m_connector->pace(), std::chrono::seconds { 90min });
        m_server->setScript(Server::always("200 OK", {}, rss({ "one" }, "<ttl>5</ttl>")));
        QVERIFY(fetch());
        QCOMPARE(m_connector->pace(), std::chrono::seconds { 30min });
        m_server->setScript(Server::always("200 OK", {}, rss({ "one" }, "<ttl>999999</ttl>")));
        QVERIFY(fetch());
        QCOMPARE(m_connector->pace(), std::chrono::seconds { 24h });
    }
    void aConnectorThatGoesWhileItIsAskedLeavesNothing()
    {
        m_server->setScript([](const Server::Asked &, QTcpSocket &) {});
        auto future = m_connector->fetch({});
        QTRY_COMPARE(m_server->asked.size(), 1);
        m_connector.reset();
        m_client.reset();
        QTRY_VERIFY(future.isCanceled());
    }
    void cursorsComeBackAndRubbishIsNone()
    {
        FeedMark mark;
        mark.etag = "\"a\"";
        mark.modified = "yesterday";
        mark.ttl = 60s;
        mark.moved = QUrl(u"https://a.example/x"_s);
        mark.movedTimes = 1;
        QCOMPARE(FeedMark::fromBytes(mark.toBytes()), mark);
        QCOMPARE(FeedMark::fromBytes("\x00\xff{"), FeedMark());
    }
    void aPersonsAddressLeadsToFeeds()
    {
        m_server->setScript([](const Server::Asked &asked, QTcpSocket &socket) {
            if (asked.path() == "/")
                Server::answer(socket, "200 OK", "Content-Type: text/html\r\n",
                    "<html><head><link rel=alternate type=application/rss+xml href=/a>"
                    "<link rel=alternate type=application/atom+xml href=/b title=Second>"
                    "<link rel=alternate type=application/rss+xml href=/broken>"
                    "<link rel=alternate type=application/rss+xml href=http://169.254.169.254/feed></head></html>");
            else if (asked.path() == "/plain")
                Server::answer(socket, "200 OK", "Content-Type: text/html\r\n", "<html>nothing</html>");
            else if (asked.path() == "/broken")
                Server::answer(socket, "404 No");
            else
                Server::answer(socket, "200 OK", {}, rss({ "one", "two", "three", "four" }));
        });
        const auto found = look(m_server->url(u"/"_s).toString());
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QCOMPARE(found->size(), 2);
        QCOMPARE(found->first().title, u"The Grind"_s);
        QCOMPARE(found->first().entries, 4);
        QCOMPARE(found->first().newest.size(), 3);
        QCOMPARE(found->first().typed, typedHost(m_server->url()));
        QCOMPARE(look(m_server->url(u"/a"_s).toString())->size(), 1);
        QCOMPARE(look(m_server->url(u"/plain"_s).toString()).error().kind, Error::Kind::Missing);
        QCOMPARE(look(u"file:///etc/passwd"_s).error().kind, Error::Kind::Refused);
        // Without a scheme https is tried first, then http.
        QCOMPARE(look(u"127.0.0.1:%1/a"_s.arg(m_server->port()))->size(), 1);
    }
    void h14AListOfFeedsIsLookedAtBeforeItIsFollowed()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"feeds.opml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<opml version=\"2.0\"><body><outline text=\"A\" xmlUrl=\"https://a.example/feed\"/>"
                   "<outline text=\"A again\" xmlUrl=\"https://a.example/feed\"/>"
                   "<outline text=\"B\" xmlUrl=\"https://b.example/feed\"/>"
                   "<outline text=\"C\" xmlUrl=\"file:///etc/passwd\"/>"
                   "<outline text=\"D\" xmlUrl=\"http://192.168.1.1/feed\"/>"
                   "<outline text=\"E\" xmlUrl=\"http://localhost:8080/feed\"/></body></opml>");
        file.close();
        Account followed;
        followed.address = followed.firstAddress = u"https://b.example/feed"_s;
        const auto list = readFeedList(file.fileName(), { followed });
        QVERIFY2(list, list ? "" : qPrintable(list.error().message));
        QCOMPARE(list->duplicates, 1);
        QHash<QString, FeedOffer::Verdict> verdicts;
        for (const FeedOffer &each : list->feeds) {
            verdicts.insert(each.title, each.verdict);
            QCOMPARE(each.reason.isEmpty(), each.verdict != FeedOffer::Verdict::Refused);
        }
        using Verdict = FeedOffer::Verdict;
        const QHash<QString, Verdict> meant { { u"A"_s, Verdict::New }, { u"B"_s, Verdict::Followed },
            { u"C"_s, Verdict::Refused }, { u"D"_s, Verdict::Refused }, { u"E"_s, Verdict::Refused } };
        QCOMPARE(verdicts, meant);
        QCOMPARE(chosenFeeds(*list).size(), 1);
        // Out and in again.
        const QString out = folder.filePath(u"out.opml"_s);
        followed.channel.name = u"B & <co>"_s;
        QVERIFY(writeFeedList(out, u"Desk"_s, { followed }, false));
        QVERIFY(!writeFeedList(out, u"Desk"_s, { followed }, false));
        const auto back = readFeedList(out, {});
        QVERIFY(back);
        QCOMPARE(back->feeds.size(), 1);
        QCOMPARE(back->feeds.first().title, u"B & <co>"_s);
    }

private:
    std::unique_ptr<FeedConnector> make(const QUrl &url)
    {
        return std::make_unique<FeedConnector>(
            FeedConnector::Source { { ChannelId::fromName("channel", "x"), NetworkId::Feed, u"x"_s, {} }, url,
                u"https://first.example/feed"_s, typedHost(url), 30min },
            *m_client);
    }
    Result<Page> fetch()
    {
        auto future = m_connector->fetch(m_cursor);
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            qFatal("no answer");
        auto page = future.result();
        if (page && !page->cursor.isEmpty())
            m_cursor = page->cursor;
        return page;
    }
    Result<QList<FeedPreview>> look(const QString &typed)
    {
        FeedFinder finder(*m_client);
        auto future = finder.look(typed);
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 20'000))
            qFatal("no answer");
        return future.result();
    }

    TestClock m_clock;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<QtHttpClient> m_client;
    std::unique_ptr<FeedConnector> m_connector;
    QByteArray m_cursor;
};

QTEST_GUILESS_MAIN(TestFeedConnector)
#include "test_feedconnector.moc"
