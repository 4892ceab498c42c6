#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QFuture>
#include <QString>

#include <memory>

namespace wheelhouse {

/// Where tokens and passwords are kept: the system's keychain, or a file sealed with a passphrase. Never the workspace.
/// Names are ours ("<workspace id>/<channel id>") and say nothing to a stranger. Calls return at once; the answer
/// comes on the caller's thread. Lives on one lane.
class Secrets {
public:
    /// Open: can be asked. Locked: a person must open it first. Missing: there is none, or it does not answer.
    enum class State { Open, Locked, Missing };
    Secrets() = default;
    Secrets(const Secrets &) = delete;
    Secrets &operator=(const Secrets &) = delete;
    virtual ~Secrets() = default;

    [[nodiscard]] virtual QFuture<State> state() = 0;
    /// Missing: it is open, and has no such entry. Busy: it is locked or does not answer, so that nobody knows; ask
    /// again later, and never take it for no entry.
    [[nodiscard]] virtual QFuture<Result<std::shared_ptr<Secret>>> read(const QString &name) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> write(const QString &name, const Secret &secret) = 0;
    /// Nothing by that name is as good as removed.
    [[nodiscard]] virtual QFuture<Result<void>> remove(const QString &name) = 0;
    /// "the keyring of this computer", "the vault of this desk": for sentences.
    [[nodiscard]] virtual QString words() const = 0;
};

} // namespace wheelhouse
