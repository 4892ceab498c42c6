#include "core/launch/launch.h"

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {
constexpr std::array<const char *, 6> kinds { "post", "task", "document", "knowledge", "job-ad", "press" };
constexpr std::array<const char *, 3> states { "open", "review", "done" };
constexpr std::array<const char *, 3> votes { "", "go", "no-go" };

template<typename Words> qsizetype placeOf(const Words &words, QStringView word)
{
    const auto found =
        std::find_if(words.cbegin(), words.cend(), [word](const char *each) { return word == QLatin1String(each); });
    return found == words.cend() ? -1 : found - words.cbegin();
}
} // namespace

const LaunchStep *LaunchPlan::step(StepId id) const
{
    const auto found =
        std::find_if(steps.cbegin(), steps.cend(), [id](const LaunchStep &each) { return each.id == id; });
    return found == steps.cend() ? nullptr : &*found;
}

const LaunchLane *LaunchPlan::lane(LaneId id) const
{
    const auto found =
        std::find_if(lanes.cbegin(), lanes.cend(), [id](const LaunchLane &each) { return each.id == id; });
    return found == lanes.cend() ? nullptr : &*found;
}

StepDays daysOf(const LaunchStep &step, const Launch &launch)
{
    if (step.kind != LaunchStep::Kind::Post) {
        const QDate first = launch.doors.date.addDays(step.fromDays);
        return { first, first.addDays(step.days - 1), step.time };
    }
    if (!step.card || !step.card->at)
        return {};
    return { step.card->at->date, step.card->at->date, step.card->at->time };
}

QString kindWord(LaunchStep::Kind kind)
{
    return QLatin1String(kinds.at(size_t(kind)));
}

std::optional<LaunchStep::Kind> stepKindFromWord(QStringView word)
{
    const qsizetype place = placeOf(kinds, word);
    return place < 0 ? std::nullopt : std::optional(LaunchStep::Kind(place));
}

QString stepStateWord(LaunchStep::State state)
{
    return QLatin1String(states.at(size_t(state)));
}

LaunchStep::State stepStateFromWord(QStringView word)
{
    return LaunchStep::State(std::max(qsizetype(0), placeOf(states, word)));
}

QString voteWord(Vote vote)
{
    return QLatin1String(votes.at(size_t(vote)));
}

Vote voteFromWord(QStringView word)
{
    return Vote(std::max(qsizetype(0), placeOf(votes, word)));
}

} // namespace wheelhouse
