#pragma once

#include "core/connectors/rehearsal/scenario.h"

namespace wheelhouse::rehearsal {

/// Conversations that begin in an hour on quiet days, over all places: about 40 a day, few at night, more on
/// weekday mornings and evenings. \a at UTC; the company lives one hour east of it.
double quietTide(const QDateTime &at);

/// The same for an act, so many hours after it opened (\a hours >= 0): a launch stays high for three days and keeps the
/// rhythm of the day; a storm has half its height within four minutes, its peak in the first hour and is over in a
/// night.
double actTide(Act act, double hours, const QDateTime &at);

} // namespace wheelhouse::rehearsal
