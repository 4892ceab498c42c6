#include "core/base/images.h"
#include "tests/support/shareddata.h"

#include <QBuffer>
#include <QColor>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QTest>
#include <QtEndian>

#include <sys/resource.h>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize thumbnail { 256, 256 };

// A sanitizer keeps freed memory for itself, so what the process holds says nothing of us.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool countsMemory = false;
#else
constexpr bool countsMemory = true;
#endif

QByteArray encoded(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

/// A picture with a red left half and a blue right half.
QImage twoColours(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.setPixelColor(x, y, x < width / 2 ? Qt::red : Qt::blue);
    return image;
}

/// A PNG whose header claims \a width x \a height; the checksum of the header is right, as in a real bomb.
QByteArray claiming(quint32 width, quint32 height)
{
    QByteArray png = encoded(twoColours(4, 4), "PNG");
    qToBigEndian(width, png.data() + 16);
    qToBigEndian(height, png.data() + 20);
    quint32 sum = 0xffffffff;
    for (int i = 12; i < 29; ++i) {
        sum ^= static_cast<uchar>(png[i]);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum >> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    qToBigEndian(~sum, png.data() + 29);
    return png;
}

/// \a jpeg with an EXIF block that says how it is to be turned.
QByteArray oriented(const QByteArray &jpeg, char orientation)
{
    QByteArray exif = QByteArray::fromHex("ffe10022457869660000"
                                          "4d4d002a00000008"
                                          "0001"
                                          "0112000300000001000000000000"
                                          "0000");
    exif[exif.indexOf(QByteArray::fromHex("0112")) + 9] = orientation;
    return jpeg.left(2) + exif + jpeg.mid(2);
}

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
    void g02AnHonestPhotoAboveQtsLimitIsShown();
    void g03PicturesStandUpright();
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
    const long before = peakKilobytes();
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QElapsedTimer timer;
        timer.start();
        const auto picture = readPicture(file, thumbnail);
        QVERIFY2(timer.elapsed() < 2'000, qPrintable(file.fileName()));
        ++seen;
        if (picture) {
            ++shown;
            QVERIFY2(
                !picture->isNull() && picture->width() <= 256 && picture->height() <= 256, qPrintable(file.fileName()));
        } else {
            QVERIFY2(!picture.error().message.isEmpty(), qPrintable(file.fileName()));
        }
    }
    qInfo("%d of %d shown, peak grew by %ld MB", shown, seen, (peakKilobytes() - before) / 1024);
    QVERIFY(seen >= 100 && shown >= 60);
    QVERIFY(!countsMemory || peakKilobytes() - before < 300 * 1024);
}

void TestImages::g02BombsAreRefusedByTheirHeader()
{
    QElapsedTimer timer;
    timer.start();
    const long before = peakKilobytes();
    for (const auto &[width, height] :
        { std::pair(8'001U, 8'000U), std::pair(60'000U, 60'000U), std::pair(900'000U, 900'000U) }) {
        const auto bomb = readPicture(claiming(width, height), thumbnail);
        QVERIFY(!bomb.has_value());
        QVERIFY(!bomb.error().message.isEmpty());
    }
    QCOMPARE(readPicture(claiming(8'001, 8'000), thumbnail).error().kind, Error::Kind::Refused);
    QVERIFY(timer.elapsed() < 500);
    QVERIFY(!countsMemory || peakKilobytes() - before < 50 * 1024);
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
    for (char orientation = 1; orientation <= 8; ++orientation) {
        const auto upright = readPicture(oriented(jpeg, orientation), { 32, 32 });
        QVERIFY(upright.has_value());
        QCOMPARE(upright->size(), orientation < 5 ? QSize(32, 16) : QSize(16, 32));
        // Where red, the left of the stored picture, must be: Exif 2.32, 4.6.4 A, tag Orientation.
        const QPoint red = orientation < 5 ? QPoint(orientation == 1 || orientation == 4 ? 4 : 27, 8)
                                           : QPoint(8, orientation == 5 || orientation == 6 ? 4 : 27);
        QVERIFY2(upright->pixelColor(red).red() > 128, qPrintable(QString::number(orientation)));
    }
}

void TestImages::g10WhatIsNotShownHasAName_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::newRow("svg") << QByteArray("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>") << u"SVG"_s;
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
