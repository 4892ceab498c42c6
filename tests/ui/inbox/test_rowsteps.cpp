#include "tests/support/rounds.h"
#include "ui/inbox/rowsteps.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace wheelhouse;

/// What a list gives up when it is put in a new order.
class TestRowSteps : public QObject {
    Q_OBJECT
private slots:
    void whatGoesAndWhatMoves_data()
    {
        QTest::addColumn<QList<qint64>>("old");
        QTest::addColumn<QList<qint64>>("wanted");
        QTest::addColumn<QList<qint64>>("stays");
        using Ids = QList<qint64>;
        QTest::newRow("nothing there") << Ids() << Ids({ 1 }) << Ids();
        QTest::newRow("all goes") << Ids({ 1, 2 }) << Ids() << Ids();
        QTest::newRow("as it was") << Ids({ 1, 2, 3 }) << Ids({ 1, 2, 3 }) << Ids({ 1, 2, 3 });
        QTest::newRow("one in the middle goes") << Ids({ 1, 2, 3 }) << Ids({ 1, 3 }) << Ids({ 1, 3 });
        QTest::newRow("one moves to the top") << Ids({ 1, 2, 3, 4 }) << Ids({ 4, 1, 2, 3 }) << Ids({ 1, 2, 3 });
        QTest::newRow("one moves to the end") << Ids({ 1, 2, 3, 4 }) << Ids({ 2, 3, 4, 1 }) << Ids({ 2, 3, 4 });
        QTest::newRow("one comes between") << Ids({ 1, 2 }) << Ids({ 1, 9, 2 }) << Ids({ 1, 2 });
    }
    void whatGoesAndWhatMoves()
    {
        QFETCH(QList<qint64>, old);
        QFETCH(QList<qint64>, wanted);
        QFETCH(QList<qint64>, stays);
        const QList<qint64> left = without(old, runsToGiveUp(old, wanted));
        if (!stays.isEmpty()) // Qt 6.4 compares an empty list by memcmp() on nothing
            QCOMPARE(left, stays);
        QCOMPARE(left.size(), stays.size());
    }
    /// Whatever the lists are: what stays is in both, in the order wanted, and no more is given up than must be.
    void anyTwoLists()
    {
        QRandomGenerator dice(20'261'122);
        const int count = rounds("two lists in any order", 2000, 200000);
        for (int round = 0; round < count; ++round) {
            const QList<qint64> old = some(dice);
            const QList<qint64> wanted = some(dice);
            const QList<qint64> stays = without(old, runsToGiveUp(old, wanted));
            QVERIFY(isWithin(stays, old));
            QVERIFY(isWithin(stays, wanted));
            QCOMPARE(stays.size(), longestWithinBoth(old, wanted));
        }
    }

private:
    static QList<qint64> without(QList<qint64> ids, const QList<std::pair<qsizetype, qsizetype>> &runs)
    {
        for (const auto &[first, last] : runs)
            ids.remove(first, last - first + 1);
        return ids;
    }
    static QList<qint64> some(QRandomGenerator &dice)
    {
        QList<qint64> ids { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
        std::shuffle(ids.begin(), ids.end(), dice);
        ids.resize(dice.bounded(10));
        return ids;
    }
    static bool isWithin(const QList<qint64> &some, const QList<qint64> &all)
    {
        qsizetype at = -1;
        return std::all_of(some.begin(), some.end(), [&](qint64 id) {
            at = all.indexOf(id, at + 1);
            return at >= 0;
        });
    }
    /// The textbook's table for the longest common subsequence.
    static qsizetype longestWithinBoth(const QList<qint64> &one, const QList<qint64> &other)
    {
        QList<QList<qsizetype>> table(one.size() + 1, QList<qsizetype>(other.size() + 1, 0));
        for (qsizetype i = 0; i < one.size(); ++i)
            for (qsizetype j = 0; j < other.size(); ++j)
                table[i + 1][j + 1] = one.at(i) == other.at(j) ? table.at(i).at(j) + 1
                                                               : std::max(table.at(i + 1).at(j), table.at(i).at(j + 1));
        return table.at(one.size()).at(other.size());
    }
};

QTEST_MAIN(TestRowSteps)
#include "test_rowsteps.moc"
