#include "core/base/lane.h"
#include "core/base/result.h"

#include <QtTest>

using namespace wheelhouse;

class TestLane : public QObject {
    Q_OBJECT
private slots:
    void workRunsOnTheLaneAndTheAnswerComesBackHere()
    {
        Lane lane(QStringLiteral("engine"));
        bool there = false;
        int answer = 0;
        lane.ask(
            this,
            [&] {
                there = lane.isHere();
                return 41;
            },
            [&](int value) { answer = value + 1; });
        QTRY_COMPARE(answer, 42);
        QVERIFY(there);
    }
    void whatWasAskedBeforeStopIsDone()
    {
        int done = 0;
        {
            Lane lane(QStringLiteral("engine"));
            for (int i = 0; i < 100; ++i)
                lane.ask([&done] { ++done; });
        }
        QCOMPARE(done, 100);
    }
    void whatIsAskedAfterStopIsCancelledNotLost()
    {
        Lane lane(QStringLiteral("engine"));
        lane.stop();
        const auto future = lane.ask([] { return 1; });
        QVERIFY(future.isFinished() || future.isCanceled());
    }
    void anAskerThatIsGoneGetsNoAnswer()
    {
        Lane lane(QStringLiteral("engine"));
        int heard = 0;
        auto asker = std::make_unique<QObject>();
        lane.ask(
            asker.get(), [] { return 1; }, [&](int) { ++heard; });
        asker.reset();
        lane.stop();
        QCoreApplication::processEvents();
        QCOMPARE(heard, 0);
    }
};

QTEST_GUILESS_MAIN(TestLane)
#include "test_lane.moc"
