#include "core/reading/language.h"
#include "tests/support/shareddata.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

class TestLanguage : public QObject {
    Q_OBJECT

private slots:
    void languagesAreKnown_data();
    void languagesAreKnown();
    void tooLittleIsUnknown_data();
    void tooLittleIsUnknown();
    void wrongBytesDoNoHarm();
    void manyThreadsMayAskAtOnce();
    void realTweetsAreKnown();
    void oneGuessIsCheap();
};

void TestLanguage::languagesAreKnown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("English") << u"Where is my parcel? I have waited for two weeks now."_s << u"en"_s;
    QTest::newRow("German") << u"Wo bleibt mein Paket? Ich warte schon seit zwei Wochen darauf."_s << u"de"_s;
    QTest::newRow("French") << u"O\u00f9 est mon colis ? Je l'attends depuis deux semaines d\u00e9j\u00e0."_s
                            << u"fr"_s;
    QTest::newRow("Spanish") << u"\u00bfD\u00f3nde est\u00e1 mi paquete? Llevo dos semanas esperando."_s << u"es"_s;
    QTest::newRow("Hebrew")
        << u"\u05d0\u05d9\u05e4\u05d4 \u05d4\u05d7\u05d1\u05d9\u05dc\u05d4 \u05e9\u05dc\u05d9? \u05d0\u05e0\u05d9 \u05de\u05d7\u05db\u05d4 \u05e9\u05d1\u05d5\u05e2\u05d9\u05d9\u05dd"_s
        << u"he"_s;
    QTest::newRow("Japanese")
        << u"\u8377\u7269\u306f\u3069\u3053\u3067\u3059\u304b\u3002\u3082\u3046\u4e8c\u9031\u9593\u5f85\u3063\u3066\u3044\u307e\u3059\u3002"_s
        << u"ja"_s;
    QTest::newRow("an address does not count")
        << u"@Deutschland https://www.wo-ist-mein-paket.example/wo/ist/mein/paket my parcel has not arrived, please help"_s
        << u"en"_s;
}

void TestLanguage::languagesAreKnown()
{
    QFETCH(QString, text);
    const LanguageGuess guess = guessLanguage(text.toUtf8());
    QTEST(guess.code, "code");
    QVERIFY(guess.percent > 50 && guess.percent <= 100);
    QVERIFY(guess.sure);
}

void TestLanguage::tooLittleIsUnknown_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a word") << QByteArray("ok");
    QTest::newRow("an address and a handle") << QByteArray("@ada https://example.com/where/is/my/parcel/today #parcel");
    QTest::newRow("digits") << QByteArray("1234567890 1234567890 !!! ... ???");
}

void TestLanguage::tooLittleIsUnknown()
{
    QFETCH(QByteArray, text);
    QCOMPARE(guessLanguage(text), LanguageGuess());
}

void TestLanguage::wrongBytesDoNoHarm()
{
    const QByteArray words = "Where is my parcel? I have waited for two weeks now. ";
    QCOMPARE(guessLanguage(words + "\xff\xfe\xc3").code, u"en"_s);
    QCOMPARE(guessLanguage(QByteArray("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff")).code, QString());
    // A long text is cut between two characters: every offset of a three-byte letter is tried.
    for (int shift = 0; shift < 3; ++shift)
        QCOMPARE(guessLanguage(QByteArray(shift, 'a') + QString(2'000, QChar(0x3042)).toUtf8()).code, u"ja"_s);
}

void TestLanguage::manyThreadsMayAskAtOnce()
{
    const QByteArray english = "Where is my parcel? I have waited for two weeks now.";
    const QByteArray german = "Wo bleibt mein Paket? Ich warte schon seit zwei Wochen darauf.";
    std::atomic<int> wrong { 0 };
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                if (guessLanguage(english).code != u"en" || guessLanguage(german).code != u"de")
                    ++wrong;
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

void TestLanguage::realTweetsAreKnown()
{
    QStringList figures;
    for (const QString &code : { u"english"_s, u"german"_s, u"french"_s, u"spanish"_s }) {
        const QList<QByteArray> lines = sharedFile(u"mentions/umsab/"_s + code + u"/val_text.txt"_s).split('\n');
        if (lines.size() < 100)
            QSKIP("The shared data is not here.");
        const QString expected = code == u"english" ? u"en"_s
            : code == u"german"                     ? u"de"_s
            : code == u"french"                     ? u"fr"_s
                                                    : u"es"_s;
        int sure = 0;
        int right = 0;
        for (const QByteArray &line : lines) {
            const LanguageGuess guess = guessLanguage(line);
            sure += guess.sure ? 1 : 0;
            right += guess.sure && guess.code == expected ? 1 : 0;
        }
        figures << u"%1: sure of %2 of %3, right %4 %"_s.arg(code).arg(sure).arg(lines.size()).arg(100 * right / sure);
        QVERIFY2(right * 100 >= sure * 90, qPrintable(figures.last()));
    }
    qInfo("%s", qPrintable(figures.join(u"; ")));
}

void TestLanguage::oneGuessIsCheap()
{
    const QByteArray tweet =
        "thanks for the great flight last night, the crew was lovely and so was the food; could you check "
        "on my lost bag please? it was a red one";
    constexpr int times = 2'000;
    qint64 best = std::numeric_limits<qint64>::max();
    for (int round = 0; round < 5; ++round) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < times; ++i)
            if (guessLanguage(tweet).code != u"en")
                QFAIL("it is English");
        best = std::min(best, timer.nsecsElapsed() / times);
    }
    qInfo("guessLanguage: %lld ns for %lld bytes", static_cast<long long>(best), static_cast<long long>(tweet.size()));
    QVERIFY(best < 200'000);
}

QTEST_GUILESS_MAIN(TestLanguage)
#include "test_guesslanguage.moc"
