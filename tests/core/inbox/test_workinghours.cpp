#include "core/inbox/workinghours.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QtTest>

using namespace wheelhouse;

namespace {

constexpr qint64 hour = 3'600'000;
constexpr qint64 minute = 60'000;

qint64 utc(const char *iso)
{
    const auto at = QDateTime::fromString(QString::fromLatin1(iso) + QLatin1Char('Z'), Qt::ISODate);
    if (!at.isValid())
        qFatal("no time: %s", iso);
    return at.toMSecsSinceEpoch();
}

QString iso(qint64 at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(QStringLiteral("yyyy-MM-ddTHH:mm"));
}

QString added(const Openings &openings, const char *start, qint64 ms)
{
    const auto found = openings.add(utc(start), ms);
    return found ? iso(*found) : QStringLiteral("never");
}

Openings office(const char *zone, const char *hours = "Mon-Fri 09:00-17:00")
{
    return Openings(*hoursFromText(QString::fromLatin1(hours), zone));
}

} // namespace

class TestWorkingHours : public QObject {
    Q_OBJECT
private slots:
    void anHourAskedForOnFridayAfternoonEndsOnMonday();
    void thePromiseOfAMorningBeginsWhenTheDoorOpens();
    void lunchDoesNotCount();
    void aNightShiftGoesPastMidnight();
    void holidaysDoNotCountButDayAndNightDoes();
    void whatEndsAtClosingIsDueAtClosing();
    void aTeamThatIsNeverThereOwesNothingForEver();
    void b01_anHourLeftOutBeginsAfterTheChange();
    void b03_aWeekOfDaysKeepsTheWallsHourOverBothChanges();
    void b02_anHourThatComesTwiceIsTheFirst();
    void halfAnHourOnLordHowe();
    void aDayThatSamoaNeverHad();
    void everyChangeOfTheOldTablesIsResolvedAsSaid();
    void betweenIsWhatAddTook();
    void hoursAreTypedAndSaidTheSameWay_data();
    void hoursAreTypedAndSaidTheSameWay();
    void whatIsNotUnderstoodIsSaid_data();
    void whatIsNotUnderstoodIsSaid();
    void theyComeBackFromTheStoreAsTheyWere();
};

// Workflows 3: created Friday 16:30, one hour, Monday to Friday 9 to 17: Monday 09:30.
void TestWorkingHours::anHourAskedForOnFridayAfternoonEndsOnMonday()
{
    QCOMPARE(added(office("UTC"), "2026-01-16T16:30", hour), QStringLiteral("2026-01-19T09:30"));
}

// Workflows 3: Wednesday 10:00 and two hours: 12:00; Wednesday 07:00, before opening, and two hours: 11:00.
void TestWorkingHours::thePromiseOfAMorningBeginsWhenTheDoorOpens()
{
    QCOMPARE(added(office("UTC"), "2026-01-14T10:00", 2 * hour), QStringLiteral("2026-01-14T12:00"));
    QCOMPARE(added(office("UTC"), "2026-01-14T07:00", 2 * hour), QStringLiteral("2026-01-14T11:00"));
}

void TestWorkingHours::lunchDoesNotCount()
{
    const Openings openings = office("Europe/Amsterdam", "Mon-Fri 09:00-12:30 13:30-17:00");
    QCOMPARE(added(openings, "2026-07-15T09:30", 2 * hour), QStringLiteral("2026-07-15T12:30")); // 11:30 there
    QCOMPARE(openings.between(utc("2026-07-15T07:00"), utc("2026-07-15T15:00")), 7 * hour);
    QVERIFY(!openings.isOpen(utc("2026-07-15T11:00")));
}

void TestWorkingHours::aNightShiftGoesPastMidnight()
{
    const Openings openings = office("UTC", "Fri 22:00-02:00");
    QCOMPARE(added(openings, "2026-01-16T21:00", 3 * hour), QStringLiteral("2026-01-17T01:00"));
    QCOMPARE(openings.between(utc("2026-01-11T00:00"), utc("2026-01-20T00:00")), 4 * hour);
}

void TestWorkingHours::holidaysDoNotCountButDayAndNightDoes()
{
    WorkingHours hours = WorkingHours::officeDays("UTC", { 540, 1020 });
    hours.holidays = { { QDate(2026, 1, 19), QStringLiteral("Founders") } };
    QCOMPARE(added(Openings(hours), "2026-01-16T16:30", hour), QStringLiteral("2026-01-20T09:30"));
    hours.always = true;
    QCOMPARE(added(Openings(hours), "2026-01-18T23:30", hour), QStringLiteral("2026-01-19T00:30"));
}

void TestWorkingHours::whatEndsAtClosingIsDueAtClosing()
{
    QCOMPARE(added(office("UTC"), "2026-01-16T16:00", hour), QStringLiteral("2026-01-16T17:00"));
    QCOMPARE(added(office("UTC"), "2026-01-16T16:00", hour + 1), QStringLiteral("2026-01-19T09:00"));
    QCOMPARE(added(office("UTC"), "2026-01-17T16:00", 0), QStringLiteral("2026-01-17T16:00"));
}

void TestWorkingHours::aTeamThatIsNeverThereOwesNothingForEver()
{
    WorkingHours hours;
    QVERIFY(!Openings(hours).add(utc("2026-01-16T16:00"), hour));
    QVERIFY(!hours.checked());
    hours.days.at(0) = { { 600, 540 } };
    QVERIFY(!hours.checked());
    hours.zone = "Europe/Atlantis";
    QVERIFY(hours.checked().error().message.contains(QStringLiteral("Atlantis")));
}

// New York, 8 March 2026: 02:00 to 03:00 is left out at 07:00Z.
void TestWorkingHours::b01_anHourLeftOutBeginsAfterTheChange()
{
    const QTimeZone newYork("America/New_York");
    QCOMPARE(iso(instantOf(QDate(2026, 3, 8), 150, newYork)), QStringLiteral("2026-03-08T07:00"));
    const Openings openings = office("America/New_York", "Sun 02:30-04:00");
    QCOMPARE(openings.between(utc("2026-03-08T00:00"), utc("2026-03-09T00:00")), hour);
    QCOMPARE(added(openings, "2026-03-08T05:00", hour / 2), QStringLiteral("2026-03-08T07:30"));
}

void TestWorkingHours::b03_aWeekOfDaysKeepsTheWallsHourOverBothChanges()
{
    const QTimeZone amsterdam("Europe/Amsterdam");
    const Openings openings = office("Europe/Amsterdam", "Mon-Sun 09:00-10:00");
    for (const QDate first : { QDate(2026, 3, 26), QDate(2026, 10, 22) }) // clocks change on the Sunday
        for (int day = 0; day < 7; ++day) {
            const qint64 opens = instantOf(first.addDays(day), 540, amsterdam);
            const auto wall = QDateTime::fromMSecsSinceEpoch(opens, amsterdam);
            QCOMPARE(wall.time(), QTime(9, 0));
            QCOMPARE(openings.between(opens, opens + 22 * hour), hour);
            QVERIFY(openings.isOpen(opens) && !openings.isOpen(opens - 1));
        }
}

// New York, 1 November 2026: 01:00 to 02:00 comes twice, at 05:00Z and at 06:00Z.
void TestWorkingHours::b02_anHourThatComesTwiceIsTheFirst()
{
    const QTimeZone newYork("America/New_York");
    QCOMPARE(iso(instantOf(QDate(2026, 11, 1), 90, newYork)), QStringLiteral("2026-11-01T05:30"));
    const Openings opens = office("America/New_York", "Sun 01:30-05:00"); // the second 01:30 is in it
    QCOMPARE(opens.between(utc("2026-11-01T00:00"), utc("2026-11-02T00:00")), 4 * hour + hour / 2);
    const Openings closes = office("America/New_York", "Sun 00:00-01:30");
    QCOMPARE(closes.between(utc("2026-11-01T00:00"), utc("2026-11-02T00:00")), hour + hour / 2);
    const Openings day = office("America/New_York", "Sun 00:00-24:00");
    QCOMPARE(day.between(utc("2026-10-31T00:00"), utc("2026-11-03T00:00")), 25 * hour);
}

// Lord Howe moves its clocks by half an hour: forward on 4 October 2026 at 02:00, back on 5 April 2026 at 02:00.
void TestWorkingHours::halfAnHourOnLordHowe()
{
    const Openings day = office("Australia/Lord_Howe", "Sun 00:00-24:00");
    QCOMPARE(day.between(utc("2026-10-02T00:00"), utc("2026-10-06T00:00")), 23 * hour + hour / 2);
    QCOMPARE(day.between(utc("2026-04-03T00:00"), utc("2026-04-07T00:00")), 24 * hour + hour / 2);
}

// Apia went from 29 to 31 December 2011 at 10:00Z: there was no Friday.
void TestWorkingHours::aDayThatSamoaNeverHad()
{
    const Openings openings = office("Pacific/Apia", "Thu-Sat 09:00-17:00");
    QCOMPARE(openings.between(utc("2011-12-29T00:00"), utc("2012-01-01T12:00")), 16 * hour);
    QCOMPARE(added(openings, "2011-12-30T02:30", hour), QStringLiteral("2011-12-30T19:30")); // Thursday 16:30
    QCOMPARE(iso(instantOf(QDate(2011, 12, 30), 540, QTimeZone("Pacific/Apia"))), QStringLiteral("2011-12-30T10:00"));
}

void TestWorkingHours::everyChangeOfTheOldTablesIsResolvedAsSaid()
{
    const QByteArray json = sharedFile(QStringLiteral("time/dst_transitions_2009_2029.json"));
    if (json.isEmpty())
        QSKIP("the shared data is not here");
    const QJsonObject zones = QJsonDocument::fromJson(json).object().value(QLatin1String("zones")).toObject();
    int changes = 0;
    for (auto zone = zones.begin(); zone != zones.end(); ++zone)
        for (const auto &each : zone.value().toArray()) {
            const auto time = [&](const char *key) {
                return QDateTime::fromString(each[QLatin1String(key)].toString(), Qt::ISODate);
            };
            const qint64 at = time("utc").toMSecsSinceEpoch();
            const QDateTime from = time("local_from");
            const int first = from.time().msecsSinceStartOfDay() / int(minute);
            const bool isGap = each[QLatin1String("kind")].toString() == QLatin1String("gap");
            const QTimeZone known(zone.key().toUtf8());
            // Ten minutes into a gap is the change; ten minutes into an overlap is the first of two.
            const qint64 offset = 1000LL * each[QLatin1String("offset_before_s")].toInteger();
            const qint64 expected =
                isGap ? at : (from.date().toJulianDay() - 2'440'588) * 24 * hour + (first + 10) * minute - offset;
            QCOMPARE(zone.key() + iso(instantOf(from.date(), first + 10, known)), zone.key() + iso(expected));
            ++changes;
        }
    QVERIFY2(changes > 300, qPrintable(QString::number(changes)));
}

void TestWorkingHours::betweenIsWhatAddTook()
{
    const Openings openings = office("America/New_York", "Mon-Sat 08:15-12:00 13:00-18:45");
    const qint64 start = utc("2026-02-20T13:37");
    for (qint64 ms = minute; ms < 200 * hour; ms += 37 * minute) {
        const auto end = openings.add(start, ms);
        QVERIFY(end);
        QCOMPARE(openings.between(start, *end), ms);
    }
}

void TestWorkingHours::hoursAreTypedAndSaidTheSameWay_data()
{
    QTest::addColumn<QString>("said");
    const auto row = [](const char *typed, const char *said) { QTest::newRow(typed) << QString::fromLatin1(said); };
    row("Mon-Fri 9-17", "Mon-Fri 09:00-17:00");
    row("mon-fri 09:00-12:30 13:30-17:00; SAT 10-14", "Mon-Fri 09:00-12:30 13:30-17:00; Sat 10:00-14:00");
    row("Sat,Sun 10:00-24:00", "Sat-Sun 10:00-24:00");
    row("Fri-Mon 8-9", "Mon 08:00-09:00; Fri-Sun 08:00-09:00");
    row("Fri 22:00-02:00", "Fri 22:00-24:00; Sat 00:00-02:00");
    row("Mon 9-12 11-13", "Mon 09:00-13:00");
    row("24/7", "24/7");
}

void TestWorkingHours::hoursAreTypedAndSaidTheSameWay()
{
    QFETCH(QString, said);
    const auto hours = hoursFromText(QString::fromLatin1(QTest::currentDataTag()), "UTC");
    QVERIFY2(hours, hours ? "" : qPrintable(hours.error().message));
    QCOMPARE(hoursToText(*hours), said);
    QCOMPARE(*hoursFromText(said, "UTC"), *hours);
}

void TestWorkingHours::whatIsNotUnderstoodIsSaid_data()
{
    QTest::addColumn<int>("unused");
    for (const char *each :
        { "", "Mon", "9-17", "Mon 25-26", "Mon 9", "Mon 9-9", "Moon 9-17", "Mon 9-17-18", "Mon 9:5-10" })
        QTest::newRow(each) << 0;
}

void TestWorkingHours::whatIsNotUnderstoodIsSaid()
{
    const auto hours = hoursFromText(QString::fromLatin1(QTest::currentDataTag()), "UTC");
    QVERIFY(!hours);
    QVERIFY(!hours.error().message.isEmpty());
}

void TestWorkingHours::theyComeBackFromTheStoreAsTheyWere()
{
    auto hours = *hoursFromText(QStringLiteral("Mon-Fri 09:00-12:30 13:30-17:00"), "Asia/Kathmandu");
    hours.holidays = { { QDate(2026, 12, 25), QStringLiteral("Kerst & co") } };
    QCOMPARE(*WorkingHours::fromJson(hours.toJson()), hours);
    QVERIFY(!WorkingHours::fromJson(QJsonObject { { QStringLiteral("days"), QJsonArray { 1 } } }));
}

QTEST_GUILESS_MAIN(TestWorkingHours)
#include "test_workinghours.moc"
