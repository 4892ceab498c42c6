#include "core/policy/linter.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDate today(2026, 10, 14);
using Kind = LintMatcher::Kind;

LintMatcher matcher(Kind kind, const QStringList &words = {})
{
    LintMatcher made;
    made.kind = kind;
    made.words = words;
    return made;
}

Guideline guideline(const LintMatcher &what, LintKind kind = LintKind::Warn)
{
    Guideline made;
    made.id = GuidelineId::fromName("test", "P-09");
    made.code = u"P-09"_s;
    made.title = u"Health claims"_s;
    made.why = u"A claim has to be proved."_s;
    LintRule rule;
    rule.kind = kind;
    rule.matcher = what;
    made.rules = { rule };
    return made;
}

LintDraft draft(const QString &text)
{
    LintDraft made;
    made.network = u"mastodon"_s;
    made.language = u"en"_s;
    made.texts = { text };
    made.goesOutAt = QDateTime(QDate(2026, 10, 15), QTime(9, 30));
    return made;
}

qsizetype found(const Guideline &guideline, const LintDraft &draft)
{
    return Linter({ guideline }).look(draft, today).size();
}

} // namespace

/// What our guidelines find in a draft, a fixture a matcher.
class TestLinter : public QObject {
    Q_OBJECT
private slots:
    void aWordIsSaidWhereItStandsAndWhy()
    {
        const auto findings = Linter({ guideline(matcher(Kind::Words, { u"safe to drink"_s }), LintKind::Forbid) })
                                  .look(draft(u"Everything else is safe to drink."_s), today);
        QCOMPARE(findings.size(), 1);
        const LintFinding &finding = findings.constFirst();
        QCOMPARE(finding.part, LintFinding::Part::Text);
        QCOMPARE(finding.where, (Stretch { 19, 13 }));
        QCOMPARE(finding.code, u"P-09"_s);
        QCOMPARE(finding.why, u"A claim has to be proved."_s);
        QCOMPARE(finding.message, u"Health claims"_s);
        QVERIFY(finding.stops());
    }
    void everyMatcherFindsAndLeaves_data()
    {
        QTest::addColumn<LintMatcher>("what");
        QTest::addColumn<QString>("bad");
        QTest::addColumn<QString>("good");
        const auto row = [](const char *name, const LintMatcher &what, const QString &bad, const QString &good) {
            QTest::newRow(name) << what << bad << good;
        };
        row("words", matcher(Kind::Words, { u"cheap"_s, u"best ever"_s }), u"The BEST ever"_s, u"The best"_s);
        LintMatcher pattern = matcher(Kind::Pattern);
        pattern.pattern = u"\\bbatch \\d+\\b"_s;
        row("pattern", pattern, u"Batch 926"_s, u"batch SW"_s);
        row("link", matcher(Kind::LinkHost, { u"rival.example"_s }), u"See https://www.rival.example/x"_s,
            u"See https://rival.example.org/x"_s);
        row("no link", matcher(Kind::NoLink), u"Nothing to follow"_s, u"See https://marlowe.example"_s);
        LintMatcher length = matcher(Kind::Length);
        length.number = 5;
        row("length", length, u"123456"_s, u"1234\U0001F469\u200D\U0001F469\u200D\U0001F467"_s);
        row("map", matcher(Kind::Place), u"At https://www.google.com/maps/@52.1,5.1"_s,
            u"At https://google.com/search"_s);
        row("coordinates", matcher(Kind::Place), u"We are at 52.37021, 4.89517."_s, u"It costs 4.50, 3.20 each"_s);
        LintMatcher embargo = matcher(Kind::Embargo, { u"Stillwater"_s });
        embargo.day = QDate(2026, 11, 1);
        row("embargo", embargo, u"Soon: Stillwater"_s, u"Soon: something"_s);
    }
    void everyMatcherFindsAndLeaves()
    {
        QFETCH(LintMatcher, what);
        QFETCH(QString, bad);
        QFETCH(QString, good);
        QCOMPARE(Linter::troubleOf({ LintKind::Warn, what, {}, {}, {}, {} }), QString());
        QCOMPARE(found(guideline(what), draft(bad)), 1);
        QCOMPARE(found(guideline(what), draft(good)), 0);
    }
    void anEmbargoEnds()
    {
        LintMatcher embargo = matcher(Kind::Embargo, { u"Stillwater"_s });
        embargo.day = QDate(2026, 10, 15);
        QCOMPARE(found(guideline(embargo), draft(u"Stillwater"_s)), 0);
        LintDraft undated = draft(u"Stillwater"_s);
        undated.goesOutAt = {};
        QCOMPARE(found(guideline(embargo), undated), 1); // nobody knows when it goes out
    }
    void hoursGoOverMidnight()
    {
        LintMatcher hours = matcher(Kind::Hours);
        hours.from = QTime(22, 0);
        hours.until = QTime(6, 0);
        LintDraft late = draft(u"Cheers"_s);
        for (const auto &[time, expected] : { std::pair(QTime(21, 59), 0), std::pair(QTime(22, 0), 1),
                 std::pair(QTime(5, 59), 1), std::pair(QTime(6, 0), 0) }) {
            late.goesOutAt.setTime(time);
            QCOMPARE(found(guideline(hours), late), expected);
        }
        late.goesOutAt = {};
        QCOMPARE(found(guideline(hours), late), 0);
    }
    void aPictureIsDescribed()
    {
        LintDraft pictures = draft(u"Look"_s);
        pictures.descriptions = { u"Cans"_s, u" "_s };
        const auto findings =
            Linter({ guideline(matcher(Kind::NoDescription), LintKind::Require) }).look(pictures, today);
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings.constFirst().number, 1);
        QCOMPARE(findings.constFirst().part, LintFinding::Part::Description);
    }
    void whatIsPaidForSaysSo()
    {
        const Guideline disclosure =
            guideline(matcher(Kind::Disclosure, { u"ad"_s, u"sponsored"_s }), LintKind::Require);
        LintDraft paid = draft(u"Try the new adapter"_s);
        QCOMPARE(found(disclosure, paid), 0);
        paid.isPaidFor = true;
        QCOMPARE(found(disclosure, paid), 1);
        paid.texts = { u"#ad Try the new adapter"_s };
        QCOMPARE(found(disclosure, paid), 0);
    }
    void whatIsRequiredHasToStandSomewhere()
    {
        const Guideline lines = guideline(matcher(Kind::Words, { u"refund"_s, u"money back"_s }), LintKind::Require);
        QCOMPARE(found(lines, draft(u"We are sorry."_s)), 1);
        QCOMPARE(found(lines, draft(u"You get your money back."_s)), 0);
    }
    void itIsAskedOnItsNetworkAndInItsLanguage()
    {
        Guideline german = guideline(matcher(Kind::Words, { u"gift"_s }));
        german.rules[0].language = u"de"_s;
        QCOMPARE(found(german, draft(u"A gift"_s)), 0);
        LintDraft text = draft(u"Kein Gift"_s);
        text.language = u"de-AT"_s;
        QCOMPARE(found(german, text), 1);
        german.networks = { u"bluesky"_s };
        QCOMPARE(found(german, text), 0);
    }
    void aStaleOneSoftensWhereItsOwnerChoseSo()
    {
        Guideline old = guideline(matcher(Kind::Words, { u"safe"_s }), LintKind::Forbid);
        old.reviewBy = today;
        QVERIFY(!Linter({ old }).look(draft(u"safe"_s), today).constFirst().isStale);
        old.reviewBy = today.addDays(-1);
        auto finding = Linter({ old }).look(draft(u"safe"_s), today).constFirst();
        QVERIFY(finding.isStale && finding.stops());
        old.softensWhenStale = true;
        finding = Linter({ old }).look(draft(u"safe"_s), today).constFirst();
        QCOMPARE(finding.kind, LintKind::Warn);
    }
    void whatStopsComesFirst()
    {
        Guideline both = guideline(matcher(Kind::Words, { u"first"_s }), LintKind::Warn);
        both.rules.append(both.rules.constFirst());
        both.rules[1].kind = LintKind::Forbid;
        both.rules[1].matcher.words = { u"second"_s };
        const auto findings = Linter({ both }).look(draft(u"first second"_s), today);
        QCOMPARE(findings.size(), 2);
        QVERIFY(findings.constFirst().stops());
    }
    /// (a+)+$ over a row of a's and an exclamation mark takes as many steps as there are ways to cut the row.
    void anEvilExpressionIsGivenUp()
    {
        LintMatcher evil = matcher(Kind::Pattern);
        evil.pattern = u"(a+)+$"_s;
        QCOMPARE(Linter::troubleOf({ LintKind::Forbid, evil, {}, {}, {}, {} }), QString());
        QElapsedTimer timer;
        timer.start();
        const auto findings =
            Linter({ guideline(evil, LintKind::Forbid) }).look(draft(QString(3'000, u'a') + u'!'), today);
        qInfo("given up after %lld ms", timer.elapsed());
        QCOMPARE(findings.size(), 1); // not taken for nothing found
        QVERIFY(findings.constFirst().isUnsure);
    }
    void aRuleThatCannotWorkIsRefused_data()
    {
        QTest::addColumn<LintMatcher>("what");
        QTest::newRow("no words") << matcher(Kind::Words, { u" "_s, u"..."_s });
        LintMatcher pattern = matcher(Kind::Pattern);
        QTest::newRow("no expression") << pattern;
        pattern.pattern = u"(unclosed"_s;
        QTest::newRow("broken expression") << pattern;
        pattern.pattern = u"a*"_s;
        QTest::newRow("finds nothing everywhere") << pattern;
        pattern.pattern = u"(*LIMIT_MATCH=4000000000)(a+)+$"_s;
        QTest::newRow("lifts the bound") << pattern;
        QTest::newRow("no host") << matcher(Kind::LinkHost);
        QTest::newRow("no length") << matcher(Kind::Length);
        QTest::newRow("no hours") << matcher(Kind::Hours);
        QTest::newRow("no end of an embargo") << matcher(Kind::Embargo, { u"Stillwater"_s });
    }
    void aRuleThatCannotWorkIsRefused()
    {
        QFETCH(LintMatcher, what);
        QVERIFY(!Linter::troubleOf({ LintKind::Forbid, what, {}, {}, {}, {} }).isEmpty());
    }
    void aGateIsNamed()
    {
        LintRule route { LintKind::Route, matcher(Kind::Words, { u"recall"_s }), {}, {}, {}, {} };
        QVERIFY(!Linter::troubleOf(route).isEmpty());
        route.flag = u"legal"_s;
        QCOMPARE(Linter::troubleOf(route), QString());
    }
    void thePlaceInABrokenExpressionIsItsOwn()
    {
        LintMatcher pattern = matcher(Kind::Pattern);
        pattern.pattern = u"(unclosed"_s;
        const QString said = Linter::troubleOf({ LintKind::Forbid, pattern, {}, {}, {}, {} });
        const auto number = QRegularExpression(u"character (\\d+)"_s).match(said).captured(1).toInt();
        QVERIFY2(number >= 1 && number <= pattern.pattern.size() + 1, qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(TestLinter)
#include "test_linter.moc"
