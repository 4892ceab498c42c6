#include "core/base/html.h"
#include "core/connectors/bluesky/facets.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::bluesky;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonArray vectors(const QString &name)
{
    return QJsonDocument::fromJson(sharedFile(u"bluesky/"_s + name)).array();
}

QString under(const QString &text, const Facet &facet)
{
    return QString::fromUtf8(text.toUtf8().mid(facet.start, facet.end - facet.start));
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// A facet as it stands in a record.
QByteArray said(int start, int end, const QJsonObject &feature)
{
    return json({ { u"index"_s, QJsonObject { { u"byteStart"_s, start }, { u"byteEnd"_s, end } } },
        { u"features"_s, QJsonArray { feature } } });
}

QJsonObject feature(const QString &kind, const QString &name, const QString &value)
{
    return { { u"$type"_s, u"app.bsky.richtext.facet#"_s + kind }, { name, value } };
}

QJsonObject link(const QString &uri)
{
    return feature(u"link"_s, u"uri"_s, uri);
}

QList<Facet> read(const QByteArrayList &facets, const QByteArray &text)
{
    return readFacets(*Json::parse('[' + facets.join(',') + ']'), text);
}

} // namespace

/// Links, mentions and tags by the byte.
class TestBlueskyFacets : public QObject {
    Q_OBJECT
private slots:
    void linksAndMentionsAreFoundAsTheVectorsSay()
    {
        const QJsonArray cases = vectors(u"richtext_links_mentions.json"_s);
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        QCOMPARE(cases.size(), 28);
        for (const auto &each : cases) {
            const QString text = each[u"text"_s].toString();
            QStringList want;
            for (const auto segment : each[u"segments"_s].toArray())
                if (segment[u"link"_s].isString())
                    want += segment[u"text"_s].toString() + u" -> "_s + segment[u"link"_s].toString();
            QStringList have;
            for (const Facet &facet : findFacets(text))
                have += under(text, facet) + u" -> "_s
                    + (facet.kind == Facet::Kind::Mention ? u"did:fake:"_s : QString()) + facet.target;
            QCOMPARE(have, want);
        }
    }
    void tagsAreFoundAsTheVectorsSay()
    {
        const QJsonArray cases = vectors(u"richtext_tags.json"_s);
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        QCOMPARE(cases.size(), 39);
        for (const auto &each : cases) {
            QStringList want;
            for (qsizetype i = 0; i < each[u"tags"_s].toArray().size(); ++i)
                want += u"%1 %2-%3"_s.arg(each[u"tags"_s][i].toString())
                            .arg(each[u"utf8_ranges"_s][i][u"byteStart"_s].toInt())
                            .arg(each[u"utf8_ranges"_s][i][u"byteEnd"_s].toInt());
            QStringList have;
            for (const Facet &facet : findFacets(each[u"text"_s].toString()))
                have += u"%1 %2-%3"_s.arg(facet.target).arg(facet.start).arg(facet.end);
            QCOMPARE(have, want);
        }
    }
    void whatOnlyLooksLikeAHostIsNone()
    {
        for (const QString &text : { u"see index.php and notes.md"_s, u"ada@example.com"_s, u"1.2.3.4 and v2.0"_s,
                 u"https://"_s, u"@ada @ada_x.test"_s, u"(#no)"_s })
            QVERIFY2(findFacets(text).isEmpty(), qPrintable(text));
        QCOMPARE(findFacets(u"on my-site.example, (see http://a.example/x(y))"_s).size(), 2);
    }
    void bytesAreCountedBehindFourByteLetters()
    {
        const QString text = u"🧭 é @ada.test"_s;
        const auto found = findFacets(text);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].start, 8);
        QCOMPARE(under(text, found[0]), u"@ada.test"_s);
    }
    void aRecordsFacetsBecomeAnchors()
    {
        const QByteArray text = "Hi @ada & <b> see bsky.app #tea";
        const auto facets = read({ said(27, 31, feature(u"tag"_s, u"tag"_s, u"tea"_s)),
                                     said(3, 7, feature(u"mention"_s, u"did"_s, u"did:plc:ada"_s)),
                                     said(18, 26, link(u"https://bsky.app/x?a=1&b=2"_s)) },
            text);
        QCOMPARE(facets.size(), 3);
        const PlainText plain = plainFromHtml(htmlOf(text, facets));
        QCOMPARE(plain.text, QString::fromUtf8(text));
        QCOMPARE(plain.spans.size(), 3);
        QCOMPARE(plain.spans[0].kind, Span::Kind::Mention);
        QCOMPARE(plain.spans[1].target, u"https://bsky.app/x?a=1&b=2"_s);
        QCOMPARE(plain.spans[2].kind, Span::Kind::Hashtag);
    }
    void e08FacetsThatLieAreLeftOutAndTheTextStays_data()
    {
        QTest::addColumn<QByteArrayList>("facets");
        const QJsonObject fine = link(u"https://a.example"_s);
        QTest::newRow("outside") << QByteArrayList { said(0, 99, fine) };
        QTest::newRow("before the start") << QByteArrayList { said(-1, 2, fine) };
        QTest::newRow("empty") << QByteArrayList { said(3, 3, fine) };
        QTest::newRow("backwards") << QByteArrayList { said(4, 1, fine) };
        QTest::newRow("ends inside a letter") << QByteArrayList { said(0, 2, fine) };
        QTest::newRow("starts inside a letter") << QByteArrayList { said(2, 6, fine) };
        QTest::newRow("beyond any number")
            << QByteArrayList { said(0, 1, fine).replace("\"byteEnd\":1", "\"byteEnd\":1e999") };
        QTest::newRow("no index") << QByteArrayList { "{\"features\":[]}", "null", "7", "\"x\"" };
        QTest::newRow("unknown feature") << QByteArrayList { said(
            0, 1, QJsonObject { { u"$type"_s, u"com.example#glow"_s } }) };
        QTest::newRow("a mention of nobody")
            << QByteArrayList { said(0, 1, feature(u"mention"_s, u"did"_s, u"ada"_s)) };
    }
    void e08FacetsThatLieAreLeftOutAndTheTextStays()
    {
        QFETCH(QByteArrayList, facets);
        const QByteArray text = "aéxyz";
        const auto found = read(facets, text);
        QVERIFY(found.isEmpty());
        QCOMPARE(htmlOf(text, found), QString::fromUtf8(text));
    }
    void ofTwoThatOverlapTheFirstIsDrawn()
    {
        const QByteArray text = "abcdef";
        const auto found = read({ said(2, 5, link(u"https://b.example"_s)), said(0, 3, link(u"https://a.example"_s)),
                                    said(3, 6, link(u"https://c.example"_s)) },
            text);
        QCOMPARE(found.size(), 2);
        QCOMPARE(found[0].target, u"https://a.example"_s);
        QCOMPARE(found[1].target, u"https://c.example"_s);
    }
    void nothingActiveComesThroughAnAnchor()
    {
        const QByteArray text = "press";
        const auto found = read({ said(0, 5, link(u"javascript:alert(1)\" onclick=\"x"_s)) }, text);
        const PlainText plain = plainFromHtml(htmlOf(text, found));
        QCOMPARE(plain.text, u"press"_s);
        QVERIFY(plain.spans.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBlueskyFacets)
#include "test_blueskyfacets.moc"
