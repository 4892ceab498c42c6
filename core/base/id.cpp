#include "core/base/id.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QRandomGenerator>

namespace wheelhouse {

namespace {

QUuid stamped(QByteArray sixteen, char version)
{
    sixteen[6] = static_cast<char>((sixteen[6] & 0x0f) | (version << 4));
    sixteen[8] = static_cast<char>((sixteen[8] & 0x3f) | 0x80);
    return QUuid::fromRfc4122(sixteen);
}

} // namespace

QUuid freshUuid()
{
    QByteArray bytes(16, Qt::Uninitialized);
    auto ms = static_cast<quint64>(QDateTime::currentMSecsSinceEpoch());
    for (int i = 5; i >= 0; --i, ms >>= 8)
        bytes[i] = static_cast<char>(ms & 0xff);
    for (int i = 6; i < 16; ++i)
        bytes[i] = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return stamped(bytes, 7);
}

QUuid uuidFromName(QByteArrayView space, QByteArrayView name)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(space);
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(name);
    return stamped(hash.result().left(16), 8);
}

} // namespace wheelhouse
