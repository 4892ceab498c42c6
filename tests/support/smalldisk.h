#pragma once

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace wheelhouse {

/// A disk of a few megabytes that can be filled and emptied: a tmpfs in a mount namespace of the test's own. Where the
/// machine allows no mount (a container without rights) a limit on the size of files stands in for it.
class SmallDisk {
public:
    enum class Kind { Mounted, Limited };

    /// To be called first in main(), before any thread.
    static void enterOwnNamespace() { (void)mayMount(); }
    /// What this machine can do; never nothing.
    static QList<Kind> kinds()
    {
        return mayMount() ? QList<Kind> { Kind::Mounted, Kind::Limited } : QList { Kind::Limited };
    }

    explicit SmallDisk(Kind kind, int megabytes = 24)
        : m_kind(kind)
    {
        if (kind == Kind::Limited) {
            std::signal(SIGXFSZ, SIG_IGN);
            ::getrlimit(RLIMIT_FSIZE, &m_limit);
            return;
        }
        const QByteArray size = "mode=0700,size=" + QByteArray::number(megabytes) + 'm';
        if (::mount("none", folderName().constData(), "tmpfs", 0, size.constData()) != 0)
            qFatal("no small disk to test with");
    }
    ~SmallDisk()
    {
        free();
        setReadOnly(false);
        if (m_kind == Kind::Mounted)
            ::umount2(folderName().constData(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    /// Takes every byte that is left, but \a keep.
    void fill(qint64 keep = 0)
    {
        if (m_kind == Kind::Limited) {
            const rlimit none { rlim_t(keep), m_limit.rlim_max };
            ::setrlimit(RLIMIT_FSIZE, &none);
            return;
        }
        const int file = ::open(fillerName().constData(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        const QByteArray much(1 << 16, 'x');
        for (int piece = int(much.size()); piece > 0; piece /= 2)
            while (::write(file, much.constData(), size_t(piece)) > 0) { }
        if (keep > 0 && ::ftruncate(file, ::lseek(file, 0, SEEK_END) - keep) != 0)
            qFatal("the small disk cannot be emptied");
        ::close(file);
    }
    void free()
    {
        if (m_kind == Kind::Limited)
            ::setrlimit(RLIMIT_FSIZE, &m_limit);
        else
            ::unlink(fillerName().constData());
    }
    /// Nobody may write, root neither.
    void setReadOnly(bool readOnly)
    {
        if (readOnly == m_readOnly)
            return;
        m_readOnly = readOnly;
        if (m_kind == Kind::Mounted) {
            const unsigned long flags = MS_REMOUNT | (readOnly ? MS_RDONLY : 0);
            if (::mount(nullptr, folderName().constData(), nullptr, flags, nullptr) != 0)
                qFatal("the small disk cannot be made read-only or writable");
            return;
        }
        ::chmod(folderName().constData(), readOnly ? 0500 : 0700);
        mayOverride(!readOnly);
    }

private:
    /// Takes from this thread what lets root pass over permissions, or gives it back.
    static void mayOverride(bool may)
    {
        __user_cap_header_struct head { _LINUX_CAPABILITY_VERSION_3, 0 };
        __user_cap_data_struct data[2] {};
        constexpr quint32 passing = 1U << CAP_DAC_OVERRIDE | 1U << CAP_DAC_READ_SEARCH;
        ::syscall(SYS_capget, &head, data);
        data[0].effective = may ? data[0].effective | (data[0].permitted & passing) : data[0].effective & ~passing;
        ::syscall(SYS_capset, &head, data);
    }
    static bool mayMount()
    {
        static const bool may = [] {
            const int uid = int(::getuid());
            const int gid = int(::getgid());
            if (::unshare(CLONE_NEWNS) != 0) {
                if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
                    return false;
                say("/proc/self/uid_map", "0 " + QByteArray::number(uid) + " 1");
                say("/proc/self/setgroups", "deny");
                say("/proc/self/gid_map", "0 " + QByteArray::number(gid) + " 1");
            }
            // What is mounted here is seen by nobody else.
            if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
                return false;
            const QTemporaryDir probe;
            const QByteArray name = QFile::encodeName(probe.path());
            return ::mount("none", name.constData(), "tmpfs", 0, "size=64k") == 0 && ::umount(name.constData()) == 0;
        }();
        return may;
    }
    static void say(const char *path, const QByteArray &line)
    {
        const int file = ::open(path, O_WRONLY | O_CLOEXEC);
        (void)!::write(file, line.constData(), size_t(line.size()));
        ::close(file);
    }
    [[nodiscard]] QByteArray folderName() const { return QFile::encodeName(m_folder.path()); }
    [[nodiscard]] QByteArray fillerName() const { return folderName() + "/filler"; }

    Kind m_kind;
    bool m_readOnly = false;
    QTemporaryDir m_folder;
    rlimit m_limit {};
};

} // namespace wheelhouse
