#include "tests/core/posts/shelf.h"

#include <QDir>
#include <QTest>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

class TestDictionaryFiles : public QObject {
    Q_OBJECT

private slots:
    void theDictionaryForALanguage_data();
    void theDictionaryForALanguage();
    void thePackageForALanguage_data();
    void thePackageForALanguage();
    void noTagBecomesAPath();
};

void TestDictionaryFiles::theDictionaryForALanguage_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QStringList>("there");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *name, const QString &language, const QStringList &there, const QString &found) {
        QTest::newRow(name) << language << there << found;
    };
    row("its own country", u"de"_s, { u"de_AT"_s, u"de_DE"_s }, u"de_DE"_s);
    row("any country", u"de"_s, { u"de_AT"_s }, u"de_AT"_s);
    row("without a country", u"eu"_s, { u"eu"_s }, u"eu"_s);
    row("with its region", u"de-AT"_s, { u"de_AT"_s, u"de_DE"_s }, u"de_AT"_s);
    row("not by another's rules", u"en-GB"_s, { u"en_US"_s }, QString());
    row("a region without rules of its own", u"en-NL"_s, { u"en_US"_s }, u"en_US"_s);
    row("a script", u"sr-Latn"_s, { u"sr_Latn_RS"_s, u"sr_RS"_s }, u"sr_Latn_RS"_s);
    row("not in another script", u"sr-Latn"_s, { u"sr_RS"_s }, QString());
    row("the usual script", u"sr-Cyrl-RS"_s, { u"sr_Latn_RS"_s, u"sr_RS"_s }, u"sr_RS"_s);
    row("with an underscore", u"pt_BR"_s, { u"pt_BR"_s, u"pt_PT"_s }, u"pt_BR"_s);
    row("in any case", u"DE-at"_s, { u"de_AT"_s }, u"de_AT"_s);
    row("extensions", u"de-AT-u-co-phonebk"_s, { u"de_AT"_s }, u"de_AT"_s);
    row("a dictionary for doctors is none", u"en"_s, { u"en_MEDICAL"_s }, QString());
    row("Norwegian", u"no"_s, { u"nb_NO"_s }, u"nb_NO"_s);
    row("nothing", QString(), { u"en_US"_s }, QString());
}

void TestDictionaryFiles::theDictionaryForALanguage()
{
    QFETCH(QString, language);
    QFETCH(QStringList, there);
    QFETCH(QString, name);
    const Shelf shelf;
    for (const QString &one : there)
        shelf.put(one, "UTF-8", { "word" });
    shelf.put(u"de_LI.dic"_s, QByteArray("1\nword\n")); // its other half is missing
    const auto found = findDictionary(language, { u"/nowhere"_s, shelf.folder.path() });
    QCOMPARE(found ? found->name : QString(), name);
}

void TestDictionaryFiles::thePackageForALanguage_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("package");
    QTest::newRow("en") << u"en"_s << u"hunspell-en-us"_s;
    QTest::newRow("en-GB") << u"en-GB"_s << u"hunspell-en-gb"_s;
    QTest::newRow("en-NL") << u"en-NL"_s << u"hunspell-en-us"_s;
    QTest::newRow("de") << u"de"_s << u"hunspell-de-de"_s;
    QTest::newRow("fr-FR") << u"fr-FR"_s << u"hunspell-fr"_s;
    QTest::newRow("nb") << u"nb"_s << u"hunspell-no"_s;
    QTest::newRow("et") << u"et"_s << u"myspell-et"_s;
    QTest::newRow("Klingon") << u"tlh"_s << QString();
    QTest::newRow("no tag") << u"../../etc"_s << QString();
}

void TestDictionaryFiles::thePackageForALanguage()
{
    QFETCH(QString, language);
    QFETCH(QString, package);
    QCOMPARE(dictionaryPackage(language), package);
}

void TestDictionaryFiles::noTagBecomesAPath()
{
    const Shelf shelf;
    QVERIFY(QDir(shelf.folder.path()).mkdir(u"in"_s));
    shelf.put(u"en_US"_s, "UTF-8", { "word" });
    const QString inside = shelf.folder.filePath(u"in"_s);
    for (const QString &tag :
        { u"../en_US"_s, u"..-en"_s, u"en/../en"_s, u"/"_s, u"en_../../en"_s, QString(5'000, u'e') })
        QVERIFY2(!findDictionary(tag, { inside }), qPrintable(tag.left(30)));
}

QTEST_GUILESS_MAIN(TestDictionaryFiles)
#include "test_dictionaryfiles.moc"
