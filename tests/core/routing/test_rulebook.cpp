#include "core/operations/verify.h"
#include "tests/core/routing/ruledesk.h"

using namespace wheelhouse;

namespace {

using Kind = RuleAct::Kind;

QString shown(RuleDesk &desk)
{
    QStringList lines;
    const auto all = RuleDesk::must(desk.rules.list(Rule::Kind::Rule));
    for (const Rule &rule : all)
        lines.append(QStringLiteral("%1 v%2 %3%4")
                         .arg(rule.text.name)
                         .arg(rule.version)
                         .arg(rule.text.asks, rule.isOn ? QString() : QStringLiteral(" off")));
    return lines.join(u'|');
}

RuleText named(const char *name, const char *asks)
{
    return RuleDesk::text(asks, { RuleDesk::plain(Kind::Done) }, false, name);
}

} // namespace

class TestRulebook : public QObject {
    Q_OBJECT
private slots:
    void aRuleSaysWhatItIsForAndWhatItDoesAndWhy()
    {
        RuleDesk desk;
        const auto refused = [&](const RuleText &text) {
            const auto added = desk.rules.add(Rule::Kind::Rule, text);
            return !added && added.error().kind == Error::Kind::Refused && !added.error().message.isEmpty();
        };
        RuleText good = named("Refunds", "refund");
        for (auto spoil : { +[](RuleText &t) { t.name = QStringLiteral("  "); },
                 +[](RuleText &t) { t.asks = QStringLiteral(" ** "); }, +[](RuleText &t) { t.acts.clear(); },
                 +[](RuleText &t) { t.reason = QStringLiteral("\n"); },
                 +[](RuleText &t) {
                     t.acts = { { Kind::Label, {}, 0, {} } };
                 },
                 +[](RuleText &t) {
                     t.acts = { { Kind::Prioritise, {}, 5, {} } };
                 },
                 +[](RuleText &t) {
                     t.acts = { { Kind::Snooze, {}, 0, QStringLiteral("blue") } };
                 } }) {
            RuleText bad = good;
            spoil(bad);
            QVERIFY(refused(bad));
        }
        QVERIFY(desk.rules.add(Rule::Kind::Rule, good));
        good.acts = { { Kind::Snooze, {}, 0, QStringLiteral("tue 9") } };
        QVERIFY(desk.rules.add(Rule::Kind::Rule, good));
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation"), 2);
    }
    void theStoreItselfWantsAReason()
    {
        RuleDesk desk;
        desk.add("refund", { RuleDesk::plain(Kind::Done) });
        QVERIFY(!desk.writer().run("UPDATE rule_version SET reason = ''"));
        QVERIFY(!desk.writer().run("UPDATE rule_version SET reason = NULL"));
    }
    void everyStepIsTakenBackAndDoneAgainAlsoByANewDesk()
    {
        RuleDesk desk;
        const auto must = [](const auto &done) { QVERIFY2(done, done ? "" : qPrintable(done.error().message)); };
        must(desk.rules.add(Rule::Kind::Rule, named("A", "apple")));
        must(desk.rules.add(Rule::Kind::Rule, named("B", "bread")));
        must(desk.rules.add(Rule::Kind::Rule, named("C", "cheese")));
        const auto id = [&](int place) { return RuleDesk::must(desk.rules.list(Rule::Kind::Rule)).at(place).id; };
        QStringList stages { shown(desk) };
        must(desk.rules.edit(id(1), named("B", "bread OR butter")));
        stages.append(shown(desk));
        must(desk.rules.move(id(2), 0));
        stages.append(shown(desk));
        must(desk.rules.move(id(0), 1));
        stages.append(shown(desk));
        must(desk.rules.setOn(id(0), false));
        stages.append(shown(desk));
        must(desk.rules.remove(id(1)));
        stages.append(shown(desk));
        QCOMPARE(stages.last(), QStringLiteral("A v1 apple off|B v2 bread OR butter"));
        // As after a restart: what was written is all that is known.
        Undo undo { desk.writer(), desk.log };
        const RuleBook book { desk.writer(), desk.log, undo, desk.clock };
        for (int i = int(stages.size()) - 2; i >= 0; --i) {
            must(undo.back());
            QCOMPARE(shown(desk), stages.at(i));
        }
        for (int i = 1; i < stages.size(); ++i) {
            must(undo.again());
            QCOMPARE(shown(desk), stages.at(i));
        }
        QVERIFY(verifyChain(desk.log)->holds());
    }
    void everyVersionIsKeptAndNumbersAreNotGivenTwice()
    {
        RuleDesk desk;
        const RuleId id = desk.add("apple", { RuleDesk::plain(Kind::Done) });
        QVERIFY(desk.rules.edit(id, named("A", "bread")));
        QVERIFY(desk.undo.back());
        QCOMPARE(RuleDesk::must(desk.rules.list(Rule::Kind::Rule)).first().text.asks, QStringLiteral("apple"));
        QVERIFY(desk.rules.edit(id, named("A", "cheese")));
        QStringList all;
        const auto versions = RuleDesk::must(desk.rules.versions(id));
        for (const Rule &version : versions)
            all.append(QString::number(version.version) + version.text.asks);
        QCOMPARE(all.join(u' '), QStringLiteral("3cheese 2bread 1apple"));
        QCOMPARE(desk.rules.edit(id, named("A", "cheese"))->changed, 0);
    }
    void whatWasChangedSinceIsLeft()
    {
        RuleDesk desk;
        const RuleId id = desk.add("apple", { RuleDesk::plain(Kind::Done) });
        QVERIFY(desk.rules.edit(id, named("A", "bread")));
        // As if a colleague's desk had edited it, which is none of this person's steps.
        QVERIFY(desk.writer().run("INSERT INTO rule_version SELECT NULL, rule, 3, name, 'cheese', acts, stops, reason, "
                                  "made_at FROM rule_version WHERE version = 2"));
        QVERIFY(desk.writer().run("UPDATE rule SET version = 3"));
        QCOMPARE(desk.undo.back()->kept, 1);
        QCOMPARE(shown(desk), QStringLiteral("A v3 cheese"));
    }
    void theLogKnowsNoWordOfIt()
    {
        RuleDesk desk;
        RuleText text = named("Lovelace", "from:lovelace");
        text.reason = QStringLiteral("The countess writes often");
        text.acts.append({ Kind::Snooze, {}, 0, QStringLiteral("tomorrow 10") });
        QVERIFY(desk.rules.add(Rule::Kind::Rule, text));
        text.reason = QStringLiteral("The countess writes seldom");
        QVERIFY(desk.rules.edit(RuleDesk::must(desk.rules.list(Rule::Kind::Rule)).first().id, text));
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE payload LIKE '%lovelace%' "
                                      "OR payload LIKE '%countess%' OR payload LIKE '%tomorrow%'"),
            0);
    }
    void macrosAreAListOfTheirOwn()
    {
        RuleDesk desk;
        desk.add("apple", { RuleDesk::plain(Kind::Done) });
        desk.add("", { RuleDesk::plain(Kind::Escalate) }, false, Rule::Kind::Macro);
        QCOMPARE(RuleDesk::must(desk.rules.list(Rule::Kind::Rule)).size(), 1);
        const auto macros = RuleDesk::must(desk.rules.list(Rule::Kind::Macro));
        QCOMPARE(macros.size(), 1);
        QCOMPARE(macros.first().text.asks, QString());
    }
};

QTEST_GUILESS_MAIN(TestRulebook)
#include "test_rulebook.moc"
