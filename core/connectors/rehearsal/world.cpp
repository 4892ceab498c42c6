#include "core/connectors/rehearsal/world.h"

#include "core/connectors/rehearsal/costume.h"

#include <algorithm>
#include <limits>

namespace wheelhouse::rehearsal {

namespace {

constexpr qint64 day = 86'400'000;
constexpr qint64 spill = day / 2; // a thread may go on so long after it began
constexpr int daysKept = 64;
constexpr int actDays = 4; // a launch is over after three days and what they spill

/// How far a reader has come: the time and number of the last line seen.
struct Mark {
    qint64 at = 0;
    qint64 number = 0;
    friend auto operator<=>(const Mark &, const Mark &) = default;
};

QByteArray written(Mark mark)
{
    return "r1 " + QByteArray::number(mark.at) + ' ' + QByteArray::number(mark.number);
}

std::optional<Mark> read(const QByteArray &cursor)
{
    const QList<QByteArray> parts = cursor.split(' ');
    if (parts.size() != 3 || parts.at(0) != "r1")
        return std::nullopt;
    bool okAt = false;
    bool okNumber = false;
    const Mark mark { parts.at(1).toLongLong(&okAt), parts.at(2).toLongLong(&okNumber) };
    return okAt && okNumber ? std::optional(mark) : std::nullopt;
}

Mark markOf(const Line &line)
{
    return { line.at, line.number };
}

} // namespace

World::World(const Scenario &scenario)
    : m_scenario(scenario)
    , m_cast(m_stock, scenario.seed)
    , m_plot(m_stock, m_cast, m_scenario)
{
    if (scenario.curtain.isValid())
        m_staged = stagedThreads(m_cast, scenario.curtain.toMSecsSinceEpoch());
}

QByteArray World::cursorAt(const QDateTime &then)
{
    return written({ then.toMSecsSinceEpoch(), std::numeric_limits<qint64>::max() });
}

const QList<Line> &World::quietDay(qint64 number) const
{
    if (m_quiet.size() > daysKept)
        m_quiet.clear();
    auto at = m_quiet.find(number);
    if (at == m_quiet.end())
        at = m_quiet.insert(number, m_plot.quietDay(QDateTime::fromMSecsSinceEpoch(number * day, Qt::UTC)));
    return *at;
}

const QList<Line> &World::actDay(int number) const
{
    auto at = m_act.find(number);
    if (at == m_act.end())
        at = m_act.insert(number, m_plot.actDay(number));
    return *at;
}

template<typename Take> void World::each(qint64 from, qint64 until, Take take) const
{
    const auto within = [&](const QList<Line> &lines) {
        const auto first = std::lower_bound(
            lines.cbegin(), lines.cend(), from, [](const Line &line, qint64 at) { return line.at < at; });
        for (auto line = first; line != lines.cend() && line->at <= until; ++line)
            take(*line);
    };
    for (qint64 number = (from - spill) / day; number <= until / day; ++number)
        within(quietDay(number));
    if (m_scenario.act != Act::Quiet && m_scenario.opens.isValid()) {
        const qint64 opens = m_scenario.opens.toMSecsSinceEpoch();
        for (int number = 0; number < actDays; ++number)
            if (until >= opens + qint64(double(number * day) / m_scenario.speed))
                within(actDay(number));
    }
    for (const StagedThread &thread : m_staged)
        within(thread.lines);
}

QList<Line> World::lines(const QDateTime &since, const QDateTime &until) const
{
    QList<Line> found;
    each(since.toMSecsSinceEpoch() + 1, until.toMSecsSinceEpoch(), [&](const Line &line) { found.append(line); });
    std::sort(found.begin(), found.end(), [](const Line &a, const Line &b) { return markOf(a) < markOf(b); });
    return found;
}

Page World::page(int place, const QByteArray &cursor, const QDateTime &now) const
{
    const QDateTime from = m_scenario.from.isValid() ? m_scenario.from : now.addDays(-7);
    const Mark seen = read(cursor).value_or(Mark { from.toMSecsSinceEpoch(), 0 });
    QList<Line> found;
    each(seen.at, now.toMSecsSinceEpoch(), [&](const Line &line) {
        if (line.place == place && markOf(line) > seen)
            found.append(line);
    });
    std::sort(found.begin(), found.end(), [](const Line &a, const Line &b) { return markOf(a) < markOf(b); });
    Page page;
    page.more = found.size() > pageSize;
    if (page.more)
        found.resize(pageSize);
    for (const Line &line : std::as_const(found))
        page.arrivals.append(dressed(line, m_cast, m_scenario.seed));
    page.cursor = found.isEmpty() ? written(seen) : written(markOf(found.constLast()));
    return page;
}

} // namespace wheelhouse::rehearsal
