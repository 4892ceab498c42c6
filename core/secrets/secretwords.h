#pragma once

#include "core/base/result.h"

namespace wheelhouse::secretwords {

/// The sentences of what can go wrong where secrets are kept, and what a person can do.

QString keyringName(); ///< of a keyring that we have made
Error noKeyring();
Error silentKeyring();
Error lockedKeyring();
Error notOpened();
Error noEntry();
Error keyringRefused(const QString &detail);

Error noVault();
Error vaultExists();
Error lockedVault();
Error wrongPassphrase();
Error shortPassphrase(int letters);
Error damagedVault(const QString &detail);
Error foreignVault(const QString &detail);
Error busyVault();
Error unreadableVault(const QString &detail);
Error fullVault();
Error noMemory();

} // namespace wheelhouse::secretwords
