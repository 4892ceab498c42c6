#pragma once

#include <QStringList>

#include <chrono>

namespace wheelhouse {

/// A question's answers to choose from, beside a text that asks it.
struct Poll {
    QStringList options; ///< as typed, in their order
    std::chrono::seconds openFor { 24 * 60 * 60 }; ///< from when it is said
    bool isMultiple = false; ///< several answers may be chosen
    bool hidesTotals = false; ///< nobody sees the count before it ends
    friend bool operator==(const Poll &, const Poll &) = default;
};

/// What a network allows of polls.
struct PollLimits {
    int options = 0; ///< at most; 0: it has no polls
    int characters = 0; ///< of each option, as a person counts them
    std::chrono::seconds shortest { 0 };
    std::chrono::seconds longest { 0 };
    friend bool operator==(const PollLimits &, const PollLimits &) = default;
};

/// What Mastodon takes where a server does not say: two to four answers of 50 characters, five minutes to a month.
/// Source: Mastodon's PollOptionsValidator and PollExpirationValidator; docs.joinmastodon.org/entities/Instance, polls.
[[nodiscard]] inline PollLimits usualPollLimits()
{
    using namespace std::chrono_literals;
    return { 4, 50, 300s, 2629746s };
}

} // namespace wheelhouse
