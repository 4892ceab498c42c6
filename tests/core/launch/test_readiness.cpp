#include "core/launch/readiness.h"
#include "core/launch/slip.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

/// A plan that is written down in a line: "P lab -5 2 g open" is a step of lane P.
struct Made {
    LaunchPlan plan;
    QHash<QString, StepId> ids;

    Made()
    {
        plan.launch.name = QStringLiteral("Stillwater");
        plan.launch.doors = { QDate(2026, 10, 22), QTime(9, 0), "Europe/Amsterdam", WallTime::Turn::First };
    }
    LaneId lane(const QString &name)
    {
        LaunchLane made;
        made.id = LaneId::fresh();
        made.name = name;
        plan.lanes.append(made);
        return made.id;
    }
    StepId step(LaneId lane, const QString &name, int fromDays, int days, bool isGate,
        LaunchStep::State state = LaunchStep::State::Open)
    {
        LaunchStep made;
        made.id = StepId::fresh();
        made.lane = lane;
        made.name = name;
        made.fromDays = fromDays;
        made.days = days;
        made.isGate = isGate;
        made.state = state;
        plan.steps.append(made);
        return made.id;
    }
    StepId post(LaneId lane, CardState state, LaunchStep::State own = LaunchStep::State::Open)
    {
        const StepId id = step(lane, QStringLiteral("post"), 0, 1, true, own);
        LaunchStep &made = plan.steps.last();
        made.kind = LaunchStep::Kind::Post;
        made.card = Card {};
        made.card->state = state;
        made.card->at = WallTime { QDate(2026, 10, 20), QTime(12, 0), "Europe/Amsterdam", WallTime::Turn::First };
        return id;
    }
    void needs(StepId one, StepId other) { plan.needs.append({ one, other }); }
};

const QDate today(2026, 10, 13);

} // namespace

class TestReadiness : public QObject {
    Q_OBJECT
private slots:
    void gatesAreCountedByLane();
    void aPostPassesItsGateByWhereItStands_data();
    void aPostPassesItsGateByWhereItStands();
    void whatOthersWaitForIsInTheWay();
    void theCriticalPathIsTheLongestOfWhatIsNotDone();
    void aNeedThatEndsTooLateIsSaid();
    void circlesAreFoundWhateverTheOrder();
    void goNeedsEveryLane();
    void aSlipSaysWeekendsDaysOffAndThePast();
};

void TestReadiness::gatesAreCountedByLane()
{
    Made made;
    const LaneId product = made.lane(QStringLiteral("Product"));
    const LaneId care = made.lane(QStringLiteral("Care"));
    made.step(product, QStringLiteral("cans"), -9, 3, true, LaunchStep::State::Done);
    const StepId lab = made.step(product, QStringLiteral("lab"), -5, 2, true, LaunchStep::State::Review);
    made.step(product, QStringLiteral("no gate"), -5, 2, false);
    made.step(care, QStringLiteral("replies"), -8, 3, true, LaunchStep::State::Done);
    const Readiness ready = readiness(made.plan, today);
    QCOMPARE(ready.gates, 3);
    QCOMPARE(ready.passed, 2);
    QCOMPARE(ready.lanes.at(0).open, QList<StepId> { lab });
    QVERIFY(!ready.lanes.at(0).isReady());
    QVERIFY(ready.lanes.at(1).isReady());
}

void TestReadiness::aPostPassesItsGateByWhereItStands_data()
{
    QTest::addColumn<CardState>("card");
    QTest::addColumn<bool>("isSaidDone");
    QTest::addColumn<bool>("passed");
    QTest::newRow("draft") << CardState::Draft << false << false;
    QTest::newRow("draft, somebody said it is done") << CardState::Draft << true << true;
    QTest::newRow("in review") << CardState::InReview << false << false;
    QTest::newRow("approved") << CardState::Approved << false << true;
    QTest::newRow("sending") << CardState::Sending << false << true;
    QTest::newRow("published") << CardState::Published << false << true;
    QTest::newRow("held") << CardState::Held << true << false;
    QTest::newRow("failed") << CardState::Failed << true << false;
    QTest::newRow("missed") << CardState::Missed << true << false;
    QTest::newRow("in doubt") << CardState::Unconfirmed << true << false;
}

void TestReadiness::aPostPassesItsGateByWhereItStands()
{
    QFETCH(CardState, card);
    QFETCH(bool, isSaidDone);
    Made made;
    made.post(
        made.lane(QStringLiteral("Marketing")), card, isSaidDone ? LaunchStep::State::Done : LaunchStep::State::Open);
    QTEST(isPassed(made.plan.steps.constFirst()), "passed");
}

void TestReadiness::whatOthersWaitForIsInTheWay()
{
    Made made;
    const LaneId lane = made.lane(QStringLiteral("Product"));
    const StepId late = made.step(lane, QStringLiteral("late"), -12, 1, true);
    const StepId lab = made.step(lane, QStringLiteral("lab"), -5, 2, true, LaunchStep::State::Review);
    const StepId clear = made.step(lane, QStringLiteral("clear"), -3, 2, true);
    made.needs(clear, lab);
    QCOMPARE(readiness(made.plan, today).inTheWay, (QList<StepId> { late, lab }));
    for (LaunchStep &each : made.plan.steps)
        if (each.id == lab || each.id == late)
            each.state = LaunchStep::State::Done;
    QVERIFY(readiness(made.plan, today).inTheWay.isEmpty());
}

void TestReadiness::theCriticalPathIsTheLongestOfWhatIsNotDone()
{
    Made made;
    const LaneId lane = made.lane(QStringLiteral("Product"));
    const StepId a = made.step(lane, QStringLiteral("a"), -9, 2, false);
    const StepId b = made.step(lane, QStringLiteral("b"), -7, 5, false);
    const StepId c = made.step(lane, QStringLiteral("c"), -6, 1, false);
    const StepId d = made.step(lane, QStringLiteral("d"), -1, 1, false);
    made.needs(b, a);
    made.needs(d, b);
    made.needs(d, c);
    QCOMPARE(readiness(made.plan, today).criticalPath, (QList<StepId> { a, b, d }));
    for (LaunchStep &each : made.plan.steps)
        if (each.id == b)
            each.state = LaunchStep::State::Done;
    QCOMPARE(readiness(made.plan, today).criticalPath, (QList<StepId> { c, d }));
    // One that came in as a circle, by whatever way, ends too.
    made.needs(a, d);
    QVERIFY(readiness(made.plan, today).criticalPath.size() <= 4);
}

void TestReadiness::aNeedThatEndsTooLateIsSaid()
{
    Made made;
    const LaneId lane = made.lane(QStringLiteral("Product"));
    const StepId lab = made.step(lane, QStringLiteral("lab"), -5, 3, true);
    const StepId clear = made.step(lane, QStringLiteral("clear"), -3, 2, true);
    made.needs(clear, lab);
    QVERIFY(readiness(made.plan, today).tooLate.isEmpty()); // ends on the day the other begins
    made.plan.steps[0].days = 4;
    QCOMPARE(readiness(made.plan, today).tooLate, (QList<LaunchNeed> { { clear, lab } }));
}

void TestReadiness::circlesAreFoundWhateverTheOrder()
{
    QList<StepId> ids;
    for (int i = 0; i < 6; ++i)
        ids.append(StepId::fresh());
    QList<LaunchNeed> chain;
    for (int i = 0; i + 1 < ids.size(); ++i)
        chain.prepend({ ids.at(i), ids.at(i + 1) }); // each waits for the next
    QVERIFY(circleWith(chain, { ids.at(0), ids.at(5) }).isEmpty());
    const QList<StepId> whole = circleWith(chain, { ids.at(5), ids.at(0) });
    QCOMPARE(whole.size(), 7);
    QCOMPARE(whole.constFirst(), ids.at(5));
    QCOMPARE(whole.at(1), ids.at(0));
    QCOMPARE(whole.constLast(), ids.at(5));
    QCOMPARE(circleWith(chain, { ids.at(3), ids.at(2) }), (QList<StepId> { ids.at(3), ids.at(2), ids.at(3) }));
    QVERIFY(!circleWith({}, { ids.at(1), ids.at(1) }).isEmpty());
}

void TestReadiness::goNeedsEveryLane()
{
    Made made;
    QVERIFY(!readiness(made.plan, today).isGo);
    made.lane(QStringLiteral("Product"));
    made.lane(QStringLiteral("Legal"));
    made.plan.lanes[0].vote = Vote::Go;
    QVERIFY(readiness(made.plan, today).whyNot.contains(QStringLiteral("Legal")));
    made.plan.lanes[1].vote = Vote::Go;
    QVERIFY(readiness(made.plan, today).isGo);
    made.plan.lanes[1].vote = Vote::NoGo;
    made.plan.lanes[1].why = QStringLiteral("the label");
    QVERIFY(readiness(made.plan, today).whyNot.contains(QStringLiteral("the label")));
}

void TestReadiness::aSlipSaysWeekendsDaysOffAndThePast()
{
    Made made;
    const LaneId lane = made.lane(QStringLiteral("Product"));
    made.step(lane, QStringLiteral("to Saturday"), -1, 1, false); // 21 → 24 October
    made.step(lane, QStringLiteral("to a day off"), 6, 1, false); // 28 → 31, a Saturday too
    made.post(lane, CardState::Published);
    made.plan.steps.last().card->targets = { { 1, {}, {}, Delivery::State::Sent, {}, {} } };
    const QList<DayOff> off { { QDate(2026, 10, 31), QDate(2026, 10, 31), QStringLiteral("Reformation Day"), {} } };
    const QDateTime now(QDate(2026, 10, 13), QTime(8, 0), Qt::UTC);
    const Slip slip = slipOf(made.plan, 3, off, now);
    QCOMPARE(slip.weekends, 2);
    QCOMPARE(slip.daysOff, 1);
    QCOMPARE(slip.past, 0);
    QCOMPARE(slip.stays, 1);
    QCOMPARE(slip.steps, 2);
    QVERIFY(slip.refusal.isEmpty());
    QVERIFY(!slip.clocks.isEmpty()); // the 25th lies between
    QVERIFY(slipOf(made.plan, 1, off, now).clocks.isEmpty());
    const Slip back = slipOf(made.plan, -9, off, now);
    QCOMPARE(back.past, 1); // the task of the 21st; it may stand there
    QVERIFY(back.refusal.isEmpty());
    QVERIFY(!slipOf(made.plan, 0, off, now).refusal.isEmpty());
}

QTEST_GUILESS_MAIN(TestReadiness)
#include "test_readiness.moc"
