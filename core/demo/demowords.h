#pragma once

#include "core/posts/content.h"
#include "core/posts/savedwords.h"

namespace wheelhouse {

class MediaStore;

/// What the demo's post of that title says: some are threads, some have a picture, which is kept in \a media. A title
/// that has no words of its own says itself.
[[nodiscard]] Result<QList<PostPart>> demoParts(const QString &title, MediaStore &media);

/// Saved replies and a template of the demo's team.
[[nodiscard]] Result<void> saveWords(SavedWords &saved);

} // namespace wheelhouse
