#include "core/connectors/mastodon/mastodonspeech.h"
#include "tests/core/connectors/speakingmastodon.h"
#include "tests/support/shareddata.h"

using namespace wheelhouse;
using namespace wheelhouse::fakemastodon;

/// What may be said there, as servers really tell it, and as they must not be believed.
class TestMastodonLimits : public QObject, private SpeakingRoom {
    Q_OBJECT
private slots:
    void init()
    {
        begin();
        m_before = {};
    }
    void recordedServersTellTheirLimits_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("characters");
        QTest::addColumn<int>("perLink");
        QTest::addColumn<int>("pictures");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<int>("description");
        const auto row = [](const char *file, int characters, int perLink, int pictures, qint64 bytes,
                             int description = 1500) {
            QTest::newRow(file) << QString::fromLatin1(file) << characters << perLink << pictures << bytes
                                << description;
        };
        row("tokodon/api_v1_instance", 500, 23, 4, 16777216);
        row("tokodon/api_v2_instance", 500, 23, 4, 16777216);
        row("tootsdk/instance_akkoma", 5000, 23, 4, 16000000, 5000);
        row("tootsdk/instance_firefish_contact_removed", 3000, 21, 16, 10485760);
        row("tootsdk/instance_friendica_nocontact", 200000, 23, 4, 10485760);
        row("tootsdk/instance_iceshrimpnet", 8192, 23, 16, 10485760);
        row("tootsdk/instance_pixelfed", 2000, 23, 10, 15360000);
        row("tootsdk/instance_sharkey_contact_removed", 3000, 22, 16, 10485760);
        row("tootsdk/instancev2_mastodon", 500, 23, 4, 16777216);
        row("tootsdk/instancev2_pixelfed", 2000, 23, 20, 15360000);
    }
    void recordedServersTellTheirLimits()
    {
        QFETCH(QString, file);
        QFETCH(int, characters);
        QFETCH(int, perLink);
        QFETCH(int, pictures);
        QFETCH(qint64, bytes);
        QFETCH(int, description);
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        const auto body = Json::parse(sharedFile(u"mastodon/%1.json"_s.arg(file)));
        QVERIFY(body);
        const Limits limits = mastodon::limits(*body);
        QCOMPARE(limits.characters, characters);
        QCOMPARE(limits.perLink, perLink);
        QCOMPARE(limits.pictures, pictures);
        QCOMPARE(limits.pictureBytes, bytes);
        QCOMPARE(limits.description, description);
        QCOMPARE(limits.counting, Limits::Counting::Fediverse);
        QVERIFY(limits.hasWarning && limits.hasVisibility && !limits.hasTitle);
        QVERIFY(limits.pictureTypes.contains(u"image/jpeg"_s) && limits.pictureTypes.contains(u"image/png"_s));
        for (const QString &type : limits.pictureTypes)
            QVERIFY2(type.startsWith(u"image/"_s), qPrintable(type));
    }
    void pollsAreAsTheServerTellsThem_data()
    {
        using namespace std::chrono_literals;
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("options");
        QTest::addColumn<int>("characters");
        QTest::addColumn<qint64>("shortest");
        QTest::addColumn<qint64>("longest");
        QTest::newRow("Mastodon") << QByteArray(R"({"configuration":{"polls":{"max_options":6,
            "max_characters_per_option":80,"min_expiration":60,"max_expiration":86400}}})")
                                  << 6 << 80 << qint64 { 60 } << qint64 { 86400 };
        QTest::newRow("Akkoma") << QByteArray(R"({"poll_limits":{"max_options":20,"min_expiration":0,
            "max_option_chars":200,"max_expiration":31536000}})")
                                << 20 << 200 << qint64 { 0 } << qint64 { 31536000 };
        QTest::newRow("silent") << QByteArray("{}") << 4 << 50 << qint64 { 300 } << qint64 { 2629746 };
        QTest::newRow("e13 absurd") << QByteArray(R"({"configuration":{"polls":{"max_options":-1,
            "max_characters_per_option":"many","min_expiration":1e99,"max_expiration":null}}})")
                                    << 4 << 50 << qint64 { 300 } << qint64 { 2629746 };
        QTest::newRow("e13 the longest before the shortest") << QByteArray(R"({"configuration":{"polls":{
            "min_expiration":9000,"max_expiration":600}}})") << 4
                                                             << 50 << qint64 { 9000 } << qint64 { 9000 };
    }
    void pollsAreAsTheServerTellsThem()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, options);
        QFETCH(int, characters);
        QFETCH(qint64, shortest);
        QFETCH(qint64, longest);
        const auto json = Json::parse(body);
        QVERIFY(json);
        const PollLimits polls = mastodon::limits(*json).polls;
        QCOMPARE(polls.options, options);
        QCOMPARE(polls.characters, characters);
        QCOMPARE(qint64(polls.shortest.count()), shortest);
        QCOMPARE(qint64(polls.longest.count()), longest);
    }
    void e13AbsurdLimitsLeadToSafeOnes_data()
    {
        QTest::addColumn<QByteArray>("figure");
        for (const char *figure : { "-1", "0", "1e12", "1000000000000", "\"many\"", "null", "[]", "{}", "true", "0.5",
                 "99999999999999999999", "1e999", "\"\"" })
            QTest::newRow(figure) << QByteArray(figure);
    }
    void e13AbsurdLimitsLeadToSafeOnes()
    {
        QFETCH(QByteArray, figure);
        QByteArray body =
            R"({"version":"4.5","max_toot_chars":@,"upload_limit":@,"description_limit":@,"configuration":{
            "statuses":{"max_characters":@,"max_media_attachments":@,"characters_reserved_per_url":@},
            "media_attachments":{"supported_mime_types":@,"image_size_limit":@,"image_matrix_limit":@,"description_limit":@}}})";
        const auto json = Json::parse(body.replace('@', figure));
        QVERIFY(json);
        const Limits limits = mastodon::limits(*json);
        QCOMPARE(limits.characters, 500);
        QCOMPARE(limits.perLink, 23);
        QCOMPARE(limits.pictures, 4);
        QCOMPARE(limits.description, 1500);
        QCOMPARE(limits.pictureBytes, 10 * 1024 * 1024);
        QCOMPARE(limits.picturePixels, 4096 * 4096);
        QCOMPARE(limits.pictureTypes, Limits {}.pictureTypes);
    }
    void theSecondVersionIsAskedAndThenTheFirst()
    {
        const auto instance = [](int characters) {
            return QByteArray("{\"version\":\"4\",\"configuration\":{\"statuses\":{\"max_characters\":"
                + QByteArray::number(characters) + "}}}");
        };
        QByteArray second = whole("200 OK", "application/json", instance(700));
        m_before = [&](const Server::Asked &asked, QTcpSocket &socket) {
            socket.write(
                asked.path() == "/api/v2/instance" ? second : whole("200 OK", "application/json", instance(600)));
            socket.disconnectFromHost();
            return true;
        };
        QCOMPARE(charactersThere(), 700);
        second = whole("404 No", "text/html", "<h1>404</h1>");
        QCOMPARE(charactersThere(), 600);
        second = whole("200 OK", "application/json", "{\"nothing\":1}");
        QCOMPARE(charactersThere(), 600);
        second = whole("429 Slow", "application/json", "{}");
        QVERIFY(!answerOf(m_connector->limits()));
    }
    void aLoginPageHasNoLimits()
    {
        m_before = [](const Server::Asked &, QTcpSocket &socket) {
            Server::answer(socket, "200 OK", "Content-Type: text/html\r\n", "<html>Log in</html>");
            return true;
        };
        QVERIFY(!answerOf(m_connector->limits()));
    }

private:
    int charactersThere()
    {
        const auto limits = answerOf(m_connector->limits());
        return limits ? limits->characters : -1;
    }
};

QTEST_GUILESS_MAIN(TestMastodonLimits)
#include "test_mastodonlimits.moc"
