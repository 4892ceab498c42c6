#include "translations/pseudo/pseudo.h"

#include <QtTest>

using namespace wheelhouse;

class TestPseudo : public QObject {
    Q_OBJECT
private slots:
    void aSentenceIsAccentedLongerAndInBrackets()
    {
        QCOMPARE(pseudo(QStringLiteral("Triage")), QStringLiteral("⟦Ťřîáĝé~~~⟧"));
        const auto sentence = QStringLiteral("Nothing waits for you. The next promise is due at four.");
        const auto said = pseudo(sentence);
        QVERIFY(static_cast<double>(said.size()) >= 1.4 * static_cast<double>(sentence.size()));
        QVERIFY(static_cast<double>(said.size()) <= 1.6 * static_cast<double>(sentence.size()));
    }
    void everyLetterHasItsOwnAccent()
    {
        QStringList seen;
        for (const QChar letter : QStringLiteral("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
            const auto said = pseudo(QString(letter)).mid(1, 1);
            QVERIFY2(said.at(0).isLetter() && said != letter, qPrintable(said));
            seen << said;
        }
        QCOMPARE(seen.removeDuplicates(), 0);
    }
    void whatAProgramReadsStays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kept");
        QTest::newRow("a place for a value") << "%1 of %L2"
                                             << "%1";
        QTest::newRow("a place for a value as the locale writes it") << "%1 of %L2"
                                                                     << "%L2";
        QTest::newRow("a number") << "%n mention"
                                  << "%n";
        QTest::newRow("the mnemonic's letter") << "Save &as"
                                               << "&a";
        QTest::newRow("an ampersand") << "Terms && conditions"
                                      << "&&";
        QTest::newRow("a tag") << "<b>Bold</b> words"
                               << "<b>";
        QTest::newRow("an entity") << "a &lt; b"
                                   << "&lt;";
        QTest::newRow("a file filter") << "Tables (*.csv *.tsv);;All files (*)"
                                       << "(*.csv *.tsv);;";
        QTest::newRow("a shortcut behind a tab") << "Undo\tCtrl+Z"
                                                 << "\tCtrl+Z";
    }
    void whatAProgramReadsStays()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, kept);
        const auto said = pseudo(text);
        QVERIFY2(said.contains(kept), qPrintable(said));
        QVERIFY2(said.startsWith(u'⟦'), qPrintable(said));
    }
    void whatHasNoWordComesBackUnchanged()
    {
        for (const auto &text : { QString(), QStringLiteral("%1:%2"), QStringLiteral("…"), QStringLiteral("<br>") })
            QCOMPARE(pseudo(text), text);
    }
    void englishHasOneAndMany_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("many");
        QTest::newRow("s") << "%n mention(s)"
                           << "%n mention"
                           << "%n mentions";
        QTest::newRow("es") << "%n match(es)"
                            << "%n match"
                            << "%n matches";
        QTest::newRow("two words") << "%n {reply waits|replies wait}"
                                   << "%n reply waits"
                                   << "%n replies wait";
        QTest::newRow("no difference") << "%n of them"
                                       << "%n of them"
                                       << "%n of them";
    }
    void englishHasOneAndMany()
    {
        QFETCH(const QString, text);
        QTEST(englishPlural(text, false), "one");
        QTEST(englishPlural(text, true), "many");
    }
    void aFileOfLupdatesIsTranslatedWhole()
    {
        QString error;
        const auto ts = QByteArray(R"(<?xml version="1.0"?><!DOCTYPE TS><TS version="2.1"><context><name>Inbox</name>
            <message><source>Open</source><translation type="unfinished"></translation></message>
            <message><source>h 'Uhr'</source><extracomment>Date format</extracomment><translation/></message>
            <message><source>d MMMM</source><comment>date format: a day</comment><translation/></message>
            <message><source>ddd d MMM, HH:mm</source><translation/></message>
            <message><source>a day</source><translation/></message>
            <message numerus="yes"><source>%n day(s)</source><comment>due</comment><translation/></message>
            </context></TS>)");
        const auto said = QString::fromUtf8(translated(ts, false, &error));
        QVERIFY2(error.isEmpty(), qPrintable(error));
        QVERIFY(said.contains(QStringLiteral("<translation>⟦Ôþéñ~~⟧</translation>")));
        QVERIFY(said.contains(QStringLiteral("<translation>h 'Uhr'</translation>")));
        QVERIFY(said.contains(QStringLiteral("<translation>d MMMM</translation>")));
        QVERIFY(said.contains(QStringLiteral("<translation>ddd d MMM, HH:mm</translation>"))); // looks like one
        QVERIFY(said.contains(QStringLiteral("<translation>⟦á ďáý~~⟧</translation>")));
        QVERIFY(said.contains(QStringLiteral("<comment>due</comment>")));
        QVERIFY(said.contains(QStringLiteral("<numerusform>⟦%n ďáý~~~⟧</numerusform>")));
        const auto english = QString::fromUtf8(translated(ts, true, &error));
        QVERIFY(english.contains(QStringLiteral("<numerusform>%n days</numerusform>")));
        QVERIFY(english.contains(QStringLiteral("<translation>Open</translation>")));
    }
    void aBrokenFileIsRefusedWithWords()
    {
        for (const QByteArray broken : { "", "<html/>", "<TS><context><message>" }) {
            QString error;
            QVERIFY(translated(broken, false, &error).isEmpty());
            QVERIFY(!error.isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestPseudo)
#include "test_pseudo.moc"
