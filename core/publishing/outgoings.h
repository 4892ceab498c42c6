#pragma once

#include "core/publishing/dispatch.h"

namespace wheelhouse {

/// Part \a part (its place in the claim) of what goes out, in the port's words: the first answers what the post
/// answers, a further one the part before it. \a handles of its pictures by number. Pictures come without their bytes.
[[nodiscard]] Outgoing outgoingOf(const Claim &claim, int part, const QHash<int, QString> &handles);

} // namespace wheelhouse
