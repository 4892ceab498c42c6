#include "core/http/errorwords.h"
#include "tests/core/connectors/mastodonroom.h"

using namespace wheelhouse;
using namespace wheelhouse::fakemastodon;
using namespace Qt::Literals::StringLiterals;

/// One account on a server of Mastodon's kind; the servers lie as a test says.
class TestMastodonConnector : public QObject, MastodonRoom {
    Q_OBJECT
private slots:
    void init() { begin(); }
    void aColleaguesReplyIsOurs()
    {
        m_fake->newest = 1;
        QVERIFY(fetch());
        QJsonObject reply = status(70, u"us"_s, u"on it"_s);
        reply.insert(u"in_reply_to_id"_s, u"1"_s);
        m_fake->own = { reply };
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(page->arrivals.size(), 1);
        const Arrival &ours = page->arrivals.first();
        QVERIFY(ours.author.isUs);
        QCOMPARE(int(ours.kind), int(Arrival::Kind::Context));
        QCOMPARE(ours.inReplyTo, u"https://s.example/s/1"_s);
    }
    void parentsThatWereNotHeardAreAskedFor_data()
    {
        QTest::addColumn<bool>("hasMany");
        QTest::newRow("one by one") << false;
        QTest::newRow("many at once") << true;
    }
    void parentsThatWereNotHeardAreAskedFor()
    {
        QFETCH(bool, hasMany);
        QVERIFY(fetch());
        m_fake->hasMany = hasMany;
        QJsonArray own;
        for (int each = 0; each < 6; ++each) {
            QJsonObject reply = status(90 - each, u"us"_s);
            reply.insert(u"in_reply_to_id"_s, 50 + each); // a number, as some write it
            own.append(reply);
            if (each != 3)
                m_fake->statuses.insert(QString::number(50 + each), status(50 + each));
        }
        m_fake->own = own;
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(page->arrivals.size(), 6);
        for (const Arrival &each : page->arrivals) {
            const int parent = 50 + 90 - each.remoteId.toInt();
            QCOMPARE(each.inReplyTo, parent == 53 ? QString() : u"https://s.example/s/%1"_s.arg(parent));
        }
    }
    void parentsThatCannotBeAskedForHoldThePage()
    {
        QVERIFY(fetch());
        QJsonObject reply = status(90, u"us"_s);
        reply.insert(u"in_reply_to_id"_s, u"50"_s);
        m_fake->own = { reply };
        m_fake->statuses.insert(u"50"_s, status(50));
        m_fake->first = [](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/statuses/50"))
                return false;
            Server::answer(socket, "503 Down");
            return true;
        };
        QCOMPARE(fetch().error().kind, Error::Kind::Busy);
        m_fake->first = {};
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(page->arrivals.size(), 1);
        QCOMPARE(page->arrivals.first().inReplyTo, u"https://s.example/s/50"_s);
    }
    void eachRefusalHasItsKindAndItsWords_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("wait");
        const auto kind = [](Error::Kind k) { return int(k); };
        const QByteArray date = "Date: Sun, 22 Nov 2026 12:00:00 GMT\r\n";
        QTest::newRow("401") << QByteArray("401 No") << QByteArray() << QByteArray() << kind(Error::Kind::SignedOut)
                             << 0;
        QTest::newRow("403") << QByteArray("403 No") << QByteArray("Content-Type: application/json\r\n")
                             << QByteArray("{\"error\":\"Your login is disabled\"}") << kind(Error::Kind::Refused) << 0;
        QTest::newRow("404") << QByteArray("404 No") << QByteArray() << QByteArray() << kind(Error::Kind::Missing) << 0;
        QTest::newRow("410") << QByteArray("410 Gone") << QByteArray() << QByteArray() << kind(Error::Kind::Expired)
                             << 0;
        QTest::newRow("429, Retry-After") << QByteArray("429 Slow") << QByteArray("Retry-After: 90\r\n") << QByteArray()
                                          << kind(Error::Kind::Busy) << 90;
        QTest::newRow("429, ISO reset") << QByteArray("429 Slow")
                                        << date + "X-RateLimit-Reset: 2026-11-22T12:05:00.5Z\r\n"
                                        << QByteArray() << kind(Error::Kind::Busy) << 301;
        QTest::newRow("429, epoch reset") << QByteArray("429 Slow") << date + "X-RateLimit-Reset: 1795349100\r\n"
                                          << QByteArray() << kind(Error::Kind::Busy) << 300;
        QTest::newRow("429, reset in seconds") << QByteArray("429 Slow") << date + "X-RateLimit-Reset: 45\r\n"
                                               << QByteArray() << kind(Error::Kind::Busy) << 45;
        QTest::newRow("429, neither") << QByteArray("429 Slow") << QByteArray() << QByteArray()
                                      << kind(Error::Kind::Busy) << 60;
        QTest::newRow("503") << QByteArray("503 Down") << QByteArray("Retry-After: 7\r\n") << QByteArray()
                             << kind(Error::Kind::Busy) << 7;
        QTest::newRow("204") << QByteArray("200 OK") << QByteArray() << QByteArray() << kind(Error::Kind::Malformed)
                             << 0;
        QTest::newRow("half") << QByteArray("200 OK") << QByteArray() << QByteArray("{\"id\":\"1\",")
                              << kind(Error::Kind::Malformed) << 0;
        QTest::newRow("another kind of server")
            << QByteArray("200 OK") << QByteArray() << QByteArray("[1]") << kind(Error::Kind::Malformed) << 0;
    }
    void eachRefusalHasItsKindAndItsWords()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, headers);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        QFETCH(int, wait);
        m_server->setScript(Server::always(status, headers, body));
        const auto page = fetch();
        QVERIFY(!page);
        QCOMPARE(int(page.error().kind), kind);
        QCOMPARE(int(page.error().retryAfter.count()), wait);
        QVERIFY(!page.error().message.isEmpty());
        QVERIFY(!page.error().message.contains(u"s3cret"_s) && !page.error().detail.contains(u"s3cret"_s));
        if (body.contains("disabled"))
            QVERIFY(page.error().message.contains(u"Your login is disabled"_s));
    }
    void anAllowanceThatIsUsedUpIsWaitedFor()
    {
        m_fake->headers = "Date: Sun, 22 Nov 2026 12:00:00 GMT\r\nX-RateLimit-Remaining: 0\r\n"
                          "X-RateLimit-Reset: 2026-11-22T12:04:59.0Z\r\n";
        m_fake->newest = 3;
        QStringList all;
        for (int each = 0; each < 6; ++each) {
            const auto page = fetch();
            QVERIFY2(page, page ? "" : qPrintable(page.error().message));
            QVERIFY(!page->more);
            all += names(*page);
            if (page->notBefore.isValid())
                QCOMPARE(page->notBefore, QDateTime(QDate(2026, 11, 22), QTime(12, 5), Qt::UTC));
        }
        QCOMPARE(all, (QStringList { u"1"_s, u"2"_s, u"3"_s }));
    }
    void e16ALoginPageInBetweenChangesNothing()
    {
        m_fake->newest = 3;
        QVERIFY(fetch());
        const QByteArray before = m_cursor;
        m_fake->newest = 4;
        m_server->setScript(
            Server::always("200 OK", "Content-Type: text/html\r\n", "<html><form>Welcome to the hotel</form></html>"));
        const auto portal = fetch();
        QVERIFY(!portal);
        QCOMPARE(portal.error().kind, Error::Kind::Malformed);
        QCOMPARE(portal.error().detail, u"html"_s);
        QCOMPARE(m_cursor, before);
        m_server->setScript([this](const Server::Asked &asked, QTcpSocket &socket) { m_fake->answer(asked, socket); });
        QCOMPARE(names(*fetch()), QStringList { u"4"_s });
    }
    void e12AnotherAccountsAnswerLocksTheAccount()
    {
        m_fake->us = account(u"mallory"_s);
        m_fake->newest = 3;
        const auto page = fetch();
        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::SignedOut);
        QVERIFY(page.error().message.contains(u"@mallory"_s));
        QCOMPARE(m_server->asked.size(), 1); // and nothing was read
        // Another number for the same person is a server that was restored, no thief.
        m_fake->us = account(u"us"_s);
        m_fake->us.insert(u"id"_s, u"renumbered"_s);
        QVERIFY(fetch());
        QVERIFY(m_server->asked.at(2).path().contains("/accounts/renumbered/statuses"));
    }
    void e08ABadItemIsSetAsideAndThePageStays()
    {
        m_fake->first = [](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/notifications"))
                return false;
            QJsonObject bad = mention(2);
            bad.insert(u"status"_s, QJsonObject { { u"id"_s, u"9"_s }, { u"account"_s, account(u"ada"_s) } });
            Server::answer(socket, "200 OK",
                "Content-Type: application/json\r\nLink: <http://x/?min_id=1>; rel=\"prev\"\r\n",
                bytes(QJsonArray { mention(3), bad, mention(1) }));
            return true;
        };
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(names(*page), (QStringList { u"1"_s, u"3"_s }));
        QCOMPARE(page->refused.size(), 1);
        QCOMPARE(page->refused.first().where, u"notifications[1].status.uri"_s);
        QVERIFY(fetch()->refused.isEmpty()); // it is said once
    }
    void e16_whatSaysNotHereToEverythingIsNotBelieved()
    {
        QVERIFY(fetch());
        m_fake->first = [](const Server::Asked &, QTcpSocket &socket) {
            Server::answer(socket, "404 Not Found", "Content-Type: text/plain\r\n", "404 page not found");
            return true;
        };
        const auto page = answerOf(m_connector->look({ { u"https://s.example/s/1"_s, u"1"_s } }));
        QVERIFY(!page);
    }
    void directMessagesAreLeftAloneWhereNobodyAllowedThem()
    {
        m_options.readsDirect = false;
        restart();
        m_fake->first = [](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/notifications"))
                return false;
            QJsonObject direct = mention(2);
            QJsonObject inner = status(2);
            inner.insert(u"visibility"_s, u"direct"_s);
            direct.insert(u"status"_s, inner);
            Server::answer(socket, "200 OK",
                "Content-Type: application/json\r\nLink: <http://x/?min_id=1>; rel=\"prev\"\r\n",
                bytes(QJsonArray { direct, mention(1) }));
            return true;
        };
        QCOMPARE(names(*fetch()), QStringList { u"1"_s });
        for (const auto &asked : m_server->asked)
            QVERIFY(!asked.path().contains("conversations"));
    }
    void howMessagesStandNow_data()
    {
        QTest::addColumn<bool>("hasMany");
        QTest::newRow("one by one") << false;
        QTest::newRow("many at once") << true;
    }
    void howMessagesStandNow()
    {
        QFETCH(bool, hasMany);
        m_fake->hasMany = hasMany;
        m_fake->statuses.insert(u"1"_s, status(1, u"ada"_s, u"edited"_s));
        m_fake->statuses.insert(u"4"_s, status(99)); // another message under an old number
        m_fake->statuses.insert(u"5"_s, status(5));
        QList<RemoteRef> asked;
        for (int each : { 1, 2, 4, 5 })
            asked.append({ u"https://s.example/s/%1"_s.arg(each), QString::number(each) });
        const auto page = answerOf(m_connector->look(asked));
        QVERIFY(page);
        QCOMPARE(names(*page), (QStringList { u"1"_s, u"5"_s }));
        QCOMPARE(page->arrivals.first().body, u"edited"_s);
        QCOMPARE(page->gone, QStringList { u"https://s.example/s/2"_s });
        QVERIFY(page->cursor.isEmpty());
    }
    void aServerInTroubleDeletesNothing()
    {
        m_server->setScript(Server::always("503 Down"));
        const auto page = answerOf(m_connector->look({ { u"u"_s, u"1"_s }, { u"v"_s, u"2"_s } }));
        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::Busy);
    }
    void aThreadIsWhole()
    {
        QJsonObject middle = status(2);
        middle.insert(u"in_reply_to_id"_s, u"1"_s);
        QJsonObject ours = status(3, u"us"_s);
        ours.insert(u"in_reply_to_id"_s, u"2"_s);
        m_fake->statuses.insert(u"2"_s, middle);
        m_fake->thread = { { u"ancestors"_s, QJsonArray { status(1) } }, { u"descendants"_s, QJsonArray { ours } } };
        const auto page = answerOf(m_connector->thread({ u"https://s.example/s/2"_s, u"2"_s }));
        QVERIFY(page);
        QCOMPARE(page->arrivals.size(), 3);
        for (const Arrival &each : page->arrivals) {
            QCOMPARE(int(each.kind), int(Arrival::Kind::Context));
            QCOMPARE(each.author.isUs, each.remoteId == u"3"_s);
            const int number = each.remoteId.toInt();
            QCOMPARE(each.inReplyTo, number == 1 ? QString() : u"https://s.example/s/%1"_s.arg(number - 1));
        }
        const auto none = answerOf(m_connector->thread({ u"x"_s, u"77"_s }));
        QCOMPARE(none.error().kind, Error::Kind::Missing);
    }
    void aFavouriteIsThereOnceHoweverOften()
    {
        m_fake->statuses.insert(u"1"_s, status(1));
        Gesture gesture;
        gesture.message = { u"https://s.example/s/1"_s, u"1"_s };
        const auto first = answerOf(m_connector->make(gesture));
        QVERIFY(first && !first->wasSoBefore);
        const auto again = answerOf(m_connector->make(gesture));
        QVERIFY(again && again->wasSoBefore);
        QCOMPARE(count("POST"), 1);
        gesture.kind = Gesture::Kind::Unfavourite;
        QVERIFY(!answerOf(m_connector->make(gesture))->wasSoBefore);
        QVERIFY(answerOf(m_connector->make(gesture))->wasSoBefore);
        QCOMPARE(count("POST"), 2);
        gesture.message.globalName = u"https://s.example/s/another"_s;
        QCOMPARE(answerOf(m_connector->make(gesture)).error().kind, Error::Kind::Missing);
        QCOMPARE(count("POST"), 2);
    }
    void aPersonIsFoundByTheMessageAndFollowedOnce()
    {
        m_fake->statuses.insert(u"1"_s, status(1));
        m_fake->relationship = { { u"id"_s, u"id-ada"_s }, { u"following"_s, false } };
        m_fake->first = [this](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/accounts/id-ada/"))
                return false;
            const bool isFollow = asked.path().endsWith("/follow");
            m_fake->relationship.insert(u"requested"_s, isFollow); // a locked account is asked, which is as good
            m_fake->say(socket, bytes(m_fake->relationship));
            return true;
        };
        Gesture gesture;
        gesture.kind = Gesture::Kind::Follow;
        gesture.person = u"https://s.example/users/ada"_s;
        gesture.message.remoteId = u"1"_s;
        QVERIFY(!answerOf(m_connector->make(gesture))->wasSoBefore);
        QVERIFY(answerOf(m_connector->make(gesture))->wasSoBefore);
        gesture.kind = Gesture::Kind::Unfollow;
        QVERIFY(!answerOf(m_connector->make(gesture))->wasSoBefore);
        QCOMPARE(count("POST"), 2);
        gesture.person = u"https://s.example/users/stranger"_s;
        QVERIFY(!answerOf(m_connector->make(gesture)));
        QCOMPARE(count("POST"), 2);
    }
    void aReportThatMayHaveArrivedIsNotSentAgain()
    {
        m_fake->statuses.insert(u"1"_s, status(1));
        bool isSlow = true;
        m_fake->first = [&](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/reports"))
                return false;
            if (isSlow)
                Server::answer(socket, "429 Slow", "Retry-After: 5\r\n");
            else
                socket.disconnectFromHost(); // it was heard, and its answer is lost
            return true;
        };
        Gesture gesture;
        gesture.kind = Gesture::Kind::Report;
        gesture.person = u"https://s.example/users/ada"_s;
        gesture.message = { u"https://s.example/s/1"_s, u"1"_s };
        gesture.words = u"spam + worse & more"_s;
        gesture.key = "0123456789abcdef";
        QCOMPARE(answerOf(m_connector->make(gesture)).error().kind, Error::Kind::Busy); // it was not taken
        isSlow = false;
        QCOMPARE(answerOf(m_connector->make(gesture)).error().kind, Error::Kind::Refused);
        const int before = count("POST");
        QCOMPARE(answerOf(m_connector->make(gesture)).error().kind, Error::Kind::Refused);
        QCOMPARE(count("POST"), before);
    }
    void aReportThatNeverLeftMayBeSentAgain()
    {
        m_fake->statuses.insert(u"1"_s, status(1));
        m_fake->first = [](const Server::Asked &asked, QTcpSocket &socket) {
            if (asked.path().startsWith("/api/v1/reports"))
                Server::answer(socket, "200 OK", {}, "{\"id\":\"1\"}");
            return asked.path().startsWith("/api/v1/reports");
        };
        NoWayToPost line(*m_client);
        restart(line);
        Gesture gesture;
        gesture.kind = Gesture::Kind::Report;
        gesture.person = u"https://s.example/users/ada"_s;
        gesture.message = { u"https://s.example/s/1"_s, u"1"_s };
        gesture.words = u"spam"_s;
        gesture.key = "0123456789abcdef";
        QCOMPARE(answerOf(m_connector->make(gesture)).error().kind, Error::Kind::Offline);
        line.isThere = true;
        const auto made = answerOf(m_connector->make(gesture));
        QVERIFY2(made, made ? "" : qPrintable(made.error().message));
        QCOMPARE(count("POST"), 1);
        restart();
    }
    void whatWasReadIsNeverMovedBack()
    {
        m_fake->newest = 9;
        QVERIFY(fetch());
        QByteArray mark = "10";
        int moved = 0;
        m_fake->first = [&](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/markers"))
                return false;
            moved += asked.line.startsWith("POST") ? 1 : 0;
            m_fake->say(socket, "{\"notifications\":{\"last_read_id\":\"" + mark + "\"}}");
            return true;
        };
        Gesture gesture;
        gesture.kind = Gesture::Kind::MarkRead;
        gesture.message = { u"https://s.example/s/9"_s, u"9"_s };
        QVERIFY(answerOf(m_connector->make(gesture))->wasSoBefore); // "10" is further than "9"
        QCOMPARE(moved, 0);
        mark = "8";
        restart(); // it is found again without what was heard
        QVERIFY(!answerOf(m_connector->make(gesture))->wasSoBefore);
        QCOMPARE(moved, 1);
    }
    void aConnectorThatGoesWhileItIsAskedLeavesNothing()
    {
        m_server->setScript([](const Server::Asked &, QTcpSocket &) {});
        auto future = m_connector->fetch({});
        QTRY_COMPARE(m_server->asked.size(), 1);
        m_connector.reset();
        QTRY_VERIFY(future.isCanceled());
        m_client.reset();
    }
    void aCursorOfAnotherIsAsIfNeverAsked()
    {
        m_fake->newest = 2;
        m_cursor = "\xff{\"lists\":7";
        const auto page = fetch();
        QVERIFY(page && page->asHistory);
        QCOMPARE(names(*page).size(), 2);
    }

private:
    /// Finds no way to the server when something is to be posted.
    class NoWayToPost final : public HttpClient {
    public:
        explicit NoWayToPost(HttpClient &client)
            : m_client(client)
        {
        }
        [[nodiscard]] QFuture<Result<HttpResponse>> send(const HttpRequest &request) override
        {
            if (isThere || request.method != "POST")
                return m_client.send(request);
            return answered<HttpResponse>(tl::unexpected(httpwords::notFound(request.url, {})));
        }
        bool isThere = false;

    private:
        HttpClient &m_client;
    };
};

QTEST_GUILESS_MAIN(TestMastodonConnector)
#include "test_mastodonconnector.moc"
