#pragma once

#include "ui/inbox/listline.h"

#include <QDateTime>
#include <QTimeZone>

namespace wheelhouse {

/// What a screen reader says for a row, after DESIGN 8: "Kofi Danquah on Bluesky, unread, waiting since 10:24, label
/// Allergen, with you. Is the batch code…".
[[nodiscard]] QString listSentence(const ListLine &line, const QDateTime &now, const QTimeZone &zone);

} // namespace wheelhouse
