#pragma once

#include "core/posts/content.h"

namespace wheelhouse {

/// A variant's row holds the first part's words in `text`, and everything else as JSON in `more`.
[[nodiscard]] QByteArray variantMore(const PostContent &content);
/// Fails as contentFromJson() does; where \a more is empty there is only \a text.
[[nodiscard]] Result<PostContent> variantContent(const QString &text, const QByteArray &more);

} // namespace wheelhouse
