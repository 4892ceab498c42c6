#include "core/base/pictureformat.h"

#include <QTransform>
#include <QtEndian>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int mostParts = 10'000; // of a file: no honest one comes near

quint32 bigAt(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

/// "avif" or "avis" among the brands of the first box (ISO/IEC 14496-12, 4.3).
bool isAvif(const QByteArray &bytes)
{
    if (bytes.size() < 16 || bytes.mid(4, 4) != "ftyp")
        return false;
    const auto end = std::min<qsizetype>({ bytes.size(), bigAt(bytes, 0), 256 });
    for (qsizetype at = 8; at + 4 <= end; at += 4)
        if (at != 12 && (bytes.mid(at, 4) == "avif" || bytes.mid(at, 4) == "avis"))
            return true;
    return false;
}

/// Reads the numbers of a TIFF block in its own byte order; what lies outside of it is 0.
class Tiff {
public:
    explicit Tiff(QByteArray block)
        : m_block(std::move(block))
        , m_isBig(m_block.startsWith("MM"))
    {
    }
    [[nodiscard]] quint16 two(qsizetype at) const
    {
        if (at < 0 || at + 2 > m_block.size())
            return 0;
        return m_isBig ? qFromBigEndian<quint16>(m_block.constData() + at)
                       : qFromLittleEndian<quint16>(m_block.constData() + at);
    }
    [[nodiscard]] quint32 four(qsizetype at) const
    {
        return m_isBig ? quint32(two(at)) << 16 | two(at + 2) : quint32(two(at + 2)) << 16 | two(at);
    }
    [[nodiscard]] bool isOne() const { return (m_isBig || m_block.startsWith("II")) && two(2) == 42; }

private:
    QByteArray m_block;
    bool m_isBig;
};

/// 0: it says nothing of it.
int orientationIn(const QByteArray &exif)
{
    constexpr quint16 orientationTag = 0x0112;
    constexpr quint16 shortType = 3;
    const Tiff tiff(exif.startsWith("Exif\0") ? exif.mid(6) : exif);
    if (!tiff.isOne())
        return 0;
    const qsizetype directory = tiff.four(4);
    for (int i = 0, count = tiff.two(directory); i < count; ++i) {
        const qsizetype entry = directory + 2 + 12 * qsizetype(i);
        if (tiff.two(entry) != orientationTag || tiff.two(entry + 2) != shortType)
            continue;
        const int value = tiff.two(entry + 8);
        return value >= 1 && value <= 8 ? value : 0;
    }
    return 0;
}

QByteArray jpegExif(const QByteArray &bytes)
{
    constexpr uchar applicationOne = 0xe1;
    for (const JpegPart &part : jpegParts(bytes))
        if (part.marker == applicationOne && bytes.mid(part.at + 4, 5) == QByteArray("Exif\0", 5))
            return bytes.mid(part.at + 4, part.length - 4);
    return {};
}

/// The content of a chunk of a PNG; empty: it has none before \a end.
QByteArray pngChunk(const QByteArray &bytes, const char *name, const char *end)
{
    qsizetype at = 8;
    for (int i = 0; i < mostParts && at + 12 <= bytes.size(); ++i) {
        const qsizetype length = bigAt(bytes, at);
        const QByteArray kind = bytes.mid(at + 4, 4);
        if (length > bytes.size() - at - 12 || kind == end)
            return {};
        if (kind == name)
            return bytes.mid(at + 8, length);
        at += length + 12;
    }
    return {};
}

QByteArray webpExif(const QByteArray &bytes)
{
    qsizetype at = 12;
    for (int i = 0; i < mostParts && at + 8 <= bytes.size(); ++i) {
        const qsizetype length = qFromLittleEndian<quint32>(bytes.constData() + at + 4);
        if (length > bytes.size() - at - 8)
            return {};
        if (bytes.mid(at, 4) == "EXIF")
            return bytes.mid(at + 8, length);
        at += 8 + length + (length & 1);
    }
    return {};
}

} // namespace

std::optional<PictureFormat> pictureFormat(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return PictureFormat::Png;
    if (bytes.startsWith("\xff\xd8\xff"))
        return PictureFormat::Jpeg;
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return PictureFormat::Gif;
    if (bytes.startsWith("BM"))
        return PictureFormat::Bmp;
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP")
        return PictureFormat::Webp;
    if (isAvif(bytes))
        return PictureFormat::Avif;
    return {};
}

QString pictureType(PictureFormat format)
{
    switch (format) {
    case PictureFormat::Png:
        return QStringLiteral("image/png");
    case PictureFormat::Jpeg:
        return QStringLiteral("image/jpeg");
    case PictureFormat::Gif:
        return QStringLiteral("image/gif");
    case PictureFormat::Bmp:
        return QStringLiteral("image/bmp");
    case PictureFormat::Webp:
        return QStringLiteral("image/webp");
    case PictureFormat::Avif:
        return QStringLiteral("image/avif");
    }
    return {};
}

QByteArray readerName(PictureFormat format)
{
    return format == PictureFormat::Avif ? QByteArray() : pictureType(format).mid(6).toLatin1();
}

QList<JpegPart> jpegParts(const QByteArray &bytes)
{
    constexpr uchar startOfScan = 0xda;
    const auto byte = [&bytes](qsizetype at) { return at < bytes.size() ? uchar(bytes[at]) : uchar(0); };
    const auto isAlone = [](uchar marker) { return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd9); };
    QList<JpegPart> parts;
    for (qsizetype at = 0; parts.size() < mostParts && byte(at) == 0xff;) {
        if (byte(at + 1) == 0xff) { // markers may be filled up with more of it
            ++at;
            continue;
        }
        const uchar marker = byte(at + 1);
        qsizetype end = at + 2;
        if (!isAlone(marker))
            end += byte(at + 2) << 8 | byte(at + 3);
        if (marker == 0x00 || end > bytes.size() || (!isAlone(marker) && end < at + 4))
            break;
        // A scan goes on over stuffed bytes (ff 00) and restarts (ff d0 to d7), to the next marker.
        while (marker == startOfScan && end + 1 < bytes.size()
            && (byte(end) != 0xff || byte(end + 1) == 0 || (byte(end + 1) >= 0xd0 && byte(end + 1) <= 0xd7)))
            ++end;
        parts.append({ marker, at, end - at });
        if (marker == 0xd9)
            break;
        at = end;
    }
    return parts;
}

int storedOrientation(const QByteArray &bytes, PictureFormat format)
{
    QByteArray exif;
    if (format == PictureFormat::Jpeg)
        exif = jpegExif(bytes);
    else if (format == PictureFormat::Png)
        exif = pngChunk(bytes, "eXIf", "IEND");
    else if (format == PictureFormat::Webp)
        exif = webpExif(bytes);
    return std::max(1, orientationIn(exif));
}

bool swapsSides(int orientation)
{
    return orientation >= 5;
}

QImage uprightFrom(const QImage &stored, int orientation)
{
    // What the first row and the first column of the stored picture are to be, from 1 on: top left, top right, bottom
    // right, bottom left, left top, right top, right bottom, left bottom (Exif 2.32, 4.6.4 A).
    switch (orientation) {
    case 2:
        return stored.mirrored(true, false);
    case 3:
        return stored.mirrored(true, true);
    case 4:
        return stored.mirrored(false, true);
    case 5:
        return stored.transformed(QTransform().rotate(90)).mirrored(true, false);
    case 6:
        return stored.transformed(QTransform().rotate(90));
    case 7:
        return stored.transformed(QTransform().rotate(-90)).mirrored(true, false);
    case 8:
        return stored.transformed(QTransform().rotate(-90));
    default:
        return stored;
    }
}

bool isMovingPng(const QByteArray &bytes)
{
    const QByteArray control = pngChunk(bytes, "acTL", "IDAT");
    return control.size() == 8 && bigAt(control, 0) > 1;
}

} // namespace wheelhouse
