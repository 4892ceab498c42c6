#include "tests/core/connectors/speakingmastodon.h"

using namespace wheelhouse;
using namespace wheelhouse::fakemastodon;

/// Saying something on servers that take it, refuse it, lose it or lie about it.
class TestMastodonSpeech : public QObject, private SpeakingRoom {
    Q_OBJECT
private slots:
    void init()
    {
        begin();
        m_before = {};
        m_alters = {};
    }
    void whatIsSaidArrivesWithAllThatBelongsToIt()
    {
        Outgoing one = outgoing(u"50 % + 1 & \"quotes\" <b>\n\nשלום 👍🏽 a=b;c#d"_s);
        one.warning = u"coffee & cake"_s;
        one.language = u"de"_s;
        one.visibility = Visibility::Followers;
        one.media = { picture(u"7"_s, u"about 7"_s), picture(u"a/b 9"_s, u"about a/b 9"_s) };
        const auto receipt = publish(one);
        QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().message));
        QCOMPARE(field("POST", u"status"_s), one.text);
        QCOMPARE(field("POST", u"spoiler_text"_s), one.warning);
        QCOMPARE(field("POST", u"sensitive"_s), u"true"_s);
        QCOMPARE(field("POST", u"visibility"_s), u"private"_s);
        QCOMPARE(field("POST", u"language"_s), u"de"_s);
        QCOMPARE(
            form("POST").allQueryItemValues(u"media_ids[]"_s, QUrl::FullyDecoded), QStringList({ u"7"_s, u"a/b 9"_s }));
        QVERIFY(!form("POST").hasQueryItem(u"in_reply_to_id"_s));
        QCOMPARE(m_server->asked.last().header("Idempotency-Key"), QByteArray(32, 'k').toHex());
        QCOMPARE(receipt->ref, RemoteRef({ u"https://s.example/s/1000"_s, u"1000"_s }));
        QCOMPARE(receipt->at, m_now);
        QCOMPARE(receipt->url, u"https://s.example/s/1000"_s);
        QCOMPARE(m_connector->speech().repeat, Speech::Repeat::Doubles);
    }
    void aPollArrivesWithItsAnswers()
    {
        const auto hasPoll = [](QJsonObject &there) {
            QJsonArray options;
            for (const char *each : { "Cup & saucer", "Mug" })
                options.append(QJsonObject { { u"title"_s, QString::fromLatin1(each) }, { u"votes_count"_s, 0 } });
            there.insert(
                u"poll"_s, QJsonObject { { u"id"_s, u"9"_s }, { u"multiple"_s, true }, { u"options"_s, options } });
        };
        m_alters = hasPoll;
        Outgoing one = outgoing(u"What do you drink from?"_s);
        one.poll = Poll { { u"Cup & saucer"_s, u"Mug"_s }, 6h, true, false };
        const auto receipt = publish(one);
        QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().message));
        QCOMPARE(form("POST").allQueryItemValues(u"poll[options][]"_s, QUrl::FullyDecoded), one.poll->options);
        QCOMPARE(field("POST", u"poll[expires_in]"_s), u"21600"_s);
        QCOMPARE(field("POST", u"poll[multiple]"_s), u"true"_s);
        QCOMPARE(field("POST", u"poll[hide_totals]"_s), u"false"_s);
        const auto found = find(one);
        QVERIFY(found && found->receipt);
        QCOMPARE(found->receipt->ref, receipt->ref);
        // A post of the same words that asks otherwise, or asks nothing, is not it.
        Outgoing other = one;
        other.poll->options[1] = u"Glass"_s;
        const auto another = find(other);
        QVERIFY(another && !another->receipt);
        other.poll.reset();
        const auto bare = find(other);
        QVERIFY(bare && !bare->receipt);
    }
    void aPollThatTheServerLeftOutIsADoubt()
    {
        Outgoing one = outgoing(u"What do you drink from?"_s);
        one.poll = Poll { { u"Cup"_s, u"Mug"_s }, 6h, false, false };
        const auto receipt = publish(one);
        QVERIFY(!receipt && !isVerdict(receipt.error()) && !isSurelyUndone(receipt.error()));
    }
    void everyVisibilityHasItsWord_data()
    {
        QTest::addColumn<int>("visibility");
        QTest::addColumn<QString>("word");
        QTest::newRow("public") << int(Visibility::Public) << u"public"_s;
        QTest::newRow("unlisted") << int(Visibility::Unlisted) << u"unlisted"_s;
        QTest::newRow("followers") << int(Visibility::Followers) << u"private"_s;
        QTest::newRow("direct") << int(Visibility::Direct) << u"direct"_s;
    }
    void everyVisibilityHasItsWord()
    {
        QFETCH(int, visibility);
        QFETCH(QString, word);
        Outgoing one = outgoing(u"hello"_s);
        one.visibility = Visibility(visibility);
        QVERIFY(publish(one));
        QCOMPARE(field("POST", u"visibility"_s), word);
        QCOMPARE(field("POST", u"sensitive"_s), u"false"_s);
    }
    void aReplyStandsUnderWhatItAnswers()
    {
        m_fake->statuses.insert(u"5"_s, status(5));
        Outgoing one = outgoing(u"we look into it"_s);
        one.replyTo = { u"https://s.example/s/5"_s, u"5"_s };
        QVERIFY(publish(one));
        QCOMPARE(field("POST", u"in_reply_to_id"_s), u"5"_s);
    }
    void aReplyIsNotHungUnderAnotherMessageOfThatNumber()
    {
        m_fake->statuses.insert(u"5"_s, status(6)); // the server counts anew
        m_before = [this](const Server::Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v2/search"))
                return false;
            m_fake->say(socket, bytes(QJsonObject { { u"statuses"_s, QJsonArray { status(5) } } }));
            return true;
        };
        Outgoing one = outgoing(u"we look into it"_s);
        one.replyTo = { u"https://s.example/s/5"_s, u"5"_s };
        QVERIFY(publish(one));
        QCOMPARE(field("POST", u"in_reply_to_id"_s), u"5"_s);
        // And where only its name is known, it is looked up.
        one.replyTo.remoteId.clear();
        QVERIFY(publish(one));
        QCOMPARE(field("POST", u"in_reply_to_id"_s), u"5"_s);
    }
    void whatIsAnsweredAndGoneIsAVerdictOfAServerThatKnowsUs()
    {
        Outgoing one = outgoing(u"we look into it"_s);
        one.replyTo = { u"https://s.example/s/5"_s, u"5"_s };
        const auto gone = publish(one);
        QVERIFY(!gone && isVerdict(gone.error()));
        QCOMPARE(gone.error().kind, Error::Kind::Missing);
        QCOMPARE(count("POST"), 0);
        // What stands before a server that is away says "not here" to everything.
        restart();
        m_fake->us = account(u"nobody"_s);
        m_before = [](const Server::Asked &, QTcpSocket &socket) {
            Server::answer(socket, "404 No", "Content-Type: text/html\r\n", "<h1>no such site</h1>");
            return true;
        };
        const auto away = publish(one);
        QVERIFY(!away && !isVerdict(away.error()) && isSurelyUndone(away.error()));
        QCOMPARE(count("POST"), 0);
    }
    void c01c06c07e16AnErrorSaysWhetherItIsOutThere_data()
    {
        using enum Manner;
        const QByteArray json = "application/json";
        QTest::addColumn<int>("manner");
        QTest::addColumn<QByteArray>("says");
        QTest::addColumn<bool>("isNo");
        QTest::addColumn<bool>("isUndone");
        const auto row = [](const char *name, Manner manner, const QByteArray &says, bool isNo, bool isUndone) {
            QTest::newRow(name) << int(manner) << says << isNo << isUndone;
        };
        const QByteArray no = "{\"error\":\"Validation failed: Text character limit of 500 exceeded\"}";
        row("422 is the server's no", Says, whole("422 No", json, no), true, true);
        row("403 is the server's no", Says, whole("403 No", json, no), true, true);
        row("400 is the server's no", Says, whole("400 No", json, no), true, true);
        row("401 wants a person", Says, whole("401 No", json, no), false, true);
        row("429 is tried later", Says, whole("429 Slow", json, "{}"), false, true);
        row("409 is worked on", Says, whole("409 Conflict", json, no), false, false);
        row("500 after it took it", TakesAndSays, whole("500 Oops", json, no), false, false);
        row("502 of a proxy", TakesAndSays, whole("502 Bad gateway", "text/html", "<h1>bad</h1>"), false, false);
        row("503 with a wait", TakesAndSays,
            "HTTP/1.1 503 Busy\r\nRetry-After: 7\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", false, false);
        row("it took it and hung up", TakesAndDrops, {}, false, false);
        row("it hung up", Drops, {}, false, false);
        row("its answer is late", TakesAndIsSilent, {}, false, false);
        row("a login page", Says, whole("200 OK", "text/html", "<html>Log in</html>"), false, false);
        row("half an answer", TakesAndSays, whole("200 OK", json, "{\"id\":\"10"), false, false);
        row("another document", TakesAndSays, whole("200 OK", json, "{\"id\":\"1000\",\"ok\":true}"), false, false);
        row("an empty answer", TakesAndSays, whole("200 OK", json, {}), false, false);
        row("somebody else's", TakesAndSays, whole("200 OK", json, bytes(status(3, u"ada"_s, u"a lost parcel"_s))),
            false, false);
        row("other words of ours", TakesAndSays, whole("200 OK", json, bytes(status(3, u"us"_s, u"hello"_s))), false,
            false);
        row("the same words, three weeks old", TakesAndSays,
            whole("200 OK", json, bytes(status(3, u"us"_s, u"a lost parcel"_s))), false, false);
        row("a redirect to where there is nothing", TakesAndSays,
            "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", false, false);
    }
    void c01c06c07e16AnErrorSaysWhetherItIsOutThere()
    {
        QFETCH(int, manner);
        QFETCH(QByteArray, says);
        QFETCH(bool, isNo);
        QFETCH(bool, isUndone);
        m_manner = Manner(manner);
        m_says = says;
        if (m_manner == Manner::TakesAndIsSilent)
            connectWithin(3s);
        QVERIFY(find(outgoing(u"a lost parcel"_s))); // who we are is known before it is said
        const auto receipt = publish(outgoing(u"a lost parcel"_s));
        QVERIFY(!receipt);
        QCOMPARE(isVerdict(receipt.error()), isNo);
        QCOMPARE(isSurelyUndone(receipt.error()), isUndone);
        QVERIFY(!receipt.error().message.isEmpty());
        QVERIFY2(isUndone || !receipt.error().message.contains(u"Nothing was"_s), qPrintable(receipt.error().message));
        QCOMPARE(count("POST"), 1); // it is never said again by itself
        if (Manner(manner) == Manner::Says || Manner(manner) == Manner::Drops)
            return;
        // C01, C02: what was taken is found, and is there once.
        const auto found = find(outgoing(u"a lost parcel"_s));
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QVERIFY(found->receipt);
        QCOMPARE(found->receipt->ref.remoteId, u"1000"_s);
        QCOMPARE(m_own.size(), 1);
    }
    void whatBreaksBeforeItIsSaidLeavesItUnsaid_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("hung up") << QByteArray();
        QTest::newRow("503") << whole("503 Busy", "text/html", "<h1>down</h1>");
        QTest::newRow("404") << whole("404 No", "text/html", "<h1>nothing</h1>");
        QTest::newRow("429") << whole("429 Slow", "application/json", "{}");
        QTest::newRow("a login page") << whole("200 OK", "text/html", "<html>Log in</html>");
        QTest::newRow("half an answer") << whole("200 OK", "application/json", "{\"id\":");
    }
    void whatBreaksBeforeItIsSaidLeavesItUnsaid()
    {
        QFETCH(QByteArray, says);
        m_before = [says](const Server::Asked &, QTcpSocket &socket) {
            socket.write(says);
            socket.disconnectFromHost();
            return true;
        };
        const auto receipt = publish(outgoing(u"hello"_s));
        QVERIFY(!receipt);
        QVERIFY(isSurelyUndone(receipt.error()) && !isVerdict(receipt.error()));
        QCOMPARE(count("POST"), 0);
    }
    void e12InAnothersNameNothingIsSaid()
    {
        m_fake->us = account(u"bob"_s);
        const auto receipt = publish(outgoing(u"hello"_s));
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().kind, Error::Kind::SignedOut);
        QVERIFY(isSurelyUndone(receipt.error()));
        QCOMPARE(count("POST"), 0);
    }
    void picturesThatAreMissingInTheAnswerAreNotOverlooked()
    {
        m_alters = [](QJsonObject &made) { made.insert(u"media_attachments"_s, QJsonArray()); };
        Outgoing one = outgoing(u"look at this machine"_s);
        one.media = { picture(u"7"_s, u"about 7"_s) };
        const auto receipt = publish(one);
        QVERIFY(!receipt && !isSurelyUndone(receipt.error()));
        const auto found = find(one);
        QVERIFY(found && !found->receipt && !found->isWhole); // a person looks at it
    }
    void aKeyThatIsIgnoredMakesTwo()
    {
        m_keepsKeys = false;
        QVERIFY(publish(outgoing(u"hello"_s)) && publish(outgoing(u"hello"_s)));
        QCOMPARE(m_own.size(), 2); // hence Doubles, and find()
        const auto found = find(outgoing(u"hello"_s));
        QVERIFY(found && found->receipt);
        begin();
        QVERIFY(publish(outgoing(u"hello"_s)) && publish(outgoing(u"hello"_s)));
        QCOMPARE(m_own.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestMastodonSpeech)
#include "test_mastodonspeech.moc"
