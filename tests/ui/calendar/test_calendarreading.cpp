#include "tests/core/calendar/calendarroom.h"
#include "ui/calendar/calendarreading.h"

#include <QSignalSpy>

using namespace wheelhouse;

namespace {

const SightRequest october { QDate(2026, 9, 28), QDate(2026, 11, 1), 0 };
const SightRequest november { QDate(2026, 10, 26), QDate(2026, 12, 6), 0 };

} // namespace

/// What lies next is read before anybody asks, and nothing that is kept outlives a change.
class TestCalendarReading : public QObject {
    Q_OBJECT
private slots:
    void whatLiesNextIsAnsweredAtOnce()
    {
        CalendarRoom room;
        const PostId post = room.draft(QStringLiteral("One"), room.day(30));
        Lane lane { QStringLiteral("reader") };
        {
            CalendarReading reading(lane, room.desk.database.path(), room.desk.clock);
            QSignalSpy read(&reading, &CalendarReading::read);
            reading.ask(october, { november });
            QTRY_COMPARE(read.size(), 1);
            QVERIFY(reading.isKept(october));
            QTRY_VERIFY(reading.isKept(november));
            QCOMPARE(read.size(), 1); // nobody asked for it
            reading.ask(november);
            QCOMPARE(read.size(), 2);
            QVERIFY(!reading.isWaiting());
            QVERIFY(read.last().first().value<CalendarSight>().find({ post, {} }));
        }
        lane.stop();
    }

    void whatIsKeptDoesNotOutliveAChange()
    {
        CalendarRoom room;
        const PostId post = room.draft(QStringLiteral("One"), room.day(30));
        Lane lane { QStringLiteral("reader") };
        {
            CalendarReading reading(lane, room.desk.database.path(), room.desk.clock);
            QSignalSpy read(&reading, &CalendarReading::read);
            reading.ask(november);
            QTRY_COMPARE(read.size(), 1);
            CalendarRoom::must(room.calendar->place({ { { post, {} }, room.day(31) } }));
            reading.forget();
            QVERIFY(!reading.isKept(november));
            reading.ask(november);
            QTRY_COMPARE(read.size(), 2);
            QCOMPARE(read.last().first().value<CalendarSight>().find({ post, {} })->at, std::optional(room.day(31)));
        }
        lane.stop();
    }

    /// It was on its way when something changed: shown for the moment, but not kept.
    void whatWasReadBeforeAChangeIsNotKeptAfterIt()
    {
        CalendarRoom room;
        Lane lane { QStringLiteral("reader") };
        {
            CalendarReading reading(lane, room.desk.database.path(), room.desk.clock);
            QSignalSpy read(&reading, &CalendarReading::read);
            reading.ask(october);
            reading.forget();
            QTRY_COMPARE(read.size(), 1);
            QVERIFY(!reading.isKept(october));
        }
        lane.stop();
    }
};

QTEST_GUILESS_MAIN(TestCalendarReading)
#include "test_calendarreading.moc"
