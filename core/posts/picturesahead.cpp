#include "core/posts/picturesahead.h"

#include "core/posts/compositionreader.h"

namespace wheelhouse {

Result<QList<MadePicture>> PicturesAhead::make(const QList<PostId> &posts) const
{
    auto database = Database::open(m_path, Database::Mode::Read);
    if (!database)
        return tl::unexpected(database.error());
    CompositionReader reader(**database);
    LimitsBook book(**database);
    MediaStore media(m_path);
    PictureReadying readying(media);
    QList<MadePicture> all;
    for (const PostId &post : posts) {
        const auto read = reader.read(post);
        if (!read || !*read)
            continue;
        for (const ComposedVariant &variant : std::as_const((*read)->words.variants)) {
            const auto limits = book.of(variant.channel.id);
            for (const PostPart &part : variant.content.parts)
                for (const PictureRef &picture : part.pictures) {
                    if (m_cancelled || !limits)
                        break;
                    if (auto made = readying.make(picture.digest, *limits))
                        all.append(std::move(*made));
                }
        }
    }
    return all;
}

} // namespace wheelhouse
