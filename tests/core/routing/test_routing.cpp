#include "core/operations/verify.h"
#include "tests/core/routing/ruledesk.h"

using namespace wheelhouse;

namespace {

using Kind = RuleAct::Kind;

QString spared(const QList<RuleRun> &runs)
{
    QStringList all;
    for (const RuleRun &run : runs)
        all.append(sparedToText(run.spared));
    return all.join(u'|');
}

} // namespace

class TestRouting : public QObject {
    Q_OBJECT
private slots:
    void aRuleActsOnWhatArrivesAndTheItemSaysSo()
    {
        RuleDesk desk;
        const Member bo = desk.colleague("Bo");
        desk.add("bread", { RuleDesk::priority(4) });
        const RuleId id =
            desk.add("refund lang:en", { desk.labelling("Refund"), desk.assigning(bo), RuleDesk::priority(2) });
        desk.receive(
            { desk.saying(QStringLiteral("1"), QStringLiteral("I would like my refund now, please and thanks")),
                desk.saying(QStringLiteral("2"), QStringLiteral("Nothing to see here, only words")) });
        const ConversationItem item = desk.itemOf("1");
        QCOMPARE(item.labels, QList<qint64> { desk.label("Refund").row });
        QCOMPARE(item.assignee, bo.row);
        QCOMPARE(item.priority, 2);
        QCOMPARE(item.state, TriageState::New); // a rule sorts, it does not take up
        QVERIFY(item.unread);
        QCOMPARE(desk.itemOf("2").priority, 0);
        QVERIFY(desk.runsOn("2").isEmpty());
        const auto runs = desk.runsOn("1");
        QCOMPARE(runs.size(), 1);
        QCOMPARE(runs.first().number, 2);
        QCOMPARE(runs.first().version, 1);
        QCOMPARE(runs.first().did, (QList<int> { 0, 1, 2 }));
        QCOMPARE(runs.first().text.reason, QStringLiteral("It was agreed"));
        QVERIFY(desk.talliesAreTrue());
        QVERIFY(verifyChain(desk.log)->holds());
        Statement actor(desk.writer(), "SELECT count(*) FROM operation WHERE kind = 'triage.rule' AND actor = ?1");
        QCOMPARE(RuleDesk::must(actor.number(id)).value_or(0), 1);
    }
    void rulesRunInOrderAndSeeWhatWasDoneBefore()
    {
        RuleDesk desk;
        desk.add("refund", { desk.labelling("Money") });
        desk.add("label:Money", { RuleDesk::priority(1) });
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("refund")) });
        QCOMPARE(desk.itemOf("1").priority, 1);
        QVERIFY(desk.rules.move(RuleDesk::must(desk.rules.list(Rule::Kind::Rule)).last().id, 0));
        desk.receive({ desk.saying(QStringLiteral("2"), QStringLiteral("refund")) });
        QCOMPARE(desk.itemOf("2").priority, 0);
    }
    void aStopKeepsTheOthersAwayFromWhatItFits()
    {
        RuleDesk desk;
        desk.add("spam", {}, true);
        desk.add("offer OR refund", { RuleDesk::priority(2) });
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("spam offer")),
            desk.saying(QStringLiteral("2"), QStringLiteral("refund offer")) });
        QCOMPARE(desk.itemOf("1").priority, 0);
        QCOMPARE(desk.itemOf("2").priority, 2);
        QCOMPARE(desk.runsOn("1").size(), 1);
    }
    void aRuleThatRestsOrIsRemovedDoesNothing()
    {
        RuleDesk desk;
        const RuleId one = desk.add("refund", { RuleDesk::priority(2) });
        const RuleId two = desk.add("refund", { RuleDesk::plain(Kind::Escalate) });
        QVERIFY(desk.rules.setOn(one, false));
        QVERIFY(desk.rules.remove(two));
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("refund")) });
        QCOMPARE(desk.itemOf("1").priority, 0);
        QVERIFY(!desk.itemOf("1").escalated);
        QCOMPARE(desk.steps("triage.rule"), 0);
    }
    void oneOperationARuleAndABatch()
    {
        RuleDesk desk;
        desk.add("refund", { RuleDesk::priority(2) });
        desk.add("refund", { RuleDesk::plain(Kind::Escalate) });
        QList<Arrival> batch;
        for (int i = 0; i < 40; ++i)
            batch.append(desk.saying(QString::number(i), QStringLiteral("refund %1").arg(i), i));
        desk.receive(batch);
        QCOMPARE(desk.steps("triage.rule"), 2);
    }
    void whatARuleDidIsTakenBackAsAStepOfItsOwn()
    {
        RuleDesk desk;
        desk.add("refund", { RuleDesk::priority(2), desk.labelling("Money") });
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("refund")) });
        QVERIFY(desk.triage.setUnread({ desk.conversationOf(QStringLiteral("1")) }, false));
        // A person's Ctrl+Z takes back the person's step, not what a rule did meanwhile.
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.itemOf("1").priority, 2);
        QVERIFY(desk.itemOf("1").unread);
        const RuleRun run = desk.runsOn("1").first();
        const auto undone = desk.undo.goOn(run.operation, Undo::Way::Back);
        QVERIFY2(undone, undone ? "" : qPrintable(undone.error().message));
        QCOMPARE(desk.itemOf("1").priority, 0);
        QVERIFY(desk.itemOf("1").labels.isEmpty());
        QVERIFY(desk.runsOn("1").first().isTakenBack);
        // A person said no to it: the next message of this conversation does not bring it back.
        desk.receive({ desk.saying(QStringLiteral("2"), QStringLiteral("refund?"), 0, QStringLiteral("1")) });
        QCOMPARE(desk.itemOf("1").priority, 0);
        QVERIFY(desk.itemOf("1").labels.isEmpty());
        QVERIFY(desk.talliesAreTrue());
    }
    void whatAPersonDecidedStands()
    {
        RuleDesk desk;
        const Member bo = desk.colleague("Bo");
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("hello"), 5) });
        const QList<qint64> row { desk.conversationOf(QStringLiteral("1")) };
        const Label money = desk.label("Money");
        QVERIFY(desk.triage.label(row, { money.row }, {}));
        QVERIFY(desk.triage.label(row, {}, { money.row }));
        QVERIFY(desk.triage.prioritise(row, 4));
        QVERIFY(desk.triage.assign(row, desk.me()));
        desk.add("refund",
            { desk.assigning(bo), RuleDesk::priority(1), desk.labelling("Money"), RuleDesk::plain(Kind::Done),
                { Kind::Snooze, {}, 0, QStringLiteral("tomorrow") } });
        desk.receive({ desk.saying(QStringLiteral("2"), QStringLiteral("refund"), 0, QStringLiteral("1")) });
        const ConversationItem item = desk.itemOf("1");
        QCOMPARE(item.assignee, desk.me());
        QCOMPARE(item.priority, 4);
        QCOMPARE(item.state, TriageState::Open);
        QVERIFY(item.labels.isEmpty());
        QCOMPARE(spared(desk.runsOn("1")), QStringLiteral("0:person 1:person 2:person 3:person 4:person"));
        QCOMPARE(desk.steps("triage.rule"), 0);
    }
    void whatIsDoneStaysDoneAndWhatIsWrittenInKeepsItsPlace()
    {
        RuleDesk desk;
        const Member bo = desk.colleague("Bo");
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("hello"), 9),
            desk.saying(QStringLiteral("2"), QStringLiteral("good day"), 8) });
        QVERIFY(desk.writer().run("UPDATE conversation SET state = 'done', done_at = 1791801600000"));
        QVERIFY(desk.writer().run("UPDATE tally SET state = 'done' WHERE state = 'new'"));
        desk.add("thanks OR refund", { RuleDesk::plain(Kind::Done), desk.assigning(bo) });
        desk.receive({ desk.saying(QStringLiteral("3"), QStringLiteral("thanks!"), 1, QStringLiteral("1")) });
        QCOMPARE(desk.stateOf(desk.conversationOf(QStringLiteral("1"))), QStringLiteral("done"));
        QCOMPARE(desk.itemOf("1").assignee, 0);
        // A reply begun: the words stay, and so does the conversation.
        desk.receive({ desk.saying(QStringLiteral("4"), QStringLiteral("something new"), 1) });
        Statement draft(desk.writer(),
            "INSERT INTO post (id, author, state, conversation, made_at) VALUES (randomblob(16), ?1, 'draft', ?2, 0)");
        QVERIFY(draft.run(desk.me(), desk.conversationOf(QStringLiteral("4"))));
        desk.receive({ desk.saying(QStringLiteral("5"), QStringLiteral("refund"), 0, QStringLiteral("4")) });
        QCOMPARE(desk.itemOf("4").state, TriageState::New);
        QCOMPARE(spared(desk.runsOn("4")), QStringLiteral("0:writing 1:writing"));
    }
    void anAnswerIntoASnoozeIsNotHiddenAgain()
    {
        RuleDesk desk;
        desk.add("refund", { { Kind::Snooze, {}, 0, QStringLiteral("tomorrow") } });
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("refund"), 5) });
        QCOMPARE(desk.itemOf("1").state, TriageState::Snoozed);
        desk.receive(
            { desk.saying(QStringLiteral("2"), QStringLiteral("where is my refund?"), 0, QStringLiteral("1")) });
        QVERIFY(desk.itemOf("1").state != TriageState::Snoozed);
        QVERIFY(desk.itemOf("1").unread);
    }
    void whatARuleClosedComesBackWhenTheyWriteAgain()
    {
        RuleDesk desk;
        desk.add("refund", { RuleDesk::plain(Kind::Done) });
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("refund"), 5) });
        QCOMPARE(desk.itemOf("1").state, TriageState::Done);
        desk.receive({ desk.saying(QStringLiteral("2"), QStringLiteral("refund, hello?"), 0, QStringLiteral("1")) });
        QCOMPARE(desk.itemOf("1").state, TriageState::Open);
    }
    void historyAndOurOwnWordsAreNotRouted()
    {
        RuleDesk desk;
        desk.add("refund", { RuleDesk::priority(1) });
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("refund")) }, true);
        desk.receive({ desk.saying(QStringLiteral("2"), QStringLiteral("refund"), 0, {}, QStringLiteral("us")) });
        QCOMPARE(desk.database.number("SELECT count(*) FROM conversation WHERE priority <> 0"), 0);
        QCOMPARE(desk.database.number("SELECT count(*) FROM rule_trace"), 0);
    }
    void aLabelOrAMemberThatIsGoneLosesNoMail()
    {
        RuleDesk desk;
        desk.add("refund",
            { { Kind::Assign, QUuid::createUuid(), 0, {} }, { Kind::Snooze, {}, 0, QStringLiteral("12 oct 2026") },
                RuleDesk::priority(3) });
        QCOMPARE(desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("refund")) }).added, 1);
        QCOMPARE(desk.itemOf("1").priority, 3);
        QCOMPARE(spared(desk.runsOn("1")), QStringLiteral("0:gone 1:words"));
    }
    void whatChangedNothingIsToldOnce()
    {
        RuleDesk desk;
        desk.add("refund", { RuleDesk::priority(3) });
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("refund"), 9) });
        for (int i = 2; i < 6; ++i)
            desk.receive({ desk.saying(QString::number(i), QStringLiteral("refund"), 9 - i, QStringLiteral("1")) });
        QCOMPARE(desk.runsOn("1").size(), 1);
    }
    void fiftyRulesOnFiveHundredMessages()
    {
        RuleDesk desk;
        for (int i = 0; i < 50; ++i) {
            const QByteArray asks = i % 5 == 0 ? QByteArray("lang:en is:new")
                : i % 5 == 1                   ? "refund OR word" + QByteArray::number(i)
                : i % 5 == 2                   ? QByteArray("\"order number\" assigned:nobody")
                : i % 5 == 3                   ? QByteArray("channel:marlowe -spam*")
                                               : QByteArray("from:ada has:link");
            desk.add(asks.constData(), { RuleDesk::priority(1 + i % 4) });
        }
        QList<Arrival> batch;
        for (int i = 0; i < 500; ++i)
            batch.append(desk.saying(QString::number(i),
                QStringLiteral("My order number %1 has not come and I should like a refund or a word%2 about it, since "
                               "the machine you sent me last week leaks from below")
                    .arg(i)
                    .arg(i % 50),
                i));
        QElapsedTimer timer;
        timer.start();
        desk.receive(batch);
        qInfo("50 rules on 500 messages with their admission: %lld ms", timer.elapsed());
        QCOMPARE(desk.database.number("SELECT count(*) FROM rule_trace WHERE acts = ''"), 0);
        QVERIFY(desk.database.number("SELECT count(*) FROM rule_trace") > 10'000);
        QVERIFY(desk.talliesAreTrue());
    }
};

QTEST_GUILESS_MAIN(TestRouting)
#include "test_routing.moc"
