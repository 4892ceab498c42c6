#include "core/reading/reading.h"

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

constexpr std::array<const char *, 11> needs { "", "none", "help", "complaint", "praise", "question", "idea", "press",
    "recruiting", "partner", "spam" };
constexpr std::array<const char *, 6> moods { "", "unsure", "neutral", "negative", "positive", "mixed" };
constexpr std::array<const char *, 3> surenesses { "unsure", "likely", "sure" };

template<typename Value, size_t count>
Value valueOf(const std::array<const char *, count> &words, QStringView word, Value otherwise)
{
    const auto found =
        std::find_if(words.begin(), words.end(), [word](const char *each) { return word == QLatin1StringView(each); });
    return found == words.end() ? otherwise : static_cast<Value>(found - words.begin());
}

} // namespace

QLatin1StringView needWord(Need need)
{
    return QLatin1StringView(needs[size_t(need)]);
}

Need needFromWord(QStringView word)
{
    return valueOf(needs, word, Need::Unread);
}

QLatin1StringView moodWord(Mood mood)
{
    return QLatin1StringView(moods[size_t(mood)]);
}

Mood moodFromWord(QStringView word)
{
    return valueOf(moods, word, Mood::Unread);
}

QLatin1StringView surenessWord(Sureness sureness)
{
    return QLatin1StringView(surenesses[size_t(sureness)]);
}

Sureness surenessFromWord(QStringView word)
{
    return valueOf(surenesses, word, Sureness::Unsure);
}

} // namespace wheelhouse
