#include "core/connectors/bluesky/lexiconcheck.h"
#include "core/connectors/bluesky/lexiconfields.h"
#include "core/connectors/bluesky/lexicons.h"
#include "tests/support/lexiconsamples.h"
#include "tests/support/shareddata.h"

#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::bluesky;
using namespace Qt::Literals::StringLiterals;

namespace {

/// JSON that is written with ' for ".
QByteArray q(QByteArray json)
{
    return json.replace('\'', '"');
}

QString said(const Result<void> &checked)
{
    return checked ? QString() : checked.error().detail;
}

QJsonArray vectors()
{
    return QJsonDocument::fromJson(sharedFile(u"bluesky/indigo/atproto__lexicon__testdata__record-data-invalid.json"_s))
        .array();
}

QByteArray bytesOf(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray { value }).toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

/// The paths of all that stands in \a value: its fields, and the first of each list.
QStringList pathsIn(const QJsonValue &value, const QString &at = {})
{
    QStringList all;
    const QJsonObject object = value.toObject();
    for (const QString &name : object.keys()) {
        all.append(at.isEmpty() ? name : at + u'.' + name);
        all += pathsIn(object[name], all.last());
    }
    if (value.isArray() && !value.toArray().isEmpty())
        all += pathsIn(value[0], at + u"[0]"_s) + QStringList { at + u"[0]"_s };
    return all;
}

/// Of another kind than \a value.
QJsonValue otherThan(const QJsonValue &value)
{
    return value.isString() || value.isBool() || value.isObject() ? QJsonValue(7) : QJsonValue(u"x"_s);
}

/// What the AppView's own snapshots say instead of names ("user(0)", "cids(1)", "record(2)"), as names.
QJsonValue named(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray list;
        for (const auto each : value.toArray())
            list.append(named(each));
        return list;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (const QString &name : object.keys())
            object.insert(name, named(object[name]));
        return object;
    }
    const QString text = value.toString();
    if (text.startsWith(u"cids("))
        return sampleCid;
    if (text.startsWith(u"record("))
        return samplePost;
    if (text.startsWith(u"user("))
        return sampleDid;
    return value;
}

/// Every value of the kinds that \a lexicons know, in \a value and below.
void eachKnown(
    const Json &value, const Lexicons &lexicons, const std::function<void(const Json &, const lexicon::Type &)> &take)
{
    const QString name = lexicon::fullName(value["$type"].textOr(), {});
    if (const auto *definition = name.isEmpty() ? nullptr : lexicons.find(name)) {
        const auto *record = std::get_if<lexicon::Record>(definition);
        const auto *type = std::get_if<lexicon::TypePtr>(definition);
        if (record || type)
            take(value, record ? *record->record : **type);
    }
    for (const QString &key : value.keys())
        eachKnown(lexicon::at(value, key), lexicons, take);
    for (const Json &each : value.items())
        eachKnown(each, lexicons, take);
}

} // namespace

/// Records, held against the network's documents, its vectors, and what its servers said.
class TestBlueskyLexiconRecords : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        for (const QByteArray &each : m_samples.bytes)
            QVERIFY(m_network.add(*Json::parse(each)));
        const QByteArray record = sharedFile(u"bluesky/indigo/atproto__lexicon__testdata__catalog__record.json"_s);
        QVERIFY(m_catalog.add(*Json::parse(record)));
    }
    void aRecordIsReadOrRefusedAsTheirMakersDo_data()
    {
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QString>("path");
        const auto all = vectors();
        int n = 0;
        for (const auto each : all) {
            QJsonObject data = each[u"data"_s].toObject();
            QStringList named = data.keys();
            named.removeAll(u"$type"_s);
            if (named.size() > 1)
                named.removeAll(u"integer"_s);
            const QString path = named.isEmpty() ? u"integer"_s : named.first();
            if (path == u"unknown") // of these the integer is missing as well
                data.insert(u"integer"_s, 1);
            QTest::addRow("%d %s", ++n, qPrintable(each[u"name"_s].toString())) << bytesOf(data) << path;
        }
    }
    void aRecordIsReadOrRefusedAsTheirMakersDo()
    {
        QFETCH(QByteArray, record);
        QFETCH(QString, path);
        const auto checked = m_catalog.checkRecord(u"example.lexicon.record"_s, u"demo"_s, *Json::parse(record));
        QVERIFY(!checked);
        QCOMPARE(checked.error().kind, Error::Kind::Malformed);
        QVERIFY2(checked.error().detail.startsWith(u"bluesky: "_s + path), qPrintable(checked.error().detail));
        QJsonObject rest = QJsonDocument::fromJson(record).object();
        rest.remove(path);
        rest.insert(u"integer"_s, 1);
        QCOMPARE(inCatalogue(rest), QString());
    }
    void theVectorsAreAllThere() { QCOMPARE(vectors().size(), 50); }
    void aRecordThatIsRightIsRead()
    {
        const QString family = QString::fromUtf8("👩‍👩‍👦‍👦");
        const QJsonObject object { { u"a"_s, 1 }, { u"more"_s, u"kept"_s } };
        const auto file = [](const QString &media, int size) {
            return QJsonObject { { u"$type"_s, u"blob"_s }, { u"mimeType"_s, media }, { u"size"_s, size },
                { u"ref"_s, QJsonObject { { u"$link"_s, sampleCid } } } };
        };
        const auto of = [](const QString &type, const QJsonValue &a) {
            return QJsonObject { { u"$type"_s, type }, { u"a"_s, a } };
        };
        const QList<QPair<QString, QJsonValue>> fine { { u"boolean"_s, false }, { u"string"_s, u""_s },
            { u"nullableString"_s, QJsonValue() }, { u"bytes"_s, QJsonObject { { u"$bytes"_s, u"b25"_s } } },
            { u"cid-link"_s, QJsonObject { { u"$link"_s, sampleCid } } }, { u"blob"_s, file(u"a/b"_s, 7) },
            { u"unknown"_s, QJsonObject { { u"$type"_s, u"x.y.z"_s } } }, { u"unknown"_s, QJsonObject {} },
            { u"array"_s, QJsonArray {} }, { u"object"_s, object }, { u"ref"_s, object },
            { u"union"_s, of(u"example.lexicon.record#demoObject"_s, 1) },
            { u"union"_s, of(u"example.unknown-lexicon.blah"_s, u"whatever"_s) },
            { u"closedUnion"_s, of(u"example.lexicon.record#demoObject"_s, 1) }, { u"constInteger"_s, 42 },
            { u"enumInteger"_s, 25 }, { u"rangeInteger"_s, 10 }, { u"rangeInteger"_s, 20 },
            { u"lenString"_s, u"0123456789"_s }, { u"lenString"_s, QString(10, QChar(0xe9)) },
            { u"graphemeString"_s, family.repeated(10) }, { u"graphemeString"_s, family.repeated(20) },
            { u"enumString"_s, u"rock"_s }, { u"knownString"_s, u"violet"_s },
            { u"sizeBytes"_s, QJsonObject { { u"$bytes"_s, u"MDEyMzQ1Njc4OQ"_s } } },
            { u"lenArray"_s, QJsonArray { 1, 2, 3, 4, 5 } }, { u"sizeBlob"_s, file(u"text/plain"_s, 20) },
            { u"acceptBlob"_s, file(u"image/webp"_s, 1) }, { u"ofTomorrow"_s, QJsonArray { object } },
            { u"formats"_s,
                QJsonObject { { u"did"_s, sampleDid }, { u"handle"_s, u"ada.test"_s },
                    { u"atidentifier"_s, u"ada.test"_s }, { u"nsid"_s, u"a.b.c"_s }, { u"aturi"_s, samplePost },
                    { u"cid"_s, sampleCid }, { u"datetime"_s, u"2026-11-22T19:00:00+01:00"_s },
                    { u"language"_s, u"pt-BR"_s }, { u"uri"_s, u"mailto:ada@a.example"_s },
                    { u"tid"_s, u"3jzfcijpj2z2a"_s }, { u"recordkey"_s, u"self"_s } } } };
        QJsonObject whole { { u"integer"_s, 1 } };
        for (const auto &[name, value] : fine) {
            QCOMPARE(inCatalogue({ { u"integer"_s, 1 }, { name, value } }), QString());
            whole.insert(name, value);
        }
        QCOMPARE(inCatalogue(whole), QString());
        const QList<QPair<QString, QJsonValue>> close { { u"lenString"_s, QString(11, QChar(0xe9)) },
            { u"graphemeString"_s, family.repeated(9) }, { u"graphemeString"_s, family.repeated(21) },
            { u"rangeInteger"_s, 21 }, { u"sizeBlob"_s, file(u"text/plain"_s, 21) },
            { u"sizeBlob"_s, file(u"text/plain"_s, -1) }, { u"acceptBlob"_s, file(u"imagery/x"_s, 1) },
            { u"sizeBytes"_s, QJsonObject { { u"$bytes"_s, u"MDEyMzQ1Njc4"_s } } },
            { u"bytes"_s, QJsonObject { { u"$bytes"_s, u"*"_s } } }, { u"union"_s, of(u"#demoObject"_s, 1) },
            { u"formats"_s, QJsonObject { { u"datetime"_s, u"2026-02-30T00:00:00Z"_s } } },
            { u"formats"_s, QJsonObject { { u"uri"_s, u"https://a.example/two words"_s } } },
            { u"ref"_s, QJsonArray { object } }, { u"boolean"_s, QJsonValue() } };
        for (const auto &[name, value] : close)
            QVERIFY2(inCatalogue({ { u"integer"_s, 1 }, { name, value } }).startsWith(u"bluesky: "_s + name),
                qPrintable(name));
    }
    void aTokenIsItsOwnName()
    {
        Lexicons all;
        QVERIFY(
            all.add(*Json::parse(q("{'lexicon':1,'id':'a.b.c','defs':{'yes':{'type':'token'},"
                                   "'main':{'type':'record','key':'any','record':{'type':'object','required':['is'],"
                                   "'properties':{'is':{'type':'ref','ref':'#yes'}}}}}}"))));
        const auto with = [&](const QJsonValue &is) {
            return said(all.checkRecord(
                u"a.b.c"_s, u"x"_s, parsed(QJsonObject { { u"$type"_s, u"a.b.c"_s }, { u"is"_s, is } })));
        };
        QCOMPARE(with(u"a.b.c#yes"_s), QString());
        for (const QJsonValue &is : { QJsonValue(u"a.b.c#no"_s), QJsonValue(7), QJsonValue(u"#yes"_s) })
            QVERIFY(with(is).startsWith(u"bluesky: is is not"_s));
    }
    void aRecordStandsUnderItsKindOfKey()
    {
        const QJsonObject right { { u"$type"_s, u"example.lexicon.record"_s }, { u"integer"_s, 1 } };
        const QString kind = u"example.lexicon.record"_s;
        QVERIFY(m_catalog.checkRecord(kind, u"demo"_s, parsed(right)));
        QVERIFY(!m_catalog.checkRecord(kind, u"other"_s, parsed(right)));
        QVERIFY(!m_catalog.checkRecord(u"example.lexicon.nobody"_s, u"demo"_s, parsed(right)));
        QVERIFY(!m_catalog.checkRecord(kind, u"demo"_s, parsed(changed(right, u"$type"_s, u"a.b.c"_s))));
        const QJsonObject like = m_samples.record(u"app.bsky.feed.like"_s);
        QVERIFY(m_network.checkRecord(u"app.bsky.feed.like"_s, u"3jzfcijpj2z2a"_s, parsed(like)));
        QVERIFY(!m_network.checkRecord(u"app.bsky.feed.like"_s, u"self"_s, parsed(like)));
    }
    void everyFieldOfEveryRecordIsCheckedAndNamed()
    {
        // The data model names the file or the link, and not their parts.
        static const QRegularExpression parts(u"\\.?(ref|\\$link|ref\\.\\$link|mimeType|size|\\$type)$"_s);
        int wrong = 0;
        for (const QString &kind : m_samples.recordKinds()) {
            const QJsonObject whole = m_samples.record(kind);
            QCOMPARE(inNetwork(kind, whole), QString());
            QCOMPARE(inNetwork(kind, changed(whole, u"ofTomorrow"_s, QJsonArray { 1 })), QString());
            for (const QString &name : m_samples.required(kind)) {
                const QString refused = inNetwork(kind, changed(whole, name, QJsonValue::Undefined));
                QVERIFY2(refused.startsWith(u"bluesky: "_s + name + u" is"_s), qPrintable(kind + refused));
            }
            for (const QString &path : pathsIn(whole)) {
                const QString at = QString(path).remove(parts);
                for (const QJsonValue &to : { otherThan(valueAt(whole, path)), QJsonValue() }) {
                    const QString refused = inNetwork(kind, changed(whole, path, to));
                    QVERIFY2(refused.startsWith(u"bluesky: "_s + at), qPrintable(kind + u' ' + path + refused));
                    ++wrong;
                }
            }
        }
        QVERIFY2(wrong > 500, qPrintable(QString::number(wrong)));
    }
    void whatTheServersSaidIsAsTheirDocumentsSay()
    {
        const auto appview = judge(u"appview"_s);
        QVERIFY2(appview.known > 400, qPrintable(QString::number(appview.known)));
        QCOMPARE(appview.refused, QStringList());
        // What libraries wrote for their own tests has times without a zone, empty fingerprints, people left out. We
        // read such things all the same (test_blueskyrecords, test_blueskywire), and write none.
        const auto made = judge(u"marshalx"_s) + judge(u"granary"_s);
        QCOMPARE(made.known, 61);
        QCOMPARE(made.refused.size(), 29);
        static const QRegularExpression reasons(
            u"(createdAt is not of the format datetime|cid is not of the format cid|author is not there)$"_s);
        for (const QString &each : made.refused)
            QVERIFY2(each.contains(reasons), qPrintable(each));
    }

private:
    /// Why the record is none; empty: it is one.
    QString inCatalogue(QJsonObject record) const
    {
        record.insert(u"$type"_s, u"example.lexicon.record"_s);
        return said(m_catalog.checkRecord(u"example.lexicon.record"_s, u"demo"_s, parsed(record)));
    }
    QString inNetwork(const QString &kind, const QJsonValue &record) const
    {
        return said(m_network.checkRecord(kind, m_samples.key(kind), parsed(record)));
    }
    struct Judged {
        int known = 0; ///< values of kinds that the documents describe
        QStringList refused; ///< why, with the path
        Judged operator+(const Judged &other) const { return { known + other.known, refused + other.refused }; }
    };
    Judged judge(const QString &folder) const
    {
        Judged judged;
        QDirIterator files(sharedData() + u"/bluesky/"_s + folder, { u"*.json"_s }, QDir::Files);
        while (files.hasNext()) {
            const auto read = QJsonDocument::fromJson(sharedFile(files.next().mid(sharedData().size() + 1)));
            const QJsonValue value = named(read.isArray() ? QJsonValue(read.array()) : read.object());
            eachKnown(parsed(value), m_network, [&](const Json &each, const lexicon::Type &type) {
                ++judged.known;
                const QString refusal = said(lexicon::check(each, type, m_network));
                if (!refusal.isEmpty())
                    judged.refused.append(refusal);
            });
        }
        return judged;
    }
    LexiconSamples m_samples;
    Lexicons m_network; ///< all documents of the network
    Lexicons m_catalog; ///< the one that the vectors are about
};

QTEST_GUILESS_MAIN(TestBlueskyLexiconRecords)
#include "test_blueskylexiconrecords.moc"
