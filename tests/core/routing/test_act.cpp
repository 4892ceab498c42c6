#include "tests/core/routing/ruledesk.h"

using namespace wheelhouse;

namespace {

using Kind = RuleAct::Kind;

Subject standingAs(TriageState state)
{
    Subject subject;
    subject.row = 1;
    subject.standing.state = state;
    return subject;
}

ReadyAct ready(Kind kind, qint64 row = 0, int priority = 0)
{
    ReadyAct act;
    act.act.kind = kind;
    act.act.priority = priority;
    act.row = row;
    act.moment.utc = QDateTime(QDate(2026, 10, 13), QTime(9, 0), Qt::UTC);
    return act;
}

constexpr ActTerms byRule { By::Rule, 1'791'801'720'000, false };
constexpr ActTerms byPerson { By::Person, 1'791'801'720'000, false };

} // namespace

class TestAct : public QObject {
    Q_OBJECT
private slots:
    void actsAreKeptAsTheyWereSaid()
    {
        const RuleActs acts { { Kind::Label, QUuid::createUuid(), 0, {} },
            { Kind::Unlabel, QUuid::createUuid(), 0, {} }, { Kind::Assign, QUuid::createUuid(), 0, {} },
            { Kind::HandOver, QUuid::createUuid(), 0, {} }, { Kind::Prioritise, {}, 3, {} },
            { Kind::Snooze, {}, 0, QStringLiteral("tue 9 „früh“") }, { Kind::Done, {}, 0, {} },
            { Kind::Escalate, {}, 0, {} } };
        QCOMPARE(actsFromJson(actsToJson(acts)), acts);
        QCOMPARE(actsFromJson("[{\"do\":\"send\"},{\"do\":\"done\"},7]"), (RuleActs { { Kind::Done, {}, 0, {} } }));
        QCOMPARE(actsFromJson("{broken"), RuleActs());
    }
    void ruleLeavesWhatAPersonDecided_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("hand");
        const auto row = [](const char *name, Kind kind, Hand hand) { QTest::newRow(name) << int(kind) << int(hand); };
        row("label", Kind::Label, Hand::TookLabelOff);
        row("unlabel", Kind::Unlabel, Hand::PutLabelOn);
        row("assign", Kind::Assign, Hand::Who);
        row("hand over", Kind::HandOver, Hand::Who);
        row("prioritise", Kind::Prioritise, Hand::Priority);
        row("snooze", Kind::Snooze, Hand::State);
        row("done", Kind::Done, Hand::State);
        row("escalate", Kind::Escalate, Hand::Escalation);
    }
    void ruleLeavesWhatAPersonDecided()
    {
        QFETCH(int, kind);
        QFETCH(int, hand);
        Subject subject = standingAs(TriageState::New);
        subject.standing.labels = { 7 };
        const auto act = ready(Kind(kind), Kind(kind) == Kind::Unlabel ? 7 : 5, 2);
        QCOMPARE(afterActs(subject, { act }, byRule).did, QList<int> { 0 });
        subject.byPerson = hand;
        const ActOutcome outcome = afterActs(subject, { act }, byRule);
        QCOMPARE(outcome.standing, subject.standing);
        QCOMPARE(outcome.spared.first().second, Spared::Person);
        // A macro is the person's own wish.
        QCOMPARE(afterActs(subject, { act }, byPerson).did, QList<int> { 0 });
        // Another hand keeps nothing from it.
        subject.byPerson = 63 & ~hand;
        QCOMPARE(afterActs(subject, { act }, byRule).did, QList<int> { 0 });
    }
    void aRuleHidesOnlyWhatNobodyTookUp()
    {
        for (const auto state : { TriageState::Open, TriageState::Waiting, TriageState::Snoozed, TriageState::Done,
                 TriageState::Spam, TriageState::Merged })
            for (const Kind kind : { Kind::Done, Kind::Snooze }) {
                const ActOutcome outcome = afterActs(standingAs(state), { ready(kind) }, byRule);
                QCOMPARE(outcome.standing.state, state);
                QCOMPARE(outcome.spared.first().second, Spared::TakenUp);
            }
        Subject woken = standingAs(TriageState::New);
        woken.standing.woke = QStringLiteral("reply");
        QVERIFY(afterActs(woken, { ready(Kind::Done) }, byRule).did.isEmpty());
    }
    void everyActChangesItsFieldAndNoOther()
    {
        const Subject subject = standingAs(TriageState::New);
        const auto after = [&](const ReadyAct &act) { return afterActs(subject, { act }, byRule).standing; };
        Standing wanted = subject.standing;
        wanted.labels = { 5 };
        QCOMPARE(after(ready(Kind::Label, 5)), wanted);
        wanted = subject.standing;
        wanted.assignee = 5;
        QCOMPARE(after(ready(Kind::Assign, 5)), wanted);
        wanted = subject.standing;
        wanted.department = 5;
        QCOMPARE(after(ready(Kind::HandOver, 5)), wanted);
        wanted = subject.standing;
        wanted.priority = 1;
        QCOMPARE(after(ready(Kind::Prioritise, 0, 1)), wanted);
        wanted = subject.standing;
        wanted.escalated = true;
        QCOMPARE(after(ready(Kind::Escalate)), wanted);
        QCOMPARE(after(ready(Kind::Done)).state, TriageState::Done);
        QCOMPARE(after(ready(Kind::Done)).doneAt, byRule.now);
        QCOMPARE(after(ready(Kind::Snooze)).state, TriageState::Snoozed);
        QCOMPARE(after(ready(Kind::Snooze)).snoozeMode, SnoozeMode::TimeOrReply);
    }
    void whoWritesKeepsTheirPlace()
    {
        const ActTerms writing { By::Rule, byRule.now, true };
        const ActOutcome outcome = afterActs(standingAs(TriageState::New),
            { ready(Kind::Assign, 5), ready(Kind::HandOver, 5), ready(Kind::Done), ready(Kind::Snooze),
                ready(Kind::Label, 5), ready(Kind::Prioritise, 0, 1), ready(Kind::Escalate) },
            writing);
        QCOMPARE(outcome.did, (QList<int> { 4, 5, 6 }));
        for (const auto &[place, why] : outcome.spared)
            QCOMPARE(why, Spared::Writing);
    }
    void theSameFactsGiveTheSameOutcome()
    {
        const QList<ReadyAct> acts { ready(Kind::Label, 5), ready(Kind::Assign, 3), ready(Kind::Prioritise, 0, 2) };
        const Subject subject = standingAs(TriageState::New);
        const ActOutcome once = afterActs(subject, acts, byRule);
        QCOMPARE(afterActs(subject, acts, byRule).standing, once.standing);
        // And once more on what came of it: nothing is left to do.
        Subject again = subject;
        again.standing = once.standing;
        QVERIFY(afterActs(again, acts, byRule).did.isEmpty());
    }
    void handsAreWhatDiffers()
    {
        Standing was;
        was.labels = { 1, 2 };
        Standing now = was;
        QCOMPARE(handsBetween(was, now), 0);
        now.unread = true;
        now.claimedBy = 3;
        QCOMPARE(handsBetween(was, now), 0); // looking and claiming decide nothing
        now.labels = { 2, 3 };
        QCOMPARE(handsBetween(was, now), int(Hand::TookLabelOff) | int(Hand::PutLabelOn));
        now = was;
        now.department = 2;
        now.priority = 1;
        now.snoozeUntil = 5;
        now.escalated = true;
        QCOMPARE(
            handsBetween(was, now), int(Hand::Who) | int(Hand::Priority) | int(Hand::State) | int(Hand::Escalation));
    }
};

QTEST_GUILESS_MAIN(TestAct)
#include "test_act.moc"
