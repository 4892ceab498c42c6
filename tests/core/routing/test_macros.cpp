#include "core/operations/verify.h"
#include "tests/core/routing/ruledesk.h"

using namespace wheelhouse;

using Kind = RuleAct::Kind;

class TestMacros : public QObject {
    Q_OBJECT
private slots:
    void aMacroIsOneStepOverAllThatIsSelected()
    {
        RuleDesk desk;
        const Member bo = desk.colleague("Bo");
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("one"), 3),
            desk.saying(QStringLiteral("2"), QStringLiteral("two"), 2) });
        const RuleId id = desk.add(
            "", { desk.labelling("Money"), desk.assigning(bo), RuleDesk::priority(1) }, false, Rule::Kind::Macro);
        const QList<qint64> both { desk.conversationOf(QStringLiteral("1")), desk.conversationOf(QStringLiteral("2")) };
        const auto acted = desk.macros.run(id, both);
        QVERIFY2(acted, acted ? "" : qPrintable(acted.error().message));
        QCOMPARE(acted->changed, 2);
        QVERIFY(acted->sentence.contains(QStringLiteral("A rule")));
        for (const char *name : { "1", "2" }) {
            QCOMPARE(desk.itemOf(name).assignee, bo.row);
            QCOMPARE(desk.itemOf(name).priority, 1);
            QCOMPARE(desk.itemOf(name).state, TriageState::Open);
        }
        QCOMPARE(desk.steps("triage.macro"), 1);
        QVERIFY(desk.undo.back());
        for (const char *name : { "1", "2" }) {
            QCOMPARE(desk.itemOf(name).assignee, 0);
            QCOMPARE(desk.itemOf(name).priority, 0);
            QVERIFY(desk.itemOf(name).labels.isEmpty());
            QCOMPARE(desk.itemOf(name).state, TriageState::New);
        }
        QVERIFY(desk.undo.again());
        QCOMPARE(desk.itemOf("2").priority, 1);
        QVERIFY(desk.talliesAreTrue());
        QVERIFY(verifyChain(desk.log)->holds());
    }
    void aMacroNeverTouchesAnOpenDraft()
    {
        RuleDesk desk;
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("one")) });
        const qint64 row = desk.conversationOf(QStringLiteral("1"));
        Statement post(desk.writer(),
            "INSERT INTO post (id, author, state, conversation, made_at) VALUES (randomblob(16), ?1, 'draft', ?2, 0)");
        QVERIFY(post.run(desk.me(), row));
        Statement variant(desk.writer(),
            "INSERT INTO variant (id, post, channel, text, salt, saved_at) "
            "VALUES (randomblob(16), 1, ?1, 'Half a sent', x'00', 5)");
        QVERIFY(variant.run(desk.channel));
        const char *bytes = "SELECT count(*) FROM post p JOIN variant v ON v.post = p.row WHERE p.state = 'draft' "
                            "AND v.text = 'Half a sent' AND v.saved_at = 5";
        QCOMPARE(desk.database.number(bytes), 1);
        const RuleId id = desk.add("",
            { RuleDesk::plain(Kind::Done), RuleDesk::priority(1), RuleDesk::plain(Kind::Escalate),
                desk.labelling("Money") },
            false, Rule::Kind::Macro);
        QCOMPARE(desk.macros.run(id, { row })->changed, 1);
        QCOMPARE(desk.itemOf("1").state, TriageState::Done);
        QCOMPARE(desk.database.number(bytes), 1);
    }
    void halfAMacroIsNotRun()
    {
        RuleDesk desk;
        desk.receive({ desk.saying(QStringLiteral("1"), QStringLiteral("one")) });
        const RuleId id = desk.add(
            "", { RuleDesk::priority(1), { Kind::Assign, QUuid::createUuid(), 0, {} } }, false, Rule::Kind::Macro);
        const auto acted = desk.macros.run(id, { desk.conversationOf(QStringLiteral("1")) });
        QVERIFY(!acted);
        QCOMPARE(acted.error().kind, Error::Kind::Refused);
        QCOMPARE(desk.itemOf("1").priority, 0);
        QCOMPARE(desk.macros.run(RuleId::fresh(), {}).error().kind, Error::Kind::Missing);
    }
};

QTEST_GUILESS_MAIN(TestMacros)
#include "test_macros.moc"
