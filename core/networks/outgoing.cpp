#include "core/networks/outgoing.h"

#include <array>

namespace wheelhouse {

namespace {

struct Named {
    Visibility visibility;
    const char *word;
};
// From the widest to the narrowest.
constexpr std::array<Named, 4> names { { { Visibility::Public, "public" }, { Visibility::Unlisted, "unlisted" },
    { Visibility::Followers, "followers" }, { Visibility::Direct, "direct" } } };

} // namespace

QString visibilityWord(Visibility visibility)
{
    for (const Named &each : names)
        if (each.visibility == visibility)
            return QLatin1String(each.word);
    return {};
}

std::optional<Visibility> visibilityFromWord(QStringView word)
{
    for (const Named &each : names)
        if (word == QLatin1String(each.word))
            return each.visibility;
    return std::nullopt;
}

bool isWider(Visibility a, Visibility b)
{
    return a < b;
}

Visibility widestFor(Arrival::Audience audience)
{
    switch (audience) {
    case Arrival::Audience::Public:
        return Visibility::Public;
    case Arrival::Audience::Unlisted:
        return Visibility::Unlisted;
    case Arrival::Audience::Followers:
        return Visibility::Followers;
    case Arrival::Audience::Direct:
    case Arrival::Audience::Unknown:
        break;
    }
    return Visibility::Direct;
}

} // namespace wheelhouse
