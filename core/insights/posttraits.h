#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

namespace wheelhouse {

/// What a post is compared by. Nothing of what it says, but how it is made and when.
struct PostTraits {
    std::optional<double> hour; ///< on the wall, 0 <= hour < 24; none: not planned yet
    int weekday = 0; ///< 1 Monday to 7; 0: not planned yet
    int letters = 0; ///< of all its parts
    int pictures = 0;
    int parts = 1;
    bool isAsking = false; ///< it bears a question mark
    bool hasLink = false;
    [[nodiscard]] bool isWeekend() const { return weekday >= 6; }
    friend bool operator==(const PostTraits &, const PostTraits &) = default;
};

/// \a text of all parts; \a at UTC, invalid: not planned yet; \a zone IANA, on whose wall the hour is read.
[[nodiscard]] PostTraits traitsOf(
    const QString &text, int pictures, int parts, const QDateTime &at, const QByteArray &zone);

/// Hours between two hours of the day, the short way round: 0..12.
[[nodiscard]] double hoursApart(double a, double b);
/// How alike two posts are, 0 < likeness <= 1: exp(-d²/2), a Gaussian kernel over hour, day, length, pictures and kind.
/// What only one of them has (an hour) says nothing.
[[nodiscard]] double likenessOf(const PostTraits &a, const PostTraits &b);

} // namespace wheelhouse
