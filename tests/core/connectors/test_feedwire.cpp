#include "core/connectors/feed/feedwire.h"

#include "core/connectors/feed/feedhtml.h"
#include "tests/support/owntime.h"
#include "tests/support/shareddata.h"

#include <QDir>
#include <QTcpServer>
#include <QtTest>

using namespace wheelhouse;

namespace {

Feed parsed(const QByteArray &bytes, const FeedSource &source = {})
{
    auto feed = parseFeed(bytes, source);
    return feed ? *feed : Feed();
}

QByteArray rss(const QByteArray &item)
{
    return "<rss version='2.0'><channel><title>T</title><item>" + item + "</item></channel></rss>";
}

FeedEntry entryOf(const QByteArray &item)
{
    return parsed(rss(item)).entries.value(0);
}

QStringList namesOf(const QByteArray &items)
{
    QStringList names;
    const auto arrivals =
        toArrivals(parsed("<rss version='2.0'><channel><link>http://e.org/</link>" + items + "</channel></rss>"),
            QStringLiteral("http://e.org/f"));
    for (const Arrival &arrival : arrivals)
        names += arrival.globalName;
    return names;
}

} // namespace

class TestFeedWire : public QObject {
    Q_OBJECT
private slots:
    void anRssItemIsRead()
    {
        const FeedEntry entry =
            entryOf("<title>Fish &amp;amp; chips</title><link>http://e.org/1</link>"
                    "<guid isPermaLink='false'>g1</guid><dc:creator>Ada</dc:creator>"
                    "<pubDate>Sun, 08 Mar 2026 12:30:00 GMT</pubDate><comments>http://e.org/1#c</comments>"
                    "<description>short</description><content:encoded><![CDATA[<p>long</p>]]></content:encoded>"
                    "<enclosure url='http://e.org/a.mp3' type='audio/mpeg'/>");
        QCOMPARE(entry.id, QStringLiteral("g1"));
        QCOMPARE(entry.title.value, QStringLiteral("Fish &amp; chips"));
        QVERIFY(entry.title.isHtml);
        QCOMPARE(entry.link, QStringLiteral("http://e.org/1"));
        QCOMPARE(entry.author, QStringLiteral("Ada"));
        QCOMPARE(entry.published.at->toString(Qt::ISODate), QStringLiteral("2026-03-08T12:30:00Z"));
        QCOMPARE(entry.summary.value, QStringLiteral("short"));
        QCOMPARE(entry.content.value, QStringLiteral("<p>long</p>"));
        QCOMPARE(entry.attachments.size(), 1);
        QCOMPARE(entry.attachments.first().kind, QStringLiteral("audio"));
    }
    void anAtomEntryIsRead()
    {
        const Feed feed = parsed(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="http://e.org/a/">
            <title type="html">A &lt;b&gt;feed&lt;/b&gt;</title><link rel="self" href="feed.xml"/><link href="."/>
            <link rel="hub" href="https://hub.e.org/"/><link rel="next" href="?page=2"/>
            <entry><id>tag:e.org,1</id><title>1 &lt; 2</title><link href="1.html"/><updated>2026-03-08T12:30:00Z</updated>
            <author><name>Ada</name><uri>http://ada.e.org/</uri></author>
            <content type="xhtml" xml:lang="fr"><div xmlns="http://www.w3.org/1999/xhtml">x <a href="b.png">y</a></div>
            </content></entry></feed>)");
        QCOMPARE(plainTitle(feed), QStringLiteral("A feed"));
        QCOMPARE(feed.selfUrl, QStringLiteral("http://e.org/a/feed.xml"));
        QCOMPARE(feed.link, QStringLiteral("http://e.org/a/"));
        QCOMPARE(feed.nextPage, QStringLiteral("http://e.org/a/?page=2"));
        QCOMPARE(feed.hubs, QStringList(QStringLiteral("https://hub.e.org/")));
        const FeedEntry entry = feed.entries.value(0);
        QCOMPARE(entry.title.value, QStringLiteral("1 < 2"));
        QVERIFY(!entry.title.isHtml);
        QCOMPARE(entry.link, QStringLiteral("http://e.org/a/1.html"));
        QCOMPARE(entry.content.value, QStringLiteral("x <a href=\"http://e.org/a/b.png\">y</a>"));
        QCOMPARE(entry.language, QStringLiteral("fr"));
        QVERIFY(!entry.published.isThere() && entry.updated.at);
    }
    void aJsonFeedIsRead()
    {
        const Feed feed = parsed(
            R"({"version":"https://jsonfeed.org/version/1.1","title":"J","next_url":"http://e.org/2","items":[)"
            R"({"id":117020457910412882,"content_html":"<p onclick=x>hi</p>","date_published":"2026-03-08T12:30:00Z",)"
            R"("authors":[{"name":"Ada"}],"language":"en"},7,{"id":"b","content_text":"1 < 2"}]})");
        QCOMPARE(feed.version, QStringLiteral("json11"));
        QCOMPARE(feed.nextPage, QStringLiteral("http://e.org/2"));
        QCOMPARE(feed.entries.size(), 2);
        QCOMPARE(feed.entries.at(0).id, QStringLiteral("117020457910412882"));
        QCOMPARE(feed.entries.at(0).content.value, QStringLiteral("<p>hi</p>"));
        QCOMPARE(feed.entries.at(1).content.value, QStringLiteral("1 < 2"));
        QCOMPARE(feed.problems.size(), 1); // the 7
    }
    void rssWrittenAsJsonIsRead()
    {
        const Feed feed = parsed(
            R"({"rss":{"channel":{"title":"S","link":"http://e.org/","item":[{"guid":{"isPermaLink":"false","#value":"g"},)"
            R"("description":"<b>hi</b>","pubDate":"Mon, 26 Jun 2017 12:20:05 GMT"},7]}}})");
        QCOMPARE(feed.title.value, QStringLiteral("S"));
        QCOMPARE(feed.entries.size(), 1);
        QCOMPARE(feed.entries.first().id, QStringLiteral("g"));
        QCOMPARE(feed.entries.first().link, QString());
        QCOMPARE(feed.entries.first().summary.value, QStringLiteral("<b>hi</b>"));
    }
    void aBrokenFeedGivesWhatItHolds_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("titles");
        const auto row = [](const char *name, const char *bytes, const QStringList &titles) {
            QTest::newRow(name) << QByteArray(bytes) << titles;
        };
        const QStringList both { QStringLiteral("a"), QStringLiteral("b") };
        row("a page around it",
            "<html><title>x</title><body><p>y<rss><item><title>a</title></item><item><title>b</title></item></rss></"
            "body></html>",
            both);
        row("cut off", "<rss><channel><item><title>a</title></item><item><title>b</title><desc", both);
        row("an end tag forgotten", "<rss><channel><item><title>a</title><item><title>b</title></item></channel></rss>",
            both);
        row("in a short field", "<rss><channel><item><guid>x<title>a</title></item><item><title>b</title></item></rss>",
            both);
        row("a bare ampersand",
            "<rss><item><link>http://e.org/?a=1&b=2</link><title>a</title></item><item><title>b</title></item></rss>",
            both);
        row("prefixes undeclared", "<rss><item><dc:title>a</dc:title></item><item><title>b</title></item></rss>", both);
        row("tags crossed", "<rss><item><title>a<b>x</title></b></item><item><title>b</title></item></rss>",
            { QStringLiteral("a<b>x</b>"), QStringLiteral("b") });
        row("a quote that never ends",
            "<rss><item><title>a</title><link href=\"http://e.org/></item><item><title>b</title></item></rss>", both);
        row("blanks before the declaration",
            "\n\n <?xml version='1.0'?><rss><item><title>a</title></item><item><title>b</title></item></rss>", both);
        row("capitals at one end", "<RSS><Item><Title>a</title></item><Item><TITLE>b</Title></Item></RSS>", both);
        row("HTML unescaped in it",
            "<rss><item><description><p>x<br><p>y</description><title>a</title></item><item><title>b</title></item></"
            "rss>",
            both);
        row("a comment that never ends",
            "<rss><item><title>a</title></item><!-- oh <item><title>b</title></item></rss>", both);
        row("a CDATA section that never ends", "<rss><item><title>a</title></item><item><title><![CDATA[b", both);
    }
    void aBrokenFeedGivesWhatItHolds()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, titles);
        QStringList found;
        for (const FeedEntry &entry : parsed(bytes).entries)
            found += entry.title.value;
        QCOMPARE(found, titles);
    }
    void whatIsNoFeedIsRefusedWithWords()
    {
        for (const char *bytes : { "", "   ", "<html><body>404</body></html>", "nothing here", "{\"a\":1}", "[1,2]",
                 "{", "<svg xmlns='http://www.w3.org/2000/svg'/>", "\0\0\0\0" }) {
            const auto feed = parseFeed(QByteArray(bytes), {});
            QVERIFY2(!feed && feed.error().kind == Error::Kind::Malformed && !feed.error().message.isEmpty(), bytes);
        }
        QVERIFY(parseFeed("<html></html>", {}).error().message.contains(QStringLiteral("web page")));
        QCOMPARE(parseFeed(QByteArray(feedbounds::bytes + 1, ' '), {}).error().kind, Error::Kind::Refused);
    }
    void h03_noDocumentTypeIsObeyed()
    {
        QTcpServer canary;
        QVERIFY(canary.listen(QHostAddress::LocalHost));
        const QByteArray port = QByteArray::number(canary.serverPort());
        const QByteArray laughs =
            R"(<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">)";
        const QByteArray items = "<rss><channel><title>&x;&c;&amp;</title></channel></rss>";
        for (const QByteArray &subset : { QByteArray("<!ENTITY x SYSTEM 'file:///etc/passwd'>"),
                 "<!ENTITY x SYSTEM 'http://127.0.0.1:" + port + "/x'>",
                 "<!ENTITY % p SYSTEM 'http://127.0.0.1:" + port + "/p'> %p;", laughs,
                 "<!ENTITY x '" + QByteArray(100'000, 'q') + "'>", QByteArray("<!ENTITY x ']>'>") }) {
            const Feed feed = parsed("<?xml version='1.0'?><!DOCTYPE rss SYSTEM 'http://127.0.0.1:" + port + "/dtd' ["
                + subset + "]>" + items);
            QCOMPARE(feed.title.value, QStringLiteral("&x;&c;&"));
            QVERIFY(!feed.problems.isEmpty());
        }
        QByteArray quadratic = "<!DOCTYPE rss [<!ENTITY x '" + QByteArray(50'000, 'q') + "'>]><rss><channel><title>";
        quadratic += QByteArray("&x;").repeated(50'000) + "</title></channel></rss>";
        QCOMPARE(parsed(quadratic).title.value.size(), 150'000);
        QVERIFY(!canary.waitForNewConnection(50));
    }
    void h03_shapesThatWouldTakeForeverDoNot_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        constexpr int many = 300'000;
        for (const char *piece :
            { "<", "<!--", "<![CDATA[", "<a b=\"", "<a b='", "<?x ", "<!doctype ", "<!DOCTYPE a [>", "<!", "</a>",
                "<a>", "<item>", "<a x=1 ", "&", "&#", "<p/>", "<a xmlns:b='c'>", "]]>", "<link href='" })
            QTest::newRow(piece) << "<rss><channel><item><description>" + QByteArray(piece).repeated(many / 4);
        QTest::newRow("attributes") << "<rss><item " + QByteArray("a='b' ").repeated(many)
                + "><title>x</title></item></rss>";
        QTest::newRow("escaped") << "<rss><item><description>" + QByteArray("&lt;a b=&quot;").repeated(many / 4);
        QTest::newRow("scripts") << "<rss><item><description>" + QByteArray("&lt;script>").repeated(many / 4);
        QTest::newRow("svg") << "<rss><item><description>" + QByteArray("&lt;svg>&lt;math>").repeated(many / 4);
        QTest::newRow("styles") << "<rss><item><description>"
                + QByteArray("&lt;a style='((((((((((,,,,--'>").repeated(many / 20);
    }
    void h03_shapesThatWouldTakeForeverDoNot()
    {
        QFETCH(QByteArray, bytes);
        OwnTime timer;
        (void)parsed(bytes);
        QVERIFY2(timer.ms() < 5000, qPrintable(QString::number(timer.ms())));
    }
    void h05_theEncodingIsFoundThoughItLies_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("contentType");
        QTest::addColumn<QString>("title");
        QTest::addColumn<bool>("isFlagged");
        const auto of = [](const QByteArray &declared, const QByteArray &title) {
            return "<?xml version='1.0'" + (declared.isEmpty() ? "" : " encoding='" + declared + "'")
                + "?><rss><channel><title>" + title + "</title></channel></rss>";
        };
        const QByteArray utf8 = "Bj\xc3\xb6rk \xe2\x82\xac";
        const QString bjork = QString::fromUtf8(utf8);
        const QString wide = QString::fromUtf8(of("utf-16", utf8));
        const auto coded = [&](QStringConverter::Encoding kind, bool mark) {
            QStringEncoder encoder(kind, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
            return QByteArray(encoder.encode(wide));
        };
        QTest::newRow("nothing said") << of({}, utf8) << QByteArray() << bjork << false;
        QTest::newRow("mark") << "\xef\xbb\xbf" + of({}, utf8) << QByteArray() << bjork << false;
        QTest::newRow("mark against the header")
            << "\xef\xbb\xbf" + of({}, utf8) << QByteArray("text/xml; charset=iso-8859-1") << bjork << false;
        QTest::newRow("UTF-16 LE") << coded(QStringConverter::Utf16LE, true) << QByteArray() << bjork << false;
        QTest::newRow("UTF-16 BE") << coded(QStringConverter::Utf16BE, true) << QByteArray() << bjork << false;
        QTest::newRow("UTF-16 LE without a mark")
            << coded(QStringConverter::Utf16LE, false) << QByteArray() << bjork << false;
        QTest::newRow("UTF-16 BE without a mark")
            << coded(QStringConverter::Utf16BE, false) << QByteArray() << bjork << false;
        QTest::newRow("UTF-32 LE") << coded(QStringConverter::Utf32LE, true) << QByteArray() << bjork << false;
        QTest::newRow("UTF-32 BE") << coded(QStringConverter::Utf32BE, false) << QByteArray() << bjork << false;
        QTest::newRow("declared Latin-1, is Windows")
            << of("iso-8859-1", "Bj\xf6rk \x80") << QByteArray() << bjork << false;
        QTest::newRow("declared Latin-1, is UTF-8") << of("iso-8859-1", utf8) << QByteArray() << bjork << true;
        QTest::newRow("declared ASCII, is UTF-8") << of("us-ascii", utf8) << QByteArray() << bjork << true;
        QTest::newRow("declared ASCII, is Windows") << of("us-ascii", "Bj\xf6rk \x80") << QByteArray() << bjork << true;
        QTest::newRow("declared UTF-8, is Windows") << of("utf-8", "Bj\xf6rk \x80") << QByteArray() << bjork << true;
        QTest::newRow("declared UTF-16, is UTF-8") << of("utf-16", utf8) << QByteArray() << bjork << true;
        QTest::newRow("unknown name") << of("x-klingon", utf8) << QByteArray() << bjork << true;
        QTest::newRow("the header says ASCII")
            << of({}, utf8) << QByteArray("text/xml; charset=us-ascii") << bjork << true;
        QTest::newRow("the header is right")
            << of("utf-8", "\xc1\xe1\xe5") << QByteArray("text/xml; charset=windows-1251") << QStringLiteral("Ббе")
            << false;
        QTest::newRow("Shift JIS") << of("shift_jis", "\x93\xfa\x96\x7b") << QByteArray() << QStringLiteral("日本")
                                   << false;
        QTest::newRow("EUC-KR") << of("euc-kr", "\xb3\xe2") << QByteArray() << QStringLiteral("년") << false;
        QTest::newRow("GB 2312, is GB 18030") << of("gb2312", "\x81\x30\x81\x30\xd6\xd0") << QByteArray()
                                              << QString(QChar(0x80)) + QStringLiteral("中") << false;
        QTest::newRow("UTF-7") << of("utf-7", "+AFs-x+AF0-") << QByteArray() << QStringLiteral("[x]") << false;
        QTest::newRow("zeros") << of({}, QByteArray("a\0b", 3)) << QByteArray() << QStringLiteral("ab") << true;
        QTest::newRow("cut in a letter") << of({}, utf8).replace("\xac", "") << QByteArray() << QString() << true;
    }
    void h05_theEncodingIsFoundThoughItLies()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, contentType);
        QFETCH(QString, title);
        QFETCH(bool, isFlagged);
        const Feed feed = parsed(bytes, { contentType, {}, {} });
        if (!title.isEmpty())
            QCOMPARE(
                feed.title.value, title == QString(QChar(0x80)) + QStringLiteral("中") ? QStringLiteral("€中") : title);
        QCOMPARE(!feed.problems.isEmpty(), isFlagged);
    }
    void h05_ebcdicIsRead()
    {
        QStringEncoder encoder("ibm-37");
        QVERIFY(encoder.isValid());
        const QByteArray bytes = encoder.encode(
            QStringLiteral("<?xml version='1.0' encoding='cp037'?><rss><channel><title>Björk</title></channel></rss>"));
        QCOMPARE(parsed(bytes).title.value, QStringLiteral("Björk"));
    }
    void e08_anItemThatIsNoJsonHarmsNoOther()
    {
        const Feed feed = parsed("{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"T [{\",\"items\":["
                                 "{\"id\":\"a\\\"}\"},{\"id\":NaN},{\"id\":\"b\",\"x\":"
            + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "},{\"id\":\"c\"},{\"id\":\"cut o");
        QStringList ids;
        for (const FeedEntry &entry : feed.entries)
            ids += entry.id;
        QCOMPARE(ids, QStringList({ QStringLiteral("a\"}"), QStringLiteral("c") }));
        QCOMPARE(feed.title.value, QStringLiteral("T [{"));
        QVERIFY(!feed.problems.isEmpty());
    }
    void e08_oddJsonHarmsNothing()
    {
        for (const QByteArray &bytes : { QByteArray(100'000, '['), QByteArray(100'000, '{'),
                 QByteArray("{\"version\":NaN}"), QByteArray("{\"items\":") })
            QVERIFY(!parseFeed(bytes, {}));
        const Feed bad = parsed("{\"items\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}");
        QVERIFY(bad.entries.isEmpty());
        QCOMPARE(parsed("{\"items\":[{\"id\":1e999}]}").entries.value(0).id, QStringLiteral("1e999"));
        const Feed twice = parsed(
            "\xef\xbb\xbf{\"items\":[],\"items\":[{\"id\":\"a\\ud800\",\"id\":\"b\\ud800\"},null,{\"title\":7}]}");
        QCOMPARE(twice.entries.size(), 2);
        QCOMPARE(twice.entries.first().id, QString(QStringLiteral("b") + QChar(0xfffd)));
        QVERIFY(!twice.problems.isEmpty());
        QStringEncoder encoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        QCOMPARE(parsed(encoder.encode(QStringLiteral("{\"items\":[{\"id\":\"ö\"}]}"))).entries.value(0).id,
            QStringLiteral("ö"));
    }
    void e08_everyJsonOfTheSuiteIsSurvived()
    {
        QDir folder(sharedData() + QStringLiteral("/json"));
        if (sharedData().isEmpty() || !folder.exists())
            QSKIP("no shared data");
        QDirIterator files(folder.path(), { QStringLiteral("*.json") }, QDir::Files, QDirIterator::Subdirectories);
        int seen = 0;
        for (; files.hasNext(); ++seen) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            (void)parseFeed(bytes, {});
            (void)parseFeed("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[" + bytes + "]}", {});
        }
        QVERIFY(seen > 100);
    }
    void anEntryKeepsItsNameWhenItsTextIsMended()
    {
        const auto same = [](const char *before, const char *after) { return namesOf(before) == namesOf(after); };
        QVERIFY(same("<item><guid>1</guid><title>a</title></item>", "<item><guid>1</guid><title>b</title></item>"));
        QVERIFY(same("<item><link>http://e.org/1</link><title>a</title></item>",
            "<item><link>http://e.org/1</link><title>b</title></item>"));
        QVERIFY(same("<item><title>a</title><description>x</description></item>",
            "<item><title>a</title><description>y</description></item>"));
        QVERIFY(!same("<item><title>a</title></item>", "<item><title>b</title></item>"));
        QVERIFY(!same("<item><description>x</description></item>", "<item><description>y</description></item>"));
        // Where every entry points to the home page, that names none of them.
        QCOMPARE(namesOf("<item><link>http://e.org/</link><title>a</title></item><item><link>http://e.org/</"
                         "link><title>b</title></item>")
                     .size(),
            2);
        QCOMPARE(namesOf("<item><guid>1</guid></item><item><guid>1</guid></item>").size(), 1);
        QVERIFY(namesOf("<item><guid>1</guid></item>").first().startsWith(QStringLiteral("http://e.org/f ")));
    }
    void ofTwoEntriesOfOneNameTheLaterCounts()
    {
        const auto arrivals = toArrivals(
            parsed(
                "<rss><item><guid>1</guid><title>new</title><pubDate>Sun, 08 Mar 2026 12:30:00 GMT</pubDate></item>"
                "<item><guid>1</guid><title>old</title><pubDate>Sat, 07 Mar 2026 12:30:00 GMT</pubDate></item></rss>"),
            QStringLiteral("f"));
        QCOMPARE(arrivals.size(), 1);
        QCOMPARE(arrivals.first().title, QStringLiteral("new"));
    }
    void b11_anEntryWithoutAReadableDateArrivesWithoutOne()
    {
        const auto at = [](const char *date) {
            return toArrivals(
                parsed(rss(QByteArray("<guid>1</guid><pubDate>") + date + "</pubDate>")), QStringLiteral("f"))
                .value(0)
                .writtenAt;
        };
        QVERIFY(!at("when it was dark"));
        QVERIFY(!at(""));
        QVERIFY(at("Sun, 08 Mar 2026 12:30:00 GMT"));
        QVERIFY(entryOf("<pubDate>when it was dark</pubDate>").published.isDoubtful);
    }
    void anAuthorIsTakenApart()
    {
        const auto author = [](const char *written) {
            return toArrivals(
                parsed(rss(QByteArray("<guid>1</guid><author>") + written + "</author>")), QStringLiteral("f"))
                .value(0)
                .author;
        };
        QCOMPARE(author("ada@e.org (Ada)").displayName, QStringLiteral("Ada"));
        QCOMPARE(author("Ada (ada@e.org)").displayName, QStringLiteral("Ada"));
        QCOMPARE(author("Ada &lt;ada@e.org>").displayName, QStringLiteral("Ada"));
        QCOMPARE(author("ada@e.org").displayName, QStringLiteral("ada@e.org"));
        QCOMPARE(author("").displayName, QStringLiteral("T")); // the feed speaks for itself
        QCOMPARE(author("ADA").globalName, author("Ada").globalName);
        QVERIFY(author("Ada").globalName != author("Bo").globalName);
    }
    void cleanedHtmlDoesNothing_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("clean");
        const auto row = [](const char *html, const char *clean) {
            QTest::newRow(html) << QString::fromUtf8(html) << QString::fromUtf8(clean);
        };
        row("a<script>b</script>c", "ac");
        row("a<script>b", "a");
        row("<scr<script></script>ipt>a", "ipt>a");
        row("<a href='java\tscript:x'>a</a>", "<a href=\"\">a</a>");
        row("<a href='&#106;avascript:x'>a</a>", "<a href=\"\">a</a>");
        row("<a href='data:text/html,x'>a</a>", "<a href=\"\">a</a>");
        row("<img src=x onerror=y>", "<img src=\"http://e.org/x\" />");
        row("<img src='vbscript:x'>", "<img src=\"\" />");
        row("<svg><a xlink:href='javascript:x'>a</a></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><a xlink:href=\"\" "
            "xmlns:xlink=\"http://www.w3.org/1999/xlink\">a</a></svg>");
        row("<svg><script>x</script></svg>", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>");
        row("<p style='background:url(javascript:x)'>a</p>", "<p>a</p>");
        row("<p style='width: expression(x)'>a</p>", "<p>a</p>");
        row("<p style='color: red; position: fixed'>a</p>", "<p style=\"color: red;\">a</p>");
        row("<p title='\"><script>'>a</p>", "<p title=\"&quot;&gt;&lt;script&gt;\">a</p>");
        row("a <!-- <script> --> b", "a  b");
        row("1 < 2 & 3", "1 < 2 & 3");
        row("<BR/><Div>x", "<br /><div>x");
        row("<!-x><![if]>", "&lt;!-x>&lt;![if]>");
    }
    void cleanedHtmlDoesNothing()
    {
        QFETCH(QString, html);
        QFETCH(QString, clean);
        const QString once = cleanHtml(html, QStringLiteral("http://e.org/"));
        QCOMPARE(once, clean);
        QCOMPARE(cleanHtml(once, QStringLiteral("http://e.org/")), once);
    }
};

QTEST_GUILESS_MAIN(TestFeedWire)
#include "test_feedwire.moc"
