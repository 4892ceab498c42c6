#pragma once

#include "core/inbox/query.h"
#include "core/routing/rule.h"

namespace wheelhouse {

/// \a question as a message met it that had just arrived: new, unread, nobody's, with nothing half-written. What asks
/// for that is true, what asks for another state is false; everything else is left to ask. Labels are those of today.
[[nodiscard]] Query asItArrived(const Query &question);

/// Whether \a question asks for what acts on \a field change.
[[nodiscard]] bool asksFor(const Query &question, ActField field);

} // namespace wheelhouse
