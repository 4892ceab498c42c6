#include "core/http/gate.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

/// Which address may be asked.
class TestGate : public QObject {
    Q_OBJECT
private slots:
    void publicAndPrivateAddressesAreTold_data()
    {
        QTest::addColumn<bool>("isPublic");
        const QStringList closed { u"0.0.0.0"_s, u"0.1.2.3"_s, u"10.0.0.1"_s, u"10.255.255.255"_s, u"100.64.0.1"_s,
            u"100.127.255.255"_s, u"127.0.0.1"_s, u"127.255.0.1"_s, u"169.254.169.254"_s, u"172.16.0.1"_s,
            u"172.31.255.255"_s, u"192.0.0.8"_s, u"192.0.2.1"_s, u"192.88.99.1"_s, u"192.168.1.1"_s, u"198.18.0.1"_s,
            u"198.19.255.255"_s, u"198.51.100.1"_s, u"203.0.113.9"_s, u"224.0.0.1"_s, u"239.1.1.1"_s, u"240.0.0.1"_s,
            u"255.255.255.255"_s, u"::"_s, u"::1"_s, u"::ffff:127.0.0.1"_s, u"::ffff:8.8.8.8"_s, u"::127.0.0.1"_s,
            u"64:ff9b::7f00:1"_s, u"64:ff9b:1::a00:1"_s, u"100::1"_s, u"2001::1"_s, u"2001:10::1"_s, u"2001:db8::1"_s,
            u"2002:7f00:1::1"_s, u"3fff::1"_s, u"fc00::1"_s, u"fd12:3456::1"_s, u"fe80::1"_s, u"fec0::1"_s,
            u"ff02::1"_s };
        const QStringList open { u"1.1.1.1"_s, u"9.255.255.255"_s, u"11.0.0.0"_s, u"100.63.255.255"_s, u"100.128.0.0"_s,
            u"128.0.0.1"_s, u"169.253.1.1"_s, u"172.15.255.255"_s, u"172.32.0.0"_s, u"192.167.0.1"_s, u"198.17.1.1"_s,
            u"198.20.0.1"_s, u"223.255.255.255"_s, u"2606:4700::1111"_s, u"2001:4860:4860::8888"_s, u"2a00:1450::1"_s };
        for (const QString &each : closed)
            QTest::newRow(qPrintable(each)) << false;
        for (const QString &each : open)
            QTest::newRow(qPrintable(each)) << true;
    }
    void publicAndPrivateAddressesAreTold()
    {
        QFETCH(bool, isPublic);
        QCOMPARE(isPublicAddress(QHostAddress(QString::fromLatin1(QTest::currentDataTag()))), isPublic);
    }
    void m04OnlyTheWebIsAsked_data()
    {
        QTest::addColumn<bool>("isAllowed");
        for (const char *bad : { "file:///etc/hostname", "ftp://example.org/a", "smb://example.org/a",
                 "data:text/xml,a", "javascript:1", "gopher://example.org/", "qrc:/a", "http://", "https:///a",
                 "http://me@example.org/", "http://me:secret@example.org/", "http://example.org:25/",
                 "http://example.org:6379/", "http://example.org:0/", "http://127.0.0.1/", "http://2130706433/",
                 "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
                 "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fe80::1]/",
                 "http://169.254.169.254/latest/meta-data/", "http://0/" })
            QTest::newRow(bad) << false;
        for (const char *good : { "http://example.org/", "https://example.org/feed?x=1", "https://example.org:8443/",
                 "http://1.1.1.1/", "http://example.org:8080/", "https://xn--bcher-kva.example/" })
            QTest::newRow(good) << true;
    }
    void m04OnlyTheWebIsAsked()
    {
        QFETCH(bool, isAllowed);
        const auto checked = checkUrl(QUrl(QString::fromLatin1(QTest::currentDataTag())), {});
        QCOMPARE(checked.has_value(), isAllowed);
        if (!isAllowed) {
            QCOMPARE(checked.error().kind, Error::Kind::Refused);
            QVERIFY(!checked.error().message.isEmpty());
        }
    }
    void whatAPersonTypedOpensThatVeryHostAndPort()
    {
        const QString typed = typedHost(QUrl(u"http://localhost:18081/blog/"_s));
        const QList<QHostAddress> here { QHostAddress::LocalHost };
        QCOMPARE(typed, u"localhost:18081"_s);
        QVERIFY(checkAddresses(QUrl(u"http://localhost:18081/other"_s), here, typed));
        QVERIFY(checkAddresses(QUrl(u"http://LOCALHOST.:18081/"_s), here, typed));
        QVERIFY(!checkAddresses(QUrl(u"http://localhost:9999/"_s), here, typed));
        QVERIFY(!checkAddresses(QUrl(u"http://router.test:18081/"_s), here, typed));
        QVERIFY(!checkUrl(QUrl(u"http://127.0.0.1:18081/"_s), typed));
        QVERIFY(checkUrl(QUrl(u"http://127.0.0.1:25/"_s), u"127.0.0.1:25"_s));
    }
    void oneBadAddressAmongManyRefusesTheName()
    {
        const QUrl url(u"https://mixed.test/"_s);
        QVERIFY(checkAddresses(url, { QHostAddress(u"1.1.1.1"_s), QHostAddress(u"2606:4700::1111"_s) }, {}));
        QVERIFY(!checkAddresses(url, { QHostAddress(u"1.1.1.1"_s), QHostAddress(u"10.0.0.1"_s) }, {}));
    }
    void m09WhatTwoParsersReadDifferentlyIsRefused()
    {
        QVERIFY(!readAddress(u"https://example.com\\@evil.example/"_s));
        QVERIFY(!readAddress(u"https://example.com\t/feed"_s));
        QVERIFY(!readAddress(u"https://exa mple.com/"_s));
        QVERIFY(!readAddress(u"https://user:word@example.com/"_s));
        QVERIFY(!readAddress(u""_s));
    }
    void anAddressIsReadAsAPersonMeansIt()
    {
        QCOMPARE(readAddress(u" example.org/blog "_s).value_or(QUrl()), QUrl(u"https://example.org/blog"_s));
        QCOMPARE(readAddress(u"http://example.org"_s).value_or(QUrl()), QUrl(u"http://example.org"_s));
        QCOMPARE(readAddress(u"feed://example.org/rss"_s).value_or(QUrl()), QUrl(u"https://example.org/rss"_s));
        QCOMPARE(readAddress(u"feed:http://example.org/rss"_s).value_or(QUrl()), QUrl(u"http://example.org/rss"_s));
        QCOMPARE(readAddress(u"localhost:8080/rss"_s).value_or(QUrl()), QUrl(u"https://localhost:8080/rss"_s));
        QVERIFY(namesScheme(u"http://a"_s) && !namesScheme(u"a.example"_s));
    }
    void e04RedirectsAreCheckedAgain_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QString>("to");
        const QString http = u"http://news.test/feed"_s;
        const QString https = u"https://news.test/feed"_s;
        QTest::newRow("relative") << https << QByteArray("/other?a=1") << u"https://news.test/other?a=1"_s;
        QTest::newRow("to https") << http << QByteArray("https://news.test/feed") << https;
        QTest::newRow("elsewhere") << https << QByteArray("https://b.test/") << u"https://b.test/"_s;
        QTest::newRow("without scheme") << https << QByteArray("//b.test/x") << u"https://b.test/x"_s;
        QTest::newRow("https to http") << https << QByteArray("http://news.test/feed") << QString();
        QTest::newRow("file") << http << QByteArray("file:///etc/passwd") << QString();
        QTest::newRow("data") << http << QByteArray("data:text/xml,<rss/>") << QString();
        QTest::newRow("ftp") << http << QByteArray("ftp://news.test/") << QString();
        QTest::newRow("smb") << http << QByteArray("smb://news.test/share") << QString();
        QTest::newRow("loopback") << http << QByteArray("http://127.0.0.1/") << QString();
        QTest::newRow("decimal") << http << QByteArray("http://2130706433/") << QString();
        QTest::newRow("octal") << http << QByteArray("http://0177.0.0.1/") << QString();
        QTest::newRow("mapped") << http << QByteArray("http://[::ffff:127.0.0.1]/") << QString();
        QTest::newRow("a name in it") << http << QByteArray("http://x@b.test/") << QString();
        QTest::newRow("backslash") << http << QByteArray("http://b.test\\@127.0.0.1/") << QString();
        QTest::newRow("empty") << http << QByteArray() << QString();
        QTest::newRow("another service") << http << QByteArray("http://b.test:22/") << QString();
    }
    void e04RedirectsAreCheckedAgain()
    {
        QFETCH(QString, from);
        QFETCH(QByteArray, location);
        QFETCH(QString, to);
        const auto checked = checkRedirect(QUrl(from), location, {});
        QCOMPARE(checked ? checked->toString() : QString(), to);
    }
};

QTEST_GUILESS_MAIN(TestGate)
#include "test_gate.moc"
