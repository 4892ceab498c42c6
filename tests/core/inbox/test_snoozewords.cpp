#include "core/inbox/snoozewords.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

// Thursday 15 October 2026, 12:42 in Oslo.
const QDateTime now(QDate(2026, 10, 15), QTime(10, 42), Qt::UTC);
const QTimeZone oslo("Europe/Oslo");

} // namespace

class TestSnoozeWords : public QObject {
    Q_OBJECT
private slots:
    void wordsMeanAMoment_data();
    void wordsMeanAMoment();
    void whatSaysNoTimeIsRefusedWithWords_data();
    void whatSaysNoTimeIsRefusedWithWords();
    void anHourLeftOutInSpringIsMovedOn();
    void b02_anHourThatComesTwiceIsTheFirst();
    void daysKeepTheWallsHourOverTheChange();
    void aDayThatHasPassedIsRefused();
};

void TestSnoozeWords::wordsMeanAMoment_data()
{
    QTest::addColumn<QString>("wall");
    const auto row = [](const char *words, const char *wall) { QTest::newRow(words) << QString::fromLatin1(wall); };
    row("tue 9", "2026-10-20T09:00");
    row("Tuesday 9:30", "2026-10-20T09:30");
    row("thu", "2026-10-22T09:00");
    row("next monday", "2026-10-19T09:00");
    row("next week", "2026-10-19T09:00");
    row("in 2h", "2026-10-15T14:42");
    row("in 30 min", "2026-10-15T13:12");
    row("1h30", "2026-10-15T14:12");
    row("in 3 days", "2026-10-18T12:42");
    row("in 36h", "2026-10-17T00:42"); // time that goes by
    row("1500 min", "2026-10-16T13:42");
    row("2 weeks", "2026-10-29T12:42");
    row("tomorrow", "2026-10-16T09:00");
    row("tomorrow at 15", "2026-10-16T15:00");
    row("today 18:30", "2026-10-15T18:30");
    row("tonight", "2026-10-15T20:00");
    row("18.30", "2026-10-15T18:30");
    row("9:00", "2026-10-16T09:00");
    row("9", "2026-10-16T09:00");
    row("3 pm", "2026-10-15T15:00");
    row("12am", "2026-10-16T00:00");
    row("noon", "2026-10-16T12:00");
    row("24 dec 10:00", "2026-12-24T10:00");
    row("dec 24", "2026-12-24T09:00");
    row("24th December 2027 at 8", "2027-12-24T08:00");
    row("24.12. 10:00", "2026-12-24T10:00");
    row("2026-12-24 10:00", "2026-12-24T10:00");
    row("3 mar", "2027-03-03T09:00");
}

void TestSnoozeWords::wordsMeanAMoment()
{
    QFETCH(QString, wall);
    const auto moment = snoozeMoment(QString::fromLatin1(QTest::currentDataTag()), now, oslo);
    QVERIFY2(moment, moment ? "" : qPrintable(moment.error().message));
    QCOMPARE(moment->wall, wall + QLatin1String(" Europe/Oslo"));
    const QString back = moment->utc.toTimeZone(oslo).toString(QStringLiteral("yyyy-MM-ddTHH:mm"));
    QCOMPARE(back, wall);
}

void TestSnoozeWords::whatSaysNoTimeIsRefusedWithWords_data()
{
    QTest::addColumn<bool>("unused");
    for (const char *words :
        { " ", "soon", "25:00", "31 feb 10:00", "13pm", "tue 9 please", "in h", "2d 9", "99999999999999h" })
        QTest::newRow(words) << true;
}

void TestSnoozeWords::whatSaysNoTimeIsRefusedWithWords()
{
    const auto moment = snoozeMoment(QString::fromLatin1(QTest::currentDataTag()), now, oslo);
    QVERIFY(!moment);
    QCOMPARE(moment.error().kind, Error::Kind::Malformed);
    QVERIFY(!moment.error().message.isEmpty());
}

void TestSnoozeWords::anHourLeftOutInSpringIsMovedOn()
{
    const WallMoment moment = onTheWall(QDate(2027, 3, 28), QTime(2, 30), oslo);
    QCOMPARE(moment.utc, QDateTime(QDate(2027, 3, 28), QTime(1, 30), Qt::UTC));
    QCOMPARE(moment.wall, QStringLiteral("2027-03-28T03:30 Europe/Oslo"));
    QVERIFY(moment.remark.contains(QLatin1String("02:30")) && moment.remark.contains(QLatin1String("03:30")));
}

void TestSnoozeWords::b02_anHourThatComesTwiceIsTheFirst()
{
    const WallMoment moment = onTheWall(QDate(2026, 10, 25), QTime(2, 30), oslo);
    QCOMPARE(moment.utc, QDateTime(QDate(2026, 10, 25), QTime(0, 30), Qt::UTC));
    QVERIFY(moment.remark.contains(QLatin1String("02:30")));
    QVERIFY(onTheWall(QDate(2026, 10, 25), QTime(9, 0), oslo).remark.isEmpty());
}

void TestSnoozeWords::daysKeepTheWallsHourOverTheChange()
{
    const auto moment = snoozeMoment(QStringLiteral("in 14 days"), now, oslo);
    QVERIFY(moment);
    QCOMPARE(moment->utc, QDateTime(QDate(2026, 10, 29), QTime(11, 42), Qt::UTC));
}

void TestSnoozeWords::aDayThatHasPassedIsRefused()
{
    const auto moment = snoozeMoment(QStringLiteral("today 9:00"), now, oslo);
    QVERIFY(!moment);
    QCOMPARE(moment.error().kind, Error::Kind::Refused);
}

QTEST_GUILESS_MAIN(TestSnoozeWords)
#include "test_snoozewords.moc"
