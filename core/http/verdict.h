#pragma once

#include "core/base/result.h"

#include <QLatin1String>

namespace wheelhouse {

/// How the details of HttpClient's errors begin, since kind and words alone do not tell how far a question came.
/// Not sent: nothing of it left this machine, or nothing that the other side could read (gate, names, TLS).
inline constexpr QLatin1String notSent { "not sent: " };
/// No answer: it may have arrived and been done.
inline constexpr QLatin1String noAnswer { "no answer: " };

/// Whether the other side itself said no to what was asked, so that asking again is of no use. False for everything
/// that stood on the way there (a login page, a name that leads inward, a certificate of somebody else), for what
/// cannot be read, and for what says when to ask again. Whoever would throw away work on an error asks here. Pure.
[[nodiscard]] bool isVerdict(const Error &error);
/// Whether what was asked for is certainly not done over there: it was not sent, or the other side turned it away. Else
/// nobody knows, and what must not be done twice is not asked for again. Pure.
[[nodiscard]] bool isSurelyUndone(const Error &error);

} // namespace wheelhouse
