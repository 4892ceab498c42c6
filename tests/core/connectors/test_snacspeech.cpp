#include "core/connectors/mastodon/mastodonconnector.h"
#include "core/http/gate.h"
#include "core/http/verdict.h"
#include "tests/support/served.h"
#include "tests/support/waited.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// Speaking on a real server that hears no keys, gives edits new numbers and hides what few may read.
class TestSnacSpeech : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_snac = std::make_unique<Served>(u"snac"_s);
        QVERIFY(m_snac->isUp());
        m_faults =
            std::make_unique<Served>(u"faults"_s, QStringList { QString::fromLatin1(m_snac->value("SNAC_PORT")) });
        QVERIFY(m_faults->isUp());
        // Patience costs nothing where an answer comes; what is never answered ends soon.
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 60s, 90s, 5, 2, 16 });
        m_hasty = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 5s, 6s, 5, 2, 16 });
        m_alice = connectorOf("alice", QUrl(QString::fromLatin1(m_snac->value("SNAC_URL"))), *m_client);
        m_through = connectorOf(
            "alice", QUrl(u"http://127.0.0.1:"_s + QString::fromLatin1(m_faults->value("FAULTS_PORT"))), *m_hasty);
    }
    void cleanupTestCase()
    {
        m_alice.reset();
        m_through.reset();
        m_client.reset();
        m_hasty.reset();
        m_faults.reset();
        m_snac.reset();
    }
    void itsLimitsAreItsOwn()
    {
        const auto limits = waited(m_alice->limits());
        QVERIFY2(limits, why(limits));
        QCOMPARE(limits->characters, 100'000);
        QCOMPARE(limits->perLink, 32);
        QCOMPARE(limits->pictures, 4);
        QVERIFY(limits->pictureTypes.contains(u"image/webp"_s));
    }
    void aPostWithAPictureArrivesAsItWasSaid()
    {
        Outgoing one =
            outgoing(u"The roaster is back.\n\nSee https://example.com/a/b?c=d&e=f, *all* of you! 👍🏽 #coffee"_s);
        one.warning = u"coffee & steam"_s;
        one.media = { picture(u"A red \"dot\" & é"_s), picture(u"The same, once more"_s) };
        for (OutgoingMedia &each : one.media) {
            const auto handle = waited(m_alice->upload(each));
            QVERIFY2(handle, why(handle));
            each.handle = *handle;
        }
        const auto receipt = waited(m_alice->publish(one));
        QVERIFY2(receipt, why(receipt));
        QVERIFY(receipt->ref.globalName.startsWith(name("alice")) && !receipt->url.isEmpty() && receipt->at.isValid());
        QCOMPARE(sourceOf(receipt->ref.remoteId), one.text);
        const auto there = waited(m_alice->look({ receipt->ref }));
        QVERIFY(there && there->arrivals.size() == 1);
        const Arrival &arrival = there->arrivals.first();
        QCOMPARE(arrival.warning, one.warning);
        QCOMPARE(arrival.attachments.size(), 2);
        QCOMPARE(arrival.attachments[0].description, one.media[0].description);
        QCOMPARE(arrival.attachments[1].description, one.media[1].description);
        // The bytes are those that were sent.
        QCOMPARE(bytesAt(arrival.attachments[0].url), one.media[0].bytes);
        const auto found = waited(m_alice->find(one));
        QVERIFY2(found, why(found));
        QVERIFY(found->receipt && found->isWhole);
        QCOMPARE(found->receipt->ref, receipt->ref);
    }
    /// snac 2.75 tells the limits of its polls and leaves the poll away that is sent to it: what is out there then is
    /// the question alone, which is not what was said, and nobody calls it published.
    void aPollThatIsLeftAwayThereIsNotCalledPublished()
    {
        Outgoing one = outgoing(u"Which roast shall stay?"_s);
        one.poll = Poll { { u"Light & bright"_s, u"Dark"_s, u"Né"_s }, 6h, false, false };
        const auto receipt = waited(m_alice->publish(one));
        QVERIFY(!receipt);
        QVERIFY(!isVerdict(receipt.error()) && !isSurelyUndone(receipt.error()));
        const auto found = waited(m_alice->find(one));
        QVERIFY2(found, why(found));
        QVERIFY(!found->receipt);
    }
    void aMentionIsAnsweredWhereItStands()
    {
        m_snac->tell(u"post"_s, u"@alice the roaster is broken"_s);
        const RemoteRef mention = heardFromBob();
        QVERIFY(!mention.remoteId.isEmpty());
        Outgoing answer = outgoing(u"@bob we are on it"_s);
        answer.replyTo = mention;
        const auto receipt = waited(m_alice->publish(answer));
        QVERIFY2(receipt, why(receipt));
        const auto thread = waited(m_alice->thread(receipt->ref));
        QVERIFY2(thread, why(thread));
        const auto ours = std::find_if(thread->arrivals.begin(), thread->arrivals.end(),
            [&](const Arrival &each) { return each.globalName == receipt->ref.globalName; });
        QVERIFY(ours != thread->arrivals.end());
        QCOMPARE(ours->inReplyTo, mention.globalName);
        // Under nothing that this server has not.
        answer.replyTo = { u"http://localhost/none"_s, u"0123456789abcdef"_s };
        const auto none = waited(m_alice->publish(answer));
        QVERIFY(!none && isVerdict(none.error()));
    }
    void c01WhatItHeardAndDidNotAnswerIsFound_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<int>("visibility");
        for (const auto visibility : { Visibility::Public, Visibility::Unlisted, Visibility::Direct }) {
            const QByteArray word = visibilityWord(visibility).toLatin1();
            QTest::newRow("lost, " + word) << u"lostpost"_s << int(visibility);
            QTest::newRow("502, " + word) << u"badgw"_s << int(visibility);
        }
    }
    void c01WhatItHeardAndDidNotAnswerIsFound()
    {
        QFETCH(QString, mode);
        QFETCH(int, visibility);
        Outgoing one = outgoing(u"@bob nobody answered to %1, %2"_s.arg(mode).arg(visibility));
        one.visibility = Visibility(visibility);
        QVERIFY(waited(m_through->find(one))); // who we are is known before the line breaks
        m_faults->tell(u"mode"_s, mode);
        const auto lost = waited(m_through->publish(one));
        m_faults->tell(u"mode"_s, u"ok"_s);
        QVERIFY(!lost);
        QVERIFY(!isVerdict(lost.error()) && !isSurelyUndone(lost.error()));
        const auto found = waited(m_through->find(one));
        QVERIFY2(found, why(found));
        QVERIFY(found->receipt);
        QCOMPARE(sourceOf(found->receipt->ref.remoteId), one.text);
    }
    void whatItNeverHeardIsNotFound_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("reset") << u"reset"_s;
        QTest::newRow("503") << u"503"_s;
        QTest::newRow("429") << u"429"_s;
    }
    void whatItNeverHeardIsNotFound()
    {
        QFETCH(QString, mode);
        const Outgoing one = outgoing(u"never heard: "_s + mode);
        QVERIFY(waited(m_through->find(one)));
        m_faults->tell(u"mode"_s, mode);
        const auto lost = waited(m_through->publish(one));
        m_faults->tell(u"mode"_s, u"ok"_s);
        QVERIFY(!lost && !isVerdict(lost.error()));
        QCOMPARE(isSurelyUndone(lost.error()), mode == u"429"_s);
        const auto found = waited(m_through->find(one));
        QVERIFY2(found, why(found));
        QVERIFY(!found->receipt && found->isWhole);
    }
    void aSecretAnswerIsFoundInItsThread()
    {
        const RemoteRef mention = m_mention;
        Outgoing answer = outgoing(u"@bob between us"_s);
        answer.visibility = Visibility::Direct;
        answer.replyTo = mention;
        auto found = waited(m_alice->find(answer));
        QVERIFY2(found, why(found));
        QVERIFY(!found->receipt && found->isWhole);
        const auto receipt = waited(m_alice->publish(answer));
        QVERIFY2(receipt, why(receipt));
        found = waited(m_alice->find(answer));
        QVERIFY(found && found->receipt);
        QCOMPARE(found->receipt->ref, receipt->ref);
    }
    void theSameWordsOfBeforeAreNotTakenForIt()
    {
        Outgoing one = outgoing(u"Good morning, everybody"_s);
        QVERIFY(waited(m_alice->publish(one)));
        // Said again, an hour later by all clocks.
        one.firstTriedAt = one.firstTriedAt.addSecs(3600);
        const auto found = waited(m_alice->find(one));
        QVERIFY2(found, why(found));
        QVERIFY(!found->receipt);
    }
    void anEditGivesItAnotherNumberAndIsThereOnce()
    {
        Outgoing one = outgoing(u"We open at nine tomorrow"_s);
        const auto receipt = waited(m_alice->publish(one));
        QVERIFY2(receipt, why(receipt));
        QTest::qWait(1100); // its numbers count whole seconds
        one.text = u"We open at ten tomorrow"_s;
        const auto changed = waited(m_alice->change(receipt->ref, one));
        QVERIFY2(changed, why(changed));
        QCOMPARE(changed->ref.globalName, receipt->ref.globalName);
        QVERIFY(changed->ref.remoteId != receipt->ref.remoteId);
        QCOMPARE(sourceOf(changed->ref.remoteId), one.text);
        const auto again = waited(m_alice->change(receipt->ref, one)); // by the old number, and twice
        QVERIFY2(again, why(again));
        QCOMPARE(sourceOf(again->ref.remoteId), one.text);
    }
    void whatItCannotTakeAwayIsNotSaidToBeGone()
    {
        const auto receipt = waited(m_alice->publish(outgoing(u"Take me away"_s)));
        QVERIFY2(receipt, why(receipt));
        // This make has no such deed, and answers 404 to it.
        const auto removed = waited(m_alice->remove(receipt->ref));
        QVERIFY(!removed);
        QCOMPARE(removed.error().kind, Error::Kind::Refused);
        const RemoteRef none { name("alice") + u"/p/none"_s, u"0123456789abcdef"_s };
        QVERIFY(waited(m_alice->remove(none))); // it was never there
    }

private:
    static QByteArray why(const auto &result)
    {
        return result ? QByteArray("it went well")
                      : (result.error().message + u" | "_s + result.error().detail).toUtf8();
    }
    Outgoing outgoing(const QString &text)
    {
        Outgoing one;
        one.key = QByteArray(31, 'k') + char(++m_keys);
        one.text = text;
        one.firstTriedAt = m_clock.now();
        return one;
    }
    static OutgoingMedia picture(const QString &description)
    {
        OutgoingMedia one;
        one.bytes =
            QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMI"
                                   "QAAAABJRU5ErkJggg==");
        one.digest = QByteArray(32, 'd');
        one.type = u"image/png"_s;
        one.description = description;
        return one;
    }
    [[nodiscard]] QString name(const char *who) const
    {
        return QString::fromLatin1(m_snac->value("SNAC_URL")) + u'/' + QLatin1String(who);
    }
    [[nodiscard]] std::unique_ptr<MastodonConnector> connectorOf(const char *who, const QUrl &url, HttpClient &client)
    {
        MastodonConnector::Options options;
        options.hidesDirect = true;
        const MastodonConnector::Source source {
            { ChannelId::fromName("channel", who), NetworkId::Mastodon, QString::fromLatin1(who), {} }, url,
            typedHost(url), name(who), {}, u"localhost:"_s + QString::fromLatin1(m_snac->value("SNAC_PORT")), options
        };
        const QByteArray token = m_snac->value("SNAC_" + QByteArray(who).toUpper() + "_TOKEN");
        return std::make_unique<MastodonConnector>(source, Secret(token), client);
    }
    QByteArray asked(const QUrl &url)
    {
        HttpRequest request;
        request.url = url;
        request.typed = typedHost(url);
        request.headers = { qMakePair(
            QByteArray("Authorization"), QByteArray("Bearer " + m_snac->value("SNAC_ALICE_TOKEN"))) };
        const auto answer = waited(m_client->send(request));
        return answer && answer->status == 200 ? answer->body : QByteArray();
    }
    QString sourceOf(const QString &id)
    {
        const auto json = Json::parse(
            asked(QUrl(QString::fromLatin1(m_snac->value("SNAC_URL")) + u"/api/v1/statuses/%1/source"_s.arg(id))));
        return json ? (*json)["text"].textOr() : QString();
    }
    QByteArray bytesAt(const QString &url) { return asked(QUrl(url)); }
    /// snac works through its queue some seconds later, on a busy machine later still.
    RemoteRef heardFromBob()
    {
        QByteArray cursor;
        QDeadlineTimer left(120s);
        while (!left.hasExpired()) {
            const auto page = waited(m_alice->fetch(cursor));
            for (const Arrival &each : page ? page->arrivals : QList<Arrival>())
                if (each.author.globalName == name("bob"))
                    return m_mention = { each.globalName, each.remoteId };
            QTest::qWait(250);
        }
        return {};
    }

    SystemClock m_clock;
    int m_keys = 0;
    std::unique_ptr<Served> m_snac;
    std::unique_ptr<Served> m_faults;
    std::unique_ptr<QtHttpClient> m_client;
    std::unique_ptr<QtHttpClient> m_hasty;
    std::unique_ptr<MastodonConnector> m_alice;
    std::unique_ptr<MastodonConnector> m_through;
    RemoteRef m_mention;
};

QTEST_GUILESS_MAIN(TestSnacSpeech)
#include "test_snacspeech.moc"
