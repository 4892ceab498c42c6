#include "core/publishing/outgoings.h"

namespace wheelhouse {

Outgoing outgoingOf(const Claim &claim, int part, const QHash<int, QString> &handles)
{
    const PostContent &content = claim.canonical.content;
    const PostPart &said = content.parts.at(part);
    const DeliveryPart &kept = claim.parts.at(part);
    Outgoing out;
    out.key = kept.key;
    out.title = part == 0 ? content.title : QString();
    out.text = said.text;
    out.warning = content.warning;
    out.visibility = content.visibility;
    out.language = content.language;
    out.replyTo = part == 0 ? claim.canonical.answerTo.ref : claim.parts.at(part - 1).ref;
    out.poll = part == 0 ? content.poll : std::nullopt;
    out.firstTriedAt = kept.firstTriedAt;
    out.reserved = kept.reserved;
    for (int i = 0; i < said.pictures.size(); ++i) {
        const PictureRef &picture = said.pictures.at(i);
        out.media.append({ picture.digest, picture.type, picture.size, picture.description, {}, handles.value(i) });
    }
    return out;
}

} // namespace wheelhouse
