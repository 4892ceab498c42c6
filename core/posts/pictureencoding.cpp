#include "core/posts/pictureencoding.h"

#include <QBuffer>
#include <QColorSpace>
#include <QCoreApplication>
#include <QHash>
#include <QImageWriter>

#include <algorithm>
#include <cmath>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Pictures)
};

constexpr int smallestSide = 16;
constexpr int qualities[] = { 90, 82, 74 }; // below, blocks are seen before missing pixels are
constexpr int mostColours = 256; // of a palette

/// What cannot be seen is nobody's business: under a fully transparent pixel stands what was there before.
/// Gives whether any pixel can be seen through.
bool emptyTheUnseen(QImage &image)
{
    bool isOpaque = true;
    for (int y = 0; y < image.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            isOpaque = isOpaque && qAlpha(line[x]) == 255;
            if (qAlpha(line[x]) == 0)
                line[x] = 0;
        }
    }
    return !isOpaque;
}

/// 8 bits a colour, in sRGB: ARGB32 where it can be seen through, else RGB32.
QImage plainPixels(QImage image)
{
    if (image.depth() > 32 || image.format() == QImage::Format_Grayscale16)
        image.convertTo(image.hasAlphaChannel() ? QImage::Format_RGBA64 : QImage::Format_RGBX64);
    else
        image.convertTo(image.hasAlphaChannel() ? QImage::Format_ARGB32 : QImage::Format_RGB32);
    if (image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb))
        image.convertToColorSpace(QColorSpace(QColorSpace::SRgb));
    if (!image.hasAlphaChannel()) {
        image.convertTo(QImage::Format_RGB32);
        return image;
    }
    image.convertTo(QImage::Format_ARGB32);
    if (!emptyTheUnseen(image))
        image.convertTo(QImage::Format_RGB32);
    return image;
}

/// With a palette, where it has no more colours than that; null: it has more.
QImage withPalette(const QImage &image)
{
    QImage small(image.size(), QImage::Format_Indexed8);
    QHash<QRgb, uchar> places;
    QList<QRgb> colours;
    for (int y = 0; y < image.height(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        uchar *to = small.scanLine(y);
        for (int x = 0; x < image.width(); ++x) {
            if (x > 0 && from[x] == from[x - 1]) {
                to[x] = to[x - 1];
                continue;
            }
            auto place = places.constFind(from[x]);
            if (place == places.constEnd()) {
                if (colours.size() == mostColours)
                    return {};
                places.insert(from[x], uchar(colours.size()));
                place = places.constFind(from[x]);
                colours.append(from[x]);
            }
            to[x] = *place;
        }
    }
    small.setColorTable(colours);
    return small;
}

/// \a image lent without its texts, its profile and its density, all of which Qt would write.
QByteArray written(const QImage &image, PictureFormat format, int quality)
{
    QImage bare(image.constBits(), image.width(), image.height(), image.bytesPerLine(), image.format());
    bare.setColorTable(image.colorTable());
    constexpr int dotsPerMeter = 2835; // 72 dots an inch; what Qt takes else depends on the screen
    bare.setDotsPerMeterX(dotsPerMeter);
    bare.setDotsPerMeterY(dotsPerMeter);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, readerName(format));
    if (format == PictureFormat::Jpeg) {
        writer.setQuality(quality);
        writer.setOptimizedWrite(true);
    }
    return writer.write(bare) ? bytes : QByteArray();
}

QImage onWhite(const QImage &image)
{
    QImage white = image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < white.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(white.scanLine(y));
        for (int x = 0; x < white.width(); ++x) {
            const int rest = 255 - qAlpha(line[x]);
            line[x] = qRgb(qRed(line[x]) + rest, qGreen(line[x]) + rest, qBlue(line[x]) + rest);
        }
    }
    white.convertTo(QImage::Format_RGB32);
    return white;
}

bool fits(const QByteArray &bytes, const PictureWays &ways)
{
    return !bytes.isEmpty() && (ways.mostBytes <= 0 || bytes.size() <= ways.mostBytes);
}

/// How much smaller the next try is, each way: by what is too much, but neither timid nor blind.
QSize nextSize(const QSize &size, qint64 bytes, qint64 mostBytes)
{
    const double by = bytes > 0 ? 0.95 * std::sqrt(double(mostBytes) / double(bytes)) : 0.5;
    const QSizeF next = QSizeF(size) * std::clamp(by, 0.5, 0.9);
    return { std::max(1, int(next.width())), std::max(1, int(next.height())) };
}

bool isTooSmall(const QSize &size)
{
    return std::max(size.width(), size.height()) < smallestSide;
}

/// As \a image is, or smaller, in \a format; none where it would go below \a least.
std::optional<CodedPicture> shrunk(
    const QImage &image, PictureFormat format, const PictureWays &ways, const QSize &least)
{
    for (QSize size = image.size();;) {
        const QImage now = size == image.size()
            ? image
            : image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(image.format());
        QByteArray bytes;
        for (const int quality : qualities) {
            bytes = written(now, format, quality);
            if (fits(bytes, ways))
                return CodedPicture { bytes, format, size, false };
            if (format == PictureFormat::Png || bytes.size() > 2 * ways.mostBytes)
                break;
        }
        size = nextSize(size, bytes.size(), ways.mostBytes);
        if (isTooSmall(size) || size.width() < least.width() || size.height() < least.height())
            return {};
    }
}

/// Without losses and at its full size, if that fits.
std::optional<CodedPicture> lossless(const QImage &image, const PictureWays &ways)
{
    const QImage palette = withPalette(image);
    if (palette.isNull() && !ways.isLossless && !image.hasAlphaChannel() && ways.jpeg)
        return {};
    const QByteArray bytes = written(palette.isNull() ? image : palette, PictureFormat::Png, -1);
    if (!fits(bytes, ways))
        return {};
    return CodedPicture { bytes, PictureFormat::Png, image.size(), false };
}

} // namespace

Result<CodedPicture> encodePicture(QImage given, const PictureWays &ways)
{
    const QImage image = plainPixels(std::move(given));
    std::optional<CodedPicture> coded = ways.png ? lossless(image, ways) : std::nullopt;
    const bool isSeenThrough = image.hasAlphaChannel();
    // Half as wide is still the picture that was meant; from there on losing the transparency is the lesser loss.
    if (!coded && ways.png && isSeenThrough)
        coded = shrunk(image, PictureFormat::Png, ways, ways.jpeg ? image.size() / 2 : QSize(1, 1));
    if (!coded && ways.jpeg) {
        coded = shrunk(isSeenThrough ? onWhite(image) : image, PictureFormat::Jpeg, ways, QSize(1, 1));
        if (coded)
            coded->isOnWhite = isSeenThrough;
    } else if (!coded && !isSeenThrough) {
        coded = shrunk(image, PictureFormat::Png, ways, QSize(1, 1));
    }
    if (!coded)
        return fail(
            Error::Kind::Refused, Words::tr("This picture cannot be made small enough for the network's limits."));
    return *coded;
}

} // namespace wheelhouse
