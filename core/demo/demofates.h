#pragma once

#include "core/demo/furniture.h"

#include <QDateTime>

namespace wheelhouse {

/// What became of what the demo's team planned: what was due by \a now is out, as if a network had taken it, but for
/// one that was refused on one of its networks, one that was refused, one that was missed and one in doubt. Each
/// campaign's posts are by whoever leads it. A sample sends nothing itself.
[[nodiscard]] Result<void> giveFates(Database &database, const Furniture &furniture, const QDateTime &now);

} // namespace wheelhouse
