#include "core/gestures/gesturewords.h"

#include <QCoreApplication>

namespace wheelhouse::gesturewords {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Gestures)
};

} // namespace

QString verb(Gesture::Kind kind)
{
    using Kind = Gesture::Kind;
    switch (kind) {
    case Kind::Favourite:
        return Words::tr("Liked");
    case Kind::Unfavourite:
        return Words::tr("Like taken back");
    case Kind::Boost:
        return Words::tr("Boosted");
    case Kind::Unboost:
        return Words::tr("No longer boosted");
    case Kind::Follow:
        return Words::tr("Following");
    case Kind::Unfollow:
        return Words::tr("No longer following");
    case Kind::Mute:
        return Words::tr("Muted");
    case Kind::Unmute:
        return Words::tr("No longer muted");
    case Kind::Block:
        return Words::tr("Blocked");
    case Kind::Unblock:
        return Words::tr("No longer blocked");
    case Kind::Report:
        return Words::tr("Reported");
    case Kind::MarkRead:
        return Words::tr("Read there");
    case Kind::Approve:
        return Words::tr("Approved");
    case Kind::Hold:
        return Words::tr("Held back");
    case Kind::MarkSpam:
        return Words::tr("Spam there");
    case Kind::Trash:
        return Words::tr("In the bin there");
    }
    return {};
}

QString wished(Gesture::Kind kind, const QString &snippet, int count)
{
    return count == 1 ? Words::tr("%1: %2").arg(verb(kind), snippet)
                      : Words::tr("%1: %n message(s)", nullptr, count).arg(verb(kind));
}

QString takenBack(Gesture::Kind kind, int count)
{
    return Words::tr("Taken back: %1, %n message(s)", nullptr, count).arg(verb(kind));
}

Error notThere()
{
    return { Error::Kind::Refused,
        Words::tr("This message came in a way that leads nowhere back, as an import does: nothing can be done to it on "
                  "its network."),
        {}, std::chrono::seconds { 0 } };
}

Error needsWords()
{
    return { Error::Kind::Refused, Words::tr("Say what is wrong with it: people there read the report."), {},
        std::chrono::seconds { 0 } };
}

QString reportUnsure()
{
    return Words::tr(
        "Nobody knows whether the report arrived: the answer got lost. Look there before you send it again.");
}

QString givenUp(const QString &reason)
{
    return Words::tr("Its server could not do it for a day, and it is not tried any more. %1").arg(reason);
}

} // namespace wheelhouse::gesturewords
