#pragma once

#include "core/base/result.h"
#include "core/networks/limits.h"
#include "core/posts/pictures.h"

#include <QByteArray>
#include <QString>

namespace wheelhouse {

/// The pictures of posts, as they were given and as they go out: each one a file (0600) whose name is the SHA-256 of
/// its bytes, in the folder "NAME.wheelhouse.media" (0700) beside the workspace. Nobody's name for a picture ever
/// becomes a path, no link is followed, and what is read is looked at again: it is the very bytes or it is nothing.
/// One object for each thread, beside others and other processes; it waits for the disk, so not on the window's.
class MediaStore {
public:
    explicit MediaStore(const QString &workspacePath)
        : m_folder(workspacePath + QStringLiteral(".media"))
    {
    }

    [[nodiscard]] QString folder() const { return m_folder; }
    /// The digest (32 bytes) of \a bytes, which are on the disk under it, whole, when this returns. A file there that
    /// is not what its name says is replaced. Refused: the disk is full, the folder may not be written or is a link;
    /// more than 25 MB, or nothing.
    [[nodiscard]] Result<QByteArray> keep(const QByteArray &bytes);
    /// The bytes of that digest. Missing: they are gone. Refused: what lies there is something else (reliability D02).
    [[nodiscard]] Result<QByteArray> read(const QByteArray &digest) const;
    /// Whether read() would give something; it reads all of it.
    [[nodiscard]] bool has(const QByteArray &digest) const { return read(digest).has_value(); }

private:
    void forgetLeftovers(int folder);

    QString m_folder;
    bool m_hasTidied = false;
};

/// A picture as it was given, and what was made of it for one network; both are in the store.
struct KeptPicture {
    QByteArray original; ///< its digest
    PreparedPicture prepared;
};

/// Prepares \a original for \a limits and keeps both. Fails as preparePicture() and MediaStore::keep() do; then nothing
/// refers to what may already be kept.
Result<KeptPicture> keepPicture(MediaStore &store, const QByteArray &original, const Limits &limits);

} // namespace wheelhouse
