#include "core/store/backup.h"
#include "core/store/check.h"
#include "core/store/statement.h"
#include "tests/support/failingdisk.h"
#include "tests/support/failingmemory.h"
#include "tests/support/rounds.h"
#include "tests/support/testworkspace.h"

#include <atomic>
#include <csignal>

#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WH_SANITIZED
// As compiler-rt's sanitizer/allocator_interface.h declares it, which gcc does not install.
extern "C" int __sanitizer_install_malloc_and_free_hooks(
    void (*allocated)(const volatile void *, size_t), void (*freed)(const volatile void *));
#endif

using namespace wheelhouse;

namespace {

constexpr int commitsAsked = 4;

bool addOne(Database &writer)
{
    auto transaction = Transaction::begin(writer);
    return transaction && writer.run("INSERT INTO contact (id) VALUES (randomblob(16))") && transaction->commit();
}

/// Opens the workspace, commits, closes; answers how many commits were promised to be there.
int promisedBy(const TestWorkspace &desk)
{
    const auto writer = desk.writer();
    int promised = 0;
    for (int i = 0; writer && i < commitsAsked; ++i)
        promised += addOne(*writer) ? 1 : 0;
    return promised;
}

/// Commits until killed, and says each that is promised with a byte.
[[noreturn]] void commitAndSay(const TestWorkspace &desk, int where, int atMost)
{
    const auto writer = desk.writer();
    for (int i = 0; writer && i < atMost; ++i)
        if (addOne(*writer))
            (void)!::write(where, "c", 1);
    ::_exit(0);
}

/// From here on this process gets \a bytes more, and dies or is refused beyond.
void limitMemory(size_t bytes)
{
    const rlimit noCore { 0, 0 };
    ::setrlimit(RLIMIT_CORE, &noCore);
    ::signal(SIGABRT, SIG_DFL);
#ifdef WH_SANITIZED
    // A sanitizer itself needs more addresses than a limit leaves. Who asks for too much is ended as the kernel would.
    static std::atomic<qint64> left = 0;
    left = qint64(bytes);
    __sanitizer_install_malloc_and_free_hooks(
        [](const volatile void *, size_t size) {
            if ((left -= qint64(size)) < 0)
                ::kill(::getpid(), SIGKILL);
        },
        [](const volatile void *) {});
#else
    QFile status(QStringLiteral("/proc/self/statm"));
    const bool isOpen = status.open(QIODevice::ReadOnly);
    const auto pages = isOpen ? status.readLine().split(' ').first().toULongLong() : 0;
    const rlimit limit { pages * 4096 + bytes, pages * 4096 + bytes };
    ::setrlimit(RLIMIT_AS, &limit);
#endif
}

int bytesIn(int pipe)
{
    char buffer[4096];
    int all = 0;
    for (ssize_t got = 0; (got = ::read(pipe, buffer, sizeof buffer)) > 0;)
        all += int(got);
    return all;
}

} // namespace

class TestTortures : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(FailingMemory::install()); }
    void a07TheNthWriteFails_data()
    {
        QTest::addColumn<bool>("once");
        QTest::newRow("once") << true;
        QTest::newRow("for ever") << false;
    }
    void a07TheNthWriteFails()
    {
        QFETCH(bool, once);
        TestWorkspace desk;
        qint64 there = 0;
        int nth = 1;
        for (bool failed = true; failed; ++nth) {
            FailingDisk::arm(nth, once ? FailingDisk::How::Once : FailingDisk::How::ForEver, SQLITE_IOERR_WRITE);
            const int promised = promisedBy(desk);
            failed = FailingDisk::disarm();
            const qint64 now = desk.contacts();
            QVERIFY2(now >= there + promised && now <= there + commitsAsked, qPrintable(QString::number(nth)));
            QCOMPARE(BackgroundCheck(desk.path()).run().value(), QStringList());
            QVERIFY(failed || promised == commitsAsked);
            there = now;
        }
        qInfo("%d places", nth - 2);
        QVERIFY(nth > commitsAsked);
    }
    void a05AFullDiskRefusesAndAfterwardsAllWorksAgain()
    {
        TestWorkspace desk;
        const auto writer = desk.writer();
        QVERIFY(addOne(*writer));
        FailingDisk::arm(1, FailingDisk::How::ForEver, SQLITE_FULL);
        const auto full = desk.writer(); // opened on the full disk; reading goes on
        QCOMPARE(desk.contacts(), 1);
        auto transaction = Transaction::begin(*full);
        QVERIFY(transaction);
        QVERIFY(full->run("INSERT INTO contact (id) VALUES (randomblob(16))"));
        const auto refused = transaction->commit();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(refused.error().message.contains(QStringLiteral("full")));
        {
            const auto rolledBack = std::move(transaction);
        }
        const auto backup = Backups(desk.path(), desk.clock).make(Backup::Why::ByHand);
        QVERIFY(!backup);
        QVERIFY(QDir(Backups(desk.path(), desk.clock).folder()).entryList(QDir::Files | QDir::Hidden).isEmpty());
        QVERIFY(FailingDisk::disarm());
        QVERIFY(addOne(*full));
        QVERIFY(addOne(*writer));
        QCOMPARE(desk.contacts(), 3);
        QVERIFY(Backups(desk.path(), desk.clock).make(Backup::Why::ByHand));
    }
    void a01KilledAtAnyMomentNothingPromisedIsLost()
    {
        const int times = rounds("kills while committing", 10, 200);
        TestWorkspace desk;
        QRandomGenerator random(7);
        qint64 there = 0;
        for (int i = 0; i < times; ++i) {
            int said[2];
            QCOMPARE(::pipe(said), 0);
            const pid_t child = ::fork();
            if (child == 0)
                commitAndSay(desk, said[1], 1'000'000);
            ::close(said[1]);
            // Not a wait for something: the moment of death is what is drawn.
            ::poll(nullptr, 0, random.bounded(60));
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            const int promised = bytesIn(said[0]);
            ::close(said[0]);
            QVERIFY(desk.open());
            const qint64 now = desk.contacts();
            QVERIFY2(now == there + promised || now == there + promised + 1, qPrintable(QString::number(i)));
            QCOMPARE(BackgroundCheck(desk.path()).run().value(), QStringList());
            there = now;
        }
        QVERIFY(there > 0);
        qInfo("%d kills, %lld commits kept", times, there);
    }
    void a17TheNthAllocationFails_data()
    {
        QTest::addColumn<bool>("forEver");
        QTest::newRow("once") << false;
        QTest::newRow("for ever") << true;
    }
    void a17TheNthAllocationFails()
    {
        QFETCH(bool, forEver);
        TestWorkspace desk;
        FailingMemory::arm(0, false);
        QCOMPARE(promisedBy(desk), commitsAsked);
        const int all = FailingMemory::disarm();
        const int tries = rounds(
            forEver ? "allocations of SQLite failing from one on" : "allocations of SQLite failing once", 80, all);
        qint64 there = desk.contacts();
        int broken = 0;
        for (int i = 0; i < tries; ++i) {
            const int nth = 1 + int(qint64(i) * all / tries);
            FailingMemory::arm(nth, forEver);
            const int promised = promisedBy(desk);
            FailingMemory::disarm();
            const qint64 now = desk.contacts();
            QVERIFY2(now >= there + promised && now <= there + commitsAsked, qPrintable(QString::number(nth)));
            QCOMPARE(BackgroundCheck(desk.path()).run().value(), QStringList());
            broken += promised < commitsAsked ? 1 : 0;
            there = now;
        }
        qInfo("%d of %d broke a promise", broken, tries);
        // SQLite does without some of its caches, and most of what it allocates is for opening.
        QVERIFY(broken > tries / (forEver ? 2 : 40));
        QCOMPARE(promisedBy(desk), commitsAsked); // the same process works on
    }
    void a17AValueThatFoundNoMemoryIsNotTakenForNothing()
    {
        TestWorkspace desk;
        const auto writer = desk.writer();
        Statement isNothing(*writer, "SELECT ?1 IS NULL");
        const QString text(20'000, u'x');
        QCOMPARE(isNothing.number(text).value().value(), 0);
        int refused = 0;
        for (int nth = 1; nth < 8; ++nth) {
            FailingMemory::arm(nth, false);
            const auto answer = isNothing.number(text);
            FailingMemory::disarm();
            refused += answer ? 0 : 1;
            QVERIFY2(!answer || answer->value() == 0, qPrintable(QString::number(nth)));
            QVERIFY(answer || answer.error().message.contains(QStringLiteral("memory")));
        }
        QVERIFY(refused > 0);
    }
    /// The whole process, not only SQLite: it dies somewhere, or is refused.
    void a17WithoutMemoryTheFileStaysSound()
    {
        TestWorkspace desk;
        qint64 there = 0;
        int survived = 0;
        for (int kib = 0; kib <= 65'536; kib = kib * 2 + 64) {
            int said[2];
            QCOMPARE(::pipe(said), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                limitMemory(size_t(kib) * 1024);
                commitAndSay(desk, said[1], 20);
            }
            ::close(said[1]);
            int status = 0;
            ::waitpid(child, &status, 0);
            const int promised = bytesIn(said[0]);
            ::close(said[0]);
            survived += WIFEXITED(status) ? 1 : 0;
            const qint64 now = desk.contacts();
            QVERIFY(now >= there + promised);
            QCOMPARE(BackgroundCheck(desk.path()).run().value(), QStringList());
            there = now;
        }
        QVERIFY(there >= 20);
        QVERIFY(survived > 0);
    }
};

QTEST_GUILESS_MAIN(TestTortures)
#include "test_tortures.moc"
