#include "core/base/images.h"

#include "core/base/avif.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>

#include <algorithm>
#include <mutex>

namespace wheelhouse {

namespace {

constexpr qsizetype mostBytes = 25'000'000;
constexpr qint64 mostPixels = 64'000'000;
constexpr qint64 mostWholePixels = 32'000'000; // where the reader cannot make it smaller while it reads

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Pictures)
};

tl::unexpected<Error> refused(const QString &sentence, const QString &detail = {})
{
    return fail(Error::Kind::Refused, sentence, detail);
}

tl::unexpected<Error> damaged(const QString &detail)
{
    return fail(Error::Kind::Malformed, Words::tr("This picture is damaged and cannot be shown."), detail);
}

tl::unexpected<Error> unknownKind(const QByteArray &bytes)
{
    const QByteArray head = bytes.left(512).trimmed().toLower();
    if (head.startsWith("<svg") || head.contains("<svg ") || bytes.startsWith("\x1f\x8b"))
        return refused(Words::tr("This is a drawing (SVG), which may carry a program. It is not opened."));
    return refused(Words::tr("This is no picture of a kind that is read here (PNG, JPEG, GIF, WebP, AVIF, BMP)."));
}

tl::unexpected<Error> noReader(PictureFormat format)
{
    if (format == PictureFormat::Avif)
        return refused(Words::tr("This is an AVIF picture. This Wheelhouse was built without libavif and cannot show "
                                 "it: turn it into a PNG or JPEG."));
    if (format == PictureFormat::Webp)
        return refused(Words::tr("This is a WebP picture. Its reader is not installed: install the package "
                                 "qt6-image-formats-plugins, or turn it into a PNG or JPEG."));
    return refused(Words::tr("This is a %1 picture. Its reader is not installed.")
                       .arg(QString::fromLatin1(readerName(format).toUpper())));
}

bool hasReader(PictureFormat format)
{
    return format == PictureFormat::Avif ? readsAvif()
                                         : QImageReader::supportedImageFormats().contains(readerName(format));
}

/// Qt counts 32 bits a pixel against a limit of 128 MB, which is 33 megapixels and refuses honest photographs.
void allowOurOwnLimit()
{
    static std::once_flag once;
    std::call_once(once, [] { QImageReader::setAllocationLimit(static_cast<int>(mostPixels * 4 / (1 << 20)) + 1); });
}

/// Qt's reader over bytes that outlive it; what it is, is decided already.
struct Opened {
    Opened(const QByteArray &bytes, PictureFormat format)
    {
        buffer.setData(bytes);
        buffer.open(QIODevice::ReadOnly);
        reader.setDevice(&buffer);
        reader.setFormat(readerName(format));
        reader.setAutoDetectImageFormat(false);
        reader.setAutoTransform(false); // it reads the turning of JPEG alone
    }
    QBuffer buffer;
    QImageReader reader;
};

/// Each scan of a progressive JPEG goes over every pixel again: a small file of thousands keeps a machine busy for
/// minutes. Honest ones have about ten.
bool hasTooManyScans(const QByteArray &bytes, PictureFormat format)
{
    constexpr uchar startOfScan = 0xda;
    constexpr qsizetype mostScans = 100;
    if (format != PictureFormat::Jpeg)
        return false;
    const QList<JpegPart> parts = jpegParts(bytes);
    return std::count_if(parts.cbegin(), parts.cend(), [](const JpegPart &part) { return part.marker == startOfScan; })
        > mostScans;
}

/// The kind, if it is one that is read, and not too many bytes of it.
Result<PictureFormat> admitted(const QByteArray &bytes)
{
    if (bytes.size() > mostBytes)
        return refused(Words::tr("This picture is larger than 25 MB. It is not opened."));
    const auto format = pictureFormat(bytes);
    if (!format)
        return unknownKind(bytes);
    if (!hasReader(*format))
        return noReader(*format);
    if (hasTooManyScans(bytes, *format))
        return damaged(QStringLiteral("too many scans"));
    allowOurOwnLimit();
    return *format;
}

Result<void> checkSize(const QSize &size, PictureFormat format, const QString &detail)
{
    if (size.isEmpty())
        return damaged(detail);
    const bool isScaledAsItIsRead = format == PictureFormat::Jpeg || format == PictureFormat::Png;
    const qint64 most = isScaledAsItIsRead ? mostPixels : mostWholePixels;
    if (qint64(size.width()) * size.height() > most)
        return refused(Words::tr("This picture has more than %1 megapixels. It is not opened.").arg(most / 1'000'000));
    return {};
}

/// The size to decode to, as the file lies.
QSize sizeToDecode(const QSize &size, const QSize &bound, int orientation)
{
    const QSize within = swapsSides(orientation) ? bound.transposed() : bound;
    if (within.isEmpty() || (size.width() <= within.width() && size.height() <= within.height()))
        return size;
    return size.scaled(within, Qt::KeepAspectRatio).expandedTo({ 1, 1 });
}

Result<QImage> readAvifPicture(const QByteArray &bytes, const QSize &bound)
{
    const auto head = readAvifHead(bytes);
    if (!head)
        return damaged(head.error().detail);
    if (auto fits = checkSize(head->size, PictureFormat::Avif, QStringLiteral("no size")); !fits)
        return tl::unexpected(fits.error());
    const auto image = readAvif(bytes, mostWholePixels);
    if (!image)
        return damaged(image.error().detail);
    const QSize wanted = sizeToDecode(image->size(), bound, 1);
    return wanted == image->size() ? *image : image->scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace

Result<PictureHead> readPictureHead(const QByteArray &bytes)
{
    const auto format = admitted(bytes);
    if (!format)
        return tl::unexpected(format.error());
    PictureHead head { *format, {}, storedOrientation(bytes, *format), false };
    QString detail;
    if (*format == PictureFormat::Avif) {
        const auto avif = readAvifHead(bytes);
        if (!avif)
            return damaged(avif.error().detail);
        head.size = avif->size;
        head.isMoving = avif->isMoving;
    } else {
        Opened opened(bytes, *format);
        head.size = opened.reader.size();
        if (swapsSides(head.orientation))
            head.size.transpose();
        detail = opened.reader.errorString();
        if (*format == PictureFormat::Png)
            head.isMoving = isMovingPng(bytes);
        else if (*format == PictureFormat::Gif || *format == PictureFormat::Webp)
            head.isMoving = opened.reader.imageCount() > 1;
    }
    if (auto fits = checkSize(head.size, *format, detail); !fits)
        return tl::unexpected(fits.error());
    return head;
}

Result<QImage> readPicture(const QByteArray &bytes, const QSize &bound)
{
    const auto format = admitted(bytes);
    if (!format)
        return tl::unexpected(format.error());
    if (*format == PictureFormat::Avif)
        return readAvifPicture(bytes, bound);
    Opened opened(bytes, *format);
    const QSize size = opened.reader.size();
    if (auto fits = checkSize(size, *format, opened.reader.errorString()); !fits)
        return tl::unexpected(fits.error());
    const int orientation = storedOrientation(bytes, *format);
    const QSize wanted = sizeToDecode(size, bound, orientation);
    if (wanted != size)
        opened.reader.setScaledSize(wanted);
    const QImage image = opened.reader.read();
    if (image.isNull())
        return damaged(opened.reader.errorString());
    return uprightFrom(image, orientation);
}

Result<QImage> readPicture(QIODevice &device, const QSize &bound)
{
    return readPicture(device.read(mostBytes + 1), bound);
}

} // namespace wheelhouse
