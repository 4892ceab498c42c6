#include "core/posts/media.h"

namespace wheelhouse {

Result<KeptPicture> keepPicture(MediaStore &store, const QByteArray &original, const Limits &limits)
{
    auto prepared = preparePicture(original, limits);
    if (!prepared)
        return tl::unexpected(prepared.error());
    auto kept = store.keep(original);
    if (!kept)
        return tl::unexpected(kept.error());
    if (auto sent = store.keep(prepared->bytes); !sent)
        return tl::unexpected(sent.error());
    return KeptPicture { *kept, std::move(*prepared) };
}

} // namespace wheelhouse
