#include "core/base/json.h"

#include <QDir>
#include <QtTest>

using namespace wheelhouse;

class TestJson : public QObject {
    Q_OBJECT
private slots:
    void aFieldIsReadByItsNameAndType()
    {
        const auto json = Json::parse(R"({"statuses":[{"account":{"acct":"ada"},"count":3,"sensitive":true}]})");
        QVERIFY(json);
        const Json status = (*json)["statuses"].items().first();
        QCOMPARE(status["account"]["acct"].text().value(), QStringLiteral("ada"));
        QCOMPARE(status["count"].number().value(), 3);
        QCOMPARE(status["sensitive"].truth().value(), true);
        QCOMPARE(status.keys(),
            QStringList({ QStringLiteral("account"), QStringLiteral("count"), QStringLiteral("sensitive") }));
    }
    void aWrongFieldIsNamedByItsPath()
    {
        const auto json = Json::parse(R"({"statuses":[{},{"account":{"acct":7}}]})");
        const Json acct = (*json)["statuses"].items().at(1)["account"]["acct"];
        QCOMPARE(acct.path(), QStringLiteral("statuses[1].account.acct"));
        QCOMPARE(acct.text().error().kind, Error::Kind::Malformed);
        QVERIFY(acct.text().error().message.contains(acct.path()));
        QVERIFY(!(*json)["nothing"]["below"].isThere());
        QCOMPARE((*json)["nothing"]["below"].path(), QStringLiteral("nothing.below"));
    }
    void anIdOfEighteenDigitsKeepsThemAll() // M14
    {
        const auto json = Json::parse(R"({"id":117020457910412882,"huge":123456789012345678901234567890})");
        QCOMPARE((*json)["id"].token(), QStringLiteral("117020457910412882"));
        QCOMPARE((*json)["id"].number().value(), 117020457910412882);
        QCOMPARE((*json)["huge"].token(), QStringLiteral("123456789012345678901234567890"));
        QVERIFY(!(*json)["huge"].number());
    }
    void ofAKeyThatStandsTwiceTheLastCounts()
    {
        QCOMPARE((*Json::parse(R"({"a":1,"a":2})"))["a"].token(), QStringLiteral("2"));
    }
    void halfASurrogatePairBecomesTheReplacement()
    {
        QCOMPARE((*Json::parse(R"(["\ud800 and \ud83d\ude00"])")).items().first().text().value(),
            QStringLiteral(u"\ufffd and \U0001f600"));
    }
    void nestingEndsAtTheCap()
    {
        QVERIFY(Json::parse(QByteArray(jsonDepth, '[') + QByteArray(jsonDepth, ']')));
        for (const int depth : { jsonDepth + 1, 100000 }) {
            const auto refused = Json::parse(QByteArray(depth, '[') + QByteArray(depth, ']'));
            QVERIFY(!refused);
            QVERIFY(refused.error().message.contains(QStringLiteral("512")));
        }
    }
    void whatComesBehindTheDocumentMakesItWrong()
    {
        for (const char *text : { "{} {}", "[1] 2", "1 2", "\"a\" \"b\"", "{\"a\":1}}", "tru", "nul", "01", "1.", "-" })
            QVERIFY2(!Json::parse(text), text);
    }
    void everyFileOfTheSuiteIsAnsweredAsItShould_data()
    {
        QTest::addColumn<QString>("path");
        QDir dir(qEnvironmentVariable("WH_SHARED_DATA") + QStringLiteral("/json/test_parsing"));
        if (qEnvironmentVariableIsEmpty("WH_SHARED_DATA") || !dir.exists())
            QSKIP("JSONTestSuite is not here");
        const auto all = dir.entryInfoList({ QStringLiteral("*.json") }, QDir::Files);
        for (const QFileInfo &each : all)
            QTest::newRow(qPrintable(each.fileName())) << each.filePath();
        dir.setPath(qEnvironmentVariable("WH_SHARED_DATA") + QStringLiteral("/json/test_transform"));
        const auto transforms = dir.entryInfoList({ QStringLiteral("*.json") }, QDir::Files);
        for (const QFileInfo &each : transforms)
            QTest::newRow(qPrintable(each.fileName())) << each.filePath();
    }
    void everyFileOfTheSuiteIsAnsweredAsItShould() // E08
    {
        QFETCH(QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto json = Json::parse(file.readAll());
        const QString name = QFileInfo(path).fileName();
        if (name.startsWith(QStringLiteral("y_")))
            QVERIFY2(json, qPrintable(name));
        if (name.startsWith(QStringLiteral("n_")))
            QVERIFY2(!json, qPrintable(name));
    }
};

QTEST_GUILESS_MAIN(TestJson)
#include "test_json.moc"
