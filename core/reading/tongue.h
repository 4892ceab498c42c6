#pragma once

#include <QLatin1StringView>
#include <QString>

namespace wheelhouse {

/// The languages that we have words for. Other: every other one, and not known.
enum class Tongue : quint8 {
    Other,
    English,
    German,
    French,
    Spanish,
    Italian,
    Portuguese,
    Arabic,
    Hindi,
    Romanian,
    Danish,
    Finnish,
    Polish,
    Swedish,
    Turkish
};
inline constexpr int tongueCount = 15;

/// "de" and "de-AT" are German; Other: we have no words for it.
Tongue tongueOf(QStringView code);
/// BCP 47; empty for Other.
QLatin1StringView codeOf(Tongue tongue);

} // namespace wheelhouse
