#include "core/base/clock.h"
#include "core/connectors/bluesky/blueskyconnector.h"
#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/blueskywire.h"
#include "core/http/gate.h"
#include "core/http/verdict.h"
#include "tests/support/served.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString posts = u"app.bsky.feed.post"_s;

/// Waits for an answer that comes over the network.
template<typename T> Result<T> got(QFuture<Result<T>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60'000) || future.isCanceled())
        return fail(Error::Kind::Offline, u"no answer in the test's time"_s);
    return future.result();
}

template<typename T> QByteArray why(const Result<T> &result)
{
    return result ? QByteArray() : (result.error().message + u" / "_s + result.error().detail).toUtf8();
}

QByteArray pictureBytes(Qt::GlobalColor colour, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(colour);
    if (!image.save(&buffer, format))
        qWarning("no picture");
    return bytes;
}

OutgoingMedia pictureOf(Qt::GlobalColor colour, const char *format, const QString &description)
{
    const QByteArray bytes = pictureBytes(colour, format);
    return { QCryptographicHash::hash(bytes, QCryptographicHash::Sha256),
        QLatin1String(format) == QLatin1String("PNG") ? u"image/png"_s : u"image/jpeg"_s, { 64, 48 }, description,
        bytes, {} };
}

QJsonObject objectOf(const QString &json)
{
    return QJsonDocument::fromJson(json.toUtf8()).object();
}

QJsonObject refOf(const RemoteRef &ref)
{
    const auto strong = bluesky::readRemoteId(ref.remoteId);
    return { { u"uri"_s, strong.uri }, { u"cid"_s, strong.cid } };
}

QJsonObject facet(int from, int to, const char *kind, const QString &name, const QString &value)
{
    return { { u"index"_s, QJsonObject { { u"byteStart"_s, from }, { u"byteEnd"_s, to } } },
        { u"features"_s,
            QJsonArray { QJsonObject {
                { u"$type"_s, u"app.bsky.richtext.facet#"_s + QLatin1String(kind) }, { name, value } } } } };
}

} // namespace

/// Alice speaks on a real Bluesky network: directory, PDS and AppView of the reference implementation.
class TestBlueskySpeech : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_network = std::make_unique<Served>(u"bluesky"_s);
        if (!m_network->value("BLUESKY_LACKS").isEmpty())
            QSKIP(m_network->value("BLUESKY_LACKS").constData());
        QVERIFY(m_network->isUp());
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 5s, 10s, 5, 4, 16 });
        m_alice = make("ALICE", m_network->value("BLUESKY_PDS"));
        m_bob = make("BOB", m_network->value("BLUESKY_PDS"));
    }
    void cleanupTestCase()
    {
        m_alice.reset();
        m_bob.reset();
        m_lossy.reset();
        m_faults.reset();
        m_network.reset();
    }
    void aThreadOfThreeWithTwoPicturesIsWhatWasSaid()
    {
        Outgoing first = saying(u"🧭 Ahoy @bob.test, the café at https://coffee.example/ä is open! #tea"_s);
        first.media = { pictureOf(Qt::red, "PNG", u"A red cup"_s), pictureOf(Qt::blue, "JPEG", u"The sea, flat"_s) };
        for (OutgoingMedia &each : first.media) {
            const auto handle = got(m_alice->upload(each));
            QVERIFY2(handle, why(handle));
            each.handle = *handle;
        }
        const QList<Outgoing> parts { first, saying(u"On Monday from nine\n\n  to five"_s),
            saying(u"and that is all."_s) };
        for (Outgoing part : parts) {
            part.replyTo = m_said.isEmpty() ? RemoteRef {} : m_said.last().ref;
            const auto receipt = got(m_alice->publish(part));
            QVERIFY2(receipt, why(receipt));
            m_said.append(*receipt);
            const QJsonObject there = recordAt(receipt->ref.globalName);
            QCOMPARE(there[u"cid"_s].toString(), bluesky::readRemoteId(receipt->ref.remoteId).cid);
            const QJsonObject record = there[u"value"_s].toObject();
            const QJsonObject want = expected(part);
            for (const QString &field : record.keys() + want.keys())
                QCOMPARE(record[field], want[field]);
        }
        for (const OutgoingMedia &each : first.media)
            QCOMPARE(fileOf("ALICE", each), each.bytes); // the very bytes, by hash
    }
    void othersSeeItAsItWasMeant()
    {
        QVERIFY(waitFor(*m_bob, m_said.last().ref));
        const auto thread = got(m_bob->thread(m_said.first().ref));
        QVERIFY2(thread, why(thread));
        QCOMPARE(thread->arrivals.size(), 3);
        for (qsizetype i = 0; i < 3; ++i) {
            QCOMPARE(thread->arrivals[i].globalName, m_said[i].ref.globalName);
            QCOMPARE(thread->arrivals[i].remoteId, m_said[i].ref.remoteId);
            QCOMPARE(thread->arrivals[i].url, m_said[i].url);
            QCOMPARE(thread->arrivals[i].inReplyTo, i == 0 ? QString() : m_said[i - 1].ref.globalName);
        }
        const Arrival &first = thread->arrivals[0];
        QVERIFY2(first.body.contains(u"<a href=\"https://coffee.example/ä\">https://coffee.example/ä</a>"_s),
            qPrintable(first.body));
        QVERIFY(first.body.contains(u">@bob.test</a>"_s) && first.body.contains(u">#tea</a>"_s));
        QCOMPARE(first.attachments.size(), 2);
        QCOMPARE(first.attachments[0].description, u"A red cup"_s);
        QCOMPARE(first.attachments[1].description, u"The sea, flat"_s);
        QCOMPARE(first.language, u"en"_s);
        // Bob is told of it: the mention reached him.
        const auto heard = [this] {
            const auto page = got(m_bob->fetch({}));
            return page && std::any_of(page->arrivals.begin(), page->arrivals.end(), [this](const Arrival &each) {
                return each.globalName == m_said.first().ref.globalName;
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(heard(), 20'000);
    }
    void aReplyToARealPostStandsInItsThread()
    {
        const auto root = got(m_bob->publish(saying(u"Who makes good tea?"_s)));
        QVERIFY2(root, why(root));
        Outgoing asked = saying(u"@alice.test do you?"_s);
        asked.replyTo = root->ref;
        const auto mention = got(m_bob->publish(asked));
        QVERIFY2(mention, why(mention));
        QVERIFY(waitFor(*m_alice, mention->ref));
        const auto heard = got(m_alice->look({ mention->ref }));
        QVERIFY(heard && heard->arrivals.size() == 1);
        Outgoing answer = saying(u"@bob.test we do."_s);
        answer.replyTo = { heard->arrivals[0].globalName, heard->arrivals[0].remoteId };
        const auto receipt = got(m_alice->publish(answer));
        QVERIFY2(receipt, why(receipt));
        QCOMPARE(recordAt(receipt->ref.globalName)[u"value"_s][u"reply"_s].toObject(),
            (QJsonObject { { u"root"_s, refOf(root->ref) }, { u"parent"_s, refOf(mention->ref) } }));
        QVERIFY(waitFor(*m_bob, receipt->ref));
        const auto thread = got(m_bob->thread(root->ref));
        QVERIFY(thread && thread->arrivals.size() == 3);
        QCOMPARE(thread->arrivals[2].inReplyTo, mention->ref.globalName);
    }
    void saidTwiceUnderOneKeyIsOneRecord()
    {
        const Outgoing outgoing = saying(u"Once"_s);
        const auto other = make("ALICE", m_network->value("BLUESKY_PDS"));
        QVERIFY(got(m_alice->fetch({})) && got(other->fetch({}))); // both are let in
        auto one = m_alice->publish(outgoing);
        auto two = other->publish(outgoing); // at the same time, as two programs would
        const auto first = got(one);
        const auto second = got(two);
        QVERIFY2(first, why(first));
        QVERIFY2(second, why(second));
        QCOMPARE(*first, *second);
        QCOMPARE(*got(m_alice->publish(outgoing)), *first);
        QCOMPARE(countOf(u"Once"_s), 1);
    }
    void whatWasEditedElsewhereStays()
    {
        const Outgoing outgoing = saying(u"Good mornign"_s);
        const auto receipt = got(m_alice->publish(outgoing));
        QVERIFY2(receipt, why(receipt));
        QJsonObject record = recordAt(receipt->ref.globalName)[u"value"_s].toObject();
        record[u"text"_s] = u"Good morning"_s;
        QVERIFY(put(outgoing.reserved, record));
        const auto again = got(m_alice->publish(outgoing));
        QVERIFY2(again, why(again));
        QCOMPARE(recordAt(receipt->ref.globalName)[u"value"_s][u"text"_s].toString(), u"Good morning"_s);
        QVERIFY(again->ref.globalName == receipt->ref.globalName && again->ref.remoteId != receipt->ref.remoteId);
    }
    void c01_c06_noAnswerIsLostAndNothingIsSaidTwice_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("arrives");
        QTest::addColumn<bool>("isKnown"); // that it is not there
        QTest::newRow("the answer never comes") << u"lostpost"_s << true << false;
        QTest::newRow("the connection is reset") << u"reset"_s << false << false;
        QTest::newRow("the server is down") << u"503"_s << false << false;
        QTest::newRow("asked too often") << u"429"_s << false << true;
        QTest::newRow("half an answer") << u"badjson"_s << false << false;
    }
    void c01_c06_noAnswerIsLostAndNothingIsSaidTwice()
    {
        QFETCH(QString, mode);
        QFETCH(bool, arrives);
        QFETCH(bool, isKnown);
        if (!m_faults) {
            m_faults = std::make_unique<Served>(
                u"faults"_s, QStringList { QString::fromLatin1(m_network->value("BLUESKY_PDS_PORT")) });
            QVERIFY(m_faults->isUp());
            m_hasty = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 2s, 3s, 5, 4, 16 });
            m_lossy = std::make_unique<BlueskyConnector>(
                source("ALICE", "http://127.0.0.1:" + m_faults->value("FAULTS_PORT")), secretOf("ALICE"), *m_hasty);
        }
        m_faults->tell(u"mode"_s, u"ok"_s);
        const Outgoing outgoing = saying(u"Lost: %1"_s.arg(mode));
        const auto before = got(m_lossy->find(outgoing)); // it is let in before answers are lost
        QVERIFY2(before, why(before));
        QCOMPARE(*before, (Found { std::nullopt, true }));
        m_faults->tell(u"mode"_s, mode);
        const auto lost = got(m_lossy->publish(outgoing));
        QVERIFY(!lost && !isVerdict(lost.error()));
        QCOMPARE(isSurelyUndone(lost.error()), isKnown);
        m_faults->tell(u"mode"_s, u"ok"_s);
        QCOMPARE(countOf(outgoing.text), arrives ? 1 : 0);
        const auto found = got(make("ALICE", m_network->value("BLUESKY_PDS"))->find(outgoing));
        QVERIFY2(found, why(found));
        QVERIFY(found->isWhole);
        QCOMPARE(found->receipt.has_value(), arrives);
        const auto again = got(m_lossy->publish(outgoing));
        QVERIFY2(again, why(again));
        QCOMPARE(countOf(outgoing.text), 1);
        if (arrives)
            QCOMPARE(*again, *found->receipt);
    }
    void aPictureThatWasDroppedMustBeBroughtAgain()
    {
        Outgoing outgoing = saying(u"Look"_s);
        OutgoingMedia never = pictureOf(Qt::green, "PNG", u"Grass"_s);
        never.handle = u"{\"$type\":\"blob\",\"ref\":{\"$link\":\"%1\"},\"mimeType\":\"image/png\",\"size\":%2}"_s
                           .arg(bluesky::fileCid(never.digest))
                           .arg(never.bytes.size());
        outgoing.media = { never };
        const auto lacking = got(m_alice->publish(outgoing));
        QVERIFY(!lacking && isSurelyUndone(lacking.error()));
        QCOMPARE(lacking.error().kind, Error::Kind::Missing);
        const auto handle = got(m_alice->upload(never));
        QVERIFY2(handle, why(handle));
        QCOMPARE(objectOf(*handle), objectOf(never.handle)); // the same bytes have the same name
        const auto receipt = got(m_alice->publish(outgoing));
        QVERIFY2(receipt, why(receipt));
    }
    void whatWasTakenAwayIsGoneForEverybody()
    {
        const RemoteRef last = m_said.last().ref;
        for (int i = 0; i < 2; ++i) {
            const auto done = got(m_alice->remove(last));
            QVERIFY2(done, why(done));
        }
        QVERIFY(recordAt(last.globalName).isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(
            got(m_bob->look({ last })).value_or(Page {}).gone, QStringList { last.globalName }, 20'000);
        const auto bobs = got(m_alice->remove({ QString(last.globalName)
                                                    .replace(QString::fromLatin1(m_network->value("BLUESKY_ALICE")),
                                                        QString::fromLatin1(m_network->value("BLUESKY_BOB"))),
            {} }));
        QVERIFY(!bobs && bobs.error().kind == Error::Kind::Refused);
    }
    void whatTheNetworkWouldNotTakeIsNotSent()
    {
        const auto most = got(m_alice->publish(saying(u"\U0001F469\u200d\U0001F469\u200d\U0001F466"_s.repeated(166))));
        QVERIFY2(most, why(most));
        const auto indian = got(m_alice->publish(saying(u"\u0938\u094d\u0924\u094d\u0930\u0940"_s.repeated(150)
            + u"\u0915\u093f"_s.repeated(25)))); // 175 characters, 2850 bytes
        QVERIFY2(indian, why(indian));
        const auto tooLong = got(m_alice->publish(saying(QString(301, u'x'))));
        QVERIFY(!tooLong && isVerdict(tooLong.error()));
    }

private:
    Outgoing saying(const QString &text)
    {
        Outgoing outgoing;
        outgoing.key = QCryptographicHash::hash(QByteArray::number(++m_count), QCryptographicHash::Sha256);
        outgoing.text = text;
        outgoing.language = u"en"_s;
        outgoing.firstTriedAt = m_clock.now();
        outgoing.reserved = m_alice->reserve(outgoing);
        return outgoing;
    }
    /// The record that part must become.
    QJsonObject expected(const Outgoing &part)
    {
        QJsonObject record { { u"$type"_s, posts }, { u"text"_s, part.text }, { u"langs"_s, QJsonArray { u"en"_s } },
            { u"createdAt"_s, part.firstTriedAt.toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s) + u'Z' } };
        if (!part.replyTo.globalName.isEmpty())
            record[u"reply"_s] =
                QJsonObject { { u"root"_s, refOf(m_said.first().ref) }, { u"parent"_s, refOf(part.replyTo) } };
        if (part.media.isEmpty())
            return record;
        record[u"facets"_s] = QJsonArray { facet(10, 19, "mention", u"did"_s,
                                               QString::fromLatin1(m_network->value("BLUESKY_BOB"))),
            facet(34, 59, "link", u"uri"_s, u"https://coffee.example/ä"_s), facet(69, 73, "tag", u"tag"_s, u"tea"_s) };
        QJsonArray images;
        for (const OutgoingMedia &each : part.media)
            images.append(QJsonObject { { u"alt"_s, each.description },
                { u"aspectRatio"_s, QJsonObject { { u"width"_s, 64 }, { u"height"_s, 48 } } },
                { u"image"_s,
                    QJsonObject { { u"$type"_s, u"blob"_s },
                        { u"ref"_s, QJsonObject { { u"$link"_s, bluesky::fileCid(each.digest) } } },
                        { u"mimeType"_s, each.type }, { u"size"_s, each.bytes.size() } } } });
        record[u"embed"_s] = QJsonObject { { u"$type"_s, u"app.bsky.embed.images"_s }, { u"images"_s, images } };
        return record;
    }
    /// Writes as another program of Alice's would, over whatever is there.
    bool put(const QString &key, const QJsonObject &record)
    {
        const QString did = QString::fromLatin1(m_network->value("BLUESKY_ALICE"));
        const auto session = deed(u"com.atproto.server.createSession"_s,
            { { u"identifier"_s, did }, { u"password"_s, u"hunter2-hunter2"_s } }, {});
        return !deed(u"com.atproto.repo.putRecord"_s,
            { { u"repo"_s, did }, { u"collection"_s, posts }, { u"rkey"_s, key }, { u"record"_s, record } },
            session[u"accessJwt"_s].toString().toLatin1())
                    .isEmpty();
    }
    QJsonObject deed(const QString &method, const QJsonObject &body, const QByteArray &token)
    {
        HttpRequest request;
        request.method = "POST";
        request.url = QUrl(QString::fromLatin1(m_network->value("BLUESKY_PDS")) + u"/xrpc/"_s + method);
        request.typed = typedHost(request.url);
        request.headers = { { "Content-Type", "application/json" } };
        if (!token.isEmpty())
            request.headers.emplaceBack("Authorization", "Bearer " + token);
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        const auto answer = got(m_client->send(request));
        return answer && answer->status == 200 ? QJsonDocument::fromJson(answer->body).object() : QJsonObject();
    }
    QByteArray question(const QString &method)
    {
        HttpRequest request;
        request.url = QUrl(QString::fromLatin1(m_network->value("BLUESKY_PDS")) + u"/xrpc/"_s + method);
        request.typed = typedHost(request.url);
        const auto answer = got(m_client->send(request));
        return answer && answer->status == 200 ? answer->body : QByteArray();
    }
    /// What lies in the repository, asked of nobody in particular; empty: nothing.
    QJsonObject recordAt(const QString &uri)
    {
        const auto at = bluesky::readAtUri(uri);
        return QJsonDocument::fromJson(question(u"com.atproto.repo.getRecord?repo=%1&collection=%2&rkey=%3"_s.arg(
                                           at->authority, at->collection, at->key)))
            .object();
    }
    QByteArray fileOf(const QByteArray &who, const OutgoingMedia &media)
    {
        return question(u"com.atproto.sync.getBlob?did=%1&cid=%2"_s.arg(
            QString::fromLatin1(m_network->value("BLUESKY_" + who)), bluesky::fileCid(media.digest)));
    }
    /// How many posts of Alice say that.
    int countOf(const QString &text)
    {
        int count = 0;
        const QByteArray list = question(u"com.atproto.repo.listRecords?limit=100&collection=%1&repo=%2"_s.arg(
            posts, QString::fromLatin1(m_network->value("BLUESKY_ALICE"))));
        for (const auto each : QJsonDocument::fromJson(list)[u"records"_s].toArray())
            count += each[u"value"_s][u"text"_s].toString() == text ? 1 : 0;
        return count;
    }
    /// Until the AppView heard of a post.
    static bool waitFor(BlueskyConnector &who, const RemoteRef &post)
    {
        return QTest::qWaitFor([&] { return !got(who.look({ post })).value_or(Page {}).arrivals.isEmpty(); }, 20'000);
    }
    BlueskyConnector::Source source(const QByteArray &who, const QByteArray &address)
    {
        const QUrl url(QString::fromLatin1(address));
        return { { ChannelId::fresh(), NetworkId::Bluesky, {}, {} }, url, typedHost(url),
            QString::fromLatin1(m_network->value("BLUESKY_" + who)) };
    }
    Secret secretOf(const QByteArray &who)
    {
        return Secret("{\"password\":\"" + m_network->value("BLUESKY_" + who + "_PASSWORD") + "\"}");
    }
    std::unique_ptr<BlueskyConnector> make(const QByteArray &who, const QByteArray &address)
    {
        return std::make_unique<BlueskyConnector>(source(who, address), secretOf(who), *m_client);
    }
    SystemClock m_clock;
    std::unique_ptr<Served> m_network, m_faults;
    std::unique_ptr<QtHttpClient> m_client, m_hasty;
    std::unique_ptr<BlueskyConnector> m_alice, m_bob, m_lossy;
    QList<Receipt> m_said;
    int m_count = 0;
};

QTEST_GUILESS_MAIN(TestBlueskySpeech)
#include "test_blueskyspeech.moc"
