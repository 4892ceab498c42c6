#include "tests/core/calendar/calendarroom.h"
#include "tests/support/rounds.h"

#include <QRandomGenerator>

using namespace wheelhouse;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using State = Delivery::State;

namespace {

template<typename T> T must(Result<T> result)
{
    return TestDesk::must(std::move(result));
}

/// A room where a submitted post comes every week, first in two days; with its first key.
struct WeeklyRoom : CalendarRoom {
    WeeklyRoom()
        : post(draft(u"Friday numbers"_s, day(2)))
    {
        first = must(calendar->repeat({ post, {} }, weekly())).cards.constFirst();
        must(calendar->schedule({ post }));
    }
    [[nodiscard]] CardKey key(int week) const { return { post, nameOf(day(2 + 7 * week)) }; }
    static QString nameOf(const WallTime &at) { return occurrenceName(at.date, at.time); }
    QStringList walls(const QList<int> &days, int hour = 9) const
    {
        QStringList all;
        for (const int each : days)
            all.append(wallTimeText(day(each, hour)));
        return all;
    }
    PostId post;
    CardKey first;
};

} // namespace

class TestCalendarSeries : public QObject {
    Q_OBJECT
private slots:
    void whatComesInTheNextWeeksIsInTheOutboxAndTheRestFollows()
    {
        WeeklyRoom room;
        QCOMPARE(room.first, room.key(0));
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9, 16, 23, 30 }));
        QCOMPARE(must(room.calendar->extend()), 0);
        const auto page = must(room.calendarBook.page(room.day(37).date, room.day(44).date));
        QCOMPARE(page.cards.size(), 2); // further than the outbox looks, and planned all the same
        QCOMPARE(page.cards.constFirst().state, CardState::Approved);
        QVERIFY(page.cards.constFirst().repeats);
        const QStringList later = room.walls({ 9, 16, 23, 30, 37 });
        room.wait(7 * 24h, 9min);
        QCOMPARE(room.network().posts.size(), 1);
        room.reopen();
        QCOMPARE(must(room.calendar->extend()), 1);
        QCOMPARE(must(room.calendar->extend()), 0);
        QCOMPARE(room.queued(room.post), later);
    }

    /// A desk that was off for long: what it should have sent asks, and is not forgotten.
    void whatCameAndWentWhileNobodyLookedAsks()
    {
        WeeklyRoom room;
        room.desk.clock.advance(24h * 50);
        QCOMPARE(must(room.calendar->extend()), 7); // two that went by since, and five weeks to come
        room.send();
        QCOMPARE(room.network().posts.size(), 0);
        const auto page = must(room.calendarBook.page(room.day(-20).date, room.day(-1).date));
        QVERIFY(!page.cards.isEmpty());
        for (const Card &card : page.cards)
            QCOMPARE(card.state, CardState::Missed);
    }

    void oneOfThemMovesAloneAndKeepsItsName()
    {
        WeeklyRoom room;
        const auto before = must(room.book.list({ State::Queued }, 99));
        must(room.calendar->place({ { room.key(1), room.day(10, 15) } }));
        QStringList walls = room.walls({ 2, 16, 23, 30 });
        walls.insert(1, wallTimeText(room.day(10, 15)));
        QCOMPARE(room.queued(room.post), walls);
        const auto after = must(room.book.list({ State::Queued }, 99));
        for (int i = 0; i < before.size(); ++i) { // the same deliveries, tied to the same dates
            QCOMPARE(after.at(i).id, before.at(i).id);
            QCOMPARE(after.at(i).occurrence, before.at(i).occurrence);
        }
        QVERIFY(must(room.calendarBook.card(room.key(1)))->isMoved);
        room.reopen();
        room.undo();
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9, 16, 23, 30 }));
        QCOMPARE(room.calendar->place({ { room.key(1), {} } }).error().kind, Error::Kind::Refused);
    }

    void allOfThemMoveTogetherAndBack()
    {
        WeeklyRoom room;
        const Planned moved = must(room.calendar->place({ { room.key(1), room.day(10, 11) } }, EditScope::All));
        QCOMPARE(room.queued(room.post), room.walls({ 3, 10, 17, 24, 31 }, 11));
        QCOMPARE(room.placeOf(moved.cards.constFirst()), std::optional(room.day(10, 11)));
        room.reopen();
        room.undo();
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9, 16, 23, 30 }));
        room.redo();
        QCOMPARE(room.queued(room.post), room.walls({ 3, 10, 17, 24, 31 }, 11));
        room.wait(4 * 24h, 9min);
        QCOMPARE(room.network().posts.size(), 1);
    }

    void thisAndTheFollowingBecomeASeriesOfTheirOwn()
    {
        WeeklyRoom room;
        const Planned moved = must(room.calendar->place({ { room.key(2), room.day(17, 8) } }, EditScope::Following));
        const PostId other = moved.cards.constFirst().post;
        QVERIFY(other != room.post);
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9 }));
        QCOMPARE(room.queued(other), room.walls({ 17, 24, 31 }, 8));
        room.reopen();
        room.undo();
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9, 16, 23, 30 }));
        QVERIFY(room.queued(other).isEmpty());
        room.redo();
        QCOMPARE(room.queued(other), room.walls({ 17, 24, 31 }, 8));
        room.wait(19 * 24h, 9min);
        QCOMPARE(room.network().posts.size(), 3);
        QCOMPARE(room.network().countOf(u"Friday numbers"_s), 3);
    }

    void whatIsLeftOutIsNotSentAndStaysLeftOut()
    {
        WeeklyRoom room;
        must(room.calendar->drop({ room.key(1) }));
        must(room.calendar->drop({ room.key(3) }, EditScope::Following));
        QCOMPARE(room.queued(room.post), room.walls({ 2, 16 }));
        QCOMPARE(must(room.calendar->extend()), 0);
        room.reopen();
        room.undo();
        room.undo();
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9, 16, 23, 30 }));
        room.redo();
        QCOMPARE(room.queued(room.post), room.walls({ 2, 16, 23, 30 }));
        must(room.calendar->drop({ room.key(0) }, EditScope::All));
        QVERIFY(room.queued(room.post).isEmpty());
        room.undo();
        QCOMPARE(room.queued(room.post), room.walls({ 2, 16, 23, 30 }));
    }

    void whatIsOutStaysWhereItWasAndOthersStillMove()
    {
        WeeklyRoom room;
        const CardKey first = room.key(0);
        const CardKey second = room.key(1);
        const CardKey third = room.key(2);
        const WallTime later = room.day(10, 9);
        room.wait(3 * 24h, 9min);
        QCOMPARE(room.network().posts.size(), 1);
        for (const auto &result : { room.calendar->place({ { first, later } }), room.calendar->drop({ first }),
                 room.calendar->place({ { second, later } }, EditScope::All),
                 room.calendar->drop({ second }, EditScope::All) })
            QCOMPARE(result.error().kind, Error::Kind::Conflict);
        must(room.calendar->place({ { second, later } }));
        must(room.calendar->drop({ third }, EditScope::Following));
        QCOMPARE(room.queued(room.post), QStringList { wallTimeText(later) });
        QCOMPARE(must(room.calendarBook.card(first))->state, CardState::Published);
    }

    void noneOfASubmittedSeriesIsPushedIntoThePast()
    {
        WeeklyRoom room;
        const auto refused = room.calendar->place({ { room.key(1), room.day(6) } }, EditScope::All); // the first by -1
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9, 16, 23, 30 }));
    }

    void itComesOnceAgain()
    {
        WeeklyRoom room;
        must(room.calendar->repeat(room.key(1), {}, EditScope::All));
        QCOMPARE(room.queued(room.post), room.walls({ 9 }));
        room.reopen();
        room.undo();
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9, 16, 23, 30 }));
    }

    void anotherRuleFromHereOn()
    {
        WeeklyRoom room;
        RecurrenceRule rule = CalendarRoom::weekly();
        rule.interval = 2;
        const Planned changed = must(room.calendar->repeat(room.key(2), rule, EditScope::Following));
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9 }));
        QCOMPARE(room.queued(changed.cards.constFirst().post), room.walls({ 16, 30 }));
        room.undo();
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9, 16, 23, 30 }));
    }

    void takenOutOfTheOutboxItIsADraftThatRepeats()
    {
        WeeklyRoom room;
        must(room.calendar->unschedule({ room.post }));
        QVERIFY(room.queued(room.post).isEmpty());
        QCOMPARE(must(room.calendarBook.card(room.key(1)))->state, CardState::Draft);
        QCOMPARE(must(room.calendar->extend()), 0);
        room.undo();
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9, 16, 23, 30 }));
    }

    /// What extend() added later goes with a step that is taken back, and comes again with it.
    void whatFollowedGoesAndComesWithTheStep()
    {
        WeeklyRoom room;
        room.desk.clock.advance(24h);
        room.wait(6 * 24h, 9min);
        must(room.calendar->extend());
        const QStringList queued = room.queued(room.post);
        QCOMPARE(queued.size(), 5);
        room.undo();
        QVERIFY(room.queued(room.post).isEmpty());
        room.redo();
        QCOMPARE(room.queued(room.post), queued);
    }

    // Reliability B01 to B03: over both changes of the clocks the wall stays what was meant.
    void B01_anHourThatDoesNotExistGoesOutOnceWhenTheClocksMovedOn()
    {
        CalendarRoom room;
        room.desk.clock.set(QDateTime(QDate(2027, 3, 10), QTime(12, 0), Qt::UTC));
        const WallTime gap { QDate(2027, 3, 14), QTime(2, 30), "America/New_York", WallTime::Turn::First };
        const PostId post = room.scheduled(u"Early bird"_s, gap);
        const Card card = *must(room.calendarBook.card({ post, {} }));
        QCOMPARE(card.at, std::optional(gap));
        QCOMPARE(card.dueAt, QDateTime(QDate(2027, 3, 14), QTime(7, 30), Qt::UTC)); // 03:30 on that wall
        room.wait(4 * 24h, 9min);
        QCOMPARE(room.network().posts.size(), 1);
    }

    void B02_anHourThatComesTwiceGoesOutOnceAtTheOneThatIsMeant()
    {
        for (const auto turn : { WallTime::Turn::First, WallTime::Turn::Second }) {
            CalendarRoom room;
            room.desk.clock.set(QDateTime(QDate(2026, 10, 30), QTime(12, 0), Qt::UTC));
            const WallTime twice { QDate(2026, 11, 1), QTime(1, 30), "America/New_York", turn };
            const PostId post = room.scheduled(u"Night owl"_s, twice);
            const int hour = turn == WallTime::Turn::First ? 5 : 6;
            const Card card = *must(room.calendarBook.card({ post, {} }));
            QCOMPARE(card.dueAt, QDateTime(QDate(2026, 11, 1), QTime(hour, 30), Qt::UTC));
            QCOMPARE(card.at, std::optional(twice));
            room.wait(3 * 24h, 9min);
            QCOMPARE(room.network().posts.size(), 1);
        }
    }

    void B03_aSeriesStaysAtItsHourOverTheChange()
    {
        CalendarRoom room;
        const WallTime thursday { QDate(2026, 10, 22), QTime(9, 0), "Europe/Amsterdam", WallTime::Turn::First };
        const PostId post = room.draft(u"Numbers"_s, thursday);
        must(room.calendar->repeat({ post, {} }, CalendarRoom::weekly()));
        must(room.calendar->schedule({ post }));
        QList<QDateTime> due;
        for (const Delivery &each : must(room.book.list({ State::Queued }, 99)))
            due.append(each.dueAt);
        QCOMPARE(due.at(0), QDateTime(QDate(2026, 10, 22), QTime(7, 0), Qt::UTC));
        QCOMPARE(due.at(1), QDateTime(QDate(2026, 10, 29), QTime(8, 0), Qt::UTC));
        for (const Card &card : must(room.calendarBook.page(QDate(2026, 10, 1), QDate(2026, 11, 30))).cards)
            QCOMPARE(card.at->time, QTime(9, 0));
    }

    void aLayerIsThoughtOfAndAppliedOrDroppedAsOne()
    {
        WeeklyRoom room;
        const PostId draft = room.draft(u"From the tray"_s);
        const Layer layer = must(room.calendar->beginLayer(u"Three days later"_s));
        must(room.calendar->imagine(layer.id, { { room.key(0), room.day(5) }, { { draft, {} }, room.day(6) } }));
        QCOMPARE(must(room.calendarBook.layers()).constFirst().moves, 2);
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9, 16, 23, 30 }));
        const auto page = must(room.calendarBook.page(room.day(1).date, room.day(6).date, layer.row));
        QCOMPARE(page.cards.size(), 2);
        QVERIFY(page.cards.at(0).isImagined && page.cards.at(1).isImagined);
        QCOMPARE(page.cards.at(0).at, std::optional(room.day(5)));
        room.reopen();
        room.undo();
        QVERIFY(must(room.calendarBook.page(room.day(5).date, room.day(6).date, layer.row)).cards.isEmpty());
        room.redo();
        must(room.calendar->apply(layer.id));
        QCOMPARE(room.queued(room.post), room.walls({ 5, 9, 16, 23, 30 }));
        QCOMPARE(room.placeOf({ draft, {} }), std::optional(room.day(6)));
        QVERIFY(must(room.calendarBook.layers()).isEmpty());
        room.reopen();
        room.undo();
        QCOMPARE(room.queued(room.post), room.walls({ 2, 9, 16, 23, 30 }));
        QCOMPARE(must(room.calendarBook.layers()).constFirst().moves, 2);
        must(room.calendar->dropLayer(layer.id));
        QVERIFY(must(room.calendarBook.layers()).isEmpty());
        QCOMPARE(room.calendar->apply(layer.id).error().kind, Error::Kind::Missing);
    }

    void aLayerThatCannotBeAppliedChangesNothing()
    {
        WeeklyRoom room;
        const PostId other = room.scheduled(u"Soon"_s, room.day(1));
        const Layer layer = must(room.calendar->beginLayer(u"Later"_s));
        must(room.calendar->imagine(layer.id, { { room.key(0), room.day(5) }, { { other, {} }, room.day(4) } }));
        room.wait(24h, 9min);
        QCOMPARE(room.network().posts.size(), 1);
        QCOMPARE(room.calendar->apply(layer.id).error().kind, Error::Kind::Conflict);
        QCOMPARE(must(room.calendarBook.layers()).constFirst().moves, 2);
    }

    /// Any steps, taken back and done again, with restarts in between: the calendar is what a list of its states says,
    /// and the outbox never means another hour.
    void anyWalkOfStepsGoesBackAndForth()
    {
        QRandomGenerator dice(20261123);
        CalendarRoom room;
        QList<PostId> posts;
        for (int i = 0; i < 6; ++i)
            posts.append(
                i % 2 == 0 ? room.scheduled(u"Post %1"_s.arg(i), room.day(2 + i)) : room.draft(u"Post %1"_s.arg(i)));
        must(room.calendar->repeat({ posts.at(2), {} }, CalendarRoom::weekly()));
        const auto look = [&room] {
            QStringList all;
            const auto page = must(room.calendarBook.page(room.day(0).date, room.day(90).date));
            for (const Card &card : page.cards)
                all.append(
                    card.post.toString() + card.occurrence + wallLine(*card.at) + QString::number(int(card.state)));
            for (const Card &card : must(room.calendarBook.tray()))
                all.append(u"tray "_s + card.post.toString());
            // What was nearer for a while may wait in the outbox from then on; its hour is what the calendar says.
            const QDateTime horizon = room.desk.clock.now().addDays(Berths::horizonDays);
            for (const Delivery &each : must(room.book.list({ State::Queued }, 999)))
                if (each.dueAt <= horizon)
                    all.append(each.post.toString() + each.occurrence + each.wall);
            all.sort();
            return all;
        };
        QList<QStringList> states { look() };
        int at = 0;
        const int turns = rounds("steps in the calendar", 150, 4'000);
        for (int turn = 0; turn < turns; ++turn) {
            const int what = dice.bounded(8);
            if (what == 0)
                room.reopen();
            if (what < 2 && at > 0) {
                room.undo();
                --at;
            } else if (what < 3 && at + 1 < states.size()) {
                room.redo();
                ++at;
            } else {
                const PostId post = posts.at(dice.bounded(posts.size()));
                const auto series = must(room.calendarBook.series(post));
                const auto some =
                    series ? cardsOf(*series, room.day(0).date, room.day(60).date).list : QList<Occurrence>();
                const CardKey card { post, some.isEmpty() ? QString() : some.at(dice.bounded(some.size())).name };
                const auto scope = EditScope(dice.bounded(3));
                const WallTime to = room.day(1 + dice.bounded(50), 1 + dice.bounded(22));
                Result<Planned> done = fail(Error::Kind::Missing, {});
                switch (dice.bounded(8)) {
                case 0:
                    done = room.calendar->drop({ card }, scope);
                    break;
                case 1:
                    done = room.calendar->unschedule({ post });
                    break;
                case 2:
                    done = room.calendar->schedule({ post });
                    break;
                case 3:
                    done = room.calendar->repeat(card,
                        dice.bounded(2) == 0 ? std::optional(CalendarRoom::weekly()) : std::nullopt, EditScope::All);
                    break;
                default:
                    done = room.calendar->place({ { card, to } }, scope);
                }
                const QStringList after = look();
                if (!done) {
                    QCOMPARE(after, states.at(at));
                } else if (after != states.at(at)) {
                    states.resize(++at);
                    states.append(after);
                }
            }
            const QStringList now = look();
            if (now != states.at(at))
                for (const QString &each : now + states.at(at))
                    if (now.count(each) != states.at(at).count(each))
                        qWarning("step %d (%d): %s: %d, not %d", turn, what, qPrintable(each), int(now.count(each)),
                            int(states.at(at).count(each)));
            QCOMPARE(now, states.at(at));
        }
        QVERIFY(states.size() > 5);
    }
};

QTEST_GUILESS_MAIN(TestCalendarSeries)
#include "test_calendarseries.moc"
