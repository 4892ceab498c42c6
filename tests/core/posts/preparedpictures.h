#pragma once

#include "core/posts/pictures.h"
#include "tests/support/picturebytes.h"

namespace wheelhouse::pictures {

using Note = PreparedPicture::Note;

/// What a large Mastodon server tells of itself.
inline Limits mastodon()
{
    Limits limits;
    limits.pictureBytes = 16'777'216;
    limits.picturePixels = 33'177'600;
    limits.pictureTypes = QStringList { QStringLiteral("image/jpeg"), QStringLiteral("image/png"),
        QStringLiteral("image/gif"), QStringLiteral("image/webp") };
    return limits;
}

inline Limits within(qint64 bytes, qint64 pixels = 0)
{
    Limits limits;
    limits.pictureBytes = bytes;
    limits.picturePixels = pixels;
    return limits;
}

inline PreparedPicture made(const QByteArray &original, const Limits &limits)
{
    const auto picture = preparePicture(original, limits);
    if (!picture)
        qFatal("refused: %s %s", qPrintable(picture.error().message), qPrintable(picture.error().detail));
    return *picture;
}

inline QImage imageOf(const PreparedPicture &picture)
{
    return QImage::fromData(picture.bytes);
}

/// How far the pixel that differs most is off, 0..255.
inline int farthest(const QImage &a, const QImage &b)
{
    int most = a.size() == b.size() ? 0 : 255;
    for (int y = 0; most < 255 && y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb one = a.pixel(x, y);
            const QRgb other = b.pixel(x, y);
            most = std::max({ most, std::abs(qRed(one) - qRed(other)), std::abs(qGreen(one) - qGreen(other)),
                std::abs(qBlue(one) - qBlue(other)) });
        }
    return most;
}

} // namespace wheelhouse::pictures
