#include "app/settings.h"

#include <QtTest>

using namespace wheelhouse;

class TestSettings : public QObject {
    Q_OBJECT
private slots:
    void theActOfTheSampleIsSaidByWord_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("act");
        QTest::newRow("quiet") << QStringLiteral("quiet") << int(Act::Quiet);
        QTest::newRow("launch") << QStringLiteral("launch") << int(Act::Launch);
        QTest::newRow("storm") << QStringLiteral("storm") << int(Act::Storm);
    }
    void theActOfTheSampleIsSaidByWord()
    {
        QFETCH(QString, word);
        QFETCH(int, act);
        const Settings settings = readSettings(
            { QStringLiteral("wheelhouse"), QStringLiteral("--demo"), QStringLiteral("--rehearse"), word });
        QVERIFY2(settings.wrong.isEmpty(), qPrintable(settings.wrong));
        QVERIFY(settings.demo);
        QCOMPARE(int(settings.rehearse), act);
    }
    void nothingSaidIsTheLaunchAndAnotherWordIsRefused()
    {
        QCOMPARE(readSettings({ QStringLiteral("wheelhouse"), QStringLiteral("--demo") }).rehearse, Act::Launch);
        const Settings settings =
            readSettings({ QStringLiteral("wheelhouse"), QStringLiteral("--rehearse"), QStringLiteral("flood") });
        QVERIFY(settings.wrong.contains(QStringLiteral("flood")));
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "test_settings.moc"
