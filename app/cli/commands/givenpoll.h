#pragma once

#include "core/base/result.h"
#include "core/networks/poll.h"

#include <QCommandLineParser>

#include <optional>

namespace wheelhouse {

/// Adds the options by which a poll is given.
void describePoll(QCommandLineParser &parser);
/// The poll that was asked for; none: there was no --poll. Refused, with words, where an option makes no sense.
[[nodiscard]] Result<std::optional<Poll>> givenPoll(const QCommandLineParser &parser);
/// "1d", "6h", "30m", "90s"; none: it is no such time, or longer than a hundred years.
[[nodiscard]] std::optional<std::chrono::seconds> readTimeSpan(const QString &typed);

} // namespace wheelhouse
