#pragma once

#include "core/networks/outgoing.h"

#include <QList>
#include <QString>

#include <optional>

namespace wheelhouse {

/// Something about a part of a post that its network will not take, or that a person should look at.
struct Finding {
    enum class Kind {
        TooLong, ///< in the network's characters; start is where it becomes so
        TooManyBytes,
        HalfCharacter, ///< half of a surrogate pair, which no network can take
        Empty, ///< neither text nor picture
        MentionsNobody, ///< private, and addressed to nobody
        NoWarnings, ///< it has a content warning and the network has none
        NoVisibility, ///< it is not for everybody and the network cannot keep it so
        NoTitles,
        TooManyPictures,
        PictureTooLarge, ///< bytes
        PictureTooWide, ///< pixels
        PictureType,
        DescriptionTooLong,
        NoDescription,
        WiderThanAnswered,
        NoPolls, ///< it has a poll and the network has none
        PollOptions, ///< too few answers, or too many
        PollOption, ///< an answer that is empty, too long or there twice
        PollTime, ///< open too short or too long
        PollBesidePictures,
        Unfilled, ///< a placeholder of a saved text stands in it still
        NoTitle, ///< a blog's post without one
        NoOutpost, ///< it goes nowhere
        NoObjective ///< why it is written was neither said nor left out knowingly
    };
    enum class Part { Whole, Title, Warning, Text, Picture, Description, Poll };
    Kind kind = Kind::Empty;
    Part part = Part::Whole;
    qsizetype start = 0; ///< of the part's own words, in UTF-16 units
    qsizetype length = 0; ///< 0: it is not about a stretch of words
    qsizetype picture = -1; ///< from 0, or which answer of a poll; -1: it is not about one
    QString sentence; ///< for a person
    bool stops = true; ///< it may not be sent like this; else it is advice
    friend bool operator==(const Finding &, const Finding &) = default;
};

/// All that is to be said about \a outgoing where \a limits hold, what stops first. Pure; any thread. It looks at the
/// words and the numbers; whether a picture can be decoded is asked where pictures are made ready.
[[nodiscard]] QList<Finding> findingsOf(const Outgoing &outgoing, const Limits &limits);

/// Whether any of \a findings stops sending.
[[nodiscard]] bool isStopped(const QList<Finding> &findings);

/// A reply is never wider than what it answers: the finding that stops it, or none. Pure; any thread.
[[nodiscard]] std::optional<Finding> mayAnswerWith(Arrival::Audience audience, Visibility visibility);

} // namespace wheelhouse
