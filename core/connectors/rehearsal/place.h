#pragma once

#include "core/networks/network.h"

#include <QStringView>

#include <array>

namespace wheelhouse::rehearsal {

/// One of the four outposts. The key is the word used in resources/demo.
struct Place {
    const char *key;
    NetworkId network;
    const char *name; ///< as the drawing says it
    const char *handle; ///< our own; empty where we speak under the company's name
    double share; ///< of all conversations; the four add up to 1
    bool html; ///< bodies come as HTML
    bool handles; ///< people are addressed by handle there
};

inline constexpr std::array<Place, 4> places { {
    { "mastodon", NetworkId::Mastodon, "@marlowe", "@marlowe", 0.41, true, true },
    { "bluesky", NetworkId::Bluesky, "@marlowe.coffee", "@marlowe.coffee", 0.33, false, true },
    { "journal", NetworkId::Feed, "Journal comments", "", 0.11, true, false },
    { "forum", NetworkId::Forum, "The Counter", "marlowe", 0.15, false, false },
} };
inline constexpr int mastodon = 0;
inline constexpr int bluesky = 1;
inline constexpr int journal = 2;
inline constexpr int forum = 3;

/// The number of the place with that key; -1: none.
inline int placeFromKey(QStringView key)
{
    for (int i = 0; i < int(places.size()); ++i)
        if (key == QLatin1String(places[size_t(i)].key))
            return i;
    return -1;
}

} // namespace wheelhouse::rehearsal
