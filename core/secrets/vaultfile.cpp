#include "core/secrets/vaultfile.h"

#include "core/base/failpoint.h"
#include "core/secrets/secretwords.h"
#include "core/store/filelock.h"
#include "core/store/files.h"

#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wheelhouse {

namespace {

constexpr int fewestLetters = 8;
constexpr std::chrono::milliseconds patience { 5'000 }; // of a program that waits for another one's writing
constexpr std::chrono::milliseconds between { 10 };

/// The lock that every writing takes. Held by the kernel, so that a program that dies gives it back.
Result<FileLock> locked(const QString &path)
{
    auto lock = FileLock::open(path);
    if (!lock)
        return lock;
    for (auto waited = between; !lock->take(FileLock::Part::Presence); waited += between) {
        if (waited > patience)
            return tl::unexpected(secretwords::busyVault());
        QThread::msleep(quint64(between.count()));
    }
    return lock;
}

Result<void> checkLength(const Secret &passphrase)
{
    if (QString::fromUtf8(passphrase.reveal()).size() < fewestLetters)
        return tl::unexpected(secretwords::shortPassphrase(fewestLetters));
    return {};
}

QString lastError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

} // namespace

VaultFile::VaultFile(QString path)
    : m_path(std::move(path))
{
}

Secrets::State VaultFile::state() const
{
    const auto file = bytes();
    if (!file)
        return file.error().kind == Error::Kind::Missing ? Secrets::State::Missing : Secrets::State::Locked;
    return m_key && unseal(*file, *m_key) ? Secrets::State::Open : Secrets::State::Locked;
}

Result<QByteArray> VaultFile::bytes() const
{
    // No link is followed, and nothing that is no file is waited for.
    const int handle = ::open(QFile::encodeName(m_path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (handle < 0)
        return tl::unexpected(errno == ENOENT ? secretwords::noVault() : secretwords::unreadableVault(lastError()));
    QFile file;
    if (!file.open(handle, QIODevice::ReadOnly | QIODevice::Unbuffered, QFile::AutoCloseHandle)) {
        ::close(handle);
        return tl::unexpected(secretwords::unreadableVault(QStringLiteral("open")));
    }
    struct stat found { };
    if (::fstat(handle, &found) != 0 || !S_ISREG(found.st_mode))
        return tl::unexpected(secretwords::unreadableVault(QStringLiteral("no file")));
    if (found.st_size > vaultBytes)
        return tl::unexpected(secretwords::damagedVault(QStringLiteral("too long")));
    QByteArray read = file.read(vaultBytes);
    if (file.error() != QFile::NoError)
        return tl::unexpected(secretwords::unreadableVault(QStringLiteral("read")));
    return read;
}

Result<void> VaultFile::put(const VaultEntries &entries, const VaultKey &key)
{
    if (QFileInfo(m_path).isSymLink())
        return tl::unexpected(secretwords::unreadableVault(QStringLiteral("a link")));
    const auto sealed = seal(entries, key);
    if (!sealed)
        return tl::unexpected(sealed.error());
    if (auto ready = failpoint("vault.sealed"); !ready)
        return ready;
    auto done = writeWhole(m_path, *sealed);
    return done ? failpoint("vault.written") : done;
}

Result<void> VaultFile::create(const Secret &passphrase, const VaultCost &cost)
{
    if (auto good = checkLength(passphrase); !good)
        return good;
    const auto lock = locked(m_path);
    if (!lock)
        return tl::unexpected(lock.error());
    if (QFileInfo(m_path).isSymLink() || QFileInfo::exists(m_path))
        return tl::unexpected(secretwords::vaultExists());
    auto key = VaultKey::from(passphrase, vaultSalt(), cost);
    if (!key)
        return tl::unexpected(secretwords::noMemory());
    auto made = put({}, *key);
    if (made)
        m_key = std::move(key);
    return made;
}

Result<void> VaultFile::open(const Secret &passphrase)
{
    const auto file = bytes();
    if (!file)
        return tl::unexpected(file.error());
    const auto head = vaultHead(*file);
    if (!head)
        return tl::unexpected(head.error());
    auto key = VaultKey::from(passphrase, head->salt, head->cost);
    if (!key)
        return tl::unexpected(secretwords::noMemory());
    if (const auto inside = unseal(*file, *key); !inside)
        return tl::unexpected(inside.error());
    m_key = std::move(key);
    return {};
}

Result<void> VaultFile::change(const Secret &old, const Secret &fresh, const VaultCost &cost)
{
    if (auto good = checkLength(fresh); !good)
        return good;
    const auto lock = locked(m_path);
    if (!lock)
        return tl::unexpected(lock.error());
    if (auto opened = open(old); !opened)
        return opened;
    const auto inside = entries();
    if (!inside)
        return tl::unexpected(inside.error());
    auto key = VaultKey::from(fresh, vaultSalt(), cost);
    if (!key)
        return tl::unexpected(secretwords::noMemory());
    auto done = put(**inside, *key);
    if (done)
        m_key = std::move(key);
    return done;
}

Result<std::shared_ptr<VaultEntries>> VaultFile::entries()
{
    if (!m_key)
        return tl::unexpected(secretwords::lockedVault());
    const auto file = bytes();
    if (!file)
        return tl::unexpected(file.error());
    auto inside = unseal(*file, *m_key);
    // Another program gave it another passphrase: the key that we have is worth nothing any more.
    if (!inside && inside.error().kind == Error::Kind::Refused) {
        m_key.reset();
        return tl::unexpected(secretwords::lockedVault());
    }
    return inside;
}

Result<std::shared_ptr<Secret>> VaultFile::read(const QString &name)
{
    const auto inside = entries();
    if (!inside) {
        // That the file went away does not mean that there never was an entry.
        const bool isGone = inside.error().kind == Error::Kind::Missing;
        return tl::unexpected(isGone ? secretwords::unreadableVault(QStringLiteral("gone")) : inside.error());
    }
    const auto found = (*inside)->find(name);
    if (found == (*inside)->end())
        return tl::unexpected(secretwords::noEntry());
    return std::make_shared<Secret>(std::move(found->second));
}

Result<void> VaultFile::changeEntries(const Change &change)
{
    if (!m_key)
        return tl::unexpected(secretwords::lockedVault());
    const auto lock = locked(m_path);
    if (!lock)
        return tl::unexpected(lock.error());
    const auto inside = entries();
    if (!inside)
        return tl::unexpected(inside.error());
    if (!change(**inside))
        return {};
    return put(**inside, *m_key);
}

Result<void> VaultFile::write(const QString &name, const Secret &secret)
{
    return changeEntries([&](VaultEntries &entries) {
        entries.insert_or_assign(name, secret.another());
        return true;
    });
}

Result<void> VaultFile::remove(const QString &name)
{
    return changeEntries([&](VaultEntries &entries) { return entries.erase(name) > 0; });
}

} // namespace wheelhouse
