#include "ui/calendar/weekgrid.h"

#include <QtTest>

using namespace wheelhouse;

class TestWeekGrid : public QObject {
    Q_OBJECT
private slots:
    void aQuarterOfAnHourIsFoundWhereItIsDrawn()
    {
        const WeekGrid grid(m_look, QSize(1132, 738), terms(), QPoint(0, 106));
        for (int day = 0; day < WeekGrid::days; ++day)
            for (int minutes = 8 * 60; minutes < 20 * 60; minutes += 15) {
                const QTime time = QTime(0, 0).addSecs(minutes * 60);
                const WeekPoint point = grid.at({ grid.column(day).center().x(), grid.yOf(time) + 2 });
                QCOMPARE(point.day, monday.addDays(day));
                QCOMPARE(point.time, time);
            }
        QVERIFY(!grid.at({ 10, 300 }).day.isValid()); // the hours at the side
        QVERIFY(!grid.at({ 300, 20 }).time.isValid()); // the names of the days
        QCOMPARE(grid.at({ 300, 20 }).day, monday.addDays(1));
    }
    void cardsOfOneHourStandSideBySide()
    {
        const WeekGrid grid(m_look, QSize(1132, 738), terms());
        const auto places = grid.places({ { 0, monday, QTime(9, 30) }, { 1, monday, QTime(9, 50) },
            { 2, monday, QTime(10, 15) }, { 3, monday, QTime(13, 0) }, { 4, monday.addDays(1), QTime(9, 30) } });
        QCOMPARE(places.size(), 5);
        QVERIFY(places.at(0).isNarrow);
        QVERIFY(!places.at(3).isNarrow);
        QCOMPARE(places.at(3).rect, grid.cardAt(monday, QTime(13, 0)));
        for (int i = 0; i < places.size(); ++i)
            for (int k = 0; k < i; ++k)
                QVERIFY2(!places.at(i).rect.intersects(places.at(k).rect),
                    qPrintable(QStringLiteral("%1 %2").arg(i).arg(k)));
    }
    void whatHasNoHourLiesInTheStripAbove()
    {
        WeekGrid::Terms own = terms();
        own.anyTime = 2;
        const WeekGrid grid(m_look, QSize(1132, 738), own);
        const auto places = grid.places({ { 0, monday, {} }, { 1, monday, {} } });
        QCOMPARE(places.size(), 2);
        for (const WeekPlace &place : places)
            QVERIFY(grid.anyTimeStrip().contains(place.rect));
        QCOMPARE(WeekGrid(m_look, QSize(1132, 738), terms()).anyTimeStrip().height(), 0);
    }
    void aSmallWindowShowsFiveDaysAndScrollsToTheOthers()
    {
        const WeekGrid wide(m_look, QSize(1132, 738), terms());
        QCOMPARE(wide.contentWidth() / 7, (1132 - wide.axisWidth()) / 7);
        const WeekGrid small(m_look, QSize(976, 430), terms());
        QCOMPARE(small.contentWidth() / 7, (976 - small.axisWidth()) / 5);
        QVERIFY(small.column(4).right() <= 976);
        QVERIFY(small.column(5).left() >= 970);
    }
    void aTallWindowShowsEveryHour()
    {
        const WeekGrid grid(m_look, QSize(2200, 1300), terms());
        QVERIFY(grid.contentHeight() <= grid.body().height());
    }

private:
    static WeekGrid::Terms terms()
    {
        WeekGrid::Terms own;
        own.monday = QDate(2026, 10, 12);
        own.lanes = 1;
        return own;
    }
    const QDate monday { 2026, 10, 12 };
    Look m_look;
};

QTEST_MAIN(TestWeekGrid)
#include "test_weekgrid.moc"
