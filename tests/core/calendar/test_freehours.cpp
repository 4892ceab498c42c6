#include "core/calendar/channelhours.h"
#include "tests/core/calendar/calendarroom.h"

using namespace wheelhouse;
using namespace Qt::StringLiterals;

namespace {

template<typename T> T must(Result<T> result)
{
    return TestDesk::must(std::move(result));
}

/// A desk whose first outpost speaks at hours that somebody set; the clock stands on Monday 12 October 2026.
struct HoursRoom : CalendarRoom {
    explicit HoursRoom(const QString &text, int count = 1)
        : CalendarRoom(count)
    {
        ChannelHoursDesk hours(desk.writer(), desk.log, *again);
        must(hours.put(channels.constFirst().id, { "Europe/Amsterdam", speakingHoursFromText(text).value() }));
    }
    [[nodiscard]] WallTime at(int days, int hour, int minute = 0) const
    {
        WallTime at = day(days, hour);
        at.time = QTime(hour, minute);
        return at;
    }
};

} // namespace

/// "Next free slot": the hours that the owner of an outpost set, and no other.
class TestFreeHours : public QObject {
    Q_OBJECT
private slots:
    void aPostGoesToTheNextHourThatIsFree()
    {
        HoursRoom room(u"Mon-Fri 09:00; Sat 11:00"_s);
        const PostId post = room.draft(u"One"_s);
        const PostId other = room.draft(u"Two"_s);
        must(room.calendar->placeInFreeHours({ { post, {} } }));
        QCOMPARE(room.placeOf({ post, {} }), std::optional(room.at(1, 9))); // today's is over
        must(room.calendar->placeInFreeHours({ { other, {} } }));
        QCOMPARE(room.placeOf({ other, {} }), std::optional(room.at(2, 9))); // tomorrow's is taken
        room.undo();
        QVERIFY(!room.placeOf({ other, {} }));
    }

    void severalKeepAwayFromEachOtherAndAreOneStep()
    {
        HoursRoom room(u"Fri 09:00 09:30 11:00; Sat 11:00"_s);
        QList<CardKey> keys;
        for (int i = 0; i < 3; ++i)
            keys.append({ room.draft(u"Post %1"_s.arg(i)), {} });
        must(room.calendar->placeInFreeHours(keys));
        QCOMPARE(room.placeOf(keys.at(0)), std::optional(room.at(4, 9)));
        QCOMPARE(room.placeOf(keys.at(1)), std::optional(room.at(4, 11))); // 09:30 is too close
        QCOMPARE(room.placeOf(keys.at(2)), std::optional(room.at(5, 11)));
        room.undo();
        for (const CardKey &key : std::as_const(keys))
            QVERIFY(!room.placeOf(key));
    }

    void aDayOffAndAnEmbargoAreNotFree()
    {
        HoursRoom room(u"Mon-Sun 09:00"_s);
        const QDate tomorrow = room.at(1, 9).date;
        must(room.calendar->putDaysOff(u"Team"_s, { { tomorrow, tomorrow, u"Harvest"_s, u"Team"_s } }));
        const PostId post = room.draft(u"One"_s);
        must(room.calendar->setCampaign({ post }, u"Stillwater"_s));
        Campaign campaign = must(room.calendarBook.campaigns()).constFirst();
        campaign.embargoUntil = resolve(room.at(3, 12))->utc;
        must(room.calendar->put(campaign));
        must(room.calendar->placeInFreeHours({ { post, {} } }));
        QCOMPARE(room.placeOf({ post, {} }), std::optional(room.at(4, 9)));
    }

    void whereNobodySetHoursNothingMoves()
    {
        CalendarRoom room;
        const PostId post = room.draft(u"One"_s);
        const auto placed = room.calendar->placeInFreeHours({ { post, {} } });
        QCOMPARE(placed.error().kind, Error::Kind::Missing);
        QVERIFY(!room.placeOf({ post, {} }));
        QCOMPARE(room.calendar->placeInFreeHours({}).error().kind, Error::Kind::Missing);
    }
};

QTEST_GUILESS_MAIN(TestFreeHours)
#include "test_freehours.moc"
