#include "core/connectors/feed/discovery.h"
#include "core/connectors/feed/opml.h"
#include "tests/support/owntime.h"
#include "tests/support/shareddata.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

QByteArray opml(const QByteArray &outlines)
{
    return "<opml version='2.0'><head><title>Mine</title></head><body>" + outlines + "</body></opml>";
}

QByteArray outline(const QByteArray &url)
{
    return "<outline text='t' xmlUrl='" + url + "'/>\n";
}

QStringList urlsOf(const QByteArray &html, const char *base = "http://e.org/blog/")
{
    QStringList urls;
    for (const FoundFeed &feed : discoverFeeds(html, {}, QUrl(QString::fromLatin1(base))))
        urls += feed.url.toString();
    return urls;
}

} // namespace

class TestFeedLists : public QObject {
    Q_OBJECT
private slots:
    void foldersAndTitlesAreKeptThereAndBack()
    {
        const QList<Subscription> feeds {
            { QStringLiteral("A & <b>"), QUrl(QStringLiteral("https://a.org/f?x=1&y=2")),
                QUrl(QStringLiteral("https://a.org/")), { QStringLiteral("News"), QStringLiteral("Local") } },
            { QStringLiteral("B \"quoted\""), QUrl(QStringLiteral("https://b.org/f")), {}, { QStringLiteral("News") } },
            { QStringLiteral("Ж"), QUrl(QStringLiteral("http://c.org/")), {}, {} },
        };
        const auto back = parseOpml(toOpml(QStringLiteral("Mine & yours"), feeds));
        QVERIFY(back);
        QCOMPARE(back->title, QStringLiteral("Mine & yours"));
        QCOMPARE(back->feeds, feeds);
        QVERIFY(back->refused.isEmpty() && back->problems.isEmpty() && back->duplicates == 0);
    }
    void h14_fiftyThousandFeedsAreListedOnceEach()
    {
        QByteArray outlines;
        for (int i = 0; i < 50'000; ++i)
            outlines += outline("https://e.org/" + QByteArray::number(i) + ".xml");
        outlines += outline("HTTPS://E.org/7.xml#top") + outline("feed:https://e.org/8.xml");
        OwnTime timer;
        const auto list = parseOpml(opml(outlines));
        QVERIFY(list);
        QCOMPARE(list->feeds.size(), 50'000);
        QCOMPARE(list->duplicates, 2);
        QVERIFY2(timer.ms() < 20'000, qPrintable(QString::number(timer.ms())));
        QCOMPARE(parseOpml(toOpml({}, list->feeds))->feeds, list->feeds);
    }
    void h14_addressesThatAreNoneAreRefusedWithPlaceAndReason()
    {
        const auto list = parseOpml(opml("\n" + outline("https://e.org/1") + outline("file:///etc/passwd")
            + outline("javascript:x") + outline("/relative") + outline("ftp://e.org/")
            + outline("https://user:word@e.org/") + outline("https://e.org/2")));
        QVERIFY(list);
        QCOMPARE(list->feeds.size(), 2);
        QCOMPARE(list->refused.size(), 5);
        QCOMPARE(list->refused.first().address, QStringLiteral("file:///etc/passwd"));
        QCOMPARE(list->refused.first().row, 2);
        QCOMPARE(list->refused.first().line, 3);
        for (const auto &refused : list->refused)
            QVERIFY2(!refused.reason.isEmpty(), qPrintable(refused.address));
    }
    void h14_aListThatIsBrokenOrHostileIsReadAsFarAsItGoes()
    {
        const auto cut =
            parseOpml("<opml><body><outline text='F'><outline xmlUrl='https://e.org/1' text='a'/><outline xmlU");
        QVERIFY(cut);
        QCOMPARE(cut->feeds.size(), 1);
        QVERIFY(!cut->problems.isEmpty());
        QVERIFY(!parseOpml("<html></html>"));
        QVERIFY(!parseOpml(""));
        const auto deep =
            parseOpml(opml(QByteArray("<outline text='d'>").repeated(100'000) + outline("https://e.org/1")));
        QVERIFY(deep);
        QCOMPARE(deep->feeds.size(), 1);
        QVERIFY(deep->feeds.first().folders.size() <= 20);
        const auto entity = parseOpml("<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
            + opml("<outline text='&x;' xmlUrl='https://e.org/1'/>"));
        QCOMPARE(entity->feeds.first().title, QStringLiteral("&x;"));
        QVERIFY(!entity->problems.isEmpty());
    }
    void realListsAreRead()
    {
        for (const char *name : { "Subs.opml", "SubsNoTitleAttributes.opml" }) {
            const QByteArray bytes = sharedFile(QStringLiteral("feeds/real_RSParser/") + QLatin1String(name));
            if (bytes.isEmpty())
                QSKIP("no shared data");
            const auto list = parseOpml(bytes);
            QVERIFY2(list && list->feeds.size() > 50 && list->refused.isEmpty(), name);
        }
    }
    void aPageNamesItsFeeds()
    {
        const QByteArray html = R"(<!doctype html><head><title>x</title>
            <link rel="alternate" type="application/rss+xml" title="News &amp; more" href="feed.xml">
            <LINK REL='ALTERNATE NOFOLLOW' TYPE='application/atom+xml; charset=utf-8' HREF=/atom>
            <link rel=alternate type=application/feed+json href=//other.org/feed.json>
            <link rel=alternate hreflang=de href=/de/><link rel=stylesheet href=x.rss>
            <link rel=alternate type=application/rss+xml href=feed.xml>
            <link rel=alternate type=application/json href=/wp-json/x>
            <link rel=alternate type=application/rss+xml href="javascript:x">
            <script>"<link rel=alternate type=application/rss+xml href=no1>"</script>
            <!-- <link rel=alternate type=application/rss+xml href=no2> -->
            </head><body><a href="comments.rss">c</a> <a href="/about">a</a> <a href="/atom">d</a></body>)";
        const auto found = discoverFeeds(html, {}, QUrl(QStringLiteral("http://e.org/blog/")));
        QCOMPARE(urlsOf(html),
            QStringList({ QStringLiteral("http://e.org/blog/feed.xml"), QStringLiteral("http://e.org/atom"),
                QStringLiteral("http://other.org/feed.json"), QStringLiteral("http://e.org/blog/comments.rss") }));
        QCOMPARE(found.first().title, QStringLiteral("News & more"));
        QCOMPARE(found.first().type, QStringLiteral("application/rss+xml"));
        QVERIFY(!found.at(2).isGuess && found.at(3).isGuess);
    }
    void theBaseOfAPageCounts()
    {
        QCOMPARE(urlsOf("<base href='https://cdn.org/x/'><base href='http://no.org/'><link rel=alternate "
                        "type=application/rss+xml href=f>"),
            QStringList(QStringLiteral("https://cdn.org/x/f")));
        QVERIFY(urlsOf("<base href='file:///etc/'><link rel=alternate type=application/rss+xml href=f>").isEmpty());
    }
    void aHugePageTakesNoTime()
    {
        OwnTime timer;
        QCOMPARE(urlsOf(QByteArray("<a href='x.rss'>").repeated(200'000)).size(), 1);
        QVERIFY(urlsOf(QByteArray("<link rel=").repeated(200'000)).isEmpty());
        for (int i = 0; i < 1; ++i) {
            QByteArray many;
            for (int k = 0; k < 5'000; ++k)
                many += "<a href='" + QByteArray::number(k) + ".rss'>";
            QCOMPARE(urlsOf(many).size(), 50);
        }
        QVERIFY(timer.ms() < 20'000);
    }
};

QTEST_GUILESS_MAIN(TestFeedLists)
#include "test_feedlists.moc"
