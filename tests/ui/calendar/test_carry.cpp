#include "ui/calendar/cardwords.h"
#include "ui/calendar/carry.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

const QByteArray amsterdam = QByteArrayLiteral("Europe/Amsterdam");
const QDate monday(2026, 10, 12);

Card card(const char *title, const std::optional<WallTime> &at)
{
    Card made;
    made.post = PostId::fresh();
    made.title = QString::fromLatin1(title);
    made.at = at;
    if (at && at->time.isValid())
        made.dueAt = resolve(*at)->utc;
    CardTarget target;
    target.channelRow = 1;
    target.channel.name = QStringLiteral("@marlowe");
    made.targets = { target };
    return made;
}

WallTime at(QDate day, int hour = -1, int minute = 0)
{
    return { day, hour < 0 ? QTime() : QTime(hour, minute), amsterdam };
}

CalendarSight sightOf(const QList<Card> &cards, const QList<Campaign> &campaigns = {})
{
    CalendarSight sight;
    sight.page = { monday.addDays(-14), monday.addDays(21), cards, {}, false };
    sight.zone = amsterdam;
    sight.machineZone = amsterdam;
    sight.gapMinutes = 60;
    sight.now = QDateTime(monday, QTime(8, 42), Qt::UTC);
    sight.campaigns = campaigns;
    sight.judgeCards();
    return sight;
}

} // namespace

class TestCarry : public QObject {
    Q_OBJECT
private slots:
    void whatHasNoNameIsReadOutAllTheSame()
    {
        Card nothing = card("", at(monday, 9));
        QVERIFY(cardSentence(nothing, sightOf({ nothing })).contains(QStringLiteral("Draft. Without a name. Monday")));
        nothing.pictures = 2;
        QVERIFY(cardSentence(nothing, sightOf({ nothing })).contains(QStringLiteral("Draft. 2 pictures. Monday")));
        QVERIFY(cardTip(nothing, sightOf({ nothing })).contains(QStringLiteral("2 pictures")));
    }

    void theOthersKeepTheirDistanceToTheOneThatIsCarried()
    {
        const Card lead = card("Lead", at(monday, 9));
        const Card other = card("Other", at(monday.addDays(2), 23, 30));
        const Card whole = card("Whole day", at(monday.addDays(1)));
        const auto moved = placementsFor({ { other, lead, whole }, keyOf(lead) }, at(monday.addDays(13), 10, 0));
        QCOMPARE(moved.size(), 3);
        QCOMPARE(*moved.at(0).to, at(monday.addDays(16), 0, 30)); // over midnight, an hour later as the leader
        QCOMPARE(*moved.at(1).to, at(monday.addDays(13), 10, 0));
        QCOMPARE(*moved.at(2).to, at(monday.addDays(14)));
    }
    void wallTimesStayWallTimesAcrossAClockChange()
    {
        const Card lead = card("Lead", at(QDate(2026, 10, 24), 9));
        const Card other = card("Other", at(QDate(2026, 10, 24), 17));
        const auto moved = placementsFor({ { lead, other }, keyOf(lead) }, at(QDate(2026, 10, 27), 9));
        QCOMPARE(*moved.at(1).to, at(QDate(2026, 10, 27), 17));
    }
    void whatComesFromTheTrayGoesToTheDay()
    {
        const Card one = card("One", std::nullopt);
        const Card two = card("Two", std::nullopt);
        const WallTime to = landing(one, monday.addDays(3), {}, amsterdam);
        QVERIFY(!to.time.isValid());
        const auto moved = placementsFor({ { one, two }, keyOf(one) }, to);
        QCOMPARE(moved.at(0).to->date, monday.addDays(3));
        QCOMPARE(moved.at(1).to->date, monday.addDays(3));
    }
    void theNoteSaysWhatClashesBeforeTheDropEnds()
    {
        const Card there = card("Barista shift swap", at(monday.addDays(3), 9, 50));
        const Card moving = card("What went wrong", std::nullopt);
        const CalendarSight sight = sightOf({ there });
        const Carry carry { { moving }, keyOf(moving) };
        const DropVerdict close = judge(carry, at(monday.addDays(3), 9, 30), sight);
        QVERIFY2(close.sentence().contains(QLatin1String("20 min")), qPrintable(close.sentence()));
        const DropVerdict fine = judge(carry, at(monday.addDays(3), 6, 20), sight);
        QVERIFY2(fine.sentence().contains(QLatin1String("No clash. 3 h 30 before Barista shift swap")),
            qPrintable(fine.sentence()));
        QVERIFY(!fine.forbids);
    }
    void itLandsAsHeldWhereItsCampaignIsHeld()
    {
        Campaign held;
        held.row = 7;
        held.name = QStringLiteral("Stillwater launch");
        held.heldSince = QDateTime(monday, QTime(8, 20), Qt::UTC);
        Card moving = card("Meet the oat farm", std::nullopt);
        moving.campaign = 7;
        const CalendarSight sight = sightOf({}, { held });
        const DropVerdict verdict = judge({ { moving }, keyOf(moving) }, at(monday.addDays(4), 12), sight);
        QVERIFY2(verdict.sentence().contains(QLatin1String("Lands as Held")), qPrintable(verdict.sentence()));
        QVERIFY(!verdict.forbids);
    }
    void whatIsOutOrBeingSentStaysWhereItIs()
    {
        Card out = card("Hello", at(monday.addDays(-1), 9));
        out.state = CardState::Published;
        out.targets.first().state = Delivery::State::Sent;
        const Card other = card("Draft", at(monday.addDays(1), 9));
        const DropVerdict verdict =
            judge({ { out, other }, keyOf(other) }, at(monday.addDays(2), 9), sightOf({ out, other }));
        QVERIFY(verdict.forbids);
        QVERIFY2(verdict.sentence().contains(QLatin1String("out already")), qPrintable(verdict.sentence()));
    }
};

QTEST_MAIN(TestCarry)
#include "test_carry.moc"
