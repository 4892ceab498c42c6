#include "core/base/walltime.h"
#include "core/base/zones.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <ctime>

using namespace wheelhouse;

namespace {

using How = ResolvedTime::How;
using Turn = WallTime::Turn;

WallTime at(const char *moment, const char *zone, Turn turn = Turn::First)
{
    const QDateTime read = QDateTime::fromString(QLatin1String(moment) + QLatin1Char('Z'), Qt::ISODate);
    return { read.date(), read.time(), zone, turn };
}

QByteArray utcOf(const Result<ResolvedTime> &resolved)
{
    return resolved ? resolved->utc.toString(Qt::ISODate).toLatin1() : resolved.error().message.toUtf8();
}

QDateTime utc(QAnyStringView text)
{
    return QDateTime::fromString(text.toString(), Qt::ISODate);
}

/// The wall reading of \a text, \a ms further on.
WallTime shifted(const QString &text, qint64 ms, const QByteArray &zone)
{
    const QDateTime wall = utc(text + QLatin1Char('Z')).addMSecs(ms);
    return { wall.date(), wall.time(), zone, Turn::First };
}

/// Everything that the data says of one change of one zone, and the moments at its edges.
void checkChange(const QByteArray &zone, const QJsonObject &change, int &checked)
{
    const qint64 before = change.value(QLatin1String("offset_before_s")).toInteger();
    const qint64 after = change.value(QLatin1String("offset_after_s")).toInteger();
    const QString from = change.value(QLatin1String("local_from")).toString();
    const QString to = change.value(QLatin1String("local_to")).toString();
    const bool isGap = change.value(QLatin1String("kind")) == QLatin1String("gap");
    const QDateTime instant = utc(change.value(QLatin1String("utc")).toString());
    const qint64 length = std::abs(after - before) * 1000;
    for (const qint64 into : { qint64(0), length / 2, length - 1000 }) {
        WallTime meant = shifted(from, into, zone);
        const auto first = resolve(meant);
        QVERIFY(first);
        meant.turn = Turn::Second;
        const auto second = resolve(meant);
        const QDateTime early = isGap ? instant.addMSecs(into) : instant.addMSecs(into - length);
        QCOMPARE(first->utc, early);
        QCOMPARE(first->how, isGap ? How::Gap : How::First);
        QCOMPARE(second->utc, isGap ? early : instant.addMSecs(into));
        QCOMPARE(second->how, isGap ? How::Gap : How::Second);
        const WallTime shown = shifted(from, isGap ? length + into : into, zone);
        QCOMPARE(first->date, shown.date);
        QCOMPARE(first->time, shown.time);
        checked += 2;
    }
    const auto last = resolve(shifted(from, -1000, zone));
    QCOMPARE(last->how, How::Plain);
    QCOMPARE(last->utc, (isGap ? instant : instant.addMSecs(-length)).addMSecs(-1000));
    const auto next = resolve(shifted(to, 0, zone));
    QCOMPARE(next->how, How::Plain);
    QCOMPARE(next->utc, isGap ? instant : instant.addMSecs(length));
    for (const qint64 away : { -length, qint64(-1000), qint64(0), length - 1000, length }) {
        const QDateTime moment = instant.addMSecs(away);
        const auto wall = wallTimeAt(moment, zone);
        QVERIFY(wall);
        QCOMPARE(resolve(*wall)->utc, moment);
        ++checked;
    }
}

} // namespace

class TestWallTime : public QObject {
    Q_OBJECT
private slots:
    void b01_m10_inAGapItGoesOutLaterByTheGapAndSaysSo();
    void b02_inAnOverlapItIsTheFirstUnlessTheSecondIsChosen();
    void m11_theSameWallTimeEachDayAcrossTheGap();
    void b09_theZoneOfTheMachineHasNoSay();
    void allChangesOfTheRealZones();
    void aDayThatAnIslandLeftOut();
    void farBehindTheLastRuleWrittenDown();
    void whatIsNoZoneIsRefused_data();
    void whatIsNoZoneIsRefused();
    void linksAreZones();
    void typedTimesAreRead_data();
    void typedTimesAreRead();
    void typedNonsenseIsRefusedWithItsReason_data();
    void typedNonsenseIsRefusedWithItsReason();
    void whatIsWrittenIsReadBack();
    void nearNamesAreSuggested();
};

void TestWallTime::b01_m10_inAGapItGoesOutLaterByTheGapAndSaysSo()
{
    const WallTime meant = at("2026-03-08T02:30:00", "America/New_York");
    const auto found = resolve(meant);
    QCOMPARE(utcOf(found), QByteArray("2026-03-08T07:30:00Z")); // not 02:30Z, as toUTC() has it
    QCOMPARE(found->how, How::Gap);
    QCOMPARE(found->time, QTime(3, 30));
    QCOMPARE(
        clockSentence(meant), QStringLiteral("02:30 does not exist on this day in New York: it goes out at 03:30."));
    QCOMPARE(clockSentence(at("2026-03-08T03:30:00", "America/New_York")), QString());
}

void TestWallTime::b02_inAnOverlapItIsTheFirstUnlessTheSecondIsChosen()
{
    const WallTime first = at("2026-11-01T01:30:00", "America/New_York");
    const WallTime second = at("2026-11-01T01:30:00", "America/New_York", Turn::Second);
    QCOMPARE(utcOf(resolve(first)), QByteArray("2026-11-01T05:30:00Z"));
    QCOMPARE(utcOf(resolve(second)), QByteArray("2026-11-01T06:30:00Z"));
    QCOMPARE(clockSentence(first),
        QStringLiteral("01:30 comes twice on this day in New York: it goes out the first time (UTC\u22124)."));
    QCOMPARE(clockSentence(second),
        QStringLiteral("01:30 comes twice on this day in New York: it goes out the second time (UTC\u22125)."));
    QCOMPARE(*wallTimeAt(utc("2026-11-01T05:30:00Z"), "America/New_York"), first);
    QCOMPARE(*wallTimeAt(utc("2026-11-01T06:30:00Z"), "America/New_York"), second);
    // The choice says nothing where the hour comes once.
    const auto plain = resolve(at("2026-11-02T01:30:00", "America/New_York", Turn::Second));
    QCOMPARE(utcOf(plain), QByteArray("2026-11-02T06:30:00Z"));
    QCOMPARE(plain->how, How::Plain);
}

void TestWallTime::m11_theSameWallTimeEachDayAcrossTheGap()
{
    QByteArrayList days;
    for (QDate day(2026, 3, 7); day <= QDate(2026, 3, 9); day = day.addDays(1))
        days.append(utcOf(resolve({ day, QTime(2, 30), "America/New_York", Turn::First })));
    QCOMPARE(days.join(' '), QByteArray("2026-03-07T07:30:00Z 2026-03-08T07:30:00Z 2026-03-09T06:30:00Z"));
}

void TestWallTime::b09_theZoneOfTheMachineHasNoSay()
{
    const QByteArray kept = qgetenv("TZ");
    QByteArrayList instants;
    for (const char *machine : { "UTC", "Asia/Tokyo", "America/New_York" }) {
        qputenv("TZ", machine);
        tzset();
        instants.append(utcOf(resolve(at("2026-03-29T02:30:00", "Europe/Amsterdam"))));
        instants.append(wallTimeText(*wallTimeAt(utc("2026-10-25T01:30:00Z"), "Europe/Amsterdam")).toLatin1());
    }
    qputenv("TZ", kept);
    tzset();
    QCOMPARE(QSet<QByteArray>(instants.begin(), instants.end()),
        QSet<QByteArray>({ "2026-03-29T01:30:00Z", "2026-10-25 02:30 Europe/Amsterdam second" }));
}

void TestWallTime::allChangesOfTheRealZones()
{
    const QByteArray data = sharedFile(QStringLiteral("time/dst_transitions_2009_2029.json"));
    if (data.isEmpty())
        QSKIP("the real data is not here");
    const QJsonObject zones = QJsonDocument::fromJson(data).object().value(QLatin1String("zones")).toObject();
    int changes = 0;
    int checked = 0;
    for (auto zone = zones.begin(); zone != zones.end(); ++zone) {
        const QJsonArray all = zone.value().toArray();
        for (const auto &change : all) {
            checkChange(zone.key().toLatin1(), change.toObject(), checked);
            if (QTest::currentTestFailed()) {
                qWarning("%s %s", qPrintable(zone.key()), QJsonDocument(change.toObject()).toJson().constData());
                return;
            }
            ++changes;
        }
    }
    qInfo("%d zones, %d changes, %d moments in and about them", int(zones.size()), changes, checked);
    QVERIFY(zones.size() >= 14 && changes > 300);
}

void TestWallTime::aDayThatAnIslandLeftOut()
{
    const WallTime meant = at("2011-12-30T09:00:00", "Pacific/Apia");
    QCOMPARE(utcOf(resolve(meant)), QByteArray("2011-12-30T19:00:00Z"));
    QCOMPARE(clockSentence(meant),
        QStringLiteral("09:00 does not exist on this day in Apia: it goes out at 09:00 on 2011-12-31."));
}

void TestWallTime::farBehindTheLastRuleWrittenDown()
{
    QCOMPARE(utcOf(resolve(at("2061-07-01T09:00:00", "Europe/Amsterdam"))), QByteArray("2061-07-01T07:00:00Z"));
    QCOMPARE(resolve(at("2061-03-27T02:30:00", "Europe/Amsterdam"))->how, How::Gap);
    QCOMPARE(utcOf(resolve(at("2026-07-01T09:00:00", "UTC"))), QByteArray("2026-07-01T09:00:00Z"));
    QCOMPARE(utcOf(resolve(at("2026-07-01T09:00:00", "Asia/Kathmandu"))), QByteArray("2026-07-01T03:15:00Z"));
}

void TestWallTime::whatIsNoZoneIsRefused_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char *each : { "", "Nonsense", "Amsterdam", "Europe", "America/Indiana", "UTC+1", "Foo5", "europe/rome",
             "../../../etc/passwd", "/usr/share/zoneinfo/Europe/Rome", "right/Europe/Rome", "posixrules", "localtime",
             "tzdata.zi", "leapseconds", "Europe/Amsterdam\n", "W. Europe Standard Time" })
        QTest::newRow(each) << QByteArray(each);
}

void TestWallTime::whatIsNoZoneIsRefused()
{
    QFETCH(const QByteArray, zone);
    QVERIFY(!isKnownZone(zone));
    const auto found = resolve({ QDate(2026, 1, 1), QTime(9, 0), zone, Turn::First });
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Error::Kind::Refused);
    QVERIFY(!wallTimeAt(utc("2026-01-01T09:00:00Z"), zone));
}

void TestWallTime::linksAreZones()
{
    for (const char *each : { "US/Eastern", "Asia/Calcutta", "Europe/Kyiv", "EST5EDT", "Etc/GMT+5", "GMT", "UTC" })
        QVERIFY2(isKnownZone(each), each);
    QCOMPARE(utcOf(resolve(at("2026-07-01T09:00:00", "US/Eastern"))), QByteArray("2026-07-01T13:00:00Z"));
}

void TestWallTime::typedTimesAreRead_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("read");
    const auto row = [](const char *typed, const char *read) {
        QTest::newRow(typed) << QString::fromLatin1(typed) << QString::fromLatin1(read);
    };
    row("2026-11-30 09:00 Europe/Amsterdam", "2026-11-30 09:00 Europe/Amsterdam");
    row("  2026-11-30\t9:05   Europe/Amsterdam ", "2026-11-30 09:05 Europe/Amsterdam");
    row("2026-11-30T09:00:30 UTC", "2026-11-30 09:00:30 UTC");
    row("2026-11-30 09:00", "2026-11-30 09:00 Asia/Tokyo");
    row("2026-11-01 01:30 America/New_York", "2026-11-01 01:30 America/New_York");
    row("2026-11-01 01:30 America/New_York first", "2026-11-01 01:30 America/New_York");
    row("2026-11-01 01:30 America/New_York Second", "2026-11-01 01:30 America/New_York second");
    row("2026-03-08 02:30 America/New_York", "2026-03-08 02:30 America/New_York"); // a gap is said, not refused
}

void TestWallTime::typedTimesAreRead()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, read);
    const auto meant = readWallTime(typed, "Asia/Tokyo");
    QVERIFY2(meant, meant ? "" : qPrintable(meant.error().message));
    QCOMPARE(wallTimeText(*meant), read);
}

void TestWallTime::typedNonsenseIsRefusedWithItsReason_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *typed, const char *part) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(part);
    };
    row("", "A date and a time are needed.");
    row("2026-11-30", "The time is missing.");
    row("2026-11-30 09:00", "The time zone is missing.");
    row("30-11-2026 09:00 UTC", "“30-11-2026” is no date.");
    row("2026-11-31 09:00 UTC", "There is no day 2026-11-31");
    row("2026-02-29 09:00 UTC", "There is no day 2026-02-29");
    row("0000-01-01 09:00 UTC", "There is no day 0000-01-01");
    row("2026-11-30 24:00 UTC", "There is no time of day 24:00");
    row("2026-11-30 9h UTC", "“9h” is no time of day.");
    row("2026-11-30 09:00 Europe/Amsterdm", "Is it one of these: Europe/Amsterdam?");
    row("2026-11-30 09:00 new york", "America/New_York");
    row("2026-11-30 09:00 +01:00", "“+01:00” is no time zone");
    row("2026-11-30 09:00 UTC+1", "“UTC+1” is no time zone");
    row("2026-11-30 09:00 Europe/Amsterdam second", "09:00 does not come twice on this day in Amsterdam");
    row("2026-11-30 09:00 second", "The time zone is missing.");
    row("２０２６-11-30 09:00 UTC", "is no date.");
}

void TestWallTime::typedNonsenseIsRefusedWithItsReason()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, part);
    const auto meant = readWallTime(typed);
    QVERIFY(!meant);
    QVERIFY2(meant.error().message.contains(part), qPrintable(meant.error().message));
    QVERIFY(!readWallTime(QString(100'000, QLatin1Char('9'))));
}

void TestWallTime::whatIsWrittenIsReadBack()
{
    for (const auto &each : { at("2026-11-01T01:30:00", "America/New_York", Turn::Second),
             at("2026-11-01T01:30:59", "America/New_York"), at("1999-12-31T23:59:00", "Pacific/Apia") })
        QCOMPARE(*readWallTime(wallTimeText(each)), each);
}

void TestWallTime::nearNamesAreSuggested()
{
    QCOMPARE(zonesLike(QStringLiteral("amsterdam")), QList<QByteArray>({ "Europe/Amsterdam" }));
    QCOMPARE(zonesLike(QStringLiteral("Asia/Amsterdam")), QList<QByteArray>({ "Europe/Amsterdam" }));
    QVERIFY(zonesLike(QStringLiteral("Tokio")).contains("Asia/Tokyo"));
    QCOMPARE(zonesLike(QStringLiteral("xyzzy")), QList<QByteArray>());
    QCOMPARE(zonesLike(QString(1'000'000, QLatin1Char('a'))), QList<QByteArray>());
}

QTEST_GUILESS_MAIN(TestWallTime)
#include "test_walltime.moc"
