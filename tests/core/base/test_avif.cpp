#include "core/base/avif.h"
#include "core/base/images.h"
#include "core/posts/pictures.h"
#include "tests/support/picturebytes.h"

#include <QColorSpace>
#include <QRandomGenerator>
#include <QTest>

#include <memory>

#include <avif/avif.h>

using namespace wheelhouse;
using namespace wheelhouse::pictures;
using namespace Qt::StringLiterals;

namespace {

/// What is to be written beside the pixels.
struct Ways {
    int depth = 8;
    int orientation = 1; ///< as EXIF says it; libavif makes irot and imir of it
    QRect seen {}; ///< by a clean aperture; null: all
    bool isWide = false; ///< Display P3
    int frames = 1;
};

/// \a image as libavif writes it.
QByteArray avif(const QImage &image, const Ways &ways = {})
{
    const QImage pixels = image.convertToFormat(QImage::Format_RGBA8888);
    std::unique_ptr<avifImage, decltype(&avifImageDestroy)> picture(
        avifImageCreate(quint32(image.width()), quint32(image.height()), quint32(ways.depth), AVIF_PIXEL_FORMAT_YUV444),
        &avifImageDestroy);
    picture->colorPrimaries = ways.isWide ? AVIF_COLOR_PRIMARIES_SMPTE432 : AVIF_COLOR_PRIMARIES_BT709;
    picture->transferCharacteristics = AVIF_TRANSFER_CHARACTERISTICS_SRGB;
    avifRGBImage rgb {};
    avifRGBImageSetDefaults(&rgb, picture.get());
    rgb.depth = 8;
    rgb.format = AVIF_RGB_FORMAT_RGBA;
    rgb.ignoreAlpha = image.hasAlphaChannel() ? AVIF_FALSE : AVIF_TRUE;
    rgb.pixels = const_cast<uchar *>(pixels.constBits());
    rgb.rowBytes = quint32(pixels.bytesPerLine());
    avifImageRGBToYUV(picture.get(), &rgb);
    const QByteArray exif = exifBlock(ways.orientation);
    avifImageSetMetadataExif(picture.get(), reinterpret_cast<const uint8_t *>(exif.constData()), size_t(exif.size()));
    avifImageSetMetadataXMP(picture.get(), reinterpret_cast<const uint8_t *>("<x>Canary</x>"), 13);
    if (!ways.seen.isNull()) {
        const avifCropRect cut { quint32(ways.seen.x()), quint32(ways.seen.y()), quint32(ways.seen.width()),
            quint32(ways.seen.height()) };
        avifDiagnostics why {};
        if (!avifCleanApertureBoxConvertCropRect(
                &picture->clap, &cut, picture->width, picture->height, picture->yuvFormat, &why))
            qFatal("no aperture: %s", why.error);
        picture->transformFlags |= AVIF_TRANSFORM_CLAP;
    }
    std::unique_ptr<avifEncoder, decltype(&avifEncoderDestroy)> encoder(avifEncoderCreate(), &avifEncoderDestroy);
    encoder->speed = AVIF_SPEED_FASTEST;
    encoder->maxQuantizer = 10;
    const auto flags = ways.frames == 1 ? AVIF_ADD_IMAGE_FLAG_SINGLE : AVIF_ADD_IMAGE_FLAG_NONE;
    for (int frame = 0; frame < ways.frames; ++frame)
        if (avifEncoderAddImage(encoder.get(), picture.get(), 1, flags) != AVIF_RESULT_OK)
            qFatal("not encoded: %s", encoder->diag.error);
    avifRWData out = AVIF_DATA_EMPTY;
    if (avifEncoderFinish(encoder.get(), &out) != AVIF_RESULT_OK)
        qFatal("not written: %s", encoder->diag.error);
    const QByteArray bytes(reinterpret_cast<const char *>(out.data), qsizetype(out.size));
    avifRWDataFree(&out);
    return bytes;
}

} // namespace

class TestAvif : public QObject {
    Q_OBJECT

private slots:
    void aPictureIsRead()
    {
        QVERIFY(readsAvif());
        for (const int depth : { 8, 10, 12 }) {
            const QByteArray bytes = avif(twoColours(64, 32), { .depth = depth });
            QCOMPARE(pictureFormat(bytes), PictureFormat::Avif);
            const auto head = readPictureHead(bytes);
            QVERIFY(head && !head->isMoving);
            QCOMPARE(head->size, QSize(64, 32));
            const auto image = readPicture(bytes, {});
            QVERIFY(image);
            QVERIFY(image->pixelColor(10, 10).red() > 240 && image->pixelColor(10, 10).blue() < 15);
            QVERIFY(image->pixelColor(50, 10).blue() > 240 && image->pixelColor(50, 10).red() < 15);
            QVERIFY(!image->hasAlphaChannel());
            QCOMPARE(readPicture(bytes, { 16, 16 })->size(), QSize(16, 8));
        }
    }
    void itIsKnownByAnyOfItsBrands()
    {
        QByteArray bytes = avif(twoColours(16, 16));
        bytes.replace(8, 4, "mif1");
        QCOMPARE(pictureFormat(bytes), PictureFormat::Avif);
        QVERIFY(readPicture(bytes, {}));
        bytes.replace("avif", "heic");
        QVERIFY(!pictureFormat(bytes));
    }
    void whatIsSeenThroughStaysSo()
    {
        QImage image(32, 32, QImage::Format_ARGB32);
        image.fill(qRgba(255, 0, 0, 128));
        const auto read = readPicture(avif(image), {});
        QVERIFY(read && read->hasAlphaChannel());
        QVERIFY(std::abs(read->pixelColor(5, 5).alpha() - 128) < 4);
    }
    void g03PicturesStandUpright_data()
    {
        QTest::addColumn<int>("orientation");
        for (int orientation = 1; orientation <= 8; ++orientation)
            QTest::addRow("%d", orientation) << orientation;
    }
    void g03PicturesStandUpright()
    {
        QFETCH(int, orientation);
        const QByteArray bytes = avif(twoColours(64, 32), { .orientation = orientation });
        const QSize upright = orientation < 5 ? QSize(64, 32) : QSize(32, 64);
        QCOMPARE(readPictureHead(bytes)->size, upright);
        const auto image = readPicture(bytes, {});
        QCOMPARE(image->size(), upright);
        QVERIFY(image->pixelColor(redPlace(orientation, upright)).red() > 200);
    }
    void g03NothingButThePictureIsSent()
    {
        const QByteArray bytes = avif(photograph(64, 48), { .orientation = 6 });
        QVERIFY(bytes.contains("Ada Canary") && bytes.contains("<x>Canary"));
        const auto picture = preparePicture(bytes, {});
        QVERIFY(picture);
        QCOMPARE(picture->size, QSize(48, 64));
        QCOMPARE(picture->type, u"image/jpeg"_s);
        QVERIFY(!picture->bytes.contains("Canary"));
    }
    /// What an aperture cuts off may be what somebody wanted gone.
    void whatIsCutOffIsNotShown()
    {
        const QByteArray bytes = avif(twoColours(64, 32), { .seen = { 40, 4, 20, 10 } });
        QCOMPARE(readPictureHead(bytes)->size, QSize(20, 10));
        const auto image = readPicture(bytes, {});
        QCOMPARE(image->size(), QSize(20, 10));
        QVERIFY(image->pixelColor(0, 0).blue() > 200);
    }
    void itsColoursMeanWhatItSays()
    {
        const auto wide = readPicture(avif(twoColours(16, 16), { .isWide = true }), {});
        QCOMPARE(wide->colorSpace().primaries(), QColorSpace::Primaries::DciP3D65);
        QVERIFY(!readPicture(avif(twoColours(16, 16)), {})->colorSpace().isValid());
    }
    void ofAMovingOneTheFirstFrameIsShown()
    {
        const QByteArray bytes = avif(twoColours(32, 16), { .frames = 3 });
        QVERIFY(readPictureHead(bytes)->isMoving);
        QCOMPARE(readPicture(bytes, {})->size(), QSize(32, 16));
    }
    void g02BombsAreRefusedByTheirHeader()
    {
        QByteArray bytes = avif(twoColours(64, 32));
        const qsizetype size = bytes.indexOf("ispe") + 8;
        bytes.replace(size, 8, big(8'000) + big(4'001));
        const auto bomb = readPicture(bytes, {});
        QVERIFY(!bomb);
        QVERIFY2(bomb.error().message.contains(u"megapixels"_s), qPrintable(bomb.error().message));
        for (const quint32 side : { 40'000U, 0x7fffffffU, 0xffffffffU }) {
            bytes.replace(size, 8, big(side) + big(side));
            QVERIFY(!readPicture(bytes, {}));
            QVERIFY(!readPictureHead(bytes).error().message.isEmpty());
        }
        // Small in the header and large inside, or the other way round: it is never larger than it says.
        bytes.replace(size, 8, big(8) + big(8));
        const auto lie = readPicture(bytes, {});
        QVERIFY(!lie || lie->size() == QSize(8, 8));
    }
    void brokenOnesAreRefusedWithAReason()
    {
        const QByteArray whole = avif(photograph(48, 32));
        for (qsizetype length = 16; length < whole.size(); length += 23) {
            const auto cut = readPicture(whole.left(length), {});
            QVERIFY(cut || !cut.error().message.isEmpty());
        }
        QRandomGenerator dice(20261123);
        int read = 0;
        for (int round = 0; round < 1'500; ++round) {
            QByteArray bytes = whole;
            for (int i = dice.bounded(1, 5); i > 0; --i)
                bytes[dice.bounded(16, int(bytes.size()))] = char(dice.bounded(256));
            const auto image = readPicture(bytes, { 64, 64 });
            read += image ? 1 : 0;
            QVERIFY(image ? !image->isNull() : !image.error().message.isEmpty());
        }
        qInfo("%d of 1500 damaged ones could be shown", read);
    }
};

QTEST_GUILESS_MAIN(TestAvif)
#include "test_avif.moc"
