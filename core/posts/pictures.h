#pragma once

#include "core/base/result.h"
#include "core/networks/limits.h"

#include <QByteArray>
#include <QList>
#include <QSize>
#include <QString>

namespace wheelhouse {

/// A picture as it goes out: made once, when the post is submitted; what is signed is what is sent.
struct PreparedPicture {
    /// What the person should know of what was done to it.
    enum class Note {
        OnlyFirstFrame, ///< it moved, and now does not
        Smaller, ///< it has fewer pixels, to keep within the network's limits
        OnWhite, ///< what was transparent is white
        ColoursUnsure, ///< it has a colour profile that is not understood here, taken for sRGB
    };
    QByteArray bytes;
    QString type; ///< "image/jpeg", "image/png", "image/gif"
    QSize size; ///< pixels
    QByteArray digest; ///< SHA-256 of the bytes, 32 bytes
    QList<Note> notes;
    friend bool operator==(const PreparedPicture &, const PreparedPicture &) = default;
};

/// \a note as a sentence for a person.
QString wordsOf(PreparedPicture::Note note);

/// \a original within \a limits (pictureTypes, pictureBytes, picturePixels), upright, in sRGB, and with nothing in it
/// but the picture: EXIF, place, XMP, IPTC, comments, profiles, previews and the colours of what cannot be seen are
/// gone. The same bytes and limits give the same answer, on the same libraries.
/// - A JPEG that fits and stands upright keeps its coding and loses only the rest: no quality goes.
/// - A moving GIF that fits, where GIF is taken, stays whole; otherwise the first frame is kept, and said.
/// - PNG for what is transparent, has at most 256 colours, or was lossless, while it fits; else JPEG, at steps of
///   quality down to 74, then with fewer pixels.
/// Refused and Malformed as readPicture() says; Refused too where the network takes neither JPEG nor PNG, or nothing
/// of at least 16 pixels on its longer side fits. Pure; seconds for a large picture, so not on the window's thread.
Result<PreparedPicture> preparePicture(const QByteArray &original, const Limits &limits);

} // namespace wheelhouse
