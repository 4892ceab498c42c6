#include "core/publishing/amendments.h"
#include "tests/core/calendar/calendarroom.h"

#include <QtTest>

using namespace wheelhouse;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using State = Delivery::State;

namespace {

struct Room : CalendarRoom {
    using CalendarRoom::CalendarRoom;
    Amendments amendments { desk.writer(), desk.log, desk.undo, posts, desk.clock };

    /// A post that goes out every week from tomorrow on.
    PostId series()
    {
        const PostId post = draft(u"Every week"_s, day(1));
        must(calendar->repeat({ post, {} }, weekly()));
        must(calendar->schedule({ post }));
        return post;
    }
    /// To the hour of what goes out next.
    void toTheFirst()
    {
        desk.clock.advance(std::chrono::milliseconds(
            desk.clock.now().msecsTo(must(book.list({ State::Queued }, 1)).constFirst().dueAt)));
    }
    [[nodiscard]] Delivery first(State state, int channel = 0)
    {
        for (const Delivery &each : must(book.list({ state }, 1'000)))
            if (each.channel.id == channels.at(channel).id)
                return each;
        return {};
    }
};

} // namespace

/// What a person did in the outbox by hand stays so when the plan is edited.
class TestHandwork : public QObject {
    Q_OBJECT
private slots:
    void aWithdrawnOneOfASeriesStaysOutWhenItMoves_data()
    {
        QTest::addColumn<int>("scope");
        QTest::newRow("this and following") << int(EditScope::Following);
        QTest::newRow("all") << int(EditScope::All);
    }
    void aWithdrawnOneOfASeriesStaysOutWhenItMoves()
    {
        QFETCH(int, scope);
        Room room;
        const PostId post = room.series();
        const QList<Delivery> all = CalendarRoom::must(room.book.list({ State::Queued }, 100));
        QVERIFY(all.size() > 3);
        CalendarRoom::must(room.outbox.decide(all.at(2).id, Decision::Withdraw));
        CalendarRoom::must(
            room.calendar->place({ { { post, all.at(1).occurrence }, room.day(8, 15) } }, EditScope(scope)));
        CalendarRoom::must(room.calendar->extend());
        const QString withdrawn = all.at(2).wall.left(10);
        for (const Delivery &each : CalendarRoom::must(room.book.list({ State::Queued }, 100)))
            QVERIFY2(!each.wall.startsWith(withdrawn), qPrintable(each.wall));
    }
    void onOneOfTwoOutpostsItStaysOutWhenTheSeriesMoves_data()
    {
        QTest::addColumn<int>("scope");
        QTest::addColumn<int>("days");
        for (const auto &[name, scope] :
            { std::pair("this and following", EditScope::Following), std::pair("all", EditScope::All) }) {
            QTest::addRow("%s, to another hour", name) << int(scope) << 0;
            QTest::addRow("%s, to another day", name) << int(scope) << 1;
            QTest::addRow("%s, beyond what is queued", name) << int(scope) << 29;
        }
    }
    void onOneOfTwoOutpostsItStaysOutWhenTheSeriesMoves()
    {
        QFETCH(int, scope);
        QFETCH(int, days);
        Room room(2);
        const PostId post = room.series();
        QStringList names;
        for (const Delivery &each : CalendarRoom::must(room.book.list({ State::Queued }, 100)))
            if (!names.contains(each.occurrence))
                names.append(each.occurrence);
        names.sort();
        QVERIFY(names.size() > 3);
        DeliveryId withdrawn;
        for (const Delivery &each : CalendarRoom::must(room.book.list({ State::Queued }, 100)))
            if (each.occurrence == names.at(2) && each.channel.id == room.channels.at(1).id)
                withdrawn = each.id;
        CalendarRoom::must(room.outbox.decide(withdrawn, Decision::Withdraw));
        const auto onThird = [&](int channel, const QDate &day) {
            int count = 0;
            for (const Delivery &each : CalendarRoom::must(room.book.list({ State::Queued }, 1'000)))
                count +=
                    each.channel.id == room.channels.at(channel).id && each.wall.startsWith(day.toString(Qt::ISODate));
            return count;
        };
        const QDate third = room.day(15).date;
        CalendarRoom::must(
            room.calendar->place({ { { post, names.at(1) }, room.day(8 + days, 15) } }, EditScope(scope)));
        room.desk.clock.advance(24h * (days > 7 ? 21 : 0));
        CalendarRoom::must(room.calendar->extend());
        QCOMPARE(onThird(0, third.addDays(days)), 1);
        QCOMPARE(onThird(1, third.addDays(days)), 0);
        QCOMPARE(onThird(1, third.addDays(days + 7)), 1);
        room.undo();
        CalendarRoom::must(room.calendar->extend());
        QCOMPARE(onThird(1, third.addDays(days)), 0);
        room.redo();
        CalendarRoom::must(room.calendar->extend());
        QCOMPARE(onThird(1, third.addDays(days)), 0);
        QCOMPARE(onThird(0, third.addDays(days)), 1);
    }
    void whatOneWasChangedToIsNotThePlans()
    {
        Room room(2);
        room.series();
        room.toTheFirst();
        room.send();
        QCOMPARE(room.network(0).posts.size(), 1);
        const QList<Delivery> planned = CalendarRoom::must(room.book.list({ State::Queued }, 100));
        const Delivery withdrawn = room.first(State::Queued, 0);
        CalendarRoom::must(room.outbox.decide(withdrawn.id, Decision::Withdraw));
        CalendarRoom::must(
            room.amendments.change(room.first(State::Sent, 0).id, PublishingRoom::saying({ u"Every weak"_s })));
        CalendarRoom::must(room.calendar->extend());
        QCOMPARE(CalendarRoom::must(room.book.list({ State::Queued }, 100)).size(), planned.size() - 1);
        room.desk.clock.advance(24h * 90);
        CalendarRoom::must(room.calendar->extend());
        int second = 0;
        for (const Delivery &each : CalendarRoom::must(room.book.list({ State::Queued }, 100))) {
            QCOMPARE(each.words, u"Every week"_s);
            second += each.channel.id == room.channels.at(1).id ? 1 : 0;
        }
        QVERIFY(second > planned.size() / 2);
    }
    void whatWasMovedInTheOutboxStandsThere()
    {
        Room room;
        const PostId post = room.series();
        const QList<Delivery> all = CalendarRoom::must(room.book.list({ State::Queued }, 100));
        CalendarRoom::must(room.outbox.move(all.at(1).id, CalendarRoom::must(plannedAt(room.day(9, 10)))));
        QCOMPARE(room.placeOf({ post, all.at(1).occurrence })->date, room.day(9).date);
        QCOMPARE(room.placeOf({ post, all.at(1).occurrence })->time, QTime(10, 0));
        // Another of the series goes elsewhere: this one stays.
        CalendarRoom::must(room.calendar->drop({ { post, all.at(2).occurrence } }, EditScope::This));
        QCOMPARE(room.at(all.at(1).id).wall, wallTimeText(room.day(9, 10)));
    }
    void aDoubtIsNotPlannedAnew()
    {
        Room room;
        const PostId post = room.scheduled(u"Once"_s, room.day(1));
        room.network().publishing = { FakeNetwork::Does::LoseAnswer };
        room.network().finding.assign(20, FakeNetwork::Does::LoseQuestion);
        room.toTheFirst();
        room.send();
        const DeliveryId id = room.first(State::Unconfirmed).id;
        CalendarRoom::must(room.outbox.decide(id, Decision::Send));
        CalendarRoom::must(room.outbox.decide(id, Decision::Withdraw));
        std::ignore = room.calendar->unschedule({ post });
        std::ignore = room.calendar->place({ { { post, {} }, room.day(3) } });
        QVERIFY(!room.calendar->schedule({ post }));
        room.wait(96h, 1h);
        QCOMPARE(room.network().countOf(u"Once"_s), 1);
    }
    void aSeriesMovesFromWhereOnlyItsPostIsKnown()
    {
        Room room;
        const PostId post = room.draft(u"Every week"_s, room.day(1));
        CalendarRoom::must(room.calendar->repeat({ post, {} }, CalendarRoom::weekly()));
        CalendarRoom::must(room.calendar->place({ { { post, {} }, room.day(1, 16) } }, EditScope::All));
        CalendarRoom::must(room.calendar->schedule({ post }));
        for (const QString &wall : room.queued(post))
            QVERIFY2(wall.contains(u"16:00"_s), qPrintable(wall));
    }
};

QTEST_GUILESS_MAIN(TestHandwork)
#include "test_handwork.moc"
