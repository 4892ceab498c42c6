#pragma once

#include "core/gestures/gestures.h"

namespace wheelhouse::gesturerow {

/// "SELECT … FROM gesture g … ", as read() wants it; a WHERE follows.
extern const char *const columns;
[[nodiscard]] WishedGesture::State stateOf(const QString &word);
[[nodiscard]] WishedGesture read(const Row &row);

} // namespace wheelhouse::gesturerow
