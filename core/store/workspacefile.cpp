#include "core/store/workspacefile.h"

#include "core/base/failpoint.h"
#include "core/store/backup.h"
#include "core/store/fileheader.h"
#include "core/store/files.h"
#include "core/store/migrations.h"
#include "core/store/statement.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <iterator>

#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Store)
};

/// Whether we may write: allowed to us, and nobody took the write permission from it altogether (for root, whom no
/// permission stops, this is all there is to go by).
bool mayWrite(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat found { };
    return ::access(name.constData(), W_OK) == 0 && ::stat(name.constData(), &found) == 0
        && (found.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) != 0;
}

tl::unexpected<Error> damaged(const QString &path, const QString &detail)
{
    const SystemClock clock;
    const auto copies = Backups(path, clock).list(Backups::Look::Header);
    const auto good = std::find_if(copies.begin(), copies.end(), [](const Backup &copy) { return copy.isGood; });
    if (good == copies.end())
        return fail(Error::Kind::Malformed,
            Words::tr("This workspace file is damaged. It was not changed. There is no backup beside it; save what can "
                      "be read into a new workspace."),
            detail);
    return fail(Error::Kind::Malformed,
        Words::tr("This workspace file is damaged. It was not changed. Restore the backup of %1, or save what can be "
                  "read into a new workspace.")
            .arg(QLocale().toString(good->madeAt.toLocalTime(), QLocale::ShortFormat)),
        detail);
}

Result<void> refuseUnlessOurs(const FileHeader &header, const QString &path)
{
    switch (header.look) {
    case FileHeader::Look::Missing:
        return fail(Error::Kind::Missing, Words::tr("There is no workspace at %1.").arg(path));
    case FileHeader::Look::Foreign:
        return fail(Error::Kind::Refused, Words::tr("This file belongs to another program. It was not changed."));
    case FileHeader::Look::Empty:
        return damaged(path, QStringLiteral("empty file"));
    case FileHeader::Look::NotSqlite:
        return damaged(path, QStringLiteral("no SQLite header"));
    case FileHeader::Look::Short:
        return damaged(path, QStringLiteral("file is shorter than its header says"));
    case FileHeader::Look::Workspace:
        break;
    }
    if (header.version > newestMigration())
        return fail(Error::Kind::Refused,
            Words::tr("This workspace was made by a newer Wheelhouse (store version %1; this one knows %2). "
                      "It was not changed. Install the newer version to open it.")
                .arg(header.version)
                .arg(newestMigration()));
    return {};
}

Result<void> fill(const QString &path, const QString &name, Workspace::Kind kind, const Clock &clock)
{
    auto database = Database::open(path, Database::Mode::Write);
    if (!database)
        return tl::unexpected(database.error());
    if (auto done = migrate(**database, [] { return Result<void>(); }); !done)
        return done;
    auto transaction = Transaction::begin(**database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    Statement insert(
        **database, "INSERT INTO workspace (row, id, name, kind, desk, made_at) VALUES (1, ?1, ?2, ?3, ?4, ?5)");
    const QString word = kind == Workspace::Kind::Sample ? QStringLiteral("sample") : QStringLiteral("desk");
    if (auto done = insert.run(WorkspaceId::fresh(), name, word, DeskId::fresh(), clock.now()); !done)
        return done;
    if (auto done = transaction->commit(); !done)
        return done;
    return (*database)->run("PRAGMA wal_checkpoint(TRUNCATE)");
}

Result<void> makeWhole(const QString &part, const QString &path)
{
    if (QFileInfo(part + QStringLiteral("-wal")).size() > 0)
        return tl::unexpected(fileError(ENOSPC, QStringLiteral("checkpoint")));
    if (auto done = syncFile(part); !done)
        return done;
    if (auto done = failpoint("create.synced"); !done)
        return done;
    if (auto done = renameNew(part, path); !done)
        return done;
    return syncNames(path);
}

} // namespace

QString workspacePath(const QString &given)
{
    const QString ending = QStringLiteral(".wheelhouse");
    const QFileInfo file(given.endsWith(ending) || QFileInfo(given).isFile() ? given : given + ending);
    if (file.exists())
        return file.canonicalFilePath();
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    return folder.isEmpty() ? file.absoluteFilePath() : QDir(folder).filePath(file.fileName());
}

bool isRemoteFileSystem(qint64 magic)
{
    // nfs, smb, cifs, smb2, fuse, 9p, ceph, afs, coda
    static constexpr qint64 remote[] = { 0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546, 0x01021997, 0x00c36400,
        0x5346414f, 0x73757245 };
    return std::find(std::begin(remote), std::end(remote), magic & 0xffffffff) != std::end(remote);
}

Result<std::unique_ptr<WorkspaceFile>> WorkspaceFile::create(
    const QString &path, const QString &name, Workspace::Kind kind, const Clock &clock)
{
    const QString target = workspacePath(path);
    const QFileInfo file(target);
    if (file.exists())
        return fail(Error::Kind::Conflict,
            Words::tr("There is a file at %1 already. It was not changed. Choose another name, or open it.")
                .arg(target));
    if (auto made = makePrivateFolder(file.absolutePath()); !made)
        return tl::unexpected(made.error());
    const QString part =
        QStringLiteral("%1/.%2.new").arg(file.absolutePath(), freshUuid().toString(QUuid::WithoutBraces));
    auto done = makePrivateFile(part);
    if (done)
        done = fill(part, name.trimmed().isEmpty() ? file.completeBaseName() : name.trimmed(), kind, clock);
    if (done)
        done = makeWhole(part, target);
    for (const auto *suffix : { "", "-wal", "-shm" })
        if (!done)
            QFile::remove(part + QLatin1String(suffix));
    if (!done)
        return tl::unexpected(done.error());
    return open(target, clock);
}

Result<std::unique_ptr<WorkspaceFile>> WorkspaceFile::open(const QString &path, const Clock &clock)
{
    const QString target = workspacePath(path);
    auto header = readHeader(target);
    if (!header)
        return tl::unexpected(header.error());
    if (auto ours = refuseUnlessOurs(*header, target); !ours)
        return tl::unexpected(ours.error());
    const bool isWritable = mayWrite(target) && mayWrite(QFileInfo(target).absolutePath());
    std::unique_ptr<WorkspaceFile> file(new WorkspaceFile(target, isWritable ? Access::Writable : Access::ReadOnly));
    if (auto locked = file->lock(); !locked)
        return tl::unexpected(locked.error());
    if (header->version < newestMigration())
        if (auto done = file->bringUpToDate(clock); !done)
            return tl::unexpected(done.error());
    if (auto done = file->read(); !done)
        return tl::unexpected(done.error());
    file->findNotice();
    return file;
}

Result<void> WorkspaceFile::lock()
{
    if (!isWritable())
        return {};
    auto opened = FileLock::open(m_path);
    if (!opened)
        return tl::unexpected(opened.error());
    m_lock.emplace(std::move(*opened));
    if (!m_lock->share(FileLock::Part::Presence))
        return fail(Error::Kind::Busy,
            Words::tr("This workspace is being restored or brought up to date by another Wheelhouse. Try again when it "
                      "is done."));
    return {};
}

Result<void> WorkspaceFile::bringUpToDate(const Clock &clock)
{
    if (!isWritable())
        return fail(Error::Kind::Refused,
            Words::tr("This workspace is from an older Wheelhouse and must be brought up to date, but it can only be "
                      "read. It was not changed. Make the file and its folder writable, or copy it to where you may "
                      "write."));
    // Whoever else has it open is older than we are, and would go on writing what it knows.
    if (!m_lock->take(FileLock::Part::Presence))
        return fail(Error::Kind::Busy,
            Words::tr("This workspace is open in an older Wheelhouse. Nothing was changed. Close it there, then open "
                      "it here again."));
    auto database = Database::open(m_path, Database::Mode::Write);
    if (!database)
        return tl::unexpected(database.error());
    auto done = migrate(**database, [&]() -> Result<void> {
        if (auto made = Backups(m_path, clock).make(Backup::Why::BeforeMigration); !made)
            return tl::unexpected(made.error());
        return {};
    });
    if (!done && done.error().kind == Error::Kind::Malformed)
        return damaged(m_path, done.error().detail);
    if (!done)
        return done;
    if (!m_lock->share(FileLock::Part::Presence))
        return fail(Error::Kind::Busy, Words::tr("The workspace could not be locked. Open it again."));
    return {};
}

Result<void> WorkspaceFile::read()
{
    auto reader = openReader();
    if (!reader)
        return tl::unexpected(reader.error());
    Statement select(**reader, "SELECT id, name, kind, desk, made_at FROM workspace WHERE row = 1");
    auto found = select.one<Workspace>([](const Row &row) {
        return Workspace { row.id<WorkspaceId>(0), row.text(1),
            row.text(2) == QStringLiteral("sample") ? Workspace::Kind::Sample : Workspace::Kind::Desk,
            row.id<DeskId>(3), row.time(4) };
    });
    if (!found && found.error().kind == Error::Kind::Refused && !isWritable())
        return fail(Error::Kind::Refused,
            Words::tr("This workspace was not closed properly and cannot be read where nothing can be written. It was "
                      "not changed. Copy it, with the file of the same name ending in -wal, to a folder where you may "
                      "write, and open it there."),
            found.error().detail);
    if (!found && found.error().kind != Error::Kind::Malformed)
        return tl::unexpected(found.error());
    if (!found || !*found)
        return damaged(m_path, found ? QStringLiteral("no workspace row") : found.error().detail);
    m_workspace = **found;
    return {};
}

void WorkspaceFile::findNotice()
{
    struct statfs place { };
    if (!isWritable())
        m_notice = Words::tr("This workspace can only be read: the file or its folder is not writable. You can look at "
                             "everything; nothing you do is saved.");
    else if (::statfs(QFile::encodeName(m_path).constData(), &place) == 0 && isRemoteFileSystem(place.f_type))
        m_notice = Words::tr("This workspace lies on a network drive, where two computers can damage it by writing at "
                             "once. Move it to a disk of this computer.");
}

Result<std::unique_ptr<Database>> WorkspaceFile::openWriter() const
{
    if (!isWritable())
        return fail(Error::Kind::Refused, m_notice);
    return Database::open(m_path, Database::Mode::Write);
}

Result<std::unique_ptr<Database>> WorkspaceFile::openReader() const
{
    // Where nothing can be written a log that is not empty can only be read if its index is there too.
    const bool isSettled = QFileInfo(m_path + QStringLiteral("-wal")).size() == 0;
    return Database::open(m_path, !isWritable() && isSettled ? Database::Mode::Frozen : Database::Mode::Read);
}

} // namespace wheelhouse
