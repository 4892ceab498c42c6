#pragma once

#include "core/networks/network.h"

#include <QDateTime>
#include <QString>

namespace wheelhouse {

/// How far a channel is that has more to say than one answer holds: after days off line, or when it is new.
struct CatchUp {
    ChannelId channel;
    QString name;
    int added = 0; ///< mentions that were new, so far
    QDateTime reached; ///< UTC, of the newest that came, since they come oldest first; null: it is still looked back
    bool isOver = false; ///< there is no more, or it was stopped
    friend bool operator==(const CatchUp &, const CatchUp &) = default;
};

/// "Catching up @marlowe: 12,400 so far, up to 3 Nov", in local time. \a now UTC.
[[nodiscard]] QString catchUpWords(const CatchUp &catchUp, const QDateTime &now);

} // namespace wheelhouse
