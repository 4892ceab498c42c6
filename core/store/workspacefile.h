#pragma once

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/store/database.h"
#include "core/store/filelock.h"

namespace wheelhouse {

using WorkspaceId = Id<struct Workspace>;
using DeskId = Id<struct Desk>;

/// A workspace as it names itself.
struct Workspace {
    enum class Kind { Desk, Sample }; ///< a sample can never send
    WorkspaceId id;
    QString name;
    Kind kind = Kind::Desk;
    DeskId desk;
    QDateTime madeAt; ///< UTC
};

/// The one file of a workspace, opened for this process: looked at before it is touched, locked so that nobody
/// restores it meanwhile, brought up to date. Belongs to no thread; the connections it opens belong to the thread that
/// asked for them and die before it.
class WorkspaceFile {
public:
    enum class Access { Writable, ReadOnly };

    /// Makes a workspace and opens it. \a path gets the ending ".wheelhouse" where it has none; folders are made. The
    /// file (0600) appears at once and whole. Conflict where something is there already.
    static Result<std::unique_ptr<WorkspaceFile>> create(
        const QString &path, const QString &name, Workspace::Kind kind, const Clock &clock);

    /// Opens the workspace at \a path. Missing, Refused (newer, another program's, not readable), Malformed (damaged:
    /// the words name what can be done) and Busy (being restored, or open in an older Wheelhouse while it must be
    /// brought up to date). Of what is refused not a byte is touched, nor is a file left beside it. Where file or
    /// folder cannot be written it opens read-only and says so in notice().
    static Result<std::unique_ptr<WorkspaceFile>> open(const QString &path, const Clock &clock);

    [[nodiscard]] const QString &path() const { return m_path; } ///< canonical
    [[nodiscard]] const Workspace &workspace() const { return m_workspace; }
    [[nodiscard]] Access access() const { return m_access; }
    [[nodiscard]] bool isWritable() const { return m_access == Access::Writable; }
    /// What a banner says for as long as the workspace is open; empty where there is nothing to say.
    [[nodiscard]] const QString &notice() const { return m_notice; }

    /// The process's one writing connection, for the thread that calls. Refused where the workspace is read-only.
    [[nodiscard]] Result<std::unique_ptr<Database>> openWriter() const;
    /// A reading connection for the thread that calls.
    [[nodiscard]] Result<std::unique_ptr<Database>> openReader() const;

private:
    WorkspaceFile(QString path, Access access)
        : m_path(std::move(path))
        , m_access(access)
    {
    }
    [[nodiscard]] Result<void> lock();
    [[nodiscard]] Result<void> bringUpToDate(const Clock &clock);
    [[nodiscard]] Result<void> read();
    void findNotice();

    QString m_path;
    Access m_access;
    QString m_notice;
    Workspace m_workspace;
    std::optional<FileLock> m_lock;
};

/// The path as every part of the program names the workspace: ".wheelhouse" added where missing, links followed.
QString workspacePath(const QString &given);

/// Whether a file system of this magic number (statfs, linux/magic.h) is one of those where locks and write-ahead logs
/// are not to be trusted: NFS, SMB, FUSE and the like. sqlite.org/wal.html: "does not work over a network filesystem".
bool isRemoteFileSystem(qint64 magic);

} // namespace wheelhouse
