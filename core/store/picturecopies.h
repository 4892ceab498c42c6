#pragma once

#include "core/store/mediastore.h"
#include "core/store/namedpictures.h"

#include <atomic>
#include <functional>

namespace wheelhouse {

/// Copies pictures from one media store into another, each looked at by its digest on both sides: what is there whole
/// is not copied again, what is not what it was is not copied at all. Not on the window's thread.
class PictureCopies {
public:
    /// Told after each picture.
    using Progress = std::function<void(int done, int all)>;
    explicit PictureCopies(const std::atomic<bool> &cancelled, Progress progress = {})
        : m_cancelled(cancelled)
        , m_progress(std::move(progress))
    {
    }
    /// Brings all that \a named names from \a from into \a to. Answers those of which neither has the very bytes.
    /// Refused (disk full, not writable), Cancelled.
    [[nodiscard]] Result<QList<LostPicture>> carry(Database &named, const MediaStore &from, MediaStore &to) const;
    /// Those of which \a there has not the very bytes.
    [[nodiscard]] Result<QList<LostPicture>> lost(Database &named, const MediaStore &there) const;

private:
    using Bring = std::function<Result<std::optional<Error>>(const QByteArray &digest)>;
    [[nodiscard]] Result<QList<LostPicture>> forAll(Database &named, const Bring &bring) const;

    const std::atomic<bool> &m_cancelled;
    Progress m_progress;
};

} // namespace wheelhouse
