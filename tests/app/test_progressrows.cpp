#include "app/cli/commands/calmprogress.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

CatchUp behind(const char *name, int added, bool isOver = false)
{
    return { ChannelId::fromName("channel", name), QString::fromLatin1(name), added, {}, isOver };
}

} // namespace

/// What the command line tells of a catch-up while it lasts.
class TestProgressRows : public QObject {
    Q_OBJECT
private slots:
    void aShortOneIsNoLine()
    {
        CalmProgress told;
        QVERIFY(!told.isWorthALine(behind("@marlowe", 40)));
        QVERIFY(!told.isWorthALine(behind("@marlowe", 80)));
        QVERIFY(!told.isWorthALine(behind("@marlowe", 90, true)));
    }
    void aLongOneIsALineASecondAndItsEnd()
    {
        CalmProgress told;
        int lines = 0;
        QElapsedTimer time;
        time.start();
        for (int added = 0; time.elapsed() < 2'500; added += 40) {
            lines += told.isWorthALine(behind("@marlowe", added)) ? 1 : 0;
            QVERIFY(!told.isWorthALine(behind("@beans", 1, true))); // the others are counted for themselves
            QTest::qWait(5);
        }
        QCOMPARE(lines, 2);
        QVERIFY(told.isWorthALine(behind("@marlowe", 9'000, true)));
        QVERIFY(!told.isWorthALine(behind("@marlowe", 9'000, true)));
    }
};

QTEST_GUILESS_MAIN(TestProgressRows)
#include "test_progressrows.moc"
