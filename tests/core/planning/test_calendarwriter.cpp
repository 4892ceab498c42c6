#include "core/planning/icalendar.h"
#include "core/planning/vtimezone.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QtTest>

#include <libical/ical.h>

#include <memory>

using namespace wheelhouse;

namespace {

const QDateTime stamp(QDate(2026, 11, 23), QTime(8, 0), Qt::UTC);

WallTime wall(const char *text)
{
    const auto read = readWallTime(QString::fromLatin1(text));
    return read ? *read : WallTime();
}

PlanEntry entry(const QString &uid, const char *at, const QByteArray &rule = {})
{
    PlanEntry made;
    made.uid = uid;
    made.when.start = wall(at);
    made.text = QStringLiteral("Open today, until six;\nthen \\ closed.\n");
    made.summary = summaryOf(made.text);
    if (!rule.isEmpty())
        made.when.rule = *readRule(rule, made.when.start);
    return made;
}

QList<PlanEntry> readBack(const QByteArray &file)
{
    const CalendarImport import = readCalendar(file, {});
    for (const CalendarRemark &each : import.remarks)
        qWarning("%s", qPrintable(each.sentence()));
    return import.entries;
}

struct Freed {
    void operator()(icalcomponent *component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, Freed>;

/// The instant that libical makes of the DTSTART of \a event by the VTIMEZONE in the same file: no database of its own.
qint64 instantByLibical(icalcomponent *calendar, icalcomponent *event)
{
    auto *start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    auto *parameter = icalproperty_get_first_parameter(start, ICAL_TZID_PARAMETER);
    icaltimezone *zone = parameter ? icalcomponent_get_timezone(calendar, icalparameter_get_tzid(parameter)) : nullptr;
    return icaltime_as_timet_with_zone(icalproperty_get_dtstart(start), zone ? zone : icaltimezone_get_utc_timezone());
}

} // namespace

class TestCalendarWriter : public QObject {
    Q_OBJECT
private slots:
    void aPostIsWrittenAsOthersReadIt();
    void everythingIsReadBackEqual();
    void aThousandPostsAreReadBackEqual();
    void h18_naughtyTextsAreReadBackEqual();
    void linesAreFoldedBetweenCharacters();
    void libicalFindsTheSameInstantsByOurZones();
    void libicalFindsTheSameOccurrences();
    void aSeriesBeginsWithItsFirstDay();
    void summariesAreOneShortLine();
    void noZoneIsWrittenThatIsNone();
};

void TestCalendarWriter::aPostIsWrittenAsOthersReadIt()
{
    PlanEntry post = entry(QStringLiteral("0193"), "2026-11-30 09:00 Europe/Amsterdam");
    post.categories = { QStringLiteral("Winter, 2026") };
    post.channels = { QStringLiteral("@roastery@example.social") };
    const QByteArray file = writeCalendar({ post }, QStringLiteral("Plan"), stamp);
    const QByteArray event =
        "BEGIN:VEVENT\r\nUID:0193\r\nDTSTAMP:20261123T080000Z\r\n"
        "DTSTART;TZID=Europe/Amsterdam:20261130T090000\r\nSUMMARY:Open today\\, until six\\;\r\n"
        "DESCRIPTION:Open today\\, until six\\;\\nthen \\\\ closed.\\n\r\n"
        "CATEGORIES:Winter\\, 2026\r\nX-WHEELHOUSE-CHANNEL:@roastery@example.social\r\nEND:VEVENT\r\n";
    QVERIFY2(file.contains(event), file.constData());
    QVERIFY(file.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
    QCOMPARE(file.count("BEGIN:VTIMEZONE"), 1);
    QVERIFY(file.contains("TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n"));
}

void TestCalendarWriter::everythingIsReadBackEqual()
{
    PlanEntry series = entry(QStringLiteral("series"), "2026-11-02 09:00 Europe/Amsterdam",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=SU;UNTIL=20270331");
    series.when.dropped = { QStringLiteral("2026-11-06T09:00:00"), QStringLiteral("2026-11-20T09:00:00") };
    series.when.added = { QStringLiteral("2026-12-24T18:30:00") };
    series.when.moved.insert(QStringLiteral("2026-11-16T09:00:00"), wall("2026-11-17 10:00 Asia/Tokyo"));
    series.when.moved.insert(QStringLiteral("2026-12-24T18:30:00"), wall("2026-11-01 01:30 America/New_York second"));
    PlanEntry second = entry(QStringLiteral("second"), "2026-11-01 01:30 America/New_York second");
    second.url = QStringLiteral("https://example.org/a;b,c?d=e#f");
    PlanEntry gap = entry(QStringLiteral("gap"), "2026-03-08 02:30 America/New_York");
    gap.categories = { QStringLiteral("Launch"), QStringLiteral("a\\b;c,d") };
    gap.channels = { QStringLiteral("one"), QStringLiteral("two, and three") };
    PlanEntry utc = entry(QStringLiteral("utc"), "2026-11-30 09:00:30 UTC", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=3");
    utc.when = anchored(utc.when);
    PlanEntry days = entry(QStringLiteral("days"), "2026-11-30 09:00 UTC");
    days.when.start = { QDate(2026, 12, 25), {}, {}, WallTime::Turn::First };
    days.when.rule = *readRule("FREQ=YEARLY;UNTIL=20301225", days.when.start);
    days.when.dropped = { QStringLiteral("2027-12-25") };
    days.lastDay = QDate(2026, 12, 26);
    const QList<PlanEntry> all { series, second, gap, utc, days };
    const QList<PlanEntry> back = readBack(writeCalendar(all, QStringLiteral("Plan"), stamp));
    QCOMPARE(back.size(), all.size());
    for (qsizetype i = 0; i < all.size(); ++i)
        QVERIFY2(back.at(i) == all.at(i), qPrintable(all.at(i).uid));
    QCOMPARE(writeCalendar(back, QStringLiteral("Plan"), stamp), writeCalendar(all, QStringLiteral("Plan"), stamp));
}

void TestCalendarWriter::aThousandPostsAreReadBackEqual()
{
    const QByteArrayList zones { "Europe/Amsterdam", "America/New_York", "Asia/Kathmandu", "UTC", "Pacific/Apia",
        "Africa/Casablanca" };
    const QByteArrayList rules { "", "FREQ=DAILY;COUNT=5", "FREQ=WEEKLY;BYDAY=SU", "FREQ=MONTHLY;UNTIL=20290101",
        "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU" };
    QRandomGenerator random(5545);
    QList<PlanEntry> all;
    for (int i = 0; i < 1'000; ++i) {
        PlanEntry post = entry(QString::number(i), "2026-01-01 00:00 UTC");
        post.when.start = { QDate(2026, 1, 1).addDays(random.bounded(800)),
            QTime(random.bounded(24), random.bounded(60)), zones.at(i % zones.size()), WallTime::Turn::First };
        if (const QByteArray &rule = rules.at(random.bounded(int(rules.size()))); !rule.isEmpty())
            post.when.rule = *readRule(rule, post.when.start);
        post.when = anchored(post.when);
        const auto some = occurrences(post.when, QDate(2026, 1, 1), QDate(2030, 1, 1), 9).list;
        if (some.size() > 3) {
            post.when.dropped.insert(some.at(1).name);
            post.when.moved.insert(some.at(2).name, wall("2027-05-05 05:05 Asia/Tokyo"));
        }
        all.append(post);
    }
    const QList<PlanEntry> back = readBack(writeCalendar(all, {}, stamp));
    QCOMPARE(back.size(), all.size());
    for (qsizetype i = 0; i < all.size(); ++i)
        QVERIFY2(back.at(i) == all.at(i), qPrintable(wallTimeText(all.at(i).when.start)));
}

void TestCalendarWriter::h18_naughtyTextsAreReadBackEqual()
{
    const QByteArray json = sharedFile(QStringLiteral("text/naughty_strings.json"));
    if (json.isEmpty())
        QSKIP("the real data is not here");
    QList<PlanEntry> all;
    for (const auto &each : QJsonDocument::fromJson(json).array()) {
        PlanEntry post = entry(QString::number(all.size()), "2026-11-30 09:00 UTC");
        post.text = each.toString();
        post.summary = summaryOf(post.text);
        all.append(post);
    }
    for (const char *each :
        { "a\r\nb", "tab\tand\x01 bell\x07", "\x7f", " leading and trailing ", "\n\n", "\\n\\\\n" }) {
        PlanEntry post = entry(QString::number(all.size()), "2026-11-30 09:00 UTC");
        post.text = QString::fromLatin1(each);
        post.summary = summaryOf(post.text);
        all.append(post);
    }
    const QList<PlanEntry> back = readBack(writeCalendar(all, {}, stamp));
    QCOMPARE(back.size(), all.size());
    for (qsizetype i = 0; i < all.size(); ++i) {
        QCOMPARE(back.at(i).text, all.at(i).text);
        QCOMPARE(back.at(i).summary, all.at(i).summary);
    }
    qInfo("%d texts", int(all.size()));
}

void TestCalendarWriter::linesAreFoldedBetweenCharacters()
{
    PlanEntry post = entry(QStringLiteral("long"), "2026-11-30 09:00 UTC");
    post.text = QString(200, QChar(0x20ac)) + QStringLiteral("😀").repeated(100);
    const QByteArray file = writeCalendar({ post }, {}, stamp);
    for (const QByteArray &line : file.split('\n')) {
        QVERIFY(line.size() <= 76); // 75 octets and CR
        QVERIFY2(line.isValidUtf8(), line.constData());
    }
    QCOMPARE(readBack(file).first().text, post.text);
}

void TestCalendarWriter::libicalFindsTheSameInstantsByOurZones()
{
    icalerror_set_errors_are_fatal(false);
    QRandomGenerator random(2026);
    int checked = 0;
    for (const char *zone : { "Europe/Amsterdam", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe",
             "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Auckland", "Europe/Dublin", "Etc/UTC" }) {
        QList<PlanEntry> all;
        for (int i = 0; i < 200; ++i) {
            PlanEntry post = entry(QString::number(i), "2026-01-01 00:00 UTC");
            post.when.start = { QDate(2017, 1, 1).addDays(random.bounded(4'000)),
                QTime(random.bounded(24), random.bounded(60)), zone, WallTime::Turn::First };
            if (resolve(post.when.start)->how == ResolvedTime::How::Plain)
                all.append(post);
        }
        const QByteArray file = writeCalendar(all, {}, stamp);
        const Component calendar(icalcomponent_new_from_string(file.constData()));
        QVERIFY(calendar);
        auto *event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
        for (const PlanEntry &each : std::as_const(all)) {
            QVERIFY(event);
            QCOMPARE(wallTimeText(each.when.start) + QString::number(instantByLibical(calendar.get(), event)),
                wallTimeText(each.when.start) + QString::number(resolve(each.when.start)->utc.toSecsSinceEpoch()));
            event = icalcomponent_get_next_component(calendar.get(), ICAL_VEVENT_COMPONENT);
            ++checked;
        }
    }
    qInfo("%d instants", checked);
}

void TestCalendarWriter::libicalFindsTheSameOccurrences()
{
    icalerror_set_errors_are_fatal(false);
    for (const char *rule : { "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=20", "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20280401",
             "FREQ=MONTHLY;BYMONTHDAY=-1,15;COUNT=20", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=30" }) {
        PlanEntry post = entry(QStringLiteral("x"), "2026-11-02 09:00 Europe/Amsterdam", rule);
        post.when = anchored(post.when);
        const Component calendar(icalcomponent_new_from_string(writeCalendar({ post }, {}, stamp).constData()));
        auto *event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
        const auto written = icalproperty_get_rrule(icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY));
        auto start = icalproperty_get_dtstart(icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY));
        start.zone = icalcomponent_get_timezone(calendar.get(), "Europe/Amsterdam");
        auto *iterator = icalrecur_iterator_new(written, start);
        QVERIFY(iterator);
        QStringList theirs;
        for (auto at = icalrecur_iterator_next(iterator); !icaltime_is_null_time(at);
             at = icalrecur_iterator_next(iterator))
            theirs.append(occurrenceName(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute, at.second)));
        icalrecur_iterator_free(iterator);
        QStringList ours;
        for (const Occurrence &each : occurrences(post.when, QDate(2026, 1, 1), QDate(2035, 1, 1)).list)
            ours.append(each.name);
        QCOMPARE(ours, theirs);
        QVERIFY(ours.size() > 10);
    }
}

void TestCalendarWriter::aSeriesBeginsWithItsFirstDay()
{
    const PlanEntry post = entry(QStringLiteral("x"), "2026-11-02 09:00 Europe/Amsterdam", "FREQ=WEEKLY;BYDAY=FR");
    const QByteArray file = writeCalendar({ post }, {}, stamp);
    QVERIFY(file.contains("DTSTART;TZID=Europe/Amsterdam:20261106T090000"));
    QCOMPARE(readBack(file).first().when, anchored(post.when));
}

void TestCalendarWriter::summariesAreOneShortLine()
{
    QCOMPARE(summaryOf(QStringLiteral("\n  \n One\tline \nTwo")), QStringLiteral("One line"));
    QCOMPARE(summaryOf(QString(500, QLatin1Char('a'))).size(), 80);
    QCOMPARE(summaryOf(QStringLiteral("\x01\x02")), QString());
    QCOMPARE(summaryOf({}), QString());
}

void TestCalendarWriter::noZoneIsWrittenThatIsNone()
{
    QCOMPARE(vtimezone("UTC", 2026, 2027), QByteArray());
    QCOMPARE(vtimezone("Europe/Nowhere", 2026, 2027), QByteArray());
    QVERIFY(vtimezone("Africa/Monrovia", 1971, 1973).contains("TZOFFSETFROM:-004430")); // until 1972
}

QTEST_GUILESS_MAIN(TestCalendarWriter)
#include "test_calendarwriter.moc"
