#include "core/connectors/bluesky/lexicons.h"
#include "tests/support/lexiconsamples.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::bluesky;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 mostMs = 10'000; // of one of these, with the sanitizers, on a slow machine

/// JSON that is written with ' for ".
QByteArray q(QByteArray json)
{
    return json.replace('\'', '"');
}

QString said(const Result<void> &checked)
{
    return checked ? QString() : checked.error().detail;
}

/// A document "a.b.c" whose main record has these \a properties, and these other \a definitions.
QByteArray documentOf(const QByteArray &properties, const QByteArray &definitions = {})
{
    return q("{'lexicon':1,'id':'a.b.c','defs':{'main':{'type':'record','key':'any','record':{'type':'object','"
             "properties':{")
        + properties + "}}}" + (definitions.isEmpty() ? QByteArray() : ',' + definitions) + "}}";
}

QString added(const QByteArray &document)
{
    Lexicons lexicons;
    return said(lexicons.add(*Json::parse(document)));
}

/// Why the record with \a fields is none by \a document.
QString checked(const QByteArray &document, const QByteArray &fields)
{
    Lexicons lexicons;
    if (const auto added = lexicons.add(*Json::parse(document)); !added)
        return u"document: "_s + added.error().detail;
    const auto record = Json::parse(q("{'$type':'a.b.c'") + (fields.isEmpty() ? fields : ',' + fields) + '}');
    return record ? said(lexicons.checkRecord(u"a.b.c"_s, u"x"_s, *record)) : u"no JSON"_s;
}

QByteArray nested(const QByteArray &before, const QByteArray &core, const QByteArray &behind, int levels)
{
    return before.repeated(levels) + core + behind.repeated(levels);
}

QByteArray many(int count, const std::function<QByteArray(int)> &each)
{
    QByteArrayList all;
    for (int i = 0; i < count; ++i)
        all.append(each(i));
    return all.join(',');
}

} // namespace

/// Documents and records that mean harm: each is refused with a path, or read, soon.
class TestBlueskyLexiconHostile : public QObject {
    Q_OBJECT
private slots:
    void init() { m_clock.start(); }
    void cleanup() { QVERIFY2(m_clock.elapsed() < mostMs, qPrintable(QString::number(m_clock.elapsed()))); }
    void e08_aDocumentMayBeDeepAndIsRefused()
    {
        const auto lists = [](int levels) {
            return documentOf(nested(q("'x':{'type':'array','items':"), q("{'type':'integer'}"), "}", 1)
                                  .replace(q("{'type':'integer'}"),
                                      nested(q("{'type':'array','items':"), q("{'type':'integer'}"), "}", levels)));
        };
        QCOMPARE(added(lists(20)), QString());
        const QString refused = added(lists(400));
        QVERIFY2(refused.startsWith(u"bluesky: defs.main.record.properties.x.items.items"_s), qPrintable(refused));
        QVERIFY(!Json::parse(lists(100'000)));
        const auto objects = [](int levels) {
            return documentOf(nested(q("'x':{'type':'object','properties':{"), {}, "}}", levels));
        };
        QCOMPARE(added(objects(20)), QString());
        QVERIFY(!added(objects(200)).isEmpty());
    }
    void e08_aRecordMayBeDeepAndIsRefused()
    {
        const QByteArray document = documentOf(q("'next':{'type':'ref','ref':'#node'}"),
            q("'node':{'type':'object','properties':{'next':{'type':'ref','ref':'#node'}}}"));
        const auto chain = [](int levels) { return nested(q("'next':{"), {}, "}", levels); };
        QCOMPARE(checked(document, chain(25)), QString());
        const QString refused = checked(document, chain(400));
        QVERIFY2(refused.startsWith(u"bluesky: next.next.next"_s), qPrintable(refused));
        QCOMPARE(checked(document, chain(100'000)), u"no JSON"_s);
        // What no document names may be as deep as data may be.
        QCOMPARE(checked(document, nested(q("'other':{"), {}, "}", 400)), QString());
    }
    void namesThatLeadInACircleEnd()
    {
        // A name that stands for a name is no definition, so that a circle always goes through a value.
        QVERIFY(added(documentOf({}, q("'a':{'type':'ref','ref':'#b'},'b':{'type':'ref','ref':'#a'}")))
                    .startsWith(u"bluesky: defs.a.type"_s));
        QVERIFY(added(documentOf({}, q("'a':{'type':'union','refs':['#a']}"))).startsWith(u"bluesky: defs.a.type"_s));
        // An object that needs one of its own kind in it can never be.
        const QByteArray endless = documentOf(q("'x':{'type':'ref','ref':'#node'}"),
            q("'node':{'type':'object','required':['x'],'properties':{'x':{'type':'ref','ref':'#node'}}}"));
        QCOMPARE(checked(endless, q("'x':{'x':{'x':{}}}")), u"bluesky: x.x.x.x is not there"_s);
        QVERIFY(checked(endless, nested(q("'x':{"), {}, "}", 300)).startsWith(u"bluesky: x.x"_s));
        // A list of lists of its own kind.
        const QByteArray lists = documentOf(
            q("'x':{'type':'ref','ref':'#list'}"), q("'list':{'type':'array','items':{'type':'ref','ref':'#list'}}"));
        QCOMPARE(checked(lists, q("'x':[[],[[]],[]]")), QString());
        QVERIFY(checked(lists, "\"x\":" + nested("[", {}, "]", 300)).startsWith(u"bluesky: x[0][0]"_s));
        // A record in itself, and unions of each other.
        const QByteArray own = documentOf(q("'x':{'type':'union','refs':['a.b.c','#a']}"),
            q("'a':{'type':'object','properties':{'x':{'type':'union','refs':['#a','a.b.c#main'],'closed':true}}}"));
        QCOMPARE(checked(own, q("'x':{'$type':'a.b.c','x':{'$type':'a.b.c#a','x':{'$type':'a.b.c'}}}")), QString());
        QCOMPARE(checked(own, q("'x':{'$type':'a.b.c#a','x':{'$type':'a.b.d'}}")),
            u"bluesky: x.x.$type is not any of: a.b.c#a, a.b.c#main"_s);
    }
    void namesThatLeadNowhereAreRefusedWhereTheyStand()
    {
        QCOMPARE(checked(documentOf(q("'x':{'type':'ref','ref':'no.such.thing'}")), q("'x':1")),
            u"bluesky: x is not what we have a schema for: no.such.thing#main"_s);
        QCOMPARE(checked(documentOf(q("'x':{'type':'ref','ref':'#nobody'}")), q("'x':1")),
            u"bluesky: x is not what we have a schema for: a.b.c#nobody"_s);
        QCOMPARE(checked(documentOf(q("'x':{'type':'ref','ref':'#nobody'}")), {}), QString());
        const QByteArray open = documentOf(q("'x':{'type':'union','refs':['no.such.thing']}"));
        QVERIFY(checked(open, q("'x':{'$type':'no.such.thing'}")).startsWith(u"bluesky: x is not"_s));
        QCOMPARE(checked(open, q("'x':{'$type':'no.such.other'}")), QString());
        // A question is nothing that a field can hold.
        Lexicons lexicons;
        QVERIFY(lexicons.add(*Json::parse(documentOf(q("'x':{'type':'ref','ref':'a.b.q'}")))));
        QVERIFY(lexicons.add(*Json::parse(q("{'lexicon':1,'id':'a.b.q','defs':{'main':{'type':'query'}}}"))));
        QVERIFY(!lexicons.add(*Json::parse(q("{'lexicon':1,'id':'a.b.q','defs':{'main':{'type':'query'}}}"))));
        QVERIFY(!lexicons.checkRecord(u"a.b.c"_s, u"x"_s, *Json::parse(q("{'$type':'a.b.c','x':{}}"))));
    }
    void documentsOfVeryManyNamesAreRefusedSoon()
    {
        const auto integers = [](int count) {
            return many(count, [](int i) { return "\"p" + QByteArray::number(i) + q("':{'type':'integer'}"); });
        };
        QCOMPARE(added(documentOf(integers(500))), QString());
        QVERIFY(added(documentOf(integers(40'000))).startsWith(u"bluesky: defs.main.record.properties is"_s));
        QVERIFY(added(documentOf({}, integers(40'000))).startsWith(u"bluesky: defs is"_s));
        const QByteArray names = many(50'000, [](int i) { return "\"#p" + QByteArray::number(i) + '"'; });
        QCOMPARE(added(documentOf(q("'x':{'type':'union','refs':[") + names + "]}")), QString());
        QVERIFY(added(q("{'lexicon':1,'id':'a.b.c','defs':{'main':{'type':'object','required':[") + names + "]}}}")
                    .startsWith(u"bluesky: defs.main.required is"_s));
    }
    void recordsOfVeryMuchAreReadOrRefusedSoon()
    {
        const QByteArray document =
            documentOf(q("'list':{'type':'array','items':{'type':'integer','maximum':9}},"
                         "'few':{'type':'array','maxLength':5,'items':{'type':'unknown'}},"
                         "'words':{'type':'string','maxGraphemes':300},'short':{'type':'string','maxLength':3000},"
                         "'bytes':{'type':'bytes','maxLength':10},'uri':{'type':'string','format':'uri'},"
                         "'did':{'type':'string','format':'did'},'at':{'type':'string','format':'at-uri'},"
                         "'handle':{'type':'string','format':'handle'}"));
        const auto numbers = [](int last) {
            return many(100'000, [](int) { return QByteArray("1"); }) + ',' + QByteArray::number(last);
        };
        QCOMPARE(checked(document, q("'list':[") + numbers(9) + ']'), QString());
        QCOMPARE(checked(document, q("'list':[") + numbers(10) + ']'), u"bluesky: list[100000] is not in any..9"_s);
        QCOMPARE(checked(document, q("'few':[") + numbers(1) + ']'), u"bluesky: few is not any..5 long"_s);
        const QByteArray family = QByteArray("👩‍👩‍👦‍👦").repeated(50'000);
        QCOMPARE(checked(document, "\"words\":\"" + family + '"'), u"bluesky: words is not any..300 characters long"_s);
        QCOMPARE(checked(document, "\"short\":\"" + family + '"'), u"bluesky: short is not any..3000 bytes long"_s);
        // One letter under a mountain of marks is one character.
        QCOMPARE(checked(document, "\"words\":\"e" + QByteArray("\xcc\x81").repeated(40'000) + '"'), QString());
        QVERIFY(checked(document, q("'bytes':{'$bytes':'") + QByteArray("AAAA").repeated(100'000) + "\"}")
                    .startsWith(u"bluesky: bytes is"_s));
        const QByteArray dots = QByteArray("a.").repeated(100'000) + 'a';
        for (const char *name : { "uri", "did", "at", "handle" })
            QVERIFY(checked(document, '"' + QByteArray(name) + q("':'did:at://x:") + dots + '"')
                        .startsWith(u"bluesky: %1 is not of the format"_s.arg(QLatin1String(name))));
        const QByteArray fields = many(20'000, [](int i) { return "\"f" + QByteArray::number(i) + "\":1"; });
        QVERIFY(!checked(document, fields).isEmpty());
    }
    void e08_numbersAtTheEdgesAreWhatTheyAre_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<bool>("isFine");
        const auto row = [](const char *number, bool isFine) { QTest::newRow(number) << QByteArray(number) << isFine; };
        for (const char *fine : { "0", "-0", "1.0", "1e3", "9223372036854775807", "-9223372036854775808" })
            row(fine, true);
        for (const char *wrong :
            { "1.5", "1e999", "-1e999", "9223372036854775808", "1e18", "1e-3", "NaN", "\"1\"", "01", "true", "[1]" })
            row(wrong, false);
    }
    void e08_numbersAtTheEdgesAreWhatTheyAre()
    {
        QFETCH(QByteArray, number);
        QFETCH(bool, isFine);
        const QByteArray document = documentOf(q("'x':{'type':'integer'}"));
        QCOMPARE(checked(document, "\"x\":" + number).isEmpty(), isFine);
        // As a bound of a document it is a number by the same rule.
        const auto bounds = Json::parse(documentOf(q("'x':{'type':'integer','maximum':") + number + '}'));
        QCOMPARE(bounds && Lexicons().add(*bounds), isFine);
    }
    void e08_oddNamesAndDoubledKeysAreHarmless()
    {
        for (const char *name : { "", "#", "1a", "a.b", "a#b", "\\u0000", "a\\u0000b", "💥", "$type" })
            QVERIFY2(!added(documentOf({}, '"' + QByteArray(name) + q("':{'type':'integer'}"))).isEmpty(), name);
        for (const char *name : { "", "#", "##", "a.b.c#", "a.b.c#x#y", "#x y", "a..c", "a.b.c\\u0000", "💥" })
            QVERIFY2(!added(documentOf(q("'x':{'type':'ref','ref':'") + QByteArray(name) + "\"}")).isEmpty(), name);
        const QByteArray document =
            documentOf(q("'x':{'type':'integer'},'a.b':{'type':'integer'},'':{'type':'integer'}"));
        QCOMPARE(checked(document, q("'x':'wrong','x':1")), QString()); // the last counts
        QVERIFY(checked(document, q("'x':1,'x':'wrong'")).startsWith(u"bluesky: x is"_s));
        QVERIFY(checked(document, q("'a.b':'wrong'")).startsWith(u"bluesky: a.b is"_s));
        QVERIFY(!checked(document, q("'':'wrong'")).isEmpty());
        QVERIFY(!checked(document, q("'$type':'a.b.d'")).isEmpty());
        for (const char *none : { "null", "7", "[]", "\"a.b.c\"", "[[]]" })
            QVERIFY(!added(none).isEmpty() && !Lexicons::read(*Json::parse(none)) == (QByteArray(none) != "[]"));
    }
    /// Documents with a few bytes changed: none crashes, what is refused has a path.
    void damagedDocumentsAreReadOrRefused()
    {
        const QByteArray whole =
            documentOf(q("'a':{'type':'string','format':'did','maxLength':9,'enum':['x']},"
                         "'b':{'type':'array','items':{'type':'union','refs':['#o'],'closed':true},'maxLength':3},"
                         "'c':{'type':'blob','accept':['image/*'],'maxSize':9},'d':{'type':'bytes','minLength':2}"),
                q("'o':{'type':'object','required':['i'],'nullable':['i'],'properties':{'i':{'type':'integer','minimum'"
                  ":1}}}"));
        QCOMPARE(added(whole), QString());
        const QByteArray record = q("'a':'did:x:y','b':[{'$type':'a.b.c#o','i':null}],'d':{'$bytes':'b25l'}");
        QRandomGenerator dice(4711);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 3000; ++i) {
            QByteArray damaged = whole;
            for (int n = dice.bounded(1, 4); n > 0; --n)
                damaged[dice.bounded(damaged.size())] = "{}[]\",:#.019abcxnul-"[dice.bounded(20)];
            const auto json = Json::parse(damaged);
            if (!json)
                continue;
            Lexicons lexicons;
            const auto taken = lexicons.add(*json);
            ++(taken ? read : refused);
            QVERIFY(taken || taken.error().detail.startsWith(u"bluesky: "_s));
            const auto wrong =
                lexicons.checkRecord(u"a.b.c"_s, u"x"_s, *Json::parse(q("{'$type':'a.b.c',") + record + '}'));
            QVERIFY(wrong || wrong.error().detail.startsWith(u"bluesky: "_s));
        }
        QVERIFY2(read > 100 && refused > 100, qPrintable(u"%1 %2"_s.arg(read).arg(refused)));
    }

private:
    QElapsedTimer m_clock;
};

QTEST_GUILESS_MAIN(TestBlueskyLexiconHostile)
#include "test_blueskylexiconhostile.moc"
