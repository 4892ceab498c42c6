#include "core/posts/validation.h"
#include "core/publishing/outgoings.h"
#include "tests/core/publishing/hostileroom.h"
#include "tests/support/heldmemory.h"

#include <QFile>
#include <QImage>

using namespace wheelhouse;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using State = Delivery::State;
using Asked = ScriptedServer::Asked;
using Instead = CountingMastodon::Instead;

Q_DECLARE_METATYPE(wheelhouse::CountingMastodon::Instead)

namespace {

const QString hello = u"Hello, valley"_s;

bool isSaying(const Asked &asked)
{
    return asked.line.startsWith("POST /api/v1/statuses ");
}

PostContent saying(const QString &text)
{
    PostContent content;
    content.parts = { { text, {} } };
    return content;
}

/// Answers with \a status, \a headers and \a body.
Instead with(const QByteArray &status, const QByteArray &headers, const QByteArray &body)
{
    return [=](const Asked &, QTcpSocket &socket) {
        ScriptedServer::answer(socket, status, headers, body);
        return true;
    };
}

/// \a instead, only where something is said.
Instead onSaying(const Instead &instead)
{
    return [instead](const Asked &asked, QTcpSocket &socket) { return isSaying(asked) && instead(asked, socket); };
}

Instead json(const QByteArray &body)
{
    return with("200 OK", "Content-Type: application/json\r\n", body);
}

/// Writes \a piece every few ms and never ends.
Instead endless(const QByteArray &head, const QByteArray &piece)
{
    return [head, piece](const Asked &, QTcpSocket &socket) {
        socket.write(head);
        ScriptedServer::drip(socket, 5, [piece](QTcpSocket &to) {
            if (to.bytesToWrite() < 4 << 20)
                to.write(piece);
        });
        return true;
    };
}

/// As a server that got through after its asker had given up.
bool late(const Asked &, QTcpSocket &socket)
{
    QTimer::singleShot(HostileRoom::longest * 2, &socket, [&socket] { socket.abort(); });
    return true;
}

/// Another thing that we said just now.
QJsonObject other(int number)
{
    const QString name = u"https://count.example/s/%1"_s.arg(number);
    return { { u"id"_s, QString::number(number) }, { u"uri"_s, name }, { u"url"_s, name },
        { u"created_at"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) },
        { u"content"_s, u"<p>Something else %1</p>"_s.arg(number) }, { u"visibility"_s, u"public"_s },
        { u"account"_s,
            QJsonObject { { u"id"_s, u"7"_s }, { u"acct"_s, u"us"_s }, { u"username"_s, u"us"_s },
                { u"uri"_s, CountingMastodon::ourName() }, { u"url"_s, CountingMastodon::ourName() } } } };
}

} // namespace

/// What servers may do to somebody who publishes there, each by its number in the list of tortures: nothing is out
/// there twice, what is known is true, and what is not known waits for a person.
class TestPublishingHostility : public QObject {
    Q_OBJECT
private:
    static void whatItHeard()
    {
        QTest::addColumn<Instead>("answers");
        const QByteArray html = "Content-Type: text/html\r\n";
        const auto row = [](const char *name, const Instead &answers) { QTest::newRow(name) << answers; };
        row("C01 it hangs up", [](const Asked &, QTcpSocket &socket) {
            socket.abort();
            return true;
        });
        row("C02 it answers when nobody waits", &late);
        row("C06 500", with("500 Oops", html, "<h1>oops</h1>"));
        row("C06 502 of a proxy", with("502 Bad gateway", html, "<h1>bad</h1>"));
        row("C06 503 with a wait", with("503 Busy", "Retry-After: 7\r\n", {}));
        row("E02 JSON without end",
            endless("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[\"", QByteArray(1 << 20, 'a')));
        row("E02 chunks without end",
            endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n",
                "100000\r\n" + QByteArray(0x100000, ' ') + "\r\n"));
        row("E03 headers without end", endless("HTTP/1.1 200 OK\r\n", "X: y\r\n"));
        row("E03 a byte at a time", endless("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "{"));
        for (const char *to : { "file:///etc/passwd", "data:text/plain,hello", "ftp://127.0.0.1/x", "smb://127.0.0.1/x",
                 "//127.0.0.1:1/x" })
            QTest::addRow("E04 to %s", to) << with("307 Again", QByteArray("Location: ") + to + "\r\n", {});
        row("E04 to itself", with("308 For good", "Location: /api/v1/statuses\r\n", {}));
        row("E08 a hundred thousand deep", json(QByteArray(100'000, '[')));
        row("E08 a key twice", json("{\"id\":\"1\",\"id\":\"2\",\"uri\":\"https://count.example/s/1\"}"));
        row("E08 no number", json("{\"id\":NaN,\"uri\":1e999}"));
        row("E08 half a letter", json("{\"id\":\"\\ud800\",\"uri\":\"\\udc00\",\"content\":\"\\ud83d\"}"));
        row("E08 UTF-16", json(QByteArray("\xff\xfe{\0}\0", 6)));
        row("E08 a mark before it", json("\xef\xbb\xbf{}"));
        row("E16 a login page", with("200 OK", html, "<html><form>Log in</form></html>"));
    }
private slots:
    void initTestCase() { QLoggingCategory::setFilterRules(u"wh.http=false"_s); }

    /// The server took it, and what it answered is of no use.
    void whatItTookIsFoundThereOnce_data() { whatItHeard(); }
    void whatItTookIsFoundThereOnce()
    {
        QFETCH(const Instead, answers);
        const HeldMemory held;
        HostileRoom room;
        const DeliveryId id = room.queue(saying(hello));
        room.server().instead({}, answers);
        room.waitWhile(id, State::Queued);
        QCOMPARE(room.at(id).state, State::Unconfirmed);
        QVERIFY(needsPerson(room.at(id)));
        room.server().instead({});
        room.waitWhile(id, State::Unconfirmed);
        QCOMPARE(room.at(id).state, State::Sent);
        QCOMPARE(room.server().said().size(), 1);
        QVERIFY2(held.most() < 160, QByteArray::number(held.most())); // an answer's limit is 32 MiB, grown by doubling
    }

    /// It took nothing, and answers as if it might have.
    void whatItDidNotTakeWaitsForAPerson_data() { whatItHeard(); }
    void whatItDidNotTakeWaitsForAPerson()
    {
        QFETCH(const Instead, answers);
        HostileRoom room;
        const DeliveryId id = room.queue(saying(hello));
        room.server().instead(onSaying(answers));
        room.waitWhile(id, State::Queued);
        QCOMPARE(room.at(id).state, State::Unconfirmed);
        room.server().instead({});
        room.wait(1min, 20s);
        QCOMPARE(room.at(id).state, State::Unconfirmed); // where twice would be two, nobody says it again by himself
        QCOMPARE(room.server().said().size(), 0);
        TestDesk::must(room.outbox().decide(id, Decision::Send));
        room.waitWhile(id, State::Queued);
        QCOMPARE(room.at(id).state, State::Sent);
        QCOMPARE(room.server().said().size(), 1);
    }

    void aVerdictIsKept_data()
    {
        QTest::addColumn<QByteArray>("status");
        for (const char *each : { "400 No", "403 No", "422 No" })
            QTest::addRow("C07 %s", each) << QByteArray(each);
    }
    void aVerdictIsKept()
    {
        QFETCH(const QByteArray, status);
        HostileRoom room;
        const DeliveryId id = room.queue(saying(hello));
        room.server().instead(
            onSaying(with(status, "Content-Type: application/json\r\n", "{\"error\":\"Not these words\"}")));
        room.waitWhile(id, State::Queued);
        QCOMPARE(room.at(id).state, State::Rejected);
        QVERIFY2(room.at(id).reason.contains(u"Not these words"_s), qPrintable(room.at(id).reason));
        static_cast<void>(room.server().asked());
        room.wait(1h, 5min);
        const auto asked = room.server().asked();
        QVERIFY(
            std::none_of(asked.cbegin(), asked.cend(), [](const QByteArray &line) { return line.startsWith("POST"); }));
        QCOMPARE(room.at(id).state, State::Rejected);
    }

    void whoeverAsksForPatienceIsGivenIt_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("seconds");
        QTest::newRow("C06 429 with a wait") << QByteArray("Retry-After: 90\r\n") << 90;
        QTest::newRow("C06 429 with the hour of its reset")
            << QByteArray("X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: "
                   + QDateTime::currentDateTimeUtc().addSecs(95).toString(Qt::ISODate).toLatin1() + "\r\n")
            << 60;
        QTest::newRow("C06 429 without a word") << QByteArray() << 1;
    }
    void whoeverAsksForPatienceIsGivenIt()
    {
        QFETCH(const QByteArray, headers);
        QFETCH(const int, seconds);
        HostileRoom room;
        const DeliveryId id = room.queue(saying(hello));
        room.server().instead(onSaying(with("429 Slow down", headers, "{}")));
        for (int i = 0; i < 20 && !room.wasAsked("POST /api/v1/statuses "); ++i)
            room.wait(20s, 20s);
        QCOMPARE(room.at(id).state, State::Queued);
        QVERIFY(room.desk().clock.now().secsTo(room.at(id).notBefore) >= seconds - 1);
        QVERIFY(room.desk().clock.now().secsTo(room.at(id).notBefore) < 20 * 60);
        room.server().instead({});
        room.waitWhile(id, State::Queued);
        QCOMPARE(room.at(id).state, State::Sent);
        QCOMPARE(room.server().said().size(), 1);
    }

    void C07_whoIsSignedOutWaitsForAPersonAndGoesOn()
    {
        HostileRoom room;
        const DeliveryId id = room.queue(saying(hello));
        room.server().instead(with("401 No", "Content-Type: application/json\r\n", "{\"error\":\"token\"}"));
        room.wait(2min, 20s);
        QCOMPARE(room.at(id).state, State::Queued);
        QVERIFY(!room.at(id).reason.isEmpty());
        room.server().instead({});
        room.waitWhile(id, State::Queued);
        QCOMPARE(room.server().said().size(), 1);
    }

    void E01_aListWithoutEndIsGivenUpWhileItIsLookedFor()
    {
        HostileRoom room;
        const DeliveryId id = room.queue(saying(hello));
        room.server().instead({}, [](const Asked &, QTcpSocket &socket) {
            socket.abort();
            return true;
        });
        room.waitWhile(id, State::Queued);
        auto number = std::make_shared<int>(1'000'000);
        room.server().instead([number](const Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v1/accounts/7/statuses"))
                return false;
            QJsonArray page;
            for (int i = 0; i < 40; ++i)
                page.append(other(--*number));
            ScriptedServer::answer(socket, "200 OK", "Content-Type: application/json\r\n",
                QJsonDocument(page).toJson(QJsonDocument::Compact));
            return true;
        });
        static_cast<void>(room.server().asked());
        room.wait(10s, 10s);
        QCOMPARE(room.at(id).state, State::Unconfirmed);
        QVERIFY2(room.at(id).reason.contains(u"Not all"_s), qPrintable(room.at(id).reason));
        QVERIFY(room.server().asked().size() < 30);
        room.server().instead({});
        room.waitWhile(id, State::Unconfirmed);
        QCOMPARE(room.at(id).state, State::Sent);
        QCOMPARE(room.server().said().size(), 1);
    }

    /// What stands between one server and its name gets neither our key nor our words.
    void E06_noKeyAndNoWordsFollowToAnotherOrigin_data()
    {
        QTest::addColumn<QByteArray>("code");
        for (const char *each : { "301 Moved", "302 Found", "303 See", "307 Again", "308 For good" })
            QTest::newRow(each) << QByteArray(each);
    }
    void E06_noKeyAndNoWordsFollowToAnotherOrigin()
    {
        QFETCH(const QByteArray, code);
        ScriptedServer canary(ScriptedServer::always("200 OK", {}, "{}"));
        HostileRoom room;
        const DeliveryId id = room.queue(saying(hello));
        room.server().instead(onSaying(
            with(code, "Location: " + canary.url(u"/x"_s, u"localhost"_s).toString().toLatin1() + "\r\n", {})));
        room.waitWhile(id, State::Queued);
        for (const Asked &each : std::as_const(canary.asked)) {
            QVERIFY(each.header("Authorization").isEmpty());
            QVERIFY(!each.body.contains("valley"));
        }
        QVERIFY(room.at(id).state == State::Unconfirmed || room.at(id).state == State::Rejected);
        QCOMPARE(room.server().said().size(), 0);
    }

    void E12_inAnothersNameNothingIsSaid()
    {
        HostileRoom room;
        const DeliveryId id = room.queue(saying(hello));
        room.server().instead([](const Asked &asked, QTcpSocket &socket) {
            if (!asked.path().endsWith("/verify_credentials"))
                return false;
            ScriptedServer::answer(socket, "200 OK", "Content-Type: application/json\r\n",
                "{\"id\":\"8\",\"acct\":\"mallory\",\"username\":\"mallory\","
                "\"uri\":\"https://count.example/users/mallory\",\"url\":\"https://count.example/users/mallory\"}");
            return true;
        });
        room.wait(2min, 20s);
        QCOMPARE(room.server().said().size(), 0);
        QCOMPARE(room.at(id).state, State::Queued);
        QVERIFY(!room.at(id).reason.isEmpty());
    }

    void E13_absurdLimitsStopNobody_data()
    {
        QTest::addColumn<QByteArray>("characters");
        for (const char *each : { "-1", "0", "1e12", "\"many\"", "null", "{}" })
            QTest::newRow(each) << QByteArray(each);
    }
    void E13_absurdLimitsStopNobody()
    {
        QFETCH(const QByteArray, characters);
        HostileRoom room;
        room.server().instead([characters](const Asked &asked, QTcpSocket &socket) {
            if (!asked.path().startsWith("/api/v2/instance"))
                return false;
            ScriptedServer::answer(socket, "200 OK", "Content-Type: application/json\r\n",
                "{\"domain\":\"count.example\",\"version\":\"4.5.0\",\"configuration\":{\"urls\":{},\"statuses\":{"
                "\"max_characters\":"
                    + characters + ",\"max_media_attachments\":-4,\"characters_reserved_per_url\":-23}}}");
            return true;
        });
        const auto limits = waited(room.connector().limits());
        Outgoing said;
        said.text = hello;
        QVERIFY(!isStopped(findingsOf(said, limits ? *limits : usualLimits(NetworkId::Mastodon))));
        if (limits) {
            said.text = QString(200'000, u'a');
            QVERIFY(isStopped(findingsOf(said, *limits)));
        }
    }

    void E14_whatAServerShoutsIsAFewPlainWords_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("E14 ten megabytes of HTML")
            << QByteArray("text/html") << "<h1>No</h1><script>alert(1)</script>" + QByteArray(10 << 20, 'x');
        QTest::newRow("E14 colours of a terminal")
            << QByteArray("application/json") << QByteArray("{\"error\":\"\\u001b[31mNo\\u001b[0m\\u0007\"}");
        QTest::newRow("E14 ten megabytes in JSON")
            << QByteArray("application/json") << "{\"error\":\"" + QByteArray(10 << 20, 'x') + "\"}";
    }
    void E14_whatAServerShoutsIsAFewPlainWords()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, body);
        HostileRoom room;
        const DeliveryId id = room.queue(saying(hello));
        room.server().instead(onSaying(with("422 No", "Content-Type: " + type + "\r\n", body)));
        room.waitWhile(id, State::Queued);
        const QString reason = room.at(id).reason;
        QVERIFY(room.at(id).state != State::Sent);
        QVERIFY2(!reason.isEmpty() && reason.size() < 2'000, qPrintable(QString::number(reason.size())));
        QVERIFY2(!reason.contains(u'\x1b') && !reason.contains(u'\x07') && !reason.contains(u"<h1>"_s)
                && !reason.contains(u"<script>"_s),
            qPrintable(reason));
    }

    void E16_aLoginPageBeforeEverythingHoldsUpAndLosesNothing()
    {
        HostileRoom room;
        const DeliveryId id = room.queue(saying(hello));
        room.server().instead(
            with("200 OK", "Content-Type: text/html\r\n", "<html>Pay for the hotel's network</html>"));
        room.wait(3min, 20s);
        QVERIFY(room.at(id).state == State::Queued || room.at(id).state == State::Unconfirmed);
        QCOMPARE(room.server().said().size(), 0);
        room.server().instead({});
        room.wait(6min, 20s);
        if (room.at(id).state != State::Sent) {
            QVERIFY(needsPerson(room.at(id)));
            TestDesk::must(room.outbox().decide(id, Decision::Send));
            room.send();
        }
        QCOMPARE(room.server().said().size(), 1);
    }

    /// Ten minutes of a line that breaks every two seconds: it is asked later and later, and comes back by itself.
    void E18_aLineThatFlapsIsNotStormed()
    {
        HostileRoom room;
        QList<DeliveryId> ids;
        for (int i = 0; i < 20; ++i)
            ids.append(room.queue(saying(u"Number %1"_s.arg(i))));
        room.server().instead([](const Asked &, QTcpSocket &socket) {
            socket.abort();
            return true;
        });
        static_cast<void>(room.server().asked());
        room.wait(10min, 2s);
        const auto asked = room.server().asked().size();
        qInfo("%lld questions in ten minutes", qint64(asked));
        QVERIFY2(asked < 120, qPrintable(QString::number(asked)));
        QCOMPARE(room.server().said().size(), 0);
        room.server().instead({});
        room.wait(20min, 30s); // what was asked to wait longest, and what is too late by then
        for (const DeliveryId each : std::as_const(ids))
            QVERIFY2(
                room.at(each).state == State::Sent || needsPerson(room.at(each)), qPrintable(room.at(each).reason));
        for (int i = 0; i < 20; ++i)
            QVERIFY(room.saidOf(u"Number %1"_s.arg(i)) <= 1);
    }

    void D02_aPictureReplacedOnTheDiskGoesNowhere()
    {
        HostileRoom room;
        QImage image(40, 30, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        QBuffer png;
        image.save(&png, "PNG");
        const auto kept = TestDesk::must(keepPicture(room.media(), png.data(), usualLimits(NetworkId::Mastodon)));
        PostContent content = saying(hello);
        content.parts.first().pictures = { { kept.prepared.digest, kept.prepared.type, kept.prepared.size,
            u"A tin"_s } };
        const DeliveryId id = room.queue(content);
        const QString name = QString::fromLatin1(kept.prepared.digest.toHex());
        QDirIterator files(room.desk().database.path() + u".media"_s, QDir::Files, QDirIterator::Subdirectories);
        int replaced = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.fileName().contains(name.mid(2)))
                continue;
            const auto size = file.size();
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.seek(size - 1) && file.write("!") == 1);
            ++replaced;
        }
        QVERIFY(replaced > 0);
        room.wait(1min, 20s);
        QCOMPARE(room.at(id).state, State::Rejected);
        QCOMPARE(room.server().pictures(), 0);
        QCOMPARE(room.server().said().size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestPublishingHostility)
#include "test_publishinghostility.moc"
