#include "core/inbox/query.h"
#include "tests/support/rounds.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace wheelhouse;

class TestQuery : public QObject {
    Q_OBJECT
private slots:
    void whatIsTypedIsUnderstood_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("canonical");
        const auto row = [](const char *name, const char *typed, const char *canonical) {
            QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromUtf8(canonical);
        };
        row("nothing", "", "");
        row("blanks", " \t\n ", "");
        row("side by side is and", "cold  brew", "cold brew");
        row("AND is side by side", "cold AND brew", "cold brew");
        row("OR binds looser than AND", "a b OR c d", "a b OR c d");
        row("parentheses", "a (b OR c)", "a (b OR c)");
        row("parentheses that change nothing", "((a) (b))", "a b");
        row("a minus", "coffee -decaf", "coffee -decaf");
        row("NOT is a minus", "coffee NOT decaf", "coffee -decaf");
        row("a minus before a group", "-(a OR b)", "-(a OR b)");
        row("twice not", "NOT NOT a", "a");
        row("a phrase", "\"order number\"", "\"order number\"");
        row("a phrase of one word", "\"order\"", "order");
        row("a phrase left open", "\"order number", "\"order number\"");
        row("typographic quotes", "\u201corder number\u201d", "\"order number\"");
        row("a parenthesis left open", "(a OR b", "a OR b");
        row("a parenthesis that closes nothing", "a) b", "a b");
        row("empty parentheses", "a () b", "a b");
        row("a prefix", "quok*", "quok*");
        row("a phrase with a prefix", "\"order num\"*", "\"order num\"*");
        row("operators in small letters are words", "bread and butter or not", "bread and butter or not");
        row("an operator alone is a word", "AND", "\"AND\"");
        row("an operator too many is a word", "a AND OR b", "a \"OR\" b");
        row("an operator at the end is a word", "a OR", "a \"OR\"");
        row("a stray minus says nothing", "- a -", "a");
        row("two minuses are no operator", "--force", "\"--force\"");
        row("punctuation says nothing", "*** ?! a", "a");
        row("an emoji is looked for", "\U0001F600", "\"\U0001F600\"");
        row("a filter", "from:ada", "from:ada");
        row("field and value in any case", "IS:New Lang:DE-at", "is:new lang:de");
        row("a value in quotes", "label:\"broken cup\"", "label:\"broken cup\"");
        row("a filter excluded", "-is:done", "-is:done");
        row("a value not known is words", "is:purple", "\"is:purple\"");
        row("a field not known is words", "colour:red", "\"colour:red\"");
        row("a date that is none is words", "before:2026-02-30", "\"before:2026-02-30\"");
        row("a month", "after:2026-11", "after:2026-11");
        row("days ago", "after:7d before:today", "after:7d before:today");
        row("days beyond reason are words", "after:99999999999d", "\"after:99999999999d\"");
        row("a network", "in:mastodon", "in:mastodon");
        row("a network not known", "in:gopher", "\"in:gopher\"");
        row("a field without a value is still typed", "coffee from:", "coffee");
        row("an address", "https://a.example/b?c=d", "\"https://a.example/b?c=d\"");
        row("M13 O'Reilly", "O'Reilly", "O'Reilly");
        row("M13 c++", "c++", "c++");
        row("M13 NEAR(", "NEAR(", "NEAR");
        row("M13 -hello", "-hello", "-hello");
        row("M13 a column", "{tags}:c3", "\"{tags}:c3\"");
        row("control characters are blanks",
            "a\x01"
            "b\x7f"
            "c",
            "a\x01"
            "b\x7f"
            "c");
    }
    void whatIsTypedIsUnderstood()
    {
        QFETCH(QString, typed);
        QFETCH(QString, canonical);
        if (typed.contains(QChar(1)))
            canonical = QStringLiteral("a b c");
        QCOMPARE(parseQuery(typed).canonical, canonical);
    }
    void theLastWordGoesOnWhileTyping()
    {
        QCOMPARE(parseQuery(QStringLiteral("cold bre"), Typing::GoesOn).canonical, QStringLiteral("cold bre*"));
        QCOMPARE(parseQuery(QStringLiteral("cold bre "), Typing::GoesOn).canonical, QStringLiteral("cold bre"));
        QCOMPARE(parseQuery(QStringLiteral("\"cold bre"), Typing::GoesOn).canonical, QStringLiteral("\"cold bre\"*"));
        QCOMPARE(parseQuery(QStringLiteral("\"cold bre\""), Typing::GoesOn).canonical, QStringLiteral("\"cold bre\""));
        QCOMPARE(parseQuery(QStringLiteral("cold OR"), Typing::GoesOn).canonical, QStringLiteral("cold"));
        QCOMPARE(parseQuery(QStringLiteral("is:new"), Typing::GoesOn).canonical, QStringLiteral("is:new"));
    }
    void chipsKnowTheirPlaces()
    {
        const Query query = parseQuery(QStringLiteral("cup -is:done label:\"broken cup\" NOT from:ada"));
        QCOMPARE(query.chips.size(), 3);
        QCOMPARE(query.chips.at(0).start, 4);
        QCOMPARE(query.chips.at(0).length, 8);
        QVERIFY(query.chips.at(0).excluded);
        QCOMPARE(query.chips.at(1).start, 13);
        QCOMPARE(query.chips.at(1).length, 18);
        QVERIFY(!query.chips.at(1).excluded);
        QCOMPARE(query.chips.at(2).start, 32);
        QCOMPARE(query.chips.at(2).length, 12);
        QVERIFY(query.chips.at(2).excluded);
    }
    void onlyRelativeDaysMoveWithTheClock()
    {
        QVERIFY(parseQuery(QStringLiteral("x OR (y -after:7d)")).movesWithClock());
        QVERIFY(!parseQuery(QStringLiteral("after:2026-11-20 is:new")).movesWithClock());
        QCOMPARE(parseQuery(QStringLiteral("after:2w")).root.filter.day.on(QDate(2026, 11, 22)), QDate(2026, 11, 8));
    }
    void aQuestionFromAMachineIsBounded()
    {
        const QString deep = QStringLiteral("(").repeated(100'000) + u'a';
        QCOMPARE(parseQuery(deep).canonical, QString());
        const QString nots = QStringLiteral("NOT ").repeated(50'000) + u'a';
        QVERIFY(parseQuery(nots).canonical.size() < 2'000);
        QVERIFY(parseQuery(QStringLiteral("word ").repeated(100'000)).root.parts.size() <= 200);
    }
    /// M13: whatever is typed is understood somehow, and what was understood says the same again.
    void i01NoiseIsTextAndTheCanonicalTextIsStable()
    {
        const QStringList pieces { QStringLiteral("("), QStringLiteral(")"), QStringLiteral("\""), QStringLiteral("-"),
            QStringLiteral("*"), QStringLiteral(":"), QStringLiteral(" "), QStringLiteral(" AND "),
            QStringLiteral(" OR "), QStringLiteral(" NOT "), QStringLiteral("from:"), QStringLiteral("is:new"),
            QStringLiteral("before:7d"), QStringLiteral("label:\""), QStringLiteral("NEAR("), QStringLiteral("{t}:"),
            QStringLiteral("caf\u00e9"), QStringLiteral("\u0000x"), QStringLiteral("\u516c\u5712"),
            QStringLiteral("\U0001F600"), QStringLiteral("'"), QStringLiteral("%"), QStringLiteral("_"),
            QStringLiteral("\\"), QStringLiteral("^"), QStringLiteral("+"), QString(QChar(0xd800)),
            QString(QChar(u'\0')), QStringLiteral("a"), QStringLiteral("word") };
        QRandomGenerator random(20'261'122);
        const int times = rounds("random questions read", 20'000, 500'000);
        for (int round = 0; round < times; ++round) {
            QString text;
            for (int i = random.bounded(14); i >= 0; --i)
                text += pieces.at(int(random.bounded(pieces.size())));
            const Query query = parseQuery(text, round % 2 == 0 ? Typing::Ended : Typing::GoesOn);
            const Query again = parseQuery(query.canonical);
            if (again.root != query.root || again.canonical != query.canonical)
                QFAIL(qPrintable(
                    text + QStringLiteral(" -> ") + query.canonical + QStringLiteral(" -> ") + again.canonical));
            for (const QueryChip &chip : query.chips)
                QVERIFY(chip.start >= 0 && chip.length > 0 && chip.start + chip.length <= text.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestQuery)
#include "test_query.moc"
