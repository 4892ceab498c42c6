#include "core/networks/network.h"

#include <array>

namespace wheelhouse {

namespace {

struct Word {
    NetworkId network;
    const char *word;
};
constexpr std::array<Word, 7> words { { { NetworkId::Mastodon, "mastodon" }, { NetworkId::Bluesky, "bluesky" },
    { NetworkId::WordPress, "wordpress" }, { NetworkId::Feed, "feed" }, { NetworkId::Forum, "forum" },
    { NetworkId::Twitter, "twitter" }, { NetworkId::Other, "other" } } };

} // namespace

QString networkWord(NetworkId network)
{
    for (const Word &each : words)
        if (each.network == network)
            return QString::fromLatin1(each.word);
    return QStringLiteral("other");
}

NetworkId networkFromWord(QStringView word)
{
    for (const Word &each : words)
        if (word == QLatin1String(each.word))
            return each.network;
    return NetworkId::Other;
}

} // namespace wheelhouse
