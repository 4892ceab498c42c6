#pragma once

#include "core/connectors/rehearsal/plot.h"
#include "core/networks/traffic.h"

namespace wheelhouse::rehearsal {

/// The channel that a place is, for that seed.
Channel channelOf(int place, quint64 seed);

/// The network's global name for a line: "rehearsal:<seed>:<number>".
QString globalName(quint64 seed, qint64 number);

/// A line as its network would send it: HTML on two of the places, links, pictures, and who wrote it.
/// No address in it leads anywhere: hosts end in .example.
Arrival dressed(const Line &line, const Cast &cast, quint64 seed);

} // namespace wheelhouse::rehearsal
