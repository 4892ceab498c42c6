#include "tests/bench/report.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include <sys/resource.h>

namespace wheelhouse {

namespace {

QString figure(double value)
{
    if (value >= 1000)
        return QString::number(std::llround(value));
    return QString::number(value, 'g', 3);
}

void print(const QString &what, const QString &ours, const QString &baseline, const QString &ratio, const QString &goal,
    const QString &verdict)
{
    const QString text = QStringLiteral("%1 | %2 | %3 | %4 | %5 | %6\n")
                             .arg(what, -66)
                             .arg(ours, 16)
                             .arg(baseline, 16)
                             .arg(ratio, 6)
                             .arg(goal, -16)
                             .arg(verdict);
    std::fputs(text.toUtf8().constData(), stdout);
    std::fflush(stdout);
}

} // namespace

double Samples::at(double share) const
{
    if (m_values.empty())
        return 0;
    std::vector<double> sorted = m_values;
    std::sort(sorted.begin(), sorted.end());
    return sorted[std::min(sorted.size() - 1, size_t(share * double(sorted.size())))];
}

double millisecondsOf(const std::function<void()> &work)
{
    const auto before = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
}

double processorTime()
{
    rusage used {};
    getrusage(RUSAGE_SELF, &used);
    const auto microseconds = [](const timeval &time) { return double(time.tv_sec) * 1e6 + double(time.tv_usec); };
    return microseconds(used.ru_utime) + microseconds(used.ru_stime);
}

Pair turnAbout(int times, const std::function<void(int)> &ours, const std::function<void(int)> &baseline)
{
    Pair pair;
    for (int i = 0; i < times; ++i) {
        // Whoever comes first pays the disk for both, so they take turns at that as well.
        if (i % 2 == 0)
            pair.ours.add(millisecondsOf([&] { ours(i); }));
        pair.baseline.add(millisecondsOf([&] { baseline(i); }));
        if (i % 2 != 0)
            pair.ours.add(millisecondsOf([&] { ours(i); }));
    }
    return pair;
}

bool Goal::isMet(double ours, double ratio) const
{
    const double value = of == Of::Ratio ? ratio : ours;
    return isFloor ? value >= bound : value <= bound;
}

QString Goal::words(const QString &unit) const
{
    const QString sign = isFloor ? QStringLiteral("≥ ") : QStringLiteral("≤ ");
    return sign + figure(bound) + (of == Of::Ratio ? QStringLiteral(" ×") : QLatin1Char(' ') + unit);
}

Report::Report()
{
    print(QStringLiteral("what"), QStringLiteral("ours"), QStringLiteral("baseline"), QStringLiteral("ratio"),
        QStringLiteral("goal"), QString());
}

void Report::say(const Line &line)
{
    const double ratio = line.baseline && *line.baseline != 0 ? line.ours / *line.baseline : 0;
    const bool met = !line.goal || line.goal->isMet(line.ours, ratio);
    m_short += met ? 0 : 1;
    const auto withUnit = [&](double value) { return figure(value) + QLatin1Char(' ') + line.unit; };
    print(line.what, withUnit(line.ours), line.baseline ? withUnit(*line.baseline) : QStringLiteral("–"),
        line.baseline ? QString::number(ratio, 'f', 2) : QStringLiteral("–"),
        line.goal ? line.goal->words(line.unit) : QStringLiteral("told"),
        !line.goal ? QString()
            : met  ? QStringLiteral("ok")
                   : QStringLiteral("short"));
}

void Report::note(const QString &words) const
{
    std::fputs((QStringLiteral("  ") + words + QLatin1Char('\n')).toUtf8().constData(), stdout);
    std::fflush(stdout);
}

} // namespace wheelhouse
