#include "core/base/images.h"
#include "core/posts/pictures.h"
#include "tests/support/picturebytes.h"

#include <QCoreApplication>
#include <QTest>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

/// A program of its own, in which Qt finds none of its plugins: as where the package with them is not installed.
class TestNoReaders : public QObject {
    Q_OBJECT

private slots:
    void g10WhatHasNoReaderIsNamedAndNotBlank_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("webp") << QByteArray("RIFF\x10\0\0\0WEBPVP8 ", 16)
                              << QStringList { u"WebP"_s, u"qt6-image-formats-plugins"_s };
        QTest::newRow("jpeg") << QByteArray("\xff\xd8\xff\xe0") << QStringList { u"JPEG"_s, u"not installed"_s };
        QTest::newRow("gif") << pictures::movingGif() << QStringList { u"GIF"_s, u"not installed"_s };
    }
    void g10WhatHasNoReaderIsNamedAndNotBlank()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, words);
        const auto shown = readPicture(bytes, { 64, 64 });
        const auto sent = preparePicture(bytes, {});
        QVERIFY(!shown && !sent);
        QCOMPARE(shown.error().kind, Error::Kind::Refused);
        QCOMPARE(sent.error().message, shown.error().message);
        for (const QString &word : words)
            QVERIFY2(shown.error().message.contains(word), qPrintable(shown.error().message));
    }
    void whatQtReadsItselfIsRead() { QVERIFY(readPicture(pictures::encoded(pictures::twoColours(8, 8), "PNG"), {})); }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setLibraryPaths({});
    TestNoReaders test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_noreaders.moc"
