#include "core/posts/pictures.h"

#include "core/base/images.h"
#include "core/posts/cleanbytes.h"
#include "core/posts/pictureencoding.h"

#include <QColorSpace>
#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>
#include <cmath>

namespace wheelhouse {

namespace {

using Note = PreparedPicture::Note;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Pictures)
};

bool takes(const Limits &limits, PictureFormat format)
{
    return limits.pictureTypes.contains(pictureType(format), Qt::CaseInsensitive);
}

bool isWithin(qint64 what, qint64 limit)
{
    return limit <= 0 || what <= limit;
}

qint64 pixelsOf(const QSize &size)
{
    return qint64(size.width()) * size.height();
}

/// How many pixels may be of use. A coded pixel takes a sixteenth of a byte at the very least, but in empty drawings:
/// where there is room for few bytes, a large photograph need not be held whole.
qint64 usefulPixels(const Limits &limits)
{
    constexpr qint64 pixelsAByte = 16;
    const qint64 byBytes = limits.pictureBytes > 0 ? limits.pictureBytes * pixelsAByte : 0;
    if (limits.picturePixels <= 0 || byBytes <= 0)
        return std::max(limits.picturePixels, byBytes);
    return std::min(limits.picturePixels, byBytes);
}

/// As large as \a limit (pixels in all) lets it be, in proportion.
QSize withinPixels(const QSize &size, qint64 limit)
{
    if (isWithin(pixelsOf(size), limit))
        return size;
    const double by = std::sqrt(double(limit) / double(pixelsOf(size)));
    const auto width = std::max<qint64>(1, qint64(size.width() * by));
    const auto height = std::clamp<qint64>(qint64(size.height() * by), 1, std::max<qint64>(1, limit / width));
    return { int(std::min(width, limit)), int(height) };
}

PreparedPicture prepared(const QByteArray &bytes, PictureFormat format, const QSize &size, QList<Note> notes)
{
    return { bytes, pictureType(format), size, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256),
        std::move(notes) };
}

/// The bytes without what does not belong to the picture, where that is enough.
std::optional<QByteArray> keptCoding(const QByteArray &original, const PictureHead &head, const Limits &limits)
{
    if (!takes(limits, head.format) || !isWithin(pixelsOf(head.size), limits.picturePixels))
        return {};
    std::optional<QByteArray> kept;
    if (head.format == PictureFormat::Gif && head.isMoving)
        kept = gifWithoutMetadata(original);
    else if (head.format == PictureFormat::Jpeg && head.orientation == 1)
        kept = jpegWithoutMetadata(original);
    return kept && isWithin(kept->size(), limits.pictureBytes) ? kept : std::nullopt;
}

/// Which of the two ways of coding the network takes, in the words of the next step.
Result<PictureWays> waysFor(const PictureHead &head, const Limits &limits)
{
    PictureWays ways;
    ways.jpeg = takes(limits, PictureFormat::Jpeg);
    ways.png = takes(limits, PictureFormat::Png);
    ways.isLossless =
        head.format != PictureFormat::Jpeg && head.format != PictureFormat::Webp && head.format != PictureFormat::Avif;
    ways.mostBytes = limits.pictureBytes;
    if (!ways.jpeg && !ways.png)
        return fail(Error::Kind::Refused, Words::tr("This network takes neither JPEG nor PNG pictures."));
    return ways;
}

bool isSrgb(const QImage &image)
{
    return !image.colorSpace().isValid() || image.colorSpace() == QColorSpace(QColorSpace::SRgb);
}

} // namespace

QString wordsOf(Note note)
{
    switch (note) {
    case Note::OnlyFirstFrame:
        return Words::tr("Only the first frame of this moving picture is sent.");
    case Note::Smaller:
        return Words::tr("It was made smaller to keep within the network's limits.");
    case Note::OnWhite:
        return Words::tr("What was transparent is white now.");
    case Note::ColoursUnsure:
        return Words::tr("Its colour profile is not understood here: the colours may look different.");
    }
    return {};
}

Result<PreparedPicture> preparePicture(const QByteArray &original, const Limits &limits)
{
    const auto head = readPictureHead(original);
    if (!head)
        return tl::unexpected(head.error());
    const auto ways = waysFor(*head, limits);
    if (!ways)
        return tl::unexpected(ways.error());
    auto image = readPicture(original, withinPixels(head->size, usefulPixels(limits)));
    if (!image)
        return tl::unexpected(image.error());
    QList<Note> notes;
    if (!image->colorSpace().isValid() && !image->colorSpace().iccProfile().isEmpty())
        notes.append(Note::ColoursUnsure);
    if (const auto kept = keptCoding(original, *head, limits); kept && isSrgb(*image))
        return prepared(*kept, head->format, head->size, notes);
    if (head->isMoving)
        notes.append(Note::OnlyFirstFrame);
    const auto coded = encodePicture(std::move(*image), *ways);
    if (!coded)
        return tl::unexpected(coded.error());
    if (coded->size != head->size)
        notes.append(Note::Smaller);
    if (coded->isOnWhite)
        notes.append(Note::OnWhite);
    return prepared(coded->bytes, coded->format, coded->size, notes);
}

} // namespace wheelhouse
