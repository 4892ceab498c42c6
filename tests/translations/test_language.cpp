#include "translations/language.h"

#include <QTranslator>
#include <QtTest>

using namespace wheelhouse;

class TestLanguage : public QObject {
    Q_OBJECT
private slots:
    void thePseudoLocaleAndEnglishAreThere()
    {
        QVERIFY(speak(QStringLiteral("xx")));
        QVERIFY(speak(QStringLiteral("en")));
    }
    void anUnknownLanguageChangesNothing()
    {
        QVERIFY(speak(QStringLiteral("xx")));
        QVERIFY(!speak(QStringLiteral("tlh")));
        QCOMPARE(QCoreApplication::instance()->findChildren<QTranslator *>().size(), 1);
    }
    void oneLanguageIsSpokenAtATime()
    {
        QVERIFY(speak(QStringLiteral("xx")));
        QVERIFY(speak(QStringLiteral("en")));
        QCOMPARE(QCoreApplication::instance()->findChildren<QTranslator *>().size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestLanguage)
#include "test_language.moc"
