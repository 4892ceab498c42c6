#pragma once

#include "app/cli/command.h"
#include "app/engine/secrethouse.h"

namespace wheelhouse {

/// A line of standard input that nobody should see: from a terminal it is asked with \a question and not shown. Never
/// an argument and never the environment, which every program of the same person can read. Refused where it is empty.
[[nodiscard]] Result<Secret> readSecretLine(const QString &question, const Output &out);

/// Has the vault opened by its passphrase where it is the vault that keeps things, and is locked. Nothing where the
/// keyring does.
[[nodiscard]] Result<void> openIfVault(SecretHouse &house, const Output &out);

} // namespace wheelhouse
