#pragma once

#include "core/secrets/keychain.h"
#include "core/secrets/secretstore.h"

namespace wheelhouse {

/// Where this computer's person keeps what lets accounts in: the keyring, or the vault, as they chose. The same for the
/// window, the agent and the commands. Made, touched and ended on one lane.
struct SecretHouse {
    /// \a vaultPath empty: beside the person's other data.
    explicit SecretHouse(const QString &vaultPath = {});

    Keychain keychain;
    Vault vault;
    SecretStore store;

    /// Keeps the choice in the settings, so that every program finds it.
    void choose(SecretStore::Keeper keeper);
    [[nodiscard]] static QString usualVaultPath();
};

} // namespace wheelhouse
