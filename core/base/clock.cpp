#include "core/base/clock.h"

namespace wheelhouse {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

} // namespace wheelhouse
