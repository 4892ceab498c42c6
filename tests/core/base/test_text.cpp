#include "core/base/graphemes.h"
#include "core/base/plaintext.h"
#include "core/base/text.h"
#include "tests/support/shareddata.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

class TestText : public QObject {
    Q_OBJECT

private slots:
    void foldingFindsWhatReadersCallTheSame_data();
    void foldingFindsWhatReadersCallTheSame();
    void graphemesAreCountedAsPeopleCount_data();
    void graphemesAreCountedAsPeopleCount();
    void theFirstLetterGivesTheDirection();
    void anIsolateLeavesTheSentenceAlone();
    void shorteningNeverCutsACharacter();
    void oneLineHasNoLineEnds();
    void entitiesAreDecodedOnce();
    void controlsAndLoneSurrogatesAreMended();
    void f04LongRunsAndMarksAreBounded();
    void addressesHandlesAndTagsAreFound_data();
    void addressesHandlesAndTagsAreFound();
    void h18NaughtyStringsSurviveButTheirControls();
    void unicodesOwnGraphemesAreKept();
    void aTweetCostsLessThanTwoMicroseconds();
};

void TestText::foldingFindsWhatReadersCallTheSame_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::newRow("case") << u"Parcel LOST"_s << u"parcel lost"_s;
    QTest::newRow("accents") << u"Caf\u00e9"_s << u"cafe"_s;
    QTest::newRow("composed or not") << u"e\u0301"_s << u"\u00e9"_s;
    QTest::newRow("sharp s") << u"Stra\u00dfe"_s << u"STRASSE"_s;
    QTest::newRow("final sigma") << u"\u03a3\u03a3"_s << u"\u03c3\u03c2"_s;
    QTest::newRow("full width") << u"\uff21\uff22"_s << u"ab"_s;
    QTest::newRow("ligature") << u"\ufb01ne"_s << u"fine"_s;
}

void TestText::foldingFindsWhatReadersCallTheSame()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QCOMPARE(fold(one), fold(other));
    QCOMPARE(fold(fold(one)), fold(one));
    // A vowel sign is a letter of its word: "ki" is not "ka".
    QVERIFY(fold(u"\u0915\u093f") != fold(u"\u0915"));
}

void TestText::graphemesAreCountedAsPeopleCount_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << QString() << 0;
    QTest::newRow("letters") << u"abc"_s << 3;
    QTest::newRow("CRLF is one") << u"a\r\nb"_s << 3;
    QTest::newRow("an accent") << u"e\u0301e"_s << 2;
    QTest::newRow("a flag") << u"\U0001F1F3\U0001F1F4"_s << 1;
    QTest::newRow("two flags") << u"\U0001F1F3\U0001F1F4\U0001F1F8\U0001F1EA"_s << 2;
    QTest::newRow("skin") << u"\U0001F44D\U0001F3FF!"_s << 2;
    QTest::newRow("Hangul") << u"\u1112\u1161\u11ab"_s << 1;
    QTest::newRow("a family") << u"\U0001F469\u200d\U0001F469\u200d\U0001F466"_s << 1;
    QTest::newRow("a flag behind a heart") << u"\U0001F494\U0001F1E6\U0001F1EA"_s << 2;
    QTest::newRow("Hindi, bound letters are one") << u"\u0928\u092e\u0938\u094d\u0924\u0947"_s << 3;
    QTest::newRow("Tamil, bound letters are two") << u"\u0b95\u0bcd\u0bb7"_s << 2;
    QTest::newRow("Burmese") << u"\u1000\u102d\u102f"_s << 1;
    QTest::newRow("Burmese, a vowel that stands") << u"\u1015\u102b"_s << 2;
    QTest::newRow("Burmese, a tone that stands") << u"\u1007\u1030\u1038"_s << 2;
    QTest::newRow("Thai am") << u"\u0e19\u0e49\u0e33"_s << 1;
}

void TestText::graphemesAreCountedAsPeopleCount()
{
    QFETCH(QString, text);
    QTEST(graphemeCount(text), "count");
}

void TestText::theFirstLetterGivesTheDirection()
{
    QCOMPARE(firstStrongDirection(u"12 abc \u05d0"), Qt::LeftToRight);
    QCOMPARE(firstStrongDirection(u"@! \u05d0 abc"), Qt::RightToLeft);
    QCOMPARE(firstStrongDirection(u"\u0634\u0643\u0631\u0627"), Qt::RightToLeft);
    QCOMPARE(firstStrongDirection(u"\u2067abc\u2069 \u05d0"), Qt::RightToLeft);
    QCOMPARE(firstStrongDirection(u"\U0001E900"), Qt::RightToLeft);
    QCOMPARE(firstStrongDirection(u"123 !\xd800"), Qt::LayoutDirectionAuto);
}

void TestText::anIsolateLeavesTheSentenceAlone()
{
    QCOMPARE(isolate(u"ab"), u"\u2068ab\u2069"_s);
    QCOMPARE(isolate(u"a\u2069b\u2067c"), u"\u2068ab\u2067c\u2069\u2069"_s);
}

void TestText::shorteningNeverCutsACharacter()
{
    QCOMPARE(shorten(u"abc", 3), u"abc"_s);
    QCOMPARE(shorten(u"abcd", 3), u"ab\u2026"_s);
    QCOMPARE(shorten(u"abcd", 1), u"\u2026"_s);
    QCOMPARE(shorten(u"e\u0301e\u0301", 2), u"e\u0301e\u0301"_s);
    QCOMPARE(shorten(u"\U0001F1F3\U0001F1F4\U0001F1F8\U0001F1EAxy", 2), u"\U0001F1F3\U0001F1F4\u2026"_s);
}

void TestText::oneLineHasNoLineEnds()
{
    QCOMPARE(oneLine(u"  a\n\n b\t\u2028c \r\n"), u"a b c"_s);
}

void TestText::entitiesAreDecodedOnce()
{
    QCOMPARE(unescapeEntities(u"a &amp; b &lt;3 &#39;x&#x27; &hellip;"), u"a & b <3 'x' \u2026"_s);
    QCOMPARE(unescapeEntities(u"&amp;lt; &unknown; &; & &#; &#x; &#0; &#xD800; &#x110000;"),
        u"&lt; &unknown; &; & &#; &#x; \ufffd \ufffd \ufffd"_s);
    QCOMPARE(unescapeEntities(u"plain"), u"plain"_s);
}

void TestText::controlsAndLoneSurrogatesAreMended()
{
    const PlainText mended =
        plainFromText(QString(u"a\u0000b\u0007\u0085c\r\nd\re\t\n"_s + QChar(0xd83d) + u'f' + QChar(0xdc00)));
    QCOMPARE(mended.text, u"abc\nd\ne\t\n\ufffdf\ufffd"_s);
    QVERIFY(!mended.shortened);
}

void TestText::f04LongRunsAndMarksAreBounded()
{
    const PlainText word = plainFromText(QString(12'000, u'a'));
    QCOMPARE(word.text.size(), 12'002);
    QCOMPARE(word.text.indexOf(QChar(0x200b)), textbounds::run);
    QVERIFY(!word.shortened);
    const PlainText marks = plainFromText(QString(u'a' + QString(200'000, QChar(0x301))));
    QCOMPARE(marks.text.size(), 1 + textbounds::marks);
    QVERIFY(marks.shortened);
    const PlainText joined = plainFromText(QString(u'a' + u"\u200d\u0301"_s.repeated(1'000)));
    QCOMPARE(joined.text.count(QChar(0x301)), textbounds::marks);
    const PlainText book = plainFromText(u"word "_s.repeated(60'000));
    QCOMPARE(book.text.size(), textbounds::characters);
    QVERIFY(book.shortened);
    QCOMPARE(plainFromText(word.text).text, word.text);
}

void TestText::addressesHandlesAndTagsAreFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("all three") << u"@ada see https://example.com/a, #tea"_s
                               << QStringList { u"@ada"_s, u"https://example.com/a"_s, u"#tea"_s };
    QTest::newRow("brackets") << u"(https://en.example/a_(b))."_s << QStringList { u"https://en.example/a_(b)"_s };
    QTest::newRow("a remote handle") << u"hi @ada@m.example."_s << QStringList { u"@ada@m.example"_s };
    QTest::newRow("a Bluesky handle") << u"@ada.bsky.social!"_s << QStringList { u"@ada.bsky.social"_s };
    QTest::newRow("a mail address") << u"ada@example.com"_s << QStringList();
    QTest::newRow("digits are no tag") << u"#1 #2nd"_s << QStringList { u"#2nd"_s };
    QTest::newRow("tags of other scripts")
        << u"#\u7d05\u8336 #\u0447\u0430\u0439"_s << QStringList { u"#\u7d05\u8336"_s, u"#\u0447\u0430\u0439"_s };
    QTest::newRow("a user name hides a host") << u"https://bank.example@evil.example/"_s << QStringList();
    QTest::newRow("another scheme") << u"javascript://example.com xhttp://a.b"_s << QStringList();
    QTest::newRow("in Japanese") << u"\u898b\u3066http://example.com/a\u306b"_s
                                 << QStringList { u"http://example.com/a"_s };
    QTest::newRow("capitals") << u"HTTPS://EXAMPLE.COM"_s << QStringList { u"HTTPS://EXAMPLE.COM"_s };
    QTest::newRow("no host") << u"http:// http://. @ # :"_s << QStringList();
    QTest::newRow("a fragment is no tag")
        << u"https://example.com/#top"_s << QStringList { u"https://example.com/#top"_s };
}

void TestText::addressesHandlesAndTagsAreFound()
{
    QFETCH(QString, text);
    const PlainText read = plainFromText(text);
    QStringList found;
    for (const Span &span : read.spans) {
        QCOMPARE(read.text.mid(span.start, span.length), span.target);
        found << span.target;
    }
    QTEST(found, "found");
}

void TestText::h18NaughtyStringsSurviveButTheirControls()
{
    const QJsonArray strings = QJsonDocument::fromJson(sharedFile(u"text/naughty_strings.json"_s)).array();
    if (strings.isEmpty())
        QSKIP("The shared data is not here.");
    for (const QJsonValue value : strings) {
        QString expected = value.toString();
        expected.replace(u"\r\n"_s, u"\n"_s);
        expected.removeIf([](QChar c) { return c.category() == QChar::Other_Control && c != u'\n' && c != u'\t'; });
        const PlainText read = plainFromText(value.toString());
        if (!read.shortened)
            QCOMPARE(read.text, expected);
        else
            QVERIFY(expected.size() > 100); // the one that piles marks on its letters
        QVERIFY(!fold(read.text).contains(QChar(0x301)));
        QVERIFY(graphemeCount(shorten(read.text, 10)) <= 10);
        QCOMPARE(read.text.toUtf8(), QString::fromUtf8(read.text.toUtf8()).toUtf8());
    }
}

void TestText::unicodesOwnGraphemesAreKept()
{
    const QList<QByteArray> lines = sharedFile(u"text/unicode/GraphemeBreakTest.txt"_s).split('\n');
    if (lines.size() < 100)
        QSKIP("The shared data is not here.");
    int cases = 0;
    QStringList differ;
    for (const QByteArray &line : lines) {
        const QString rule = QString::fromUtf8(line.left(line.indexOf('#'))).trimmed();
        if (rule.isEmpty())
            continue;
        QString text;
        QList<qsizetype> begins;
        const QStringList pieces = rule.split(u' ');
        for (const QString &piece : pieces) {
            if (piece == u"\u00f7")
                begins.append(text.size());
            else if (piece != u"\u00d7")
                text += QChar::fromUcs4(piece.toUInt(nullptr, 16));
        }
        begins.removeLast(); // the end of the text
        ++cases;
        if (graphemeStarts(text) != begins || graphemeCount(text) != begins.size())
            differ << rule;
    }
    QCOMPARE(cases, 376);
    QVERIFY2(differ.isEmpty(), qPrintable(QString::number(differ.size()) + u": "_s + differ.join(u'\n').left(2'000)));
}

void TestText::aTweetCostsLessThanTwoMicroseconds()
{
    const QString tweet =
        u"@airline thanks for the great flight last night, the crew was lovely; could you check on my lost "
        "bag please? https://t.co/abcdefg #happy"_s;
    constexpr int times = 20'000;
    qint64 best = std::numeric_limits<qint64>::max();
    for (int round = 0; round < 5; ++round) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < times; ++i)
            if (plainFromText(tweet).spans.size() != 3)
                QFAIL("a span was lost");
        best = std::min(best, timer.nsecsElapsed() / times);
    }
    qInfo("plainFromText: %lld ns for %lld characters", static_cast<long long>(best),
        static_cast<long long>(tweet.size()));
    // Release: about 0.6 us. The bound leaves room for a debug build under a sanitizer.
    QVERIFY(best < 50'000);
}

QTEST_GUILESS_MAIN(TestText)
#include "test_text.moc"
