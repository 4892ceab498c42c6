#pragma once

#include "core/base/result.h"

namespace wheelhouse {

/// What an error of a step towards saying something tells about what was to be said: Connector::publish() promises that
/// isVerdict() and isSurelyUndone() hold for it only where it is not out there. Pure; any thread.

/// It went wrong before anything was said: nothing is out there, and what was refused was another question.
[[nodiscard]] Error beforeSaying(Error error);
/// It went wrong when it was said. What cannot be read says nothing, and its words say so.
[[nodiscard]] Error afterSaying(Error error);
/// The answer could be read, and is about something else.
[[nodiscard]] Error strangeAnswer();

} // namespace wheelhouse
