#pragma once

#include "core/base/result.h"
#include "core/secrets/secrets.h"

#include <QObject>

#include <chrono>

class QDBusMessage;

namespace wheelhouse {

/// Asks the keyring of the desktop, over the session's D-Bus, whether it is there, locked or open. A library that only
/// reads cannot tell: of a locked keyring it says that there is no such entry. The Secret Service is asked
/// (specifications.freedesktop.org/secret-service), on Plasma KWallet first, as QtKeychain chooses too. Nothing of it
/// makes a window appear but open(). Lives on one thread with an event loop.
class KeyringDoor {
public:
    explicit KeyringDoor(std::chrono::milliseconds patience);

    /// Missing also where nothing answers within the patience. Locked also where the person never made a keyring.
    [[nodiscard]] QFuture<Secrets::State> state();
    /// Has the keyring ask the person to open it, or to make one, in its own window. Cancelled: they did not want to.
    /// Busy: no answer within \a patience.
    [[nodiscard]] QFuture<Result<void>> open(std::chrono::milliseconds patience);

private:
    std::chrono::milliseconds m_patience;
    QObject m_here; ///< answers that come too late fall to the ground with it
};

} // namespace wheelhouse
