#include "tests/ui/calendar/opencalendar.h"

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

/// What was told a screen reader, as long as one of these lives.
struct Told {
    struct Change {
        int type = 0;
        QRect cells; ///< x: column
        friend bool operator==(const Change &, const Change &) = default;
    };
    static inline QList<Change> changes;
    static inline int descriptions = 0;

    Told()
    {
        changes.clear();
        descriptions = 0;
        QAccessible::setActive(true);
        QAccessible::installUpdateHandler([](QAccessibleEvent *event) {
            descriptions += event->type() == QAccessible::DescriptionChanged ? 1 : 0;
            if (event->type() != QAccessible::TableModelChanged)
                return;
            const auto *change = static_cast<QAccessibleTableModelChangeEvent *>(event);
            changes.append({ change->modelChangeType(),
                QRect(QPoint(change->firstColumn(), change->firstRow()),
                    QPoint(change->lastColumn(), change->lastRow())) });
        });
    }
    ~Told()
    {
        QAccessible::installUpdateHandler(nullptr);
        QAccessible::setActive(false);
    }
    Told(const Told &) = delete;
    Told &operator=(const Told &) = delete;
};

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
    void aCardThatMovesChangesItsTwoCells()
    {
        using Event = QAccessibleTableModelChangeEvent;
        PostId post;
        OpenCalendar open([&](CalendarRoom &room) {
            post = room.scheduled(QStringLiteral("Two cans"), on(13, 15));
            std::ignore = room.scheduled(QStringLiteral("One picnic"), on(22, 15));
        });
        QVERIFY(open.goTo(post));
        const Told told;
        open.on([&] { CalendarRoom::must(open.room->calendar->place({ { { post, {} }, on(15, 16) } })); });
        QTRY_VERIFY(open.view().current() && open.view().current()->at == on(15, 16));
        QCOMPARE(Told::changes,
            (QList<Told::Change> {
                { Event::DataChanged, QRect(1, 2, 1, 1) }, { Event::DataChanged, QRect(3, 2, 1, 1) } }));
        QCOMPARE(Told::descriptions, 1); // of the card, which has the keyboard
        QVERIFY(open.view().accessibleDescription().contains(QLatin1String("Thursday 15 October 16:00")));
        open.panel->showDay(QDate(2026, 12, 1));
        QTRY_COMPARE(open.view().sight().page.from, QDate(2026, 11, 30));
        QCOMPARE(Told::changes.constLast().type, int(Event::ModelReset));
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
