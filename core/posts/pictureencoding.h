#pragma once

#include "core/base/pictureformat.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

namespace wheelhouse {

/// Which codings are to be had for a picture, and how large it may become. Only pictures.cpp asks here.
struct PictureWays {
    bool jpeg = true;
    bool png = true;
    bool isLossless = false; ///< it came without losses and keeps that where it fits
    qint64 mostBytes = 0; ///< 0: any number
};

struct CodedPicture {
    QByteArray bytes;
    PictureFormat format = PictureFormat::Png;
    QSize size;
    bool isOnWhite = false; ///< it was transparent and is not
};

/// The pixels of \a image in sRGB, and nothing else of it, coded within \a ways; smaller where it must be. The same
/// image gives the same bytes. Refused where nothing of 16 pixels fits.
Result<CodedPicture> encodePicture(QImage image, const PictureWays &ways);

} // namespace wheelhouse
