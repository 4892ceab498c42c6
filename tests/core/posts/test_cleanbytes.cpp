#include "core/base/images.h"
#include "core/posts/cleanbytes.h"
#include "tests/support/picturebytes.h"
#include "tests/support/shareddata.h"

#include <QColorSpace>
#include <QDirIterator>
#include <QImageReader>
#include <QRandomGenerator>
#include <QTest>

using namespace wheelhouse;
using namespace wheelhouse::pictures;
using namespace Qt::StringLiterals;

namespace {

QByteArray jpeg()
{
    return encoded(photograph(64, 48), "JPG", 90);
}

QList<QImage> framesOf(const QByteArray &gif)
{
    QBuffer buffer;
    buffer.setData(gif);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, "gif");
    QList<QImage> frames;
    for (QImage frame = reader.read(); !frame.isNull(); frame = reader.read())
        frames.append(frame);
    return frames;
}

} // namespace

class TestCleanBytes : public QObject {
    Q_OBJECT

private slots:
    void aJpegLosesAllThatIsNotThePicture_data()
    {
        QTest::addColumn<QByteArray>("segment");
        QTest::newRow("EXIF with place") << jpegSegment('\xe1', QByteArray("Exif\0\0Canary", 12) + exifBlock(1));
        QTest::newRow("XMP") << jpegSegment('\xe1', QByteArray("http://ns.adobe.com/xap/1.0/\0Canary", 35));
        QTest::newRow("IPTC") << jpegSegment('\xed',
            QByteArray("Photoshop 3.0\0"
                       "8BIM\x04\x04"
                       "Canary",
                26));
        QTest::newRow("profile") << jpegSegment('\xe2', QByteArray("ICC_PROFILE\0\1\1Canary", 20));
        QTest::newRow("a comment") << jpegSegment('\xfe', "Canary");
        QTest::newRow("what nobody invented yet") << jpegSegment('\xeb', "Canary");
        QTest::newRow("a preview in JFIF") << jpegSegment('\xe0',
            QByteArray("JFXX\0\x10"
                       "Canary",
                12));
        QTest::newRow("filled up with ff") << "\xff\xff\xff" + jpegSegment('\xfe', "Canary");
    }
    void aJpegLosesAllThatIsNotThePicture()
    {
        QFETCH(QByteArray, segment);
        const QByteArray full = withSegments(jpeg(), segment);
        QVERIFY(full.contains("Canary"));
        const auto clean = jpegWithoutMetadata(full);
        QVERIFY(clean);
        QVERIFY(!clean->contains("Canary"));
        QCOMPARE(*clean, *jpegWithoutMetadata(jpeg()));
        QCOMPARE(*jpegWithoutMetadata(*clean), *clean);
        QCOMPARE(QImage::fromData(*clean), QImage::fromData(jpeg()));
    }
    void whatLiesBehindTheEndIsGone()
    {
        // Cameras put a second picture there, beginning with a marker as the first one does.
        const auto clean = jpegWithoutMetadata(jpeg() + jpeg() + "Canary");
        QVERIFY(clean);
        QCOMPARE(*clean, *jpegWithoutMetadata(jpeg()));
        QVERIFY(clean->endsWith("\xff\xd9"));
        QCOMPARE(gifWithoutMetadata(movingGif() + "Canary").value(), movingGif());
    }
    void whatAdobeSaysOfTheColoursStaysAndNoMore()
    {
        const auto adobe = [](char transform) {
            return jpegSegment('\xee', QByteArray("Adobe\0dCANARY", 11) + transform);
        };
        const QByteArray bare = jpeg().left(2) + jpeg().mid(20); // without JFIF, which Qt writes first
        const auto clean = jpegWithoutMetadata(withSegments(bare, adobe(1)));
        QVERIFY(clean);
        QVERIFY(clean->contains("Adobe") && !clean->contains("CANA"));
        QCOMPARE(QImage::fromData(*clean), QImage::fromData(jpeg()));
        QVERIFY(!jpegWithoutMetadata(withSegments(bare, adobe(0)))); // RGB: to be encoded anew
    }
    void whatIsNotWholeIsNotKept()
    {
        const QByteArray whole = jpeg();
        for (qsizetype length = 0; length < whole.size(); length += 7)
            QVERIFY(!jpegWithoutMetadata(whole.left(length)));
        const QByteArray gif = movingGif();
        for (qsizetype length = 0; length < gif.size(); ++length)
            QVERIFY(!gifWithoutMetadata(gif.left(length)));
        QVERIFY(!jpegWithoutMetadata(encoded(photograph(8, 8), "PNG")));
    }
    void aMovingGifKeepsItsFramesAndNothingElse()
    {
        const QByteArray besides = QByteArray("\x21\xfe\x06"
                                              "Canary",
                                       9)
            + QByteArray(1, '\0') + "\x21\xff\x0bXMP DataXMP"
            + "\x06"
              "Canary"
            + QByteArray(1, '\0') + "\x21\xff\x0bNETSCAPE2.0"
            + "\x06"
              "Canary"
            + QByteArray(1, '\0');
        const QByteArray full = movingGif(besides);
        QCOMPARE(full.count("Canary"), 3);
        QCOMPARE(framesOf(full).size(), 2);
        const auto clean = gifWithoutMetadata(full);
        QVERIFY(clean);
        QCOMPARE(*clean, movingGif());
        QCOMPARE(framesOf(*clean), framesOf(full));
        QCOMPARE(*gifWithoutMetadata(*clean), *clean);
    }
    /// Real files, whole and damaged: whatever is kept shows the same picture.
    void g01WhatIsKeptOfRealFilesShowsTheSame()
    {
        if (sharedData().isEmpty() || !QDir(sharedData() + u"/images"_s).exists())
            QSKIP("The shared data is not here.");
        QDirIterator files(sharedData() + u"/images"_s, QDir::Files, QDirIterator::Subdirectories);
        int kept = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            const auto clean = bytes.startsWith("GIF") ? gifWithoutMetadata(bytes) : jpegWithoutMetadata(bytes);
            if (!clean)
                continue;
            ++kept;
            auto before = readPicture(bytes, {});
            const auto after = readPicture(*clean, {});
            QVERIFY2(before && after, qPrintable(file.fileName()));
            before->setColorSpace({}); // which is compared too
            QVERIFY2(uprightFrom(*after, readPictureHead(bytes)->orientation) == *before, qPrintable(file.fileName()));
        }
        qInfo("%d kept", kept);
        QVERIFY(kept >= 5);
    }
    void brokenBytesAreRefusedOrKeptWhole()
    {
        QRandomGenerator dice(20261123);
        const QByteArray sources[] { withExif(jpeg(), 6), movingGif() };
        for (int round = 0; round < 20'000; ++round) {
            QByteArray bytes = sources[round % 2];
            for (int i = dice.bounded(1, 6); i > 0; --i)
                bytes[dice.bounded(int(bytes.size()))] = char(dice.bounded(256));
            const auto clean = round % 2 ? gifWithoutMetadata(bytes) : jpegWithoutMetadata(bytes);
            if (clean)
                QVERIFY(clean->size() <= bytes.size() + 18);
        }
    }
};

QTEST_GUILESS_MAIN(TestCleanBytes)
#include "test_cleanbytes.moc"
