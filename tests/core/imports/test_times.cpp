#include "core/imports/times.h"

#include <QtTest>

using namespace wheelhouse;

class TestTimes : public QObject {
    Q_OBJECT
private slots:
    void aTimeIsReadAsItsFileMeansIt_data() // B11, M12
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("utc");
        const auto row = [](const char *text, const char *utc) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(utc);
        };
        row("2015-02-24 11:35:52 -0800", "2015-02-24T19:35:52.000Z");
        row("2015-02-24T11:35:52Z", "2015-02-24T11:35:52.000Z");
        row("2015-02-24T11:35:52.5+01:00", "2015-02-24T10:35:52.500Z");
        row("2015-02-24T11:35:52.123456Z", "2015-02-24T11:35:52.123Z");
        row("2015-02-24 11:35 UTC", "2015-02-24T11:35:00.000Z");
        row("20150224T113552Z", "2015-02-24T11:35:52.000Z");
        row("2015/02/24 11:35:52 +0100", "2015-02-24T10:35:52.000Z");
        row("2015-02-24T24:00:00Z", "2015-02-25T00:00:00.000Z");
        row("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z");
        row("Tue Oct 31 22:10:47 +0000 2017", "2017-10-31T22:10:47.000Z");
        row("Sun, 08 Mar 2026 12:30:00 GMT", "2026-03-08T12:30:00.000Z");
        row("Sun, 8 March 2026 12:30 EST", "2026-03-08T17:30:00.000Z");
        row("8 Mar 2026 12:30:00 +0100 (CET)", "");
        row("Fri, 08 Mar 2026 12:30:00 PDT", "2026-03-08T19:30:00.000Z");
        row("1319000000", "2011-10-19T04:53:20.000Z");
        row("1319000000.5", "2011-10-19T04:53:20.500Z");
        row("1319000000123", "2011-10-19T04:53:20.123Z");
        row("1319000000 or so", "");
        row("yesterday", "");
        row("2015-02-30 10:00 UTC", "");
        row("0000-01-01T00:00:00Z", "");
        row("2015-02-24 25:00 UTC", "");
        row("Sun, 08 Mar 26 12:30:00 GMT", "");
        row("10/11/2017 12:00 UTC", "");
        row("42", "");
        row("-", "");
    }
    void aTimeIsReadAsItsFileMeansIt()
    {
        QFETCH(QString, text);
        QFETCH(QString, utc);
        const ReadTime read = TimeReader().read(text);
        QCOMPARE(read.at ? read.at->toString(Qt::ISODateWithMs) : QString(), utc);
        QCOMPARE(read.reason.isEmpty(), !utc.isEmpty());
    }
    void anEmptyCellIsNeitherTimeNorFault()
    {
        const ReadTime read = TimeReader().read(u"  ");
        QVERIFY(!read.at && read.reason.isEmpty() && read.remark.isEmpty());
    }
    void dayOrMonthFirstOnlyWhenChosen()
    {
        const QTimeZone utc = QTimeZone::utc();
        QCOMPARE(TimeReader(TimeForm::MonthFirst, utc).read(u"10/11/2017 9:05 PM").at->toString(Qt::ISODate),
            QStringLiteral("2017-10-11T21:05:00Z"));
        QCOMPARE(TimeReader(TimeForm::DayFirst, utc).read(u"10.11.2017 21:05").at->toString(Qt::ISODate),
            QStringLiteral("2017-11-10T21:05:00Z"));
        QVERIFY(!TimeReader(TimeForm::MonthFirst, utc).read(u"31/10/2017 9:05").reason.isEmpty());
        QVERIFY(
            TimeReader(TimeForm::DayFirst, utc).read(u"31/10/17 9:05").reason.contains(QStringLiteral("two digits")));
    }
    void aTimeWithoutZoneNeedsOne()
    {
        QVERIFY(TimeReader().read(u"2026-01-01 12:00").reason.contains(QStringLiteral("zone")));
        const TimeReader amsterdam(TimeForm::Auto, QTimeZone("Europe/Amsterdam"));
        QCOMPARE(amsterdam.read(u"2026-01-01 12:00").at->toString(Qt::ISODate), QStringLiteral("2026-01-01T11:00:00Z"));
        QCOMPARE(amsterdam.read(u"2026-07-01 12:00").at->toString(Qt::ISODate), QStringLiteral("2026-07-01T10:00:00Z"));
    }
    void aTimeInTheGapMovesForwardAndSaysSo() // M10
    {
        const ReadTime gap = TimeReader(TimeForm::Auto, QTimeZone("America/New_York")).read(u"2026-03-08 02:30");
        QCOMPARE(gap.at->toString(Qt::ISODate), QStringLiteral("2026-03-08T07:30:00Z"));
        QVERIFY(gap.remark.contains(QStringLiteral("forward")));
    }
    void aTimeThatCameTwiceIsTheFirstAndSaysSo() // M11
    {
        const ReadTime twice = TimeReader(TimeForm::Auto, QTimeZone("America/New_York")).read(u"2026-11-01 01:30");
        QCOMPARE(twice.at->toString(Qt::ISODate), QStringLiteral("2026-11-01T05:30:00Z"));
        QVERIFY(!twice.remark.isEmpty());
    }
    void hostileInputIsOnlyUnread()
    {
        const QString longOne(100000, u'9');
        for (const QString &text :
            { longOne, QString(100000, u':'), QStringLiteral("2015-02-24T"), QStringLiteral("2015-02-24 1:2:3:4"),
                QStringLiteral("9999999999999999999999-01-01"), QStringLiteral("\u0662\u0660\u0661\u0665-02-24") })
            QVERIFY(!TimeReader(TimeForm::Auto, QTimeZone::utc()).read(text).reason.isEmpty() || text.size() == 11);
    }
};

QTEST_GUILESS_MAIN(TestTimes)
#include "test_times.moc"
