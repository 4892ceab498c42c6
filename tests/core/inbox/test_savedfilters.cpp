#include "core/inbox/savedfilters.h"
#include "core/operations/verify.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

namespace {

struct Keeping : TestDesk {
    SavedFilters filters { writer(), log, undo };

    QStringList shown()
    {
        QStringList lines;
        const auto all = must(filters.list());
        for (const SavedFilter &filter : all)
            lines.append(filter.name + QStringLiteral(" = ") + filter.query);
        return lines;
    }
    SavedFilterId first() { return must(filters.list()).first().id; }
};

} // namespace

class TestSavedFilters : public QObject {
    Q_OBJECT
private slots:
    void aFilterIsKeptInItsCanonicalWords()
    {
        Keeping desk;
        const auto acted = desk.filters.add(QStringLiteral("  Open  refunds "), QStringLiteral("(refund AND IS:open"));
        QVERIFY(acted);
        QCOMPARE(desk.shown(), QStringList { QStringLiteral("Open refunds = refund is:open") });
    }
    void namesAndQuestionsMustSaySomething()
    {
        Keeping desk;
        QCOMPARE(desk.filters.add(QStringLiteral(" "), QStringLiteral("a")).error().kind, Error::Kind::Refused);
        QCOMPARE(desk.filters.add(QStringLiteral("a"), QStringLiteral(" ** ")).error().kind, Error::Kind::Refused);
        QVERIFY(desk.filters.add(QStringLiteral("a"), QStringLiteral("a")));
        QCOMPARE(desk.filters.add(QStringLiteral("A"), QStringLiteral("b")).error().kind, Error::Kind::Conflict);
        QCOMPARE(desk.shown().size(), 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation"), 1);
    }
    void everyStepIsTakenBackAndDoneAgain()
    {
        Keeping desk;
        QVERIFY(desk.filters.add(QStringLiteral("Refunds"), QStringLiteral("refund")));
        QVERIFY(desk.filters.rename(desk.first(), QStringLiteral("Money back")));
        QVERIFY(desk.filters.rename(desk.first(), QStringLiteral("MONEY back")));
        QVERIFY(desk.filters.remove(desk.first()));
        QCOMPARE(desk.shown(), QStringList());
        const QStringList stages { QStringLiteral("MONEY back = refund"), QStringLiteral("Money back = refund"),
            QStringLiteral("Refunds = refund"), QString() };
        for (const QString &stage : stages) {
            QVERIFY(desk.undo.back());
            QCOMPARE(desk.shown().join(u'|'), stage);
        }
        for (int i = 2; i >= 0; --i) {
            QVERIFY(desk.undo.again());
            QCOMPARE(desk.shown().join(u'|'), stages.at(i));
        }
        QVERIFY(desk.undo.again());
        QCOMPARE(desk.shown(), QStringList());
        QVERIFY(verifyChain(desk.log)->holds());
    }
    void theLogKnowsNoWordOfIt()
    {
        Keeping desk;
        QVERIFY(desk.filters.add(QStringLiteral("Lovelace"), QStringLiteral("from:lovelace")));
        QVERIFY(desk.filters.rename(desk.first(), QStringLiteral("Countess")));
        QCOMPARE(desk.database.number(
                     "SELECT count(*) FROM operation WHERE payload LIKE '%lovelace%' OR payload LIKE '%countess%'"),
            0);
    }
    void countsMoveWithTheClockAtMidnight()
    {
        const QDateTime now(QDate(2026, 11, 22), QTime(21, 30), Qt::UTC);
        QCOMPARE(nextMove(parseQuery(QStringLiteral("after:7d")), now),
            QDateTime(QDate(2026, 11, 23), QTime(0, 0), Qt::UTC));
        QVERIFY(!nextMove(parseQuery(QStringLiteral("is:new")), now));
    }
};

QTEST_GUILESS_MAIN(TestSavedFilters)
#include "test_savedfilters.moc"
