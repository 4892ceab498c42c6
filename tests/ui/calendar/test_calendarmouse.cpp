#include "tests/ui/calendar/opencalendar.h"
#include "ui/calendar/monthview.h"
#include "ui/calendar/weekview.h"

#include <QDragEnterEvent>
#include <QListView>
#include <QMimeData>
#include <QScrollBar>

using namespace wheelhouse;

namespace {

const QByteArray amsterdam = QByteArrayLiteral("Europe/Amsterdam");

WallTime on(int day, int hour = -1, int minute = 0)
{
    return { QDate(2026, 10, day), hour < 0 ? QTime() : QTime(hour, minute), amsterdam };
}

/// A hand that carries something over a widget: enters, moves, lets go. Qt's own loop of a drag is no part of it.
class Dragging {
public:
    Dragging(QWidget &over, const QByteArray &carried)
        : m_over(over)
    {
        m_goods.setData(carriedType, carried);
    }
    bool enter(const QPoint &place)
    {
        QDragEnterEvent event(place, Qt::MoveAction, &m_goods, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&m_over, &event);
        return event.isAccepted();
    }
    bool move(const QPoint &place)
    {
        QDragMoveEvent event(place, Qt::MoveAction, &m_goods, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&m_over, &event);
        return event.isAccepted();
    }
    void drop(const QPoint &place)
    {
        QDropEvent event(place, Qt::MoveAction, &m_goods, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&m_over, &event);
    }

private:
    QWidget &m_over;
    QMimeData m_goods;
};

QPoint middle(OpenCalendar &open, int day)
{
    const auto &month = static_cast<MonthView &>(open.view());
    return month.grid().cell(QDate(2026, 10, day)).center();
}

} // namespace

class TestCalendarMouse : public QObject {
    Q_OBJECT
private slots:
    void aCardIsDraggedToAnotherDayAndTheNoteSpeaksBefore()
    {
        PostId post;
        PostId there;
        OpenCalendar open([&](CalendarRoom &room) {
            post = room.draft(QStringLiteral("One"), on(14, 9));
            there = room.scheduled(QStringLiteral("Barista shift swap"), on(16, 9, 20));
        });
        QVERIFY(open.goTo(post));
        const auto *card = open.view().sight().find({ post, {} });
        Dragging hand(*open.view().viewport(), carriedBytes({ *card }, keyOf(*card)));
        QVERIFY(hand.enter(middle(open, 14)));
        QVERIFY(hand.move(middle(open, 16)));
        QVERIFY2(open.note().contains(QLatin1String("20 min")), qPrintable(open.note())); // before it is let go
        QCOMPARE(open.placeOf(post), std::optional(on(14, 9)));
        QVERIFY(hand.move(middle(open, 15)));
        QVERIFY(!open.note().contains(QLatin1String("20 min")));
        hand.drop(middle(open, 15));
        QTRY_COMPARE(open.placeOf(post), std::optional(on(15, 9))); // the hour on the wall stays
        QVERIFY(open.note().isEmpty());
    }
    void aCardIsDraggedFromTheTrayAndBack()
    {
        PostId post;
        OpenCalendar open([&](CalendarRoom &room) { post = room.draft(QStringLiteral("One")); });
        auto *tray = open.panel->findChild<Tray *>();
        QTRY_COMPARE(tray->model().cards().size(), 1);
        const QByteArray carried = carriedBytes(tray->model().cards(), keyOf(tray->model().cards().first()));
        Dragging hand(*open.view().viewport(), carried);
        QVERIFY(hand.enter(middle(open, 21)));
        QVERIFY(hand.move(middle(open, 21)));
        hand.drop(middle(open, 21));
        QTRY_VERIFY(open.placeOf(post).has_value());
        QCOMPARE(open.placeOf(post)->date, QDate(2026, 10, 21));
        QTRY_VERIFY(tray->model().cards().isEmpty());
        auto *list = tray->findChild<QListView *>();
        Dragging back(*list->viewport(), carried);
        QVERIFY(back.enter(QPoint(40, 20)));
        QVERIFY(back.move(QPoint(40, 20)));
        back.drop(QPoint(40, 20));
        QTRY_VERIFY(!open.placeOf(post).has_value());
        QTRY_COMPARE(tray->model().cards().size(), 1);
    }
    void whatIsOutCannotBeDroppedElsewhere()
    {
        PostId post;
        OpenCalendar open([&](CalendarRoom &room) {
            post = room.scheduled(QStringLiteral("Hello"), on(12, 13));
            room.wait(std::chrono::minutes { 30 }, std::chrono::minutes { 1 });
        });
        QVERIFY(open.goTo(post));
        const auto *card = open.view().sight().find({ post, {} });
        QCOMPARE(card->state, CardState::Published);
        Dragging hand(*open.view().viewport(), carriedBytes({ *card }, keyOf(*card)));
        QVERIFY(hand.enter(middle(open, 12)));
        hand.move(middle(open, 16));
        hand.drop(middle(open, 16));
        QTRY_COMPARE(open.told->size(), 1);
        QVERIFY2(open.note().contains(QLatin1String("out already")), qPrintable(open.note()));
        QVERIFY(open.acted->isEmpty());
    }
    void controlShiftAndTheRubberBandChooseSeveral()
    {
        PostId one;
        PostId two;
        PostId three;
        OpenCalendar open([&](CalendarRoom &room) {
            one = room.draft(QStringLiteral("One"), on(13, 9));
            two = room.draft(QStringLiteral("Two"), on(14, 9));
            three = room.draft(QStringLiteral("Three"), on(15, 9));
        });
        QVERIFY(open.goTo(three));
        QWidget *port = open.view().viewport();
        const auto &month = static_cast<MonthView &>(open.view());
        const auto on3 = [&](int day) { return month.grid().cell(QDate(2026, 10, day)).topLeft() + QPoint(40, 45); };
        QTest::mouseClick(port, Qt::LeftButton, {}, on3(13));
        QCOMPARE(open.view().chosen().size(), 1);
        QTest::mouseClick(port, Qt::LeftButton, Qt::ControlModifier, on3(15));
        QCOMPARE(open.view().chosen().size(), 2);
        QTest::mouseClick(port, Qt::LeftButton, {}, on3(13));
        QTest::mouseClick(port, Qt::LeftButton, Qt::ShiftModifier, on3(15));
        QCOMPARE(open.view().chosen().size(), 3);
        const QPoint from = month.grid().cell(QDate(2026, 10, 6)).center();
        const QPoint to = month.grid().cell(QDate(2026, 10, 14)).center();
        QTest::mousePress(port, Qt::LeftButton, {}, from);
        QTest::mouseMove(port, (from + to) / 2);
        QTest::mouseMove(port, to);
        QTest::mouseRelease(port, Qt::LeftButton, {}, to);
        QCOMPARE(open.view().chosen().size(), 2);
    }
    void whatIsScrolledAwayIsNeitherSeenNorHitOverTheHeader()
    {
        PostId anchor;
        OpenCalendar open([&](CalendarRoom &room) {
            anchor = room.draft(QStringLiteral("Any time of the day"), on(15));
            room.draft(QStringLiteral("Early"), on(14, 8));
        });
        OpenCalendar::press(Qt::Key_W);
        QVERIFY(open.goTo(anchor));
        auto &week = static_cast<WeekView &>(open.view());
        week.resize(week.width(), 500);
        const QRect early = week.grid().cardAt({ 2026, 10, 14 }, QTime(8, 0));
        const QRect strip = week.grid().anyTimeStrip();
        const auto headAt = [&](int cardTop) {
            week.verticalScrollBar()->setValue(
                week.verticalScrollBar()->value() + week.grid().cardAt({ 2026, 10, 14 }, QTime(8, 0)).top() - cardTop);
            return week.viewport()->grab(week.grid().header().united(strip)).toImage();
        };
        const QImage below = headAt(strip.bottom() + 10);
        const QImage behind = headAt(strip.bottom() - early.height() / 2);
        const QRect now = week.grid().cardAt({ 2026, 10, 14 }, QTime(8, 0));
        QVERIFY(now.intersects(strip) && now.intersects(week.grid().body()));
        QVERIFY(behind == below);
        const auto doubleClick = [&week, &now](int y) {
            QTest::mouseDClick(week.viewport(), Qt::LeftButton, Qt::NoModifier, { now.center().x(), y });
        };
        doubleClick(strip.bottom() - 1);
        QCOMPARE(open.opened->size(), 0);
        doubleClick(strip.bottom() + 3);
        QCOMPARE(open.opened->size(), 1);
    }

    void whatHasNoRoomIsCountedAndTheDayOpens()
    {
        OpenCalendar open([&](CalendarRoom &room) {
            for (int i = 0; i < 12; ++i)
                room.draft(QStringLiteral("Post %1").arg(i), on(14, 8 + i));
        });
        QTRY_COMPARE(open.view().cards().size(), 12);
        const auto &month = static_cast<MonthView &>(open.view());
        const QRect cell = month.grid().cell(QDate(2026, 10, 14));
        const DayStack stack = month.grid().stack(QDate(2026, 10, 14), 0, 12);
        QVERIFY(stack.hidden > 0);
        QVERIFY(cell.contains(stack.more));
        QTest::mouseClick(open.view().viewport(), Qt::LeftButton, {}, stack.more.center());
        QTRY_COMPARE(open.panel->shape(), CalendarPanel::Shape::Agenda);
        QCOMPARE(open.panel->day(), QDate(2026, 10, 14));
    }
    void twoThousandCardsInAMonthArePainted()
    {
        OpenCalendar open;
        CalendarSight sight = open.view().sight();
        for (int i = 0; i < 2000; ++i) {
            Card card;
            card.post = PostId::fresh();
            card.title = QStringLiteral("Post number %1 of a busy month").arg(i);
            card.at = on(1 + i % 31, 6 + i % 17);
            card.state = CardState(i % 6);
            sight.page.cards.append(card);
        }
        open.view().setSight(sight, {});
        QImage image(open.view().size(), QImage::Format_ARGB32_Premultiplied);
        open.view().viewport()->render(&image); // shaped once
        QElapsedTimer timer;
        timer.start();
        constexpr int rounds = 20;
        for (int i = 0; i < rounds; ++i)
            open.view().viewport()->render(&image);
        qInfo("a month of 2,000 cards is painted in %.2f ms", double(timer.nsecsElapsed()) / 1e6 / rounds);
        QCOMPARE(open.view().cards().size(), 2000);
    }
};

QTEST_MAIN(TestCalendarMouse)
#include "test_calendarmouse.moc"
