#include "core/connectors/bluesky/blueskyrecords.h"
#include "core/connectors/bluesky/blueskywire.h"
#include "tests/support/lexiconsamples.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::bluesky;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The error that reading the record of that kind gives; empty: it was read.
QString refusal(const QString &kind, const QJsonObject &record)
{
    const Json json = parsed(record);
    if (kind == u"app.bsky.feed.post")
        return readPostRecord(json) ? QString() : readPostRecord(json).error().detail;
    if (kind == u"app.bsky.graph.follow")
        return readFollowed(json) ? QString() : readFollowed(json).error().detail;
    return readSubject(json) ? QString() : readSubject(json).error().detail;
}

} // namespace

/// The records that we read, held against the network's own documents and vectors.
class TestBlueskyRecords : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
    }
    void everyLexiconIsDataAndEveryRecordOfThemIsKept()
    {
        const LexiconSamples lexicons;
        QCOMPARE(lexicons.bytes.size(), 146);
        for (const QByteArray &each : lexicons.bytes)
            QVERIFY2(checkData(*Json::parse(each)), each.left(60).constData());
        QVERIFY(lexicons.recordKinds().size() >= 15);
        for (const QString &kind : lexicons.recordKinds()) {
            const QJsonObject record = lexicons.record(kind);
            const auto data = checkData(parsed(record));
            QVERIFY2(data, data ? "" : qPrintable(kind + u": "_s + data.error().detail));
            const QJsonObject author { { u"did"_s, sampleDid }, { u"handle"_s, u"ada.test"_s } };
            const QJsonObject line { { u"uri"_s, u"at://%1/%2/self"_s.arg(sampleDid, kind) }, { u"cid"_s, sampleCid },
                { u"author"_s, author }, { u"reason"_s, u"of-tomorrow"_s }, { u"record"_s, record },
                { u"isRead"_s, false }, { u"indexedAt"_s, u"2026-11-22T19:00:00Z"_s } };
            const auto page = readNotifications(
                QJsonDocument(QJsonObject { { u"notifications"_s, QJsonArray { line } } }).toJson(), {});
            QVERIFY(page && page->refused.isEmpty() && page->heard.size() == 1 && page->heard[0].arrival);
            QCOMPARE(page->heard[0].arrival->kind, Arrival::Kind::Notice);
            QVERIFY(page->heard[0].arrival->body.contains(u"of-tomorrow"_s));
        }
    }
    void whatWeReadStandsInTheLexicons()
    {
        const LexiconSamples lexicons;
        const auto post = readPostRecord(parsed(lexicons.record(u"app.bsky.feed.post"_s)));
        QVERIFY2(post, post ? "" : qPrintable(post.error().detail));
        QCOMPARE(post->text, u"words"_s);
        QCOMPARE(post->parent, samplePost);
        QCOMPARE(post->language, u"pt-BR"_s);
        QVERIFY(post->writtenAt && post->copyOf.isEmpty());
        for (const QString &kind : { u"app.bsky.feed.like"_s, u"app.bsky.feed.repost"_s }) {
            const auto subject = readSubject(parsed(lexicons.record(kind)));
            QVERIFY(subject);
            QCOMPARE(*subject, (StrongRef { samplePost, sampleCid }));
        }
        QCOMPARE(readFollowed(parsed(lexicons.record(u"app.bsky.graph.follow"_s))).value_or(QString()), sampleDid);
    }
    void aFieldThatIsMissingOrWrongIsNamed_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("isLeftOut"); // refused else
        const auto row = [](const char *kind, const char *path, bool isLeftOut) {
            QTest::addRow("%s %s", kind, path) << QString::fromLatin1(kind) << QString::fromLatin1(path) << isLeftOut;
        };
        row("app.bsky.feed.post", "text", false);
        row("app.bsky.feed.post", "reply.parent", false);
        row("app.bsky.feed.post", "reply.parent.uri", false);
        row("app.bsky.feed.post", "reply.parent.cid", false);
        // The network stores times that are none, and a mention is not lost for that; it has heard of it at some time.
        row("app.bsky.feed.post", "createdAt", true);
        for (const char *path : { "facets", "langs", "labels", "tags", "embed", "entities", "reply.root" })
            row("app.bsky.feed.post", path, true);
        for (const char *kind : { "app.bsky.feed.like", "app.bsky.feed.repost" }) {
            row(kind, "subject", false);
            row(kind, "subject.uri", false);
            row(kind, "subject.cid", false);
            row(kind, "via", true);
            row(kind, "createdAt", true);
        }
        row("app.bsky.graph.follow", "subject", false);
        row("app.bsky.graph.follow", "createdAt", true);
    }
    void aFieldThatIsMissingOrWrongIsNamed()
    {
        QFETCH(QString, kind);
        QFETCH(QString, path);
        QFETCH(bool, isLeftOut);
        const QJsonObject whole = LexiconSamples().record(kind);
        QCOMPARE(refusal(kind, whole), QString());
        for (const QJsonValue &to :
            { QJsonValue(QJsonValue::Undefined), QJsonValue(7), QJsonValue(true), QJsonValue() }) {
            const QString said = refusal(kind, changed(whole, path, to).toObject());
            QCOMPARE(said.isEmpty(), isLeftOut);
            QVERIFY2(isLeftOut || said.contains(path), qPrintable(said));
        }
    }
    void everyFieldThatALexiconAsksForIsInTheTableAbove()
    {
        const LexiconSamples lexicons;
        for (const QString &kind :
            { u"app.bsky.feed.post"_s, u"app.bsky.feed.like"_s, u"app.bsky.feed.repost"_s, u"app.bsky.graph.follow"_s })
            for (const QString &name : lexicons.required(kind))
                QVERIFY2((QStringList { u"text"_s, u"createdAt"_s, u"subject"_s }).contains(name), qPrintable(name));
    }
    void theDataModelIsJudgedAsItsMakersDo()
    {
        const auto vectors = [](const char *name) {
            return QJsonDocument::fromJson(
                sharedFile(u"bluesky/indigo/atproto__atdata__testdata__data-model-%1.json"_s.arg(QLatin1String(name))))
                .array();
        };
        QCOMPARE(vectors("valid").size(), 5);
        for (const auto each : vectors("valid"))
            QVERIFY2(checkData(parsed(each[u"json"_s])), qPrintable(each[u"note"_s].toString()));
        QCOMPARE(vectors("invalid").size(), 12);
        for (const auto each : vectors("invalid")) {
            const auto data = checkData(parsed(each[u"json"_s]));
            QVERIFY2(!data, qPrintable(each[u"note"_s].toString()));
            QCOMPARE(data.error().kind, Error::Kind::Malformed);
            const QJsonObject object = each[u"json"_s].toObject();
            QVERIFY2(object.isEmpty() || data.error().detail.contains(object.keys().first()),
                qPrintable(data.error().detail));
        }
    }
    void recordsOfKindsThatWeDoNotKnowAreDataOrRefused()
    {
        const auto vectors = QJsonDocument::fromJson(
            sharedFile(u"bluesky/indigo/atproto__lexicon__testdata__record-data-invalid.json"_s))
                                 .array();
        QVERIFY(vectors.size() >= 50);
        QStringList refused;
        for (const auto each : vectors)
            if (!checkData(parsed(each[u"data"_s])))
                refused.append(each[u"name"_s].toString());
        // All others break only the rules of their own lexicon, which nobody gave us.
        QCOMPARE(refused, QStringList());
    }
    void aRecordThatIsAMountainIsRefused()
    {
        QJsonObject wide;
        for (int i = 0; i < 501; ++i)
            wide.insert(QString::number(i), i);
        QVERIFY(!checkData(parsed(wide)));
    }
    void aBridgeNamesTheOriginal()
    {
        const auto bridged =
            QJsonDocument::fromJson(sharedFile(u"bluesky/granary/note_mastodon_with_video.bsky-from-as.json"_s))
                .object();
        QCOMPARE(readPostRecord(parsed(bridged))->copyOf, u"https://masto.foo/@alice/123"_s);
        QCOMPARE(readPostRecord(parsed(changed(bridged, u"fooOriginalUrl"_s, u"tag:x,2011:1"_s)))->copyOf, QString());
    }
};

QTEST_GUILESS_MAIN(TestBlueskyRecords)
#include "test_blueskyrecords.moc"
