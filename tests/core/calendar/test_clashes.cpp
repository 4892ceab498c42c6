#include "core/calendar/clashes.h"

#include <QTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using Kind = Clash::Kind;

namespace {

WallTime at(int day, int hour, int minute = 0)
{
    return { QDate(2026, 10, day), QTime(hour, minute), "Europe/Amsterdam", WallTime::Turn::First };
}

Card cardAt(
    const std::optional<WallTime> &when, const QString &title = u"Hello"_s, qint64 channel = 1, quint64 words = 0)
{
    Card card;
    card.post = PostId::fresh();
    card.title = title;
    card.at = when;
    if (when && when->time.isValid())
        card.dueAt = resolve(*when)->utc;
    card.targets = { { channel, { {}, NetworkId::Mastodon, u"@marlowe"_s, u"@marlowe"_s }, {}, {}, {}, words } };
    return card;
}

ClashGround groundOf(const QList<Card> &cards)
{
    ClashGround ground;
    ground.cards = cards;
    ground.now = QDateTime(QDate(2026, 10, 12), QTime(10, 42), Qt::UTC);
    return ground;
}

QList<Kind> kindsOf(const QList<Clash> &clashes)
{
    QList<Kind> kinds;
    for (const Clash &each : clashes)
        kinds.append(each.kind);
    return kinds;
}

} // namespace

class TestClashes : public QObject {
    Q_OBJECT
private slots:
    void twoOnOneChannelKeepTheGap()
    {
        const Card other = cardAt(at(20, 9));
        const auto near = clashesAt(cardAt({}), at(20, 9, 20), groundOf({ other }));
        QCOMPARE(kindsOf(near), QList { Kind::TooClose });
        QVERIFY(!near.constFirst().forbids);
        QVERIFY2(near.constFirst().words.startsWith(u"20 min apart on"_s), qPrintable(near.constFirst().words));
        QCOMPARE(near.constFirst().other, (CardKey { other.post, {} }));
        QCOMPARE(near.constFirst().instead, std::optional(at(20, 10)));
        QVERIFY(clashesAt(cardAt({}), at(20, 10), groundOf({ other })).isEmpty());
        QVERIFY(clashesAt(cardAt({}, {}, 2), at(20, 9), groundOf({ other })).isEmpty());
        ClashGround none = groundOf({ other });
        none.gapMinutes = 0;
        QVERIFY(clashesAt(cardAt({}), at(20, 9), none).isEmpty());
    }

    void theNearestOfSeveralIsNamed()
    {
        const Card near = cardAt(at(20, 9, 10));
        const auto ground = groundOf({ cardAt(at(20, 8, 30)), near, cardAt(at(20, 9, 50)) });
        const auto clash = clashesAt(cardAt({}), at(20, 9), ground).constFirst();
        QCOMPARE(clash.other, (CardKey { near.post, {} }));
        QVERIFY2(clash.words.startsWith(u"10 min"_s), qPrintable(clash.words));
    }

    void whatMovesAlongIsInNobodysWay()
    {
        const Card other = cardAt(at(20, 9), u"Hello"_s, 1, 77);
        const ClashJudge judge(groundOf({ other }));
        const Card card = cardAt({}, u"Hello"_s, 1, 77);
        QCOMPARE(kindsOf(judge.at(card, at(20, 9, 20))), (QList { Kind::TooClose, Kind::SameWords }));
        QVERIFY(judge.at(card, at(20, 9, 20), { { other.post, {} } }).isEmpty());
        QCOMPARE(kindsOf(judge.at(card, at(20, 9, 20), { { PostId::fresh(), {} } })),
            (QList { Kind::TooClose, Kind::SameWords }));
    }

    void whatIsOfferedInsteadIsFreeItself()
    {
        const auto ground = groundOf({ cardAt(at(20, 9)), cardAt(at(20, 10)), cardAt(at(20, 11, 30)) });
        const auto clash = clashesAt(cardAt({}), at(20, 9), ground).constFirst();
        QCOMPARE(clash.instead, std::optional(at(20, 12, 30)));
        QVERIFY(clashesAt(cardAt({}), *clash.instead, ground).isEmpty());
    }

    void whatFailedTakesNoPlace()
    {
        Card failed = cardAt(at(20, 9));
        failed.targets[0].state = Delivery::State::Rejected;
        QVERIFY(clashesAt(cardAt({}), at(20, 9), groundOf({ failed })).isEmpty());
    }

    void theSameWordsWithinAMonthAreSaid()
    {
        const Card said = cardAt(at(1, 9), u"Hello"_s, 1, 77);
        const Card again = cardAt({}, u"Hello"_s, 1, 77);
        const auto clash = clashesAt(again, at(30, 9), groundOf({ said }));
        QCOMPARE(kindsOf(clash), QList { Kind::SameWords });
        QCOMPARE(clash.constFirst().instead, std::optional(at(31, 9)));
        QVERIFY(clashesAt(again, at(31, 9), groundOf({ said })).isEmpty());
        QVERIFY(clashesAt(cardAt({}, u"Hello"_s, 1, 78), at(30, 9), groundOf({ said })).isEmpty());
        Card later = said;
        later.at = WallTime { QDate(2026, 11, 20), QTime(9, 0), "Europe/Amsterdam", WallTime::Turn::First };
        later.dueAt = resolve(*later.at)->utc;
        QVERIFY(clashesAt(again, at(21, 9), groundOf({ later })).isEmpty());
        QCOMPARE(kindsOf(clashesAt(again, at(22, 9), groundOf({ later }))), QList { Kind::SameWords });
        Card next = again; // the next one of a series says the same on purpose
        next.post = said.post;
        next.occurrence = u"2026-10-30T09:00:00"_s;
        QVERIFY(clashesAt(next, at(30, 9), groundOf({ said })).isEmpty());
    }

    void thePastForbidsOnlyWhatGoesOutByItself()
    {
        Card card = cardAt({});
        QVERIFY(!clashesAt(card, at(12, 9), groundOf({})).constFirst().forbids);
        card.state = CardState::Approved;
        const auto past = clashesAt(card, at(12, 9), groundOf({}));
        QCOMPARE(kindsOf(past), QList { Kind::Past });
        QVERIFY(past.constFirst().forbids);
        QCOMPARE(past.constFirst().instead, std::optional(at(12, 12, 45))); // 10:45 UTC
        WallTime noHour = at(20, 9);
        noHour.time = QTime();
        const auto hourless = clashesAt(card, noHour, groundOf({}));
        QCOMPARE(kindsOf(hourless), QList { Kind::NoHour });
        QVERIFY(hourless.constFirst().forbids);
        QVERIFY(clashesAt(cardAt({}), noHour, groundOf({})).isEmpty());
    }

    void daysOffLeadToTheNextDayThatIsNone()
    {
        ClashGround ground = groundOf({});
        ground.daysOff = { { QDate(2026, 10, 20), QDate(2026, 10, 21), u"Harvest"_s, u"Team"_s },
            { QDate(2026, 10, 22), QDate(2026, 10, 22), u"Rest"_s, u"Team"_s } };
        const auto clash = clashesAt(cardAt({}), at(20, 9), ground);
        QCOMPARE(kindsOf(clash), QList { Kind::DayOff });
        QCOMPARE(clash.constFirst().instead, std::optional(at(23, 9)));
    }

    void aCampaignSaysItsDaysItsEmbargoAndItsHold()
    {
        ClashGround ground = groundOf({});
        Campaign campaign { 5, CampaignId::fresh(), u"Stillwater"_s, {}, {}, QDate(2026, 10, 19), QDate(2026, 10, 25),
            {}, {} };
        campaign.embargoUntil = QDateTime(QDate(2026, 10, 20), QTime(6, 0), Qt::UTC);
        ground.campaigns = { campaign };
        Card card = cardAt({});
        QVERIFY(clashesAt(card, at(18, 9), ground).isEmpty()); // it is no part of it
        card.campaign = 5;
        const auto early = clashesAt(card, at(18, 9), ground);
        QCOMPARE(kindsOf(early), (QList { Kind::Embargo, Kind::OutsideCampaign }));
        QCOMPARE(early.at(0).instead, std::optional(at(20, 8)));
        QCOMPARE(kindsOf(clashesAt(card, at(26, 9), ground)), QList { Kind::OutsideCampaign });
        QVERIFY(clashesAt(card, at(20, 9), ground).isEmpty());
        ground.campaigns[0].heldSince = ground.now;
        QCOMPARE(kindsOf(clashesAt(card, at(20, 9), ground)), QList { Kind::HeldCampaign });
        ground.holdAll = u"Recall"_s;
        QCOMPARE(kindsOf(clashesAt(cardAt({}), at(20, 9), ground)), QList { Kind::HeldAll });
    }

    void hoursThatDoNotExistOrComeTwiceAreSaid()
    {
        const auto twice = clashesAt(cardAt({}), at(25, 2, 30), groundOf({}));
        QCOMPARE(kindsOf(twice), QList { Kind::Clocks });
        const WallTime gap { QDate(2027, 3, 28), QTime(2, 30), "Europe/Amsterdam", WallTime::Turn::First };
        const auto none = clashesAt(cardAt({}), gap, groundOf({}));
        QCOMPARE(kindsOf(none), QList { Kind::Clocks });
        QCOMPARE(none.constFirst().instead->time, QTime(3, 30));
    }

    void onCardsStandsWhatIsTrueOfThemAlone()
    {
        Card sent = cardAt(at(20, 9));
        sent.state = CardState::Published;
        const Card near = cardAt(at(20, 9, 30));
        const Card far = cardAt(at(21, 9));
        ClashGround ground = groundOf({ sent, near, far });
        ground.holdAll = u"Recall"_s;
        const ClashJudge judge(ground);
        QCOMPARE(judge.marks(), (QHash<CardKey, ClashMark> { { { near.post, {} }, ClashMark::Alarm } }));
        QCOMPARE(kindsOf(judge.on(near)), QList { Kind::TooClose });
        QVERIFY(judge.on(sent).isEmpty());
    }

    /// Whatever a page holds, what is said of all cards at once is what is said of each.
    void judgingAllIsJudgingEach()
    {
        QList<Card> cards;
        for (int i = 0; i < 60; ++i)
            cards.append(cardAt(at(13 + i % 15, 8 + i % 9, (i * 7) % 60), u"Hello"_s, i % 3, quint64(i % 11)));
        ClashGround ground = groundOf(cards);
        ground.daysOff = { { QDate(2026, 10, 20), QDate(2026, 10, 20), u"Rest"_s, u"Team"_s } };
        const ClashJudge judge(ground);
        const auto marks = judge.marks();
        QVERIFY(!marks.isEmpty() && marks.size() < cards.size());
        for (const Card &card : cards) {
            const auto each = judge.at(card, *card.at);
            QCOMPARE(marks.contains({ card.post, {} }), !each.isEmpty());
            const bool isAlarm = std::any_of(each.begin(), each.end(), [](const Clash &one) { return !one.isMild(); });
            QCOMPARE(marks.value({ card.post, {} }, ClashMark::Mild) == ClashMark::Alarm, isAlarm);
            QCOMPARE(judge.on(card), each);
        }
    }
};

QTEST_APPLESS_MAIN(TestClashes)
#include "test_clashes.moc"
