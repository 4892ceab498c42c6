#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

class QIODevice;

namespace wheelhouse {

/// A picture from strangers, upright and no larger than \a bound (pixels, kept in proportion, never enlarged; an empty
/// bound: as it is). Of an animation the first frame. PNG, JPEG, GIF, BMP and WebP by their first bytes; what a file
/// calls itself is not asked, and SVG, being a program, is refused.
/// Refused with words: more than 25 MB, more than 64 megapixels (read from the header, before anything is decoded),
/// an unknown kind, a broken one. A broken end of a readable picture is not: what is there is shown.
/// Memory: up to 4 bytes a pixel of the picture, less where the decoder scales as it reads (JPEG, PNG). Any thread.
Result<QImage> readPicture(const QByteArray &bytes, const QSize &bound);
Result<QImage> readPicture(QIODevice &device, const QSize &bound);

} // namespace wheelhouse
