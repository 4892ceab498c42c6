#pragma once

#include <QByteArray>

namespace wheelhouse {

/// Letters that nobody can guess: 43 of base64url, 256 bits.
[[nodiscard]] QByteArray unguessable();
/// code_challenge of method S256 (RFC 7636 4.2) for \a verifier.
[[nodiscard]] QByteArray pkceChallenge(const QByteArray &verifier);

} // namespace wheelhouse
