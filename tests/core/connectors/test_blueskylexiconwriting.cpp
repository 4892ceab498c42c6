#include "core/connectors/bluesky/blueskydeeds.h"
#include "core/connectors/bluesky/lexiconwriting.h"
#include "tests/support/lexiconsamples.h"
#include "tests/support/shareddata.h"

#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::bluesky;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString ourDid = u"did:plc:ours"_s;
const QString aKey = u"3jzfcijpj2z2a"_s;
const QDateTime noon(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);

QByteArray bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject refTo(const QString &uri)
{
    return { { u"uri"_s, uri }, { u"cid"_s, sampleCid } };
}

QJsonObject picture(int size)
{
    return { { u"$type"_s, u"blob"_s }, { u"mimeType"_s, u"image/png"_s }, { u"size"_s, size },
        { u"ref"_s, QJsonObject { { u"$link"_s, sampleCid } } } };
}

/// An answer to somebody with a link, a mention, a tag, a language and pictures.
QJsonObject answerOfOurs()
{
    const auto facet = [](int from, int to, const QJsonObject &feature) {
        return QJsonObject { { u"index"_s, QJsonObject { { u"byteStart"_s, from }, { u"byteEnd"_s, to } } },
            { u"features"_s, QJsonArray { feature } } };
    };
    const auto feature = [](const char *kind, const QString &name, const QString &value) {
        return QJsonObject { { u"$type"_s, u"app.bsky.richtext.facet#"_s + QLatin1String(kind) }, { name, value } };
    };
    const QJsonObject shape { { u"width"_s, 4 }, { u"height"_s, 3 } };
    return { { u"$type"_s, u"app.bsky.feed.post"_s }, { u"text"_s, u"@ada a.example #tea"_s },
        { u"createdAt"_s, u"2026-11-23T12:00:00.000Z"_s }, { u"langs"_s, QJsonArray { u"en"_s } },
        { u"reply"_s, QJsonObject { { u"root"_s, refTo(samplePost) }, { u"parent"_s, refTo(samplePost) } } },
        { u"facets"_s,
            QJsonArray { facet(0, 4, feature("mention", u"did"_s, sampleDid)),
                facet(5, 14, feature("link", u"uri"_s, u"https://a.example"_s)),
                facet(15, 19, feature("tag", u"tag"_s, u"tea"_s)) } },
        { u"embed"_s,
            QJsonObject { { u"$type"_s, u"app.bsky.embed.images"_s },
                { u"images"_s,
                    QJsonArray { QJsonObject { { u"image"_s, picture(2'000'000) }, { u"alt"_s, u""_s },
                        { u"aspectRatio"_s, shape } } } } } } };
}

/// A PDS that says what a test wants, and remembers what it was told to write.
class ScriptedPds final : public HttpClient {
public:
    QFuture<Result<HttpResponse>> send(const HttpRequest &request) override
    {
        const QString name = request.url.path().section(u'/', -1);
        asked.append(name);
        if (request.method == "POST" && name.startsWith(u"com.atproto.repo."))
            written.append(QJsonDocument::fromJson(request.body).object());
        HttpResponse response;
        response.status = 200;
        response.headers = { { "Content-Type", "application/json" } };
        response.body = bytesOf(answers.value(name));
        QPromise<Result<HttpResponse>> promise;
        promise.start();
        promise.addResult(response);
        promise.finish();
        return promise.future();
    }
    QHash<QString, QJsonObject> answers;
    QStringList asked;
    QList<QJsonObject> written;
};

} // namespace

/// What we write into a repository: by the network's own rules, or not at all.
class TestBlueskyLexiconWriting : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_pds.asked.clear();
        m_pds.written.clear();
        m_pds.answers[u"com.atproto.server.createSession"_s] = { { u"did"_s, ourDid }, { u"handle"_s, u"ours.test"_s },
            { u"accessJwt"_s, u"a"_s }, { u"refreshJwt"_s, u"b"_s } };
        const QJsonObject ada { { u"did"_s, sampleDid }, { u"handle"_s, u"ada.test"_s } };
        const QJsonObject post { { u"uri"_s, samplePost }, { u"cid"_s, sampleCid }, { u"author"_s, ada },
            { u"indexedAt"_s, u"2026-11-23T11:00:00Z"_s },
            { u"record"_s, QJsonObject { { u"$type"_s, u"app.bsky.feed.post"_s }, { u"text"_s, u"hello"_s } } } };
        m_pds.answers[u"app.bsky.feed.getPosts"_s] = { { u"posts"_s, QJsonArray { post } } };
        m_pds.answers[u"app.bsky.actor.getProfile"_s] = ada;
    }
    void theCarriedSchemasAreRead()
    {
        QVERIFY2(writtenLexicons(), writtenLexicons() ? "" : qPrintable(writtenLexicons().error().detail));
        QStringList records;
        for (const auto &document : writtenLexicons()->documents())
            if (std::holds_alternative<lexicon::Record>(document.definitions.value(u"main"_s)))
                records.append(document.id);
        QCOMPARE(records,
            (QStringList { u"app.bsky.feed.like"_s, u"app.bsky.feed.post"_s, u"app.bsky.feed.repost"_s,
                u"app.bsky.graph.block"_s, u"app.bsky.graph.follow"_s }));
    }
    void theCarriedSchemasSayWhatTheNetworksOwnSay()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        const LexiconSamples network;
        QFile file(u":/bluesky/written.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto documents = QJsonDocument::fromJson(file.readAll()).array();
        QCOMPARE(documents.size(), 10);
        for (const auto document : documents) {
            const QString id = document[u"id"_s].toString();
            const QJsonObject ours = document[u"defs"_s].toObject();
            for (const QString &name : ours.keys())
                QCOMPARE(difference(ours[name].toObject(), network.documents[id][name].toObject(), id), QString());
        }
        QVERIFY(m_compared > 60);
        // The comparison itself sees a limit that moved, a field that is asked for, a format.
        const QJsonObject text { { u"type"_s, u"string"_s }, { u"maxLength"_s, 3000 } };
        QVERIFY(!difference(text, changed(text, u"maxLength"_s, 3001).toObject(), {}).isEmpty());
        QVERIFY(!difference(text, changed(text, u"format"_s, u"did"_s).toObject(), {}).isEmpty());
    }
    void everyNameInThemLeadsSomewhere()
    {
        QCOMPARE(refusal(answerOfOurs()), QString());
        QJsonObject card = answerOfOurs();
        card[u"embed"_s] = QJsonObject { { u"$type"_s, u"app.bsky.embed.external"_s },
            { u"external"_s,
                QJsonObject { { u"uri"_s, u"https://a.example"_s }, { u"title"_s, u"A"_s }, { u"description"_s, u""_s },
                    { u"thumb"_s, picture(1'000'000) } } } };
        QCOMPARE(refusal(card), QString());
    }
    void whatTheNetworkWouldNotTakeIsRefusedWithItsPath_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QJsonValue>("to");
        int n = 0;
        const auto row = [&n](const char *path, const QJsonValue &to) {
            QTest::addRow("%d %s", ++n, path) << QString::fromLatin1(path) << to;
        };
        row("text", QJsonValue::Undefined);
        row("text", QString(301, u'x'));
        row("text", QString::fromUtf8("👩‍👩‍👦‍👦").repeated(121)); // 121 characters, 3025 bytes
        row("createdAt", u"yesterday"_s);
        row("createdAt", QJsonValue::Undefined);
        row("langs", QJsonArray { u"en"_s, u"de"_s, u"fr"_s, u"nb"_s });
        row("langs[0]", u"English!"_s);
        row("reply.root", QJsonValue::Undefined);
        row("reply.parent.uri", u"https://a.example"_s);
        row("reply.parent.cid", u""_s);
        row("facets[0].index.byteStart", -1);
        row("facets[0].index.byteEnd", 1.5);
        row("facets[0].features[0].did", u"ada.test"_s);
        row("facets[1].features[0].uri", u"a.example"_s);
        row("facets[2].features[0].tag", QString(65, u'x'));
        row("facets[2].features[0].$type", u"app.bsky.richtext.facet#shout"_s);
        row("embed.images", QJsonArray { 1, 2, 3, 4, 5 });
        row("embed.images[0].alt", QJsonValue::Undefined);
        row("embed.images[0].image.size", 2'000'001);
        row("embed.images[0].image.mimeType", u"video/mp4"_s);
        row("embed.images[0].aspectRatio.width", 0);
        row("embed.$type", u"app.bsky.embed.video"_s); // fine there; nothing of ours makes one
        row("$type", u"app.bsky.feed.like"_s);
    }
    void whatTheNetworkWouldNotTakeIsRefusedWithItsPath()
    {
        QFETCH(QString, path);
        QFETCH(QJsonValue, to);
        const QJsonObject wrong = changed(answerOfOurs(), path, to).toObject();
        const auto may = mayWrite(u"app.bsky.feed.post"_s, aKey, wrong);
        QVERIFY(!may);
        QCOMPARE(may.error().kind, Error::Kind::Refused);
        QVERIFY(may.error().message.contains(u"nothing was sent"_s));
        QVERIFY2(may.error().detail.startsWith(u"bluesky: %1 is n"_s.arg(path)), qPrintable(may.error().detail));
        // The words of people stay out of what is logged.
        QVERIFY(!may.error().detail.contains(u"tea"_s) && !may.error().detail.contains(u"yesterday"_s));
    }
    void aRecordUnderAKeyThatIsNoTimeIsRefused()
    {
        QVERIFY(!mayWrite(u"app.bsky.feed.post"_s, u"self"_s, answerOfOurs()));
        QVERIFY(!mayWrite(u"app.bsky.actor.profile"_s, u"self"_s, { { u"$type"_s, u"app.bsky.actor.profile"_s } }));
        QVERIFY(!mayWrite({}, {}, {}));
    }
    void everyDeedWritesWhatTheNetworkAsksFor_data()
    {
        QTest::addColumn<Gesture::Kind>("kind");
        QTest::addColumn<QString>("collection");
        QTest::newRow("favourite") << Gesture::Kind::Favourite << u"app.bsky.feed.like"_s;
        QTest::newRow("boost") << Gesture::Kind::Boost << u"app.bsky.feed.repost"_s;
        QTest::newRow("follow") << Gesture::Kind::Follow << u"app.bsky.graph.follow"_s;
        QTest::newRow("block") << Gesture::Kind::Block << u"app.bsky.graph.block"_s;
    }
    void everyDeedWritesWhatTheNetworkAsksFor()
    {
        QFETCH(Gesture::Kind, kind);
        QFETCH(QString, collection);
        const auto done = make(kind, noon);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(m_pds.written.size(), 1);
        const QJsonObject put = m_pds.written[0];
        QCOMPARE(put[u"collection"_s].toString(), collection);
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        Lexicons network;
        for (const QByteArray &each : LexiconSamples().bytes)
            QVERIFY(network.add(*Json::parse(each)));
        const auto checked = network.checkRecord(collection, put[u"rkey"_s].toString(), parsed(put[u"record"_s]));
        QVERIFY2(checked, checked ? "" : qPrintable(checked.error().detail));
    }
    void aDeedThatIsNoRecordIsNotSent_data() { everyDeedWritesWhatTheNetworkAsksFor_data(); }
    void aDeedThatIsNoRecordIsNotSent()
    {
        QFETCH(Gesture::Kind, kind);
        const auto done = make(kind, {}); // a wish of no time
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Refused);
        QCOMPARE(done.error().detail, u"bluesky: createdAt is not of the format datetime"_s);
        QVERIFY(!m_pds.asked.isEmpty());
        QVERIFY(m_pds.written.isEmpty());
    }

private:
    static QString refusal(const QJsonObject &post)
    {
        const auto may = mayWrite(u"app.bsky.feed.post"_s, aKey, post);
        return may ? QString() : may.error().detail;
    }
    Result<GestureDone> make(Gesture::Kind kind, const QDateTime &wishedAt)
    {
        BlueskyCalls calls({ ourDid, QUrl(u"https://pds.example"_s), {}, Secret("p") }, m_pds);
        std::optional<Result<GestureDone>> done;
        makeDeed(calls, { kind, { samplePost, {} }, sampleDid, {}, QByteArray(16, 'k'), wishedAt },
            [&done](const Result<GestureDone> &made) { done = made; });
        if (!QTest::qWaitFor([&done] { return done.has_value(); }))
            qFatal("no answer");
        return *done;
    }
    /// Where a schema of ours and the network's say different things; empty: nowhere. Ours may leave fields out that
    /// are not asked for, and kinds of unions, and close a union.
    QString difference(const QJsonObject &ours, const QJsonObject &theirs, const QString &at)
    {
        ++m_compared;
        static const QSet<QString> words { u"description"_s, u"properties"_s, u"items"_s, u"record"_s, u"closed"_s,
            u"refs"_s };
        for (const QString &key : ours.keys() + theirs.keys())
            if (!words.contains(key) && ours[key] != theirs[key])
                return at + u'.' + key;
        for (const auto each : ours[u"refs"_s].toArray())
            if (!theirs[u"refs"_s].toArray().contains(each))
                return at + u".refs"_s;
        for (const QString &part : { u"items"_s, u"record"_s })
            if (ours.contains(part) || theirs.contains(part))
                if (const QString below = difference(ours[part].toObject(), theirs[part].toObject(), at + u'.' + part);
                    !below.isEmpty())
                    return below;
        const QJsonObject fields = ours[u"properties"_s].toObject();
        const QJsonObject known = theirs[u"properties"_s].toObject();
        for (const QString &name : fields.keys())
            if (const QString below = difference(fields[name].toObject(), known[name].toObject(), at + u'.' + name);
                !below.isEmpty())
                return below;
        return {};
    }
    ScriptedPds m_pds;
    int m_compared = 0;
};

QTEST_GUILESS_MAIN(TestBlueskyLexiconWriting)
#include "test_blueskylexiconwriting.moc"
