#include "core/connectors/mastodon/mastodonwalk.h"
#include "tests/core/connectors/mastodonroom.h"

using namespace wheelhouse;
using namespace wheelhouse::fakemastodon;
using namespace Qt::Literals::StringLiterals;

/// The lists of a server of Mastodon's kind: what is history, what is news, and that nothing of them is lost.
class TestMastodonLists : public QObject, MastodonRoom {
    Q_OBJECT
private slots:
    void init() { begin(); }
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
    void aHashtagThatJoinsLaterBringsWhatWasThereAsHistoryAfterTheNews()
    {
        m_fake->newest = 1;
        QVERIFY(fetch());
        m_options.tags = QStringList { u"tea"_s };
        restart();
        m_fake->newest = 31;
        m_fake->deleted = { 2, 3 };
        QJsonArray tagged { status(31), status(30) }; // the newest is said to us too
        m_fake->first = [&tagged](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/timelines/tag/tea"))
                return false;
            Server::answer(socket, "200 OK",
                "Content-Type: application/json\r\nLink: <http://x/?min_id=1>; rel=\"prev\"\r\n", bytes(tagged));
            return true;
        };
        const auto news = fetch();
        QVERIFY(news && !news->asHistory && !news->isNewList && news->more);
        QCOMPARE(names(*news).last(), u"31"_s);
        restart(); // a kill between: it is still the one that joined later
        auto before = fetch();
        while (before && before->more && before->arrivals.isEmpty()) // nothing is news any more
            before = fetch();
        QVERIFY(before && before->asHistory && before->isNewList && !before->more);
        QCOMPARE(names(*before), (QStringList { u"30"_s, u"31"_s }));
        tagged.prepend(status(32));
        const auto next = fetch();
        QVERIFY(next && !next->asHistory && !next->isNewList);
        QCOMPARE(names(*next), QStringList { u"32"_s });
    }
    void aHashtagThatCannotBeReadHoldsUpNothingAndLosesNoPlace()
    {
        m_options.tags = QStringList { u"tea"_s };
        restart();
        QJsonArray tagged { status(31), status(30) };
        QByteArray answer = "200 OK";
        int asked = 0;
        m_fake->first = [&](const Server::Asked &question, QTcpSocket &socket) {
            if (!question.path().startsWith("/api/v1/timelines/tag/tea"))
                return false;
            ++asked;
            const bool isWell = answer == "200 OK";
            Server::answer(
                socket, answer, "Content-Type: application/json\r\n", isWell ? bytes(tagged) : QByteArray("{}"));
            return true;
        };
        while (fetch()->more) { }
        m_fake->newest = 1;
        answer = "500 Oops";
        const auto page = fetch();
        QVERIFY2(page, page ? "" : qPrintable(page.error().message));
        QCOMPARE(names(*page), QStringList { u"1"_s });
        QCOMPARE(page->refused.value(0).where, u"tag:tea"_s);
        answer = "404 Not Found"; // it lacks it now: asked no more for an hour, and its place stays
        QVERIFY(fetch());
        const int before = asked;
        QVERIFY(fetch());
        QCOMPARE(asked, before);
        answer = "200 OK";
        tagged.prepend(status(32));
        restart();
        const auto next = fetch();
        QVERIFY(next && !next->asHistory);
        QCOMPARE(names(*next), QStringList { u"32"_s });
        // What another server tells late stands where it was written.
        tagged = { status(33), status(32), status(29, u"late"_s), status(31), status(30) };
        const auto late = fetch();
        QVERIFY(late);
        QCOMPARE(names(*late), (QStringList { u"29"_s, u"33"_s }));
    }
    void theFirstQuestionGoesBackAsFarAsSomebodyWants()
    {
        m_fake->newest = 300;
        m_options.newsSince = QDateTime::fromString(timeOf(101), Qt::ISODate);
        restart();
        QStringList all;
        for (bool more = true; more;) {
            const auto page = fetch();
            QVERIFY(page);
            all += names(*page);
            more = page->more;
        }
        // Up to the page on which it ends; and what was told is not told again.
        QVERIFY2(all.size() >= 200 && all.size() < 250, qPrintable(QString::number(all.size())));
        QCOMPARE(all.last(), u"300"_s);
        QVERIFY(fetch()->arrivals.isEmpty());
    }
    void aParentThatIsNeverToldHoldsUpNothingForGood()
    {
        QVERIFY(fetch());
        m_fake->first = [&](const Server::Asked &asked, QTcpSocket &socket) {
            if (asked.path().startsWith("/api/v1/statuses/77")) {
                Server::answer(socket, "500 Oops", "Content-Type: application/json\r\n", "{}");
                return true;
            }
            if (!asked.path().startsWith("/api/v1/notifications"))
                return false;
            QJsonObject inner = status(1);
            inner.insert(u"in_reply_to_id"_s, u"77"_s);
            QJsonObject one = mention(1);
            one.insert(u"status"_s, inner);
            m_fake->say(socket, bytes(QJsonArray { one }), "Link: <http://x/?min_id=1>; rel=\"prev\"\r\n");
            return true;
        };
        QVERIFY(!fetch());
        QVERIFY(!fetch());
        const auto page = fetch();
        QVERIFY(page);
        QCOMPARE(names(*page), QStringList { u"1"_s });
    }
};

QTEST_GUILESS_MAIN(TestMastodonLists)
#include "test_mastodonlists.moc"
