#pragma once

#include "core/networks/limits.h"
#include "core/posts/pictures.h"
#include "core/store/mediastore.h"

namespace wheelhouse {

/// A picture as it was given, and what was made of it for one network; both are in the store.
struct KeptPicture {
    QByteArray original; ///< its digest
    PreparedPicture prepared;
};

/// Prepares \a original for \a limits and keeps both. Fails as preparePicture() and MediaStore::keep() do; then nothing
/// refers to what may already be kept.
Result<KeptPicture> keepPicture(MediaStore &store, const QByteArray &original, const Limits &limits);

} // namespace wheelhouse
