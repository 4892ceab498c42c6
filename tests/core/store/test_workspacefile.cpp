#include "core/store/backup.h"
#include "core/store/migrations.h"
#include "core/store/statement.h"
#include "tests/support/testworkspace.h"

#include <sys/stat.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

int modeOf(const QString &path)
{
    struct stat found { };
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? int(found.st_mode & 07777) : -1;
}

} // namespace

class TestWorkspaceFile : public QObject {
    Q_OBJECT
private slots:
    void aNewWorkspaceAppearsWholeAndForItsOwnerOnly()
    {
        TestWorkspace desk;
        QCOMPARE(desk.names().filter(u".new"_s), QStringList());
        QCOMPARE(modeOf(desk.path()), 0600);
        QCOMPARE(modeOf(desk.path() + u".lock"_s), 0600);
        const auto file = desk.open();
        QVERIFY(file);
        QVERIFY((*file)->isWritable());
        QCOMPARE((*file)->workspace().name, QStringLiteral("Harbour Coffee"));
        QCOMPARE((*file)->workspace().id.bytes().at(6) >> 4, 7); // a UUIDv7, which Qt 6.4 cannot name
        QVERIFY((*file)->workspace().desk.uuid() != (*file)->workspace().id.uuid());
        QCOMPARE((*file)->workspace().madeAt, desk.clock.now());
        QVERIFY((*file)->notice().isEmpty());
    }
    void k07WhatIsBesideItIsForItsOwnerOnly()
    {
        TestWorkspace desk;
        const auto writer = desk.writer();
        QVERIFY(writer->run("INSERT INTO contact (id) VALUES (randomblob(16))"));
        QCOMPARE(modeOf(desk.path() + u"-wal"_s), 0600);
        QCOMPARE(modeOf(desk.path() + u"-shm"_s), 0600);
        Backups backups(desk.path(), desk.clock);
        const auto made = backups.make(Backup::Why::ByHand);
        QVERIFY(made);
        QCOMPARE(modeOf(made->path), 0600);
        QCOMPARE(modeOf(backups.folder()), 0700);
    }
    /// One was forgotten once: they count up without a gap, and a new workspace went through all of them.
    void everyMigrationIsBuiltIn()
    {
        const QStringList names = QDir(u":/sql/store"_s).entryList(QDir::Files, QDir::Name);
        for (qsizetype at = 0; at < names.size(); ++at)
            QCOMPARE(names[at].left(4).toInt(), int(at + 1));
        TestWorkspace desk;
        const auto writer = desk.writer();
        const auto version = writer->number("PRAGMA user_version");
        QVERIFY(version);
        QCOMPARE(*version, qint64(names.size()));
        const auto index = writer->number("SELECT count(*) FROM sqlite_schema WHERE name = 'operation_undoes'");
        QVERIFY(index);
        QCOMPARE(*index, 1); // of 0011
    }
    void whatIsThereIsNeverOverwritten()
    {
        TestWorkspace desk;
        const QByteArray before = bytesOf(desk.path());
        const auto again = WorkspaceFile::create(desk.path(), {}, Workspace::Kind::Sample, desk.clock);
        QVERIFY(!again);
        QCOMPARE(again.error().kind, Error::Kind::Conflict);
        QCOMPARE(bytesOf(desk.path()), before);
    }
    void theEndingIsAddedAndLinksAreFollowed()
    {
        TestWorkspace desk;
        QVERIFY(QFile::link(desk.path(), desk.folder() + u"/link.wheelhouse"_s));
        QCOMPARE(workspacePath(desk.folder() + u"/link"_s), QFileInfo(desk.path()).canonicalFilePath());
        const auto made = WorkspaceFile::create(desk.folder() + u"/sub/new"_s, {}, Workspace::Kind::Sample, desk.clock);
        QVERIFY(made);
        QVERIFY((*made)->path().endsWith(u"/sub/new.wheelhouse"_s));
        QCOMPARE((*made)->workspace().name, QStringLiteral("new"));
        QCOMPARE((*made)->workspace().kind, Workspace::Kind::Sample);
    }
    void a12ANewerOneIsRefusedAndNothingIsLeftBeside_data()
    {
        QTest::addColumn<bool>("killed");
        QTest::newRow("closed properly") << false;
        QTest::newRow("its newest header is only in the log") << true;
    }
    void a12ANewerOneIsRefusedAndNothingIsLeftBeside()
    {
        QFETCH(bool, killed);
        TestWorkspace desk;
        QFile::remove(desk.path() + u".lock"_s);
        auto writer = desk.writer();
        QVERIFY(writer->run("PRAGMA user_version = 999"));
        QTemporaryDir elsewhere;
        const QString path = elsewhere.filePath(u"copy.wheelhouse"_s);
        if (killed) {
            QVERIFY(QFile::copy(desk.path(), path) && QFile::copy(desk.path() + u"-wal"_s, path + u"-wal"_s));
            QVERIFY(!bytesOf(path).mid(60, 4).endsWith(QByteArray("\x03\xe7", 2)));
        } else {
            writer.reset();
            QVERIFY(QFile::copy(desk.path(), path));
        }
        const auto names = QDir(elsewhere.path()).entryList(QDir::AllEntries | QDir::Hidden);
        const QByteArray before = bytesOf(path);
        const QByteArray log = bytesOf(path + u"-wal"_s);
        const auto refused = WorkspaceFile::open(path, desk.clock);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(refused.error().message.contains(u"999"_s));
        QCOMPARE(bytesOf(path), before);
        QCOMPARE(bytesOf(path + u"-wal"_s), log);
        QCOMPARE(QDir(elsewhere.path()).entryList(QDir::AllEntries | QDir::Hidden), names);
    }
    void whatIsNotOursIsRefusedAndNothingIsLeftBeside_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("empty") << QByteArray() << Error::Kind::Malformed;
        QTest::newRow("a letter") << QByteArray("Dear Ada") << Error::Kind::Malformed;
        QTest::newRow("only a header") << QByteArray("SQLite format 3\0", 16) << Error::Kind::Malformed;
        QByteArray other("SQLite format 3\0\x10\0", 18);
        other.resize(4096, '\0');
        QTest::newRow("another program's") << other << Error::Kind::Refused;
    }
    void whatIsNotOursIsRefusedAndNothingIsLeftBeside()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Error::Kind, kind);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"other.wheelhouse"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        const auto refused = WorkspaceFile::open(path, TestClock());
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, kind);
        QVERIFY(refused.error().message.contains(u"not changed"_s));
        QCOMPARE(bytesOf(path), bytes);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList { u"other.wheelhouse"_s });
    }
    void nothingThereIsSaidAndNothingMade()
    {
        QTemporaryDir folder;
        const auto missing = WorkspaceFile::open(folder.filePath(u"none"_s), TestClock());
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, Error::Kind::Missing);
        QVERIFY(QDir(folder.path()).isEmpty());
    }
    void anOlderOneIsBroughtUpToDateAfterABackup()
    {
        TestWorkspace desk;
        makeOlder(desk.path(), 5);
        const auto file = desk.open();
        QVERIFY2(file, file ? "" : qPrintable(file.error().message + file.error().detail));
        QCOMPARE((*(*file)->openReader())->number("PRAGMA user_version").value(), qint64(newestMigration()));
        const auto copies = Backups(desk.path(), desk.clock).list(Backups::Look::Pages);
        QCOMPARE(copies.size(), 1);
        QCOMPARE(copies.first().why, Backup::Why::BeforeMigration);
        QVERIFY(copies.first().isGood);
        QCOMPARE((*Database::open(copies.first().path, Database::Mode::Frozen))->number("PRAGMA user_version").value(),
            qint64(5));
    }
    void a18AnOlderWheelhouseThatHasItOpenIsNotWrittenUnder()
    {
        TestWorkspace desk;
        const auto old = desk.open();
        makeOlder(desk.path(), 5);
        const auto refused = desk.open();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Busy);
        QVERIFY2(refused.error().message.contains(u"Close it there"_s), qPrintable(refused.error().message));
        QCOMPARE((*(*old)->openReader())->number("PRAGMA user_version").value(), qint64(5));
    }
    void a18ASecondStartOfANewerOneWaitsUntilTheOlderIsClosed()
    {
        TestWorkspace desk;
        auto old = desk.open();
        makeOlder(desk.path(), 5);
        desk.addContacts(3);
        // The older one goes on writing what it knows; not one byte of the newer store is under it.
        auto oldWriter = (*old)->openWriter();
        QVERIFY(!desk.open());
        QVERIFY((*oldWriter)->run("INSERT INTO contact (id) VALUES (randomblob(16))"));
        QCOMPARE((*oldWriter)->number("SELECT count(*) FROM sqlite_schema WHERE name = 'post'").value(), 0);
        QVERIFY(Backups(desk.path(), desk.clock).list(Backups::Look::Header).isEmpty());
        oldWriter->reset();
        old->reset();
        const auto newer = desk.open();
        QVERIFY2(newer, newer ? "" : qPrintable(newer.error().message));
        QCOMPARE((*(*newer)->openReader())->number("PRAGMA user_version").value(), qint64(newestMigration()));
        QCOMPARE(desk.contacts(), 4);
        // And now the older program, started once more, keeps away: to it this file is a newer one.
        QVERIFY(desk.writer()->run(("PRAGMA user_version = " + QByteArray::number(newestMigration() + 1)).constData()));
        QCOMPARE(desk.open().error().kind, Error::Kind::Refused);
    }
    void a11AReadOnlyFileOrFolderOpensToLookAt_data()
    {
        QTest::addColumn<bool>("folder");
        QTest::newRow("file") << false;
        QTest::newRow("folder") << true;
    }
    void a11AReadOnlyFileOrFolderOpensToLookAt()
    {
        QFETCH(bool, folder);
        TestWorkspace desk;
        desk.addContacts(3);
        QVERIFY(QFile::remove(desk.path() + u".lock"_s));
        const QByteArray before = bytesOf(desk.path());
        const QByteArray name = QFile::encodeName(folder ? desk.folder() : desk.path());
        QCOMPARE(::chmod(name.constData(), folder ? 0500 : 0400), 0);
        {
            const auto file = desk.open();
            QVERIFY(file);
            QVERIFY(!(*file)->isWritable());
            QVERIFY((*file)->notice().contains(u"only be read"_s));
            QCOMPARE((*(*file)->openReader())->number("SELECT count(*) FROM contact").value(), 3);
            const auto writer = (*file)->openWriter();
            QVERIFY(!writer);
            QCOMPARE(writer.error().kind, Error::Kind::Refused);
        }
        QCOMPARE(desk.names(), QStringList { u"desk.wheelhouse"_s });
        QCOMPARE(bytesOf(desk.path()), before);
        QCOMPARE(::chmod(name.constData(), folder ? 0700 : 0600), 0);
        QVERIFY((*desk.open())->isWritable());
    }
    void networkDrivesAreKnown()
    {
        QVERIFY(isRemoteFileSystem(0x6969));
        QVERIFY(isRemoteFileSystem(qint64(qint32(0xff534d42))));
        QVERIFY(!isRemoteFileSystem(0xef53)); // ext4
        QVERIFY(!isRemoteFileSystem(0x01021994)); // tmpfs
    }
    void nothingIsHalfMadeWhenTheDiskIsFull()
    {
        QTemporaryDir folder;
        qputenv("WH_FAIL", "create.synced:full");
        const auto refused = WorkspaceFile::create(folder.filePath(u"a"_s), {}, Workspace::Kind::Desk, TestClock());
        qunsetenv("WH_FAIL");
        QVERIFY(!refused);
        QVERIFY(refused.error().message.contains(u"full"_s));
        QVERIFY(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
        QVERIFY(WorkspaceFile::create(folder.filePath(u"a"_s), {}, Workspace::Kind::Desk, TestClock()));
    }
};

QTEST_GUILESS_MAIN(TestWorkspaceFile)
#include "test_workspacefile.moc"
