#include "core/routing/arrival.h"
#include "core/routing/dryrunservice.h"
#include "tests/core/routing/ruledesk.h"

using namespace wheelhouse;

using Kind = RuleAct::Kind;

namespace {

struct Archive : RuleDesk {
    Archive()
    {
        QList<Arrival> all;
        for (int i = 0; i < 300; ++i)
            all.append(saying(QString::number(i),
                i % 3 == 0 ? QStringLiteral("I want a refund, number %1").arg(i)
                           : QStringLiteral("Good coffee, number %1").arg(i),
                300 - i));
        receive(all);
        reader = must(Database::open(database.path(), Database::Mode::Read));
    }
    DryReport tryOut()
    {
        DryRun dry(*reader, clock);
        return must(dry.run(must(rules.list(Rule::Kind::Rule))));
    }
    std::unique_ptr<Database> reader;
};

} // namespace

class TestDryrun : public QObject {
    Q_OBJECT
private slots:
    void itSaysWhatItWouldHaveDoneAndDoesNothing()
    {
        Archive desk;
        QList<qint64> three;
        for (const char *name : { "0", "3", "6", "1" })
            three.append(desk.conversationOf(QString::fromLatin1(name)));
        QVERIFY(desk.triage.escalate(three, true));
        QVERIFY(desk.triage.escalate({ three.first() }, false)); // it was, if only for a while
        QVERIFY(
            desk.triage.done({ desk.conversationOf(QStringLiteral("9")), desk.conversationOf(QStringLiteral("12")) }));
        desk.add("refund", { RuleDesk::plain(Kind::Done), desk.labelling("Money") });
        const qint64 before = desk.database.number("SELECT count(*) FROM operation");
        const DryReport report = desk.tryOut();
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation"), before);
        QCOMPARE(report.conversations, 100);
        const DryRule rule = report.rules.first();
        QCOMPARE(rule.mentions, 100);
        QCOMPARE(rule.acts.first().conversations, 100);
        QCOMPARE(rule.acts.first().escalated, 3);
        QCOMPARE(rule.acts.first().different, 98);
        QCOMPARE(drySentence(rule.acts.first()),
            QStringLiteral("Would have closed 100, 3 of them later escalated; 98 stand otherwise today."));
        QCOMPARE(rule.acts.last().different, 100);
        QCOMPARE(report.samples.size(), 50);
        QCOMPARE(report.samples.first().item.snippet, QStringLiteral("I want a refund, number 297"));
    }
    void whatTheLiveRulesDoIsWhatTheDryRunSaid()
    {
        Archive dry;
        RuleDesk live;
        for (RuleDesk *desk : { static_cast<RuleDesk *>(&dry), &live }) {
            desk->add("number", { desk->labelling("All") });
            desk->add("refund is:new -\"number 3\"", { RuleDesk::priority(2) }, true);
            desk->add("assigned:nobody (coffee OR refund)", { RuleDesk::plain(Kind::Escalate) });
            desk->add("is:done", { RuleDesk::plain(Kind::Done) });
        }
        QList<Arrival> all;
        for (int i = 0; i < 300; ++i)
            all.append(live.saying(QString::number(i),
                i % 3 == 0 ? QStringLiteral("I want a refund, number %1").arg(i)
                           : QStringLiteral("Good coffee, number %1").arg(i),
                300 - i));
        live.receive(all);
        const DryReport report = dry.tryOut();
        QCOMPARE(report.rules.at(0).acts.first().conversations,
            live.database.number("SELECT count(*) FROM conversation_label"));
        QCOMPARE(report.rules.at(1).acts.first().conversations,
            live.database.number("SELECT count(*) FROM conversation WHERE priority = 2"));
        QCOMPARE(report.rules.at(1).conversations, 99);
        QCOMPARE(report.rules.at(2).acts.first().conversations,
            live.database.number("SELECT count(*) FROM conversation WHERE escalated = 1"));
        QCOMPARE(report.rules.at(2).conversations, 201); // a stop kept the others away
        QCOMPARE(report.rules.at(3).conversations, 0);
        QCOMPARE(live.database.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 0);
    }
    void rulesThatSetOneThingAreNamed()
    {
        Archive desk;
        const Member bo = desk.colleague("Bo");
        const Member cy = desk.colleague("Cy");
        desk.add("refund", { desk.assigning(bo), desk.labelling("A"), RuleDesk::priority(2) });
        desk.add("\"number 3\" OR \"number 4\"", { desk.assigning(cy), desk.labelling("B"), RuleDesk::priority(2) });
        desk.add("label:A", { RuleDesk::plain(Kind::Escalate) });
        const DryReport report = desk.tryOut();
        QCOMPARE(report.overlaps.size(), 1);
        QCOMPARE(report.overlaps.first().mentions, 1);
        QVERIFY(report.overlaps.first().conflicts);
        QCOMPARE(overlapSentence(report, report.overlaps.first()),
            QStringLiteral("Rules 1 and 2 both set who has it for 1 messages: rule 2 comes later and wins."));
        QCOMPARE(report.remarks.size(), 1);
        QVERIFY(report.remarks.first().contains(QStringLiteral("asks for what")));
    }
    void aQuestionAsItMetAnArrival_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("left");
        const auto row = [](const char *asked, const char *left) { QTest::newRow(asked) << asked << left; };
        row("refund is:new", "refund");
        row("refund is:done", "NOTHING");
        row("is:new OR refund", "");
        row("is:done OR refund", "refund");
        row("-is:done refund", "refund");
        row("-is:unread refund", "NOTHING");
        row("assigned:nobody has:link", "has:link");
        row("(is:done OR assigned:ada) refund", "NOTHING");
        row("label:a has:note", "NOTHING");
        row("label:a -has:draft", "label:a");
        row("from:ada turn:me", "NOTHING");
    }
    void aQuestionAsItMetAnArrival()
    {
        QFETCH(QString, asked);
        QFETCH(QString, left);
        const QueryNode root = asItArrived(parseQuery(asked)).root;
        const bool isNothing = root.kind == QueryNode::Kind::Not && root.parts.first().kind == QueryNode::Kind::All;
        QCOMPARE(isNothing                          ? QStringLiteral("NOTHING")
                : root.kind == QueryNode::Kind::All ? QString()
                                                    : queryText(root),
            left);
    }
    void itStopsWhenAskedTo()
    {
        Archive desk;
        desk.add("refund", { RuleDesk::priority(2) });
        DryRun dry(*desk.reader, desk.clock);
        int asked = 0;
        dry.setStop([&asked] { return ++asked > 2; });
        const auto report = dry.run(RuleDesk::must(desk.rules.list(Rule::Kind::Rule)));
        QVERIFY(!report);
        QCOMPARE(report.error().kind, Error::Kind::Cancelled);
    }
    void aWindowHearsHowFarItIsAndMayChangeItsMind()
    {
        Archive desk;
        desk.add("refund", { RuleDesk::priority(2) });
        DryRunService service(desk.database.path(), desk.clock);
        QSignalSpy finished(&service, &DryRunService::finished);
        QSignalSpy failed(&service, &DryRunService::failed);
        QSignalSpy progressed(&service, &DryRunService::progressed);
        const auto rules = RuleDesk::must(desk.rules.list(Rule::Kind::Rule));
        service.start(rules);
        service.start(rules);
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!progressed.isEmpty());
        QVERIFY(failed.isEmpty());
        service.start(rules);
        service.stop();
        QCOMPARE(failed.size(), 1);
        QVERIFY(!service.isRunning());
        service.start(rules);
        QTRY_COMPARE(finished.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestDryrun)
#include "test_dryrun.moc"
