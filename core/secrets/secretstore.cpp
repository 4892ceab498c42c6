#include "core/secrets/secretstore.h"

#include "core/secrets/secretwords.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

using State = Secrets::State;
using Keeper = SecretStore::Keeper;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Secrets)
};

QString sentenceOf(Keeper keeper, State state)
{
    const bool isVault = keeper == Keeper::Vault;
    switch (state) {
    case State::Open:
        return isVault ? Words::tr("Passwords are kept in a vault of Wheelhouse's own, sealed with your passphrase.")
                       : Words::tr("Passwords are kept in the keyring of this computer.");
    case State::Locked:
        return isVault ? secretwords::lockedVault().message : secretwords::lockedKeyring().message;
    default:
        return isVault ? secretwords::noVault().message : secretwords::noKeyring().message;
    }
}

} // namespace

SecretStore::SecretStore(Secrets &keychain, Vault &vault, Keeper chosen)
    : m_keychain(keychain)
    , m_vault(vault)
    , m_chosen(chosen)
{
}

Keeper SecretStore::keeper() const
{
    if (m_chosen != Keeper::Unchosen)
        return m_chosen;
    return m_vault.isMade() ? Keeper::Vault : Keeper::Keychain;
}

Secrets &SecretStore::kept() const
{
    return keeper() == Keeper::Vault ? m_vault : m_keychain;
}

QFuture<State> SecretStore::state()
{
    return kept().state();
}

QFuture<Result<std::shared_ptr<Secret>>> SecretStore::read(const QString &name)
{
    return kept().read(name);
}

QFuture<Result<void>> SecretStore::write(const QString &name, const Secret &secret)
{
    return kept().write(name, secret);
}

QFuture<Result<void>> SecretStore::remove(const QString &name)
{
    return kept().remove(name);
}

QString SecretStore::words() const
{
    return kept().words();
}

QFuture<SecretStore::Standing> SecretStore::standing()
{
    auto promise = std::make_shared<QPromise<Standing>>(); // held by the two questions
    promise->start();
    auto future = promise->future();
    whenDone(m_keychain.state(), &m_here, [this, promise](State keyring) {
        const Keeper keeper = this->keeper();
        const auto end = [promise, keeper, keyring](State state) {
            promise->addResult(Standing { keeper, state, keyring != State::Missing, sentenceOf(keeper, state) });
            promise->finish();
        };
        if (keeper == Keeper::Keychain)
            return end(keyring);
        whenDone(m_vault.state(), &m_here, end);
    });
    return future;
}

Keeper SecretStore::keeperFromWord(QStringView word)
{
    if (word == QLatin1String("keychain"))
        return Keeper::Keychain;
    return word == QLatin1String("vault") ? Keeper::Vault : Keeper::Unchosen;
}

QString SecretStore::keeperWord(Keeper keeper)
{
    switch (keeper) {
    case Keeper::Keychain:
        return QStringLiteral("keychain");
    case Keeper::Vault:
        return QStringLiteral("vault");
    default:
        return {};
    }
}

} // namespace wheelhouse
