#include "core/housekeeping/zipfile.h"

#include <QtEndian>

#include <array>

namespace wheelhouse {

namespace {

quint32 crcOf(const QByteArray &bytes)
{
    static const auto table = [] {
        std::array<quint32, 256> made {};
        for (quint32 i = 0; i < made.size(); ++i) {
            quint32 c = i;
            for (int bit = 0; bit < 8; ++bit)
                c = (c & 1) != 0 ? 0xedb88320U ^ (c >> 1) : c >> 1;
            made[i] = c;
        }
        return made;
    }();
    quint32 crc = 0xffffffffU;
    for (const char each : bytes)
        crc = table[(crc ^ static_cast<unsigned char>(each)) & 0xff] ^ (crc >> 8);
    return crc ^ 0xffffffffU;
}

template<typename T> void put(QByteArray &out, T value)
{
    const T little = qToLittleEndian(value);
    out.append(reinterpret_cast<const char *>(&little), sizeof little);
}

/// What stands before the bytes and again in the directory: version, flags (names in UTF-8), method, time, sizes.
QByteArray describe(const QByteArray &name, const QByteArray &bytes, const QDateTime &at)
{
    QByteArray out;
    put<quint16>(out, 20);
    put<quint16>(out, 0x0800);
    put<quint16>(out, 0);
    put<quint16>(out, quint16(at.time().hour() << 11 | at.time().minute() << 5 | at.time().second() / 2));
    put<quint16>(out, quint16((at.date().year() - 1980) << 9 | at.date().month() << 5 | at.date().day()));
    put<quint32>(out, crcOf(bytes));
    put<quint32>(out, quint32(bytes.size()));
    put<quint32>(out, quint32(bytes.size()));
    put<quint16>(out, quint16(name.size()));
    put<quint16>(out, 0);
    return out;
}

} // namespace

QByteArray zipOf(const QList<QPair<QString, QByteArray>> &parts, const QDateTime &at)
{
    QByteArray out;
    QByteArray directory;
    for (const auto &[name, bytes] : parts) {
        const QByteArray called = name.toUtf8();
        const QByteArray said = describe(called, bytes, at);
        directory += QByteArrayLiteral("PK\x01\x02") + QByteArray("\x14\x00", 2) + said;
        put<quint16>(directory, 0); // no comment
        put<quint16>(directory, 0); // the first disk
        put<quint16>(directory, 0);
        put<quint32>(directory, 0);
        put<quint32>(directory, quint32(out.size()));
        directory += called;
        out += QByteArrayLiteral("PK\x03\x04") + said + called + bytes;
    }
    const auto start = quint32(out.size());
    out += directory + QByteArray("PK\x05\x06\x00\x00\x00\x00", 8);
    put<quint16>(out, quint16(parts.size()));
    put<quint16>(out, quint16(parts.size()));
    put<quint32>(out, quint32(directory.size()));
    put<quint32>(out, start);
    put<quint16>(out, 0);
    return out;
}

} // namespace wheelhouse
