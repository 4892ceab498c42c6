#pragma once

#include "core/base/pictureformat.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

class QIODevice;

namespace wheelhouse {

/// What a picture says of itself before anything of it is decoded.
struct PictureHead {
    PictureFormat format = PictureFormat::Png;
    QSize size; ///< upright
    int orientation = 1; ///< how it lies, by EXIF: 1 to 8
    bool isMoving = false; ///< more than one frame
};

/// Refused as readPicture() refuses, but for what only shows when it is decoded. Any thread.
Result<PictureHead> readPictureHead(const QByteArray &bytes);

/// A picture from strangers, upright and no larger than \a bound (pixels, kept in proportion, never enlarged; an empty
/// bound: as it is). Of an animation the first frame. PNG, JPEG, GIF, BMP, WebP and AVIF by their first bytes; what a
/// file calls itself is not asked, and SVG, being a program, is refused. Its colours are as it keeps them: they mean
/// what its colorSpace() says.
/// Refused with words: more than 25 MB, more than 64 megapixels, or 32 where the decoder cannot scale as it reads (all
/// but JPEG and PNG), by the header, before anything is decoded; an unknown kind, one whose reader is not installed
/// (named, with the package). Malformed: a broken one. A broken end of a readable picture is not: what is there is
/// shown. Memory: up to 4 bytes a pixel of the picture, less where the decoder scales as it reads. Any thread.
Result<QImage> readPicture(const QByteArray &bytes, const QSize &bound);
Result<QImage> readPicture(QIODevice &device, const QSize &bound);

} // namespace wheelhouse
