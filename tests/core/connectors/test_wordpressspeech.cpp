#include "core/connectors/wordpress/wordpressconnector.h"
#include "core/connectors/wordpress/wordpresstext.h"
#include "core/http/gate.h"
#include "core/http/verdict.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testclock.h"
#include "tests/support/waited.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Server = ScriptedServer;

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray json(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

} // namespace

/// Posts and comments on a blog that takes, refuses, loses or lies, as a test says.
class TestWordPressSpeech : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_server =
            std::make_unique<Server>([this](const Server::Asked &asked, QTcpSocket &socket) { serve(asked, socket); });
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 30s, 30s, 5, 2, 16 });
        const WordPressConnector::Source source { { ChannelId::fromName("channel", "blog"), NetworkId::WordPress,
                                                      u"Blog"_s, {} },
            m_server->url(u"/wp-json/"_s), u"https://blog.example"_s, u"Blog"_s, typedHost(m_server->url()), u"2"_s };
        m_connector = std::make_unique<WordPressConnector>(source, Secret("alice:canary"), *m_client);
        m_answers.clear();
        m_me = "{\"id\":2}";
        m_comments = {};
        m_posts = {};
        m_take = {};
    }
    void aTextBecomesParagraphsAndNothingElse()
    {
        using namespace wordpress;
        QCOMPARE(postContent(u"One & <two>\nthree\r\n\r\n  \nfour [gallery] \"x\""_s, {}),
            u"<!-- wp:paragraph -->\n<p>One &amp; &lt;two&gt;<br>three</p>\n<!-- /wp:paragraph -->\n\n"
            "<!-- wp:paragraph -->\n<p>four &#91;gallery] &quot;x&quot;</p>\n<!-- /wp:paragraph -->"_s);
        QCOMPARE(postContent(u"See https://example.com/a?b=1&c=\"2 now."_s, {}),
            u"<!-- wp:paragraph -->\n<p>See <a "
            u"href=\"https://example.com/a?b=1&amp;c=\">https://example.com/a?b=1&amp;c="
            "</a>&quot;2 now.</p>\n<!-- /wp:paragraph -->"_s);
        QCOMPARE(postContent({}, { { u"7"_s, u"https://blog.example/a.png"_s, u"A \"red\" <dot>"_s } }),
            u"<!-- wp:image {\"id\":7} -->\n<figure class=\"wp-block-image\"><img src=\"https://blog.example/a.png\" "
            "alt=\"A &quot;red&quot; &lt;dot&gt;\" class=\"wp-image-7\"/></figure>\n<!-- /wp:image -->"_s);
        QCOMPARE(commentContent(u"a < b && c > \"d\""_s), u"a &lt; b &amp;&amp; c &gt; \"d\""_s);
    }
    void aSlugIsMadeOfTheTitleAndTheKey_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("slug");
        QTest::newRow("words") << u"The Roaster's back: 5 days!"_s << u"the-roaster-s-back-5-days-6b6b6b6b6b6b6b6b"_s;
        QTest::newRow("accents") << u"Über Straße"_s << u"uber-strasse-6b6b6b6b6b6b6b6b"_s;
        QTest::newRow("another alphabet") << u"שלום"_s << u"post-6b6b6b6b6b6b6b6b"_s;
        QTest::newRow("long") << QString(500, u'x') << QString(40, u'x') + u"-6b6b6b6b6b6b6b6b"_s;
        QTest::newRow("none") << QString() << u"the-text-6b6b6b6b6b6b6b6b"_s;
    }
    void aSlugIsMadeOfTheTitleAndTheKey()
    {
        QFETCH(QString, title);
        QFETCH(QString, slug);
        Outgoing one = post(u"The text"_s);
        one.title = title;
        QCOMPARE(m_connector->reserve(one), slug);
        one.replyTo = { u"https://blog.example/?comment=5"_s, u"comment:5"_s };
        QVERIFY(m_connector->reserve(one).isEmpty());
    }
    void aBlogHasTitlesAndCountsPlainly()
    {
        const auto limits = waited(m_connector->limits());
        QVERIFY(limits && limits->hasTitle && !limits->hasWarning && !limits->hasVisibility);
        QCOMPARE(limits->counting, Limits::Counting::Plain);
        const Speech speech = m_connector->speech();
        QVERIFY(speech.canPublish && speech.canReply && speech.canChange && speech.canRemove);
        QCOMPARE(speech.repeat, Speech::Repeat::Doubles);
    }
    void c01c06c07AnErrorSaysWhetherItIsOutThere_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isNo");
        QTest::addColumn<bool>("isUndone");
        const auto row = [](const char *name, const QByteArray &status, const QByteArray &body, bool isNo,
                             bool isUndone) { QTest::newRow(name) << status << body << isNo << isUndone; };
        row("may not", "403 No", "{\"code\":\"rest_cannot_create\"}", true, true);
        row("cannot be", "400 No", "{\"code\":\"rest_invalid_param\"}", true, true);
        row("signed out", "401 No", "{\"code\":\"rest_not_logged_in\"}", false, true);
        row("too often", "429 Slow", "{}", false, true);
        row("trouble", "500 Oops", "{\"code\":\"internal_server_error\"}", false, false);
        row("a gateway's", "502 Bad", "<h1>bad</h1>", false, false);
        row("a login page", "200 OK", "<html>Log in</html>", false, false);
        row("a PHP warning before it", "200 OK", "<b>Warning</b>: x\n{\"id\":1}", false, false);
        row("half", "201 Created", "{\"id\":1,", false, false);
        row("a list", "200 OK", "[]", false, false);
        row("another post", "201 Created", json(aPost(9, u"something-else"_s, u"hello"_s)), false, false);
        row("sent on to nowhere", "302 Found", {}, false, false);
        row("hung up", {}, {}, false, false);
    }
    void c01c06c07AnErrorSaysWhetherItIsOutThere()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, isNo);
        QFETCH(bool, isUndone);
        m_take = [&](const Server::Asked &, QTcpSocket &socket) {
            if (status.isEmpty())
                return socket.abort();
            Server::answer(socket, status,
                status.startsWith("302") ? "Location: /wp-login.php\r\n" : "Content-Type: application/json\r\n", body);
        };
        const auto receipt = waited(m_connector->publish(post(u"hello"_s)));
        QVERIFY(!receipt);
        QCOMPARE(isVerdict(receipt.error()), isNo);
        QCOMPARE(isSurelyUndone(receipt.error()), isUndone);
        QVERIFY2(isUndone || !receipt.error().message.contains(u"Nothing was"_s), qPrintable(receipt.error().message));
        QCOMPARE(count("POST"), 1);
    }
    void whatBreaksBeforeItIsSaidLeavesItUnsaid()
    {
        m_me = "{\"id\":3}";
        const auto another = waited(m_connector->publish(post(u"hello"_s)));
        QVERIFY(!another);
        QCOMPARE(another.error().kind, Error::Kind::SignedOut);
        m_me = "<html>Log in</html>";
        const auto page = waited(m_connector->publish(post(u"hello"_s)));
        QVERIFY(!page && isSurelyUndone(page.error()) && !isVerdict(page.error()));
        QCOMPARE(count("POST"), 0);
    }
    void aPostIsFoundByItsSlugAlsoInTheBin()
    {
        const Outgoing one = post(u"hello"_s);
        auto found = waited(m_connector->find(one));
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QVERIFY(!found->receipt && found->isWhole);
        m_posts = { aPost(9, one.reserved, u"hello"_s) };
        found = waited(m_connector->find(one));
        QVERIFY(found && found->receipt && found->isWhole);
        QCOMPARE(found->receipt->ref, RemoteRef({ u"https://blog.example/?p=9"_s, u"post:9"_s }));
        m_posts = { aPost(9, one.reserved + u"__trashed"_s, u"hello"_s) };
        found = waited(m_connector->find(one));
        QVERIFY(found && found->receipt);
        const QUrlQuery query(QUrl(QString::fromLatin1(m_server->asked.last().path())));
        QVERIFY(query.queryItemValue(u"status"_s).contains(u"any"_s));
        // A list that is of something else proves nothing.
        m_posts = { aPost(9, u"another"_s, u"hello"_s) };
        found = waited(m_connector->find(one));
        QVERIFY(found && !found->receipt && !found->isWhole);
    }
    void aCommentStandsUnderWhatItAnswers()
    {
        m_take = [&](const Server::Asked &asked, QTcpSocket &socket) {
            const QJsonObject body = QJsonDocument::fromJson(asked.body).object();
            QCOMPARE(body.value(u"post"_s).toString(), u"7"_s);
            QCOMPARE(body.value(u"parent"_s).toString(), u"5"_s);
            QCOMPARE(body.value(u"content"_s).toString(), u"It is &lt;there&gt;"_s);
            say(socket, json(aComment(8, body.value(u"content"_s).toString(), 0)));
        };
        const auto receipt = waited(m_connector->publish(comment(u"It is <there>"_s)));
        QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().message));
        QCOMPARE(receipt->ref, RemoteRef({ u"https://blog.example/?comment=8"_s, u"comment:8"_s }));
        // Pictures have no place in it.
        Outgoing one = comment(u"Look"_s);
        one.media.append(OutgoingMedia {});
        const auto refused = waited(m_connector->publish(one));
        QVERIFY(!refused && isVerdict(refused.error()));
        // What is answered is not there any more.
        one = comment(u"Look"_s);
        one.replyTo.remoteId = u"comment:404"_s;
        const auto gone = waited(m_connector->publish(one));
        QVERIFY(!gone && isVerdict(gone.error()));
        QCOMPARE(count("POST"), 1);
    }
    void aCommentThatTheBlogHasAlreadyIsFound_data()
    {
        QTest::addColumn<int>("ago"); // seconds before the first try; -1000: it is not there at all
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<bool>("isNo");
        QTest::newRow("since then") << -1 << true << false;
        QTest::newRow("of last year, and not ours to say twice") << 30'000'000 << false << true;
        QTest::newRow("of a moment before") << 60 << false << false;
        QTest::newRow("nowhere to be seen") << -1000 << false << true;
    }
    void aCommentThatTheBlogHasAlreadyIsFound()
    {
        QFETCH(int, ago);
        QFETCH(bool, isThere);
        QFETCH(bool, isNo);
        m_take = [](const Server::Asked &, QTcpSocket &socket) {
            Server::answer(socket, "409 Conflict", "Content-Type: application/json\r\n",
                "{\"code\":\"comment_duplicate\",\"message\":\"Duplicate\"}");
        };
        if (ago != -1000)
            m_comments = { aComment(8, u"Thank you"_s, ago) };
        const auto receipt = waited(m_connector->publish(comment(u"Thank you"_s)));
        QCOMPARE(bool(receipt), isThere);
        if (!receipt) {
            QCOMPARE(isVerdict(receipt.error()), isNo);
            QCOMPARE(isSurelyUndone(receipt.error()), isNo);
        }
    }
    void aCommentIsFoundByItsWordsAndPlace()
    {
        m_comments = { aComment(8, u"Thank you"_s, 3600), aComment(9, u"Thank you"_s, -2),
            aComment(10, u"Something else"_s, -3) };
        auto found = waited(m_connector->find(comment(u"Thank you"_s)));
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QVERIFY(found->receipt && found->isWhole);
        QCOMPARE(found->receipt->ref.remoteId, u"comment:9"_s);
        found = waited(m_connector->find(comment(u"See https://example.com/a & co"_s)));
        QVERIFY(found && !found->receipt && found->isWhole);
        QJsonObject elsewhere = aComment(9, u"Thank you"_s, -2);
        elsewhere.insert(u"parent"_s, 6);
        QJsonObject others = aComment(10, u"Thank you"_s, -2);
        others.insert(u"author"_s, 3);
        m_comments = { elsewhere, others };
        found = waited(m_connector->find(comment(u"Thank you"_s)));
        QVERIFY(found && !found->receipt && found->isWhole);
        m_comments = { aComment(11, u"See https://example.com/a &amp; co"_s, -2) };
        found = waited(m_connector->find(comment(u"See https://example.com/a & co"_s)));
        QVERIFY(found && found->receipt);
    }
    void aPictureThatIsThereAlreadyIsTakenAgain()
    {
        OutgoingMedia one;
        one.digest = QByteArray(32, 'd');
        one.bytes = "bytes\r\n\r\nof it";
        one.type = u"image/jpeg"_s;
        one.description = u"A \"red\" dot"_s;
        QByteArray name;
        m_take = [&](const Server::Asked &asked, QTcpSocket &socket) {
            QVERIFY(asked.body.contains("name=\"alt_text\"\r\n\r\n" + one.description.toUtf8() + "\r\n"));
            QVERIFY(asked.body.contains("Content-Type: image/jpeg\r\n\r\n" + one.bytes + "\r\n"));
            const auto at = asked.body.indexOf("filename=\"") + 10;
            name = asked.body.mid(at, asked.body.indexOf('"', at) - at);
            say(socket, "{\"id\":17,\"source_url\":\"https://blog.example/x.jpg\"}");
        };
        const auto handle = waited(m_connector->upload(one));
        QVERIFY2(handle, handle ? "" : qPrintable(handle.error().message));
        QCOMPARE(*handle, u"17 https://blog.example/x.jpg"_s);
        QVERIFY(name.endsWith(".jpg"));
        m_answers.insert("/wp-json/wp/v2/media",
            "[{\"id\":18,\"slug\":\"" + name.chopped(4) + "\",\"source_url\":\"https://blog.example/x.jpg\"}]");
        const auto again = waited(m_connector->upload(one));
        QVERIFY(again);
        QCOMPARE(*again, u"18 https://blog.example/x.jpg"_s);
        QCOMPARE(count("POST"), 1);
    }
    void whatIsTakenAwayStaysAway_data()
    {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isGone");
        QTest::newRow("into the bin") << QByteArray("200 OK") << QByteArray("{\"id\":9,\"status\":\"trash\"}") << true;
        QTest::newRow("there before") << QByteArray("410 Gone") << QByteArray("{\"code\":\"rest_already_trashed\"}")
                                      << true;
        QTest::newRow("deleted") << QByteArray("404 No") << QByteArray("{\"code\":\"rest_post_invalid_id\"}") << true;
        QTest::newRow("no blog there") << QByteArray("404 No") << QByteArray("<h1>nothing here</h1>") << false;
        QTest::newRow("may not") << QByteArray("403 No") << QByteArray("{\"code\":\"rest_cannot_delete\"}") << false;
        QTest::newRow("a login page") << QByteArray("200 OK") << QByteArray("<html>Log in</html>") << false;
    }
    void whatIsTakenAwayStaysAway()
    {
        QFETCH(QByteArray, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, isGone);
        m_take = [&](const Server::Asked &, QTcpSocket &socket) {
            Server::answer(socket, status, "Content-Type: application/json\r\n", body);
        };
        const auto removed = waited(m_connector->remove({ u"https://blog.example/?p=9"_s, u"post:9"_s }));
        QCOMPARE(bool(removed), isGone);
        QVERIFY(m_server->asked.last().line.startsWith("DELETE /wp-json/wp/v2/posts/9 "));
    }
    void aBlogWithoutABinDeletes()
    {
        m_take = [&](const Server::Asked &asked, QTcpSocket &socket) {
            if (asked.path().contains("force=true"))
                return say(socket, "{\"deleted\":true}");
            Server::answer(
                socket, "501 No", "Content-Type: application/json\r\n", "{\"code\":\"rest_trash_not_supported\"}");
        };
        QVERIFY(waited(m_connector->remove({ u"https://blog.example/?comment=9"_s, u"comment:9"_s })));
        QVERIFY(m_server->asked.last().line.startsWith("DELETE /wp-json/wp/v2/comments/9?force=true "));
    }
    void aChangeThatIsNotMadeIsNotBelieved()
    {
        const Outgoing one = post(u"We open at ten"_s);
        const RemoteRef ref { u"https://blog.example/?p=9"_s, u"post:9"_s };
        QString content = wordpress::postContent(u"We open at ten"_s, {});
        m_take = [&](const Server::Asked &, QTcpSocket &socket) { say(socket, json(aPost(9, u"x"_s, content))); };
        const auto changed = waited(m_connector->change(ref, one));
        QVERIFY2(changed, changed ? "" : qPrintable(changed.error().message));
        QCOMPARE(changed->ref, ref);
        content = wordpress::postContent(u"We open at nine"_s, {});
        const auto ignored = waited(m_connector->change(ref, one));
        QVERIFY(!ignored && !isVerdict(ignored.error()));
        m_take = [](const Server::Asked &, QTcpSocket &socket) {
            Server::answer(socket, "404 No", {}, "{\"code\":\"rest_post_invalid_id\"}");
        };
        QCOMPARE(waited(m_connector->change(ref, one)).error().kind, Error::Kind::Missing);
        QVERIFY(!waited(m_connector->change({ u"https://x.example/"_s, {} }, one)));
    }

private:
    [[nodiscard]] QString at(qint64 ago) const
    {
        return m_clock.now().addSecs(-ago).toString(u"yyyy-MM-ddThh:mm:ss"_s);
    }
    QJsonObject aPost(int id, const QString &slug, const QString &content) const
    {
        return { { u"id"_s, id }, { u"slug"_s, slug }, { u"status"_s, u"publish"_s }, { u"author"_s, 2 },
            { u"link"_s, u"https://blog.example/"_s + slug }, { u"date_gmt"_s, at(0) },
            { u"content"_s, QJsonObject { { u"raw"_s, content }, { u"rendered"_s, content } } } };
    }
    /// Of ours, under comment 5 of post 7.
    QJsonObject aComment(int id, const QString &content, qint64 ago) const
    {
        return { { u"id"_s, id }, { u"post"_s, 7 }, { u"parent"_s, 5 }, { u"author"_s, 2 },
            { u"author_name"_s, u"alice"_s }, { u"date_gmt"_s, at(ago) }, { u"status"_s, u"approved"_s },
            { u"content"_s,
                QJsonObject { { u"raw"_s, content }, { u"rendered"_s, u"<p>"_s + content + u"</p>"_s } } } };
    }
    Outgoing post(const QString &text) const
    {
        Outgoing one;
        one.key = QByteArray(32, 'k');
        one.title = u"News"_s;
        one.text = text;
        one.firstTriedAt = m_clock.now();
        one.reserved = m_connector->reserve(one);
        return one;
    }
    Outgoing comment(const QString &text) const
    {
        Outgoing one = post(text);
        one.title.clear();
        one.reserved.clear();
        one.replyTo = { u"https://blog.example/?comment=5"_s, u"comment:5"_s };
        return one;
    }
    int count(const QByteArray &method) const
    {
        return int(std::count_if(m_server->asked.begin(), m_server->asked.end(),
            [&](const auto &asked) { return asked.line.startsWith(method); }));
    }
    void say(QTcpSocket &socket, const QByteArray &body, qsizetype total = 0)
    {
        Server::answer(socket, "200 OK",
            "Content-Type: application/json\r\nX-WP-Total: " + QByteArray::number(total) + "\r\nX-WP-TotalPages: 1\r\n",
            body);
    }
    void serve(const Server::Asked &asked, QTcpSocket &socket)
    {
        const QByteArray path = asked.path().split('?').first();
        if (!asked.line.startsWith("GET"))
            return m_take ? m_take(asked, socket) : Server::answer(socket, "404 No");
        if (m_answers.contains(path))
            return say(socket, m_answers.value(path));
        if (path.endsWith("/users/me"))
            return say(socket, m_me);
        if (path.endsWith("/comments/5"))
            return say(socket, "{\"id\":5,\"post\":7,\"parent\":0}");
        if (path.endsWith("/posts"))
            return say(socket, json(m_posts), m_posts.size());
        if (path.endsWith("/comments"))
            return say(socket, json(m_comments), m_comments.size());
        if (path.endsWith("/media"))
            return say(socket, "[]");
        Server::answer(
            socket, "404 No", "Content-Type: application/json\r\n", "{\"code\":\"rest_comment_invalid_id\"}");
    }

    TestClock m_clock;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<QtHttpClient> m_client;
    std::unique_ptr<WordPressConnector> m_connector;
    QHash<QByteArray, QByteArray> m_answers; ///< by path
    QByteArray m_me;
    QJsonArray m_comments;
    QJsonArray m_posts;
    Server::Script m_take; ///< whatever is no GET
};

QTEST_GUILESS_MAIN(TestWordPressSpeech)
#include "test_wordpressspeech.moc"
