#include "core/base/images.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>

#include <mutex>

namespace wheelhouse {

namespace {

constexpr qsizetype mostBytes = 25'000'000;
constexpr qint64 mostPixels = 64'000'000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Pictures)
};

tl::unexpected<Error> refused(const QString &sentence, const QString &detail = {})
{
    return fail(Error::Kind::Refused, sentence, detail);
}

/// The reader's format by magic number; empty: none that we show.
QByteArray formatOf(const QByteArray &bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return "png";
    if (bytes.startsWith("\xff\xd8\xff"))
        return "jpeg";
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return "gif";
    if (bytes.startsWith("BM"))
        return "bmp";
    if (bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WEBP")
        return "webp";
    return {};
}

tl::unexpected<Error> unknownKind(const QByteArray &bytes)
{
    const QByteArray head = bytes.left(512).trimmed().toLower();
    if (bytes.mid(4, 8) == "ftypavif" || bytes.mid(4, 8) == "ftypavis")
        return refused(Words::tr("This is an AVIF picture, which cannot be shown here yet."));
    if (head.startsWith("<svg") || head.contains("<svg ") || bytes.startsWith("\x1f\x8b"))
        return refused(Words::tr("This is a drawing (SVG), which may carry a program. It is not shown."));
    return refused(Words::tr("This is no picture of a kind that is shown here (PNG, JPEG, GIF, WebP, BMP)."));
}

/// Qt counts 32 bits a pixel against a limit of 128 MB, which is 33 megapixels and refuses honest photographs.
void allowOurOwnLimit()
{
    static std::once_flag once;
    std::call_once(once, [] { QImageReader::setAllocationLimit(static_cast<int>(mostPixels * 4 / (1 << 20)) + 1); });
}

/// The size to decode to, as the file lies: \a bound turned where the picture will be.
QSize sizeToDecode(const QImageReader &reader, const QSize &size, const QSize &bound)
{
    const bool turned = reader.transformation().testFlag(QImageIOHandler::TransformationRotate90);
    const QSize within = turned ? bound.transposed() : bound;
    if (within.isEmpty() || (size.width() <= within.width() && size.height() <= within.height()))
        return size;
    return size.scaled(within, Qt::KeepAspectRatio).expandedTo({ 1, 1 });
}

} // namespace

Result<QImage> readPicture(const QByteArray &bytes, const QSize &bound)
{
    if (bytes.size() > mostBytes)
        return refused(Words::tr("This picture is larger than 25 MB. It is not shown."));
    const QByteArray format = formatOf(bytes);
    if (format.isEmpty())
        return unknownKind(bytes);
    allowOurOwnLimit();
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!QImageReader::supportedImageFormats().contains(format))
        return refused(Words::tr("The reader for this kind of picture is not installed."), QString::fromLatin1(format));
    if (size.isEmpty())
        return fail(
            Error::Kind::Malformed, Words::tr("This picture is damaged and cannot be shown."), reader.errorString());
    if (qint64(size.width()) * size.height() > mostPixels)
        return refused(Words::tr("This picture has more than 64 megapixels. It is not shown."));
    const QSize wanted = sizeToDecode(reader, size, bound);
    if (wanted != size)
        reader.setScaledSize(wanted);
    const QImage image = reader.read();
    if (image.isNull())
        return fail(
            Error::Kind::Malformed, Words::tr("This picture is damaged and cannot be shown."), reader.errorString());
    return image;
}

Result<QImage> readPicture(QIODevice &device, const QSize &bound)
{
    return readPicture(device.read(mostBytes + 1), bound);
}

} // namespace wheelhouse
