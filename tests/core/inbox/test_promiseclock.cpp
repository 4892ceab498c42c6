#include "core/inbox/promiseclock.h"
#include "tests/support/rounds.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QtTest>

using namespace wheelhouse;

namespace {

using Kind = PromiseFact::Kind;
constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;

// Wednesday 14 January 2026, 09:00 UTC.
const qint64 nine = QDateTime(QDate(2026, 1, 14), QTime(9, 0), Qt::UTC).toMSecsSinceEpoch();
qint64 at(int hours, int minutes = 0)
{
    return nine + (hours - 9) * hour + minutes * minute;
}
PromiseFact wrote(qint64 when, qint64 mention)
{
    return { when, Kind::TheyWrote, mention };
}
PromiseFact thanked(qint64 when)
{
    return { when, Kind::TheyThanked };
}
PromiseFact answered(qint64 when)
{
    return { when, Kind::WeAnswered };
}
PromiseFact moved(qint64 when, TriageState state)
{
    return { when, Kind::Moved, 0, state };
}
PromiseFact snoozed(qint64 when, qint64 until, SnoozeMode mode = SnoozeMode::TimeOrReply)
{
    return { when, Kind::Moved, 0, TriageState::Snoozed, mode, until };
}

Openings office()
{
    return Openings(WorkingHours::officeDays("UTC", { 540, 1020 }));
}

Reckoned reckonOne(const Owed &owed, qint64 target, bool pauses = false)
{
    return reckon(owed, { target, pauses }, office());
}

// ---- the slow reference: every minute is looked at

/// The offsets of a zone as the tables of shared data have them, without Qt's zones; Qt's where they are not here.
class SlowZone {
public:
    explicit SlowZone(const QByteArray &id)
        : m_zone(id)
    {
        const QJsonObject zones =
            QJsonDocument::fromJson(sharedFile(QStringLiteral("time/dst_transitions_2009_2029.json")))
                .object()
                .value(QLatin1String("zones"))
                .toObject();
        for (const auto &each : zones.value(QString::fromLatin1(id)).toArray())
            m_changes.append(
                { QDateTime::fromString(each[QLatin1String("utc")].toString(), Qt::ISODate).toSecsSinceEpoch() / 60,
                    each[QLatin1String("offset_before_s")].toInt() / 60,
                    each[QLatin1String("offset_after_s")].toInt() / 60 });
    }
    [[nodiscard]] qint64 offset(qint64 minutes) const
    {
        if (m_changes.isEmpty())
            return m_zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(minutes * 60, Qt::UTC)) / 60;
        qint64 now = m_changes.first().before;
        for (const Change &each : m_changes)
            if (each.at <= minutes)
                now = each.after;
        return now;
    }

private:
    struct Change {
        qint64 at;
        qint64 before;
        qint64 after;
    };
    QTimeZone m_zone;
    QList<Change> m_changes;
};

constexpr int slowMinutes = 24 * 24 * 60;

/// Which of the minutes from \a start on are open: by the furthest that the wall has shown yet.
std::vector<bool> openMinutes(const WorkingHours &hours, const SlowZone &zone, qint64 start)
{
    std::vector<bool> open(slowMinutes);
    QSet<qint64> off;
    for (const Holiday &each : hours.holidays)
        off.insert(each.date.toJulianDay() - 2'440'588);
    qint64 furthest = 0;
    for (qint64 i = -3 * 1440; i < slowMinutes; ++i) {
        furthest = std::max(furthest, start + i + zone.offset(start + i));
        if (i < 0)
            continue;
        const qint64 day = furthest / 1440;
        const int inDay = int(furthest % 1440);
        for (const OpenWindow &window : hours.days.at(size_t((day + 3) % 7))) // 1 January 1970 was a Thursday
            if (inDay >= window.opens && inDay < window.closes && !off.contains(day))
                open[size_t(i)] = true;
    }
    return open;
}

struct SlowClock {
    Owed::Kind kind = Owed::Kind::First;
    qint64 mention = 0;
    qint64 due = 0; ///< minute; 0: not yet
    qint64 stopped = 0; ///< minute; 0: runs or sleeps
    bool sleeps = false;
    bool ran = false; ///< what came into spam, and stayed there, was never owed
    int used = 0;
};

/// A history, lived through minute by minute.
struct SlowLife {
    QList<SlowClock> clocks;
    TriageState state = TriageState::New;

    void live(const QList<PromiseFact> &facts, const std::vector<bool> &open, qint64 start, int target, bool pauses)
    {
        SnoozeMode mode = SnoozeMode::None;
        qint64 until = 0;
        bool spoke = false;
        bool replied = false;
        std::optional<SlowClock> now;
        const auto owing = [&] {
            return state == TriageState::New || state == TriageState::Open || state == TriageState::Snoozed;
        };
        const auto put = [&] {
            if (now)
                clocks.append(*now);
            now.reset();
        };
        qsizetype next = 0;
        for (qint64 m = start; m < start + slowMinutes; ++m) {
            if (state == TriageState::Snoozed && mode != SnoozeMode::UntilReply && until == m * minute)
                state = TriageState::Open;
            for (; next < facts.size() && facts.at(next).at == m * minute; ++next) {
                const PromiseFact &fact = facts.at(next);
                const bool owed = owing();
                if (fact.kind == Kind::TheyWrote) {
                    spoke = true;
                    if (now && !owed && state != TriageState::Spam)
                        put();
                    state = wheelhouse::next(state, TriageEvent::TheyWrote, mode).value_or(state);
                    if (!now)
                        now = SlowClock { replied ? Owed::Kind::Next : Owed::Kind::First, fact.mention };
                } else if (fact.kind == Kind::TheyThanked) {
                    spoke = true;
                    state = wheelhouse::next(state, TriageEvent::TheyThanked, mode).value_or(state);
                } else if (fact.kind == Kind::WeAnswered) {
                    if (now && owed)
                        now->stopped = m;
                    put();
                    replied = replied || spoke;
                    state = wheelhouse::next(state, TriageEvent::WeAnswered, mode).value_or(state);
                } else {
                    state = fact.state;
                    mode = fact.mode;
                    until = fact.snoozeUntil;
                }
                if (now && owed && !owing())
                    now->stopped = m;
                if (now && owing()) {
                    now->stopped = 0;
                    now->ran = true;
                }
            }
            if (!now)
                continue;
            now->ran = now->ran || owing();
            now->sleeps = pauses && state == TriageState::Snoozed;
            if (owing() && !now->sleeps && open[size_t(m - start)] && ++now->used == target)
                now->due = m + 1;
        }
        put();
    }
};

struct Zone {
    const char *name;
    const char *around; ///< a day near which its clocks change
};
constexpr std::array<Zone, 8> zones { {
    { "Europe/Amsterdam", "2026-03-22" },
    { "Europe/Amsterdam", "2026-10-18" },
    { "America/New_York", "2026-03-01" },
    { "America/New_York", "2026-10-25" },
    { "Australia/Lord_Howe", "2026-03-29" },
    { "Australia/Lord_Howe", "2026-09-27" },
    { "Asia/Kathmandu", "2026-05-01" },
    { "Pacific/Apia", "2011-12-23" },
} };

WorkingHours randomHours(QRandomGenerator &dice, const Zone &zone, QDate from)
{
    WorkingHours hours;
    hours.zone = zone.name;
    for (auto &day : hours.days) {
        const int windows = dice.bounded(4);
        for (int i = 0; i < windows; ++i) {
            const int opens = dice.bounded(0, 24 * 12) * 5;
            day.append({ opens, std::min(1440, opens + 5 * dice.bounded(1, 120)) });
        }
    }
    for (int i = dice.bounded(4); i > 0; --i)
        hours.holidays.append({ from.addDays(dice.bounded(20)), {} });
    hours.days.at(6).append({ dice.bounded(24) * 5, 200 }); // Sunday morning, when clocks change
    return *hours.checked();
}

QList<PromiseFact> randomFacts(QRandomGenerator &dice, qint64 start)
{
    constexpr std::array<TriageState, 5> states { TriageState::Open, TriageState::Waiting, TriageState::Snoozed,
        TriageState::Done, TriageState::Spam };
    constexpr std::array<SnoozeMode, 4> modes { SnoozeMode::UntilTime, SnoozeMode::UntilReply, SnoozeMode::TimeOrReply,
        SnoozeMode::TimeRegardless };
    QList<PromiseFact> facts;
    qint64 now = start;
    for (int i = 1 + dice.bounded(9); i > 0; --i) {
        now += 1 + dice.bounded(30) * dice.bounded(80);
        PromiseFact fact { now * minute, Kind::TheyWrote, now };
        const int throwOf = dice.bounded(10);
        if (throwOf >= 8)
            fact.kind = Kind::WeAnswered;
        else if (throwOf == 7)
            fact.kind = Kind::TheyThanked;
        else if (throwOf >= 3) {
            fact.kind = Kind::Moved;
            fact.state = states.at(size_t(dice.bounded(5)));
            if (fact.state == TriageState::Snoozed) {
                fact.mode = modes.at(size_t(dice.bounded(4)));
                fact.snoozeUntil = (now + 1 + dice.bounded(4'000)) * minute;
            }
        }
        facts.append(fact);
    }
    return facts;
}

QString told(
    Owed::Kind kind, qint64 mention, const QString &standing, qint64 due, qint64 stopped, bool kept, qint64 late)
{
    return QStringLiteral("%1 owed for %2: %3, due %4, stopped %5, %6 late %7")
        .arg(int(kind))
        .arg(mention)
        .arg(standing)
        .arg(due)
        .arg(stopped)
        .arg(kept)
        .arg(late);
}

QString told(const SlowClock &clock)
{
    const QString standing = clock.stopped ? QStringLiteral("stopped")
        : clock.sleeps                     ? QStringLiteral("paused")
                                           : QStringLiteral("running");
    const bool kept = clock.stopped && (clock.due == 0 || clock.stopped <= clock.due);
    return told(clock.kind, clock.mention, standing, clock.due, clock.stopped, kept,
        clock.stopped && !kept ? clock.stopped - clock.due : 0);
}

QString told(const Owed &owed, const Reckoned &found, qint64 horizon)
{
    const QString standing = found.standing == Reckoned::Standing::Stopped ? QStringLiteral("stopped")
        : found.standing == Reckoned::Standing::Paused                     ? QStringLiteral("paused")
                                                                           : QStringLiteral("running");
    const qint64 due = found.dueAt / minute;
    return told(owed.kind, owed.mention, standing, due > horizon ? 0 : due, found.stoppedAt / minute, found.kept,
        found.lateMs / minute);
}

} // namespace

class TestPromiseClock : public QObject {
    Q_OBJECT
private slots:
    void theFirstReplyIsOwedFromTheirFirstMessage();
    void theNextReplyIsOwedAfterOurs();
    void writingAgainBeforeWeAnswerStartsNoSecondClock();
    void underOurOwnPostTheFirstReplyIsStillAFirst();
    void thanksStartNothing();
    void afterDoneGoodbyesOweNothing();
    void doneStopsAndOpeningAgainGoesOn();
    void waitingOnThemStopsAndTheirAnswerIsOwedAnew();
    void snoozingDoesNotMakeThemWaitLessUnlessThePolicySaysSo();
    void aSnoozeEndsByItsHourThoughNobodyIsThere();
    void theLastToSpeakOwesNothing();
    void twoPausesAreBothLeftOut();
    void spamOwesNothingUntilItIsNone();
    void warningsComeAtTheirShares();
    void whatIsDueAtClosingIsLateInTheEvening();
    void theOrderOfKnowingDoesNotMatter();
    void whereReplayAndStoreDifferTheStoreIsRight();
    void b03_b09_tenThousandHistoriesEqualTheSlowReference();
};

void TestPromiseClock::theFirstReplyIsOwedFromTheirFirstMessage()
{
    const auto owed = owedFrom({ wrote(at(10), 1), answered(at(11)) }, TriageState::Waiting, at(11));
    QCOMPARE(owed.size(), 1);
    QCOMPARE(owed.first().kind, Owed::Kind::First);
    const Reckoned found = reckonOne(owed.first(), 2 * hour);
    QCOMPARE(found.dueAt, 0); // the time was not used up
    QVERIFY(found.kept);
    QCOMPARE(found.usedMs, hour);
    const Reckoned broken = reckonOne(owed.first(), hour / 2);
    QVERIFY(!broken.kept);
    QCOMPARE(broken.lateMs, hour / 2);
}

void TestPromiseClock::theNextReplyIsOwedAfterOurs()
{
    const auto owed = owedFrom({ wrote(at(10), 1), answered(at(11)), wrote(at(13), 2) }, TriageState::Open, at(13));
    QCOMPARE(owed.size(), 2);
    QCOMPARE(owed.last().kind, Owed::Kind::Next);
    QVERIFY(owed.last().isRunning());
    QCOMPARE(reckonOne(owed.last(), hour).dueAt, at(14));
}

void TestPromiseClock::writingAgainBeforeWeAnswerStartsNoSecondClock()
{
    const auto owed = owedFrom({ wrote(at(10), 1), wrote(at(12), 2) }, TriageState::New, at(12));
    QCOMPARE(owed.size(), 1);
    QCOMPARE(owed.first().beganAt, at(10));
}

void TestPromiseClock::underOurOwnPostTheFirstReplyIsStillAFirst()
{
    const auto owed = owedFrom({ answered(at(9)), wrote(at(10), 1) }, TriageState::New, at(10));
    QCOMPARE(owed.size(), 1);
    QCOMPARE(owed.first().kind, Owed::Kind::First);
}

void TestPromiseClock::thanksStartNothing()
{
    const auto owed = owedFrom({ wrote(at(10), 1), answered(at(11)), thanked(at(12)) }, TriageState::Waiting, at(12));
    QCOMPARE(owed.size(), 1);
    QVERIFY(!owed.first().isRunning());
    QVERIFY(owedFrom({ thanked(at(12)) }, TriageState::New, at(12)).isEmpty());
}

// chatwoot#10178: the clock of the next reply went on after resolve, and with every goodbye.
void TestPromiseClock::afterDoneGoodbyesOweNothing()
{
    const auto owed = owedFrom({ wrote(at(10), 1), answered(at(11)), wrote(at(12), 2), moved(at(13), TriageState::Done),
                                   thanked(at(14)), thanked(at(15)) },
        TriageState::Done, at(13));
    QCOMPARE(owed.size(), 2);
    const Reckoned found = reckonOne(owed.last(), 90 * minute);
    QCOMPARE(found.stoppedAt, at(13));
    QVERIFY(found.kept);
}

void TestPromiseClock::doneStopsAndOpeningAgainGoesOn()
{
    const auto owed =
        owedFrom({ wrote(at(10), 1), moved(at(10, 30), TriageState::Done), moved(at(14), TriageState::Open) },
            TriageState::Open, at(14));
    QCOMPARE(owed.size(), 1);
    QCOMPARE(reckonOne(owed.first(), hour).dueAt, at(14, 30));
}

void TestPromiseClock::waitingOnThemStopsAndTheirAnswerIsOwedAnew()
{
    const auto owed = owedFrom(
        { wrote(at(10), 1), moved(at(10, 30), TriageState::Waiting), wrote(at(14), 2) }, TriageState::Open, at(14));
    QCOMPARE(owed.size(), 2);
    QVERIFY(reckonOne(owed.first(), hour).kept);
    QCOMPARE(owed.last().kind, Owed::Kind::First); // nobody has replied yet
    QCOMPARE(reckonOne(owed.last(), hour).dueAt, at(15));
}

void TestPromiseClock::snoozingDoesNotMakeThemWaitLessUnlessThePolicySaysSo()
{
    const auto owed = owedFrom({ wrote(at(10), 1), snoozed(at(10, 30), at(13)) }, TriageState::Snoozed, at(10, 30));
    QCOMPARE(reckonOne(owed.first(), hour).dueAt, at(11));
    const Reckoned paused = reckonOne(owed.first(), hour, true);
    QCOMPARE(paused.standing, Reckoned::Standing::Paused);
    QCOMPARE(paused.dueAt, 0);
    QCOMPARE(reckonOne(owed.first(), 20 * minute, true).dueAt, at(10, 20)); // broken before it slept
}

void TestPromiseClock::aSnoozeEndsByItsHourThoughNobodyIsThere()
{
    const auto owed = owedFrom({ wrote(at(10), 1), snoozed(at(10, 30), at(13)) }, TriageState::Open, at(16));
    QCOMPARE(reckonOne(owed.first(), hour, true).dueAt, at(13, 30));
}

// zammad#3140: it fired although the agent was the last to speak.
void TestPromiseClock::theLastToSpeakOwesNothing()
{
    const auto owed = owedFrom({ wrote(at(10), 1), answered(at(11)), answered(at(12)) }, TriageState::Waiting, at(12));
    QCOMPARE(owed.size(), 1);
    QCOMPARE(owed.first().runs.last().to, at(11));
}

// glpi#15605: a promise forgot the pauses before it. Over the night, too.
void TestPromiseClock::twoPausesAreBothLeftOut()
{
    const auto owed =
        owedFrom({ wrote(at(10), 1), moved(at(10, 20), TriageState::Waiting), moved(at(11), TriageState::Open),
                     moved(at(11, 20), TriageState::Done), moved(at(16, 50), TriageState::Open) },
            TriageState::Open, at(16, 50));
    QCOMPARE(reckonOne(owed.first(), hour).dueAt, at(24 + 9, 10));
}

void TestPromiseClock::spamOwesNothingUntilItIsNone()
{
    QVERIFY(
        !owedFrom({ wrote(at(10), 1), moved(at(10), TriageState::Spam), wrote(at(12), 2) }, TriageState::Spam, at(10))
             .first()
             .isRunning());
    const auto owed = owedFrom(
        { wrote(at(10), 1), moved(at(10, 30), TriageState::Spam), wrote(at(12), 2), moved(at(13), TriageState::Open) },
        TriageState::Open, at(13));
    QCOMPARE(owed.size(), 1);
    QCOMPARE(reckonOne(owed.first(), hour).dueAt, at(13, 30));
}

void TestPromiseClock::warningsComeAtTheirShares()
{
    const auto owed = owedFrom({ wrote(at(16), 1) }, TriageState::New, at(16));
    const Reckoned found = reckonOne(owed.first(), 100 * minute);
    QCOMPARE(found.warnAt.at(0), at(16, 50));
    QCOMPARE(found.warnAt.at(1), at(24 + 9, 20));
    QCOMPARE(found.warnAt.at(2), at(24 + 9, 40));
}

void TestPromiseClock::whatIsDueAtClosingIsLateInTheEvening()
{
    const auto owed = owedFrom({ wrote(at(16), 1), answered(at(20)) }, TriageState::Waiting, at(20));
    const Reckoned found = reckonOne(owed.first(), hour);
    QCOMPARE(found.dueAt, at(17));
    QVERIFY(!found.kept);
    QCOMPARE(found.lateMs, 3 * hour);
}

// Three days off line and then in one go: the same promises as if it had come one by one.
void TestPromiseClock::theOrderOfKnowingDoesNotMatter()
{
    QList<PromiseFact> facts { wrote(at(10), 1), moved(at(10, 30), TriageState::Waiting), wrote(at(13), 2),
        answered(at(14)), wrote(at(15), 3) };
    const auto expected = owedFrom(facts, TriageState::Open, at(15));
    std::sort(facts.begin(), facts.end(), [](const auto &a, const auto &b) { return a.at > b.at; });
    QCOMPARE(owedFrom(facts, TriageState::Open, at(15)), expected);
}

void TestPromiseClock::whereReplayAndStoreDifferTheStoreIsRight()
{
    const auto stopped = owedFrom({ wrote(at(10), 1) }, TriageState::Done, at(11));
    QCOMPARE(stopped.first().runs.last().to, at(11));
    const auto runs = owedFrom({ wrote(at(10), 1), moved(at(11), TriageState::Done) }, TriageState::Open, at(12));
    QVERIFY(runs.first().isRunning());
    QCOMPARE(runs.first().runs.last().from, at(12));
}

void TestPromiseClock::b03_b09_tenThousandHistoriesEqualTheSlowReference()
{
    const int calendars = rounds("random histories of promises, by 25", 40, 400);
    constexpr int histories = 25;
    QRandomGenerator dice(20261115);
    int compared = 0;
    for (int c = 0; c < calendars; ++c) {
        const Zone &zone = zones.at(size_t(c) % zones.size());
        const QDate from = QDate::fromString(QString::fromLatin1(zone.around), Qt::ISODate);
        const qint64 start = QDateTime(from, QTime(0, 0), Qt::UTC).toSecsSinceEpoch() / 60;
        const WorkingHours hours = randomHours(dice, zone, from);
        const auto open = openMinutes(hours, SlowZone(zone.name), start);
        const Openings openings(hours);
        for (int h = 0; h < histories; ++h) {
            const auto facts = randomFacts(dice, start);
            const int target = 10 * (1 + dice.bounded(180));
            const bool pauses = dice.bounded(2) == 1;
            SlowLife life;
            life.live(facts, open, start, target, pauses);
            const qint64 end = start + slowMinutes;
            const auto owed = owedFrom(facts, life.state, (end - 1) * minute);
            QStringList fast;
            QStringList slow;
            for (const Owed &each : owed)
                if (!each.runs.isEmpty())
                    fast.append(told(each, reckon(each, { target * minute, pauses }, openings), end));
            for (const SlowClock &each : std::as_const(life.clocks))
                if (each.ran)
                    slow.append(told(each));
            QVERIFY2(fast == slow,
                qPrintable(QStringLiteral("calendar %1 (%2 %3), history %4:\n%5\nnot\n%6")
                               .arg(c)
                               .arg(QString::fromLatin1(zone.name), hoursToText(hours))
                               .arg(h)
                               .arg(fast.join(u'\n'), slow.join(u'\n'))));
            ++compared;
        }
    }
    QCOMPARE(compared, calendars * histories);
}

QTEST_GUILESS_MAIN(TestPromiseClock)
#include "test_promiseclock.moc"
