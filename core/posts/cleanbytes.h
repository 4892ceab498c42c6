#pragma once

#include <QByteArray>

#include <optional>

namespace wheelhouse {

/// The picture in a file with everything cut out that is not the picture, and not one pixel decoded or changed. What is
/// kept is what is known to be needed; the rest (EXIF, place, XMP, IPTC, profiles, previews, comments, what lies behind
/// the end) is gone, also what nobody has invented yet. What somebody hides in the pixels or the tables for decoding
/// them is not looked for. None: the file is not whole, or not of the everyday kind; then it must be encoded anew.

/// JPEG: baseline or progressive, of 8 bits, grey or YCbCr. ITU-T T.81, annex B; T.871 (JFIF).
/// A colour profile goes too: only for pictures whose colours are sRGB without it. So does the turning.
std::optional<QByteArray> jpegWithoutMetadata(const QByteArray &jpeg);

/// GIF with all its frames; of its extensions the timing and the count of repeats stay.
/// w3.org/Graphics/GIF/spec-gif89a.
std::optional<QByteArray> gifWithoutMetadata(const QByteArray &gif);

} // namespace wheelhouse
