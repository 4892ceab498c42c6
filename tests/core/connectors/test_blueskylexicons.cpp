#include "core/connectors/bluesky/blueskyrecords.h"
#include "core/connectors/bluesky/lexicons.h"
#include "tests/support/lexiconsamples.h"
#include "tests/support/shareddata.h"

#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::bluesky;
using namespace Qt::Literals::StringLiterals;

namespace {

Json sharedJson(const QString &path)
{
    const auto json = Json::parse(sharedFile(u"bluesky/"_s + path));
    return json ? *json : Json();
}

QList<Json> vectors(const char *name)
{
    return sharedJson(u"indigo/atproto__lexicon__testdata__%1.json"_s.arg(QLatin1String(name))).items();
}

QString said(const Result<void> &checked)
{
    return checked ? QString() : checked.error().detail;
}

/// Why \a value is no document; empty: it is one.
QString refusal(const QJsonValue &document)
{
    const auto read = lexicon::readDocument(parsed(document));
    return read ? QString() : read.error().detail;
}

/// All names that \a type leads to.
QStringList namesIn(const lexicon::TypePtr &type)
{
    if (!type)
        return {};
    if (const auto *ref = std::get_if<lexicon::Ref>(&type->is))
        return { ref->to };
    if (const auto *choice = std::get_if<lexicon::Union>(&type->is))
        return choice->of;
    if (const auto *list = std::get_if<lexicon::Array>(&type->is))
        return namesIn(list->items);
    QStringList all;
    if (const auto *object = std::get_if<lexicon::Object>(&type->is))
        for (const auto &field : object->properties)
            all += namesIn(field);
    return all;
}

QStringList namesIn(const lexicon::Definition &definition)
{
    if (const auto *record = std::get_if<lexicon::Record>(&definition))
        return namesIn(record->record);
    if (const auto *type = std::get_if<lexicon::TypePtr>(&definition))
        return namesIn(*type);
    QStringList all;
    if (const auto *endpoint = std::get_if<lexicon::Endpoint>(&definition))
        for (const auto &body : { endpoint->input, endpoint->output })
            all += body ? namesIn(body->schema) : QStringList();
    return all;
}

} // namespace

/// The schema language, held against the network's own documents, vectors and answers.
class TestBlueskyLexicons : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        for (const QByteArray &each : m_samples.bytes) {
            const auto added = m_network.add(*Json::parse(each));
            QVERIFY2(added, qPrintable(said(added)));
        }
    }
    void everyDocumentOfTheNetworkIsRead()
    {
        QCOMPARE(m_samples.bytes.size(), 146);
        QCOMPARE(m_network.documents().size(), 146);
        QHash<size_t, int> kinds;
        for (const auto &document : m_network.documents()) {
            QCOMPARE(document.definitions.size(), m_samples.documents[document.id].size());
            for (const auto &definition : document.definitions)
                ++kinds[definition.index()];
        }
        QCOMPARE(kinds[1], 18); // records
        QCOMPARE(kinds[2], 63 + 45 + 1); // queries, procedures, subscriptions
    }
    void theTypesOfADocumentAreTheirs()
    {
        const auto of = [this](const QString &name) { return std::get<lexicon::TypePtr>(*m_network.find(name)); };
        const auto &post = std::get<lexicon::Record>(*m_network.find(u"app.bsky.feed.post#main"_s));
        QCOMPARE(post.key, u"tid"_s);
        const auto &fields = std::get<lexicon::Object>(post.record->is);
        QCOMPARE(fields.required, (QStringList { u"text"_s, u"createdAt"_s }));
        const auto &text = std::get<lexicon::Text>(fields.properties[u"text"_s]->is);
        QCOMPARE(text.bytes, (lexicon::Bounds { {}, 3000 }));
        QCOMPARE(text.graphemes, (lexicon::Bounds { {}, 300 }));
        QCOMPARE(std::get<lexicon::Ref>(fields.properties[u"reply"_s]->is).to, u"app.bsky.feed.post#replyRef"_s);
        const auto &embed = std::get<lexicon::Union>(fields.properties[u"embed"_s]->is);
        QVERIFY(!embed.isClosed && embed.of.contains(u"app.bsky.embed.images#main"_s));
        const auto &image = std::get<lexicon::Object>(of(u"app.bsky.embed.images#image"_s)->is);
        const auto &blob = std::get<lexicon::Blob>(image.properties[u"image"_s]->is);
        QCOMPARE(blob.accept, QStringList { u"image/*"_s });
        QCOMPARE(blob.mostBytes, 2'000'000);
        const auto &search = std::get<lexicon::Endpoint>(*m_network.find(u"app.bsky.feed.searchPosts#main"_s));
        const auto &asked = std::get<lexicon::Object>(search.parameters->is);
        QCOMPARE(std::get<lexicon::Integer>(asked.properties[u"limit"_s]->is).range, (lexicon::Bounds { 1, 100 }));
        QCOMPARE(search.errors, QStringList { u"BadQueryString"_s });
        QVERIFY(!std::get<lexicon::Text>(asked.properties[u"sort"_s]->is).known.isEmpty());
        const auto &labels = std::get<lexicon::Endpoint>(*m_network.find(u"com.atproto.label.subscribeLabels#main"_s));
        QCOMPARE(labels.kind, lexicon::Endpoint::Kind::Subscription);
        QVERIFY(std::holds_alternative<lexicon::Union>(labels.output->schema->is));
    }
    void everyNameInADocumentLeadsSomewhere()
    {
        int found = 0;
        for (const auto &document : m_network.documents())
            for (const auto &definition : document.definitions)
                for (const QString &name : namesIn(definition)) {
                    // A document that the data does not hold is elsewhere; one that it holds has the part.
                    QVERIFY2(m_network.find(name) || !m_network.documents().contains(name.section(u'#', 0, 0)),
                        qPrintable(document.id + u' ' + name));
                    found += m_network.find(name) ? 1 : 0;
                }
        QVERIFY2(found > 300, qPrintable(QString::number(found)));
    }
    void theCatalogueIsRead()
    {
        Lexicons all;
        for (const QString &name :
            { u"minimal-query"_s, u"permission-set"_s, u"procedure"_s, u"record"_s, u"subscription"_s }) {
            const auto added = all.add(sharedJson(catalogue(name)));
            QVERIFY2(added, qPrintable(name + u": "_s + said(added)));
        }
        const auto &query = std::get<lexicon::Endpoint>(*all.find(u"example.lexicon.minimal.query#main"_s));
        QVERIFY(query.kind == lexicon::Endpoint::Kind::Query && !query.parameters && !query.output);
        const auto &procedure = std::get<lexicon::Endpoint>(*all.find(u"example.lexicon.procedure#main"_s));
        QCOMPARE(procedure.input->encoding, u"application/json"_s);
        QCOMPARE(std::get<lexicon::Object>(procedure.output->schema->is).properties.size(), 4);
        const auto &set = std::get<lexicon::PermissionSet>(*all.find(u"example.lexicon.permissionset#main"_s));
        QCOMPARE(set.title, u"Example for Moderation"_s);
        QCOMPARE(set.permissions.size(), 6);
        QCOMPARE(set.permissions[0].actions, (QStringList { u"delete"_s, u"create"_s }));
        QCOMPARE(set.permissions[3].audience, u"*"_s);
        QCOMPARE(set.permissions[4].names, QStringList { u"*"_s });
        const auto &stream = std::get<lexicon::Endpoint>(*all.find(u"example.lexicon.subscription#main"_s));
        QCOMPARE(stream.errors, QStringList { u"FutureCursor"_s });
    }
    void documentsAreJudgedAsTheirMakersDo()
    {
        QCOMPARE(vectors("lexicon-valid").size(), 3);
        for (const Json &each : vectors("lexicon-valid")) {
            const auto read = lexicon::readDocument(each["lexicon"]);
            QVERIFY2(read, read ? "" : qPrintable(each["name"].textOr() + read.error().detail));
        }
        const QHash<QString, QString> paths { { u"invalid lexicon field"_s, u"lexicon.lexicon"_s },
            { u"invalid id field"_s, u"lexicon.id"_s }, { u"invalid NSID"_s, u"lexicon.id"_s },
            { u"defined unknown"_s, u"lexicon.defs.demo.type"_s }, { u"defined ref"_s, u"lexicon.defs.demo.type"_s },
            { u"non-main primary"_s, u"lexicon.defs.demo"_s },
            { u"record missing type object"_s, u"lexicon.defs.main.record.type"_s } };
        QCOMPARE(vectors("lexicon-invalid").size(), paths.size());
        for (const Json &each : vectors("lexicon-invalid")) {
            const auto read = lexicon::readDocument(each["lexicon"]);
            QVERIFY2(!read, qPrintable(each["name"].textOr()));
            QCOMPARE(read.error().kind, Error::Kind::Malformed);
            const QString path = paths[each["name"].textOr()];
            QVERIFY2(!path.isEmpty() && read.error().detail.contains(u"]."_s + path + u" is"_s),
                qPrintable(read.error().detail));
        }
    }
    void aFieldOfADocumentThatIsWrongIsNamed_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *path, const char *to, const char *named = "") {
            QTest::addRow("%s = %s", path, to)
                << QString::fromLatin1(path) << QByteArray(to) << QString::fromLatin1(*named ? named : path);
        };
        row("description", "7");
        row("lexicon", "2");
        row("defs", "{}");
        row("defs", "[]");
        row("defs.main.key", "\"literal:\"");
        row("defs.main.key", "\"uuid\"");
        row("defs.main.record.properties", "[]");
        row("defs.main.record.required", "[\"nobody\"]");
        row("defs.main.record.nullable", "[7]", "defs.main.record.nullable[0]");
        const char *field = "defs.main.record.properties.";
        const auto property = [&](const char *path, const char *to, const char *named = "") {
            const QByteArray whole = QByteArray(field) + path;
            row(whole.constData(), to, *named ? (QByteArray(field) + named).constData() : "");
        };
        property("boolean", "\"boolean\"");
        property("boolean.type", "\"truth\"");
        property("boolean.type", "\"record\"");
        property("boolean.type", "\"token\"");
        property("boolean.const", "1");
        property("boolean.default", "\"yes\"");
        property("boolean.description", "[]");
        property("integer.minimum", "1.5");
        property("defaultInteger.default", "\"42\"");
        property("rangeInteger.minimum", "21", "rangeInteger.maximum");
        property("enumInteger.enum", "4");
        property("enumInteger.enum", "[4,\"9\"]", "enumInteger.enum[1]");
        property("string.format", "\"email\"");
        property("lenString.minLength", "-1");
        property("lenString.maxLength", "9");
        property("graphemeString.maxGraphemes", "true");
        property("enumString.enum", "[1]", "enumString.enum[0]");
        property("knownString.knownValues", "{}");
        property("sizeBytes.maxLength", "\"20\"");
        property("array.items", "null");
        property("array.items.type", "null");
        property("lenArray.maxLength", "-5");
        property("object.properties.a", "[]");
        property("object.properties.a.type", "\"\"");
        property("ref.ref", "\"#\"");
        property("ref.ref", "\"not a name\"");
        property("union.refs", "\"#demoObject\"");
        property("union.refs", "[\"#demoObject\",7]", "union.refs[1]");
        property("union.closed", "1");
        property("closedUnion.refs", "[]");
        property("sizeBlob.maxSize", "-1");
        property("acceptBlob.accept", "[\"pictures\"]");
    }
    void aFieldOfADocumentThatIsWrongIsNamed()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, to);
        QFETCH(QString, named);
        const QJsonValue whole = QJsonDocument::fromJson(sharedFile(u"bluesky/"_s + catalogue(u"record"_s))).object();
        QVERIFY2(!valueAt(whole, path.section(u'.', 0, -2)).isUndefined() || !path.contains(u'.'), "no such place");
        QCOMPARE(refusal(whole), QString());
        const QString said = refusal(changed(whole, path, QJsonDocument::fromJson('[' + to + ']').array()[0]));
        QVERIFY2(said.startsWith(u"bluesky: %1 is not "_s.arg(named)), qPrintable(said));
    }
    void questionsAndPermissionsThatAreWrongAreNamed()
    {
        const auto of = [](const QString &name) {
            return QJsonValue(QJsonDocument::fromJson(sharedFile(u"bluesky/"_s + catalogue(name))).object());
        };
        const auto refused = [](const QJsonValue &document, const char *path, const QJsonValue &to) {
            const QString said = refusal(changed(document, QLatin1String(path), to));
            return said.startsWith(u"bluesky: %1"_s.arg(QLatin1String(path))) ? QString() : said + u"?"_s;
        };
        const QJsonValue procedure = of(u"procedure"_s);
        for (const char *path : { "defs.main.parameters.type", "defs.main.parameters.properties.integer.type",
                 "defs.main.input", "defs.main.input.encoding", "defs.main.input.schema.type",
                 "defs.main.input.schema.properties.preferences.ref", "defs.main.output.schema", "defs.main.errors" })
            QCOMPARE(refused(procedure, path, 7), QString());
        for (const char *path : { "defs.main.parameters.properties.integer.type", "defs.main.input.schema.type" })
            QCOMPARE(refused(procedure, path, u"blob"_s), QString()); // a type, but not there
        const QJsonValue stream = of(u"subscription"_s);
        for (const char *path :
            { "defs.main.message.schema.type", "defs.main.message", "defs.main.errors[0].name", "defs.yo.required" })
            QCOMPARE(refused(stream, path, 7), QString());
        const QJsonValue set = of(u"permission-set"_s);
        for (const char *path : { "defs.main.title", "defs.main.permissions", "defs.main.permissions[0].type",
                 "defs.main.permissions[0].collection", "defs.main.permissions[1].action",
                 "defs.main.permissions[3].lxm", "defs.main.permissions[3].aud" })
            QCOMPARE(refused(set, path, 7), QString());
        QCOMPARE(refused(set, "defs.main.permissions[0].collection", QJsonArray { u"x"_s }), QString());
        QCOMPARE(refused(set, "defs.main.permissions[4].aud", u"*"_s), QString()); // inherited and said
    }
    void everyOtherFileIsDataOfTheNetwork()
    {
        QDirIterator files(sharedData() + u"/bluesky/indigo"_s, { u"*.json"_s }, QDir::Files);
        int read = 0;
        while (files.hasNext()) {
            const QString name = files.next().section(u'/', -1);
            const Json json = sharedJson(u"indigo/"_s + name);
            QVERIFY2(json.isThere(), qPrintable(name));
            if (json.kind() != Json::Kind::Object)
                continue; // lists of vectors, each read by its own test
            const auto data = checkData(json);
            QVERIFY2(data, qPrintable(name + said(data)));
            ++read;
        }
        QCOMPARE(read, 18);
    }

private:
    static QString catalogue(const QString &name)
    {
        return u"indigo/atproto__lexicon__testdata__catalog__%1.json"_s.arg(name);
    }
    LexiconSamples m_samples;
    Lexicons m_network; ///< all documents of the network
};

QTEST_GUILESS_MAIN(TestBlueskyLexicons)
#include "test_blueskylexicons.moc"
