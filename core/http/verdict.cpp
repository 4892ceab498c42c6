#include "core/http/verdict.h"

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

/// RFC 9110 15.5.9, 15.5.20 and RFC 8470: the question came too slowly, too early or by the wrong line; what was asked
/// was not looked at.
constexpr std::array unheard { "status 408", "status 421", "status 425" };

bool isFromTheWay(const QString &detail)
{
    return detail.startsWith(notSent) || detail.startsWith(noAnswer)
        || std::any_of(unheard.begin(), unheard.end(),
            [&detail](const char *each) { return detail.startsWith(QLatin1String(each)); });
}

} // namespace

bool isVerdict(const Error &error)
{
    using Kind = Error::Kind;
    const bool saysNo = error.kind == Kind::Missing || error.kind == Kind::Refused || error.kind == Kind::Conflict
        || error.kind == Kind::Expired;
    return saysNo && error.retryAfter.count() == 0 && !isFromTheWay(error.detail);
}

bool isSurelyUndone(const Error &error)
{
    return isVerdict(error) || error.kind == Error::Kind::SignedOut || error.detail.startsWith(notSent)
        || error.detail.startsWith(QLatin1String("status 4"));
}

} // namespace wheelhouse
