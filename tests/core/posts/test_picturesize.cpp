#include "tests/core/posts/preparedpictures.h"

#include <QTest>

using namespace wheelhouse;
using namespace wheelhouse::pictures;
using namespace Qt::StringLiterals;

/// What becomes of a picture where the network sets limits.
class TestPictureSize : public QObject {
    Q_OBJECT

private slots:
    void itFitsIntoTheBytes_data();
    void itFitsIntoTheBytes();
    void itFitsIntoThePixels();
    void fewColoursAndWhatIsLosslessStayPng();
    void whatIsSeenThroughStaysSoWhileItFits();
    void whereNoPngIsTakenTheGroundIsWhite();
    void aMovingGifStaysWholeWhereItIsTaken();
    void aNetworkThatTakesNothingOfOursIsSaid();
};

void TestPictureSize::itFitsIntoTheBytes_data()
{
    QTest::addColumn<QByteArray>("original");
    QTest::addColumn<int>("bytes");
    const QByteArray jpeg = encoded(photograph(1'200, 900), "JPG", 98);
    const QByteArray png = encoded(photograph(1'200, 900), "PNG");
    for (const int bytes : { 1'000'000, 300'000, 60'000, 5'000 }) {
        QTest::addRow("jpeg %d", bytes) << jpeg << bytes;
        QTest::addRow("png %d", bytes) << png << bytes;
    }
}

void TestPictureSize::itFitsIntoTheBytes()
{
    QFETCH(QByteArray, original);
    QFETCH(int, bytes);
    const PreparedPicture picture = made(original, within(bytes));
    QCOMPARE(picture.type, u"image/jpeg"_s);
    QVERIFY(picture.bytes.size() <= bytes);
    QVERIFY2(picture.bytes.size() > bytes / 3, qPrintable(QString::number(picture.bytes.size())));
    QCOMPARE(imageOf(picture).size(), picture.size);
    QVERIFY(std::abs(double(picture.size.width()) / picture.size.height() - 4.0 / 3.0) < 0.05);
    QCOMPARE(picture.notes.contains(Note::Smaller), picture.size != QSize(1'200, 900));
}

void TestPictureSize::itFitsIntoThePixels()
{
    for (const QSize &size : { QSize(400, 300), QSize(2'000, 1), QSize(1, 2'000), QSize(1'999, 7) }) {
        const PreparedPicture picture = made(encoded(twoColours(size.width(), size.height()), "PNG"), within(0, 900));
        QVERIFY(picture.size.width() * picture.size.height() <= 900);
        QVERIFY(picture.size.width() * picture.size.height() >= 200);
        QCOMPARE(picture.notes, QList { Note::Smaller });
    }
    // Where few bytes are allowed, a pixel of a sixteenth of a byte is the most that is looked at.
    const PreparedPicture few = made(encoded(twoColours(400, 300), "PNG"), within(4'000));
    QVERIFY(few.size.width() * few.size.height() <= 64'000);
    const PreparedPicture turned = made(withExif(encoded(twoColours(64, 32), "JPG"), 6), within(0, 512));
    QCOMPARE(turned.size, QSize(16, 32));
    QVERIFY(imageOf(turned).pixelColor(8, 4).red() > 200);
}

void TestPictureSize::fewColoursAndWhatIsLosslessStayPng()
{
    const PreparedPicture few = made(encoded(twoColours(200, 200), "WEBP"), mastodon());
    QVERIFY(few.type == u"image/png"_s || few.type == u"image/jpeg"_s); // as its losses left it few colours or not
    const QImage drawing = twoColours(400, 300);
    for (const char *format : { "PNG", "BMP" }) {
        const PreparedPicture picture = made(encoded(drawing, format), mastodon());
        QCOMPARE(picture.type, u"image/png"_s);
        QVERIFY(imageOf(picture).format() == QImage::Format_Indexed8);
        QCOMPARE(farthest(imageOf(picture), drawing), 0);
    }
    const QImage photo = photograph(200, 150);
    const PreparedPicture lossless = made(encoded(photo, "PNG"), mastodon());
    QCOMPARE(lossless.type, u"image/png"_s);
    QCOMPARE(farthest(imageOf(lossless), photo), 0);
    QVERIFY(lossless.notes.isEmpty());
}

void TestPictureSize::whatIsSeenThroughStaysSoWhileItFits()
{
    QImage image = photograph(400, 300).convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < 300; ++y)
        for (int x = 0; x < 100; ++x)
            image.setPixel(x, y, 0x80ffffff & image.pixel(x, y));
    const QByteArray original = encoded(image, "PNG");
    const PreparedPicture whole = made(original, mastodon());
    QCOMPARE(imageOf(whole).convertToFormat(QImage::Format_ARGB32), image);
    const PreparedPicture smaller = made(original, within(original.size() / 2));
    QCOMPARE(smaller.type, u"image/png"_s);
    QVERIFY(imageOf(smaller).hasAlphaChannel());
    QCOMPARE(smaller.notes, QList { Note::Smaller });
    const PreparedPicture tiny = made(original, within(20'000));
    QCOMPARE(tiny.type, u"image/jpeg"_s);
    QVERIFY(tiny.notes.contains(Note::OnWhite));
    Limits onlyPng = within(20'000);
    onlyPng.pictureTypes = QStringList { u"image/png"_s };
    QCOMPARE(made(original, onlyPng).type, u"image/png"_s);
}

void TestPictureSize::whereNoPngIsTakenTheGroundIsWhite()
{
    QImage image(64, 64, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 32; ++x)
            image.setPixel(x, y, qRgba(255, 0, 0, 128));
    Limits limits;
    limits.pictureTypes = QStringList { u"image/jpeg"_s };
    const PreparedPicture picture = made(encoded(image, "PNG"), limits);
    QCOMPARE(picture.type, u"image/jpeg"_s);
    QCOMPARE(picture.notes, QList { Note::OnWhite });
    const QImage sent = imageOf(picture);
    QVERIFY(qGray(sent.pixel(60, 30)) > 250);
    QVERIFY(std::abs(qGreen(sent.pixel(10, 30)) - 127) < 6 && qRed(sent.pixel(10, 30)) > 250);
}

void TestPictureSize::aMovingGifStaysWholeWhereItIsTaken()
{
    const PreparedPicture whole = made(movingGif(), mastodon());
    QCOMPARE(whole.type, u"image/gif"_s);
    QCOMPARE(whole.bytes, movingGif());
    QVERIFY(whole.notes.isEmpty());
    const PreparedPicture still = made(movingGif(), within(100'000));
    QCOMPARE(still.type, u"image/png"_s);
    QCOMPARE(still.notes, QList { Note::OnlyFirstFrame });
    QVERIFY(!wordsOf(Note::OnlyFirstFrame).isEmpty());
    Limits tight = mastodon();
    tight.picturePixels = 1;
    QVERIFY(made(movingGif(), tight).notes.contains(Note::OnlyFirstFrame));
}

void TestPictureSize::aNetworkThatTakesNothingOfOursIsSaid()
{
    Limits limits;
    limits.pictureTypes = QStringList { u"image/x-ours"_s };
    QCOMPARE(preparePicture(encoded(twoColours(9, 9), "PNG"), limits).error().kind, Error::Kind::Refused);
    const auto tiny = preparePicture(encoded(photograph(64, 64), "JPG"), within(10));
    QVERIFY(!tiny);
    QCOMPARE(tiny.error().kind, Error::Kind::Refused);
    QVERIFY(tiny.error().message.contains(u"small enough"_s));
}

QTEST_GUILESS_MAIN(TestPictureSize)
#include "test_picturesize.moc"
