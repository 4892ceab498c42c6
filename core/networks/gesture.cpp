#include "core/networks/gesture.h"

#include <array>

namespace wheelhouse {

namespace {

using Kind = Gesture::Kind;

struct Line {
    Kind kind;
    const char *word;
    std::optional<Kind> back;
};
// Approve, Hold, MarkSpam and Trash go back to where the message stood before, which only the asker knows.
constexpr std::array<Line, 16> lines { {
    { Kind::Favourite, "favourite", Kind::Unfavourite },
    { Kind::Unfavourite, "unfavourite", Kind::Favourite },
    { Kind::Boost, "boost", Kind::Unboost },
    { Kind::Unboost, "unboost", Kind::Boost },
    { Kind::Follow, "follow", Kind::Unfollow },
    { Kind::Unfollow, "unfollow", Kind::Follow },
    { Kind::Mute, "mute", Kind::Unmute },
    { Kind::Unmute, "unmute", Kind::Mute },
    { Kind::Block, "block", Kind::Unblock },
    { Kind::Unblock, "unblock", Kind::Block },
    { Kind::Report, "report", std::nullopt },
    { Kind::MarkRead, "mark_read", std::nullopt },
    { Kind::Approve, "approve", std::nullopt },
    { Kind::Hold, "hold", std::nullopt },
    { Kind::MarkSpam, "spam", std::nullopt },
    { Kind::Trash, "trash", std::nullopt },
} };

} // namespace

QString gestureWord(Gesture::Kind kind)
{
    for (const Line &each : lines)
        if (each.kind == kind)
            return QString::fromLatin1(each.word);
    return {};
}

std::optional<Gesture::Kind> gestureFromWord(QStringView word)
{
    for (const Line &each : lines)
        if (word == QLatin1String(each.word))
            return each.kind;
    return std::nullopt;
}

std::optional<Gesture::Kind> oppositeOf(Gesture::Kind kind)
{
    for (const Line &each : lines)
        if (each.kind == kind)
            return each.back;
    return std::nullopt;
}

} // namespace wheelhouse
