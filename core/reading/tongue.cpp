#include "core/reading/tongue.h"

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

constexpr std::array<const char *, tongueCount> codes { "", "en", "de", "fr", "es", "it", "pt", "ar", "hi", "ro", "da",
    "fi", "pl", "sv", "tr" };

} // namespace

Tongue tongueOf(QStringView code)
{
    const qsizetype dash = code.indexOf(u'-');
    const QStringView language = dash < 0 ? code : code.first(dash);
    const auto found = std::find_if(codes.begin() + 1, codes.end(),
        [language](const char *each) { return language.compare(QLatin1StringView(each), Qt::CaseInsensitive) == 0; });
    return found == codes.end() ? Tongue::Other : static_cast<Tongue>(found - codes.begin());
}

QLatin1StringView codeOf(Tongue tongue)
{
    return QLatin1StringView(codes[size_t(tongue)]);
}

} // namespace wheelhouse
