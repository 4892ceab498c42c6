#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace wheelhouse {

/// What is known of how far somebody is heard, and for what.
struct InfluenceFacts {
    int messages = 0; ///< of theirs to us, counted up to a limit
    int voices = 0; ///< other people in the conversations they are in, counted up to a limit
    std::optional<qint64> followers; ///< of the identity with the most; none: no network told
    int evidence = 0; ///< works of theirs that somebody here has looked at
    friend bool operator==(const InfluenceFacts &, const InfluenceFacts &) = default;
};

/// One line of an explanation.
struct InfluencePart {
    QString words; ///< for a person
    int points = 0; ///< below 0: taken off
    friend bool operator==(const InfluencePart &, const InfluencePart &) = default;
};

/// How far somebody is heard, with the reasons; the points of the parts add up to the score.
struct Influence {
    int score = 0; ///< 0..100
    QList<InfluencePart> parts;
};

/// Without evidence of work nobody is above this, however loud.
inline constexpr int loudAlone = 40;

/// From their own exchanges (up to 20), followers (up to 35, by their logarithm), reach in our subjects (up to 10) and
/// work that was looked at (up to 35). The weights are ours.
Influence influenceOf(const InfluenceFacts &facts);

} // namespace wheelhouse
