#pragma once

#include "core/base/secret.h"

#include <QString>

namespace wheelhouse {

/// What lets us in at a server of Mastodon's kind, as it is kept: the token, and behind it, a line each, the name and
/// the secret under which we are registered there. A pasted token stands alone.
struct MastodonToken {
    Secret token;
    QString clientId; ///< empty: the token was pasted
    Secret clientSecret;
    [[nodiscard]] Secret kept() const;
    [[nodiscard]] static MastodonToken read(const Secret &kept);
};

} // namespace wheelhouse
