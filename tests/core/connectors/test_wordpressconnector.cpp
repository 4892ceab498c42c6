#include "core/connectors/wordpress/wordpressconnector.h"
#include "core/connectors/wordpress/wordpresssignin.h"
#include "core/http/gate.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testclock.h"
#include "tests/support/waited.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Server = ScriptedServer;

QJsonObject aComment(int id, const QString &date = u"2026-11-22T10:00:00"_s, const QString &text = u"<p>Hello</p>"_s)
{
    return { { u"id"_s, id }, { u"post"_s, 1 }, { u"parent"_s, 0 }, { u"author"_s, 0 }, { u"author_name"_s, u"Ada"_s },
        { u"author_email"_s, u"ada@example.test"_s }, { u"author_url"_s, QString() }, { u"date_gmt"_s, date },
        { u"content"_s, QJsonObject { { u"rendered"_s, text } } }, { u"link"_s, u"https://blog.example/a/#comment"_s },
        { u"status"_s, u"hold"_s } };
}

QByteArray json(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

QByteArray counted(qsizetype total)
{
    return "Content-Type: application/json\r\nX-WP-Total: " + QByteArray::number(total) + "\r\nX-WP-TotalPages: 1\r\n";
}

} // namespace

/// A blog that lies, breaks and refuses as a test says.
class TestWordPressConnector : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_server = std::make_unique<Server>();
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 2s, 2s, 5, 2, 16 });
        WordPressConnector::Source source { { ChannelId::fromName("channel", "blog"), NetworkId::WordPress, u"Blog"_s,
                                                {} },
            m_server->url(u"/wp-json/"_s), u"https://blog.example"_s, u"Blog"_s, typedHost(m_server->url()), u"2"_s };
        m_connector = std::make_unique<WordPressConnector>(source, Secret("alice:canary"), *m_client);
        m_cursor.clear();
        m_comments = [](const QUrlQuery &, QTcpSocket &socket) { Server::answer(socket, "200 OK", counted(0), "[]"); };
        m_me = "{\"id\":2}";
        m_server->setScript([this](const Server::Asked &asked, QTcpSocket &socket) { serve(asked, socket); });
    }
    void aWholeItemOfAPageIsKeptWhereAnotherIsBroken()
    {
        QJsonObject noTime = aComment(2);
        noTime.insert(u"date_gmt"_s, u"yesterday"_s);
        QJsonObject noBody = aComment(3);
        noBody.insert(u"content"_s, QJsonValue::Null);
        give({ aComment(1), noTime, noBody, u"a word"_s, aComment(5) });
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(page->arrivals.size(), 2);
        QCOMPARE(page->refused.size(), 3);
        QCOMPARE(page->refused.constFirst().where, u"[1]"_s);
        QVERIFY(page->refused.constFirst().why.contains(u"date_gmt"_s));
        QVERIFY(!page->more);
    }
    void e16_whatIsNoAnswerOfWordPressIsNotTaken_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("says");
        QTest::newRow("captive portal") << QByteArray("text/html") << QByteArray("<!DOCTYPE html><title>Hotel</title>")
                                        << u"login page"_s;
        QTest::newRow("PHP warning") << QByteArray("text/html")
                                     << QByteArray("<br />\n<b>Warning</b>:  Undefined variable in x.php\n[]")
                                     << u"PHP"_s;
        QTest::newRow("plain PHP notice")
            << QByteArray("application/json")
            << QByteArray("\nNotice: Trying to get property of non-object in x.php\n[]") << u"PHP"_s;
        QTest::newRow("half") << QByteArray("application/json") << QByteArray("[{\"id\":1,") << u"piece"_s;
        QTest::newRow("nothing") << QByteArray("application/json") << QByteArray() << u"piece"_s;
        QTest::newRow("an object") << QByteArray("application/json") << QByteArray("{}") << u"how many"_s;
    }
    void e16_whatIsNoAnswerOfWordPressIsNotTaken()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QString, says);
        m_comments = [&](const QUrlQuery &, QTcpSocket &socket) {
            Server::answer(socket, "200 OK", "X-WP-Total: 0\r\nContent-Type: " + type + "\r\n", body);
        };
        const auto page = fetch();
        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::Malformed);
        QVERIFY2(page.error().message.contains(says), qPrintable(page.error().message));
        const auto looked = waited(m_connector->look({ { {}, u"comment:1"_s } }));
        QVERIFY(!looked); // nothing is gone because of it
    }
    void nothingIsGoneWithoutWordPressCounting()
    {
        for (const char *count : { "2147483647", "99999999999999999999", "-1", "many" }) {
            m_comments = [&](const QUrlQuery &, QTcpSocket &socket) {
                Server::answer(socket, "200 OK", QByteArray("X-WP-Total: ") + count + "\r\n", "[]");
            };
            QVERIFY(!fetch());
        }
        m_comments = [](const QUrlQuery &, QTcpSocket &socket) {
            Server::answer(socket, "200 OK", "Content-Type: application/json\r\n", "[]");
        };
        QVERIFY(!waited(m_connector->look({ { {}, u"comment:1"_s } })));
        give({ aComment(9) }); // another one than was asked for
        QVERIFY(!waited(m_connector->look({ { {}, u"comment:1"_s } })));
        give({});
        const auto gone = waited(m_connector->look({ { {}, u"comment:1"_s } }));
        QVERIFY(gone);
        QCOMPARE(gone->gone, QStringList { u"https://blog.example/?comment=1"_s });
    }
    void aRefusalSaysWhatToDo_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<int>("kind");
        QTest::newRow("401") << QByteArray("401 Unauthorized") << int(Error::Kind::SignedOut);
        QTest::newRow("403") << QByteArray("403 Forbidden") << int(Error::Kind::Refused);
        QTest::newRow("404") << QByteArray("404 Not Found") << int(Error::Kind::Missing);
        QTest::newRow("409") << QByteArray("409 Conflict") << int(Error::Kind::Conflict);
        QTest::newRow("429") << QByteArray("429 Too Many") << int(Error::Kind::Busy);
        QTest::newRow("500") << QByteArray("500 Oh") << int(Error::Kind::Busy);
        QTest::newRow("503") << QByteArray("503 Later") << int(Error::Kind::Busy);
    }
    void aRefusalSaysWhatToDo()
    {
        QFETCH(QByteArray, status);
        QFETCH(int, kind);
        m_comments = [&](const QUrlQuery &, QTcpSocket &socket) {
            Server::answer(socket, status, "Retry-After: 7\r\n", "{\"code\":\"comment_duplicate\",\"message\":\"x\"}");
        };
        const auto page = fetch();
        QVERIFY(!page);
        QCOMPARE(int(page.error().kind), kind);
        QVERIFY(!page.error().message.isEmpty());
        QVERIFY(!(page.error().message + page.error().detail).contains(u"canary"_s));
        if (kind == int(Error::Kind::Busy))
            QCOMPARE(page.error().retryAfter, 7s);
    }
    void e12_anotherUserThanBeforeIsNotRead()
    {
        m_me = "{\"id\":3}";
        give({ aComment(1) });
        const auto page = fetch();
        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::SignedOut);
        QVERIFY(page.error().message.contains(u"somebody else"_s));
    }
    void e01_aBlogThatGivesTheSameForEverIsLeft()
    {
        m_comments = [](const QUrlQuery &, QTcpSocket &socket) {
            Server::answer(socket, "200 OK", counted(1'000'000), json({ aComment(1), aComment(2), aComment(3) }));
        };
        Result<Page> page = fetch();
        int asked = 0;
        while (page && page->more && ++asked < 50)
            page = fetch();
        QVERIFY(page);
        QCOMPARE(page->refused.size(), 1);
        QVERIFY(asked < 10);
        // It is no channel that failed: when the blog is itself again, so are we.
        give({ aComment(1), aComment(2), aComment(3), aComment(4) });
        page = fetch();
        QVERIFY(page && page->refused.isEmpty());
        QCOMPARE(page->arrivals.size(), 1);
    }
    void whatIsDeletedAtEveryStepStopsNothing()
    {
        // A week of 1000 comments; the moderators empty the bin while they are read.
        QList<int> there;
        for (int i = 1; i <= 1000; ++i)
            there.append(i);
        int asked = 0;
        m_comments = [&](const QUrlQuery &query, QTcpSocket &socket) {
            if (++asked > 1)
                there.removeFirst();
            answerSome(query, socket, there, {});
        };
        const QSet<QString> names = fetchAll(1);
        QCOMPARE(names.size(), 1000);
        QVERIFY2(asked < 40, qPrintable(QString::number(asked)));
    }
    void aCursorThatNeverFitsIsLeftBehind()
    {
        give({ aComment(1) });
        m_cursor = R"({"offset":99,"last":"7","restarts":3,"history":true,"from":"","began":"2026-11-23T00:00:00Z"})";
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(page->refused.size(), 1);
        QCOMPARE(fetch()->arrivals.size(), 1);
    }
    void aLongRowThatWeMayNotSeeHidesNothingBehindIt()
    {
        QList<int> there;
        QSet<int> hidden;
        for (int i = 1; i <= 1000; ++i) {
            there.append(i);
            if (i > 100 && i <= 900)
                hidden.insert(i);
        }
        m_comments = [&](const QUrlQuery &query, QTcpSocket &socket) { answerSome(query, socket, there, hidden); };
        QCOMPARE(fetchAll(5).size(), 200);
    }
    void whatWasDeletedWhileReadingHidesNothing()
    {
        // 250 comments; after the first step ten of those read are deleted, so that all others move up.
        QList<int> there;
        for (int i = 1; i <= 250; ++i)
            there.append(i);
        m_comments = [&](const QUrlQuery &query, QTcpSocket &socket) {
            const int offset = query.queryItemValue(u"offset"_s).toInt();
            QJsonArray page;
            for (const int id : there.mid(offset, 100))
                page.append(aComment(id,
                    QDateTime(QDate(2026, 11, 20), QTime(0, 0), Qt::UTC)
                        .addSecs(id * 60)
                        .toString(u"yyyy-MM-ddTHH:mm:ss"_s)));
            Server::answer(socket, "200 OK", counted(there.size()), json(page));
        };
        QSet<QString> names;
        int steps = 0;
        bool isMore = true;
        while (isMore && ++steps < 20) {
            const auto page = fetch();
            QVERIFY(page);
            for (const Arrival &each : page->arrivals)
                names.insert(each.globalName);
            isMore = page->more;
            if (steps == 1)
                there.remove(0, 10);
        }
        QCOMPARE(names.size(), 250);
    }
    void commentsThatWeMayNotSeeHideNoOthers()
    {
        // 350 rows, of which every seventh is counted and not shown.
        m_comments = [](const QUrlQuery &query, QTcpSocket &socket) {
            const int offset = query.queryItemValue(u"offset"_s).toInt();
            const QDateTime start(QDate(2026, 11, 20), QTime(0, 0), Qt::UTC);
            QJsonArray page;
            for (int id = offset + 1; id <= std::min(offset + 100, 350); ++id)
                if (id % 7 != 0)
                    page.append(aComment(id, start.addSecs(id * 60).toString(u"yyyy-MM-ddTHH:mm:ss"_s)));
            Server::answer(socket, "200 OK",
                "Content-Type: application/json\r\nX-WP-Total: 350\r\nX-WP-TotalPages: 4\r\n", json(page));
        };
        QSet<QString> names;
        int steps = 0;
        bool isMore = true;
        while (isMore && ++steps < 20) {
            const auto page = fetch();
            QVERIFY(page);
            for (const Arrival &each : page->arrivals)
                names.insert(each.globalName);
            isMore = page->more;
        }
        QCOMPARE(names.size(), 300);
        QCOMPARE(steps, 4);
    }
    void aDateInTheFutureMakesNobodyDeaf()
    {
        give({ aComment(1, u"2099-01-01T00:00:00"_s) });
        QVERIFY(fetch());
        QString after;
        m_comments = [&](const QUrlQuery &query, QTcpSocket &socket) {
            after = query.queryItemValue(u"after"_s, QUrl::FullyDecoded);
            Server::answer(socket, "200 OK", counted(0), "[]");
        };
        QVERIFY(fetch());
        QVERIFY(fetch());
        QVERIFY2(after.startsWith(u"20"_s) && after < u"2099"_s, qPrintable(after));
    }
    void anyCursorIsTaken()
    {
        give({ aComment(1) });
        for (const QByteArray &cursor :
            { QByteArray("x"), QByteArray("[]"), QByteArray("{\"offset\":-5,\"seen\":7}") }) {
            const auto page = waited(m_connector->fetch(cursor));
            QVERIFY(page);
            QCOMPARE(page->arrivals.size(), 1);
            QVERIFY(page->asHistory);
        }
    }
    void thePasswordGoesToNobodyElse()
    {
        Server other(Server::always("200 OK", counted(0), "[]"));
        m_comments = [&](const QUrlQuery &, QTcpSocket &socket) {
            Server::answer(socket, "302 Found", "Location: " + other.url(u"/x"_s).toEncoded() + "\r\n");
        };
        (void)fetch();
        for (const auto &each : std::as_const(other.asked))
            QVERIFY(each.header("Authorization").isEmpty());
        QCOMPARE(m_server->asked.constLast().header("Authorization"), "Basic " + QByteArray("alice:canary").toBase64());
        for (const auto &each : std::as_const(m_server->asked))
            QVERIFY(!each.line.contains("canary"));
    }
    void whatIsNoCommentIsNotActedOn()
    {
        Gesture gesture;
        gesture.kind = Gesture::Kind::Approve;
        for (const QString &id : { u"post:1"_s, u"comment:../users/1"_s, u"comment:"_s, QString() }) {
            gesture.message = { u"https://elsewhere.example/?comment=1"_s, id };
            const auto done = waited(m_connector->make(gesture));
            QVERIFY(!done);
            QCOMPARE(done.error().kind, Error::Kind::Refused);
        }
        gesture.kind = Gesture::Kind::Boost;
        gesture.message = { {}, u"comment:1"_s };
        QVERIFY(!waited(m_connector->make(gesture)));
        QCOMPARE(m_server->asked.size(), 0);
    }

private:
    void serve(const Server::Asked &asked, QTcpSocket &socket)
    {
        const QUrl url = QUrl::fromEncoded("http://x" + asked.path());
        if (url.path().endsWith(u"/users/me"_s))
            return Server::answer(socket, "200 OK", "Content-Type: application/json\r\n", m_me);
        if (url.path().endsWith(u"/users"_s))
            return Server::answer(socket, "403 Forbidden", {}, "{\"code\":\"rest_forbidden_who\"}");
        m_comments(QUrlQuery(url), socket);
    }
    void give(const QJsonArray &comments)
    {
        m_comments = [comments](const QUrlQuery &, QTcpSocket &socket) {
            Server::answer(socket, "200 OK", counted(comments.size()), json(comments));
        };
    }
    /// As WordPress does: what stands at an offset behind a date, one comment every ten minutes; \a hidden are counted.
    static void answerSome(const QUrlQuery &query, QTcpSocket &socket, const QList<int> &there, const QSet<int> &hidden)
    {
        const auto at = [](int id) {
            return QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC).addSecs(id * 600).toString(Qt::ISODate);
        };
        QList<int> window;
        for (const int id : there)
            if (at(id) > query.queryItemValue(u"after"_s, QUrl::FullyDecoded))
                window.append(id);
        QJsonArray page;
        for (const int id : window.mid(query.queryItemValue(u"offset"_s).toInt(), 100))
            if (!hidden.contains(id))
                page.append(aComment(id, at(id).chopped(1)));
        Server::answer(socket, "200 OK",
            "Content-Type: application/json\r\nX-WP-Total: " + QByteArray::number(window.size())
                + "\r\nX-WP-TotalPages: " + QByteArray::number((window.size() + 99) / 100) + "\r\n",
            json(page));
    }
    /// The names of all that come in so many looks, each of which ends where there is no more.
    QSet<QString> fetchAll(int looks)
    {
        QSet<QString> names;
        for (int asked = 0; looks > 0 && asked < 100; ++asked) {
            const auto page = fetch();
            if (!page) {
                qWarning("%s", qPrintable(page.error().message));
                break;
            }
            for (const Arrival &each : page->arrivals)
                names.insert(each.globalName);
            looks -= page->more ? 0 : 1;
        }
        return names;
    }
    Result<Page> fetch()
    {
        auto page = waited(m_connector->fetch(m_cursor));
        if (page && !page->cursor.isEmpty())
            m_cursor = page->cursor;
        return page;
    }
    TestClock m_clock;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<QtHttpClient> m_client;
    std::unique_ptr<WordPressConnector> m_connector;
    std::function<void(const QUrlQuery &, QTcpSocket &)> m_comments;
    QByteArray m_me;
    QByteArray m_cursor;
};

QTEST_GUILESS_MAIN(TestWordPressConnector)
#include "test_wordpressconnector.moc"
