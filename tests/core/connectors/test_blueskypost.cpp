#include "core/connectors/bluesky/blueskypost.h"
#include "core/connectors/bluesky/blueskyspeech.h"
#include "core/connectors/bluesky/lexiconwriting.h"
#include "tests/support/lexiconsamples.h"

#include <QCryptographicHash>
#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::bluesky;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDateTime nine(QDate(2026, 11, 23), QTime(9, 0, 0, 7), Qt::UTC);

Outgoing saying(const QString &text)
{
    Outgoing outgoing;
    outgoing.key = QByteArray(32, 'k');
    outgoing.text = text;
    outgoing.firstTriedAt = nine;
    outgoing.reserved = keyOfPost(outgoing);
    return outgoing;
}

OutgoingMedia picture(const QByteArray &bytes)
{
    OutgoingMedia media { QCryptographicHash::hash(bytes, QCryptographicHash::Sha256), u"image/webp"_s, { 1200, 800 },
        u"A red cup"_s, bytes, {} };
    media.handle = u"{\"$type\":\"blob\",\"ref\":{\"$link\":\"%1\"},\"mimeType\":\"image/webp\",\"size\":%2}"_s
                       .arg(fileCid(media.digest))
                       .arg(bytes.size());
    return media;
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

/// What everything() becomes.
const QByteArray wanted =
    QByteArray("{"
               "'$type': 'app.bsky.feed.post',"
               "'text': 'Hi @Bob.test 🧭, see https://a.example/ä?b=1, a.eu and #tea!\\n  @nobody.test',"
               "'createdAt': '2026-11-23T09:00:00.007Z',"
               "'langs': ['en-GB'],"
               "'facets': ["
               "{ 'index': { 'byteStart': 3, 'byteEnd': 12 }, 'features': ["
               "{ '$type': 'app.bsky.richtext.facet#mention', 'did': 'did:plc:ewvi7nxzyoun6zhxrhs64oiz' } ] },"
               "{ 'index': { 'byteStart': 23, 'byteEnd': 47 }, 'features': ["
               "{ '$type': 'app.bsky.richtext.facet#link', 'uri': 'https://a.example/ä?b=1' } ] },"
               "{ 'index': { 'byteStart': 49, 'byteEnd': 53 }, 'features': ["
               "{ '$type': 'app.bsky.richtext.facet#link', 'uri': 'https://a.eu' } ] },"
               "{ 'index': { 'byteStart': 58, 'byteEnd': 62 }, 'features': ["
               "{ '$type': 'app.bsky.richtext.facet#tag', 'tag': 'tea' } ] } ],"
               "'reply': {"
               "'root': { 'uri': 'at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3jzfcijpj2z2a',"
               "'cid': 'bafyreiclp443lavogvhj3d2ob2cxbfuscni2k5jk7bebjzg7khl3esabwq' },"
               "'parent': { 'uri': 'at://did:plc:bob/app.bsky.feed.post/3l26gaufyueh2',"
               "'cid': 'bafyreiclp443lavogvhj3d2ob2cxbfuscni2k5jk7bebjzg7khl3esabwq' } },"
               "'embed': { '$type': 'app.bsky.embed.images', 'images': ["
               "{ 'alt': 'A red cup', 'aspectRatio': { 'width': 1200, 'height': 800 },"
               "'image': { '$type': 'blob', 'mimeType': 'image/webp', 'size': 3,"
               "'ref': { '$link': 'bafkreidwslb22nkaxoadyaqlhlxgntmiq4jdenhkbrxhcq6avxlt75br5u' } } },"
               "{ 'alt': '',"
               "'image': { '$type': 'blob', 'mimeType': 'image/webp', 'size': 3,"
               "'ref': { '$link': 'bafkreib7ytgp45cyodrmbwm7ohzq74dfnsg63va4yhl5hu3wwdn6nbpc6m' } } } ] }"
               "}")
        .replace('\'', '"');

/// With a link, a mention, a tag, a language, two pictures and a place in a conversation.
Outgoing everything()
{
    Outgoing outgoing = saying(u"Hi @Bob.test 🧭, see https://a.example/ä?b=1, a.eu and #tea!\n  @nobody.test"_s);
    outgoing.language = u"en-GB"_s;
    outgoing.media = { picture("one"), picture("two") };
    outgoing.media[1].description.clear();
    outgoing.media[1].size = {};
    return outgoing;
}

PostContext context()
{
    return { { { u"bob.test"_s, sampleDid } }, { samplePost, sampleCid },
        { u"at://did:plc:bob/app.bsky.feed.post/3l26gaufyueh2"_s, sampleCid } };
}

} // namespace

/// What we say, as the record that it becomes.
class TestBlueskyPost : public QObject {
    Q_OBJECT
private slots:
    void theRecordSaysWhatWasSaidFieldByField()
    {
        const auto record = postRecord(everything(), context());
        QVERIFY2(record, record ? "" : qPrintable(record.error().detail));
        const QJsonObject want = objectOf(wanted);
        for (const QString &field : want.keys() + record->keys())
            QCOMPARE((*record)[field], want[field]);
    }
    void itIsARecordByTheNetworksOwnLexicon()
    {
        const auto record = postRecord(everything(), context());
        QVERIFY(record);
        const auto may = mayWrite(postCollection, everything().reserved, *record);
        QVERIFY2(may, may ? "" : qPrintable(may.error().detail));
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        Lexicons network;
        for (const QByteArray &each : LexiconSamples().bytes)
            QVERIFY(network.add(*Json::parse(each)));
        const auto checked = network.checkRecord(postCollection, everything().reserved, parsed(*record));
        QVERIFY2(checked, checked ? "" : qPrintable(checked.error().detail));
    }
    void theSameTwoMakeTheSameRecord()
    {
        QCOMPARE(*postRecord(everything(), context()), *postRecord(everything(), context()));
        QVERIFY(*postRecord(everything(), context()) != *postRecord(everything(), {}));
    }
    void whatIsNotToldIsNotThere()
    {
        Outgoing outgoing = saying(u"tea"_s);
        outgoing.language = u"plain English!"_s;
        const auto record = postRecord(outgoing, {});
        QVERIFY(record);
        QCOMPARE(record->keys(), (QStringList { u"$type"_s, u"createdAt"_s, u"text"_s }));
        outgoing.firstTriedAt = {};
        QVERIFY(!mayWrite(postCollection, outgoing.reserved, *postRecord(outgoing, {})));
    }
    void aTimeOfAnotherZoneIsTheSameMoment()
    {
        Outgoing outgoing = saying(u"tea"_s);
        outgoing.firstTriedAt = nine.toOffsetFromUtc(-5 * 3600);
        QCOMPARE((*postRecord(outgoing, {}))[u"createdAt"_s].toString(), u"2026-11-23T09:00:00.007Z"_s);
        QCOMPARE(keyOfPost(outgoing), saying({}).reserved);
    }
    void aThreadStandsInTheRepositoryInItsOrder()
    {
        Outgoing part = saying(u"tea"_s);
        QString before;
        for (int i = 0; i < 300; ++i) {
            part.key = QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Sha256);
            part.firstTriedAt = nine.addMSecs(40 * i);
            const QString key = keyOfPost(part);
            QVERIFY(isTid(key));
            QVERIFY2(key > before, qPrintable(key + u" after "_s + before));
            QVERIFY(*timeOfTid(key) <= part.firstTriedAt);
            before = key;
            part.replyTo.globalName = u"at://did:plc:us/app.bsky.feed.post/"_s + key;
        }
        // Whoever is answered has no say about when: a key of the year 2100 is not followed there.
        part.replyTo.globalName =
            u"at://did:plc:them/app.bsky.feed.post/"_s + tidOf("x", QDateTime(QDate(2100, 1, 1), QTime(), Qt::UTC));
        QVERIFY(*timeOfTid(keyOfPost(part)) <= part.firstTriedAt);
    }
    void facetsStandAtTheBytesOfTheVectors()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        int facets = 0;
        for (const char *file : { "richtext_links_mentions.json", "richtext_tags.json" })
            for (const auto each : QJsonDocument::fromJson(sharedFile(u"bluesky/"_s + QLatin1String(file))).array()) {
                const QString text = each[u"text"_s].toString();
                PostContext all;
                for (const QString &handle : handlesIn(text))
                    all.people.insert(handle, u"did:fake:"_s + handle);
                const auto record = postRecord(saying(text + u'.'), all);
                QVERIFY(record);
                qsizetype want = each[u"tags"_s].toArray().size();
                for (const auto segment : each[u"segments"_s].toArray())
                    want += segment[u"link"_s].isString() ? 1 : 0;
                QCOMPARE((*record)[u"facets"_s].toArray().size(), want);
                for (const auto facet : (*record)[u"facets"_s].toArray()) {
                    const int start = facet[u"index"_s][u"byteStart"_s].toInt();
                    const QByteArray bytes = text.toUtf8().mid(start, facet[u"index"_s][u"byteEnd"_s].toInt() - start);
                    QVERIFY(!QString::fromUtf8(bytes).contains(QChar::ReplacementCharacter) && !bytes.isEmpty());
                    ++facets;
                }
            }
        QCOMPARE(facets, 64);
    }
    void noMoreAreAskedForThanCanBeWaitedFor()
    {
        QString crowd;
        for (int i = 0; i < 40; ++i)
            crowd += u"@A%1.test @a%1.test "_s.arg(i);
        QCOMPARE(handlesIn(crowd).size(), mostMentions);
        QCOMPARE(handlesIn(crowd).first(), u"a0.test"_s);
        QVERIFY(handlesIn(u"ada@b.test, @ada and #tea"_s).isEmpty());
    }
    void filesAreCalledByTheirBytes()
    {
        // The empty file's name is known all over the network.
        QCOMPARE(fileCid(QCryptographicHash::hash({}, QCryptographicHash::Sha256)),
            u"bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"_s);
    }
    void theLimitsAreThoseOfTheLexicon()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        const auto main = [](const QString &file, const QString &definition) {
            return objectOf(sharedFile(u"bluesky/lexicons/app/bsky/"_s + file))[u"defs"_s][definition];
        };
        const Limits limits = limitsOfPosts();
        const QJsonValue text = main(u"feed/post.json"_s, u"main"_s)[u"record"_s][u"properties"_s][u"text"_s];
        QCOMPARE(limits.characters, text[u"maxGraphemes"_s].toInt());
        QCOMPARE(limits.bytes, text[u"maxLength"_s].toInt());
        const QJsonValue images = main(u"embed/images.json"_s, u"main"_s)[u"properties"_s][u"images"_s];
        QCOMPARE(limits.pictures, images[u"maxLength"_s].toInt());
        const QJsonValue file = main(u"embed/images.json"_s, u"image"_s)[u"properties"_s][u"image"_s];
        QCOMPARE(file[u"accept"_s][0].toString(), u"image/*"_s);
        QCOMPARE(file[u"maxSize"_s].toInt(), 2'000'000);
        QVERIFY(file[u"description"_s].toString().contains(u"formerly limited to 1 MB"_s));
        QCOMPARE(limits.pictureBytes, 1'000'000);
        for (const QString &type : limits.pictureTypes)
            QVERIFY(type.startsWith(u"image/"_s));
    }
    void answersThatAreNotWhatWasAskedForAreNotBelieved_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray("{}");
        QTest::newRow("half") << QByteArray("{\"uri\":");
        const auto row = [](const char *name, const QString &uri, const char *rest) {
            QTest::newRow(name) << ("{\"uri\":\"" + uri.toUtf8() + "\"," + QByteArray(rest).replace('\'', '"') + '}');
        };
        row("another post", u"at://did:plc:bob/app.bsky.feed.post/3l26gaufyueh2"_s,
            "'cid':'bafyreiclp443l','value':{}");
        row("no fingerprint", samplePost, "'value':{}");
        row("a root that is none", samplePost,
            "'cid':'bafyreiclp443l','value':{'reply':{'root':{'uri':'https://a.example','cid':'x'}}}");
        row("no record", samplePost, "'cid':'bafyreiclp443l','value':[]");
    }
    void answersThatAreNotWhatWasAskedForAreNotBelieved()
    {
        QFETCH(QByteArray, body);
        const auto standing = readStanding(body, samplePost);
        QVERIFY(!standing && standing.error().kind == Error::Kind::Malformed);
        const auto shown = readShown("{\"posts\":[" + body + "]}", samplePost);
        QVERIFY(!shown);
        QVERIFY(!readShown("{\"posts\":{}}", samplePost));
        if (body.contains("\"cid\"") && !body.contains("did:plc:bob"))
            QVERIFY(readPut(body, samplePost)); // which tells no record
        else
            QVERIFY(!readPut(body, samplePost));
    }
};

QTEST_GUILESS_MAIN(TestBlueskyPost)
#include "test_blueskypost.moc"
