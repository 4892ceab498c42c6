#pragma once

#include <functional>
#include <vector>

namespace wheelhouse {

/// A function of many numbers: its value at \a x, and its slope there into \a slope, which is as long as \a x.
using Slope = std::function<double(const std::vector<double> &x, std::vector<double> &slope)>;

/// Walks \a x downhill for at most \a steps steps. For smooth convex functions; the same start gives the same end.
/// false: \a stop asked for it. Source: Nocedal and Wright, "Numerical Optimization", algorithm 7.5.
bool walkDown(const Slope &function, std::vector<double> &x, int steps, const std::function<bool()> &stop);

} // namespace wheelhouse
