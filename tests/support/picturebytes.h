#pragma once

#include <QBuffer>
#include <QColor>
#include <QImage>
#include <QImageWriter>
#include <QtEndian>

namespace wheelhouse::pictures {

inline QByteArray encoded(const QImage &image, const char *format, int quality = -1)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format, quality);
    return bytes;
}

/// A picture with a red left half and a blue right half.
inline QImage twoColours(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.setPixel(x, y, x < width / 2 ? qRgb(255, 0, 0) : qRgb(0, 0, 255));
    return image;
}

/// Shades and grain, the same each time, that no coder makes small: a photograph.
inline QImage photograph(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    quint32 grain = 12345;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            grain = grain * 1664525 + 1013904223;
            const int noise = int(grain >> 26);
            image.setPixel(x, y, qRgb((x * 190 / width) + noise, (y * 190 / height) + noise, 90 + noise));
        }
    return image;
}

/// Where red, the left of twoColours(), is to be seen in it when it stands upright, which is \a size: Exif 2.32,
/// 4.6.4 A, tag Orientation.
inline QPoint redPlace(int orientation, const QSize &size)
{
    const int nearX = size.width() / 8;
    const int nearY = size.height() / 8;
    if (orientation < 5)
        return { orientation == 1 || orientation == 4 ? nearX : size.width() - 1 - nearX, size.height() / 2 };
    return { size.width() / 2, orientation == 5 || orientation == 6 ? nearY : size.height() - 1 - nearY };
}

inline quint32 crc(const QByteArray &bytes)
{
    quint32 sum = 0xffffffff;
    for (const char byte : bytes) {
        sum ^= uchar(byte);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum;
}

inline QByteArray big(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(number, bytes.data());
    return bytes;
}

inline QByteArray little(quint32 number)
{
    QByteArray bytes(4, '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

inline QByteArray pngChunk(const QByteArray &name, const QByteArray &content)
{
    return big(quint32(content.size())) + name + content + big(crc(name + content));
}

/// \a png with a chunk right after its header.
inline QByteArray withChunk(const QByteArray &png, const QByteArray &name, const QByteArray &content)
{
    return png.left(33) + pngChunk(name, content) + png.mid(33);
}

/// A PNG whose header claims \a width x \a height; the checksum of the header is right, as in a real bomb.
inline QByteArray claiming(quint32 width, quint32 height)
{
    const QByteArray png = encoded(twoColours(4, 4), "PNG");
    return png.left(8) + pngChunk("IHDR", big(width) + big(height) + png.mid(24, 5)) + png.mid(33);
}

/// A TIFF block, as EXIF has it: how the picture lies, who took it ("Ada Canary") and where (52° N, 5° E).
inline QByteArray exifBlock(int orientation)
{
    const auto entry = [](const char *tag, const char *type, quint32 count, const QByteArray &value) {
        return QByteArray::fromHex(tag) + QByteArray::fromHex(type) + big(count) + value;
    };
    const QByteArray directory = QByteArray::fromHex("0003")
        + entry("0112", "0003", 1, QByteArray(1, '\0') + char(orientation) + QByteArray(2, '\0'))
        + entry("013b", "0002", 11, big(50)) + entry("8825", "0004", 1, big(62)) + big(0);
    const QByteArray place = QByteArray::fromHex("0004") + entry("0001", "0002", 2, "N\0\0\0")
        + entry("0002", "0005", 3, big(116)) + entry("0003", "0002", 2, QByteArray("E\0\0\0", 4))
        + entry("0004", "0005", 3, big(140)) + big(0);
    const auto degrees = [](quint32 whole) { return big(whole) + big(1) + big(30) + big(1) + big(15) + big(1); };
    return "MM" + QByteArray::fromHex("002a") + big(8) + directory + QByteArray("Ada Canary\0\0", 12) + place
        + degrees(52) + degrees(5);
}

inline QByteArray jpegSegment(char marker, const QByteArray &content)
{
    const auto length = quint16(content.size() + 2);
    return QByteArray("\xff") + marker + char(length >> 8) + char(length & 0xff) + content;
}

/// \a jpeg with segments right after its start.
inline QByteArray withSegments(const QByteArray &jpeg, const QByteArray &segments)
{
    return jpeg.left(2) + segments + jpeg.mid(2);
}

/// \a jpeg as a telephone leaves it.
inline QByteArray withExif(const QByteArray &jpeg, int orientation)
{
    return withSegments(jpeg, jpegSegment('\xe1', QByteArray("Exif\0\0", 6) + exifBlock(orientation)));
}

/// \a webp (as Qt writes it, with its size in the first chunk) with an EXIF chunk.
inline QByteArray webpWithExif(const QByteArray &webp, const QSize &size, int orientation)
{
    const QByteArray exif = exifBlock(orientation);
    const QByteArray extended = QByteArray::fromHex("08000000") + little(quint32(size.width() - 1)).left(3)
        + little(quint32(size.height() - 1)).left(3);
    const QByteArray chunks = "WEBPVP8X" + little(10) + extended + webp.mid(12) + "EXIF" + little(quint32(exif.size()))
        + exif + QByteArray(exif.size() & 1, '\0');
    return "RIFF" + little(quint32(chunks.size())) + chunks;
}

/// A GIF of two frames, 2x1 pixels, that moves for ever, and what a drawing program writes into it besides.
inline QByteArray movingGif(const QByteArray &besides = {})
{
    const QByteArray frame = QByteArray::fromHex("21f904000a0000002c00000000020001000002020c0a00");
    return "GIF89a" + QByteArray::fromHex("02000100800000ff00000000ff") + "\x21\xff\x0bNETSCAPE2.0"
        + QByteArray::fromHex("0301000000") + besides + frame + frame + ';';
}

} // namespace wheelhouse::pictures
