#pragma once

#include "app/cli/secretline.h"
#include "app/engine/engine.h"

namespace wheelhouse {

/// Has the vault of a running engine opened where accounts of its workspace need it and it is locked: the passphrase
/// comes by standard input.
[[nodiscard]] inline Result<void> openVault(Engine &engine, const Output &out)
{
    const auto needs = engine.lane().ask([&desks = engine.desks()]() -> bool {
        const auto accounts = desks.accounts.list();
        return accounts && desks.secrets.store.keeper() == SecretStore::Keeper::Vault
            && std::any_of(accounts->begin(), accounts->end(), [](const Account &each) { return each.signsIn(); });
    });
    if (!waitFor(needs))
        return {};
    const auto state = engine.lane().ask([&desks = engine.desks()] { return desks.secrets.vault.state(); }).result();
    if (waitFor(state) != Secrets::State::Locked)
        return {};
    auto passphrase = readSecretLine(QCoreApplication::translate("Cli", "Passphrase of the vault:"), out);
    if (!passphrase)
        return tl::unexpected(passphrase.error());
    const auto opening =
        engine.lane()
            .ask([&desks = engine.desks(), &passphrase] { return desks.secrets.vault.open(*passphrase); })
            .result();
    auto opened = waitFor(opening);
    if (opened)
        engine.lane().ask([&desks = engine.desks()] { desks.listening.follow(); });
    return opened;
}

} // namespace wheelhouse
