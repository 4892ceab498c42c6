#include "core/store/changes.h"
#include "core/store/checkpointer.h"
#include "tests/support/testdatabase.h"

using namespace wheelhouse;

class TestDatabaseFile : public QObject {
    Q_OBJECT
private slots:
    void everyMigrationIsReplayedFromAnEmptyFile()
    {
        TestDatabase store;
        QCOMPARE(store.number("PRAGMA user_version"), qint64(newestMigration()));
        QCOMPARE(store.number("PRAGMA application_id"), workspaceApplicationId);
        QVERIFY(newestMigration() >= 7);
        QCOMPARE(store.number("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
                              "AND name NOT LIKE '%\\_index%' ESCAPE '\\' AND sql NOT LIKE '%STRICT%'"),
            qint64(0));
    }
    void a12AFileFromANewerVersionIsRefusedAndNotTouched()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("newer.wheelhouse"));
        {
            auto made = Database::open(path, Database::Mode::Write);
            QVERIFY(made && migrate(**made, [] { return Result<void>(); }));
            QVERIFY((*made)->run("PRAGMA user_version = 999; PRAGMA journal_mode = DELETE"));
        }
        const auto bytes = [&] {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray before = bytes();
        {
            auto again = Database::open(path, Database::Mode::Read);
            QVERIFY(again);
            const auto refused = migrate(**again, [] { return Result<void>(); });
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, Error::Kind::Refused);
            QVERIFY(refused.error().message.contains(QStringLiteral("999")));
        }
        QCOMPARE(bytes(), before);
    }
    void anotherProgramsDatabaseIsNotTaken()
    {
        auto other = Database::open(QStringLiteral(":memory:"), Database::Mode::Write);
        QVERIFY((*other)->run("CREATE TABLE theirs (x)"));
        const auto refused = migrate(**other, [] { return Result<void>(); });
        QVERIFY(!refused);
        QCOMPARE((*other)->number("SELECT count(*) FROM sqlite_schema").value(), qint64(1));
    }
    void whatIsNotCommittedIsTakenBack()
    {
        TestDatabase store;
        {
            auto transaction = Transaction::begin(store.writer());
            QVERIFY(store.writer().run("INSERT INTO contact (id) VALUES (randomblob(16))"));
        }
        QCOMPARE(store.number("SELECT count(*) FROM contact"), qint64(0));
    }
    void aCommitSaysWhichTablesItTouched()
    {
        TestDatabase store;
        Changes changes(store.writer());
        QSignalSpy spy(&changes, &Changes::changed);
        auto transaction = Transaction::begin(store.writer());
        QVERIFY(store.writer().run("INSERT INTO contact (id) VALUES (randomblob(16))"));
        QCOMPARE(spy.size(), 0);
        QVERIFY(transaction->commit());
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.first().first().value<QSet<QByteArray>>(), QSet<QByteArray> { "contact" });
    }
    void whatAnotherProcessCommitsIsNoticedWithinAQuarterSecond()
    {
        TestDatabase store;
        Changes changes(store.writer());
        QSignalSpy spy(&changes, &Changes::changed);
        auto other = Database::open(store.path(), Database::Mode::Write);
        QElapsedTimer timer;
        timer.start();
        QVERIFY((*other)->run("INSERT INTO contact (id) VALUES (randomblob(16))"));
        QVERIFY(spy.wait(2000));
        qInfo("noticed after %lld ms", timer.elapsed());
        QVERIFY(spy.first().first().value<QSet<QByteArray>>().isEmpty());
    }
    void aReaderCannotWrite()
    {
        TestDatabase store;
        auto reader = Database::open(store.path(), Database::Mode::Read);
        const auto refused = (*reader)->run("INSERT INTO contact (id) VALUES (randomblob(16))");
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
    }
    void theLogStaysBoundedUnderAWriterThatNeverPauses()
    {
        TestDatabase store;
        const Checkpointer checkpointer(store.writer());
        qint64 largest = 0;
        for (int i = 0; i < 60; ++i) {
            auto transaction = Transaction::begin(store.writer());
            QVERIFY(store.writer().run(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) "
                "INSERT INTO saved_filter (id, name, query) SELECT randomblob(16), 'f', hex(randomblob(500)) FROM n"));
            QVERIFY(transaction->commit());
            largest = std::max(largest, QFileInfo(store.path() + QStringLiteral("-wal")).size());
        }
        // 64 MB and what goes in while a checkpoint runs; without a bound it is 530 MB.
        QVERIFY2(largest < 250'000'000, qPrintable(QString::number(largest)));
        qInfo("the log grew to %lld MB at most", largest / 1'000'000);
    }
    void theLogIsCheckpointedByAnotherThread()
    {
        TestDatabase store;
        {
            Checkpointer checkpointer(store.writer());
            for (int i = 0; i < 3; ++i) {
                auto transaction = Transaction::begin(store.writer());
                QVERIFY(
                    store.writer().run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) "
                                       "INSERT INTO saved_filter (id, name, query) SELECT randomblob(16), 'f', "
                                       "hex(randomblob(500)) FROM n"));
                QVERIFY(transaction->commit());
            }
        }
        // What was moved into the file is there without its log.
        QVERIFY(QFileInfo(store.path()).size() > 9000 * 1000);
    }
};

QTEST_GUILESS_MAIN(TestDatabaseFile)
#include "test_database.moc"
