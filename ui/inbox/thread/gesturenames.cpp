#include "ui/inbox/thread/gesturenames.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

using Kind = Gesture::Kind;

constexpr std::array<GestureName, 16> names { {
    { Kind::Approve, "approve", "A", QT_TRANSLATE_NOOP("GestureNames", "Approve"),
        QT_TRANSLATE_NOOP("GestureNames", "Approve it there"), QT_TRANSLATE_NOOP("GestureNames", "Approved"), "",
        QT_TRANSLATE_NOOP("GestureNames", "You approve this"), QT_TRANSLATE_NOOP("GestureNames", "You approved this"),
        QT_TRANSLATE_NOOP("GestureNames", "Could not be approved"), "approved" },
    { Kind::Hold, "hold", "H", QT_TRANSLATE_NOOP("GestureNames", "Hold back for moderation"),
        QT_TRANSLATE_NOOP("GestureNames", "Hold it back there"),
        QT_TRANSLATE_NOOP("GestureNames", "Held back for moderation"), "",
        QT_TRANSLATE_NOOP("GestureNames", "You hold this back for moderation"),
        QT_TRANSLATE_NOOP("GestureNames", "You held this back for moderation"),
        QT_TRANSLATE_NOOP("GestureNames", "Could not be held back"), "hold" },
    { Kind::MarkSpam, "spam", "S", QT_TRANSLATE_NOOP("GestureNames", "Spam, on their side too"),
        QT_TRANSLATE_NOOP("GestureNames", "Spam, on their side too"),
        QT_TRANSLATE_NOOP("GestureNames", "Spam, on their side too"), "",
        QT_TRANSLATE_NOOP("GestureNames", "You mark this as spam there"),
        QT_TRANSLATE_NOOP("GestureNames", "You marked this as spam there"),
        QT_TRANSLATE_NOOP("GestureNames", "Could not be marked as spam there"), "spam" },
    { Kind::Trash, "trash", "D", QT_TRANSLATE_NOOP("GestureNames", "Into the bin there"),
        QT_TRANSLATE_NOOP("GestureNames", "Into the bin there"), QT_TRANSLATE_NOOP("GestureNames", "In the bin there"),
        "", QT_TRANSLATE_NOOP("GestureNames", "You put this into the bin there"),
        QT_TRANSLATE_NOOP("GestureNames", "You put this into the bin there"),
        QT_TRANSLATE_NOOP("GestureNames", "Could not be put into the bin there"), "trash" },
    { Kind::Favourite, "favourite", "F", QT_TRANSLATE_NOOP("GestureNames", "Like"),
        QT_TRANSLATE_NOOP("GestureNames", "Like it there"), QT_TRANSLATE_NOOP("GestureNames", "Liked"),
        QT_TRANSLATE_NOOP("GestureNames", "Liked · take it back"), QT_TRANSLATE_NOOP("GestureNames", "You like this"),
        QT_TRANSLATE_NOOP("GestureNames", "You liked this"), QT_TRANSLATE_NOOP("GestureNames", "Could not be liked") },
    { Kind::Unfavourite, "unfavourite", "", QT_TRANSLATE_NOOP("GestureNames", "Take back the like"),
        QT_TRANSLATE_NOOP("GestureNames", "Take back the like there"),
        QT_TRANSLATE_NOOP("GestureNames", "Like taken back"), "",
        QT_TRANSLATE_NOOP("GestureNames", "You take back your like"),
        QT_TRANSLATE_NOOP("GestureNames", "You took back your like"),
        QT_TRANSLATE_NOOP("GestureNames", "The like could not be taken back") },
    { Kind::Boost, "boost", "B", QT_TRANSLATE_NOOP("GestureNames", "Boost"),
        QT_TRANSLATE_NOOP("GestureNames", "Boost it there"), QT_TRANSLATE_NOOP("GestureNames", "Boosted"),
        QT_TRANSLATE_NOOP("GestureNames", "Boosted · take it back"),
        QT_TRANSLATE_NOOP("GestureNames", "You boost this"), QT_TRANSLATE_NOOP("GestureNames", "You boosted this"),
        QT_TRANSLATE_NOOP("GestureNames", "Could not be boosted") },
    { Kind::Unboost, "unboost", "", QT_TRANSLATE_NOOP("GestureNames", "Take back the boost"),
        QT_TRANSLATE_NOOP("GestureNames", "Take back the boost there"),
        QT_TRANSLATE_NOOP("GestureNames", "Boost taken back"), "",
        QT_TRANSLATE_NOOP("GestureNames", "You take back your boost"),
        QT_TRANSLATE_NOOP("GestureNames", "You took back your boost"),
        QT_TRANSLATE_NOOP("GestureNames", "The boost could not be taken back") },
    { Kind::MarkRead, "read", "R", QT_TRANSLATE_NOOP("GestureNames", "Mark read there, up to here"),
        QT_TRANSLATE_NOOP("GestureNames", "Mark read there, up to here"),
        QT_TRANSLATE_NOOP("GestureNames", "Read there, up to here"), "",
        QT_TRANSLATE_NOOP("GestureNames", "You mark this as read there"),
        QT_TRANSLATE_NOOP("GestureNames", "You marked this as read there"),
        QT_TRANSLATE_NOOP("GestureNames", "Could not be marked as read there") },
    { Kind::Follow, "follow", "O", QT_TRANSLATE_NOOP("GestureNames", "Follow this person"),
        QT_TRANSLATE_NOOP("GestureNames", "Follow this person there"), QT_TRANSLATE_NOOP("GestureNames", "Followed"),
        QT_TRANSLATE_NOOP("GestureNames", "Followed · stop following"),
        QT_TRANSLATE_NOOP("GestureNames", "You follow this person"),
        QT_TRANSLATE_NOOP("GestureNames", "You followed this person"),
        QT_TRANSLATE_NOOP("GestureNames", "This person could not be followed"), "", true },
    { Kind::Unfollow, "unfollow", "", QT_TRANSLATE_NOOP("GestureNames", "Follow no longer"),
        QT_TRANSLATE_NOOP("GestureNames", "Follow no longer there"), QT_TRANSLATE_NOOP("GestureNames", "Not followed"),
        "", QT_TRANSLATE_NOOP("GestureNames", "You stop following this person"),
        QT_TRANSLATE_NOOP("GestureNames", "You stopped following this person"),
        QT_TRANSLATE_NOOP("GestureNames", "Following could not be ended") },
    { Kind::Mute, "mute", "M", QT_TRANSLATE_NOOP("GestureNames", "Mute this person"),
        QT_TRANSLATE_NOOP("GestureNames", "Mute this person there"), QT_TRANSLATE_NOOP("GestureNames", "Muted"),
        QT_TRANSLATE_NOOP("GestureNames", "Muted · mute no longer"),
        QT_TRANSLATE_NOOP("GestureNames", "You mute this person"),
        QT_TRANSLATE_NOOP("GestureNames", "You muted this person"),
        QT_TRANSLATE_NOOP("GestureNames", "This person could not be muted") },
    { Kind::Unmute, "unmute", "", QT_TRANSLATE_NOOP("GestureNames", "Mute no longer"),
        QT_TRANSLATE_NOOP("GestureNames", "Mute no longer there"), QT_TRANSLATE_NOOP("GestureNames", "Not muted"), "",
        QT_TRANSLATE_NOOP("GestureNames", "You mute this person no longer"),
        QT_TRANSLATE_NOOP("GestureNames", "You ended the mute of this person"),
        QT_TRANSLATE_NOOP("GestureNames", "The mute could not be ended") },
    { Kind::Block, "block", "X", QT_TRANSLATE_NOOP("GestureNames", "Block this person"),
        QT_TRANSLATE_NOOP("GestureNames", "Block this person there"), QT_TRANSLATE_NOOP("GestureNames", "Blocked"),
        QT_TRANSLATE_NOOP("GestureNames", "Blocked · block no longer"),
        QT_TRANSLATE_NOOP("GestureNames", "You block this person"),
        QT_TRANSLATE_NOOP("GestureNames", "You blocked this person"),
        QT_TRANSLATE_NOOP("GestureNames", "This person could not be blocked") },
    { Kind::Unblock, "unblock", "", QT_TRANSLATE_NOOP("GestureNames", "Block no longer"),
        QT_TRANSLATE_NOOP("GestureNames", "Block no longer there"), QT_TRANSLATE_NOOP("GestureNames", "Not blocked"),
        "", QT_TRANSLATE_NOOP("GestureNames", "You block this person no longer"),
        QT_TRANSLATE_NOOP("GestureNames", "You ended the block of this person"),
        QT_TRANSLATE_NOOP("GestureNames", "The block could not be ended") },
    { Kind::Report, "report", "P", QT_TRANSLATE_NOOP("GestureNames", "Report to their moderators…"),
        QT_TRANSLATE_NOOP("GestureNames", "Report to their moderators…"),
        QT_TRANSLATE_NOOP("GestureNames", "Reported to their moderators"), "",
        QT_TRANSLATE_NOOP("GestureNames", "You report this to their moderators"),
        QT_TRANSLATE_NOOP("GestureNames", "You reported this to their moderators"),
        QT_TRANSLATE_NOOP("GestureNames", "Could not be reported"), "", true },
} };

} // namespace

const std::array<GestureName, 16> &gestureNames()
{
    return names;
}

const GestureName &gestureName(Kind kind)
{
    return *std::find_if(names.begin(), names.end(), [kind](const GestureName &each) { return each.kind == kind; });
}

QString gestureText(const char *words)
{
    return QCoreApplication::translate("GestureNames", words);
}

} // namespace wheelhouse
