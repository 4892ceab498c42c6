#pragma once

#include "core/base/id.h"

#include <QString>
#include <QStringView>

namespace wheelhouse {

/// Which kind of place a channel is. Stored by its word, so that an older program reads a newer one's rows as Other.
enum class NetworkId { Mastodon, Bluesky, WordPress, Feed, Forum, Twitter, Other };

/// The word a network is stored and searched by: "mastodon", "bluesky", …
QString networkWord(NetworkId network);
NetworkId networkFromWord(QStringView word); ///< Other where the word is unknown

using ChannelId = Id<struct Channel>;

/// A place where we listen or speak: one account on one network, a feed, or an imported archive ("outpost" on screen).
struct Channel {
    ChannelId id;
    NetworkId network = NetworkId::Other;
    QString name; ///< what people call it: "@marlowe", "Journal comments"
    QString handle; ///< our own handle there; empty where we only listen
    friend bool operator==(const Channel &, const Channel &) = default;
};

} // namespace wheelhouse
