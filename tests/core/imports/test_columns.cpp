#include "core/imports/columns.h"
#include "core/imports/rowid.h"

#include <QtTest>

using namespace wheelhouse;

class TestColumns : public QObject {
    Q_OBJECT
private slots:
    void aMapIsReadFromItsText()
    {
        const auto map =
            ColumnMap::read(u"id=tweet_id,text=text,author=name,time=tweet_created,reply=in_response_to_tweet_id,ours=!"
                            u"inbound,zone=Europe/Amsterdam,network=twitter,dates=day-first");
        QVERIFY(map);
        QCOMPARE(map->column(ColumnRole::Id), QStringLiteral("tweet_id"));
        QCOMPARE(map->column(ColumnRole::Reply), QStringLiteral("in_response_to_tweet_id"));
        QCOMPARE(map->column(ColumnRole::Ours), QStringLiteral("inbound"));
        QVERIFY(map->oursInverted);
        QCOMPARE(map->zone, QByteArray("Europe/Amsterdam"));
        QCOMPARE(map->dates, TimeForm::DayFirst);
        QVERIFY(map->network == NetworkId::Twitter);
    }
    void whatIsWrittenIsReadBack()
    {
        ColumnMap map;
        map.column(ColumnRole::Text) = QStringLiteral("What, \\ was said=");
        map.column(ColumnRole::Ours) = QStringLiteral("!odd");
        map.column(ColumnRole::AuthorId) = QStringLiteral("user.id");
        map.source = QStringLiteral("old, crm");
        map.encoding = QStringLiteral("windows-1252");
        map.delimiter = '\t';
        map.header = false;
        map.dates = TimeForm::EpochMilliseconds;
        QCOMPARE(ColumnMap::read(map.write()).value(), map);
        map.oursInverted = true;
        QCOMPARE(ColumnMap::read(map.write()).value(), map);
        QCOMPARE(ColumnMap::read(u"").value(), ColumnMap());
    }
    void whatIsNotUnderstoodIsNamed_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : { "colour=red", "id", "zone=Mars/Base", "dates=never", "network=telex", "delimiter=x",
                 "header=perhaps", "encoding=klingon" })
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void whatIsNotUnderstoodIsNamed()
    {
        QFETCH(QString, text);
        const auto map = ColumnMap::read(text);
        QVERIFY(!map);
        QVERIFY(map.error().message.contains(text.mid(text.indexOf(QLatin1Char('=')) + 1)));
    }
    void helpNamesEveryRole()
    {
        for (int i = 0; i < columnRoles; ++i)
            QVERIFY(columnMapHelp().contains(
                QLatin1String("  ") + roleWord(static_cast<ColumnRole>(i)) + QLatin1Char('=')));
    }
    void anIdIsMendedOnlyWhereNothingWasLost_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("id");
        const auto row = [](const char *cell, const char *id) {
            QTest::newRow(cell) << QString::fromLatin1(cell) << QString::fromLatin1(id);
        };
        row("3.0", "3");
        row(" 570306133677760513 ", "570306133677760513");
        row("570306133677760513.0", "570306133677760513");
        row("3.5", "3.5");
        row("1.25E+2", "125");
        row("5.70306133677760513E+17", "570306133677760513");
        row("5.70306E+17", "");
        row("5E+17", "");
        row("5.7e+17", "");
        row("3e12ab", "3e12ab");
        row("1.2e", "1.2e");
        row("tag:example.org,2011:1.0", "tag:example.org,2011:1.0");
        row("", "");
    }
    void anIdIsMendedOnlyWhereNothingWasLost()
    {
        QFETCH(QString, cell);
        QFETCH(QString, id);
        const auto mended = mendedId(cell);
        QCOMPARE(mended.has_value(), !id.isEmpty() || cell.isEmpty());
        QCOMPARE(mended.value_or(QString()), id);
    }
};

QTEST_GUILESS_MAIN(TestColumns)
#include "test_columns.moc"
