#pragma once

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace wheelhouse {

/// Times of one thing done many times.
class Samples {
public:
    void add(double value) { m_values.push_back(value); }
    [[nodiscard]] double at(double share) const; ///< 0.5: the median; 0 where there are none
    [[nodiscard]] double median() const { return at(0.5); }
    [[nodiscard]] double p99() const { return at(0.99); }
    [[nodiscard]] size_t size() const { return m_values.size(); }

private:
    std::vector<double> m_values;
};

/// Ours and the baseline of one thing, measured turn about.
struct Pair {
    Samples ours;
    Samples baseline;
};

/// Milliseconds that \a work takes by the clock on the wall.
double millisecondsOf(const std::function<void()> &work);
/// Processor time of this process until now, all threads, in microseconds.
double processorTime();
/// Calls both \a times times, first the one, then the other, each after \a prepare.
Pair turnAbout(int times, const std::function<void(int)> &ours, const std::function<void(int)> &baseline);

/// What was to be reached, on the ratio or on our own figure.
struct Goal {
    enum class Of { Ratio, Ours };
    Of of = Of::Ratio;
    double bound = 0;
    bool isFloor = false; ///< true: at least; false: at most
    [[nodiscard]] bool isMet(double ours, double ratio) const;
    [[nodiscard]] QString words(const QString &unit) const;
};
inline Goal ratioAtMost(double bound)
{
    return { Goal::Of::Ratio, bound, false };
}
inline Goal ratioAtLeast(double bound)
{
    return { Goal::Of::Ratio, bound, true };
}
inline Goal atMost(double bound)
{
    return { Goal::Of::Ours, bound, false };
}

/// One line of the table. No baseline: it is measured against the goal alone; no goal: it is only told.
struct Line {
    QString what;
    double ours = 0;
    std::optional<double> baseline;
    QString unit;
    std::optional<Goal> goal;
};

/// The table, printed line by line as it is measured.
class Report {
public:
    Report();
    void say(const Line &line);
    /// Why something was not measured, or what a line means.
    void note(const QString &words) const;
    [[nodiscard]] int shortOf() const { return m_short; } ///< lines that missed their goal

private:
    int m_short = 0;
};

} // namespace wheelhouse
