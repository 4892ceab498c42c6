#include "core/connectors/oauth/pkce.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <array>

namespace wheelhouse {

namespace {

QByteArray base64url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

QByteArray unguessable()
{
    std::array<quint32, 8> random {};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    return base64url(QByteArray(reinterpret_cast<const char *>(random.data()), sizeof(random)));
}

QByteArray pkceChallenge(const QByteArray &verifier)
{
    return base64url(QCryptographicHash::hash(verifier, QCryptographicHash::Sha256));
}

} // namespace wheelhouse
