#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QImage>
#include <QSize>

namespace wheelhouse {

/// AVIF by libavif, since Debian 12 has no Qt 6 plugin for it. Only images.cpp asks here; everybody else readPicture().
/// Without the library (it may be missing when we are built) nothing is read and readsAvif() says so.
struct AvifHead {
    QSize size; ///< upright, as it is to be shown
    bool isMoving = false;
};

bool readsAvif();
/// By the header alone. Malformed, with the library's words as detail.
Result<AvifHead> readAvifHead(const QByteArray &bytes);
/// The (first) picture: cut, turned and mirrored as the file says. One thread; what the header or the coded data inside
/// calls larger than \a mostPixels is not decoded.
Result<QImage> readAvif(const QByteArray &bytes, qint64 mostPixels);

} // namespace wheelhouse
