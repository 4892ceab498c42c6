#pragma once

#include "core/networks/traffic.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace wheelhouse {

/// Something we do to a message or a person on their network, without words of ours but for a report. Each states how
/// things should stand afterwards, so that doing it twice is doing it once.
struct Gesture {
    enum class Kind {
        Favourite,
        Unfavourite,
        Boost,
        Unboost,
        Follow,
        Unfollow,
        Mute,
        Unmute,
        Block,
        Unblock,
        Report,
        MarkRead, ///< everything up to this message
        Approve, ///< a moderation queue, as the next three
        Hold,
        MarkSpam,
        Trash,
    };
    Kind kind = Kind::Favourite;
    RemoteRef message; ///< empty for what is done to a person alone
    QString person; ///< global name of the author, as Author has it
    QString words; ///< of a report, for the moderators there
    QByteArray key; ///< 16 bytes, of this wish alone and the same at every try; ids that we choose are made from it
    QDateTime wishedAt; ///< UTC; the same at every try
    friend bool operator==(const Gesture &, const Gesture &) = default;
};

/// What became of it.
struct GestureDone {
    bool wasSoBefore = false; ///< nothing had to change there
    QString
        remoteId; ///< of what was made and must be named to take it back (Bluesky: the record's at:// URI); else empty
};

/// The word a gesture is stored and logged by: "favourite", "mark_read", …
[[nodiscard]] QString gestureWord(Gesture::Kind kind);
[[nodiscard]] std::optional<Gesture::Kind> gestureFromWord(QStringView word);
/// What takes it back; none: nothing does (a report, what was read).
[[nodiscard]] std::optional<Gesture::Kind> oppositeOf(Gesture::Kind kind);

} // namespace wheelhouse
