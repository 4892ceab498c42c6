#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QString>

#include <optional>

namespace wheelhouse {

/// The kinds of picture that are read, told by their first bytes; what a file calls itself is not asked.
enum class PictureFormat { Png, Jpeg, Gif, Bmp, Webp, Avif };

/// None: no kind that is read.
std::optional<PictureFormat> pictureFormat(const QByteArray &bytes);
/// "image/png".
QString pictureType(PictureFormat format);
/// Qt's name of its reader, "png"; empty: Qt 6.4 has none (AVIF).
QByteArray readerName(PictureFormat format);

/// A piece of a JPEG file: one marker with its segment, and after a start of scan the coded data that follow it.
struct JpegPart {
    uchar marker = 0; ///< the second byte of it: 0xd8 is the start of the picture
    qsizetype at = 0; ///< of its 0xff
    qsizetype length = 0; ///< of all of it
};

/// The parts of \a bytes in order, to the end of the picture (marker 0xd9) or to where it stops making sense: whole if
/// the last one is 0xd9. What lies behind the end is not part of it. ITU-T T.81, annex B.
QList<JpegPart> jpegParts(const QByteArray &bytes);

/// How a picture is to be turned to stand upright, as its EXIF block says it: 1 to 8, 1 where it says nothing that can
/// be understood (Exif 2.32, 4.6.4 A, tag Orientation). Looked for where JPEG, PNG (eXIf) and WebP keep it; of an AVIF
/// its own properties count, and Qt's reader of a GIF or BMP knows of none.
int storedOrientation(const QByteArray &bytes, PictureFormat format);
/// Whether standing upright swaps width and height.
bool swapsSides(int orientation);
/// A picture as it is stored, made to stand upright.
QImage uprightFrom(const QImage &stored, int orientation);

/// Whether a PNG says that it moves (acTL before the first IDAT, more than one frame).
bool isMovingPng(const QByteArray &bytes);

} // namespace wheelhouse
