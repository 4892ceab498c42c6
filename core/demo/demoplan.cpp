#include "core/demo/demoplan.h"

#include <algorithm>
#include <array>

namespace wheelhouse {

using namespace rehearsal;

namespace {

constexpr int daysBack = 40; // at about 41 conversations a day there are more than enough in it
constexpr int spamKept = 6;
// Open by place, as the outposts are drawn: 17, 14, 3 and 4.
constexpr std::array<int, 4> openAt { 17, 14, 3, 4 };

/// Joins lines to threads; what answers something older than the first line is left out.
QList<DemoThread> joined(const QList<Line> &lines)
{
    QHash<qint64, qsizetype> threadOf; // by line number
    QList<DemoThread> threads;
    for (const Line &line : lines) {
        if (line.answers == 0) {
            threadOf.insert(line.number, threads.size());
            threads.append(DemoThread {});
        } else if (const auto parent = threadOf.constFind(line.answers); parent != threadOf.constEnd()) {
            const qsizetype place = *parent; // inserting may move what parent points to
            threadOf.insert(line.number, place);
        } else {
            continue;
        }
        threads[threadOf.value(line.number)].lines.append(line);
    }
    return threads;
}

bool isSpam(const DemoThread &thread)
{
    return thread.lines.constFirst().kind == QLatin1String("spam");
}

bool begunByUs(const DemoThread &thread)
{
    return thread.lines.constFirst().who == us;
}

bool answered(const DemoThread &thread)
{
    return std::any_of(
        thread.lines.constBegin(), thread.lines.constEnd(), [](const Line &line) { return line.who == us; });
}

/// Gives \a fate to the newest \a count threads without one for which \a fits.
template<typename Fits> void give(QList<DemoThread> &threads, Fate fate, int count, Fits fits)
{
    for (DemoThread &thread : threads) {
        if (count == 0)
            return;
        if (thread.fate != Fate::History || thread.staged >= 0 || begunByUs(thread) || !fits(thread))
            continue;
        thread.fate = fate;
        --count;
    }
}

void giveStaged(QList<DemoThread> &threads, const QList<StagedThread> &staged)
{
    QHash<qint64, int> drawn;
    for (int i = 0; i < staged.size(); ++i)
        drawn.insert(staged.at(i).lines.constFirst().number, i);
    for (DemoThread &thread : threads)
        if (const auto found = drawn.constFind(thread.root()); found != drawn.constEnd()) {
            thread.staged = *found;
            thread.fate = Fate::Open;
        }
}

} // namespace

QList<DemoThread> demoPlan(const World &world, const QDateTime &now)
{
    QList<DemoThread> threads = joined(world.lines(now.addDays(-daysBack), now));
    std::sort(threads.begin(), threads.end(), [](const DemoThread &a, const DemoThread &b) {
        return std::pair(a.lines.constFirst().at, a.root()) > std::pair(b.lines.constFirst().at, b.root());
    });
    threads.resize(std::min(threads.size(), qsizetype(demo::conversations)));
    giveStaged(threads, world.staged());
    std::array<int, 4> wanted = openAt;
    for (const DemoThread &thread : std::as_const(threads))
        wanted[size_t(thread.place())] -= thread.staged >= 0 ? 1 : 0;
    for (int place = 0; place < int(wanted.size()); ++place)
        give(threads, Fate::Open, wanted[size_t(place)], [place](const DemoThread &thread) {
            return thread.place() == place && !answered(thread) && !isSpam(thread);
        });
    give(threads, Fate::Spam, spamKept, &isSpam);
    give(threads, Fate::Waiting, demo::waiting,
        [](const DemoThread &thread) { return thread.lines.constLast().who == us && !isSpam(thread); });
    give(threads, Fate::Snoozed, demo::snoozed, [](const DemoThread &thread) { return !isSpam(thread); });
    give(threads, Fate::DoneToday, demo::doneToday, [](const DemoThread &thread) { return !isSpam(thread); });
    return threads;
}

} // namespace wheelhouse
