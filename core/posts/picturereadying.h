#pragma once

#include "core/networks/limitsbook.h"
#include "core/posts/media.h"
#include "core/posts/poststore.h"

#include <QHash>

namespace wheelhouse {

/// Takes \a bytes in as a picture of a draft: kept as they are, described by what their header says. Fails as
/// readPictureHead() and MediaStore::keep() do. Not on the window's thread.
[[nodiscard]] Result<PictureRef> takePicture(MediaStore &media, const QByteArray &bytes);

/// A picture of a draft and what goes out in its place where certain limits hold.
struct MadePicture {
    QByteArray given; ///< digest, 32 bytes
    Limits limits;
    PictureRef made; ///< without a description
    QList<PreparedPicture::Note> notes; ///< what was done to it
    friend bool operator==(const MadePicture &, const MadePicture &) = default;
};

/// Whether other pictures would not be made: only what is asked of pictures counts.
[[nodiscard]] bool asksTheSame(const Limits &a, const Limits &b);

/// Makes the pictures of drafts as their networks take them, once for each kind of limits; seconds for a large picture,
/// so that a composer asks for it ahead, on a lane of its own, and tells the engine. One object for each lane.
class PictureReadying {
public:
    explicit PictureReadying(MediaStore &media)
        : m_media(media)
    {
    }
    /// What goes out in place of \a given, with its description. Fails as keepPicture() and MediaStore::read() do.
    [[nodiscard]] Result<PictureRef> ready(const PictureRef &given, const Limits &limits);
    /// All that a draft says, with its pictures ready.
    [[nodiscard]] Result<PostContent> ready(PostContent content, const Limits &limits);
    [[nodiscard]] Result<MadePicture> make(const QByteArray &given, const Limits &limits);
    /// Made elsewhere, and in the same media store.
    void remember(const MadePicture &made);

private:
    MediaStore &m_media;
    QHash<QByteArray, QList<MadePicture>> m_made; ///< by what was given
};

/// What PostStore::setMakeReady() is given: the pictures of each draft by the limits of its channel.
[[nodiscard]] PostStore::MakeReady makePicturesReady(PictureReadying &readying, LimitsBook &limits);

} // namespace wheelhouse
