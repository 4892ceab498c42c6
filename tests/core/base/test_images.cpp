#include "core/base/avif.h"
#include "core/base/images.h"
#include "tests/support/picturebytes.h"
#include "tests/support/shareddata.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTest>

#include <sys/resource.h>

using namespace wheelhouse;
using namespace wheelhouse::pictures;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize thumbnail { 256, 256 };

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

} // namespace

class TestImages : public QObject {
    Q_OBJECT

private slots:
    void aPictureIsScaledToItsBound();
    void g01EveryFileIsShownOrRefusedWithAReason();
    void g02BombsAreRefusedByTheirHeader();
    void g02AJpegOfManyScansIsRefused();
    void g02AnHonestPhotoAboveQtsLimitIsShown();
    void g03PicturesStandUpright();
    void g03RealPicturesStandUpright();
    void g03AnExifBlockMayLie();
    void whatMovesIsKnownByItsHeader();
    void g10WhatIsNotShownHasAName_data();
    void g10WhatIsNotShownHasAName();
    void whatAFileCallsItselfIsNotAsked();
    void moreThan25MegabytesAreRefused();
};

void TestImages::aPictureIsScaledToItsBound()
{
    const auto small = readPicture(encoded(twoColours(1'000, 500), "PNG"), thumbnail);
    QVERIFY(small.has_value());
    QCOMPARE(small->size(), QSize(256, 128));
    const auto same = readPicture(encoded(twoColours(20, 10), "PNG"), thumbnail);
    QVERIFY(same.has_value());
    QCOMPARE(same->size(), QSize(20, 10));
    const auto line = readPicture(encoded(twoColours(4'000, 1), "PNG"), thumbnail);
    QVERIFY(line.has_value());
    QCOMPARE(line->size(), QSize(256, 1));
}

void TestImages::g01EveryFileIsShownOrRefusedWithAReason()
{
    if (sharedData().isEmpty() || !QDir(sharedData() + u"/images"_s).exists())
        QSKIP("The shared data is not here.");
    QDirIterator files(sharedData() + u"/images"_s, QDir::Files, QDirIterator::Subdirectories);
    int shown = 0;
    int seen = 0;
    qint64 longest = 0; // is to be under 2,000 ms; a slow machine says nothing of us, so it is only printed
    const long before = peakKilobytes();
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QElapsedTimer timer;
        timer.start();
        const auto picture = readPicture(file, thumbnail);
        longest = std::max(longest, timer.elapsed());
        ++seen;
        if (picture) {
            ++shown;
            QVERIFY2(
                !picture->isNull() && picture->width() <= 256 && picture->height() <= 256, qPrintable(file.fileName()));
        } else {
            QVERIFY2(!picture.error().message.isEmpty(), qPrintable(file.fileName()));
        }
    }
    qInfo("%d of %d shown, %lld ms the longest, peak grew by %ld MB", shown, seen, longest,
        (peakKilobytes() - before) / 1024);
    QVERIFY(seen >= 100 && shown >= 60);
    QVERIFY(!countsMemory || peakKilobytes() - before < 300 * 1024);
}

void TestImages::g02BombsAreRefusedByTheirHeader()
{
    const long before = peakKilobytes();
    for (const auto &[width, height] :
        { std::pair(8'001U, 8'000U), std::pair(60'000U, 60'000U), std::pair(900'000U, 900'000U) }) {
        const auto bomb = readPicture(claiming(width, height), thumbnail);
        QVERIFY(!bomb.has_value());
        QVERIFY(!bomb.error().message.isEmpty());
    }
    QCOMPARE(readPicture(claiming(8'001, 8'000), thumbnail).error().kind, Error::Kind::Refused);
    QVERIFY(!countsMemory || peakKilobytes() - before < 50 * 1024);
}

void TestImages::g02AJpegOfManyScansIsRefused()
{
    const QByteArray jpeg = encoded(twoColours(16, 16), "JPG");
    const QList<JpegPart> parts = jpegParts(jpeg);
    const JpegPart scan = parts.at(parts.size() - 2);
    QCOMPARE(scan.marker, uchar(0xda));
    const QByteArray body = jpeg.mid(scan.at, scan.length);
    QVERIFY(!readPicture(jpeg.left(scan.at) + body.repeated(101) + "\xff\xd9", thumbnail));
    QVERIFY(readPicture(jpeg.left(scan.at) + body + "\xff\xd9", thumbnail));
}

void TestImages::g02AnHonestPhotoAboveQtsLimitIsShown()
{
    QImage big(8'000, 6'000, QImage::Format_Grayscale8);
    big.fill(0x80);
    for (const char *format : { "PNG", "JPG" }) {
        const auto small = readPicture(encoded(big, format), thumbnail);
        QVERIFY2(small.has_value(), format);
        QCOMPARE(small->size(), QSize(256, 192));
    }
}

void TestImages::g03PicturesStandUpright()
{
    const QByteArray jpeg = encoded(twoColours(64, 32), "JPG");
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const auto upright = readPicture(withExif(jpeg, orientation), { 32, 32 });
        QVERIFY(upright.has_value());
        QCOMPARE(upright->size(), orientation < 5 ? QSize(32, 16) : QSize(16, 32));
        const QPoint red = redPlace(orientation, upright->size());
        QVERIFY2(upright->pixelColor(red).red() > 128, qPrintable(QString::number(orientation)));
    }
}

/// Pictures of one person, stored each way and said to be so: upright they are all the same.
void TestImages::g03RealPicturesStandUpright()
{
    const QString folder = sharedData() + u"/images/pillow"_s;
    const auto names = QDir(folder).entryList({ u"hopper_orientation_*"_s }, QDir::Files);
    if (sharedData().isEmpty() || names.isEmpty())
        QSKIP("The shared data is not here.");
    QImage first;
    for (const QString &name : names) {
        QFile file(folder + u'/' + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        const auto head = readPictureHead(bytes);
        QVERIFY2(head && name.contains(u"_%1."_s.arg(head->orientation)), qPrintable(name));
        const auto read = readPicture(bytes, { 64, 64 });
        QVERIFY2(read && read->size().transposed() != head->size, qPrintable(name));
        const QImage small = read->convertToFormat(QImage::Format_Grayscale8)
                                 .scaled(8, 8, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        if (first.isNull())
            first = small;
        for (int i = 0; i < 64; ++i)
            QVERIFY2(
                std::abs(small.constScanLine(i / 8)[i % 8] - first.constScanLine(i / 8)[i % 8]) < 25, qPrintable(name));
    }
    QVERIFY(names.size() >= 7);
}

void TestImages::g03AnExifBlockMayLie()
{
    const QByteArray png = encoded(twoColours(8, 4), "PNG");
    const QByteArray exif = exifBlock(6);
    QCOMPARE(readPictureHead(withChunk(png, "eXIf", exif))->orientation, 6);
    for (qsizetype length = 0; length < 20; ++length) // cut before the value
        QCOMPARE(readPictureHead(withChunk(png, "eXIf", exif.left(length)))->orientation, 1);
    for (const int value : { 0, 9, 255 })
        QCOMPARE(readPictureHead(withChunk(png, "eXIf", exifBlock(value)))->orientation, 1);
    QByteArray far = exif;
    far.replace(4, 4, "\xff\xff\xff\xff");
    QCOMPARE(readPictureHead(withChunk(png, "eXIf", far))->orientation, 1);
    QByteArray many = exif;
    many.replace(8, 2, "\xff\xff");
    many.replace(10, 2, QByteArray(2, '\0'));
    QCOMPARE(readPictureHead(withChunk(png, "eXIf", many))->orientation, 1);
}

void TestImages::whatMovesIsKnownByItsHeader()
{
    QVERIFY(readPictureHead(movingGif())->isMoving);
    const QByteArray png = encoded(twoColours(8, 4), "PNG");
    QVERIFY(!readPictureHead(png)->isMoving);
    QVERIFY(readPictureHead(withChunk(png, "acTL", big(2) + big(0)))->isMoving);
    QVERIFY(!readPictureHead(withChunk(png, "acTL", big(1) + big(0)))->isMoving);
    QVERIFY(!readPictureHead(encoded(twoColours(8, 4), "WEBP"))->isMoving);
}

void TestImages::g10WhatIsNotShownHasAName_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::newRow("svg") << QByteArray("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>") << u"SVG"_s;
    if (!readsAvif()) // else test_avif reads them
        QTest::newRow("avif") << QByteArray("\0\0\0\x20"
                                            "ftypavif....",
            16) << u"AVIF"_s;
    QTest::newRow("text") << QByteArray("hello") << u"PNG"_s;
    QTest::newRow("nothing") << QByteArray() << u"PNG"_s;
}

void TestImages::g10WhatIsNotShownHasAName()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    const auto picture = readPicture(bytes, thumbnail);
    QVERIFY(!picture.has_value());
    QCOMPARE(picture.error().kind, Error::Kind::Refused);
    QVERIFY2(picture.error().message.contains(name), qPrintable(picture.error().message));
}

void TestImages::whatAFileCallsItselfIsNotAsked()
{
    // A drawing behind the first bytes of a PNG goes to the reader of PNG, which refuses it.
    const auto drawing =
        readPicture(QByteArray("\x89PNG\r\n\x1a\n<svg xmlns='http://www.w3.org/2000/svg'/>"), thumbnail);
    QVERIFY(!drawing.has_value());
    QCOMPARE(drawing.error().kind, Error::Kind::Malformed);
}

void TestImages::moreThan25MegabytesAreRefused()
{
    QByteArray bytes = encoded(twoColours(4, 4), "PNG");
    bytes.resize(25'000'001);
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    const auto picture = readPicture(buffer, thumbnail);
    QVERIFY(!picture.has_value());
    QVERIFY(picture.error().message.contains(u"25 MB"));
}

QTEST_GUILESS_MAIN(TestImages)
#include "test_images.moc"
