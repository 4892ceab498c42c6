#include "core/store/claims.h"
#include "core/store/singlewindow.h"
#include "tests/support/testworkspace.h"

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace wheelhouse;
using namespace std::chrono_literals;

namespace {

constexpr auto quick = 5ms;

/// A process that holds a part of the lock and then waits to be killed.
pid_t holderOf(const QString &workspace, FileLock::Part part)
{
    int ready[2];
    if (::pipe(ready) != 0)
        return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        auto lock = FileLock::open(workspace);
        const char ok = lock && lock->take(part) ? 'y' : 'n';
        (void)!::write(ready[1], &ok, 1);
        while (true)
            ::pause();
    }
    char ok = 'n';
    (void)!::read(ready[0], &ok, 1);
    ::close(ready[0]);
    ::close(ready[1]);
    return ok == 'y' ? child : -1;
}

void killAndWait(pid_t child)
{
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
}

} // namespace

class TestClaims : public QObject {
    Q_OBJECT
private slots:
    void anAgentHandsTheEngineToAWindowAndTakesItBack()
    {
        TestWorkspace desk;
        const auto ofAgent = desk.writer();
        const auto ofWindow = desk.writer();
        EngineClaim agent(*ofAgent, EngineClaim::Role::Agent, quick);
        QSignalSpy yielding(&agent, &EngineClaim::yielding);
        QVERIFY(agent.start());
        QVERIFY(agent.isHeld());
        QVERIFY(agent.holder().startsWith(QStringLiteral("agent")));
        {
            EngineClaim window(*ofWindow, EngineClaim::Role::Window, quick);
            QVERIFY(window.start());
            QVERIFY(!window.isHeld());
            QTRY_VERIFY(window.isHeld());
            QVERIFY(!agent.isHeld());
            QCOMPARE(yielding.size(), 1);
            QVERIFY(agent.holder().startsWith(QStringLiteral("window")));
        }
        QTRY_VERIFY(agent.isHeld());
    }
    void itIsNeverHeldTwice()
    {
        TestWorkspace desk;
        const auto first = desk.writer();
        const auto second = desk.writer();
        EngineClaim a(*first, EngineClaim::Role::Agent, quick);
        EngineClaim b(*second, EngineClaim::Role::Agent, quick);
        QSignalSpy gained(&b, &EngineClaim::gained);
        QVERIFY(a.start() && b.start());
        QVERIFY(a.isHeld() && !b.isHeld());
        QVERIFY(!gained.wait(20 * quick.count()));
    }
    void theUsualPaceHandsOverWithinTwoSeconds()
    {
        TestWorkspace desk;
        const auto ofAgent = desk.writer();
        const auto ofWindow = desk.writer();
        EngineClaim agent(*ofAgent, EngineClaim::Role::Agent);
        EngineClaim window(*ofWindow, EngineClaim::Role::Window);
        QVERIFY(agent.start());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(window.start());
        QTRY_VERIFY_WITH_TIMEOUT(window.isHeld(), 2000);
        qInfo("handed over after %lld ms", timer.elapsed());
    }
    void j02WhoeverIsKilledHoldsNothing()
    {
        TestWorkspace desk;
        const pid_t child = holderOf(desk.path(), FileLock::Part::Engine);
        QVERIFY(child > 0);
        const auto writer = desk.writer();
        EngineClaim agent(*writer, EngineClaim::Role::Agent, quick);
        QVERIFY(agent.start());
        QVERIFY(!agent.isHeld());
        killAndWait(child);
        QTRY_VERIFY(agent.isHeld());
    }
    void anAgentTakesBackWhatAKilledWindowHeld()
    {
        TestWorkspace desk;
        const pid_t child = holderOf(desk.path(), FileLock::Part::Wanted);
        QVERIFY(child > 0);
        const auto writer = desk.writer();
        EngineClaim agent(*writer, EngineClaim::Role::Agent, quick);
        QVERIFY(agent.start());
        QVERIFY(!agent.isHeld());
        killAndWait(child);
        QTRY_VERIFY(agent.isHeld());
    }
    void j01ASecondStartRaisesTheFirst()
    {
        TestWorkspace desk;
        SingleWindow one(desk.path());
        QSignalSpy first(&one, &SingleWindow::first);
        QSignalSpy raised(&one, &SingleWindow::raiseRequested);
        one.start();
        QCOMPARE(first.size(), 1);
        SingleWindow two(desk.path());
        QSignalSpy answered(&two, &SingleWindow::answered);
        QSignalSpy alsoFirst(&two, &SingleWindow::first);
        two.start();
        QTRY_COMPARE(answered.size(), 1);
        QCOMPARE(raised.size(), 1);
        QCOMPARE(alsoFirst.size(), 0);
    }
    void twoWorkspacesAreTwoWindows()
    {
        TestWorkspace desk;
        TestWorkspace other;
        SingleWindow one(desk.path());
        SingleWindow two(other.path());
        QSignalSpy first(&two, &SingleWindow::first);
        one.start();
        two.start();
        QCOMPARE(first.size(), 1);
    }
    void aSocketLeftByAKilledWindowIsNotAsked()
    {
        TestWorkspace desk;
        const pid_t child = ::fork();
        if (child == 0) {
            SingleWindow killed(desk.path());
            killed.start();
            ::kill(::getpid(), SIGKILL);
        }
        ::waitpid(child, nullptr, 0);
        SingleWindow next(desk.path());
        QSignalSpy first(&next, &SingleWindow::first);
        next.start();
        QCOMPARE(first.size(), 1);
        SingleWindow second(desk.path());
        QSignalSpy answered(&second, &SingleWindow::answered);
        second.start();
        QTRY_COMPARE(answered.size(), 1);
    }
    void aWindowThatHangsIsSaidToHang()
    {
        TestWorkspace desk;
        auto hangs = FileLock::open(desk.path());
        QVERIFY(hangs->take(FileLock::Part::Window));
        SingleWindow second(desk.path(), 100ms);
        QSignalSpy unanswered(&second, &SingleWindow::unanswered);
        second.start();
        QTRY_COMPARE(unanswered.size(), 1);
    }
    void whenTheFirstEndsMeanwhileTheSecondIsTheFirst()
    {
        TestWorkspace desk;
        auto ending = FileLock::open(desk.path());
        QVERIFY(ending->take(FileLock::Part::Window));
        SingleWindow second(desk.path());
        QSignalSpy first(&second, &SingleWindow::first);
        second.start();
        QCOMPARE(first.size(), 0);
        ending->give(FileLock::Part::Window);
        QTRY_COMPARE(first.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestClaims)
#include "test_claims.moc"
