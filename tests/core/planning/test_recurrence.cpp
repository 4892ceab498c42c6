#include "core/planning/recurrence.h"
#include "core/planning/ruledays.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace wheelhouse;

namespace {

WallTime wall(const char *text)
{
    const auto read = readWallTime(QString::fromLatin1(text));
    return read ? *read : WallTime();
}

Series series(const char *start, const char *rule)
{
    Series made { wall(start), {}, {}, {}, {} };
    if (const auto read = readRule(rule, made.start))
        made.rule = *read;
    return made;
}

QByteArray instants(const Series &of, QDate from, QDate to)
{
    QByteArrayList all;
    for (const Occurrence &each : occurrences(of, from, to).list)
        all.append(resolve(each.at)->utc.toString(QStringLiteral("MM-dd'T'HH:mm'Z'")).toLatin1());
    return all.join(' ');
}

QByteArray names(const Series &of, QDate from = QDate(2020, 1, 1), QDate to = QDate(2035, 1, 1), int most = 10'000)
{
    QStringList all;
    for (const Occurrence &each : occurrences(of, from, to, most).list)
        all.append(each.name);
    return all.join(QLatin1Char(' ')).toLatin1();
}

} // namespace

class TestRecurrence : public QObject {
    Q_OBJECT
private slots:
    void b03_aWeeklySeriesKeepsItsWallTimeAcrossBothChanges();
    void m11_aDailySeriesInTheGapIsMovedThatDayOnly();
    void b02_anHourThatComesTwiceIsOneOccurrence();
    void aSeriesWithoutARuleIsOnce();
    void whatIsLeftOutPutInAndMoved();
    void anOccurrenceIsFoundByItsNameWhereverItIs();
    void wholeDaysHaveNoHour();
    void anUntilInUtcIsComparedAsAnInstant_data();
    void anUntilInUtcIsComparedAsAnInstant();
    void badRulesAreRefusedWithTheirPart_data();
    void badRulesAreRefusedWithTheirPart();
    void theSameTimeSaidTwiceIsNoHarm();
    void hostileRulesEnd_data();
    void hostileRulesEnd();
    void namesThatAreNoneAreNotFound();
    void theStartIsMovedToTheFirstDayThatTheRuleNames();
};

void TestRecurrence::b03_aWeeklySeriesKeepsItsWallTimeAcrossBothChanges()
{
    const Series weekly = series("2026-03-01 02:30 America/New_York", "FREQ=WEEKLY;BYDAY=SU");
    QCOMPARE(instants(weekly, QDate(2026, 3, 1), QDate(2026, 3, 15)),
        QByteArray("03-01T07:30Z 03-08T07:30Z 03-15T06:30Z")); // 8 March has no 02:30: 03:30 then
    const Series morning = series("2026-03-01 09:00 America/New_York", "FREQ=WEEKLY;BYDAY=SU");
    QCOMPARE(
        instants(morning, QDate(2026, 3, 1), QDate(2026, 3, 15)), QByteArray("03-01T14:00Z 03-08T13:00Z 03-15T13:00Z"));
    QCOMPARE(instants(morning, QDate(2026, 10, 25), QDate(2026, 11, 8)),
        QByteArray("10-25T13:00Z 11-01T14:00Z 11-08T14:00Z"));
}

void TestRecurrence::m11_aDailySeriesInTheGapIsMovedThatDayOnly()
{
    const Series daily = series("2026-03-07 02:30 America/New_York", "FREQ=DAILY");
    QCOMPARE(
        instants(daily, QDate(2026, 3, 7), QDate(2026, 3, 9)), QByteArray("03-07T07:30Z 03-08T07:30Z 03-09T06:30Z"));
    QStringList said;
    for (const Occurrence &each : occurrences(daily, QDate(2026, 3, 7), QDate(2026, 3, 9)).list)
        said.append(clockSentence(each.at));
    QCOMPARE(said,
        QStringList({ {}, QStringLiteral("02:30 does not exist on this day in New York: it goes out at 03:30."), {} }));
}

void TestRecurrence::b02_anHourThatComesTwiceIsOneOccurrence()
{
    Series daily = series("2026-10-31 01:30 America/New_York", "FREQ=DAILY;COUNT=3");
    QCOMPARE(
        instants(daily, QDate(2026, 10, 1), QDate(2026, 11, 30)), QByteArray("10-31T05:30Z 11-01T05:30Z 11-02T06:30Z"));
    daily.start.turn = WallTime::Turn::Second;
    QCOMPARE(
        instants(daily, QDate(2026, 10, 1), QDate(2026, 11, 30)), QByteArray("10-31T05:30Z 11-01T06:30Z 11-02T06:30Z"));
}

void TestRecurrence::aSeriesWithoutARuleIsOnce()
{
    const Series once { wall("2026-11-30 09:00 Europe/Amsterdam"), {}, {}, {}, {} };
    QCOMPARE(names(once), QByteArray("2026-11-30T09:00:00"));
    QCOMPARE(names(once, QDate(2026, 12, 1)), QByteArray());
}

void TestRecurrence::whatIsLeftOutPutInAndMoved()
{
    Series weekly = series("2026-11-02 09:00 Europe/Amsterdam", "FREQ=WEEKLY;COUNT=4");
    weekly.dropped.insert(QStringLiteral("2026-11-09T09:00:00"));
    weekly.added.insert(QStringLiteral("2026-11-11T11:11:00"));
    weekly.moved.insert(QStringLiteral("2026-11-16T09:00:00"), wall("2026-12-24 18:00 Asia/Tokyo"));
    QCOMPARE(names(weekly), // of four by the rule one is left out: a count counts it
        QByteArray("2026-11-02T09:00:00 2026-11-11T11:11:00 2026-11-23T09:00:00 2026-11-16T09:00:00"));
    QCOMPARE(names(weekly, QDate(2026, 11, 16), QDate(2026, 11, 16)), QByteArray());
    QCOMPARE(instants(weekly, QDate(2026, 12, 1), QDate(2026, 12, 31)), QByteArray("12-24T09:00Z"));
    QCOMPARE(names(weekly, QDate(2026, 1, 1), QDate(2026, 12, 31), 2),
        QByteArray("2026-11-02T09:00:00 2026-11-11T11:11:00"));
    QVERIFY(occurrences(weekly, QDate(2026, 1, 1), QDate(2026, 12, 31), 2).isCut);
    QVERIFY(!occurrences(weekly, QDate(2026, 1, 1), QDate(2026, 12, 31), 4).isCut);
}

void TestRecurrence::anOccurrenceIsFoundByItsNameWhereverItIs()
{
    Series weekly = series("2026-11-02 09:00 Europe/Amsterdam", "FREQ=WEEKLY");
    const QString name = QStringLiteral("2026-11-16T09:00:00");
    QCOMPARE(occurrence(weekly, name)->at, wall("2026-11-16 09:00 Europe/Amsterdam"));
    weekly.moved.insert(name, wall("2026-11-20 10:00 Europe/Amsterdam"));
    QCOMPARE(occurrence(weekly, name)->at, wall("2026-11-20 10:00 Europe/Amsterdam"));
    QVERIFY(occurrence(weekly, name)->isMoved);
    weekly.dropped.insert(name);
    QVERIFY(!occurrence(weekly, name));
    QVERIFY(!occurrence(weekly, QStringLiteral("2026-11-17T09:00:00")));
    QVERIFY(!occurrence(weekly, QStringLiteral("2026-10-26T09:00:00")));
}

void TestRecurrence::wholeDaysHaveNoHour()
{
    Series yearly { { QDate(1998, 4, 27), {}, {}, WallTime::Turn::First }, {}, {}, {}, {} };
    yearly.rule = *readRule("FREQ=YEARLY;UNTIL=20280427", yearly.start);
    QCOMPARE(names(yearly, QDate(2026, 1, 1)), QByteArray("2026-04-27 2027-04-27 2028-04-27"));
    QVERIFY(!occurrence(yearly, QStringLiteral("2026-04-27T00:00:00")));
    QVERIFY(occurrence(yearly, QStringLiteral("2026-04-27")));
}

void TestRecurrence::anUntilInUtcIsComparedAsAnInstant_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("until");
    QTest::addColumn<QDate>("last");
    const auto row = [](const char *name, const char *start, const char *until, QDate last) {
        QTest::newRow(name) << QByteArray(start) << QByteArray(until) << last;
    };
    const char *evening = "2026-03-01 20:00 America/New_York"; // 01:00Z of the next day, later 00:00Z
    row("at the instant itself", evening, "20260306T010000Z", QDate(2026, 3, 5));
    row("a second before it", evening, "20260306T005959Z", QDate(2026, 3, 4));
    row("in summer time", evening, "20260311T000000Z", QDate(2026, 3, 10));
    row("a day, whole", evening, "20260310", QDate(2026, 3, 10));
    row("on the wall, at the hour", evening, "20260310T200000", QDate(2026, 3, 10));
    row("on the wall, before it", evening, "20260310T195959", QDate(2026, 3, 9));
    const char *night = "2026-03-01 02:30 America/New_York";
    row("in the gap, at where it went", night, "20260308T073000Z", QDate(2026, 3, 8));
    row("in the gap, before it", night, "20260308T072959Z", QDate(2026, 3, 7));
    row("between the hour that comes twice", "2026-10-25 01:30 America/New_York", "20261101T054500Z",
        QDate(2026, 11, 1));
    row("in its second half", "2026-10-25 01:30 America/New_York", "20261101T061500Z", QDate(2026, 11, 1));
}

void TestRecurrence::anUntilInUtcIsComparedAsAnInstant()
{
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, until);
    QFETCH(const QDate, last);
    const WallTime begin = wall(start.constData());
    const auto rule = readRule("FREQ=DAILY;UNTIL=" + until, begin);
    QVERIFY(rule);
    QCOMPARE(rule->until, last);
    QCOMPARE(ruleDays(*rule, begin.date, begin.date, QDate(2027, 1, 1), 1'000).days.last(), last);
    QCOMPARE(*readRule(ruleText(*rule, begin), begin), *rule);
}

void TestRecurrence::badRulesAreRefusedWithTheirPart_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *rule, const char *part) {
        QTest::newRow(rule) << QByteArray(rule) << QString::fromUtf8(part);
    };
    row("", "“”");
    row("COUNT=3", "COUNT=3");
    row("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY");
    row("FREQ=HOURLY", "once a day");
    row("FREQ=DAILY;BYHOUR=9,17", "BYHOUR=9,17");
    row("FREQ=DAILY;BYHOUR=10", "BYHOUR=10");
    row("FREQ=DAILY;INTERVAL=0", "INTERVAL=0");
    row("FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1");
    row("FREQ=DAILY;INTERVAL=99999999999999999999", "INTERVAL=99");
    row("FREQ=DAILY;COUNT=0", "COUNT=0");
    row("FREQ=DAILY;COUNT= 3", "COUNT= 3");
    row("FREQ=DAILY;COUNT=0x3", "COUNT=0X3");
    row("FREQ=DAILY;COUNT=3;COUNT=4", "COUNT=4");
    row("FREQ=DAILY;UNTIL=20261131", "UNTIL=20261131");
    row("FREQ=DAILY;UNTIL=soon", "UNTIL=SOON");
    row("FREQ=DAILY;UNTIL=20261130T090000ZZ", "UNTIL=20261130T090000ZZ");
    row("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0");
    row("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32");
    row("FREQ=YEARLY;BYMONTH=-1", "BYMONTH=-1");
    row("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX");
    row("FREQ=WEEKLY;BYDAY=0MO", "BYDAY=0MO");
    row("FREQ=WEEKLY;BYDAY=2MO", "BYDAY");
    row("FREQ=WEEKLY;BYDAY=", "BYDAY=");
    row("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY");
    row("FREQ=MONTHLY;BYWEEKNO=3", "BYWEEKNO");
    row("FREQ=MONTHLY;BYYEARDAY=3", "BYYEARDAY");
    row("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS");
    row("FREQ=MONTHLY;BYEASTER=0", "BYEASTER=0");
    row("FREQ=YEARLY;RSCALE=CHINESE", "RSCALE=CHINESE");
    row("D1 #0", "D1 #0"); // vCalendar 1.0
}

void TestRecurrence::badRulesAreRefusedWithTheirPart()
{
    QFETCH(const QByteArray, rule);
    QFETCH(const QString, part);
    const auto read = readRule(rule, wall("2026-11-30 09:00 Europe/Amsterdam"));
    QVERIFY(!read);
    QVERIFY2(read.error().message.contains(part), qPrintable(read.error().message));
}

void TestRecurrence::theSameTimeSaidTwiceIsNoHarm()
{
    const WallTime start = wall("2026-11-30 09:05 Europe/Amsterdam");
    const auto plain = readRule("FREQ=DAILY;COUNT=2", start);
    QCOMPARE(*readRule("freq=daily;byhour=9;byminute=5;bysecond=0;count=2;", start), *plain);
}

void TestRecurrence::hostileRulesEnd_data()
{
    QTest::addColumn<QByteArray>("rule");
    for (const char *each : { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
             "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=999999999", "FREQ=YEARLY;INTERVAL=10000;BYYEARDAY=366;BYDAY=MO",
             "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", "FREQ=DAILY;COUNT=999999999",
             "FREQ=WEEKLY;INTERVAL=10000;BYDAY=MO,TU,WE;BYSETPOS=300" })
        QTest::newRow(each) << QByteArray(each);
}

void TestRecurrence::hostileRulesEnd()
{
    QFETCH(const QByteArray, rule);
    Series hostile { wall("0001-01-01 09:00 UTC"), {}, {}, {}, {} };
    hostile.rule = *readRule(rule, hostile.start);
    QElapsedTimer spent;
    spent.start();
    const Occurrences all = occurrences(hostile, QDate(9000, 1, 1), QDate(9999, 12, 31), 1);
    QVERIFY(all.list.size() <= 1);
    QVERIFY(occurrences(hostile, QDate(1, 1, 1), QDate(9999, 12, 31), 10).list.size() <= 10);
    qInfo("%lld ms", spent.elapsed());
}

void TestRecurrence::namesThatAreNoneAreNotFound()
{
    const Series weekly = series("2026-11-02 09:00 Europe/Amsterdam", "FREQ=WEEKLY");
    for (const char *each : { "", "x", "2026-11-09", "2026-11-09T09:00", "2026-11-09T09:00:00Z", "2026-11-09 09:00:00",
             "2026-13-09T09:00:00", "99999999999999999999" })
        QVERIFY2(!occurrence(weekly, QString::fromLatin1(each)), each);
}

void TestRecurrence::theStartIsMovedToTheFirstDayThatTheRuleNames()
{
    Series friday = series("2026-11-02 09:00 Europe/Amsterdam", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=2");
    QCOMPARE(names(friday), QByteArray("2026-11-06T09:00:00 2026-11-20T09:00:00"));
    QCOMPARE(anchored(friday).start.date, QDate(2026, 11, 6));
    QCOMPARE(names(anchored(friday)), names(friday));
    friday.added.insert(QStringLiteral("2026-11-02T09:00:00"));
    QCOMPARE(anchored(friday), friday);
}

QTEST_GUILESS_MAIN(TestRecurrence)
#include "test_recurrence.moc"
