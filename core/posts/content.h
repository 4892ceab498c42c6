#pragma once

#include "core/base/result.h"
#include "core/networks/outgoing.h"
#include "core/posts/post.h"

#include <QJsonObject>

namespace wheelhouse {

/// A picture of a post. The bytes lie in the media store under their digest.
struct PictureRef {
    QByteArray digest; ///< SHA-256 of the bytes that go out, 32 bytes
    QString type; ///< "image/jpeg"
    QSize size; ///< pixels
    QString description; ///< alt text; empty: none given
    friend bool operator==(const PictureRef &, const PictureRef &) = default;
};

/// One part of a thread, or the whole of a post that is none.
struct PostPart {
    QString text;
    QList<PictureRef> pictures;
    friend bool operator==(const PostPart &, const PostPart &) = default;
};

/// What goes out on one channel.
struct PostContent {
    QList<PostPart> parts; ///< at least one; a further one answers the one before it
    QString title; ///< of blogs; else empty
    QString warning; ///< content warning; empty: none
    Visibility visibility = Visibility::Public;
    QString language; ///< BCP 47; empty: not said
    std::optional<Poll> poll {}; ///< goes out with the first part
    friend bool operator==(const PostContent &, const PostContent &) = default;
};

[[nodiscard]] QJsonObject toJson(const PostContent &content);
/// Malformed, naming the field, where something is missing or of another kind.
[[nodiscard]] Result<PostContent> contentFromJson(const QJsonObject &json);

} // namespace wheelhouse
