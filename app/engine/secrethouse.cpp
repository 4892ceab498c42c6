#include "app/engine/secrethouse.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace wheelhouse {

namespace {

const QString keeperKey = QStringLiteral("wheelhouse/secrets");

// By name, since the window and the commands are programs of two names.
QSettings settings()
{
    return QSettings(QStringLiteral("Wheelhouse"), QStringLiteral("wheelhouse"));
}

QString folderMade(const QString &path)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    return path;
}

} // namespace

SecretHouse::SecretHouse(const QString &vaultPath)
    : vault(folderMade(vaultPath.isEmpty() ? usualVaultPath() : vaultPath))
    , store(keychain, vault, SecretStore::keeperFromWord(settings().value(keeperKey).toString()))
{
}

void SecretHouse::choose(SecretStore::Keeper keeper)
{
    store.choose(keeper);
    settings().setValue(keeperKey, SecretStore::keeperWord(keeper));
}

QString SecretHouse::usualVaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/wheelhouse/secrets.vault");
}

} // namespace wheelhouse
