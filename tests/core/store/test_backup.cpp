#include "core/store/backup.h"
#include "core/store/statement.h"
#include "tests/support/testworkspace.h"

#include <atomic>
#include <csignal>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestBackup : public QObject {
    Q_OBJECT
private slots:
    void aBackupIsOneGoodFileThatSaysWhenAndWhy()
    {
        TestWorkspace desk;
        desk.addContacts(5);
        Backups backups(desk.path(), desk.clock);
        const auto made = backups.make(Backup::Why::ByHand);
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        QVERIFY(made->path.endsWith(u"2026-11-22T120000Z-by-hand.wheelhouse"_s));
        QCOMPARE(TestWorkspace::contacts(made->path), 5);
        const auto all = backups.list(Backups::Look::Pages);
        QCOMPARE(all.size(), 1);
        QCOMPARE(all.first().madeAt, desk.clock.now());
        QVERIFY(all.first().isGood);
        QCOMPARE(all.first().bytes, QFileInfo(made->path).size());
        QCOMPARE(QDir(backups.folder()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }
    void theLastSevenDailyOnesAreKept()
    {
        TestWorkspace desk;
        Backups backups(desk.path(), desk.clock);
        QVERIFY(backups.make(Backup::Why::ByHand));
        for (int day = 0; day < 10; ++day) {
            QVERIFY(backups.makeDailyIfDue().value());
            QVERIFY(!backups.makeDailyIfDue().value());
            desk.clock.advance(24h);
        }
        const auto all = backups.list(Backups::Look::Header);
        QCOMPARE(all.size(), 8); // that made by hand is never thrown away
        QCOMPARE(all.first().madeAt, desk.clock.now().addDays(-1));
        QCOMPARE(all.last().why, Backup::Why::ByHand);
    }
    void aClockSetBackDoesNotThrowAwayTheNewest()
    {
        TestWorkspace desk;
        Backups backups(desk.path(), desk.clock);
        for (int day = 0; day < 7; ++day) {
            QVERIFY(backups.makeDailyIfDue().value());
            desk.clock.advance(24h);
        }
        desk.clock.advance(-24h * 400);
        const auto made = backups.makeDailyIfDue();
        QVERIFY(made && *made);
        QVERIFY(QFileInfo::exists((*made)->path));
    }
    void aDamagedWorkspaceReplacesNoBackup()
    {
        TestWorkspace desk;
        desk.addContacts(2000);
        Backups backups(desk.path(), desk.clock);
        const auto good = backups.make(Backup::Why::Daily);
        QVERIFY(good);
        QFile::remove(desk.path() + u"-wal"_s);
        scribble(desk.path(), QFileInfo(desk.path()).size() - 8192, QByteArray(8192, '\xff'));
        desk.clock.advance(25h);
        const auto refused = backups.makeDailyIfDue();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Malformed);
        QCOMPARE(QDir(backups.folder()).entryList(QDir::Files | QDir::Hidden),
            QStringList { QFileInfo(good->path).fileName() });
    }
    void aDamagedBackupIsSaidAndNotRestored()
    {
        TestWorkspace desk;
        desk.addContacts(2000);
        Backups backups(desk.path(), desk.clock);
        const auto good = backups.make(Backup::Why::Daily);
        desk.clock.advance(1h);
        const auto bad = backups.make(Backup::Why::ByHand);
        scribble(bad->path, bad->bytes - 8192, QByteArray(8192, '\xff'));
        QVERIFY(!backups.list(Backups::Look::Pages).first().isGood);
        QCOMPARE(backups.newestGood()->path, good->path);
        const QByteArray before = bytesOf(desk.path());
        const auto refused = backups.restore(bad->path);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Malformed);
        QCOMPARE(bytesOf(desk.path()), before);
    }
    void a14ABackupWhileOthersWriteIsOfOneMoment()
    {
        TestWorkspace desk;
        desk.addContacts(200'000);
        std::atomic<bool> stop = false;
        std::atomic<int> commits = 0;
        std::thread import([&] {
            // In each transaction as many contacts as filters: a copy of two moments would differ.
            const auto writer = desk.writer();
            while (!stop) {
                auto transaction = Transaction::begin(*writer);
                (void)writer->run("INSERT INTO contact (id) VALUES (randomblob(16))");
                (void)writer->run("INSERT INTO saved_filter (id, name, query) VALUES (randomblob(16), 'f', 'q')");
                if (transaction && transaction->commit())
                    ++commits;
            }
        });
        QTRY_VERIFY(commits > 0);
        Backups backups(desk.path(), desk.clock);
        const int before = commits;
        const auto made = backups.make(Backup::Why::ByHand);
        const int during = commits - before;
        stop = true;
        import.join();
        QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
        QVERIFY(during > 0);
        qInfo("%d commits of another while %lld bytes were copied", during, made->bytes);
        auto copy = Database::open(made->path, Database::Mode::Frozen);
        const qint64 filters = (*copy)->number("SELECT count(*) FROM saved_filter").value();
        QVERIFY(filters >= before);
        QCOMPARE((*copy)->number("SELECT count(*) FROM contact").value(), 200'000 + filters);
        QVERIFY(backups.restore(made->path));
        QCOMPARE(desk.contacts(), 200'000 + filters);
    }
    void restoringKeepsWhatWasThereAsABackup()
    {
        TestWorkspace desk;
        desk.addContacts(1);
        Backups backups(desk.path(), desk.clock);
        const auto made = backups.make(Backup::Why::ByHand);
        desk.addContacts(2);
        const auto restored = backups.restore(made->path);
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().message));
        const QString aside = restored->aside;
        QCOMPARE(desk.contacts(), 1);
        QCOMPARE(TestWorkspace::contacts(aside), 3);
        QVERIFY(aside.contains(u"before-restore"_s));
        QVERIFY(desk.open());
        QVERIFY(backups.restore(aside));
        QCOMPARE(desk.contacts(), 3);
    }
    void nobodyRestoresUnderAnOpenWindow()
    {
        TestWorkspace desk;
        Backups backups(desk.path(), desk.clock);
        const auto made = backups.make(Backup::Why::ByHand);
        {
            const auto window = desk.open();
            const auto refused = backups.restore(made->path);
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, Error::Kind::Busy);
        }
        QVERIFY(backups.restore(made->path));
    }
    void aLostWorkspaceIsRestored()
    {
        TestWorkspace desk;
        desk.addContacts(4);
        Backups backups(desk.path(), desk.clock);
        const auto made = backups.make(Backup::Why::ByHand);
        QVERIFY(QFile::remove(desk.path()));
        QCOMPARE(backups.restore(made->path).value().aside, QString());
        QCOMPARE(desk.contacts(), 4);
    }
    void brokenOffAnywhereOneWholeWorkspaceIsThere_data()
    {
        QTest::addColumn<QByteArray>("how");
        for (const char *place : { "backup.sync", "restore.copied", "restore.aside", "restore.renamed" })
            for (const char *what : { "die", "full" })
                QTest::addRow("%s %s", place, what) << QByteArray(place) + ':' + what;
    }
    void brokenOffAnywhereOneWholeWorkspaceIsThere()
    {
        QFETCH(QByteArray, how);
        TestWorkspace desk;
        desk.addContacts(1);
        const auto made = Backups(desk.path(), desk.clock).make(Backup::Why::ByHand);
        desk.addContacts(2);
        const pid_t child = ::fork();
        if (child == 0) {
            qputenv("WH_FAIL", how);
            Backups backups(desk.path(), desk.clock);
            const bool done = backups.make(Backup::Why::Daily) && backups.restore(made->path);
            ::_exit(done ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(WIFSIGNALED(status), how.endsWith("die"));
        QVERIFY(WIFSIGNALED(status) || WEXITSTATUS(status) == 1);
        QVERIFY(desk.open());
        const qint64 contacts = desk.contacts();
        QVERIFY(contacts == 3 || (how.startsWith("restore.renamed") && contacts == 1));
        for (const auto &copy : Backups(desk.path(), desk.clock).list(Backups::Look::Pages))
            QVERIFY(copy.isGood);
        QVERIFY(Backups(desk.path(), desk.clock).restore(made->path));
        QCOMPARE(desk.contacts(), 1);
    }
    void aBackupCanBeBrokenOff()
    {
        TestWorkspace desk;
        desk.addContacts(300'000);
        Backups backups(desk.path(), desk.clock);
        std::thread other([&] {
            const QDir folder(backups.folder());
            while (folder.entryList(QDir::Files | QDir::Hidden).isEmpty())
                std::this_thread::yield();
            backups.cancel();
        });
        const auto cancelled = backups.make(Backup::Why::ByHand);
        other.join();
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().kind, Error::Kind::Cancelled);
        QVERIFY(QDir(backups.folder()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBackup)
#include "test_backup.moc"
