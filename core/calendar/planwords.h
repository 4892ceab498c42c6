#pragma once

#include "core/posts/content.h"

#include <QHash>

namespace wheelhouse {

/// The words of a post as a file of plans has them: all parts, an empty line between them.
[[nodiscard]] QString wholeText(const PostContent &content);
/// What a file means that says \a text and nothing else.
[[nodiscard]] PostContent plainContent(const QString &text);
/// What each channel of a file's \a contents says, by name, as long as \a text is still what stood there when it was
/// written: whoever changed the text of an entry means it for every channel. Empty: \a text says it all.
[[nodiscard]] QHash<QString, PostContent> contentsOf(const QString &contents, const QString &text);

} // namespace wheelhouse
