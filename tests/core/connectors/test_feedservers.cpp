#include "core/base/lane.h"
#include "core/connectors/feed/feedconnector.h"
#include "core/connectors/feed/feedfinder.h"
#include "core/http/gate.h"
#include "core/intake/intake.h"
#include "tests/support/desk.h"
#include "tests/support/served.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A server's answers as they pass: what the connector was told.
class Watched final : public HttpClient {
public:
    explicit Watched(HttpClient &client)
        : m_client(client)
    {
    }
    [[nodiscard]] QFuture<Result<HttpResponse>> send(const HttpRequest &request) override
    {
        auto future = m_client.send(request);
        whenDone(future, &m_here, [this, host = typedHost(request.url)](const Result<HttpResponse> &answer) {
            if (answer)
                statuses.append({ host, answer->status });
        });
        return future;
    }
    [[nodiscard]] QList<int> of(const QUrl &url) const
    {
        QList<int> all;
        for (const auto &[host, status] : statuses)
            if (host == typedHost(url))
                all.append(status);
        return all;
    }
    QList<QPair<QString, int>> statuses;

private:
    HttpClient &m_client;
    QObject m_here;
};

} // namespace

/// Real servers, straight and through a proxy that breaks things.
class TestFeedServers : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_feeds = std::make_unique<Served>(u"feeds"_s);
        m_wordpress = std::make_unique<Served>(u"wordpress"_s);
        QVERIFY(m_feeds->isUp() && m_wordpress->isUp());
        m_faults =
            std::make_unique<Served>(u"faults"_s, QStringList { QString::fromLatin1(m_feeds->value("FEEDS_PORT")) });
        m_wordpressFaults = std::make_unique<Served>(
            u"faults"_s, QStringList { QString::fromLatin1(m_wordpress->value("WORDPRESS_PORT")) });
        QVERIFY(m_faults->isUp() && m_wordpressFaults->isUp());
    }
    void cleanupTestCase()
    {
        m_faults.reset();
        m_wordpressFaults.reset();
        m_feeds.reset();
        m_wordpress.reset();
    }
    void init()
    {
        m_desk = std::make_unique<TestDesk>();
        m_client = std::make_unique<QtHttpClient>(m_desk->clock, HttpBudget { 2s, 3s, 5, 2, 16 });
        m_watched = std::make_unique<Watched>(*m_client);
        m_intake = std::make_unique<Intake>(m_desk->writer(), m_desk->admission, m_desk->clock);
    }
    void cleanup()
    {
        m_intake.reset();
        m_watched.reset();
        m_client.reset();
        m_desk.reset();
    }
    void realFeedsAreFollowedAndAskedOnlyForWhatIsNew_data()
    {
        QTest::addColumn<QUrl>("url");
        QTest::newRow("ikiwiki RSS") << at("FEEDS_RSS");
        QTest::newRow("ikiwiki Atom") << at("FEEDS_ATOM");
        QTest::newRow("gitweb Atom") << at("FEEDS_GITWEB");
        QTest::newRow("WordPress") << QUrl(QString::fromLatin1(m_wordpress->value("WORDPRESS_FEED")));
        QTest::newRow("ikiwiki through a proxy") << through(*m_faults, at("FEEDS_RSS"));
        QTest::newRow("WordPress through a proxy")
            << through(*m_wordpressFaults, QUrl(QString::fromLatin1(m_wordpress->value("WORDPRESS_FEED"))));
    }
    void realFeedsAreFollowedAndAskedOnlyForWhatIsNew()
    {
        QFETCH(QUrl, url);
        follow(url);
        round();
        const auto there = mentions();
        QVERIFY(there > 0);
        QCOMPARE(m_desk->database.number("SELECT count(*) FROM conversation WHERE state <> 'done'"), 0); // history
        round();
        QCOMPARE(mentions(), there);
        QCOMPARE(m_watched->of(url), QList<int>({ 200, 304 }));
    }
    void whatIsNewArrivesOnceAndIsOwedAnAnswer_data()
    {
        QTest::addColumn<bool>("isWordpress");
        QTest::newRow("ikiwiki") << false;
        QTest::newRow("WordPress") << true;
    }
    void whatIsNewArrivesOnceAndIsOwedAnAnswer()
    {
        QFETCH(bool, isWordpress);
        Served &server = isWordpress ? *m_wordpress : *m_feeds;
        const QUrl url = isWordpress ? QUrl(QString::fromLatin1(server.value("WORDPRESS_FEED"))) : at("FEEDS_RSS");
        follow(url);
        round();
        const auto there = mentions();
        server.tell(u"post"_s, u"Where is my parcel"_s);
        round();
        QCOMPARE(mentions(), there + 1);
        QCOMPARE(m_desk->database.number("SELECT count(*) FROM conversation WHERE state = 'new'"), 1);
        round();
        QCOMPARE(mentions(), there + 1);
    }
    void aPagesFeedsAreFound()
    {
        FeedFinder finder(*m_client);
        auto found = finder.look(at("FEEDS_PAGE").toString());
        QTRY_VERIFY_WITH_TIMEOUT(found.isFinished(), 30'000);
        const auto feeds = found.result();
        QVERIFY2(feeds, feeds ? "" : qPrintable(feeds.error().message));
        QCOMPARE(feeds->size(), 2);
        for (const FeedPreview &each : *feeds)
            QVERIFY(!each.title.isEmpty() && !each.newest.isEmpty());
    }
    void aBrokenWayHarmsNobodyElseAndHeals_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("isWish"); // the server says for how long
        for (const char *mode : { "503", "badjson", "slow", "reset", "lost", "badgw" })
            QTest::newRow(mode) << QString::fromLatin1(mode) << false;
        QTest::newRow("429") << u"429"_s << true;
    }
    void aBrokenWayHarmsNobodyElseAndHeals()
    {
        QFETCH(QString, mode);
        QFETCH(bool, isWish);
        const QUrl broken = through(*m_faults, at("FEEDS_RSS"));
        const QUrl well = at("FEEDS_ATOM");
        follow(broken);
        follow(well);
        round();
        const auto there = mentions();
        m_faults->tell(u"mode"_s, mode);
        m_fares.clear();
        round();
        QCOMPARE(m_fares.size(), 2);
        QVERIFY(m_fares.value(channelOf(broken)).error);
        QVERIFY(!m_fares.value(channelOf(well)).error);
        const Error error = *m_fares.value(channelOf(broken)).error;
        QVERIFY(!error.message.isEmpty());
        QCOMPARE(error.retryAfter.count() > 0, isWish);
        QCOMPARE(mentions(), there);
        m_faults->tell(u"mode"_s, u"ok"_s);
        m_desk->clock.advance(3s);
        m_fares.clear();
        round();
        QVERIFY(!m_fares.value(channelOf(broken)).error);
        QCOMPARE(m_watched->of(broken).last(), 304); // nothing of what is known was lost
        QCOMPARE(mentions(), there);
    }

private:
    [[nodiscard]] QUrl at(const QByteArray &name) const { return QUrl(QString::fromLatin1(m_feeds->value(name))); }
    [[nodiscard]] static QUrl through(const Served &faults, QUrl url)
    {
        url.setPort(faults.value("FAULTS_PORT").toInt());
        return url;
    }
    [[nodiscard]] static ChannelId channelOf(const QUrl &url)
    {
        return ChannelId::fromName("channel", url.toEncoded());
    }
    void follow(const QUrl &url)
    {
        m_intake->add(std::make_unique<FeedConnector>(
            FeedConnector::Source {
                { channelOf(url), NetworkId::Feed, url.toString(), {} }, url, url.toString(), typedHost(url), 30min },
            *m_watched));
    }
    /// Everything that is followed, asked once.
    void round()
    {
        QSignalSpy settled(m_intake.get(), &Intake::settled);
        const auto heard = connect(
            m_intake.get(), &Intake::fared, this, [this](const Fare &fare) { m_fares.insert(fare.channel, fare); });
        QVERIFY(m_intake->fetchNow() > 0);
        QTRY_VERIFY_WITH_TIMEOUT(!settled.isEmpty(), 60'000);
        disconnect(heard);
    }
    qint64 mentions() { return m_desk->database.number("SELECT count(*) FROM mention"); }

    std::unique_ptr<Served> m_feeds;
    std::unique_ptr<Served> m_wordpress;
    std::unique_ptr<Served> m_faults;
    std::unique_ptr<Served> m_wordpressFaults;
    std::unique_ptr<TestDesk> m_desk;
    std::unique_ptr<QtHttpClient> m_client;
    std::unique_ptr<Watched> m_watched;
    std::unique_ptr<Intake> m_intake;
    QHash<ChannelId, Fare> m_fares;
};

QTEST_GUILESS_MAIN(TestFeedServers)
#include "test_feedservers.moc"
