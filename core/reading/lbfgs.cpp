#include "core/reading/lbfgs.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace wheelhouse {

namespace {

constexpr size_t remembered = 6;
constexpr int mostHalvings = 20;
constexpr double enoughFall = 1e-4; ///< of what the slope promises
constexpr double flat = 1e-6;

using Numbers = std::vector<double>;

double product(const Numbers &a, const Numbers &b)
{
    double sum = 0;
    for (size_t each = 0; each < a.size(); ++each)
        sum += a[each] * b[each];
    return sum;
}

void add(Numbers &to, double share, const Numbers &of)
{
    for (size_t each = 0; each < to.size(); ++each)
        to[each] += share * of[each];
}

/// A step that was made, and how the slope changed over it.
struct Pace {
    Numbers step;
    Numbers change;
    double both = 0; ///< their product, > 0
};

/// The slope, turned by what the last steps told of the curvature.
Numbers direction(const Numbers &slope, const std::deque<Pace> &paces)
{
    Numbers way = slope;
    std::vector<double> shares(paces.size());
    for (size_t each = paces.size(); each-- > 0;) {
        shares[each] = product(paces[each].step, way) / paces[each].both;
        add(way, -shares[each], paces[each].change);
    }
    if (!paces.empty()) {
        const Pace &last = paces.back();
        const double scale = last.both / product(last.change, last.change);
        for (double &each : way)
            each *= scale;
    }
    for (size_t each = 0; each < paces.size(); ++each)
        add(way, shares[each] - product(paces[each].change, way) / paces[each].both, paces[each].step);
    return way;
}

} // namespace

bool walkDown(const Slope &function, Numbers &x, int steps, const std::function<bool()> &stop)
{
    Numbers slope(x.size());
    Numbers nextSlope(x.size());
    double value = function(x, slope);
    std::deque<Pace> paces;
    for (int step = 0; step < steps; ++step) {
        if (stop && stop())
            return false;
        const Numbers way = direction(slope, paces);
        const double fall = product(slope, way);
        if (!(fall > flat * flat))
            return true;
        double length = paces.empty() ? std::min(1.0, 1.0 / std::sqrt(fall)) : 1.0;
        Numbers next;
        double nextValue = value;
        for (int halving = 0; halving < mostHalvings; ++halving, length /= 2) {
            next = x;
            add(next, -length, way);
            nextValue = function(next, nextSlope);
            if (nextValue <= value - enoughFall * length * fall)
                break;
        }
        if (!(nextValue < value))
            return true; // as low as these numbers can tell
        Pace pace { next, nextSlope, 0 };
        add(pace.step, -1, x);
        add(pace.change, -1, slope);
        pace.both = product(pace.step, pace.change);
        if (pace.both > 0)
            paces.push_back(std::move(pace));
        if (paces.size() > remembered)
            paces.pop_front();
        x = std::move(next);
        std::swap(slope, nextSlope);
        value = nextValue;
    }
    return true;
}

} // namespace wheelhouse
