#pragma once

#include "core/base/lane.h"
#include "core/secrets/vaultfile.h"

namespace wheelhouse {

/// Secrets in one file, sealed with a passphrase (vaultseal.h says how). Locked until somebody opens it; the file is
/// the old or the new one whenever the program ends, and several programs may have it open. Its work is done on a
/// thread of its own, in the order in which it was asked.
class Vault final : public Secrets {
public:
    /// \a path of the file; its folder is there. \a cost for vaults that are made, and for new passphrases.
    explicit Vault(const QString &path, const VaultCost &cost = {});

    [[nodiscard]] QFuture<State> state() override;
    [[nodiscard]] QFuture<Result<std::shared_ptr<Secret>>> read(const QString &name) override;
    [[nodiscard]] QFuture<Result<void>> write(const QString &name, const Secret &secret) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &name) override;
    [[nodiscard]] QString words() const override;

    /// Whether there is anything at its place, readable or not. Any thread.
    [[nodiscard]] bool isMade() const;
    /// Makes the file and leaves it open. Conflict where there is one; Refused where the passphrase is too short.
    [[nodiscard]] QFuture<Result<void>> create(const Secret &passphrase);
    /// Missing: there is no vault. Refused: another passphrase. Malformed: the file is damaged, or none of ours.
    [[nodiscard]] QFuture<Result<void>> open(const Secret &passphrase);
    /// From now on \a fresh opens it, here and in every other program.
    [[nodiscard]] QFuture<Result<void>> change(const Secret &old, const Secret &fresh);
    /// Forgets the key.
    void lock();

private:
    QString m_path;
    VaultFile m_file; ///< touched on the lane alone
    VaultCost m_cost;
    Lane m_lane { QStringLiteral("vault") }; ///< ends before the file does
};

} // namespace wheelhouse
