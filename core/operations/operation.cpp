#include "core/operations/operation.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QtEndian>

namespace wheelhouse {

namespace {

void put(QByteArray &out, const QByteArray &field)
{
    const auto length = qToBigEndian(quint32(field.size()));
    out.append(reinterpret_cast<const char *>(&length), sizeof length);
    out.append(field);
}

QByteArray bigEndian(qint64 number)
{
    const auto swapped = qToBigEndian(quint64(number));
    return { reinterpret_cast<const char *>(&swapped), sizeof swapped };
}

} // namespace

QByteArray canonicalBytes(const Operation &operation)
{
    QByteArray out = QByteArrayLiteral("wheelhouse-operation-1");
    put(out, operation.id.bytes());
    put(out, operation.desk.bytes());
    put(out, bigEndian(operation.seq));
    put(out, operation.actor.bytes());
    put(out, bigEndian(operation.hlc));
    put(out, operation.kind.toUtf8());
    put(out, operation.payload);
    put(out, operation.undoes.isNull() ? QByteArray() : operation.undoes.bytes());
    put(out, operation.prev);
    return out;
}

QByteArray hashOf(const Operation &operation)
{
    return QCryptographicHash::hash(canonicalBytes(operation), QCryptographicHash::Sha256);
}

QString saltedDigest(const QByteArray &salt, const QByteArray &utf8)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(salt);
    hash.addData(utf8);
    return QString::fromLatin1(hash.result().left(16).toHex());
}

QByteArray freshSalt()
{
    const quint64 random = QRandomGenerator::system()->generate64();
    return { reinterpret_cast<const char *>(&random), sizeof random };
}

} // namespace wheelhouse
