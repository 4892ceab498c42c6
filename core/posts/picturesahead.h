#pragma once

#include "core/posts/picturereadying.h"

#include <atomic>

namespace wheelhouse {

/// Makes what the networks take of the pictures of drafts before they are submitted, on a lane of its own, so that
/// submitting finds them ready and the engine's lane goes on with other work. Opens a reading connection of its own.
class PicturesAhead {
public:
    /// \a cancelled from any thread: it stops before the next picture.
    PicturesAhead(QString workspacePath, const std::atomic<bool> &cancelled)
        : m_path(std::move(workspacePath))
        , m_cancelled(cancelled)
    {
    }
    /// What was made; tell it to the engine's PictureReadying. What could not be made is left out: submitting says why.
    [[nodiscard]] Result<QList<MadePicture>> make(const QList<PostId> &posts) const;

private:
    QString m_path;
    const std::atomic<bool> &m_cancelled;
};

} // namespace wheelhouse
