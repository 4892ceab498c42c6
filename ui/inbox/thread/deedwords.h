#pragma once

#include "core/gestures/gestures.h"
#include "ui/inbox/thread/threadrow.h"

#include <QTimeZone>

namespace wheelhouse {

/// What was wished of one message, as lines under it: "You like this · waiting for the network", "You liked this,
/// 10:31", "Could not be liked: …". \a now UTC; what was not done today bears its day.
[[nodiscard]] QList<DeedLine> deedLines(
    const QList<WishedGesture> &wishes, const QDateTime &now, const QTimeZone &zone);

} // namespace wheelhouse
