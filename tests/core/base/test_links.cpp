#include "core/base/links.h"
#include "tests/support/shareddata.h"

#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

class TestLinks : public QObject {
    Q_OBJECT

private slots:
    void f09OnlyWebAndMailAreOpenable_data();
    void f09OnlyWebAndMailAreOpenable();
    void m08ALookAlikeHostIsShownAsItIs_data();
    void m08ALookAlikeHostIsShownAsItIs();
    void m09TwoReadingsOfOneAddressAreRefused();
    void f06TheRealHostIsSaidWhenTheTextNamesAnother_data();
    void f06TheRealHostIsSaidWhenTheTextNamesAnother();
    void aMailLinkSendsNoFile();
    void bidiControlsAreStripped();
    void whatIsOpenedIsWhatBrowsersWouldOpen();
    void hostsOfTheIdnaTestsNeverBreakTheCheck();
};

void TestLinks::f09OnlyWebAndMailAreOpenable_data()
{
    QTest::addColumn<QString>("href");
    QTest::addColumn<bool>("openable");
    const auto row = [](const QString &href, bool openable) { QTest::newRow(qPrintable(href)) << href << openable; };
    row(u"https://example.com/a?b=c#d"_s, true);
    row(u"HTTP://EXAMPLE.com"_s, true);
    row(u"mailto:ada@example.com?subject=Hello"_s, true);
    for (const QString &href :
        { u"file:///etc/passwd"_s, u"smb://server/share"_s, u"ssh://host"_s, u"tel:+4712345678"_s,
            u"javascript:alert(1)"_s, u"vbscript:x"_s, u"data:text/html,x"_s, u"ms-settings:x"_s, u"x-scheme:y"_s,
            u"ftp://example.com/"_s, u"/home/ada/x.desktop"_s, u"x.desktop"_s, u"//example.com/"_s, u"example.com"_s,
            QString(), u":"_s, u"http"_s, u"http:"_s, u"http://"_s, u"https:///path"_s, u"http:example.com"_s,
            u"mailto:"_s, u"mailto:ada"_s, u"mailto:a@b,c@d"_s, u"https://a b/"_s, u"https://a\tb/"_s,
            u"https://a/\u0000b"_s, u"https://\u00a0/"_s, u"http://999999999./"_s, u"http://1.2.3.4./"_s })
        row(href, false);
    QTest::newRow("overlong") << u"https://example.com/"_s + QString(5'000, u'a') << false;
}

void TestLinks::f09OnlyWebAndMailAreOpenable()
{
    QFETCH(QString, href);
    QFETCH(bool, openable);
    const LinkCheck check = checkLink(href, {});
    QCOMPARE(check.openable, openable);
    QCOMPARE(check.url.isEmpty(), !openable);
    QCOMPARE(check.warning.isEmpty(), openable);
}

void TestLinks::m08ALookAlikeHostIsShownAsItIs_data()
{
    QTest::addColumn<QString>("href");
    QTest::addColumn<QString>("host");
    QTest::newRow("Cyrillic a in apple") << u"https://xn--pple-43d.com/"_s << u"xn--pple-43d.com"_s;
    QTest::newRow("the same, written out") << u"https://\u0430pple.com/"_s << u"xn--pple-43d.com"_s;
    QTest::newRow("all Cyrillic, all alike")
        << u"https://\u0430\u0440\u0440\u04cf\u0435.com/"_s << u"xn--80ak6aa92e.com"_s;
    QTest::newRow("a real Russian name") << u"https://\u043f\u043e\u0447\u0442\u0430.example/"_s
                                         << u"\u043f\u043e\u0447\u0442\u0430.example"_s;
    QTest::newRow("a real German name") << u"https://m\u00fcller.example/"_s << u"m\u00fcller.example"_s;
    QTest::newRow("a real Japanese name")
        << u"https://\u65e5\u672c\u8a9e\u3067.example/"_s << u"\u65e5\u672c\u8a9e\u3067.example"_s;
    QTest::newRow("script g") << u"https://\u0261oogle.com/"_s << u"xn--oogle-qmc.com"_s;
    QTest::newRow("plain") << u"https://Example.COM/"_s << u"example.com"_s;
}

void TestLinks::m08ALookAlikeHostIsShownAsItIs()
{
    QFETCH(QString, href);
    QFETCH(QString, host);
    const LinkCheck check = checkLink(href, {});
    QVERIFY(check.openable);
    QCOMPARE(check.shownHost, host);
    QCOMPARE(check.warning.isEmpty(), !host.contains(u"xn--"));
}

void TestLinks::m09TwoReadingsOfOneAddressAreRefused()
{
    for (const QString &href : { u"https://example.com\\@evil.example/"_s, u"https://user@example.com/"_s,
             u"https://user:password@example.com/"_s, u"https://@example.com/"_s, u"https://example.com/\\..\\x"_s,
             u"https:\\\\example.com"_s, u"https://a\u0001.example/"_s })
        QVERIFY2(!checkLink(href, {}).openable, qPrintable(href));
    QVERIFY(checkLink(u"https://m.example/@ada", {}).openable);
}

void TestLinks::f06TheRealHostIsSaidWhenTheTextNamesAnother_data()
{
    QTest::addColumn<QString>("shown");
    QTest::addColumn<bool>("warned");
    QTest::newRow("another") << u"https://bank.example"_s << true;
    QTest::newRow("another, bare") << u"bank.example/login"_s << true;
    QTest::newRow("another, in a sentence") << u"Log in at www.bank.example!"_s << true;
    QTest::newRow("another, cut") << u"bank.example/very/lon\u2026"_s << true;
    QTest::newRow("another, with a zero width space") << u"bank.\u200bexample"_s << true;
    QTest::newRow("the real one as its beginning") << u"shop.evil.example.bank.example"_s << true;
    QTest::newRow("the same") << u"shop.evil.example/x\u2026"_s << false;
    QTest::newRow("the same with www") << u"https://www.shop.evil.example"_s << false;
    QTest::newRow("its parent") << u"evil.example"_s << false;
    QTest::newRow("words") << u"Read more. It is good"_s << false;
    QTest::newRow("a file") << u"report.pdf"_s << false;
    QTest::newRow("a handle") << u"@ada@m.example"_s << false;
    QTest::newRow("a number") << u"3.14"_s << false;
}

void TestLinks::f06TheRealHostIsSaidWhenTheTextNamesAnother()
{
    QFETCH(QString, shown);
    QFETCH(bool, warned);
    const LinkCheck check = checkLink(u"https://shop.evil.example/x", shown);
    QVERIFY(check.openable);
    QCOMPARE(check.warning.contains(u"shop.evil.example"), warned);
}

void TestLinks::aMailLinkSendsNoFile()
{
    const LinkCheck check = checkLink(u"mailto:ada@example.com?subject=a%20b&attach=/etc/passwd&body=x", {});
    QCOMPARE(check.shownHost, u"ada@example.com"_s);
    QCOMPARE(QString::fromLatin1(check.url.toEncoded()), u"mailto:ada@example.com?subject=a%20b"_s);
}

void TestLinks::bidiControlsAreStripped()
{
    const LinkCheck check = checkLink(u"https://exa\u202emple.com/\u2066x", {});
    QCOMPARE(QString::fromLatin1(check.url.toEncoded()), u"https://example.com/x"_s);
}

void TestLinks::whatIsOpenedIsWhatBrowsersWouldOpen()
{
    const QJsonArray rows = QJsonDocument::fromJson(sharedFile(u"urls/urltestdata.json"_s)).array();
    if (rows.isEmpty())
        QSKIP("The shared data is not here.");
    int opened = 0;
    QStringList differ;
    for (const QJsonValue row : rows) {
        const QString input = row[u"input"_s].toString();
        const LinkCheck check = checkLink(input, {});
        if (!row.isObject() || !check.openable || check.url.scheme() == u"mailto")
            continue;
        ++opened;
        // The standard's host of the same input: what is opened here may never be another server than in a browser.
        const QString standard = row[u"hostname"_s].toString();
        const QString ours = check.url.host(QUrl::FullyEncoded).toLower();
        const bool sameAddress =
            standard.startsWith(u'[') && QHostAddress(ours) == QHostAddress(standard.mid(1, standard.size() - 2));
        if (!row[u"failure"_s].toBool() && ours != standard && !sameAddress)
            differ << input + u" -> "_s + ours + u" / "_s + standard;
    }
    QVERIFY(opened > 50);
    QVERIFY2(differ.isEmpty(), qPrintable(differ.join(u'\n')));
}

void TestLinks::hostsOfTheIdnaTestsNeverBreakTheCheck()
{
    const QList<QByteArray> lines = sharedFile(u"urls/IdnaTestV2.txt"_s).split('\n');
    if (lines.size() < 100)
        QSKIP("The shared data is not here.");
    for (const QByteArray &line : lines) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const QString name = QString::fromUtf8(line.left(line.indexOf(';'))).trimmed();
        const LinkCheck check = checkLink(u"https://"_s + name + u'/', name);
        QCOMPARE(check.openable, !check.url.isEmpty());
        for (const QChar c : check.shownHost)
            QVERIFY(c.category() != QChar::Other_Format && c.category() != QChar::Other_Control);
    }
}

QTEST_GUILESS_MAIN(TestLinks)
#include "test_links.moc"
