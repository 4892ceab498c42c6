#include "core/http/pacing.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace wheelhouse {

namespace {
constexpr int mostDoublings = 20;
}

Pacing::Pacing(std::chrono::milliseconds first, std::chrono::milliseconds ceiling, std::function<double()> dice)
    : m_first(first)
    , m_ceiling(ceiling)
    , m_dice(dice ? std::move(dice) : [] { return QRandomGenerator::global()->generateDouble(); })
{
}

std::chrono::milliseconds Pacing::backOff(int failures) const
{
    return backOff(failures, m_ceiling);
}

std::chrono::milliseconds Pacing::backOff(int failures, std::chrono::milliseconds ceiling) const
{
    const int doublings = std::clamp(failures - 1, 0, mostDoublings);
    const qint64 whole = std::min(qint64(m_first.count()) << doublings, qint64(ceiling.count()));
    return std::chrono::milliseconds { qint64(std::llround(double(whole) * (0.5 + 0.5 * m_dice()))) };
}

std::chrono::milliseconds Pacing::spread(std::chrono::milliseconds pace) const
{
    return std::chrono::milliseconds { qint64(std::llround(double(pace.count()) * (1.0 + 0.1 * m_dice()))) };
}

std::optional<std::chrono::seconds> Pacing::retryAfter(const HttpResponse &response)
{
    const QByteArray wish = response.header("Retry-After").trimmed();
    if (wish.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    qint64 seconds = wish.toLongLong(&isNumber);
    const bool isTooLong =
        !isNumber && std::all_of(wish.begin(), wish.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (isTooLong)
        seconds = longestWish.count();
    else if (!isNumber) {
        const auto until = httpDate(wish);
        if (!until)
            return std::nullopt;
        seconds = response.date().value_or(response.receivedAt).secsTo(*until);
    }
    return std::chrono::seconds { std::clamp(seconds, qint64(1), qint64(longestWish.count())) };
}

std::optional<std::chrono::seconds> Pacing::clockAhead(const HttpResponse &response)
{
    const auto theirs = response.date();
    if (!theirs || !response.receivedAt.isValid())
        return std::nullopt;
    return std::chrono::seconds { response.receivedAt.secsTo(*theirs) };
}

} // namespace wheelhouse
