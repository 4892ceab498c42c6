#include "core/store/filelock.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace wheelhouse {

namespace {

// Open file description locks, not those of fcntl's process: these would fall when any part of the program closes the
// same file, and would not exclude two openings in one process.
struct flock bytesOf(FileLock::Part part, short type)
{
    struct flock lock { };
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = off_t(part);
    lock.l_len = 1;
    return lock;
}

} // namespace

Result<FileLock> FileLock::open(const QString &workspace)
{
    const QByteArray path = QFile::encodeName(workspace + QStringLiteral(".lock"));
    const int file = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return fail(Error::Kind::Refused,
            QCoreApplication::translate("Store",
                "Wheelhouse cannot make its lock file beside the workspace. Nothing was changed. Check that you may "
                "write in its folder and that the disk is not full."),
            QStringLiteral("lock: %1").arg(QString::fromLocal8Bit(std::strerror(errno))));
    return FileLock(file);
}

FileLock::~FileLock()
{
    if (m_file >= 0)
        ::close(m_file);
}

bool FileLock::set(Part part, short type)
{
    auto lock = bytesOf(part, type);
    return fcntl(m_file, F_OFD_SETLK, &lock) == 0;
}

bool FileLock::share(Part part)
{
    return set(part, F_RDLCK);
}

bool FileLock::take(Part part)
{
    return set(part, F_WRLCK);
}

void FileLock::give(Part part)
{
    (void)set(part, F_UNLCK);
}

bool FileLock::isHeldElsewhere(Part part) const
{
    auto lock = bytesOf(part, F_WRLCK);
    return fcntl(m_file, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

} // namespace wheelhouse
