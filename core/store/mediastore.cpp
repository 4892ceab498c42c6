#include "core/store/mediastore.h"

#include "core/base/failpoint.h"
#include "core/base/id.h"
#include "core/store/files.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Media)
};

constexpr qint64 mostBytes = 25'000'000; // what readPicture() opens
constexpr int digestBytes = 32;
constexpr std::time_t leftoverSeconds = 3600; // nobody takes so long to write one

/// A file or folder that is closed when it is no longer needed.
class Handle {
public:
    explicit Handle(int file)
        : m_file(file)
    {
    }
    Handle(Handle &&other) noexcept
        : m_file(std::exchange(other.m_file, -1))
    {
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    Handle &operator=(Handle &&) = delete;
    ~Handle()
    {
        if (m_file >= 0)
            ::close(m_file);
    }
    [[nodiscard]] int number() const { return m_file; }
    [[nodiscard]] bool isOpen() const { return m_file >= 0; }

private:
    int m_file = -1;
};

tl::unexpected<Error> failed(const char *doing)
{
    return tl::unexpected(fileError(errno, QString::fromLatin1(doing)));
}

Result<void> answer(int code, const char *doing)
{
    if (code != 0)
        return failed(doing);
    return {};
}

QByteArray digestOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

/// Every name in the folder is made of a digest that was computed here.
QByteArray nameOf(const QByteArray &digest)
{
    return digest.toHex();
}

Result<void> makeFolder(const QString &path)
{
    if (::mkdir(QFile::encodeName(path).constData(), S_IRWXU) == 0)
        return syncNames(path);
    return answer(errno == EEXIST ? 0 : -1, "make media folder");
}

/// Some file systems cannot sync a folder and say so with EINVAL; there is nothing more to wait for.
Result<void> syncNamesOf(int folder)
{
    return answer(::fsync(folder) == 0 || errno == EINVAL ? 0 : -1, "sync names");
}

Handle openFolder(const QString &path)
{
    return Handle(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

tl::unexpected<Error> badFolder()
{
    if (errno != ELOOP && errno != ENOTDIR)
        return failed("open media folder");
    return fail(Error::Kind::Refused,
        Words::tr("The folder for pictures beside the workspace is a link or no folder. Nothing was read or written "
                  "there. Put it away, then do it again."),
        QStringLiteral("media folder"));
}

tl::unexpected<Error> gone()
{
    return fail(Error::Kind::Missing,
        Words::tr("A picture of this post is not there any more. It is not sent. Attach it again."),
        QStringLiteral("media"));
}

tl::unexpected<Error> changed()
{
    return fail(Error::Kind::Refused,
        Words::tr("A picture of this post is not what it was: its file was changed. It is not sent. Attach it again."),
        QStringLiteral("media digest"));
}

Result<void> writeAll(int file, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const auto count = ::write(file, bytes.constData() + done, size_t(bytes.size() - done));
        if (count < 0 && errno != EINTR)
            return failed("write");
        done += std::max<ssize_t>(0, count);
    }
    return {};
}

/// At most one more byte than is allowed.
Result<QByteArray> readAll(int file)
{
    QByteArray bytes;
    char piece[1 << 16];
    while (bytes.size() <= mostBytes) {
        const auto count = ::read(file, piece, sizeof piece);
        if (count == 0)
            return bytes;
        if (count < 0 && errno != EINTR)
            return failed("read");
        bytes.append(piece, std::max<ssize_t>(0, count));
    }
    return bytes;
}

Result<QByteArray> readOf(int folder, const QByteArray &digest)
{
    // A pipe planted there would otherwise be waited for.
    constexpr int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
    const Handle file(::openat(folder, nameOf(digest).constData(), flags));
    if (!file.isOpen() && errno == ENOENT)
        return gone();
    if (!file.isOpen() && errno == ELOOP)
        return changed();
    if (!file.isOpen())
        return failed("open");
    struct stat what { };
    if (::fstat(file.number(), &what) != 0 || !S_ISREG(what.st_mode))
        return changed();
    auto bytes = readAll(file.number());
    if (bytes && digestOf(*bytes) != digest)
        return changed();
    return bytes;
}

/// Held as long as \a folder is open. Whoever keeps shares it; whoever removes has it alone.
Result<void> lock(int folder, int how)
{
    int code = -1;
    do
        code = ::flock(folder, how);
    while (code != 0 && errno == EINTR);
    return answer(code, "lock media folder");
}

/// That it was kept again is seen by who would remove it.
Result<void> touch(int folder, const QByteArray &digest)
{
    return answer(::utimensat(folder, nameOf(digest).constData(), nullptr, AT_SYMLINK_NOFOLLOW), "touch");
}

qint64 stampOf(int folder, const QByteArray &digest)
{
    constexpr qint64 second = 1'000'000'000;
    struct stat what { };
    if (::fstatat(folder, nameOf(digest).constData(), &what, AT_SYMLINK_NOFOLLOW) != 0)
        return 0;
    return qint64(what.st_mtim.tv_sec) * second + what.st_mtim.tv_nsec;
}

/// To the disk under \a part, then under \a name, over what is there; a link there is replaced, not followed.
Result<void> writeWhole(int folder, const QByteArray &part, const QByteArray &name, const QByteArray &bytes)
{
    const Handle file(
        ::openat(folder, part.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!file.isOpen())
        return failed("make");
    auto done = writeAll(file.number(), bytes);
    if (done)
        done = failpoint("media.written");
    if (done)
        done = answer(::fsync(file.number()), "sync");
    if (done)
        done = failpoint("media.synced");
    if (done)
        done = answer(::renameat(folder, part.constData(), folder, name.constData()), "rename");
    if (!done)
        ::unlinkat(folder, part.constData(), 0);
    return done ? failpoint("media.renamed") : done;
}

} // namespace

Result<QByteArray> MediaStore::keep(const QByteArray &bytes)
{
    if (bytes.isEmpty() || bytes.size() > mostBytes)
        return fail(Error::Kind::Refused, Words::tr("A picture may have 25 MB at most. It was not kept."));
    if (auto made = makeFolder(m_folder); !made)
        return tl::unexpected(made.error());
    const Handle folder = openFolder(m_folder);
    if (!folder.isOpen())
        return badFolder();
    if (auto locked = lock(folder.number(), LOCK_SH); !locked)
        return tl::unexpected(locked.error());
    forgetLeftovers(folder.number());
    const QByteArray digest = digestOf(bytes);
    if (readOf(folder.number(), digest)) {
        if (auto touched = touch(folder.number(), digest); !touched)
            return tl::unexpected(touched.error());
    } else {
        const QByteArray part = '.' + freshUuid().toByteArray(QUuid::WithoutBraces) + ".part";
        if (auto done = writeWhole(folder.number(), part, nameOf(digest), bytes); !done)
            return tl::unexpected(done.error());
    }
    // Also where it was there: whoever put it there may have died before its name was on the disk.
    auto done = syncNamesOf(folder.number());
    if (done)
        done = failpoint("media.named");
    if (!done)
        return tl::unexpected(done.error());
    return digest;
}

Result<QByteArray> MediaStore::read(const QByteArray &digest) const
{
    if (digest.size() != digestBytes)
        return fail(Error::Kind::Malformed, Words::tr("This is no picture of a post."), QStringLiteral("digest"));
    const Handle folder = openFolder(m_folder);
    if (!folder.isOpen() && errno == ENOENT)
        return gone();
    if (!folder.isOpen())
        return badFolder();
    return readOf(folder.number(), digest);
}

bool MediaStore::renew(const QByteArray &digest)
{
    const Handle folder = openFolder(m_folder);
    return folder.isOpen() && lock(folder.number(), LOCK_SH) && readOf(folder.number(), digest)
        && touch(folder.number(), digest);
}

QList<QByteArray> MediaStore::digests() const
{
    QList<QByteArray> found;
    const auto names = QDir(m_folder).entryList(QDir::Files | QDir::System);
    for (const QString &name : names)
        if (const QByteArray digest = QByteArray::fromHex(name.toLatin1());
            digest.size() == digestBytes && QString::fromLatin1(nameOf(digest)) == name)
            found.append(digest);
    return found;
}

qint64 MediaStore::stamp(const QByteArray &digest) const
{
    const Handle folder = openFolder(m_folder);
    return folder.isOpen() ? stampOf(folder.number(), digest) : 0;
}

Result<bool> MediaStore::remove(const QByteArray &digest, qint64 stamp)
{
    const Handle folder = openFolder(m_folder);
    if (!folder.isOpen() && errno == ENOENT)
        return true;
    if (!folder.isOpen())
        return badFolder();
    if (auto locked = lock(folder.number(), LOCK_EX); !locked)
        return tl::unexpected(locked.error());
    const qint64 now = stampOf(folder.number(), digest);
    if (now != 0 && now != stamp)
        return false;
    if (auto done = answer(::unlinkat(folder.number(), nameOf(digest).constData(), 0) == 0 || errno == ENOENT ? 0 : -1,
            "remove picture");
        !done)
        return tl::unexpected(done.error());
    return true;
}

void MediaStore::forgetLeftovers(int folder)
{
    if (std::exchange(m_hasTidied, true))
        return;
    const auto names = QDir(m_folder).entryList({ QStringLiteral(".*.part") }, QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        struct stat what { };
        const QByteArray encoded = QFile::encodeName(name);
        if (::fstatat(folder, encoded.constData(), &what, AT_SYMLINK_NOFOLLOW) == 0
            && what.st_mtim.tv_sec < std::time(nullptr) - leftoverSeconds)
            ::unlinkat(folder, encoded.constData(), 0);
    }
}

} // namespace wheelhouse
