#include "tests/core/connectors/speakingmastodon.h"

using namespace wheelhouse;
using namespace wheelhouse::fakemastodon;

/// Whether what we may have said is there: found whatever the server made of it, and never mistaken for something else.
class TestMastodonFind : public QObject, private SpeakingRoom {
    Q_OBJECT
private slots:
    void init()
    {
        begin();
        m_before = {};
        m_alters = {};
    }
    void whatIsThereIsFoundWhateverTheServerMadeOfIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("html");
        const auto row = [](const char *name, const QString &text, const QString &html) {
            QTest::newRow(name) << text << html;
        };
        row("as it is", u"Hello there"_s, u"<p>Hello there</p>"_s);
        row("lines and paragraphs", u"One\ntwo\n\n\nthree  four "_s, u"<p>One<br />two</p><p>three four</p>"_s);
        row("letters that HTML escapes", u"a < b && \"c\" > 'd'"_s,
            u"<p>a &lt; b &amp;&amp; &quot;c&quot; &gt; &#39;d&#39;</p>"_s);
        row("a long link", u"See https://example.com/a/very/long/path?with=words&and=more#there now"_s,
            u"<p>See <a href=\"https://example.com/a/very/long/path?with=words&amp;and=more#there\"><span "
            "class=\"invisible\">https://</span><span class=\"ellipsis\">example.com/a/very/long</span><span "
            "class=\"invisible\">/path?with=words&amp;and=more#there</span></a> now</p>"_s);
        row("a link with a slash more", u"https://example.com"_s,
            u"<a href=\"https://example.com/\">example.com</a>"_s);
        row("mentions", u"@ada@other.example and @bob, look"_s,
            u"<p><span class=\"h-card\"><a href=\"https://other.example/@ada\" class=\"u-url "
            "mention\">@<span>ada</span></a></span> and <a href=\"https://s.example/@bob\" class=\"u-url "
            "mention\">@bob@s.example</a>, look</p>"_s);
        row("a mention that nobody knows", u"@nobody@other.example look"_s, u"<p>@nobody@other.example look</p>"_s);
        row("tags", u"#Coffee #überraschung"_s,
            u"<p><a href=\"https://s.example/tags/coffee\" class=\"mention hashtag\" "
            u"rel=\"tag\">#<span>Coffee</span></a> "
            "<a href=\"https://s.example/tags/x\" class=\"mention hashtag\" rel=\"tag\">#<span>überraschung</span></a></p>"_s);
        row("markup that it reads", u"This is *really* **good** `code`"_s,
            u"<p>This is <em>really</em> <strong>good</strong> <code>code</code></p>"_s);
        row("a list that it reads", u"- one\n- two\n1. three"_s, u"<ul><li>one</li><li>two</li></ul><p>1. three</p>"_s);
        row("only signs", u"👍🏽"_s, u"<p>👍🏽</p>"_s);
        row("only marks", u"?!"_s, u"<p>?!</p>"_s);
        row("another alphabet", u"שלום עולם, مرحبا 你好。"_s, u"<p>שלום עולם, مرحبا 你好。</p>"_s);
        row("letters put together", u"cafe\u0301"_s, u"<p>caf\u00e9</p>"_s);
    }
    void whatIsThereIsFoundWhateverTheServerMadeOfIt()
    {
        QFETCH(QString, text);
        QFETCH(QString, html);
        said(7, html, -2);
        const auto found = find(outgoing(text));
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QVERIFY(found->receipt);
        QCOMPARE(found->receipt->ref, RemoteRef({ u"https://s.example/s/7"_s, u"7"_s }));
        QVERIFY(found->isWhole);
        QCOMPARE(count("POST"), 0);
    }
    void whatIsNotThereIsNotFound_data()
    {
        QTest::addColumn<QString>("html");
        QTest::newRow("something else") << u"<p>Hello everybody</p>"_s;
        QTest::newRow("another mark, another sentence") << u"<p>The shop opens at nine!</p>"_s;
        QTest::newRow("another link") << u"<p>See <a href=\"https://example.com/b\">example.com/b</a></p>"_s;
        QTest::newRow("nothing") << QString();
    }
    void whatIsNotThereIsNotFound()
    {
        QFETCH(QString, html);
        said(7, html, -2);
        const auto found = find(outgoing(u"See https://example.com/a"_s));
        QVERIFY(found && !found->receipt);
        QVERIFY(found->isWhole);
    }
    void theSameWordsFromBeforeAreNotTakenForIt()
    {
        said(7, u"<p>Good morning!</p>"_s, 3600);
        auto found = find(outgoing(u"Good morning!"_s));
        QVERIFY(found && !found->receipt && found->isWhole);
        // Both are there: it is the later one.
        said(6, u"<p>Good morning!</p>"_s, 7200);
        m_own.prepend(status(8, u"us"_s, u"<p>Good morning!</p>"_s));
        m_own.first().insert(u"created_at"_s, m_now.addSecs(1).toString(Qt::ISODateWithMs));
        found = find(outgoing(u"Good morning!"_s));
        QVERIFY(found && found->receipt);
        QCOMPARE(found->receipt->ref.remoteId, u"8"_s);
        // And of two since then the first: whoever says it again, says it later.
        m_own.prepend(status(9, u"us"_s, u"<p>Good morning!</p>"_s));
        m_own.first().insert(u"created_at"_s, m_now.addSecs(60).toString(Qt::ISODateWithMs));
        found = find(outgoing(u"Good morning!"_s));
        QVERIFY(found && found->receipt);
        QCOMPARE(found->receipt->ref.remoteId, u"8"_s);
    }
    void theSameWordsFromAMomentBeforeAreLeftToAPerson()
    {
        said(7, u"<p>Good morning!</p>"_s, 60); // by a clock that may have moved since
        const auto found = find(outgoing(u"Good morning!"_s));
        QVERIFY(found && !found->receipt && !found->isWhole);
    }
    void b12AServerWhoseClockIsOffIsReadByItsOwnClock()
    {
        m_now = m_clock.now().addSecs(-600); // it is ten minutes behind
        said(7, u"<p>Good morning!</p>"_s, -1);
        auto found = find(outgoing(u"Good morning!"_s));
        QVERIFY(found && found->receipt);
        m_now = m_clock.now().addSecs(3600); // it is an hour ahead
        m_own.clear();
        said(7, u"<p>Good morning!</p>"_s, 1800);
        found = find(outgoing(u"Good morning!"_s));
        QVERIFY(found && !found->receipt);
        QVERIFY(found->isWhole);
    }
    void aLongListIsReadBackToTheFirstTry()
    {
        for (int i = 500; i > 100; --i)
            said(i, u"<p>Number %1</p>"_s.arg(i), -i);
        said(100, u"<p>Good morning!</p>"_s, -1);
        said(99, u"<p>Long ago</p>"_s, 4000);
        said(98, u"<p>Longer ago</p>"_s, 5000);
        m_pageSize = 40;
        const auto found = find(outgoing(u"Good morning!"_s));
        QVERIFY(found && found->receipt && found->isWhole);
        QVERIFY(count("GET /api/v1/accounts/id-us/statuses") <= 12);
    }
    void e01AListWithoutEndIsGivenUpAndSaidNotToBeWhole()
    {
        said(7, u"<p>Something</p>"_s, -1);
        m_before = [this](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/accounts/id-us/statuses"))
                return false;
            m_fake->say(socket, bytes(QJsonArray { m_own.first() }), "Link: <http://x/?max_id=7>; rel=\"next\"\r\n");
            return true;
        };
        const auto found = find(outgoing(u"Good morning!"_s));
        QVERIFY(found && !found->receipt && !found->isWhole);
        QVERIFY(count("GET /api/v1/accounts/id-us/statuses") <= 3);
        // Nor does one end that counts on and on.
        int number = 1'000'000;
        m_before = [this, &number](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/accounts/id-us/statuses"))
                return false;
            QJsonObject one = status(--number, u"us"_s);
            one.insert(u"created_at"_s, m_now.toString(Qt::ISODateWithMs));
            m_fake->say(socket, bytes(QJsonArray { one }));
            return true;
        };
        const auto endless = find(outgoing(u"Good morning!"_s));
        QVERIFY(endless && !endless->receipt && !endless->isWhole);
        QVERIFY(count("GET /api/v1/accounts/id-us/statuses") <= 20);
    }
    void aShortListThatPromisesNoOtherIsAllThereIs()
    {
        said(7, u"<p>Something</p>"_s, -1);
        m_before = [this](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/accounts/id-us/statuses"))
                return false;
            QJsonArray page; // the same whatever is asked for
            for (const QJsonObject &each : std::as_const(m_own))
                page.append(each);
            m_fake->say(socket, bytes(page));
            return true;
        };
        auto found = find(outgoing(u"Good morning!"_s));
        QVERIFY(found && !found->receipt && found->isWhole);
        for (int i = 100; i < 140; ++i)
            said(i, u"<p>Number %1</p>"_s.arg(i), -1);
        found = find(outgoing(u"Good morning!"_s)); // there may be more of them
        QVERIFY(found && !found->receipt && !found->isWhole);
    }
    void whatCannotBeReadIsNoProof()
    {
        said(7, u"<p>Something</p>"_s, -1).remove(u"account"_s);
        auto found = find(outgoing(u"Good morning!"_s));
        QVERIFY(found && !found->receipt && !found->isWhole);
        m_own.clear();
        said(7, u"<p>Something</p>"_s, 7200).remove(u"account"_s);
        found = find(outgoing(u"Good morning!"_s));
        QVERIFY(found && found->isWhole); // it was there before
    }
    void theSourceDecidesWhereTheHtmlLeavesADoubt_data()
    {
        QTest::addColumn<QByteArray>("source");
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<bool>("isWhole");
        QTest::newRow("it is that") << QByteArray("{\"id\":\"7\",\"text\":\"Ready? Steady? Go to [it](https://e.x/)\"}")
                                    << true << true;
        QTest::newRow("it is another") << QByteArray("{\"id\":\"7\",\"text\":\"Ready? Steady? Go on\"}") << false
                                       << true;
        QTest::newRow("it does not tell") << QByteArray() << false << false;
    }
    void theSourceDecidesWhereTheHtmlLeavesADoubt()
    {
        QFETCH(QByteArray, source);
        QFETCH(bool, isThere);
        QFETCH(bool, isWhole);
        said(7, u"<p>Ready? Steady? Go to <a href=\"https://e.x/\">it</a></p>"_s, -1);
        m_before = [this, source](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().endsWith("/source") || source.isEmpty())
                return false;
            m_fake->say(socket, source);
            return true;
        };
        const auto found = find(outgoing(u"Ready? Steady? Go to [it](https://e.x/)"_s));
        QVERIFY(found);
        QCOMPARE(bool(found->receipt), isThere);
        QCOMPARE(found->isWhole, isWhole);
    }
    void marksThatDifferAreAnotherSentenceWhereTheSourceSaysSo()
    {
        said(7, u"<p>We open at nine?</p>"_s, -1).insert(u"text"_s, u"We open at nine?"_s);
        const auto found = find(outgoing(u"We open at nine!"_s));
        QVERIFY(found && !found->receipt && !found->isWhole);
    }
    void picturesWarningAndParentBelongToIt_data()
    {
        QTest::addColumn<QByteArray>("there"); // what the status has besides its words
        QTest::addColumn<bool>("isThere");
        QTest::addColumn<bool>("isWhole");
        const QByteArray media =
            "\"media_attachments\":[{\"id\":\"1\",\"type\":\"image\",\"url\":\"https://s.example/m\","
            "\"description\":\"A red dot\"}]";
        const QByteArray other = QByteArray(media).replace("A red dot", "A green square");
        const QByteArray bare = QByteArray(media).replace("\"A red dot\"", "null");
        const QByteArray rest = ",\"spoiler_text\":\"coffee\",\"in_reply_to_id\":\"5\"}";
        const auto row = [](const char *name, const QByteArray &there, bool isThere, bool isWhole) {
            QTest::newRow(name) << there << isThere << isWhole;
        };
        row("all as it was said", '{' + media + rest, true, true);
        row("no picture", "{\"media_attachments\":[]" + rest, false, false);
        row("another picture", '{' + other + rest, false, true);
        row("a picture of which nothing is said", '{' + bare + rest, false, false);
        row("under another message", '{' + media + ",\"spoiler_text\":\"coffee\",\"in_reply_to_id\":\"6\"}", false,
            true);
        row("under nothing, perhaps gone", '{' + media + ",\"spoiler_text\":\"coffee\",\"in_reply_to_id\":null}", false,
            false);
        row("under another warning", '{' + media + ",\"spoiler_text\":\"tea\",\"in_reply_to_id\":\"5\"}", false, true);
        row("without the warning", '{' + media + ",\"spoiler_text\":\"\",\"in_reply_to_id\":\"5\"}", false, false);
    }
    void picturesWarningAndParentBelongToIt()
    {
        QFETCH(QByteArray, there);
        QFETCH(bool, isThere);
        QFETCH(bool, isWhole);
        m_fake->statuses.insert(u"6"_s, status(6));
        QJsonObject &one = said(7, u"<p>Look at this</p>"_s, -1);
        const QJsonObject more = QJsonDocument::fromJson(there).object();
        QVERIFY(!more.isEmpty());
        for (auto each = more.begin(); each != more.end(); ++each)
            one.insert(each.key(), each.value());
        Outgoing wanted = outgoing(u"Look at this"_s);
        wanted.warning = u"coffee"_s;
        wanted.media = { picture(u"1"_s, u"A red dot"_s) };
        wanted.replyTo = { u"https://s.example/s/5"_s, u"5"_s };
        const auto found = find(wanted);
        QVERIFY(found);
        QCOMPARE(bool(found->receipt), isThere);
        QCOMPARE(found->isWhole, isWhole);
    }
    void aParentWhoseNumberChangedIsKnownByItsName()
    {
        QJsonObject edited = status(5);
        edited.insert(u"id"_s, u"55"_s);
        m_fake->statuses.insert(u"55"_s, edited);
        said(7, u"<p>Thank you!</p>"_s, -1).insert(u"in_reply_to_id"_s, u"55"_s);
        Outgoing wanted = outgoing(u"Thank you!"_s);
        wanted.replyTo = { u"https://s.example/s/5"_s, u"5"_s };
        const auto found = find(wanted);
        QVERIFY(found && found->receipt);
    }
    void whatOnlyFewMayReadIsLookedForWhereItStands()
    {
        Outgoing wanted = outgoing(u"Write to us at the desk"_s);
        wanted.visibility = Visibility::Direct;
        wanted.replyTo = { u"https://s.example/s/5"_s, u"5"_s };
        // The own list of some servers leaves it out, and so its silence proves nothing.
        said(3, u"<p>Something public</p>"_s, -1);
        auto found = find(wanted);
        QVERIFY(found && !found->receipt && !found->isWhole);
        // The thread has it.
        QJsonObject direct = status(7, u"us"_s, u"<p>Write to us at the desk</p>"_s);
        direct.insert(u"created_at"_s, m_now.toString(Qt::ISODateWithMs));
        direct.insert(u"visibility"_s, u"direct"_s);
        direct.insert(u"in_reply_to_id"_s, u"5"_s);
        m_fake->statuses.insert(u"5"_s, status(5));
        m_fake->thread = { { u"ancestors"_s, QJsonArray() }, { u"descendants"_s, QJsonArray { direct } } };
        found = find(wanted);
        QVERIFY(found && found->receipt && found->isWhole);
        QCOMPARE(found->receipt->ref.remoteId, u"7"_s);
        // And where the thread is read and has it not, it is not there.
        m_fake->thread = { { u"ancestors"_s, QJsonArray() }, { u"descendants"_s, QJsonArray() } };
        found = find(wanted);
        QVERIFY(found && !found->receipt && found->isWhole);
    }
    void aServerThatCannotBeReadHasNothingToSay_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("E16 a login page") << whole("200 OK", "text/html", "<html>Log in</html>");
        QTest::newRow("429") << whole("429 Slow", "application/json", "{}");
        QTest::newRow("503") << whole("503 Down", "text/html", "down");
        QTest::newRow("hung up") << QByteArray();
        QTest::newRow("no list") << whole("200 OK", "application/json", "{\"statuses\":[]}");
    }
    void aServerThatCannotBeReadHasNothingToSay()
    {
        QFETCH(QByteArray, says);
        m_before = [says](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/accounts/id-us/statuses"))
                return false;
            socket.write(says);
            socket.disconnectFromHost();
            return true;
        };
        QVERIFY(!find(outgoing(u"Good morning!"_s)));
    }
};

QTEST_GUILESS_MAIN(TestMastodonFind)
#include "test_mastodonfind.moc"
