#include "core/inbox/holidays.h"
#include "tests/support/shareddata.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QtTest>

using namespace wheelhouse;

namespace {

QByteArray anEvent(const QByteArray &lines)
{
    return "BEGIN:VEVENT\r\n" + lines + "\r\nEND:VEVENT\r\n";
}

HolidayImport read(const QByteArray &events)
{
    return readHolidays(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n", QDate(2025, 1, 1), QDate(2030, 12, 31));
}

QByteArray dates(const HolidayImport &import)
{
    QStringList all;
    for (const Holiday &each : import.holidays)
        all.append(each.date.toString(Qt::ISODate));
    return all.join(QLatin1Char(' ')).toLatin1();
}

} // namespace

class TestHolidays : public QObject {
    Q_OBJECT
private slots:
    void aDayAndSeveralDays();
    void theyComeAgainEachYear();
    void theFourthThursdayOfNovember();
    void onesLeftOutAndOnesAddedByHand();
    void whatIsNoHolidayIsLeftOutAndTold_data();
    void whatIsNoHolidayIsLeftOutAndTold();
    void aBrokenOneHarmsNoOther();
    void aFoldedNameIsWhole();
    void everySecondForEverDoesNotHang();
    void realHolidayFilesAreRead();
    void h06_anyFileIsReadInTwoSecondsWithAReport();
};

void TestHolidays::aDayAndSeveralDays()
{
    const auto import = read(anEvent("DTSTART;VALUE=DATE:20261225\r\nSUMMARY:Kerst")
        + anEvent("DTSTART;VALUE=DATE:20260404\r\nDTEND;VALUE=DATE:20260407\r\nSUMMARY:Pasen"));
    QCOMPARE(dates(import), QByteArray("2026-04-04 2026-04-05 2026-04-06 2026-12-25"));
    QCOMPARE(import.holidays.last().name, QStringLiteral("Kerst"));
    QCOMPARE(import.events, 2);
    QCOMPARE(import.report, QStringList());
}

void TestHolidays::theyComeAgainEachYear()
{
    QCOMPARE(dates(read(anEvent("DTSTART;VALUE=DATE:19980427\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Koningsdag"))),
        QByteArray("2025-04-27 2026-04-27 2027-04-27 2028-04-27 2029-04-27 2030-04-27"));
    // At midnight of some zone, and a day long, is a whole day too.
    QCOMPARE(dates(read(anEvent("DTSTART:20260101T000000\r\nDTEND:20260102T000000\r\nRRULE:FREQ=YEARLY;COUNT=2"))),
        QByteArray("2026-01-01 2027-01-01"));
}

void TestHolidays::theFourthThursdayOfNovember()
{
    QCOMPARE(dates(read(anEvent(
                 "DTSTART;VALUE=DATE:20081127\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\nSUMMARY:Thanksgiving"))),
        QByteArray("2025-11-27 2026-11-26 2027-11-25 2028-11-23 2029-11-22 2030-11-28"));
}

void TestHolidays::onesLeftOutAndOnesAddedByHand()
{
    QCOMPARE(dates(read(anEvent("DTSTART;VALUE=DATE:20270501\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20280501\r\n"
                                "RDATE;VALUE=DATE:20270502"))),
        QByteArray("2027-05-01 2027-05-02 2029-05-01 2030-05-01"));
}

void TestHolidays::whatIsNoHolidayIsLeftOutAndTold_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("by the hour") << QByteArray("DTSTART:20260101T090000Z\r\nDTEND:20260101T100000Z");
    QTest::newRow("cancelled") << QByteArray("DTSTART;VALUE=DATE:20260101\r\nSTATUS:CANCELLED");
    QTest::newRow("without a date") << QByteArray("SUMMARY:Some day");
    QTest::newRow("a season") << QByteArray("DTSTART;VALUE=DATE:20260601\r\nDTEND;VALUE=DATE:20260901");
    QTest::newRow("no such day") << QByteArray("DTSTART;VALUE=DATE:20260231");
}

void TestHolidays::whatIsNoHolidayIsLeftOutAndTold()
{
    QFETCH(QByteArray, lines);
    const auto import = read(anEvent(lines) + anEvent("DTSTART;VALUE=DATE:20261225"));
    QCOMPARE(dates(import), QByteArray("2026-12-25"));
    QCOMPARE(import.leftOut, 1);
    QCOMPARE(import.report.size(), 1);
    QVERIFY2(import.report.first().contains(QLatin1Char('3')), qPrintable(import.report.first())); // its line
}

void TestHolidays::aBrokenOneHarmsNoOther()
{
    const auto import = read(anEvent(";;;=:\"\r\nDTSTART;VALUE=DATE:not a date\r\nRRULE:FREQ=") + "BEGIN:VEVENT\r\n"
        + anEvent("DTSTART;VALUE=DATE:20261225\r\nSUMMARY:Kerst\0mis"));
    QCOMPARE(dates(import), QByteArray("2026-12-25"));
    QVERIFY(!import.report.isEmpty());
    QVERIFY(!readHolidays({}, QDate(2025, 1, 1), QDate(2026, 1, 1)).report.isEmpty());
}

void TestHolidays::aFoldedNameIsWhole()
{
    const auto import = read(anEvent("DTSTART;VALUE=DATE:20261225\r\nSUMMARY:Eerste Kerst\r\n dag"));
    QCOMPARE(import.holidays.first().name, QStringLiteral("Eerste Kerstdag"));
}

void TestHolidays::everySecondForEverDoesNotHang()
{
    QByteArray events;
    for (int i = 0; i < 300; ++i)
        events += anEvent("DTSTART;VALUE=DATE:19700101\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
            + anEvent("DTSTART:19700101T000000\r\nDTEND:19700102T000000\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")
            + anEvent("DTSTART;VALUE=DATE:19700101\r\nRRULE:FREQ=YEARLY;INTERVAL=0;BYYEARDAY=-366");
    QElapsedTimer spent;
    spent.start();
    QVERIFY(!read(events).report.isEmpty());
    QVERIFY2(spent.elapsed() < 2'000, qPrintable(QString::number(spent.elapsed())));
}

void TestHolidays::realHolidayFilesAreRead()
{
    const auto days = [](const char *file) {
        return readHolidays(sharedFile(QStringLiteral("ics/ical4j/samples__valid__") + QLatin1String(file)),
            QDate(2005, 1, 1), QDate(2015, 12, 31));
    };
    if (sharedData().isEmpty())
        QSKIP("the shared data is not here");
    const auto estonia = days("EstoniaHolidays.ics");
    QVERIFY(dates(estonia).contains("2009-04-13"));
    QCOMPARE(estonia.leftOut, 0);
    QVERIFY(days("Christian32Holidays.ics").holidays.size() > 20);
    QVERIFY(days("google_aus_holidays.ics").holidays.size() > 5);
}

void TestHolidays::h06_anyFileIsReadInTwoSecondsWithAReport()
{
    if (sharedData().isEmpty())
        QSKIP("the shared data is not here");
    int files = 0;
    QDirIterator all(sharedData() + QStringLiteral("/ics"), QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QElapsedTimer spent;
        spent.start();
        const auto import = readHolidays(file.readAll(), QDate(1990, 1, 1), QDate(2037, 12, 31));
        QVERIFY2(spent.elapsed() < 2'000, qPrintable(file.fileName()));
        // Whatever it holds, a person is told something: days, or why there are none.
        QVERIFY2(!import.holidays.isEmpty() || !import.report.isEmpty(), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY2(files > 190, qPrintable(QString::number(files)));
}

QTEST_GUILESS_MAIN(TestHolidays)
#include "test_holidays.moc"
