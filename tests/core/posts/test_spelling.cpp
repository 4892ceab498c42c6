#include "tests/core/posts/shelf.h"
#include "tests/support/shareddata.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

namespace {

QStringList wrongIn(Spelling &spelling, const QString &text, const QString &language)
{
    QStringList wrong;
    for (const Stretch &stretch : spelling.misspelt(text, language))
        wrong.append(text.sliced(stretch.start, stretch.length));
    return wrong;
}

QStringList judgedIn(const QString &text)
{
    QStringList words;
    for (const Stretch &stretch : wordsToJudge(text))
        words.append(text.sliced(stretch.start, stretch.length));
    return words;
}

/// What somebody pastes to stop us, each with its name.
QList<std::pair<const char *, QString>> hostileTexts()
{
    QList<std::pair<const char *, QString>> texts;
    texts.append({ "one word", QString(200'000, u'e') });
    texts.append({ "marks", u'e' + QString(200'000, QChar(0x0301)) });
    texts.append({ "joined", u"ab-"_s.repeated(70'000) });
    texts.append({ "apostrophes", u"a'"_s.repeated(100'000) });
    texts.append({ "compounds", u"eiertanzeiertanzeiertanzeiertanzeiertanzeiertanzeiertanzx "_s.repeated(3'000) });
    texts.append(
        { "short compounds", u"anandiebauabinanandiebauabinanandiebauabinanandiebauabinxq "_s.repeated(3'000) });
    texts.append({ "addresses", u"a.b@c.d://"_s.repeated(20'000) });
    texts.append({ "tags and mentions", u"#a@b"_s.repeated(50'000) });
    texts.append({ "braces", u"{a}"_s.repeated(70'000) });
    QString compounds;
    for (int i = 0; i < 2'000; ++i)
        compounds += u"eiertanz"_s.repeated(9) + QChar(u'a' + i % 26) + QChar(u'a' + i / 26 % 26)
            + QChar(u'a' + i / 676) + u"qx "_s;
    texts.append({ "many compounds", compounds });
    QString each;
    for (int i = 0; i < 30'000; ++i)
        each += QChar(u'a' + i % 26) + QString(QChar(u'a' + i / 26 % 26)) + QChar(u'a' + i / 676) + u"qzz "_s;
    texts.append({ "many wrong words", each });
    return texts;
}

} // namespace

class TestSpelling : public QObject {
    Q_OBJECT

private slots:
    void whatIsJudged_data();
    void whatIsJudged();
    void stretchesAreInUnitsOfTheText();
    void realDictionariesMarkWhatIsWrong();
    void realDictionariesSuggest();
    void aMissingDictionaryIsSaidAndMarksNothing();
    void theFolderOfTheEnvironmentIsAskedFirst();
    void oldEncodingsAreUnderstood_data();
    void oldEncodingsAreUnderstood();
    void aBrokenDictionaryIsSaid();
    void printersSignsAreNoMistake();
    void ownWordsAreRight();
    void aFewDictionariesAreKeptLoaded();
    void f04HostileTextIsBounded();
    void h18NaughtyStringsDoNoHarm();
};

void TestSpelling::whatIsJudged_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    const auto row = [](const char *name, const QString &text, const QStringList &words) {
        QTest::newRow(name) << text << words;
    };
    row("words", u"Hello, brave world!"_s, { u"Hello"_s, u"brave"_s, u"world"_s });
    row("links", u"see https://example.com/teh/paht?x=wrod now"_s, { u"see"_s, u"now"_s });
    row("a link in brackets", u"(https://example.com/teh) now"_s, { u"now"_s });
    row("hosts and files", u"on exmaple.com or readme.txt now."_s, { u"on"_s, u"or"_s, u"now"_s });
    row("mentions", u"thanks @jhon and @jhon@exmaple.social, bye"_s, { u"thanks"_s, u"and"_s, u"bye"_s });
    row("tags", u"now #Launhc (#teh) done"_s, { u"now"_s, u"done"_s });
    row("e-mail", u"to jhon.doe@exmaple.com or <teh@wrod.org>"_s, { u"to"_s, u"or"_s });
    row("digits", u"the 3rd of 2026 in R2D2"_s, { u"the"_s, u"of"_s, u"in"_s });
    row("capitals", u"NASA and URLs FAQ"_s, { u"and"_s, u"URLs"_s });
    row("single letters", u"a b) c words"_s, { u"words"_s });
    row("underscores", u"some_name here"_s, { u"here"_s });
    row("placeholders", u"Dear {nmae}, order {order}s {two wrods}{nmae} {not: one}"_s,
        { u"Dear"_s, u"order"_s, u"not"_s, u"one"_s });
    row("apostrophes", u"don't 'quoted' rock’n’roll dogs' "_s,
        { u"don't"_s, u"quoted"_s, u"rock’n’roll"_s, u"dogs"_s });
    row("hyphens", u"well-known - dash -- end-"_s, { u"well-known"_s, u"dash"_s, u"end"_s });
    row("emoji", u"well 👩‍👩‍👧done🎉and"_s, { u"well"_s, u"done"_s, u"and"_s });
    row("accents apart", u"cafe\u0301 open"_s, { u"cafe\u0301"_s, u"open"_s });
    row("letters beyond the first plane", u"𐐀𐐨𐐨 word"_s, { u"𐐀𐐨𐐨"_s, u"word"_s });
    row("without spaces", u"word 日本語 かな ภาษาไทย word"_s, { u"word"_s, u"word"_s });
    row("two lines", u"one\ntwo\tthree"_s, { u"one"_s, u"two"_s, u"three"_s });
    row("nothing", QString(), {});
    row("only signs", u" .,;:!?--'' @ # {} "_s, {});
    row("half a pair", QString(QChar(0xd83d)) + u" word "_s + QChar(0xdc00), { u"word"_s });
}

void TestSpelling::whatIsJudged()
{
    QFETCH(QString, text);
    QFETCH(QStringList, words);
    QCOMPARE(judgedIn(text), words);
}

void TestSpelling::stretchesAreInUnitsOfTheText()
{
    const Shelf shelf;
    shelf.put(u"xx"_s, "UTF-8", { "well" });
    Spelling spelling = shelf.spelling();
    const QList<Stretch> expected { { 3, 4 }, { 13, 5 } };
    QCOMPARE(spelling.misspelt(u"🎉 baad well wrong", u"xx"_s), expected);
}

void TestSpelling::realDictionariesMarkWhatIsWrong()
{
    const Shelf shelf;
    Spelling spelling(dictionaryFolders(), shelf.words);
    if (!spelling.prepare(u"en"_s) || !spelling.prepare(u"de"_s))
        QSKIP("The packages hunspell-en-us and hunspell-de-de are not here.");
    QCOMPARE(spelling.dictionaryFor(u"en"_s), u"en_US"_s);
    QCOMPARE(spelling.dictionaryFor(u"de"_s), u"de_DE"_s);
    QCOMPARE(wrongIn(spelling, u"We recieve teh parcel, don’t we? It isn't well-knwon."_s, u"en"_s),
        (QStringList { u"recieve"_s, u"teh"_s, u"knwon"_s }));
    QCOMPARE(wrongIn(spelling, u"Wir haben die Größe geändert, vieleicht auch den Strassenbahnfarhplan."_s, u"de"_s),
        (QStringList { u"vieleicht"_s, u"Strassenbahnfarhplan"_s }));
    QVERIFY(wrongIn(spelling, u"Straßenbahn größere Öffnungszeiten Kundendienst"_s, u"de"_s).isEmpty());
    // Composed or not, it is the same word.
    QVERIFY(wrongIn(spelling, u"Größe geändert"_s.normalized(QString::NormalizationForm_D), u"de"_s).isEmpty());
    QCOMPARE(wrongIn(spelling, u"Wir haben"_s, u"en"_s), (QStringList { u"Wir"_s, u"haben"_s }));
}

void TestSpelling::realDictionariesSuggest()
{
    const Shelf shelf;
    Spelling spelling(dictionaryFolders(), shelf.words);
    if (!spelling.prepare(u"en"_s) || !spelling.prepare(u"de"_s))
        QSKIP("The packages hunspell-en-us and hunspell-de-de are not here.");
    QVERIFY(spelling.suggestions(u"recieve"_s, u"en"_s).contains(u"receive"_s));
    QVERIFY(spelling.suggestions(u"vieleicht"_s, u"de"_s).contains(u"vielleicht"_s));
    QVERIFY(spelling.suggestions(u"grösse"_s, u"de"_s).size() <= 5);
    QCOMPARE(spelling.suggestions(u"recieve"_s, u"en"_s, 1).size(), 1);
    QVERIFY(spelling.suggestions(QString(200'000, u'e'), u"en"_s).isEmpty());
    QVERIFY(spelling.suggestions(QString(), u"en"_s).isEmpty());
}

void TestSpelling::aMissingDictionaryIsSaidAndMarksNothing()
{
    const Shelf shelf;
    Spelling spelling = shelf.spelling();
    const auto german = spelling.prepare(u"de-CH"_s);
    QVERIFY(!german);
    QCOMPARE(german.error().kind, Error::Kind::Missing);
    QVERIFY2(german.error().message.contains(u"German"_s) && german.error().message.contains(u"hunspell-de-ch"_s),
        qPrintable(german.error().message));
    QVERIFY(wrongIn(spelling, u"Das ist ganz flasch"_s, u"de-CH"_s).isEmpty());
    QVERIFY(spelling.suggestions(u"flasch"_s, u"de-CH"_s).isEmpty());
    QVERIFY(spelling.dictionaryFor(u"de-CH"_s).isEmpty());
    const auto klingon = spelling.prepare(u"tlh"_s);
    QVERIFY(!klingon && !klingon.error().message.contains(u"package"_s));
    const auto thai = spelling.prepare(u"th"_s);
    QVERIFY(!thai);
    QVERIFY2(thai.error().message.contains(u"without spaces"_s), qPrintable(thai.error().message));
    // Installed meanwhile, it is found without starting anew.
    shelf.put(u"de_CH"_s, "UTF-8", { "Das" });
    QVERIFY(spelling.prepare(u"de-CH"_s));
    QCOMPARE(wrongIn(spelling, u"Das ist"_s, u"de-CH"_s), QStringList { u"ist"_s });
}

void TestSpelling::theFolderOfTheEnvironmentIsAskedFirst()
{
    const Shelf shelf;
    shelf.put(u"en_US"_s, "UTF-8", { "gloop" });
    qputenv("WH_DICTIONARIES", QFile::encodeName(u"/nowhere:"_s + shelf.folder.path()));
    const QStringList folders = dictionaryFolders();
    qunsetenv("WH_DICTIONARIES");
    QVERIFY(folders.contains(u"/usr/share/hunspell"_s));
    QCOMPARE(findDictionary(u"en"_s, folders)->words, shelf.folder.filePath(u"en_US.dic"_s));
    Spelling spelling(folders, shelf.words);
    QCOMPARE(wrongIn(spelling, u"gloop word"_s, u"en"_s), QStringList { u"word"_s });
}

void TestSpelling::oldEncodingsAreUnderstood_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("wrong");
    QTest::newRow("Latin 1") << QByteArray("ISO8859-1")
                             << QByteArrayList { "gr\xf6\xdf"
                                                 "er",
                                    "caf\xe9" }
                             << u"größer café"_s << u"grüßer"_s;
    QTest::newRow("Latin 9") << QByteArray("ISO8859-15") << QByteArrayList { "c\xbdur" } << u"cœur"_s << u"cœxr"_s;
    QTest::newRow("Latin 2") << QByteArray("ISO8859-2") << QByteArrayList { "\xbe\xe1k" } << u"žák"_s << u"žek"_s;
    QTest::newRow("KOI8-R") << QByteArray("KOI8-R") << QByteArrayList { "\xd3\xcc\xcf\xd7\xcf" } << u"слово"_s
                            << u"слава"_s;
    QTest::newRow("Windows") << QByteArray("microsoft-cp1251") << QByteArrayList { "\xf1\xeb\xee\xe2\xee" }
                             << u"слово"_s << u"слава"_s;
    QTest::newRow("UTF-8") << QByteArray("UTF-8") << QByteArrayList { "слово" } << u"слово"_s << u"слава"_s;
}

void TestSpelling::oldEncodingsAreUnderstood()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArrayList, lines);
    QFETCH(QString, right);
    QFETCH(QString, wrong);
    const Shelf shelf;
    shelf.put(u"xx"_s, encoding, lines);
    Spelling spelling = shelf.spelling();
    QVERIFY(spelling.prepare(u"xx"_s));
    QVERIFY2(wrongIn(spelling, right, u"xx"_s).isEmpty(), qPrintable(wrongIn(spelling, right, u"xx"_s).join(u' ')));
    QCOMPARE(wrongIn(spelling, wrong, u"xx"_s), QStringList { wrong });
    const QString first = right.section(u' ', 0, 0);
    QVERIFY2(spelling.suggestions(first.left(1) + first.mid(2), u"xx"_s).contains(first),
        qPrintable(spelling.suggestions(first.left(1) + first.mid(2), u"xx"_s).join(u' ')));
    // What the encoding has no letters for cannot be judged.
    const bool isAll = encoding == "UTF-8";
    QCOMPARE(wrongIn(spelling, u"λόγος"_s, u"xx"_s).isEmpty(), !isAll);
}

void TestSpelling::aBrokenDictionaryIsSaid()
{
    const Shelf shelf;
    shelf.put(u"xx.aff"_s, QByteArray());
    shelf.put(u"xx.dic"_s, QByteArray("1\nword\n"));
    shelf.put(u"yy"_s, "KLINGON-8", { "word" });
    Spelling spelling = shelf.spelling();
    for (const QString &language : { u"xx"_s, u"yy"_s }) {
        const auto refused = spelling.prepare(language);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Malformed);
        QVERIFY(refused.error().message.contains(language));
        QVERIFY(wrongIn(spelling, u"anything"_s, language).isEmpty());
    }
}

void TestSpelling::printersSignsAreNoMistake()
{
    const Shelf shelf;
    shelf.put(u"xx"_s, "ISO8859-1", { "don't", "vis-a-vis", "parcel" });
    Spelling spelling = shelf.spelling();
    QVERIFY(wrongIn(spelling, u"don’t don't vis\u2010a\u2011vis par\u00adcel"_s, u"xx"_s).isEmpty());
}

void TestSpelling::ownWordsAreRight()
{
    Shelf shelf;
    shelf.put(u"xx"_s, "UTF-8", { "our", "shop" });
    Spelling spelling = shelf.spelling();
    QCOMPARE(wrongIn(spelling, u"our Kaffeta shop"_s, u"xx"_s), QStringList { u"Kaffeta"_s });
    QVERIFY(shelf.words.add(u" Kaffeta "_s));
    QVERIFY(shelf.words.add(u"frothy"_s));
    QVERIFY(wrongIn(spelling, u"our Kaffeta shop Frothy frothy"_s, u"xx"_s).isEmpty());
    QCOMPARE(wrongIn(spelling, u"kaffeta"_s, u"xx"_s), QStringList { u"kaffeta"_s });
    QVERIFY(shelf.words.remove(u"Kaffeta"_s));
    QCOMPARE(wrongIn(spelling, u"our Kaffeta shop"_s, u"xx"_s), QStringList { u"Kaffeta"_s });
}

void TestSpelling::aFewDictionariesAreKeptLoaded()
{
    const Shelf shelf;
    const QStringList languages { u"aa"_s, u"bb"_s, u"cc"_s, u"dd"_s, u"ee"_s };
    for (const QString &language : languages)
        shelf.put(language, "UTF-8", { "word" });
    Spelling spelling = shelf.spelling();
    for (const QString &language : languages) {
        QVERIFY(spelling.prepare(language));
        QVERIFY(spelling.prepare(u"aa"_s)); // is used all the time
    }
    QVERIFY(spelling.dictionaryFor(u"bb"_s).isEmpty());
    for (const QString &language : { u"aa"_s, u"cc"_s, u"dd"_s, u"ee"_s })
        QCOMPARE(spelling.dictionaryFor(language), language);
    QCOMPARE(wrongIn(spelling, u"wrod word"_s, u"bb"_s), QStringList { u"wrod"_s });
}

void TestSpelling::f04HostileTextIsBounded()
{
    const Shelf shelf;
    shelf.put(u"xx"_s, "UTF-8", { "word" });
    QStringList folders = dictionaryFolders();
    folders.append(shelf.folder.path());
    Spelling spelling(folders, shelf.words);
    const auto texts = hostileTexts();
    for (const QString &language : { u"xx"_s, u"en"_s, u"de"_s }) {
        for (const auto &[name, text] : texts) {
            if (!spelling.prepare(language))
                continue;
            QElapsedTimer timer;
            timer.start();
            const QList<Stretch> wrong = spelling.misspelt(text, language);
            qInfo("%s, %s: %lld ms", name, qPrintable(language), timer.elapsed());
            QVERIFY(wrong.size() <= 1'000);
            for (const Stretch &stretch : wrong)
                QVERIFY(stretch.start >= 0 && stretch.length > 0 && stretch.length <= Dictionary::longestWord
                    && stretch.start + stretch.length <= text.size());
        }
    }
}

void TestSpelling::h18NaughtyStringsDoNoHarm()
{
    const auto naughty = QJsonDocument::fromJson(sharedFile(u"text/naughty_strings.json"_s)).array();
    if (naughty.isEmpty())
        QSKIP("The shared data is not here.");
    Shelf shelf;
    shelf.put(u"xx"_s, "ISO8859-1", { "word" });
    Spelling spelling({ u"/usr/share/hunspell"_s, shelf.folder.path() }, shelf.words);
    for (const QJsonValue &one : naughty) {
        const QString text = one.toString();
        for (const QString &language : { u"xx"_s, u"en"_s, text })
            for (const Stretch &stretch : spelling.misspelt(text, language))
                QVERIFY(stretch.start >= 0 && stretch.start + stretch.length <= text.size());
        (void)spelling.suggestions(text, u"xx"_s);
        if (shelf.words.add(text))
            QVERIFY(shelf.words.contains(text.trimmed()));
    }
}

QTEST_GUILESS_MAIN(TestSpelling)
#include "test_spelling.moc"
