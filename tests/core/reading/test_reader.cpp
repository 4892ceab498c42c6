#include "core/reading/reader.h"
#include "tests/support/shareddata.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <thread>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

namespace {

Reading readIn(const char *language, const QString &text)
{
    return Reader().read(text.toUtf8(), { false, QString::fromLatin1(language), {} });
}

double toneOf(const char *language, const QString &text)
{
    return readIn(language, text).mark.tone;
}

double weightOf(const Reading &reading, const QString &word)
{
    for (const WeighedWord &each : reading.words)
        if (each.word.compare(word, Qt::CaseInsensitive) == 0)
            return each.weight;
    return 0;
}

} // namespace

/// The rules by which a text is read, one by one.
class TestReader : public QObject {
    Q_OBJECT
private slots:
    void aMoodIsRead_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("mood");
        const auto row = [](const char *language, const QString &text, const char *mood) {
            QTest::newRow(qPrintable(text.left(40)))
                << QString::fromLatin1(language) << text << QString::fromLatin1(mood);
        };
        row("en", u"This is the best coffee I ever had, thank you so much!"_s, "positive");
        row("en", u"Worst service ever, I am disgusted"_s, "negative");
        row("en", u"The office is on the second floor."_s, "neutral");
        row("en", u"not good at all"_s, "negative");
        row("en", u"thanks for nothing"_s, "negative");
        row("en", u"\U0001F621\U0001F621\U0001F92C"_s, "negative");
        row("en", u"\U0001F60D\U0001F44F"_s, "positive");
        row("en", u"<3 <3 :)"_s, "positive");
        row("en", u"#WorstAirlineEver #Fail"_s, "negative");
        row("en", u"love the crew, hate the delays, great food but terrible seats"_s, "mixed");
        row("de", u"Sehr schöner Laden, vielen Dank!"_s, "positive");
        row("de", u"Das Paket ist schon wieder kaputt, eine Frechheit"_s, "negative");
        row("fr", u"L'équipe est formidable, merci"_s, "positive");
        row("fr", u"C'est une honte, service nul"_s, "negative");
        row("es", u"Muchas gracias, excelente atención"_s, "positive");
        row("it", u"Che vergogna, servizio pessimo"_s, "negative");
        row("pt", u"Adorei, obrigada, maravilhoso"_s, "positive");
        row("ar", u"خدمة ممتازة شكرا لكم"_s, "positive");
        row("hi", u"bahut bakwas service hai"_s, "negative");
        row("ja", u"荷物はどこですか"_s, "unsure"); // no words of ours: not neutral
    }
    void aMoodIsRead()
    {
        QFETCH(QString, language);
        QFETCH(QString, text);
        const Reading reading = Reader().read(text.toUtf8(), { false, language, {} });
        QStringList words;
        for (const WeighedWord &each : reading.words)
            words.append(each.word + u' ' + QString::number(each.weight));
        QFETCH(QString, mood);
        QVERIFY2(
            moodWord(reading.mark.mood) == mood, qPrintable(moodWord(reading.mark.mood) + u": "_s + words.join(u", ")));
        QVERIFY(reading.confidence > 0.33 && reading.confidence <= 1);
        QVERIFY(qAbs(reading.shares[0] + reading.shares[1] + reading.shares[2] - 1) < 1e-9);
    }
    void aNegationTurnsWhatFollowsNear()
    {
        QVERIFY(weightOf(readIn("en", u"good"_s), u"good"_s) > 0);
        QVERIFY(weightOf(readIn("en", u"it is not very good"_s), u"good"_s) < 0);
        QVERIFY(weightOf(readIn("en", u"not today. good"_s), u"good"_s) > 0); // a full stop ends it
        QVERIFY(weightOf(readIn("en", u"not a thing went wrong here good"_s), u"good"_s) > 0); // four words on
        QVERIFY(weightOf(readIn("en", u"it isn't bad"_s), u"bad"_s) > 0);
        QVERIFY(weightOf(readIn("de", u"das ist nicht gut"_s), u"nicht gut"_s) < 0); // a phrase of its own
        QVERIFY(weightOf(readIn("fr", u"pas content"_s), u"content"_s) <= 0);
    }
    void boostersDampersShoutsAndRepetitionCount()
    {
        const double plain = weightOf(readIn("en", u"good"_s), u"good"_s);
        QVERIFY(weightOf(readIn("en", u"very good"_s), u"good"_s) > plain);
        QVERIFY(weightOf(readIn("en", u"slightly good"_s), u"good"_s) < plain);
        QVERIFY(weightOf(readIn("en", u"it was a GOOD day out"_s), u"good"_s) > plain);
        QCOMPARE(weightOf(readIn("en", u"THIS IS ALL GOOD TODAY"_s), u"good"_s), plain); // all of it shouts
        QVERIFY(weightOf(readIn("en", u"goooood"_s), u"goooood"_s) > plain);
        const Reading often = readIn("en", u"good, good, good, good"_s);
        QCOMPARE(often.words.size(), 3); // the fourth weighs nothing
        QVERIFY(toneOf("en", u"it was cheap but terrible"_s) < toneOf("en", u"it was terrible but cheap"_s));
    }
    /// One word, many spellings: each pair must weigh the same.
    void hindiIsReadHoweverItIsWritten()
    {
        QCOMPARE(toneOf("hi", u"बहुत ख़राब सेवा"_s), toneOf("hi", u"बहुत खराब सेवा"_s)); // nukta
        QVERIFY(toneOf("hi", u"खराब\u200d सेवा"_s) < 0); // a joiner that joins nothing
        QVERIFY(toneOf("hi", u"सेवा अच्छी नहीं। खराब"_s) < 0); // the danda ends what is denied
        QVERIFY(toneOf("hi", u"bahut bekaar service"_s) < 0);
        QCOMPARE(toneOf("hi", u"bahut bekaar service"_s), toneOf("hi", u"bahut bekar service"_s));
    }
    void aSignBehindAWordIsNoneOfIt()
    {
        // U+FE0F asks for a coloured picture, and follows letters that were mistaken for one.
        QCOMPARE(toneOf("en", u"I\ufe0f hate\ufe0f it"_s), toneOf("en", u"I hate it"_s));
    }
    void wordsOfServiceCountWhenSomebodySpeaksToUs()
    {
        const QByteArray text = "three hours on the phone and still no answer";
        const Reading aboutUs = Reader().read(text);
        const Reading toUs = Reader().read(text, { true, {}, {} });
        QVERIFY(toUs.mark.tone < aboutUs.mark.tone);
        QCOMPARE(Reader().read("@brand " + text).mark.tone, toUs.mark.tone);
    }
    void theWordsStandInTheText()
    {
        const QString text = u"@brand GREAT coffee &amp; awful chairs \U0001F621 :("_s;
        const Reading reading = Reader().read(text.toUtf8());
        const QString decoded = u"@brand GREAT coffee & awful chairs \U0001F621 :("_s;
        QVERIFY(reading.words.size() >= 4);
        for (const WeighedWord &each : reading.words)
            QCOMPARE(decoded.mid(each.at, each.length), each.word);
        for (qsizetype each = 1; each < reading.words.size(); ++each)
            QVERIFY(qAbs(reading.words[each].weight) <= qAbs(reading.words[each - 1].weight));
    }
    void itsLanguageIsFound()
    {
        QCOMPARE(Reader().read("where is my parcel?").language, u"en"_s);
        QCOMPARE(Reader().read(u"wo ist mein paket und wann kommt es"_s.toUtf8()).language, u"de"_s);
        QCOMPARE(Reader().read(u"bhai yeh kya hai, bahut accha nahi hai"_s.toUtf8()).language, u"hi"_s);
        QCOMPARE(Reader().read(u"أين طلبي من فضلك"_s.toUtf8()).language, u"ar"_s);
        QCOMPARE(Reader().read(u"荷物はどこですか"_s.toUtf8()).language, QString());
    }
    void markIsReadWithoutItsReasons()
    {
        for (const char *text : { "love it", "", "?", "@brand where is my order, it never came!!" })
            QCOMPARE(Reader().mark(text), Reader().read(text).mark);
    }
    void theStoredWordsComeBack()
    {
        for (int each = 0; each <= int(Need::Spam); ++each)
            QCOMPARE(needFromWord(needWord(Need(each)).toString()), Need(each));
        for (int each = 0; each <= int(Mood::Mixed); ++each)
            QCOMPARE(moodFromWord(moodWord(Mood(each)).toString()), Mood(each));
        QCOMPARE(needFromWord(u"gossip"), Need::Unread);
    }
    void naughtyTextDoesNoHarm_data()
    {
        QTest::addColumn<QByteArray>("text");
        constexpr int megabyte = 1 << 20;
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a megabyte of one letter") << QByteArray(megabyte, 'o');
        QTest::newRow("a megabyte of good") << QByteArray("good ").repeated(megabyte / 5);
        QTest::newRow("a megabyte of no") << QByteArray("no ").repeated(megabyte / 3);
        QTest::newRow("a megabyte of capitals") << QByteArray("#") + QByteArray(megabyte, 'A');
        QTest::newRow("a megabyte of marks") << QByteArray("a") + QByteArray("\xcc\x81").repeated(megabyte / 2);
        QTest::newRow("a megabyte of &amp;") << QByteArray("&amp;").repeated(megabyte / 5);
        QTest::newRow("a megabyte of apostrophes") << QByteArray("l'").repeated(megabyte / 2);
        QTest::newRow("a megabyte of emoji") << QByteArray("\xf0\x9f\x98\xa1").repeated(megabyte / 4);
        QTest::newRow("a megabyte of Arabic articles") << QByteArray("\xd9\x88\xd8\xa7\xd9\x84").repeated(megabyte / 6);
        QTest::newRow("wrong bytes") << QByteArray("\xff\xfe\x80 good \xc3\x28 \xf0\x9f");
        QTest::newRow("a zero") << QByteArray("good\0bad", 8);
        QTest::newRow("half a pair") << QByteArray("\xed\xa0\xbd good");
        QTest::newRow("Deseret capitals") << QByteArray("#\xf0\x90\x90\x80\xf0\x90\x90\x81 \xf0\x90\x90\x80");
    }
    void naughtyTextDoesNoHarm()
    {
        QFETCH(QByteArray, text);
        QElapsedTimer timer;
        timer.start();
        for (const char *language : { "", "en", "de", "fr", "ar", "hi", "tr" }) {
            const Reading reading = Reader().read(text, { true, QString::fromLatin1(language), {} });
            QVERIFY(reading.confidence > 0 && reading.confidence <= 1);
            QVERIFY(reading.mark.tone >= -100 && reading.mark.tone <= 100);
        }
        QVERIFY(timer.elapsed() < 5'000);
    }
    void everyNaughtyStringIsRead()
    {
        const QByteArray json = sharedFile(u"text/naughty_strings.json"_s);
        if (json.isEmpty())
            QSKIP("the real data is not here: WH_SHARED_DATA");
        const QJsonArray all = QJsonDocument::fromJson(json).array();
        QVERIFY(all.size() > 300);
        for (const auto &each : all)
            QVERIFY(Reader().read(each.toString().toUtf8()).confidence > 0);
    }
    void manyThreadsMayReadAtOnce()
    {
        const QByteArray text = "@brand not a great day, my bag is still lost :(";
        const ReadingMark alone = Reader().mark(text);
        std::atomic<int> same = 0;
        std::vector<std::thread> threads;
        for (int each = 0; each < 4; ++each)
            threads.emplace_back([&] {
                for (int time = 0; time < 200; ++time)
                    same += Reader().mark(text) == alone ? 1 : 0;
            });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(same.load(), 800);
    }
};

QTEST_GUILESS_MAIN(TestReader)
#include "test_reader.moc"
