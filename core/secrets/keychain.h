#pragma once

#include "core/secrets/keyringdoor.h"

namespace wheelhouse {

/// Secrets in the keyring of the computer: the Secret Service or KWallet, by QtKeychain. That it has no such entry is
/// only believed when it says itself that it is open. Never falls back to a file. An answer that does not come ends as
/// Busy. QtKeychain has one queue for the process: all of these live on one lane.
class Keychain final : public Secrets {
public:
    struct Patience {
        std::chrono::milliseconds question { 3'000 }; ///< whether it is open
        std::chrono::milliseconds deed { 15'000 }; ///< to read, write or remove
        std::chrono::milliseconds person { 5 * 60'000 }; ///< to type into the keyring's own window
    };
    /// \a service is under which name the entries stand in the keyring, where a person can see them.
    explicit Keychain(const QString &service = QStringLiteral("Wheelhouse"));
    Keychain(const QString &service, const Patience &patience);

    [[nodiscard]] QFuture<State> state() override { return m_door.state(); }
    [[nodiscard]] QFuture<Result<std::shared_ptr<Secret>>> read(const QString &name) override;
    [[nodiscard]] QFuture<Result<void>> write(const QString &name, const Secret &secret) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &name) override;
    [[nodiscard]] QString words() const override;
    /// See KeyringDoor::open().
    [[nodiscard]] QFuture<Result<void>> open() { return m_door.open(m_patience.person); }

private:
    QString m_service;
    Patience m_patience;
    KeyringDoor m_door;
    QObject m_here; ///< answers that come too late fall to the ground with it
};

} // namespace wheelhouse
