#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace wheelhouse {

/// The pictures of posts, as they were given and as they go out: each one a file (0600) whose name is the SHA-256 of
/// its bytes, in the folder "NAME.wheelhouse.media" (0700) beside the workspace. Nobody's name for a picture ever
/// becomes a path, no link is followed, and what is read is looked at again: it is the very bytes or it is nothing.
/// One object for each thread, beside others and other processes; it waits for the disk, so not on the window's.
class MediaStore {
public:
    explicit MediaStore(const QString &workspacePath)
        : MediaStore(workspacePath + QStringLiteral(".media"), InFolder {})
    {
    }
    /// The same in a folder of another name.
    [[nodiscard]] static MediaStore in(const QString &folder) { return { folder, InFolder {} }; }

    [[nodiscard]] QString folder() const { return m_folder; }
    /// The digest (32 bytes) of \a bytes, which are on the disk under it, whole, when this returns. A file there that
    /// is not what its name says is replaced. Refused: the disk is full, the folder may not be written or is a link;
    /// more than 25 MB, or nothing.
    [[nodiscard]] Result<QByteArray> keep(const QByteArray &bytes);
    /// The bytes of that digest. Missing: they are gone. Refused: what lies there is something else (reliability D02).
    [[nodiscard]] Result<QByteArray> read(const QByteArray &digest) const;
    /// Whether read() would give something; it reads all of it.
    [[nodiscard]] bool has(const QByteArray &digest) const { return read(digest).has_value(); }

    /// Whether it is there, whole; then it counts as kept now, as by keep().
    [[nodiscard]] bool renew(const QByteArray &digest);
    /// Of all that lies there under a digest, whole or not.
    [[nodiscard]] QList<QByteArray> digests() const;
    /// Changes whenever it is kept, also where it was there: nanoseconds of the machine's clock; 0: it is not there.
    [[nodiscard]] qint64 stamp(const QByteArray &digest) const;
    /// Removes it, unless it was kept since stamp() gave \a stamp; keep() of others waits meanwhile. Whether it is
    /// gone.
    [[nodiscard]] Result<bool> remove(const QByteArray &digest, qint64 stamp);

private:
    struct InFolder { };
    MediaStore(QString folder, InFolder)
        : m_folder(std::move(folder))
    {
    }
    void forgetLeftovers(int folder);

    QString m_folder;
    bool m_hasTidied = false;
};

} // namespace wheelhouse
