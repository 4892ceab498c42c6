#include "core/posts/picturereadying.h"

#include "core/base/images.h"

#include <algorithm>

namespace wheelhouse {

bool asksTheSame(const Limits &a, const Limits &b)
{
    return a.pictureBytes == b.pictureBytes && a.picturePixels == b.picturePixels && a.pictureTypes == b.pictureTypes;
}

Result<PictureRef> takePicture(MediaStore &media, const QByteArray &bytes)
{
    auto head = readPictureHead(bytes);
    if (!head)
        return tl::unexpected(head.error());
    auto digest = media.keep(bytes);
    if (!digest)
        return tl::unexpected(digest.error());
    return PictureRef { *digest, pictureType(head->format), head->size, {} };
}

Result<MadePicture> PictureReadying::make(const QByteArray &given, const Limits &limits)
{
    const QList<MadePicture> known = m_made.value(given);
    const auto found = std::find_if(
        known.begin(), known.end(), [&limits](const MadePicture &each) { return asksTheSame(each.limits, limits); });
    if (found != known.end() && m_media.renew(found->made.digest)) // made long ago, it may have been tidied away
        return *found;
    auto bytes = m_media.read(given);
    if (!bytes)
        return tl::unexpected(bytes.error());
    auto kept = keepPicture(m_media, *bytes, limits);
    if (!kept)
        return tl::unexpected(kept.error());
    const MadePicture made { given, limits, { kept->prepared.digest, kept->prepared.type, kept->prepared.size, {} },
        kept->prepared.notes };
    remember(made);
    return made;
}

void PictureReadying::remember(const MadePicture &made)
{
    QList<MadePicture> &known = m_made[made.given];
    const bool isKnown = std::any_of(
        known.begin(), known.end(), [&made](const MadePicture &each) { return asksTheSame(each.limits, made.limits); });
    if (!isKnown)
        known.append(made);
}

Result<PictureRef> PictureReadying::ready(const PictureRef &given, const Limits &limits)
{
    auto made = make(given.digest, limits);
    if (!made)
        return tl::unexpected(made.error());
    PictureRef picture = made->made;
    picture.description = given.description;
    return picture;
}

Result<PostContent> PictureReadying::ready(PostContent content, const Limits &limits)
{
    for (PostPart &part : content.parts)
        for (PictureRef &picture : part.pictures) {
            auto made = ready(picture, limits);
            if (!made)
                return tl::unexpected(made.error());
            picture = std::move(*made);
        }
    return content;
}

PostStore::MakeReady makePicturesReady(PictureReadying &readying, LimitsBook &limits)
{
    return [&readying, &limits](const QList<DraftVariant> &drafts) -> Result<QList<DraftVariant>> {
        QList<DraftVariant> ready = drafts;
        for (DraftVariant &each : ready) {
            auto allowed = limits.of(each.channel);
            auto content = allowed ? readying.ready(each.content, *allowed) : tl::unexpected(allowed.error());
            if (!content)
                return tl::unexpected(content.error());
            each.content = std::move(*content);
        }
        return ready;
    };
}

} // namespace wheelhouse
