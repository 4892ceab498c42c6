#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>

#include <memory>

namespace wheelhouse {

/// Signs as one person at this desk: an Ed25519 key (RFC 8032), whose seed is kept by Secrets and overwritten here when
/// the signer goes. Two people at one laptop are two signers, and neither holds the other's.
class Signer {
public:
    static constexpr int publicBytes = 32;
    static constexpr int signatureBytes = 64;
    static constexpr int seedBytes = 32;

    /// A key that nobody had before.
    [[nodiscard]] static Result<std::shared_ptr<const Signer>> fresh();
    /// The key that seed() gave once. Malformed where it is none.
    [[nodiscard]] static Result<std::shared_ptr<const Signer>> fromSeed(const Secret &seed);
    Signer(const Signer &) = delete;
    Signer &operator=(const Signer &) = delete;
    ~Signer();

    /// 32 bytes, for everybody.
    [[nodiscard]] const QByteArray &publicKey() const { return m_public; }
    /// What Secrets keeps; whoever has it signs as this person.
    [[nodiscard]] Secret seed() const;
    /// 64 bytes over exactly \a bytes. What is signed begins with a tag of its kind, so that no signature is taken for
    /// one of another kind.
    [[nodiscard]] QByteArray sign(const QByteArray &bytes) const;

private:
    Signer() = default;

    QByteArray m_public;
    std::unique_ptr<unsigned char[]> m_secret; ///< libsodium's 64 bytes: seed and public key
};

/// Whether the holder of \a publicKey signed exactly \a bytes. Never where key or signature are of another length, or a
/// key is one of the weak ones that verify anything (libsodium refuses points of small order).
[[nodiscard]] bool isSignedBy(const QByteArray &publicKey, const QByteArray &bytes, const QByteArray &signature);

} // namespace wheelhouse
