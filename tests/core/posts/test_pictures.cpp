#include "core/base/images.h"
#include "tests/core/posts/preparedpictures.h"
#include "tests/support/shareddata.h"

#include <QColorSpace>
#include <QCryptographicHash>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

using namespace wheelhouse;
using namespace wheelhouse::pictures;
using namespace Qt::StringLiterals;

namespace {

// A sanitizer keeps freed memory for itself, so what the process holds says nothing of us.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool countsMemory = false;
#else
constexpr bool countsMemory = true;
#endif

long peakKilobytes()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

bool saysNothing(const QByteArray &bytes)
{
    for (const char *word : { "Canary", "Exif", "http:", "ICC", "iCCP", "tEXt", "iTXt", "zTXt", "eXIf", "tIME",
             "Photoshop", "8BIM", "XMP", "GPS" })
        if (bytes.contains(word))
            return false;
    return !bytes.contains(exifBlock(1).mid(62, 54));
}

/// What ImageMagick, which is not ours, finds in a picture; empty: it is not here.
QString foundByOthers(const QByteArray &bytes)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"picture"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("not written");
    file.close();
    QProcess identify;
    identify.start(u"identify"_s, { u"-verbose"_s, file.fileName() });
    identify.waitForFinished();
    return QString::fromUtf8(identify.readAllStandardOutput());
}

/// The same picture with all that a camera and a drawing program write into each kind.
QList<std::pair<const char *, QByteArray>> talkative()
{
    const QByteArray exif = QByteArray("Exif\0\0", 6) + exifBlock(1);
    const QByteArray xmp = QByteArray("http://ns.adobe.com/xap/1.0/\0", 29)
        + "<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>Ada Canary</a></x:xmpmeta>";
    const QByteArray iptc = QByteArray("Photoshop 3.0\0"
                                       "8BIM\x04\x04\0\0\0\0\0\x0f\x1c\x02\x50\0\x0a"
                                       "Ada Canary",
        41);
    QImage coloured = photograph(64, 48);
    coloured.setColorSpace(QColorSpace(QColorSpace::DisplayP3));
    coloured.setText(u"Comment"_s, u"Ada Canary"_s);
    const QByteArray jpeg = withSegments(encoded(coloured, "JPG", 90),
        jpegSegment('\xe1', exif) + jpegSegment('\xe1', xmp) + jpegSegment('\xed', iptc)
            + jpegSegment('\xfe', "Canary"));
    QByteArray png = withChunk(encoded(coloured, "PNG"), "eXIf", exifBlock(1));
    png = withChunk(png, "iTXt", QByteArray("XML:com.adobe.xmp\0\0\0\0\0<x>Ada Canary</x>", 38));
    png = withChunk(png, "tIME", QByteArray::fromHex("07ea0b17050000")) + "Canary";
    return { { "jpeg", jpeg }, { "png", png },
        { "webp", webpWithExif(encoded(photograph(64, 48), "WEBP"), { 64, 48 }, 1) },
        { "gif",
            movingGif(QByteArray("\x21\xfe\x06"
                                 "Canary\0",
                10)) } };
}

} // namespace

class TestPictures : public QObject {
    Q_OBJECT

private slots:
    void g01EveryFileIsMadeFitOrRefusedWithAReason();
    void g02BombsAreRefusedByTheirHeader();
    void g03PicturesStandUpright_data();
    void g03PicturesStandUpright();
    void g03NothingButThePictureIsLeft_data();
    void g03NothingButThePictureIsLeft();
    void g03WhatCannotBeSeenIsNotSent();
    void g10WhatCannotBeReadIsNamed();
    void aCleanPictureKeepsItsCoding();
    void coloursAreMadeSrgb();
    void aProfileThatIsNotUnderstoodIsSaid();
    void theSameGivesTheSame();
};

void TestPictures::g01EveryFileIsMadeFitOrRefusedWithAReason()
{
    if (sharedData().isEmpty() || !QDir(sharedData() + u"/images"_s).exists())
        QSKIP("The shared data is not here.");
    QDirIterator files(sharedData() + u"/images"_s, QDir::Files, QDirIterator::Subdirectories);
    int fit = 0;
    int seen = 0;
    qint64 longest = 0;
    const long before = peakKilobytes();
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QElapsedTimer timer;
        timer.start();
        const auto picture = preparePicture(bytes, mastodon());
        longest = std::max(longest, timer.elapsed());
        ++seen;
        if (!picture) {
            QVERIFY2(!picture.error().message.isEmpty(), qPrintable(file.fileName()));
            continue;
        }
        ++fit;
        const auto head = readPictureHead(bytes);
        QVERIFY2(imageOf(*picture).size() == picture->size, qPrintable(file.fileName()));
        const bool isLarge = qint64(head->size.width()) * head->size.height() > mastodon().picturePixels;
        QVERIFY2(picture->size == head->size || isLarge, qPrintable(file.fileName()));
        QCOMPARE(picture->notes.contains(Note::Smaller), isLarge);
        QVERIFY2(saysNothing(picture->bytes), qPrintable(file.fileName()));
        QVERIFY(mastodon().pictureTypes.contains(picture->type));
        const auto small = preparePicture(bytes, within(2'000, 900));
        QVERIFY2(!small || (small->bytes.size() <= 2'000 && small->size.width() * small->size.height() <= 900),
            qPrintable(file.fileName()));
    }
    qInfo("%d of %d fit, %lld ms the longest, peak grew by %ld MB", fit, seen, longest,
        (peakKilobytes() - before) / 1024);
    QVERIFY(seen >= 100 && fit >= 60);
    QVERIFY(!countsMemory || peakKilobytes() - before < 300 * 1024);
}

void TestPictures::g02BombsAreRefusedByTheirHeader()
{
    const long before = peakKilobytes();
    QByteArray gif = movingGif();
    gif.replace(6, 4, QByteArray(4, '\xff')); // 65,535 x 65,535
    gif.replace(gif.indexOf("\x2c") + 5, 4, QByteArray(4, '\xff'));
    QByteArray jpeg = encoded(twoColours(8, 8), "JPG");
    jpeg.replace(jpeg.indexOf("\xff\xc0") + 5, 4, QByteArray(4, '\xf0')); // 61,680 each way
    QByteArray bmp = encoded(twoColours(8, 8), "BMP");
    bmp.replace(18, 8, little(9'000) + little(9'000));
    QByteArray webp = encoded(twoColours(8, 8), "WEBP");
    webp.replace(26, 4, QByteArray("\xff\x3f\xff\x3f")); // 16,383 each way, the most that it can say
    for (const QByteArray &bomb : { claiming(8'001, 8'000), claiming(60'000, 60'000), gif, jpeg, bmp, webp }) {
        const auto picture = preparePicture(bomb, mastodon());
        QVERIFY2(!picture, bomb.left(8).toHex());
        QVERIFY2(picture.error().message.contains(u"megapixels"_s), qPrintable(picture.error().message));
    }
    QVERIFY(!countsMemory || peakKilobytes() - before < 50 * 1024);
}

void TestPictures::g03PicturesStandUpright_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("orientation");
    const QImage image = twoColours(64, 32);
    for (int orientation = 1; orientation <= 8; ++orientation) {
        QTest::addRow("jpeg %d", orientation) << withExif(encoded(image, "JPG", 95), orientation) << orientation;
        QTest::addRow("png %d", orientation)
            << withChunk(encoded(image, "PNG"), "eXIf", exifBlock(orientation)) << orientation;
        QTest::addRow("webp %d", orientation)
            << webpWithExif(encoded(image, "WEBP"), image.size(), orientation) << orientation;
    }
}

void TestPictures::g03PicturesStandUpright()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, orientation);
    const PreparedPicture picture = made(bytes, mastodon());
    QCOMPARE(picture.size, orientation < 5 ? QSize(64, 32) : QSize(32, 64));
    QCOMPARE(imageOf(picture).size(), picture.size);
    const QColor red = imageOf(picture).pixelColor(redPlace(orientation, picture.size));
    QVERIFY2(red.red() > 200 && red.blue() < 60, qPrintable(red.name()));
    // Nobody turns it a second time.
    QCOMPARE(readPictureHead(picture.bytes)->orientation, 1);
}

void TestPictures::g03NothingButThePictureIsLeft_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Limits>("limits");
    for (const auto &[name, bytes] : talkative()) {
        QTest::addRow("%s", name) << bytes << mastodon();
        QTest::addRow("%s made small", name) << bytes << within(1'500);
    }
}

void TestPictures::g03NothingButThePictureIsLeft()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Limits, limits);
    QVERIFY(!saysNothing(bytes));
    const PreparedPicture picture = made(bytes, limits);
    QVERIFY(saysNothing(picture.bytes));
    if (QStandardPaths::findExecutable(u"identify"_s).isEmpty())
        QSKIP("ImageMagick is not here.");
    static const QRegularExpression telling(
        u"^\\s*(exif:|Profiles|Profile-|comment:|Comment:|iptc:|xmp:|icc:|png:text|png:tIME|Raw profile)"_s,
        QRegularExpression::MultilineOption);
    QVERIFY(!bytes.contains("JFIF") || telling.match(foundByOthers(bytes)).hasMatch()); // it would find it
    const QString found = foundByOthers(picture.bytes);
    QVERIFY(found.contains(u"Geometry"_s));
    QVERIFY2(!telling.match(found).hasMatch(), qPrintable(found));
}

void TestPictures::g03WhatCannotBeSeenIsNotSent()
{
    QImage image(40, 40, QImage::Format_ARGB32);
    image.fill(qRgba(10, 20, 30, 0)); // what was rubbed out is still there in colour
    for (int i = 0; i < 40; ++i)
        image.setPixel(i, i, qRgba(200, 0, 0, 255));
    const QImage sent = imageOf(made(encoded(image, "PNG"), mastodon())).convertToFormat(QImage::Format_ARGB32);
    QCOMPARE(sent.pixel(5, 5), qRgba(200, 0, 0, 255));
    QCOMPARE(sent.pixel(5, 6), qRgba(0, 0, 0, 0));
}

void TestPictures::g10WhatCannotBeReadIsNamed()
{
    const auto drawing = preparePicture("<svg xmlns='http://www.w3.org/2000/svg'/>", mastodon());
    QVERIFY(!drawing);
    QVERIFY(drawing.error().message.contains(u"SVG"_s));
    const auto broken = preparePicture(encoded(twoColours(9, 9), "PNG").left(40), mastodon());
    QVERIFY(!broken);
    QCOMPARE(broken.error().kind, Error::Kind::Malformed);
}

void TestPictures::aCleanPictureKeepsItsCoding()
{
    const QByteArray original = withExif(encoded(photograph(300, 200), "JPG", 96), 1);
    const PreparedPicture picture = made(original, mastodon());
    QCOMPARE(picture.type, u"image/jpeg"_s);
    QCOMPARE(imageOf(picture), QImage::fromData(original)); // to the last pixel: it was not coded again
    QVERIFY(picture.notes.isEmpty());
    QCOMPARE(picture.digest, QCryptographicHash::hash(picture.bytes, QCryptographicHash::Sha256));
    // What was made once is left as it is the second time.
    QCOMPARE(made(picture.bytes, mastodon()), picture);
}

void TestPictures::coloursAreMadeSrgb()
{
    QImage wide(16, 16, QImage::Format_RGB32);
    wide.fill(qRgb(200, 100, 50));
    wide.setColorSpace(QColorSpace(QColorSpace::AdobeRgb));
    const QImage expected = wide.convertedToColorSpace(QColorSpace(QColorSpace::SRgb));
    QVERIFY(farthest(wide, expected) > 15);
    for (const char *format : { "PNG", "JPG" }) {
        const PreparedPicture picture = made(encoded(wide, format, 100), mastodon());
        QVERIFY2(farthest(imageOf(picture), expected) <= 4, format);
        QVERIFY(!imageOf(picture).colorSpace().isValid());
    }
}

void TestPictures::aProfileThatIsNotUnderstoodIsSaid()
{
    const QByteArray odd = withSegments(encoded(photograph(64, 48), "JPG"),
        jpegSegment('\xe2', QByteArray("ICC_PROFILE\0\1\1", 14) + QByteArray(200, 'x')));
    const PreparedPicture picture = made(odd, mastodon());
    QCOMPARE(picture.notes, QList { Note::ColoursUnsure });
    QVERIFY(!wordsOf(picture.notes.constFirst()).isEmpty());
}

void TestPictures::theSameGivesTheSame()
{
    for (const auto &[name, bytes] : talkative())
        for (const Limits &limits : { mastodon(), within(1'500) })
            QVERIFY2(made(bytes, limits) == made(bytes, limits), name);
}

QTEST_GUILESS_MAIN(TestPictures)
#include "test_pictures.moc"
