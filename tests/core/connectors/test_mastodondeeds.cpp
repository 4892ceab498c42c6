#include "tests/core/connectors/speakingmastodon.h"

using namespace wheelhouse;
using namespace wheelhouse::fakemastodon;

/// Pictures, changes and taking away, on servers of several minds.
class TestMastodonDeeds : public QObject, private SpeakingRoom {
    Q_OBJECT
private slots:
    void init()
    {
        begin();
        m_alters = {};
        m_before = [this](const Server::Asked &asked, QTcpSocket &socket) { return deed(asked, socket); };
        m_answers.clear();
    }
    void aPictureIsBroughtThereWithItsDescription()
    {
        m_answers = { { "POST /api/v2/media", "200 OK", "{\"id\":\"77\",\"url\":\"https://s.example/m/77\"}" } };
        OutgoingMedia one = picture({}, u"Ein roter \"Punkt\" & é"_s);
        one.bytes = QByteArray("\x89PNG\r\n\r\n--wheelhouse\0binary", 27);
        const auto handle = answerOf(m_connector->upload(one));
        QVERIFY2(handle, handle ? "" : qPrintable(handle.error().message));
        QCOMPARE(*handle, u"77"_s);
        const auto &asked = m_server->asked.last();
        const QByteArray boundary = asked.header("Content-Type").split('=').value(1);
        QVERIFY(asked.header("Content-Type").startsWith("multipart/form-data; boundary=") && !boundary.isEmpty());
        QCOMPARE(asked.body.count("--" + boundary), 3);
        QVERIFY(asked.body.contains("name=\"description\"\r\n\r\n" + one.description.toUtf8() + "\r\n"));
        QVERIFY(asked.body.contains("Content-Type: image/png\r\n\r\n" + one.bytes + "\r\n"));
    }
    void anOlderServerTakesItWithTheFirstVersion()
    {
        m_answers = { { "POST /api/v2/media", "404 No", "{\"error\":\"no\"}" },
            { "POST /api/v1/media", "200 OK", "{\"id\":\"77\",\"url\":\"https://s.example/m/77\"}" } };
        const auto handle = answerOf(m_connector->upload(picture({}, {})));
        QVERIFY(handle);
        QCOMPARE(*handle, u"77"_s);
    }
    void aPictureIsWaitedForUntilTheServerIsDoneWithIt()
    {
        m_answers = { { "POST /api/v2/media", "202 Accepted", "{\"id\":\"77\",\"url\":null}" },
            { "GET /api/v1/media/77", "206 Partial", "{\"id\":\"77\",\"url\":null}" },
            { "GET /api/v1/media/77", "503 Down", "{}" },
            { "GET /api/v1/media/77", "200 OK", "{\"id\":\"77\",\"url\":\"https://s.example/m/77\"}" } };
        m_options.mediaWait = 400ms;
        restart();
        const auto handle = answerOf(m_connector->upload(picture({}, {})));
        QVERIFY2(handle, handle ? "" : qPrintable(handle.error().detail));
        QCOMPARE(*handle, u"77"_s);
        QVERIFY(m_answers.isEmpty());
    }
    void aServerThatNeverGetsDoneIsNotWaitedForForEver()
    {
        m_answers = { { "POST /api/v2/media", "202 Accepted", "{\"id\":\"77\",\"url\":null}" } };
        for (int i = 0; i < 100; ++i)
            m_answers.append({ "GET /api/v1/media/77", "206 Partial", "{\"id\":\"77\",\"url\":null}" });
        const auto handle = answerOf(m_connector->upload(picture({}, {})));
        QVERIFY(!handle);
        QCOMPARE(handle.error().kind, Error::Kind::Busy);
        QVERIFY(handle.error().retryAfter.count() > 0);
        QVERIFY(count("GET /api/v1/media") < 10);
    }
    void aPictureThatIsRefusedSaysWhy()
    {
        m_answers = { { "POST /api/v2/media", "422 No", "{\"error\":\"File is too big\"}" } };
        const auto handle = answerOf(m_connector->upload(picture({}, {})));
        QVERIFY(!handle && isVerdict(handle.error()));
        QVERIFY(handle.error().message.contains(u"File is too big"_s));
        m_answers = { { "POST /api/v2/media", "202 Accepted", "{\"id\":\"77\",\"url\":null}" },
            { "GET /api/v1/media/77", "422 No", "{\"error\":\"Error processing\"}" } };
        QVERIFY(!answerOf(m_connector->upload(picture({}, {}))));
        m_answers = { { "POST /api/v2/media", "200 OK", "{\"url\":\"https://s.example/m/77\"}" } };
        QVERIFY(!answerOf(m_connector->upload(picture({}, {}))));
    }
    void aChangeMayBringAnotherNumber()
    {
        said(7, u"<p>We open at nine</p>"_s, 3600 * 24 * 30);
        QJsonObject changed = status(7, u"us"_s, u"<p>We open at ten</p>"_s);
        changed.insert(u"id"_s, u"8"_s);
        m_answers = { { "PUT /api/v1/statuses/7", "200 OK", bytes(changed) } };
        const auto receipt = change(outgoing(u"We open at ten"_s));
        QVERIFY2(receipt, receipt ? "" : qPrintable(receipt.error().message));
        QCOMPARE(receipt->ref, RemoteRef({ u"https://s.example/s/7"_s, u"8"_s }));
        QCOMPARE(field("PUT", u"status"_s), u"We open at ten"_s);
        QVERIFY(!form("PUT").hasQueryItem(u"visibility"_s));
    }
    void descriptionsOfPicturesMayChange()
    {
        said(7, u"<p>Look at this</p>"_s, 60)
            .insert(u"media_attachments"_s,
                QJsonArray { QJsonObject { { u"id"_s, u"1"_s }, { u"url"_s, u"https://s.example/m"_s } } });
        m_answers = { { "PUT /api/v1/statuses/7", "200 OK", bytes(m_own.first()) } };
        Outgoing wanted = outgoing(u"Look at this"_s);
        wanted.media = { picture(u"1"_s, u"A red dot"_s) };
        const auto receipt = change(wanted);
        QVERIFY(receipt);
        QCOMPARE(field("PUT", u"media_ids[]"_s), u"1"_s);
        QCOMPARE(field("PUT", u"media_attributes[][id]"_s), u"1"_s);
        QCOMPARE(field("PUT", u"media_attributes[][description]"_s), u"A red dot"_s);
    }
    void aChangeThatIsNotMadeIsNotBelieved()
    {
        said(7, u"<p>The shop opens at nine today</p>"_s, 3600);
        m_answers = { { "PUT /api/v1/statuses/7", "200 OK", bytes(m_own.first()) } };
        const auto ignored = change(outgoing(u"The shop opens at ten today"_s));
        QVERIFY(!ignored && !isVerdict(ignored.error()));
        m_answers = { { "PUT /api/v1/statuses/7", "404 No", "{\"error\":\"Not found\"}" } };
        const auto unknown = change(outgoing(u"The shop opens at ten today"_s));
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().kind, Error::Kind::Refused); // it is there; it is the deed that is not known
        m_answers = { { "PUT /api/v1/statuses/7", "422 No", "{\"error\":\"Too long\"}" } };
        QVERIFY(isVerdict(change(outgoing(u"x"_s)).error()));
        m_answers = { { "PUT /api/v1/statuses/7", "500 Oops", "{}" } };
        const auto oops = change(outgoing(u"x"_s));
        QVERIFY(!isVerdict(oops.error()) && !isSurelyUndone(oops.error()));
    }
    void whatSomebodyElseSaidIsNeitherChangedNorTakenAway()
    {
        m_own.append(status(7, u"ada"_s));
        QCOMPARE(change(outgoing(u"x"_s)).error().kind, Error::Kind::Refused);
        QCOMPARE(remove().error().kind, Error::Kind::Refused);
        QCOMPARE(count("PUT") + count("DELETE"), 0);
    }
    void whatIsTakenAwayStaysAway()
    {
        said(7, u"<p>hello</p>"_s, 60);
        m_answers = { { "DELETE /api/v1/statuses/7", "200 OK", "{\"id\":\"7\",\"text\":\"hello\"}" } };
        QVERIFY(remove());
        m_own.clear();
        QVERIFY(remove()); // twice is once
        QCOMPARE(count("DELETE"), 1);
    }
    void goneIsOnlyBelievedFromAServerThatKnowsUs()
    {
        m_before = [](const Server::Asked &, QTcpSocket &socket) {
            Server::answer(socket, "404 No", "Content-Type: text/html\r\n", "<h1>no such site</h1>");
            return true;
        };
        QVERIFY(!remove());
    }
    void whoTakesItAwayByItsOldNumberIsNotTold()
    {
        // An edit changed its number, and the old one still shows it (snac).
        said(7, u"<p>hello</p>"_s, 60);
        m_answers = { { "GET /api/v1/statuses/7", "200 OK",
                          QByteArray(bytes(m_own.first())).replace("\"7\"", "\"8\"") },
            { "DELETE /api/v1/statuses/8", "200 OK", "{}" } };
        QVERIFY(remove());
        QVERIFY(m_answers.isEmpty());
        // "Not here" while it is there is no taking away: such a server has no such deed.
        m_answers = { { "DELETE /api/v1/statuses/7", "404 No", "{\"error\":\"?\"}" } };
        const auto still = remove();
        QVERIFY(!still);
        QCOMPARE(still.error().kind, Error::Kind::Refused);
    }

private:
    struct Scripted {
        QByteArray question; ///< how its line begins
        QByteArray status;
        QByteArray body;
    };
    /// Answers as it is written, in that order.
    bool deed(const Server::Asked &asked, QTcpSocket &socket)
    {
        if (m_answers.isEmpty() || !asked.line.startsWith(m_answers.first().question))
            return false;
        const Scripted one = m_answers.takeFirst();
        Server::answer(socket, one.status, "Content-Type: application/json\r\n", one.body);
        return true;
    }
    Result<Receipt> change(const Outgoing &to)
    {
        return answerOf(m_connector->change({ u"https://s.example/s/7"_s, u"7"_s }, to));
    }
    Result<void> remove() { return answerOf(m_connector->remove({ u"https://s.example/s/7"_s, u"7"_s })); }

    QList<Scripted> m_answers;
};

QTEST_GUILESS_MAIN(TestMastodonDeeds)
#include "test_mastodondeeds.moc"
