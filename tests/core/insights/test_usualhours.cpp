#include "core/insights/usualhours.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

class TestUsualHours : public QObject {
    Q_OBJECT
private slots:
    void fewerThanFourWeeksSayNothing()
    {
        TestDesk desk;
        write(desk, 3, 2);
        const UsualHours usual = must(desk);
        QCOMPARE(usual.weeks, 3);
        QVERIFY(!usual.isKnown());
        QCOMPARE(usual.most(), 0.0);
    }
    void anHourOfTheWeekHasItsMeanAndItsRange()
    {
        TestDesk desk;
        write(desk, 6, 4); // each Monday at 08:15 UTC: 4 messages, and one more for each week back
        const UsualHours usual = must(desk);
        QCOMPARE(usual.weeks, 6);
        const HourUsual monday = usual.at(1, 10); // 10:00 in Amsterdam while clocks are on summer time
        QCOMPARE(monday.mean, (5 + 6 + 7 + 8 + 9 + 10) / 6.0);
        QCOMPARE(monday.low, 6);
        QCOMPARE(monday.high, 9);
        QCOMPARE(usual.at(2, 10), HourUsual());
        QCOMPARE(usual.most(), monday.mean);
    }
    void whatWeWroteOurselvesAndTodayDoNotCount()
    {
        TestDesk desk;
        write(desk, 5, 1);
        desk.receive({ desk.saying(QStringLiteral("ours"), QStringLiteral("We"), 60 * 24 * 7, {}, QStringLiteral("us")),
            desk.saying(QStringLiteral("today"), QStringLiteral("Now"), 30) });
        const UsualHours usual = must(desk);
        QCOMPARE(usual.at(1, 12), HourUsual()); // both at about 12:42 in Amsterdam, on Mondays
    }

private:
    static UsualHours must(TestDesk &desk)
    {
        return TestDesk::must(usualHours(desk.writer(), QTimeZone("Europe/Amsterdam"), desk.clock.now()));
    }
    /// On each of the last \a weeks Mondays before today, \a least messages and one for each week back.
    static void write(TestDesk &desk, int weeks, int least)
    {
        const int sinceThen = 2 * 60 + 27; // from 08:15 to the clock's 10:42
        QList<Arrival> arrivals;
        for (int week = 1; week <= weeks; ++week)
            for (int i = 0; i < least + week; ++i)
                arrivals.append(desk.saying(QStringLiteral("m%1-%2").arg(week).arg(i), QStringLiteral("Hello"),
                    week * 7 * 24 * 60 + sinceThen));
        desk.receive(arrivals, true);
    }
};

QTEST_GUILESS_MAIN(TestUsualHours)
#include "test_usualhours.moc"
