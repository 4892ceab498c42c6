#include "core/planning/contentlines.h"
#include "core/planning/icalendar.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

QByteArray anEvent(const QByteArray &lines)
{
    return "BEGIN:VEVENT\r\n" + lines + "\r\nEND:VEVENT\r\n";
}

CalendarImport read(const QByteArray &inside, const QByteArray &zone = "Europe/Amsterdam")
{
    return readCalendar("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + inside + "END:VCALENDAR\r\n", zone);
}

QString said(const CalendarImport &import)
{
    QStringList all;
    for (const CalendarRemark &each : import.remarks)
        all.append((each.isRefusal ? QStringLiteral("- ") : QString()) + each.sentence());
    return all.join(QLatin1Char('\n'));
}

/// When each entry is, "2026-11-30 09:00 Europe/Amsterdam" or a date.
QStringList times(const CalendarImport &import)
{
    QStringList all;
    for (const PlanEntry &each : import.entries)
        for (const Occurrence &one : occurrences(each.when, QDate(1990, 1, 1), QDate(2035, 1, 1), 20).list)
            all.append(one.at.time.isValid() ? wallTimeText(one.at) : one.at.date.toString(Qt::ISODate));
    return all;
}

} // namespace

class TestCalendarReader : public QObject {
    Q_OBJECT
private slots:
    void whatAnEntrySaysIsRead();
    void timesAreReadInTheirZone_data();
    void timesAreReadInTheirZone();
    void whatIsNoTimeIsRefusedWithItsLine_data();
    void whatIsNoTimeIsRefusedWithItsLine();
    void aPersonMaySayWhichZoneANameIs();
    void aZoneThatComesBehindIsFound();
    void aSeriesWithEverything();
    void datesOfASeriesMayBeInAnotherZone();
    void aRuleThatIsNoneLeavesTheFirstDate();
    void aStartThatTheRuleDoesNotNameIsShownAllTheSame();
    void changesOfOneDateBelongToTheirSeries();
    void otherWordsForOneDateAreAnEntryOfTheirOwn();
    void wholeDaysAndSeveralDays();
    void whatIsCancelledIsLeftOut();
    void theNewerOfTwoIsTaken();
    void brokenThingsHarmNoOther();
    void aFileThatEndsInTheMiddle();
    void linesAreUnfoldedAndUnescaped();
    void otherLettersAreRead_data();
    void otherLettersAreRead();
    void parametersAreReadAsTheyAreQuoted();
};

void TestCalendarReader::whatAnEntrySaysIsRead()
{
    const auto import = read(anEvent("UID:abc@example.org\r\nDTSTART;TZID=Europe/Amsterdam:20261130T090000\r\n"
                                     "SUMMARY:New\\, darker\r\nDESCRIPTION:One\\nTwo\\\\Three\r\nCATEGORIES:A,B\\,b\r\n"
                                     "CATEGORIES:C\r\nURL:https://example.org/x\r\nX-WHEELHOUSE-CHANNEL:here\r\n"
                                     "BEGIN:VALARM\r\nDESCRIPTION:not this\r\nTRIGGER:-PT5M\r\nEND:VALARM"));
    QCOMPARE(said(import), QString());
    QCOMPARE(import.entries.size(), 1);
    const PlanEntry &entry = import.entries.first();
    QCOMPARE(entry.uid, QStringLiteral("abc@example.org"));
    QCOMPARE(wallTimeText(entry.when.start), QStringLiteral("2026-11-30 09:00 Europe/Amsterdam"));
    QCOMPARE(entry.summary, QStringLiteral("New, darker"));
    QCOMPARE(entry.text, QStringLiteral("One\nTwo\\Three"));
    QCOMPARE(entry.categories, QStringList({ QStringLiteral("A"), QStringLiteral("B,b"), QStringLiteral("C") }));
    QCOMPARE(entry.url, QStringLiteral("https://example.org/x"));
    QCOMPARE(entry.channels, QStringList({ QStringLiteral("here") }));
    QVERIFY(!entry.lastDay.isValid());
}

void TestCalendarReader::timesAreReadInTheirZone_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("time");
    const auto row = [](const char *line, const char *time) {
        QTest::newRow(line) << QByteArray(line) << QString::fromLatin1(time);
    };
    row("DTSTART:20261130T090000Z", "2026-11-30 09:00 UTC");
    row("DTSTART:20261130T090000", "2026-11-30 09:00 Europe/Amsterdam");
    row("DTSTART;VALUE=DATE-TIME:20261130T090015", "2026-11-30 09:00:15 Europe/Amsterdam");
    row("DTSTART:20161231T235960Z", "2016-12-31 23:59:59 UTC");
    row("DTSTART;TZID=America/New_York:20260308T023000", "2026-03-08 02:30 America/New_York");
    row("DTSTART;TZID=\"America/New_York\":20260308T023000", "2026-03-08 02:30 America/New_York");
    row("DTSTART;TZID=/freeassociation.sourceforge.net/Tzfile/Europe/London:20261130T090000",
        "2026-11-30 09:00 Europe/London");
    row("DTSTART;TZID=/mozilla.org/20050126_1/America/Argentina/Buenos_Aires:20261130T090000",
        "2026-11-30 09:00 America/Argentina/Buenos_Aires");
    row("DTSTART;TZID=W. Europe Standard Time:20261130T090000", "2026-11-30 09:00 Europe/Berlin");
    row("DTSTART;TZID=\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome\":20261130T090000",
        "2026-11-30 09:00 Europe/Amsterdam");
    row("DTSTART;TZID=US/Eastern:20261130T090000", "2026-11-30 09:00 US/Eastern");
    row("DTSTART;TZID=GMT:20261130T090000", "2026-11-30 09:00 GMT");
    row("DTSTART;VALUE=DATE:20261130", "2026-11-30");
    row("DTSTART:20261130", "2026-11-30");
}

void TestCalendarReader::timesAreReadInTheirZone()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, time);
    const auto import = read(anEvent(line));
    QCOMPARE(said(import), QString());
    QCOMPARE(times(import), QStringList({ time }));
}

void TestCalendarReader::whatIsNoTimeIsRefusedWithItsLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *line, const char *words) {
        QTest::newRow(line) << QByteArray(line) << QString::fromUtf8(words);
    };
    row("SUMMARY:x", "This entry has no date.");
    row("DTSTART:", "“” is no date or time.");
    row("DTSTART:20261131T090000Z", "“20261131T090000Z” is no date or time.");
    row("DTSTART:20261130T240000Z", "“20261130T240000Z” is no date or time.");
    row("DTSTART:2026-11-30T09:00:00", "“2026-11-30T09:00:00” is no date or time.");
    row("DTSTART:00000101", "“00000101” is no date or time.");
    row("DTSTART:-0010101", "“-0010101” is no date or time.");
    row("DTSTART;TZID=Eastern:20261130T090000", "“Eastern” is no time zone that this machine knows.");
    row("DTSTART;TZID=../../etc/passwd:20261130T090000", "“../../etc/passwd” is no time zone");
    row("DTSTART;TZID=UTC+1:20261130T090000", "“UTC+1” is no time zone");
}

void TestCalendarReader::whatIsNoTimeIsRefusedWithItsLine()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, words);
    const auto import = read(anEvent("DTSTART:20261130T090000Z") + anEvent(line));
    QCOMPARE(times(import), QStringList({ QStringLiteral("2026-11-30 09:00 UTC") }));
    QVERIFY2(said(import).startsWith(QStringLiteral("- Line 6: ") + words), qPrintable(said(import)));
    QCOMPARE(import.leftOut, 1);
}

void TestCalendarReader::aPersonMaySayWhichZoneANameIs()
{
    const QByteArray file = anEvent("DTSTART;TZID=Eastern:20261130T090000");
    QCOMPARE(read(file).unknownZones, QList<QByteArray>({ "Eastern" }));
    const auto import = readCalendar(file, {}, { { "Eastern", "America/New_York" } });
    QCOMPARE(times(import), QStringList({ QStringLiteral("2026-11-30 09:00 America/New_York") }));
    QCOMPARE(import.unknownZones, QList<QByteArray>());
    QCOMPARE(said(readCalendar(anEvent("DTSTART:20261130T090000"), {})),
        QStringLiteral("- Line 1: “20261130T090000” names no time zone."));
    QCOMPARE(times(read("X-WR-TIMEZONE:Asia/Tokyo\r\n" + anEvent("DTSTART:20261130T090000"))),
        QStringList({ QStringLiteral("2026-11-30 09:00 Asia/Tokyo") }));
}

void TestCalendarReader::aZoneThatComesBehindIsFound()
{
    const QByteArray zone = "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nX-LIC-LOCATION:Europe/Oslo\r\nEND:VTIMEZONE\r\n";
    QCOMPARE(times(read(anEvent("DTSTART;TZID=Ours:20261130T090000") + zone)),
        QStringList({ QStringLiteral("2026-11-30 09:00 Europe/Oslo") }));
}

void TestCalendarReader::aSeriesWithEverything()
{
    const auto import =
        read(anEvent("UID:s\r\nDTSTART;TZID=Europe/Amsterdam:20261102T090000\r\n"
                     "RRULE:FREQ=WEEKLY;UNTIL=20261123T080000Z\r\nEXDATE;TZID=Europe/Amsterdam:20261109T090000\r\n"
                     "RDATE;TZID=Europe/Amsterdam:20261224T180000,20261225T180000\r\n"
                     "RDATE;VALUE=PERIOD;TZID=Europe/Amsterdam:20261226T180000/PT1H"));
    QCOMPARE(said(import), QString());
    QCOMPARE(import.entries.size(), 1);
    QCOMPARE(times(import).join(QLatin1Char(' ')).remove(QLatin1String(" Europe/Amsterdam")),
        QStringLiteral(
            "2026-11-02 09:00 2026-11-16 09:00 2026-11-23 09:00 2026-12-24 18:00 2026-12-25 18:00 2026-12-26 18:00"));
}

void TestCalendarReader::datesOfASeriesMayBeInAnotherZone()
{
    const auto import =
        read(anEvent("UID:s\r\nDTSTART;TZID=America/New_York:20261026T090000\r\nRRULE:FREQ=DAILY;COUNT=4\r\n"
                     "EXDATE:20261027T130000Z\r\nEXDATE;VALUE=DATE:20261028"));
    QCOMPARE(times(import).join(QLatin1Char(' ')).remove(QLatin1String(" America/New_York")),
        QStringLiteral("2026-10-26 09:00 2026-10-29 09:00"));
}

void TestCalendarReader::aRuleThatIsNoneLeavesTheFirstDate()
{
    const auto import = read(anEvent("DTSTART:20261102T090000Z\r\nRRULE:FREQ=HOURLY;COUNT=9")
        + anEvent("DTSTART:20261102T090000Z\r\nRRULE:FREQ=DAILY;COUNT=2\r\nRRULE:FREQ=YEARLY\r\nEXRULE:FREQ=DAILY"));
    QCOMPARE(times(import),
        QStringList({ QStringLiteral("2026-11-02 09:00 UTC"), QStringLiteral("2026-11-02 09:00 UTC"),
            QStringLiteral("2026-11-03 09:00 UTC") }));
    QCOMPARE(said(import),
        QStringLiteral(
            "Line 5: Only the first date is taken: “FREQ=HOURLY” in a rule: a post comes once a day at most.\n"
            "Line 10: A second rule is not understood and left out.\n"
            "Line 11: A rule for what is left out is not understood: nothing is left out by it."));
    QCOMPARE(import.leftOut, 0);
}

void TestCalendarReader::aStartThatTheRuleDoesNotNameIsShownAllTheSame()
{
    QCOMPARE(times(read(anEvent("DTSTART:20261102T090000Z\r\nRRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=2"))),
        QStringList({ QStringLiteral("2026-11-02 09:00 UTC"), QStringLiteral("2026-11-06 09:00 UTC"),
            QStringLiteral("2026-11-13 09:00 UTC") }));
}

void TestCalendarReader::changesOfOneDateBelongToTheirSeries()
{
    const QByteArray series = anEvent("UID:s\r\nSUMMARY:x\r\nDTSTART:20261102T090000Z\r\nRRULE:FREQ=DAILY;COUNT=3");
    const QByteArray moved =
        anEvent("UID:s\r\nSUMMARY:x\r\nRECURRENCE-ID:20261103T090000Z\r\nDTSTART;TZID=Asia/Tokyo:20261110T120000");
    const QByteArray gone = anEvent("UID:s\r\nRECURRENCE-ID:20261104T090000Z\r\nSTATUS:CANCELLED");
    for (const QByteArray &file : { series + moved + gone, gone + moved + series }) {
        const auto import = read(file);
        QCOMPARE(said(import), QString());
        QCOMPARE(import.entries.size(), 1);
        QCOMPARE(times(import),
            QStringList({ QStringLiteral("2026-11-02 09:00 UTC"), QStringLiteral("2026-11-10 12:00 Asia/Tokyo") }));
        QVERIFY(occurrence(import.entries.first().when, QStringLiteral("2026-11-03T09:00:00"))->isMoved);
    }
    // Its series is in another file: one by itself.
    QCOMPARE(times(read(moved)), QStringList({ QStringLiteral("2026-11-10 12:00 Asia/Tokyo") }));
    // One that the rule does not name is one more.
    const auto more =
        read(series + anEvent("UID:s\r\nSUMMARY:x\r\nRECURRENCE-ID:20261201T090000Z\r\nDTSTART:20261202T090000Z"));
    QVERIFY(occurrence(more.entries.first().when, QStringLiteral("2026-12-01T09:00:00")));
}

void TestCalendarReader::otherWordsForOneDateAreAnEntryOfTheirOwn()
{
    const auto import = read(anEvent("UID:s\r\nSUMMARY:x\r\nDTSTART:20261102T090000Z\r\nRRULE:FREQ=DAILY;COUNT=2")
        + anEvent("UID:s\r\nSUMMARY:other\r\nRECURRENCE-ID:20261103T090000Z\r\nDTSTART:20261103T100000Z"));
    QCOMPARE(import.entries.size(), 2);
    QCOMPARE(import.entries.last().summary, QStringLiteral("other"));
    QCOMPARE(import.entries.last().uid, QStringLiteral("s#2026-11-03T09:00:00"));
    QCOMPARE(
        times(import), QStringList({ QStringLiteral("2026-11-02 09:00 UTC"), QStringLiteral("2026-11-03 10:00 UTC") }));
}

void TestCalendarReader::wholeDaysAndSeveralDays()
{
    const auto import = read(anEvent("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227")
        + anEvent("DTSTART;VALUE=DATE:20261225") + anEvent("DTSTART;VALUE=DATE:20261225\r\nDURATION:P1W")
        + anEvent("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261220")
        + anEvent("DTSTART;VALUE=DATE:19980427\r\nRRULE:FREQ=YEARLY;UNTIL=20000427"));
    QStringList last;
    for (const PlanEntry &each : import.entries)
        last.append(each.lastDay.toString(QStringLiteral("MM-dd")));
    QCOMPARE(last,
        QStringList({ QStringLiteral("12-26"), QStringLiteral("12-25"), QStringLiteral("12-31"),
            QStringLiteral("12-25"), QStringLiteral("04-27") }));
    QCOMPARE(times(import).mid(4),
        QStringList({ QStringLiteral("1998-04-27"), QStringLiteral("1999-04-27"), QStringLiteral("2000-04-27") }));
}

void TestCalendarReader::whatIsCancelledIsLeftOut()
{
    const auto import = read(anEvent("UID:a\r\nDTSTART:20261102T090000Z\r\nSTATUS:CANCELLED"));
    QCOMPARE(import.entries.size(), 0);
    QCOMPARE(said(import), QStringLiteral("- Line 3: This entry was cancelled."));
}

void TestCalendarReader::theNewerOfTwoIsTaken()
{
    const QByteArray old = anEvent("UID:a\r\nDTSTART:20261102T090000Z");
    const QByteArray newer = anEvent("UID:a\r\nSEQUENCE:2\r\nDTSTART:20261103T090000Z");
    for (const QByteArray &file : { old + newer, newer + old }) {
        QCOMPARE(times(read(file)), QStringList({ QStringLiteral("2026-11-03 09:00 UTC") }));
        QCOMPARE(read(file).leftOut, 1);
    }
    QCOMPARE(
        read(anEvent("DTSTART:20261102T090000Z") + anEvent("DTSTART:20261102T090000Z")).entries.size(), 2); // no UID
}

void TestCalendarReader::brokenThingsHarmNoOther()
{
    const QByteArray good = anEvent("DTSTART:20261102T090000Z");
    const auto import = read(good + "BEGIN:VEVENT\r\nDTSTART:20261103T090000Z\r\n" + good
        + "no colon at all\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nno colon at "
          "all\r\nDTSTART:20261104T090000Z\r\nEND:VEVENT\r\n"
        + "BEGIN:VTODO\r\nDUE:20261105T090000Z\r\nEND:VTODO\r\n" + good);
    QCOMPARE(times(import),
        QStringList({ QStringLiteral("2026-11-02 09:00 UTC"), QStringLiteral("2026-11-02 09:00 UTC"),
            QStringLiteral("2026-11-04 09:00 UTC"), QStringLiteral("2026-11-02 09:00 UTC") }));
    QCOMPARE(said(import),
        QStringLiteral(
            "- Line 6: This entry is not ended before the next one begins.\nLine 12: Nothing called VTODO was begun.\n"
            "Line 14: This line cannot be read and was left out.\n- Line 17: This is a VTODO and no event."));
}

void TestCalendarReader::aFileThatEndsInTheMiddle()
{
    const auto import =
        readCalendar(anEvent("DTSTART:20261102T090000Z") + "BEGIN:VEVENT\r\nDTSTART:20261103T09", "UTC");
    QCOMPARE(times(import), QStringList({ QStringLiteral("2026-11-02 09:00 UTC") }));
    QCOMPARE(said(import), QStringLiteral("- Line 4: The file ends in the middle of this entry."));
    QCOMPARE(readCalendar({}, "UTC").entries.size(), 0);
}

void TestCalendarReader::linesAreUnfoldedAndUnescaped()
{
    const auto import =
        readCalendar("BEGIN:VEVENT\nDTSTART:2026\n 1102T0900\n\t00Z\nSUMMARY:\xe2\x82\n \xac and\n  more\\\n"
                     "DESCRIPTION:a\\Nb\\,c\\;d\\\\e\\x\nEND:VEVENT\n",
            {});
    QCOMPARE(times(import), QStringList({ QStringLiteral("2026-11-02 09:00 UTC") }));
    QCOMPARE(import.entries.first().summary, QStringLiteral("€ and more\\"));
    QCOMPARE(import.entries.first().text, QStringLiteral("a\nb,c;d\\e\\x"));
    QCOMPARE(textList("a,b\\,c,,d\\"),
        QStringList({ QStringLiteral("a"), QStringLiteral("b,c"), QStringLiteral(""), QStringLiteral("d\\") }));
}

void TestCalendarReader::otherLettersAreRead_data()
{
    QTest::addColumn<QByteArray>("file");
    const QString text = QStringLiteral("BEGIN:VEVENT\r\nDTSTART:20261102T090000Z\r\nSUMMARY:Café\r\nEND:VEVENT\r\n");
    QTest::newRow("UTF-8") << text.toUtf8();
    QTest::newRow("UTF-8 with a mark") << "\xef\xbb\xbf" + text.toUtf8();
    QTest::newRow("Latin-1") << text.toLatin1();
    QStringEncoder utf16(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
    QTest::newRow("UTF-16") << QByteArray(utf16(text));
    QTest::newRow("line ends of old Macs")
        << QString(text).replace(QLatin1String("\r\n"), QLatin1String("\r")).toUtf8();
}

void TestCalendarReader::otherLettersAreRead()
{
    QFETCH(const QByteArray, file);
    const auto import = readCalendar(file, {});
    QCOMPARE(said(import), QString());
    QCOMPARE(import.entries.size(), 1);
    QCOMPARE(import.entries.first().summary, QStringLiteral("Café"));
}

void TestCalendarReader::parametersAreReadAsTheyAreQuoted()
{
    ContentLine line;
    ContentLines lines("x-a;B=\"c:d;e\";F=g,\"h\";I=:v:w\r\nX;Y=\"z:1\r\n;:\r\nno\r\n");
    QCOMPARE(lines.next(line), ContentLines::Next::Line);
    QCOMPARE(line.name, QByteArray("X-A"));
    QCOMPARE(line.parameter("B"), QByteArray("c:d;e"));
    QCOMPARE(line.parameter("F"), QByteArray("g,h"));
    QCOMPARE(line.value, QByteArray("v:w"));
    QCOMPARE(lines.next(line), ContentLines::Next::Line); // a quote that is never closed is a letter
    QCOMPARE(line.parameter("Y"), QByteArray("z"));
    QCOMPARE(line.value, QByteArray("1"));
    QCOMPARE(lines.next(line), ContentLines::Next::Broken);
    QCOMPARE(lines.next(line), ContentLines::Next::Broken);
    QCOMPARE(line.number, 4);
    QCOMPARE(lines.next(line), ContentLines::Next::End);
}

QTEST_GUILESS_MAIN(TestCalendarReader)
#include "test_calendarreader.moc"
