#include "core/store/files.h"

#include "core/base/id.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Store)
};

QByteArray encoded(const QString &path)
{
    return QFile::encodeName(path);
}

Result<void> answer(int code, const QString &doing)
{
    if (code != 0)
        return tl::unexpected(fileError(errno, doing));
    return {};
}

Result<void> syncAt(const QString &path, int flags)
{
    const int file = ::open(encoded(path).constData(), flags | O_CLOEXEC);
    if (file < 0)
        return tl::unexpected(fileError(errno, QStringLiteral("open to sync")));
    const int code = ::fsync(file);
    const int why = errno;
    ::close(file);
    // Some file systems cannot sync a folder and say so with EINVAL; there is nothing more to wait for.
    if (code != 0 && why != EINVAL)
        return tl::unexpected(fileError(why, QStringLiteral("sync")));
    return {};
}

} // namespace

Error fileError(int code, const QString &doing)
{
    const QString detail = QStringLiteral("%1: %2").arg(doing, QString::fromLocal8Bit(std::strerror(code)));
    if (code == ENOSPC || code == EDQUOT || code == EFBIG)
        return { Error::Kind::Refused,
            Words::tr("The disk is full. Nothing was half saved. Free some space and do it again."), detail };
    if (code == EACCES || code == EPERM || code == EROFS)
        return { Error::Kind::Refused,
            Words::tr("You may not write here. Nothing was changed. Make the folder writable or choose another one."),
            detail };
    if (code == EEXIST)
        return { Error::Kind::Conflict,
            Words::tr("There is a file of this name already. It was not changed. Choose another name."), detail };
    if (code == ENOENT)
        return { Error::Kind::Missing, Words::tr("The file is not there any more. Nothing was changed."), detail };
    return { Error::Kind::Storage,
        Words::tr("The disk could not be read or written. Nothing was half saved. Check the disk, then do it again."),
        detail };
}

Result<void> makePrivateFile(const QString &path)
{
    const int file = ::open(encoded(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0)
        return tl::unexpected(fileError(errno, QStringLiteral("make")));
    ::close(file);
    return {};
}

Result<void> makePrivateFolder(const QString &path)
{
    const QFileInfo folder(path);
    if (folder.isDir())
        return {};
    const auto onlyOwner = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (!QDir().mkpath(folder.absolutePath()) || !QDir().mkdir(path, onlyOwner))
        return tl::unexpected(fileError(errno ? errno : EACCES, QStringLiteral("make folder")));
    return {};
}

Result<void> syncFile(const QString &path)
{
    return syncAt(path, O_RDONLY);
}

Result<void> syncNames(const QString &path)
{
    return syncAt(QFileInfo(path).absolutePath(), O_RDONLY | O_DIRECTORY);
}

Result<void> renameNew(const QString &from, const QString &to)
{
    if (::renameat2(AT_FDCWD, encoded(from).constData(), AT_FDCWD, encoded(to).constData(), RENAME_NOREPLACE) == 0)
        return {};
    if (errno != EINVAL)
        return tl::unexpected(fileError(errno, QStringLiteral("rename")));
    // This file system cannot promise it in one step.
    if (QFileInfo::exists(to))
        return tl::unexpected(fileError(EEXIST, QStringLiteral("rename")));
    return renameOver(from, to);
}

Result<void> renameOver(const QString &from, const QString &to)
{
    return answer(::rename(encoded(from).constData(), encoded(to).constData()), QStringLiteral("rename"));
}

Result<void> keepAlso(const QString &path, const QString &as)
{
    if (::link(encoded(path).constData(), encoded(as).constData()) == 0)
        return {};
    if (errno == EEXIST || errno == ENOENT)
        return tl::unexpected(fileError(errno, QStringLiteral("link")));
    return copyWhole(path, as);
}

Result<void> writeWhole(const QString &path, const QByteArray &bytes)
{
    const QString part =
        QStringLiteral("%1/.%2.part").arg(QFileInfo(path).absolutePath(), freshUuid().toString(QUuid::WithoutBraces));
    if (auto made = makePrivateFile(part); !made)
        return made;
    const auto written = [&]() -> Result<void> {
        QFile file(part);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) || file.write(bytes) != bytes.size())
            return tl::unexpected(fileError(errno, QStringLiteral("write")));
        file.close();
        if (auto synced = syncFile(part); !synced)
            return synced;
        return renameOver(part, path);
    }();
    if (!written)
        QFile::remove(part);
    return written ? syncNames(path) : written;
}

Result<void> copyWhole(const QString &from, const QString &to)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return tl::unexpected(fileError(errno, QStringLiteral("read")));
    if (auto made = makePrivateFile(to); !made)
        return made;
    const auto copied = [&]() -> Result<void> {
        QFile copy(to);
        if (!copy.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
            return tl::unexpected(fileError(errno, QStringLiteral("write")));
        while (!source.atEnd()) {
            const QByteArray part = source.read(1 << 20);
            if (part.isEmpty())
                return tl::unexpected(fileError(EIO, QStringLiteral("read")));
            if (copy.write(part) != part.size())
                return tl::unexpected(fileError(errno, QStringLiteral("write")));
        }
        return syncFile(to);
    }();
    if (!copied)
        QFile::remove(to);
    return copied;
}

} // namespace wheelhouse
