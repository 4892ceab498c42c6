#include "core/base/avif.h"

#ifdef WH_AVIF

#include <QColorSpace>
#include <QTransform>

#include <memory>

#include <avif/avif.h>

namespace wheelhouse {

namespace {

constexpr quint32 mostFrames = 10'000;
constexpr quint32 longestSide = 32'768;

using Decoder = std::unique_ptr<avifDecoder, decltype(&avifDecoderDestroy)>;

tl::unexpected<Error> damaged(const char *detail)
{
    return fail(Error::Kind::Malformed, {}, QString::fromLatin1(detail));
}

/// The decoder with the header read.
Result<Decoder> parsed(const QByteArray &bytes, qint64 mostPixels)
{
    Decoder decoder(avifDecoderCreate(), &avifDecoderDestroy);
    if (!decoder)
        return damaged("no memory");
    decoder->maxThreads = 1;
    decoder->ignoreExif = AVIF_TRUE; // the turning is in irot and imir, the rest is nobody's business
    decoder->ignoreXMP = AVIF_TRUE;
    decoder->imageSizeLimit = quint32(mostPixels);
    decoder->imageDimensionLimit = longestSide;
    decoder->imageCountLimit = mostFrames;
    // Real files leave out what the other strict rules ask for (libavif, avif.h, on AVIF_STRICT_*).
    decoder->strictFlags = AVIF_STRICT_CLAP_VALID;
    auto done = avifDecoderSetIOMemory(
        decoder.get(), reinterpret_cast<const uint8_t *>(bytes.constData()), size_t(bytes.size()));
    if (done == AVIF_RESULT_OK)
        done = avifDecoderParse(decoder.get());
    if (done != AVIF_RESULT_OK)
        return damaged(avifResultToString(done));
    return decoder;
}

/// The part that is to be seen: what a clean aperture cuts off may be just what somebody wanted gone.
QRect seenPart(const avifImage &image)
{
    const QRect whole(0, 0, int(image.width), int(image.height));
    if (!(image.transformFlags & AVIF_TRANSFORM_CLAP))
        return whole;
    avifCropRect cut {};
    avifDiagnostics why {};
    if (!avifCropRectConvertCleanApertureBox(&cut, &image.clap, image.width, image.height, image.yuvFormat, &why))
        return {};
    return whole.intersected(QRect(int(cut.x), int(cut.y), int(cut.width), int(cut.height)));
}

/// Turned first, then mirrored (ISO/IEC 23000-22, 7.3.6.7: clap, irot, imir in this order).
QImage upright(const QImage &image, const avifImage &said)
{
    QImage turned = image;
    if (said.transformFlags & AVIF_TRANSFORM_IROT) // against the clock
        turned = turned.transformed(QTransform().rotate(-90 * int(said.irot.angle)));
    if (said.transformFlags & AVIF_TRANSFORM_IMIR)
        turned = turned.mirrored(said.imir.mode == 1, said.imir.mode == 0);
    return turned;
}

QColorSpace coloursOf(const avifImage &image)
{
    if (image.icc.size > 0)
        return QColorSpace::fromIccProfile(
            QByteArray(reinterpret_cast<const char *>(image.icc.data), qsizetype(image.icc.size)));
    if (image.colorPrimaries == AVIF_COLOR_PRIMARIES_SMPTE432) // Display P3
        return { QColorSpace::Primaries::DciP3D65, QColorSpace::TransferFunction::SRgb };
    return {};
}

} // namespace

bool readsAvif()
{
    return true;
}

Result<AvifHead> readAvifHead(const QByteArray &bytes)
{
    const auto decoder = parsed(bytes, AVIF_DEFAULT_IMAGE_SIZE_LIMIT);
    if (!decoder)
        return tl::unexpected(decoder.error());
    const avifImage &image = *(*decoder)->image;
    const bool lies = (image.transformFlags & AVIF_TRANSFORM_IROT) && image.irot.angle % 2 == 1;
    const QSize size = seenPart(image).size();
    return AvifHead { lies ? size.transposed() : size, (*decoder)->imageCount > 1 };
}

Result<QImage> readAvif(const QByteArray &bytes, qint64 mostPixels)
{
    const auto decoder = parsed(bytes, mostPixels);
    if (!decoder)
        return tl::unexpected(decoder.error());
    if (const auto done = avifDecoderNextImage(decoder->get()); done != AVIF_RESULT_OK)
        return damaged(avifResultToString(done));
    const avifImage &image = *(*decoder)->image;
    const QRect seen = seenPart(image);
    if (seen.isEmpty() || qint64(image.width) * image.height > mostPixels)
        return damaged("not the size of its header");
    QImage picture(
        int(image.width), int(image.height), image.alphaPlane ? QImage::Format_RGBA8888 : QImage::Format_RGBX8888);
    if (picture.isNull())
        return damaged("no memory");
    avifRGBImage target {};
    avifRGBImageSetDefaults(&target, &image);
    target.depth = 8;
    target.format = AVIF_RGB_FORMAT_RGBA;
    target.pixels = picture.bits();
    target.rowBytes = quint32(picture.bytesPerLine());
    if (const auto done = avifImageYUVToRGB(&image, &target); done != AVIF_RESULT_OK)
        return damaged(avifResultToString(done));
    picture.setColorSpace(coloursOf(image));
    return upright(seen == picture.rect() ? picture : picture.copy(seen), image);
}

} // namespace wheelhouse

#else

namespace wheelhouse {

bool readsAvif()
{
    return false;
}

Result<AvifHead> readAvifHead(const QByteArray &)
{
    return fail(Error::Kind::Refused, {});
}

Result<QImage> readAvif(const QByteArray &, qint64)
{
    return fail(Error::Kind::Refused, {});
}

} // namespace wheelhouse

#endif
