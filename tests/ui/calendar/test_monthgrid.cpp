#include "ui/calendar/monthgrid.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

constexpr QSize size(1132, 738); // as drawn at 1440x900

Campaign effort(const char *name, QDate first, QDate last)
{
    Campaign campaign;
    campaign.name = QString::fromLatin1(name);
    campaign.firstDay = first;
    campaign.lastDay = last;
    return campaign;
}

} // namespace

class TestMonthGrid : public QObject {
    Q_OBJECT
private slots:
    void everyDayIsWhereItIsDrawn_data()
    {
        QTest::addColumn<QDate>("month");
        QTest::addColumn<int>("firstWeekday");
        QTest::addColumn<int>("weeks");
        QTest::newRow("five weeks") << QDate(2026, 10, 13) << 1 << 5;
        QTest::newRow("six weeks") << QDate(2026, 11, 1) << 1 << 6;
        QTest::newRow("four weeks") << QDate(2027, 2, 28) << 1 << 4;
        QTest::newRow("weeks begin on Sunday") << QDate(2026, 11, 1) << 7 << 5;
        QTest::newRow("weeks begin on Saturday") << QDate(2026, 10, 1) << 6 << 6;
    }
    void everyDayIsWhereItIsDrawn()
    {
        QFETCH(QDate, month);
        QFETCH(int, firstWeekday);
        QFETCH(int, weeks);
        const MonthGrid grid(m_look, size, month, firstWeekday);
        QCOMPARE(grid.weeks(), weeks);
        QCOMPARE(grid.first().dayOfWeek(), firstWeekday);
        QVERIFY(grid.first() <= QDate(month.year(), month.month(), 1));
        QCOMPARE(grid.first().daysTo(grid.last()), 7 * weeks - 1);
        int covered = 0;
        for (QDate day = grid.first(); day <= grid.last(); day = day.addDays(1)) {
            const QRect cell = grid.cell(day);
            for (const QPoint &corner : { cell.topLeft(), cell.center(), cell.bottomRight() })
                QCOMPARE(grid.dayAt(corner), day);
            covered += cell.width();
        }
        QCOMPARE(covered, weeks * (size.width() - grid.weekNumber(0).width()));
        QCOMPARE(grid.cell(grid.last().addDays(1)), QRect());
        QVERIFY(!grid.dayAt(QPoint(3, 300)).isValid()); // the number of a week
        QVERIFY(!grid.dayAt(QPoint(300, 3)).isValid()); // the name of a day
    }
    void barsLieOverTheDaysOfTheirCampaign()
    {
        const MonthGrid grid(m_look, size, QDate(2026, 10, 1), 1);
        const auto bars = grid.bars({ effort("Stillwater", QDate(2026, 10, 6), QDate(2026, 10, 23)),
            effort("Hiring", QDate(2026, 10, 12), QDate(2026, 10, 16)), effort("No days", {}, {}) });
        QCOMPARE(bars.size(), 4); // three weeks of the one, one of the other
        QCOMPARE(MonthGrid::lanes(bars, 2), 2);
        QCOMPARE(MonthGrid::lanes(bars, 0), 0);
        const QRect first = bars.first().rect;
        QVERIFY(bars.first().isFirst);
        QCOMPARE(grid.dayAt(first.center()).weekNumber(), 41);
        QCOMPARE(grid.dayAt(first.topLeft()), QDate(2026, 10, 6));
        QCOMPARE(grid.dayAt(first.topRight()), QDate(2026, 10, 11));
        QVERIFY(!bars.last().isFirst);
        for (int i = 0; i < bars.size(); ++i)
            for (int k = 0; k < i; ++k)
                QVERIFY(!bars.at(i).rect.intersects(bars.at(k).rect));
    }
    void aDayShowsWhatItHasRoomForAndCountsTheRest()
    {
        const MonthGrid grid(m_look, size, QDate(2026, 10, 1), 1);
        const QDate day(2026, 10, 14);
        const QRect cell = grid.cell(day);
        const DayStack few = grid.stack(day, 1, 2);
        QCOMPARE(few.cards.size(), 2);
        QCOMPARE(few.cards.first().height(), 36); // DESIGN 3: two lines
        QCOMPARE(few.hidden, 0);
        const DayStack more = grid.stack(day, 1, 4);
        QCOMPARE(more.cards.first().height(), 21); // it drops to one line
        QCOMPARE(more.cards.size(), 4);
        const DayStack many = grid.stack(day, 2, 40);
        QVERIFY(!many.cards.isEmpty());
        QCOMPARE(many.hidden, 40 - int(many.cards.size()));
        QVERIFY(cell.contains(many.more));
        for (const DayStack *stack : { &few, &more, &many })
            for (const QRect &card : stack->cards) {
                QVERIFY(cell.contains(card));
                QVERIFY(!card.intersects(stack->more));
            }
    }
    void aSmallWindowScrollsInsteadOfLosingCards()
    {
        const QSize small(976, 430); // 1024x700 with the drawer below
        const MonthGrid grid(m_look, small, QDate(2026, 10, 1), 1);
        QVERIFY(grid.height() > small.height());
        const DayStack stack = grid.stack(QDate(2026, 10, 14), 2, 3);
        QVERIFY(!stack.cards.isEmpty());
        const MonthGrid down(m_look, small, QDate(2026, 10, 1), 1, 50);
        QCOMPARE(down.cell(QDate(2026, 10, 14)), grid.cell(QDate(2026, 10, 14)).translated(0, -50));
        QCOMPARE(down.dayAt(down.cell(QDate(2026, 10, 21)).center()), QDate(2026, 10, 21));
    }

private:
    Look m_look;
};

QTEST_MAIN(TestMonthGrid)
#include "test_monthgrid.moc"
