#pragma once

#include "core/secrets/vault.h"

namespace wheelhouse {

/// The Secrets of this desk: the keyring of the computer, or the vault. Which of them is a person's choice and stays it
/// whether or not it answers just now, since what was kept in one is not in the other; while nobody chose, it is the
/// vault where one was made, else the keyring. Lives on one lane.
class SecretStore final : public Secrets {
public:
    enum class Keeper { Unchosen, Keychain, Vault };
    /// How things stand, for a screen.
    struct Standing {
        Keeper keeper = Keeper::Keychain; ///< never Unchosen
        State state = State::Missing; ///< of the keeper
        bool hasKeyring = false; ///< there is one that answers, open or locked: a person may choose it
        QString words; ///< a sentence: where passwords are kept, or what keeps them from being read and what to do
    };
    /// \a keychain and \a vault outlive it. \a chosen as the settings keep it.
    SecretStore(Secrets &keychain, Vault &vault, Keeper chosen);

    [[nodiscard]] QFuture<State> state() override;
    [[nodiscard]] QFuture<Result<std::shared_ptr<Secret>>> read(const QString &name) override;
    [[nodiscard]] QFuture<Result<void>> write(const QString &name, const Secret &secret) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &name) override;
    [[nodiscard]] QString words() const override;

    [[nodiscard]] QFuture<Standing> standing();
    /// From now on; what was kept elsewhere stays there. The caller keeps the choice in the settings.
    void choose(Keeper keeper) { m_chosen = keeper; }
    [[nodiscard]] Keeper keeper() const;

    /// As the settings have it under "wheelhouse/secrets": "keychain", "vault"; anything else: nobody chose.
    [[nodiscard]] static Keeper keeperFromWord(QStringView word);
    [[nodiscard]] static QString keeperWord(Keeper keeper);

private:
    [[nodiscard]] Secrets &kept() const;
    Secrets &m_keychain;
    Vault &m_vault;
    Keeper m_chosen;
    QObject m_here; ///< answers that come too late fall to the ground with it
};

} // namespace wheelhouse
