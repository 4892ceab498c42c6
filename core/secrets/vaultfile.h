#pragma once

#include "core/secrets/secrets.h"
#include "core/secrets/vaultseal.h"

#include <functional>

namespace wheelhouse {

/// A vault on the disk and the key to it, if it is open. Waits for the disk, for other programs and for Argon2: on a
/// thread where that harms nobody. Every reading reads the file anew and every writing does so under a lock, so that
/// several programs share one vault. Part of Vault.
class VaultFile {
public:
    explicit VaultFile(QString path);

    [[nodiscard]] Secrets::State state() const;
    [[nodiscard]] Result<void> create(const Secret &passphrase, const VaultCost &cost);
    [[nodiscard]] Result<void> open(const Secret &passphrase);
    [[nodiscard]] Result<void> change(const Secret &old, const Secret &fresh, const VaultCost &cost);
    void lock() { m_key.reset(); }
    [[nodiscard]] Result<std::shared_ptr<Secret>> read(const QString &name);
    [[nodiscard]] Result<void> write(const QString &name, const Secret &secret);
    [[nodiscard]] Result<void> remove(const QString &name);

private:
    using Change = std::function<bool(VaultEntries &)>; ///< false: nothing had to change
    [[nodiscard]] Result<QByteArray> bytes() const;
    [[nodiscard]] Result<std::shared_ptr<VaultEntries>> entries();
    [[nodiscard]] Result<void> changeEntries(const Change &change);
    [[nodiscard]] Result<void> put(const VaultEntries &entries, const VaultKey &key);

    QString m_path;
    std::shared_ptr<const VaultKey> m_key; ///< none: locked; shared since that is how it is made
};

} // namespace wheelhouse
