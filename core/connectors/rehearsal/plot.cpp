#include "core/connectors/rehearsal/plot.h"

#include "core/connectors/rehearsal/scribe.h"
#include "core/connectors/rehearsal/tides.h"

#include <algorithm>

namespace wheelhouse::rehearsal {

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 day = 1440 * minute;
constexpr qint64 spill = 12 * 60; // minutes a thread may go on
constexpr qint64 turnsKept = 64; // numbers set aside for one thread
constexpr qint64 dayKept = 1'000'000; // numbers set aside for one day
constexpr qint64 layerKept = 10'000'000'000'000;

struct Weight {
    const char *kind;
    double weight;
};
constexpr std::array quietKinds { Weight { "ask", 0.34 }, Weight { "moan", 0.20 }, Weight { "joy", 0.19 },
    Weight { "wish", 0.09 }, Weight { "job", 0.04 }, Weight { "press", 0.02 }, Weight { "spam", 0.05 },
    Weight { "post", 0.07 } };
constexpr std::array journalKinds { Weight { "ask", 0.35 }, Weight { "joy", 0.35 }, Weight { "moan", 0.12 },
    Weight { "wish", 0.12 }, Weight { "spam", 0.06 } };
constexpr std::array launchKinds { Weight { "launch-ask", 0.33 }, Weight { "launch-moan", 0.21 },
    Weight { "launch-joy", 0.24 }, Weight { "launch-wish", 0.12 }, Weight { "spam", 0.03 }, Weight { "post", 0.07 } };
constexpr std::array stormKinds { Weight { "rumour", 0.24 }, Weight { "anger", 0.28 }, Weight { "worry", 0.20 },
    Weight { "troll", 0.09 }, Weight { "support", 0.13 }, Weight { "reporter", 0.02 }, Weight { "moan", 0.04 } };

template<size_t N> QString drawnKind(const std::array<Weight, N> &kinds, Dice &dice)
{
    double left = dice.real();
    for (const Weight &one : kinds)
        if ((left -= one.weight) < 0)
            return QString::fromLatin1(one.kind);
    return QString::fromLatin1(kinds.front().kind);
}

int drawnPlace(Act act, Dice &dice)
{
    double left = dice.real();
    for (int place = 0; place < int(places.size()); ++place)
        if ((left -= places[size_t(place)].share) < 0)
            // Nobody carries a storm into the comments of an article.
            return act != Act::Quiet && place == journal ? mastodon : place;
    return mastodon;
}

QString kindOf(Act act, int place, Dice &dice)
{
    if (act == Act::Launch)
        return drawnKind(launchKinds, dice);
    if (act == Act::Storm)
        return drawnKind(stormKinds, dice);
    return place == journal ? drawnKind(journalKinds, dice) : drawnKind(quietKinds, dice);
}

qint64 minutesSince2020(qint64 ms)
{
    static const qint64 start = QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();
    return (ms - start) / minute;
}

/// The three times that we say something in a storm, in minutes after it broke.
bool isStatement(int at)
{
    return at == 26 || at == 71 || at == 118;
}

/// All threads of one day: \a tide gives conversations an hour at a minute of the day.
template<typename Tide>
QList<Line> threads(Scribe &scribe, const Scenario &scenario, Act act, qint64 start, qint64 number, Tide tide)
{
    QList<Line> lines;
    for (int at = 0; at < 1440; ++at) {
        Dice dice { scenario.seed, quint64(act), quint64(minutesSince2020(start) + at) };
        int begun = dice.many(tide(at) / 60);
        const bool statement = act == Act::Storm && isStatement(at);
        for (begun += statement ? 2 : 0; begun > 0; --begun, number += turnsKept) {
            Line first;
            first.number = number;
            first.at = start + at * minute + dice.below(int(minute));
            first.place = statement && begun <= 2 ? begun - 1 : drawnPlace(act, dice);
            first.kind = statement && begun <= 2 ? QStringLiteral("post") : kindOf(act, first.place, dice);
            const QList<Line> thread = scribe.thread(first, act, dice);
            for (const Line &line : thread)
                if (line.at < first.at + spill * minute)
                    lines.append(line);
        }
    }
    return lines;
}

void sortByTime(QList<Line> &lines)
{
    std::sort(lines.begin(), lines.end(),
        [](const Line &a, const Line &b) { return std::pair(a.at, a.number) < std::pair(b.at, b.number); });
}

} // namespace

Plot::Plot(const WordStock &stock, const Cast &cast, const Scenario &scenario)
    : m_stock(stock)
    , m_cast(cast)
    , m_scenario(scenario)
{
}

QList<Line> Plot::quietDay(const QDateTime &midnight) const
{
    const qint64 start = midnight.toMSecsSinceEpoch();
    Scribe scribe(m_stock, m_cast, { m_scenario.seed, quint64(start / day) });
    QList<Line> lines = threads(scribe, m_scenario, Act::Quiet, start, minutesSince2020(start) * dayKept + 1,
        [&](int at) { return quietTide(midnight.addSecs(at * 60)); });
    sortByTime(lines);
    return lines;
}

QList<Line> Plot::actDay(int number) const
{
    const qint64 opens = m_scenario.opens.toMSecsSinceEpoch();
    const qint64 start = opens + number * day;
    Scribe scribe(m_stock, m_cast, { m_scenario.seed, quint64(start / minute) + 1 });
    const qint64 first = qint64(m_scenario.act) * layerKept + minutesSince2020(start) * dayKept + 1;
    QList<Line> lines = threads(scribe, m_scenario, m_scenario.act, start, first, [&](int at) {
        const QDateTime when = m_scenario.opens.addSecs((qint64(number) * 1440 + at) * 60);
        return actTide(m_scenario.act, number * 24 + at / 60.0, when);
    });
    for (Line &line : lines)
        line.at = opens + qint64(double(line.at - opens) / m_scenario.speed);
    sortByTime(lines);
    return lines;
}

} // namespace wheelhouse::rehearsal
