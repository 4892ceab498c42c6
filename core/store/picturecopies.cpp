#include "core/store/picturecopies.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Backups)
};

} // namespace

/// \a bring answers why the picture cannot be had, none where it is there.
Result<QList<LostPicture>> PictureCopies::forAll(Database &named, const Bring &bring) const
{
    const auto digests = picturesNamedIn(named);
    if (!digests)
        return tl::unexpected(digests.error());
    QList<QByteArray> sorted(digests->begin(), digests->end());
    std::sort(sorted.begin(), sorted.end());
    QList<LostPicture> lost;
    for (int i = 0; i < sorted.size(); ++i) {
        if (m_cancelled)
            return fail(Error::Kind::Cancelled, Words::tr("It was broken off while pictures were copied."));
        const auto gone = bring(sorted[i]);
        if (!gone)
            return tl::unexpected(gone.error());
        if (*gone)
            lost.append({ sorted[i], pictureNameIn(named, sorted[i]), (*gone)->kind != Error::Kind::Missing });
        if (m_progress)
            m_progress(i + 1, int(sorted.size()));
    }
    return lost;
}

Result<QList<LostPicture>> PictureCopies::carry(Database &named, const MediaStore &from, MediaStore &to) const
{
    return forAll(named, [&](const QByteArray &digest) -> Result<std::optional<Error>> {
        if (to.renew(digest))
            return std::nullopt;
        const auto bytes = from.read(digest);
        if (!bytes)
            return bytes.error();
        if (auto kept = to.keep(*bytes); !kept)
            return tl::unexpected(kept.error());
        return std::nullopt;
    });
}

Result<QList<LostPicture>> PictureCopies::lost(Database &named, const MediaStore &there) const
{
    return forAll(named, [&](const QByteArray &digest) -> Result<std::optional<Error>> {
        const auto bytes = there.read(digest);
        return bytes ? std::nullopt : std::optional(bytes.error());
    });
}

} // namespace wheelhouse
