#include "core/connectors/mastodon/mastodonconnector.h"
#include "core/http/gate.h"
#include "tests/support/served.h"
#include "tests/support/testclock.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// A real server of another make, straight and through a proxy that breaks things.
class TestMastodonSnac : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_snac = std::make_unique<Served>(u"snac"_s);
        QVERIFY(m_snac->isUp());
        m_faults =
            std::make_unique<Served>(u"faults"_s, QStringList { QString::fromLatin1(m_snac->value("SNAC_PORT")) });
        QVERIFY(m_faults->isUp());
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 3s, 4s, 5, 2, 16 });
        const QUrl url(QString::fromLatin1(m_snac->value("SNAC_URL")));
        m_alice = connectorOf("alice", url);
        m_bob = connectorOf("bob", url);
        m_aliceThrough = connectorOf("alice", throughUrl());
    }
    void cleanupTestCase()
    {
        m_alice.reset();
        m_bob.reset();
        m_aliceThrough.reset();
        m_client.reset();
        m_faults.reset();
        m_snac.reset();
    }
    void aMentionWithAPictureIsThereAtTheNextQuestion()
    {
        const auto before = fetch(*m_alice, m_aliceCursor);
        QVERIFY2(before, before ? "" : qPrintable(before.error().message));
        QVERIFY(before->asHistory && before->arrivals.isEmpty() && !before->more);
        m_snac->tell(u"post"_s, u"@alice the roaster is broken"_s);
        QVERIFY(waitForNews());
        QCOMPARE(m_news.arrivals.size(), 1);
        const Arrival mention = m_news.arrivals.first();
        m_mention = { mention.globalName, mention.remoteId };
        QCOMPARE(int(mention.kind), int(Arrival::Kind::Message));
        QVERIFY(mention.body.contains(u"the roaster is broken"_s));
        QCOMPARE(mention.attachments.size(), 1);
        QCOMPARE(mention.attachments.first().description, u"A red dot"_s);
        QCOMPARE(mention.attachments.first().kind, u"image"_s);
        QCOMPARE(mention.author.globalName, name("bob"));
        QCOMPARE(mention.author.handle, u"@bob@localhost:"_s + QString::fromLatin1(m_snac->value("SNAC_PORT")));
        QVERIFY(!mention.author.isUs && mention.writtenAt);
        // And only once.
        const auto again = fetch(*m_alice, m_aliceCursor);
        QVERIFY(again && again->arrivals.isEmpty() && again->refused.isEmpty());
    }
    void aFavouriteIsThereOnceThoughItsFirstAnswerWasLost()
    {
        Gesture favourite;
        favourite.message = m_mention;
        m_faults->tell(u"mode"_s, u"lost"_s);
        // The first question is answered by nobody; what it was to do comes to nothing or is done, nobody knows.
        QVERIFY(!answerOf(m_aliceThrough->make(favourite)));
        QVERIFY(!answerOf(m_aliceThrough->make(favourite)));
        m_faults->tell(u"mode"_s, u"ok"_s);
        const auto done = answerOf(m_aliceThrough->make(favourite));
        QVERIFY2(done, done ? "" : qPrintable(done.error().message));
        QVERIFY(!done->wasSoBefore);
        const auto twice = answerOf(m_aliceThrough->make(favourite));
        QVERIFY(twice && twice->wasSoBefore);
        QTRY_COMPARE_WITH_TIMEOUT(favouritesHeardByBob(), 1, 25'000);
        QTest::qWait(3'000); // a second one would come now
        QCOMPARE(favouritesHeardByBob(), 1);
    }
    void aFavouriteThatTheServerHeardIsNotMadeAgain()
    {
        Gesture gesture;
        gesture.kind = Gesture::Kind::Unfavourite;
        gesture.message = m_mention;
        QVERIFY(answerOf(m_alice->make(gesture)));
        // The proxy loses the answer to the deed alone: the question before it comes through.
        gesture.kind = Gesture::Kind::Favourite;
        LosingClient losing(*m_client, *m_faults);
        auto through = connectorOf("alice", throughUrl(), losing);
        const auto lost = answerOf(through->make(gesture));
        QVERIFY(!lost);
        QVERIFY(lost.error().kind == Error::Kind::Offline || lost.error().kind == Error::Kind::Busy);
        m_faults->tell(u"mode"_s, u"ok"_s);
        const auto again = answerOf(through->make(gesture));
        QVERIFY2(again, again ? "" : qPrintable(again.error().message));
        QVERIFY(again->wasSoBefore); // it was heard, and is not done a second time
    }
    void theThreadIsWholeAndAReplyFromElsewhereIsOurs()
    {
        // Alice answers in another program.
        const QByteArray reply =
            "status=%40bob+we+are+on+it&visibility=public&in_reply_to_id=" + m_mention.remoteId.toLatin1();
        QVERIFY(post("alice", "/api/v1/statuses", reply));
        QVERIFY(waitForNews());
        QCOMPARE(m_news.arrivals.size(), 1);
        QVERIFY(m_news.arrivals.first().author.isUs);
        QCOMPARE(int(m_news.arrivals.first().kind), int(Arrival::Kind::Context));
        QCOMPARE(m_news.arrivals.first().inReplyTo, m_mention.globalName);
        const auto thread = answerOf(m_alice->thread(m_mention));
        QVERIFY2(thread, thread ? "" : qPrintable(thread.error().message));
        QCOMPARE(thread->arrivals.size(), 2);
        QCOMPARE(thread->arrivals.last().inReplyTo, m_mention.globalName);
        QVERIFY(thread->arrivals.last().author.isUs && !thread->arrivals.first().author.isUs);
    }
    void somebodyIsFollowedOnceAndLeftOnce()
    {
        Gesture gesture;
        gesture.person = name("bob");
        gesture.message = m_mention;
        for (const auto kind : { Gesture::Kind::Follow, Gesture::Kind::Unfollow }) {
            gesture.kind = kind;
            const auto once = answerOf(m_alice->make(gesture));
            QVERIFY2(once, once ? "" : qPrintable(gestureWord(kind) + once.error().message));
            QVERIFY2(!once->wasSoBefore, qPrintable(gestureWord(kind)));
            QVERIFY(answerOf(m_alice->make(gesture))->wasSoBefore);
        }
        gesture.kind = Gesture::Kind::Mute; // snac has none
        const auto mute = answerOf(m_alice->make(gesture));
        QVERIFY(!mute);
        QCOMPARE(mute.error().kind, Error::Kind::Refused);
    }
    void whatIsGoneIsSeenToBeGone()
    {
        const auto there = answerOf(m_alice->look({ m_mention }));
        QVERIFY(there);
        QCOMPARE(there->arrivals.size(), 1);
        const RemoteRef none { u"http://localhost/none"_s, u"0123456789abcdef"_s };
        const auto page = answerOf(m_alice->look({ m_mention, none }));
        QVERIFY(page);
        QCOMPARE(page->gone, QStringList { none.globalName });
        QCOMPARE(page->arrivals.size(), 1);
    }
    void e12AForeignTokenIsNotTakenForOurs()
    {
        auto wrong = std::make_unique<MastodonConnector>(
            sourceOf("alice", snacUrl()), Secret(m_snac->value("SNAC_BOB_TOKEN")), *m_client);
        const auto page = answerOf(wrong->fetch({}));
        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::SignedOut);
        QVERIFY(page.error().message.contains(u"@bob"_s));
        auto none = std::make_unique<MastodonConnector>(sourceOf("alice", snacUrl()), Secret("nonsense"), *m_client);
        QCOMPARE(answerOf(none->fetch({})).error().kind, Error::Kind::SignedOut);
    }
    void throughAllFaultsNothingIsLostOrDoubled()
    {
        QByteArray cursor;
        auto through = connectorOf("alice", throughUrl());
        QVERIFY(fetch(*through, cursor));
        m_snac->tell(u"post"_s, u"@alice after the faults"_s);
        int heard = 0;
        for (const char *mode : { "429", "503", "badjson", "reset", "lost", "badgw", "ok" }) {
            m_faults->tell(u"mode"_s, QString::fromLatin1(mode));
            const auto page = fetch(*through, cursor);
            QCOMPARE(bool(page), QByteArray(mode) == "ok");
            if (page)
                heard += int(page->arrivals.size());
        }
        QTRY_VERIFY_WITH_TIMEOUT((heard += int(fetch(*through, cursor)->arrivals.size())) > 0, 25'000);
        QCOMPARE(heard, 1);
    }

private:
    /// Switches the proxy to losing answers when something is about to be posted.
    class LosingClient final : public HttpClient {
    public:
        LosingClient(HttpClient &client, Served &faults)
            : m_client(client)
            , m_faults(faults)
        {
        }
        [[nodiscard]] QFuture<Result<HttpResponse>> send(const HttpRequest &request) override
        {
            if (request.method == "POST" && std::exchange(m_isArmed, false))
                m_faults.tell(u"mode"_s, u"lost"_s);
            return m_client.send(request);
        }

    private:
        HttpClient &m_client;
        Served &m_faults;
        bool m_isArmed = true;
    };

    [[nodiscard]] QUrl snacUrl() const { return QUrl(QString::fromLatin1(m_snac->value("SNAC_URL"))); }
    [[nodiscard]] QUrl throughUrl() const
    {
        return QUrl(u"http://127.0.0.1:"_s + QString::fromLatin1(m_faults->value("FAULTS_PORT")));
    }
    [[nodiscard]] QString name(const char *who) const { return snacUrl().toString() + u'/' + QLatin1String(who); }
    [[nodiscard]] MastodonConnector::Source sourceOf(const char *who, const QUrl &url) const
    {
        MastodonConnector::Options options;
        options.hidesDirect = true;
        return { { ChannelId::fromName("channel", who), NetworkId::Mastodon, QString::fromLatin1(who), {} }, url,
            typedHost(url), name(who), {}, u"localhost:"_s + QString::fromLatin1(m_snac->value("SNAC_PORT")), options };
    }
    [[nodiscard]] std::unique_ptr<MastodonConnector> connectorOf(const char *who, const QUrl &url)
    {
        return connectorOf(who, url, *m_client);
    }
    [[nodiscard]] std::unique_ptr<MastodonConnector> connectorOf(const char *who, const QUrl &url, HttpClient &client)
    {
        const QByteArray token = m_snac->value("SNAC_" + QByteArray(who).toUpper() + "_TOKEN");
        return std::make_unique<MastodonConnector>(sourceOf(who, url), Secret(token), client);
    }
    template<typename T> static T answerOf(QFuture<T> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60'000))
            qFatal("no answer");
        return future.result();
    }
    static Result<Page> fetch(MastodonConnector &connector, QByteArray &cursor)
    {
        auto page = answerOf(connector.fetch(cursor));
        if (page && !page->cursor.isEmpty())
            cursor = page->cursor;
        return page;
    }
    /// snac works through its queue some seconds later.
    bool waitForNews()
    {
        for (int left = 100; left > 0; --left) {
            const auto page = fetch(*m_alice, m_aliceCursor);
            if (!page)
                return false;
            m_news = *page;
            if (!page->arrivals.isEmpty())
                return true;
            QTest::qWait(250);
        }
        return false;
    }
    int favouritesHeardByBob()
    {
        QByteArray fromTheBeginning;
        const auto page = fetch(*m_bob, fromTheBeginning);
        if (!page)
            return -1;
        return int(std::count_if(page->responses.begin(), page->responses.end(), [this](const Response &each) {
            return each.kind == Response::Kind::Favourite && each.about == m_mention.globalName
                && each.who.globalName == name("alice");
        }));
    }
    bool post(const char *who, const QByteArray &path, const QByteArray &form)
    {
        HttpRequest request;
        request.url = QUrl(snacUrl().toString() + QString::fromLatin1(path));
        request.typed = typedHost(request.url);
        request.method = "POST";
        request.body = form;
        const QByteArray token = m_snac->value("SNAC_" + QByteArray(who).toUpper() + "_TOKEN");
        request.headers = { qMakePair(QByteArray("Authorization"), QByteArray("Bearer " + token)),
            qMakePair(QByteArray("Content-Type"), QByteArray("application/x-www-form-urlencoded")) };
        const auto answer = answerOf(m_client->send(request));
        return answer && answer->status == 200;
    }

    TestClock m_clock;
    std::unique_ptr<Served> m_snac;
    std::unique_ptr<Served> m_faults;
    std::unique_ptr<QtHttpClient> m_client;
    std::unique_ptr<MastodonConnector> m_alice;
    std::unique_ptr<MastodonConnector> m_bob;
    std::unique_ptr<MastodonConnector> m_aliceThrough;
    QByteArray m_aliceCursor;
    Page m_news;
    RemoteRef m_mention;
};

QTEST_GUILESS_MAIN(TestMastodonSnac)
#include "test_mastodonsnac.moc"
