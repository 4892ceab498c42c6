#pragma once

#include <QtGlobal>

#include <cmath>
#include <initializer_list>

namespace wheelhouse::rehearsal {

/// Chance that is the same on every machine and in every run, which the standard's distributions do not promise.
/// Source: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators" (SplitMix64).
class Dice {
public:
    /// Dice for one question: equal \a of give equal throws.
    explicit Dice(std::initializer_list<quint64> of)
    {
        for (const quint64 part : of)
            m_state = mixed(m_state ^ mixed(part + golden));
    }

    quint64 next() { return mixed(m_state += golden); }
    double real() { return double(next() >> 11) * 0x1.0p-53; } ///< 0 <= x < 1
    int below(int n) { return n > 0 ? int(next() % quint64(n)) : 0; } ///< 0 <= x < n
    int between(int low, int high) { return low + below(high - low + 1); } ///< both ends included
    bool chance(double p) { return real() < p; }
    /// A waiting time with that mean; same unit.
    double wait(double mean) { return -mean * std::log1p(-real()); }
    /// How many come when \a mean are usual (Poisson, by multiplication; \a mean < 50).
    int many(double mean)
    {
        const double limit = std::exp(-mean);
        int count = 0;
        double product = real();
        while (product > limit) {
            ++count;
            product *= real();
        }
        return count;
    }

private:
    static constexpr quint64 golden = 0x9E3779B97F4A7C15ULL;
    static constexpr quint64 mixed(quint64 z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    quint64 m_state = 0;
};

} // namespace wheelhouse::rehearsal
