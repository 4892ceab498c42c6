#include "core/connectors/mastodon/mastodonconnector.h"
#include "core/connectors/mastodon/mastodonwalk.h"
#include "core/http/gate.h"
#include "tests/core/connectors/fakemastodon.h"
#include "tests/support/testclock.h"

#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::fakemastodon;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Server = ScriptedServer;

/// One account on a server of Mastodon's kind; the servers lie as a test says.
class TestMastodonConnector : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_fake = std::make_unique<FakeMastodon>();
        m_server = std::make_unique<Server>(
            [this](const Server::Asked &asked, QTcpSocket &socket) { m_fake->answer(asked, socket); });
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 2s, 4s, 5, 2, 16 });
        m_options = {};
        m_cursor.clear();
        restart();
    }
    void whatWasThereIsHistoryAndTheNextIsNot()
    {
        m_fake->newest = 3;
        const auto first = fetch();
        QVERIFY2(first, first ? "" : qPrintable(first.error().message));
        QVERIFY(first->asHistory && !first->more);
        QCOMPARE(names(*first), (QStringList { u"1"_s, u"2"_s, u"3"_s }));
        m_fake->newest = 5;
        const auto next = fetch();
        QVERIFY(next && !next->asHistory && !next->more);
        QCOMPARE(names(*next), (QStringList { u"4"_s, u"5"_s }));
        QCOMPARE(next->arrivals.first().author.handle, u"@ada@127.0.0.1:%1"_s.arg(m_server->port()));
        const auto none = fetch();
        QVERIFY(none && none->arrivals.isEmpty() && !none->more);
        QCOMPARE(m_server->asked.last().header("Authorization"), "Bearer s3cret");
    }
    void anEmptyAccountHearsItsFirstMention()
    {
        QVERIFY(fetch()->arrivals.isEmpty());
        m_fake->newest = 1;
        const auto next = fetch();
        QVERIFY(next && !next->asHistory);
        QCOMPARE(names(*next), QStringList { u"1"_s });
    }
    void afterDaysOffLineAllComesOldestFirst_data()
    {
        QTest::addColumn<bool>("hasLinks");
        QTest::addColumn<bool>("isKilled");
        QTest::newRow("with Link") << true << false;
        QTest::newRow("without Link") << false << false;
        QTest::newRow("with Link, killed after each page") << true << true;
        QTest::newRow("without Link, killed after each page") << false << true;
    }
    void afterDaysOffLineAllComesOldestFirst()
    {
        QFETCH(bool, hasLinks);
        QFETCH(bool, isKilled);
        m_fake->hasLinks = hasLinks;
        m_fake->newest = 10;
        QVERIFY(fetch());
        m_fake->newest = 410;
        QStringList all;
        int rests = 0; // in a row
        for (int pages = 0; pages < 100; ++pages) {
            if (isKilled)
                restart();
            // What arrives meanwhile comes too, at the end.
            m_fake->newest = std::min(500, m_fake->newest + (pages > 0 ? 30 : 0));
            const auto page = fetch();
            QVERIFY2(page, page ? "" : qPrintable(page.error().message));
            QVERIFY(!page->asHistory);
            all += names(*page);
            rests = page->arrivals.isEmpty() && !page->more ? rests + 1 : 0;
            if (rests == 2)
                break;
        }
        QStringList wanted;
        for (int each = 11; each <= 500; ++each)
            wanted.append(QString::number(each));
        QCOMPARE(all, wanted);
    }
    void aListThatEndsBeforeWhatIsKnownIsTold()
    {
        m_fake->newest = 10;
        QVERIFY(fetch()->refused.isEmpty());
        m_fake->newest = 60;
        QVERIFY(fetch()->refused.isEmpty());
        m_fake->newest = 300;
        for (int each = 1; each <= 300 - 64; ++each)
            m_fake->deleted.insert(each);
        QStringList all;
        QList<Refused> told;
        for (bool more = true; more;) {
            const auto page = fetch();
            QVERIFY(page);
            all += names(*page);
            told += page->refused;
            more = page->more;
        }
        QCOMPARE(all.size(), 64);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().where, u"notifications"_s);
        m_fake->newest = 301;
        QVERIFY(fetch()->refused.isEmpty()); // once
    }
    void aShortListWasEmptiedBySomebody()
    {
        m_fake->newest = 10;
        QVERIFY(fetch());
        for (int each = 1; each <= 10; ++each)
            m_fake->deleted.insert(each);
        m_fake->newest = 13;
        const auto page = fetch();
        QVERIFY(page && page->refused.isEmpty());
        QCOMPARE(page->arrivals.size(), 3);
    }
    void whatIsDeletedDuringACatchUpLosesNothingElse()
    {
        m_fake->newest = 10;
        QVERIFY(fetch());
        m_fake->newest = 500;
        QStringList all;
        for (int pages = 0; pages < 60; ++pages) {
            restart();
            for (int each = 1; each < 500; each += 17 + pages)
                m_fake->deleted.insert(each);
            const auto page = fetch();
            QVERIFY(page);
            all += names(*page);
            if (!page->more && page->arrivals.isEmpty())
                break;
        }
        QSet<QString> heard(all.begin(), all.end());
        QCOMPARE(heard.size(), all.size());
        for (int each = 11; each <= 500; ++each)
            QVERIFY2(m_fake->deleted.contains(each) || heard.contains(QString::number(each)),
                qPrintable(QString::number(each)));
    }
    void whereAllThatWasKnownIsDeletedTheWalkEnds()
    {
        m_fake->newest = 3000;
        QVERIFY(fetch());
        for (int each = 2900; each <= 3000; ++each)
            m_fake->deleted.insert(each);
        m_fake->newest = 3002;
        // A day is as far as it goes.
        const auto page = fetch();
        QVERIFY(page);
        QVERIFY(names(*page).contains(u"3001"_s) || page->more);
        QVERIFY(m_server->asked.size() < 400);
    }
    void e01AListThatNeverEndsIsStopped()
    {
        m_fake->hasLinks = false;
        m_fake->newest = 40;
        QVERIFY(fetch());
        m_fake->newest = 400;
        m_fake->ignoresMaxId = true;
        const auto before = m_server->asked.size();
        const auto page = fetch();
        QVERIFY2(page, page ? "" : qPrintable(page.error().message));
        QCOMPARE(page->arrivals.size(), 40); // once, not twice
        QVERIFY(!page->refused.isEmpty());
        QVERIFY(m_server->asked.size() - before < 8);
        QVERIFY(!page->more);
    }
    void e01ALinkThatLeadsInACircleIsStopped()
    {
        m_fake->newest = 5;
        QVERIFY(fetch());
        m_fake->newest = 300;
        m_fake->first = [](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/notifications"))
                return false;
            Server::answer(socket, "200 OK",
                "Content-Type: application/json\r\nLink: <http://x/?max_id=77>; rel=\"next\"\r\n",
                bytes(QJsonArray { mention(asked.path().contains("max_id") ? 200 : 300) }));
            return true;
        };
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(names(*page), (QStringList { u"200"_s, u"300"_s }));
        QVERIFY(!page->refused.isEmpty() && !page->more);
    }
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
    void hashtagsAndWordsAreListenedToAndMayBeMissing()
    {
        m_options.tags = QStringList { u"coffee beans"_s };
        m_options.words = QStringList { u"roaster & co"_s };
        restart();
        QStringList paths;
        m_fake->first = [&](const Server::Asked &asked, QTcpSocket &socket) {
            const QByteArray path = asked.path();
            if (path.startsWith("/api/v1/timelines/tag/coffee%20beans")) {
                m_fake->say(socket, bytes(QJsonArray { status(31) }), "Link: <http://x/?min_id=1>; rel=\"prev\"\r\n");
                return true;
            }
            if (path.startsWith("/api/v2/search") && path.contains("q=roaster%20%26%20co")) {
                m_fake->say(socket, bytes(QJsonObject { { u"statuses"_s, QJsonArray { status(32) } } }));
                return true;
            }
            return false;
        };
        QCOMPARE(names(*fetch()), (QStringList { u"31"_s, u"32"_s }));
        m_fake->first = {};
        QVERIFY(fetch()); // neither is there any more, and the rest is read all the same
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
    void restart()
    {
        const MastodonConnector::Source source {
            { ChannelId::fromName("channel", "x"), NetworkId::Mastodon, u"x"_s, {} }, m_server->url(u"/"_s),
            typedHost(m_server->url()), u"https://s.example/users/us"_s, u"id-us"_s, {}, m_options
        };
        m_connector = std::make_unique<MastodonConnector>(source, Secret("s3cret"), *m_client);
    }
    template<typename T> T answerOf(QFuture<T> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60'000))
            qFatal("no answer");
        return future.result();
    }
    Result<Page> fetch()
    {
        auto page = answerOf(m_connector->fetch(m_cursor));
        if (page && !page->cursor.isEmpty())
            m_cursor = page->cursor;
        return page;
    }
    /// The numbers of the messages, in their order.
    static QStringList names(const Page &page)
    {
        QStringList all;
        for (const Arrival &each : page.arrivals)
            all.append(each.globalName.section(u'/', -1));
        return all;
    }
    int count(const QByteArray &method) const
    {
        int times = 0;
        for (const auto &asked : m_server->asked)
            times += asked.line.startsWith(method) ? 1 : 0;
        return times;
    }

    TestClock m_clock;
    std::unique_ptr<FakeMastodon> m_fake;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<QtHttpClient> m_client;
    MastodonConnector::Options m_options;
    std::unique_ptr<MastodonConnector> m_connector;
    QByteArray m_cursor;
};

QTEST_GUILESS_MAIN(TestMastodonConnector)
#include "test_mastodonconnector.moc"
