#include "core/connectors/wordpress/wordpressmark.h"
#include "core/connectors/wordpress/wordpresswire.h"

#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::wordpress;
using namespace Qt::Literals::StringLiterals;

namespace {

Json parsed(const QByteArray &text)
{
    const auto json = Json::parse(text);
    if (!json)
        qFatal("%s", qPrintable(json.error().detail));
    return *json;
}

const QByteArray whole =
    "{'id':12,'post':3,'parent':7,'author':2,'author_name':'Ben &amp; Jo','author_email':'B@X.test',"
    "'author_url':'javascript:alert(1)','date_gmt':'2026-11-22T10:00:00','content':{'rendered':"
    "'<p>Hi<\\/p>'},'link':'https:\\/\\/b.example\\/a\\/#comment-12','status':'approved','_links':{'up':"
    "[{'href':'https:\\/\\/b.example\\/wp-json\\/wp\\/v2\\/pages\\/3'}]}}";

QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

} // namespace

/// What a blog says, letter by letter.
class TestWordPressWire : public QObject {
    Q_OBJECT
private slots:
    void aCommentIsReadWhole()
    {
        const auto comment = readComment(parsed(quoted(whole)), site());
        QVERIFY(comment);
        const Arrival &arrival = comment->arrival;
        QCOMPARE(arrival.globalName, u"https://b.example/?comment=12"_s);
        QCOMPARE(arrival.inReplyTo, u"https://b.example/?comment=7"_s);
        QCOMPARE(arrival.author.globalName, u"https://b.example/?author=2"_s);
        QCOMPARE(arrival.author.displayName, u"Ben & Jo"_s);
        QCOMPARE(arrival.author.handle, u"Ben & Jo@b.example"_s);
        QVERIFY(arrival.author.isUs);
        QVERIFY(arrival.author.profileUrl.isEmpty()); // no address of the web
        QCOMPARE(arrival.author.claims, QList<ProfileClaim>({ { ProfileClaim::Kind::Email, u"b@x.test"_s, false } }));
        QCOMPARE(arrival.writtenAt->toString(Qt::ISODate), u"2026-11-22T10:00:00Z"_s);
        QCOMPARE(comment->posts, u"https://b.example/wp-json/wp/v2/pages"_s);
        QCOMPARE(arrival.audience, Arrival::Audience::Public);
    }
    void aGuestIsTheSameByTheirMailAndNobodyReadsIt()
    {
        const auto named = [&](const QByteArray &name, const QByteArray &mail) {
            QByteArray text = quoted(whole);
            text.replace("\"author\":2", "\"author\":0").replace("Ben &amp; Jo", name).replace("B@X.test", mail);
            return readComment(parsed(text), site())->arrival.author.globalName;
        };
        QCOMPARE(named("Ada", "a@x.test"), named("Ada L.", "A@x.test"));
        QVERIFY(named("Ada", "a@x.test") != named("Ada", "b@x.test"));
        QVERIFY(named("Ada", "") != named("Ben", ""));
        QVERIFY(!named("Ada", "a@x.test").contains(u'@'));
    }
    void e10_everyBrokenFieldIsNamed_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("field");
        QTest::newRow("id") << QByteArray("\"id\":12") << QByteArray("\"id\":\"x\"") << u"id"_s;
        QTest::newRow("no id") << QByteArray("\"id\":12") << QByteArray("\"ib\":12") << u"id"_s;
        QTest::newRow("post") << QByteArray("\"post\":3") << QByteArray("\"post\":{}") << u"post"_s;
        QTest::newRow("time") << QByteArray("2026-11-22T") << QByteArray("soon") << u"date_gmt"_s;
        QTest::newRow("content") << QByteArray("{\"rendered\":\"<p>Hi<\\/p>\"}") << QByteArray("7")
                                 << u"content.rendered"_s;
    }
    void e10_everyBrokenFieldIsNamed()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, field);
        QByteArray text = quoted(whole);
        QVERIFY(text.contains(from));
        const auto comment = readComment(parsed(text.replace(from, to)), site());
        QVERIFY(!comment);
        QCOMPARE(comment.error().kind, Error::Kind::Malformed);
        QVERIFY2(comment.error().message.contains(field), qPrintable(comment.error().message));
    }
    void whereTheInterfaceIs_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("root");
        const QByteArray link = "<https://b.example/wp-json/>; rel=\"https://api.w.org/\"";
        QTest::newRow("header") << link << QByteArray() << u"https://b.example/wp-json/"_s;
        QTest::newRow("among others") << "<https://b.example/?p=1>; rel=shortlink, " + link << QByteArray()
                                      << u"https://b.example/wp-json/"_s;
        QTest::newRow("no permalinks") << QByteArray(
            "<https://b.example/index.php?rest_route=/>; rel=\"https://api.w.org/\"")
                                       << QByteArray() << u"https://b.example/index.php?rest_route=/"_s;
        QTest::newRow("head of the page")
            << QByteArray()
            << QByteArray("<head><link rel='https://api.w.org/' href='https://b.example/?a=1&amp;rest_route=/' />")
            << u"https://b.example/?a=1&rest_route=/"_s;
        QTest::newRow("another host") << QByteArray("<https://evil.example/wp-json/>; rel=\"https://api.w.org/\"")
                                      << QByteArray() << QString();
        QTest::newRow("in clear") << QByteArray("<http://b.example/wp-json/>; rel=\"https://api.w.org/\"")
                                  << QByteArray() << QString();
        QTest::newRow("a name in it") << QByteArray("<https://x:y@b.example/wp-json/>; rel=\"https://api.w.org/\"")
                                      << QByteArray() << QString();
        QTest::newRow("nothing") << QByteArray("<https://b.example/feed/>; rel=alternate") << QByteArray("<p>Hi")
                                 << QString();
    }
    void whereTheInterfaceIs()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, body);
        QFETCH(QString, root);
        QCOMPARE(statedRoot(header, body, QUrl(u"https://b.example/a/page/"_s)).toString(), root);
    }
    void routesAreAskedInBothForms()
    {
        QUrlQuery query;
        query.addQueryItem(u"after"_s, u"2026-11-22T10:00:00Z"_s);
        query.addQueryItem(u"q"_s, u"a&b +"_s);
        QCOMPARE(routeUrl(QUrl(u"https://b.example/wp-json"_s), u"wp/v2/comments"_s, query).toEncoded(),
            "https://b.example/wp-json/wp/v2/comments?after=2026-11-22T10%3A00%3A00Z&q=a%26b%20%2B");
        const QUrl plain = routeUrl(QUrl(u"https://b.example/?rest_route=/"_s), u"wp/v2/comments"_s, query);
        QCOMPARE(plain.path(), u"/"_s);
        QCOMPARE(QUrlQuery(plain).queryItemValue(u"rest_route"_s, QUrl::FullyDecoded), u"/wp/v2/comments"_s);
        for (const QUrl &root : { QUrl(u"https://b.example/wp-json/"_s), QUrl(u"https://b.example/?rest_route=/"_s) })
            QCOMPARE(routeOf(root, routeUrl(root, u"wp/v2/posts"_s).toString()), u"wp/v2/posts"_s);
        const QUrl root(u"https://b.example/wp-json/"_s);
        QCOMPARE(routeOf(root, u"https://evil.example/wp-json/wp/v2/posts"_s), QString());
        QCOMPARE(routeOf(root, u"https://b.example/wp-json/../x"_s), QString());
        QCOMPARE(routeOf(root, u"https://b.example/elsewhere"_s), QString());
    }
    void aCursorComesBackAsItWent()
    {
        WordPressMark mark;
        mark.from = QDateTime(QDate(2026, 11, 22), QTime(10, 0), Qt::UTC);
        mark.offset = 99;
        mark.last = u"12"_s;
        mark.isHistory = false;
        mark.seen.insert(u"12"_s, u"abc"_s);
        const WordPressMark back = WordPressMark::fromBytes(mark.toBytes());
        QCOMPARE(back.from, mark.from);
        QCOMPARE(back.offset, 99);
        QCOMPARE(back.last, u"12"_s);
        QVERIFY(!back.isHistory);
        QCOMPARE(back.seen, mark.seen);
        QVERIFY(WordPressMark::fromBytes("nonsense").isHistory);
    }

private:
    static WordPressSite site()
    {
        return { QUrl(u"https://b.example/wp-json/"_s), u"https://b.example"_s, u"B"_s, { u"2"_s } };
    }
};

QTEST_GUILESS_MAIN(TestWordPressWire)
#include "test_wordpresswire.moc"
