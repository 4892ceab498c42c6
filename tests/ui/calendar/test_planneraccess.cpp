#include "tests/ui/calendar/opencalendar.h"
#include "ui/calendar/planneraccess.h"

#include <QAccessible>

using namespace wheelhouse;

namespace {

WallTime on(int day, int hour)
{
    return { QDate(2026, 10, day), QTime(hour, 0), QByteArrayLiteral("Europe/Amsterdam") };
}

QAccessibleTableInterface *tableOf(QWidget &widget)
{
    QAccessibleInterface *own = QAccessible::queryAccessibleInterface(&widget);
    return own ? own->tableInterface() : nullptr;
}

} // namespace

/// What a screen reader is told: a table whose rows are weeks or hours, and whose columns are days.
class TestPlannerAccess : public QObject {
    Q_OBJECT
private slots:
    void aMonthIsATableOfWeeksAndDays()
    {
        PostId post;
        OpenCalendar open(
            [&](CalendarRoom &room) { post = room.scheduled(QStringLiteral("Two cans, one picnic"), on(13, 15)); });
        QVERIFY(open.goTo(post));
        QAccessibleTableInterface *table = tableOf(open.view());
        QVERIFY(table);
        QCOMPARE(QAccessible::queryAccessibleInterface(&open.view())->role(), QAccessible::Table);
        QCOMPARE(table->columnCount(), 7);
        QCOMPARE(table->rowCount(), 5);
        QVERIFY(table->columnDescription(1).startsWith(QLatin1String("Tue")));
        QCOMPARE(table->rowDescription(2), QStringLiteral("Week 42"));
        QAccessibleInterface *cell = table->cellAt(2, 1); // Tuesday 13 October
        const QString words = cell->text(QAccessible::Name);
        QVERIFY2(words.contains(QLatin1String("Approved. Two cans, one picnic. Tuesday 13 October 15:00, @marlowe0")),
            qPrintable(words));
        QVERIFY(table->cellAt(2, 2)->text(QAccessible::Name).contains(QLatin1String("nothing planned")));
        QCOMPARE(table->selectedCellCount(), 1);
        QVERIFY(cell->state().selected);
        QVERIFY(cell->rect().isValid());
        QCOMPARE(cell->parent()->childAt(cell->rect().center().x(), cell->rect().center().y()), cell);
        QVERIFY(!table->cellAt(5, 0));
    }
    void aWeekIsATableOfHoursAndDays()
    {
        PostId post;
        OpenCalendar open(
            [&](CalendarRoom &room) { post = room.scheduled(QStringLiteral("Two cans, one picnic"), on(13, 15)); });
        open.panel->setShape(CalendarPanel::Shape::Week);
        QVERIFY(open.goTo(post));
        QAccessibleTableInterface *table = tableOf(open.view());
        QVERIFY(table);
        QCOMPARE(table->rowCount(), 18); // 06:00 to 24:00
        QCOMPARE(table->rowDescription(9), QStringLiteral("15:00"));
        QVERIFY(table->cellAt(9, 1)->text(QAccessible::Name).contains(QLatin1String("Two cans, one picnic")));
    }
    void theAgendaIsAList()
    {
        OpenCalendar open(
            [&](CalendarRoom &room) { std::ignore = room.scheduled(QStringLiteral("Two cans"), on(13, 15)); });
        open.panel->setShape(CalendarPanel::Shape::Agenda);
        QTRY_COMPARE(open.view().cards().size(), 1);
        QAccessibleTableInterface *table = tableOf(open.view());
        QVERIFY(table);
        QCOMPARE(table->columnCount(), 1);
        QCOMPARE(table->rowCount(), 3); // today, the day of the post, the post
        QVERIFY(table->cellAt(2, 0)->text(QAccessible::Name).startsWith(QLatin1String("Approved. Two cans")));
    }
    void aCardThatMovesChangesTheCellsOfItsDays()
    {
        PostId post;
        OpenCalendar open([&](CalendarRoom &room) {
            post = room.scheduled(QStringLiteral("Two cans"), on(13, 15));
            std::ignore = room.scheduled(QStringLiteral("One picnic"), on(22, 15));
        });
        QVERIFY(open.goTo(post));
        const TableMemory month(open.view());
        QCOMPARE(month.changed(open.view()), QList<QRect>());
        const auto moved = [&](const WallTime &to) {
            open.on([&] { CalendarRoom::must(open.room->calendar->place({ { { post, {} }, to } })); });
            return QTest::qWaitFor([&] { return open.view().current() && open.view().current()->at == to; });
        };
        QVERIFY(moved(on(15, 16)));
        QCOMPARE(month.changed(open.view()), (QList<QRect> { QRect(1, 2, 1, 1), QRect(3, 2, 1, 1) }));
        open.panel->setShape(CalendarPanel::Shape::Week);
        QVERIFY(open.goTo(post));
        const TableMemory week(open.view());
        QVERIFY(moved(on(15, 17)));
        QCOMPARE(week.changed(open.view()), (QList<QRect> { QRect(3, 0, 1, 18) })); // all hours of its day
        open.panel->setShape(CalendarPanel::Shape::Agenda);
        QVERIFY(open.goTo(post));
        const TableMemory agenda(open.view());
        QVERIFY(moved(on(16, 17)));
        QCOMPARE(agenda.changed(open.view()), QList<QRect> { QRect() }); // its lines are others
        open.panel->setShape(CalendarPanel::Shape::Month);
        open.panel->showDay(QDate(2026, 12, 1));
        QTRY_COMPARE(open.view().sight().page.from, QDate(2026, 11, 30));
        QCOMPARE(month.changed(open.view()), QList<QRect> { QRect() });
    }
    void eachStepIsSaid()
    {
        OpenCalendar open(
            [&](CalendarRoom &room) { std::ignore = room.scheduled(QStringLiteral("Two cans"), on(13, 15)); });
        QTRY_COMPARE(open.view().cards().size(), 1);
        open.press(Qt::Key_Right); // from today, Monday 12, to Tuesday
        QVERIFY2(open.view().accessibleDescription().startsWith(QLatin1String("Approved. Two cans")),
            qPrintable(open.view().accessibleDescription()));
        open.press(Qt::Key_Right);
        QVERIFY(open.view().accessibleDescription().contains(QLatin1String("nothing planned")));
    }
};

QTEST_MAIN(TestPlannerAccess)
#include "test_planneraccess.moc"
