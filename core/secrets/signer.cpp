#include "core/secrets/signer.h"

#include <QCoreApplication>

#include <sodium.h>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Signer)
};

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

bool isReady()
{
    static const bool ready = sodium_init() >= 0;
    return ready;
}

} // namespace

Result<std::shared_ptr<const Signer>> Signer::fresh()
{
    if (!isReady())
        return fail(Error::Kind::Storage, Words::tr("This computer gives no random numbers. No key was made."));
    QByteArray seed(seedBytes, Qt::Uninitialized);
    randombytes_buf(seed.data(), size_t(seedBytes));
    return fromSeed(Secret(std::move(seed)));
}

Result<std::shared_ptr<const Signer>> Signer::fromSeed(const Secret &seed)
{
    if (!isReady() || seed.reveal().size() != seedBytes)
        return fail(Error::Kind::Malformed,
            Words::tr("The signing key that is kept for you cannot be read. Nothing was signed. "
                      "Restore the keyring, or have a new key made under Team."),
            QStringLiteral("a seed of %1 bytes").arg(seed.reveal().size()));
    std::shared_ptr<Signer> signer(new Signer);
    signer->m_public = QByteArray(publicBytes, '\0');
    signer->m_secret = std::make_unique<unsigned char[]>(crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(
        reinterpret_cast<unsigned char *>(signer->m_public.data()), signer->m_secret.get(), bytesOf(seed.reveal()));
    return signer;
}

Signer::~Signer()
{
    if (m_secret)
        sodium_memzero(m_secret.get(), crypto_sign_SECRETKEYBYTES);
}

Secret Signer::seed() const
{
    QByteArray seed(seedBytes, '\0');
    crypto_sign_ed25519_sk_to_seed(reinterpret_cast<unsigned char *>(seed.data()), m_secret.get());
    return Secret(std::move(seed));
}

QByteArray Signer::sign(const QByteArray &bytes) const
{
    QByteArray signature(signatureBytes, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char *>(signature.data()), nullptr, bytesOf(bytes),
        size_t(bytes.size()), m_secret.get());
    return signature;
}

bool isSignedBy(const QByteArray &publicKey, const QByteArray &bytes, const QByteArray &signature)
{
    return isReady() && publicKey.size() == Signer::publicBytes && signature.size() == Signer::signatureBytes
        && crypto_sign_verify_detached(bytesOf(signature), bytesOf(bytes), size_t(bytes.size()), bytesOf(publicKey))
        == 0;
}

} // namespace wheelhouse
